"""What neighbouring expressions lend each other: ranges join, lists share a year, a part of the day finds its day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from warta.values.calendar.lex import CLASSES, Tokens
from warta.values.calendar.partial import Clock, Hit, Meaning, Partial, Shift, Span
from warta.values.calendar.words import WORDS

__all__ = ["granularity", "lend"]

_DASH, _UNTIL, _WITH, _PADA = (CLASSES[name] for name in ("DASH", "UNTIL", "WITH", "PADA"))
_TO = re.compile(f"(?:{_DASH}|{_UNTIL}{_WITH}?{_PADA}?)")
_AND = re.compile(f"(?:{CLASSES['COMMA']}{CLASSES['AND']}?|{CLASSES['AND']}|{CLASSES['OR']})")
_PART = re.compile(f"(?:{CLASSES['PART']}|{CLASSES['DINI']}{CLASSES['DAYUNIT']}|{CLASSES['MIDDLE']}{CLASSES['PART']})")


def granularity(p: Partial) -> str:
    """Return the unit of a partial: ``day``, ``week``, ``month``, ``part``, ``year``, ``age`` ..."""
    if p.day is not None or p.weekday is not None:
        return "day"
    if p.month is not None:
        return "month"
    if p.part is not None:
        return "part"
    if p.shift is not None:
        return p.shift.unit
    return "year" if p.year is not None else "age"


def lend(tokens: Tokens, hits: list[Hit]) -> list[Hit]:
    """Join ranges, hand years through lists, and add the parts of the day behind dates."""
    return _parts_of_day(tokens, _years(tokens, _weekdays(tokens, _ranges(tokens, hits))))


def _ranges(tokens: Tokens, hits: list[Hit]) -> list[Hit]:
    out: list[Hit] = []
    for hit in hits:
        last = out[-1] if out else None
        if last is not None and _joins(tokens, last, hit):
            low, high = last.meaning, hit.meaning
            assert isinstance(low, Partial) and isinstance(high, Partial)
            out[-1] = Hit(last.i, hit.j, Span(low, high), "range")
        else:
            out.append(hit)
    return out


def _joins(tokens: Tokens, low: Hit, high: Hit) -> bool:
    if not isinstance(low.meaning, Partial) or not isinstance(high.meaning, Partial) or high.i - low.j > 3:
        return False
    between = tokens.types[low.j : high.i]
    kinds = (granularity(low.meaning), granularity(high.meaning))
    # `Januari sampai dengan 31 Agustus 2019`: the finer end may come last, where a word says so.
    mixed = kinds in {("month", "day"), ("year", "month")} and _UNTIL in between and high.meaning.month is not None
    # `2013-September 2019`: a dash without spaces does it when both ends name their year.
    mixed = mixed or (kinds == ("year", "month") and high.meaning.year is not None and between == CLASSES["DASH"])
    if (kinds[0] != kinds[1] and not mixed) or low.meaning.era != high.meaning.era:
        return False
    if _TO.fullmatch(between):
        return True
    return between == CLASSES["AND"] and low.i > 0 and tokens.types[low.i - 1] == CLASSES["ANTARA"]


def _bare_weekday(meaning: Meaning) -> bool:
    return isinstance(meaning, Partial) and meaning == Partial(weekday=meaning.weekday)


def _weekdays(tokens: Tokens, hits: list[Hit]) -> list[Hit]:
    """Read weekdays in pairs: ``Selasa (17/9) atau Rabu`` is the day after, ``Sabtu dan Minggu`` any weekend."""
    out = list(hits)
    for n in range(1, len(out)):
        low, high = hits[n - 1], hits[n]
        if not _AND.fullmatch(tokens.types[low.j : high.i]):
            continue
        if _bare_weekday(low.meaning) and isinstance(high.meaning, Partial) and high.meaning.weekday is not None:
            assert isinstance(low.meaning, Partial)
            out[n - 1] = replace(
                low, meaning=replace(low.meaning, shift=high.meaning.shift, toward=high.meaning.toward)
            )
        if not _bare_weekday(high.meaning):
            continue
        assert isinstance(high.meaning, Partial) and high.meaning.weekday is not None
        if _bare_weekday(low.meaning):
            for k in (n - 1, n):
                out[k] = replace(hits[k], rule="weekday_pair")
            continue
        if isinstance(low.meaning, Partial) and low.meaning.day is not None:
            out[n] = replace(high, meaning=Partial(shift=Shift("weekday", high.meaning.weekday, "earlier")))
    return out


def _yearless(meaning: Meaning) -> bool:
    """Tell whether a day or month names neither its year nor a way to it."""
    if isinstance(meaning, Span):
        return _yearless(meaning.low) and _yearless(meaning.high)
    return (
        isinstance(meaning, Partial)
        and meaning.year is None
        and (meaning.month is not None or meaning.part is not None)
        and meaning.shift is None
        and meaning.toward == 0
        and meaning.era == ""
    )


def _last(meaning: Meaning) -> Partial | None:
    if isinstance(meaning, Span):
        return meaning.high
    return meaning if isinstance(meaning, Partial) else None


def _agrees(p: Partial, year: int | None) -> bool:
    """Tell whether a weekday fits its day in a year."""
    if year is None or p.month is None or p.day is None:
        return False
    try:
        return date(year, p.month, p.day).isoweekday() == p.weekday
    except ValueError:
        return False


def _with_year(meaning: Meaning, year: int | None, shift: Shift | None) -> Meaning:
    if isinstance(meaning, Span):
        return Span(replace(meaning.low, year=year, shift=shift), replace(meaning.high, year=year, shift=shift))
    assert isinstance(meaning, Partial)
    return replace(meaning, year=year, shift=shift)


def _years(tokens: Tokens, hits: list[Hit]) -> list[Hit]:
    out = list(hits)
    # `Oktober, November dan Desember 2025`: the year at the end of a list holds for all of it.
    for n in range(len(out) - 2, -1, -1):
        hit, following = out[n], out[n + 1]
        if not _yearless(hit.meaning) or not _AND.fullmatch(tokens.types[hit.j : following.i]):
            continue
        low, high = (
            _last(hit.meaning),
            following.meaning if isinstance(following.meaning, Partial) else _last(following.meaning),
        )
        if low is None or high is None or granularity(low) != granularity(high):
            continue
        if low.weekday is not None and not _agrees(low, high.year):
            continue
        if (high.year is not None or (high.shift is not None and high.shift.unit == "year")) and high.era == "":
            out[n] = replace(hit, meaning=_with_year(hit.meaning, high.year, high.shift))
    # `pada 12 Agustus 2020 ... dan 14 September`: a year set before in the sentence holds on.
    year: int | None = None
    sentence_end = 0
    for n, hit in enumerate(out):
        if hit.i >= sentence_end:
            year, sentence_end = None, _sentence_end(tokens, hit.i)
        low = _last(hit.meaning)
        if low is not None and _yearless(hit.meaning) and low.weekday is None and year is not None:
            out[n] = replace(hit, meaning=_with_year(hit.meaning, year, None))
        elif low is not None and low.era == "" and low.year is not None and _sets_year(tokens, hit, low):
            year = low.year
    return out


def _sets_year(tokens: Tokens, hit: Hit, p: Partial) -> bool:
    """A full date sets the year of its sentence; a year alone does so behind ``pada``, ``sejak``, ``tahun``."""
    if p.month is not None:
        return True
    return hit.i > 0 and tokens.types[hit.i - 1] in {CLASSES["PADA"], CLASSES["DARI"]}


def _sentence_end(tokens: Tokens, i: int) -> int:
    ends = [at for at in (tokens.types.find(CLASSES[name], i) for name in ("STOP", "BREAK")) if at >= 0]
    return min(ends, default=len(tokens.types))


def _parts_of_day(tokens: Tokens, hits: list[Hit]) -> list[Hit]:
    """``Selasa malam``, ``Minggu (10/12) malam``: the part of the day is a mention of its own."""
    out: list[Hit] = []
    for n, hit in enumerate(hits):
        out.append(hit)
        if not isinstance(hit.meaning, Partial) or granularity(hit.meaning) != "day":
            continue
        match = _PART.match(tokens.types, hit.j)
        limit = hits[n + 1].i if n + 1 < len(hits) else len(tokens.types)
        if match is not None and match.end() <= limit:
            first = tokens.word(hit.j).lower()
            value = "TNI" if first == "tengah" else WORDS[first][1]
            out.append(Hit(hit.j, match.end(), Clock(value), "part_of_day"))
    return out
