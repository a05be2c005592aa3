"""HTML pages: main text and metadata by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Mapping

import lxml.etree
import trafilatura
from trafilatura.settings import use_config

from warta.read.assemble import day_of
from warta.read.decode import decode, repair
from warta.read.errors import ReadError

#: elements nested deeper than this are no page anyone wrote
_DEEPEST = 1_000
_MOST = 60_000  # elements; a news page has a few thousand
_MOST_BYTES = 16 * 1024 * 1024
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s?=\s?[\"']?\s?([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_ROOT = re.compile(r"<html[\s>]", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)([A-Za-z][A-Za-z0-9]{0,15})")
_VOID = frozenset(b"area base br col embed hr img input link meta source track wbr p li td tr th option dt dd".split())
#: Fixed bounds instead of today, so that the same page gives the same day at any time.
_DATES = {
    "extensive_search": False,
    "original_date": True,
    "min_date": "1995-01-01",
    "max_date": "2100-12-31",
    "outputformat": "%Y-%m-%d",
}


def read(data: bytes) -> tuple[str, dict[str, object]]:
    """Return the main text (headline first, a blank line behind it) and the page's metadata.

    Raises ReadError when the page has no text, or is nested beyond reason.
    """
    _guard(data)
    page = _page(data)
    if _ROOT.search(page) is None:
        # a piece of a page, such as systems that keep articles export; trafilatura would take it for no HTML
        page = f"<html>{page}</html>"
    try:
        found = trafilatura.bare_extraction(
            page,
            include_comments=False,
            include_tables=True,
            include_images=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
            config=use_config(),
        )
        said = found if isinstance(found, dict) else {} if found is None else found.as_dict()
        body = str(said.get("text") or "")
        if len(body) < 60:
            _, plain, _ = trafilatura.baseline(page)
            body = max(body, plain, _all_text(page) if not (body or plain) else "", key=len)
    except (lxml.etree.LxmlError, RecursionError, AssertionError, TypeError, AttributeError) as error:
        raise ReadError(f"not a readable page: {error}") from error
    if not body.strip():
        raise ReadError("no text in the page")
    title = _title(page, said)
    if title and not _same(body.lstrip().split("\n", 1)[0], title):
        body = f"{title}\n\n{body}"
    meta: dict[str, object] = {"title": title, "author": _author(said), "url": _string(said, "url")}
    meta["date"] = day_of(said.get("date"))
    meta["outlet"] = _string(said, "sitename") if _string(said, "sitename") else None
    return repair(body.strip()) + "\n", {key: value for key, value in meta.items() if value}


def _page(data: bytes) -> str:
    """Decode a page: byte-order mark, valid UTF-8, the charset it declares, Windows-1252."""
    declared = _CHARSET.search(data[:4096])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if declared is not None and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            try:
                return data.decode(declared[1].decode("ascii"), errors="replace").replace("\x00", "")
            except LookupError:
                pass
    return decode(data).replace("\x00", "")


def _guard(data: bytes) -> None:
    """Refuse pages that cost more than they can hold."""
    if len(data) > _MOST_BYTES:
        raise ReadError(f"a page of more than {_MOST_BYTES} bytes")
    depth = deepest = count = 0
    for match in _TAG.finditer(data):
        count += 1
        if count > _MOST:
            raise ReadError(f"more than {_MOST} elements")
        if match[2].lower() in _VOID:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            raise ReadError(f"elements nested deeper than {_DEEPEST}")


def _string(said: Mapping[str, object], key: str) -> str | None:
    value = said.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _author(said: Mapping[str, object]) -> str | None:
    author = _string(said, "author")
    return None if author is None else ", ".join(part.strip() for part in author.split(";") if part.strip())


def _all_text(page: str) -> str:
    """Return every word of a page too small for main text to be told from the rest."""
    tree = trafilatura.load_html(page)
    if tree is None:
        return ""
    for element in list(tree.iter("script", "style", "head", "noscript")):
        element.drop_tree()
    return "\n".join(" ".join(line.split()) for line in tree.text_content().splitlines() if line.strip())


def _title(page: str, said: Mapping[str, object]) -> str | None:
    """Return the headline: the first h1 when the page has one alone, else the title in its metadata."""
    try:
        tree = trafilatura.load_html(page)
        heads = [] if tree is None else [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    except (lxml.etree.LxmlError, ValueError, AttributeError):
        heads = []
    heads = [head for head in heads if 10 <= len(head) <= 300]
    title = _string(said, "title")
    if len(heads) == 1:
        return heads[0]
    if title is None:
        return heads[0] if heads else None
    for head in heads:
        if head in title or title in head:
            return head
    return " ".join(title.split())


def _same(line: str, title: str) -> bool:
    def bare(words: str) -> str:
        return re.sub(r"\W+", "", words).casefold()

    return bare(line) == bare(title)
