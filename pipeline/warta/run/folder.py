"""The output folder: whether tables can be written there without harm to files that are not warta's.

What a run wrote is noted in the store (``tables.json``). A file under the name of a table that is not noted is
warta's only if it looks so: tables that came without their store, or whose store was deleted, are written anew.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warta.run.intake import InputError
from warta.run.store import FOLDER, MANIFEST
from warta.tables.duck import for_reading, for_writing
from warta.tables.output import WHOLE, Format, file_names
from warta.tables.schema import BY_NAME
from warta.tables.write import replacing

DESCRIPTION = "datapackage.json"
RUN = "run.json"


def made_files(formats: Iterable[Format]) -> list[str]:
    """Return the names of the files of a run, ``run.json`` last."""
    formats = tuple(formats)
    described = any(f in {"csv", "parquet"} for f in formats)
    return [*file_names(formats), *([DESCRIPTION] if described else []), RUN]


def check_folder(output: Path, formats: Iterable[Format]) -> None:
    """Raise InputError when a file that warta did not write is in the way, OSError for a path that cannot be used."""
    formats = tuple(formats)
    for_reading(output)
    if os.path.lexists(output) and not output.is_dir():
        raise InputError(f"{output} is no folder; name one with --output")
    if "duckdb" in formats:
        for_writing(output / WHOLE["duckdb"])
    noted = read_manifest(output / FOLDER / MANIFEST)["files"]
    for name in made_files(formats):
        path = output / name
        if path.is_dir():
            raise InputError(f"{path} is a folder, where a run writes a file; move it away or choose another --output")
        if os.path.lexists(path) and name not in noted and not looks_written(path):
            raise InputError(f"{path} is in the way: warta did not write it; move it away or choose another --output")


def looks_written(path: Path) -> bool:
    """Tell whether a file under a name that warta uses looks as if warta had written it."""
    if not path.is_file():  # a broken link, a pipe
        return False
    try:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8") as file:
                return file.readline(1 << 16).rstrip("\n") == ",".join(_columns(path))
        if path.suffix == ".parquet":
            return list(pq.read_schema(path.absolute()).names) == _columns(path)
        if path.name in {RUN, DESCRIPTION}:
            said = json.loads(path.read_bytes())
            return isinstance(said, dict) and ("warta" in said or said.get("name") == "warta")
        if path.name == WHOLE["xlsx"]:
            with zipfile.ZipFile(path) as book, book.open("docProps/core.xml") as core:
                return b"<dc:title>warta</dc:title>" in core.read(1 << 16)
        if path.name == WHOLE["duckdb"]:
            with duckdb.connect(for_writing(path), read_only=True) as database:
                return {name for (name,) in database.execute("SHOW TABLES").fetchall()} >= set(BY_NAME)
    except (OSError, ValueError, RecursionError, KeyError, zipfile.BadZipFile, pa.ArrowException, duckdb.Error):
        pass
    return False


def _columns(path: Path) -> list[str]:
    return [column.name for column in BY_NAME[path.stem].columns]


def read_manifest(path: Path) -> dict[str, Any]:
    """Return what the last run noted about its tables; without ``state`` when there is no such note."""
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
        return {
            "state": str(noted["state"]),
            "counts": dict(noted["counts"]),
            "unused": tuple(noted["unused"]),
            "files": dict(noted["files"]),
        }
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {"files": {}}


def write_manifest(
    path: Path, state: str, counts: Mapping[str, int], unused: Iterable[str], files: Mapping[str, str]
) -> None:
    """Note the state that the tables were made from, their rows, and the digests of the files."""
    noted = {"state": state, "counts": dict(counts), "unused": list(unused), "files": dict(files)}
    with replacing(path) as file:
        file.write((json.dumps(noted, ensure_ascii=False, indent=2) + "\n").encode())


def disown(path: Path, names: Iterable[str] = ()) -> None:
    """Note that the tables are of no known state, and that the files noted so far and ``names`` are warta's.

    What a crash leaves then is made anew and taken for nobody else's.
    """
    files = {**dict.fromkeys(names, ""), **read_manifest(path)["files"]}
    if files:
        with suppress(FileNotFoundError):  # no store yet
            write_manifest(path, "", {}, (), files)
