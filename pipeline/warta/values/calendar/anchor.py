"""Anchor a partial date to the day of publication, or to a date said before.

Conventions of the annotation guide: a weekday alone is the most recent such day,
the day of publication included; a day and month behind a weekday take the year
that makes them agree; a printed day that contradicts its weekday stands.
A month or day without a year, where the guide is silent, is the one a reader of
that day would think of: see ``_nearest_year``.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from warta.values.calendar import edtf, hijri
from warta.values.calendar.edtf import Stretch
from warta.values.calendar.partial import Partial, Shift, Span

__all__ = ["Anchor", "resolve", "resolve_span"]

#: A month this far ahead, with nothing that points to the future, is last year's.
_FAR = 7


@dataclass(frozen=True, slots=True)
class Anchor:
    """The point other dates are told from: a day, or only its month or year."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """The day, when it is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @classmethod
    def from_edtf(cls, value: str | None) -> Anchor | None:
        """Read a publication date: a day (a time behind it is ignored), a month or a year; None for anything else."""
        if value is None:
            return None
        try:
            stretch = edtf.parse(value[:10])
        except ValueError:
            return None
        return cls.from_stretch(stretch)

    @classmethod
    def from_stretch(cls, stretch: Stretch, *, late: bool = False) -> Anchor | None:
        """Return the anchor a resolved date gives; of a range its first day, or with ``late`` its last."""
        if stretch.first is None or stretch.last is None:
            return None
        when = stretch.last if late else stretch.first
        end = stretch.edtf.split("/")[-1 if late else 0]
        if len(end) == len("2020-12") and "W" not in end:
            return cls(when.year, when.month)
        if len(end) == len("2020"):
            return cls(when.year)
        return cls(when.year, when.month, when.day)


def _move_months(year: int, month: int, count: int) -> tuple[int, int]:
    at = year * 12 + month - 1 + count
    return at // 12, at % 12 + 1


def _nearest_year(anchor: Anchor, month: int, day: int | None, toward: int, future: bool) -> int:
    """Choose the year of a month (and day) that names none.

    ``toward`` -1 is the last one before publication, +1 the next one after it.
    Otherwise the year of publication, but a month seven or more months ahead is
    last year's unless the sentence speaks of the future, and one that long past is
    next year's when it does.
    """
    year = anchor.year
    if anchor.month is None:
        return year
    if toward < 0:
        if day is not None and anchor.day is not None:
            return year if (month, day) <= (anchor.month, anchor.day) else year - 1
        return year if month < anchor.month else year - 1
    if toward > 0:
        if day is not None and anchor.day is not None:
            return year if (month, day) >= (anchor.month, anchor.day) else year + 1
        return year if month >= anchor.month else year + 1
    if month - anchor.month >= _FAR and not future:
        return year - 1
    if anchor.month - month >= _FAR and future:
        return year + 1
    return year


def _agreeing_year(anchor: Anchor, month: int, day: int, weekday: int) -> int | None:
    """Return the year nearest to the anchor in which day and weekday agree, None within three years.

    A day within a week of publication is meant even when its weekday is misprinted.
    """
    today = anchor.date
    for distance in (0, -1, 1) if today is not None else ():
        try:
            if today is not None and abs((date(anchor.year + distance, month, day) - today).days) <= 7:
                return anchor.year + distance
        except ValueError:
            continue
    for distance in (0, -1, 1, -2, 2, -3, 3):
        try:
            if date(anchor.year + distance, month, day).isoweekday() == weekday:
                return anchor.year + distance
        except ValueError:
            continue
    return None


def _shifted(shift: Shift, anchor: Anchor) -> Stretch | None:
    """Move the anchor; None when it is too coarse for the unit."""
    unit, count = shift.unit, shift.count
    if unit == "year":
        return edtf.year(anchor.year + count)
    if unit == "decade":
        return edtf.decade((anchor.year // 10 + count) * 10)
    if anchor.month is None:
        return None
    if unit == "month":
        return edtf.month(*_move_months(anchor.year, anchor.month, count))
    if unit in {"quarter", "half"}:
        size = 3 if unit == "quarter" else 6
        year, first = _move_months(anchor.year, (anchor.month - 1) // size * size + 1, count * size)
        return _part(year, 12 // size, (first - 1) // size + 1)
    if anchor.date is None:
        return None
    if unit == "week":
        return edtf.week(anchor.date + timedelta(weeks=count))
    if unit == "weekday":  # the first such day after the anchor
        return edtf.day(anchor.date + timedelta(days=(count - anchor.date.isoweekday() - 1) % 7 + 1))
    if unit == "day":
        return edtf.day(anchor.date + timedelta(days=count))
    return None


def _part(year: int, per_year: int, which: int) -> Stretch:
    size = 12 // per_year
    name = {2: "H", 4: "Q"}.get(per_year)
    first = (which - 1) * size + 1
    stretch = edtf.months(year, first, first + size - 1, "")
    return Stretch(
        stretch.edtf, f"{year:04}-{name}{which}" if name else stretch.edtf, stretch.first, stretch.last, "range"
    )


def resolve(partial: Partial, anchor: Anchor | None, *, future: bool = False) -> Stretch | None:
    """Return the stretch a partial means, told from ``anchor``; None when that cannot be known.

    ``future`` says that the sentence speaks of what is to come.
    """
    try:
        return _resolve(partial, anchor, future)
    except (ValueError, OverflowError):
        return None  # 29 Februari of a common year, the year 10000


def _resolve(p: Partial, anchor: Anchor | None, future: bool) -> Stretch | None:
    if p.decade is not None:
        return edtf.decade(p.decade)
    if p.century is not None:
        return edtf.century(p.century)
    if p.era == "h":
        return _hijri(p, anchor)
    if p.year is None and anchor is None:
        return None
    if p.shift is not None and p.shift.unit != "year":
        return _in_shifted(p, p.shift, anchor)
    year = p.year
    if p.shift is not None and anchor is not None:
        year = anchor.year + p.shift.count
    if p.part is not None:
        return _part(_part_year(p, year, anchor, future), *p.part)
    if p.month is None:
        if year is not None:
            return edtf.year(year)
        return _weekday(p, anchor) if p.weekday is not None else None
    if year is None:
        assert anchor is not None
        agreed = None
        if p.weekday is not None and p.day is not None:
            agreed = _agreeing_year(anchor, p.month, p.day, p.weekday)
        year = agreed if agreed is not None else _nearest_year(anchor, p.month, p.day, p.toward, future)
    if p.day is not None:
        return edtf.day(date(year, p.month, p.day))
    return edtf.month(year, p.month)


def _part_year(p: Partial, year: int | None, anchor: Anchor | None, future: bool) -> int:
    assert p.part is not None
    if year is not None:
        return year
    assert anchor is not None
    per_year, which = p.part
    return _nearest_year(anchor, (which - 1) * (12 // per_year) + 1, None, p.toward, future)


def _in_shifted(p: Partial, shift: Shift, anchor: Anchor | None) -> Stretch | None:
    if anchor is None:
        return None
    stretch = _shifted(shift, anchor)
    if stretch is None or stretch.first is None:
        return stretch
    if shift.unit == "week" and p.weekday is not None:
        return edtf.day(stretch.first + timedelta(days=p.weekday - 1))
    if shift.unit == "month" and p.day is not None:
        last = monthrange(stretch.first.year, stretch.first.month)[1]
        return edtf.day(stretch.first.replace(day=p.day)) if p.day <= last else None
    return stretch


def _weekday(p: Partial, anchor: Anchor | None) -> Stretch | None:
    today = None if anchor is None else anchor.date
    if today is None or p.weekday is None:
        return None
    back = (today.isoweekday() - p.weekday) % 7
    if p.toward < 0:
        back = back or 7
    elif p.toward > 0:
        back -= 7
    return edtf.day(today - timedelta(days=back))


def _hijri(p: Partial, anchor: Anchor | None) -> Stretch | None:
    if p.year is not None:
        return hijri.stretch(p.year, p.month, p.day)
    today = None if anchor is None else anchor.date
    if today is None:
        return None
    around = (today.year - 622) * 33 // 32  # within a year of the Hijri year
    days = [hijri.stretch(year, p.month, p.day) for year in range(around - 2, around + 3)]
    near = [d for d in days if d is not None and d.first is not None]
    return min(near, key=lambda d: abs((d.first or today) - today), default=None)


def resolve_span(span: Span, anchor: Anchor | None, *, future: bool = False) -> Stretch | None:
    """Return the stretch of a range; each end lends the other the parts that are unsaid."""
    low, high = span.low, span.high
    if _bare_weekday(low) and _bare_weekday(high):
        return None  # `Senin hingga Jumat`: opening hours as often as a week
    far = resolve(high, anchor, future=future)
    if low.year is not None and high.year is None and high.shift is None and high.month is not None:
        far = resolve(_with_year(high, low.year), anchor)
        if far is not None and far.first is not None and far.first < date(low.year, low.month or 1, low.day or 1):
            far = resolve(_with_year(high, low.year + 1), anchor)
    near = resolve(low, anchor, future=future)
    if low.year is None and low.shift is None and low.month is not None and far is not None and far.last is not None:
        year = far.last.year
        near = resolve(_with_year(low, year), anchor)
        if near is not None and near.first is not None and near.first > far.last:
            near = resolve(_with_year(low, year - 1), anchor)
    elif (
        low.weekday is not None
        and low.month is None
        and low.shift is None
        and far is not None
        and far.first is not None
    ):
        near = edtf.day(far.first - timedelta(days=(far.first.isoweekday() - low.weekday) % 7))
    if near is None or far is None:
        return None
    return edtf.between(near, far)


def _bare_weekday(p: Partial) -> bool:
    return p.weekday is not None and p.day is None and p.shift is None and p.toward == 0


def _with_year(p: Partial, year: int) -> Partial:
    return Partial(year=year, month=p.month, day=p.day, weekday=p.weekday, part=p.part)
