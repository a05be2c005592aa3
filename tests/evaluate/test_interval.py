"""Intervals: known values, and the cases in which there is none."""

import numpy as np
import pytest
from warta.evaluate.count import Clusters, Tally
from warta.evaluate.interval import bootstrap, resample, wilson


def test_wilson_by_the_formula() -> None:
    # 8 of 10, z = 1.96: the textbook values
    low, high = wilson(8, 10) or (0, 0)
    assert low == pytest.approx(0.490, abs=0.001)
    assert high == pytest.approx(0.943, abs=0.001)


def test_wilson_at_the_edges() -> None:
    assert wilson(0, 0) is None
    none, every = wilson(0, 5), wilson(5, 5)
    assert none is not None and every is not None
    assert none[0] == 0.0 and none[1] < 0.5
    assert every[1] == 1.0 and every[0] > 0.5


def test_resampling_is_the_same_every_time_and_keeps_the_size() -> None:
    weights = resample(7, rounds=50)
    assert weights.shape == (50, 7)
    assert (weights.sum(axis=1) == 7).all()
    assert np.array_equal(weights, resample(7, rounds=50))
    assert not np.array_equal(weights, resample(7, rounds=50, seed=1))


def test_documents_that_agree_leave_no_doubt() -> None:
    parts = [Tally(3, 4, 4)] * 5
    assert bootstrap(parts, resample(5)) == (0.75, 0.75)


def test_documents_that_differ_spread_the_interval_around_the_score() -> None:
    parts = [Tally(10, 10, 10), Tally(0, 10, 10)] * 5
    bounds = bootstrap(parts, resample(10))
    assert bounds is not None
    assert 0.1 <= bounds[0] < 0.5 < bounds[1] <= 0.9


def test_clusters_are_resampled_by_their_own_f1() -> None:
    parts = [Clusters(2.0, 1.0, 2)] * 3  # P = 1, R = 0.5
    bounds = bootstrap(parts, resample(3))
    assert bounds == pytest.approx((2 / 3, 2 / 3))


def test_no_interval_where_there_is_nothing_to_resample() -> None:
    assert bootstrap([], resample(0)) is None
    assert bootstrap([Tally(1, 1, 1)], resample(1)) is None
    assert bootstrap([Tally(), Tally()], resample(2)) is None
    assert bootstrap([Clusters(), Clusters()], resample(2)) is None


def test_samples_without_any_item_are_left_out() -> None:
    bounds = bootstrap([Tally(1, 1, 1), Tally()], resample(2))
    assert bounds == (1.0, 1.0)
