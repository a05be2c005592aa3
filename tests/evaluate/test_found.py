"""What was found, from a record and from tables: both must say the same."""

import csv
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from warta.evaluate import evaluate_tables
from warta.evaluate.annotated import Mention, Official
from warta.evaluate.found import TablesError, amount_norm, from_record, from_tables

EXPECTED = (
    Mention(0, 5, "PER", "Yosef", "Yosef Bria"),
    Mention(10, 16, "DATE", "Selasa", "?"),
    Mention(40, 50, "DURATION", "tiga tahun", "P3Y"),
    Mention(60, 67, "COUNT", "3 sumur", ">3 sumur bor"),
    Mention(70, 76, "PERCENT", "18-27%", "18..27.5 %"),
)
RECORD: dict[str, Any] = {
    "text": "...",
    "title": "Sumur baru",
    "published_at": "2025-03-04",
    "publisher": None,
    "author": None,
    "editor": None,
    "dateline_place": "Betun",
    "mentions": [{**asdict(mention), "sentence": 0} for mention in EXPECTED],
    "officials": [{"person": "Yosef Bria", "position": "Camat", "organisation": None, "status": "definitive"}],
}


def test_a_record() -> None:
    found = from_record("satu", RECORD)
    assert found.mentions == EXPECTED
    assert found.officials == (Official("Yosef Bria", "Camat", None, "definitive"),)
    assert found.metadata["dateline_place"] == "Betun"
    assert found.metadata["publisher"] is None


@pytest.mark.parametrize(
    ("row", "noun", "norm"),
    [
        ({"comparator": None, "value": "160", "value_high": None, "unit": "orang", "kind": "COUNT"}, "", "160 orang"),
        ({"comparator": "", "value": "2", "value_high": "", "unit": "unit", "kind": "COUNT"}, "mesin", "2 mesin"),
        ({"comparator": "", "value": "0", "value_high": "", "unit": "%", "kind": "PERCENT"}, "", "0 %"),
        ({"comparator": "~", "value": "1.50", "value_high": "2", "unit": "ha", "kind": "MEASURE"}, "", "~1.5..2 ha"),
        (
            {"comparator": "", "value": "1E+12", "value_high": "", "unit": "IDR", "kind": "MONEY"},
            "",
            "1" + "0" * 12 + " IDR",
        ),
    ],
)
def test_the_norm_of_an_amount(row: dict[str, Any], noun: str, norm: str) -> None:
    assert amount_norm(row, noun) == norm


# --- tables


def write(folder: Path, table: str, columns: str, rows: Iterable[tuple[str, ...]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns.split())
        writer.writerows(rows)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """The record above as the tables of a run, met in two places."""
    write(
        tmp_path,
        "documents",
        "doc_id source title publisher author editor dateline_place published_at",
        [("d1", "satu.txt", "Sumur baru", "", "", "", "Betun", "2025-03-04")],
    )
    write(tmp_path, "sources", "doc_id source", [("d1", "satu.txt"), ("d1", "sub/dua.txt")])
    write(
        tmp_path,
        "mentions",
        "doc_id start end label text norm",
        [("d1", str(m.start), str(m.end), m.label, m.text, m.norm) for m in EXPECTED],
    )
    write(
        tmp_path,
        "dates",
        "doc_id start end kind text value",
        [
            ("d1", "10", "16", "DATE", "Selasa", ""),
            ("d1", "20", "35", "TIME", "pukul 09.00 WIB", "T09:00"),
            ("d1", "40", "50", "DURATION", "tiga tahun", "P3Y"),
        ],
    )
    write(
        tmp_path,
        "amounts",
        "doc_id start end kind text comparator value value_high unit",
        [
            ("d1", "60", "67", "COUNT", "3 sumur", ">", "3", "", ""),
            ("d1", "70", "76", "PERCENT", "18-27%", "", "18", "27.5", "%"),
        ],
    )
    columns = "doc_id person position organisation status"
    write(tmp_path, "officials", columns, [("d1", "Yosef Bria", "Camat", "", "definitive")])
    return tmp_path


def test_tables_say_what_the_record_says(tables: Path) -> None:
    by_source = from_tables(tables)
    record = from_record("satu", RECORD)
    assert sorted(by_source) == ["satu.txt", "sub/dua.txt"]
    for found in by_source.values():
        assert found.mentions == record.mentions
        assert found.officials == record.officials
        assert dict(found.metadata) == dict(record.metadata)


def test_tables_that_contradict_each_other_are_refused(tables: Path) -> None:
    write(tables, "dates", "doc_id start end kind text value", [("d1", "10", "16", "DATE", "Selasa", "2025-03-04")])
    with pytest.raises(TablesError, match=r"dates\.csv has '2025-03-04' for d1 10:16, mentions\.csv has '\?'"):
        from_tables(tables)


def test_tables_that_lack_rows_or_columns_are_refused(tables: Path) -> None:
    write(tables, "amounts", "doc_id start end kind text comparator value value_high unit", [])
    with pytest.raises(TablesError, match="lack"):
        from_tables(tables)
    write(tables, "amounts", "doc_id start end", [])
    with pytest.raises(TablesError, match=r"amounts\.csv lacks comparator"):
        from_tables(tables)
    (tables / "amounts.csv").unlink()
    with pytest.raises(TablesError, match="no such table"):
        from_tables(tables)


GOLD = """{"document": {"title": "Sumur baru", "published_at": "2025-03-04", "dateline_place": "Betun"},
 "mentions": [{"start": 0, "end": 5, "label": "PER", "text": "Yosef", "norm": "Yosef Bria"}], "officials": []}"""


def test_scoring_written_tables(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    gold = tmp_path_factory.mktemp("gold")
    for name in ("satu", "dua", "tiga"):
        (gold / f"{name}.json").write_text(GOLD, encoding="utf-8")
    scores = evaluate_tables(tables, gold)
    # `sub/dua.txt` of the run is `dua` of the gold folder; `tiga` was not in the run
    assert scores.unread == (("tiga", "no document of that name"),)
    assert (scores["names.strict"].total.right, scores["names.strict"].total.gold) == (2, 3)
    assert scores["amounts.value"].f1 == 0.0
    assert scores.fields["title"].right == 2
