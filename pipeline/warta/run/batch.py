"""One run: read what is new, extract, commit, resolve, write the tables."""

from __future__ import annotations

import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import pyarrow as pa

from warta.facts.documents import reading_id, to_batch
from warta.read.sources import STDIN, Source
from warta.resolve.corrections import load as load_corrections
from warta.run.apart import publisher
from warta.run.engine import Engine, Local
from warta.run.folder import check_folder, disown
from warta.run.intake import InputError, Intake, file_of
from warta.run.publish import Published
from warta.run.store import GIVEN, MANIFEST, Entry, ReadFile, Store
from warta.run.version import version
from warta.run.worker import Setup
from warta.tables.output import Format
from warta.values.document import Document, Problem

#: Documents and characters of one batch: what a worker gets at a time.
_BATCH_DOCUMENTS = 16
_BATCH_CHARACTERS = 200_000
#: Documents of one commit: what a crash can cost at most, and the size of a part.
_COMMIT_DOCUMENTS = 256


@dataclass(frozen=True, slots=True)
class SparkOptions:
    """Where Spark runs: ``master`` (None: as Spark is set up, else this machine) and further ``conf`` settings."""

    master: str | None = None
    conf: Mapping[str, str] = field(default_factory=dict)


class Interrupted(KeyboardInterrupt):
    """The run was stopped by hand; what was finished is in the store. ``documents`` counts what this run added."""

    def __init__(self, documents: int) -> None:
        super().__init__(f"stopped; {documents} documents are kept, run again to go on")
        self.documents = documents


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents met so far, how many of them were new and are done, share of the input's bytes.

    ``share`` is between 0 and 1 (rows of a compressed file are an estimate), None when the size is unknown.
    """

    met: int
    done: int
    share: float | None
    stage: str = "extract"


@dataclass(frozen=True, slots=True)
class Options:
    """What a run does. ``workers`` None: one per physical core; 1: in this process. ``spark``: Spark instead.

    ``fresh`` starts over; ``retry`` computes again what failed. ``seconds`` limits the
    time for one document, in worker processes only.
    """

    output: Path
    intake: Intake
    formats: tuple[Format, ...] = ("csv",)
    workers: int | None = None
    fresh: bool = False
    retry: bool = False
    corrections: Path | None = None
    off: tuple[str, ...] = ()
    csv_safe: bool = False
    seconds: float | None = 300.0
    spark: SparkOptions | None = None
    setup: Setup = field(default_factory=Setup)


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. ``problems`` counts those of this run's input; ``counts`` holds the rows of each table.

    ``new`` counts documents extracted in this run. ``outdated`` documents are in the tables
    as another version of the program left them, since their source was not in this input.
    ``damaged`` parts of the store were set aside; ``other_version`` names those in a form that only
    another version reads.
    ``unused`` says which corrections met no name, in words.
    """

    output: Path
    met: int
    new: int
    problems: int
    counts: dict[str, int]
    files: tuple[str, ...]
    outdated: int
    damaged: tuple[str, ...]
    seconds: float
    written: bool
    other_version: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(slots=True)
class _Batch:
    """New documents on their way through the engine, with what is stored when they are done."""

    documents: list[Document] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    files: list[ReadFile] = field(default_factory=list)
    characters: int = 0
    bytes: int = 0

    def add(self, file: str, item: Document | Problem, known: set[str]) -> None:
        """Note what was met in a file; a document that is not ``known`` is to be extracted."""
        if isinstance(item, Problem):
            self.entries.append(Entry(file, item.source, None, None, item.stage, item.error, item.message))
            return
        if file == STDIN:
            # Every text from standard input stays, as if each came from a file of its own.
            file = f"{STDIN}#{item.doc_id}"
        reading = reading_id(item)
        self.entries.append(Entry(file, item.source, item.doc_id, reading))
        if reading not in known:
            known.add(reading)
            self.documents.append(item)
            self.characters += len(item.text)

    @property
    def full(self) -> bool:
        return (
            len(self.documents) >= _BATCH_DOCUMENTS
            or self.characters >= _BATCH_CHARACTERS
            or len(self.entries) >= 4 * _COMMIT_DOCUMENTS
        )


@dataclass(slots=True)
class _Tally:
    met: int = 0
    done: int = 0
    files: set[str] = field(default_factory=set)
    bytes: int = 0
    total: int = 0

    def progress(self, stage: str = "extract") -> Progress:
        return Progress(self.met, self.done, min(1.0, self.bytes / self.total) if self.total else None, stage)


def run_batch(options: Options, progress: Callable[[Progress], None] | None = None) -> Report:
    """Bring the output folder up to date with the input and return what was done.

    Raises LockedError when another run is at work there, ReadError or ValueError for
    unusable options, CorrectionError for a bad corrections file, WorkerError when workers
    don't start, OSError when the output cannot be written, Interrupted on Ctrl-C.
    """
    begun = time.monotonic()
    report = progress or (lambda _: None)
    tally = _Tally()
    made_by = version(options.setup.model, options.setup.own.finding)
    options.intake.check()
    if options.corrections is not None:
        load_corrections(options.corrections)  # a slip in the file must not come to light after hours of extraction
    check_folder(options.output, options.formats)
    with Store.open(options.output, made_by) as store:
        if (store.folder / GIVEN).exists():
            raise InputError(f"{options.output} holds tables of records made elsewhere; choose another folder for runs")
        if options.fresh:
            disown(store.folder / MANIFEST)
            store.clear()
        try:
            published = _update(store, options, tally, report, begun)
        except Exception:
            # It may lie in the store: bytes that changed on the disk, behind a frame that is whole.
            if not store.weed():
                raise
            tally = _Tally(done=tally.done)
            published = _update(store, options, tally, report, begun)
    return Report(
        output=options.output,
        met=tally.met,
        new=tally.done,
        problems=published.problems,
        counts=published.counts,
        files=published.files,
        outdated=published.outdated,
        damaged=tuple(store.damaged),
        other_version=tuple(part.path.name for part in store.foreign),
        seconds=time.monotonic() - begun,
        written=published.written,
        unused=published.unused,
    )


def _update(
    store: Store, options: Options, tally: _Tally, report: Callable[[Progress], None], begun: float
) -> Published:
    """Extract what is new and write the tables."""
    _fill(store, options, tally, report)
    report(tally.progress("tables"))
    return publisher(store, options.workers)(
        store,
        options.output,
        formats=options.formats,
        corrections=options.corrections,
        off=options.off,
        csv_safe=options.csv_safe,
        files=tally.files,
        run={"met": tally.met, "new": tally.done},
        model=options.setup.model,
        begun=begun,
        own=options.setup.own,
    )


def _fill(store: Store, options: Options, tally: _Tally, report: Callable[[Progress], None]) -> None:
    """Extract what is new and commit it, in steps."""
    known = store.readings(without_failed=options.retry)
    records: list[pa.RecordBatch] = []
    entries: list[Entry] = []
    files: list[ReadFile] = []

    def commit() -> None:
        store.commit(records, entries, files)
        for held in (records, entries, files):
            held.clear()

    tally.total = sum(source.size for source in options.intake.sources())
    with stoppable() as stop, _engine(options) as engine:
        for batch, result in _extracted(_batches(store, options, engine, known, tally, stop), engine):
            if result is not None:
                records.append(result)
                tally.done += result.num_rows
            entries += batch.entries
            files += batch.files
            tally.bytes += batch.bytes
            report(tally.progress())
            if len(entries) >= _COMMIT_DOCUMENTS:
                commit()
        commit()
        if stop.is_set():
            raise Interrupted(tally.done)


def _engine(options: Options) -> AbstractContextManager[Engine]:
    if options.spark is None:
        return Local(options.intake, options.setup, options.workers, options.seconds).open()
    from warta.run.spark import SparkEngine

    return SparkEngine(options.intake, options.setup, options.spark, options.seconds)


def _batches(
    store: Store, options: Options, engine: Engine, known: set[str], tally: _Tally, stop: threading.Event
) -> Iterator[_Batch]:
    """Read the input until ``stop``; yield what is new in batches, and where it was met along with it."""
    done = store.read_files(known)
    fingerprints: dict[str, str | None] = {}

    def changed() -> Iterator[Source]:
        """Yield the sources that are not in the store as they are now; note the others."""
        for source in options.intake.sources():
            file = file_of(source)
            tally.files.add(file)
            fingerprint = options.intake.fingerprint(source, store.version)
            if fingerprint is not None and file in done and done[file].fingerprint == fingerprint:
                tally.met += done[file].met
                tally.bytes += source.size
            else:
                fingerprints[file] = fingerprint
                yield source

    batch = _Batch()
    for source, items in engine.read(changed()):
        file, met, left = file_of(source), 0, source.size
        for item in items:
            met += 1
            tally.met += 1
            batch.add(file, item, known)
            tally.files.add(batch.entries[-1].file)
            if isinstance(item, Document):
                taken = min(left, len(item.text))
                batch.bytes, left = batch.bytes + taken, left - taken
            if batch.full:
                yield batch
                batch = _Batch()
            if stop.is_set():
                break
        if stop.is_set():
            break
        batch.bytes += left
        batch.files.append(ReadFile(file, fingerprints.pop(file, None), met))
    yield batch


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """Turn the first Ctrl-C during the block into an event; the second one interrupts as usual.

    Outside the main thread, where Python lets nobody catch signals, the event is never set.
    """
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def ask(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _extracted(batches: Iterator[_Batch], engine: Engine) -> Iterator[tuple[_Batch, pa.RecordBatch | None]]:
    """Yield batches with the records of their new documents, in order."""
    carried: deque[_Batch] = deque()

    def new() -> Iterator[pa.RecordBatch]:
        for batch in batches:
            carried.append(batch)
            if batch.documents:
                yield to_batch(batch.documents)

    def pair(results: Iterable[pa.RecordBatch]) -> Iterator[tuple[_Batch, pa.RecordBatch | None]]:
        for result in results:
            while not carried[0].documents:
                yield carried.popleft(), None
            yield carried.popleft(), result
        for batch in carried:
            yield batch, None

    yield from pair(engine.extract(new()))
