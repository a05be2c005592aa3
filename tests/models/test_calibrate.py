"""Calibration: scores become chances, and the identity changes nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.recognise.network import calibrated

sys.path.insert(0, str(Path(__file__).parents[2] / "models/recipe"))

from calibrate import error, fit, half


@given(st.floats(1e-5, 1 - 1e-5))
def test_the_identity_changes_no_score(score: float) -> None:
    assert calibrated(np.array(score), (1.0, 0.0)) == pytest.approx(score)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 4), st.floats(-3, 3))
def test_chances_are_ordered_as_the_scores_and_between_0_and_1(a: float, b: float, slope: float, shift: float) -> None:
    low, high = calibrated(np.array(sorted([a, b])), (slope, shift))
    assert 0 <= low <= high <= 1


def overconfident(n: int = 6000) -> list[tuple[float, bool]]:
    rng = np.random.default_rng(0)
    truth = rng.uniform(0.3, 0.98, n)
    # The model says the logit twice as large as it is.
    said = 1 / (1 + np.exp(-2 * np.log(truth / (1 - truth))))
    return [(float(s), bool(r)) for s, r in zip(said, rng.random(n) < truth, strict=True)]


def test_an_overconfident_model_is_put_right() -> None:
    pairs = overconfident()
    slope, intercept = fit(pairs[:3000])
    assert slope == pytest.approx(0.5, abs=0.06)
    assert intercept == pytest.approx(0, abs=0.12)
    assert error(pairs[3000:], (slope, intercept)) < 0.5 * error(pairs[3000:], (1.0, 0.0))


def test_names_that_are_all_right_give_a_finite_line() -> None:
    line = fit([(0.9, True)] * 40)
    assert np.isfinite(line).all()
    assert calibrated(np.array(0.9), line) > 0.9


def test_without_names_there_is_nothing_to_fit() -> None:
    with pytest.raises(ValueError, match="no names"):
        fit([])


def test_articles_stand_on_one_side_for_good() -> None:
    sides = [half(f"artikel-{i}") for i in range(400)]
    assert 150 < sum(sides) < 250
    assert sides == [half(f"artikel-{i}") for i in range(400)]
