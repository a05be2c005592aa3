"""Bad files among good ones: each is named in ``problems``, and the good ones lose nothing.

The small ones lie in ``tests/bad``; those that are large when unpacked are made here.
"""

import csv
import shutil
import zipfile
from pathlib import Path

import pytest
import warta.run
from warta.read import read_inputs
from warta.values.document import Document, Problem

ROOT = Path(__file__).parents[2]
RELEASES, BAD = ROOT / "corpus" / "releases", ROOT / "tests" / "bad"
GOOD = ("air-bening-sumba.txt", "rumah-baca-kukar.html", "siaran.jsonl")
LINE = "Dinas Perikanan menyerahkan 40 jaring senilai Rp 20 juta kepada nelayan di Ende pada 18 Juni 2024, "


def zip_bomb(path: Path) -> None:
    """Write a Word document whose text unpacks to 200 MB from a few hundred kilobytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
        with archive.open("word/document.xml", "w", force_zip64=True) as entry:
            for _ in range(200):
                entry.write(b"<w:p/>" + b" " * 1_000_000)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    for path in BAD.iterdir():
        shutil.copy(path, folder)
    zip_bomb(folder / "bom.docx")
    (folder / "satu-baris.txt").write_text(LINE * (5 * 2**20 // len(LINE)), encoding="utf-8")
    return folder


def test_the_bad_files_are_what_they_claim(bad: Path) -> None:
    assert (bad / "kosong.txt").stat().st_size == 0
    assert b"\x00" in (bad / "biner.txt").read_bytes()
    assert (bad / "terpotong.pdf").read_bytes().startswith(b"%PDF-")
    assert b"%%EOF" not in (bad / "terpotong.pdf").read_bytes()
    assert (bad / "bom.docx").stat().st_size < 1_000_000
    assert (bad / "satu-baris.txt").stat().st_size > 5_200_000
    assert b"\n" not in (bad / "satu-baris.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        (bad / "salah-sandi.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("kosong.txt", "empty"),
        ("biner.txt", "binary"),
        ("terpotong.pdf", "PDF"),
        ("bom.docx", "unpacks|packed"),
        ("salah-sandi.txt", "utf-8"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(bad: Path, name: str, reason: str) -> None:
    (item,) = read_inputs([bad / name])
    assert isinstance(item, Problem)
    assert (item.source, item.stage) == (name, "read")
    assert any(word in item.message for word in reason.split("|")), item.message


def test_other_encodings_are_no_problem(tmp_path: Path) -> None:
    text = "“Jagalah laut,” kata Kepala Dinas – Selasa (18/6).\n"
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(text.encode(encoding))
        (item,) = read_inputs([path])
        assert isinstance(item, Document), encoding
        assert item.text == text, encoding


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_run_over_good_and_bad_files(bad: Path, tmp_path: Path) -> None:
    good, mixed = tmp_path / "good", tmp_path / "mixed"
    good.mkdir()
    for name in GOOD:
        shutil.copy(RELEASES / name, good)
    shutil.copytree(bad, mixed)
    shutil.copytree(good, mixed, dirs_exist_ok=True)

    clean = warta.run(good, tmp_path / "clean", workers=1)
    report = warta.run(mixed, tmp_path / "out", workers=1)

    assert clean.problems == 0
    problems = {row["source"]: row for row in rows(tmp_path / "out", "problems")}
    assert sorted(problems) == sorted(path.name for path in bad.iterdir())
    assert report.problems == len(problems)
    assert all(row["stage"] and row["error"] and row["message"] for row in problems.values())
    # the tables of the good documents are the same, byte for byte
    for path in sorted((tmp_path / "clean").glob("*.csv")):
        if path.name != "problems.csv":
            assert path.read_bytes() == (tmp_path / "out" / path.name).read_bytes(), path.name
    assert {row["source"] for row in rows(tmp_path / "out", "documents")} == {
        "air-bening-sumba.txt",
        "rumah-baca-kukar.html",
        "siaran.jsonl#1",
        "siaran.jsonl#2",
        "siaran.jsonl#3",
    }
