"""The corpus of amounts: every phrasing gives its value, every trap gives nothing."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from warta.values.amounts import find_amounts

CORPUS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("amounts.toml").read_text(encoding="utf-8"))
MARK = re.compile(r"\[([^\]]*)\]")


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without its brackets and the spans they marked."""
    text, spans, pos = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[pos : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        pos = match.end()
    return text + marked[pos:], spans


def found(text: str) -> list[tuple[int, int, str]]:
    return [(m.start, m.end, m.norm) for m in find_amounts(text)]


PHRASES = [(value["norm"], phrase) for value in CORPUS["value"] for phrase in value["phrases"]]


@pytest.mark.parametrize(("norm", "phrase"), PHRASES)
def test_phrase(norm: str, phrase: str) -> None:
    text, spans = unmark(f"Menurut panitia, {phrase if '[' in phrase else f'[{phrase}]'} menurut catatan itu.")
    assert found(text) == [(*spans[0], norm)]


@pytest.mark.parametrize("row", CORPUS["sentence"], ids=lambda row: row["text"][:40])
def test_sentence(row: dict[str, Any]) -> None:
    text, spans = unmark(row["text"])
    assert found(text) == [(*span, norm) for span, norm in zip(spans, row["norms"], strict=True)]


@pytest.mark.parametrize("text", [text for trap in CORPUS["trap"] for text in trap["texts"]])
def test_trap(text: str) -> None:
    assert found(text) == []


def test_the_corpus_is_large_and_has_no_repeats() -> None:
    sentences = [row["text"] for row in CORPUS["sentence"]]
    traps = [text for trap in CORPUS["trap"] for text in trap["texts"]]
    everything = [phrase for _, phrase in PHRASES] + sentences + traps
    assert len(everything) >= 400
    assert len(set(everything)) == len(everything)
