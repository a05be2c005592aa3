"""The day in a header line, a dateline, an attribution or a metadata field.

Only whole dates of publication are read here: one day, written out or in
figures. Dates in running text are found by ``warta.values.calendar``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from warta.lexicon import table

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Day:
    """A day met at ``text[start:end]``.

    ``iso`` is ``YYYY-MM-DD``. ``other`` is the second reading of figures that may
    also be month before day (``9/5/2025``), else None. The Indonesian order,
    day before month, is the first reading.
    """

    start: int
    end: int
    iso: str
    other: str | None = None


def iso(year: int, month: int, day: int) -> str | None:
    """Return the ISO date, or None when there is no such day."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def full_year(figures: str) -> int:
    """Read a year of two or four figures; two are 1970-2069 as in POSIX."""
    year = int(figures)
    return year if len(figures) == 4 else year + (2000 if year < 70 else 1900)


@cache
def _months() -> dict[str, int]:
    return {row["name"]: int(row["month"]) for row in table("read_months")}


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(_months(), key=lambda name: (-len(name), name)))
    return re.compile(
        rf"""(?<![\w/.,-])(?:
            (?P<y1>(?:19|20)\d\d)(?P<s1>[-/.]) (?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?=T\d|\b)
          | (?P<d2>\d{{1,2}})[ \t\n+./-]{{1,2}}(?P<m2>{month})\.?,?[ \t\n+./-]{{1,2}}(?P<y2>\d{{4}}|\d\d)(?![\w:])
          | (?P<m3>{month})\.?[ \n]{{1,2}}(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?[ \n]{{1,2}}(?P<y3>\d{{4}})(?!\w)
          | (?P<a4>\d{{1,2}})(?P<s4>[-/.])(?P<b4>\d{{1,2}})(?P=s4)(?P<y4>\d{{4}}|\d\d)(?![\w/]|[.-]\d)
        )""",
        re.VERBOSE | re.IGNORECASE,
    )


def find_days(text: str, start: int = 0, end: int | None = None) -> Iterator[Day]:
    """Yield the days written in ``text[start:end]``, in order."""
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        first: str | None
        second: str | None = None
        if match["y1"]:
            first = iso(int(match["y1"]), int(match["m1"]), int(match["d1"]))
        elif match["y2"]:
            first = iso(full_year(match["y2"]), _months()[match["m2"].lower()], int(match["d2"]))
        elif match["y3"]:
            first = iso(full_year(match["y3"]), _months()[match["m3"].lower()], int(match["d3"]))
        else:
            year, a, b = full_year(match["y4"]), int(match["a4"]), int(match["b4"])
            first, second = iso(year, b, a), iso(year, a, b)
            if first is None:
                first, second = second, None
        if first is not None:
            yield Day(match.start(), match.end(), first, None if second == first else second)


def first_day(text: str) -> Day | None:
    """Return the first day written in ``text``, or None."""
    return next(find_days(text), None)
