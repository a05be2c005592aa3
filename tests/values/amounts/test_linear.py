"""Work grows in step with the text, on lines made to provoke the opposite."""

from __future__ import annotations

import sys
import time
from types import FrameType

import pytest
from warta.values.amounts import find_amounts

PIECES = [
    "1",
    "1.",
    "1 000 ",
    "-1",
    "1/2/",
    "1, 2, ",
    "Rp ",
    "Rp 1, 2 juta ",
    "(",
    "(1[2{",
    "2 (2) ",
    "5%-",
    "5±1%",
    "5 juta ",
    "5 dan ",
    "5 hingga ",
    "5 x ",
    "5 unit ",
    "5 A/B/C",
    "5 anak-anak-",
    "5 km per ",
    "28 sen ",
    "M 5 gempa ",
    "dua ",
    "seratus dua puluh ",
    "lebih dari ",
    "14 di antaranya ",
    "3 dari 4 ",
    "Lima Orang ",
    "5 Satuan Kerja Baru ",
    "yang dikelola ",
    " ",
    "\n",
    "a",
]


def calls(text: str) -> int:
    """Return how many functions, Python's and C's, are called to find the amounts of a text."""
    made = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        find_amounts(text)
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize("piece", PIECES)
def test_calls_grow_in_step(piece: str) -> None:
    text = piece * (3_000 // len(piece))
    once, twice = calls(text), calls(text * 2)
    assert twice <= 2.2 * once + 200


@pytest.mark.soak
@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_in_step_on_a_line_of_a_million_characters(piece: str) -> None:
    """Process time, the better of two runs each; what regular expressions do inside is seen only so."""
    text = piece * (500_000 // len(piece))

    def best(line: str) -> float:
        spent = []
        for _ in range(2):
            start = time.process_time()
            find_amounts(line)
            spent.append(time.process_time() - start)
        return min(spent)

    assert best(text * 2) <= 2.2 * best(text) + 0.1
