"""Tables from records that were made elsewhere; settings and errors around Spark that need no Spark."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import warta.run.spark as engine
from typer.testing import CliRunner
from warta.cli import app
from warta.config import Config, ConfigError, parse_config
from warta.facts.schema import RECORD
from warta.resolve.corrections import CorrectionError
from warta.run import apart
from warta.run.given import tables as write_tables
from warta.run.intake import InputError
from warta.run.spark_worker import Rows, unread
from warta.run.start import run as start_run
from warta.run.status import status
from warta.run.store import Store
from warta.run.worker import Setup
from warta.values.document import Problem

from tests.run.helpers import MAKER, rows, run, tables, write

TEXTS = {
    "bibit": "bupati Sari Melati membagikan bibit kepada warga. Nilainya Rp325000000 pada 2021.",
    "jalan": "Rina Kusuma meresmikan jalan desa sejak 2019.",
    "gagal": "GAGAL total kata Sari Melati",
    "kosong": " ",
}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Records as a cluster leaves them: several files in folders, with files that are none between them."""
    step = Rows(Setup(None, MAKER), {"text": "text", "url": "url"}, "url", "txt", None, None, None)
    folder = tmp_path / "rekaman"
    for day, names in (("2021-05-06", ["bibit", "jalan"]), ("2021-05-07", ["gagal", "kosong", "bibit"])):
        place = folder / f"tanggal={day}" / "source=dua"
        place.mkdir(parents=True)
        given = [{"text": TEXTS[name], "url": f"{name}.txt"} for name in names]
        for number, batch in enumerate(step([pa.RecordBatch.from_pylist(given)])):
            pq.write_table(pa.Table.from_batches([batch]), place / f"part-{number}.snappy.parquet")
        (place / "_SUCCESS").touch()
    (folder / "_temporary").mkdir()
    (folder / "_temporary" / "part-9.parquet").write_bytes(b"setengah")
    return folder


def test_the_tables_are_those_of_a_run_over_the_same_texts(made: Path, tmp_path: Path) -> None:
    inbox = write(tmp_path / "masuk", **{name: text for name, text in TEXTS.items() if name != "kosong"})
    run(inbox, tmp_path / "lokal", formats=("csv", "parquet"))
    report = write_tables(made, tmp_path / "keluar", formats=["csv", "parquet"])
    assert (report.met, report.new, report.problems, report.outdated) == (5, 0, 2, 0)
    problems = {r["source"]: r["error"] for r in rows(tmp_path / "keluar", "problems")}
    assert problems == {"gagal.txt": "KeyError", "kosong.txt": "ReadError"}
    ours, theirs = tables(tmp_path / "keluar"), tables(tmp_path / "lokal")
    assert {n for n in ours if ours[n] != theirs[n]} == {"problems.csv", "problems.parquet"}, (
        "only the row without text"
    )


def test_nothing_is_written_again_unless_the_records_change(made: Path, tmp_path: Path) -> None:
    assert write_tables(made, tmp_path / "keluar").written
    before = tables(tmp_path / "keluar")
    assert not write_tables(made, tmp_path / "keluar").written
    assert write_tables(made, tmp_path / "keluar", config=Config(labels_off=("MONEY",))).written
    assert rows(tmp_path / "keluar", "amounts") == []
    shutil.rmtree(made / "tanggal=2021-05-07")
    report = write_tables(made, tmp_path / "keluar")
    assert (report.met, report.problems) == (2, 0)
    assert tables(tmp_path / "keluar")["people.csv"] == before["people.csv"]
    assert len(list((tmp_path / "keluar" / ".warta" / "given").iterdir())) == 1


def test_a_record_that_changed_in_place_is_noticed(made: Path, tmp_path: Path) -> None:
    write_tables(made, tmp_path / "keluar")
    file = made / "tanggal=2021-05-06" / "source=dua" / "part-0.snappy.parquet"
    table = pq.read_table(file, partitioning=None)
    pq.write_table(table.slice(0, 1), file)
    assert write_tables(made, tmp_path / "keluar").written


def test_what_holds_no_records_is_refused_by_name(made: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        write_tables(tmp_path / "tiada", tmp_path / "keluar")
    (tmp_path / "kosong").mkdir()
    with pytest.raises(InputError, match="no Parquet files in"):
        write_tables(tmp_path / "kosong", tmp_path / "keluar")
    other = tmp_path / "lain.parquet"
    pq.write_table(pa.table({"reading": ["a"]}), other)
    with pytest.raises(InputError, match=r"lain\.parquet: holds no records .* 'doc_id'"):
        write_tables([made, other], tmp_path / "keluar")
    pq.write_table(
        RECORD.remove(RECORD.get_field_index("tokens")).append(pa.field("tokens", pa.list_(pa.int8()))).empty_table(),
        other,
    )
    with pytest.raises(InputError, match=r"lain\.parquet: holds no records of this version"):
        write_tables(other, tmp_path / "keluar")
    other.write_bytes(b"PAR1 setengah")
    with pytest.raises(InputError, match=r"lain\.parquet: no readable Parquet file"):
        write_tables(other, tmp_path / "keluar")
    with pytest.raises(CorrectionError):
        write_tables(made, tmp_path / "keluar", corrections=write(tmp_path, salah="apa,ini") / "salah.txt")


def test_runs_and_records_made_elsewhere_have_folders_of_their_own(made: Path, tmp_path: Path) -> None:
    inbox = write(tmp_path / "masuk", jalan=TEXTS["jalan"])
    run(inbox, tmp_path / "a")
    with pytest.raises(InputError, match="holds the documents of runs"):
        write_tables(made, tmp_path / "a")
    write_tables(made, tmp_path / "b")
    with pytest.raises(InputError, match="holds tables of records made elsewhere"):
        run(inbox, tmp_path / "b")


def test_the_command(made: Path, tmp_path: Path) -> None:
    cli = CliRunner()
    done = cli.invoke(app, ["tables", str(made), "--output", str(tmp_path / "keluar"), "--format", "parquet"])
    assert done.exit_code == 1 and "2 problems in this input" in done.output
    assert (tmp_path / "keluar" / "people.parquet").exists()
    said = json.loads((tmp_path / "keluar" / "run.json").read_text(encoding="utf-8"))
    assert (said["model"], said["documents"]["met"]) == ("unknown", 5)
    done = cli.invoke(app, ["tables", str(tmp_path / "tiada"), "--output", str(tmp_path / "keluar")])
    assert (done.exit_code, "no such file or folder" in done.output) == (2, True)


def test_damaged_records_are_named(made: Path, tmp_path: Path) -> None:
    (path,) = made.glob("*=2021-05-06/**/*.parquet")
    data = bytearray(path.read_bytes())
    data[4:400] = b"\xff" * 396
    path.write_bytes(data)
    done = CliRunner().invoke(app, ["tables", str(made), "--output", str(tmp_path / "keluar")])
    assert done.exit_code == 2 and f"warta: {path}: damaged: " in done.output


def test_many_records_are_resolved_apart_in_a_notebook_and_here_in_a_script(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LEAST", 1)
    begun: list[Path] = []

    def noted(store: Store, output: Path, **settings: Any) -> apart.Published:
        begun.append(output)
        return whole(store, output, **settings)

    whole = apart.publish_apart
    monkeypatch.setattr(apart, "publish_apart", noted)
    write_tables(made, tmp_path / "naskah")
    monkeypatch.delattr(sys.modules["__main__"], "__file__")
    write_tables(made, tmp_path / "buku")
    write_tables(made, tmp_path / "sendiri", config=Config(workers=1))
    assert begun == [tmp_path / "buku"]
    assert tables(tmp_path / "naskah") == tables(tmp_path / "buku")


def test_status_of_tables_without_a_store(made: Path, tmp_path: Path) -> None:
    cli, output = CliRunner(), tmp_path / "keluar"
    write_tables(made, output)
    said = cli.invoke(app, ["status", str(output)]).output
    assert f"{output}: tables of 5 records made elsewhere" in said and "tables: 2 documents" in said
    shutil.rmtree(output / ".warta")
    said = cli.invoke(app, ["status", str(output)]).output
    assert f"{output}: tables only, without the store" in said and "tables: 2 documents" in said
    assert status(output)["files"][0] == "documents.csv"
    for noise in ("[]", "[" * 100_000, '{"rows": 3}', "bukan"):
        (output / "run.json").write_text(noise, encoding="utf-8")
        assert "no run that has ended is noted" in cli.invoke(app, ["status", str(output)]).output
    for path in output.glob("*.csv"):
        path.unlink()
    assert cli.invoke(app, ["status", str(output)]).exit_code == 2


def test_texts_that_could_not_be_read_are_told_apart() -> None:
    problems = [Problem("-", "read", "ReadError", said) for said in ("satu", "dua")]
    assert len({unread(problem, "row")["reading"] for problem in problems}) == 2


# Starting Spark.


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(engine.SparkError, match=r'pip install "warta\[spark\]"'):
        engine.start()


def test_without_java_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Sessions:
        @staticmethod
        def getActiveSession() -> None:  # noqa: N802 - Spark's name
            return None

    for name, held in (
        ("py4j.protocol", {"Py4JError": ValueError}),
        ("pyspark.errors", {"PySparkException": ValueError}),
        ("pyspark.sql", {"SparkSession": Sessions}),
    ):
        module = ModuleType(name)
        vars(module).update(held)
        monkeypatch.setitem(sys.modules, name, module)
    for name in ("JAVA_HOME", "SPARK_HOME", "SPARK_CONF_DIR", "PYSPARK_GATEWAY_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(engine.SparkError, match="Spark needs Java 17"):
        engine.start()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(engine.SparkError, match="JAVA_HOME"):
        engine.start("local[2]")


def test_settings(tmp_path: Path) -> None:
    settings = parse_config(
        {"engine": "spark", "master": "local[4]", "spark": {"spark.ui.enabled": False, "spark.task.cpus": 1}}
    )
    assert (settings.engine, settings.master) == ("spark", "local[4]")
    assert settings.spark == {"spark.ui.enabled": "false", "spark.task.cpus": "1"}
    for data, said in (
        ({"engine": "sprak"}, "did you mean 'spark'"),
        ({"master": 4}, "master: 4 is no text"),
        ({"spark": {"executor.memory": "2g"}}, "their names begin with spark"),
        ({"spark": {"spark": {"executor": "2g"}}}, "their names begin with spark"),
        ({"spark": {"spark.executor": {"memory": "2g"}}}, "write the name in quotes"),
    ):
        with pytest.raises(ConfigError, match=said):
            parse_config(data)
    with pytest.raises(InputError, match="--engine spark"):
        start_run(tmp_path, tmp_path / "keluar", master="local[2]")
    with pytest.raises(InputError, match="workers are for the local engine"):
        start_run(tmp_path, tmp_path / "keluar", engine="spark", workers=2)


def test_options_of_the_command_that_do_not_go_together(tmp_path: Path) -> None:
    cli = CliRunner()
    done = cli.invoke(app, ["run", str(tmp_path), "--engine", "spark", "--spark-conf", "spark.ui.enabled"])
    assert (done.exit_code, "write it as KEY=VALUE" in done.output) == (2, True)
    done = cli.invoke(app, ["run", str(tmp_path), "--spark-conf", "spark.ui.enabled=false"])
    assert (done.exit_code, "--engine spark" in done.output) == (2, True)


def test_arrow_in_the_words_of_spark() -> None:
    assert engine.ddl(
        pa.schema([("a b", pa.int32()), ("end", pa.list_(pa.struct([("end", pa.decimal128(38, 9))])))])
    ) == ("`a b` int, `end` array<struct<`end`: decimal(38, 9)>>")
