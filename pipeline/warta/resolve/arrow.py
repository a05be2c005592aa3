"""Name rows from Arrow; apart from ``rows``, since recognition needs those and starts faster without Arrow."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from warta.resolve.rows import EntityLabel, NameRow

_COUNTED = pa.list_(pa.struct([pa.field("name", pa.string()), pa.field("count", pa.int64())]))

#: The aggregation of the store: one row per distinct (label, norm, place).
ARROW = pa.schema(
    [
        pa.field("label", pa.string(), nullable=False),
        pa.field("norm", pa.string(), nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("documents", pa.int64(), nullable=False),
        pa.field("mentions", pa.int64(), nullable=False),
        pa.field("surfaces", _COUNTED, nullable=False),
        pa.field("surface_documents", _COUNTED, nullable=False),
        pa.field("operators", _COUNTED, nullable=False),
        pa.field("years", pa.list_(pa.int32()), nullable=False),
    ]
)


def from_arrow(rows: pa.Table | pa.RecordBatchReader) -> Iterator[NameRow]:
    """Yield the rows of a table with the columns of ``ARROW`` (``place``, lists may be null).

    What is the same in many rows is one object: all names of a run stand in memory.
    """
    batches = rows.to_batches() if isinstance(rows, pa.Table) else rows
    texts: dict[str, str] = {}
    spans: dict[tuple[int, ...], tuple[int, ...]] = {}
    for batch in batches:
        for row in batch.to_pylist():
            label: EntityLabel = sys.intern(row["label"])  # type: ignore[assignment]
            norm, place = row["norm"], row["place"] or ""
            surfaces = _counted(row["surfaces"], {norm: norm})
            documents = _counted(row["surface_documents"], {norm: norm})
            years = tuple(sorted({y for y in row["years"] or () if y is not None}))
            yield NameRow(
                label=label,
                norm=norm,
                place=texts.setdefault(place, place),
                documents=row["documents"],
                mentions=row["mentions"],
                surfaces=surfaces,
                surface_documents=surfaces if documents == surfaces else documents,
                operators=_counted(row["operators"], texts),
                years=spans.setdefault(years, years),
            )


def _counted(cells: list[Any] | None, texts: dict[str, str]) -> tuple[tuple[str, int], ...]:
    """Read a list of ``{"name", "count"}`` into sorted pairs; names that ``texts`` holds are taken from there."""
    return tuple(sorted((texts.get(c["name"], c["name"]), c["count"]) for c in cells or () if c["name"]))
