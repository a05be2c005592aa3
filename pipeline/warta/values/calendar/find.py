"""Find the time expressions of a text and give each its value.

Three steps, each its own: ``hits`` reads spans and what they say (``partial``),
``context`` lets lists and ranges lend each other what they leave unsaid, and
``resolve`` anchors to the day of publication or a date said before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from warta.values.calendar.context import lend
from warta.values.calendar.grammar import Found, Rule, Skip
from warta.values.calendar.lex import Tokens, lex
from warta.values.calendar.partial import Hit
from warta.values.calendar.resolve import mentions
from warta.values.calendar.rules_absolute import ABSOLUTE
from warta.values.calendar.rules_other import OTHER_RULES
from warta.values.calendar.rules_relative import RELATIVE
from warta.values.calendar.rules_years import YEARS
from warta.values.mention import TimeMention

__all__ = ["RULES", "Hit", "find_times", "hits"]

RULES = (*ABSOLUTE, *YEARS, *RELATIVE, *OTHER_RULES)

#: Class letter -> the rules that can open with it, in the grammar's order.
_BY_LETTER: dict[str, tuple[Rule, ...]] = {
    letter: tuple(rule for rule in RULES if letter in rule.opens)
    for letter in sorted(frozenset[str]().union(*(rule.opens for rule in RULES)))
}
_START = re.compile("[" + "".join(_BY_LETTER) + "]")


def hits(tokens: Tokens) -> list[Hit]:
    """Read the expressions from left to right: the longest rule at each token, the earlier one among equals."""
    found: list[Hit] = []
    at = 0
    types = tokens.types
    while start := _START.search(types, at):
        at = start.start()
        read = _longest(tokens, at)
        if read is None:
            at += 1
            continue
        end, new = read
        found.extend(new)
        at = end
    return found


def _longest(tokens: Tokens, at: int) -> tuple[int, list[Hit]] | None:
    """Return where the best reading at a token ends, and its hits (none for a trap); None when nothing reads."""
    readings: list[tuple[int, Rule, re.Match[str]]] = []
    for rule in _BY_LETTER[tokens.types[at]]:
        match = rule.pattern.match(tokens.types, at)
        if match is not None and match.end() > at:
            readings.append((match.end(), rule, match))
    readings.sort(key=lambda reading: -reading[0])  # stable: the earlier rule first among equals
    for end, rule, match in readings:
        meaning = rule.meaning(Found(tokens, match))
        if meaning is None:
            continue
        if isinstance(meaning, Skip):
            return end, []
        if isinstance(meaning, list):
            return end, [Hit(*match.span(part), each, rule.name) for part, each in meaning]
        span = "span" if "span" in rule.pattern.groupindex else 0
        return end, [Hit(*match.span(span), meaning, rule.name)]
    return None


def find_times(
    text: str,
    *,
    silent: Iterable[tuple[int, int]] = (),
    published_at: str | None = None,
    blocked: Iterable[tuple[int, int]] = (),
) -> list[TimeMention]:
    """Return the time expressions of ``text``, sorted, without overlap.

    ``silent`` stretches carry no mentions; in ``blocked`` stretches (names) nothing is
    read. ``published_at`` is the EDTF day, month or year of publication; what
    needs a finer one than is known has value None. Cost is linear in the text.
    """
    tokens = lex(text, silent, blocked)
    return mentions(tokens, lend(tokens, hits(tokens)), published_at)
