"""Files of many documents, read row by row: JSON lines, CSV, Parquet."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from warta.read.decode import decode
from warta.read.errors import ReadError

if TYPE_CHECKING:
    import pyarrow

#: the reader's columns; only ``text`` is required
COLUMNS = ("text", "title", "date", "url", "source", "author")
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one document; None is unknown."""

    text: str
    title: str | None = None
    date: object | None = None
    url: str | None = None
    source: str | None = None
    author: str | None = None


def check_columns(columns: Mapping[str, str] | None) -> None:
    """Raise ValueError when ``columns`` maps a name the reader does not know."""
    for name in columns or {}:
        if name not in COLUMNS:
            raise ValueError(f"unknown column {name!r}; known: {', '.join(COLUMNS)}")


def read(
    stream: BinaryIO, kind: str, path: str, columns: Mapping[str, str] | None, max_bytes: int
) -> Iterator[tuple[int, Row | ReadError]]:
    """Yield ``(number, row)`` for every row, counted from 1, or the error of that row.

    JSON lines count the lines of the file, CSV the records below the header.
    Raises ReadError, OSError or EOFError when the file cannot be read further.
    """
    if kind == "parquet":
        yield from _parquet(stream, columns)
        return
    if stream.read(2) == b"\x1f\x8b":
        stream.seek(0)
        stream = gzip.GzipFile(fileobj=stream)  # type: ignore[assignment]
    else:
        stream.seek(0)
    try:
        if kind == "jsonl":
            yield from _jsonl(stream, columns, max_bytes)
        else:
            yield from _csv(stream, path, columns, max_bytes)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise ReadError(f"damaged gzip data: {error}") from error


def _lines(stream: BinaryIO, max_bytes: int) -> Iterator[bytes | ReadError]:
    """Yield lines; one longer than ``max_bytes`` gives an error and is passed over."""
    while True:
        line = stream.readline(max_bytes + 1)
        if not line:
            return
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield line
            continue
        passed = len(line)
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
            passed += len(line)
            if passed > 16 * max_bytes:
                raise ReadError(f"a row of more than {passed} bytes")
        yield ReadError(f"row larger than {max_bytes} bytes")


def _jsonl(
    stream: BinaryIO, columns: Mapping[str, str] | None, max_bytes: int
) -> Iterator[tuple[int, Row | ReadError]]:
    wide = stream.read(2)
    stream.seek(0)
    if wide in (b"\xff\xfe", b"\xfe\xff"):
        whole = stream.read(max_bytes + 1)
        if len(whole) > max_bytes:
            raise ReadError("a UTF-16 file this large cannot be read by rows; convert it to UTF-8")
        stream = io.BytesIO(decode(whole).encode("utf-8", errors="surrogatepass"))
    for number, line in enumerate(_lines(stream, max_bytes), start=1):
        if isinstance(line, ReadError):
            yield number, line
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            value = json.loads(_utf8(line))
        except (ValueError, RecursionError) as error:
            yield number, ReadError(f"not valid JSON: {error}")
            continue
        if not isinstance(value, dict):
            yield number, ReadError("not a JSON object")
            continue
        try:
            yield number, row_of(value, chosen_columns(list(value), columns))
        except ReadError as error:
            yield number, error


def _utf8(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _csv(
    stream: BinaryIO, path: str, columns: Mapping[str, str] | None, max_bytes: int
) -> Iterator[tuple[int, Row | ReadError]]:
    if csv.field_size_limit() < max_bytes:
        csv.field_size_limit(max_bytes)  # the module's 128 KB would refuse long articles
    head = stream.read(2)
    stream.seek(0)
    lines: Iterator[str]
    if head in (b"\xff\xfe", b"\xfe\xff"):
        lines = iter(io.TextIOWrapper(stream, encoding="utf-16", errors="replace", newline=""))
    else:
        lines = _text_lines(stream, max_bytes)
    first = next(lines, None)
    if first is None:
        raise ReadError("empty file")
    first = first.removeprefix("\ufeff")
    divider = max(",;\t|", key=lambda sign: (first.count(sign), sign == ","))
    try:
        header = next(csv.reader([first], delimiter=divider), [])
    except csv.Error as error:
        raise ReadError(f"not readable as CSV: {error}") from error
    chosen = chosen_columns(header, columns)
    reader = csv.DictReader(lines, fieldnames=header, delimiter=divider, restval="")
    number = 0
    while True:
        number += 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise ReadError(f"not readable as CSV: {error}") from error
        if record is None:
            return
        try:
            yield number, row_of(record, chosen)
        except ReadError as error:
            yield number, error


def _text_lines(stream: BinaryIO, max_bytes: int) -> Iterator[str]:
    for line in _lines(stream, max_bytes):
        if isinstance(line, ReadError):
            raise line
        yield _utf8(line)


def _parquet(stream: BinaryIO, columns: Mapping[str, str] | None) -> Iterator[tuple[int, Row | ReadError]]:
    import pyarrow.parquet  # slow to load, and only this format needs it

    try:
        file = pyarrow.parquet.ParquetFile(stream)
        chosen = chosen_columns(file.schema_arrow.names, columns)
        number = 0
        for batch in file.iter_batches(batch_size=_BATCH, columns=sorted(set(chosen.values()))):
            for record in _records(batch, chosen["text"]):
                number += 1
                try:
                    yield number, record if isinstance(record, ReadError) else row_of(record, chosen)
                except ReadError as error:
                    yield number, error
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise ReadError(f"not a readable Parquet file: {error}") from error


def _records(batch: pyarrow.RecordBatch, text: str) -> Iterator[dict[str, object] | ReadError]:
    """Yield the rows of a batch; a value that Python cannot hold (a day in the year 300000) is left out."""
    try:
        yield from batch.to_pylist()
        return
    except (ValueError, OverflowError):  # of one value, which must not cost the other rows
        pass
    for at in range(batch.num_rows):
        record: dict[str, object] = {}
        failed: ReadError | None = None
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            try:
                record[name] = column[at].as_py()
            except (ValueError, OverflowError) as error:
                record[name] = None
                failed = ReadError(f"{name}: {error}") if name == text else failed
        yield failed or record


def chosen_columns(names: list[str], columns: Mapping[str, str] | None) -> dict[str, str]:
    """Return reader's column -> the file's; raise ReadError when one that is needed is missing."""
    have = {str(name).strip().casefold(): name for name in reversed(names) if name is not None}
    chosen: dict[str, str] = {}
    for column in COLUMNS:
        asked = (columns or {}).get(column)
        name = have.get((asked or column).strip().casefold())
        if name is not None:
            chosen[column] = name
        elif column == "text":
            shown = ", ".join(str(name) for name in names[:20])
            raise ReadError(f"no column {asked or column!r} for the text; columns: {shown}")
    return chosen


def row_of(record: Mapping[str, object], chosen: Mapping[str, str]) -> Row:
    """Return the fields of one document; ``chosen`` as ``chosen_columns`` gives it. Raises ReadError without text."""
    text = record.get(chosen["text"])
    if text is None or (isinstance(text, str) and not text.strip()):
        raise ReadError("row without text")
    if not isinstance(text, str):
        raise ReadError(f"text is no string but {type(text).__name__}")

    def string(column: str) -> str | None:
        value = record.get(chosen[column]) if column in chosen else None
        if not isinstance(value, str) or value.strip().casefold() in {"", "none", "null", "nan", "n/a", "-"}:
            return None
        return value.strip()

    when = record.get(chosen["date"]) if "date" in chosen else None
    return Row(text, string("title"), when, string("url"), string("source"), string("author"))
