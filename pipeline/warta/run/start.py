"""The run as a function for people: plain arguments, a configuration file, defaults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from warta.config import (
    Config,
    check_columns,
    check_day,
    check_engine,
    check_formats,
    check_labels,
    check_model,
    check_spark,
    check_workers,
    load_config,
)

if TYPE_CHECKING:
    from warta.run.batch import Progress, Report, SparkOptions
    from warta.tables.output import Format

OUTPUT = Path("outputs")
CORRECTIONS = "corrections.csv"

PathLike = str | os.PathLike[str]


def run(
    inputs: PathLike | Iterable[PathLike],
    output: PathLike | None = None,
    *,
    formats: str | Iterable[str] | None = None,
    workers: int | None = None,
    published_at: str | None = None,
    columns: Mapping[str, str] | None = None,
    csv_safe: bool | None = None,
    labels_off: Iterable[str] | None = None,
    model: str | None = None,
    corrections: PathLike | None = None,
    config: PathLike | Config | None = None,
    fresh: bool = False,
    retry: bool = False,
    engine: str | None = None,
    master: str | None = None,
    spark: Mapping[str, str] | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Read the inputs, extract what is new and write all tables to the folder ``output``.

    ``inputs``: a file, folder, glob or ``-``, or several. ``output``: default ``outputs``.
    ``formats``: ``csv`` (default), ``parquet``, ``xlsx``, ``duckdb``. ``csv_safe``: text in
    CSV that a spreadsheet would take for a formula gets an apostrophe in front. ``workers``: processes, default one per
    physical core; 1 works in this process. ``published_at``: EDTF date for
    documents that don't say when they appeared. ``columns``: the reader's column
    (``text``, ``title``, ``date``, ``url``, ``source``, ``author``) -> the input's. ``labels_off``:
    labels left out of the tables. ``model``: a names model (an installed package, ``stanza``,
    ``stanza:FOLDER``), ``rules`` for none, default the one that ships with warta.
    ``corrections``: a corrections file; without it
    ``corrections.csv`` in an input folder counts. ``config``: a ``warta.toml`` or ``Config`` for
    what is not given here. ``fresh`` starts over, ``retry`` tries again what failed. ``engine``: ``local``
    (default) or ``spark``; then ``master`` says where, as in ``warta.spark.session``, and ``spark`` holds
    settings of Spark. A Spark session that is there is used.

    Raises ConfigError, InputError or CorrectionError for what the caller can mend, and
    LockedError, WorkerError, SparkError, OSError (also for a model that is not installed), Interrupted
    as ``run_batch``.
    """
    from warta.run.batch import Options, run_batch
    from warta.run.intake import Intake
    from warta.run.worker import Setup

    settings = config if isinstance(config, Config) else Config() if config is None else load_config(config)
    given = (inputs,) if isinstance(inputs, str | os.PathLike) else tuple(inputs)
    named = tuple(os.fspath(item) for item in given)
    chosen = corrections_for(named, corrections if corrections is not None else settings.corrections)
    intake = Intake(
        inputs=named,
        columns={**settings.columns, **check_columns(columns or {})},
        published_at=settings.published_at if published_at is None else check_day(published_at),
        characters=settings.characters,
        leave_out=frozenset(str(path.absolute()) for path in (*settings.own.files, *filter(None, [chosen]))),
    )
    wanted = settings.formats if formats is None else check_formats(formats if isinstance(formats, str) else [*formats])
    off = settings.labels_off if labels_off is None else check_labels([*labels_off])
    options = Options(
        output=Path(output) if output is not None else settings.output or OUTPUT,
        intake=intake,
        formats=cast("tuple[Format, ...]", wanted or ("csv",)),
        workers=settings.workers if workers is None else check_workers(workers),
        fresh=fresh,
        retry=retry,
        spark=_spark(settings, engine, master, spark, workers),
        corrections=chosen,
        off=off or (),
        csv_safe=settings.csv_safe if csv_safe is None else csv_safe,
        seconds=settings.seconds,
        setup=Setup(model=settings.model if model is None else check_model(model), own=settings.own),
    )
    return run_batch(options, progress)


def _spark(
    settings: Config, engine: str | None, master: str | None, conf: Mapping[str, str] | None, workers: int | None
) -> SparkOptions | None:
    """Return where Spark is to run; None for the local engine. Raises InputError for what doesn't go together."""
    from warta.run.batch import SparkOptions
    from warta.run.intake import InputError

    if (settings.engine if engine is None else check_engine(engine)) == "local":
        if master is not None or conf:
            raise InputError("master and settings of Spark are for the engine spark (--engine spark)")
        return None
    if workers is not None:
        raise InputError("workers are for the local engine; with Spark the master says how many, as in local[4]")
    given = {**settings.spark, **check_spark(conf or {})}
    return SparkOptions(settings.master if master is None else master, given)


def corrections_for(inputs: Iterable[str], given: PathLike | None) -> Path | None:
    """Return the corrections file: the one given, else the one that lies in an input folder.

    Raises InputError when several input folders have one.
    """
    if given is not None:
        return Path(given)
    found = sorted({Path(item) / CORRECTIONS for item in inputs if (Path(item) / CORRECTIONS).is_file()})
    if len(found) > 1:
        from warta.run.intake import InputError

        raise InputError(f"several corrections files ({', '.join(map(str, found))}); choose one with --corrections")
    return found[0] if found else None
