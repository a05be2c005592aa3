"""What runs in a worker process: load the pipeline once, map batches until the pipe ends."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import TypeAlias

import pyarrow as pa

from warta.facts.documents import from_batch
from warta.facts.failure import failure, problem_of
from warta.facts.schema import RECORD
from warta.own import EMPTY, Own
from warta.run.version import RULES

READY = b"ready"
FAILED = b"failed "

Step: TypeAlias = Callable[[pa.RecordBatch], pa.RecordBatch]

#: Where a worker finds the step: a function ``(model, own) -> Step``.
EXTRACTION = "warta.run.worker:extraction"


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker loads: the ``maker`` of the step, ``module:function``, called with ``model`` and ``own``, if any.

    ``model``: a package, ``rules`` for none, None for the one that ships with warta. ``own``: what a researcher adds.
    """

    model: str | None = None
    maker: str = EXTRACTION
    own: Own = EMPTY

    @property
    def lean(self) -> bool:
        """Whether a process that does nothing else needs no torch: only models of other makers do.

        spaCy imports it wherever it is installed, which takes a second and 180 MB.
        """
        return self.maker == EXTRACTION and self.model in {None, RULES}

    def make(self) -> Step:
        """Load everything the step needs and return it."""
        module, _, function = self.maker.partition(":")
        step: Step = getattr(import_module(module), function)(self.model, *([self.own] if self.own else []))
        return step


def extraction(model: str | None = None, own: Own = EMPTY) -> Step:
    """Return the extraction step over a freshly loaded pipeline."""
    from warta.facts.extract import extract_batches
    from warta.recognise.pipeline import load

    nlp = load(model=model, own=own)
    # How long a document may be is settled when it is read (limits.characters); spaCy's own limit is for its parser.
    nlp.max_length = sys.maxsize
    return lambda batch: next(extract_batches(nlp, [batch]))


class WorkerError(RuntimeError):
    """Worker processes cannot be started or cannot load the model."""


class WorkerDied(RuntimeError):  # noqa: N818 - named as it stands in the table of problems
    """A worker process ended while it had the document."""


class TookTooLong(RuntimeError):  # noqa: N818
    """A document took longer than the limit."""


def lost(batch: pa.RecordBatch, reason: RuntimeError) -> pa.RecordBatch:
    """Make the record of a document that cost a worker its life or its time."""
    (document,) = from_batch(batch)
    return pa.RecordBatch.from_pylist([failure(document, problem_of(document.source, "extract", reason))], RECORD)


def main(pipe: Connection, setup: Setup) -> None:
    """Serve one parent until it closes the pipe, and end the process."""
    _serve(pipe, setup)
    os._exit(0)  # what the lists hold need not be given back piece by piece, which takes a third of a second


def _serve(pipe: Connection, setup: Setup) -> None:
    # Ctrl-C reaches the whole group; the parent decides, and lets the batch at hand finish.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)  # one core a worker
    if setup.lean:
        sys.modules.setdefault("torch", None)  # type: ignore[arg-type]  # as if it were not installed
    try:
        try:
            step = setup.make()
        except Exception as error:
            said = f"{type(error).__name__}: {error}\n{traceback.format_exc()}"
            pipe.send_bytes(FAILED + said.encode("utf-8", "replace"))
            return
        gc.freeze()  # lists and model stay to the end: no need to look through them again and again
        pipe.send_bytes(READY)
        for message in _received(pipe):
            pipe.send_bytes(pack(step(unpack(message))))
    except (BrokenPipeError, ConnectionResetError):
        return  # the parent has left


def _received(pipe: Connection) -> Iterator[bytes]:
    """Yield what the parent sends until it leaves.

    Taken in beside the work, since a pipe holds less than a batch: the parent never waits for a busy worker.
    """
    waiting: SimpleQueue[bytes | None] = SimpleQueue()

    def listen() -> None:
        try:
            while True:
                waiting.put(pipe.recv_bytes())
        except (EOFError, OSError):
            waiting.put(None)

    threading.Thread(target=listen, daemon=True).start()
    while (message := waiting.get()) is not None:
        yield message


def pack(batch: pa.RecordBatch) -> bytes:
    """Return a batch as an Arrow IPC stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def unpack(data: bytes) -> pa.RecordBatch:
    """Return the one batch of an Arrow IPC stream."""
    return pa.ipc.open_stream(data).read_next_batch()
