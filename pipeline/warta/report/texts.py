"""The texts of documents, for the reader of the report.

No table holds whole texts. The store beside the tables does; without it (a folder
that was passed on) they are put together from the table of sentences, where the
white space between two sentences is not told: one character of it becomes a
space, more become a line break.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warta.run.store import FOLDER, parse


def document_texts(folder: Path, doc_ids: Sequence[str], sentences: pa.Table) -> list[str | None]:
    """Return the text of each document, None where neither store nor sentences have it.

    Offsets of all tables fit the texts. ``sentences``: the rows of these documents, in the order of their key.
    """
    stored = dict(_stored(folder, doc_ids))
    told = _from_sentences(sentences)
    return [stored.get(doc_id, told.get(doc_id)) for doc_id in doc_ids]


def _stored(folder: Path, doc_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield id and text. Which record an id comes from doesn't matter: the id is a digest of the text."""
    wanted = pa.array(sorted(set(doc_ids)), pa.string())
    parts = folder.absolute() / FOLDER / "parts"
    for path in sorted(parts.iterdir()) if parts.is_dir() else ():
        part = parse(path)
        if part is None or part.kind != "records":
            continue
        try:
            rows = pq.read_table(path, columns=["doc_id", "text"])
        except (pa.ArrowException, OSError, KeyError):
            continue  # a damaged part, or one of another version: the sentences have its texts
        rows = rows.filter(pc.is_in(rows.column("doc_id"), wanted))
        yield from zip(rows.column("doc_id").to_pylist(), rows.column("text").to_pylist(), strict=True)


def _from_sentences(sentences: pa.Table) -> dict[str, str]:
    pieces: dict[str, list[str]] = {}
    ends: dict[str, int] = {}
    for row in sentences.select(["doc_id", "start", "end", "text"]).to_pylist():
        doc_id, start, end, text = row["doc_id"], row["start"], row["end"], row["text"]
        if len(text) == end - start + 1 and text.startswith("'"):
            text = text[1:]  # CSV written for spreadsheets (--csv-safe)
        gap = start - ends.get(doc_id, 0)
        pieces.setdefault(doc_id, []).append((" " if gap == 1 else "\n" * gap) + text)
        ends[doc_id] = end
    return {doc_id: "".join(parts) for doc_id, parts in pieces.items()}
