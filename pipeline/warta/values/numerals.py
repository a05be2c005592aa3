"""Indonesian numerals: digits, words and mixtures of both, to exact decimals.

Stable entry points:

* ``parse_number("2,5 juta")`` -> the value of a whole string, or None;
* ``find_number(text, pos)`` -> the longest numeral that starts at ``pos``;
* ``NUMBER`` -> a compiled pattern for numerals in running text. It may take more
  than one numeral at a time (``dua tiga hari``), so give its match to
  ``find_number`` or ``parse_number``; ``NUMBER_SOURCE`` is the same pattern as
  text, without groups, to embed in a larger one (compile with ``re.IGNORECASE``);
* ``parse_ordinal("kedua")``, ``parse_ordinal("ke-12")`` -> 2, 12;
* ``parse_roman("XIV")`` -> 14.

Separators are told apart by shape: ``3.000`` and ``1.250.000,50`` are Indonesian,
``1,210.50`` and ``1,250,000`` English. One comma before three digits (``9,000``)
fits both conventions: ``comma`` decides it.

Words follow the official grammar of numerals (*Tata Bahasa Baku Bahasa Indonesia*,
chapter Numeralia); the word list is ``lexicon/data/numerals.csv``. A fraction
without an exact decimal (``sepertiga``) is rounded to 28 significant digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from warta.values.numeral_reader import VULGAR, WORDS, Comma, Reader, exact, parse_digits

__all__ = [
    "GAP",
    "NUMBER",
    "NUMBER_SOURCE",
    "OPENING_SOURCE",
    "VULGAR",
    "Comma",
    "Number",
    "exact",
    "find_number",
    "numbers",
    "parse_digits",
    "parse_number",
    "parse_ordinal",
    "parse_roman",
]

#: Longest numeral in words: a quadrillion takes fewer.
MAX_TOKENS = 48

#: Kinds that can open a numeral in words.
_OPENING = {"zero", "unit", "ten", "tens", "hundred", "one_magnitude", "half", "whole_fraction"}
#: Kinds that can follow within one.
_INNER = _OPENING | {"belas", "puluh", "ratus", "magnitude", "denominator", "point", "per"}


def _alternation(kinds: set[str]) -> str:
    found = sorted((w for w, (kind, _) in WORDS.items() if kind in kinds), key=lambda w: (-len(w), w))
    return "|".join(re.escape(word) for word in found)


#: One space, or a hard line break between two words; never an empty line.
GAP = r"(?:[ \t\u00a0]?\n[ \t]?|[ \t\u00a0]{1,2})"
_DIGITS = rf"\d+(?:[.,]\d+){{0,16}}(?:[{VULGAR}])?|[{VULGAR}]"

#: The words that can open a numeral, as an alternation.
OPENING_SOURCE = _alternation(_OPENING)

#: A digit shape, or a run of number words, or digits and the words that scale them.
NUMBER_SOURCE = (
    rf"(?<![\w])(?:(?:{_DIGITS})(?:{GAP}?(?:{_alternation({'magnitude', 'short'})})\b)?"
    rf"|(?:{_alternation(_OPENING)})\b)(?:{GAP}(?:{_alternation(_INNER)})\b){{0,{MAX_TOKENS}}}"
)
NUMBER = re.compile(NUMBER_SOURCE, re.IGNORECASE)

_TOKEN = re.compile(rf"(?P<digits>{_DIGITS})|(?P<word>[A-Za-z]{{1,14}})\b")
_GAP = re.compile(GAP)
_WORD = re.compile(r"[A-Za-z]{1,14}\b")


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral ``text[start:end]`` and its value.

    ``form`` is ``digits`` (``3.000``), ``words`` (``tiga ribu``) or ``mixed``
    (``3 ribu``). ``magnitude`` is the last multiplier word read (1 when there is none):
    ``300`` in ``Rp 300 hingga 500 ribu`` takes it from its neighbour.
    """

    start: int
    end: int
    value: Decimal
    form: Literal["digits", "words", "mixed"]
    magnitude: Decimal


def find_number(text: str, pos: int = 0, *, comma: Comma = "auto", money: bool = False) -> Number | None:
    """Return the longest numeral that starts at ``text[pos]``, or None.

    ``money`` also reads the short magnitudes ``M``, ``T`` (miliar, triliun) behind
    digits. A comma before three digits counts as the decimal mark when a
    magnitude follows (``1,255 triliun``) unless ``comma`` says otherwise.
    """
    if comma == "auto" and (match := _TOKEN.match(text, pos)) and match["digits"]:
        comma = "decimal" if _magnitude_follows(text, match.end(), money) else "auto"
    reader = Reader(comma)
    best: Number | None = None
    at = pos
    for _ in range(MAX_TOKENS):
        match = _TOKEN.match(text, at)
        if match is None:
            break
        if match["digits"]:
            if not reader.add_digits(match["digits"]):
                break
        else:
            kind, value = WORDS.get(match["word"].lower(), ("", ""))
            if not kind or (kind == "money_short" and not money):
                break
            if kind == "short" and best is not None and len(match["word"]) == 1 and not money and at > best.end:
                break  # "5 K" alone is no thousand
            if not reader.add_word(kind, value):
                break
        number = reader.value()
        if number is not None:
            form: Literal["digits", "words", "mixed"] = "words"
            if reader.digits:
                form = "mixed" if reader.parts else "digits"
            best = Number(pos, match.end(), exact(number), form, Decimal(reader.magnitude))
        gap = _GAP.match(text, match.end())
        at = gap.end() if gap else match.end()
        if gap is None and not (match["digits"] and _WORD.match(text, at)):
            break
    return best


def _magnitude_follows(text: str, pos: int, money: bool) -> bool:
    gap = _GAP.match(text, pos)
    word = _WORD.match(text, gap.end() if gap else pos)
    kind = WORDS.get(word[0].lower(), ("", ""))[0] if word else ""
    return kind in {"magnitude", "short"} or (money and kind == "money_short")


def parse_number(text: str, *, comma: Comma = "auto", money: bool = False) -> Decimal | None:
    """Return the value of a string that is one numeral and nothing else, or None.

    ``3.000`` -> 3000, ``5,52`` -> 5.52, ``dua ratus lima puluh ribu`` -> 250000,
    ``1 juta 250 ribu`` -> 1250000, ``3/4`` -> 0.75, ``satu setengah`` -> 1.5.
    """
    text = text.strip()
    number = find_number(text, 0, comma=comma, money=money)
    if number is not None and number.end == len(text):
        return number.value
    simple = re.fullmatch(r"(\d{1,2})/(\d{1,4})", text)
    if simple and int(simple[2]) > 0:
        return exact(Fraction(int(simple[1]), int(simple[2])))
    return None


def numbers(text: str) -> Iterator[Number]:
    """Yield the numerals of a running text from left to right, without overlap."""
    pos = 0
    while match := NUMBER.search(text, pos):
        number = find_number(text, match.start())
        pos = max(number.end if number else match.end(), match.start() + 1)
        if number is not None:
            yield number


_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def parse_roman(text: str) -> int | None:
    """Return the value of a well-formed upper-case roman numeral (``XIV`` -> 14), else None."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    digits = [_ROMAN_DIGITS[c] for c in text]
    following = [*digits[1:], 0]
    return sum(-d if d < after else d for d, after in zip(digits, following, strict=True))


_ORDINAL = re.compile(r"ke(?:-|\s)?(\d{1,4}|[IVXLCM]{1,8})", re.IGNORECASE)


def parse_ordinal(text: str) -> int | None:
    """Return the rank of an ordinal: ``pertama`` 1, ``kedua`` 2, ``ke-12`` 12, ``ke-XIV`` 14; else None."""
    text = text.strip()
    if text.lower() in {"pertama", "kesatu"}:
        return 1
    match = _ORDINAL.fullmatch(text)
    if match:
        return int(match[1]) if match[1].isdigit() else parse_roman(match[1].upper())
    if text[:2].lower() != "ke":
        return None
    rest = parse_number(text[2:].lstrip("-"))
    if rest is None or rest != rest.to_integral_value() or rest < 1 or text[2:3].isdigit():
        return None
    return int(rest)
