"""Entities over all documents, from the distinct names of all records.

Works on distinct names, never on mentions: the store aggregates records to
``NameRow`` and joins the ids back. Every step is a dictionary of keys or a sort; names
are compared pairwise only inside blocks that share all words but one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from warta.resolve import amend, bodies, lands
from warta.resolve.corrections import Corrections
from warta.resolve.draft import Draft, cluster, ids_of, organisation, spot
from warta.resolve.memo import forget
from warta.resolve.rows import Entities, Entity, EntityLabel, NameKey, NameRow

__all__ = ["Entities", "Entity", "NameRow", "resolve"]

LABELS: tuple[EntityLabel, ...] = ("ORG", "PER", "FAC", "LOC")


def resolve(distinct: Iterable[NameRow], corrections: Corrections | None = None) -> Entities:
    """Join names that mean one thing and describe each entity.

    Pure function of the set of rows: their order does not matter. Entities that
    others point to (parents, operators, places of facilities) are added with no
    mentions when no row holds them.
    Raises ValueError when two rows have the same ``(label, norm, place)`` or an
    unknown label.
    """
    rows = sorted(distinct, key=lambda row: row.key)
    for row, following in pairwise(rows):
        if row.key == following.key:
            raise ValueError(f"two rows for the name {row.key}")
    unknown = {row.label for row in rows} - set(LABELS)
    if unknown:
        raise ValueError(f"unknown label {sorted(unknown)[0]!r}")
    rules = corrections or Corrections()
    unused: list[tuple[int, str]] = []
    rest, apart = amend.split(rows, rules, unused)
    by_label: dict[str, list[Draft]] = {}
    for label in sorted(LABELS, key=lambda label: label == "ORG"):
        forget()  # the names of one label are asked for again and again, those of another hardly ever
        by_label[label] = cluster(label, [row for row in rest if row.label == label])
    # Organisations came last: what is kept of their names is asked for again when others point to them.
    drafts = [draft for label in LABELS for draft in by_label[label]] + apart
    dropped: set[NameKey] = set()
    if rules.rows:
        before = _keys(drafts)
        drafts = amend.apply(drafts, rules, unused)
        dropped = before - _keys(drafts)
    made = _finish(drafts, [text for line, text in sorted(unused) if line], dropped=dropped)
    forget()
    return made


def _keys(drafts: Iterable[Draft]) -> set[NameKey]:
    return {row.key for draft in drafts for row in draft.rows}


def _finish(drafts: list[Draft], unused: Sequence[str], dropped: set[NameKey]) -> Entities:
    """Give ids, turn names of other entities into ids, and lay out the result."""
    index = _Index(drafts, dropped)
    # parents may bring in parents of their own, so the list grows while it is walked
    for draft in drafts:
        if draft.parent is not None:
            index.organisation(draft.parent)
        if draft.operator is not None:
            index.organisation(draft.operator)
        if draft.place is not None:
            index.land(draft.place)
    ids = ids_of(drafts)
    of = {id(draft): entity_id for draft, entity_id in zip(drafts, ids, strict=True)}

    def refer(found: Draft | None, own: str) -> str | None:
        target = None if found is None else of[id(found)]
        return None if target == own else target

    made: list[Entity] = []
    keys: dict[NameKey, str] = {}
    names: list[tuple[str, str, int]] = []
    for draft, entity_id in zip(drafts, ids, strict=True):
        surfaces: Counter[str] = Counter()
        for row in draft.rows:
            keys[row.key] = entity_id
            for form, count in row.surfaces:
                surfaces[form] += count
        names += ((entity_id, form, count) for form, count in surfaces.items())
        made.append(
            Entity(
                entity_id,
                draft.label,
                draft.name,
                sum(row.mentions for row in draft.rows),
                kind=draft.kind,
                acronym=draft.acronym,
                parent_id=refer(index.organisation(draft.parent), entity_id),
                country=draft.country,
                place_id=refer(index.land(draft.place), entity_id),
                operator_id=refer(index.organisation(draft.operator), entity_id),
                level=draft.level,
                code=draft.code,
            )
        )
    made.sort(key=lambda e: e.entity_id)
    names.sort()
    return Entities(tuple(made), keys, tuple(names), {e.entity_id: e for e in made}, tuple(unused))


class _Index:
    """Find the entity that a name in another entity means, or make one the rows lack."""

    def __init__(self, drafts: list[Draft], dropped: set[NameKey]) -> None:
        self._drafts = drafts
        self._dropped = {(label, norm) for label, norm, _ in dropped}
        self._names: dict[EntityLabel, dict[str, Draft]] = {label: {} for label in LABELS}
        self._bodies: dict[object, Draft] = {}
        self._lands: dict[tuple[str, ...], Draft] = {}
        self._ids: dict[str, Draft] = {}
        self._ids = dict(zip(ids_of(drafts), drafts, strict=True))
        for draft in drafts:
            self._add(draft)

    def _add(self, draft: Draft) -> None:
        names = self._names[draft.label]
        names.setdefault(draft.name, draft)
        for row in draft.rows:
            names.setdefault(row.norm, draft)
        if draft.label == "ORG":
            for key in {_body_key(n) for n in (draft.name, *(row.norm for row in draft.rows[:8]))}:
                self._bodies.setdefault(key, draft)
        if draft.label == "LOC":
            for norm, around in {(draft.name, ""), *((r.norm, r.place) for r in draft.rows[:8])}:
                self._lands.setdefault(lands.land(norm, around).identity, draft)

    def organisation(self, name: str | None) -> Draft | None:
        """Return the organisation called ``name`` (a name or id); made from name and register when there is none."""
        if name is None or ("ORG", name) in self._dropped:
            return None
        found = self._ids.get(name) or self._names["ORG"].get(name) or self._bodies.get(_body_key(name))
        if found is None:
            body = bodies.body_of(NameRow("ORG", name))
            found = organisation([] if body is not None else [NameRow("ORG", name)], body)
            found.rows = []
            self._drafts.append(found)
            self._add(found)
            self._names["ORG"][name] = found
        return found

    def land(self, name: str | None) -> Draft | None:
        """Return the place called ``name`` (a name or id); made from the register when there is none."""
        if name is None or ("LOC", name) in self._dropped:
            return None
        found = self._ids.get(name) or self._names["LOC"].get(name)
        if found is None:
            meant = lands.land(name, "")
            found = self._lands.get(meant.identity)
            if found is None:
                found = spot([NameRow("LOC", name)], meant)
                found.rows = []
                self._drafts.append(found)
                self._add(found)
                self._names["LOC"][name] = found
        return found


def _body_key(name: str) -> object:
    """Return what two names of one organisation have in common: registered body or key."""
    body = bodies.body_of(NameRow("ORG", name))
    return bodies.key(bodies.full_name(name)) if body is None else ("#", body.id)
