"""Candidates for names and the one policy that chooses among overlapping ones."""

from __future__ import annotations

from bisect import bisect_right
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
    """Disjoint stretches of a text, with quick tests for overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether ``[start, end)`` touches one of the stretches."""
        starts = self._starts
        i = bisect_right(starts, start)
        return (i > 0 and self._ends[i - 1] > start) or (i < len(starts) and starts[i] < end)

    def add(self, start: int, end: int) -> bool:
        """Add a stretch unless it overlaps one that is there; tell whether it was added."""
        if self.overlaps(start, end):
            return False
        i = bisect_right(self._starts, start)
        self._starts.insert(i, start)
        self._ends.insert(i, end)
        return True
