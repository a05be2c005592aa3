"""Regular expressions of other people, made safe: they can cost time in proportion to the text, never more.

Python's engine tries every way in which a pattern can match. That is harmless unless repeats can share out the
same letters among them, so three things are refused, with words that help: a repeat inside a repeated part
(``(a+)+``), repeats behind each other that can match the same letters in too many ways (``.*.*``), and
references to what another part matched. ``+``, ``*`` and ``{2,}`` end at ``LONGEST``.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

from warta.own import OwnError

#: An open repeat goes so far: no name has a longer word.
LONGEST = 60
#: In so many ways may the repeats of one pattern share out one stretch of text.
WAYS = 250
_CAPITALS = r"[A-Z][\w'’.-]{0,40}"
#: What may stand in braces in a pattern -> what it means. ``{Nama}``: up to five words with a capital.
PLACEHOLDERS = {
    "{Nama}": rf"{_CAPITALS}(?: {_CAPITALS}){{0,4}}",
    "{Kata}": _CAPITALS,
}
#: A number in digits or words; ``recognise.own`` puts the house's pattern of numerals there.
NUMBER = "{angka}"
#: What they are for the check: one repeat each.
_CHECKED = {"{Nama}": "[A-Za-z .'-]{1,60}", "{Kata}": "[A-Za-z.'-]{1,41}", NUMBER: "[0-9A-Za-z., ]{1,30}"}
_SAMPLE = frozenset(string.printable) | frozenset("éÉüßñ–—’“”…٣²ªµ中\u00a0\u2028")
_Set: TypeAlias = frozenset[str]
_ALL: _Set = _SAMPLE


def safe(pattern: str) -> str:
    """Return the pattern as it is compiled: placeholders but ``NUMBER`` filled in, open repeats ended.

    Raises OwnError when it is no regular expression, can match nothing at all, or could take long.
    """
    flags, body = ("(?i:", pattern[4:]) if pattern.startswith("(?i)") else ("(?:", pattern)
    if body.count(NUMBER) > 1:
        raise OwnError(f"{NUMBER} can stand only once")
    checked = full = _ended(body)
    for written, stand_in in _CHECKED.items():
        checked = checked.replace(written, stand_in)
    _check(checked)
    for written, meaning in PLACEHOLDERS.items():
        full = full.replace(written, f"(?-i:{meaning})")
    made = f"{flags}{full})"
    _compiled(made.replace(NUMBER, "(?P<angka>[0-9]{1,9})"))
    return made


def _ended(pattern: str) -> str:
    """Return the pattern with ``+``, ``*`` and ``{2,}`` ended at ``LONGEST``; raises OwnError for misplaced braces."""
    out: list[str] = []
    i, inside = 0, False
    while i < len(pattern):
        char = pattern[i]
        for written in _CHECKED:
            if pattern.startswith(written, i + (char == "\\")) and (inside or char == "\\"):
                raise OwnError(f"{written} means something; it cannot stand in [...] or behind a backslash")
        if char == "\\":
            out.append(pattern[i : i + 2])
            i += 2
            continue
        if inside:
            inside = char != "]"
        elif char == "[":
            inside = True
            # ``[]a]`` and ``[^]a]``: a bracket in front is a letter
            first = re.match(r"\[\^?\]?", pattern[i:])
            assert first is not None
            out.append(first[0])
            i += len(first[0])
            continue
        elif char in "*+":
            out.append(f"{{{int(char == '+')},{LONGEST}}}")
            i += 1
            if i < len(pattern) and pattern[i] in "?+":
                out.append(pattern[i])
                i += 1
            continue
        elif (open_end := re.match(r"\{([0-9]{0,4}),\}", pattern[i:])) is not None:
            least = int(open_end[1] or 0)
            out.append(f"{{{least},{least + LONGEST}}}")
            i += len(open_end[0])
            continue
        out.append(char)
        i += 1
    return "".join(out)


def _compiled(pattern: str) -> Any:
    """Compile a pattern and return its parse tree."""
    try:
        tree = parser.parse(pattern)
        re.compile(pattern)
    except re.error as error:
        where = "" if error.pos is None else f" at character {error.pos + 1}"
        raise OwnError(f"no regular expression: {error.msg}{where}") from error
    except (OverflowError, RecursionError) as error:
        raise OwnError("the regular expression is too long or too deep") from error
    return tree


def _check(pattern: str) -> None:
    tree = _compiled(pattern)
    least, most = tree.getwidth()
    ways = _ways(list(tree), frozenset(), repeated=False)
    if least == 0:
        raise OwnError("the pattern fits the empty text; say at least one letter that must be there")
    if most > 2000:
        raise OwnError(f"the pattern fits stretches of {most} characters; names and amounts have at most 2000")
    if ways > WAYS:
        raise OwnError(
            f"repeats behind each other can match the same letters in {ways} ways, which takes long on long texts;"
            " put something between them that they do not match, as in `[A-Z][a-z]+ [A-Z][a-z]+`, or use {Nama}"
        )


_Item: TypeAlias = tuple[Any, Any]
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def _ways(items: Sequence[_Item], follow: _Set, *, repeated: bool) -> int:
    """Return in how many ways the repeats of a sequence can share out letters; ``follow`` may come behind it."""
    ways, behind = 1, follow
    for kind, value in reversed(items):
        if kind in _REPEATS:
            least, most, body = value
            if repeated and most != least:
                raise OwnError(
                    "a repeat inside a repeated part, as in `([A-Z]\\w+ )+`, can take endless time;"
                    " use {Nama} for a name of some words, or write the words out: `[A-Z]\\w+( [A-Z]\\w+)?`"
                )
            if most != least and _first(list(body), frozenset()) & behind:
                ways *= most - least + 1
            ways *= _ways(list(body), behind, repeated=repeated or most > 1)
        elif kind in {op.SUBPATTERN, op.ATOMIC_GROUP}:
            body = value[-1] if kind is op.SUBPATTERN else value
            ways *= _ways(list(body), behind, repeated=repeated)
        elif kind is op.BRANCH:
            ways *= max(_ways(list(branch), behind, repeated=repeated) for branch in value[1])
        elif kind in {op.ASSERT, op.ASSERT_NOT}:
            ways *= _ways(list(value[1]), frozenset(), repeated=repeated)
        elif kind in {op.GROUPREF, op.GROUPREF_EXISTS}:
            raise OwnError("a reference to another part (\\1, (?P=name)) cannot be used: it can take endless time")
        behind = _first([(kind, value)], behind)
        if ways > 10 * WAYS:
            break
    return ways


def _first(items: Sequence[_Item], follow: _Set) -> _Set:
    """Return the letters with which a sequence can begin; those of ``follow`` where it can be empty."""
    found: _Set = frozenset()
    for kind, value in items:
        if kind in _REPEATS:
            least, _, body = value
            found |= _first(list(body), frozenset())
            if least == 0:
                continue
        elif kind in {op.SUBPATTERN, op.ATOMIC_GROUP}:
            body = list(value[-1] if kind is op.SUBPATTERN else value)
            found |= _first(body, frozenset())
            if _nullable(body):
                continue
        elif kind is op.BRANCH:
            for branch in value[1]:
                found |= _first(list(branch), frozenset())
            if any(_nullable(list(branch)) for branch in value[1]):
                continue
        elif kind in {op.AT, op.ASSERT, op.ASSERT_NOT}:
            continue
        else:
            found |= _letters(kind, value)
        return found
    return found | follow


def _nullable(items: Sequence[_Item]) -> bool:
    return all(
        kind in {op.AT, op.ASSERT, op.ASSERT_NOT}
        or (kind in _REPEATS and (value[0] == 0 or _nullable(list(value[2]))))
        or (kind is op.SUBPATTERN and _nullable(list(value[-1])))
        or (kind is op.ATOMIC_GROUP and _nullable(list(value)))
        or (kind is op.BRANCH and any(_nullable(list(branch)) for branch in value[1]))
        for kind, value in items
    )


def _letters(kind: Any, value: Any) -> _Set:
    """Return the letters of the sample that one part matches, in whatever case."""
    if kind is op.LITERAL:
        return frozenset({chr(value), chr(value).swapcase()})
    if kind is op.NOT_LITERAL:
        return _ALL - {chr(value)}
    if kind is op.RANGE:
        low, high = value
        return frozenset(c for c in _SAMPLE if low <= ord(c) <= high)
    if kind is op.CATEGORY:
        return _category(value)
    if kind is op.IN:
        negated = value[0][0] is op.NEGATE
        found: _Set = frozenset()
        for part in value[1:] if negated else value:
            found |= _letters(*part)
        return _ALL - found if negated else found
    return _ALL  # ANY, and whatever a later Python may add


@cache
def _category(value: Any) -> _Set:
    letter = {
        op.CATEGORY_DIGIT: r"\d",
        op.CATEGORY_NOT_DIGIT: r"\D",
        op.CATEGORY_SPACE: r"\s",
        op.CATEGORY_NOT_SPACE: r"\S",
        op.CATEGORY_WORD: r"\w",
        op.CATEGORY_NOT_WORD: r"\W",
    }.get(value)
    return _ALL if letter is None else frozenset(c for c in _SAMPLE if re.match(letter, c))
