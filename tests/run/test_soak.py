"""The long tests: a run killed again and again, a great many files (``make soak``)."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.run.helpers import run, tables, write, write_rows

pytestmark = pytest.mark.soak
ROOT = Path(__file__).parents[2]
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
    """
    inbox = write_rows(tmp_path / "masuk", 2000)
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", RUN, str(inbox), str(tmp_path / "tenang"), "1"], cwd=ROOT, check=True)
    longest = time.monotonic() - begun
    moments = random.Random(20200212)
    killed = 0
    for number in range(5):
        output = tmp_path / f"terganggu{number}"
        for attempt in range(10):
            least = str(1 if attempt % 2 else 10**6)
            running = subprocess.Popen([sys.executable, "-c", RUN, str(inbox), str(output), least], cwd=ROOT)
            time.sleep(moments.uniform(0.0, longest))
            killed += running.poll() is None
            running.kill()
            running.wait()
            if running.returncode == 0 and attempt < 9:  # it was finished: the next kills meet work again
                (output / "documents.csv").unlink()
        report = run(inbox, output, workers=2)
        assert report.damaged == ()
        assert tables(output) == tables(tmp_path / "tenang")
        assert list(output.rglob("*.tmp")) == []
        assert not (output / ".warta" / "staging").exists()
    assert killed >= 25


def test_ten_thousand_small_files(tmp_path: Path) -> None:
    inbox = write(tmp_path / "masuk", **{f"f{n:05}": f"Rina Kusuma menanam {n} pohon." for n in range(10_000)})
    report = run(inbox, tmp_path / "keluar", workers=2)
    assert (report.new, report.problems) == (10_000, 0)
    again = run(inbox, tmp_path / "keluar", workers=2)
    assert (again.met, again.new, again.written) == (10_000, 0, False)
