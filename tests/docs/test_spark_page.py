"""docs/spark.md says what is true: its code runs, on one machine, and prints what the page says."""

from __future__ import annotations

import importlib.util
import shutil
import tomllib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import warta
import warta.spark
from warta.config import parse_config

from docs.make_examples import ROOT, RUNNABLE, blocks, plain, play, workplace

PAGE = (ROOT / "docs" / "spark.md").read_text(encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    warta.run(ROOT / "corpus" / "releases", tmp_path / "a" / "outputs", workers=1)
    (tmp_path / "b").mkdir()
    monkeypatch.chdir(workplace(tmp_path / "b", tmp_path / "a" / "outputs"))
    return tmp_path / "b"


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="needs pyspark")
@pytest.mark.skipif(shutil.which("java") is None, reason="needs Java")
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas")
def test_the_code_runs_and_prints_what_the_page_says(here: Path) -> None:
    from pyspark.sql import SparkSession

    ran = 0
    for block, printed in play(PAGE):
        ran += 1
        if block.printed is not None:
            assert plain(printed).endswith(plain(block.printed)), f"line {block.line}"
    assert ran == 4

    # The job of a day, over folders in the place of buckets.
    (job,) = [block.code for block in blocks(PAGE) if "def harian" in block.code]
    names: dict[str, object] = {"__name__": "harian"}
    exec(compile(job, "docs/spark.md", "exec"), names)
    (here / "berita" / "hari=2026-11-22").mkdir(parents=True)
    rows = [{"text": f"Sari Melati hadir di pasar pada {year}.", "date": "2026-11-22"} for year in (2019, 2020)]
    pq.write_table(pa.Table.from_pylist(rows), here / "berita" / "hari=2026-11-22" / "a.parquet")
    with warta.spark.session("local[2]"):
        names["harian"]("2026-11-22", str(here / "berita"), str(here / "semua"), 2)  # type: ignore[operator]
    assert SparkSession.getActiveSession() is None
    assert warta.spark.tables(here / "semua", here / "tabel").counts["documents"] == 2


def test_every_block_is_run_or_checked() -> None:
    settings = 0
    for block in blocks(PAGE):
        assert block.language in {*RUNNABLE, "text", "toml"}
        if block.language == "toml":
            settings += 1
            assert parse_config(tomllib.loads(block.code)).engine == "spark"
    assert settings == 1
