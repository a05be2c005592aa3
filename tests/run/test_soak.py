"""The long tests: a run killed again and again, a disk that fills up, a great many files (``make soak``)."""

from __future__ import annotations

import errno
import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.run.helpers import run, tables, write

pytestmark = pytest.mark.soak
ROOT = Path(__file__).parents[2]
RUN = """
import sys
from pathlib import Path
from tests.run.helpers import run
run(Path(sys.argv[1]), Path(sys.argv[2]), workers=2)
"""


def inbox_of(folder: Path, documents: int) -> Path:
    folder.mkdir()
    with (folder / "kabar.jsonl").open("w", encoding="utf-8") as file:
        for n in range(documents):
            file.write(json.dumps({"text": f"bupati Sari Melati hadir pada {1900 + n % 100}. Nomor {n}."}) + "\n")
    return folder


def test_killed_at_50_random_moments_the_tables_are_those_of_an_undisturbed_run(tmp_path: Path) -> None:
    inbox = inbox_of(tmp_path / "masuk", 2000)
    begun = time.monotonic()
    run(inbox, tmp_path / "tenang", workers=2)
    longest = 1.2 * (time.monotonic() - begun) + 1.0
    moments = random.Random(20200212)
    killed = 0
    for attempt in range(50):
        output = tmp_path / f"terganggu{attempt % 5}"  # ten kills each, one after the other into the same folder
        running = subprocess.Popen([sys.executable, "-c", RUN, str(inbox), str(output)], cwd=ROOT)
        time.sleep(moments.uniform(0.0, longest))
        killed += running.poll() is None
        running.kill()
        running.wait()
    assert killed >= 25
    for number in range(5):
        output = tmp_path / f"terganggu{number}"
        run(inbox, output, workers=2)
        assert tables(output) == tables(tmp_path / "tenang")
        assert list(output.rglob("*.tmp")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small tmpfs")
def test_a_full_disk_is_a_clear_error_and_the_store_stays_whole(tmp_path: Path) -> None:
    disk = tmp_path / "kecil"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("this user may not mount a tmpfs")
    try:
        inbox = inbox_of(tmp_path / "masuk", 4000)
        with pytest.raises(OSError) as raised:
            run(inbox, disk / "keluar")
        assert raised.value.errno == errno.ENOSPC
        subprocess.run(["mount", "-o", "remount,size=100m", str(disk)], check=True)
        run(inbox, disk / "keluar")
        run(inbox, tmp_path / "tenang")
        assert tables(disk / "keluar") == tables(tmp_path / "tenang")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_ten_thousand_small_files(tmp_path: Path) -> None:
    inbox = write(tmp_path / "masuk", **{f"f{n:05}": f"Rina Kusuma menanam {n} pohon." for n in range(10_000)})
    report = run(inbox, tmp_path / "keluar", workers=2)
    assert (report.new, report.problems) == (10_000, 0)
    again = run(inbox, tmp_path / "keluar", workers=2)
    assert (again.met, again.new, again.written) == (10_000, 0, False)
