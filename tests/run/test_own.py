"""Own knowledge in a run: in workers as in this process, part of the version, never a document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import warta
from warta.run.status import status

SETTINGS = '[gazetteers]\norganisations = "lembaga.csv"\n[patterns.ORG]\ntani = "Kelompok Tani {Nama}"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "masuk").mkdir()
    text = "Bantuan LSN untuk Kelompok Tani Subur Makmur tiba di desa itu."
    (tmp_path / "masuk" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "masuk" / "warta.toml").write_text(SETTINGS, encoding="utf-8")
    name(tmp_path, "Lumbung Sehat Nusantara,LSN,cooperative")
    return tmp_path


def name(folder: Path, row: str) -> None:
    (folder / "masuk" / "lembaga.csv").write_text(f"name,acronym,kind\n{row}\n", encoding="utf-8")


def organisations(folder: Path, **more: object) -> tuple[dict[str, str], int]:
    report = warta.run(
        folder / "masuk", folder / "keluar", config=folder / "masuk" / "warta.toml", model="rules", **more
    )
    assert (report.met, report.problems) == (1, 0)
    frame = warta.read_tables(folder / "keluar").organisations
    return dict(zip(frame.name, frame.kind, strict=True)), report.new


def test_a_run_finds_own_names_and_takes_changes_in(folder: Path) -> None:
    found, new = organisations(folder, workers=1)
    assert found["Lumbung Sehat Nusantara"] == "cooperative"
    assert "Kelompok Tani Subur Makmur" in found
    assert new == 1
    by = warta.read_tables(folder / "keluar").mentions.found_by
    assert set(by) == {"lexicon:own:lembaga.csv", "rule:own:tani"}
    assert organisations(folder, workers=1)[1] == 0
    state = status(folder / "keluar")
    assert state["records"] == {state["current"]: 1}
    # another kind is a matter of the tables, another name one of the text
    name(folder, "Lumbung Sehat Nusantara,LSN,foundation")
    found, new = organisations(folder, workers=1)
    assert (found["Lumbung Sehat Nusantara"], new) == ("foundation", 0)
    name(folder, "Lembaga Sari Nagari,LSN,foundation")
    found, new = organisations(folder, workers=1)
    assert "Lumbung Sehat Nusantara" not in found
    assert (found["Lembaga Sari Nagari"], new) == ("foundation", 1)


def test_workers_find_the_same(folder: Path) -> None:
    here, _ = organisations(folder, workers=1)
    there, new = organisations(folder, workers=2, fresh=True)
    assert (there, new) == (here, 1)


def test_without_own_knowledge_the_version_is_what_it_was(folder: Path) -> None:
    (folder / "masuk" / "warta.toml").write_text("", encoding="utf-8")
    (folder / "masuk" / "lembaga.csv").unlink()
    organisations(folder, workers=1)
    told = json.loads((folder / "keluar" / "run.json").read_text(encoding="utf-8"))
    assert told["own"] == ""
    from warta.run.version import version

    assert told["pipeline"] == version("rules")


def test_the_command_line_takes_the_settings_of_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner
    from warta.cli import app

    monkeypatch.chdir(folder / "masuk")
    done = CliRunner().invoke(app, ["extract", "a.txt", "--model", "rules"])
    assert done.exit_code == 0, done.output
    found = [(m["text"], m["norm"], m["found_by"]) for m in json.loads(done.stdout)["mentions"]]
    assert found[0] == ("LSN", "Lumbung Sehat Nusantara", "lexicon:own:lembaga.csv")
    name(folder, "Lumbung Sehat Nusantara,LSN,Koperasi!")
    failed = CliRunner().invoke(app, ["extract", "a.txt"])
    assert failed.exit_code == 2
    assert "warta.toml: lembaga.csv, line 2: 'Koperasi!' is no kind" in failed.stderr
