"""Rules for stretches named by themselves: years, parts of a year, decades, centuries, Hijri years.

The notation is that of ``grammar``.
"""

from __future__ import annotations

import re

from warta.values.calendar import hijri, words
from warta.values.calendar.grammar import Found, Result, Rule, rule
from warta.values.calendar.partial import Partial, Shift, Span

__all__ = ["YEAR", "YEARS", "YEARTAIL", "year_of", "year_shift"]

YEAR = "(?:COMMA? YEARUNIT? <year:YEAR>)"
YEARTAIL = "(?:YEARUNIT <ytail:TAIL>)"


def year_of(g: Found) -> int | None:
    """Return the year a match names, None when it names none."""
    return int(g.text("year")) if g.has("year") else None


def year_shift(g: Found) -> Shift | None:
    """Return the move of ``tahun lalu`` and its like behind a month or quarter."""
    return Shift("year", g.toward("ytail")) if g.has("ytail") else None


def _clear_year(g: Found) -> bool:
    """Tell a year from four digits that count something, number something or belong to a code."""
    text = g.tokens.text
    start, end = g.tokens.starts[g.match.start("year")], g.tokens.ends[g.match.end("year") - 1]
    before, behind = text[max(0, start - 1) : start], text[end : end + 2]
    if g.has("ce"):
        return True  # also in `1447 H/2026 M`
    if before and (before in "/#@_.:+&=" or (before == "-" and not g.class_before("DASH"))):
        return False
    if len(behind) == 2 and behind[0] in "/_@=" and behind[1].isalnum():
        return False
    if g.has("unit"):
        return True
    if g.class_before("CURRENCY", "NOMOR", "KILOMETER", "PUKUL", "AGE", "CLAUSE", "SLASH", "DASH", "NUMBER", "INT"):
        return False
    return not (_counts(g) or words.trap("COUNTED", g.before()))


def _counts(g: Found) -> bool:
    """Tell whether what follows makes a number count or measure: ``2000 orang``."""
    return g.class_after("PERCENT", "NUMWORD", "PLUS") or words.trap("UNITNOUN", g.after())


def year(g: Found) -> Result:
    """Four digits that are a year: ``2020``, ``tahun 1997``, ``awal 2023``."""
    return Partial(year=year_of(g)) if _clear_year(g) else None


def early_year(g: Found) -> Result:
    """``tahun 1602``, ``pada 1811``: a year before 1900 needs a word that says so."""
    value = g.integer("year")
    text = g.text("year")
    if value is None or not text.isdigit():
        return None
    if g.has("bce"):
        return Partial(year=1 - value) if 1 <= value <= 4000 else None
    if g.has("unit") and len(text) == 2:
        return Partial(year=1900 + value) if 45 <= value <= 99 and not g.has("ce") else None  # `tahun 98`
    if g.has("unit") or g.has("ce"):
        return Partial(year=value) if 100 <= value <= 2299 and (len(text) == 4 or g.has("ce")) else None
    clear = not _counts(g) and not g.class_after("DASH") and not (g.class_before("UNTIL") and g.class_after("WORD"))
    return Partial(year=value) if len(text) == 4 and 1400 <= value <= 1899 and clear else None


def years(g: Found) -> Result:
    """``2020 - 2022``, ``2019/2020``, ``2023-24``."""
    low = int(g.text("year")[:4])
    high_text = g.text("high")
    high = int(high_text) if len(high_text) == 4 else low - low % 100 + int(high_text)
    if not low < high or not _clear_year(g) or _counts(g):
        return None
    if len(high_text) == 2 and high != low + 1:
        return None
    return Span(Partial(year=low), Partial(year=high))


def early_years(g: Found) -> Result:
    """``tahun 1760-1765``."""
    low, high = int(g.text("low")), int(g.text("high"))
    return Span(Partial(year=low), Partial(year=high)) if 1000 <= low < high <= 2299 else None


def season(g: Found) -> Result:
    """``2019/2020``, ``2023/24`` in one group of digits."""
    text = g.text("years")
    low = int(text[:4])
    tail = text.partition("/")[2]
    high = int(tail) if len(tail) == 4 else low - low % 100 + int(tail)
    if high < low and len(tail) == 2:
        high += 100
    if not low < high <= low + 100 or (len(tail) == 2 and high != low + 1) or g.class_before("NOMOR", "SLASH"):
        return None
    return Span(Partial(year=low), Partial(year=high))


_PARTS = {"QUARTER": 4, "THIRD": 3, "SEMESTER": 2, "HALF": 2}


def part(g: Found) -> Result:
    """A quarter, third or half of a year: ``triwulan IV 2025``, ``paruh pertama tahun ini``."""
    unit = words.UNITS.get(g.lower("unit"))
    per_year = {"quarter": 4, "third": 3}.get(unit.name if unit else "", 4 if g.lower("unit") == "tw" else 2)
    which = g.rank("which")
    if which is None or not 1 <= which <= per_year:
        return None
    if g.lower("unit") == "paruh" and not g.has("year") and not g.has("ytail"):
        return None  # half of a match or a season as often as of a year
    return _part(g, per_year, which)


def _part(g: Found, per_year: int, which: int) -> Result:
    year = year_of(g)
    if year is None and g.has("slashed"):
        number, _, digits = g.text("slashed").partition("/")
        which, year = int(number), int(digits)
        if not 1 <= which <= per_year:
            return None
    return Partial(year=year, part=(per_year, which), shift=year_shift(g), toward=g.toward("tail"))


def slashed_part(g: Found) -> Result:
    """``kuartal 3/2023``."""
    unit = words.UNITS.get(g.lower("unit"))
    return _part(g, {"quarter": 4, "third": 3}.get(unit.name if unit else "", 2), 1)


def short_part(g: Found) -> Result:
    """``Q3 2023``, ``TW2 2024``, ``H1 2024``."""
    text = g.text("which")
    return Partial(year=year_of(g), part=(2 if text[0] in "Hh" else 4, int(text[-1])), shift=year_shift(g))


def parts(g: Found) -> Result:
    """``kuartal I hingga kuartal III 2023``, ``triwulan I-III 2025``."""
    unit = words.UNITS.get(g.lower("unit"))
    per_year = {"quarter": 4, "third": 3}.get(unit.name if unit else "", 2)
    low, high = g.rank("which"), g.rank("high")
    if low is None or high is None or not 1 <= low < high <= per_year or (g.has("next") and high != low + 1):
        return None
    shift = year_shift(g)
    return Span(
        Partial(year=year_of(g), part=(per_year, low), shift=shift),
        Partial(year_of(g), part=(per_year, high), shift=shift),
    )


def week_of_month(g: Found) -> Result:
    """``minggu pertama September 2017``: the month, coarse as ``awal`` (annotation guide)."""
    which = g.rank("which")
    if (which is None and not g.has("last")) or (which is not None and which > 5):
        return None
    if g.has("mtail"):
        return Partial(shift=Shift("month", g.toward("mtail")))
    return Partial(year=year_of(g), month=g.month(), toward=g.toward("tail"), shift=year_shift(g))


def week_of_year(g: Found) -> Result:
    """``pekan pertama tahun 2020``: the year, coarse as ``awal``."""
    year = year_of(g)
    return Partial(year=year) if year is not None else Partial(shift=Shift("year", g.toward()))


def decade(g: Found) -> Result:
    """``tahun 1990-an``, ``era 80-an``; two digits alone may be an age."""
    digits = re.sub(r"\D", "", g.text("decade"))
    if len(digits) == 4:
        return None if g.class_before("CURRENCY", "AGE") else Partial(decade=int(digits))
    if not g.has("unit"):
        return None
    return Partial(decade=(1900 if int(digits) >= 30 else 2000) + int(digits))


def century(g: Found) -> Result:
    """``abad ke-19``, ``abad XXI``, ``abad ke-5 SM``."""
    which = g.rank("which")
    if which is None or not 1 <= which <= 30:
        return None
    return Partial(century=-which if g.has("bce") else which)


def centuries(g: Found) -> Result:
    """``abad ke-16 hingga ke-18``."""
    low, high = g.rank("which"), g.rank("high")
    if low is None or high is None or not 1 <= low < high <= 30:
        return None
    return Span(Partial(century=low), Partial(century=high))


def hijri_day(g: Found) -> Result:
    """``1 Ramadan 1447 H``, ``Ramadan 1447 H``: converted when anchored."""
    month = hijri.month_number(g.text("month"))
    year = g.integer("year")
    if month is None or (year is not None and not 1300 <= year <= 1500):
        return None
    return Partial(year=year, month=month, day=g.integer("day"), era="h")


def hijri_year(g: Found) -> Result:
    """``1447 H``, ``tahun 1447 Hijriah``."""
    year = g.integer("year")
    return Partial(year=year, era="h") if year is not None and 1300 <= year <= 1500 else None


_EDGE = "<edge:EDGE>?"
_HMONTH = "<month:HIJRIMONTH (?:WORD|CAPWORD|EDGE)?>"

YEARS: tuple[Rule, ...] = (
    # 2020 · tahun 2020 · akhir tahun 2025 · 2020 M
    rule("year", f"{_EDGE} <unit:YEARUNIT>? <year:YEAR> <ce:CE>?", year),
    rule("early_year", f"{_EDGE} <unit:YEARUNIT> OTHER? <year:INT|DAY> (?:<ce:CE>|<bce:BCE>)?", early_year),
    rule("early_year", f"{_EDGE} <unit:YEARUNIT>? <year:INT|DAY> (?:<ce:CE>|<bce:BCE>)", early_year),
    rule("early_year", "(?<=[PADA DARI UNTIL]) <year:INT>", early_year),
    # 2020-2022 · tahun 2020 hingga 2022 · antara 2015 dan 2020 · 2019/2020
    rule(
        "years",
        f"{_EDGE} <unit:YEARUNIT>? <year:YEAR> (?:TO|SLASH) {_EDGE.replace('edge', 'edges')} YEARUNIT? <high:YEAR>",
        years,
    ),
    rule("years", "(?<=[ANTARA]) <unit:YEARUNIT>? <year:YEAR> (?:AND|WITH) YEARUNIT? <high:YEAR>", years),
    rule("years", "<unit:YEARUNIT>? <year:YEAR> DASH <high:DAY|INT>", years),
    rule("early_years", "YEARUNIT <low:INT> TO YEARUNIT? <high:INT|YEAR>", early_years),
    rule("season", f"{_EDGE} YEARUNIT? <years:YEARS>", season),
    # triwulan IV 2025 · kuartal III/2023 · semester I tahun 2017 · paruh pertama tahun ini
    rule(
        "part_of_year",
        f"{_EDGE} <unit:QUARTER|THIRD|SEMESTER|HALF|QUARTERSHORT> <which:WHICH>"
        f" (?:LPAR QUARTERED RPAR)? (?:(?:SLASH|DASH|COMMA)? {YEAR}|{YEARTAIL})?",
        part,
    ),
    rule("part_of_year", f"{_EDGE} <unit:QUARTER|SEMESTER> <slashed:SLASHED>", slashed_part),
    rule(
        "part_of_year", f"{_EDGE} <which:QUARTERED|HALVED> (?:(?:SLASH|DASH|COMMA)? YEARUNIT? <year:YEAR>)", short_part
    ),
    rule(
        "parts_of_year",
        f"<unit:QUARTER|SEMESTER> <which:WHICH> (?:TO|<next:AND>) (?:QUARTER|SEMESTER)? <high:WHICH>"
        f" (?:(?:SLASH|DASH)? {YEAR}|{YEARTAIL})?",
        parts,
    ),
    # minggu pertama September 2017 · pekan kedua bulan ini
    rule(
        "week_of_month",
        f"(?:WEEKUNIT|SUNDAY) (?:<which:WHICH>|<last:RECENT>)"
        f" (?:MONTHUNIT? <month:MONTH> (?:{YEAR}|{YEARTAIL}|<tail:TAIL>)?|MONTHUNIT <mtail:TAIL>)",
        week_of_month,
    ),
    rule("week_of_year", "WEEKUNIT (?:<which:WHICH>|<last:RECENT>) YEARUNIT (?:<year:YEAR>|<tail:TAIL>)", week_of_year),
    rule("decade", f"{_EDGE} <unit:YEARUNIT|ERA|DECADEUNIT>? YEARUNIT? OTHER? <decade:DECADE>", decade),
    rule("centuries", f"{_EDGE} CENTURY <which:WHICH> TO CENTURY? <high:WHICH> CE?", centuries),
    rule("century", f"{_EDGE} CENTURY <which:ORDINAL NUMWORD|WHICH> (?:CE|<bce:BCE>)?", century),
    # 1 Ramadan 1447 H · Ramadan 1447 Hijriah · 1447 H
    rule("hijri_date", f"TANGGAL? <day:DAY> {_HMONTH} (?:<year:INT> HIJRI?)?", hijri_day),
    rule("hijri_month", f"(?:MONTHUNIT)? {_HMONTH} <year:INT> HIJRI?", hijri_day),
    rule("hijri_year", "YEARUNIT? <year:INT> HIJRI", hijri_year),
)
