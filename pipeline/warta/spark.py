"""Extraction with Spark: a DataFrame of texts in, a DataFrame of records out.

    records = warta.spark.extract(spark.read.json("s3a://berita/2026-11-22/"))
    records.write.option("compression", "zstd").parquet("s3a://hasil/2026-11-22/")

``warta.spark.tables`` (or ``warta tables``) makes the tables of such records. The command
``warta run --engine spark`` does everything at once, for input that fits beside the output folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from warta.config import Config, check_columns, check_day, check_model, load_config
from warta.read import ReadError
from warta.read.rows import chosen_columns
from warta.run.given import tables
from warta.run.spark import SparkError, ddl, start
from warta.run.spark_worker import SPARK_RECORD, Rows
from warta.run.version import model_version, version
from warta.run.worker import Setup

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["SparkError", "extract", "session", "tables", "version"]


def session(master: str | None = None, conf: Mapping[str, str] | None = None) -> SparkSession:
    """Return the Spark session that is there, else a new one.

    ``master``: ``local[4]``, ``yarn``, ``spark://host:7077``, ``k8s://...``; None: as spark-submit or Spark's
    configuration say, else this machine with all its cores. ``conf``: settings of Spark, such as
    ``{"spark.executor.memory": "2g"}``. Raises SparkError when Spark or Java is missing.
    """
    return start(master, conf)[0]


def extract(
    df: DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    name: str | None = None,
    format: str = "row",
    published_at: str | None = None,
    model: str | None = None,
    config: str | os.PathLike[str] | Config | None = None,
) -> DataFrame:
    """Return the records of the texts in a DataFrame, one a row; nothing is computed before they are asked for.

    ``df`` has a column ``text`` and, where there are such, ``title``, ``date``, ``url``, ``source`` (the
    outlet) and ``author``, like row files; ``columns`` maps these names to others. ``name``: the column that says
    where a text comes from (``documents.source`` in the tables); without it that is the address, and where a row
    has none its ``doc_id``. ``format`` stands in ``documents.format``. ``published_at``, ``model``, ``config`` as for
    ``warta.run``; of a configuration its columns, limits, model and own knowledge count.

    A row that cannot be read or extracted gives a failed record that says why. The columns are those of the
    store's records (``warta.facts.schema.RECORD``), with signatures as 64-bit numbers.

    Raises ValueError when there is no column for the text or a column that is named is not there,
    ConfigError for a bad configuration, OSError for a model that is not installed here.
    """
    settings = config if isinstance(config, Config) else Config() if config is None else load_config(config)
    try:
        chosen = chosen_columns(df.columns, {**settings.columns, **check_columns(columns or {})})
    except ReadError as error:
        raise ValueError(str(error)) from None
    if name is not None and name not in df.columns:
        raise ValueError(f"no column {name!r}; columns: {', '.join(df.columns)}")
    setup = Setup(model=settings.model if model is None else check_model(model), own=settings.own)
    rows = Rows(
        setup,
        columns=chosen,
        name=name,
        format=format,
        published_at=settings.published_at if published_at is None else check_day(published_at),
        characters=settings.characters,
        seconds=settings.seconds,
    )
    made_by = {"model": model_version(setup.model), "pipeline": version(setup.model, setup.own.finding)}
    wanted = sorted({*chosen.values(), *([] if name is None else [name])})
    records = df.select([df[f"`{column}`"] for column in wanted]).mapInArrow(rows, ddl(SPARK_RECORD))
    # The note goes into the Parquet files that Spark writes, where ``tables`` finds it.
    return records.withMetadata("reading", {"warta": made_by})
