"""Who reads and extracts: this process and a pool of workers, or Spark (``warta.run.spark``)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from warta.read import Source
from warta.run.intake import Intake
from warta.run.pool import Pool
from warta.run.worker import Setup, lost
from warta.values.document import Document, Problem


class Engine(Protocol):
    """The two steps of a run that cost time. Both keep the order and draw only a little ahead of what they give."""

    def read(self, sources: Iterable[Source]) -> Iterator[tuple[Source, Iterable[Document | Problem]]]:
        """Yield every source with what it holds."""

    def extract(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Map batches of ``DOCUMENT``, none of them empty, to batches of ``RECORD``, row for row.

        Raises WorkerError when no worker can be had.
        """


@dataclass(frozen=True, slots=True)
class Local:
    """One machine. ``workers`` None: a process per physical core; 1: this process. ``seconds`` as for ``Pool``."""

    intake: Intake
    setup: Setup
    workers: int | None = None
    seconds: float | None = None

    def open(self) -> AbstractContextManager[Engine]:
        return nullcontext(self)

    def read(self, sources: Iterable[Source]) -> Iterator[tuple[Source, Iterable[Document | Problem]]]:
        for source in sources:
            yield source, self.intake.read(source)

    def extract(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        workers = physical_cores() if self.workers is None else self.workers
        if workers == 1:
            yield from self._here(batches)
            return
        with Pool(self.setup, workers, lost, self.seconds) as pool:
            yield from pool.map(batches)

    def _here(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Extract in this process; the model is loaded when there is something to do."""
        step = None
        for batch in batches:
            step = self.setup.make() if step is None else step
            yield step(batch)


def physical_cores() -> int:
    """Return the number of cores this process may use, two threads of one core counted once."""
    if not hasattr(os, "sched_getaffinity"):
        return max(1, os.cpu_count() or 1)
    cores = set()
    for cpu in sorted(os.sched_getaffinity(0)):
        path = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
        try:
            cores.add(path.read_text(encoding="ascii").strip())
        except OSError:
            cores.add(str(cpu))
    return max(1, len(cores))
