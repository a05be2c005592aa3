"""Cut a text into the tokens that the grammar of time sees, one character per token.

``lex`` returns a ``Tokens`` whose ``types`` is a string with one letter for every
token: its class. Grammar rules are regular expressions over that string, so that
spaces and hard line breaks never matter, and the cost of a text without time
expressions is one pass. A number with separators is one token (``12/12/2020``,
``0812-3456-789``), which keeps phone numbers, scores and versions out of the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from warta.values.calendar import words

__all__ = ["CLASSES", "Tokens", "lex"]

_NAMES: tuple[str, ...] = tuple(
    re.findall(
        r"[A-Z]+",
        """
BREAK STOP COMMA LPAR RPAR DASH SLASH PLUS PERCENT OTHER NAME WORD CAPWORD DAY INT YEAR NUMBER CLOCK NUMDATE DM
BADDATE SLASHED YEARS DECADE ORDINAL ROMAN NUMWORD ENDAY SHORTYEAR MONTH MONTHSHORT HIJRIMONTH WEEKDAY WEEKDAYSHORT
SUNDAY DAYUNIT WEEKUNIT MONTHUNIT YEARUNIT QUARTER THIRD SEMESTER HOUR MINUTE DECADEUNIT CENTURY LONGUNIT ONEUNIT
THIS LAST NEXT COMING LATER AGAIN RECENT YESTERDAY TOMORROW AFTERMORROW MORROW MORROWED ITSDAY ITSUNIT JUSTNOW
LASTNIGHT AFTER BEFORE SAME THAT YANG AKAN DATANG KE EDGE HALF OTHERS TANGGAL ANTARA DARI PADA PER UNTIL WITH AND OR
EVERY ONCE TIMES ERA CE BCE HIJRI PUKUL ZONE WAKTU LOCAL PART DINI MIDDLE AGE NOMOR CLAUSE CONSTITUTION LAW REPUBLIC
TENTANG QUARTERED QUARTERSHORT HALVED CURRENCY KILOMETER VAGUE
""",
    )
)

#: class name -> its letter, from the private use area so that none is special in a pattern.
CLASSES: dict[str, str] = {name: chr(0xE000 + n) for n, name in enumerate(_NAMES)}

#: Words first, since most tokens are words; the look-ahead leaves `ke-12`, `s.d.`, `s/d` to their own lines.
_TOKEN = re.compile(
    r"(?P<word>(?![Kk][Ee]-(?:\d|[IVXLC]{1,7}\b)|[Ss][/.][Dd]\b)[^\W\d_]+(?:['’`][^\W\d_]+)?(?:\d{1,6}\b)?)"
    r"(?P<hyphen>-[^\W\d_]+)?"
    r"|(?P<gap>\n[ \t\r]*\n)"
    r"|(?P<mark>[^\w\s])"
    r"|(?P<decade>(?:\b(?:1[0-9]|20)\d0|\b\d0)(?:[’']?-?an)\b)"
    r"|(?P<num>\d+(?:[-./:,–]\d+)*)(?P<suffix>[^\W\d_]\w*)?"
    r"|(?P<ord>[Kk][Ee]-(?:\d{1,4}\b|[IVXLC]{1,7}\b))"
    r"|(?P<until>[Ss](?:/[Dd]|\.[Dd])\b\.?)"
)

_YEAR = r"(?:19|20)\d\d"
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(source))
    for name, source in (
        ("NUMDATE", r"\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{4}([-/.])\d{1,2}\2\d{1,2}|\d{1,2}/\d{1,2}/\d{2}"),
        ("NUMDATE", r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d"),
        ("CLOCK", r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?:[.:][0-5]\d)?"),
        ("DM", r"\d{1,2}/\d{1,2}"),
        ("SLASHED", r"\d{1,2}/(?:19|20)\d\d"),
        ("YEARS", rf"{_YEAR}/(?:{_YEAR}|\d\d)"),
        ("BADDATE", r"\d{1,2}/\d{5,6}|\d{3,4}/\d{4}|\d{1,2}/\d{1,2}/\d{3}"),
        ("NUMBER", r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,4})?|\d{1,9}[.,]\d{1,6}"),
    )
)
_MARKS = {",": "COMMA", "(": "LPAR", "[": "LPAR", ")": "RPAR", "]": "RPAR", "-": "DASH", "–": "DASH", "—": "DASH"}
_MARKS |= {"/": "SLASH", "+": "PLUS", "%": "PERCENT", "$": "CURRENCY", "€": "CURRENCY"}
_ENDS_SENTENCE = re.compile(r"[.!?]+[\"'”’)]?(?:\s|$)")
_ABBREVIATED = frozenset(
    CLASSES[name] for name in ("MONTHSHORT", "TANGGAL", "PUKUL", "NOMOR", "WEEKDAYSHORT", "YEARUNIT")
)
_PERIOD_DIGIT = re.compile(r"\.\s?\d")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: ``types[i]`` is the class letter of ``text[starts[i]:ends[i]]``."""

    text: str
    types: str
    starts: list[int]
    ends: list[int]

    def word(self, i: int) -> str:
        """Return the text of token ``i``; empty outside the text."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.starts) else ""

    def kind(self, i: int) -> str:
        """Return the class letter of token ``i``; empty outside the text."""
        return self.types[i] if 0 <= i < len(self.types) else ""


def number_class(shape: str) -> str:
    """Return the class of a digit group: ``12/12/2020`` NUMDATE, ``2020`` YEAR, ``17`` DAY ..."""
    if shape.isdigit():
        if len(shape) == 4 and shape[:2] in {"19", "20"}:
            return "YEAR"
        if len(shape) <= 2 and 1 <= int(shape) <= 31:
            return "DAY"
        if len(shape) in {7, 8}:
            return "BADDATE"
        return "INT" if len(shape) <= 9 else "OTHER"
    for name, pattern in _SHAPES:
        if pattern.fullmatch(shape):
            return name
    return "OTHER"


#: No date, number or word of time is longer; longer ones are codes and are not looked into.
_LONGEST = 40


@lru_cache(maxsize=1 << 14)
def _letter(word: str) -> str:
    return CLASSES[words.class_of(word)]


def lex(text: str, silent: Iterable[tuple[int, int]] = (), blocked: Iterable[tuple[int, int]] = ()) -> Tokens:
    """Cut ``text``; tokens inside ``silent`` become BREAK and inside ``blocked`` NAME."""
    starts: list[int] = []
    ends: list[int] = []
    types: list[str] = []

    def put(name: str, start: int, end: int) -> None:
        starts.append(start)
        ends.append(end)
        types.append(CLASSES[name])

    letter_of = _letter
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "word":
            letter = letter_of(match[0][:_LONGEST])
            if letter in _ABBREVIATED and _PERIOD_DIGIT.match(text, end):
                end += 1
            starts.append(start)
            ends.append(end)
            types.append(letter)
        elif kind == "hyphen":
            _put_compound(put, match)
        elif kind in {"num", "suffix"}:
            _put_number(put, match)
        elif kind == "mark":
            if starts and start < ends[-1]:
                continue  # the period of an abbreviation, already taken
            mark = match[0]
            if mark in ".!?" and _ENDS_SENTENCE.match(text, start):
                put("STOP", start, end)
            else:
                put(_MARKS.get(mark, "OTHER"), start, end)
        else:
            put({"gap": "BREAK", "ord": "ORDINAL", "until": "UNTIL", "decade": "DECADE"}[kind or "gap"], start, end)
    _mask(types, starts, ends, blocked, CLASSES["NAME"])
    _mask(types, starts, ends, silent, CLASSES["BREAK"])
    return Tokens(text, "".join(types), starts, ends)


_SPLIT = {"MONTH", "MONTHSHORT", "WEEKDAY", "WEEKDAYSHORT", "SUNDAY", "QUARTERED", "ROMAN", "NUMWORD", "PART", "ZONE"}


def _joins(first: str, second: str) -> bool:
    """Tell whether a hyphen joins two tokens of a range: ``Senin-Jumat``, ``Mei-Juni``, ``dua-tiga``."""
    return first == "ZONE" or (first in _SPLIT and second in _SPLIT)


def _put_compound(put: object, match: re.Match[str]) -> None:
    assert callable(put)
    start, middle, end = match.start(), match.end("word"), match.end()
    first, second = words.class_of(match["word"]), words.class_of(match["hyphen"][1:])
    if _joins(first, second):
        put(first, start, middle)
        put("DASH", middle, middle + 1)
        put(second, middle + 1, end)
    else:  # reduplication and compounds are words of their own: `tahun-tahun`, `sehari-hari`
        put(words.ROLES.get(match[0].lower(), "CAPWORD" if match[0][0].isupper() else "WORD"), start, end)


_TIMES = re.compile(r"[xX](\d{1,3})")


def _put_number(put: object, match: re.Match[str]) -> None:
    assert callable(put)
    shape, start = match["num"], match.start("num")
    end, suffix = match.end("num"), match["suffix"]
    if suffix is not None:
        role = words.ROLES.get(suffix.lower(), "")
        if suffix.lower() in {"st", "nd", "rd", "th"} and number_class(shape) == "DAY":
            put("ENDAY", start, match.end())
        elif role in {"MONTH", "MONTHSHORT", "ZONE"} or suffix.lower() in words.UNITS:
            _put_shape(put, shape, start, end)
            put(words.class_of(suffix), end, match.end())
        elif (times := _TIMES.fullmatch(suffix)) is not None:  # `3x24 jam`
            _put_shape(put, shape, start, end)
            put("WORD", end, end + 1)
            _put_shape(put, times[1], end + 1, match.end())
        else:
            put("OTHER", start, match.end())
        return
    _put_shape(put, shape, start, end)


_DASH = re.compile("[-–]")


def _put_shape(put: object, shape: str, start: int, end: int) -> None:
    assert callable(put)
    if end - start > _LONGEST:
        put("OTHER", start, end)
        return
    name = number_class(shape)
    if name == "OTHER":
        halves = _DASH.split(shape)
        classes = [number_class(half) for half in halves]
        if len(halves) == 2 and "OTHER" not in classes:
            middle = start + len(halves[0])
            put(classes[0], start, middle)
            put("DASH", middle, middle + 1)
            put(classes[1], middle + 1, end)
            return
    put(name, start, end)


def _mask(
    types: list[str], starts: list[int], ends: list[int], stretches: Iterable[tuple[int, int]], letter: str
) -> None:
    at = 0
    for low, high in sorted(stretches):
        while at < len(starts) and starts[at] < low:
            at += 1
        i = at
        while i < len(starts) and starts[i] < high:
            if ends[i] <= high:
                types[i] = letter
            i += 1
