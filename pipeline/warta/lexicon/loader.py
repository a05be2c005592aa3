"""Read the CSV registers and word lists that ship in ``warta/lexicon/data``.

A register is a CSV file with a header. Lines before the header that start with
``#`` name the source and the meaning of the columns; they are skipped.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


class LexiconError(ValueError):
    """A data file is missing or malformed."""


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``data/<name>.csv`` as dictionaries, in file order.

    Cells are stripped; an empty cell is the empty string.
    Raises LexiconError when the file is missing, has no header or a ragged row.
    """
    path = resources.files("warta.lexicon").joinpath("data", f"{name}.csv")
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, ModuleNotFoundError) as error:
        raise LexiconError(f"no register {name!r}") from error
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    reader = csv.reader(lines)
    header = next(reader, None)
    if header is None:
        raise LexiconError(f"register {name!r} is empty")
    rows: list[dict[str, str]] = []
    for number, cells in enumerate(reader, start=2):
        if len(cells) != len(header):
            raise LexiconError(f"register {name!r}, row {number}: {len(cells)} cells for {len(header)} columns")
        rows.append(dict(zip(header, map(str.strip, cells), strict=True)))
    return tuple(rows)


@cache
def words(name: str, column: str = "word") -> frozenset[str]:
    """Return one column of ``data/<name>.csv`` as a set of non-empty strings."""
    return frozenset(row[column] for row in table(name) if row[column])
