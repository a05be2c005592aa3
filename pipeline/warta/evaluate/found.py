"""What warta found, in the shape of gold: from a record of the pipeline, or from written tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from warta.evaluate.annotated import DATE_LABELS, FIELDS, NAME_LABELS, Annotated, Mention, Official
from warta.values.mention import plain


class TablesError(ValueError):
    """The tables are missing, lack a column, or contradict each other."""


def from_record(name: str, record: Mapping[str, Any]) -> Annotated:
    """Turn one record (row of ``warta.facts.schema.RECORD``) into the facts that gold has."""
    mentions = [Mention(r["start"], r["end"], r["label"], r["text"], r["norm"]) for r in record["mentions"]]
    officials = [Official(r["person"], r["position"], r["organisation"], r["status"]) for r in record["officials"]]
    metadata = {field: record[field] for field in FIELDS}
    return Annotated(name, metadata, tuple(sorted(mentions)), tuple(officials), record["text"])


def amount_norm(row: Mapping[str, Any], noun: str | None) -> str:
    """Write an amount as gold does (``>3000 kejadian``, ``18..27 %``) from its columns.

    ``noun`` is the head noun of a COUNT; without one its classifier (``unit``) stands.
    """
    number = plain(Decimal(row["value"]))
    if row["value_high"] not in (None, ""):
        number += f"..{plain(Decimal(row['value_high']))}"
    tail = (noun or row["unit"]) if row["kind"] == "COUNT" else row["unit"]
    return f"{row['comparator'] or ''}{number} {tail or ''}".rstrip()


def from_tables(folder: Path) -> dict[str, Annotated]:
    """Read the CSV tables of a run; return the facts by source (path, or path#row).

    Names come from ``mentions.csv``; dates and amounts from ``dates.csv`` and ``amounts.csv``, the noun of a
    count from the norm of its mention. A document met in several places stands under each of them.
    Raises TablesError when a table or column is missing, or when ``mentions.csv`` and
    the table of dates or amounts disagree about a value.
    """
    norms: dict[tuple[str, str, str, str], str] = {}
    mentions: dict[str, list[Mention]] = {}
    for row in _rows(folder, "mentions", "doc_id", "start", "end", "label", "text", "norm"):
        norms[row["doc_id"], row["start"], row["end"], row["label"]] = row["norm"]
        if row["label"] in NAME_LABELS:
            mentions.setdefault(row["doc_id"], []).append(_mention(row, row["label"], row["norm"]))
    for row in _rows(folder, "dates", "doc_id", "start", "end", "kind", "text", "value"):
        if row["kind"] in DATE_LABELS:
            norm = row["value"] or "?"
            _agree(norms, row, norm, "dates")
            mentions.setdefault(row["doc_id"], []).append(_mention(row, row["kind"], norm))
    columns = ("doc_id", "start", "end", "kind", "text", "comparator", "value", "value_high", "unit")
    for row in _rows(folder, "amounts", *columns):
        listed = norms.get((row["doc_id"], row["start"], row["end"], row["kind"]), "")
        norm = amount_norm(row, listed.partition(" ")[2])
        _agree(norms, row, norm, "amounts")
        mentions.setdefault(row["doc_id"], []).append(_mention(row, row["kind"], norm))
    if norms.keys() - _keys(mentions):
        raise TablesError(f"{folder}: mentions.csv has dates or amounts that dates.csv and amounts.csv lack")
    officials: dict[str, list[Official]] = {}
    for row in _rows(folder, "officials", "doc_id", "person", "position", "organisation", "status"):
        official = Official(row["person"], row["position"], row["organisation"] or None, row["status"])
        officials.setdefault(row["doc_id"], []).append(official)
    documents = {row["doc_id"]: row for row in _rows(folder, "documents", "doc_id", "source", *FIELDS)}
    sources = [(row["source"], row["doc_id"]) for row in documents.values()]
    sources += [(row["source"], row["doc_id"]) for row in _rows(folder, "sources", "doc_id", "source")]
    return {
        source: Annotated(
            source,
            {field: documents[doc_id][field] or None for field in FIELDS},
            tuple(sorted(mentions.get(doc_id, []))),
            tuple(officials.get(doc_id, [])),
        )
        for source, doc_id in sources
    }


def _mention(row: Mapping[str, str], label: str, norm: str) -> Mention:
    return Mention(int(row["start"]), int(row["end"]), label, row["text"], norm)


def _agree(norms: Mapping[tuple[str, str, str, str], str], row: Mapping[str, str], norm: str, table: str) -> None:
    listed = norms.get((row["doc_id"], row["start"], row["end"], row["kind"]))
    if listed != norm:
        where = f"{row['doc_id']} {row['start']}:{row['end']}"
        raise TablesError(f"{table}.csv has {norm!r} for {where}, mentions.csv has {listed!r}")


def _keys(mentions: Mapping[str, Iterable[Mention]]) -> set[tuple[str, str, str, str]]:
    return {(doc_id, str(m.start), str(m.end), m.label) for doc_id, rows in mentions.items() for m in rows}


def _rows(folder: Path, table: str, *columns: str) -> list[dict[str, str]]:
    path = folder / f"{table}.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = sorted(set(columns) - set(reader.fieldnames or ()))
            if missing:
                raise TablesError(f"{path} lacks {', '.join(missing)}")
            return list(reader)
    except FileNotFoundError as error:
        raise TablesError(f"{path}: no such table; write the tables as CSV") from error
