"""Entities in the making: what is known of each before ids are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from warta.resolve import bodies, classify, lands, people, sites
from warta.resolve.ids import assign, slug
from warta.resolve.keys import fold
from warta.resolve.register import Body, register
from warta.resolve.rows import EntityLabel, NameRow
from warta.resolve.units import units

PREFIX = {"ORG": "org", "PER": "per", "FAC": "fac", "LOC": "loc"}
#: the ministry whose units ``kemensos_units.csv`` lists
_UNITS_OF = "kemensos"


@dataclass(slots=True)
class Draft:
    """One entity without its id. ``parent``, ``place`` and ``operator`` are names.

    ``place_hint`` is the place around ``place``; ``suffix`` belongs to the identity
    besides the name (``ids``). ``fields`` marks what a correction has set.
    """

    label: EntityLabel
    rows: list[NameRow]
    name: str
    kind: str | None = None
    acronym: str | None = None
    parent: str | None = None
    country: str | None = None
    place: str | None = None
    operator: str | None = None
    level: str | None = None
    code: str | None = None
    suffix: str = ""
    dropped: bool = False
    fields: set[str] = field(default_factory=set)

    @property
    def wanted(self) -> str:
        """What the id is made of."""
        return f"{self.name} {self.suffix}".strip()

    @property
    def identity(self) -> str:
        """What tells this entity from all others: its label and names."""
        return "\n".join([self.label, self.name, *sorted("\t".join(row.key) for row in self.rows)])


def ids_of(drafts: Sequence[Draft]) -> list[str]:
    """Return the id of each draft; facilities of one name are told apart by their places where these are known."""
    wanted = [f"{PREFIX[d.label]}-{slug(d.wanted)}" for d in drafts]
    times = Counter(wanted)
    for number, made in enumerate(drafts):
        if times[wanted[number]] > 1 and made.place is not None and not made.suffix:
            wanted[number] = f"{PREFIX[made.label]}-{slug(f'{made.name} {made.place}')}"
    return assign(wanted, [d.identity for d in drafts])


def organisation(rows: Sequence[NameRow], body: Body | None) -> Draft:
    """Describe one organisation; ``rows`` may be empty when ``body`` is given."""
    name = bodies.name(rows, body)
    kind = classify.kind_of(name, body)
    parent = classify.parent_of(name, kind, body)
    country = classify.country_of(name, kind, body)
    if country is None and parent is not None:
        above = register().pick(register().by_name(parent))
        country = classify.country_of(parent, classify.kind_of(parent, above), above)
    return Draft(
        "ORG",
        list(rows),
        name,
        kind=kind,
        acronym=bodies.acronym(rows, name, body),
        parent=None if parent is not None and fold(parent) == fold(name) else parent,
        country=country,
    )


def person(rows: Sequence[NameRow]) -> Draft:
    """Describe one person."""
    # known inside one document only: its mark belongs to the identity
    marks = {row.place for row in rows}
    return Draft("PER", list(rows), people.name(rows), suffix=min(marks) if "" not in marks and len(marks) == 1 else "")


def facility(rows: Sequence[NameRow], unit: str | None) -> Draft:
    """Describe one facility; ``unit`` is its id in the register of units, or None."""
    known = None if unit is None else units()[unit]
    mark = next((m for row in rows if (m := sites.landmark(row.norm)) is not None), None) if known is None else None
    if mark is not None:
        return Draft("FAC", list(rows), mark.name, kind=mark.kind, place=mark.place, operator=sites.operator_of(rows))
    name = sites.name(rows) if known is None else known.name
    kind = sites.kind_of(name)
    where = sites.where_of(rows) if known is None else known.places[0]
    run_by = sites.operator_of(rows)
    if known is not None:
        ministry = register().by_id.get(_UNITS_OF)
        run_by = run_by if ministry is None else ministry.name
    shared = known is None and sites.local(kind)
    inside = any(sites.site(row.norm).where for row in rows)
    suffix = where if where is not None and shared and not inside and fold(where) not in fold(name) else ""
    return Draft("FAC", list(rows), name, kind=kind, place=where, operator=run_by, suffix=suffix)


def spot(rows: Sequence[NameRow], found: lands.Land) -> Draft:
    """Describe one place."""
    return Draft(
        "LOC",
        list(rows),
        lands.name(rows, found),
        level=None if found.place is None else found.place.level,
        code=None if found.place is None else found.place.code,
        suffix=lands.suffix(found),
    )


def cluster(label: EntityLabel, rows: Sequence[NameRow]) -> list[Draft]:
    """Join the rows of one label, which must be in a fixed order, and describe each entity."""
    if label == "PER":
        return [person([rows[i] for i in group]) for group in people.cluster(rows).groups()]
    if label == "ORG":
        sets, known = bodies.cluster(rows)
        return [
            organisation([rows[i] for i in group], next((b for i in group if (b := known[i]) is not None), None))
            for group in sets.groups()
        ]
    if label == "FAC":
        sets, unit = sites.cluster(rows)
        return [
            facility([rows[i] for i in group], next((u for i in group if (u := unit[i]) is not None), None))
            for group in sets.groups()
        ]
    sets, found = lands.cluster(rows)
    return [spot([rows[i] for i in group], found[group[0]]) for group in sets.groups()]


def describe(label: EntityLabel, rows: Sequence[NameRow]) -> Draft:
    """Describe rows that a correction has put together as one entity."""
    if label == "PER":
        return person(rows)
    if label == "ORG":
        return organisation(rows, next((b for row in rows if (b := bodies.body_of(row)) is not None), None))
    if label == "FAC":
        _, unit = sites.cluster(rows)
        return facility(rows, next((u for u in unit if u is not None), None))
    return spot(rows, lands.land(rows[0].norm, rows[0].place))
