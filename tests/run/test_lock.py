from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from warta.run.lock import LockedError, at_work, locked

HOLD = """
import sys, time
from pathlib import Path
from warta.run.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(lock: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(lock)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_refused_and_told_by_whom(tmp_path: Path) -> None:
    lock = tmp_path / "outputs" / ".warta" / "lock"
    lock.parent.mkdir(parents=True)
    process = holder(lock)
    try:
        with (
            pytest.raises(LockedError, match=f"another run is at work on .*outputs .process {process.pid} of "),
            locked(lock),
        ):
            pytest.fail("the lock was given twice")
        said = at_work(lock)
        assert said is not None
        assert f"process {process.pid}" in said
    finally:
        process.kill()
        process.communicate()


def test_a_lock_left_by_a_killed_run_holds_nobody_up(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    process = holder(lock)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert str(process.pid) in lock.read_text(encoding="utf-8"), "the dead owner is still named"
    assert at_work(lock) is None
    with locked(lock):
        assert f'"process": {os.getpid()}' in lock.read_text(encoding="utf-8")


def test_after_a_run_nobody_is_at_work(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"):
        pass
    assert (tmp_path / "lock").read_text(encoding="utf-8") == ""
    assert at_work(tmp_path / "lock") is None
    assert at_work(tmp_path / "nothing" / "lock") is None
