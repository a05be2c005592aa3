"""Output folders that are not as one would wish: other people's files in the way, names that mean something elsewhere."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner
from warta.cli import app
from warta.run.compact import compact
from warta.run.folder import looks_written, made_files
from warta.run.given import tables as tables_of
from warta.run.intake import InputError
from warta.run.status import status
from warta.tables.output import FORMATS

from tests.run.helpers import KABAR, rows, run, tables, write

NAMES = made_files(FORMATS)


def _identity(path: Path) -> tuple[int, ...]:
    found = os.lstat(path)
    return found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns


@pytest.mark.parametrize(
    "name", ["people.csv", "people.parquet", "warta.xlsx", "warta.duckdb", "datapackage.json", "run.json"]
)
@pytest.mark.parametrize("thing", ["file", "empty", "folder", "link", "broken", "pipe"])
def test_what_is_not_wartas_stays_and_is_named(inbox: Path, tmp_path: Path, name: str, thing: str) -> None:
    output = tmp_path / "keluar"
    output.mkdir()
    mine, elsewhere = output / name, tmp_path / "lain"
    elsewhere.write_text("daftar hadir rapat", encoding="utf-8")
    if thing in {"file", "empty"}:
        mine.write_text("nama;alamat\n" if thing == "file" else "", encoding="utf-8")
    elif thing == "folder":
        mine.mkdir()
    elif thing == "pipe":
        os.mkfifo(mine)
    else:
        mine.symlink_to(elsewhere if thing == "link" else tmp_path / "tiada")
    before = _identity(mine)
    with pytest.raises(InputError, match=f"{name} is "):
        run(inbox, output, formats=FORMATS)
    assert _identity(mine) == before
    assert elsewhere.read_text(encoding="utf-8") == "daftar hadir rapat"
    assert [path.name for path in output.iterdir()] == [name]
    if thing != "folder":
        # A format that does not write it has no quarrel with it, nor has the run once it is moved away.
        mine.unlink()
        assert run(inbox, output, formats=FORMATS).new == 3


def test_a_file_that_comes_in_the_way_during_a_run_stays_and_the_store_is_whole(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "keluar"
    from warta.run import publish

    def write_tables(*args: object, **more: object) -> object:
        (output / "people.csv").write_text("punya saya", encoding="utf-8")
        return made(*args, **more)

    made = publish.write_tables
    monkeypatch.setattr(publish, "write_tables", write_tables)
    with pytest.raises(InputError, match=r"people\.csv is in the way"):
        run(inbox, output)
    assert (output / "people.csv").read_text(encoding="utf-8") == "punya saya"
    monkeypatch.undo()
    (output / "people.csv").unlink()
    report = run(inbox, output)
    assert (report.new, report.counts["documents"]) == (0, 3)  # nothing was lost


def test_wartas_own_tables_are_known_without_their_store(inbox: Path, tmp_path: Path) -> None:
    output = tmp_path / "keluar"
    run(inbox, output, formats=FORMATS)
    expected = tables(output)
    assert all(looks_written(output / name) for name in NAMES)
    shutil.rmtree(output / ".warta")
    assert run(inbox, output, formats=FORMATS).new == 3
    assert {n: b for n, b in tables(output).items() if n != "warta.duckdb"} == {
        n: b for n, b in expected.items() if n != "warta.duckdb"
    }


def test_a_table_that_was_changed_by_hand_is_written_anew_but_not_deleted(inbox: Path, tmp_path: Path) -> None:
    output = tmp_path / "keluar"
    run(inbox, output, formats=("csv", "parquet"))
    expected = tables(output)
    (output / "people.csv").write_text("diubah", encoding="utf-8")
    run(inbox, output, formats=("csv", "parquet"))
    assert tables(output) == expected
    (output / "people.csv").write_text("diubah", encoding="utf-8")
    run(inbox, output, formats=("parquet",))
    assert (output / "people.csv").read_text(encoding="utf-8") == "diubah"
    assert not (output / "places.csv").exists()


@pytest.mark.parametrize("fresh", [False, True])
def test_tables_that_a_crash_left_half_moved_are_wartas(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: bool
) -> None:
    output = tmp_path / "keluar"
    expected = tables(output) if run(inbox, output, formats=("csv",)) else {}
    moved = 0
    replace = Path.replace

    def stop(self: Path, target: Path) -> Path:
        nonlocal moved
        if self.suffix == ".csv":
            moved += 1
            if moved == 4:
                raise KeyboardInterrupt
            # What lies there now is cut short, as a disk that lost power leaves it.
            self.write_bytes(b"")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write(inbox, baru="Sari Melati hadir pada 2020.")
        run(inbox, output, formats=("csv",), fresh=fresh)
    monkeypatch.undo()
    (inbox / "baru.txt").unlink()
    run(inbox, output, formats=("csv",), fresh=True)
    assert tables(output) == expected


#: Folder names that are patterns, options, programs or other places to some program on the way.
ODD = ["a b", "o'x;y--", "{a,b}", "laporan[1]", "lap?r", "~rumah", "run=3", "s3:", "--help", "baris\nbaru", "ünï-中-😀"]


@pytest.mark.parametrize("name", ODD)
def test_whatever_the_folder_is_called_the_tables_are_the_same(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    run(inbox, tmp_path / "biasa")
    # Folders that the name would mean if it were a pattern hold other documents.
    (tmp_path / "di").mkdir()
    for other in ("laporan1", "lapor") if name.startswith("lap") else ():
        run(write(tmp_path / "lain", lain="Rina Kusuma hadir pada 2011."), tmp_path / "di" / other)
    monkeypatch.chdir(tmp_path / "di")
    output = Path(name)  # relative, as on the command line
    run(inbox, output)
    assert tables(output) == tables(tmp_path / "biasa")
    assert sum(status(output)["records"].values()) == 3
    compact(output)
    run(inbox, output, formats=("csv", "parquet"))
    assert {n: b for n, b in tables(output).items() if n.endswith(".csv")} == {
        n: b for n, b in tables(tmp_path / "biasa").items() if n.endswith(".csv")
    }
    part = next((output.absolute() / ".warta" / "parts").glob("*-records-*"))
    if "?" not in name:
        report = run(inbox, output, formats=("duckdb",))
        with duckdb.connect(str((output / "warta.duckdb").absolute()), read_only=True) as db:
            assert db.execute("SELECT count(*) FROM documents").fetchall() == [(3,)]
        assert report.counts["documents"] == 3
        # Tables of records that lie in such a folder, written to such a folder.
        report = tables_of(part, Path("dari", name))
        assert report.counts["documents"] == pq.read_metadata(part).num_rows == 3


@pytest.mark.parametrize(
    ("name", "formats", "reason"),
    [
        ("lap?r", ("duckdb",), "question mark"),
        ("garis\\miring", ("csv",), "backslash"),
        ("b\udce4h", ("csv",), "no UTF-8"),
        ("nol\0", ("csv",), "NUL"),
        ("x" * 300, ("csv",), "File name too long"),
    ],
)
def test_a_path_that_cannot_be_used_is_refused_before_anything_is_written(
    inbox: Path, tmp_path: Path, name: str, formats, reason: str
) -> None:
    with pytest.raises(OSError, match=reason):
        run(inbox, tmp_path / name, formats=formats)
    assert [path.name for path in tmp_path.iterdir() if path != inbox] == []


def test_an_output_that_is_a_file_or_lies_below_one_is_a_clear_error(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "keluar").write_text("x", encoding="utf-8")
    for output in (tmp_path / "keluar", tmp_path / "keluar" / "sub"):
        result = CliRunner().invoke(app, ["run", str(inbox), "--output", str(output), "--model", "rules"])
        assert result.exit_code == 2 and result.stderr.startswith("warta: "), result.output
    assert (tmp_path / "keluar").read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("name", [".warta", ".warta/parts", ".warta/lock", ".warta/staging", ".warta/parts/x.tmp"])
@pytest.mark.parametrize("thing", ["file", "folder", "link"])
def test_a_store_that_is_not_what_it_should_be_is_used_or_refused_in_words(
    inbox: Path, tmp_path: Path, name: str, thing: str
) -> None:
    place, elsewhere = tmp_path / "keluar" / name, tmp_path / "lain"
    place.parent.mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "catatan.txt").write_text("penting", encoding="utf-8")
    if thing == "file":
        place.write_text("x", encoding="utf-8")
    elif thing == "folder":
        place.mkdir()
    else:
        place.symlink_to(elsewhere)
    for fresh in (False, True):
        try:
            assert run(inbox, tmp_path / "keluar", fresh=fresh).counts["documents"] == 3
        except (OSError, InputError) as error:  # which the command says in a line
            assert str(error)
    noted = [path for path in tmp_path.rglob("catatan.txt") if path.read_text(encoding="utf-8") == "penting"]
    assert noted, "what lay elsewhere is gone"


def test_output_in_the_input_or_the_input_itself_reads_no_tables(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "biasa")
    for output in (inbox, inbox / "hasil"):
        for _ in range(2):
            report = run(inbox, output, formats=("csv", "parquet", "xlsx"))
            assert (report.met, report.problems) == (3, 0)
            assert {r["source"] for r in rows(output, "sources")} == {f"{name}.txt" for name in KABAR}
        shutil.rmtree(output / ".warta")
        for path in (output / name for name in NAMES if (output / name).exists()):
            path.unlink()


def test_a_note_of_the_tables_that_says_nonsense_is_no_licence(inbox: Path, tmp_path: Path) -> None:
    output = tmp_path / "keluar"
    (output / ".warta").mkdir(parents=True)
    (tmp_path / "rahasia.csv").write_text("penting", encoding="utf-8")
    (output / "places.parquet").write_text("penting", encoding="utf-8")
    for nonsense in (
        "[" * 100_000,
        '{"state": 1, "counts": {}, "unused": [], "files": []}',
        json.dumps({"state": "x", "counts": {}, "unused": [], "files": {"../rahasia.csv": "", "places.parquet": ""}}),
    ):
        (output / ".warta" / "tables.json").write_text(nonsense, encoding="utf-8")
        run(inbox, output)
        assert (tmp_path / "rahasia.csv").read_text(encoding="utf-8") == "penting"
        assert (output / "places.parquet").read_text(encoding="utf-8") == "penting"
