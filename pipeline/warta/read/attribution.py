"""The day in the first attribution: ``ujar X, Sabtu (12/12/2020)``.

A text without header line and dateline is dated by the day on which its
source spoke: a weekday and a full date in a sentence with a word of saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from warta.read.day import Day, find_days
from warta.read.layout import alternatives, lower

#: how far around the day the word of saying may stand (characters)
_BEFORE = 260
#: characters that a weekday, comma, space and bracket take at most, and the one in front of them
_REACH = 24
_NUMBER = re.compile(r"(?<!\w)\d")
_CLOSED = re.compile(r"[.!?][\"”']?\s")


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('speech')})\b")


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('weekday')})\b,?[ \n]?\(?\Z", re.IGNORECASE)


def _behind_weekdays(text: str) -> Iterator[int]:
    """Yield where a number begins behind a weekday. Looked for by the number: far fewer than words."""
    for number in _NUMBER.finditer(text):
        start = number.start()
        if _weekday().search(text, max(0, start - _REACH), start) is not None:
            yield start


def attribution_day(text: str) -> Day | None:
    """Return the day of the first attribution with weekday and full date, or None."""
    for start in _behind_weekdays(text):
        day = next(find_days(text, start, start + 30), None)
        if day is None or day.start != start:
            continue
        sentence = text[max(0, day.start - _BEFORE) : day.start]
        cuts = [match.end() for match in _CLOSED.finditer(sentence)]
        if cuts:
            sentence = sentence[cuts[-1] :]
        if _speech().search(lower(sentence)) is not None:
            return day
    return None
