"""The store: what was extracted, as Parquet parts that are there or not there.

``outputs/.warta/`` holds::

    parts/00000001-records-<version>.parquet   records of one commit, made by that version
    parts/00000001-sources.parquet             where their texts were met, and what could not be read
    parts/00000001-files.parquet               which files were read to their end
    damaged/                                   parts that could not be read, set aside
    lock                                       who is at work
    tables.json                                what the tables were made from
    given/                                     where the texts of records made elsewhere were met

A part is written under a temporary name, flushed to the disk and renamed;
records are committed before the sources that point at them, and a file is
noted as read after its sources. So a crash at any moment leaves a store in
which everything that is there is whole.

A part that cannot be read is set aside: at once when its frame is damaged (cut short, not
Parquet), and when a run comes to grief over the store, each that does not match its
checksums (``Store.weed``). Its documents are extracted again when a run meets them.

A part whose columns are those of another version of the program is left where it
is and not used: its documents are extracted again when a run meets them.

What counts of a file is what it held when it was last read to its end, and
what was read of it since.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from warta.facts.schema import RECORD
from warta.run.lock import locked
from warta.tables.write import TEMPORARY, replacing

FOLDER = ".warta"
MANIFEST = "tables.json"
#: folder of notes on records that were made elsewhere (``given``)
GIVEN = "given"
_PART = re.compile(r"(\d{8})-(?:(records)-([0-9a-z]{1,32})|(sources|files))\.parquet")

#: Rows that are written, and later read, together.
_ROW_GROUP = 256

#: What was met where: a document (``doc_id``, ``reading``) or a problem (``stage``, ``error``, ``message``).
SOURCES: pa.Schema = pa.schema(
    [
        pa.field("run", pa.int32(), nullable=False),
        pa.field("file", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("doc_id", pa.string()),
        pa.field("reading", pa.string()),
        pa.field("stage", pa.string()),
        pa.field("error", pa.string()),
        pa.field("message", pa.string()),
    ]
)
#: Files read to their end: ``met`` documents and problems; ``fingerprint`` see ``Intake.fingerprint``.
FILES: pa.Schema = pa.schema(
    [
        pa.field("run", pa.int32(), nullable=False),
        pa.field("file", pa.string(), nullable=False),
        pa.field("fingerprint", pa.string()),
        pa.field("met", pa.int32(), nullable=False),
    ]
)
SCHEMAS: Mapping[str, pa.Schema] = {"records": RECORD, "sources": SOURCES, "files": FILES}


class Entry(NamedTuple):
    """One row of ``SOURCES`` but for the run."""

    file: str
    source: str
    doc_id: str | None = None
    reading: str | None = None
    stage: str | None = None
    error: str | None = None
    message: str | None = None


class ReadFile(NamedTuple):
    """One row of ``FILES`` but for the run."""

    file: str
    fingerprint: str | None
    met: int


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the store; ``version`` is empty but for records."""

    path: Path
    number: int
    kind: str
    version: str


@dataclass(slots=True)
class Store:
    """The store of one output folder; open it with ``Store.open``.

    ``damaged`` names the parts that were set aside on opening, ``foreign`` holds those
    written by another version of the program in a form that this one does not read.
    """

    folder: Path
    version: str
    damaged: list[str] = field(default_factory=list)
    foreign: list[Part] = field(default_factory=list)
    _parts: list[Part] = field(default_factory=list)
    _number: int = 0
    _run: int = 0

    @classmethod
    @contextmanager
    def open(cls, output: Path, version: str) -> Iterator[Store]:
        """Open the store of an output folder for writing, making it when it is not there.

        Raises LockedError when another run has it, OSError when it cannot be written.
        """
        # Absolute: Arrow takes a path that begins like ``s3:`` for an address.
        folder = output.absolute() / FOLDER
        (folder / "parts").mkdir(parents=True, exist_ok=True)
        with locked(folder / "lock"):
            store = cls(folder, version)
            store._scan()
            yield store

    def parts(self, kind: str) -> list[Part]:
        """Return the parts of one kind (``records``, ``sources``, ``files``), oldest first."""
        return [part for part in self._parts if part.kind == kind]

    def adopt(self, parts: Iterable[Part]) -> None:
        """Count parts that lie elsewhere, and are left as they are, as parts of this store."""
        self._parts += parts

    def clear(self) -> None:
        """Forget all documents (``--fresh``); what is noted about the tables is the caller's to change."""
        shutil.rmtree(self.folder / "parts")
        (self.folder / "parts").mkdir()
        self._scan()

    def readings(self, *, without_failed: bool = False) -> set[str]:
        """Return the readings that have a record of the store's version."""
        known: set[str] = set()
        for part in self.parts("records"):
            if part.version == self.version:
                columns = _read(part.path, ["reading", "failed"]).to_pydict()
                pairs = zip(columns["reading"], columns["failed"], strict=True)
                known.update(reading for reading, failed in pairs if not (failed and without_failed))
        return known

    def foreign_readings(self) -> set[str]:
        """Return the readings whose records stand in parts of another version's form."""
        return {reading for part in self.foreign if part.kind == "records" for reading in readings_in(part.path)}

    def read_files(self, known: set[str]) -> dict[str, ReadFile]:
        """Return the files that need not be read again unless their fingerprint changes.

        A file whose documents are not all ``known`` (their part was damaged, or
        they are to be tried again) is left out, and so is one of which the store lacks what was met there.
        """
        files: dict[str, tuple[int, ReadFile]] = {}
        for row in self._rows("files", "run", "file", "fingerprint", "met"):
            files[row["file"]] = (row["run"], ReadFile(row["file"], row["fingerprint"], row["met"]))
        missing = {file: read.met for file, (_, read) in files.items()}
        for row in self._rows("sources", "run", "file", "reading"):
            file, run, reading = row["file"], row["run"], row["reading"]
            if file not in files or run < files[file][0]:
                continue
            if reading is not None and reading not in known:
                del files[file]
            elif run == files[file][0]:
                missing[file] -= 1
        return {file: read for file, (_, read) in files.items() if read.fingerprint is not None and missing[file] == 0}

    def commit(
        self, records: Iterable[pa.RecordBatch], entries: Sequence[Entry] = (), files: Sequence[ReadFile] = ()
    ) -> None:
        """Add records, where they were met, and files that are thereby read to their end.

        Raises OSError when they cannot be written; what a commit wrote until then is whole and does no harm.
        """
        batches = [batch for batch in records if batch.num_rows]
        if not batches and not entries and not files:
            return
        self._number += 1
        if batches:
            self._write("records", self.version, batches)
        if entries:
            self._write("sources", "", [self._batch(SOURCES, entries)])
        if files:
            self._write("files", "", [self._batch(FILES, files)])

    def replace(self, new: Iterable[tuple[str, str, Iterable[pa.RecordBatch]]], old: Sequence[Part]) -> None:
        """Write parts, given as kind, version and rows, and when all are on the disk remove ``old`` ones.

        A crash in between leaves both, which must be the same as either.
        """
        for kind, version, batches in new:
            self._number += 1
            self._write(kind, version, batches)
        for part in old:
            part.path.unlink()
        sync_folder(self.folder / "parts")
        self._parts = [part for part in self._parts if part not in old]
        self.foreign = [part for part in self.foreign if part not in old]

    def _batch(self, schema: pa.Schema, rows: Sequence[Entry] | Sequence[ReadFile]) -> pa.RecordBatch:
        return pa.RecordBatch.from_pylist([{"run": self._run, **row._asdict()} for row in rows], schema)

    def _write(self, kind: str, version: str, batches: Iterable[pa.RecordBatch]) -> None:
        what, schema = f"{kind}-{version}" if version else kind, SCHEMAS[kind]
        path = self.folder / "parts" / f"{self._number:08d}-{what}.parquet"
        with (
            replacing(path) as file,
            pq.ParquetWriter(file, schema, compression="zstd", write_page_checksum=True) as writer,
        ):
            for table in _row_groups(batches, schema):
                writer.write_table(table)
        sync_folder(path.parent)
        part = parse(path)
        assert part is not None
        self._parts.append(part)

    def _rows(self, kind: str, *columns: str) -> Iterator[dict[str, Any]]:
        for part in self.parts(kind):
            yield from _read(part.path, [*columns]).to_pylist()

    def weed(self) -> bool:
        """Read every part whole and set aside those that cannot be; tell whether there were any."""
        bad = [part for part in (*self._parts, *self.foreign) if not _sound(part.path)]
        for part in bad:
            self._set_aside(part.path)
        self._parts = [part for part in self._parts if part not in bad]
        self.foreign = [part for part in self.foreign if part not in bad]
        return bool(bad)

    def _scan(self) -> None:
        """Take stock: drop what a crash left half-written, set aside what cannot be read."""
        self._parts, self.foreign = [], []
        runs = [0]
        for path in sorted((self.folder / "parts").iterdir()):
            if path.name.endswith(TEMPORARY):
                path.unlink()
                continue
            part = parse(path)
            found = None if part is None else _schema(part)
            if part is None or found is None:
                self._set_aside(path)
            elif not found.equals(SCHEMAS[part.kind]):
                self.foreign.append(part)
            else:
                try:
                    if part.kind != "records":
                        runs += _read(path, ["run"]).column("run").to_pylist()
                except (pa.ArrowException, OSError):
                    self._set_aside(path)
                else:
                    self._parts.append(part)
        self._number = max((part.number for part in [*self._parts, *self.foreign]), default=0)
        self._run = max(runs) + 1

    def _set_aside(self, path: Path) -> None:
        self.damaged.append(path.name)
        (self.folder / "damaged").mkdir(exist_ok=True)
        path.replace(self.folder / "damaged" / path.name)


def parse(path: Path) -> Part | None:
    """Read number, kind and version from the name of a part; None when it is no part of a store."""
    match = _PART.fullmatch(path.name)
    return None if match is None else Part(path, int(match[1]), match[2] or match[4], match[3] or "")


def readings_in(path: Path) -> set[str]:
    """Return the readings of a part of records, whichever version wrote it."""
    if "reading" not in pq.read_schema(path).names:
        return set()
    return set(pq.read_table(path, columns=["reading"]).column("reading").to_pylist())


def is_foreign(part: Part) -> bool:
    """Tell whether a part can be read but has not the columns of this version of the program."""
    schema = _schema(part)
    return schema is not None and not schema.equals(SCHEMAS[part.kind])


def _schema(part: Part) -> pa.Schema | None:
    """Return the columns of a part; None when it can't be read."""
    try:
        return pq.read_schema(part.path)
    except (pa.ArrowException, OSError):
        return None


def _read(path: Path, columns: list[str] | None = None) -> pa.Table:
    """Return columns of a part, all by default; raises ArrowException or OSError where its checksums don't fit."""
    return pq.read_table(path, columns=columns, page_checksum_verification=True)


def _sound(path: Path) -> bool:
    """Tell whether all of a part can be read and is what it claims to be."""
    try:
        file = pq.ParquetFile(path, page_checksum_verification=True)
        for group in range(file.num_row_groups):
            file.read_row_group(group).validate(full=True)
    except (pa.ArrowException, OSError, ValueError, MemoryError):
        return False
    return True


def _row_groups(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.Table]:
    """Gather batches to tables of about ``_ROW_GROUP`` rows."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(b.num_rows for b in waiting) >= _ROW_GROUP:
            yield pa.Table.from_batches(waiting, schema)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting, schema)


def sync_folder(folder: Path) -> None:
    """Flush a folder, so that a rename in it survives a power cut; where the system cannot, do nothing."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
