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
#: A line of fewer words in Title Case may be a list of names or a heading; nothing is changed there.
_WORDS = 7
#: Words shorter than this are often small in Title Case (``di``, ``dan``) and tell nothing.
_SHORT = 5


@cache
def _acronyms() -> frozenset[str]:
    """Known names of one word that are written in capitals."""
    return frozenset(name[0] for name in known() if len(name) == 1 and name[0].isupper())


def soften(text: str, *, titles: bool = True) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with its lines in capitals or Title Case as a sentence has them, and their ``(start, end)``.

    ``titles``: lines in Title Case too; without it only those in capitals.

    A line counts when nine of ten letters are capitals and there are at least twelve, or when nearly all of
    at least seven longer words have a capital and many of these are words of the language. Known acronyms
    (``KPK``) stay as they are, ``KEMENSOS`` becomes ``Kemensos``. The result is exactly as long as the text.
    """
    lines: list[tuple[int, int]] = []
    out: list[str] = []
    last = 0
    for match in _LINE.finditer(text):
        if titles and _title_case(match.group()):
            out += [text[last : match.start()], _WORD.sub(_sentence, match.group())]
            last = match.end()
            lines.append(match.span())
            continue
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


def _title_case(line: str) -> bool:
    """Tell whether a line is a sentence in Title Case; of the usual line a few words tell at once."""
    head = [w for w in line.split(None, 10)[:10] if len(w) >= _SHORT]
    if sum(w[0].islower() for w in head) > 1:
        return False
    words = [w for w in _WORD.findall(line) if len(w) >= _SHORT and not w.isupper()]
    if len(words) < _WORDS or sum(w[0].isupper() for w in words) < 0.9 * len(words):
        return False
    return 3 * sum(w.lower() in common_words() and not _in_names(w) for w in words) >= len(words)


def _sentence(match: re.Match[str]) -> str:
    """Return a word of a line in Title Case: small where it is one of the language, else as it is."""
    word = match.group()
    low = word.lower()
    plain = word[1:].islower() and len(low) == len(word) and low in common_words() and not _in_names(word)
    return low if plain else word


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
