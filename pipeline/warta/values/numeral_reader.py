"""How one numeral is read: its digit shape, and its words one after another.

Used through ``warta.values.numerals``.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Literal

from warta.lexicon import table

Comma = Literal["auto", "decimal", "thousands"]

#: Longest run of digits and separators that is still read as a number.
MAX_DIGITS = 40
VULGAR = "".join(chr(c) for c in (0xBC, 0xBD, 0xBE, *range(0x2150, 0x215F)))

_ROUND = Context(prec=28, rounding=ROUND_HALF_EVEN)
_EXACT = Context(prec=4 * MAX_DIGITS, rounding=ROUND_HALF_EVEN)

#: Number word -> (kind, value), see ``lexicon/data/numerals.csv``.
WORDS: dict[str, tuple[str, str]] = {row["word"]: (row["kind"], row["value"]) for row in table("numerals")}
_UNITS = {word: int(value) for word, (kind, value) in WORDS.items() if kind == "unit"}


def _joined() -> dict[str, tuple[str, str]]:
    """Return the spellings written together: ``duabelas``, ``limapuluh``, ``tigaratus``."""
    out: dict[str, tuple[str, str]] = {}
    for word, value in _UNITS.items():
        out[word + "belas"] = ("ten", str(10 + value))
        out[word + "puluh"] = ("tens", str(10 * value))
        out[word + "ratus"] = ("hundred", str(100 * value))
    return out


WORDS.update(_joined())


def exact(value: Fraction) -> Decimal:
    """Return a fraction as a decimal, exactly when it has one, else to 28 digits."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    context = _EXACT if rest == 1 else _ROUND
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def parse_digits(shape: str, comma: Comma = "auto") -> Decimal | None:
    """Read digits with separators by their shape; None for dates, versions, addresses.

    ``comma`` decides ``9,000``: ``auto`` reads thousands unless a zero stands
    in front (``0,125``). Only the characters ``0-9 . ,`` and one vulgar fraction
    at the end are looked at.
    """
    if not shape or len(shape) > MAX_DIGITS:
        return None
    extra = Fraction(0)
    if shape[-1] in VULGAR:
        extra = Fraction(unicodedata.numeric(shape[-1])).limit_denominator(10)
        shape = shape[:-1]
        if not shape:
            return exact(extra)
    if not shape.isascii():
        return None
    number = _separated(shape, comma)
    if number is None:
        return None
    return exact(Fraction(number) + extra) if extra else number


def _separated(shape: str, comma: Comma) -> Decimal | None:
    parts = re.split(r"[.,]", shape)
    marks = [c for c in shape if c in ".,"]
    if not all(part.isdigit() for part in parts):
        return None
    if not marks:
        return Decimal(shape)
    grouped = 1 <= len(parts[0]) <= 3 and parts[0] != "0" and not parts[0].startswith("00")
    middle_ok = all(len(part) == 3 for part in parts[1:-1])
    if len(marks) == 1:
        if grouped and len(parts[1]) == 3 and parts[0] != "0":
            thousands = marks[0] == "." or comma != "decimal"
            return Decimal("".join(parts) if thousands else ".".join(parts))
        return Decimal(".".join(parts))
    if not grouped or not middle_ok or len(set(marks[:-1])) != 1:
        return None
    if marks[-1] != marks[0]:  # 1.250.000,50 or 1,250,000.50
        return Decimal("".join(parts[:-1]) + "." + parts[-1])
    if len(parts[-1]) == 3:
        return Decimal("".join(parts))
    if len(parts[-1]) == 2 and set(parts[-1]) == {"0"}:  # 150.000.00: cents behind the same mark
        return Decimal("".join(parts[:-1]))
    return None


class Reader:
    """Adds one token after another; ``value`` is None while the prefix is no numeral.

    ``parts`` holds finished ``(magnitude, value)`` pairs in falling order, ``group``
    the number below a thousand that is being read and ``room`` the smallest power of ten
    already filled in it (1000: empty).
    """

    def __init__(self, comma: Comma) -> None:
        self.comma: Comma = comma
        self.parts: list[tuple[int, Fraction]] = []
        self.group: Fraction | None = None
        self.room = 1000
        self.closed = False  # nothing but a magnitude may follow
        self.complete = False
        self.digits = self.words = False
        self.owed = False  # words behind a scaled digit group must end in a magnitude
        self.decimals: list[str] | None = None
        self.whole = Fraction(0)  # what stands before ``koma``
        self.over: Fraction | None = None
        self.magnitude = 1

    def value(self) -> Fraction | None:
        if not self.complete:
            return None
        return sum((v for _, v in self.parts), Fraction(0)) + (self.group or 0)

    def add_digits(self, shape: str) -> bool:
        if self.group is not None or self.decimals is not None:
            return False
        number = parse_digits(shape, self.comma)
        if number is None:
            return False
        self.group, self.room = Fraction(number), 1
        self.digits = True
        self.owed = bool(self.parts)
        self.complete = not self.owed
        return True

    def add_word(self, kind: str, value: str) -> bool:
        if self.decimals is not None and kind in {"zero", "unit", "ten", "tens", "puluh", "belas"}:
            return self._decimal(kind, value)
        if kind in {"magnitude", "short", "money_short"}:
            return self._scale(int(value), kind)
        if self.closed:
            return False
        handler = {
            "zero": self._zero,
            "unit": self._unit,
            "ten": self._tens,
            "tens": self._tens,
            "hundred": self._hundred,
            "belas": self._belas,
            "puluh": self._multiply,
            "ratus": self._multiply,
            "one_magnitude": self._one,
            "half": self._fraction,
            "whole_fraction": self._fraction,
            "denominator": self._denominator,
            "point": self._point,
            "per": self._per,
        }.get(kind)
        return handler is not None and handler(value)

    def _place(self, amount: Fraction, size: int) -> bool:
        """Put a part of the group down if there is room for it."""
        if self.room <= size or (self.digits and self.group is not None):
            return False
        self.group = (self.group or Fraction(0)) + amount
        self.room = size
        self.words = True
        self.complete = not self.owed and not (self.digits and self.parts)
        return True

    def _zero(self, value: str) -> bool:
        if self.group is not None or self.parts:
            return False
        self.group, self.room, self.words, self.complete = Fraction(0), 0, True, True
        return True

    def _unit(self, value: str) -> bool:
        if self.over is not None:
            return self._close_fraction(int(value))
        return self._place(Fraction(value), 1)

    def _tens(self, value: str) -> bool:
        if self.over is not None:
            return self._close_fraction(int(value))
        number = int(value)
        return self.room > 10 and self._place(Fraction(number), 10 if number % 10 == 0 and number > 10 else 1)

    def _hundred(self, value: str) -> bool:
        return self.room > 100 and self._place(Fraction(value), 100)

    def _last_unit(self) -> Fraction | None:
        """The unit 1-9 that has just been placed in words, or None."""
        if self.group is None or self.room != 1 or (self.digits and not self.words):
            return None
        unit = self.group % 10
        return unit if 1 <= unit <= 9 and not (self.group - unit) % 100 else None

    def _multiply(self, value: str) -> bool:
        """``puluh``, ``ratus`` behind a unit."""
        unit, factor = self._last_unit(), int(value)
        if unit is None or self.group is None or (factor == 100 and self.group != unit):
            return False
        self.group, self.room = self.group - unit + unit * factor, factor
        return True

    def _belas(self, value: str) -> bool:
        if self._last_unit() is None or self.group is None:
            return False
        self.group, self.room = self.group + int(value), 0
        return True

    def _one(self, value: str) -> bool:
        magnitude = int(value)
        if self.group is not None or any(m <= magnitude for m, _ in self.parts):
            return False
        self.parts.append((magnitude, Fraction(magnitude)))
        self.magnitude, self.words, self.complete, self.room = magnitude, True, True, 1000
        return True

    def _scale(self, magnitude: int, kind: str) -> bool:
        short = kind != "magnitude"
        if short and not self.digits:
            return False
        below = sum((v for m, v in self.parts if m < magnitude), Fraction(0))
        kept = [(m, v) for m, v in self.parts if m >= magnitude]
        coefficient = below + (self.group or 0)
        if not coefficient or self.over is not None or any(m == magnitude for m, _ in kept):
            return False
        if self.decimals is not None and not self.decimals:
            return False
        self.parts = [*kept, (magnitude, coefficient * magnitude)]
        self.group, self.room, self.closed, self.decimals = None, 1000, short, None
        self.magnitude, self.complete, self.owed = magnitude, True, False
        self.words = self.words or not short
        return True

    def _fraction(self, value: str) -> bool:
        fraction = Fraction(value)
        if self.group is not None and (self.room != 1 or self.group.denominator != 1):
            return False
        if self.group is None and self.parts and self.digits:
            return False
        self.group = (self.group or 0) + fraction
        self.closed, self.words, self.complete = True, True, not self.owed
        return True

    def _denominator(self, value: str) -> bool:
        bottom = int(value)
        if self.group is None or self.parts or not 0 < self.group < bottom or self.group.denominator != 1:
            return False
        self.group, self.closed, self.words, self.complete = self.group / bottom, True, True, True
        return True

    def _per(self, value: str) -> bool:
        if self.group is None or self.parts or self.digits or not 0 < self.group < 10:
            return False
        self.over, self.complete = self.group, False
        return True

    def _close_fraction(self, bottom: int) -> bool:
        if self.over is None or bottom > 10 or self.over >= bottom:
            return False
        self.group, self.over, self.closed, self.complete = self.over / bottom, None, True, True
        return True

    def _point(self, value: str) -> bool:
        if self.group is None or self.digits or self.parts:
            return False
        self.decimals, self.complete, self.whole = [], False, self.group
        return True

    def _decimal(self, kind: str, value: str) -> bool:
        if self.decimals is None or len(self.decimals) >= 12:
            return False
        if kind in {"zero", "unit"}:
            self.decimals.append(str(int(value)))
        elif kind in {"ten", "tens"} and not self.decimals:
            self.decimals.append(value)
        elif kind == "puluh" and self.decimals and len(self.decimals[-1]) == 1:
            self.decimals[-1] += "0"
        elif kind == "belas" and self.decimals and len(self.decimals[-1]) == 1:
            self.decimals[-1] = "1" + self.decimals[-1]
        else:
            return False
        digits = _merge_tens(self.decimals)
        self.group = self.whole + Fraction(int(digits), 10 ** len(digits))
        self.complete = not self.owed
        return True


def _merge_tens(parts: list[str]) -> str:
    """Join spoken decimals: ``["20", "5"]`` (dua puluh lima) is ``25``, ``["7", "5"]`` is ``75``."""
    if len(parts) == 2 and len(parts[0]) == 2 and parts[0].endswith("0") and len(parts[1]) == 1:
        return parts[0][0] + parts[1]
    return "".join(parts)
