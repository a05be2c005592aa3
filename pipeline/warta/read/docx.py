"""Word documents: paragraphs and tables in their order."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx as word
import lxml.etree
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph

from warta.read.decode import repair
from warta.read.errors import ReadError

#: what an honest document stays below
_MOST_ENTRIES = 5_000
_MOST_UNPACKED = 256 * 1024 * 1024
_MOST_XML = 64 * 1024 * 1024
_MOST_RATIO = 200
_MOST_CELLS = 20_000


def read(data: bytes) -> tuple[str, dict[str, object]]:
    """Return the text of a Word document, one paragraph a line, table cells divided by tabs.

    The file's own title and author are left aside: they name the template and
    the typist. Raises ReadError for damaged files and for archives that unpack
    beyond reason.
    """
    _guard(data)
    try:
        document = word.Document(io.BytesIO(data))
        lines = list(_lines(document))
    except (
        OpcError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        lxml.etree.LxmlError,
        AttributeError,
        EOFError,
        zlib.error,
    ) as error:
        raise ReadError(f"not a readable Word document: {error}") from error
    text = "\n".join(lines).strip("\n")
    if not any(char.isalnum() for char in text):
        raise ReadError("no text in the document")
    return repair(text) + "\n", {}


def _guard(data: bytes) -> None:
    """Judge the archive by its directory before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise ReadError(f"not a Word document: {error}") from error
    if len(entries) > _MOST_ENTRIES:
        raise ReadError(f"more than {_MOST_ENTRIES} parts in the archive")
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise ReadError(f"unpacks to more than {_MOST_UNPACKED} bytes")
    for entry in entries:
        xml = entry.filename.endswith((".xml", ".rels"))
        if xml and entry.file_size > _MOST_XML:
            raise ReadError(f"{entry.filename} unpacks to more than {_MOST_XML} bytes")
        if entry.file_size > 1_000_000 and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
            raise ReadError(f"{entry.filename} is packed more than {_MOST_RATIO} times (zip bomb?)")


def _lines(document: WordDocument) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield _clean(block.text)
        elif isinstance(block, Table):
            yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    """Yield a table row by row; a merged cell speaks once."""
    cells = 0
    for row in table.rows:
        seen: list[object] = []
        texts: list[str] = []
        for cell in row.cells:
            cells += 1
            if cells > _MOST_CELLS:
                raise ReadError(f"a table of more than {_MOST_CELLS} cells")
            if cell._tc in seen:
                continue
            seen.append(cell._tc)
            texts.append(" ".join(_clean(cell.text).split()))
        if any(texts):
            yield "\t".join(texts)


def _clean(text: str) -> str:
    return text.replace("\x0c", "\n").replace("\u00ad", "").rstrip()
