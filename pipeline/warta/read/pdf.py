"""PDF files: the text layer, its lines joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2

from warta.read.decode import repair
from warta.read.errors import ReadError

_MOST_PAGES = 2_000
_MOST_CHARS = 20_000_000
_PAGE_NUMBER = re.compile(
    r"[-–— ]{0,3}(?:(?:hal(?:aman)?\.?|page)\s)?\d{1,4}(?:\s?(?:/|dari|of)\s?\d{1,4})?[-–— ]{0,3}", re.I
)
_BULLET = re.compile(r"(?:[•●▪◦‣*–—-]|\d{1,2}[.)]|[a-z][.)])\s")
_CLOSED = re.compile(r"[.!?:;][\"”’')\]]{0,2}$")
#: pdfium writes these where the page breaks a word at its line end
_BROKEN = re.compile("[\u0002\ufffe\u00ad]\r?\n?")


def read(data: bytes) -> tuple[str, dict[str, object]]:
    """Return the text of a PDF, one paragraph a line.

    Words broken at line ends are made whole, lines of one paragraph joined, page
    numbers and running heads that stand on most pages left out. Raises ReadError
    for damaged, encrypted or scanned files.
    """
    if not data.startswith(b"%PDF-") and b"%PDF-" not in data[:1024]:
        raise ReadError("not a PDF file")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"damaged or encrypted PDF: {error}") from error
    try:
        pages = _pages(document)
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"damaged PDF: {error}") from error
    finally:
        document.close()
    text = "\n".join(_paragraphs(_without_running_heads(pages)))
    if not any(char.isalnum() for char in text):
        raise ReadError("no text layer in the PDF (scanned pages?)")
    return repair(text) + "\n", {}


def _pages(document: pypdfium2.PdfDocument) -> list[list[str]]:
    """Return the lines of every page."""
    if len(document) > _MOST_PAGES:
        raise ReadError(f"more than {_MOST_PAGES} pages")
    pages: list[list[str]] = []
    size = 0
    for number in range(len(document)):
        page = document[number]
        layer = page.get_textpage()
        raw = layer.get_text_bounded()
        layer.close()
        page.close()
        size += len(raw)
        if size > _MOST_CHARS:
            raise ReadError(f"more than {_MOST_CHARS} characters")
        raw = _BROKEN.sub("", raw).replace("\x00", "")
        pages.append([" ".join(line.split()) for line in re.split(r"\r\n|\r|\n", raw)])
    return pages


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """Put the pages together without page numbers and lines that stand on most pages' edges."""
    edges: Counter[str] = Counter()
    for page in pages:
        body = [line for line in page if line]
        edges.update({_mask(line) for line in body[:2] + body[-2:]})
    running = {line for line, count in edges.items() if count >= 3 and count > len(pages) / 2}
    joined: list[str] = []
    for page in pages:
        body = [line for line in page if line]
        for index, line in enumerate(page):
            edge = line in body[:2] or line in body[-2:]
            if line and edge and (_PAGE_NUMBER.fullmatch(line) or _mask(line) in running):
                continue
            joined.append(page[index])
    return joined


def _mask(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: list[str]) -> list[str]:
    """Join lines to paragraphs.

    A paragraph ends at a blank line, before a bullet, and behind a line that
    closes a sentence and is clearly shorter than the page is wide, or that is so
    short that the next line's first word would have fitted.
    """
    widths = sorted(len(line) for line in lines if line)
    width = widths[int(len(widths) * 0.9)] if widths else 0
    paragraphs: list[str] = []
    current = ""
    last = ""
    for line in lines:
        if not line:
            if current:
                paragraphs.append(current)
            current = last = ""
            continue
        if not current:
            current = line
        elif _BULLET.match(line) or _ends(last, line, width):
            paragraphs.append(current)
            current = line
        elif current.endswith("-") and len(current) > 1 and current[-2].islower() and line[0].islower():
            # A reduplication (anak-anak) keeps its hyphen, a word broken by the page loses it.
            first = re.search(r"[^\W\d_]+-$", current)
            again = re.match(r"[^\W\d_]+", line)
            keep = bool(first and again and again[0].startswith(first.group()[:-1][:4]))
            current = (current if keep else current[:-1]) + line
        else:
            current = f"{current} {line}"
        last = line
    if current:
        paragraphs.append(current)
    return paragraphs


def _ends(last: str, line: str, width: int) -> bool:
    room = len(last) + 1 + len(line.split(" ", 1)[0]) < width * 0.92
    if _CLOSED.search(last):
        return room or len(last) < width * 0.85
    return room and len(last) < width * 0.8 and not line[0].islower()
