"""Text in capitals read as if it were Title Case, without moving an offset."""

from __future__ import annotations

import re
from functools import cache

from warta.recognise.gazetteer import known

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
#: A line of fewer letters in capitals may be an acronym or a heading; nothing is changed there.
_ENOUGH = 12


@cache
def _acronyms() -> frozenset[str]:
    """Known names of one word that are written in capitals."""
    return frozenset(name[0] for name in known() if len(name) == 1 and name[0].isupper())


def soften(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with its lines in capitals in Title Case, and the ``(start, end)`` of these lines.

    A line counts when nine of ten letters are capitals and there are at least twelve. Known acronyms (``KPK``) stay as
    they are, ``KEMENSOS`` becomes ``Kemensos``. The result is exactly as long as the text.
    """
    lines: list[tuple[int, int]] = []
    out: list[str] = []
    last = 0
    for match in _LINE.finditer(text):
        letters = [c for c in match.group() if c.isalpha()]
        if len(letters) < _ENOUGH or sum(c.isupper() for c in letters) < 0.9 * len(letters):
            continue
        out += [text[last : match.start()], _WORD.sub(_title, match.group())]
        last = match.end()
        lines.append(match.span())
    return "".join([*out, text[last:]]), lines


def _title(match: re.Match[str]) -> str:
    word = match.group()
    soft = word[0] + word[1:].lower()
    if word in _acronyms() or len(soft) != len(word):
        return word
    return soft
