"""Counting: documents over time, and who appears with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from warta.notebook.find import Finder, Known
from warta.tables.schema import ENTITY_TABLES

if TYPE_CHECKING:
    import pandas as pd

#: Stretch -> its pandas frequency and the length of an EDTF value that is as exact.
_STRETCHES = {"day": ("D", 10), "month": ("M", 7), "year": ("Y", 4)}
#: Days that dates of releases can sensibly mean; others would make a timeline of centuries.
_FIRST, _LAST = "1900-01-01", "2100-01-01"


def timeline(
    tables: Mapping[str, pd.DataFrame], entities: Sequence[Known], *, by: str = "month", of: str = "published"
) -> pd.DataFrame:
    """Return documents and mentions by stretch of time; see ``Tables.timeline``."""
    import pandas as pd

    if by not in _STRETCHES:
        raise ValueError(f"by: {by!r} is none of {', '.join(_STRETCHES)}")
    if of not in {"published", "dates"}:
        raise ValueError(f"of: {of!r} is neither published nor dates")
    frequency, exact = _STRETCHES[by]
    mentions, documents = tables["mentions"], tables["documents"]
    if entities:
        names = {e.entity_id: e.name for e in entities}
        met = mentions[mentions["entity_id"].isin(list(names))][["doc_id", "sentence", "entity_id"]]
        met = met.assign(name=met["entity_id"].map(names).astype("string"))
        order = [e.name for e in entities]
    else:
        order = ["all documents"]
        met = (mentions if of == "published" else tables["dates"])[["doc_id", "sentence"]]
        # a document without a mention is a document still
        met = pd.concat([met.assign(one=1), documents[["doc_id"]].assign(sentence=-1, one=0)]).assign(name=order[0])
    if "one" not in met:
        met = met.assign(one=1)
    if of == "published":
        days = documents[["doc_id", "published_at"]]
        known = days[days["published_at"].str.len().ge(exact).fillna(False)]
        dated = met.merge(known.assign(date=pd.to_datetime(known["published_at"].str[:exact])), on="doc_id")
    else:
        dates = tables["dates"]
        enough = {"day": ["day"], "month": ["day", "month"], "year": ["day", "month", "year"]}[by]
        dates = dates[dates["precision"].isin(enough) & dates["first_day"].between(_FIRST, _LAST)]
        told = dates[["doc_id", "sentence", "first_day"]].drop_duplicates().rename(columns={"first_day": "date"})
        dated = met.drop_duplicates(["doc_id", "sentence", "name"]).merge(told, on=["doc_id", "sentence"])
    dated = dated.assign(date=dated["date"].astype("datetime64[s]").dt.to_period(frequency))
    grouped = dated.groupby(["name", "date"], observed=True)
    table = grouped.agg(documents=("doc_id", "nunique"), mentions=("one", "sum"))
    if len(table):
        stretch = table.index.get_level_values("date")
        every = pd.period_range(stretch.min(), stretch.max(), freq=frequency)
        table = table.reindex(pd.MultiIndex.from_product([order, every], names=["name", "date"]), fill_value=0)
    frame = table.reset_index()
    frame["date"] = frame["date"].dt.to_timestamp() if len(frame) else pd.Series([], dtype="datetime64[s]")
    frame = frame.astype({"documents": "Int32", "mentions": "Int32", "name": "string"})
    frame = frame[["date", "name", "documents", "mentions"]]
    frame.attrs["left_out"] = int(met["doc_id"].nunique() - dated["doc_id"].nunique())
    return frame


def together(
    tables: Mapping[str, pd.DataFrame],
    finder: Finder,
    entity: Known | None,
    among: Sequence[str],
    *,
    by: str = "sentence",
    least: int = 1,
) -> pd.DataFrame:
    """Return pairs of entities that appear together; see ``Tables.together``."""
    if by not in {"sentence", "document"}:
        raise ValueError(f"by: {by!r} is neither sentence nor document")
    for table in among:
        if table not in ENTITY_TABLES:
            raise ValueError(f"among: {table!r} is no table of entities; these are {', '.join(ENTITY_TABLES)}")
    keys = ["doc_id", "sentence"] if by == "sentence" else ["doc_id"]
    met = tables["mentions"][[*keys, "entity_id"]].dropna().drop_duplicates()
    met = met.assign(entity_id=met["entity_id"].astype("string"))
    table_of = {i: known.table for i, known in finder.by_id.items()}
    wanted = met[met["entity_id"].map(table_of).isin(among)]
    first = wanted if entity is None else met[met["entity_id"] == entity.entity_id]
    pairs = first.merge(wanted.rename(columns={"entity_id": "other_entity_id"}), on=keys)
    if entity is None:
        pairs = pairs[pairs["entity_id"] < pairs["other_entity_id"]]
    else:
        pairs = pairs[pairs["entity_id"] != pairs["other_entity_id"]]
    grouped = pairs.groupby(["entity_id", "other_entity_id"])
    counted = grouped.agg(sentences=("doc_id", "size"), documents=("doc_id", "nunique")).reset_index()
    measure = f"{by}s"
    counted = counted[counted[measure] >= least].astype({"sentences": "Int32", "documents": "Int32"})
    if by == "document":
        counted = counted.drop(columns="sentences")
    for side in ("", "other_"):
        ids = counted[f"{side}entity_id"]
        counted[f"{side}name"] = ids.map({i: k.name for i, k in finder.by_id.items()}).astype("string")
        counted[f"{side}table"] = ids.map(table_of).astype("category")
    order = [measure, *(["documents"] if by == "sentence" else [])]
    counted = counted.sort_values(
        [*order, "entity_id", "other_entity_id"], ascending=[*[False] * len(order), True, True]
    )
    sides = ("other_",) if entity is not None else ("", "other_")
    columns = [f"{side}{name}" for side in sides for name in ("entity_id", "name", "table")]
    result = counted[[*columns, *order]].reset_index(drop=True)
    return result.rename(columns=lambda c: c.removeprefix("other_")) if entity is not None else result
