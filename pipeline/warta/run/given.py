"""Tables from records that were made elsewhere, such as those a Spark job wrote to storage.

The records stay where they are. The output folder keeps, beside the tables, a list of where each text was
met (``.warta/given``), which takes the place that a run's own notes have in a store.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warta.config import Config, check_formats, load_config
from warta.facts.schema import RECORD
from warta.run.apart import is_interactive, publisher
from warta.run.batch import Progress, Report
from warta.run.folder import check_folder
from warta.run.intake import InputError
from warta.run.start import OUTPUT, PathLike
from warta.run.store import GIVEN, Part, Store
from warta.tables.duck import connect, for_reading, for_writing

if TYPE_CHECKING:
    from warta.tables.output import Format

#: What stands for the file in the notes on where texts were met.
_FILE = "records"
#: Where Spark keeps what is said about a column (``spark.records`` says there what made the records).
_SPARK_METADATA = b"org.apache.spark.sql.parquet.row.metadata"
#: The bytes at the end of a Parquet file that differ when its content does, nearly always: sizes, statistics.
_FOOTER = 1 << 16

_SOURCES = """
COPY (
    SELECT CAST(1 AS INTEGER) AS run, '{file}' AS file, source, nullif(doc_id, '') AS doc_id, reading,
           CAST(NULL AS VARCHAR) AS stage, CAST(NULL AS VARCHAR) AS error, CAST(NULL AS VARCHAR) AS message
    FROM read_parquet(getvariable('records'), hive_partitioning = false)
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""


def tables(
    records: PathLike | Iterable[PathLike],
    output: PathLike | None = None,
    *,
    formats: str | Iterable[str] | None = None,
    csv_safe: bool | None = None,
    corrections: PathLike | None = None,
    config: PathLike | Config | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Resolve records and write all tables to the folder ``output``.

    ``records``: Parquet files or folders of them (below, names that begin with ``_`` or ``.`` are left out), as
    ``warta.spark.extract`` makes them. All of them count: a text met again is one document, a changed text another.
    The other arguments are as for ``warta.run``. The report counts every record as met and none as new.

    Raises InputError when there are no records, a file holds none, or the output folder belongs to runs;
    ConfigError or CorrectionError for what the caller can mend; LockedError; OSError.
    """
    begun = time.monotonic()
    settings = config if isinstance(config, Config) else Config() if config is None else load_config(config)
    wanted = settings.formats if formats is None else check_formats(formats if isinstance(formats, str) else [*formats])
    chosen = Path(corrections) if corrections is not None else settings.corrections
    folder = Path(output) if output is not None else settings.output or OUTPUT
    paths = list(_files([records] if isinstance(records, str | os.PathLike) else records))
    made_by = _made(paths)
    check_folder(folder, cast("tuple[Format, ...]", wanted or ("csv",)))
    with _told(paths), Store.open(folder, "") as store:
        if any(store.parts(kind) for kind in ("records", "sources", "files")) or store.foreign:
            raise InputError(f"{folder} holds the documents of runs; choose another folder for these tables")
        store.adopt([*(Part(path, 0, "records", "") for path in paths), _sources(store.folder / GIVEN, paths)])
        met = sum(pq.read_metadata(path).num_rows for path in paths)
        if progress is not None:
            progress(Progress(met, 0, 1.0, "tables"))
        # A notebook would keep the memory for good; a script's ends with it, and would be begun again for the process.
        write = publisher(store, settings.workers if is_interactive() else 1)
        published = write(
            store,
            folder,
            formats=cast("tuple[Format, ...]", wanted or ("csv",)),
            corrections=chosen,
            off=settings.labels_off or (),
            csv_safe=settings.csv_safe if csv_safe is None else csv_safe,
            files=[_FILE],
            run={"met": met, "new": 0},
            model=None,
            begun=begun,
            own=settings.own,
            made_by=made_by,
        )
    return Report(
        output=folder,
        met=met,
        new=0,
        problems=published.problems,
        counts=published.counts,
        files=published.files,
        outdated=0,
        damaged=(),
        seconds=time.monotonic() - begun,
        written=published.written,
        unused=published.unused,
    )


@contextmanager
def _told(paths: Iterable[Path]) -> Iterator[None]:
    """Name the file that cannot be read when DuckDB comes to grief over the records."""
    try:
        yield
    except duckdb.Error as error:
        for path in paths:
            with connect(path.parent) as db:
                try:
                    for _ in db.sql("FROM read_parquet(?)", params=[for_reading(path)]).to_arrow_reader(2048):
                        pass
                except (duckdb.Error, pa.ArrowException) as found:
                    raise InputError(f"{path}: damaged: {' '.join(str(found).split())[:300]}") from error
        raise


def _files(given: Iterable[PathLike]) -> Iterator[Path]:
    """Yield the Parquet files that are named or lie in a folder that is, as absolute paths."""
    for item in given:
        path = Path(item).absolute()
        if path.is_dir():
            found = [
                file
                for file in sorted(path.rglob("*.parquet"))
                if not any(part.startswith(("_", ".")) for part in file.relative_to(path).parts) and file.is_file()
            ]
            if not found:
                raise InputError(f"no Parquet files in {item}")
            yield from found
        elif path.is_file():
            yield path
        else:
            raise InputError(f"no such file or folder: {item}")


def _made(paths: Iterable[Path]) -> dict[str, str]:
    """Check that all files hold records; return which model and pipeline made them, as far as they say."""
    said: dict[str, set[str]] = {"model": set(), "pipeline": set()}
    for path in paths:
        try:
            schema = pq.read_schema(path)
        except (pa.ArrowException, OSError) as error:
            raise InputError(f"{path}: no readable Parquet file: {error}") from None
        missing = [name for name in RECORD.names if name not in schema.names]
        if missing:
            raise InputError(f"{path}: holds no records of this version of warta: there is no column {missing[0]!r}")
        try:
            schema.empty_table().select(RECORD.names).cast(RECORD)
        except (pa.ArrowException, ValueError, TypeError) as error:
            raise InputError(f"{path}: holds no records of this version of warta: {error}") from None
        for key, value in _metadata(schema).items():
            if key in said:
                said[key].add(str(value))
    return {key: ", ".join(sorted(values)) or "unknown" for key, values in said.items()}


def _metadata(schema: pa.Schema) -> Mapping[str, Any]:
    """Return what Spark noted with the column ``reading``."""
    try:
        fields = json.loads((schema.metadata or {})[_SPARK_METADATA])["fields"]
        (found,) = [field["metadata"].get("warta", {}) for field in fields if field["name"] == "reading"]
        return found if isinstance(found, dict) else {}
    except (KeyError, ValueError, TypeError, AttributeError):
        return {}


def _sources(folder: Path, paths: list[Path]) -> Part:
    """Return the note on where the texts of all records were met; it is made anew for other files."""
    path = folder / f"{_digest(paths)}.parquet"
    if not path.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        temporary = path.with_suffix(".tmp")
        with connect(folder, memory="1GB") as db:
            db.execute("SET VARIABLE records = ?", [[for_reading(item) for item in paths]])
            db.execute(_SOURCES.format(file=_FILE, path=for_writing(temporary).replace("'", "''")))
        temporary.replace(path)
    return Part(path, 0, "sources", "")


def _digest(paths: Iterable[Path]) -> str:
    """Tell sets of files apart by names, sizes and the ends of the files."""
    digest = hashlib.blake2b(digest_size=16)
    for path in paths:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _FOOTER))
            end = hashlib.blake2b(file.read(), digest_size=16).hexdigest()
        digest.update(f"{path}\0{size}\0{end}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
