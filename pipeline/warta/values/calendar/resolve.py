"""Turn hits into mentions: anchor what they say and write it as EDTF and TIMEX3."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from warta.values.calendar import timex
from warta.values.calendar.anchor import Anchor, resolve, resolve_span
from warta.values.calendar.context import granularity
from warta.values.calendar.edtf import Stretch
from warta.values.calendar.lex import CLASSES, Tokens
from warta.values.calendar.partial import Clock, Hit, Length, Partial, Recurring, Shift, Span
from warta.values.calendar.words import trap
from warta.values.mention import TimeMention

__all__ = ["mentions"]

#: How many tokens back an earlier date can lie for `sehari kemudian`.
_REACH = 80
_ENDS = re.compile(f"[{CLASSES['STOP']}{CLASSES['BREAK']}]")
#: What may stand between a date and its clock time.
_BRIDGE = re.compile(
    "[" + "".join(CLASSES[n] for n in ("COMMA", "PADA", "PART", "DARI", "DASH", "LPAR", "RPAR", "WORD")) + "]{0,3}"
)


def mentions(tokens: Tokens, hits: list[Hit], published_at: str | None) -> list[TimeMention]:
    """Return the mention of every hit, resolved against ``published_at`` (EDTF) and against each other."""
    published = Anchor.from_edtf(published_at)
    out: list[TimeMention] = []
    stretches: list[Stretch | None] = []
    for n, hit in enumerate(hits):
        meaning = hit.meaning
        if isinstance(meaning, Partial | Span):
            stretch, source = _date(tokens, hits, stretches, n, published)
            if hit.rule == "weekday_pair":
                stretch = None  # `Sabtu dan Minggu`: any of them as often as the last
            if hit.rule == "that_unit" and not _as_fine(stretch, stretches):
                stretch = None
            stretches.append(stretch)
            out.append(_mention(tokens, hit, stretch, source))
        else:
            stretches.append(None)
            out.append(_other(tokens, hit))
    bound = [_bound(tokens, hits, out, n, published) if m.kind == "TIME" else m for n, m in enumerate(out)]
    # `hari itu` points at a date or at nothing; where it points at nothing it is no mention.
    return [m for m in bound if m.value is not None or m.found_by != "rule:that_unit"]


def _as_fine(stretch: Stretch | None, earlier: list[Stretch | None]) -> bool:
    """``hari itu`` needs a day before it, ``tahun itu`` no more than a year."""
    fineness = {"day": 3, "month": 2, "year": 1}
    named = next((s for s in reversed(earlier) if s is not None), None)
    if stretch is None or named is None:
        return False
    return fineness.get(named.precision, 0) >= fineness.get(stretch.precision, 4)


Source = Literal["text", "published_at"]


def _date(
    tokens: Tokens, hits: list[Hit], stretches: list[Stretch | None], n: int, published: Anchor | None
) -> tuple[Stretch | None, Source]:
    hit = hits[n]
    low, high = (hit.meaning.low, hit.meaning.high) if isinstance(hit.meaning, Span) else (hit.meaning, None)
    assert isinstance(low, Partial)
    shift = low.shift if low.shift is not None else None if high is None else high.shift
    if shift is not None and shift.base == "earlier":
        earlier = _earlier(tokens, hits, stretches, n)
        anchor = None if earlier is None else Anchor.from_stretch(earlier, late=shift.count > 0)
        if isinstance(hit.meaning, Span):
            return resolve_span(hit.meaning, anchor), "text"
        return (None if anchor is None else resolve(low, anchor)), "text"
    dated = low.dated() or (high is not None and high.dated())
    future = not dated and _future(tokens, hit)
    if isinstance(hit.meaning, Span):
        return resolve_span(hit.meaning, published, future=future), "text" if dated else "published_at"
    return resolve(low, published, future=future), "text" if dated else "published_at"


def _earlier(tokens: Tokens, hits: list[Hit], stretches: list[Stretch | None], n: int) -> Stretch | None:
    """Return the nearest resolved date in front."""
    for k in range(n - 1, -1, -1):
        if hits[n].i - hits[k].i > _REACH:
            return None
        if stretches[k] is not None:
            return stretches[k]
    return None


def _future(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether the words in front, in the sentence, speak of what is to come."""
    for i in range(hit.i - 1, max(-1, hit.i - 40), -1):
        if _ENDS.match(tokens.types[i]):
            return False
        if trap("FUTURE", tokens.word(i)):
            return True
    return False


def _mention(tokens: Tokens, hit: Hit, stretch: Stretch | None, source: Source) -> TimeMention:
    assert isinstance(hit.meaning, Partial | Span)
    start, end = tokens.starts[hit.i], tokens.ends[hit.j - 1]
    return TimeMention(
        start=start,
        end=end,
        kind="DATE",
        text=tokens.text[start:end],
        value=None if stretch is None else stretch.edtf,
        first_day=None if stretch is None else stretch.first,
        last_day=None if stretch is None else stretch.last,
        precision=None if stretch is None else stretch.precision,
        resolved_from=None if stretch is None else source,
        timex_type="DATE",
        timex_value=timex.unresolved(hit.meaning) if stretch is None else stretch.timex,
        found_by=f"rule:{hit.rule}",
    )


def _other(tokens: Tokens, hit: Hit) -> TimeMention:
    meaning = hit.meaning
    start, end = tokens.starts[hit.i], tokens.ends[hit.j - 1]
    kind: Literal["DURATION", "SET", "TIME"]
    if isinstance(meaning, Length):
        kind, value, other = "DURATION", meaning.iso, meaning.timex
    elif isinstance(meaning, Recurring):
        kind, value, other = "SET", meaning.value, meaning.value
    else:
        assert isinstance(meaning, Clock)
        kind, value, other = "TIME", meaning.value, timex.clock(meaning.value)
    return TimeMention(
        start=start,
        end=end,
        kind=kind,
        text=tokens.text[start:end],
        value=value,
        first_day=None,
        last_day=None,
        precision="duration" if kind == "DURATION" else None,
        resolved_from="text",
        timex_type=kind,
        timex_value=other,
        found_by=f"rule:{hit.rule}",
    )


def _bound(tokens: Tokens, hits: list[Hit], out: list[TimeMention], n: int, published: Anchor | None) -> TimeMention:
    """Give a time the day it stands beside, or the day its own words point at."""
    mention, meaning = out[n], hits[n].meaning
    assert isinstance(meaning, Clock)
    if meaning.shift is not None:
        day = resolve(_days(meaning.shift), published)
        when = None if day is None else day.first
    else:
        when = _beside(tokens, hits, out, n)
    if when is None:
        return mention
    value = timex.clock(meaning.value, when)
    return replace(mention, first_day=when, last_day=when, precision="day", timex_value=value)


def _days(count: int) -> Partial:
    return Partial(shift=Shift("day", count))


def _beside(tokens: Tokens, hits: list[Hit], out: list[TimeMention], n: int) -> date | None:
    """Return the day named directly in front of a time or behind it."""
    for k in (n - 1, n + 1, n - 2):
        if not 0 <= k < len(hits):
            continue
        other = hits[k]
        if out[k].kind != "DATE" or not isinstance(other.meaning, Partial) or granularity(other.meaning) != "day":
            continue
        low, high = (other.j, hits[n].i) if k < n else (hits[n].j, other.i)
        if _BRIDGE.fullmatch(tokens.types[low:high]):
            return out[k].first_day
    return None
