"""The tables of a run with the ways around in them that a person looks for first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from warta.notebook import counts
from warta.notebook.find import Finder, Known, UnknownNameError
from warta.notebook.html import grid, heading, line, page
from warta.notebook.joins import join
from warta.notebook.passage import Passage, Passages
from warta.notebook.views import About, DocumentView
from warta.tables.frames import Tables as Frames
from warta.tables.schema import BY_NAME

if TYPE_CHECKING:
    import pandas as pd

#: Columns of ``documents`` that stand beside facts.
_BESIDE = ["doc_id", "source", "published_at"]


class Tables(Frames):
    """The tables of one output folder as typed DataFrames, ``tables.mentions`` or ``tables["mentions"]``.

    ``about`` gathers what is known of an entity, ``sentence`` and ``context`` lead from a row to its words,
    ``document`` shows a text with its facts; ``join`` puts tables side by side, ``timeline`` and ``together`` count.
    No method changes a table.
    """

    def about(self, name: str, among: str | None = None) -> About:
        """Return what the tables hold about an entity.

        ``name``: an id, a name, an acronym or a form that was met; ``among``: only entities of that table (``people``).
        Raises UnknownNameError, which suggests names, and AmbiguousNameError, which lists the entities; both are
        LookupErrors.
        """
        entity = self.find(name, among)
        mentions = self.mentions[self.mentions["entity_id"] == entity.entity_id]
        here = mentions[["doc_id", "sentence"]].drop_duplicates()
        offices = self.officials
        taking_part = offices["person_id"].eq(entity.entity_id).fillna(False)
        for role in ("organisation_id", "facility_id"):
            taking_part |= offices[role].eq(entity.entity_id).fillna(False)
        times = mentions.groupby("doc_id").size().rename("mentions_here")
        documents = self.documents.merge(times, left_on="doc_id", right_index=True)
        return About(
            entity=entity,
            names=self._of(self.names, entity).sort_values(["mentions", "name"], ascending=[False, True]),
            mentions=self._told(mentions),
            officials=self._told(offices[taking_part]),
            amounts=self._told(self.amounts.merge(here, on=["doc_id", "sentence"])),
            dates=self._told(self.dates.merge(here, on=["doc_id", "sentence"])),
            documents=documents.sort_values(["published_at", "doc_id"]).reset_index(drop=True),
            together=self.together(entity.entity_id),
        )

    def find(self, name: str, among: str | None = None) -> Known:
        """Return id, table, name, acronym, kind and mentions of an entity; ``name`` and errors as in ``about``."""
        return self._finder.find(name, among)

    def sentence(self, row: Any) -> Passage | Passages:
        """Return the sentence of a row of any table of facts, with the row's span marked.

        ``row``: a Series (``frame.iloc[0]``), a tuple of ``itertuples``, a dictionary, or a DataFrame for ``Passages``.
        Raises TypeError when the row comes from a table without sentences.
        """
        return self.context(row, sentences=0)

    def context(self, row: Any, sentences: int = 1) -> Passage | Passages:
        """Return the sentence of a row with as many sentences before and behind it; ``row`` as in ``sentence``."""
        if hasattr(row, "itertuples"):
            return Passages(self._passage(r, sentences) for r in row.to_dict("records"))
        return self._passage(_fields(row), sentences)

    def document(self, key: str) -> DocumentView:
        """Return a document with its sentences and facts; ``key``: its ``doc_id``, source or title.

        Raises UnknownNameError when there is none, or several.
        """
        documents = self.documents
        for column in ("doc_id", "source", "title"):
            found = documents[(documents[column] == key).fillna(False)]
            if column == "source" and not len(found):
                elsewhere = self.sources[(self.sources["source"] == key).fillna(False)]["doc_id"]
                found = documents[documents["doc_id"].isin(elsewhere)]
            if len(found) == 1:
                row = {str(name): value for name, value in found.iloc[0].items()}
                facts = ("sentences", "mentions", "dates", "amounts", "officials")
                return DocumentView(
                    row, **{n: self[n][self[n]["doc_id"] == row["doc_id"]].reset_index(drop=True) for n in facts}
                )
            if len(found):
                listed = ", ".join(found["doc_id"].head(8))
                raise UnknownNameError(f"{len(found)} documents have the {column} {key!r}; give the doc_id: {listed}")
        raise UnknownNameError(f"no document has the doc_id, source or title {key!r}")

    def join(self, first: str, *others: str) -> pd.DataFrame:
        """Return the rows of one table with those of others beside them: ``tables.join("officials", "documents")``.

        A column of a joined table gets that table's name in front: ``document_title``, ``sentence_text``,
        ``person_name``, ``organisation_kind``. What points at a row takes it along; rows that point nowhere stay.
        Facts and entities that point at each other in no way (``tables.join("amounts", "organisations")``) are joined
        where the entity stands in the sentence of the fact, one row for each such entity: they stand together, no more.
        Raises KeyError for an unknown table, ValueError for tables that have nothing to do with each other.
        """
        return join(self, first, *others)

    def timeline(self, *names: str, by: str = "month", of: str = "published") -> pd.DataFrame:
        """Return how many documents fall into each ``day``, ``month`` or ``year``.

        Columns ``date`` (first day of the stretch), ``name``, ``documents`` and ``mentions``; stretches without
        documents between the first and the last one count 0. With ``names``, the documents that name each of these
        entities; without, all. ``of="published"`` counts by the day of publication, ``of="dates"`` by the days that the
        sentences speak of. What has no day, or only a year where months are asked for, is left out;
        ``frame.attrs["left_out"]`` says how many documents that are.
        """
        entities = [self.find(name) for name in names]
        return counts.timeline(self, entities, by=by, of=of)

    def together(
        self,
        name: str | None = None,
        *,
        among: Iterable[str] | str = ("organisations", "people", "facilities"),
        by: str = "sentence",
        least: int = 1,
    ) -> pd.DataFrame:
        """Return who appears with whom, most often first.

        ``by``: in one ``sentence`` or one ``document``; ``least``: so many times. ``among``: the tables of the
        entities. Columns ``entity_id``, ``name``, ``table`` and the same with ``other_`` in front, ``sentences`` (of
        ``by="sentence"``) and ``documents``. With the ``name`` of an entity only its companions, without its columns.
        """
        wanted = (among,) if isinstance(among, str) else tuple(among)
        entity = None if name is None else self.find(name)
        return counts.together(self, self._finder, entity, wanted, by=by, least=least)

    def __repr__(self) -> str:
        rows = [f"  {name:<14}{len(self[name]):>9,} rows" for name in self if self._there(name)]
        return "\n".join([f"Tables in {self.folder}: {self._said}", *rows])

    def _repr_html_(self) -> str:
        rows = [(name, len(self[name]), BY_NAME[name].title.rpartition(": ")[2]) for name in self if self._there(name)]
        return page(
            heading(f"Tables in {self.folder}"),
            line(self._said, soft=True),
            grid(("table", "rows", "what it holds"), [(n, c, what) for n, c, what in rows]),
        )

    @property
    def _said(self) -> str:
        days = self.documents["published_at"].dropna()
        span = f", published {days.min()} to {days.max()}" if len(days) else ""
        return f"{len(self.documents):,} documents{span}"

    def _there(self, name: str) -> bool:
        return any((self.folder / f"{name}.{ending}").exists() for ending in ("csv", "parquet"))

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self)

    @cached_property
    def _at(self) -> dict[tuple[str, int], int]:
        """(doc_id, sentence) -> row of ``sentences``."""
        keys = zip(self.sentences["doc_id"], self.sentences["sentence"], strict=True)
        return {(str(doc), int(number)): row for row, (doc, number) in enumerate(keys)}

    def _of(self, frame: pd.DataFrame, entity: Known) -> pd.DataFrame:
        return frame[frame["entity_id"] == entity.entity_id].reset_index(drop=True)

    def _told(self, facts: pd.DataFrame) -> pd.DataFrame:
        """Return facts with their sentence, source and day, sorted by day."""
        words = self.sentences[["doc_id", "sentence", "text"]].rename(columns={"text": "sentence_text"})
        told = facts.merge(words, on=["doc_id", "sentence"], how="left")
        told = told.merge(self.documents[_BESIDE], on="doc_id", how="left")
        return told.sort_values(["published_at", "doc_id", "start"], kind="stable").reset_index(drop=True)

    def _passage(self, row: Mapping[str, Any], around: int) -> Passage:
        if "doc_id" not in row or "sentence" not in row:
            raise TypeError(
                "this row belongs to no sentence; rows of sentences, mentions, dates, amounts and officials do"
                " (for an entity there is tables.about)"
            )
        doc_id, number = str(row["doc_id"]), int(row["sentence"])
        at = self._at.get((doc_id, number))
        if at is None:
            raise UnknownNameError(f"these tables have no sentence {number} of document {doc_id}")
        sentences = self.sentences
        numbers = range(number - max(0, around), number + around + 1)
        rows = [r for n in numbers if (r := self._at.get((doc_id, n))) is not None]
        text, start = "", int(sentences["start"].iloc[rows[0]])
        for r in rows:
            # offsets stay true when the space between two sentences is as long as it was
            text = text.ljust(int(sentences["start"].iloc[r]) - start) + str(sentences["text"].iloc[r])
        mark = None
        if "start" in row and "end" in row:
            first, last = int(row["start"]) - start, int(row["end"]) - start
            mark = (max(0, first), min(len(text), last)) if 0 <= first < len(text) else None
        label = next((str(row[name]) for name in ("label", "kind") if isinstance(row.get(name), str)), "")
        source = self._sources.get(doc_id, doc_id)
        whole = mark == (0, len(text)) and not label and "position" not in row
        return Passage(text, start, None if whole else mark, label, doc_id, source)

    @cached_property
    def _sources(self) -> dict[str, str]:
        return dict(zip(self.documents["doc_id"], self.documents["source"], strict=True))


def _fields(row: Any) -> Mapping[str, Any]:
    """Return a row as a mapping of its columns."""
    if isinstance(row, Mapping):
        return row
    for method in ("to_dict", "_asdict"):
        if hasattr(row, method):
            return dict(getattr(row, method)())
    raise TypeError(f"{type(row).__name__} is no row of a table: take frame.iloc[0], a tuple of itertuples or a dict")
