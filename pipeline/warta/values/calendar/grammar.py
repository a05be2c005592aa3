"""The notation of the grammar: rules over token classes, with the value beside the pattern.

A pattern is a regular expression whose capital words are token classes
(``lex.CLASSES``) or the macros below; blanks are ignored, and ``<day:DAY>`` names a
part. So ``"<day:DAY> <month:MONTH> <year:YEAR>?"`` reads ``17 Agustus 2020`` and
``17 Agustus`` across any spaces or line ends. A part named ``span`` narrows the mention to itself.
A rule's function turns the match into a meaning, into SKIP when the words are a trap that must not
be read otherwise, or into None when the rule does not hold here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from warta.values.calendar import words
from warta.values.calendar.lex import CLASSES, Tokens
from warta.values.calendar.opening import opening
from warta.values.calendar.partial import Meaning
from warta.values.numerals import parse_number, parse_ordinal

__all__ = ["SKIP", "Found", "Rule", "Skip", "rule"]


class Skip:
    """The type of SKIP."""


#: The words match a trap: no mention, and no other rule may read them.
SKIP: Final = Skip()

_MACROS: dict[str, str] = {
    "SUN_WEEKDAY": "(?:WEEKDAY|SUNDAY)",
    "ANY_WEEKDAY": "(?:WEEKDAY|SUNDAY|WEEKDAYSHORT)",
    "ANY_MONTH": "(?:MONTH|MONTHSHORT)",
    "PARTOFDAY": "(?:PART|DINI DAYUNIT|MIDDLE PART)",
    "PAST": "(?:YANG? LAST|YESTERDAY)",
    "FUTURE": "(?:NEXT|COMING|LATER|YANG AKAN DATANG)",
    "TAIL": "(?:THIS|PAST|FUTURE)",
    "TO": "(?:DASH|UNTIL WITH? PADA?)",
    "NUM": "(?:(?:DAY|INT|NUMBER|CLOCK|YEAR) NUMWORD{0,3}|NUMWORD{1,8})",
    "SPANUNIT": "(?:DAYUNIT|WEEKUNIT|MONTHUNIT|YEARUNIT|QUARTER|SEMESTER|DECADEUNIT|CENTURY|LONGUNIT)",
    "CLOCKUNIT": "(?:HOUR|MINUTE)",
    "ZONED": "(?:ZONE (?:PLUS DAY)?|WAKTU (?:LOCAL|REPUBLIC CAPWORD))",
    "WHICH": "(?:ORDINAL|ROMAN|DAY|NUMWORD)",
}
_NAME = re.compile(r"[A-Z][A-Z_]+")
_GROUP = re.compile(r"<([a-z]+):")


def _expand(pattern: str) -> str:
    def name(match: re.Match[str]) -> str:
        word = match[0]
        if word in _MACROS:
            return _NAME.sub(name, _MACROS[word])
        return CLASSES[word]

    return re.sub(r"\s+", "", _NAME.sub(name, pattern))


def _compile(pattern: str) -> re.Pattern[str]:
    """Translate the notation to a pattern over class letters; KeyError for an unknown class."""
    source = _expand(pattern)
    source = source.replace("(?<", "\0")  # look-behind keeps its angle bracket
    source = _GROUP.sub(r"(?P«\1»", source).replace(">", ")").replace("«", "<").replace("»", ">")
    return re.compile(source.replace("\0", "(?<"))


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's match: the tokens ``tokens[i:j]`` and the parts named in the pattern."""

    tokens: Tokens
    match: re.Match[str]

    @property
    def i(self) -> int:
        """The first token."""
        return self.match.start()

    @property
    def j(self) -> int:
        """The token behind the last."""
        return self.match.end()

    def has(self, part: str) -> bool:
        """Tell whether a named part is there; the pattern need not have it."""
        return part in self.match.re.groupindex and self.match.group(part) is not None

    def text(self, part: str) -> str:
        """Return the words of a part, blanks as they stand in the text; empty when absent."""
        if not self.has(part):
            return ""
        i, j = self.match.span(part)
        if i == j:
            return ""
        return self.tokens.text[self.tokens.starts[i] : self.tokens.ends[j - 1]]

    def lower(self, part: str) -> str:
        """Return the words of a part in lower case without a closing period."""
        return self.text(part).lower().rstrip(".").replace("’", "'").replace("`", "'")

    def number(self, part: str) -> Decimal | None:
        """Return the value of a part that holds a numeral."""
        return parse_number(" ".join(self.text(part).split()))

    def integer(self, part: str) -> int | None:
        """Return a part in plain digits or number words as an integer; None when absent or broken."""
        text = self.text(part)
        if text.isdigit():
            return int(text)
        value = self.number(part) if text else None
        return int(value) if value is not None and value == int(value) else None

    def rank(self, part: str) -> int | None:
        """Return which one a part says: ``I``, ``pertama``, ``ke-2``, ``3``, ``tiga``."""
        text = " ".join(self.text(part).split())
        if text in words.ROMAN:
            return words.ROMAN[text]
        return words.ORDINALS.get(text.lower()) or parse_ordinal(text) or self.integer(part)

    def month(self, part: str = "month") -> int | None:
        """Return the number of a month's name; None when absent."""
        return words.MONTHS.get(self.lower(part))

    def weekday(self, part: str = "weekday") -> int | None:
        """Return the ISO number of a weekday's name; None when absent."""
        return words.WEEKDAYS.get(self.lower(part))

    def toward(self, part: str = "tail") -> int:
        """Return -1 for ``lalu``, +1 for ``mendatang``, 0 for ``ini`` or nothing."""
        letters = self.match.group(part) if self.has(part) else None
        if letters is None or letters == CLASSES["THIS"]:
            return 0
        return -1 if CLASSES["LAST"] in letters or CLASSES["YESTERDAY"] in letters else 1

    def before(self, n: int = 1) -> str:
        """Return the n-th token in front, lower case."""
        return self.tokens.word(self.i - n).lower()

    def after(self, n: int = 1) -> str:
        """Return the n-th token behind, lower case."""
        return self.tokens.word(self.j + n - 1).lower()

    def class_before(self, *names: str) -> bool:
        """Tell whether the token in front has one of the classes."""
        return self.tokens.kind(self.i - 1) in {CLASSES[n] for n in names}

    def class_after(self, *names: str) -> bool:
        """Tell whether the token behind has one of the classes."""
        return self.tokens.kind(self.j) in {CLASSES[n] for n in names}

    def capital(self, part: str) -> bool:
        """Tell whether a part starts with a capital letter."""
        return self.text(part)[:1].isupper()


Result = Meaning | Skip | None
#: A rule that yields several mentions returns the named parts with their meanings.
Several = list[tuple[str, Meaning]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the grammar: a name that mentions cite, a pattern, and its meaning.

    ``opens`` are the class letters with which the pattern can start.
    """

    name: str
    pattern: re.Pattern[str]
    opens: frozenset[str]
    meaning: Callable[[Found], Result | Several]


def rule(name: str, pattern: str, meaning: Callable[[Found], Result | Several]) -> Rule:
    """Declare a rule; raises KeyError when the pattern names an unknown class."""
    compiled = _compile(pattern)
    return Rule(name, compiled, opening(compiled.pattern), meaning)
