"""``datapackage.json``: the tables described as a Frictionless Data Package (profile v1).

https://specs.frictionlessdata.io/tabular-data-package/
"""

from __future__ import annotations

import json
from typing import Any

from warta.tables.schema import BY_NAME, TABLES, Column, Table

#: What the types of the declaration are called in a Table Schema.
_FRICTIONLESS = {"string": "string", "integer": "integer", "number": "number", "decimal": "number", "date": "date"}


def descriptor(format: str = "csv") -> dict[str, Any]:
    """Return the package's descriptor for the tables in ``csv`` or ``parquet``.

    Nothing in it varies between runs: no date, no counts, no paths of the user.
    """
    return {
        "profile": "tabular-data-package",
        "name": "warta",
        "title": "Facts from Indonesian press releases and news",
        "resources": [_resource(table, format) for table in TABLES],
    }


def descriptor_text(format: str = "csv") -> str:
    """Return the descriptor as the text of ``datapackage.json``."""
    return json.dumps(descriptor(format), ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, format: str) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": table.name,
        "title": table.title,
        "profile": "tabular-data-resource",
        "path": f"{table.name}.{format}",
        "format": format,
    }
    if format == "csv":
        resource |= {
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        }
    else:
        resource["mediatype"] = "application/vnd.apache.parquet"
    resource["schema"] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    keys = [_foreign_key(table, column, target) for column, target in table.foreign.items()]
    if keys:
        resource["schema"]["foreignKeys"] = keys
    return resource


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _FRICTIONLESS[column.type],
        "description": column.description,
    }
    if column.type == "date":
        field["format"] = "%Y-%m-%d"
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign_key(table: Table, column: str, target: str) -> dict[str, Any]:
    # A table refers to itself by the empty name (Table Schema, foreign keys).
    return {
        "fields": [column],
        "reference": {"resource": "" if target == table.name else target, "fields": list(BY_NAME[target].key)},
    }
