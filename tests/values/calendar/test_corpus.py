"""The corpus of time expressions: every phrasing gives its value, every trap gives nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from warta.values.calendar import find_times

CORPUS = tomllib.loads((Path(__file__).parent / "dates.toml").read_text(encoding="utf-8"))
ANCHOR = "2025-10-21"


def cases() -> Iterator[tuple[str, str, str]]:
    for group in CORPUS["group"]:
        for sentence in group["in"]:
            yield group.get("anchor", ANCHOR), sentence, group["gold"]


def unmark(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the sentence without brackets and the spans they enclosed."""
    text, spans, start = "", [], 0
    for piece in re.split(r"([\[\]])", sentence):
        if piece == "[":
            start = len(text)
        elif piece == "]":
            spans.append((start, len(text)))
        else:
            text += piece
    return text, spans


@pytest.mark.parametrize(("anchor", "sentence", "gold"), list(cases()), ids=lambda value: repr(value)[:70])
def test_phrasing(anchor: str, sentence: str, gold: str) -> None:
    text, spans = unmark(sentence)
    values = gold.split(" ; ") if gold else []
    assert len(spans) == len(values), "the corpus marks as many mentions as it gives values"
    found = find_times(text, published_at=anchor or None)
    assert [(m.start, m.end, f"{m.kind} {m.norm}") for m in found] == [
        (start, end, value) for (start, end), value in zip(spans, values, strict=True)
    ]
    assert all(m.text == text[m.start : m.end] for m in found)


def test_size_and_distinctness() -> None:
    everything = [(anchor, sentence) for anchor, sentence, _ in cases()]
    assert len(everything) >= 600
    assert len(everything) == len(set(everything))
