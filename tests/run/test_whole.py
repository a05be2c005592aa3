"""The real pipeline over the sample releases: every table, complete and consistent."""

from __future__ import annotations

from pathlib import Path

import pytest
import warta
from warta.tables.schema import BY_NAME, TABLES

from tests.run.helpers import rows, tables, write

ROOT = Path(__file__).parents[2]
RELEASES = ROOT / "corpus" / "releases"
GOLD = ROOT.parent / "shared" / "gold"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keluar")
    report = warta.run(RELEASES, folder, workers=1, formats="csv,parquet")
    assert (report.met, report.problems) == (12, 0)
    return folder


def test_every_table_of_facts_has_rows(output: Path) -> None:
    empty = [table.name for table in TABLES if not rows(output, table.name)]
    assert empty == ["problems"]


def test_frictionless_accepts_the_output(output: Path) -> None:
    from frictionless import Package, system

    with system.use_context(trusted=True):
        report = Package(str(output / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_worker_processes_give_the_same_tables(output: Path, tmp_path: Path) -> None:
    warta.run(RELEASES, tmp_path / "dua", workers=2, formats="csv,parquet")
    assert tables(tmp_path / "dua") == tables(output)


def test_every_span_is_the_text_it_says(output: Path) -> None:
    from warta.read import read_inputs
    from warta.values.document import Document

    texts = {item.doc_id: item.text for item in read_inputs([RELEASES]) if isinstance(item, Document)}
    checked = 0
    for table in ("sentences", "mentions", "dates", "amounts"):
        for row in rows(output, table):
            assert texts[row["doc_id"]][int(row["start"]) : int(row["end"])] == row["text"]
            checked += 1
    assert checked > 300


def test_every_fact_begins_in_its_sentence(output: Path) -> None:
    sentences = {(r["doc_id"], r["sentence"]): r for r in rows(output, "sentences")}
    assert all(r["text"] == r["text"].strip() != "" for r in sentences.values())
    counts = {r["doc_id"]: int(r["sentences"]) for r in rows(output, "documents")}
    assert all(int(number) < counts[doc] for doc, number in sentences)
    for table in ("mentions", "dates", "amounts", "officials"):
        for row in rows(output, table):
            sentence = sentences[row["doc_id"], row["sentence"]]
            assert int(sentence["start"]) <= int(row["start"]) < int(sentence["end"]), row


def test_references_lead_somewhere_and_counts_add_up(output: Path) -> None:
    keys = {t.name: {r[t.key[0]] for r in rows(output, t.name)} for t in TABLES}
    for table in TABLES:
        for column, target in table.foreign.items():
            assert {r[column] for r in rows(output, table.name)} - {""} <= keys[target], (table.name, column)
    mentions = rows(output, "mentions")
    entities = {"ORG": "organisations", "PER": "people", "FAC": "facilities", "LOC": "places"}
    for label, table in entities.items():
        met = [r["entity_id"] for r in mentions if r["label"] == label]
        assert set(met) <= keys[table]
        assert sum(int(r["mentions"]) for r in rows(output, table)) == len(met)
    assert {r["entity_id"] for r in rows(output, "names")} <= set().union(*(keys[t] for t in entities.values()))


def test_the_tables_come_back_typed(output: Path) -> None:
    frames = warta.read_tables(output)
    for name in BY_NAME:
        assert len(frames[name]) == len(rows(output, name))
    money = frames.amounts[frames.amounts.kind == "MONEY"]
    assert money.value.sum() > 0
    assert frames.dates.first_day.notna().any()


def test_near_duplicates_of_the_corpus_are_marked(output: Path) -> None:
    documents = {r["doc_id"]: r for r in rows(output, "documents")}
    marked = [(documents[r["duplicate_of"]]["source"], r["source"]) for r in documents.values() if r["duplicate_of"]]
    assert marked == [("embung-lariang-1.txt", "embung-lariang-2.txt")]


def test_a_run_over_its_own_folder_does_not_read_its_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Hujan turun di Ambon pada 4 Mei 2021.\n", encoding="utf-8")
    for output in ("outputs", "."):
        for _ in range(2):
            report = warta.run(".", output, workers=1, formats="csv,parquet")
            assert (report.met, report.problems, report.counts["documents"]) == (1, 0, 1)


def test_order_of_arrival_changes_nothing(output: Path, tmp_path: Path) -> None:
    files = sorted(RELEASES.glob("*.txt"))
    texts = {path.stem: path.read_text(encoding="utf-8") for path in files}
    for stem, text in reversed(texts.items()):
        warta.run(write(tmp_path / stem, **{stem: text}), tmp_path / "satu-satu", workers=1)
    warta.run(write(tmp_path / "semua", **texts), tmp_path / "sekaligus", workers=1)
    assert tables(tmp_path / "satu-satu") == tables(tmp_path / "sekaligus")


def test_hostile_files_are_problems_or_results_never_the_end_of_a_run(tmp_path: Path) -> None:
    inbox = tmp_path / "masuk"
    inbox.mkdir()
    (inbox / "satu-baris.txt").write_text("Panen raya di Desa Suka Maju pada 4 Mei 2021. " * 25_000, encoding="utf-8")
    (inbox / "tanpa-spasi.txt").write_text("a" * 100_000, encoding="utf-8")
    (inbox / "nol.txt").write_bytes(b"Bupati\x00 Rina Kusuma hadir pada 4 Mei 2021.")
    (inbox / "arah.txt").write_text("Bupati \u202eRina Kusuma\u202c hadir.\u2028Baris.", encoding="utf-8")
    (inbox / "baris\nbaru.txt").write_text("Panen raya di Bandung.", encoding="utf-8")
    (inbox / "angka.txt").write_text(f"Anggaran Rp{'9' * 5_000} juta untuk 2021.", encoding="utf-8")
    (inbox / "kurung.txt").write_text("(" * 1_000 + "a", encoding="utf-8")
    (inbox / "palsu.docx").write_bytes(b"PK\x03\x04bukan dokumen")
    (inbox / "pengganti.jsonl").write_text('{"text": "Halo \\ud800 dunia"}\n{"text": 5}\nrusak\n', encoding="utf-8")
    (inbox / "putar").symlink_to(inbox, target_is_directory=True)
    report = warta.run(inbox, tmp_path / "keluar", workers=1)
    problems = {r["source"]: r["error"] for r in rows(tmp_path / "keluar", "problems")}
    assert set(problems) >= {"satu-baris.txt", "palsu.docx", "pengganti.jsonl#2", "pengganti.jsonl#3"}
    assert problems["satu-baris.txt"] == "TooLong"
    sources = {r["source"] for r in rows(tmp_path / "keluar", "sources")}
    assert sources >= {"nol.txt", "arah.txt", "tanpa-spasi.txt", "pengganti.jsonl#1", "baris\ufffdbaru.txt"}
    assert report.met == len(sources | set(problems))


@pytest.mark.shared
@pytest.mark.skipif(not GOLD.is_dir(), reason="the development data are not beside the repository")
def test_real_releases_give_no_problems(tmp_path: Path) -> None:
    report = warta.run(GOLD, tmp_path, workers=1)
    assert (report.met, report.problems) == (22, 0)
    assert min(report.counts[t] for t in ("mentions", "dates", "amounts", "officials", "organisations", "people")) > 20
