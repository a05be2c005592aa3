"""What the scores compare: the facts of one document as plain values, gold or found.

Both sides have the same shape, the gold format of the annotation guide, so that
the score functions know nothing of files, spaCy or tables.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

NAME_LABELS = ("ORG", "PER", "FAC", "LOC")
DATE_LABELS = ("DATE", "DURATION")
AMOUNT_LABELS = ("MONEY", "PERCENT", "COUNT", "MEASURE")
LABELS = NAME_LABELS + DATE_LABELS + AMOUNT_LABELS
FIELDS = ("title", "published_at", "publisher", "author", "editor", "dateline_place")
STATUSES = ("definitive", "acting", "former")


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One span: ``text`` is ``document[start:end]``, ``norm`` its normalised value."""

    start: int
    end: int
    label: str
    text: str
    norm: str


@dataclass(frozen=True, slots=True)
class Official:
    """A person with an office; ``organisation`` is None when it is unknown."""

    person: str
    position: str
    organisation: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """The facts of one document.

    ``metadata`` maps each of ``FIELDS`` to its value or None. ``text`` is the
    document's text where it is known (it only serves the context of an error).
    """

    name: str
    metadata: Mapping[str, str | None] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    officials: tuple[Official, ...] = ()
    text: str | None = None

    def labelled(self, labels: tuple[str, ...]) -> list[Mention]:
        """Return the mentions with one of the labels, in document order."""
        return sorted(m for m in self.mentions if m.label in labels)


def light(value: str) -> str:
    """Return the form under which two values are compared: NFC, case folded, spaces collapsed.

    Nothing else is forgiven: a missing word, a bracket or a hyphen is a difference.
    """
    return " ".join(unicodedata.normalize("NFC", value).casefold().split())


def light_or_none(value: str | None) -> str | None:
    """``light`` for a value that may be unknown; unknown equals only unknown."""
    return None if value is None else light(value)
