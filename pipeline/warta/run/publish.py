"""Write the tables of a store's present state into the output folder, all at once."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import warta
from warta.resolve.corrections import Corrections
from warta.resolve.corrections import load as load_corrections
from warta.run.collect import Collection
from warta.run.store import Store, sync_folder
from warta.run.version import model_version
from warta.tables.package import descriptor_text
from warta.tables.schema import TABLES
from warta.tables.write import Format, replacing, write_table

_MANIFEST = "tables.json"


@dataclass(frozen=True, slots=True)
class Published:
    """``written`` is False when the tables already were what they had to be."""

    counts: dict[str, int]
    files: tuple[str, ...]
    problems: int
    outdated: int
    written: bool


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
) -> Published:
    """Write all tables, ``datapackage.json`` and ``run.json``.

    The files are made in a folder beside and then moved together, ``run.json``
    last. Files of a format that is no longer asked for are removed. ``run`` and
    ``begun`` (``time.monotonic``) go into ``run.json``, never into a table.
    """
    known = Corrections() if corrections is None else load_corrections(corrections)
    staging = store.folder / "staging"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        with Collection(store, staging, corrections=known, off=off) as collection:
            counts = {t.name: write_table(t, collection.batches(t.name), staging, formats) for t in TABLES}
            problems, outdated = collection.problems_in(files), collection.outdated()
        made = [f"{t.name}.{f}" for t in TABLES for f in formats]
        _write(staging / "datapackage.json", descriptor_text("csv" if "csv" in formats else "parquet"))
        made.append("datapackage.json")
        report = {
            "warta": warta.__version__,
            "model": model_version(model),
            "pipeline": store.version,
            "configuration": configuration(corrections, off),
            "formats": list(formats),
            "documents": {"met": run["met"], "new": run["new"], "outdated": outdated},
            "problems": problems,
            "rows": counts,
            "seconds": round(time.monotonic() - begun, 3),
        }
        _write(staging / "run.json", json.dumps(report, ensure_ascii=False, indent=2) + "\n")
        made.append("run.json")
        _move(staging, output, made, store.folder / _MANIFEST)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Published(counts, tuple(made), problems, outdated, True)


def configuration(corrections: Path | None, off: Iterable[str]) -> str:
    """Return a digest of the settings that shape the tables."""
    data = b"" if corrections is None else corrections.read_bytes()
    what: list[Any] = [sorted(off), hashlib.sha256(data).hexdigest()]
    return hashlib.blake2b(json.dumps(what).encode(), digest_size=8).hexdigest()


def _write(path: Path, text: str) -> None:
    with replacing(path) as file:
        file.write(text.encode("utf-8"))


def _move(staging: Path, output: Path, files: list[str], manifest: Path) -> None:
    """Put the new files in the place of the old ones and take away what is no longer made."""
    try:
        before = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = []
    for name in files:
        (staging / name).replace(output / name)
    # Only names that a run of warta can have made are ever removed.
    made = {f"{t.name}.{suffix}" for t in TABLES for suffix in ("csv", "parquet")}
    for name in before if isinstance(before, list) else []:
        if name in made and name not in files:
            (output / name).unlink(missing_ok=True)
    sync_folder(output)
    _write(manifest, json.dumps(files) + "\n")
