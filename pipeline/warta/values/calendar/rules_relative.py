"""Rules for dates told from another day: from publication, or from a date said before.

The notation is that of ``grammar``.
"""

from __future__ import annotations

from warta.values.calendar import words
from warta.values.calendar.grammar import SKIP, Found, Result, Rule, rule
from warta.values.calendar.lex import CLASSES
from warta.values.calendar.partial import Base, Partial, Shift

__all__ = ["RELATIVE"]


def weekday(g: Found) -> Result:
    """``Selasa``, ``Senin lalu``, ``Jumat mendatang``, ``Sabtu besok``."""
    if words.trap("RITUAL", g.before()) or words.trap("RITUALTAIL", g.after()):
        return SKIP
    if g.weekday() == 7 and words.trap("SUNDAYHEAD", g.before()):
        return SKIP
    if g.class_before("PART") and not g.has("tail"):
        return SKIP  # `malam Minggu` is the night before
    return Partial(weekday=g.weekday(), toward=1 if g.has("tomorrow") else g.toward())


def weekday_of_week(g: Found) -> Result:
    """``Senin pekan depan``, ``Kamis minggu lalu``."""
    return Partial(weekday=g.weekday(), shift=Shift("week", g.toward()))


def sunday_or_week(g: Found) -> Result:
    """``Minggu lalu``, ``Minggu depan``: Sunday or a week with a capital.

    ``depan`` and ``ini`` say the week; behind another weekday (``Sabtu dan Minggu ini``) it is
    Sunday; ``lalu`` says the week where the capital is only that of a sentence or a headline.
    """
    if g.class_before("AND", "DASH") and g.tokens.kind(g.i - 2) == CLASSES["WEEKDAY"]:
        return Partial(weekday=7, shift=Shift("week", g.toward()))
    starts = g.i == 0 or g.class_before("STOP", "BREAK", "OTHER") or g.text("tail")[:1].isupper()
    if g.match.group("tail") in {CLASSES["THIS"], CLASSES["NEXT"]} or (
        starts and g.tokens.kind(g.j - 1) == CLASSES["LAST"]
    ):
        return Partial(shift=Shift("week", g.toward()))
    return Partial(weekday=7, toward=g.toward())


def this_unit(g: Found) -> Result:
    """``tahun depan``, ``bulan ini``, ``pekan lalu``, ``akhir pekan ini``, ``hari ini``."""
    unit = words.UNITS[g.lower("unit")]
    toward = g.toward()
    return Partial(shift=Shift(unit.name, toward))


def edge(g: Found) -> Result:
    """``akhir tahun``, ``awal bulan``: of the year or month of publication."""
    return Partial(shift=Shift(words.UNITS[g.lower("unit")].name, 0))


def _amount(g: Found) -> tuple[str, int] | None:
    if g.has("one"):
        unit, number = words.UNITS[g.lower("one")], 1
    else:
        unit = words.UNITS[g.lower("unit")]
        value = g.number("number")
        if value is None or value != int(value) or not 0 < value <= 10_000:
            return None
        number = int(value)
    if unit.letter.startswith("T"):
        return None  # `semenit kemudian` stays a length
    if unit.name in {"decade", "century", "millennium"} or unit.count in {5, 8}:
        return "year", number * unit.count
    return unit.name, number


def ago(g: Found) -> Result:
    """``dua hari lalu``, ``sepekan yang lalu``, ``tiga hari lagi``."""
    amount = _amount(g)
    if amount is None:
        return None
    name, number = amount
    return Partial(shift=Shift(name, number if g.has("ahead") else -number))


def later(g: Found) -> Result:
    """``sehari kemudian``, ``dua tahun sebelumnya``: from a date said before."""
    amount = _amount(g)
    if amount is None:
        return None
    name, number = amount
    return Partial(shift=Shift(name, -number if g.has("back") else number, "earlier"))


def same(g: Found) -> Result:
    """``tahun yang sama``, ``tahun sebelumnya``, ``tahun itu``: from a date said before."""
    count = -1 if g.has("back") else 1 if g.has("forth") else 0
    return Partial(shift=Shift(words.UNITS[g.lower("unit")].name, count, "earlier"))


def month_same(g: Found) -> Result:
    """``Oktober tahun yang sama``, ``17 Agustus tahun itu``."""
    count = -1 if g.has("back") else 1 if g.has("forth") else 0
    day, month = g.integer("day"), g.month()
    return Partial(month=month, day=day, shift=Shift("year", count, "earlier"))


def day_of_month(g: Found) -> Result:
    """``tanggal 5 bulan depan``; ``tanggal 25`` alone needs a month said before."""
    day = g.integer("day")
    if g.has("tail"):
        return Partial(day=day, shift=Shift("month", g.toward()))
    if g.class_after("DASH", "SLASH", "AND", "COMMA", "UNTIL") and g.tokens.kind(g.j + 1) == g.tokens.kind(g.j - 1):
        return None  # the first of a list, whose month follows
    return Partial(day=day, shift=Shift("month", 0, "earlier"))


def yesterday(g: Found) -> Result:
    """``kemarin``; behind an event it says only that it is over."""
    return SKIP if words.trap("BYGONE", g.before()) else days_from(-1)


def days_from(count: int, base: Base = "published") -> Partial:
    """A day so many days from the anchor."""
    return Partial(shift=Shift("day", count, base))


_ITS = "(?:<back:BEFORE>|<forth:AFTER>|YANG? SAME|THAT)"

RELATIVE: tuple[Rule, ...] = (
    # hari ini · kemarin · kemarin lusa · besok · lusa · hari ini (11/12)
    rule(
        "yesterday",
        "(?<![YEAR NUMDATE DM DAYUNIT WEEKUNIT MONTHUNIT YEARUNIT])(?<![DM NUMDATE YEAR BADDATE MONTH] RPAR) YESTERDAY",
        yesterday,
    ),
    rule("yesterday", "(?<![DAY INT NUMWORD]) DAYUNIT YESTERDAY", lambda g: days_from(-1)),
    rule("day_before_yesterday", "YESTERDAY AFTERMORROW", lambda g: days_from(-2)),
    rule("tomorrow", "TOMORROW", lambda g: days_from(1)),
    rule("tomorrow", "(?:MORROW|TOMORROW) (?=PART)", lambda g: days_from(1)),
    rule("day_after_tomorrow", "(?:TOMORROW)? AFTERMORROW", lambda g: days_from(2)),
    rule("tomorrow", "TOMORROW DAYUNIT", lambda g: days_from(1)),
    rule("next_day", "(?:MORROW (?:ITSDAY|DAYUNIT)|TOMORROW ITSDAY)", lambda g: days_from(1, "earlier")),
    rule("next_day", "MORROWED", lambda g: days_from(1, "earlier")),
    # Selasa · Senin lalu · Senin pekan depan · Minggu besok
    rule("sunday_or_week", "(?<![DAYUNIT]) SUNDAY <tail:THIS|PAST|FUTURE>", sunday_or_week),
    rule("weekday", "<weekday:SUN_WEEKDAY> (?:<tail:TAIL>|<tomorrow:TOMORROW>)?", weekday),
    rule("weekday_of_week", "<weekday:SUN_WEEKDAY> (?:WEEKUNIT|SUNDAY) <tail:TAIL>", weekday_of_week),
    # tahun depan · bulan ini · akhir pekan lalu · awal bulan
    rule("this_unit", "EDGE? <unit:WEEKUNIT|MONTHUNIT|YEARUNIT|QUARTER|SEMESTER> <tail:TAIL>", this_unit),
    rule("this_unit", "<unit:DAYUNIT> <tail:THIS>", this_unit),
    rule("this_unit", "EDGE? <unit:DECADEUNIT> <tail:THIS|LAST>", this_unit),
    rule("edge_of_unit", "EDGE <unit:YEARUNIT|MONTHUNIT>", edge),
    # dua hari lalu · sepekan yang lalu · tiga hari lagi
    rule("ago", "(?:<number:NUM> <unit:SPANUNIT>|<one:ONEUNIT>) (?:<back:YANG? LAST>|<ahead:AGAIN>)", ago),
    # sehari kemudian · dua tahun sebelumnya
    rule("later", "(?:<number:NUM> <unit:SPANUNIT>|<one:ONEUNIT>) (?:<back:BEFORE>|AFTER)", later),
    # tahun yang sama · tahun sebelumnya · pada hari itu
    rule("same_unit", "<unit:DAYUNIT|WEEKUNIT|MONTHUNIT|YEARUNIT> (?:<back:BEFORE>|<forth:AFTER>|YANG? SAME)", same),
    rule("that_unit", "<unit:DAYUNIT|MONTHUNIT|YEARUNIT> THAT", same),
    rule("month_of_same_year", f"<day:DAY>? <month:MONTH> YEARUNIT {_ITS}", month_same),
    # tanggal 5 bulan depan · tanggal 25
    rule("day_of_month", "TANGGAL <day:DAY> (?:MONTHUNIT <tail:TAIL>)?", day_of_month),
)
