"""DuckDB as warta uses it: without network, and with paths that mean one file whatever their names hold."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import duckdb

#: What makes a path a pattern for DuckDB; in brackets each stands for itself.
_MAGIC = re.compile(r"([*?\[])")


def connect(temporary: Path, *, memory: str | None = None) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that spills into the folder ``temporary`` and never loads an extension.

    ``memory``: how much it takes before it spills (``1GB``).
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(temporary.absolute()),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if memory is not None:
        config["memory_limit"] = memory
    return duckdb.connect(":memory:", config=config)


def for_reading(path: Path) -> str:
    """Return the path of a Parquet file as ``read_parquet`` takes it for this file and no other.

    Absolute, so that ``s3:`` or ``~`` are names of folders, and no pattern: ``laporan[1]`` is not ``laporan1``.
    Raises OSError for a path that DuckDB cannot be given.
    """
    return _MAGIC.sub(r"[\1]", _plain(path))


def for_writing(path: Path) -> str:
    """Return the path of a database or Parquet file as DuckDB writes it.

    Raises OSError for a path that DuckDB cannot be given.
    """
    text = _plain(path)
    if "?" in text:
        raise OSError(errno.EINVAL, "DuckDB writes no database where the path holds a question mark", str(path))
    return text


def _plain(path: Path) -> str:
    text = str(path.absolute())
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise OSError(errno.EINVAL, "the path is no UTF-8; choose another folder", str(path)) from None
    if "\0" in text:
        raise OSError(errno.EINVAL, "the path holds a NUL character", repr(text))
    if os.sep == "/" and "\\" in text:
        raise OSError(errno.EINVAL, "DuckDB takes a backslash in the path for a separator; choose another folder", text)
    return text
