"""The component ``warta_dates``: time expressions of a Doc, into ``doc._.warta_dates``.

Requires ``doc._.silent`` and ``doc._.published_at``; uses ``doc._.warta_names`` where
it ran before, so that a number inside a name is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from warta.recognise import state
from warta.values.calendar import find_times
from warta.values.mention import NameMention, TimeMention

__all__ = ["Dates", "find_dates", "make_dates"]

state.register()

#: The year behind the name of an event belongs to the event: `World Congress 2023` (annotation guide).
_YEAR_BEHIND = re.compile(r"\s(?:[Tt]ahun\s)?(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)?\d\d)?$")


def _blocked(names: Iterable[NameMention]) -> Iterator[tuple[int, int]]:
    for name in names:
        year = _YEAR_BEHIND.search(name.text) if name.label == "ORG" else None
        yield name.start, name.start + year.start() if year else name.end


def _stands(mention: TimeMention, names: list[NameMention], text: str) -> bool:
    """Tell whether a mention holds beside the names: digits in brackets are an age behind a person only."""
    if mention.found_by != "rule:age_bracket":
        return True
    gap = text[max(0, mention.start - 4) : mention.start]
    before = mention.start - len(gap) + len(gap.rstrip(" \n(["))
    return all(name.label == "PER" for name in names if name.end == before)


def find_dates(doc: Doc) -> list[TimeMention]:
    """Return the time expressions of ``doc``, sorted, without overlap."""
    text = state.text_of(doc)
    names = [name for name in doc._.warta_names if name.label != "POS"]
    found = find_times(
        text,
        silent=doc._.silent,
        published_at=doc._.published_at,
        blocked=_blocked(names),
    )
    return [mention for mention in found if _stands(mention, names, text)]


class Dates:
    """Writes ``doc._.warta_dates`` and mirrors it in ``doc.spans["warta_dates"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        doc._.warta_dates = find_dates(doc)
        state.mirror(doc, "warta_dates", ((mention, mention.kind) for mention in doc._.warta_dates))
        return doc


@Language.factory("warta_dates", assigns=["doc._.warta_dates", "doc.spans"])
def make_dates(nlp: Language, name: str) -> Dates:
    """Create the component; it has no settings."""
    return Dates()
