"""How sure a score is: 95 % intervals.

F1 over mentions: percentile bootstrap with documents as the unit (mentions of one
document are not independent), fixed seed. Shares of documents: Wilson's interval.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import sqrt

import numpy as np

from warta.evaluate.count import Clusters, Tally

ROUNDS = 2000
SEED = 20200223
Z95 = 1.959963984540054  # 97.5 % quantile of the normal distribution


def resample(documents: int, *, rounds: int = ROUNDS, seed: int = SEED) -> np.ndarray:
    """Draw ``rounds`` samples of documents with replacement.

    Returns an array (rounds, documents): how often each document is in the sample.
    Python's own generator, so that the draw doesn't depend on numpy's version.
    """
    chance = random.Random(seed)
    weights = np.zeros((rounds, documents), dtype=np.int64)
    for row in weights:
        for document in chance.choices(range(documents), k=documents):
            row[document] += 1
    return weights


def bootstrap(parts: Sequence[Tally | Clusters], weights: np.ndarray) -> tuple[float, float] | None:
    """Return the 95 % percentile interval of F1 over the resampled documents.

    ``parts`` has one tally per document, ``weights`` comes from ``resample``. None for
    fewer than two documents, or when F1 is undefined in every sample; samples in which it is
    undefined are left out.
    """
    if len(parts) < 2:
        return None
    sums = weights @ np.array([_columns(part) for part in parts], dtype=float)
    values = _f1_of_clusters(sums) if isinstance(parts[0], Clusters) else _f1_of_tallies(sums)
    defined = values[~np.isnan(values)]
    if defined.size == 0:
        return None
    low, high = np.quantile(defined, [0.025, 0.975])
    return float(low), float(high)


def wilson(right: int, total: int) -> tuple[float, float] | None:
    """Return Wilson's 95 % interval (1927) of the share ``right / total``; None when total is 0."""
    if total == 0:
        return None
    share, square = right / total, Z95 * Z95
    middle = (share + square / (2 * total)) / (1 + square / total)
    reach = Z95 / (1 + square / total) * sqrt(share * (1 - share) / total + square / (4 * total * total))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _columns(part: Tally | Clusters) -> tuple[float, float, float]:
    if isinstance(part, Clusters):
        return part.precision_sum, part.recall_sum, part.mentions
    return part.right, part.gold, part.found


def _f1_of_tallies(sums: np.ndarray) -> np.ndarray:
    right, gold, found = sums.T
    both = gold + found
    return np.where(both > 0, 2 * right / np.where(both > 0, both, 1), np.nan)


def _f1_of_clusters(sums: np.ndarray) -> np.ndarray:
    precision_sum, recall_sum, mentions = sums.T
    count = np.where(mentions > 0, mentions, 1)
    precision, recall = precision_sum / count, recall_sum / count
    # a matched mention is in its own cluster, so both are above 0 wherever there is a mention
    return np.where(mentions > 0, 2 * precision * recall / np.maximum(precision + recall, 1e-12), np.nan)
