"""First pass: the numerals of a text, each with the unit, currency or noun beside it.

Where a number may start, which numbers belong to something else (law and list
numbers, codes, scores, years) and what stands behind one is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from warta.values.amounts.context import (
    ADJECTIVES,
    IDIOM,
    TITLE_WORDS,
    Headlines,
    Stretches,
    previous_word,
)
from warta.values.amounts.count import Counted, counted_at
from warta.values.amounts.traps import model_name, numbered, trapped
from warta.values.amounts.units import currency_before, unit_at
from warta.values.mention import AmountKind
from warta.values.numeral_reader import WORDS as NUMERALS
from warta.values.numerals import GAP, OPENING_SOURCE, VULGAR, Number, find_number


def _anchor() -> re.Pattern[str]:
    """Return the pattern of places where a numeral may start: a digit, or a number word.

    It begins with one set of characters, so that the engine skips everything else
    at full speed; the word itself is looked at only behind its first letter.
    """
    tails: dict[str, list[str]] = {}
    for word in OPENING_SOURCE.split("|"):
        tails.setdefault(word[0], []).append(word[1:])
    first = "".join(letter + letter.upper() for letter in sorted(tails))
    words = "|".join(f"(?<=[{c}{c.upper()}])(?i:{'|'.join(rest)})" for c, rest in sorted(tails.items()))
    return re.compile(rf"[0-9{VULGAR}{first}](?:(?<=[0-9{VULGAR}])|(?<!\w\w)(?:{words})\b)")


_ANCHOR = _anchor()
_MINUS = re.compile(rf"(?:(?<![\w)%-])[-−]|\b(?:minus|negatif){GAP})$", re.IGNORECASE)
#: ``Rp 1, 4 triliun``, ``164.975, 81 ha``: a space behind the decimal comma is a common slip in print.
_SPACED = re.compile(
    r"(\d{1,3}),[ \u00a0](\d{1,3})(?=[ \u00a0](?:ribu|juta|mil[iy]ar|tril[iy]?[uy]n)\b)", re.IGNORECASE
)
_SPACED_GROUPS = re.compile(r"(\d{1,3}(?:\.\d{3}){1,4}),[ \u00a0](\d{1,2})(?=[ \u00a0](?:ha|km|m2|hektare?|ton|kg)\b)")
#: ``1 500 000``, groups apart by spaces; one group alone only behind a currency or with a hard space.
_SPACE_GROUPS = re.compile(r"[1-9]\d{0,2}(?:(?:[ \u00a0\u202f]\d{3}){2,4}|[\u00a0\u202f]\d{3})(?![.,/-]?\d)")
_SPACE_GROUPS_MONEY = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){1,4}(?![.,/-]?\d)")
#: ``2 (dua) orang``, ``5 (5) unit``: the number again in brackets, as official letters write it.
_RESTATED = re.compile(rf"{GAP}?\((?=[^()\n]{{1,80}}\))")
_DEVIATION = re.compile(r"(?:[ \u00a0]?(?:%|persen))?[ \u00a0]?(?:±|\+/-|plus[ -]minus)[ \u00a0]?(?=\d)")
#: ``magnitudo 5,2``, ``bermagnitudo (M) 5,2``, and ``M5,2`` where an earthquake was named.
_MAGNITUDE = re.compile(
    r"(?:\b(magnitudo)|\bbermagnitudo|\bgempa\b[^.\n]{0,60}\b(M))(?: \(M\))?[ \u00a0\n]?$", re.IGNORECASE
)
_MAGNITUDE_ENDS = ("o", "M", ")")
_RESOLUTION = re.compile(r"\d[ \u00a0]?[x×][ \u00a0]?$", re.IGNORECASE)
_COORDINATE = re.compile(rf"{GAP}?(?:(?:lintang|bujur)\b|(?:LS|LU|BT|BB)\b)", re.IGNORECASE)
_DIGIT_RUN = re.compile(r"\d+(?:[.,:/-]\d+){0,20}")
_MORE = re.compile(GAP + r"lebih\b", re.IGNORECASE)
_AFTER_MORE = re.compile(GAP + r"([A-Za-z]+)")
#: What ``lebih`` belongs to when it follows: "lebih dari", "lebih dulu", "lebih memilih".
_COMPARED = frozenset(
    {
        "dari",
        "dahulu",
        "dulu",
        "banyak",
        "lanjut",
        "daripada",
        "memilih",
        "menyukai",
        "suka",
        "senang",
        "percaya",
        "mengutamakan",
        "mementingkan",
        "mengenal",
        "memahami",
    }
)
_ROUND = re.compile(r"-?an\b")
_LAST_WORD = re.compile(r"[A-Za-z]+$")
_CAPITALS = re.compile(rf"(?:{GAP}[A-Z][A-Za-z/-]*){{1,8}}")
_FRACTION = re.compile(r"([1-9])/([2-9]|10)(?![\d/])")


@dataclass(frozen=True, slots=True)
class Found:
    """A numeral with what stands beside it. ``kind`` is None while nothing does."""

    start: int
    end: int
    number: Number
    value: Decimal
    kind: AmountKind | None = None
    unit: str = ""
    noun: str = ""
    prefixed: bool = False  # the currency stands in front
    more: bool = False  # "lebih" behind the number
    approximate: bool = False  # "50-an", "100 ribuan"
    high: Decimal | None = None
    rule: str = ""


class Spotter:
    """Collects the numerals of one text.

    ``silent`` and ``blocked`` as in ``find_amounts``.
    """

    def __init__(self, text: str, silent: Sequence[tuple[int, int]], blocked: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.closed = Stretches([*silent, *blocked])
        self.silent = Stretches(silent)
        self.headlines = Headlines(text)

    def collect(self) -> list[Found]:
        """Return all numerals in order, those of nothing (``kind`` None) included."""
        found: list[Found] = []
        text, pos = self.text, 0
        while match := _ANCHOR.search(text, pos):
            at = match.start()
            stop = self.closed.end_at(at)
            if stop is not None:
                pos = stop
                continue
            one = self._read(at, behind=found[-1].end if found and found[-1].kind is not None else -1)
            if isinstance(one, Found):
                found.append(one)
                pos = max(one.end, at + 1)
            else:
                pos = max(one, at + 1)
        return found

    def counted(self, pos: int) -> Counted | None:
        """Return what a number that ends at ``pos`` counts."""
        return counted_at(self.text, pos, self.closed, self.headlines)

    def _read(self, at: int, *, behind: int) -> Found | int:
        """Read the numeral at ``at``; return where to go on when it is none.

        ``behind`` is the end of the amount before: ``1 km-2 km`` goes on across the hyphen.
        """
        text = self.text
        run = _DIGIT_RUN.match(text, at)
        skip = run.end() if run else at + 1
        currency = currency_before(text, at) if run else None
        first = currency.start if currency is not None else at
        window = max(0, first - 10)
        minus = _MINUS.search(text[window:first]) if run and behind < first - 2 else None
        hyphened = behind == at - 1 and text[behind : behind + 1] in {"-", "–", "—"}
        shaken = self._magnitude(at) if run and currency is None else None
        if currency is None and minus is None and not hyphened and shaken is None and not self._free(at):
            return skip
        if idiom := IDIOM.match(text, at):
            return idiom.end()
        number = self._number(at, currency is not None)
        if number is None:
            return skip
        if currency is not None and currency.is_code and unit_at(text, number.end) is not None:
            currency = None  # "PLN 1.300 MW", "CAD 2,5 persen": the letters name something else
        if currency is not None and currency.wary and not _like_money(text[at : number.end]):
            return number.end
        value = number.value if minus is None else -number.value
        start = first if minus is None else window + minus.start()
        if currency is not None:
            return self._priced(start, number, value, currency.code)
        one = self._measured(at if minus is None else start, number, value)
        if shaken is not None and value < 10 and isinstance(one, Found) and one.kind in {None, "COUNT"}:
            return Found(shaken, number.end, number, value, "MEASURE", "M", rule="measure")
        return one

    def _free(self, at: int) -> bool:
        """Tell whether a number may start here: not inside a code, a date, a version, an equation."""
        text = self.text
        before = text[at - 1] if at else " "
        if before.isalnum() or before in "_#@=+&$€£⁄":
            return False
        if before == "-" and text[at].isalpha():  # dua-tiga orang
            return _word_before(text, at - 1) in NUMERALS
        if before in "-–—/x×:.,":
            earlier = text[at - 2] if at > 1 else " "
            if before in "-–—/x×":
                return earlier.isdigit() or earlier.isspace() or earlier in "%" or before in "–—"
            return not earlier.isdigit()
        if before == " " and text[max(0, at - 2) : at - 1] in {"=", "+", "^"}:
            return False
        digits = text[at : at + 2]
        return not (digits[:1] == "0" and digits[1:].isdigit())

    def _magnitude(self, at: int) -> int | None:
        """Return where the magnitude of an earthquake whose number stands at ``at`` starts, or None."""
        if not self.text[max(0, at - 2) : at].rstrip().endswith(_MAGNITUDE_ENDS):
            return None
        window = max(0, at - 80)
        match = _MAGNITUDE.search(self.text[window:at])
        if match is None or (match[2] is not None and match[2] != "M"):
            return None
        group = 1 if match[1] is not None else 2
        return window + match.start(group) if match[group] is not None else at

    def _number(self, at: int, money: bool) -> Number | None:
        text = self.text
        spaced = _SPACED.match(text, at) if money else _SPACED_GROUPS.match(text, at)
        if spaced:
            joined = f"{spaced[1]},{spaced[2]}{text[spaced.end() : spaced.end() + 12]}"
            number = find_number(joined, 0, money=money)
            if number is not None:
                shift = spaced.end() - len(spaced[1]) - len(spaced[2]) - 1
                return replace(number, start=at, end=number.end + shift)
        groups = None if spaced else (_SPACE_GROUPS_MONEY if money else _SPACE_GROUPS).match(text, at)
        if groups:
            digits = "".join(c for c in groups[0] if c.isdigit())
            number = find_number(f"{digits}{text[groups.end() : groups.end() + 12]}", 0, money=money)
            if number is not None:
                return replace(number, start=at, end=number.end + groups.end() - len(digits))
        if not money and (fraction := _FRACTION.match(text, at)) and int(fraction[1]) < int(fraction[2]):
            value = Decimal(int(fraction[1])) / Decimal(int(fraction[2]))
            return Number(at, fraction.end(), value, "digits", Decimal(1))
        return find_number(text, at, money=money)

    def _priced(self, start: int, number: Number, value: Decimal, code: str) -> Found:
        rounded = _ROUND.match(self.text, number.end)
        end = rounded.end() if rounded else number.end
        more = self._more(end)
        return Found(
            start,
            more or end,
            number,
            value,
            "MONEY",
            code,
            prefixed=True,
            more=more is not None,
            approximate=rounded is not None or self._round(number),
            rule="money",
        )

    def _restated(self, number: Number) -> int:
        """Return the end of the same number in brackets behind it (``2 (dua) orang``), else the number's own end."""
        bracket = _RESTATED.match(self.text, number.end)
        if bracket is None:
            return number.end
        again = find_number(self.text, bracket.end())
        same = again is not None and again.value == number.value and self.text[again.end : again.end + 1] == ")"
        return again.end + 1 if again is not None and same else number.end

    def _round(self, number: Number) -> bool:
        """``100 ribuan``, ``2 jutaan``: about so much."""
        return self.text[number.start : number.end].lower().endswith("an") and number.form != "words"

    def _more(self, end: int) -> int | None:
        """Return the end of a ``lebih`` behind a number or unit that means *and more*."""
        match = _MORE.match(self.text, end)
        if match is None:
            return None
        after = _AFTER_MORE.match(self.text, match.end())
        lower = after[1].lower() if after else ""
        if lower in ADJECTIVES or lower in _COMPARED:
            return None
        return match.end()

    def _measured(self, start: int, number: Number, value: Decimal) -> Found | int:
        text = self.text
        end, approximate = self._restated(number), self._round(number)
        if text[end : end + 1].isdigit():
            return end
        if rounded := _ROUND.match(text, end):
            end, approximate = rounded.end(), True
        if (spread := self._spread(start, number, value)) is not None:
            return spread
        inner = self._more(end)
        one = Found(start, end, number, value, more=inner is not None, approximate=approximate)
        unit = unit_at(text, inner) if inner is not None else None
        if unit is None:
            unit, one = unit_at(text, end), replace(one, more=False)
        if unit is not None and not (unit.wary and not _like_money(text[number.start : number.end])):
            if unit.code == "px" and _RESOLUTION.search(text[max(0, start - 12) : start]):
                return unit.end  # "3000 x 2000 piksel" is a format
            if unit.code == "GT" and model_name(text, start):
                return unit.end
            if numbered(text, start, number) or (unit.code == "°" and _COORDINATE.match(text, unit.end)):
                return unit.end
            number, value = self._separators(number, value, unit.kind, unit.code)
            tail = None if one.more else self._more(unit.end)
            return replace(
                one,
                end=tail or unit.end,
                number=number,
                value=value,
                kind=unit.kind,
                unit=unit.code,
                more=one.more or tail is not None,
                rule=unit.kind.lower(),
            )
        after = text[end : end + 1]
        if after.isalpha() or (after == "-" and end == number.end and text[end + 1 : end + 2].isalpha()):
            if number.form != "words" or not text[end + 1 : end + 2].isalpha():
                return end
            return replace(one, end=end)  # "dua-tiga orang" goes on; "satu-satunya" finds no neighbour
        counted = self.counted(inner) if inner is not None else None
        more = counted is not None
        if counted is None:
            counted = self.counted(end)
        if counted is None:
            return one
        if trapped(text, self.headlines, start, number, value, counted):
            name = _CAPITALS.match(text, end) if previous_word(text, start).lower() in TITLE_WORDS else None
            return name.end() if name else one
        tail = None if more else self._more(counted.end)
        return replace(
            one,
            end=tail or counted.end,
            kind="COUNT",
            unit=counted.classifier,
            noun=counted.noun,
            more=more or tail is not None,
            rule="count",
        )

    def _spread(self, start: int, number: Number, value: Decimal) -> Found | None:
        """``2,5±1%``: a value and how far it may be off, a range."""
        sign = _DEVIATION.match(self.text, number.end)
        off = find_number(self.text, sign.end()) if sign else None
        unit = unit_at(self.text, off.end) if off is not None else None
        if off is None or unit is None or off.value == 0:
            return None
        low, high, rule = value - off.value, value + off.value, unit.kind.lower()
        return Found(start, unit.end, number, low, unit.kind, unit.code, high=high, rule=rule)

    def _separators(self, number: Number, value: Decimal, kind: str, unit: str) -> tuple[Number, Decimal]:
        """Read one comma before three digits again as decimals where that is the rule (``2,375 persen``)."""
        shape = self.text[number.start : number.end]
        if kind not in {"PERCENT", "MEASURE"} or number.form == "words" or "," not in shape:
            return number, value
        if kind == "MEASURE" and (shape.endswith(",000") or unit == "rpm"):
            return number, value
        again = find_number(self.text, number.start, comma="decimal")
        if again is None or again.end != number.end:
            return number, value
        return again, again.value if value >= 0 else -again.value


def _word_before(text: str, end: int) -> str:
    match = _LAST_WORD.search(text[max(0, end - 15) : end])
    return match[0].lower() if match else ""


def _like_money(shape: str) -> bool:
    """Tell whether digits are written like a sum: grouped, with decimals or a magnitude."""
    return any(c in shape for c in ".,") or any(c.isalpha() for c in shape)
