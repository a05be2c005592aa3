"""Roots of Indonesian words, counted in unlabelled articles: what the lemmatiser chooses among.

A form is a likely root when it is frequent and when many kinds of affixed words are best explained by it.
Which words it explains depends on the scores in turn, so they are counted a few times over
(hard expectation-maximisation); no list of roots and no treebank is used.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

from warta.recognise.lemmas import PARTICLES, POSSESSIVES, root, strip

#: Weight of the kinds of affixed words beside that of the frequency.
FAMILY = 2.5
ROUNDS = 4
#: A word less frequent than this proves nothing about its root.
SEEN = 3

_ENCLITICS = frozenset(f"-{affix}" for affix in (*PARTICLES, *POSSESSIVES))


def count(shares: Mapping[str, int]) -> dict[str, float]:
    """Scores of likely roots from counts of lower-cased word forms; rounded to two places."""
    counts = {w: n for w, n in shares.items() if w.islower() and w.replace("-", "").isalpha()}
    analyses = {word: strip(word) for word in sorted(counts)}
    families: Counter[str] = Counter()
    scores: dict[str, float] = {}
    for _ in range(ROUNDS):
        known = {form for form, kinds in families.items() if kinds > 1} | counts.keys()
        scores = {f: math.log1p(counts.get(f, 0)) + FAMILY * math.log1p(families[f]) for f in sorted(known)}
        kinds: dict[str, set[frozenset[str]]] = defaultdict(set)
        for word, parts in analyses.items():
            if counts[word] >= SEEN:
                best = root(word, scores)
                kinds[best].add(parts.get(best, frozenset()) - _ENCLITICS)
        families = Counter({form: len(found) for form, found in kinds.items()})
    return {
        form: round(score, 2) for form, score in scores.items() if counts.get(form, 0) >= SEEN or families[form] > 1
    }
