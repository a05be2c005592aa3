"""Which files are sources, in which order and under which names."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from warta.read import list_sources, read_inputs, read_source
from warta.read.sources import format_of
from warta.values.document import Problem

BODY = "Dinas Kelautan membagikan perahu kepada nelayan yang kehilangan mata pencaharian."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in [
        "b.txt",
        "a.html",
        "c.json",
        "d.png",
        ".hidden.txt",
        "~$e.docx",
        "README.md",
        "sub/z.txt",
        "sub/.x/y.txt",
    ]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BODY)
    return tmp_path


def names(*inputs: object, **options: object) -> list[str]:
    return [source.name for source in list_sources([str(item) for item in inputs], **options)]  # type: ignore[arg-type]


def test_folder_is_walked_sorted_and_unknown_files_are_told(folder: Path) -> None:
    skipped: list[str] = []
    assert names(folder, on_skip=skipped.append) == ["a.html", "b.txt", "sub/z.txt"]
    assert [Path(path).name for path in skipped] == ["README.md", "c.json", "d.png"]


def test_tables_of_an_earlier_run_are_no_documents(folder: Path) -> None:
    for name in ["sub/.warta/parts/1.parquet", "sub/mentions.csv", "sub/amounts.parquet", "sub/data.csv", "names.csv"]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text\nHujan turun.\n")
    # Beside a store a table's name tells; elsewhere it is a file like others.
    assert names(folder) == ["a.html", "b.txt", "names.csv", "sub/data.csv", "sub/z.txt"]
    assert names(folder / "sub" / "mentions.csv") == ["mentions.csv"]


def test_names_are_relative_to_the_input(folder: Path) -> None:
    assert names(folder / "sub" / "z.txt") == ["z.txt"]
    assert names(folder / "*.txt") == ["b.txt"]
    assert names(folder / "**" / "*.txt") == ["b.txt", "sub/z.txt"]
    assert names(folder / "b.txt", folder / "sub") == ["b.txt", "sub/z.txt"]
    assert names(folder / "sub", root=folder.parent) == [f"{folder.name}/sub/z.txt"]


def test_names_do_not_depend_on_the_working_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert names("sub/z.txt") == ["z.txt"]
    assert names(".") == ["a.html", "b.txt", "sub/z.txt"]
    assert names("b.txt", "sub/z.txt") == ["b.txt", "sub/z.txt"]


def test_a_file_met_twice_is_one_source(folder: Path) -> None:
    assert names(folder, folder / "b.txt") == ["a.html", "b.txt", "sub/z.txt"]


def test_link_loops_end(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    found = {source.name: source.error for source in list_sources([folder])}
    assert list(found) == ["a.html", "b.txt", "gone.txt", "self.txt", "sub/z.txt"]
    assert found["gone.txt"] and found["self.txt"] and not found["b.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
def test_pipes_and_odd_names(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "baris\nbaru.txt").write_text(BODY)
    (tmp_path / "\u202ertl.txt").write_text(BODY)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text(BODY)
    found = {source.name: source for source in list_sources([tmp_path])}
    assert set(found) == {"pipe.txt", "baris\ufffdbaru.txt", "\ufffdrtl.txt", "\ufffd.txt"}
    assert found["pipe.txt"].error == "not a regular file"
    for name in set(found) - {"pipe.txt"}:
        assert not isinstance(next(read_source(found[name])), Problem)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nope.txt", "no such file"),
        ("*.zzz", "no file matches"),
        ("c.json", "unsupported format: .json"),
        ("d.png", "unsupported format: .png"),
    ],
)
def test_named_inputs_that_cannot_be_read_are_problems(folder: Path, name: str, message: str) -> None:
    (problem,) = read_inputs([folder / name])
    assert isinstance(problem, Problem) and message in problem.message


def test_source_can_be_read_apart(folder: Path) -> None:
    apart = [item for source in list_sources([folder]) for item in read_source(source)]
    assert apart == list(read_inputs([folder]))


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.TXT", "txt"),
        ("a.jsonl.gz", "jsonl"),
        ("a.gz", ""),
        ("a", ""),
        (".txt", ""),
        ("a.b.pdf", "pdf"),
        ("x.htm", "html"),
    ],
)
def test_format_of(name: str, format_: str) -> None:
    assert format_of(name) == format_


def test_size_limit(folder: Path) -> None:
    (problem,) = read_inputs([folder / "b.txt"], max_bytes=10)
    assert isinstance(problem, Problem) and "larger than 10 bytes" in problem.message
