"""Merge the parts of a store: many small files become a few, and what no table needs any more goes."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from warta.run.collect import Collection
from warta.run.status import NoOutputError, last_run, model_of, own_of
from warta.run.store import FOLDER, Part, Store, readings_in
from warta.run.version import version

#: Records of one merged part: some tens of megabytes.
_RECORDS = 4096


@dataclass(frozen=True, slots=True)
class Compacted:
    """Number and bytes of the parts before and after; ``dropped`` records were of no use any more."""

    parts_before: int
    parts_after: int
    bytes_before: int
    bytes_after: int
    dropped: int


def compact(output: Path) -> Compacted:
    """Merge the parts of an output folder's store; the tables stay as they are.

    Dropped are records that a newer version has made again, records of texts that their
    file no longer holds, and parts in the form of another version once all their
    documents have been extracted again. A crash at any moment does no harm.
    Raises NoOutputError when the folder has no store, LockedError when a run is at work
    there, OSError when it cannot be written.
    """
    if not (output / FOLDER).is_dir():
        raise NoOutputError(2, "no output of warta in this folder", str(output))
    said = last_run(output)
    with Store.open(output, version(model_of(said), own_of(said))) as store:
        old = [part for kind in ("records", "sources", "files") for part in store.parts(kind)]
        before, size = len(old) + len(store.foreign), _bytes([*old, *store.foreign])
        records = sum(pq.read_metadata(part.path).num_rows for part in store.parts("records"))
        staging = store.folder / "staging"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            with Collection(store, staging) as collection:
                kept = collection.kept_records()
                rows = {kind: list(collection.kept_rows(kind)) for kind in ("sources", "files")}
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        there = {reading for path in kept for reading in readings_in(Path(path))}
        done = [p for p in store.foreign if p.kind == "records" and readings_in(p.path) <= there]
        merged = [*_records(store.parts("records"), kept), *((kind, "", rows[kind]) for kind in rows if rows[kind])]
        store.replace(merged, [*old, *done])
        now = [part for kind in ("records", "sources", "files") for part in store.parts(kind)]
        return Compacted(
            parts_before=before,
            parts_after=len(now) + len(store.foreign),
            bytes_before=size,
            bytes_after=_bytes([*now, *store.foreign]),
            dropped=records - sum(map(len, kept.values())),
        )


def _records(parts: Iterable[Part], kept: dict[str, list[int]]) -> Iterator[tuple[str, str, list[pa.RecordBatch]]]:
    """Yield merged parts of records, each of one version, with the rows that are kept."""
    by_version: dict[str, list[Part]] = {}
    for part in parts:
        if str(part.path.absolute()) in kept:
            by_version.setdefault(part.version, []).append(part)
    for made_by, members in sorted(by_version.items()):
        waiting: list[pa.RecordBatch] = []
        for part in members:
            waiting += _rows(part.path, kept[str(part.path.absolute())])
            if sum(batch.num_rows for batch in waiting) >= _RECORDS:
                yield "records", made_by, waiting
                waiting = []
        if waiting:
            yield "records", made_by, waiting


def _rows(path: Path, wanted: list[int]) -> list[pa.RecordBatch]:
    """Read some rows of a part, given by their numbers."""
    batches: list[pa.RecordBatch] = pq.read_table(path).take(np.array(wanted)).to_batches()
    return batches


def _bytes(parts: Iterable[Part]) -> int:
    return sum(part.path.stat().st_size for part in parts)
