"""One run of warta in a process of its own, with what it took: used by ``tests/bench.py``.

    python tests/bench_run.py INPUT OUTPUT WORKERS FORMATS LEAST

prints JSON: ``seconds`` of the run and of its end (resolution and writing), ``processor`` seconds of
this process and of its children, and the most memory (MB) that this process, a worker and the process that resolves
and writes have held. ``LEAST`` is the number of records from which that is a process of its own.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import threading
import time
from pathlib import Path

import warta
from warta.run import apart
from warta.run.batch import Progress


class Watch(threading.Thread):
    """Look at the children of this process from time to time (Linux; elsewhere it sees none)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.stage = "extract"
        self.most: dict[str, dict[int, float]] = {"extract": {}, "tables": {}}
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.05):
            for number in children():
                known = self.most["extract"] if number in self.most["extract"] else self.most[self.stage]
                known[number] = max(known.get(number, 0.0), held(number))

    def most_of(self, stage: str) -> float:
        return max(self.most[stage].values(), default=0.0)


def children() -> list[int]:
    """Return the processes that this one has started and that still run."""
    try:
        return [int(n) for n in Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def held(process: int) -> float:
    """Return the most memory in MB that a process has held so far."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def held_here() -> float:
    """Return the most memory in MB of this process; where the system tells no better, with what its parent held."""
    return held(os.getpid()) or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def spent(who: int) -> float:
    """Return the processor time in seconds of this process or of its children that have ended."""
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Run, and print what it took."""
    inbox, output, workers, formats, least = sys.argv[1:]
    apart.LEAST = int(least)
    watch, ends = Watch(), [time.perf_counter()]
    watch.start()

    def progress(progress: Progress) -> None:
        if progress.stage == "tables":
            watch.stage = "tables"
            ends.append(time.perf_counter())

    report = warta.run(inbox, output, workers=int(workers), formats=formats, progress=progress)
    watch.over.set()
    took = {
        "seconds": report.seconds,
        "end": time.perf_counter() - ends[-1],
        "processor": spent(resource.RUSAGE_SELF),
        "processor_children": spent(resource.RUSAGE_CHILDREN),
        "parent": held_here(),
        "worker": watch.most_of("extract"),
        "writer": watch.most_of("tables"),
    }
    print(json.dumps(took))


if __name__ == "__main__":
    main()
