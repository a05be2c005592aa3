"""Write the tables of a store's present state into the output folder, all at once."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import warta
from warta.own import EMPTY, Own
from warta.resolve.corrections import Corrections
from warta.resolve.corrections import load as load_corrections
from warta.run.collect import Collection
from warta.run.folder import (
    DESCRIPTION,
    RUN,
    check_folder,
    disown,
    looks_written,
    made_files,
    read_manifest,
    write_manifest,
)
from warta.run.store import MANIFEST, SCHEMAS, Store, sync_folder
from warta.run.version import code, model_version
from warta.tables.output import FORMATS, Format, file_names, write_tables
from warta.tables.package import descriptor_text
from warta.tables.write import replacing

#: Folder of the store in which tables are made before they are moved to the output.
STAGING = "staging"


@dataclass(frozen=True, slots=True)
class Published:
    """``written`` is False when the tables already were what they had to be; ``unused`` as in ``Entities``."""

    counts: dict[str, int]
    files: tuple[str, ...]
    problems: int
    outdated: int
    written: bool
    unused: tuple[str, ...]


def publish(
    store: Store,
    output: Path,
    *,
    formats: Sequence[Format],
    corrections: Path | None,
    off: Iterable[str],
    files: Iterable[str],
    run: dict[str, int],
    model: str | None,
    begun: float,
    csv_safe: bool = False,
    own: Own = EMPTY,
    made_by: Mapping[str, str] | None = None,
) -> Published:
    """Write all tables, ``datapackage.json`` and ``run.json``.

    The files are made in a folder beside and then moved together, ``run.json``
    last. Files of a format that is no longer asked for are removed. When nothing
    has changed since they were written, the tables stay as they are. ``files``: what
    this run has read, for the count of its problems. ``run`` and ``begun``
    (``time.monotonic``) go into ``run.json``, never into a table. ``made_by``: model and pipeline of
    records that were made elsewhere.
    """
    off = tuple(sorted(off))
    known = Corrections() if corrections is None else load_corrections(corrections)
    settings = configuration(corrections, off, csv_safe, own)
    state = _state(store, settings, formats)
    manifest = store.folder / MANIFEST
    before = read_manifest(manifest)
    staging = store.folder / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        with Collection(store, staging, off=off) as collection:
            problems, outdated = collection.problems_in(files), collection.outdated()
            written = before.get("state") != state or not _intact(output, before["files"])
            if written:
                collection.prepare(known, own)
                counts = write_tables(collection.batches, staging, formats, csv_safe=csv_safe)
                unused = collection.unused
            else:
                counts, unused = before["counts"], before["unused"]
        described = next((f for f in ("csv", "parquet") if f in formats), None)
        *made, _ = made_files(formats)
        report = {
            "warta": warta.__version__,
            **(made_by or {"model": model_version(model), "pipeline": store.version}),
            "configuration": settings,
            "own": own.finding,
            "formats": list(formats),
            "documents": {"met": run["met"], "new": run["new"], "outdated": outdated},
            "problems": problems,
            "rows": counts,
            "seconds": round(time.monotonic() - begun, 3),
        }
        _write(staging / RUN, _json(report))
        if written:
            if described is not None:
                _write(staging / DESCRIPTION, descriptor_text(described))
            digests = {name: _digest(staging / name) for name in made}
            check_folder(output, formats)  # again, after hours perhaps
            disown(manifest, made)
            _move(staging, output, [*made, RUN], before["files"])
            write_manifest(manifest, state, counts, unused, digests)
        else:
            (staging / RUN).replace(output / RUN)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Published(counts, (*made, RUN), problems, outdated, written, unused)


def _state(store: Store, settings: str, formats: Sequence[Format]) -> str:
    """Return a digest of everything the tables depend on."""
    parts = sorted(part.path.name for kind in SCHEMAS for part in store.parts(kind))
    what = [store.version, code("tables", "run"), settings, list(formats), parts]
    return hashlib.blake2b(json.dumps(what).encode(), digest_size=16).hexdigest()


def _intact(output: Path, files: dict[str, str]) -> bool:
    """Tell whether the tables are there as they were written."""
    try:
        return all(_digest(output / name) == digest for name, digest in files.items())
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def configuration(corrections: Path | None, off: Iterable[str], csv_safe: bool = False, own: Own = EMPTY) -> str:
    """Return a digest of the settings that shape the tables."""
    data = b"" if corrections is None else corrections.read_bytes()
    what: list[Any] = [sorted(off), hashlib.sha256(data).hexdigest(), csv_safe, *([own.digest] if own else [])]
    return hashlib.blake2b(json.dumps(what).encode(), digest_size=8).hexdigest()


def _ours(path: Path, digest: str) -> bool:
    """Tell whether a file is as it was made; what a crash left must look so, since its digest is not known."""
    return _digest(path) == digest if digest else looks_written(path)


def _write(path: Path, text: str) -> None:
    with replacing(path) as file:
        file.write(text.encode("utf-8"))


def _move(staging: Path, output: Path, files: Sequence[str], before: Mapping[str, str]) -> None:
    """Put the new files in the place of the old ones and take away what is no longer made.

    ``before``: the files made so far with their digests; one that is not as it was made stays.
    """
    for name in files:
        (staging / name).replace(output / name)
    # Only names that a run of warta can have made are ever removed.
    made = {*file_names(FORMATS), DESCRIPTION}
    for name, digest in before.items():
        path = output / name
        if name in made and name not in files and path.is_file() and _ours(path, digest):
            path.unlink()
    sync_folder(output)
