"""A run in one call, with the fake extraction step."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path
from typing import Any

from warta.run.batch import Options, Report, run_batch
from warta.run.intake import Intake
from warta.run.worker import Setup
from warta.tables.output import Format

from tests.run import fakes

assert fakes.step is not None  # the workers import it by this name
MAKER = "tests.run.fakes:step"
ROOT = Path(__file__).parents[2]

#: A small input for most tests (the fixture ``inbox``): two people, amounts, a year; invented.
KABAR = {
    "bibit": "bupati Sari Melati membagikan bibit kepada warga. Nilainya Rp325000000 pada 2021.",
    "jalan": "Rina Kusuma meresmikan jalan desa sepanjang dua kilometer. Anggarannya Rp75000 sejak 2019.",
    "pasar": "Pasar itu dibuka kembali oleh Sari Melati, kata Rina Kusuma kepada para pedagang.",
}


def options(
    inputs: Path,
    output: Path,
    *,
    workers: int = 1,
    formats: tuple[Format, ...] = ("csv",),
    seconds: float | None = None,
    fresh: bool = False,
    retry: bool = False,
    corrections: Path | None = None,
    off: tuple[str, ...] = (),
    csv_safe: bool = False,
    published_at: str | None = None,
    characters: int | None = None,
    model: str | None = None,
) -> Options:
    """Return the options of a run of the fake pipeline over a folder."""
    return Options(
        output=output,
        intake=Intake((str(inputs),), published_at=published_at, characters=characters),
        formats=formats,
        workers=workers,
        fresh=fresh,
        retry=retry,
        corrections=corrections,
        off=off,
        csv_safe=csv_safe,
        seconds=seconds,
        setup=Setup(model, MAKER),
    )


def run(inputs: Path, output: Path, **more: Any) -> Report:
    """Run the fake pipeline over a folder; ``more`` as for ``options``."""
    return run_batch(options(inputs, output, **more))


def write(folder: Path, **texts: str) -> Path:
    """Write texts as files NAME.txt; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    return folder


def write_rows(folder: Path, documents: int) -> Path:
    """Write one row file of as many short documents; return the folder."""
    folder.mkdir()
    with (folder / "kabar.jsonl").open("w", encoding="utf-8") as file:
        for n in range(documents):
            file.write(json.dumps({"text": f"bupati Sari Melati hadir pada {1900 + n % 100}. Nomor {n}."}) + "\n")
    return folder


def write_articles(folder: Path, articles: int) -> Path:
    """Write a row file of articles put together from paragraphs of the sample releases; return the folder.

    They are the same every time, no two are equal, and every fifth has no date.
    """
    draw = random.Random(20210504)
    releases = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus" / "releases").glob("*.txt"))]
    paragraphs = [part for text in releases for part in text.split("\n\n") if len(part) > 80]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "artikel.jsonl").open("w", encoding="utf-8") as file:
        for n in range(articles):
            chosen = draw.sample(paragraphs, draw.randint(2, 9))
            row = {"text": "\n\n".join([*chosen, f"Artikel nomor {n}."]), "title": chosen[0][:60], "source": "Warta"}
            if n % 5:
                row["date"] = f"20{10 + n % 14}-{1 + n % 12:02}-{1 + n % 28:02}"
            file.write(json.dumps({**row, "url": f"https://warta.example/{n}"}, ensure_ascii=False) + "\n")
    return folder


def tables(output: Path) -> dict[str, bytes]:
    """Return the bytes of every table and of the data package."""
    return {p.name: p.read_bytes() for p in sorted(output.iterdir()) if p.is_file() and p.name != "run.json"}


def rows(output: Path, table: str) -> list[dict[str, str]]:
    """Return the rows of a CSV table."""
    with (output / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
