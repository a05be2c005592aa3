"""Tables side by side, by the keys that the schema declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from warta.tables.schema import BY_NAME, ENTITY_TABLES

if TYPE_CHECKING:
    import pandas as pd

#: One row of a table, in front of the columns it brings along.
SINGULAR = {
    "documents": "document",
    "sentences": "sentence",
    "organisations": "organisation",
    "people": "person",
    "facilities": "facility",
    "places": "place",
}


def join(tables: Mapping[str, pd.DataFrame], first: str, *others: str) -> pd.DataFrame:
    """Return the rows of ``first`` with those of ``others`` beside them; see ``Tables.join``."""
    for name in (first, *others):
        if name not in BY_NAME:
            raise KeyError(f"no table {name!r}; tables are {', '.join(BY_NAME)}")
    frame = tables[first]
    for other in others:
        if other not in SINGULAR:
            raise ValueError(f"{other} cannot be joined to another table; these can: {', '.join(SINGULAR)}")
        keys = _keys(first, other)
        if keys is None:
            frame = _by_sentence(tables, frame, first, other)
            continue
        left, right = keys
        brought = _named(tables[other], other, right)
        frame = frame.merge(brought, left_on=left, right_on=right, how="left", suffixes=("", f"_{other}"))
        frame = frame.drop(columns=[c for c in right if c not in left and c in frame])
    return frame


def _keys(first: str, other: str) -> tuple[list[str], list[str]] | None:
    """Return the columns by which a row of ``first`` points at one of ``other``; None when it does not."""
    table, target = BY_NAME[first], BY_NAME[other]
    columns = {c.name for c in table.columns}
    for column, pointed in table.foreign.items():
        if pointed == other and other != first:
            return [column], list(target.key)
    if other == "sentences" and {"doc_id", "sentence"} <= columns:
        return ["doc_id", "sentence"], ["doc_id", "sentence"]
    if other in ENTITY_TABLES and "entity_id" in columns:
        return ["entity_id"], list(target.key)
    return None


def _named(frame: pd.DataFrame, table: str, keys: list[str]) -> pd.DataFrame:
    front = SINGULAR[table]
    renamed = {c: f"{front}_{c.removeprefix(f'{front}_')}" for c in frame.columns if c not in keys}
    return frame.rename(columns=renamed)


def _by_sentence(tables: Mapping[str, pd.DataFrame], frame: pd.DataFrame, first: str, other: str) -> pd.DataFrame:
    """Join facts with the entities named in their sentence, one row for each."""
    if other not in ENTITY_TABLES or not {"doc_id", "sentence"} <= set(frame.columns):
        raise ValueError(f"{first} and {other} have nothing by which they could be joined")
    key = BY_NAME[other].key[0]
    mentions = tables["mentions"][["doc_id", "sentence", "entity_id"]].drop_duplicates()
    met = mentions.merge(_named(tables[other], other, [key]), left_on="entity_id", right_on=key)
    return frame.merge(met.drop(columns="entity_id"), on=["doc_id", "sentence"])
