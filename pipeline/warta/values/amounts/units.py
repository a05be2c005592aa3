"""What a number is of when a currency, a percent sign or a unit of measurement stands beside it.

Forms come from ``currencies.csv`` (ISO 4217) and ``units.csv`` (SI and local units).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from warta.lexicon import table
from warta.values.numerals import GAP

UnitKind = Literal["MONEY", "PERCENT", "MEASURE"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that ends at ``end`` of the text. ``wary``: its code is also a common word."""

    kind: UnitKind
    code: str
    end: int
    wary: bool = False


#: Percent words; points are differences of percentages, ``bp`` a hundredth of one.
_PERCENT = {
    "persen": "%",
    "prosen": "%",
    "persenan": "%",
    "percent": "%",
    "pct": "%",
    "per sen": "%",
    "per cent": "%",
    "persentase poin": "pp",
    "persen poin": "pp",
    "poin persen": "pp",
    "poin persentase": "pp",
    "percentage point": "pp",
    "percentage points": "pp",
    "basis poin": "bp",
    "basis point": "bp",
    "basis points": "bp",
    "per mil": "‰",
    "per mille": "‰",
    "permil": "‰",
    "permille": "‰",
    "promil": "‰",
}
_PERCENT_SIGNS = {"%": "%", "％": "%", "‰": "‰"}


def _words() -> dict[str, tuple[UnitKind, str]]:
    forms: dict[str, tuple[UnitKind, str]] = {}
    for row in table("units"):
        if row["kind"] == "word":
            forms[row["form"]] = ("MEASURE", row["unit"])
    for row in table("currencies"):
        if row["kind"] == "name":
            forms[row["form"]] = ("MONEY", row["code"])
    for form, code in _PERCENT.items():
        forms[form] = ("PERCENT", code)
    return forms


_WORDS = _words()
#: The words that units and currencies start with (``dolar``, ``persen``, ``hektare``).
UNIT_WORDS = (
    frozenset(form.split(" ")[0] for form in _WORDS if not form.startswith("per "))
    | {row["form"].lower() for row in table("units") if row["kind"] == "symbol" and len(row["form"]) > 1}
    | {"rp", "sen", "bps"}
)
#: First word -> the longest form (in words) that starts with it.
_LONGEST: dict[str, int] = {}
for _form in _WORDS:
    _head, _size = _form.split(" ")[0], _form.count(" ") + 1
    _LONGEST[_head] = max(_LONGEST.get(_head, 0), _size)

_SYMBOLS: dict[str, tuple[UnitKind, str, bool]] = {
    row["form"]: ("MEASURE", row["unit"], False) for row in table("units") if row["kind"] == "symbol"
}
for _row in table("currencies"):
    if _row["place"] == "after" and _row["kind"] != "name":
        _SYMBOLS[_row["form"]] = ("MONEY", _row["code"], _row["kind"] == "rare_code")
_SYMBOLS["bps"] = ("PERCENT", "bp", False)

_BEFORE: dict[str, tuple[str, bool]] = {
    row["form"]: (row["code"], row["kind"] == "rare_code") for row in table("currencies") if row["place"] == "before"
}
_BEFORE |= dict.fromkeys(("RP", "rp", "Rp.", "RP.", "rp.", "IDR."), ("IDR", False))

#: Longest stretch in front of a number that can be its currency.
PREFIX_REACH = 12
_PREFIX = re.compile(
    r"(?:(?<![A-Za-z0-9$])|(?<=[a-z])(?=Rp))(\$?[A-Za-z]{1,4}\$?|[A-Za-z]{0,3}[$\u00a3\u00a5\u0e3f\u17db\u20a0-\u20bf])"
    r"\.?[ \t\u00a0]{0,2}(?:\n[ \t]?)?$"
)

_OPTIONAL_GAP = re.compile(r"[ \t\u00a0]{0,2}(?:\n[ \t]?)?")
_HYPHEN = re.compile(r"-(?=[A-Za-z])")
_TOKEN = re.compile(r"[A-Za-zµº°$€£¥₩₹₱฿₫](?:[A-Za-z0-9µ²³°/'ʻ$-]{0,30}[A-Za-z0-9²³$])?")
_NEXT_WORD = re.compile(GAP + r"([A-Za-z][A-Za-zʻ-]{0,30})")
_NUMBER_FOLLOWS = re.compile(r"[ \u00a0]?\d")
_BRACKETED = re.compile(GAP + r"[A-Za-z-]{2,30}" + GAP + r"?\(([A-Za-z0-9²³°/]{1,8})\)")


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency that starts at ``start``, in front of a number. ``wary`` as in ``Unit``.

    ``is_code``: written as its ISO code, which other bodies bear too.
    """

    start: int
    code: str
    wary: bool
    is_code: bool


def currency_before(text: str, pos: int) -> Currency | None:
    """Return the currency directly in front of the number at ``pos`` (``Rp``, ``US$``, ``EUR``), or None."""
    at = max(0, pos - PREFIX_REACH)
    match = _PREFIX.search(text[at:pos])
    known = _BEFORE.get(match[1]) if match else None
    if match is None or known is None:
        return None
    is_code = match[1] == known[0] and known[0] != "IDR"
    return Currency(at + match.start(1), known[0], known[1], is_code)


def unit_at(text: str, pos: int) -> Unit | None:
    """Return the currency, percent sign or unit of measurement that follows ``text[:pos]``, or None."""
    gap = _OPTIONAL_GAP.match(text, pos)
    at = gap.end() if gap else pos
    if at < len(text) and text[at] in _PERCENT_SIGNS:
        return _points(text, Unit("PERCENT", _PERCENT_SIGNS[text[at]], at + 1))
    hyphen = _HYPHEN.match(text, at)
    if hyphen and at == pos:  # 500-kilometer
        at = hyphen.end()
    token = _TOKEN.match(text, at)
    if token is None:
        return None
    unit = _word(text, at, token[0]) or _symbol(text, token[0], at)
    if unit is None and not token[0].isalpha():  # 3 persen/tahun, 1 km-2 km
        head = re.split(r"[/-]", token[0])[0]
        unit = _word(text, at, head) or _symbol(text, head, at)
    if unit is None and (
        bracket := _BRACKETED.match(text, pos)
    ):  # an unknown name with its symbol: 500 kilovoltamper (kVA)
        known = _SYMBOLS.get(bracket[1])
        if known is not None and known[0] == "MEASURE":
            word = _NEXT_WORD.match(text, pos)
            return Unit(known[0], known[1], word.end()) if word else None
    return unit


def _points(text: str, unit: Unit) -> Unit:
    """``5% poin`` is percentage points."""
    word = _NEXT_WORD.match(text, unit.end)
    if word and unit.code == "%" and word[1].lower() in {"poin", "point"}:
        return Unit("PERCENT", "pp", word.end())
    return unit


def _symbol(text: str, token: str, at: int) -> Unit | None:
    known = _SYMBOLS.get(token)
    if known is None:
        return None
    if len(token) == 1 and _NUMBER_FOLLOWS.match(text, at + 1):
        return None  # "1 m 28.498s" is a lap time
    if len(token) == 1 and token.isupper() and text[at - 1].isdigit() and not text[at - 2 : at - 1].isdigit():
        return None  # "4W", "2L" are types
    return Unit(known[0], known[1], at + len(token), known[2])


def _word(text: str, at: int, first: str) -> Unit | None:
    """Return the longest unit in words that starts at ``at``; the clitic ``-nya`` stays outside."""
    head = first.lower()
    size = _LONGEST.get(head, 0)
    if not size:
        stem = head[:-3] if head.endswith("nya") else ""
        known = _WORDS.get(stem)
        return Unit(known[0], known[1], at + len(stem)) if known else None
    phrase, end = head, at + len(first)
    best = _WORDS.get(phrase)
    best_end = end
    for _ in range(size - 1):
        word = _NEXT_WORD.match(text, end)
        if word is None:
            break
        phrase, end = f"{phrase} {word[1].lower()}", word.end()
        known = _WORDS.get(phrase)
        if known:
            best, best_end = known, end
        elif phrase.endswith("nya") and phrase[:-3] in _WORDS:
            best, best_end = _WORDS[phrase[:-3]], end - 3
    return Unit(best[0], best[1], best_end) if best else None
