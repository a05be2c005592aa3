"""What may happen to a run: damage, crashes, kills, a second run, Ctrl-C, a folder that cannot be written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from warta.run.batch import Interrupted
from warta.run.lock import LockedError

from tests.run.helpers import KABAR, rows, run, tables, write, write_rows


def test_damaged_parts_are_set_aside_and_computed_again(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    before = tables(tmp_path / "keluar")
    parts = tmp_path / "keluar" / ".warta" / "parts"
    (records,) = parts.glob("*-records-*.parquet")
    records.write_bytes(records.read_bytes()[:200])
    (parts / "tamu.parquet").write_bytes(b"PAR1 bukan milik kami")
    report = run(inbox, tmp_path / "keluar")
    assert sorted(report.damaged) == sorted([records.name, "tamu.parquet"])
    assert report.new == 3
    assert tables(tmp_path / "keluar") == before
    assert (tmp_path / "keluar" / ".warta" / "damaged" / "tamu.parquet").exists()


@pytest.mark.parametrize("harm", ["cut", "empty", "foreign", "bytes"])
@pytest.mark.parametrize("kind", ["records", "sources", "files"])
def test_whatever_part_is_damaged_the_next_run_makes_it_good(inbox: Path, tmp_path: Path, kind: str, harm: str) -> None:
    run(inbox, tmp_path / "keluar")
    before = tables(tmp_path / "keluar")
    (part,) = (tmp_path / "keluar" / ".warta" / "parts").glob(f"*-{kind}*.parquet")
    whole = part.read_bytes()
    if harm == "cut":
        part.write_bytes(whole[: len(whole) // 2])
    elif harm == "bytes":  # behind a frame that is intact
        part.write_bytes(whole[:4] + bytes(b ^ 0x5A for b in whole[4:400]) + whole[400:])
    else:
        part.write_bytes(b"" if harm == "empty" else b"PAR1 bukan milik kami")
    (tmp_path / "keluar" / "documents.csv").unlink()  # so that the tables are written again
    report = run(inbox, tmp_path / "keluar")
    assert report.damaged == (part.name,)
    assert tables(tmp_path / "keluar") == before
    assert (tmp_path / "keluar" / ".warta" / "damaged" / part.name).exists()
    assert run(inbox, tmp_path / "keluar").damaged == ()


def test_documents_lost_with_a_damaged_part_are_named(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    (records,) = (tmp_path / "keluar" / ".warta" / "parts").glob("*-records-*.parquet")
    records.write_bytes(b"")
    other = write(tmp_path / "lain", embung="Embung itu selesai.")
    report = run(other, tmp_path / "keluar")
    assert report.counts["documents"] == 1
    lost = rows(tmp_path / "keluar", "problems")
    assert [(r["source"], r["error"]) for r in lost] == [(f"{n}.txt", "LostRecord") for n in sorted(KABAR)]


def test_half_written_files_of_a_crash_are_cleared_away(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "keluar")
    parts = tmp_path / "keluar" / ".warta" / "parts"
    (parts / "00000009-sources.parquet.tmp").write_bytes(b"setengah")
    (tmp_path / "keluar" / ".warta" / "staging").mkdir()
    run(inbox, tmp_path / "keluar")
    assert list(parts.glob("*.tmp")) == []
    assert not (tmp_path / "keluar" / ".warta" / "staging").exists()


RUN = """
import sys
from pathlib import Path
from tests.run.helpers import run
print("begin", flush=True)
run(Path(sys.argv[1]), Path(sys.argv[2]), workers=int(sys.argv[3]))
"""


def process(inbox: Path, output: Path, workers: int = 1) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    started = subprocess.Popen(
        [sys.executable, "-c", RUN, str(inbox), str(output), str(workers)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "begin\n"
    return started


def test_killed_at_several_moments_a_rerun_gives_the_tables_of_an_undisturbed_run(tmp_path: Path) -> None:
    inbox = write_rows(tmp_path / "masuk", 1500)
    run(inbox, tmp_path / "tenang")
    interrupted = 0
    for moment in (0.05, 0.2, 0.35, 0.5, 0.7):
        running = process(inbox, tmp_path / "terganggu")
        time.sleep(moment)
        interrupted += running.poll() is None
        running.kill()
        running.communicate()
    assert interrupted > 0
    run(inbox, tmp_path / "terganggu")
    assert tables(tmp_path / "terganggu") == tables(tmp_path / "tenang")


def test_while_a_run_is_at_work_a_second_one_is_refused(tmp_path: Path) -> None:
    inbox = write(tmp_path / "masuk", lambat="LAMBAT sekali")
    running = process(inbox, tmp_path / "keluar")
    try:
        for _ in range(200):
            if (tmp_path / "keluar" / ".warta" / "lock").exists():
                break
            time.sleep(0.05)
        with pytest.raises(LockedError, match=f"process {running.pid} "):
            for _ in range(200):
                run(inbox.parent / "masuk", tmp_path / "keluar", characters=1)
                time.sleep(0.05)
    finally:
        running.kill()
        running.communicate()


def test_ctrl_c_keeps_what_is_done_and_says_so(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from warta.run.intake import Intake

    read = Intake.read

    def interrupted(self, source):
        yield from read(self, source)
        if source.name == "jalan.txt":
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(Intake, "read", interrupted)
    with pytest.raises(Interrupted, match="2 documents are kept"):
        run(inbox, tmp_path / "keluar")
    assert not (tmp_path / "keluar" / "documents.csv").exists()
    monkeypatch.undo()
    assert run(inbox, tmp_path / "keluar").new == 1
    run(inbox, tmp_path / "tenang")
    assert tables(tmp_path / "keluar") == tables(tmp_path / "tenang")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_clear_error(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "keluar").mkdir(mode=0o500)
    with pytest.raises(PermissionError):
        run(inbox, tmp_path / "keluar")
