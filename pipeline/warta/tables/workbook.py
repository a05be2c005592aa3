"""All tables as one Excel workbook, a sheet a table.

Numbers and days are typed as far as Excel can hold them: a number of more than 15 digits and a day
before 1900 stay text, so that none changes its value. Text never becomes a formula, and text that
begins like one is marked as text, so that it stays so when it is edited or copied.
Columns that refer to another table are links to its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import xlsxwriter

from warta.tables.schema import BY_NAME, ENTITY_TABLES, TABLES, Column, Table
from warta.tables.unsafe import begins_like_a_formula

#: Excel's own limits: rows of a sheet, characters of a cell, links of a sheet, digits of a number.
_ROWS, _CELL, _LINKS, _DIGITS = 1_048_576, 32_767, 65_530, 15
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was
_WIDTHS = {"integer": 9, "number": 9, "decimal": 18, "date": 11}
_WIDE = {"text": 40, "title": 50, "source": 40, "message": 60, "name": 40, "norm": 32, "position": 40, "meaning": 100}


class Workbook:
    """The workbook being written to ``file``; ``keys`` holds the keys of every table that others refer to, in order.

    The same rows give the same bytes. ``close`` finishes it. ``temporary``: a folder for rows until then.
    """

    def __init__(self, file: IO[bytes], temporary: Path, keys: Mapping[str, Iterable[str]]) -> None:
        options = {
            "constant_memory": True,
            "tmpdir": str(temporary),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(file, options)
        # The one thing in it that would tell when it was made.
        self._book.set_properties({"title": "warta", "created": datetime(2000, 1, 1)})
        self.places = {
            key: (table, number)
            for table in sorted(keys)
            for number, key in enumerate(keys[table], start=1)
            if number < _ROWS
        }
        self.head = self._book.add_format({"bold": True, "bottom": 1})
        self.day = self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.link = self._book.add_format({"font_color": "#0563C1"})
        self.plain_text = self._book.add_format({"quote_prefix": True})
        self._sheets = {table.name: self._book.add_worksheet(table.name) for table in TABLES}
        self._dictionary()

    def table(self, table: Table) -> Sheet:
        """Return the writer of one table; each table is written once."""
        return Sheet(self, table, self._sheets[table.name])

    def more(self, table: Table, number: int) -> Any:
        """Return a further sheet for rows that the ones before cannot hold."""
        return self._book.add_worksheet(f"{table.name} {number}")

    def close(self) -> None:
        """Write the file."""
        self._book.close()

    def _dictionary(self) -> None:
        sheet = self._book.add_worksheet("about")
        for at, name in enumerate(("table", "column", "meaning")):
            sheet.set_column(at, at, _WIDE.get(name, 18))
            sheet.write_string(0, at, name, self.head)
        sheet.freeze_panes(1, 0)
        row = 1
        for table in TABLES:
            for column in table.columns:
                sheet.write_url(row, 0, f"internal:'{table.name}'!A1", self.link, table.name)
                sheet.write_string(row, 1, column.name)
                sheet.write_string(row, 2, column.description)
                row += 1


class Sheet:
    """Rows of one table on their way into the workbook."""

    def __init__(self, book: Workbook, table: Table, sheet: Any) -> None:
        self._book, self._table, self._sheet = book, table, sheet
        self._number = 1
        self._begin()

    def write(self, batch: pa.RecordBatch) -> None:
        """Add rows."""
        columns = [column.to_pylist() for column in batch.columns]
        for cells in zip(*columns, strict=True):
            if self._row == _ROWS:
                self.close()
                self._number += 1
                self._sheet = self._book.more(self._table, self._number)
                self._begin()
            for at, (column, value) in enumerate(zip(self._table.columns, cells, strict=True)):
                if value is not None:
                    self._cell(at, column, value)
            self._row += 1

    def close(self) -> None:
        """Finish the sheet; the workbook is closed by itself."""
        self._sheet.autofilter(0, 0, self._row - 1, len(self._table.columns) - 1)

    def _begin(self) -> None:
        self._row, self._links = 1, 0
        for at, column in enumerate(self._table.columns):
            self._sheet.set_column(at, at, _WIDTHS.get(column.type) or _WIDE.get(column.name, 16))
            self._sheet.write_string(0, at, column.name, self._book.head)
        self._sheet.freeze_panes(1, 0)

    def _cell(self, at: int, column: Column, value: Any) -> None:
        if column.type == "decimal":
            self._decimal(at, value)
        elif column.type in {"integer", "number"}:
            self._sheet.write_number(self._row, at, value)
        elif column.type == "date":
            self._day(at, value)
        elif column.name in self._table.foreign or column.name == "entity_id":
            self._reference(at, column, value)
        else:
            self._text(at, value)

    def _decimal(self, at: int, value: Decimal) -> None:
        text = format(value, "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
        if len(text.strip("-0.").replace(".", "")) <= _DIGITS:
            self._sheet.write_number(self._row, at, float(value))
        else:
            self._text(at, text)

    def _day(self, at: int, value: date) -> None:
        if value < _FIRST_DAY:
            self._sheet.write_string(self._row, at, value.isoformat())
        else:
            self._sheet.write_datetime(self._row, at, datetime(value.year, value.month, value.day), self._book.day)

    def _reference(self, at: int, column: Column, value: str) -> None:
        table, row = self._book.places.get(value, ("", 0))
        targets = (self._table.foreign[column.name],) if column.name in self._table.foreign else ENTITY_TABLES
        if table not in targets or self._links == _LINKS:
            self._text(at, value)
            return
        self._links += 1
        self._sheet.write_url(self._row, at, f"internal:'{table}'!A{row + 1}", self._book.link, value)

    def _text(self, at: int, value: str) -> None:
        cut = _cut(value)
        style = self._book.plain_text if begins_like_a_formula(cut) else None
        self._sheet.write_string(self._row, at, cut, style)


def _cut(value: str) -> str:
    """Return as much of a text as a cell holds: Excel counts UTF-16 code units."""
    if len(value) <= _CELL // 2 or len(value.encode("utf-16-le", "surrogatepass")) <= 2 * _CELL:
        return value
    return value.encode("utf-16-le", "surrogatepass")[: 2 * (_CELL - 1)].decode("utf-16-le", "ignore") + "…"


def referred_tables() -> tuple[str, ...]:
    """Return the tables that others refer to."""
    targets = {target for table in TABLES for target in table.foreign.values()} | set(ENTITY_TABLES)
    return tuple(name for name in BY_NAME if name in targets)
