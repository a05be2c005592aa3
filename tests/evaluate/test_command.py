"""``warta evaluate``: scores, errors and JSON on the terminal, exit codes."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner
from warta.cli import app

RELEASES = Path(__file__).parents[2] / "corpus" / "releases"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """One release with its gold, so that the command is quick."""
    for suffix in ("txt", "json"):
        shutil.copy(RELEASES / f"air-bening-sumba.{suffix}", tmp_path)
    return tmp_path


def test_scores(gold: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", str(gold), "--only", "dates, metadata"])
    assert result.exit_code == 0, result.output
    assert result.output.startswith("1 documents")
    assert "DATES" in result.output and "METADATA" in result.output
    assert "NAMES" not in result.output


def test_errors_list_what_the_scores_count(gold: Path) -> None:
    path = gold / "air-bening-sumba.json"
    changed = json.loads(path.read_text(encoding="utf-8"))
    changed["document"]["author"] = "orang lain"
    path.write_text(json.dumps(changed), encoding="utf-8")
    command = ["evaluate", str(gold), "--only", "metadata", "--errors"]
    result = CliRunner().invoke(app, command)
    assert "author" in result.output and "gold 'orang lain' | found 'dwi'" in result.output
    data = json.loads(CliRunner().invoke(app, [*command, "--json"]).output)
    assert data["metadata"]["author"]["wrong"] == 1
    assert [e["field"] for e in data["errors"]] == ["author"]


def test_a_document_that_is_missing_shows_in_the_exit_code(gold: Path) -> None:
    shutil.copy(gold / "air-bening-sumba.json", gold / "hilang.json")
    result = CliRunner().invoke(app, ["evaluate", str(gold), "--only", "dates"])
    assert result.exit_code == 1
    assert "hilang: no document of that name" in result.output


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--only", "tanggal"], "no such part: tanggal"),
        (["--tables", "tiada"], "no such table"),
    ],
)
def test_what_cannot_be_carried_out(gold: Path, arguments: list[str], reason: str) -> None:
    result = CliRunner().invoke(app, ["evaluate", str(gold), *arguments])
    assert result.exit_code == 2
    assert reason in result.output + result.stderr


def test_gold_that_does_not_fit_is_refused(gold: Path) -> None:
    path = gold / "air-bening-sumba.txt"
    path.write_text("Baris baru.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    result = CliRunner().invoke(app, ["evaluate", str(gold)])
    assert result.exit_code == 2
    assert "gold says" in result.output + result.stderr


def test_gold_without_any_document_is_refused_with_what_was_expected(gold: Path) -> None:
    for path in gold.glob("*.txt"):
        path.unlink()
    result = CliRunner().invoke(app, ["evaluate", str(gold)])
    assert result.exit_code == 2
    assert "its gold file has not its document beside it" in result.stderr and "NAME.txt and NAME.json" in result.stderr
    shutil.copy(gold / "air-bening-sumba.json", gold / "hilang.json")
    result = CliRunner().invoke(app, ["evaluate", str(gold)])
    assert result.exit_code == 2 and "none of its 2 gold files has its document" in result.stderr


@pytest.mark.parametrize("given", ["kosong", "berita.txt", "buruk", "tiada", ""])
def test_what_is_no_folder_of_gold_is_a_clear_message(tmp_path: Path, given: str) -> None:
    (tmp_path / "kosong").mkdir()
    (tmp_path / "berita.txt").write_text("Rina hadir.", encoding="utf-8")
    (tmp_path / "buruk").mkdir()
    (tmp_path / "buruk" / "package.json").write_text('{"name": "paket"}', encoding="utf-8")
    result = CliRunner().invoke(app, ["evaluate", str(tmp_path / given) if given else ""])
    assert result.exit_code == 2
    assert result.stderr.startswith("warta: ") or "GOLD_DIR" in result.stderr
    assert "Error(" not in result.stderr and "Traceback" not in result.stderr
