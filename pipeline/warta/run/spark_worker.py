"""What runs in Spark's Python workers. Needs Arrow and warta there, but not pyspark.

Spark hands batches of any size; each is cut to slices like those of the local engine and goes
through the very same step. The pipeline is loaded once per Python process. When Spark tries a task again,
its documents go through a process beside the worker, so that one which ends it becomes a failed record.
"""

from __future__ import annotations

import hashlib
import json
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache, partial
from types import FrameType
from typing import Any, TypeAlias

import pyarrow as pa

from warta.facts.documents import document_of, document_row, to_batch
from warta.facts.failure import failure
from warta.facts.schema import DOCUMENT, RECORD
from warta.read import Source, read_record
from warta.run.intake import Intake, within
from warta.run.pool import Pool
from warta.run.worker import Setup, Step, TookTooLong, lost
from warta.values.document import Document, Problem

#: Documents that are worked on together.
SLICE = 16


def _plain(field: pa.Field) -> pa.Field:
    """Spark knows no unsigned numbers; what it writes may be null."""
    unsigned = pa.types.is_list(field.type) and field.type.value_type == pa.uint32()
    return pa.field(field.name, pa.list_(pa.int64()) if unsigned else field.type)


#: ``RECORD`` in types that Spark knows.
SPARK_RECORD: pa.Schema = pa.schema([_plain(field) for field in RECORD])
#: What reading gives: ``number`` of the source and a document, or a problem (``stage``, ``error``, ``message``).
READ: pa.Schema = pa.schema(
    [
        pa.field("number", pa.int32()),
        *(_plain(field) for field in DOCUMENT),
        *(pa.field(name, pa.string()) for name in ("stage", "error", "message")),
    ]
)
#: Sources to read; a path may hold what is no Unicode, so it travels as JSON.
SOURCE: pa.Schema = pa.schema([pa.field("number", pa.int32()), pa.field("source", pa.string())])


#: What Spark maps over the rows of a table.
SparkStep: TypeAlias = Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]


@dataclass(frozen=True, slots=True)
class Extraction:
    """Map batches of ``DOCUMENT`` to batches of ``SPARK_RECORD``. ``seconds`` limits the time for one document."""

    setup: Setup
    seconds: float | None

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        with _stepping(self.setup, self.seconds) as step:
            for part in _slices(batches):
                yield _spark(step(part))


@dataclass(frozen=True, slots=True)
class Reading:
    """Map batches of ``SOURCE`` to batches of ``READ``: the documents of whole files and their problems."""

    intake: Intake

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for row in batch.to_pylist():
                for item in self.intake.read(Source(**json.loads(row["source"]))):
                    yield pa.RecordBatch.from_pylist([_item_row(row["number"], item)], READ)


@dataclass(frozen=True, slots=True)
class Rows:
    """Map batches of rows with a text each to batches of ``SPARK_RECORD``.

    ``columns``: the reader's column -> the batch's. ``name``: the column that says where a document comes from.
    """

    setup: Setup
    columns: Mapping[str, str]
    name: str | None
    format: str
    published_at: str | None
    characters: int | None
    seconds: float | None

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        with _stepping(self.setup, self.seconds) as step:
            for part in _slices(batches):
                items = [self._read(row) for row in part.to_pylist()]
                documents = [item for item in items if isinstance(item, Document)]
                if documents:
                    yield _spark(step(to_batch(documents)))
                problems = [unread(item, self.format) for item in items if isinstance(item, Problem)]
                if problems:
                    yield pa.RecordBatch.from_pylist(problems, SPARK_RECORD)

    def _read(self, row: Mapping[str, Any]) -> Document | Problem:
        named = None if self.name is None else row[self.name]
        source = "" if named is None else _line(str(named))
        item = read_record(row, self.columns, source=source, format=self.format, published_at=self.published_at)
        return within(item, self.characters)


def source_rows(sources: Iterable[Source]) -> pa.Table:
    """Return the sources as a table of ``SOURCE``, numbered from 0."""
    rows = [{"number": n, "source": json.dumps(asdict(source))} for n, source in enumerate(sources)]
    return pa.Table.from_batches([pa.RecordBatch.from_pylist([row], SOURCE) for row in rows], SOURCE)


def items(rows: pa.Table) -> Iterator[tuple[int, Document | Problem]]:
    """Yield what stands in the rows of a table of ``READ``, with the number of its source."""
    for row in rows.to_pylist():
        if row["error"] is None:
            yield row["number"], document_of(row)
        else:
            yield row["number"], Problem(row["source"], row["stage"], row["error"], row["message"])


def unread(problem: Problem, format: str) -> dict[str, Any]:
    """Return the row of ``RECORD`` for a text that could not be read: a failed document without text or ``doc_id``."""
    row = failure(Document("", problem.source, format, ""), problem)
    said = json.dumps(asdict(problem), sort_keys=True).encode()
    return {**row, "reading": hashlib.blake2b(said, digest_size=16).hexdigest()}


def _item_row(number: int, item: Document | Problem) -> dict[str, Any]:
    return {"number": number, **(document_row(item) if isinstance(item, Document) else asdict(item))}


def _line(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def _spark(batch: pa.RecordBatch) -> pa.RecordBatch:
    return batch.cast(SPARK_RECORD)


def _slices(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for at in range(0, batch.num_rows, SLICE):
            yield batch.slice(at, SLICE)


@contextmanager
def _stepping(setup: Setup, seconds: float | None) -> Iterator[Step]:
    """Give the step. A task that is tried again may hold a document that kills its process: it gets one of its own."""
    if not _tried_before():
        yield partial(_within, setup, seconds)
        return
    with Pool(setup, 1, lost, seconds) as pool:
        yield lambda batch: next(pool.map([batch]))


def _tried_before() -> bool:
    try:
        from pyspark import TaskContext
    except ImportError:  # the caller is no Spark worker, as in the tests
        return False
    task = TaskContext.get()
    return task is not None and task.attemptNumber() > 0


@cache
def _loaded(setup: Setup) -> Step:
    pa.set_cpu_count(1)  # one core a worker
    return setup.make()


def _within(setup: Setup, seconds: float | None, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Extract a batch; when it takes too long, document by document, and one that does so alone is given up."""
    step = _loaded(setup)
    if seconds is None:
        return step(batch)
    try:
        with _alarm(seconds * batch.num_rows):
            return step(batch)
    except _TimeUp:
        _loaded.cache_clear()  # it was left in the middle of something
    if batch.num_rows == 1:
        return lost(batch, TookTooLong(f"took longer than {seconds:g} s"))
    parts = [_within(setup, seconds, batch.slice(row, 1)) for row in range(batch.num_rows)]
    return pa.Table.from_batches(parts).combine_chunks().to_batches()[0]


class _TimeUp(BaseException):
    """Not an Exception, so that what catches every error of a document does not catch this."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise _TimeUp in the block when it takes longer; without signals (Windows, other threads) do nothing."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise _TimeUp

    before: Callable[[int, FrameType | None], Any] | int | None = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
