"""Write the tables: CSV and Parquet, in one stream, complete or not at all.

The writer takes Arrow batches whose rows already stand in the order of the
table's key and checks that they do, so that a wrong order or a double key is an
error here and not a surprise to a reader. A file appears under its name only
when it is complete: it is written beside it, flushed and renamed.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Literal, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from warta.tables.arrow import arrow_schema
from warta.tables.schema import Column, Table
from warta.tables.unsafe import defused

Format = Literal["csv", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "parquet")

#: Ends the name of a file that is being written; one left behind by a crash is overwritten by the next run.
TEMPORARY = ".tmp"

_ROW_GROUP = 64 * 1024


class TableError(ValueError):
    """The rows do not fit the declaration of their table."""


class Writer(Protocol):
    """Where the rows of one table go."""

    def write(self, batch: pa.RecordBatch) -> None: ...

    def close(self) -> None: ...


def write_table(
    table: Table,
    batches: Iterable[pa.RecordBatch],
    folder: Path,
    formats: Sequence[Format] = ("csv",),
    *,
    also: Sequence[Writer] = (),
    csv_safe: bool = False,
) -> int:
    """Write one table to ``folder/<table>.<format>`` and return its number of rows.

    ``batches`` must have the columns of the declaration (a castable type will do),
    rows sorted by the key (text by code point) and unique in it. ``also``: further writers that get the
    rows once they are checked. ``csv_safe``: text in CSV that a spreadsheet would take for a formula gets
    an apostrophe in front.
    Raises TableError when they don't; then no file is replaced.
    """
    schema = arrow_schema(table)
    rows = 0
    with ExitStack() as stack:
        writers: list[Writer] = [*also]
        for writer in also:
            stack.callback(writer.close)
        for format in formats:
            file = stack.enter_context(replacing(folder / f"{table.name}.{format}"))
            writers.append(_CsvWriter(table, file, safe=csv_safe) if format == "csv" else _ParquetWriter(table, file))
            stack.callback(writers[-1].close)  # also when a row is refused, before its file is dropped
        for batch in _in_order(table, _conform(table, schema, batches)):
            for writer in writers:
                writer.write(batch)
            rows += batch.num_rows
    return rows


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open ``path`` for writing so that it changes at once, when everything is on the disk, or not at all."""
    temporary = path.with_name(path.name + TEMPORARY)
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _conform(table: Table, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Give every batch the declared columns and types; check required cells and closed lists."""
    for batch in batches:
        if batch.schema.names != schema.names:
            raise TableError(f"table {table.name!r}: columns {batch.schema.names} instead of {schema.names}")
        columns = []
        for column, field in zip(table.columns, schema, strict=True):
            values = batch.column(column.name)
            try:
                values = values if values.type == field.type else values.cast(field.type)
            except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
                raise TableError(f"table {table.name!r}, column {column.name!r}: {error}") from error
            if column.required and values.null_count:
                raise TableError(f"table {table.name!r}: {values.null_count} rows without {column.name!r}")
            _check_values(table, column, values)
            columns.append(values)
        yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _check_values(table: Table, column: Column, values: pa.Array) -> None:
    if column.values:
        odd = sorted(set(values.unique().to_pylist()) - {None, *column.values})
        if odd:
            raise TableError(f"table {table.name!r}, column {column.name!r}: {odd[0]!r} is not among its values")


def _in_order(table: Table, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pass the batches on, checking that keys only ever grow."""
    last: tuple[Any, ...] | None = None
    for batch in batches:
        for key in zip(*(batch.column(name).to_pylist() for name in table.key), strict=True):
            if last is not None and key <= last:
                what = "twice the key" if key == last else "out of order at"
                raise TableError(f"table {table.name!r}: {what} {key}")
            last = key
        yield batch


class _CsvWriter:
    """RFC 4180: CRLF line ends, fields quoted where they need it."""

    def __init__(self, table: Table, file: IO[bytes], *, safe: bool = False) -> None:
        self._file = file
        printers = {**_PRINTERS, "string": _safe_text} if safe else _PRINTERS
        self._printers = [printers[c.type] for c in table.columns]
        # csv writes text; a batch is gathered and encoded in one go.
        self._write_rows([[c.name for c in table.columns]])

    def write(self, batch: pa.RecordBatch) -> None:
        columns = (
            map(printer, column.to_pylist()) for printer, column in zip(self._printers, batch.columns, strict=True)
        )
        self._write_rows(zip(*columns, strict=True))

    def _write_rows(self, rows: Iterable[Sequence[str]]) -> None:
        buffer: list[str] = []
        csv.writer(_Sink(buffer), lineterminator="\r\n").writerows(rows)
        self._file.write("".join(buffer).encode("utf-8"))

    def close(self) -> None:
        """Nothing to finish: every row is written."""


class _Sink:
    """The least of a file that csv.writer needs."""

    def __init__(self, buffer: list[str]) -> None:
        self.write = buffer.append


class _ParquetWriter:
    """Zstandard-compressed Parquet, row groups of a fixed size however the batches came."""

    def __init__(self, table: Table, file: IO[bytes]) -> None:
        self._schema = arrow_schema(table)
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd", version="2.6")
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0

    def write(self, batch: pa.RecordBatch) -> None:
        self._waiting.append(batch)
        self._rows += batch.num_rows
        while self._rows >= _ROW_GROUP:
            waiting = pa.Table.from_batches(self._waiting, self._schema)
            self._writer.write_table(waiting.slice(0, _ROW_GROUP), row_group_size=_ROW_GROUP)
            rest = waiting.slice(_ROW_GROUP)
            self._waiting, self._rows = rest.to_batches(), rest.num_rows

    def close(self) -> None:
        if self._rows and self._writer.is_open:
            self._writer.write_table(pa.Table.from_batches(self._waiting, self._schema), row_group_size=_ROW_GROUP)
        self._writer.close()


def _text(value: str | None) -> str:
    return "" if value is None else value


def _safe_text(value: str | None) -> str:
    return "" if value is None else defused(value)


def _integer(value: int | None) -> str:
    return "" if value is None else str(value)


def _number(value: float | None) -> str:
    return "" if value is None else format(value, ".6f").rstrip("0").rstrip(".")


def _decimal(value: Decimal | None) -> str:
    if value is None:
        return ""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def _date(value: date | None) -> str:
    # date.isoformat, not strftime: years below 1000 keep their zeros on every platform.
    return "" if value is None else value.isoformat()


_PRINTERS: dict[str, Callable[[Any], str]] = {
    "string": _text,
    "integer": _integer,
    "number": _number,
    "decimal": _decimal,
    "date": _date,
}
