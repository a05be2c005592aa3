"""A pool of worker processes that loses no batch.

Each worker has a pipe of its own and takes its batches one after the other, so that
when it dies or overruns its time it is known which batch it had. (A pool with shared
queues cannot tell, or breaks as a whole when an idle worker is killed.) That batch is
then tried again row by row in fresh workers; a row that fails alone is handed
to ``lost``. Results come in the order of the batches.

A second batch waits at the worker, so that it never stands idle while this process
reads, or writes a part to the disk.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from types import TracebackType

import pyarrow as pa

from warta.run.worker import FAILED, READY, Setup, TookTooLong, WorkerDied, WorkerError, main, pack, unpack

#: Batches prepared but not yet returned, per worker: enough to keep all busy, little enough to hold in memory.
_AHEAD = 4
#: Batches at a worker: the one it works on and the next.
_AT_WORKER = 2
#: A worker that dies this often before it is ready will not get better.
_STARTS = 3


Lost = Callable[[pa.RecordBatch, RuntimeError], pa.RecordBatch]


@dataclass(slots=True)
class _Job:
    """One batch; when it is retried, ``rows`` holds the results row by row."""

    number: int
    batch: pa.RecordBatch
    row: int | None = None


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    jobs: deque[_Job] = field(default_factory=deque)  # the first is the one it works on
    deadline: float | None = None
    outbox: SimpleQueue[bytes | None] = field(default_factory=SimpleQueue)
    sender: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        # Sent beside the work, since a pipe holds less than a batch and a worker that hangs never reads it.
        self.sender = threading.Thread(target=self._send, daemon=True)
        self.sender.start()

    def _send(self) -> None:
        with suppress(OSError):  # that it died is noticed elsewhere
            while (message := self.outbox.get()) is not None:
                self.pipe.send_bytes(message)

    def begin(self, seconds: float | None) -> None:
        """Let the time of the first job run."""
        run = seconds is not None and bool(self.jobs)
        self.deadline = time.monotonic() + (seconds or 0.0) * self.jobs[0].batch.num_rows if run else None

    def end(self, patience: float) -> None:
        """End the process: by itself when it is at rest, else by force after ``patience`` seconds."""
        self.outbox.put(None)
        self.sender.join(patience)
        if self.sender.is_alive():
            self.process.kill()
            self.sender.join()
        self.pipe.close()  # a worker at rest reads the end of its pipe and leaves
        self.process.join(patience)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


@dataclass(slots=True)
class Pool:
    """Worker processes that map record batches to record batches.

    ``setup`` tells the workers what to load. ``seconds`` limits the time of one
    document (a batch may take that for each of its rows); None is no limit.
    Use as a context manager: leaving it ends the workers.
    """

    setup: Setup
    workers: int
    lost: Lost
    seconds: float | None = None
    _crew: list[_Worker] = field(default_factory=list)
    _retry: deque[_Job] = field(default_factory=deque)
    _ready: deque[_Job] = field(default_factory=deque)
    _done: dict[int, pa.RecordBatch] = field(default_factory=dict)
    _pieces: dict[int, list[pa.RecordBatch | None]] = field(default_factory=dict)
    _failed_starts: int = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._crew:
            worker.end(0.2)
        self._crew.clear()

    def map(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield one result per batch, in order. Draws at most a few batches per worker ahead.

        Raises WorkerError when workers don't start.
        """
        source, exhausted = iter(batches), False
        drawn = given = 0
        while True:
            while given in self._done:
                result = self._done.pop(given)
                given += 1
                yield result
            if exhausted and given == drawn:
                return
            self._dispatch()
            room = not exhausted and drawn - given < _AHEAD * self.workers
            if room:
                batch = next(source, None)
                if batch is None:
                    exhausted = True
                else:
                    self._ready.append(_Job(drawn, batch))
                    drawn += 1
                    self._hire()
                    self._dispatch()
            self._listen(block=not room)

    def _hire(self) -> None:
        """Start workers, no more than there are batches to give them."""
        while len(self._crew) < min(self.workers, len(self._ready) + sum(map(_held, self._crew))):
            self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=main, args=(theirs, self.setup), daemon=True)
        process.start()
        theirs.close()
        self._crew.append(_Worker(process, ours))

    def _dispatch(self) -> None:
        """Give every worker a batch before any gets a second one."""
        for held in range(_AT_WORKER):
            for worker in [w for w in self._crew if w.ready and len(w.jobs) == held]:
                if not (self._retry or self._ready):
                    return
                job = (self._retry or self._ready).popleft()
                worker.jobs.append(job)
                if held == 0:
                    worker.begin(self.seconds)
                worker.outbox.put(pack(job.batch))

    def _listen(self, *, block: bool) -> None:
        """Take in what workers sent; replace those that died or overran their time."""
        by_pipe = {w.pipe: w for w in self._crew}
        by_end = {w.process.sentinel: w for w in self._crew}
        timeout: float | None = 0.0
        if block:
            deadlines = [w.deadline for w in self._crew if w.deadline is not None]
            timeout = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
        heard = wait([*by_pipe, *by_end], timeout)
        for item in heard:
            if isinstance(item, Connection):
                self._receive(by_pipe[item])
        for item in heard:
            if isinstance(item, int) and by_end[item] in self._crew and not by_end[item].pipe.closed:
                # What it had sent before it ended is still in the pipe.
                self._receive(by_end[item])
        now = time.monotonic()
        for worker in list(self._crew):
            if worker.deadline is not None and now > worker.deadline:
                worker.process.kill()
                self._bury(worker, TookTooLong(f"took longer than {self.seconds:g} s"))

    def _receive(self, worker: _Worker) -> None:
        try:
            while worker in self._crew and worker.pipe.poll():
                message = worker.pipe.recv_bytes()
                if message == READY:
                    worker.ready, self._failed_starts = True, 0
                elif message.startswith(FAILED):
                    said, _, trace = message[len(FAILED) :].decode("utf-8", "replace").partition("\n")
                    failed = WorkerError(f"the pipeline cannot be loaded: {said}")
                    failed.add_note(trace)
                    raise failed
                elif worker.jobs:
                    job = worker.jobs.popleft()
                    worker.begin(self.seconds)
                    self._finish(job, unpack(message))
            if worker in self._crew and not worker.process.is_alive() and not worker.pipe.poll():
                self._bury(worker)
        except (EOFError, OSError):
            self._bury(worker)

    def _bury(self, worker: _Worker, reason: RuntimeError | None = None) -> None:
        """Put a new worker in the place of a dead one and see to its batch."""
        worker.process.join(5)
        worker.end(0.0)  # by force when it closed its pipe but hangs
        self._crew.remove(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise WorkerError(
                    f"worker processes end before they are ready ({ending(worker.process.exitcode)}); "
                    "in a script, call warta.run under `if __name__ == '__main__':`, or use workers=1"
                )
        if worker.jobs:
            job, *waiting = worker.jobs
            self._ready.extendleft(reversed(waiting))
            self._take_back(job, reason or WorkerDied(f"the process {ending(worker.process.exitcode)}"))
        self._start()

    def _take_back(self, job: _Job, reason: RuntimeError) -> None:
        # A worker may also be killed by accident, so a document is blamed only when it is alone the second time.
        alone = job.batch.num_rows == 1
        if job.row is not None or (alone and isinstance(reason, TookTooLong)):
            self._finish(job, self.lost(job.batch, reason))
            return
        self._pieces[job.number] = [None] * job.batch.num_rows
        self._retry.extend(_Job(job.number, job.batch.slice(row, 1), row) for row in range(job.batch.num_rows))

    def _finish(self, job: _Job, result: pa.RecordBatch) -> None:
        if job.row is None:
            self._done[job.number] = result
            return
        pieces = self._pieces[job.number]
        pieces[job.row] = result
        whole = [piece for piece in pieces if piece is not None]
        if len(whole) == len(pieces):
            del self._pieces[job.number]
            self._done[job.number] = pa.Table.from_batches(whole).combine_chunks().to_batches()[0]


def ending(code: int | None) -> str:
    """Say how a process ended, from its exit code."""
    if code is not None and code < 0:
        try:
            return f"was killed ({signal.Signals(-code).name})"
        except ValueError:
            return f"was killed (signal {-code})"
    return f"ended with exit code {code}"


def _held(worker: _Worker) -> int:
    return len(worker.jobs)
