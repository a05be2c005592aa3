"""The extraction step: batches of documents to batches of records.

The one function that runs in a worker process and on a cluster alike. It never
raises for a document: what fails becomes a record with its problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
from spacy.language import Language
from spacy.tokens import Doc

from warta.facts.documents import from_batch
from warta.facts.failure import failure, problem_of
from warta.facts.gather import gather
from warta.facts.record import record
from warta.facts.schema import RECORD
from warta.recognise.pipeline import annotate
from warta.resolve.duplicates import signature
from warta.resolve.memo import BETWEEN_DOCUMENTS, forget
from warta.values.document import Document


def extract_batches(nlp: Language, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Map batches of ``DOCUMENT`` to batches of ``RECORD``, row for row."""
    for batch in batches:
        # The words of a batch leave spaCy's vocabulary with it: memory stays flat over millions of documents.
        with nlp.memory_zone():
            rows = list(records(nlp, list(from_batch(batch))))
        forget(above=BETWEEN_DOCUMENTS)
        yield pa.RecordBatch.from_pylist(rows, schema=RECORD)


def records(nlp: Language, documents: list[Document]) -> Iterator[dict[str, Any]]:
    """Yield one row of ``RECORD`` per document, in order."""
    for document, result in _annotated(nlp, documents):
        if isinstance(result, Exception):
            yield failure(document, problem_of(document.source, "recognise", result))
            continue
        try:
            yield record(gather(document, result), signature(document.text, document.silent()))
        except Exception as error:  # whatever a rule trips over must not cost the other documents
            yield failure(document, problem_of(document.source, "facts", error))


def _annotated(nlp: Language, documents: list[Document]) -> list[tuple[Document, Doc | Exception]]:
    """Annotate together, which is faster; when that fails, one by one to find the one that fails."""
    try:
        return list(annotate(nlp, documents))
    except Exception as error:
        if len(documents) == 1:
            return [(documents[0], error)]
    return [pair for document in documents for pair in _annotated(nlp, [document])]
