"""Reading gold: what is accepted, what is refused with a reason, which document it belongs to."""

import json
from pathlib import Path
from typing import Any

import pytest
from warta.evaluate.gold import GoldError, check_fit, gold_name, read_gold

GOOD: dict[str, Any] = {
    "document": {"title": "Uji", "published_at": None},
    "mentions": [
        {"start": 10, "end": 17, "label": "LOC", "text": "Bandung", "norm": "Bandung"},
        {"start": 0, "end": 4, "label": "PER", "text": "Rina", "norm": "Rina"},
    ],
    "officials": [{"person": "Rina", "position": "Camat", "organisation": None, "status": "acting"}],
}


def put(folder: Path, name: str, gold: Any) -> None:
    path = folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(gold if isinstance(gold, str) else json.dumps(gold), encoding="utf-8")


def test_gold_is_read_sorted_with_unknown_fields_empty(tmp_path: Path) -> None:
    put(tmp_path, "b", GOOD)
    put(tmp_path, "sub/a", GOOD)
    one, other = read_gold(tmp_path)
    assert (one.name, other.name) == ("b", "sub/a")
    assert [m.text for m in one.mentions] == ["Rina", "Bandung"]
    assert one.metadata["title"] == "Uji"
    assert one.metadata["editor"] is None
    assert one.officials[0].organisation is None


def change(**changes: Any) -> dict[str, Any]:
    return {**GOOD, **changes}


@pytest.mark.parametrize(
    ("gold", "reason"),
    [
        ("{", "not JSON"),
        (change(mentions=[{**GOOD["mentions"][0], "label": "GPE"}]), "no such label: 'GPE'"),
        (change(mentions=[{**GOOD["mentions"][0], "end": 10}]), "no span"),
        (change(mentions=[{**GOOD["mentions"][0], "norm": None}]), "is not text"),
        (change(mentions=[GOOD["mentions"][0], {**GOOD["mentions"][0], "start": 12}]), "overlap"),
        (change(officials=[{**GOOD["officials"][0], "status": "plt"}]), "no such status: 'plt'"),
        (change(document={"title": 3}), "neither text nor null"),
        ({"document": {}}, "mentions"),
        ([1], "TypeError"),
    ],
)
def test_malformed_gold_is_refused_by_name_and_reason(tmp_path: Path, gold: Any, reason: str) -> None:
    put(tmp_path, "buruk", gold)
    with pytest.raises(GoldError, match=reason) as caught:
        read_gold(tmp_path)
    assert "buruk.json" in str(caught.value)


def test_a_folder_without_gold_is_an_error_not_an_empty_score(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold"):
        read_gold(tmp_path)
    with pytest.raises(GoldError, match="no such folder"):
        read_gold(tmp_path / "tiada")


def test_gold_must_fit_its_document(tmp_path: Path) -> None:
    put(tmp_path, "a", GOOD)
    (gold,) = read_gold(tmp_path)
    check_fit(gold, "Rina dari Bandung")
    with pytest.raises(GoldError, match="'Bandung' at 10:17"):
        check_fit(gold, "Rina,  dari Bandung")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("rilis.txt", "rilis"),
        ("2020/rilis.html", "2020/rilis"),
        ("2020\\rilis.html", "2020/rilis"),
        ("rilis.v2.txt", "rilis.v2"),
        ("baris.jsonl#3", "baris-3"),
        ("sub/baris.jsonl.gz#12", "sub/baris-12"),
        ("tabel.parquet#1", "tabel-1"),
        ("siaran #pers.txt", "siaran #pers"),
        ("siaran #2.txt", "siaran #2"),
    ],
)
def test_the_gold_of_a_source(source: str, name: str) -> None:
    assert gold_name(source) == name
