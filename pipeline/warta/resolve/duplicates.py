"""Near-duplicates: one release on several sites, under other headers and with other furniture.

A text is reduced to the set of its word shingles and the set to a MinHash
signature (Broder 1997): two signatures agree in the share of positions in
which the sets overlap (Jaccard similarity). Candidates are found by banding
(locality-sensitive hashing), so the work grows with the number of documents,
not of pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from zlib import crc32

import numpy as np

#: positions of a signature, words of a shingle
SIZE = 128
SHINGLE = 4
#: estimated Jaccard similarity from which two texts are one release
THRESHOLD = 0.6
#: 32 bands of 4: a pair meets in some band with probability 0.99 at similarity 0.6, 0.87 at 0.5, 0.003 at 0.1
_BANDS, _ROWS = 32, 4
#: Texts with fewer distinct shingles are not compared: form letters of a few lines would all be one.
_FEWEST = 12
_WORD = re.compile(r"[^\W_]+")
_LARGEST = 0xFFFFFFFF
#: shingles hashed at a time: bounds the memory of a long text
_CHUNK = 4096


def signature(text: str, silent: Sequence[tuple[int, int]] = ()) -> tuple[int, ...]:
    """Return the MinHash signature of a text: 128 whole numbers below 2**32, or ``()`` for a very short text.

    ``silent`` are the ``(start, end)`` stretches that are no content (header, dateline,
    furniture, byline): they do not count. Case, punctuation and spacing do not
    count either. Fixed hash functions: the same text gives the same signature everywhere.
    """
    if silent:
        kept: list[str] = []
        at = 0
        for start, end in sorted(silent):
            if start > at:
                kept.append(text[at:start])
            at = max(at, end)
        kept.append(text[at:])
        text = " ".join(kept)
    hashes = [crc32(word.encode("utf-8", "surrogatepass")) for word in _WORD.findall(text.lower())]
    if len(hashes) < _FEWEST + SHINGLE - 1:
        return ()
    words = np.array(hashes, dtype=np.uint64)
    count = len(words) - SHINGLE + 1
    shingles = np.zeros(count, dtype=np.uint64)
    for offset in range(SHINGLE):
        shingles = _mix(shingles + words[offset : offset + count] + np.uint64(offset + 1))
    shingles = np.unique(shingles)
    if len(shingles) < _FEWEST:
        return ()
    smallest = np.full(SIZE, _LARGEST, dtype=np.uint64)
    factors, offsets = _permutations()
    for at in range(0, len(shingles), _CHUNK):
        part = shingles[at : at + _CHUNK]
        hashed = (factors[:, None] * part[None, :] + offsets[:, None]) >> np.uint64(32)
        np.minimum(smallest, hashed.min(axis=1), out=smallest)
    return tuple(smallest.tolist())


def similarity(left: Sequence[int], right: Sequence[int]) -> float:
    """Return the estimated Jaccard similarity (0-1) of two texts from their signatures; 0 when one is empty."""
    if not left or not right:
        return 0.0
    return sum(a == b for a, b in zip(left, right, strict=True)) / len(left)


def mark(rows: Iterable[tuple[str, str | None, Sequence[int]]]) -> dict[str, str]:
    """Return ``doc_id -> doc_id of an earlier document with nearly the same text``.

    ``rows``: ``(doc_id, published_at, signature)`` in any order; the answer does not
    depend on it. Earlier is the smaller ``published_at`` (a document without one is
    later than any), then the smaller ``doc_id``. A document points at the earliest it was found to
    resemble by itself, never through a third: a report that changes a little from day to day
    does not become one document.
    """
    ranked = sorted((("9999" if day is None else day, doc_id, tuple(sig)) for doc_id, day, sig in set_of(rows) if sig))
    if not ranked:
        return {}
    table = np.array([sig for _, _, sig in ranked], dtype=np.uint64)
    leader = list(range(len(ranked)))
    found: dict[int, list[int]] = {}
    for band in range(_BANDS):
        columns = table[:, band * _ROWS : (band + 1) * _ROWS]
        keys = _fold(columns)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        ends = np.r_[starts[1:], len(ordered)]
        for start, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True):
            bucket = order[start:end]  # ascending: the sort is stable
            # Comparing with the first of the bucket and with one's neighbour keeps the work linear in the
            # bucket; the 32 bands give every pair worth finding many chances to be neighbours.
            for position in range(1, len(bucket)):
                found.setdefault(int(bucket[position]), []).extend((int(bucket[0]), int(bucket[position - 1])))
    for index in sorted(found):
        # the documents met, and the ones that those were found to resemble
        met = {other for near in found[index] for other in (near, leader[near])}
        for other in sorted(met):
            if np.count_nonzero(table[index] == table[other]) >= THRESHOLD * SIZE:
                leader[index] = other
                break
    return {ranked[i][1]: ranked[leader[i]][1] for i in range(len(ranked)) if leader[i] != i}


def set_of(
    rows: Iterable[tuple[str, str | None, Sequence[int]]],
) -> list[tuple[str, str | None, Sequence[int]]]:
    """Keep one row for each ``doc_id``, the earliest dated, so that repeated rows change nothing."""
    kept: dict[str, tuple[str, str | None, Sequence[int]]] = {}
    for row in rows:
        have = kept.get(row[0])
        if have is None or (row[1] is not None and (have[1] is None or row[1] < have[1])):
            kept[row[0]] = row
    return list(kept.values())


def _mix(values: np.ndarray) -> np.ndarray:
    """The finaliser of SplitMix64 (Steele et al. 2014), on whole arrays; wraps around."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: np.ndarray = values ^ (values >> np.uint64(31))
    return mixed


@cache
def _permutations() -> tuple[np.ndarray, np.ndarray]:
    """The fixed multiply-shift functions (Dietzfelbinger et al. 1997), one a position: odd factor and offset."""
    drawn = _mix(np.arange(1, 2 * SIZE + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    return drawn[:SIZE] | np.uint64(1), drawn[SIZE:]


def _fold(columns: np.ndarray) -> np.ndarray:
    """Hash the rows of a band to one number each."""
    keys = np.zeros(len(columns), dtype=np.uint64)
    for column in range(columns.shape[1]):
        keys = _mix(keys + columns[:, column] + np.uint64(column + 1))
    return keys
