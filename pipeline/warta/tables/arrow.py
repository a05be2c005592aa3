"""Arrow types of the tables, from the declaration."""

from __future__ import annotations

import pyarrow as pa

from warta.tables.schema import DECIMAL_PRECISION, DECIMAL_SCALE, ColumnType, Table

#: A decimal keeps its digits: 29 before the point, 9 behind it.
DECIMAL: pa.DataType = pa.decimal128(DECIMAL_PRECISION, DECIMAL_SCALE)

TYPES: dict[ColumnType, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "decimal": DECIMAL,
    "date": pa.date32(),
}


def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table; column descriptions travel as field metadata."""
    return pa.schema(
        [
            pa.field(c.name, TYPES[c.type], nullable=not c.required, metadata={"description": c.description})
            for c in table.columns
        ],
        metadata={"title": table.title},
    )
