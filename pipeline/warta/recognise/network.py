"""The tagger's network in numpy: layers, pooling, tags and their decoding.

Trained by ``models/recipe``; the arithmetic must stay that of ``models/recipe/net.py``
(``tests/models`` compares them).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Batch:
    """Documents laid out for the network; ``n`` real tokens in all, segments one after the other."""

    form: Ints  # (n,) row of the word form in the cache
    flags: Floats  # (n, FLAGS)
    group: Ints  # (n,) number of the (document, lower-cased word) pair
    lengths: Ints  # (segments,)
    places: list[tuple[int, int]]  # (document, token) per real token


def bioes(labels: Sequence[str]) -> list[str]:
    """The tags of these labels: ``O``, then B, I, E, S of each label in turn."""
    return ["O"] + [f"{p}-{label}" for label in labels for p in "BIES"]


def allowed(tags: Sequence[str]) -> tuple[Flags, Flags, Flags]:
    """Which tag may follow which (``[from, to]``), begin a segment, end a segment."""
    n = len(tags)
    follow = np.zeros((n, n), dtype=bool)
    for i, a in enumerate(tags):
        for j, b in enumerate(tags):
            inside = a[0] in "BI"
            follow[i, j] = (b[0] in "IE" and a[2:] == b[2:]) if inside else b[0] in "OBS"
    start = np.array([t[0] in "OBS" for t in tags])
    end = np.array([t[0] in "OES" for t in tags])
    return follow, start, end


def viterbi(scores: Floats, follow: Flags, start: Flags, end: Flags) -> list[int]:
    """The best allowed tag sequence of one segment. ``scores`` are log-probabilities ``(length, tags)``."""
    bad = np.float32(-1e4)
    step = np.where(follow, np.float32(0), bad)
    best = scores[0] + np.where(start, np.float32(0), bad)
    back = np.zeros(scores.shape, dtype=np.int64)
    for t in range(1, len(scores)):
        paths = best[:, None] + step
        back[t] = paths.argmax(axis=0)
        best = paths[back[t], np.arange(len(step))] + scores[t]
    tag = int((best + np.where(end, np.float32(0), bad)).argmax())
    result = [tag]
    for t in range(len(scores) - 1, 0, -1):
        tag = int(back[t][tag])
        result.append(tag)
    return result[::-1]


def decode(logp: Floats, lengths: Ints, tags: Sequence[str]) -> Iterator[tuple[int, int, str, float]]:
    """Yield names as ``(first, last + 1, label, score)`` in flat token positions.

    The score is the geometric mean of the tokens' probabilities. Viterbi runs only
    over segments whose best tags contradict each other.
    """
    follow, start, end = allowed(tags)
    best = logp.argmax(axis=1)
    offset = 0
    for length in lengths.tolist():
        path = best[offset : offset + length]
        if path.any():
            fine = start[path[0]] and end[path[-1]] and follow[path[:-1], path[1:]].all()
            steps = path.tolist() if fine else viterbi(logp[offset : offset + length], follow, start, end)
            first = 0
            for i, tag in enumerate(steps):
                kind = tags[tag][0]
                if kind in "BS":
                    first = i
                if kind in "ES":
                    rows = np.arange(offset + first, offset + i + 1)
                    score = float(np.exp(logp[rows, steps[first : i + 1]].mean()))
                    yield offset + first, offset + i + 1, tags[tag][2:], score
        offset += length


#: The line of a network that was trained on hard labels and has none of its own: that of ``id_warta_md`` 0.1.0.
OVERSURE = (0.75, -0.25)


def logit(score: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """The logit of probabilities, finite at 0 and 1."""
    p = np.clip(np.asarray(score, dtype=np.float64), 1e-6, 1 - 1e-6)
    return np.log(p) - np.log1p(-p)


def calibrated(score: npt.NDArray[Any], line: tuple[float, float]) -> npt.NDArray[np.float64]:
    """The chance that names with these scores are right: ``line`` is slope and intercept between the logits."""
    slope, intercept = line
    return 1 / (1 + np.exp(-(slope * logit(score) + intercept)))


def gelu(x: Floats) -> Floats:
    """The tanh form of GELU."""
    result: Floats = 0.5 * x * (1 + np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)))
    return result


def _lstm(x: Floats, lengths: Ints, w: Floats, u: Floats, b: Floats, reverse: bool) -> Floats:
    """One direction of an LSTM over segments laid one after the other; gates in the order i, f, g, o."""
    n, hidden = len(x), u.shape[1]
    order = np.argsort(-lengths, kind="stable")
    sizes = lengths[order]
    first = (np.cumsum(lengths) - lengths)[order]
    gates = x @ w.T + b
    out = np.empty((n, hidden), dtype=np.float32)
    h = np.zeros((len(sizes), hidden), dtype=np.float32)
    c = np.zeros_like(h)
    ut = np.ascontiguousarray(u.T)
    active = len(sizes)
    for t in range(int(sizes[0]) if n else 0):
        while sizes[active - 1] <= t:
            active -= 1
        rows = first[:active] + (sizes[:active] - 1 - t if reverse else t)
        z = gates[rows]
        if t:
            z += h[:active] @ ut
        # One tanh serves all gates: sigmoid(z) is (1 + tanh(z / 2)) / 2; the halving is folded into the weights.
        a = np.tanh(z)
        i, f, g, o = (a[:, k * hidden : (k + 1) * hidden] for k in range(4))
        cell = 0.5 * ((1 + f) * c[:active] + (1 + i) * g)
        c[:active] = cell
        state = 0.5 * (1 + o) * np.tanh(cell)
        h[:active] = state
        out[rows] = state
    return out


def fold(weights: Floats) -> Floats:
    """Halve the rows of the gates i, f and o, so that ``tanh`` alone computes all four."""
    hidden = len(weights) // 4
    scaled = weights.copy()
    scaled[: 2 * hidden] *= np.float32(0.5)
    scaled[3 * hidden :] *= np.float32(0.5)
    return scaled


class Network:
    """The forward pass. ``weights`` maps names to arrays, as ``models/recipe/net.py`` exports them."""

    def __init__(self, weights: dict[str, npt.NDArray[Any]]) -> None:
        self.weights = {k: np.ascontiguousarray(v, dtype=np.float32) for k, v in weights.items()}
        self.folded = {k: fold(v) for k, v in self.weights.items() if k.startswith("lstm")}

    def form(self, rows: Ints, vectors: Floats) -> Floats:
        """Word forms ``(n, width)`` from feature rows ``(n, FEATURES)`` and word vectors ``(n, dims)``."""
        w = self.weights
        bag = w["bag"][rows].sum(axis=1)
        x = np.concatenate([bag, vectors], axis=1) @ w["form1.w"].T + w["form1.b"]
        result: Floats = gelu(x) @ w["form2.w"].T + w["form2.b"]
        return result

    def bilstm(self, name: str, x: Floats, lengths: Ints) -> Floats:
        """Both directions side by side: ``(n, 2 * hidden)``."""
        f = self.folded
        parts = [
            _lstm(x, lengths, f[f"{name}.{way}.w"], f[f"{name}.{way}.u"], f[f"{name}.{way}.b"], way == "back")
            for way in ("fore", "back")
        ]
        return np.concatenate(parts, axis=1)

    def encode(self, forms: Floats, batch: Batch) -> Floats:
        """Every token in its document, ``(n, 2 * hidden)``; ``forms`` is the cache that ``batch.form`` indexes."""
        w = self.weights
        x = forms[batch.form] + batch.flags @ w["flags.w"].T
        h = self.bilstm("lstm1", x, batch.lengths)
        mean, top = pooled(h, batch.group)
        y = gelu(np.concatenate([h, mean, top], axis=1) @ w["pool.w"].T + w["pool.b"]) + x
        return self.bilstm("lstm2", y, batch.lengths)

    def logp(self, encoded: Floats) -> Floats:
        """Log-probabilities of the names' tags ``(n, tags)``."""
        z = encoded @ self.weights["names.w"].T + self.weights["names.b"]
        z -= z.max(axis=1, keepdims=True)
        result: Floats = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        return result


def pooled(h: Floats, group: Ints) -> tuple[Floats, Floats]:
    """Mean and maximum of the rows of each group, given back to every row of it."""
    order = np.argsort(group, kind="stable")
    edges = np.flatnonzero(np.diff(group[order], prepend=-1))
    sizes = np.diff(edges, append=len(group)).astype(np.float32)
    rows = h[order]
    mean: Floats = np.divide(np.add.reduceat(rows, edges, axis=0), sizes[:, None], dtype=np.float32)
    top = np.maximum.reduceat(rows, edges, axis=0)
    number = np.empty(len(group), dtype=np.int64)
    number[order] = np.repeat(np.arange(len(edges)), sizes.astype(np.int64))
    return mean[number], top[number]
