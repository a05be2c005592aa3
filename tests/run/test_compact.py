"""Merging the parts of a store: fewer files, the same tables, nothing lost on the way."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner
from warta.cli import app
from warta.run import compact as module
from warta.run.compact import compact
from warta.run.lock import LockedError, locked
from warta.run.status import NoOutputError, status

from tests.run.helpers import rows, run, tables, write


def parts(output: Path) -> list[str]:
    return sorted(path.name for path in (output / ".warta" / "parts").iterdir())


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A store after five runs: grown, changed, with a failure, a text in two places and one that left its file."""
    inbox, output = tmp_path / "masuk", tmp_path / "keluar"
    for n in range(3):
        write(inbox, **{f"b{n}": f"bupati Sari Melati hadir pada {1950 + n}."})
        run(inbox, output)
    write(inbox, b1="Rina Kusuma menanam 40 pohon pada 2021.", gagal="GAGAL total")
    (inbox / "kosong.txt").write_bytes(b"")
    write(inbox / "arsip", b0="bupati Sari Melati hadir pada 1950.")
    run(inbox, output)
    (inbox / "b2.txt").unlink()
    run(inbox, output)
    return output


def test_a_few_parts_are_left_and_the_tables_stay_as_they_are(output: Path, tmp_path: Path) -> None:
    before, many = tables(output), parts(output)
    done = compact(output)
    assert len(many) == done.parts_before > 8
    assert [name[9:16] for name in parts(output)] == ["records", "sources", "files.p"]
    assert done.parts_after == 3
    assert done.dropped == 1, "the first text of b1.txt"
    report = run(tmp_path / "masuk", output)
    assert (report.new, report.damaged) == (0, ())
    assert tables(output) == before


def test_nothing_is_extracted_again_and_failures_stay_known(output: Path, tmp_path: Path) -> None:
    compact(output)
    assert run(tmp_path / "masuk", output).problems == 2
    assert run(tmp_path / "masuk", output, retry=True).new == 1


def test_twice_is_as_once(output: Path) -> None:
    compact(output)
    again = compact(output)
    assert (again.parts_before, again.parts_after, again.dropped) == (3, 3, 0)


def test_what_comes_later_is_added(output: Path, tmp_path: Path) -> None:
    compact(output)
    write(tmp_path / "masuk", b3="bupati Sari Melati hadir pada 1953.", b0="Kini lain.")
    run(tmp_path / "masuk", output)
    run(write(tmp_path / "semua", b2="bupati Sari Melati hadir pada 1952."), tmp_path / "segar")
    run(tmp_path / "masuk", tmp_path / "segar")
    assert tables(output) == tables(tmp_path / "segar")


@pytest.mark.parametrize("removed", [0, 1, 4, 7])
def test_a_crash_while_old_parts_are_removed_does_no_harm(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, removed: int
) -> None:
    before, left, unlink = tables(output), [removed], Path.unlink

    def crash(path: Path, missing_ok: bool = False) -> None:
        if path.parent.name == "parts":
            if not left[0]:
                raise OSError("listrik padam")
            left[0] -= 1
        unlink(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", crash)
        with pytest.raises(OSError, match="listrik padam"):
            compact(output)
    report = run(tmp_path / "masuk", output)
    assert (report.new, report.met, report.problems) == (0, 5, 2)
    assert tables(output) == before
    compact(output)
    assert len(parts(output)) == 3


def test_large_stores_keep_several_parts(output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RECORDS", 2)
    before = tables(output)
    compact(output)
    assert sum("records" in name for name in parts(output)) == 2
    run(tmp_path / "masuk", output)
    assert tables(output) == before


def test_records_of_an_older_version_stay_until_they_are_made_again(output: Path, tmp_path: Path) -> None:
    folder = output / ".warta" / "parts"
    for path in folder.glob("*-records-*"):
        number, _, _ = path.name.split("-")
        path.rename(folder / f"{number}-records-lama.parquet")
    one = write(tmp_path / "satu", b0="bupati Sari Melati hadir pada 1950.")
    report = run(one, output)
    assert (report.new, report.outdated) == (1, 2)
    before = tables(output)
    compact(output)
    assert {name.split("-")[2] for name in parts(output) if "records" in name} == {
        "lama.parquet",
        f"{status(output)['current']}.parquet",
    }
    assert run(one, output).outdated == 2
    assert tables(output) == before


def test_parts_in_the_form_of_another_version_are_named_so_and_kept_until_of_no_use(
    output: Path, tmp_path: Path
) -> None:
    before = tables(output)
    folder = output / ".warta" / "parts"
    old = sorted(folder.glob("*-records-*"))
    for path in old:
        table = pq.read_table(path)
        pq.write_table(table.append_column("lama", pa.nulls(table.num_rows, pa.int8())), path)
    other = write(tmp_path / "lain", embung="Embung itu selesai.")
    report = run(other, output)
    assert (report.damaged, report.other_version) == ((), tuple(path.name for path in old))
    assert report.problems == 0, "nothing is wrong with this input"
    told = {r["source"]: r["error"] for r in rows(output, "problems")}
    assert told == {
        **dict.fromkeys(["arsip/b0.txt", "b0.txt", "b1.txt", "b2.txt", "gagal.txt"], "OtherVersion"),
        "kosong.txt": "ReadError",
    }
    assert status(output)["other_version"] == [path.name for path in old]
    assert status(output)["damaged"] == []
    compact(output)
    assert {path.name for path in old} <= set(parts(output))

    write(tmp_path / "masuk", b2="bupati Sari Melati hadir pada 1952.")
    run(tmp_path / "masuk", output)
    compact(output)
    left = {path.name for path in old} & set(parts(output))
    assert len(left) == 1, "the part with the first text of b1.txt, which no file holds any more"
    (tmp_path / "lain" / "embung.txt").write_text("", encoding="utf-8")
    assert set(before) == set(tables(output))


def test_it_waits_for_no_run_and_makes_no_folder(output: Path, tmp_path: Path) -> None:
    with locked(output / ".warta" / "lock"), pytest.raises(LockedError, match=f"process {os.getpid()} "):
        compact(output)
    with pytest.raises(NoOutputError):
        compact(tmp_path / "tiada")
    assert not (tmp_path / "tiada").exists()


def test_the_command_says_what_it_did(output: Path) -> None:
    done = CliRunner().invoke(app, ["compact", str(output)], env={"COLUMNS": "200"})
    assert done.exit_code == 0
    assert " -> 3 parts (" in done.output
    assert "1 record that no table needs any more dropped" in done.output
    assert CliRunner().invoke(app, ["compact", str(output / "tiada")]).exit_code == 2
