"""What an output folder holds, without touching it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from warta.run.lock import at_work
from warta.run.store import FOLDER, GIVEN, is_foreign, parse
from warta.run.version import model_version, version
from warta.tables.output import FORMATS, file_names


class NoOutputError(FileNotFoundError):
    """The folder is no output folder of warta."""


def status(folder: Path) -> dict[str, Any]:
    """Return what is in an output folder.

    ``records``: version of the pipeline -> number of records made by it, ``current`` the installed
    version with the model and own knowledge of the last run; ``parts``, ``bytes``: size of the store;
    ``damaged``: parts set aside;
    ``other_version``: parts in the form of another version, which this one does not use;
    ``elsewhere``: records made elsewhere that the tables were written from (``warta tables``), None when they come
    from the store; ``files``: names of the table files; ``store``: False when only tables are here;
    ``at_work``: owner of a run that is at work now, or None; ``last_run``: its ``run.json``, or None.
    Raises NoOutputError when there has never been a run.
    """
    store = folder.absolute() / FOLDER
    files = [name for name in file_names(FORMATS) if (folder / name).is_file()]
    tables = [name for name in files if name.startswith(("documents.", "warta."))]
    if not store.is_dir() and last_run(folder) is None and not tables:
        raise NoOutputError(2, "no output of warta in this folder", str(folder))
    records: dict[str, int] = {}
    parts = bytes_ = 0
    unreadable, foreign = [], []
    for path in sorted((store / "parts").glob("*.parquet")):
        part = parse(path)
        try:
            rows = pq.read_metadata(path).num_rows
        except (OSError, ValueError):  # pyarrow's errors are ValueErrors
            unreadable.append(path.name)
            continue
        parts, bytes_ = parts + 1, bytes_ + path.stat().st_size
        if part is not None and is_foreign(part):
            foreign.append(path.name)
        if part is not None and part.kind == "records":
            records[part.version] = records.get(part.version, 0) + rows
    damaged = sorted(path.name for path in (store / "damaged").glob("*"))
    said = last_run(folder)
    return {
        "current": version(model_of(said), own_of(said)),
        "records": dict(sorted(records.items())),
        "parts": parts,
        "bytes": bytes_,
        "other_version": foreign,
        "damaged": sorted([*damaged, *unreadable]),
        "elsewhere": _elsewhere(store / GIVEN),
        "files": files,
        "store": store.is_dir(),
        "at_work": at_work(store / "lock"),
        "last_run": said,
    }


def _elsewhere(notes: Path) -> int | None:
    """Return how many records made elsewhere are noted, a row each; None when nothing is."""
    try:
        rows = [pq.read_metadata(path).num_rows for path in notes.glob("*.parquet")]
    except (OSError, ValueError):  # another run is at work, or the note is damaged and made anew by the next
        return None
    return sum(rows) if rows else None


def last_run(folder: Path) -> dict[str, Any] | None:
    """Return the ``run.json`` of an output folder, None when there is none yet, or one of another program."""
    try:
        said = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and isinstance(said.get("rows"), dict) else None


def model_of(said: dict[str, Any] | None) -> str | None:
    """Return the model of the last run by name; None when it is not known or no longer installed."""
    # Name, version, digest; the name may be a folder with spaces.
    model = str((said or {}).get("model", ""))
    name = model.rpartition(" (")[0].rpartition(" ")[0] or model
    try:
        model_version(name)
    except OSError:
        return None
    return name


def own_of(said: dict[str, Any] | None) -> str:
    """Return the digest of the own knowledge of the last run; empty when there was none."""
    return str((said or {}).get("own", ""))
