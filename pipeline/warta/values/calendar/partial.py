"""What an expression says by itself, before it is anchored: unknown parts stay unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Clock", "Hit", "Length", "Meaning", "Partial", "Recurring", "Shift", "Span"]

Base = Literal["published", "earlier"]


@dataclass(frozen=True, slots=True)
class Shift:
    """A move of ``count`` units from the anchor: ``tahun depan`` is one year on.

    ``base`` is the day of publication or an earlier date in the text.
    """

    unit: str
    count: int
    base: Base = "published"


@dataclass(frozen=True, slots=True)
class Partial:
    """A point or stretch of the calendar with unknown parts None.

    ``part`` is ``(parts per year, which)``: ``(4, 2)`` is the second quarter.
    ``toward`` is -1 for ``lalu`` and +1 for ``mendatang`` behind a part that recurs.
    ``decade``/``century`` name such a stretch; ``era`` is ``h`` for the Hijri calendar.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: tuple[int, int] | None = None
    decade: int | None = None
    century: int | None = None
    shift: Shift | None = None
    toward: int = 0
    era: Literal["", "h"] = ""

    def dated(self) -> bool:
        """Tell whether the expression names its year itself."""
        return self.year is not None or self.decade is not None or self.century is not None


@dataclass(frozen=True, slots=True)
class Span:
    """From one partial to another: ``10-12 Desember``, ``Juli hingga September``."""

    low: Partial
    high: Partial


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as ISO 8601; ``timex`` where TIMEX3 writes it otherwise (``P1DE``)."""

    iso: str
    timex: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: ``09:00+07:00`` or a part of the day (``TNI``).

    ``shift`` is the distance in days from the day of publication, None when the expression does not say.
    """

    value: str
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Recurring:
    """A recurring time: EDTF with unknown digits (``XXXX-05-29``) or a period (``P3M``)."""

    value: str


Meaning = Partial | Span | Length | Clock | Recurring


@dataclass(frozen=True, slots=True)
class Hit:
    """An expression found: tokens ``[i, j)``, what it says, and the rule that read it."""

    i: int
    j: int
    meaning: Meaning
    rule: str
