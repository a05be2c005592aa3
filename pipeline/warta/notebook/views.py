"""What the tables hold about one entity, and about one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from warta.notebook.find import Known
from warta.notebook.html import Mark, grid, heading, highlight, line, page

if TYPE_CHECKING:
    import pandas as pd

#: Rows of each table that are shown; the frames have all.
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class About:
    """An entity and what stands around it. Every attribute but ``entity`` is a DataFrame, sorted by day of publication.

    ``mentions``: its mentions with their sentences; ``names``: the forms under which it was met; ``officials``: the
    offices in which it takes part, as person or as body; ``amounts`` and ``dates``: those in its sentences;
    ``documents``: where it stands, with the number of mentions; ``together``: who else stands in its sentences.
    That an amount stands in its sentence does not say that it is its own: read the sentence.
    """

    entity: Known
    names: pd.DataFrame
    mentions: pd.DataFrame
    officials: pd.DataFrame
    amounts: pd.DataFrame
    dates: pd.DataFrame
    documents: pd.DataFrame
    together: pd.DataFrame

    @property
    def _counts(self) -> str:
        kept = ("mentions", "documents", "officials", "amounts", "dates")
        return ", ".join(_count(len(getattr(self, name)), name) for name in kept)

    def __repr__(self) -> str:
        forms = ", ".join(self.names["name"].head(5))
        more = f" and {len(self.names) - 5} more" if len(self.names) > 5 else ""
        lines = [str(self.entity), f"  {self._counts}", f"  met as {forms}{more}" if forms else "  never met by name"]
        if len(self.together):
            lines.append("  together with " + ", ".join(self.together["name"].head(3)))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        e = self.entity
        short = f" ({e.acronym})" if e.acronym else ""
        parts = [heading(f"{e.name}{short}"), line(f"{e.kind or e.table} · {e.entity_id} · {self._counts}", soft=True)]
        shown: list[tuple[str, pd.DataFrame, Sequence[str]]] = [
            ("Mentions", self.mentions, ("published_at", "text", "sentence_text", "source")),
            ("Officials", self.officials, ("as_of", "person", "position", "organisation", "status")),
            ("Amounts in its sentences", self.amounts, ("published_at", "text", "value", "unit", "sentence_text")),
            ("Together with", self.together, ("name", "sentences", "documents")),
        ]
        for title, frame, columns in shown:
            if len(frame):
                parts += [heading(title), frame_grid(frame, columns)]
        return page(*parts)


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document: ``row`` of the table ``documents``, its sentences and facts as DataFrames."""

    row: dict[str, Any]
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    dates: pd.DataFrame
    amounts: pd.DataFrame
    officials: pd.DataFrame

    @property
    def text(self) -> str:
        """The sentences one behind the other. White space between them is made up: a space, or as many line breaks."""
        return "".join(gap + text for gap, text in self._pieces())

    def _pieces(self) -> list[tuple[str, str]]:
        out, end = [], None
        for start, stop, text in zip(*(self.sentences[c] for c in ("start", "end", "text")), strict=True):
            gap = "" if end is None else " " if start - end < 2 else "\n\n"
            out.append((gap, str(text)))
            end = stop
        return out

    def __repr__(self) -> str:
        said = (self.row.get(name) for name in ("publisher", "dateline_place", "published_at"))
        head = " · ".join(str(s) for s in said if isinstance(s, str))
        kept = ("sentences", "mentions", "officials", "amounts", "dates")
        counts = ", ".join(_count(len(getattr(self, name)), name) for name in kept)
        title = self.row["title"] if isinstance(self.row["title"], str) else "(no title)"
        return f"{title}\n  {self.row['source']} ({self.row['doc_id']}){'  ' if head else ''}{head}\n  {counts}"

    def _repr_html_(self) -> str:
        said = (self.row.get(name) for name in ("publisher", "dateline_place", "published_at", "source"))
        title = self.row["title"] if isinstance(self.row["title"], str) else str(self.row["source"])
        parts = [heading(title), line(" · ".join(str(s) for s in said if isinstance(s, str)), soft=True)]
        found = list(zip(*(self.mentions[c] for c in ("start", "end", "label", "norm", "found_by")), strict=True))
        body, at = [], 0
        starts = zip(self.sentences["start"], self.sentences["end"], self._pieces(), strict=True)
        for start, end, (gap, text) in starts:
            marks = []
            while at < len(found) and found[at][0] < end:
                first, last, label, norm, found_by = found[at]
                if first >= start and last <= end:
                    marks.append(Mark(first - start, last - start, str(label), f"{norm} ({found_by})"))
                at += 1
            body.append(("<br><br>" if "\n" in gap else gap) + highlight(text, marks, breaks=False))
        parts.append(f"<p>{''.join(body)}</p>")
        return page(*parts)


def frame_grid(frame: pd.DataFrame, columns: Sequence[str], most: int = _SHOWN) -> str:
    """Return the first rows of a frame as an HTML table; exact numbers with separators."""
    rows = [[_cell(value) for value in row] for row in frame[list(columns)].head(most).itertuples(index=False)]
    return grid([c.replace("_", " ") for c in columns], rows, of=len(frame))


def _cell(value: Any) -> Any:
    import pandas as pd

    if value is None or value is pd.NA or value is pd.NaT:
        return None
    return value if isinstance(value, int | Decimal) else str(value)


def _count(number: int, plural: str) -> str:
    return f"{number:,} {plural if number != 1 else plural[:-1]}"
