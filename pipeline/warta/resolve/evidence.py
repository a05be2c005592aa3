"""Evidence that two names are one: what documents say, and slips of the pen.

Similarity is never evidence by itself. A slip needs a rare form beside a frequent
one that differs in a single letter of one long word, where that word is met nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from warta.resolve.alike import Alike
from warta.resolve.keys import Key, fold
from warta.resolve.rows import NameRow
from warta.resolve.sets import Sets

#: a frequent form has this many times the documents of a slip of it
SLIP_RATIO = 3


def votes(rows: Sequence[NameRow], sets: Sets) -> dict[str, Counter[int]]:
    """Return folded short form -> root of the entity it was used for -> documents.

    Inside documents ``aliases.link`` has already put short forms under full names; over
    documents these pairs say what a form that stands alone elsewhere means.
    """
    out: dict[str, Counter[int]] = {}
    for number, row in enumerate(rows):
        own = fold(row.norm)
        for form, count in row.surface_documents or row.surfaces:
            key = fold(form)
            if key != own and count > 0:
                out.setdefault(key, Counter())[sets.root(number)] += count
    return out


def elected(counts: Counter[int], *, share: float, least: int) -> int | None:
    """Return the root that has at least ``share`` of ``least`` or more votes, or None."""
    total = sum(counts.values())
    if total < least:
        return None
    root, best = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return root if best >= share * total else None


def slips(
    rows: Sequence[NameRow],
    keys: Sequence[Key],
    *,
    words: int,
    length: int,
    known: Callable[[str], bool],
) -> Iterator[tuple[int, int]]:
    """Yield (slip, meant): rows whose keys differ by one edit in one word.

    ``words``: least number of words of a key; ``length``: least length of the word that
    differs. ``known``: tells whether a word is a word of its own (another name, a place):
    then it is no slip. Both ways of blocking, by the first and by the last three letters
    of the word, are needed: one edit cannot touch both.
    """
    uses = Counter(word for key in {k for k in keys if k} for word in key)
    weight = Counter[Key]()
    for row, key in zip(rows, keys, strict=True):
        weight[key] += max(row.documents, 1)
    first: dict[Key, int] = {}
    for number, key in enumerate(keys):
        first.setdefault(key, number)
    index = Alike()
    frequent = sorted(k for k, n in weight.items() if n >= SLIP_RATIO and len(k) >= words)
    for key in frequent:
        for block in blocks(key, length):
            index.add(block, key)
    for key in sorted(k for k in weight if len(k) >= words):
        found: set[Key] = set()
        for block in blocks(key, length):
            for other in index.near(block, key):
                if weight[other] >= SLIP_RATIO * weight[key] and _one_edit(key, other, length, uses, known):
                    found.add(other)
        if len(found) == 1:
            yield first[key], first[next(iter(found))]


def blocks(key: Key, length: int) -> Iterator[tuple[object, ...]]:
    """Yield what a key shares with every key that differs by one edit in one word of ``length`` letters or more."""
    for position, word in enumerate(key):
        if len(word) >= length - 1 and not any(c.isdigit() for c in word):
            rest = (position, key[:position], key[position + 1 :])
            yield (*rest, "first", word[:3])
            yield (*rest, "last", word[-3:])


def _one_edit(key: Key, other: Key, length: int, uses: Mapping[str, int], known: Callable[[str], bool]) -> bool:
    apart = [(a, b) for a, b in zip(key, other, strict=True) if a != b]
    if len(apart) != 1:
        return False
    slip, meant = apart[0]
    return (
        max(len(slip), len(meant)) >= length
        and OSA.distance(slip, meant, score_cutoff=1) == 1
        and uses[slip] == 1
        and not known(slip)
        and not _inflected(slip, meant)
    )


def _inflected(one: str, other: str) -> bool:
    """Tell whether two words differ in their last vowel only: ``Suryana`` and ``Suryani`` are two names."""
    return len(one) == len(other) and one[:-1] == other[:-1] and one[-1] in "aeiou" and other[-1] in "aeiou"
