"""Tables made by hand: documents with the spans a test asks for, in a folder as a run leaves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from warta.tables.arrow import arrow_schema
from warta.tables.output import write_tables
from warta.tables.schema import BY_NAME

Row = Mapping[str, Any]


def document(doc_id: str, text: str, **more: Any) -> Row:
    return {
        "doc_id": doc_id,
        "source": f"{doc_id}.txt",
        "format": "txt",
        "language": "id",
        "sentences": text.count("\n") + 1,
        "tokens": len(text.split()),
        "text": text,
        **more,
    }


def sentences(doc: Row) -> list[Row]:
    """A line, a sentence."""
    rows, start = [], 0
    for number, line in enumerate(doc["text"].split("\n")):
        if line:
            rows.append(
                {
                    "doc_id": doc["doc_id"],
                    "sentence": number,
                    "start": start,
                    "end": start + len(line),
                    "text": line,
                }
            )
        start += len(line) + 1
    return rows


def span(doc: Row, words: str, **more: Any) -> Row:
    start = doc["text"].index(words)
    return {
        "doc_id": doc["doc_id"],
        "sentence": doc["text"].count("\n", 0, start),
        "start": start,
        "end": start + len(words),
        "text": words,
        **more,
    }


def mention(doc: Row, words: str, label: str, *, norm: str | None = None, **more: Any) -> Row:
    return span(doc, words, label=label, norm=norm or words, **{"found_by": "rule:head", **more})


def write(
    folder: Path, documents: Sequence[Row], *, formats: Sequence[str] = ("csv",), csv_safe: bool = False, **tables: Any
) -> Path:
    """Write all tables to a folder; those not given hold nothing, sources and sentences follow from the documents."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "documents": documents,
        "sources": [{"doc_id": d["doc_id"], "source": d["source"]} for d in documents],
        "sentences": [row for d in documents for row in sentences(d)],
        **tables,
    }

    def batches(name: str) -> list[pa.RecordBatch]:
        table = BY_NAME[name]
        rows = [{c.name: row.get(c.name) for c in table.columns} for row in tables.get(name, ())]
        rows.sort(key=lambda row: [row[key] for key in table.key])
        return [pa.RecordBatch.from_pylist(rows, arrow_schema(table))]

    write_tables(batches, folder, list(formats), csv_safe=csv_safe)  # type: ignore[arg-type]
    return folder
