"""Strict scores of names with a bootstrap interval over documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

Span = tuple[int, int, str]


def counts(gold: Iterable[Span], found: Iterable[Span], labels: Sequence[str]) -> np.ndarray:
    """True positives, found and gold per label: shape ``(len(labels), 3)``. Start, end and label must agree."""
    rows = np.zeros((len(labels), 3))
    gold_set, found_set = set(gold), set(found)
    for i, label in enumerate(labels):
        g = {s for s in gold_set if s[2] == label}
        f = {s for s in found_set if s[2] == label}
        rows[i] = len(g & f), len(f), len(g)
    return rows


def f1(sums: np.ndarray) -> float:
    """F1 of one row of counts; 0 when there is nothing to count."""
    tp, found, gold = sums
    return float(2 * tp / (found + gold)) if found + gold else 0.0


def report(
    tables: Sequence[np.ndarray], labels: Sequence[str], draws: int = 1000, seed: int = 0
) -> dict[str, dict[str, float]]:
    """Scores over all documents and per label, with 95 % intervals from resampled documents.

    ``tables`` holds one ``counts`` per document. Keys: ``all`` and each label; values
    ``f``, ``p``, ``r``, ``low``, ``high``, ``n`` (gold names).
    """
    stack = np.stack(tables)  # documents x labels x 3
    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(stack), size=(draws, len(stack)))
    result: dict[str, dict[str, float]] = {}
    for name, columns in [("all", list(range(len(labels))))] + [(lab, [i]) for i, lab in enumerate(labels)]:
        per_doc = stack[:, columns].sum(axis=1)
        total = per_doc.sum(axis=0)
        scores = np.array([f1(per_doc[p].sum(axis=0)) for p in picks])
        low, high = np.percentile(scores, [2.5, 97.5])
        tp, found, gold = total
        result[name] = {
            "f": f1(total),
            "p": float(tp / found) if found else 0.0,
            "r": float(tp / gold) if gold else 0.0,
            "low": float(low),
            "high": float(high),
            "n": float(gold),
        }
    return result


def line(name: str, scores: dict[str, dict[str, float]]) -> str:
    """One line for the table of experiments."""
    parts = [f"{key} {value['f']:.3f}" for key, value in scores.items() if key != "all"]
    total = scores["all"]
    return f"{name:<28} {total['f']:.3f} [{total['low']:.3f}, {total['high']:.3f}]  " + "  ".join(parts)
