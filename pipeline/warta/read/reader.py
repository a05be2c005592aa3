"""From sources to documents: one lazy stream of ``Document`` and ``Problem``."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from warta.read import rows
from warta.read.assemble import check_published_at, document_from_text
from warta.read.decode import decode
from warta.read.errors import ReadError
from warta.read.sources import ROW_FORMATS, STDIN, Source, list_sources
from warta.values.document import Document, Problem

#: a document larger than this is refused (bytes; for rows, of one row)
MAX_BYTES = 64 * 1024 * 1024
STAGE = "read"

#: format -> module whose ``read`` turns bytes into text and what the file says about it;
#: imported when first needed, because their libraries are slow to load
_WHOLE = {"txt": "", "md": "markdown", "html": "html", "pdf": "pdf", "docx": "docx"}


def read_inputs(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    columns: Mapping[str, str] | None = None,
    published_at: str | None = None,
    root: str | os.PathLike[str] | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Document | Problem]:
    """Yield a Document for every document of the inputs, or the Problem that kept it away.

    ``inputs``: files, folders, globs, ``-``. ``columns`` maps the reader's names (``text``, ``title``, ``date``,
    ``url``, ``source``, ``author``) to those of the row files. ``published_at`` (EDTF) dates documents that are silent.
    ``root`` is what source names are relative to (see ``list_sources``). Nothing that is wrong with a
    document raises; a wrong argument raises ValueError at once.
    """
    check_published_at(published_at)
    rows.check_columns(columns)
    return _read_all(inputs, columns, published_at, root, max_bytes)


def _read_all(
    inputs: Sequence[str | os.PathLike[str]],
    columns: Mapping[str, str] | None,
    published_at: str | None,
    root: str | os.PathLike[str] | None,
    max_bytes: int,
) -> Iterator[Document | Problem]:
    for source in list_sources(inputs, root=root):
        yield from read_source(source, columns=columns, published_at=published_at, max_bytes=max_bytes)


def read_source(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    published_at: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Document | Problem]:
    """Yield the documents of one source; row files are read row by row.

    Raises nothing for what is wrong with the source: a Problem says it.
    """
    if source.error:
        yield _problem(source.name, "SourceError", source.error)
        return
    try:
        kind = source.format
        stream: BinaryIO | None = None
        if source.path == STDIN:
            stream = io.BytesIO(sys.stdin.buffer.read(max_bytes + 1))
            if stream.getbuffer().nbytes > max_bytes:
                raise ReadError(f"standard input holds more than {max_bytes} bytes")
            kind = kind or sniff(stream.getvalue())
        if kind in ROW_FORMATS:
            yield from _rows(source, kind, stream, columns, published_at, max_bytes)
            return
        if kind not in _WHOLE:
            raise ReadError(f"unsupported format: {Path(source.path).suffix or 'a name without suffix'}")
        data = stream.getvalue() if isinstance(stream, io.BytesIO) else _bytes(source.path, max_bytes)
        text, said = _reader(kind)(data)
        yield document_from_text(text, source=source.name, format=kind, published_at=published_at, **said)  # type: ignore[arg-type]
    except Exception as error:  # a parser of damaged files may raise anything; no document stops a run
        yield _problem(source.name, type(error).__name__, str(error))


def text_of(path: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of one document as the tables count its characters.

    ``-`` is standard input. Raises ReadError when the file is no readable single
    document (row files hold many), OSError when it cannot be opened.
    """
    if Path(path).is_dir():
        raise ReadError(f"{path}: is a folder; name one of its files")
    source = next(iter(list_sources([path])))
    if source.error:
        raise ReadError(f"{source.name}: {source.error}")
    if source.format in ROW_FORMATS:
        raise ReadError(f"{source.name}: holds many documents, one a row")
    result = next(read_source(source, max_bytes=max_bytes))
    if isinstance(result, Problem):
        raise ReadError(f"{result.source}: {result.message}")
    return result.text


def sniff(data: bytes) -> str:
    """Tell the format of bytes without a name."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    low = start[:512].lower()
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"PK\x03\x04"):
        return "docx"
    if start.startswith(b"\x1f\x8b"):
        return "jsonl"
    if low.startswith((b"<!doctype html", b"<html")) or b"<html" in low:
        return "html"
    if start.startswith(b'{"'):
        return "jsonl"
    return "txt"


def _reader(kind: str) -> Callable[[bytes], tuple[str, dict[str, object]]]:
    if kind == "txt":
        return lambda data: (decode(data), {})
    reader: Callable[[bytes], tuple[str, dict[str, object]]] = import_module(f"warta.read.{_WHOLE[kind]}").read
    return reader


def _bytes(path: str, max_bytes: int) -> bytes:
    with Path(path).open("rb") as file:
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise ReadError(f"larger than {max_bytes} bytes")
    return data


def _rows(
    source: Source,
    kind: str,
    stream: BinaryIO | None,
    columns: Mapping[str, str] | None,
    published_at: str | None,
    max_bytes: int,
) -> Iterator[Document | Problem]:
    with stream or Path(source.path).open("rb") as opened:
        number = 0
        try:
            for number, row in rows.read(opened, kind, source.path, columns, max_bytes):
                name = f"{source.name}#{number}"
                yield (
                    _problem(name, "ReadError", str(row))
                    if isinstance(row, ReadError)
                    else _document(row, name, kind, published_at)
                )
        except (ReadError, OSError, EOFError, ValueError, MemoryError, RecursionError) as error:
            # what was read before the damage stands
            where = source.name if number == 0 else f"{source.name}#{number + 1}"
            yield _problem(where, type(error).__name__, str(error))


def read_record(
    record: Mapping[str, object],
    columns: Mapping[str, str],
    *,
    source: str = "",
    format: str = "row",
    published_at: str | None = None,
) -> Document | Problem:
    """Return the document of one row of a table, read like a row of a file, or what is wrong with it.

    ``columns``: the reader's column -> the record's, only those that are there. ``source``: what the tables
    say the document comes from; empty: its address, and where it has none, its ``doc_id``.
    """
    try:
        row = rows.row_of(record, columns)
    except ReadError as error:
        address = record.get(columns["url"]) if "url" in columns else None
        return _problem(source or str(address or STDIN), "ReadError", str(error))
    item = _document(row, source or row.url or "", format, published_at)
    if item.source:
        return item
    return replace(item, source=item.doc_id if isinstance(item, Document) else STDIN)


def _document(row: rows.Row, name: str, format: str, published_at: str | None) -> Document | Problem:
    try:
        return document_from_text(
            row.text,
            source=name,
            format=format,
            published_at=published_at,
            title=row.title,
            date=row.date,
            url=row.url,
            outlet=row.source,
            author=row.author,
        )
    except (ValueError, MemoryError, RecursionError) as error:
        return _problem(name, type(error).__name__, str(error))


def _problem(source: str, error: str, message: str) -> Problem:
    # A message may quote the file, and with it lone surrogates that no table can hold.
    line = " ".join(message.encode("utf-8", "backslashreplace").decode("utf-8").split()) or error
    return Problem(source, STAGE, error, line[:500])
