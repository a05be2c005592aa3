"""Rules for days and months that are named: ``17 Agustus 2020``, ``(12/12/2020)``, ``awal Januari 2023``.

The notation is that of ``grammar``. Rules are tried at every token; the longest match wins,
the earlier rule among equals.
"""

from __future__ import annotations

import re
from datetime import date

from warta.values.calendar import words
from warta.values.calendar.grammar import SKIP, Found, Result, Rule, rule
from warta.values.calendar.lex import CLASSES
from warta.values.calendar.partial import Partial, Span
from warta.values.calendar.rules_years import YEAR, YEARTAIL, year_of, year_shift

__all__ = ["ABSOLUTE"]

#: A weekday in front of a date, with or without bracket, Javanese market day and part of the day.
_HEAD = (
    "(?:<weekday:ANY_WEEKDAY> (?:WORD|CAPWORD)?? (?:WEEKUNIT? TAIL)? PARTOFDAY? (?:WAKTU LOCAL)? COMMA? <open:LPAR>?)?"
)
#: The bracket's end; a part of the day or a clock time may stand inside it.
_CLOSE = "(?(open)(?:COMMA? (?:PARTOFDAY|PUKUL CLOCK ZONE?))? RPAR)"


def _javanese(g: Found) -> bool:
    """Between weekday and date stands nothing, or a market day (``Jumat Kliwon``)."""
    if not g.has("weekday"):
        return True
    i = g.match.start("weekday") + 1
    return g.tokens.kind(i) not in {CLASSES["WORD"], CLASSES["CAPWORD"]} or words.trap("JAVANESE", g.tokens.word(i))


def _named_place(g: Found) -> bool:
    """A street, university or stadium named after a day: ``Jalan 17 Agustus``."""
    return g.match.start() == g.match.start("day") and words.trap("HEADNOUN", g.before())


def _valid(year: int | None, month: int | None, day: int | None) -> bool:
    try:
        date(2000 if year is None else year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def full(g: Found) -> Result:
    """A day with its month, and its year or a word that gives it."""
    day, month, year = g.integer("day"), g.month(), year_of(g)
    if not _javanese(g):
        return None
    if not _valid(year, month, day) or _named_place(g):
        return SKIP  # `30 Februari` is no day, and not February either
    return Partial(year=year, month=month, day=day, weekday=g.weekday(), toward=g.toward(), shift=year_shift(g))


def english(g: Found) -> Result:
    """``March 5, 2020``, ``5th of March 2020``."""
    day = g.integer("day") if g.text("day").isdigit() else int(re.sub(r"\D", "", g.text("day")))
    month, year = g.month(), year_of(g)
    return Partial(year=year, month=month, day=day, weekday=g.weekday()) if _valid(year, month, day) else None


def days(g: Found) -> Result:
    """``10-12 Desember 2020``: two days of one month."""
    low, high, month, year = g.integer("low"), g.integer("high"), g.month(), year_of(g)
    if low is None or high is None or low >= high or not _valid(year, month, high) or not _javanese(g):
        return None
    if words.trap("HEADNOUN", g.before()):
        return SKIP
    toward, shift = g.toward("tail"), year_shift(g)
    first = Partial(year=year, month=month, day=low, toward=toward, shift=shift)
    return Span(first, Partial(year=year, month=month, day=high, toward=toward, shift=shift))


_DIGITS = re.compile(r"\d+")


def _numeric(shape: str) -> tuple[int, int, int] | None:
    """Read ``12/12/2020``, ``2020-12-12``, ``12/12/20`` as year, month, day.

    Day first, as Indonesians write; month first only when no day-first reading exists.
    """
    a, b, c = (int(part) for part in _DIGITS.findall(shape))
    if a > 31:
        year, month, day = a, b, c
    else:
        day, month, year = a, b, c + 2000 if c < 100 else c
        if month > 12 >= day:
            day, month = month, day
    return (year, month, day) if 1000 <= year <= 2199 and _valid(year, month, day) else None


def numeric(g: Found) -> Result:
    """A date in digits, alone or behind its weekday."""
    parts = _numeric(g.text("date"))
    if parts is None or not _javanese(g):
        return None
    short_year = len(_DIGITS.findall(g.text("date"))[-1]) <= 2 and len(_DIGITS.findall(g.text("date"))[0]) <= 2
    if short_year and not g.has("weekday") and not g.class_before("LPAR", "TANGGAL"):
        return None
    if g.class_before("NOMOR", "SLASH", "CURRENCY"):
        return None
    year, month, day = parts
    return Partial(year=year, month=month, day=day, weekday=g.weekday())


def day_month(g: Found) -> Result:
    """``Jumat (11/12)``: day and month in digits; alone only in brackets or behind ``tanggal``."""
    day, month = (int(part) for part in _DIGITS.findall(g.text("dm")))
    if not _valid(None, month, day) or not _javanese(g):
        return None
    return Partial(month=month, day=day, weekday=g.weekday(), toward=g.toward("tail"))


def dated_today(g: Found) -> Result:
    """``kemarin (19/9)``: the printed day says which."""
    return numeric(g) if g.has("date") else day_month(g)


def bracketed(g: Found) -> Result:
    """``(11/12)`` in brackets by itself."""
    day, month = (int(part) for part in _DIGITS.findall(g.text("dm")))
    if not _valid(None, month, day) or g.tokens.kind(g.i - 2) in {CLASSES["DAY"], CLASSES["INT"], CLASSES["CLAUSE"]}:
        return None
    return Partial(month=month, day=day)


def broken(g: Found) -> Result:
    """``Kamis (14/52026)``: a date whose separator fell out, read when one reading only fits the weekday."""
    if g.text("date").count("/") == 2:
        day, month = (int(part) for part in _DIGITS.findall(g.text("date"))[:2])
        known = g.has("weekday") and _valid(None, month, day)
        return Partial(month=month, day=day, weekday=g.weekday()) if known else None
    digits = "".join(_DIGITS.findall(g.text("date")))
    year, rest = int(digits[-4:]), digits[:-4]
    if not 1990 <= year <= 2099:
        return None
    slash = _DIGITS.findall(g.text("date"))[0]
    readings: set[date] = set()
    for cut in (1, 2):
        left, right = rest[:cut], rest[cut:]
        if not left or not 1 <= len(right) <= 2 or (len(slash) <= 2 and left != slash):
            continue
        if _valid(year, int(right), int(left)):
            readings.add(date(year, int(right), int(left)))
    fits = [when for when in sorted(readings) if when.isoweekday() == g.weekday()]
    if len(fits) != 1:
        return None
    when = fits[0]
    return Partial(year=when.year, month=when.month, day=when.day, weekday=g.weekday())


def numeric_days(g: Found) -> Result:
    """``Sabtu-Minggu (12-13/12/2020)``, ``10-12/12``: days that share the month behind them."""
    low = g.integer("low")
    if g.has("date"):
        parts = _numeric(g.text("date"))
        if parts is None or low is None or not low < parts[2]:
            return None
        year: int | None = parts[0]
        month, high = parts[1], parts[2]
    else:
        high, month = (int(part) for part in _DIGITS.findall(g.text("dm")))
        year = None
        if low is None or not low < high or not _valid(None, month, high):
            return None
    weekday, until = g.weekday(), words.WEEKDAYS.get(g.lower("until"))
    return Span(Partial(year, month, low, weekday), Partial(year, month, high, until))


def month(g: Found) -> Result:
    """A month with its year."""
    value = g.month()
    if value is None or not _javanese_month(g):
        return None
    return Partial(year=year_of(g), month=value, toward=g.toward("tail"), shift=year_shift(g))


def _javanese_month(g: Found) -> bool:
    """``Mar``, ``Des``, ``May`` are months only beside a year written in four digits."""
    return g.match.group("year") is not None or g.has("unit") or g.capital("month")


_OPENERS = (
    "PADA",
    "DARI",
    "UNTIL",
    "EDGE",
    "AND",
    "COMMA",
    "DASH",
    "PER",
    "ANTARA",
    "LPAR",
    "OR",
    "WITH",
    "KE",
    "WEEKUNIT",
)


def bare_month(g: Found) -> Result:
    """A month alone: unless it stands inside a run of capitalised words, where it may be a name."""
    value = g.month()
    written = g.text("month")
    if written.isupper() and len(g.match.group()) == 1 and not g.tokens.word(g.i - 1).isupper():
        return None  # a company's initials
    if g.class_before("NUMWORD", "ROMAN") or words.trap("HEADNOUN", g.before()):
        return None
    supported = any(g.has(part) for part in ("unit", "tail", "edge", "ytail")) or g.class_before(*_OPENERS)
    if not supported and g.class_after("CAPWORD", "NAME"):
        return None
    if not supported and words.trap("GIVENNAME", written) and g.class_before("CAPWORD", "NAME"):
        return None
    return Partial(month=value, toward=g.toward("tail"), shift=year_shift(g))


_EDGE = "<edge:EDGE>?"
_BULAN = "<unit:MONTHUNIT>?"

_TODAY = "(?:DAYUNIT THIS|YESTERDAY|TOMORROW|AFTERMORROW) LPAR (?:<weekday:ANY_WEEKDAY> COMMA?)?"

ABSOLUTE: tuple[Rule, ...] = (
    # 17 Agustus 2020 · Senin, 17 Agustus 2020 · Senin (17 Agustus 2020) · tanggal 17 Agt. 2020
    rule(
        "full_date",
        f"{_HEAD} (?:TANGGAL COMMA?)? <day:DAY> MONTHUNIT? <month:ANY_MONTH> COMMA? {YEAR} {_CLOSE}",
        full,
    ),
    # 17 Agustus · 17 Agustus lalu · 17 Agustus tahun lalu · Senin (17 Agustus)
    rule(
        "day_month",
        f"{_HEAD} (?:TANGGAL COMMA?)? <day:DAY> <month:ANY_MONTH> (?:{YEARTAIL}|<tail:PAST|FUTURE>)? {_CLOSE}",
        full,
    ),
    rule("english_date", f"{_HEAD} <month:ANY_MONTH> <day:DAY|ENDAY> COMMA? <year:YEAR> {_CLOSE}", english),
    rule("english_date", f"{_HEAD} <day:ENDAY> (?:WORD)? <month:ANY_MONTH> COMMA? <year:YEAR>? {_CLOSE}", english),
    # 10-12 Desember 2020 · Senin-Rabu (10-12 Desember 2020) · tanggal 10 sampai dengan 12 Desember
    rule(
        "days",
        "(?:<weekday:ANY_WEEKDAY> (?:TO|AND) ANY_WEEKDAY COMMA? <open:LPAR>?)?"
        " (?:TANGGAL COMMA?)? <low:DAY> TO TANGGAL? <high:DAY>"
        f" MONTHUNIT? <month:ANY_MONTH> (?:{YEAR}|{YEARTAIL}|<tail:PAST|FUTURE>)? {_CLOSE}",
        days,
    ),
    rule(
        "days",
        "(?<=ANTARA) TANGGAL? <low:DAY> AND TANGGAL? <high:DAY>"
        f" <month:ANY_MONTH> (?:{YEAR}|{YEARTAIL}|<tail:PAST|FUTURE>)?",
        days,
    ),
    # 17-20 in: 17-20 dan 23 September
    rule(
        "listed_days",
        "TANGGAL? <low:DAY> TO <high:DAY> (?=COMMA? (?:AND|OR) TANGGAL? DAY"
        f" <month:ANY_MONTH> (?:{YEAR}|{YEARTAIL}|<tail:PAST|FUTURE>)?)",
        days,
    ),
    # 10 in: 10 dan 12 Mei 2020
    rule(
        "listed_day",
        "TANGGAL? <day:DAY> (?=(?:COMMA DAY){0,6} COMMA? (?:AND|OR) TANGGAL? DAY"
        f" <month:ANY_MONTH> (?:{YEAR}|{YEARTAIL}|<tail:PAST|FUTURE>)?)",
        full,
    ),
    # hari ini (12/10) · kemarin (Kamis, 19/9/2019) · besok (17 Agustus 2020)
    rule(
        "dated_today",
        f"{_TODAY} (?:<date:NUMDATE>|<dm:DM>) RPAR",
        dated_today,
    ),
    rule(
        "dated_today",
        f"{_TODAY} <day:DAY> <month:ANY_MONTH> {YEAR}? RPAR",
        full,
    ),
    # (12/12/2020) · Sabtu (12/12/2020) · 2020-12-12 · Sabtu, 12-12-2020
    rule("numeric_date", f"{_HEAD} TANGGAL? <date:NUMDATE> {_CLOSE}", numeric),
    rule("broken_date", f"{_HEAD} <date:BADDATE> {_CLOSE}", broken),
    # Jumat (11/12) · tanggal 11/12 · (11/12)
    rule(
        "day_month_digits",
        f"<weekday:ANY_WEEKDAY> (?:WORD|CAPWORD)?? (?:WEEKUNIT? TAIL)? PARTOFDAY? COMMA? <open:LPAR>? <dm:DM> {_CLOSE}",
        day_month,
    ),
    rule("day_month_digits", "TANGGAL <dm:DM> <tail:PAST|FUTURE>?", day_month),
    rule("day_month_digits", "(?<=LPAR) <dm:DM> (?=RPAR)", bracketed),
    rule(
        "numeric_days",
        "(?:<weekday:ANY_WEEKDAY> (?:TO|AND) <until:ANY_WEEKDAY> COMMA? <open:LPAR>?)?"
        f" TANGGAL? <low:DAY> (?:TO|AND) (?:<date:NUMDATE>|<dm:DM>) {_CLOSE}",
        numeric_days,
    ),
    # Desember 2020 · bulan Desember 2020 · awal Januari 2023 · Oktober tahun lalu
    rule("month_year", f"{_EDGE} {_BULAN} <month:ANY_MONTH> (?:{YEAR}|{YEARTAIL}) ", month),
    rule("month", f"{_EDGE} {_BULAN} <month:MONTH> (?:{YEARTAIL}|<tail:TAIL>)?", bare_month),
    rule("month", f"{_EDGE} <unit:MONTHUNIT> <month:ANY_MONTH> (?:{YEARTAIL}|<tail:TAIL>)?", bare_month),
)
