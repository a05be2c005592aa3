"""The articles that the recipe trains on."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

RECIPE = Path(__file__).parents[2] / "models" / "recipe"
TEXTS = {
    "a": "Balai Wyata Guna di Bandung membuka pelatihan memijat bagi dua puluh penerima manfaat dari enam kota.",
    "b": "Yayasan Rumah Harapan menyerahkan kursi roda kepada warga Kecamatan Cibiru pada Jumat sore itu juga.",
    "c": "Bupati meninjau pasar yang terbakar, lalu berjanji membangun kios sementara sebelum bulan puasa tiba.",
}


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(sys, "path", [*sys.path, str(RECIPE)])
    import corpus

    return corpus


def test_more_articles_are_added_and_a_mended_one_takes_its_place(corpus: Any) -> None:
    old = [corpus.Article(name, TEXTS[name], ()) for name in ("a", "b")]
    mended = corpus.Article("a", TEXTS["a"], ((0, 16, "FAC"),))
    new = corpus.Article("c", TEXTS["c"], ())
    assert corpus.with_more(old, [new, mended], [], 0.2) == [mended, old[1], new]


def test_an_article_like_one_that_judges_is_not_learnt_from(corpus: Any) -> None:
    judge = corpus.Article("gold", f"{TEXTS['c']} Ia pulang.", ())
    new = corpus.Article("c", TEXTS["c"], ())
    assert corpus.with_more([], [new], [judge], 0.2) == []
    assert corpus.with_more([], [new], [corpus.Article("gold", TEXTS["a"], ())], 0.2) == [new]


def test_annotated_articles_are_read_from_lines(corpus: Any, tmp_path: Path) -> None:
    row = {"id": "a", "text": TEXTS["a"], "mentions": [{"start": 0, "end": 16, "label": "FAC", "text": "x"}]}
    path = tmp_path / "more.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert corpus.read_annotated(path) == [corpus.Article("a", TEXTS["a"], ((0, 16, "FAC"),))]
