"""Documents as Arrow rows and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import pyarrow as pa

from warta.facts.schema import DOCUMENT
from warta.values.document import Document, Metadata, Region

_META = tuple(field.name for field in fields(Metadata))


def reading_id(document: Document) -> str:
    """Identify a document as it was read: everything extraction depends on, but not its source.

    One text (``doc_id``) read with other metadata, say a date from another
    site's page, is another reading, so that which of them counts does not
    depend on which came first.
    """
    what = [document.format, _meta(document), _regions(document), document.text]
    data = json.dumps(what, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _meta(document: Document) -> dict[str, str | None]:
    return {name: getattr(document.meta, name) for name in _META}


def _regions(document: Document) -> list[dict[str, Any]]:
    return [{"start": r.start, "end": r.end, "kind": r.kind} for r in document.regions]


def document_row(document: Document) -> dict[str, Any]:
    """Return the row of ``DOCUMENT``."""
    return {
        "reading": reading_id(document),
        "doc_id": document.doc_id,
        "source": document.source,
        "format": document.format,
        "text": document.text,
        **_meta(document),
        "regions": _regions(document),
    }


def to_batch(documents: Iterable[Document]) -> pa.RecordBatch:
    """Return the documents as one batch of ``DOCUMENT``.

    Raises pyarrow.ArrowInvalid or UnicodeEncodeError when a text holds lone surrogates.
    """
    return pa.RecordBatch.from_pylist([document_row(d) for d in documents], schema=DOCUMENT)


def from_batch(batch: pa.RecordBatch) -> Iterator[Document]:
    """Yield the documents of a batch of ``DOCUMENT`` (or of ``RECORD``)."""
    for row in batch.select(DOCUMENT.names).to_pylist():
        yield document_of(row)


def document_of(row: Mapping[str, Any]) -> Document:
    """Return the document of a row of ``DOCUMENT``."""
    return Document(
        doc_id=row["doc_id"],
        source=row["source"],
        format=row["format"],
        text=row["text"],
        meta=Metadata(**{name: row[name] for name in _META}),
        regions=tuple(Region(r["start"], r["end"], r["kind"]) for r in row["regions"]),
    )
