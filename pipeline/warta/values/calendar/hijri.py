"""Hijri dates in the Gregorian calendar, by the Umm al-Qura tables of ``hijridate``.

Indonesia fixes the months of worship by sighting (Kementerian Agama), so a
converted day may differ by one from the day that was kept.
"""

from __future__ import annotations

from datetime import date, timedelta

from hijridate import Hijri

from warta.lexicon import table
from warta.values.calendar import edtf

__all__ = ["month_number", "stretch"]

_MONTHS = {row["form"]: int(row["month"]) for row in table("months") if row["kind"] == "hijri"}


def month_number(name: str) -> int | None:
    """Return the number of a Hijri month's name, None when it is none."""
    return _MONTHS.get(" ".join(name.lower().replace("’", "'").replace("`", "'").split()))


def _gregorian(year: int, month: int, day: int) -> date:
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def stretch(year: int, month: int | None = None, day: int | None = None) -> edtf.Stretch | None:
    """Return a Hijri year, month or day as a Gregorian stretch; None outside 1343-1500 H or an impossible day."""
    try:
        if month is not None and day is not None:
            return edtf.day(_gregorian(year, month, day))
        first = _gregorian(year, month or 1, 1)
        if month is None:
            last = first + timedelta(days=sum(Hijri(year, m, 1).month_length() for m in range(1, 13)) - 1)
        else:
            last = first + timedelta(days=Hijri(year, month, 1).month_length() - 1)
    except (ValueError, OverflowError):
        return None
    return edtf.between(edtf.day(first), edtf.day(last))
