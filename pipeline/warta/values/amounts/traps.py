"""Numbers with a noun behind them that count nothing all the same.

Numbers of laws, floors and parts, years, versions, scores, titles of programmes and
films, names of models. Word lists: ``count_traps.csv``.
"""

from __future__ import annotations

import re
from decimal import Decimal

from warta.values.amounts.context import (
    SAME,
    STOPS,
    TITLE_WORDS,
    TRAPS_BEFORE,
    YEAR_WORDS,
    Headlines,
    comparator_before,
    previous_word,
    starts_sentence,
)
from warta.values.amounts.count import Counted, is_noun
from warta.values.numerals import GAP, Number

#: Games of a match: ``15-21, 12-`` in front of the last number.
_GAMES = re.compile(r"\d{1,3}[-–]\d{1,3}(?:,[ \n]?|[ \n])\d{1,3}[-–]$")
_CITED = frozenset({"pasal", "ayat", "nomor", "no", "lantai", "kelas", "halaman", "bab", "huruf"})
#: A score: "kemenangan 2-" in front of the last number.
_SCORED = re.compile(
    r"\b(?:skor|menang|kalah|unggul|imbang|kemenangan|kekalahan|agregat|takluk)\b[^.\n]{0,25}\d-$", re.IGNORECASE
)
_TOGETHER = re.compile(rf"{GAP}(?:dengan|bersama)\b")
#: A list of numbers and the word in front of it: "Pasal 219, 241, dan 246".
_LISTED = re.compile(
    rf"([A-Za-z]{{2,20}}){GAP}(?:\d{{1,4}}(?:,{GAP}(?:dan{GAP}|atau{GAP})?|{GAP}(?:dan|atau|dan/atau){GAP})){{1,8}}$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_VERSION = re.compile(r"\d{1,2}\.0")


def trapped(text: str, headlines: Headlines, start: int, number: Number, value: Decimal, counted: Counted) -> bool:
    """Tell whether a number with a noun behind it counts nothing all the same."""
    if value != value.to_integral_value() or value < 0:
        return counted.noun not in {"poin", "bintang"}
    if text[start - 1 : start] in {"-", "–"} and _GAMES.search(text[max(0, start - 20) : start]):
        return True
    if text[start - 1 : start] == "-" and _SCORED.search(text[max(0, start - 40) : start]):
        return True
    word = previous_word(text, start)
    lower = word.lower()
    listed = _LISTED.search(text[max(0, start - 90) : start]) if number.form == "digits" else None
    if listed and listed[1].lower() in _CITED:
        return True
    if lower.removesuffix("nya") in TRAPS_BEFORE or _VERSION.fullmatch(text[number.start : number.end]):
        return True
    capital = bool(word) and word[0].isupper() and lower not in STOPS
    if value == 1 and counted.noun in SAME and _TOGETHER.match(text, counted.end):
        return True
    if number.form == "words" and _title(text, headlines, start, number, counted):
        return True
    if number.form == "words":  # "Bilangan Dua Angka", "Program Satu Rekening"
        return capital and text[start].isupper() and (lower in TITLE_WORDS or start not in headlines)
    at = text.rfind(word, max(0, start - 45), start) if word else -1
    named = capital and (
        lower in TITLE_WORDS or not (start in headlines or comparator_before(text, start) or starts_sentence(text, at))
    )
    # "kios 7 Distrik": a noun in front, a name behind
    named = named or (number.form == "digits" and start not in headlines and is_noun(lower))
    if named and text[number.end : counted.end].lstrip()[:1].isupper():
        return True  # "Program 3 Juta Rumah", "Pilkada 2024 Provinsi"
    if _YEAR.fullmatch(text[number.start : number.end]):
        if text[max(0, start - 1) : start] in {"-", "–", "/"}:
            return True  # 2025-2027
        return not counted.classifier and (named or lower in YEAR_WORDS or (bool(word) and lower not in STOPS))
    return False


def _title(text: str, headlines: Headlines, start: int, number: Number, counted: Counted) -> bool:
    """``melalui Satu Hati``: capitals inside a sentence make a title."""
    noun = text[number.end : counted.end].lstrip()
    inside = start not in headlines and not starts_sentence(text, start)
    return inside and text[start].isupper() and noun[:1].isupper() and not noun[:2].isupper()


def model_name(text: str, start: int) -> bool:
    """``Selo 5 GT`` is a car, not a tonnage: a capitalised name stands in front."""
    word = previous_word(text, start)
    return word[:1].isupper() and not is_noun(word.lower()) and word.lower() not in STOPS


def numbered(text: str, start: int, number: Number) -> bool:
    """``Pasal 5 persen`` is no percentage: the number belongs to the word in front."""
    before = previous_word(text, start).lower()
    return number.form == "digits" and before in {"pasal", "ayat", "nomor", "no", "km"}
