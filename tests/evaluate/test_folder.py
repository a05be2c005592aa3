"""Scoring a folder: which documents count, and what happens to those that cannot be read."""

import json
import shutil
from pathlib import Path

import pytest
from spacy.language import Language
from warta.evaluate import GoldError, PartError, evaluate_folder
from warta.recognise.pipeline import load

BAD = Path(__file__).parents[1] / "bad"
TEXT = "Rina Wea membuka pasar di Ende.\n"


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline that finds no facts: only what is scored matters here."""
    return load(components=["warta_sentences"])


def gold(start: int = 0, text: str = "Rina Wea") -> str:
    mention = {"start": start, "end": start + len(text), "label": "PER", "text": text, "norm": text}
    return json.dumps({"document": {}, "mentions": [mention], "officials": []})


def test_documents_without_gold_are_not_looked_at(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.json").write_text(gold(), encoding="utf-8")
    (tmp_path / "lain.txt").write_text(TEXT + "Tidak dianotasi.", encoding="utf-8")
    shutil.copy(BAD / "kosong.txt", tmp_path)
    scores = evaluate_folder(tmp_path, nlp=nlp)
    assert [g.name for g in scores.gold] == ["a"]
    assert scores.unread == ()
    assert scores.found[0].text == TEXT


def test_subfolders_and_rows(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "2024" / "a.json").write_text(gold(), encoding="utf-8")
    rows = [{"text": "Baris tanpa gold."}, {"text": "Kata Rina Wea."}]
    (tmp_path / "baris.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "baris-2.json").write_text(gold(start=5), encoding="utf-8")
    scores = evaluate_folder(tmp_path, nlp=nlp)
    assert [g.name for g in scores.gold] == ["2024/a", "baris-2"]
    assert scores.unread == ()


def test_what_cannot_be_read_counts_as_missed_and_says_why(tmp_path: Path, nlp: Language) -> None:
    shutil.copy(BAD / "biner.txt", tmp_path)
    (tmp_path / "biner.json").write_text(gold(), encoding="utf-8")
    (tmp_path / "tiada.json").write_text(gold(), encoding="utf-8")
    scores = evaluate_folder(tmp_path, nlp=nlp)
    reasons = dict(scores.unread)
    assert sorted(reasons) == ["biner", "tiada"]
    assert "binary" in reasons["biner"]
    assert scores["names.strict"].total.gold == 2
    assert scores["names.strict"].recall == 0.0


def test_a_document_that_breaks_the_pipeline_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.json").write_text(gold(), encoding="utf-8")
    broken = load(components=["warta_sentences"])

    @Language.component("warta_test_broken")
    def fail(doc):  # type: ignore[no-untyped-def]
        raise RuntimeError("rusak")

    broken.add_pipe("warta_test_broken")
    scores = evaluate_folder(tmp_path, nlp=broken)
    ((name, reason),) = scores.unread
    assert name == "a" and "rusak" in reason


def test_gold_is_checked_against_the_text_as_read(tmp_path: Path, nlp: Language) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.json").write_text(gold(start=3), encoding="utf-8")
    with pytest.raises(GoldError, match="'Rina Wea' at 3:11"):
        evaluate_folder(tmp_path, nlp=nlp)


def test_gold_that_may_belong_to_two_documents_is_refused(tmp_path: Path, nlp: Language) -> None:
    for suffix in ("txt", "md"):
        (tmp_path / f"a.{suffix}").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.json").write_text(gold(), encoding="utf-8")
    with pytest.raises(GoldError, match=r"may belong to a\.md or to a\.txt"):
        evaluate_folder(tmp_path, nlp=nlp)


def test_an_unknown_part_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(PartError):
        evaluate_folder(tmp_path / "tiada", only=["nama"])
