"""``warta.toml``: the settings of a run, checked, with errors that name file and key.

All keys are optional::

    published_at = "2020-12-12"       # for documents that don't say when they appeared
    output = "outputs"
    format = ["csv", "parquet"]       # also "xlsx", "duckdb"
    csv_safe = false                  # defuse cells in CSV that begin like formulas
    workers = 2
    corrections = "corrections.csv"   # paths are relative to this file
    labels_off = ["COUNT"]            # left out of the tables
    model = "id_warta_md"             # of names: an installed package, or "rules" for none
    engine = "spark"                  # who reads and extracts; "local" by default
    master = "local[2]"               # where Spark runs

    [columns]                         # of jsonl, csv and parquet input
    text = "isi"
    date = "tanggal"

    [limits]                          # of one document
    characters = 1000000
    seconds = 300

    [spark]                           # settings of Spark, by their names there
    "spark.executor.memory" = "2g"

    [gazetteers]                      # own names: CSV files, or lists of them (docs/own-knowledge.md)
    organisations = "lembaga.csv"     # also people, facilities, places

    [patterns.ORG]                    # own patterns, by label
    kelompok_tani = 'Kelompok Tani {Nama}'

    [facility_kinds]                  # words that open the names of facilities -> kind
    "Lumbung Pangan" = "granary"

What is said on the command line (or in the call) wins over the file, the file
over the defaults.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from warta.own import EMPTY, Own, OwnError
from warta.own.read import read_own

FILE = "warta.toml"
ENGINES = ("local", "spark")
FORMATS = ("csv", "parquet", "xlsx", "duckdb")
LABELS = ("ORG", "PER", "FAC", "LOC", "DATE", "DURATION", "TIME", "SET", "MONEY", "PERCENT", "COUNT", "MEASURE")
COLUMNS = ("text", "title", "date", "url", "source", "author")
CHARACTERS = 1_000_000
SECONDS = 300.0
#: Whatever number a setting is, more makes no sense (nor does infinity).
_MOST = 10**9
_EDTF = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")


class ConfigError(ValueError):
    """A setting that cannot be used; the message names it and says what would do."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run. None: not set, the default holds.

    ``workers`` None is one per physical core. ``published_at`` is EDTF.
    ``characters`` and ``seconds`` limit one document. ``spark`` holds settings of Spark.
    ``own``: own names, patterns and kinds, read.
    """

    published_at: str | None = None
    output: Path | None = None
    formats: tuple[str, ...] | None = None
    csv_safe: bool = False
    workers: int | None = None
    corrections: Path | None = None
    labels_off: tuple[str, ...] | None = None
    model: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    characters: int = CHARACTERS
    seconds: float = SECONDS
    engine: str = "local"
    master: str | None = None
    spark: Mapping[str, str] = field(default_factory=dict)
    own: Own = EMPTY


def load_config(path: str | os.PathLike[str]) -> Config:
    """Read a configuration file.

    Raises ConfigError when the file is missing, no TOML, or says something unknown or unusable.
    """
    where = Path(path)
    try:
        data = tomllib.loads(where.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{where}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:  # also whole numbers of thousands of digits, lists thousands deep
        raise ConfigError(f"{where}: no valid TOML: {error}") from error
    try:
        return parse_config(data, where.parent)
    except ConfigError as error:
        raise ConfigError(f"{where}: {error}") from None


def parse_config(data: Mapping[str, Any], base: Path = Path()) -> Config:
    """Check settings as read from TOML; ``base`` is the folder that paths are relative to."""
    _known("setting", data, _SETTINGS, _SECTIONS)
    columns = _section(data, "columns")
    limits = _section(data, "limits")
    _known("limit", limits, ("characters", "seconds"))
    gazetteers, patterns, kinds = (_section(data, name) for name in _OWN)
    try:
        own = read_own(gazetteers, patterns, kinds, base)
    except OwnError as error:
        raise ConfigError(str(error)) from error
    return Config(
        published_at=_get(data, "published_at", check_day),
        output=_get(data, "output", lambda value: base / _string("output", value)),
        formats=_get(data, "format", check_formats),
        csv_safe=_switch("csv_safe", data.get("csv_safe", False)),
        workers=_get(data, "workers", check_workers),
        corrections=_get(data, "corrections", lambda value: base / _string("corrections", value)),
        labels_off=_get(data, "labels_off", check_labels),
        model=_get(data, "model", check_model),
        columns=check_columns(columns),
        characters=int(_positive("limits.characters", limits.get("characters", CHARACTERS))),
        seconds=float(_positive("limits.seconds", limits.get("seconds", SECONDS), whole=False)),
        engine=check_engine(data.get("engine", "local")),
        master=_get(data, "master", lambda value: _string("master", value)),
        spark=check_spark(_section(data, "spark")),
        own=own,
    )


def check_day(value: object) -> str:
    """Return ``value`` when it is EDTF of a day, month or year."""
    text = value if isinstance(value, str) else getattr(value, "isoformat", lambda: "")()
    if _EDTF.fullmatch(text) is None or not _in_calendar(text):
        raise ConfigError(f"published_at: {text or value!r} is no day (2020-12-31), month (2020-12) or year (2020)")
    return text


def _in_calendar(text: str) -> bool:
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def check_formats(value: object) -> tuple[str, ...]:
    """Return formats, given as a list or with commas, in the order of ``FORMATS``."""
    names = _names("format", value)
    _known("format", names, FORMATS)
    if not names:
        raise ConfigError(f"format: none given; formats are {', '.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in names)


def check_labels(value: object) -> tuple[str, ...]:
    """Return labels in upper case, sorted."""
    names = [name.upper() for name in _names("labels_off", value)]
    _known("label", names, LABELS)
    return tuple(sorted(set(names)))


def check_model(value: object) -> str:
    """Return the name of a model: a package, ``rules``, ``stanza`` or ``stanza:FOLDER``.

    Whether it is there shows when it is loaded.
    """
    name = _string("model", value)
    kind, _, folder = name.partition(":")
    if not (name.isidentifier() or (kind == "stanza" and folder)):
        raise ConfigError(f"model: {name!r} is no name of a package")
    return name


def check_engine(value: object) -> str:
    """Return ``local`` or ``spark``."""
    name = _string("engine", value)
    _known("engine", [name], ENGINES)
    return name


def check_spark(settings: Mapping[str, object]) -> dict[str, str]:
    """Return settings of Spark, whose names begin with ``spark.``; numbers and switches become text."""
    for key, value in settings.items():
        if not key.startswith("spark."):
            raise ConfigError(f"spark: {key!r} is no setting of Spark: their names begin with spark.")
        if not isinstance(value, str | int | float):
            raise ConfigError(f"spark.{key}: {value!r} is no text or number; write the name in quotes")
    return {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in settings.items()}


def check_workers(value: object) -> int:
    """Return a number of worker processes, at least 1."""
    return int(_positive("workers", value))


def check_columns(columns: Mapping[str, object]) -> dict[str, str]:
    """Return the mapping of the reader's columns to those of the input."""
    _known("column", columns, COLUMNS)
    return {name: _string(f"columns.{name}", value) for name, value in columns.items()}


_SETTINGS: tuple[str, ...] = ("published_at", "output", "format", "csv_safe", "workers", "corrections", "labels_off")
_SETTINGS += ("model", "engine", "master")
_OWN = ("gazetteers", "patterns", "facility_kinds")
_SECTIONS = ("columns", "limits", "spark", *_OWN)


def _get(data: Mapping[str, Any], key: str, check: Callable[[Any], Any]) -> Any:
    return check(data[key]) if key in data else None


def _section(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = data.get(name, {})
    if not isinstance(section, dict):
        raise ConfigError(f"{name}: write it as a section, [{name}]")
    return section


def _known(what: str, given: Mapping[str, object] | list[str], *known: tuple[str, ...]) -> None:
    names = [name for group in known for name in group]
    for name in given:
        if name not in names:
            near = get_close_matches(name.casefold(), names, 1) or get_close_matches(name.upper(), names, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there is {', '.join(names)}"
            raise ConfigError(f"unknown {what} {name!r}; {hint}")


def _names(key: str, value: object) -> list[str]:
    if isinstance(value, str):
        return [name.strip() for name in value.split(",") if name.strip()]
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return [str(item) for item in value]
    raise ConfigError(f"{key}: {value!r} is no list of names")


def _string(key: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ConfigError(f"{key}: {value!r} is no text")
    if "\0" in value:
        raise ConfigError(f"{key}: {value!r} holds a NUL character")
    return value


def _switch(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"{key}: {value!r} is neither true nor false")
    return value


def _positive(key: str, value: object, *, whole: bool = True) -> int | float:
    kinds = (int,) if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not value > 0:
        raise ConfigError(f"{key}: {value!r} is no {'whole ' if whole else ''}number above 0")
    if value > _MOST:
        raise ConfigError(f"{key}: the most is {_MOST}")
    return value
