"""What a text says about itself as a publication: metadata and regions."""

from __future__ import annotations

import bisect

from warta.read.attribution import attribution_day
from warta.read.closing import read_byline, read_copyright, read_foot
from warta.read.dateline import Dateline
from warta.read.day import Day, find_days
from warta.read.furniture import find_furniture, merge
from warta.read.header import Head, read_head
from warta.read.language import language_of
from warta.read.layout import Line, lines
from warta.read.markdown import front_matter
from warta.values.document import Metadata, Region, RegionKind

#: a text longer than this is analysed at its two ends only (characters); see ``analyse``
_WHOLE = 2_000_000
_HEAD = 200_000


def analyse(text: str) -> tuple[Metadata, tuple[Region, ...]]:
    """Return the metadata that ``text`` itself gives, and its regions in order.

    Regions never overlap. A text of more than two million characters is no
    article; only its first and last 200 000 characters are looked at.
    The rules are those of the annotation guide, section Metadata: the day comes
    from the header line or dateline, else from the first attribution, else the
    year from the copyright line; the publisher is the outlet of dateline,
    header or copyright line, else the unit that signs.
    """
    if len(text) > _WHOLE:
        meta, front = _analyse(text[:_HEAD])
        offset = len(text) - _HEAD
        _, back = _analyse(text[offset:])
        tail = tuple(Region(r.start + offset, r.end + offset, r.kind) for r in back if r.kind == "furniture")
        return meta, front + tail
    return _analyse(text)


def _analyse(text: str) -> tuple[Metadata, tuple[Region, ...]]:
    front = front_matter(text)
    all_lines = [line for line in lines(text) if line.start >= front]
    furniture = [(max(start, front), end) for start, end in find_furniture(text, all_lines) if end > front]
    is_furniture = [_covered(line, furniture) for line in all_lines]
    is_byline = [read_byline(line.text) is not None or read_copyright(line.text) is not None for line in all_lines[:12]]
    is_byline += [False] * (len(all_lines) - len(is_byline))
    head = read_head(all_lines, is_furniture, is_byline)
    foot = read_foot(text, all_lines, head.body, is_furniture, furniture)
    author, editor = foot.author, foot.editor
    for index, line in enumerate(all_lines[: head.body]):
        named = read_byline(line.text) if is_byline[index] else None
        if named is not None:
            foot.bylines.append((line.start, line.end))
            author, editor = named[0] or author, named[1] or editor
    dateline = head.dateline or Dateline(0)
    day = _choose(text, head.day or dateline.day) or attribution_day(text)
    published = day.iso if day is not None else foot.year
    meta = Metadata(
        title=" ".join(" ".join(line.text for line in head.title).split()).strip("#* ") or None,
        publisher=_publisher(head, dateline, foot.publisher, foot.signer or head.issuer),
        author=dateline.author or head.author or author,
        editor=editor,
        dateline_place=dateline.place,
        published_at=published,
        published_from="text" if published is not None else None,
        language=language_of(text),
    )
    regions = _regions(text, all_lines, head, foot.bylines, foot.furniture + furniture, foot.signature)
    return meta, (Region(0, front, "header"), *regions) if front else regions


def _publisher(head: Head, dateline: Dateline, owner: str | None, signer: str | None) -> str | None:
    if dateline.outlet is not None and head.outlet is not None and dateline.outlet.casefold() == head.outlet.casefold():
        return head.outlet
    return dateline.outlet or head.outlet or owner or signer


def _choose(text: str, day: Day | None) -> Day | None:
    """Settle figures that may be month before day by the days the text itself names."""
    if day is None or day.other is None:
        return day
    readings = {day.iso, day.other}
    named = [found.iso for found in find_days(text, 0, 20_000) if found.iso in readings]
    named.remove(day.iso)  # the header line itself
    if named and all(iso == day.other for iso in named[:3]):
        return Day(day.start, day.end, day.other, day.iso)
    return day


def _covered(line: Line, stretches: list[tuple[int, int]]) -> bool:
    index = bisect.bisect_right(stretches, (line.start, line.end + 1_000_000_000)) - 1
    return index >= 0 and stretches[index][0] <= line.start and line.end <= stretches[index][1]


def _regions(
    text: str,
    all_lines: list[Line],
    head: Head,
    bylines: list[tuple[int, int]],
    furniture: list[tuple[int, int]],
    signature: list[tuple[int, int]],
) -> tuple[Region, ...]:
    """Lay the regions over each other: a kind keeps its place against those that come later."""
    ranked: list[tuple[int, int, RegionKind]] = []
    if head.title:
        first = head.title[0]
        mark = len(first.text) - len(first.text.lstrip("#* "))  # Markdown's sign for a headline
        ranked.append((first.start + mark, head.title[-1].end, "title"))
    ranked += [(line.start, line.end, "header") for line in head.header]
    if head.dateline is not None and head.dateline_at is not None:
        start = all_lines[head.dateline_at].start
        end = start + head.dateline.length
        while end > start and text[end - 1].isspace():
            end -= 1
        ranked.append((start, end, "dateline"))
    ranked += [(start, end, "byline") for start, end in bylines]
    ranked += [(start, end, "signature") for start, end in merge(signature)]
    ranked += [(start, end, "furniture") for start, end in merge(furniture)]
    placed: list[Region] = []
    taken: list[tuple[int, int]] = []
    for kind in ("title", "header", "dateline", "byline", "signature", "furniture"):
        stretches = sorted((start, end) for start, end, its_kind in ranked if its_kind == kind)
        free = _subtract(stretches, taken)
        placed.extend(Region(start, end, kind) for start, end in free)
        taken = merge(taken + free)
    return tuple(sorted(placed, key=lambda region: region.start))


def _subtract(stretches: list[tuple[int, int]], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what of the sorted ``stretches`` the sorted, disjoint ``taken`` leave free."""
    free: list[tuple[int, int]] = []
    first = 0
    for start, end in stretches:
        while first < len(taken) and taken[first][1] <= start:
            first += 1
        at, index = start, first
        while index < len(taken) and taken[index][0] < end:
            if taken[index][0] > at:
                free.append((at, taken[index][0]))
            at = max(at, taken[index][1])
            index += 1
        if at < end:
            free.append((at, end))
    return free
