"""The test set of pairs: what must merge and what must not."""

from __future__ import annotations

import csv
from pathlib import Path

from warta.resolve.entities import resolve

from tests.resolve.rows import written

LINES = (Path(__file__).parent / "pairs.csv").read_text("utf-8").splitlines()
ROWS = list(csv.DictReader(line for line in LINES if not line.startswith("#")))


def merged(row: dict[str, str]) -> bool:
    """Tell whether the two names of a row become one entity when no other name is around."""
    found = resolve([written(f"{row['label']}:{row['one']}"), written(f"{row['label']}:{row['other']}")])
    return len(set(found.ids.values())) == 1


def wrong(expect: str) -> tuple[list[str], int]:
    """Return the pairs of one kind that come out wrong, and how many there are."""
    pairs = [row for row in ROWS if row["expect"] == expect]
    bad = [f"{r['label']}: {r['one']} / {r['other']}" for r in pairs if merged(r) is not (expect == "merge")]
    return bad, len(pairs)


def test_pairs_that_must_merge() -> None:
    bad, total = wrong("merge")
    assert total >= 150
    assert len(bad) <= 0.02 * total, bad


def test_pairs_that_must_not_merge() -> None:
    bad, total = wrong("apart")
    assert total >= 150
    assert len(bad) <= 0.005 * total, bad
