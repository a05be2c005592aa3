"""Read the tables back as typed pandas DataFrames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from warta.tables.arrow import arrow_schema
from warta.tables.output import WHOLE
from warta.tables.schema import BY_NAME, TABLES, Column, Table

if TYPE_CHECKING:
    import pandas as pd

#: Columns whose values repeat so much that a category is the natural type.
_CATEGORIES = frozenset({"format", "language", "kind", "country", "stage", "error", "unit", "found_by"})


class TablesMissingError(FileNotFoundError):
    """The folder holds no tables, or lacks one of them."""


def read_table(folder: str | Path, name: str) -> pa.Table:
    """Return one table as an Arrow table with the declared types.

    Takes the Parquet file when it is there, else the CSV file, else the table of the DuckDB database.
    Raises KeyError for an unknown table, TablesMissingError when none is there: a workbook is not read back,
    since Excel cuts long text and rounds long numbers.
    """
    table = BY_NAME[name]
    schema = arrow_schema(table)
    folder = Path(folder)
    parquet, text = folder.absolute() / f"{name}.parquet", folder / f"{name}.csv"
    if parquet.exists():
        return pq.read_table(parquet, schema=schema)
    if not text.exists():
        return _from_database(folder / WHOLE["duckdb"], name, schema)
    return pc.read_csv(
        text,
        parse_options=pc.ParseOptions(newlines_in_values=True),
        convert_options=pc.ConvertOptions(
            column_types={field.name: field.type for field in schema},
            include_columns=schema.names,
            # Only the empty field is unknown: a place may be called NA.
            null_values=[""],
            strings_can_be_null=True,
        ),
    ).cast(schema)


def _from_database(path: Path, name: str, schema: pa.Schema) -> pa.Table:
    if not path.exists():
        raise TablesMissingError(f"no table {name!r} in {path.parent}{_hint(path.parent)}")
    import duckdb

    try:
        with duckdb.connect(str(path.absolute()), read_only=True) as database:
            columns = ", ".join(f'"{column}"' for column in schema.names)
            return database.sql(f"SELECT {columns} FROM {name}").to_arrow_table().cast(schema)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise TablesMissingError(f"no table {name!r} as this version of warta writes it in {path}") from error


def _hint(folder: Path) -> str:
    """Say what else there is, and what to do."""
    if (folder / WHOLE["xlsx"]).exists():
        return f": {WHOLE['xlsx']} is for people; run warta again with --format csv,xlsx (or parquet, duckdb)"
    return f": run `warta run INPUT --output {folder}` first"


def read_frame(folder: str | Path, name: str) -> pd.DataFrame:
    """Return one table as a DataFrame.

    Days are ``datetime64[s]``, exact decimals ``decimal.Decimal`` without trailing
    zeros, whole numbers ``Int32``, closed lists of values and other repeating
    columns categories, text ``string``. Unknown is ``pd.NA`` (``NaT`` for days, None for decimals).
    """
    import pandas as pd

    table, rows = BY_NAME[name], read_table(folder, name)
    return pd.DataFrame({column.name: _series(table, column, rows.column(column.name)) for column in table.columns})


class Tables(Mapping[str, "pd.DataFrame"]):
    """The tables of one output folder: ``tables.mentions`` or ``tables["mentions"]``, read on first use."""

    def __init__(self, folder: str | Path) -> None:
        """Raise TablesMissingError when the folder holds none of the tables."""
        self.folder = Path(folder)
        self._frames: dict[str, pd.DataFrame] = {}
        single = any((self.folder / f"{t.name}.{f}").exists() for t in TABLES for f in ("csv", "parquet"))
        if not single and not (self.folder / WHOLE["duckdb"]).exists():
            raise TablesMissingError(f"no tables in {self.folder}{_hint(self.folder)}")

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in BY_NAME:
            raise KeyError(name)
        if name not in self._frames:
            self._frames[name] = read_frame(self.folder, name)
        return self._frames[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in BY_NAME:
            return self[name]
        raise AttributeError(f"no table {name!r}; tables are {', '.join(BY_NAME)}")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *BY_NAME]

    def __iter__(self) -> Iterator[str]:
        return iter(BY_NAME)

    def __len__(self) -> int:
        return len(BY_NAME)

    def __repr__(self) -> str:
        rows = [f"  {name:<14}{len(self[name]):>9} rows" for name in self]
        return "\n".join([f"Tables in {self.folder}", *rows])


def _series(table: Table, column: Column, values: pa.ChunkedArray) -> Any:
    import pandas as pd

    if column.type == "date":
        # Seconds, not nanoseconds: these end in the year 2262 and begin in 1677.
        return pd.Series(values.cast(pa.timestamp("s")).to_pandas()).astype("datetime64[s]")
    if column.type == "decimal":
        return pd.Series([_short(value) for value in values.to_pylist()], dtype=object)
    if column.type == "integer":
        return pd.Series(values.to_pylist(), dtype="Int32")
    if column.type == "number":
        return pd.Series(values.to_pylist(), dtype="Float64")
    text = pd.Series(values.to_pylist(), dtype="string")
    if column.values:
        return text.astype(pd.CategoricalDtype(pd.Index(column.values, dtype="string")))
    return text.astype("category") if column.name in _CATEGORIES else text


def _short(value: Decimal | None) -> Decimal | None:
    """Drop trailing zeros behind the point, keep those before it (no exponent)."""
    if value is None:
        return None
    # By text, since Decimal's own arithmetic rounds to the precision of the context.
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
