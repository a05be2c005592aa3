"""Whole runs over small folders, with a fake extraction step: what is new, what stays, what goes wrong."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from warta.resolve.corrections import CorrectionError
from warta.run.intake import InputError
from warta.tables.schema import TABLES

from tests.run.helpers import KABAR, rows, run, tables, write


def test_a_run_writes_every_table(inbox: Path, tmp_path: Path) -> None:
    report = run(inbox, tmp_path / "keluar")
    assert (report.met, report.new, report.problems) == (3, 3, 0)
    assert set(tables(tmp_path / "keluar")) == {f"{t.name}.csv" for t in TABLES} | {"datapackage.json"}
    assert report.counts["documents"] == 3
    assert {r["source"] for r in rows(tmp_path / "keluar", "sources")} == {"bibit.txt", "jalan.txt", "pasar.txt"}
    assert {r["value"] for r in rows(tmp_path / "keluar", "amounts")} == {"325000000", "75000"}


def test_a_person_in_two_documents_is_one_row(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    people = {r["name"]: r for r in rows(tmp_path / "keluar", "people")}
    assert (people["Sari Melati"]["documents"], people["Sari Melati"]["mentions"]) == ("2", "2")
    (official,) = rows(tmp_path / "keluar", "officials")
    assert official["person_id"] == people["Sari Melati"]["person_id"]
    bodies = {r["organisation_id"]: r for r in rows(tmp_path / "keluar", "organisations")}
    assert bodies[official["organisation_id"]]["mentions"] == "0", "a body that follows from an office is a row too"


def test_a_second_run_takes_nothing_new_and_gives_the_same_bytes(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar", formats=("csv", "parquet"))
    before = tables(tmp_path / "keluar")
    report = run(inbox, tmp_path / "keluar", formats=("csv", "parquet"))
    assert (report.met, report.new) == (3, 0)
    assert tables(tmp_path / "keluar") == before


def test_tables_are_only_written_again_when_something_changed(inbox: Path, tmp_path: Path) -> None:
    first = run(inbox, tmp_path / "keluar")
    again = run(inbox, tmp_path / "keluar")
    assert (first.written, again.written) == (True, False)
    assert (again.counts, again.files) == (first.counts, first.files)
    assert run(inbox, tmp_path / "keluar", off=("DATE",)).written
    assert run(inbox, tmp_path / "keluar", formats=("parquet",)).written


@pytest.mark.parametrize("harm", ["changed", "removed"])
def test_tables_that_somebody_changed_are_written_again(inbox: Path, tmp_path: Path, harm: str) -> None:
    run(inbox, tmp_path / "keluar")
    before = tables(tmp_path / "keluar")
    path = tmp_path / "keluar" / "people.csv"
    if harm == "removed":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().replace(b"Sari", b"Sora"))
    assert run(inbox, tmp_path / "keluar").written
    assert tables(tmp_path / "keluar") == before


def test_only_what_is_new_is_extracted(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    write(inbox, embung="Embung itu selesai pada 2022, kata Rina Kusuma kepada petani.")
    report = run(inbox, tmp_path / "keluar")
    assert (report.met, report.new, report.counts["documents"]) == (4, 1, 4)


def test_steps_and_one_go_give_the_same_bytes(inbox: Path, tmp_path: Path) -> None:
    for name in sorted(KABAR):
        part = write(tmp_path / "bertahap", **{name: KABAR[name]})
        run(part, tmp_path / "a")
    run(inbox, tmp_path / "b")
    assert tables(tmp_path / "a") == tables(tmp_path / "b")


def test_processes_and_one_process_give_the_same_bytes(tmp_path: Path) -> None:
    inbox = write(tmp_path / "masuk", **{f"b{n:02}": f"bupati Sari Melati hadir pada {1950 + n}." for n in range(40)})
    run(inbox, tmp_path / "satu", workers=1)
    report = run(inbox, tmp_path / "dua", workers=2)
    assert report.new == 40
    assert tables(tmp_path / "satu") == tables(tmp_path / "dua")


def test_the_same_text_in_two_places_is_one_document_with_two_sources(inbox: Path, tmp_path: Path) -> None:
    write(inbox / "arsip", bibit=KABAR["bibit"])
    report = run(inbox, tmp_path / "keluar")
    assert (report.met, report.new, report.counts["documents"], report.counts["sources"]) == (4, 3, 3, 4)
    sources = {r["doc_id"]: r["source"] for r in rows(tmp_path / "keluar", "documents")}
    assert "arsip/bibit.txt" in sources.values(), "the first source in order stands for the document"
    assert "bibit.txt" not in sources.values()


def test_a_changed_file_takes_the_place_of_the_old_one(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    write(inbox, jalan="Rina Kusuma menunda peresmian jalan desa itu sampai 2023.")
    report = run(inbox, tmp_path / "keluar")
    assert (report.new, report.counts["documents"]) == (1, 3)
    run(inbox, tmp_path / "segar")
    assert tables(tmp_path / "keluar") == tables(tmp_path / "segar")


def test_rows_taken_out_of_a_file_leave_the_tables(tmp_path: Path) -> None:
    inbox = tmp_path / "masuk"
    inbox.mkdir()
    lines = [json.dumps({"text": text, "date": "2021-03-04"}) for text in KABAR.values()]
    (inbox / "kabar.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run(inbox, tmp_path / "keluar").counts["documents"] == 3
    (inbox / "kabar.jsonl").write_text("\n".join(lines[:2]), encoding="utf-8")
    report = run(inbox, tmp_path / "keluar")
    assert (report.met, report.new, report.counts["documents"]) == (2, 0, 2)


def test_a_file_that_is_gone_stays_in_the_tables(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    before = tables(tmp_path / "keluar")
    (inbox / "jalan.txt").unlink()
    report = run(inbox, tmp_path / "keluar")
    assert (report.met, report.counts["documents"]) == (2, 3)
    assert tables(tmp_path / "keluar") == before


def test_progress_runs_to_the_end(inbox: Path, tmp_path: Path) -> None:
    from warta.run.batch import Progress, run_batch

    from tests.run.helpers import options

    told: list[Progress] = []
    run_batch(options(inbox, tmp_path / "keluar"), told.append)
    assert [p.stage for p in told][-1] == "tables"
    assert (told[-1].met, told[-1].done, told[-1].share) == (3, 3, 1.0)
    shares = [p.share for p in told if p.share is not None]
    assert shares == sorted(shares)


def test_fresh_forgets_what_was_there(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    (inbox / "jalan.txt").unlink()
    report = run(inbox, tmp_path / "keluar", fresh=True)
    assert (report.new, report.counts["documents"]) == (2, 2)


def test_another_date_for_the_input_is_another_reading(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    report = run(inbox, tmp_path / "keluar", published_at="2020-12-12")
    assert report.new == 3
    assert {r["published_at"] for r in rows(tmp_path / "keluar", "documents")} == {"2020-12-12"}
    run(inbox, tmp_path / "segar", published_at="2020-12-12")
    assert tables(tmp_path / "keluar") == tables(tmp_path / "segar")


def test_what_cannot_be_read_or_extracted_is_a_problem_and_the_rest_is_complete(inbox: Path, tmp_path: Path) -> None:
    (inbox / "kosong.txt").write_bytes(b"")
    (inbox / "rusak.pdf").write_bytes(b"%PDF-1.4\nterpotong")
    write(inbox, gagal="GAGAL total kata Sari Melati")
    first = run(inbox, tmp_path / "keluar")
    assert (first.met, first.problems, first.counts["documents"]) == (6, 3, 3)
    problems = {r["source"]: (r["stage"], r["error"]) for r in rows(tmp_path / "keluar", "problems")}
    assert problems == {
        "gagal.txt": ("recognise", "KeyError"),
        "kosong.txt": ("read", "ReadError"),
        "rusak.pdf": ("read", "ReadError"),
    }
    before = tables(tmp_path / "keluar")
    second = run(inbox, tmp_path / "keluar")
    assert (second.new, second.problems) == (0, 3)
    assert tables(tmp_path / "keluar") == before


def test_problems_of_other_inputs_stay_in_the_table_but_do_not_count(inbox: Path, tmp_path: Path) -> None:
    bad = write(tmp_path / "buruk", gagal="GAGAL lagi")
    assert run(bad, tmp_path / "keluar").problems == 1
    report = run(inbox, tmp_path / "keluar")
    assert (report.problems, report.counts["problems"]) == (0, 1)


def test_a_mended_file_is_no_problem_any_more(inbox: Path, tmp_path: Path) -> None:
    (inbox / "kosong.txt").write_bytes(b"")
    assert run(inbox, tmp_path / "keluar").problems == 1
    write(inbox, kosong="Kini berisi.")
    assert run(inbox, tmp_path / "keluar").problems == 0


def test_retry_tries_again_what_failed_and_only_that(inbox: Path, tmp_path: Path) -> None:
    write(inbox, gagal="GAGAL")
    run(inbox, tmp_path / "keluar")
    assert run(inbox, tmp_path / "keluar", retry=True).new == 1


def test_a_document_that_kills_its_worker_is_a_problem(inbox: Path, tmp_path: Path) -> None:
    write(inbox, maut="MATI mendadak")
    report = run(inbox, tmp_path / "keluar", workers=2)
    assert (report.problems, report.counts["documents"]) == (1, 3)
    (problem,) = rows(tmp_path / "keluar", "problems")
    assert (problem["source"], problem["error"], problem["message"]) == (
        "maut.txt",
        "WorkerDied",
        "the process was killed (SIGKILL)",
    )


def test_a_document_over_the_limit_is_a_problem(inbox: Path, tmp_path: Path) -> None:
    report = run(inbox, tmp_path / "keluar", characters=85)
    assert (report.problems, report.counts["documents"]) == (1, 2)
    assert rows(tmp_path / "keluar", "problems")[0]["error"] == "TooLong"
    assert run(inbox, tmp_path / "keluar").problems == 0, "with a higher limit it is read"


def test_labels_can_be_left_out(inbox: Path, tmp_path: Path) -> None:
    report = run(inbox, tmp_path / "keluar", off=("MONEY", "PER"))
    assert {r["label"] for r in rows(tmp_path / "keluar", "mentions")} == {"DATE"}
    assert report.counts["amounts"] == 0
    assert run(inbox, tmp_path / "keluar").counts["amounts"] == 2, "what was left out is not lost"


def test_corrections_change_the_tables_without_extracting_again(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    corrections = tmp_path / "koreksi.csv"
    corrections.write_text("action,label,name,field,value\nmerge,PER,Rina Kusuma,,Sari Melati\n", encoding="utf-8")
    report = run(inbox, tmp_path / "keluar", corrections=corrections)
    assert (report.new, report.written) == (0, True)
    (person,) = rows(tmp_path / "keluar", "people")
    assert (person["name"], person["documents"], person["mentions"]) == ("Sari Melati", "3", "4")
    names = {(r["entity_id"], r["name"], r["mentions"]) for r in rows(tmp_path / "keluar", "names")}
    assert names == {(person["person_id"], "Rina Kusuma", "2"), (person["person_id"], "Sari Melati", "2")}
    again = run(inbox, tmp_path / "keluar", corrections=corrections)
    assert not again.written
    assert report.unused == again.unused == ()


def test_corrections_without_effect_are_told_every_time(inbox: Path, tmp_path: Path) -> None:
    corrections = tmp_path / "koreksi.csv"
    corrections.write_text("action,label,name\ndrop,PER,Siapa Saja\n", encoding="utf-8")
    for _ in range(2):
        report = run(inbox, tmp_path / "keluar", corrections=corrections)
        assert report.unused == ("line 2: drop PER 'Siapa Saja': no such name among the documents",)


def test_a_corrections_file_that_makes_no_sense_leaves_the_tables_alone(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    before = tables(tmp_path / "keluar")
    corrections = tmp_path / "koreksi.csv"
    corrections.write_text("action,label,name\nhapus,PER,Rina Kusuma\n", encoding="utf-8")
    with pytest.raises(CorrectionError, match="line 2: unknown action 'hapus'"):
        run(inbox, tmp_path / "keluar", corrections=corrections)
    assert tables(tmp_path / "keluar") == before
    with pytest.raises(CorrectionError):
        run(inbox, tmp_path / "baru", corrections=corrections)
    assert not (tmp_path / "baru").exists(), "it is said before anything is extracted"


def test_files_of_a_format_no_longer_asked_for_are_removed(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar", formats=("csv", "parquet"))
    (tmp_path / "keluar" / "catatan.csv").write_text("milik saya", encoding="utf-8")
    run(inbox, tmp_path / "keluar", formats=("parquet",))
    left = {p.suffix for p in (tmp_path / "keluar").iterdir() if p.stem in {t.name for t in TABLES}}
    assert left == {".parquet"}
    assert (tmp_path / "keluar" / "catatan.csv").exists(), "other people's files are left alone"


def test_workbook_and_database_come_beside_the_tables_and_go_again(inbox: Path, tmp_path: Path) -> None:
    output = tmp_path / "keluar"
    report = run(inbox, output, formats=("xlsx", "duckdb"))
    assert report.files == ("warta.xlsx", "warta.duckdb", "run.json")
    assert not (output / "datapackage.json").exists(), "it describes CSV or Parquet files"
    assert not run(inbox, output, formats=("xlsx", "duckdb")).written
    before = (output / "warta.xlsx").read_bytes()
    run(inbox, output, formats=("csv", "xlsx"))
    assert (output / "warta.xlsx").read_bytes() == before
    assert not (output / "warta.duckdb").exists()
    run(inbox, output)
    assert {path.suffix for path in output.iterdir() if path.is_file()} == {".csv", ".json"}


def test_safe_csv_is_another_csv(tmp_path: Path) -> None:
    inbox = tmp_path / "masuk"
    inbox.mkdir()
    (inbox / "kabar.csv").write_text('text,title\n"Sari Melati hadir pada 2021.",=1+1\n', encoding="utf-8")
    run(inbox, tmp_path / "keluar")
    exact = tables(tmp_path / "keluar")
    assert run(inbox, tmp_path / "keluar", csv_safe=True).written
    assert [r["title"] for r in rows(tmp_path / "keluar", "documents")] == ["'=1+1"]
    run(inbox, tmp_path / "keluar")
    assert tables(tmp_path / "keluar") == exact


def test_nothing_of_time_or_place_stands_in_a_table(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    elsewhere = tmp_path / "lain" / "tempat"
    shutil.copytree(inbox, elsewhere)
    os.utime(elsewhere / "bibit.txt", (1, 1))
    run(elsewhere, tmp_path / "keluar2")
    assert tables(tmp_path / "keluar") == tables(tmp_path / "keluar2")


def test_an_input_that_is_not_there_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        run(tmp_path / "tiada", tmp_path / "keluar")
    assert not (tmp_path / "keluar").exists()


def test_an_empty_folder_gives_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "masuk").mkdir()
    report = run(tmp_path / "masuk", tmp_path / "keluar")
    assert set(report.counts.values()) == {0}


def test_run_json_tells_version_counts_and_time(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    said = json.loads((tmp_path / "keluar" / "run.json").read_text(encoding="utf-8"))
    assert said["documents"] == {"met": 3, "new": 3, "outdated": 0}
    assert said["rows"]["people"] == 2
    assert said["seconds"] > 0
    assert len(said["pipeline"]) == 16
