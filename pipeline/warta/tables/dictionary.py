"""The data dictionary: the declaration of the tables as a Markdown page."""

from __future__ import annotations

from warta.tables.schema import TABLES, Column, Table

_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "decimal": "exact decimal",
    "date": "date",
}

_INTRODUCTION = """\
# Data dictionary

Every table that `warta run` writes, column by column. This page is generated
by `warta schema` from the declaration in `pipeline/warta/tables/schema.py`.

- CSV files are UTF-8 with a header (RFC 4180), `.` as decimal point, ISO 8601 dates; an empty field is unknown.
- Parquet files hold the same rows with types: exact decimals as `decimal128(38, 9)`, days as `date32`, whole numbers as
  `int32`. pandas and DuckDB keep the decimals, R reads them as doubles.
- Rows are unique by their key and sorted by it (text by code point). The same input gives the same bytes.
- `start` and `end` count Unicode code points of the document's text, so that `text[start:end]` is the span. The text of
  a plain text file is the decoded file itself, but for a byte-order mark and repaired mojibake; for other formats it
  is what `warta text FILE` prints.
- Identifiers are derived from content: stable from run to run, independent of the order of documents.
- `datapackage.json` beside the tables says the same to programs (Frictionless Data Package).
"""


def markdown() -> str:
    """Return the page."""
    contents = "\n".join(f"- [{t.name}](#{t.name}): {t.title.split(': ', 1)[-1]}" for t in TABLES)
    return "\n".join([_INTRODUCTION, contents, "", *(_section(table) for table in TABLES)]).rstrip() + "\n"


def _section(table: Table) -> str:
    lines = [f"## {table.name}", "", f"{table.title}. Key: {', '.join(f'`{c}`' for c in table.key)}.", ""]
    lines += ["| column | type | meaning |", "|---|---|---|"]
    lines += [f"| `{c.name}` | {_type(c)} | {_meaning(table, c)} |" for c in table.columns]
    return "\n".join([*lines, ""])


def _type(column: Column) -> str:
    return _TYPES[column.type] if column.required else f"{_TYPES[column.type]}, may be empty"


def _meaning(table: Table, column: Column) -> str:
    parts = [column.description]
    if column.values:
        parts.append(f"One of {', '.join(f'`{v}`' for v in column.values)}.")
    if column.name in table.foreign:
        parts.append(f"Refers to [{table.foreign[column.name]}](#{table.foreign[column.name]}).")
    return " ".join(parts).replace("|", "\\|")
