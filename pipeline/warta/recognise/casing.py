"""Text in capitals brought to the case it would have in a sentence, without moving an offset."""

from __future__ import annotations

import re
import string
from functools import cache

from warta.recognise.gazetteer import common_words, known, roles

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
#: A line of fewer letters in capitals may be an acronym or a heading; nothing is changed there.
_ENOUGH = 12
_SMALL = string.ascii_lowercase.encode()


@cache
def _acronyms() -> frozenset[str]:
    """Known names of one word that are written in capitals."""
    return frozenset(name[0] for name in known() if len(name) == 1 and name[0].isupper())


def soften(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with its lines in capitals in the case of a sentence, and the ``(start, end)`` of these lines.

    A line counts when nine of ten letters are capitals and there are at least twelve. Known acronyms (``KPK``) stay as
    they are, ``KEMENSOS`` becomes ``Kemensos``. The result is exactly as long as the text.
    """
    lines: list[tuple[int, int]] = []
    out: list[str] = []
    last = 0
    for match in _LINE.finditer(text):
        line = match.group().encode("utf-8", "surrogatepass")
        if 10 * (len(line) - len(line.translate(None, _SMALL))) > match.end() - match.start():
            continue  # the usual line, told at once: more than a tenth is small letters
        letters = [c for c in match.group() if c.isalpha()]
        if len(letters) < _ENOUGH or sum(c.isupper() for c in letters) < 0.9 * len(letters):
            continue
        out += [text[last : match.start()], _WORD.sub(_title, match.group())]
        last = match.end()
        lines.append(match.span())
    return "".join([*out, text[last:]]), lines


def _title(match: re.Match[str]) -> str:
    word = match.group()
    if match.start() > 1 and match.string[match.start() - 1] == "." and match.string[match.start() - 2].isalpha():
        return word.lower() if len(word.lower()) == len(word) else word  # ``KOMPAS.COM``
    soft, low = word[0] + word[1:].lower(), word.lower()
    if len(soft) != len(word) or len(low) != len(word):
        return word
    if low in common_words() and (word in _acronyms() or not _in_names(soft)):
        return low
    return word if word in _acronyms() else soft


def _in_names(word: str) -> bool:
    """Tell whether a word of the language also stands, capitalised, inside names (``Sosial``)."""
    role = roles().get(word)
    return role is not None and role.org + role.fac + role.loc + role.first + role.inner + role.pos > role.other
