"""People over all documents: which names are one person.

Evidence, in this order: the same words in one orthography; a widely known
nickname; an initial that only one name fills; what documents say (``Prabowo`` is
``Prabowo Subianto`` wherever a document names both); a name of rare words that only one
longer name continues; a slip of the pen. Words for a child (``Jr``, ``bin``)
keep names apart, and names of common words alone are never joined by length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from warta.resolve.evidence import elected, slips, votes
from warta.resolve.keys import Key, fold, person_key
from warta.resolve.persons import GENERATIONS, ODD
from warta.resolve.public import bearers as known_bearers
from warta.resolve.public import full_name
from warta.resolve.rows import NameRow
from warta.resolve.sets import Sets
from warta.values.names import person_norm

#: a word shared by this many people tells nobody apart
_COMMON = 3
#: last words by which a child's name continues a parent's
_CHILD = GENERATIONS | {"putra", "putri", "ii", "iii", "iv"}


def key(row: NameRow) -> Key:
    """Return the key under which a person's spellings meet; one word is not respelt."""
    name = person_norm(full_name(row.norm) or row.norm)
    found = person_key(name)
    return found if len(found) > 1 else (fold(name),)


def cluster(rows: Sequence[NameRow]) -> Sets:
    """Return the sets of rows that are one person. ``rows`` are PER rows in a fixed order."""
    keys = [key(row) for row in rows]
    sets = Sets(len(rows))
    by_key: dict[tuple[Key, str], int] = {}
    for number, k in enumerate(keys):
        # a name with the mark of a document is known there only
        sets.join(by_key.setdefault((k, rows[number].place), number), number)
    full = {k: n for (k, _), n in sorted(by_key.items(), reverse=True) if len(k) > 1}
    bearers = Counter(word for k in full for word in set(k))

    def rare(k: Key) -> bool:
        return any(bearers[w] < _COMMON and known_bearers(w) < _COMMON and len(w) > 2 for w in k)

    _initials(full, sets)
    _spoken(rows, keys, sets, bearers)
    _continued(full, sets, rare)
    _middle(full, sets, rare)
    for slip, meant in list(slips(rows, keys, words=2, length=6, known=lambda w: known_bearers(w) > 1)):
        sets.join(slip, meant)
    return sets


def _initials(full: dict[Key, int], sets: Sets) -> None:
    """Join ``M. Choliq`` to the one name it abbreviates, and drop middle initials when one name is left."""
    short = {k for k in full if any(len(w) == 1 for w in k) and any(len(w) > 2 for w in k)}
    shapes = {_shape(k) for k in short}
    filled: dict[Key, set[int]] = {}
    for k in sorted(full):
        for shape in {(len(k), at) for at in _positions(len(k))} & shapes:
            at = shape[1]
            if all(len(k[i]) > 1 for i in at):
                pattern = tuple(w[0] if i in at else w for i, w in enumerate(k))
                if pattern in short:
                    filled.setdefault(pattern, set()).add(full[k])
    for pattern in sorted(filled):
        roots = {sets.root(n) for n in filled[pattern]}
        if len(roots) == 1:
            sets.join(full[pattern], roots.pop())
    dropped: dict[Key, set[int]] = {}
    for k in short:
        if len(k[0]) > 1 and len(k[-1]) > 1:
            dropped.setdefault(tuple(w for w in k if len(w) > 1), set()).add(full[k])
    for bare in sorted(dropped):
        roots = {sets.root(n) for n in dropped[bare]}
        if bare in full and len(bare) > 1 and len(roots) == 1:
            sets.join(full[bare], roots.pop())


def _shape(k: Key) -> tuple[int, tuple[int, ...]]:
    return len(k), tuple(i for i, w in enumerate(k) if len(w) == 1)


def _positions(length: int) -> Iterator[tuple[int, ...]]:
    """Yield the places where one or two initials can stand in a name of ``length`` words."""
    if length <= 6:
        for many in (1, 2):
            yield from combinations(range(length), many)


def _spoken(rows: Sequence[NameRow], keys: Sequence[Key], sets: Sets, bearers: Counter[str]) -> None:
    """Join short forms to the person whom the documents that name both mean by them."""
    counts = votes(rows, sets)
    joins: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        said = counts.get(fold(row.norm))
        if said is None:
            continue
        single = len(keys[number]) == 1
        common = single and (bearers[keys[number][0]] >= _COMMON or known_bearers(keys[number][0]) >= _COMMON)
        if common:
            # a first name of many: only for the person who nearly always is meant, in a large collection
            root = elected(said, share=0.97, least=max(20, row.documents // 4))
        elif single:
            # a word that one full name alone holds needs no second witness
            alone = bearers[keys[number][0]] == 1 and known_bearers(keys[number][0]) <= 1
            root = elected(said, share=0.9, least=max(1 if alone else 2, row.documents // 20))
        else:
            root = elected(said, share=0.8, least=1)
        if root is not None and len(keys[root]) > 1 and _one_family(keys[number], keys[root]):
            joins.append((number, root))
    for one, other in joins:
        sets.join(one, other)


def _one_family(one: Key, other: Key) -> bool:
    """Tell whether no word for a child stands in one of two names only."""
    return GENERATIONS & set(one) == GENERATIONS & set(other)


def _middle(full: dict[Key, int], sets: Sets, rare: Callable[[Key], bool]) -> None:
    """Join first and last name, both rare, to the one name that has more between them."""
    outer: dict[Key, set[int]] = {}
    for k in sorted(full):
        if len(k) > 2 and (k[0], k[-1]) in full and not _CHILD & set(k):
            outer.setdefault((k[0], k[-1]), set()).add(full[k])
    for k in sorted(outer):
        roots = {sets.root(n) for n in outer[k]}
        if len(roots) == 1 and rare(k[:1]) and rare(k[1:]):
            sets.join(full[k], roots.pop())


def _continued(full: dict[Key, int], sets: Sets, rare: Callable[[Key], bool]) -> None:
    """Join a name, all of whose words are rare, to the one longer name that continues it."""
    longer: dict[Key, set[int]] = {}
    for k in sorted(full):
        for end in range(2, len(k)):
            if k[:end] in full and not _CHILD & set(k[end:]) and all(len(w) > 1 for w in k[end:]):
                longer.setdefault(k[:end], set()).add(full[k])
    for k in sorted(longer, key=lambda k: (-len(k), k)):
        roots = {sets.root(n) for n in longer[k]}
        if len(roots) == 1 and all(rare((w,)) for w in k):
            sets.join(full[k], roots.pop())


def name(rows: Sequence[NameRow]) -> str:
    """Choose the canonical name of one person.

    The fullest name that is met often enough: in a tenth of the documents of the most
    frequent one, a third when it has words in front of that one, since names grow at the end
    and what stands in front is mostly no name (``Barisan Kader Gus Dur``). Names with digits or with
    capitals inside a word come last. Among names of equal length the most frequent counts.
    """
    weight: Counter[str] = Counter()
    for row in rows:
        known = full_name(row.norm)
        weight[person_norm(known or row.norm)] += max(row.documents, 1)
    clean = {n for n in weight if not ODD.search(n)} or set(weight)
    most = max(weight[n] for n in clean)
    usual = person_key(min((n for n in clean if weight[n] == most), key=lambda n: (-len(n), n)))

    def fair(n: str) -> bool:
        if most >= 3 and weight[n] == 1 and len(usual) > 1:
            return False
        k = person_key(n)
        in_front = len(k) > len(usual) > 1 and k[-len(usual) :] == usual
        return weight[n] * (3 if in_front else 10) >= most

    chosen = [n for n in clean if fair(n)]
    return min(chosen, key=lambda n: (-sum(len(w) > 1 for w in person_key(n)), n.isupper(), -weight[n], n))
