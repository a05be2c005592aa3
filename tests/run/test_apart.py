"""Resolving and writing in a process of its own: the same tables, the same errors, nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from warta.run import apart
from warta.run.worker import WorkerError
from warta.tables.write import TableError

from tests.run.helpers import rows, run, tables, write

ROOT = Path(__file__).parents[2]
TEXTS = {f"f{n}": f"bupati Sari Melati hadir pada {2000 + n} membawa Rp{n}000." for n in range(5)}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LEAST", 1)


def test_the_tables_are_those_of_one_process(small: None, tmp_path: Path) -> None:
    inbox = write(tmp_path / "masuk", **TEXTS)
    one, two = run(inbox, tmp_path / "satu", workers=1), run(inbox, tmp_path / "dua", workers=2)
    assert tables(tmp_path / "satu") == tables(tmp_path / "dua")
    assert (one.counts, one.problems, one.files) == (two.counts, two.problems, two.files)
    again = run(inbox, tmp_path / "dua", workers=2)
    assert (again.new, again.written) == (0, False)


def test_a_few_records_need_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "publish_apart", lambda *_, **__: pytest.fail("a process was started"))
    assert run(write(tmp_path / "masuk", **TEXTS), tmp_path / "keluar", workers=2).new == 5


def test_corrections_that_met_no_name_come_back(small: None, tmp_path: Path) -> None:
    inbox = write(tmp_path / "masuk", **TEXTS)
    (tmp_path / "corrections.csv").write_text("action,label,name\ndrop,PER,Tidak Ada\n", encoding="utf-8")
    report = run(inbox, tmp_path / "keluar", workers=2, corrections=tmp_path / "corrections.csv")
    assert len(report.unused) == 1 and "Tidak Ada" in report.unused[0]


def test_an_error_comes_back_as_what_it_is(small: None, tmp_path: Path) -> None:
    inbox = write(tmp_path / "masuk", **TEXTS)
    (tmp_path / "keluar" / ".warta" / "tables.json").mkdir(parents=True)  # where what was written is noted
    with pytest.raises(OSError):
        run(inbox, tmp_path / "keluar", workers=2)
    assert not (tmp_path / "keluar" / ".warta" / "staging").exists()


class StubbornError(Exception):
    """Cannot be made again from its arguments."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def test_an_error_that_cannot_travel_is_said_in_words() -> None:
    kept = apart._sent(TableError("dua kali"))
    assert isinstance(kept, TableError) and str(kept) == "dua kali"
    assert str(apart._sent(StubbornError("a", "b"))) == "StubbornError: ab"


def test_a_process_that_is_killed_is_a_clear_error(
    small: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_main", killed)
    inbox = write(tmp_path / "masuk", **TEXTS)
    with pytest.raises(MemoryError, match=r"was killed \(SIGKILL\); what was extracted is kept"):
        run(inbox, tmp_path / "keluar", workers=2)
    monkeypatch.undo()
    assert run(inbox, tmp_path / "keluar", workers=2).new == 0
    assert len(rows(tmp_path / "keluar", "documents")) == 5


def test_a_process_that_cannot_begin_says_how_scripts_are_written(
    small: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_main", ended)
    with pytest.raises(WorkerError, match=r"ended with exit code 1;.*under `if __name__ == '__main__':`"):
        run(write(tmp_path / "masuk", **TEXTS), tmp_path / "keluar", workers=2)


def ended(*_: object) -> None:
    sys.exit(1)


def killed(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


HANG = """
import sys, time
from pathlib import Path
from warta.run import apart, publish
from tests.run.test_apart import hang
apart.LEAST, apart._main = 1, hang
from tests.run.helpers import run
run(Path(sys.argv[1]), Path(sys.argv[2]), workers=2)
"""


def hang(pipe: object, store: object, output: Path, settings: object) -> None:
    """Stand for a process that is in the middle of writing when its parent is killed."""
    import threading

    threading.Thread(target=apart._end_with, args=(pipe,), daemon=True).start()
    (output / "pid").write_text(json.dumps(os.getpid()), encoding="utf-8")
    time.sleep(600)


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_it_ends_with_the_run_that_started_it(tmp_path: Path) -> None:
    inbox, output = write(tmp_path / "masuk", **TEXTS), tmp_path / "keluar"
    running = subprocess.Popen([sys.executable, "-c", HANG, str(inbox), str(output)], cwd=ROOT)
    try:
        wait_for(lambda: (output / "pid").exists() and (output / "pid").read_text() != "")
        process = json.loads((output / "pid").read_text(encoding="utf-8"))
        running.kill()
        running.wait()
        wait_for(lambda: not alive(process))
    finally:
        running.kill()
        running.wait()


def wait_for(condition: object) -> None:
    for _ in range(1200):
        if condition():  # type: ignore[operator]
            return
        time.sleep(0.05)
    pytest.fail("waited in vain")


def alive(process: int) -> bool:
    try:
        return "(zombie)" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return False
