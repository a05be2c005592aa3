"""Spark as the engine of a run, and on its own: the same records, the same tables."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import warta.run.spark
import warta.spark
from warta.config import Config
from warta.facts.schema import RECORD
from warta.run.batch import Options, Report, SparkOptions, run_batch
from warta.run.intake import Intake
from warta.run.spark_worker import SPARK_RECORD, Extraction, Rows
from warta.run.worker import Setup, WorkerError

from tests.run.helpers import MAKER, rows, tables, write, write_articles
from tests.run.helpers import run as run_local

ROOT = Path(__file__).parents[2]
missing = [
    name
    for name, there in (("pyspark", importlib.util.find_spec("pyspark")), ("Java", shutil.which("java")))
    if not there
]
pytestmark = [
    pytest.mark.skipif(bool(missing), reason=f"needs {' and '.join(missing)}"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
]

HERE = SparkOptions("local[2]")
LINES: list[dict[str, Any]] = [
    {"text": "bupati Sari Melati membuka pasar pada 1293, kata Rina Kusuma. Nilainya Rp75000.", "date": "2021-03-04"},
    {"text": "Jembatan itu selesai pada 2019 dengan biaya Rp325000000.", "url": "https://kabar.example/a/7"},
    {"text": None, "url": "https://kabar.example/a/8"},
    {"text": "Jembatan itu selesai pada 2019 dengan biaya Rp325000000.", "date": "2020-01-02", "title": "Jembatan"},
    {"text": "  ", "date": "2020-01-02"},
    {"text": "GAGAL kata Sari Melati", "author": "Rina Kusuma"},
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """One session for all tests, which tries a task twice; its Python workers find the fake step."""
    before = signal.getsignal(signal.SIGINT)
    session = warta.spark.session("local[2,2]", {"spark.executorEnv.PYTHONPATH": str(ROOT)})
    assert signal.getsignal(signal.SIGINT) is before, "Ctrl-C stays ours"
    yield session
    session.stop()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Files of all kinds: good, bad, twice, rows."""
    folder = write(
        tmp_path / "masuk",
        bibit="bupati Sari Melati membagikan bibit kepada warga. Nilainya Rp325000000 pada 2021.",
        jalan="Rina Kusuma meresmikan jalan desa sejak 2019.",
        gagal="GAGAL total kata Sari Melati",
        kosong="",
    )
    write(folder / "arsip", bibit=(folder / "bibit.txt").read_text(encoding="utf-8"))
    (folder / "rusak.pdf").write_bytes(b"%PDF-1.4\nterpotong")
    (folder / "laman.html").write_text(
        "<html><body><p>Sari Melati hadir pada 2018.</p></body></html>", encoding="utf-8"
    )
    (folder / "baris.jsonl").write_text("\n".join(map(json.dumps, LINES)) + "\n{rusak\n", encoding="utf-8")
    with (folder / os.fsdecode(b"bukan\xffutf8.txt")).open("w", encoding="utf-8") as file:
        file.write("Nama berkas ini bukan UTF-8, kata Rina Kusuma pada 2020.")
    return folder


def run(inputs: Path, output: Path, *, step: str = MAKER, model: str | None = None, **more: Any) -> Report:
    """Run the fake pipeline over a folder with Spark."""
    options = Options(
        output, Intake((str(inputs),), **more.pop("intake", {})), spark=HERE, setup=Setup(model, step), **more
    )
    return run_batch(options)


def records(output: Path) -> list[dict[str, Any]]:
    """Return the records of a store in the order of its parts."""
    parts = sorted((output / ".warta" / "parts").glob("*-records-*.parquet"))
    return [row for part in parts for row in pq.read_table(part).to_pylist()]


def test_the_tables_and_the_store_are_those_of_the_local_engine(spark: Any, inbox: Path, tmp_path: Path) -> None:
    local = run_local(inbox, tmp_path / "lokal", formats=("csv", "parquet"))
    report = run(inbox, tmp_path / "spark", formats=("csv", "parquet"))
    assert (report.met, report.new, report.problems) == (local.met, local.new, local.problems) == (15, 9, 7)
    assert tables(tmp_path / "spark") == tables(tmp_path / "lokal")
    assert records(tmp_path / "spark") == records(tmp_path / "lokal")
    schema = pq.read_schema(next((tmp_path / "spark" / ".warta" / "parts").glob("*-records-*")))
    assert schema.equals(RECORD)


def test_documents_of_many_waves_keep_their_order(spark: Any, tmp_path: Path) -> None:
    inbox = write(tmp_path / "masuk", **{f"b{n:03}": f"bupati Sari Melati hadir pada {1600 + n}." for n in range(300)})
    assert run(inbox, tmp_path / "spark").new == 300
    run_local(inbox, tmp_path / "lokal")
    assert tables(tmp_path / "spark") == tables(tmp_path / "lokal")
    assert [r["source"] for r in records(tmp_path / "spark")] == [f"b{n:03}.txt" for n in range(300)]


def test_what_one_engine_did_is_not_done_again_by_the_other(
    spark: Any, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(inbox, tmp_path / "keluar")
    before = tables(tmp_path / "keluar")
    report = run_local(inbox, tmp_path / "keluar")
    assert (report.met, report.new, report.written) == (15, 0, False)

    write(inbox, embung="Embung itu selesai pada 2022, kata Rina Kusuma kepada petani.")
    assert run_local(inbox, tmp_path / "keluar").new == 1
    monkeypatch.setattr(warta.run.spark, "start", lambda *_: pytest.fail("Spark was started for nothing"))
    report = run(inbox, tmp_path / "keluar")
    assert (report.met, report.new, report.written) == (16, 0, False)
    assert tables(tmp_path / "keluar") != before


def test_limits_hold_on_the_executors(spark: Any, tmp_path: Path) -> None:
    inbox = write(tmp_path / "masuk", a="Sari Melati hadir.", lambat="LAMBAT sekali", panjang="Sari Melati " * 400)
    run(inbox, tmp_path / "spark", seconds=4.0, intake={"characters": 1000})
    problems = {r["source"]: (r["stage"], r["error"], r["message"]) for r in rows(tmp_path / "spark", "problems")}
    assert sorted(problems) == ["lambat.txt", "panjang.txt"]
    assert problems["lambat.txt"] == ("extract", "TookTooLong", "took longer than 4 s")
    assert problems["panjang.txt"][:2] == ("read", "TooLong")
    run_local(inbox, tmp_path / "lokal", seconds=4.0, characters=1000, workers=2)
    assert tables(tmp_path / "spark") == tables(tmp_path / "lokal")


def test_a_document_that_kills_the_python_worker_costs_only_itself(spark: Any, inbox: Path, tmp_path: Path) -> None:
    (inbox / "baris.jsonl").unlink()
    expected = run_local(inbox, tmp_path / "lokal")
    write(inbox, mati="MATI, kata Sari Melati")
    report = run(inbox, tmp_path / "spark")
    (problem,) = [r for r in rows(tmp_path / "spark", "problems") if r["source"] == "mati.txt"]
    assert (problem["stage"], problem["error"]) == ("extract", "WorkerDied")
    assert problem["message"] == "the process was killed (SIGKILL)", "as the local engine says it"
    assert (report.new, report.problems) == (expected.new + 1, expected.problems + 1)
    left = {name: data for name, data in tables(tmp_path / "spark").items() if name != "problems.csv"}
    assert left == {name: data for name, data in tables(tmp_path / "lokal").items() if name != "problems.csv"}


@pytest.mark.parametrize("model", ["rusak", "sekarat"])
def test_a_pipeline_that_cannot_be_loaded_is_an_error_and_blames_no_document(
    spark: Any, tmp_path: Path, model: str
) -> None:
    from warta.facts.documents import to_batch
    from warta.read import document_from_text
    from warta.run.spark import SparkEngine

    with SparkEngine(Intake(()), Setup(model, MAKER), HERE) as engine, pytest.raises(WorkerError) as caught:
        list(engine.extract([to_batch([document_from_text("Sari Melati hadir.")])]))
    assert ("the model is broken" if model == "rusak" else "end before they are ready (ended with exit code 3)") in str(
        caught.value
    )


# Rows of any DataFrame, and tables of what came of them.


def frame(spark: Any, lines: list[dict[str, Any]], name: str = "baris.jsonl") -> Any:
    fields = "text string, title string, date string, url string, source string, author string, asal string"
    numbered = [{**line, "asal": f"{name}#{number}"} for number, line in enumerate(lines, 1)]
    return spark.createDataFrame(
        [tuple(line.get(f.split()[0]) for f in fields.split(", ")) for line in numbered], fields
    )


def test_a_dataframe_of_texts_gives_the_tables_of_the_same_rows_in_a_file(spark: Any, tmp_path: Path) -> None:
    lines = [
        {"text": "Menteri Sosial Juliari P. Batubara menyerahkan bantuan Rp2,5 miliar di Kupang, Jumat (11/12).", "date": "2020-12-12", "source": "Kabar Nusa"},
        {"text": "Prasasti itu dibuat pada tahun 1293, kata Kepala Dinas Kebudayaan Sari Melati.", "url": "https://kabar.example/b/1"},
        {"text": None, "title": "Tanpa isi"},
        {"text": "Prasasti itu dibuat pada tahun 1293, kata Kepala Dinas Kebudayaan Sari Melati.", "date": "2021-05-06", "author": "Rina Kusuma"},
    ]  # fmt: skip
    (tmp_path / "baris.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    warta.run(tmp_path / "baris.jsonl", tmp_path / "lokal", workers=1)

    df = frame(spark, lines).repartition(3)
    made = warta.spark.extract(df, name="asal", format="jsonl")
    assert made.columns == RECORD.names
    made.write.option("compression", "zstd").parquet(str(tmp_path / "rekaman" / "hari=2021-05-07"))
    report = warta.spark.tables(tmp_path / "rekaman", tmp_path / "spark")
    assert (report.met, report.problems, report.counts["documents"]) == (4, 1, 2)
    assert tables(tmp_path / "spark") == tables(tmp_path / "lokal")
    said, local = (json.loads((tmp_path / n / "run.json").read_text(encoding="utf-8")) for n in ("spark", "lokal"))
    assert (said["pipeline"], said["model"]) == (local["pipeline"], local["model"])


def test_columns_have_the_names_the_caller_says_and_sources_are_addresses(spark: Any) -> None:
    df = spark.createDataFrame(
        [
            ("Sari Melati hadir di pasar kemarin.", date(2021, 5, 6), "https://kabar.example/1", "https://kabar.example/1"),
            ("Tanpa alamat, kata Rina Kusuma.", None, None, None),
            (None, None, None, None),
        ],
        "isi string, `tanggal terbit` date, url string, `a.b` string",
    )  # fmt: skip
    made = (
        warta.spark.extract(df, columns={"text": "isi", "date": "tanggal terbit"}, model="rules").toArrow().to_pylist()
    )
    dated, nameless, unread = sorted(made, key=lambda row: (row["failed"], row["published_at"] is None))
    assert (dated["source"], dated["published_at"]) == ("https://kabar.example/1", "2021-05-06")
    assert [d["value"] for d in dated["dates"]] == ["2021-05-05"]
    assert nameless["source"] == nameless["doc_id"]
    assert (unread["source"], unread["text"], unread["problems"][0]["message"]) == ("-", "", "row without text")


def test_own_settings_reach_the_executors(spark: Any, tmp_path: Path) -> None:
    df = spark.createDataFrame([("Panen berlangsung kemarin.",), ("Panjang " * 50,)], "text string")
    made = warta.spark.extract(df, config=Config(published_at="2021-05-06", characters=100, model="rules")).toArrow()
    by_failed = {row["failed"]: row for row in made.to_pylist()}
    assert [d["value"] for d in by_failed[False]["dates"]] == ["2021-05-05"]
    assert by_failed[True]["problems"][0]["error"] == "TooLong"


def test_a_dataframe_without_text_is_refused(spark: Any) -> None:
    df = spark.createDataFrame([("a",)], "isi string")
    with pytest.raises(ValueError, match="no column 'text' for the text; columns: isi"):
        warta.spark.extract(df)
    with pytest.raises(ValueError, match="no column 'asal'"):
        warta.spark.extract(df, columns={"text": "isi"}, name="asal")


def test_the_command_with_the_whole_pipeline(tmp_path: Path) -> None:
    """The sample releases, the bad files and a copy of one release: Spark started from nothing, then the local engine."""
    inbox = tmp_path / "masuk"
    shutil.copytree(ROOT / "corpus" / "releases", inbox)
    shutil.copytree(ROOT / "tests" / "bad", inbox / "buruk")
    shutil.copy(inbox / "kkp-maumere.txt", inbox / "salinan.txt")
    write_articles(inbox / "baris", 40)

    def warta_(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "warta.cli", *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    done = warta_(
        "run",
        "masuk",
        "--engine",
        "spark",
        "--master",
        "local[2]",
        "--output",
        "spark",
        "--spark-conf",
        "spark.app.name=uji",
    )
    assert done.returncode == 1, done.stderr  # the bad files are problems
    assert "52 of them new" in done.stdout
    assert "ERROR" not in done.stderr and "WARN " not in done.stderr
    warta.run(inbox, tmp_path / "lokal", workers=1)
    assert tables(tmp_path / "spark") == tables(tmp_path / "lokal")
    assert warta.run(inbox, tmp_path / "spark", workers=1).new == 0
    assert warta.run(inbox, tmp_path / "lokal", engine="spark").new == 0, "nothing new: Spark is not even started"
    assert tables(tmp_path / "spark") == tables(tmp_path / "lokal")


# What needs no Spark.


def test_without_a_second_attempt_the_culprit_is_found_by_halving(monkeypatch: pytest.MonkeyPatch) -> None:
    from warta.facts.documents import to_batch
    from warta.read import document_from_text
    from warta.run.spark import SparkEngine
    from warta.run.worker import WorkerDied

    jobs: list[int] = []

    def job(self: SparkEngine, step: Any, given: pa.Table, gives: pa.Schema) -> pa.Table:
        jobs.append(given.num_rows)
        if any("MATI" in text or all_die for text in given.column("text").to_pylist()):
            raise WorkerDied("ended")
        return pa.Table.from_batches(step(given.to_batches()))

    monkeypatch.setattr(SparkEngine, "_job", job)
    monkeypatch.setattr(SparkEngine, "_tasks", lambda _: 4)
    texts = [f"Sari Melati hadir pada {1900 + n}." for n in range(20)]
    texts[13] = "MATI"
    batches = [to_batch([document_from_text(text) for text in texts[at : at + 4]]) for at in range(0, 20, 4)]
    all_die = False
    with SparkEngine(Intake(()), Setup(None, MAKER), HERE) as engine:
        results = list(engine.extract(batches))
    found = [row for batch in results for row in batch.to_pylist()]
    assert [batch.num_rows for batch in results] == [4] * 5
    assert [row["text"] for row in found] == texts
    assert [n for n, row in enumerate(found) if row["failed"]] == [13]
    assert found[13]["problems"][0]["error"] == "WorkerDied"
    assert len(jobs) <= 12
    all_die = True
    with SparkEngine(Intake(()), Setup(None, MAKER), HERE) as engine, pytest.raises(WorkerError, match="whatever"):
        list(engine.extract(batches))


class Py4JNetworkError(Exception):
    """Stands for py4j's, which the engine knows by name."""


@pytest.mark.parametrize("error", [Py4JNetworkError("Answer from Java side is empty"), ConnectionRefusedError(111, "")])
def test_java_that_ends_in_the_middle_is_a_clear_error(error: Exception) -> None:
    from warta.run.spark import SparkEngine, SparkError

    with (
        pytest.raises(SparkError, match="Java process has ended; what was extracted is kept") as raised,
        SparkEngine(Intake(()), Setup(None, MAKER), HERE),
    ):
        raise error
    assert raised.value.__cause__ is error


def test_java_that_ends_while_it_starts_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from py4j.protocol import Py4JNetworkError

    def end(builder: object) -> None:
        raise Py4JNetworkError("Error while sending or receiving")

    monkeypatch.setattr("pyspark.sql.SparkSession.getActiveSession", lambda: None)
    monkeypatch.setattr("pyspark.sql.SparkSession.Builder.getOrCreate", end)
    with pytest.raises(warta.spark.SparkError, match="Spark does not start: Error while sending or receiving"):
        warta.spark.session("local[2]")


def test_records_in_spark_types_come_back_whole() -> None:
    assert [f.type for f in SPARK_RECORD if f.name == "signature"] == [pa.list_(pa.int64())]
    step = Rows(Setup(None, MAKER), {"text": "text"}, None, "row", None, None, None)
    (batch,) = step([pa.RecordBatch.from_pylist([{"text": "bupati Sari Melati hadir pada 2021."}])])
    assert pa.Table.from_batches([batch]).cast(RECORD).num_rows == 1


def test_slices_are_small_whatever_spark_hands_over() -> None:
    from warta.facts.documents import to_batch
    from warta.read import document_from_text

    batch = to_batch([document_from_text(f"Sari Melati hadir pada {1900 + n}.") for n in range(40)])
    assert [b.num_rows for b in Extraction(Setup(None, MAKER), None)([batch])] == [16, 16, 8]
