"""Best paths and probabilities of a linear-chain CRF over tags (Lafferty, McCallum and Pereira 2001), in numpy.

Segments are handled together, padded, the longest first. There is no score for a tag to begin or
end a segment, as in stanza's CRF.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from warta.recognise.network import Flags, Floats, Ints

Doubles = npt.NDArray[np.float64]
_BAD = np.float32(-1e4)


def active(lengths: Ints) -> list[int]:
    """How many segments are longer than t, for each t; ``lengths`` fall."""
    return [int((lengths > t).sum()) for t in range(int(lengths[0]) if len(lengths) else 0)]


def marginals(scores: Floats, lengths: Ints, transitions: Floats) -> Doubles:
    """Probability of every tag at every token, ``(segments, tokens, tags)`` like ``scores``; zeros behind the end.

    Forward and backward sums, scaled at every step so that no product vanishes.
    """
    steps = active(lengths)
    result = np.zeros(scores.shape)
    if not steps:
        return result
    move = np.exp(transitions.astype(np.float64) - float(transitions.max()))
    emit = np.exp((scores - scores.max(axis=2, keepdims=True)).astype(np.float64))
    state = emit[:, 0]
    for t, n in enumerate(steps):
        if t:
            state = (state[:n] @ move) * emit[:n, t]
        state = state / state.sum(axis=1, keepdims=True)
        result[:n, t] = state
    later = np.ones((0, scores.shape[2]))
    for t in range(len(steps) - 2, -1, -1):
        n = steps[t + 1]
        grown = np.ones((n, scores.shape[2]))
        grown[: len(later)] = later
        later = (emit[:n, t + 1] * grown) @ move.T
        later /= later.max(axis=1, keepdims=True)
        result[:n, t] *= later
    for t, n in enumerate(steps):
        result[:n, t] /= result[:n, t].sum(axis=1, keepdims=True)
    return result


def best_paths(scores: Floats, lengths: Ints, transitions: Floats, allowed: tuple[Flags, Flags, Flags]) -> Ints:
    """The best tags of every segment, ``(segments, tokens)``, by Viterbi's algorithm; zeros behind a segment's end.

    ``allowed``: which tag may follow which, begin and end a segment (``network.allowed``): contradictory paths are
    left out.
    """
    follow, start, end = allowed
    steps = active(lengths)
    result = np.zeros(scores.shape[:2], dtype=np.int64)
    if not steps:
        return result
    move = transitions + np.where(follow, np.float32(0), _BAD)
    back = np.zeros(scores.shape, dtype=np.int64)
    best = scores[:, 0] + np.where(start, np.float32(0), _BAD)
    final = best.copy()
    for t, n in enumerate(steps[1:], 1):
        paths = best[:n, :, None] + move
        back[:n, t] = paths.argmax(axis=1)
        best = paths.max(axis=1) + scores[:n, t]
        final[:n] = best
    tag = (final + np.where(end, np.float32(0), _BAD)).argmax(axis=1)
    rows = np.arange(len(lengths))
    result[rows, lengths - 1] = tag
    for t in range(len(steps) - 1, 0, -1):
        # Segments that end later than t are under way; one that ends at t has its tag from above.
        n = steps[t]
        result[:n, t - 1] = back[rows[:n], t, result[:n, t]]
    return result
