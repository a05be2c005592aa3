"""Apply corrections to the entities in the making."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from warta.resolve.corrections import Correction, Corrections
from warta.resolve.draft import Draft, describe, ids_of
from warta.resolve.rows import EntityLabel, NameRow


def split(
    rows: Sequence[NameRow], corrections: Corrections, unused: list[tuple[int, str]]
) -> tuple[list[NameRow], list[Draft]]:
    """Take the rows named by ``split`` out; return the rest and one draft per name split off.

    A split with a value goes to a draft of that value, which later joins the entity of
    that name when there is one.
    """
    out: dict[tuple[str, str], str] = {(c.label, c.name): c.value for c in corrections.of("split")}
    met: set[tuple[str, str]] = set()
    rest: list[NameRow] = []
    apart: dict[tuple[EntityLabel, str, str], list[NameRow]] = {}
    for row in rows:
        key = (row.label, row.norm)
        if key in out:
            met.add(key)
            apart.setdefault((row.label, out[key], row.norm), []).append(row)
        else:
            rest.append(row)
    unused.extend(_say(c) for c in corrections.of("split") if (c.label, c.name) not in met)
    drafts = []
    for (label, _, norm), taken in sorted(apart.items(), key=lambda item: item[0]):
        made = describe(label, taken)
        made.name = norm
        drafts.append(made)
    return rest, drafts


def apply(drafts: list[Draft], corrections: Corrections, unused: list[tuple[int, str]]) -> list[Draft]:
    """Return the drafts after merges, renames, settings and drops; says in ``unused`` what met nothing."""
    if not corrections.rows:
        return drafts
    find = _finder(drafts)
    gone: set[int] = set()
    merges = [c for c in corrections.rows if c.action == "merge" or (c.action == "split" and c.value)]
    for row in merges:
        one, into = find(row.label, row.name), find(row.label, row.value)
        if one is None or into is None:
            # a split to a name that is nobody's yet founds that entity
            if row.action == "split" and one is not None:
                one.name = row.value
                find = _finder([d for i, d in enumerate(drafts) if i not in gone])
            elif row.action == "merge":
                unused.append(_say(row))
            continue
        if one is into:
            continue
        keep = into.name
        merged = describe(into.label, sorted([*into.rows, *one.rows], key=lambda r: r.key))
        merged = replace(merged, name=keep, kind=into.kind or merged.kind, fields=into.fields | {"name"})
        gone.add(next(i for i, d in enumerate(drafts) if d is one))
        drafts[next(i for i, d in enumerate(drafts) if d is into)] = merged
        find = _finder([d for i, d in enumerate(drafts) if i not in gone])
    for action in ("rename", "set", "drop"):
        for row in corrections.rows:
            if row.action != action:
                continue
            found = find(row.label, row.name)
            if found is None:
                unused.append(_say(row))
            elif action == "rename":
                found.name, found.suffix = row.value, ""
            elif action == "set":
                setattr(found, row.field, row.value or None)
                found.fields.add(row.field)
            else:
                found.dropped = True
    return [d for i, d in enumerate(drafts) if i not in gone and not d.dropped]


def _finder(drafts: Sequence[Draft]) -> Callable[[str, str], Draft | None]:
    """Return a look-up of drafts by label and id, norm, canonical name, acronym or surface form, in that order.

    The last two count only where they stand for one entity.
    """
    by_id = dict(zip(ids_of(drafts), drafts, strict=True))
    by_name: dict[tuple[str, str], Draft] = {}
    by_norm: dict[tuple[str, str], Draft] = {}
    for made in drafts:
        by_name.setdefault((made.label, made.name), made)
        for row in made.rows:
            by_norm.setdefault((made.label, row.norm), made)

    @cache  # most corrections do without
    def by_form() -> dict[tuple[str, str], list[Draft]]:
        alike: dict[tuple[str, str], list[Draft]] = {}
        for made in drafts:
            forms = {form for row in made.rows for form, _ in row.surfaces}
            for form in forms if made.acronym is None else forms | {made.acronym}:
                alike.setdefault((made.label, form), []).append(made)
        return alike

    def find(label: str, name: str) -> Draft | None:
        found = by_id.get(name)
        if found is not None and found.label == label:
            return found
        exact = by_norm.get((label, name)) or by_name.get((label, name))
        if exact is not None:
            return exact
        alike = by_form().get((label, name), [])
        return alike[0] if len(alike) == 1 else None

    return find


def _say(row: Correction) -> tuple[int, str]:
    """Name a correction for a person to find it, with its line to sort by."""
    tail = f" -> {row.value}" if row.value else ""
    where = "in the column norm of mentions" if row.action == "split" else "among the documents"
    return row.line, f"line {row.line}: {row.action} {row.label} {row.name!r}{tail}: no such name {where}"
