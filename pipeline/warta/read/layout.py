"""The lines of a text with their offsets, and the reader's small word lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from warta.lexicon import table

#: what ends a line in plain text, page feeds and Unicode separators included
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank line: ``text[start:end]`` without the white space around it.

    ``gap`` is true when a blank line (or the beginning of the text) stands above it.
    """

    start: int
    end: int
    text: str
    gap: bool


def lines(text: str) -> list[Line]:
    """Return the non-blank lines of ``text`` in order."""
    found: list[Line] = []
    last = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip()
        if not body:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        between = text[last:start]
        gap = not found or between.count("\n") > 1 or between.count("\r") > 1 or "\u2029" in between
        last = start + len(body)
        found.append(Line(start, last, body, gap))
    return found


def lower(text: str) -> str:
    """Lower-case without changing the length, so that offsets stay those of ``text``."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # 'İ' is the one character whose lower case is longer than itself.
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


@cache
def words(kind: str) -> frozenset[str]:
    """Return one kind of ``read_words.csv``."""
    return frozenset(row["word"] for row in table("read_words") if row["kind"] == kind)


@cache
def alternatives(kind: str) -> str:
    """Return one kind of ``read_words.csv`` as a regex alternation, longest first."""
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words(kind), key=lambda w: (-len(w), w)))
