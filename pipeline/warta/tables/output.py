"""All tables in all formats asked for: a file a table (CSV, Parquet), or one file for all (Excel, DuckDB)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, Protocol

import pyarrow as pa

from warta.tables.schema import BY_NAME, TABLES, Table
from warta.tables.write import FORMATS as TABLE_FORMATS
from warta.tables.write import Format as TableFormat
from warta.tables.write import Writer, replacing, write_table

Format = Literal["csv", "parquet", "xlsx", "duckdb"]
FORMATS: tuple[Format, ...] = ("csv", "parquet", "xlsx", "duckdb")
#: The file of a format that holds all tables.
WHOLE: dict[str, str] = {"xlsx": "warta.xlsx", "duckdb": "warta.duckdb"}

Rows = Callable[[str], Iterable[pa.RecordBatch]]


class _Whole(Protocol):
    def table(self, table: Table) -> Writer: ...

    def close(self) -> None: ...


def file_names(formats: Iterable[str]) -> list[str]:
    """Return the names of the files that the tables are written to."""
    formats = tuple(formats)
    return [f"{t.name}.{f}" for t in TABLES for f in formats if f in TABLE_FORMATS] + [
        WHOLE[f] for f in formats if f in WHOLE
    ]


def write_tables(rows: Rows, folder: Path, formats: Sequence[Format], *, csv_safe: bool = False) -> dict[str, int]:
    """Write all tables to ``folder`` and return the number of rows of each.

    ``rows`` gives the rows of a table by its name, as ``write_table`` takes them, and may be asked
    twice. ``csv_safe`` puts an apostrophe before text in CSV that a spreadsheet would take for a formula.
    Raises TableError for rows that don't fit, OSError when they cannot be written.
    """
    from warta.tables.database import in_order_of_reference

    single: list[TableFormat] = [f for f in TABLE_FORMATS if f in formats]
    counts: dict[str, int] = {}
    with ExitStack() as stack:
        whole = [_open(stack, format, rows, folder) for format in formats if format in WHOLE]
        for table in in_order_of_reference():
            also = [book.table(table) for book in whole]
            counts[table.name] = write_table(table, rows(table.name), folder, single, also=also, csv_safe=csv_safe)
    return {table.name: counts[table.name] for table in TABLES}


def _open(stack: ExitStack, format: str, rows: Rows, folder: Path) -> _Whole:
    path = folder / WHOLE[format]
    if format == "duckdb":
        from warta.tables.database import Database

        path.unlink(missing_ok=True)
        database = Database(path)
        stack.callback(database.close)
        return database
    from warta.tables.workbook import Workbook, referred_tables

    file = stack.enter_context(replacing(path))
    keys = {name: [key for batch in rows(name) for key in _keys(name, batch)] for name in referred_tables()}
    book = Workbook(file, folder, keys)
    stack.callback(book.close)
    return book


def _keys(name: str, batch: pa.RecordBatch) -> list[str]:
    # By position: entity tables come under the names of their attributes.
    at = [column.name for column in BY_NAME[name].columns].index(BY_NAME[name].key[0])
    keys: list[str] = batch.column(at).to_pylist()
    return keys
