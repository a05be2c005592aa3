"""Calibration: what a model's score says about the chance that its name is right.

Networks trained on hard labels are too sure, students of soft labels are not sure enough, so the same score
means different things. Two numbers put that right (Platt 1999): the logit of the chance is a line in
the logit of the score. They are fitted on half of the held-back articles and kept in the package, and
``recognise/merge.py`` reads the chances: any calibrated model can stand behind the rules.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from warta.recognise.network import calibrated, logit


def half(name: str) -> bool:
    """Tell whether a held-back article belongs to the half that calibrates; the other half judges."""
    return zlib.crc32(f"calibrate {name}".encode()) % 2 == 0


def fit(pairs: Iterable[tuple[float, bool]], rounds: int = 50) -> tuple[float, float]:
    """Slope and intercept from ``(score, whether the name was right)``, by Newton's method.

    A weak pull towards the identity keeps the line finite where all names are right. Raises ValueError without pairs.
    """
    table = list(pairs)
    if not table:
        raise ValueError("no names to calibrate on")
    x = logit(np.array([score for score, _ in table]))
    goal = np.array([right for _, right in table], dtype=float)
    design = np.stack([x, np.ones_like(x)], axis=1)
    line = start = np.array([1.0, 0.0])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-design @ line))
        slope = design.T @ (chance - goal) + (line - start)
        bend = (design * (chance * (1 - chance))[:, None]).T @ design + np.eye(2)
        line = line - np.linalg.solve(bend, slope)
    return float(line[0]), float(line[1])


def error(pairs: Sequence[tuple[float, bool]], line: tuple[float, float], bins: int = 10) -> float:
    """Expected calibration error: mean distance between chance and share of right names, over bins of equal count."""
    table = sorted((float(calibrated(np.array(score), line)), right) for score, right in pairs)
    parts = [part for part in np.array_split(np.array(table, dtype=float), bins) if len(part)]
    return float(sum(len(p) * abs(p[:, 0].mean() - p[:, 1].mean()) for p in parts) / len(table))
