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
        ([1], r"the file is no object but \[1\]; expected \{\"document\""),
        (None, "the file is no object but None"),
        ({}, "the file has no 'document'"),
        ({"name": "paket", "version": "1"}, "the file has no 'document'"),
        (change(document=None), "document is no object but None"),
        (change(document=[]), r"document is no object but \[\]"),
        (change(mentions=None), "'mentions' is no list but None"),
        (change(mentions={"a": 1}), "'mentions' is no list but {'a': 1}"),
        (change(mentions=["Rina"]), r"mentions\[0\] is no object but 'Rina'"),
        (change(mentions=[GOOD["mentions"][0], {"label": "ORG"}]), r"mentions\[1\] has no 'start'"),
        (change(mentions=[{**GOOD["mentions"][0], "start": False}]), "no span: False"),
        (change(mentions=[{**GOOD["mentions"][0], "start": 10.0}]), "no span: 10.0"),
        (change(mentions=[{**GOOD["mentions"][0], "label": {"a": 1}}]), "no such label: {'a': 1} .there is ORG, PER"),
        (change(officials=None), "'officials' is no list"),
        (change(officials=[{"person": "Rina"}]), r"officials\[0\] has no 'position'"),
    ],
)
def test_malformed_gold_is_refused_by_name_and_reason(tmp_path: Path, gold: Any, reason: str) -> None:
    put(tmp_path, "buruk", gold)
    with pytest.raises(GoldError, match=reason) as caught:
        read_gold(tmp_path)
    assert "buruk.json" in str(caught.value)


def test_a_folder_without_gold_is_an_error_not_an_empty_score(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(GoldError, match=r"no gold in this folder: expected .* NAME\.txt and NAME\.json"):
            read_gold(tmp_path)
        (tmp_path / "berita.txt").write_text("Rina hadir.", encoding="utf-8")
        (tmp_path / "folder.json").mkdir(exist_ok=True)
    with pytest.raises(GoldError, match=r"a file; name the folder it lies in: expected"):
        read_gold(tmp_path / "berita.txt")
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


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "not JSON"),
        (b"", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"1" * 5000, "not JSON"),
        (b"NaN", "no object"),
    ],
)
def test_a_file_that_is_no_json_is_named_with_what_was_expected(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "buruk.json").write_bytes(content)
    with pytest.raises(GoldError, match=rf"buruk\.json: .*{reason}.*; expected \{{\"document\""):
        read_gold(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("\ufeff" + json.dumps(GOOD), encoding="utf-8")
    assert len(read_gold(tmp_path)) == 1


def test_a_message_quotes_no_whole_document(tmp_path: Path) -> None:
    put(tmp_path, "a", change(mentions=[{**GOOD["mentions"][0], "end": 10**30}]))
    (gold,) = read_gold(tmp_path)
    with pytest.raises(GoldError) as caught:
        check_fit(gold, "Rina dari Jakarta " * 10_000)
    assert len(str(caught.value)) < 300
