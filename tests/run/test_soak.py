"""The long tests: a run killed again and again, a great many files (``make soak``)."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
import warta

from tests.run.helpers import run, tables, write, write_articles, write_rows

pytestmark = pytest.mark.soak
ROOT = Path(__file__).parents[2]
JOB = """
import warta.spark
spark = warta.spark.session("local[2]")
articles = spark.read.json("masuk")
warta.spark.extract(articles.repartition(7)).write.parquet("rekaman")
spark.stop()
"""
RUN = """
import sys
from pathlib import Path
from tests.run.helpers import run
from warta.run import apart
apart.LEAST = int(sys.argv[3])
run(Path(sys.argv[1]), Path(sys.argv[2]), workers=2)
"""


def test_killed_at_50_random_moments_the_tables_are_those_of_an_undisturbed_run(tmp_path: Path) -> None:
    """Ten kills each, one after the other into the same folder; each is followed by a run that may be killed again.

    The moments are drawn over what an undisturbed run of such a process takes, so that they
    meet reading, commits, resolution (in this process or apart) and the moving of the tables.
    Where a run was finished first, the next ones meet work again: all of it, or the tables alone.
    """
    inbox = write_rows(tmp_path / "masuk", 2000)
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", RUN, str(inbox), str(tmp_path / "tenang"), "1"], cwd=ROOT, check=True)
    longest = time.monotonic() - begun
    moments = random.Random(20200212)
    killed = missed = 0
    for number in range(5):
        output = tmp_path / f"terganggu{number}"
        while killed < 10 * (number + 1):
            least = str(1 if killed % 2 else 10**6)
            running = subprocess.Popen([sys.executable, "-c", RUN, str(inbox), str(output), least], cwd=ROOT)
            time.sleep(moments.uniform(0.0, longest))
            running.kill()
            if running.wait() < 0:
                killed += 1
                continue
            missed += 1
            assert missed < 150, "hardly a run was still at work when it was to be killed"
            if missed % 2:
                shutil.rmtree(output)
            else:
                (output / "documents.csv").unlink()
        report = run(inbox, output, workers=2)
        assert report.damaged == ()
        assert tables(output) == tables(tmp_path / "tenang")
        assert list(output.rglob("*.tmp")) == []
        assert not (output / ".warta" / "staging").exists()


@pytest.mark.skipif(find_spec("pyspark") is None or shutil.which("java") is None, reason="needs pyspark and Java")
def test_a_thousand_articles_give_the_same_tables_with_spark(tmp_path: Path) -> None:
    """With ``warta run --engine spark``, and with a job of one's own and ``warta tables``."""
    inbox = write_articles(tmp_path / "masuk", 1000)
    formats = ["csv", "parquet"]
    assert warta.run(inbox, tmp_path / "lokal", formats=formats, workers=2).new == 1000
    for arguments in (
        ["-m", "warta.cli", "run", "masuk", "-o", "spark", "-f", "csv,parquet", "--engine", "spark", "--master", "local[2]"],
        ["-c", JOB],
        ["-m", "warta.cli", "tables", "rekaman", "-o", "tabel", "-f", "csv,parquet"],
    ):  # fmt: skip
        subprocess.run([sys.executable, *arguments], cwd=tmp_path, check=True)
    local = tables(tmp_path / "lokal")
    assert tables(tmp_path / "spark") == local
    made = tables(tmp_path / "tabel")
    # a DataFrame knows no file and no row in it: only where a text comes from differs
    told = {f"{name}.{format}" for name in ("documents", "sources") for format in formats}
    assert {name for name in local if made[name] != local[name]} <= told


def test_ten_thousand_small_files(tmp_path: Path) -> None:
    inbox = write(tmp_path / "masuk", **{f"f{n:05}": f"Rina Kusuma menanam {n} pohon." for n in range(10_000)})
    report = run(inbox, tmp_path / "keluar", workers=2)
    assert (report.new, report.problems) == (10_000, 0)
    again = run(inbox, tmp_path / "keluar", workers=2)
    assert (again.met, again.new, again.written) == (10_000, 0, False)
