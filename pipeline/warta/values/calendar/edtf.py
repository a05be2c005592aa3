"""Stretches of the calendar and how they are written in EDTF and TIMEX3.

EDTF: Library of Congress, Extended Date/Time Format (ISO 8601-2), levels 0-1, and
ISO weeks (``2025-W42``) as the annotation guide wants them. TIMEX3: the values of
TimeML 1.2.1 (``2025-Q4``, ``2017-H1``, ``199`` for a decade, ``18`` for a century).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Literal

__all__ = ["Precision", "Stretch", "between", "century", "day", "decade", "month", "months", "parse", "week", "year"]

Precision = Literal["day", "month", "year", "range", "duration"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the calendar: its EDTF and TIMEX3 value and the days that bound it.

    ``first``/``last`` are None where ISO dates do not reach (before the year 1).
    """

    edtf: str
    timex: str
    first: date | None
    last: date | None
    precision: Precision


def day(when: date) -> Stretch:
    """Return one day."""
    return Stretch(when.isoformat(), when.isoformat(), when, when, "day")


def month(y: int, m: int) -> Stretch:
    """Return a calendar month. Raises ValueError when there is no such month."""
    value = f"{y:04}-{m:02}"
    return Stretch(value, value, date(y, m, 1), date(y, m, monthrange(y, m)[1]), "month")


def year(y: int) -> Stretch:
    """Return a year; 0 and below are years before the Christian era (EDTF: 0 is 1 BC)."""
    value = f"{y:04}" if y >= 0 else f"-{-y:04}"
    if not 1 <= y <= MAXYEAR:
        return Stretch(value, value, None, None, "year")
    return Stretch(value, value, date(y, 1, 1), date(y, 12, 31), "year")


def months(y: int, first: int, last: int, timex: str) -> Stretch:
    """Return the months ``first`` to ``last`` of a year: a quarter or a half, named ``timex``."""
    low, high = month(y, first), month(y, last)
    return Stretch(f"{low.edtf}/{high.edtf}", timex, low.first, high.last, "range")


def week(monday: date) -> Stretch:
    """Return the ISO week that holds a day."""
    iso = monday.isocalendar()
    start = monday - timedelta(days=iso.weekday - 1)
    value = f"{iso.year:04}-W{iso.week:02}"
    return Stretch(value, value, start, start + timedelta(days=6), "range")


def decade(first: int) -> Stretch:
    """Return ten years that share three digits: 1990 -> ``199X``."""
    start = first // 10
    return Stretch(f"{start:03}X", f"{start:03}", date(start * 10, 1, 1), date(start * 10 + 9, 12, 31), "range")


def century(n: int) -> Stretch:
    """Return the n-th century: 19 -> ``18XX``; negative n counts centuries before the era.

    The bounds are those of the digits (1800 to 1899), as EDTF reads them.
    """
    if n <= 0:
        return Stretch(f"-{-n - 1:02}XX", f"BC{-n - 1:02}", None, None, "range")
    start = (n - 1) * 100
    return Stretch(f"{n - 1:02}XX", f"{n - 1:02}", date(max(start, 1), 1, 1), date(start + 99, 12, 31), "range")


def between(low: Stretch, high: Stretch) -> Stretch | None:
    """Return the stretch from the start of ``low`` to the end of ``high``; None when it runs backwards."""
    if low.first is not None and high.last is not None and low.first > high.last:
        return None
    if low == high:
        return low
    value = f"{low.edtf.split('/')[0]}/{high.edtf.split('/')[-1]}"
    return Stretch(value, value, low.first, high.last, "range")


_WEEK = re.compile(r"(\d{4})-W(\d\d)")


def parse(value: str) -> Stretch:
    """Read back any EDTF value this package writes for a DATE.

    Raises ValueError for anything else.
    """
    if "/" in value:
        low, _, high = value.partition("/")
        stretch = between(parse(low), parse(high))
        if stretch is None:
            raise ValueError(f"interval runs backwards: {value!r}")
        return stretch
    if re.fullmatch(r"-?\d{4}", value):
        return year(int(value))
    if re.fullmatch(r"\d{4}-\d\d", value):
        return month(int(value[:4]), int(value[5:]))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return day(date.fromisoformat(value))
    if found := _WEEK.fullmatch(value):
        return week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    if re.fullmatch(r"\d{3}X", value):
        return decade(int(value[:3]) * 10)
    if re.fullmatch(r"\d{2}XX", value):
        return century(int(value[:2]) + 1)
    if re.fullmatch(r"-\d{2}XX", value):
        return century(-int(value[1:3]) - 1)
    raise ValueError(f"not an EDTF date: {value!r}")
