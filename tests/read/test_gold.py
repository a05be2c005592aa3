"""Metadata of the shared gold documents, when they are there: a floor, and no mention under a silent region."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from warta.read import document_from_text

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
FIELDS = ("title", "published_at", "publisher", "dateline_place", "author", "editor")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the shared gold documents are not here"),
]


def test_metadata_and_silence() -> None:
    right = wrong = 0
    silenced: list[str] = []
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        document = document_from_text(text)
        assert document.text == text
        for field in FIELDS:
            if getattr(document.meta, field) == gold["document"][field]:
                right += 1
            else:
                wrong += 1
        for mention in gold["mentions"]:
            if any(mention["start"] < end and start < mention["end"] for start, end in document.silent()):
                silenced.append(f"{path.stem}: {mention['text']}")
    assert right > 0
    assert right / (right + wrong) >= 0.95
    assert silenced == []
