"""Own gazetteers in resolution: one name in a document, one entity over all, with the columns that the file says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from warta.own import Own, OwnName
from warta.resolve.corrections import Action, Correction, Corrections
from warta.resolve.rows import EntityLabel, NameRow
from warta.values.mention import NameMention

_LABELS: tuple[EntityLabel, ...] = ("ORG", "PER", "FAC", "LOC")


def own_norms(names: Sequence[NameMention], own: Mapping[tuple[int, int], tuple[str, ...]]) -> list[NameMention]:
    """Return linked names with the name of the gazetteer as norm of what the gazetteer found.

    ``own``: (start, end) -> the forms of a row, its name first. What the document calls by another form of the same
    row, or by a part of one (``Rina`` for ``Rina Wati``), gets that norm as well.
    """
    if not own:
        return list(names)
    said: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for name in names:
        forms = own.get((name.start, name.end))
        if forms is not None:
            said.setdefault((name.label, name.norm), set()).add(forms)
    out = []
    for name in names:
        forms = own.get((name.start, name.end))
        if forms is None:
            (forms, *others) = sorted(said.get((name.label, name.norm), {()}))
            if others or not any(set(name.text.split()) <= set(form.split()) for form in forms):
                forms = ()
        out.append(replace(name, norm=forms[0]) if forms else name)
    return out


def own_corrections(own: Own, rows: Iterable[NameRow], corrections: Corrections) -> Corrections:
    """Return what own knowledge says of the names that were met, in front of the corrections of a file.

    Line 0 marks them: they come without a complaint when a later correction takes their entity away.
    """
    if not own:
        return corrections
    met: dict[tuple[str, str], int] = {}
    for row in rows:
        met[row.label, row.norm] = met.get((row.label, row.norm), 0) + 1
    there = [name for name in own.names if (name.label, name.name) in met]
    # Two rows of a gazetteer are two entities, one row is one, whatever resolution would make of them.
    apart = {(n.label, n.name) for n in there if met[n.label, n.name] > 1} | _confused(there)
    said_apart = {(c.label, c.name) for c in corrections.of("split")}
    made: list[Correction] = []
    for name in there:
        if (name.label, name.name) in apart - said_apart:
            made.append(_say("split", name.label, name.name))
        if not any(c.action == "rename" and (c.label, c.name) == (name.label, name.name) for c in corrections.rows):
            made.append(_say("rename", name.label, name.name, value=name.name))
        made += [_say("set", name.label, name.name, field, value) for field, value in name.fields]
    listed = {name.name for name in there if name.label == "FAC" and "kind" in dict(name.fields)}
    for label, norm in sorted(met):
        kind = own.kind_of(norm) if label == "FAC" and norm not in listed else None
        if kind is not None:
            made.append(_say("set", "FAC", norm, "kind", kind))
    return Corrections((*made, *corrections.rows))


def _confused(names: Sequence[OwnName]) -> set[tuple[str, str]]:
    """Return the own names that resolution would join with one another."""
    from warta.resolve.draft import cluster  # one document needs no registers

    found: set[tuple[str, str]] = set()
    for label in _LABELS:
        rows = [NameRow(label, name) for name in sorted({n.name for n in names if n.label == label})]
        for draft in cluster(label, rows):
            if len(draft.rows) > 1:
                found |= {(label, row.norm) for row in draft.rows}
    return found


def _say(action: Action, label: str, name: str, field: str = "", value: str = "") -> Correction:
    return Correction(0, action, label, name, field, value)
