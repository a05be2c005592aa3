"""The Arrow schemas of extraction: documents in, records out.

A record is one row per document, its facts in nested lists. The extraction step
maps batches of ``DOCUMENT`` to batches of ``RECORD``, on one machine or on many.
"""

from __future__ import annotations

import pyarrow as pa

from warta.tables.arrow import DECIMAL


def _list(**fields: pa.DataType) -> pa.DataType:
    return pa.list_(pa.struct([pa.field(name, type) for name, type in fields.items()]))


_TEXT, _INT = pa.string(), pa.int32()

_DOCUMENT_FIELDS = [
    pa.field("reading", _TEXT, nullable=False),  # identifies the document as it was read, see documents.reading_id
    pa.field("doc_id", _TEXT, nullable=False),
    pa.field("source", _TEXT, nullable=False),
    pa.field("format", _TEXT, nullable=False),
    pa.field("text", _TEXT, nullable=False),
    pa.field("title", _TEXT),
    pa.field("publisher", _TEXT),
    pa.field("author", _TEXT),
    pa.field("editor", _TEXT),
    pa.field("dateline_place", _TEXT),
    pa.field("published_at", _TEXT),
    pa.field("published_from", _TEXT),
    pa.field("language", _TEXT),
    pa.field("regions", _list(start=_INT, end=_INT, kind=_TEXT), nullable=False),
]

#: One document as the reader hands it on.
DOCUMENT: pa.Schema = pa.schema(_DOCUMENT_FIELDS)

#: One document with its facts. ``failed`` marks a document that gave none; ``problems`` says why.
RECORD: pa.Schema = pa.schema(
    [
        *_DOCUMENT_FIELDS,
        pa.field("sentences", _list(start=_INT, end=_INT, text=_TEXT)),
        pa.field("tokens", _INT),
        pa.field(
            "mentions",
            _list(
                sentence=_INT,
                start=_INT,
                end=_INT,
                label=_TEXT,
                text=_TEXT,
                norm=_TEXT,
                place=_TEXT,
                operator=_TEXT,
                found_by=_TEXT,
                score=pa.float64(),
            ),
        ),
        pa.field(
            "dates",
            _list(
                sentence=_INT,
                start=_INT,
                end=_INT,
                kind=_TEXT,
                text=_TEXT,
                value=_TEXT,
                first_day=pa.date32(),
                last_day=pa.date32(),
                precision=_TEXT,
                resolved_from=_TEXT,
                timex_type=_TEXT,
                timex_value=_TEXT,
            ),
        ),
        pa.field(
            "amounts",
            _list(
                sentence=_INT,
                start=_INT,
                end=_INT,
                kind=_TEXT,
                text=_TEXT,
                comparator=_TEXT,
                value=DECIMAL,
                value_high=DECIMAL,
                unit=_TEXT,
                item=_TEXT,
            ),
        ),
        pa.field(
            "officials",
            _list(
                sentence=_INT,
                start=_INT,
                end=_INT,
                person=_TEXT,
                person_place=_TEXT,
                position=_TEXT,
                organisation=_TEXT,
                organisation_label=_TEXT,
                organisation_place=_TEXT,
                status=_TEXT,
            ),
        ),
        pa.field("signature", pa.list_(pa.uint32())),
        pa.field("failed", pa.bool_(), nullable=False),
        pa.field("problems", _list(stage=_TEXT, error=_TEXT, message=_TEXT), nullable=False),
    ]
)
