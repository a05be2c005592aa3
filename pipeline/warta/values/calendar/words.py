"""The vocabulary of time: which role a word plays in the grammar, and what it contributes.

Everything comes from the registers ``months``, ``weekdays``, ``time_units``,
``time_words`` and ``time_traps`` in ``warta/lexicon/data``; number words come
from ``numerals``. No word of Indonesian stands in code but here and in the rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from warta.lexicon import table

__all__ = ["MONTHS", "ORDINALS", "ROLES", "TRAPS", "UNITS", "WEEKDAYS", "Unit", "class_of", "trap"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time: how a relative expression moves (``name``) and its ISO 8601 length."""

    name: str
    count: int
    letter: str


#: Gregorian month names -> number; Hijri names stand in ``warta.values.calendar.hijri``.
MONTHS: dict[str, int] = {r["form"]: int(r["month"]) for r in table("months") if r["kind"] != "hijri"}
WEEKDAYS: dict[str, int] = {r["form"]: int(r["weekday"]) for r in table("weekdays")}
UNITS: dict[str, Unit] = {}
_FUSED: set[str] = set()
for _row in table("time_units"):
    _unit = Unit(_row["unit"], int(_row["count"]), _row["letter"])
    UNITS[_row["form"]] = _unit
    if _row["fused"]:
        UNITS[_row["fused"]] = _unit
        _FUSED.add(_row["fused"])

#: form -> (role, value) of the words that build expressions.
WORDS: dict[str, tuple[str, str]] = {r["form"]: (r["role"], r["value"]) for r in table("time_words")}

TRAPS: dict[str, frozenset[str]] = {
    role: frozenset(r["form"] for r in table("time_traps") if r["role"] == role)
    for role in sorted({r["role"] for r in table("time_traps")})
}

#: Ordinals in one word.
ORDINALS: dict[str, int] = {"pertama": 1, "kesatu": 1}
for _row in table("numerals"):
    if _row["kind"] in {"unit", "ten"} and _row["value"].isdigit():
        ORDINALS.setdefault("ke" + _row["word"], int(_row["value"]))

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
ROMAN: dict[str, int] = {r: n for n, r in enumerate((*_ROMAN, "XVI", "XVII", "XVIII", "XIX", "XX", "XXI"), start=1)}

_NUMBER_KINDS = {"unit", "ten", "belas", "puluh", "ratus", "magnitude", "hundred", "one_magnitude", "half", "point"}
_MONTH_ROLE = {"full": "MONTH", "short": "MONTHSHORT", "english": "MONTHSHORT"}
_WEEKDAY_ROLE = {"full": "WEEKDAY", "short": "WEEKDAYSHORT", "english": "WEEKDAYSHORT"}

#: lower-case form -> role; the case of the word may still lower the role, see ``class_of``.
ROLES: dict[str, str] = {
    r["word"]: "NUMWORD" for r in table("numerals") if r["kind"] in _NUMBER_KINDS and r["word"] != "kosong"
}
for _word in [w for w, role in ROLES.items() if role == "NUMWORD"]:
    for _tail in ("belas", "puluh", "ratus"):
        ROLES.setdefault(_word + _tail, "NUMWORD")
ROLES |= dict.fromkeys(ORDINALS, "ORDINAL")
ROLES |= {form: role for form, (role, _) in WORDS.items() if " " not in form}
ROLES |= {r["form"]: _MONTH_ROLE[r["kind"]] for r in table("months") if r["kind"] != "hijri"}
ROLES |= {word: "HIJRIMONTH" for r in table("months") if r["kind"] == "hijri" for word in [r["form"].split()[0]]}
ROLES |= {r["form"]: _WEEKDAY_ROLE[r["kind"]] for r in table("weekdays")}
_UNIT_ROLE = {"day": "DAYUNIT", "week": "WEEKUNIT", "month": "MONTHUNIT", "year": "YEARUNIT", "quarter": "QUARTER"}
_UNIT_ROLE |= {"third": "THIRD", "half": "SEMESTER", "hour": "HOUR", "minute": "MINUTE", "second": "MINUTE"}
_UNIT_ROLE |= {"decade": "DECADEUNIT", "century": "CENTURY", "millennium": "CENTURY"}
for _form, _unit in UNITS.items():
    if _form in _FUSED:
        ROLES[_form] = "ONEUNIT"
    elif _form in {"lustrum", "windu"}:
        ROLES[_form] = "LONGUNIT"
    elif " " not in _form:
        ROLES[_form] = _UNIT_ROLE[_unit.name]


def class_of(word: str) -> str:
    """Return the role of a word as it is written, ``CAPWORD`` or ``WORD`` when it has none.

    Case decides where Indonesian decides by case: ``Minggu`` is Sunday and
    ``minggu`` a week; a lower-case month or weekday counts only beside digits.
    """
    lower = word.lower().replace("’", "'").replace("`", "'")
    role = ROLES.get(lower)
    if role is None:
        if word in ROMAN:
            return "ROMAN"
        return "CAPWORD" if word[0].isupper() else "WORD"
    if lower == "minggu":
        return "SUNDAY" if word[0].isupper() else "WEEKUNIT"
    if role == "MONTH":
        return "MONTH" if word[0].isupper() else "MONTHSHORT"
    if role == "WEEKDAY":
        return "WEEKDAY" if word[0].isupper() else "WEEKDAYSHORT"
    if role in {"HIJRI", "BCE", "CE", "QUARTERSHORT"} and len(word) <= 2 and not word.isupper():
        return "WORD"
    if role == "KILOMETER" and word.islower():
        return "WORD"
    return role


def trap(role: str, word: str) -> bool:
    """Tell whether the register of traps lists ``word`` under ``role``."""
    return word.lower() in TRAPS[role]
