"""Precision, recall, F1 and B-cubed over plain values.

Every function takes what one document's gold holds and what was found in it and
returns a ``Tally`` (or ``Clusters``); tallies add up over documents, so that a
score over a corpus is a micro-average. A ratio without a denominator is
undefined: None, printed as ``-``, never 0 and never 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from warta.evaluate.annotated import Mention, Official, light, light_or_none


def ratio(part: float, whole: float) -> float | None:
    """Return ``part / whole``; None when ``whole`` is 0."""
    return None if whole == 0 else part / whole


def harmonic(precision: float | None, recall: float | None) -> float | None:
    """Return F1 of the two: their harmonic mean; None when both are undefined, 0 when one is or both are 0."""
    if precision is None and recall is None:
        return None
    if precision is None or recall is None or precision + recall == 0:
        return 0.0
    return 2 * precision * recall / (precision + recall)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items gold holds, how many were found and how many of these are right."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float | None:
        """Share of the found items that are right; None when nothing was found."""
        return ratio(self.right, self.found)

    @property
    def recall(self) -> float | None:
        """Share of the gold items that were found; None when gold is empty."""
        return ratio(self.right, self.gold)

    @property
    def f1(self) -> float | None:
        """``2 right / (gold + found)``; None when both sides are empty, 0 when one of them is."""
        return ratio(2 * self.right, self.gold + self.found)


@dataclass(frozen=True, slots=True)
class Clusters:
    """Sums of B-cubed over mentions: each mention contributes its own precision and recall."""

    precision_sum: float = 0.0
    recall_sum: float = 0.0
    mentions: int = 0

    def __add__(self, other: Clusters) -> Clusters:
        return Clusters(
            self.precision_sum + other.precision_sum,
            self.recall_sum + other.recall_sum,
            self.mentions + other.mentions,
        )

    @property
    def precision(self) -> float | None:
        """Mean over the mentions of the share of their found cluster that belongs with them."""
        return ratio(self.precision_sum, self.mentions)

    @property
    def recall(self) -> float | None:
        """Mean over the mentions of the share of their gold cluster that was put with them."""
        return ratio(self.recall_sum, self.mentions)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two means."""
        return harmonic(self.precision, self.recall)


def multiset(gold: Iterable[Hashable], found: Iterable[Hashable]) -> Tally:
    """Match equal items one to one: of an item twice in gold and thrice found, two are right."""
    gold_items, found_items = Counter(gold), Counter(found)
    return Tally((gold_items & found_items).total(), gold_items.total(), found_items.total())


def strict(gold: Iterable[Mention], found: Iterable[Mention]) -> Tally:
    """Match mentions with the same start, end and label."""
    return multiset(((m.start, m.end, m.label) for m in gold), ((m.start, m.end, m.label) for m in found))


def valued(gold: Iterable[Mention], found: Iterable[Mention]) -> Tally:
    """Match mentions with the same start, end, label and norm (norms compared with ``light``)."""
    return multiset(
        ((m.start, m.end, m.label, light(m.norm)) for m in gold),
        ((m.start, m.end, m.label, light(m.norm)) for m in found),
    )


def norms(gold: Iterable[Mention], found: Iterable[Mention]) -> Tally:
    """Match label and norm wherever they stand in the document, as multisets: spans don't count."""
    return multiset(((m.label, light(m.norm)) for m in gold), ((m.label, light(m.norm)) for m in found))


def overlap_pairs(gold: Sequence[Mention], found: Sequence[Mention]) -> list[tuple[int, int]]:
    """Pair gold and found mentions that share a label and at least one character, one to one.

    The pairing is as large as can be (augmenting paths), so that the order of
    the mentions cannot change the score. Returns index pairs, sorted.
    """
    reach = [
        [j for j, f in enumerate(found) if f.label == g.label and f.start < g.end and g.start < f.end] for g in gold
    ]
    partner: dict[int, int] = {}  # index in found -> index in gold

    def place(i: int, tried: set[int]) -> bool:
        # one that is still free first: moving others around is rarely needed, and goes deep
        for j in sorted(reach[i], key=lambda j: j in partner):
            if j not in tried:
                tried.add(j)
                if j not in partner or place(partner[j], tried):
                    partner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        place(i, set())
    return sorted((i, j) for j, i in partner.items())


def overlapping(gold: Iterable[Mention], found: Iterable[Mention]) -> Tally:
    """Match mentions of one label that share a character, one to one (see ``overlap_pairs``)."""
    gold_items, found_items = sorted(gold), sorted(found)
    return Tally(len(overlap_pairs(gold_items, found_items)), len(gold_items), len(found_items))


def strict_pairs(gold: Iterable[Mention], found: Iterable[Mention]) -> list[tuple[Mention, Mention]]:
    """Return the (gold, found) mentions with the same span and label, each used once."""
    waiting: dict[tuple[int, int, str], list[Mention]] = {}
    for mention in sorted(found):
        waiting.setdefault((mention.start, mention.end, mention.label), []).append(mention)
    pairs = []
    for mention in sorted(gold):
        candidates = waiting.get((mention.start, mention.end, mention.label))
        if candidates:
            pairs.append((mention, candidates.pop(0)))
    return pairs


def entity_names(gold: Iterable[Mention], found: Iterable[Mention]) -> Tally:
    """Of the strictly matched mentions, those with the right norm.

    ``gold`` and ``found`` of the tally are both the number of matched mentions,
    so that precision, recall and F1 are one number, the share.
    """
    pairs = strict_pairs(gold, found)
    right = sum(light(g.norm) == light(f.norm) for g, f in pairs)
    return Tally(right, len(pairs), len(pairs))


def b_cubed(gold: Iterable[Mention], found: Iterable[Mention]) -> Clusters:
    """B-cubed (Bagga and Baldwin 1998) of the entities of one document.

    Items are the strictly matched name mentions: a mention that was missed or is
    spurious is counted by the name scores and left out here. Two mentions are in one cluster
    when they have the same label and norm (compared with ``light``), in gold and in
    what was found alike; whether the norm itself is right doesn't matter here.
    """
    pairs = strict_pairs(gold, found)
    gold_of = [(g.label, light(g.norm)) for g, _ in pairs]
    found_of = [(f.label, light(f.norm)) for _, f in pairs]
    gold_size, found_size, both = Counter(gold_of), Counter(found_of), Counter(zip(gold_of, found_of, strict=True))
    precision = recall = 0.0
    for key in zip(gold_of, found_of, strict=True):
        precision += both[key] / found_size[key[1]]
        recall += both[key] / gold_size[key[0]]
    return Clusters(precision, recall, len(pairs))


def holders(gold: Iterable[Official], found: Iterable[Official]) -> Tally:
    """Match officials by person and position, as multisets."""
    return multiset(
        ((light(o.person), light(o.position)) for o in gold), ((light(o.person), light(o.position)) for o in found)
    )


def official_key(official: Official) -> tuple[str, str, str | None, str]:
    """The four columns of an official as they are compared."""
    return (
        light(official.person),
        light(official.position),
        light_or_none(official.organisation),
        light(official.status),
    )


def offices(gold: Iterable[Official], found: Iterable[Official]) -> Tally:
    """Match officials by person, position, organisation and status; an unknown organisation equals only an unknown."""
    return multiset(map(official_key, gold), map(official_key, found))
