"""What fuzzing once found, the seeds, and a few inputs for every target; ``make fuzz`` tries many more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutate import altered
from tests.fuzz.targets import TARGETS, finds

FOUND = [(name, path) for name in TARGETS for path in finds(name)]


@pytest.mark.parametrize(("name", "path"), FOUND, ids=[f"{name}-{path.name}" for name, path in FOUND])
def test_what_was_found_stays_mended(name: str, path: Path) -> None:
    TARGETS[name].check(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_well_formed_inputs_pass(name: str) -> None:
    for seed in TARGETS[name].seeds():
        TARGETS[name].check(seed)


@pytest.mark.parametrize("name", TARGETS)
def test_a_few_altered_inputs_pass(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(altered(target.seeds(), target.tokens))
    def check(data: bytes) -> None:
        target.check(data)

    check()


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_altered_inputs_stay_small(data: st.DataObject) -> None:
    assert len(data.draw(altered((b"satu dua tiga",), (b"empat",)))) <= 64 * 1024


def test_finds_lie_where_they_are_looked_for() -> None:
    folders = {path.name for path in (Path(__file__).parent / "finds").iterdir() if path.is_dir()}
    assert folders <= set(TARGETS)
    assert FOUND, "the finds are part of the tests"
