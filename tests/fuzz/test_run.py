"""The fuzzing command: what it finds, and that it goes on with other inputs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fuzz.run import Ledger, fuzz, processor, table
from tests.fuzz.targets import Target


def refuses_digits(data: bytes) -> None:
    if b"7" in data:
        raise ValueError("a seven")


def test_a_find_is_kept_and_the_next_run_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = Target(refuses_digits, lambda: (b"satu dua",), (b"7",))
    finds, ledger = tmp_path / "finds", tmp_path / "ledger"
    tried, found = fuzz("uji", target, 0.3, None, finds=finds, ledger=ledger)
    assert tried > 0 and len(found) == 1 and b"7" in Path(found[0]).read_bytes()
    assert "uji: ValueError: a seven" in capsys.readouterr().out
    had = json.loads((ledger / "uji.json").read_text(encoding="utf-8"))
    assert (had["inputs"], had["finds"]) == (tried, 1) and had["seconds"] > 0
    fuzz("uji", target, 0.05, None, finds=finds, ledger=ledger)
    assert Ledger(ledger, "uji").had["next"] > had["next"] > 1
    assert not (finds / "uji" / "current").exists()


def test_the_same_seed_tries_the_same_inputs(tmp_path: Path) -> None:
    tries: list[list[bytes]] = [[], []]
    for tried in tries:
        fuzz("uji", Target(tried.append, lambda: (b"satu", b"dua")), 0.01, 5, finds=tmp_path, ledger=tmp_path / "l")
    shorter = min(map(len, tries))
    assert shorter > 20 and tries[0][:shorter] == tries[1][:shorter]


def test_the_table_has_every_target(tmp_path: Path) -> None:
    Ledger(tmp_path, "dates").add(3, 1.5, 200, 0)
    assert "| dates | 2 | 200 | 0 | 1 to 3 |" in table(tmp_path)
    assert processor() > 0
