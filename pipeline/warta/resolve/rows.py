"""What resolution over documents reads and writes: plain rows, declared once.

Reads one ``NameRow`` per distinct ``(label, norm, place)`` over all records and
gives an ``Entities``. The store aggregates records to name rows (``resolve.arrow.ARROW``
is the schema of that aggregation); nothing here knows how.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

EntityLabel = Literal["ORG", "PER", "FAC", "LOC"]

#: (label, norm, place): what one mention hands over to find its entity.
NameKey: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class NameRow:
    """One distinct name with everything counted about it over all documents.

    ``norm`` is the fullest name inside a document (``aliases.link``); ``place``
    is the hint of ``hints.find_hints``: a place for FAC and LOC, the mark of the
    document for a PER known there only (initials), else empty. Names with different places are different rows, because
    ``Masjid Agung`` of two towns is two facilities.

    ``surfaces``: (form, mentions) over the mentions of this row; line breaks and
    runs of spaces inside a form are folded to one space. ``surface_documents``:
    (form, number of documents) for the same forms; may be empty, then mention
    counts stand in. ``operators``: (norm of an ORG, documents) from the hints.
    ``years``: years of publication of the documents, sorted. ``documents`` and
    ``mentions`` may be 0 for a name that no mention carries (an organisation that
    follows from an office). Order inside the tuples does not matter.
    """

    label: EntityLabel
    norm: str
    place: str = ""
    documents: int = 0
    mentions: int = 0
    surfaces: tuple[tuple[str, int], ...] = ()
    surface_documents: tuple[tuple[str, int], ...] = ()
    operators: tuple[tuple[str, int], ...] = ()
    years: tuple[int, ...] = ()

    @property
    def key(self) -> NameKey:
        """``(label, norm, place)``, unique over the rows."""
        return (self.label, self.norm, self.place)


@dataclass(frozen=True, slots=True)
class Entity:
    """One organisation, person, facility or place. None is unknown.

    ``acronym``, ``parent_id``, ``country`` (ISO 3166-1 alpha-2) belong to
    organisations; ``place_id`` and ``operator_id`` to facilities; ``level`` and
    ``code`` (ISO alpha-2 of a country, else the Kemendagri code) to places;
    ``kind`` to organisations and facilities. Ids named here are always among the
    entities, with ``mentions`` 0 when only the register knows them.
    """

    entity_id: str
    label: EntityLabel
    name: str
    mentions: int
    kind: str | None = None
    acronym: str | None = None
    parent_id: str | None = None
    country: str | None = None
    place_id: str | None = None
    operator_id: str | None = None
    level: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of a run and the way from a name to its entity.

    ``entities`` is sorted by ``entity_id``; ``ids`` maps each row's
    ``(label, norm, place)`` to an id, a row dropped by a correction is missing;
    ``names`` holds (entity_id, surface form, mentions) sorted, the rows of table
    ``names``. How many documents an entity stands in is a matter of joining
    mentions with ``ids``; it cannot be added up from distinct names. ``unused``
    says of each correction that met no name which one it is, in words.
    """

    entities: tuple[Entity, ...]
    ids: Mapping[NameKey, str]
    names: tuple[tuple[str, str, int], ...]
    by_id: Mapping[str, Entity] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def of(self, label: str) -> tuple[Entity, ...]:
        """Return the entities of one label (``ORG``, ``PER``, ``FAC``, ``LOC``)."""
        return tuple(e for e in self.entities if e.label == label)

    def find(self, label: str, norm: str, place: str = "") -> Entity | None:
        """Return the entity of a name, or None when it is not among the rows."""
        entity_id = self.ids.get((label, norm, place))
        return None if entity_id is None else self.by_id[entity_id]
