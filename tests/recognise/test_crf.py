"""Best paths and probabilities of the CRF against all paths counted one by one."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warta.recognise.crf import best_paths, marginals
from warta.recognise.network import allowed, bioes

TAGS = bioes(("ORG",))
LENGTHS = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(lambda xs: sorted(xs, reverse=True))


def drawn(lengths: list[int], seed: int, spread: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    scores = rng.normal(scale=spread, size=(len(lengths), lengths[0], len(TAGS))).astype(np.float32)
    moves = rng.normal(scale=spread, size=(len(TAGS), len(TAGS))).astype(np.float32)
    return scores, np.asarray(lengths), moves


def weight(path: tuple[int, ...], scores: np.ndarray, moves: np.ndarray) -> float:
    places = sum(float(scores[t, tag]) for t, tag in enumerate(path))
    return places + sum(float(moves[a, b]) for a, b in pairwise(path))


@given(LENGTHS, st.integers(0, 99), st.sampled_from([0.1, 2.0, 12.0]))
@settings(max_examples=25, deadline=None)
def test_probabilities_are_the_shares_of_all_paths(lengths: list[int], seed: int, spread: float) -> None:
    scores, sizes, moves = drawn(lengths, seed, spread)
    found = marginals(scores, sizes, moves)
    for row, length in enumerate(lengths):
        paths = list(product(range(len(TAGS)), repeat=length))
        logs = np.array([weight(p, scores[row], moves) for p in paths])
        shares = np.exp(logs - logs.max())
        shares /= shares.sum()
        for t in range(length):
            for tag in range(len(TAGS)):
                share = sum(s for s, p in zip(shares, paths, strict=True) if p[t] == tag)
                assert found[row, t, tag] == pytest.approx(share, abs=1e-5)
        assert not found[row, length:].any()


@given(LENGTHS, st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_the_best_path_is_the_best_of_those_that_make_names(lengths: list[int], seed: int) -> None:
    scores, sizes, moves = drawn(lengths, seed, 2.0)
    follow, start, end = allowed(TAGS)
    found = best_paths(scores, sizes, moves, (follow, start, end))
    for row, length in enumerate(lengths):
        fine = [
            p
            for p in product(range(len(TAGS)), repeat=length)
            if start[p[0]] and end[p[-1]] and all(follow[a, b] for a, b in pairwise(p))
        ]
        path = tuple(found[row, :length].tolist())
        assert path in fine
        assert weight(path, scores[row], moves) == pytest.approx(
            max(weight(p, scores[row], moves) for p in fine), abs=1e-4
        )


def test_nothing_to_read() -> None:
    none = np.zeros((0, 0, len(TAGS)), dtype=np.float32)
    moves = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    assert marginals(none, np.zeros(0, dtype=np.int64), moves).shape == none.shape
    assert best_paths(none, np.zeros(0, dtype=np.int64), moves, allowed(TAGS)).shape == (0, 0)


def test_very_long_segments_do_not_lose_their_probability() -> None:
    scores, sizes, moves = drawn([3000, 1], 1, 9.0)
    found = marginals(scores, sizes, moves)
    assert np.allclose(found[0].sum(axis=1), 1)
    assert np.isfinite(found).all()
