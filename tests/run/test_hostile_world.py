"""What the world around a run may do: disks, clocks, locales, inputs that change under it, documents beyond all measure."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from warta.read.sources import Source
from warta.run.intake import Intake

from tests.run.helpers import rows, run, tables, write, write_rows

ROOT = Path(__file__).parents[2]


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """Mount a small disk in memory; skip where that is not allowed."""
    if sys.platform != "linux":
        pytest.skip("needs a tmpfs")
    folder.mkdir()
    try:
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no mount")
    if made.returncode:
        pytest.skip("this user may not mount a tmpfs")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_a_clear_error_and_the_store_stays_whole(tmp_path: Path) -> None:
    noise = random.Random(4)
    texts = {f"f{n:03}": f"bupati Sari Melati hadir. {noise.getrandbits(6000):x}" for n in range(600)}
    inbox = write(tmp_path / "masuk", **texts)
    run(inbox, tmp_path / "tenang")
    with disk(tmp_path / "kecil", "700k") as small:
        with pytest.raises(OSError) as raised:
            run(inbox, small / "keluar")
        assert raised.value.errno == errno.ENOSPC
        kept = list((small / "keluar" / ".warta" / "parts").glob("*-records-*"))
        assert kept, "what fitted is kept"
        subprocess.run(["mount", "-o", "remount,size=100m", str(small)], check=True)
        report = run(inbox, small / "keluar")
        assert report.damaged == ()
        assert report.new < 600
        assert tables(small / "keluar") == tables(tmp_path / "tenang")


def test_an_output_that_became_read_only_is_a_clear_error_and_stays_as_it_is(inbox: Path, tmp_path: Path) -> None:
    with disk(tmp_path / "kecil", "20m") as small:
        run(inbox, small / "keluar")
        before = tables(small / "keluar")
        subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
        write(inbox, embung="Embung itu selesai.")
        with pytest.raises(OSError) as raised:
            run(inbox, small / "keluar")
        assert raised.value.errno == errno.EROFS
        assert tables(small / "keluar") == before
        subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
        assert run(inbox, small / "keluar").new == 1


@pytest.mark.parametrize("harm", ["gone", "folder", "other"])
def test_an_input_that_goes_or_changes_once_it_was_listed(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    read = Intake.read

    def meddled(self: Intake, source: Source) -> Iterator[object]:
        if source.name == "jalan.txt":
            path = inbox / "jalan.txt"
            path.unlink()
            if harm == "folder":
                path.mkdir()
            elif harm == "other":
                path.write_text("Rina Kusuma menutup jalan itu pada 2022.", encoding="utf-8")
        yield from read(self, source)

    monkeypatch.setattr(Intake, "read", meddled)
    report = run(inbox, tmp_path / "keluar")
    monkeypatch.undo()
    assert report.counts["documents"] == (3 if harm == "other" else 2)
    assert [r["source"] for r in rows(tmp_path / "keluar", "problems")] == ([] if harm == "other" else ["jalan.txt"])
    if harm == "folder":
        (inbox / "jalan.txt").rmdir()
    write(inbox, jalan="Rina Kusuma menutup jalan itu pada 2023.")
    run(inbox, tmp_path / "keluar")
    run(inbox, tmp_path / "tenang")
    assert tables(tmp_path / "keluar") == tables(tmp_path / "tenang")


def test_an_input_that_changes_while_it_is_read_is_read_again_the_next_time(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows_of = inbox / "siaran.jsonl"
    rows_of.write_text(
        "".join(f'{{"text": "Rina Kusuma hadir pada {2000 + n}."}}\n' for n in range(20)), encoding="utf-8"
    )
    read = Intake.read

    def growing(self: Intake, source: Source) -> Iterator[object]:
        for number, item in enumerate(read(self, source)):
            if source.name == "siaran.jsonl" and number == 5:
                with rows_of.open("a", encoding="utf-8") as file:
                    file.write('{"text": "Sari Melati hadir pada 2021."}\n')
            yield item

    monkeypatch.setattr(Intake, "read", growing)
    run(inbox, tmp_path / "keluar")
    monkeypatch.undo()
    run(inbox, tmp_path / "keluar")
    run(inbox, tmp_path / "tenang")
    assert tables(tmp_path / "keluar") == tables(tmp_path / "tenang")
    assert len(rows(tmp_path / "tenang", "documents")) == 24


def test_a_clock_that_jumps_changes_nothing(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(inbox, tmp_path / "tenang")
    wild = random.Random(3)
    monkeypatch.setattr(time, "time", lambda: wild.uniform(-1e9, 4e9))
    for number, path in enumerate(sorted(inbox.iterdir())):
        os.utime(path, (10**8 * 40 * (number % 2), 10**8 * 40 * (number % 2)))  # the years 1970 and 2096
    assert run(inbox, tmp_path / "keluar", workers=2, seconds=60.0).new == 3
    os.utime(inbox / "bibit.txt", (1, 1))
    report = run(inbox, tmp_path / "keluar")
    assert (report.new, report.written) == (0, False)
    assert tables(tmp_path / "keluar") == tables(tmp_path / "tenang")


RUN = "import sys; from pathlib import Path; from tests.run.helpers import run; run(Path(sys.argv[1]), Path(sys.argv[2]), workers=2)"


@pytest.mark.parametrize("locale", ["C", "POSIX", "tidak_ADA.UTF-8"])
def test_without_a_locale_the_tables_are_the_same(tmp_path: Path, locale: str) -> None:
    inbox = write(tmp_path / "masuk", **{"é-ʼ": "Café Sari Melati dibuka – “enak” – pada 2021."})
    run(inbox, tmp_path / "tenang")
    bare = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    subprocess.run(
        [sys.executable, "-c", RUN, str(inbox), str(tmp_path / "keluar")],
        cwd=ROOT,
        env={**bare, "LC_ALL": locale},
        check=True,
    )
    assert tables(tmp_path / "keluar") == tables(tmp_path / "tenang")


def test_a_document_of_50_megabytes_is_a_problem_among_others(inbox: Path, tmp_path: Path) -> None:
    line = "Panen raya di Melati pada 2021.\n"
    (inbox / "raksasa.txt").write_text(line * (50 * 2**20 // len(line)), encoding="utf-8")
    report = run(inbox, tmp_path / "keluar", characters=1_000_000)
    assert (report.new, report.problems) == (3, 1)
    (problem,) = rows(tmp_path / "keluar", "problems")
    assert (problem["source"], problem["error"]) == ("raksasa.txt", "TooLong")


def test_what_a_message_quotes_from_a_file_never_stops_a_run(inbox: Path, tmp_path: Path) -> None:
    (inbox / "aneh.jsonl").write_text('{"\\ud800": 1}\n{"text": "Sari Melati hadir."}\n', encoding="utf-8")
    report = run(inbox, tmp_path / "keluar")
    assert (report.new, report.problems) == (4, 1)
    assert "\\ud800" in rows(tmp_path / "keluar", "problems")[0]["message"]


@pytest.mark.skipif(os.name != "posix", reason="signals a group of processes")
def test_ctrl_c_in_a_terminal_keeps_what_is_done_and_ends_every_process(tmp_path: Path) -> None:
    inbox = write_rows(tmp_path / "masuk", 20_000)
    running = subprocess.Popen(
        [sys.executable, "-c", RUN, str(inbox), str(tmp_path / "keluar")],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    parts = tmp_path / "keluar" / ".warta" / "parts"
    while running.poll() is None and not (parts.is_dir() and any(parts.glob("*-records-*.parquet"))):
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate()[1].decode()
    assert "documents are kept, run again to go on" in said
    for _ in range(400):  # Python's own helper process leaves a moment later
        try:
            os.killpg(running.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("somebody of the group is left")
    report = run(inbox, tmp_path / "keluar")
    assert 0 < report.new < 20_000
    assert report.counts["documents"] == 20_000
