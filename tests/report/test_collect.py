"""What goes into the page: sample, counts, texts, and how columns are packed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from warta.report.collect import MOST_PROBLEMS, Source, collect, packed
from warta.tables.frames import TablesMissingError

from tests.report.made import document, mention, write

PASAR = document("daaaaaaaaaaaaa", "Dinas Pasar Kota Melati membuka kios.\nKata Rina Kusuma, kios itu laku.")
PANEN = document("dbbbbbbbbbbbbb", "Rina Kusuma menghadiri panen raya.")
HUJAN = document("dcccccccccccccc", "Hujan turun di Desa Sukamaju.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(
        tmp_path / "hasil",
        [PASAR, PANEN, HUJAN],
        mentions=[
            mention(PASAR, "Dinas Pasar Kota Melati", "ORG", entity_id="org-dinas-pasar-kota-melati"),
            mention(PASAR, "Rina Kusuma", "PER", entity_id="per-rina-kusuma", found_by="model", score=0.91),
            mention(PANEN, "Rina Kusuma", "PER", entity_id="per-rina-kusuma"),
            mention(HUJAN, "Desa Sukamaju", "LOC", entity_id="loc-desa-sukamaju"),
        ],
        organisations=[
            {"organisation_id": "org-dinas-pasar-kota-melati", "name": "Dinas Pasar Kota Melati", "kind": "local_agency", "parent_id": "org-kota-melati", "documents": 1, "mentions": 1},
            {"organisation_id": "org-kota-melati", "name": "Pemerintah Kota Melati", "documents": 0, "mentions": 0},
        ],
        people=[{"person_id": "per-rina-kusuma", "name": "Rina Kusuma", "documents": 2, "mentions": 2}],
        places=[{"place_id": "loc-desa-sukamaju", "name": "Desa Sukamaju", "level": "district", "documents": 1, "mentions": 1}],
        problems=[{"source": "rusak.pdf", "stage": "read", "error": "ReadError", "message": "empty file"}],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2, None], [1, 2, None]),
        ([], []),
        ([None, None], [None, None]),
        (["b", "a", "b", None, "a", "b"], {"d": ["a", "b"], "i": [1, 0, 1, -1, 0, 1]}),
        (["a", "b", "c"], ["a", "b", "c"]),
        ([Decimal("14750000000.000000000"), Decimal("0.050"), Decimal("1E+3")], ["14750000000", "0.05", "1000"]),
        ([date(2024, 6, 18), date(2024, 6, 19)], ["2024-06-18", "2024-06-19"]),
    ],
)
def test_columns_are_packed_exactly(values: list[object], expected: object) -> None:
    assert packed(values) == expected


def test_everything_of_a_small_folder_is_shown(folder: Path) -> None:
    got = collect(Source(folder), title="Melati", limit=3)
    assert (got.documents, got.of) == (3, 3)
    # From sentences: whether a space or a line break stood between two of them is not known.
    assert got.page["texts"] == [PASAR["text"].replace("\n", " "), PANEN["text"], HUJAN["text"]]
    entities = got.page["entities"]
    assert entities["name"] == ["Dinas Pasar Kota Melati", "Pemerintah Kota Melati", "Rina Kusuma", "Desa Sukamaju"]
    assert entities["documents"] == [1, 0, 2, 1]
    assert entities["parent_id"] == [1, -1, -1, -1]
    assert got.page["mentions"]["entity"] == [0, 2, 2, 3]
    assert got.page["mentions"]["doc"] == [0, 0, 1, 2]
    assert got.page["problems"]["message"] == ["empty file"]


def test_a_sample_is_the_first_by_id_and_counts_itself_only(folder: Path) -> None:
    got = collect(Source(folder), title=None, limit=1)
    assert (got.documents, got.of) == (1, 3)
    assert got.page["documents"]["doc_id"] == ["daaaaaaaaaaaaa"]
    assert got.page["sample"] == {"documents": 1, "of": 3, "mentions_of": 4}
    entities = got.page["entities"]
    # The organisation's parent is kept so that the link to it leads somewhere; the village is gone.
    assert entities["name"] == ["Dinas Pasar Kota Melati", "Pemerintah Kota Melati", "Rina Kusuma"]
    assert entities["documents"] == [1, 0, 1]


@pytest.mark.parametrize("format", ["parquet", "duckdb"])
def test_any_format_gives_the_same_page(folder: Path, tmp_path: Path, format: str) -> None:
    names = ("mentions", "organisations", "people", "places", "problems")
    rows = {name: Source(folder)[name].to_pylist() for name in names}
    again = Source(write(tmp_path / "lain", [PASAR, PANEN, HUJAN], formats=[format], **rows))
    assert collect(again, title=None, limit=9).page == collect(Source(folder), title=None, limit=9).page


def test_a_workbook_alone_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(TablesMissingError, match=r"warta\.xlsx is for people"):
        Source(write(tmp_path, [PASAR], formats=["xlsx"]))


def test_rows_in_another_order_give_the_same_page(folder: Path) -> None:
    expected = collect(Source(folder), title=None, limit=9).page
    for name in ("mentions", "sentences", "documents"):
        head, *lines = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        (folder / f"{name}.csv").write_text("\n".join([head, *reversed(lines)]) + "\n", encoding="utf-8")
    assert collect(Source(folder), title=None, limit=9).page == expected


def test_missing_tables_count_as_empty_but_documents(folder: Path) -> None:
    (folder / "sentences.csv").unlink()
    (folder / "amounts.csv").unlink()
    got = collect(Source(folder), title=None, limit=9)
    assert got.page["texts"] == [None, None, None]
    assert got.page["amounts"]["doc"] == []
    (folder / "documents.csv").unlink()
    with pytest.raises(TablesMissingError, match="run `warta run INPUT --output"):
        Source(folder)


def test_texts_from_sentences_keep_every_offset(tmp_path: Path) -> None:
    text = "Panen raya berlangsung. Hujan reda.\n\nWarga pulang 😀 ke rumah.\n= akhir"
    doc = document("ddddddddddddddd", text)
    cut = [(0, 23), (24, 35), (37, 61), (62, 69)]
    assert [text[a:b] for a, b in cut][-1] == "= akhir"
    rows = [
        {"doc_id": doc["doc_id"], "sentence": i, "start": a, "end": b, "text": text[a:b]}
        for i, (a, b) in enumerate(cut)
    ]
    for safe in (False, True):
        got = collect(Source(write(tmp_path / f"{safe}", [doc], sentences=rows, csv_safe=safe)), title=None, limit=1)
        (found,) = got.page["texts"]
        assert len(found) == len(text)
        assert [found[a:b] for a, b in cut] == [text[a:b] for a, b in cut]
        assert found[35:37] == "\n\n"


def test_the_store_has_the_text_as_it_stands(tmp_path: Path) -> None:
    import warta

    (tmp_path / "masuk").mkdir()
    text = "Panen raya\nberlangsung pada 4 Mei 2021.\n\n\nHujan reda.\n"
    (tmp_path / "masuk" / "panen.txt").write_text(text, encoding="utf-8")
    warta.run(tmp_path / "masuk", tmp_path / "hasil", workers=1, model="rules")
    assert collect(Source(tmp_path / "hasil"), title=None, limit=1).page["texts"] == [text]
    for part in (tmp_path / "hasil" / ".warta" / "parts").glob("*records*"):
        part.write_bytes(b"rusak")
    (found,) = collect(Source(tmp_path / "hasil"), title=None, limit=1).page["texts"]
    assert found.split() == text.split()


def test_problems_are_cut_and_counted(tmp_path: Path) -> None:
    problems = [
        {"source": f"{n:06d}.pdf", "stage": "read", "error": "ReadError", "message": "empty file"}
        for n in range(MOST_PROBLEMS + 7)
    ]
    got = collect(Source(write(tmp_path, [PASAR], problems=problems)), title=None, limit=1)
    assert got.page["problems"]["of"] == MOST_PROBLEMS + 7
    assert len(got.page["problems"]["source"]) == MOST_PROBLEMS


def test_texts_met_in_several_places_name_them_all(tmp_path: Path) -> None:
    places = [{"doc_id": PASAR["doc_id"], "source": s} for s in ("b.txt", "a.txt")]
    got = collect(Source(write(tmp_path, [PASAR], sources=places)), title=None, limit=1)
    assert got.page["documents"]["sources"] == {"0": ["a.txt", "b.txt"]}
