"""Near-duplicates: one release on several sites, under other headers and with other furniture.

A text is reduced to the set of its word shingles and the set to a MinHash
signature (Broder 1997): two signatures agree in the share of positions in
which the sets overlap (Jaccard similarity). Candidates are found by banding
(locality-sensitive hashing), so the work grows with the number of documents,
not of pairs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

#: ids and days as bytes; signatures, one a row
Texts = npt.NDArray[np.bytes_]
Table = npt.NDArray[Any]

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


def mark(ids: Sequence[str] | Texts, days: Sequence[str] | Texts, signatures: Table) -> dict[str, str]:
    """Return ``doc_id -> doc_id of an earlier document with nearly the same text``.

    One row a document, in any order; the answer does not depend on it. ``ids`` and ``days`` are
    ASCII, as text or as numpy bytes; a day of publication that is not known is empty.
    ``signatures`` is n x ``SIZE`` whole numbers (uint32 or uint64); documents without a
    signature are left out. Beside these arrays some 40 bytes a document are needed.

    Earlier is the smaller day (a document without one is later than any), then the smaller
    ``doc_id``; of rows with one ``doc_id`` the earliest counts. A document points at the earliest it was
    found to resemble by itself, never through a third: a report that changes a little from
    day to day does not become one document. Raises ValueError when the lengths differ.
    """
    names, dated = np.asarray(ids, dtype=np.bytes_), np.asarray(days, dtype=np.bytes_)
    if signatures.shape != (len(names), SIZE) or len(dated) != len(names):
        raise ValueError(f"{len(names)} ids, {len(dated)} days, signatures of shape {signatures.shape}")
    if not len(names):
        return {}
    ranks = _ranked(names, np.where(dated == b"", b"9999", dated))
    leader = np.arange(len(ranks))
    pairs = _candidates(signatures, ranks)
    bounds = np.flatnonzero(np.diff(pairs[:, 0], prepend=-1, append=-1)).tolist()
    for start, end in pairwise(bounds):
        index, near = int(pairs[start, 0]), pairs[start:end, 1]
        # the documents met, and the ones that those were found to resemble
        for other in np.unique(np.concatenate((near, leader[near]))).tolist():
            if np.count_nonzero(signatures[ranks[index]] == signatures[ranks[other]]) >= THRESHOLD * SIZE:
                leader[index] = other
                break
    found = np.flatnonzero(leader != np.arange(len(ranks)))
    later, earlier = names[ranks[found]].tolist(), names[ranks[leader[found]]].tolist()
    return {one.decode(): other.decode() for one, other in zip(later, earlier, strict=True)}


def _ranked(names: Texts, days: Texts) -> npt.NDArray[np.intp]:
    """Return the rows from the earliest to the latest document, each document once."""
    order = np.lexsort((days, names))
    first = np.r_[True, names[order[1:]] != names[order[:-1]]]
    kept = order[first]
    return kept[np.lexsort((names[kept], days[kept]))]


def _candidates(signatures: Table, ranks: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
    """Return pairs ``(later, earlier)`` of ranks that share a band, each once, in order.

    Of the documents that share one, each is paired with the first and with its neighbour, which keeps
    the work linear; the 32 bands give every pair worth finding many chances to be neighbours.
    """
    count = len(ranks)
    found = np.empty(0, dtype=np.int64)  # a pair as one number
    for band in range(_BANDS):
        keys = _fold(signatures[:, band * _ROWS : (band + 1) * _ROWS])[ranks]
        order = np.argsort(keys, kind="stable")  # stable: the ranks in a bucket ascend
        same = np.r_[False, keys[order[1:]] == keys[order[:-1]]]
        at = np.flatnonzero(same)
        heads = np.maximum.accumulate(np.where(same, 0, np.arange(count)))
        met = [order[at] * count + order[other] for other in (at - 1, heads[at])]
        found = np.unique(np.concatenate((found, *met)))
    return np.stack((found // count, found % count), axis=1)


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
        keys = _mix(keys + columns[:, column].astype(np.uint64) + np.uint64(column + 1))
    return keys
