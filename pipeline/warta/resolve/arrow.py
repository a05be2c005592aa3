"""Name rows from Arrow; apart from ``rows``, since recognition needs those and starts faster without Arrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from warta.resolve.rows import NameRow

_COUNTED = pa.list_(pa.struct([pa.field("name", pa.string()), pa.field("count", pa.int64())]))

#: The aggregation of the store: one row per distinct (label, norm, place).
ARROW = pa.schema(
    [
        pa.field("label", pa.string(), nullable=False),
        pa.field("norm", pa.string(), nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("documents", pa.int64(), nullable=False),
        pa.field("mentions", pa.int64(), nullable=False),
        pa.field("surfaces", _COUNTED, nullable=False),
        pa.field("surface_documents", _COUNTED, nullable=False),
        pa.field("operators", _COUNTED, nullable=False),
        pa.field("years", pa.list_(pa.int32()), nullable=False),
    ]
)


def from_arrow(rows: pa.Table | pa.RecordBatchReader) -> Iterator[NameRow]:
    """Yield the rows of a table with the columns of ``ARROW`` (``place``, lists may be null)."""
    batches = rows.to_batches() if isinstance(rows, pa.Table) else rows
    for batch in batches:
        for row in batch.to_pylist():
            yield NameRow(
                label=row["label"],
                norm=row["norm"],
                place=row["place"] or "",
                documents=row["documents"],
                mentions=row["mentions"],
                surfaces=_counted(row["surfaces"]),
                surface_documents=_counted(row["surface_documents"]),
                operators=_counted(row["operators"]),
                years=tuple(sorted({y for y in row["years"] or () if y is not None})),
            )


def _counted(cells: list[Any] | None) -> tuple[tuple[str, int], ...]:
    """Read a list of ``{"name", "count"}`` into sorted pairs."""
    return tuple(sorted((c["name"], c["count"]) for c in cells or () if c["name"]))
