"""Candidates for names and the one policy that chooses among overlapping ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Candidate(NamedTuple):
    """A possible name ``text[start:end]``; ``found_by`` as in ``NameMention``."""

    start: int
    end: int
    label: str
    found_by: str
    score: float | None = None


def choose(candidates: Iterable[Candidate], priority: Mapping[str, int] | None = None) -> list[Candidate]:
    """Return non-overlapping candidates, sorted by offset.

    A source with a lower number in ``priority`` beats one with a higher (unnamed sources: 50); inside one
    priority the longest wins, then the higher score, then the leftmost. Same candidates, same choice,
    in whatever order they come. O(n log n).
    """
    ranks = priority or {}

    def key(c: Candidate) -> tuple[int, int, float, int, str, str]:
        return (ranks.get(c.found_by, 50), c.start - c.end, -(c.score or 0.0), c.start, c.label, c.found_by)

    taken = Spans()
    kept: list[Candidate] = []
    for candidate in sorted(set(candidates), key=key):
        if candidate.end > candidate.start and taken.add(candidate.start, candidate.end):
            kept.append(candidate)
    return sorted(kept)


class Spans:
    """Stretches of a text, with quick tests for overlap: a byte for each character up to the last end."""

    __slots__ = ("_taken",)

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._taken = bytearray()
        for start, end in spans:
            self._set(start, end)

    def _set(self, start: int, end: int) -> None:
        taken = self._taken
        if end > len(taken):
            taken.extend(bytes(end - len(taken)))
        taken[start:end] = b"\1" * (end - start)

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether a character of ``[start, end)`` is taken."""
        return self._taken.find(1, start, end) >= 0

    def add(self, start: int, end: int) -> bool:
        """Add a stretch unless it overlaps one that is there; tell whether it was added."""
        if self._taken.find(1, start, end) >= 0:
            return False
        self._set(start, end)
        return True
