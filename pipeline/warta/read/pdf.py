"""PDF files: the text layer, its lines joined to paragraphs."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import pypdfium2
import pypdfium2.raw as pdfium

from warta.read.decode import repair
from warta.read.errors import ReadError

_MOST_PAGES = 2_000
_MOST_CHARS = 5_000_000
_PAGE_NUMBER = re.compile(
    r"[-–— ]{0,3}(?:(?:hal(?:aman)?\.?|page)\s)?\d{1,4}(?:\s?(?:/|dari|of)\s?\d{1,4})?[-–— ]{0,3}", re.I
)
_BULLET = re.compile(r"(?:[•●▪◦‣*–—-]|\d{1,2}[.)]|[a-z][.)])\s")
_CLOSED = re.compile(r"[.!?:;][\"”’')\]]{0,2}$")
#: pdfium writes one of these, without a line end, where the page breaks a word
_LINE = re.compile("[^\r\n\u0002\ufffe]+(?P<broken>[\u0002\ufffe\u00ad]?)")
_CONTROL = re.compile("[\u0000-\u0008\u000e-\u001f\ufffe\u00ad]")
_SOFT = "\u00ad"


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
        size += layer.count_chars()
        if size > _MOST_CHARS:
            raise ReadError(f"more than {_MOST_CHARS} characters")
        pages.append(_page_lines(layer))
        layer.close()
        page.close()
    return pages


def _page_lines(layer: pypdfium2.PdfTextPage) -> list[str]:
    """Return the lines of a page, with an empty line where the page leaves more room than between lines."""
    # Character by character: the library's own string leaves some out, and then boxes do not fit.
    raw = "".join(chr(pdfium.FPDFText_GetUnicode(layer.raw, index)) for index in range(layer.count_chars()))
    lines: list[str] = []
    tops: list[float] = []
    for match in _LINE.finditer(raw):
        words = " ".join(_CONTROL.sub("", match.group()).split())
        if not words:
            continue
        lines.append(words + (_SOFT if match["broken"] else ""))
        at = match.start() + len(match.group()) - len(match.group().lstrip())
        tops.append(layer.get_charbox(at, loose=True)[3])
    steps = [above - below for above, below in itertools.pairwise(tops)]
    leading = sorted(step for step in steps if step > 0)
    usual = leading[len(leading) // 2] if leading else 0.0
    spaced: list[str] = []
    for index, line in enumerate(lines):
        if index and usual > 0 and steps[index - 1] > 1.3 * usual:
            spaced.append("")
        spaced.append(line)
    return spaced


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """Put the pages together without page numbers and lines that stand on most pages' edges."""
    edges: Counter[str] = Counter()
    for page in pages:
        body = [line for line in page if line]
        edges.update({_mask(line) for line in body[:2] + body[-2:]})
    running = {line for line, count in edges.items() if count >= 3 and count >= len(pages) / 2}
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
    for index, line in enumerate(lines):
        if not line:
            if current:
                paragraphs.append(current)
            current = last = ""
            continue
        if current.endswith(_SOFT):
            current = _whole(current.removesuffix(_SOFT), line)
        elif not current:
            current = line
        elif _BULLET.match(line) or _ends(last, line, width) or _signs(last, lines[index:], width):
            paragraphs.append(current)
            current = line
        elif current.endswith("-") and len(current) > 1 and current[-2].islower() and line[0].islower():
            current = _whole(current[:-1], line)
        else:
            current = f"{current} {line}"
        last = line
    if current:
        paragraphs.append(current)
    return [paragraph.replace(_SOFT, "") for paragraph in paragraphs]


def _whole(current: str, line: str) -> str:
    """Put a word broken at a line end together; a reduplication (anak-anak) keeps its hyphen."""
    first = re.search(r"[^\W\d_]+$", current)
    again = re.match(r"[^\W\d_]+", line)
    keep = bool(first and again and len(first[0]) > 2 and again[0].lower().startswith(first[0].lower()))
    return f"{current}{'-' if keep else ''}{line}"


def _ends(last: str, line: str, width: int) -> bool:
    room = len(last) + 1 + len(line.split(" ", 1)[0]) < width * 0.92
    if _CLOSED.search(last):
        return room or len(last) < width * 0.85
    return room and len(last) < width * 0.8 and not line[0].islower()


def _signs(last: str, rest: list[str], width: int) -> bool:
    """Tell whether only a few short lines, no sentence among them, follow a finished one: a signature."""
    following = [line for line in rest[:8] if line]
    if _CLOSED.search(last) is None or len(following) > 6 or any(rest[8:]):
        return False
    return all(len(line) < 0.6 * width and _CLOSED.search(line) is None and line[0].isupper() for line in following)
