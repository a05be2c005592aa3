"""Put a document together: its text, what the text says, what the source says about it."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from warta.read.analysis import analyse
from warta.read.day import find_days, first_day
from warta.read.decode import repair
from warta.read.errors import ReadError
from warta.read.layout import lines
from warta.read.outlet import known_outlet, outlet, site_outlet
from warta.values.document import Document, Metadata, Region

_SURROGATE = re.compile("[\ud800-\udfff]")
#: ``/2021/03/`` or ``/2021/03/15/`` in an address: the folder of the day that news sites file an article under
_FOLDERS = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?:/(0[1-9]|[12]\d|3[01]))?(?=/)")
_EDTF = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Given:
    """What the source says about a document beside its text; None is unknown."""

    title: str | None = None
    date: object | None = None
    url: str | None = None
    source: str | None = None
    author: str | None = None


def doc_id(text: str) -> str:
    """Return the identifier of a text: ``d`` and 13 characters of base32 of its SHA-256.

    The letter in front keeps spreadsheets from reading it as a number.
    """
    digest = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).digest()
    return "d" + base64.b32encode(digest).decode("ascii").lower()[:13]


def document_from_text(
    text: str,
    *,
    source: str = "-",
    format: str = "txt",
    title: str | None = None,
    published_at: str | None = None,
    date: object | None = None,
    url: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
) -> Document:
    """Make a Document of a text and what is known about it.

    ``title``, ``date``, ``url``, ``outlet`` and ``author`` come from the source's own
    metadata and win over what the text says, except that a day in the text
    refines a ``date`` that cannot be read. Without a readable ``date`` the folders of the
    ``url`` (``/2021/03/15/``) date it: the day in any case, a month where the text
    gives no day. ``published_at`` (EDTF: day, month or year)
    is the caller's word: it speaks where text and metadata are silent, or give
    only a year or month that it refines.
    Mojibake is repaired and lone surrogates become U+FFFD before offsets are
    counted; nothing else changes. Raises ReadError for a text without a word,
    ValueError for a ``published_at`` that is no date.
    """
    option = check_published_at(published_at)
    text = clean(text)
    if not any(char.isalnum() for char in text):
        raise ReadError("no text")
    meta, regions = analyse(text)
    given = Given(title, date, url, outlet, author)
    if title is not None and not any(region.kind == "title" for region in regions):
        regions = _with_title(text, title, regions)
    return Document(doc_id(text), source, format, text, _merge(meta, given, option, text), regions)


def _with_title(text: str, title: str, regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """Mark the first line as the headline when the source's own title says it is."""
    first = next(iter(lines(text[:2_000])), None)
    if first is None or _bare(first.text) != _bare(title) or any(region.start < first.end for region in regions):
        return regions
    return (Region(first.start, first.end, "title"), *regions)


def _bare(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()


def clean(text: str) -> str:
    """Repair mojibake and replace what UTF-8 cannot hold."""
    text = text.removeprefix("\ufeff")
    if _SURROGATE.search(text) is not None:
        text = _SURROGATE.sub("\ufffd", text)
    return repair(text)


def day_of(value: object) -> str | None:
    """Read a metadata field as a day (``YYYY-MM-DD``), a month or a year; None when it is none.

    Takes dates, datetimes and the ways in which pages write them
    (``2019-09-14 00:00:00``, ``Jumat, 29 Mei 2026 22:02 WIB``, ``13+Desember+2018``).
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return None
    words = value.strip()
    found = first_day(words)
    if found is not None:
        return found.iso
    return words if len(words) < 10 and _EDTF.fullmatch(words) else None


def check_published_at(published_at: str | None) -> str | None:
    """Return the option without white space; raise ValueError when it is no EDTF day, month or year."""
    if published_at is None:
        return None
    day = published_at.strip()
    if _EDTF.fullmatch(day) is None or (len(day) == 10 and day_of(day) is None):
        raise ValueError(f"published_at is no date (YYYY-MM-DD, YYYY-MM or YYYY): {published_at!r}")
    return day


def _stated(meta: Metadata, given: Given, text: str) -> str | None:
    """Return the day of the metadata; figures that may be month before day are settled by the text."""
    stated = day_of(given.date)
    found = first_day(given.date) if isinstance(given.date, str) else None
    if stated is None:
        filed = _filed(given.url)
        return filed if meta.published_at is None or len(filed or "") > len("2021-03") else None
    if found is None or found.other is None:
        return stated
    near = meta.published_at
    if near is not None and len(near) == 10:
        return found.iso if _days_apart(found.iso, near) <= _days_apart(found.other, near) else found.other
    named = {day.iso for day in find_days(text, 0, 20_000)}
    return found.other if found.other in named and found.iso not in named else found.iso


def _filed(url: str | None) -> str | None:
    """Return the day, or month, under which an address files its article; None when it tells none."""
    found = _FOLDERS.search(url or "")
    if found is None:
        return None
    return f"{found[1]}-{found[2]}" if found[3] is None else day_of(f"{found[1]}-{found[2]}-{found[3]}")


def _days_apart(left: str, right: str) -> int:
    return abs((date.fromisoformat(left) - date.fromisoformat(right)).days)


def _merge(meta: Metadata, given: Given, option: str | None, text: str) -> Metadata:
    stated = _stated(meta, given, text)
    published, origin = meta.published_at, meta.published_from
    if stated is not None and not (published is not None and published.startswith(stated)):
        published, origin = stated, "metadata"
    if option is not None and (published is None or (len(option) > len(published) and option.startswith(published))):
        published, origin = option, "option"
    return replace(
        meta,
        title=_line(given.title) or meta.title,
        author=_line(given.author) or meta.author,
        publisher=meta.publisher or _outlet_of(given),
        published_at=published,
        published_from=origin,
    )


def _line(value: str | None) -> str | None:
    """Set a metadata field on one line; None when nothing is left of it."""
    if value is None:
        return None
    return " ".join(clean(value).split()) or None


def _outlet_of(given: Given) -> str | None:
    """Return the publisher a source or address names."""
    named = _line(given.source)
    if named is not None:
        return known_outlet(named) or (site_outlet(named) if outlet(named) is not None else None) or named
    host = re.match(r"(?:https?:)?//([^/?#:]{3,120})", given.url or "")
    return site_outlet(host[1]) if host else None
