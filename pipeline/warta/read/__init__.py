"""From files to documents: text, metadata, regions.

``read_inputs`` walks files, folders, globs and standard input and yields a
``Document`` or a ``Problem`` for each; ``list_sources`` and ``read_source`` are its two
steps, for callers that read in parallel.
"""

from warta.read.assemble import doc_id, document_from_text
from warta.read.errors import ReadError
from warta.read.reader import MAX_BYTES, read_inputs, read_record, read_source, text_of
from warta.read.sources import FORMATS, Source, list_sources

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "ReadError",
    "Source",
    "doc_id",
    "document_from_text",
    "list_sources",
    "read_inputs",
    "read_record",
    "read_source",
    "text_of",
]
