"""From the tables of a folder to what the report's page shows: plain lists, column by column.

The page gets columns instead of rows, and repeating text once with numbers that
point at it, since this is what makes 2 000 documents a small file that opens fast.
Nothing is put in that another run over the same documents would put differently.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from warta.report.texts import document_texts
from warta.tables.arrow import arrow_schema
from warta.tables.frames import TablesMissingError, read_table
from warta.tables.schema import BY_NAME

#: Rows of problems that are shown; a run over the wrong folder may have one a file.
MOST_PROBLEMS = 5_000
#: Table of entities -> label of its mentions.
ENTITIES: dict[str, str] = {"organisations": "ORG", "people": "PER", "facilities": "FAC", "places": "LOC"}
#: Column of an entity that points at another entity.
_POINTERS = ("parent_id", "place_id", "operator_id")
_ATTRIBUTES = ("acronym", "kind", "country", "level", "code")
_OF_RUN = ("warta", "model")

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Collected:
    """``page``: what goes into the page, ready for JSON; ``documents`` of ``of`` documents are in it."""

    page: dict[str, Any]
    documents: int
    of: int


class Source:
    """The tables of a folder, each read once; one that is missing counts as empty, but for documents."""

    def __init__(self, folder: Path) -> None:
        """Raise TablesMissingError when there is no table of documents."""
        self.folder = folder
        self.documents = read_table(folder, "documents")
        self._tables: dict[str, pa.Table] = {}

    def __getitem__(self, name: str) -> pa.Table:
        if name not in self._tables:
            try:
                self._tables[name] = read_table(self.folder, name)
            except TablesMissingError:
                self._tables[name] = arrow_schema(BY_NAME[name]).empty_table()
        return self._tables[name]

    def rows_of(self, name: str, documents: pa.Array) -> pa.Table:
        """Return the rows of a table that belong to these documents, in the order of its key (the page needs it)."""
        rows = self[name].filter(pc.is_in(self[name].column("doc_id"), documents))
        return rows.sort_by([(column, "ascending") for column in BY_NAME[name].key])


def collect(source: Source, *, title: str | None, limit: int) -> Collected:
    """Gather what the page shows of at most ``limit`` documents.

    Of a larger folder the first ``limit`` by ``doc_id`` are taken. As the id is a digest of the text, this
    is a random sample that is the same every time and changes little when documents are added.
    """
    of = source.documents.num_rows
    whole = of <= limit
    documents = source.documents.sort_by("doc_id").slice(0, limit)
    ids = documents.column("doc_id").combine_chunks()
    number = {doc_id: i for i, doc_id in enumerate(ids.to_pylist())}
    mentions, officials = source.rows_of("mentions", ids), source.rows_of("officials", ids)
    sentences = source.rows_of("sentences", ids)
    entities = _entities(source, mentions, officials, whole=whole)
    at = {entity_id: i for i, entity_id in enumerate(entities["id"])}
    page = {
        "title": title,
        "run": _run(source.folder),
        "sample": {"documents": documents.num_rows, "of": of, "mentions_of": source["mentions"].num_rows},
        "documents": _documents(documents, source.rows_of("sources", ids)),
        "texts": document_texts(source.folder, ids.to_pylist(), sentences),
        "sentences": _columns(sentences, number, ("sentence", "start", "end")),
        "entities": {**entities, **{name: [at.get(i, -1) for i in entities[name]] for name in _POINTERS}},
        "mentions": {
            **_columns(mentions, number, ("sentence", "start", "end", "label", "norm", "found_by", "score")),
            "entity": _pointers(mentions, "entity_id", at),
        },
        "dates": _columns(source.rows_of("dates", ids), number, [c.name for c in BY_NAME["dates"].columns][1:]),
        "amounts": _columns(source.rows_of("amounts", ids), number, [c.name for c in BY_NAME["amounts"].columns][1:]),
        "officials": {
            **_columns(
                officials,
                number,
                ("sentence", "start", "end", "person", "position", "organisation", "status", "as_of"),
            ),
            "person_entity": _pointers(officials, "person_id", at),
            "body_entity": _pointers(
                officials.set_column(
                    officials.schema.get_field_index("organisation_id"),
                    "organisation_id",
                    pc.coalesce(officials.column("organisation_id"), officials.column("facility_id")),
                ),
                "organisation_id",
                at,
            ),
        },
        "problems": _problems(source["problems"]),
    }
    return Collected(page, documents.num_rows, of)


def packed(values: Sequence[Any]) -> Any:
    """Return a column as JSON takes it: a list, or for repeating text ``{"d": distinct, "i": numbers}``.

    The numbers count from 0, -1 is unknown. Days are ISO text, decimals their digits without an exponent.
    """
    plain = [_plain(value) for value in values]
    if not any(isinstance(value, str) for value in plain):
        return plain
    distinct = sorted({value for value in plain if value is not None})
    if len(distinct) * 2 > len(plain):
        return plain
    index = {value: i for i, value in enumerate(distinct)}
    return {"d": distinct, "i": [-1 if value is None else index[value] for value in plain]}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else value


def _columns(table: pa.Table, number: Mapping[str, int], names: Iterable[str]) -> Columns:
    columns: Columns = {"doc": [number[doc_id] for doc_id in table.column("doc_id").to_pylist()]}
    for name in names:
        if name != "doc_id":
            columns[name] = packed(table.column(name).to_pylist())
    return columns


def _pointers(table: pa.Table, column: str, at: Mapping[str, int]) -> list[int]:
    return [-1 if entity_id is None else at.get(entity_id, -1) for entity_id in table.column(column).to_pylist()]


def _documents(documents: pa.Table, sources: pa.Table) -> Columns:
    columns = {name: packed(documents.column(name).to_pylist()) for name in documents.column_names}
    columns["doc_id"] = documents.column("doc_id").to_pylist()
    places: dict[str, list[str]] = {}
    for doc_id, source in zip(sources.column("doc_id").to_pylist(), sources.column("source").to_pylist(), strict=True):
        places.setdefault(doc_id, []).append(source)
    # Only where a text was met more than once: else the column source says it.
    columns["sources"] = {
        str(i): sorted(places[doc_id]) for i, doc_id in enumerate(columns["doc_id"]) if len(places.get(doc_id, ())) > 1
    }
    return columns


def _entities(source: Source, mentions: pa.Table, officials: pa.Table, *, whole: bool) -> Columns:
    """Return the entities of all four tables, with counts over the documents shown."""
    met: Counter[str] = Counter()
    where: dict[str, set[str]] = {}
    for doc_id, entity_id in zip(
        mentions.column("doc_id").to_pylist(), mentions.column("entity_id").to_pylist(), strict=True
    ):
        if entity_id is not None:
            met[entity_id] += 1
            where.setdefault(entity_id, set()).add(doc_id)
    rows = [
        {"label": label, "id": row[key], **row}
        for name, label in ENTITIES.items()
        for key in (BY_NAME[name].key[0],)
        for row in source[name].to_pylist()
    ]
    kept = {row["id"] for row in rows} if whole else _reached(rows, met, officials)
    rows = [row for row in rows if row["id"] in kept]
    columns: Columns = {name: [row[name] for row in rows] for name in ("id", "name")}
    for name in ("label", *_ATTRIBUTES):
        columns[name] = packed([row.get(name) for row in rows])
    for name in _POINTERS:
        columns[name] = [row.get(name) for row in rows]
    columns["documents"] = [len(where.get(row["id"], ())) for row in rows]
    columns["mentions"] = [met[row["id"]] for row in rows]
    return columns


def _reached(rows: Sequence[Mapping[str, Any]], met: Iterable[str], officials: pa.Table) -> set[str]:
    """Return the entities met in the sample, and those they point at."""
    kept = set(met)
    for name in ("person_id", "organisation_id", "facility_id"):
        kept.update(entity_id for entity_id in officials.column(name).to_pylist() if entity_id is not None)
    by_id = {row["id"]: row for row in rows}
    waiting = sorted(kept)
    while waiting:
        row = by_id.get(waiting.pop())
        for name in _POINTERS:
            target = None if row is None else row.get(name)
            if target is not None and target not in kept:
                kept.add(target)
                waiting.append(target)
    return kept


def _problems(problems: pa.Table) -> Columns:
    shown = problems.slice(0, MOST_PROBLEMS)
    return {
        "of": problems.num_rows,
        **{name: packed(shown.column(name).to_pylist()) for name in problems.column_names},
    }


def _run(folder: Path) -> dict[str, str]:
    """Return which program and model made the tables; empty where no run says so."""
    try:
        said = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: str(said[name]) for name in _OF_RUN if isinstance(said, dict) and name in said}
