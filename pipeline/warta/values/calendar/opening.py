"""Which classes a rule can open with, so that each token meets only the rules that may read it."""

from __future__ import annotations

__all__ = ["opening"]


def opening(source: str) -> frozenset[str]:
    """Return the letters with which a match of a compiled pattern's source can start.

    Reads the part of the syntax of ``re`` that the grammar's notation uses: letters, classes,
    groups, alternatives, ``?``, ``??``, ``{m,n}``, look-around and ``(?(name)...)``.
    Raises ValueError for a pattern that can match nothing at all.
    """
    letters, empty, end = _alternatives(source, 0)
    if empty or end != len(source):
        raise ValueError(f"rule may match nothing, or is malformed at {end}: {source!r}")
    return frozenset(letters)


def _alternatives(source: str, i: int) -> tuple[set[str], bool, int]:
    letters: set[str] = set()
    empty = False
    while True:
        more, nothing, i = _sequence(source, i)
        letters |= more
        empty = empty or nothing
        if i >= len(source) or source[i] != "|":
            return letters, empty, i
        i += 1


def _sequence(source: str, i: int) -> tuple[set[str], bool, int]:
    letters: set[str] = set()
    empty = True
    while i < len(source) and source[i] not in "|)":
        more, nothing, i = _atom(source, i)
        optional, i = _quantifier(source, i)
        if empty:
            letters |= more
        empty = empty and (nothing or optional)
    return letters, empty, i


def _atom(source: str, i: int) -> tuple[set[str], bool, int]:
    if source[i] == "[":
        end = source.index("]", i)
        return set(source[i + 1 : end]), False, end + 1
    if source[i] != "(":
        return {source[i]}, False, i + 1
    if source.startswith(("(?=", "(?!", "(?<=", "(?<!"), i):
        return set(), True, _closing(source, i) + 1
    conditional = source.startswith("(?(", i)
    if conditional:
        i = source.index(")", i) + 1
    elif source.startswith("(?P<", i):
        i = source.index(">", i) + 1
    else:
        i += len("(?:")
    letters, empty, end = _alternatives(source, i)
    return letters, empty or conditional, end + 1


def _quantifier(source: str, i: int) -> tuple[bool, int]:
    optional = False
    if i < len(source) and source[i] == "{":
        optional = source[i + 1] == "0"
        i = source.index("}", i) + 1
    while i < len(source) and source[i] == "?":
        optional = True
        i += 1
    return optional, i


def _closing(source: str, i: int) -> int:
    depth = 0
    for at in range(i, len(source)):
        depth += {"(": 1, ")": -1}.get(source[at], 0)
        if depth == 0:
            return at
    raise ValueError(f"bracket never closed at {i}: {source!r}")
