"""Rows for tests: the least that each table accepts."""

from __future__ import annotations

import pyarrow as pa
from warta.tables.arrow import arrow_schema
from warta.tables.schema import BY_NAME


def batch(name: str, *rows: dict[str, object]) -> pa.RecordBatch:
    """Return rows of a table; what is not given is unknown."""
    schema = arrow_schema(BY_NAME[name])
    return pa.RecordBatch.from_pylist([{**dict.fromkeys(schema.names), **row} for row in rows], schema=schema)
