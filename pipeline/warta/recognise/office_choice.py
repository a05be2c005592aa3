"""Choose among the bodies that a text names the one an office is held in, when the office says none.

The body most mentioned counts, a mention in front of the office in its sentence like two more; among
equals the one nearest in front. A document may hold tens of thousands of offices and of bodies, so no
office looks at every body: mentions lie in rankings by the kind of the body, which are asked in
logarithmic time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from warta.recognise.office_employers import PUBLIC, kind_of
from warta.values.mention import NameMention

#: A body in the sentence of the office counts as much as so many mentions elsewhere.
_NEAR = 2

Kinds = frozenset[str | None]


class Choice:
    """The bodies of one document, as they may be guessed.

    ``orgs``: first token and mention of every ORG, in order; ``sentence_of``: the sentence of each token;
    ``employs`` tells whether a norm may be guessed to be a body at all.
    """

    def __init__(
        self,
        orgs: Sequence[tuple[int, NameMention]],
        sentence_of: Sequence[int],
        employs: Callable[[str], bool],
    ) -> None:
        self._sentence_of, self._counts = sentence_of, Counter(name.norm for _, name in orgs)
        able = {norm: employs(norm) for norm in self._counts}
        kinds = {norm: kind_of(norm) for norm, may in able.items() if may}
        self._orgs = [(first, name, kinds[name.norm]) for first, name in orgs if able[name.norm]]
        self._of_kind: dict[Kinds, list[tuple[int, NameMention]]] = {}
        self._with_word: dict[Kinds, dict[str, list[tuple[int, NameMention]]]] = {}
        self._rankings: dict[tuple[Kinds, str | None, int | None], _Ranking | None] = {}

    def any(self, kinds: Kinds, but: Collection[NameMention], *, sentence: int | None = None) -> bool:
        """Tell whether a body of these kinds is mentioned, other than by ``but``, in ``sentence`` if it is given."""
        ranking = self._ranking(kinds, None, sentence)
        return ranking is not None and any(name not in but for name in ranking.names())

    def best(
        self, kinds: Kinds, first: int, field: Collection[str], but: Collection[NameMention], *, sentence: int | None
    ) -> NameMention | None:
        """Return the mention of the body that an office at token ``first`` is held in, or None when there is none.

        A public body that bears a word of the office's ``field`` behind its first word goes before all others.
        """
        public = frozenset(kinds & PUBLIC)
        by_field = [r for w in sorted(field) if (r := self._ranking(public, w, sentence)) is not None]
        whole = self._ranking(kinds, None, sentence)
        for rankings in (by_field, [] if whole is None else [whole]):
            found = [f for r in rankings if (f := r.best(first, self._start(first), but)) is not None]
            if found:
                return max(found, key=lambda f: f[0])[1]
        return None

    def _start(self, first: int) -> int:
        """The first token of the sentence of token ``first``."""
        return bisect_left(self._sentence_of, self._sentence_of[first])

    def _ranking(self, kinds: Kinds, word: str | None, sentence: int | None) -> _Ranking | None:
        key = (kinds, word, sentence)
        if key not in self._rankings:
            members = self._members(kinds) if word is None else self._bearing(kinds).get(word, [])
            if sentence is not None:
                low = bisect_left(self._sentence_of, sentence)
                high = bisect_left(self._sentence_of, sentence + 1)
                members = members[bisect_left(members, low, key=_at) : bisect_left(members, high, key=_at)]
            self._rankings[key] = _Ranking(members, self._counts) if members else None
        return self._rankings[key]

    def _members(self, kinds: Kinds) -> list[tuple[int, NameMention]]:
        if kinds not in self._of_kind:
            self._of_kind[kinds] = [(first, name) for first, name, kind in self._orgs if kind in kinds]
        return self._of_kind[kinds]

    def _bearing(self, kinds: Kinds) -> dict[str, list[tuple[int, NameMention]]]:
        """The mentions of bodies of these kinds by each word of the name but the first."""
        if kinds not in self._with_word:
            bearing: dict[str, list[tuple[int, NameMention]]] = {}
            for first, name in self._members(kinds):
                for word in set(name.norm.split()[1:]):
                    bearing.setdefault(word, []).append((first, name))
            self._with_word[kinds] = bearing
        return self._with_word[kinds]


#: How good a guess is: mentions, whether it stands in front of the office, nearness.
_Rank = tuple[int, bool, int]


class _Ranking:
    """Mentions in text order, asked for the best one for an office."""

    def __init__(self, members: Sequence[tuple[int, NameMention]], counts: Mapping[str, int]) -> None:
        self._members = members
        self._weights = [counts[name.norm] for _, name in members]
        #: Mentions of a body -> places in ``members`` of those that have as many.
        self._by_weight: dict[int, list[int]] = {}
        for at, weight in enumerate(self._weights):
            self._by_weight.setdefault(weight, []).append(at)
        self._heaviest = sorted(self._by_weight, reverse=True)
        self._read = (-1, 0, -1)  # of the sentence asked for last: its first token, how far it was read, the best

    def names(self) -> Iterator[NameMention]:
        """Yield the mentions in order."""
        return (name for _, name in self._members)

    def best(self, first: int, start: int, but: Collection[NameMention]) -> tuple[_Rank, NameMention] | None:
        """Return the best mention for an office at token ``first`` of a sentence that begins at token ``start``.

        ``but``: mentions inside the office, which are none.
        """
        near = self._near(first, start)
        weights = iter(self._heaviest)
        bar = -1 if near < 0 else self._weights[near] + _NEAR
        for weight in weights:
            if weight <= bar:
                break
            at = self._nearest(self._by_weight[weight], first, but)
            if at is not None:
                return self._ranked(at, weight, first)
        if near < 0:
            return None
        return self._ranked(near, bar, first)

    def _ranked(self, at: int, weight: int, first: int) -> tuple[_Rank, NameMention]:
        token, name = self._members[at]
        return (weight, token < first, -abs(token - first)), name

    def _near(self, first: int, start: int) -> int:
        """The place of the most mentioned body in front of the office in its sentence, of equals the last; or -1."""
        begin, read, best = self._read
        # Offices come in text order: what was read for the one before need not be read again.
        if begin != start or (read and self._members[read - 1][0] >= first):
            read, best = bisect_left(self._members, start, key=_at), -1
        while read < len(self._members) and self._members[read][0] < first:
            if best < 0 or self._weights[read] >= self._weights[best]:
                best = read
            read += 1
        self._read = (start, read, best)
        return best

    def _nearest(self, places: Sequence[int], first: int, but: Collection[NameMention]) -> int | None:
        """The last of ``places`` in front of the office, else the first behind it that is none of ``but``."""
        middle = bisect_left(places, first, key=lambda at: self._members[at][0])
        if middle:
            return places[middle - 1]
        return next((at for at in places[middle:] if self._members[at][1] not in but), None)


def _at(member: tuple[int, NameMention]) -> int:
    return member[0]
