"""Rules for lengths of time and ages, clock times and parts of the day, recurring times, and traps.

The notation is that of ``grammar``.
"""

from __future__ import annotations

import re
from decimal import Decimal

from warta.values.calendar import words
from warta.values.calendar.grammar import SKIP, Found, Result, Rule, Several, rule
from warta.values.calendar.lex import CLASSES
from warta.values.calendar.partial import Clock, Length, Recurring
from warta.values.mention import plain

__all__ = ["OTHER_RULES"]

_OLDEST = 130
#: TIMEX3 has its own letters for long units.
_TIMEX_LETTERS = {"decade": "DE", "century": "CE", "quarter": "Q"}


def _iso(value: Decimal, unit: words.Unit) -> str:
    time = "T" if unit.letter.startswith("T") else ""
    return f"P{time}{plain(value * unit.count)}{unit.letter[-1]}"


def _length(value: Decimal, unit: words.Unit) -> Length:
    timex = f"P{plain(value)}{_TIMEX_LETTERS[unit.name]}" if unit.name in _TIMEX_LETTERS else _iso(value, unit)
    return Length(_iso(value, unit), timex)


def length(g: Found) -> Result:
    """``tiga tahun``, ``setahun``, ``2,5 jam``, ``dua tahun enam bulan``."""
    if g.has("one"):
        return _length(Decimal(1), words.UNITS[g.lower("one")])
    value, unit = g.number("number"), words.UNITS[g.lower("unit")]
    if value is None or value <= 0 or value > 1_000_000:
        return None
    if g.class_after("YEAR") and g.capital("unit"):
        return None  # `Rakor ke-5 Tahun 2020`: the year's own word
    if unit.letter == "TH" and g.after() in {"tangan", "dinding"}:
        return None  # watches and clocks
    if g.has("more"):
        more, small = g.number("more"), words.UNITS[g.lower("small")]
        order = ["Y", "M", "W", "D", "TH", "TM", "TS"]
        if more is None or order.index(small.letter) <= order.index(unit.letter):
            return None
        first, second = _iso(value, unit), _iso(more, small)[1:]
        joined = first + (second.removeprefix("T") if "T" in first else second)
        return Length(joined, joined)
    return _length(value, unit)


def length_and_half(g: Found) -> Result:
    """``setahun setengah``."""
    half = g.number("half")
    return _length(1 + half, words.UNITS[g.lower("one")]) if half == Decimal("0.5") else None


def hours_times(g: Found) -> Result:
    """``3x24 jam``: three times twenty-four hours."""
    times, number = g.integer("times"), g.integer("number")
    if g.lower("x") != "x" or times is None or number is None:
        return None
    return _length(Decimal(times * number), words.UNITS[g.lower("unit")])


def length_range(g: Found) -> Result:
    """``10-15 tahun``, ``dua hingga tiga bulan``: ``P10Y..P15Y``."""
    low, high, unit = g.number("low"), g.number("high"), words.UNITS[g.lower("unit")]
    if low is None or high is None or not low < high:
        return None
    first, second = _length(low, unit if not g.has("own") else words.UNITS[g.lower("own")]), _length(high, unit)
    return Length(f"{first.iso}..{second.iso}", f"{first.timex}/{second.timex}")


def _age(value: Decimal | None) -> Length | None:
    return Length(f"P{plain(value)}Y", f"P{plain(value)}Y") if value is not None and 0 <= value <= _OLDEST else None


def age(g: Found) -> Result:
    """``usia 25`` without a unit: years."""
    return _age(g.number("span"))


def ages(g: Found) -> Result:
    """``usia 17-25``: years."""
    low, high = _age(g.number("low")), _age(g.number("high"))
    return Length(f"{low.iso}..{high.iso}", f"{low.timex}/{high.timex}") if low and high else None


def open_ages(g: Found) -> Several | None:
    """``usia 55+ hingga 75+``: two ages."""
    low, high = _age(g.number("first")), _age(g.number("second"))
    return [("first", low), ("second", high)] if low and high else None


def bracket_age(g: Found) -> Result:
    """``Painah (73)``: digits in brackets behind a name."""
    value = g.number("span")
    before = g.tokens.word(g.i - 2)
    if value is None or not 10 <= value <= 110 or (before.isupper() and len(before) > 4):
        return None
    if not g.text("span").isdigit() or g.text("span").startswith("0") or _scoring(g):
        return None
    return _age(value)


def _scoring(g: Found) -> bool:
    """Tell whether the sentence counts goals: ``gol dicetak Sari (34)`` gives a minute."""
    for i in range(g.i - 1, max(-1, g.i - 25), -1):
        if g.tokens.kind(i) in {CLASSES["STOP"], CLASSES["BREAK"]}:
            return False
        if words.trap("SCORING", g.tokens.word(i)):
            return True
    return False


_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?")


def _time(text: str, part: str) -> str | None:
    """Return ``HH:MM`` (or ``HH:MM:SS``) of a clock time, moved behind noon by a part of the day."""
    found = _CLOCK.fullmatch(text)
    if found:
        hour, tail = int(found[1]), ":" + found[2] + (":" + found[3] if found[3] else "")
    elif text.isdigit():
        hour, tail = int(text), ":00"
    else:
        return None
    if (part in {"siang", "sore", "petang"} and 1 <= hour <= 7) or (part == "malam" and 6 <= hour <= 11):
        hour += 12
    elif part == "malam" and hour == 12:
        hour = 0
    return f"{hour:02}{tail}" if hour <= 24 else None


def _zone(text: str) -> str:
    if not text:
        return ""
    lower = text.lower().split()
    if lower[0] in {"gmt", "utc"}:
        digits = re.sub(r"\D", "", text)
        return f"+{int(digits):02}:00" if digits else "Z"
    if lower[0] == "waktu":
        return {"barat": "+07:00", "tengah": "+08:00", "timur": "+09:00"}.get(lower[-1], "")
    return words.WORDS[lower[0]][1]


def clock(g: Found) -> Result:
    """``pukul 09.00 WIB``, ``pukul 08.00-16.00``, ``jam 7 malam``."""
    # `pukul 7-9 malam` shares its part of the day, `pukul 10 pagi sampai 10 malam` has two.
    part = g.lower("part")
    low_text = g.text("low") if not g.text("low").isalpha() else str(g.integer("low") or "")
    low, zone = _time(low_text, g.lower("ppart") or part), _zone(g.text("zone"))
    if low is None:
        return None
    if g.has("high"):
        high = _time(g.text("high"), part)
        return Clock(f"{low}{_zone(g.text('lzone')) or zone}/{high}{zone}") if high else None
    return Clock(low + zone)


def _part(text: str) -> str:
    first = text.lower().split()[0]
    if first == "tengah":
        return "TNI"
    return words.WORDS[first][1]


def part_of_day(g: Found) -> Result:
    """``tadi malam``, ``pagi ini``, ``nanti sore``, ``semalam``."""
    if g.has("part"):
        value = _part(g.text("part"))
        night_before = g.has("past") and value == "TNI" and g.lower("part") == "malam"
        return Clock(value, -1 if night_before else 0)
    if g.before() == "dalam":
        return SKIP  # `dalam semalam`: overnight
    return Clock("TNI", -1)


def generic_part(g: Found) -> Result:
    """``pada malam hari``, ``dini hari``: a part of some day."""
    return None if words.trap("GREETING", g.before()) else Clock(_part(g.text("part")))


_EVERY = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}


def _period(value: Decimal, unit: words.Unit) -> Recurring:
    if value == 1 and unit.name in _EVERY and unit.count == 1:
        return Recurring(_EVERY[unit.name])
    return Recurring(_iso(value, unit))


def every(g: Found) -> Result:
    """``setiap tahun``, ``setiap tiga bulan``, ``per bulan``, ``setahun sekali``."""
    if g.has("one"):
        return _period(Decimal(1), words.UNITS[g.lower("one")])
    text = g.lower("unit")
    unit = words.UNITS[text.removesuffix("nya")]
    value = g.number("number") if g.has("number") else Decimal(1)
    return _period(value, unit) if value is not None and value > 0 else None


def every_range(g: Found) -> Result:
    """``setiap 3-4 bulan``: ``P3M..P4M``."""
    low, high, unit = g.number("low"), g.number("number"), words.UNITS[g.lower("unit")]
    return Recurring(f"{_iso(low, unit)}..{_iso(high, unit)}") if low is not None and high is not None else None


def every_weekday(g: Found) -> Result:
    """``setiap Senin``, ``setiap Senin hingga Jumat``."""
    low, high = g.weekday(), words.WEEKDAYS.get(g.lower("high"))
    return Recurring(f"XXXX-WXX-{low}" + (f"/XXXX-WXX-{high}" if high else ""))


def every_date(g: Found) -> Result:
    """``setiap 29 Mei``, ``setiap tanggal 5``, ``setiap Desember``."""
    month, day = g.month(), g.integer("day")
    left = "XX" if month is None else f"{month:02}"
    return Recurring(f"XXXX-{left}" + ("" if day is None else f"-{day:02}"))


def every_part(g: Found) -> Result:
    """``setiap pagi``."""
    return Recurring("XXXX-XX-XX" + _part(g.text("part")))


def every_weekend(g: Found) -> Result:
    """``setiap akhir pekan``, ``setiap akhir tahun``."""
    name = words.UNITS[g.lower("unit")].name
    return Recurring("XXXX-WXX-WE" if name == "week" else _EVERY[name])


def skip(g: Found) -> Result:
    """Words that must not be read as a time."""
    return SKIP


_ANYNUM = "(?:DAY|INT|YEAR|NUMBER|CLOCK|DM|SLASHED|NUMDATE|YEARS|BADDATE|ROMAN)"
_CAP = "(?:CAPWORD|NAME|REPUBLIC|WORD|AND|LAW|MONTHSHORT)"

OTHER_RULES: tuple[Rule, ...] = (
    # tiga tahun · setahun · dua tahun enam bulan · 10-15 tahun
    rule("length", "<number:NUM> <unit:SPANUNIT|CLOCKUNIT> (?:<more:NUM> <small:SPANUNIT|CLOCKUNIT>)?", length),
    rule("length", "NUMWORD{1,8} LPAR <number:NUM> RPAR <unit:SPANUNIT|CLOCKUNIT>", length),
    rule("length", "<one:ONEUNIT>", length),
    rule("length", "<one:ONEUNIT> <half:NUMWORD>", length_and_half),
    rule("hours_times", "<times:DAY> <x:WORD> <number:DAY|INT> <unit:CLOCKUNIT>", hours_times),
    rule(
        "length_range",
        "<low:NUM> <own:SPANUNIT|CLOCKUNIT>? (?:TO|OR) <high:NUM> <unit:SPANUNIT|CLOCKUNIT>",
        length_range,
    ),
    # usia 25 · usia 17-25 · usia 55+ hingga 75+ · Painah (73)
    rule("age", "(?<=AGE) <span:NUM>", age),
    rule("age_range", "(?<=AGE) <low:NUM> TO <high:NUM>", ages),
    rule("open_age", "(?<=AGE) <first:NUM> PLUS UNTIL <second:NUM>", open_ages),
    rule("age_decade", "(?<=AGE) DECADE", skip),
    rule("age_bracket", "(?<=[CAPWORD NAME ROMAN] LPAR) <span:DAY|INT> (?=RPAR)", bracket_age),
    # pukul 09.00 WIB · pukul 08.00-16.00 WITA · jam 7 malam · 10.30 WIB
    rule(
        "clock",
        "PUKUL <low:CLOCK|DAY|INT|NUMWORD> <ppart:PART>? (?:<lzone:ZONE>? TO PUKUL? <high:CLOCK|DAY|INT>)?"
        " <part:PARTOFDAY>? <zone:ZONED>?",
        clock,
    ),
    rule("clock", "HOUR <low:CLOCK> (?:TO HOUR? <high:CLOCK>)? <part:PARTOFDAY>? <zone:ZONED>?", clock),
    rule("clock", "HOUR <low:DAY|NUMWORD> (?:<part:PARTOFDAY> <zone:ZONED>?|<zones:ZONED>)", clock),
    rule("clock", "<low:CLOCK> (?:TO <high:CLOCK>)? <zone:ZONED>", clock),
    # tadi malam · pagi ini · nanti sore · semalam · dini hari
    rule("part_of_day", "(?:<past:JUSTNOW>|LATER) <part:PARTOFDAY>", part_of_day),
    rule("part_of_day", "<part:PARTOFDAY> (?:<past:JUSTNOW>|THIS|LATER)", part_of_day),
    rule("part_of_day", "LASTNIGHT", part_of_day),
    rule("generic_part", "<part:PART> (?:DAYUNIT|ITSDAY)", generic_part),
    rule("generic_part", "<part:DINI DAYUNIT>", generic_part),
    rule("generic_part", "<part:MIDDLE PART>", generic_part),
    # setiap tahun · setiap tiga bulan · per bulan · setahun sekali · dua kali seminggu
    rule("every", "EVERY <number:NUM>? <unit:SPANUNIT|CLOCKUNIT|ITSUNIT> (?:ONCE)?", every),
    rule("every", "EVERY <low:NUM> TO <number:NUM> <unit:SPANUNIT|CLOCKUNIT> ONCE?", every_range),
    rule("every_day", "EVERY ITSDAY", lambda g: Recurring(_EVERY["day"])),
    rule(
        "every",
        "PER <number:NUM>? <unit:DAYUNIT|WEEKUNIT|MONTHUNIT|YEARUNIT> (?![ORDINAL YEAR MONTH THIS LAST])",
        every,
    ),
    rule("every", "(?:<one:ONEUNIT>|<number:NUM> <unit:SPANUNIT>) ONCE", every),
    rule("times", "(?:NUM TIMES|ONCE) (?:<one:ONEUNIT>)", every),
    rule("every_weekday", "EVERY DAYUNIT? <weekday:SUN_WEEKDAY> (?:(?:TO|AND) <high:SUN_WEEKDAY>)?", every_weekday),
    rule("every_date", "EVERY TANGGAL? <day:DAY> <month:ANY_MONTH>", every_date),
    rule("every_date", "EVERY TANGGAL <day:DAY> (?!HIJRIMONTH)", every_date),
    rule("every_date", "EVERY EDGE? MONTHUNIT? <month:MONTH>", every_date),
    rule("every_part", "EVERY <part:PARTOFDAY>", every_part),
    rule("every_edge", "EVERY EDGE <unit:WEEKUNIT|MONTHUNIT|YEARUNIT>", every_weekend),
    # beberapa tahun lalu · puluhan tahun
    rule("vague", "VAGUE (?:MONTHUNIT|YEARUNIT|WEEKUNIT|DAYUNIT|QUARTER|SEMESTER|DECADEUNIT) TAIL?", skip),
    # UU Nomor 11 Tahun 2020 · PP 47/2015 · UUD 1945 · Pasal 28 · pekan ke-22 · Km 79 · Rp 2000
    rule("law", f"NOMOR OTHER? (?:CAPWORD|KILOMETER)? {_ANYNUM} (?:YEARUNIT YEAR|SLASH YEAR)?", skip),
    rule(
        "law",
        f"NOMOR OTHER? {_ANYNUM} SLASH (?:CAPWORD|OTHER|SLASH|DASH|DAY|INT|ROMAN|LAW|NUMBER){{1,10}} YEARUNIT? YEAR",
        skip,
    ),
    rule("law", f"LAW {_CAP}{{0,5}} (?:NOMOR? {_ANYNUM})? YEARUNIT YEAR", skip),
    rule("law", "LAW (?:CAPWORD|REPUBLIC|NAME){0,3} (?:SLASHED|BADDATE|DM|YEAR|DAY SLASH YEAR)", skip),
    rule("law", "(?:DAY|INT) YEARUNIT YEAR TENTANG", skip),
    rule("constitution", "CONSTITUTION (?:REPUBLIC|NAME|CAPWORD){0,3} YEARUNIT? YEAR", skip),
    rule("clause", "CLAUSE (?:DAY|INT|YEAR) (?:LPAR DAY RPAR)?", skip),
    rule("nth_unit", "(?:WEEKUNIT|MONTHUNIT|YEARUNIT|DAYUNIT|MINUTE|HOUR|SUNDAY) ORDINAL", skip),
    rule("kilometre_post", f"KILOMETER {_ANYNUM}", skip),
    rule("money", f"CURRENCY (?:YEAR|INT|DAY|NUMBER|CLOCK|DECADE) (?:TO {_ANYNUM})? NUMWORD?", skip),
    rule("number_month", "NUMWORD{1,2} MONTH", skip),
)
