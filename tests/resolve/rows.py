"""Short ways to write name rows in tests."""

from __future__ import annotations

from typing import cast

from warta.resolve.rows import EntityLabel, NameRow


def row(
    label: str, norm: str, place: str = "", *, documents: int = 1, years: tuple[int, ...] = (), **forms: int
) -> NameRow:
    """Return a row; ``forms`` are surface forms (``_`` for a space) with their mentions and documents."""
    surfaces = tuple((form.replace("_", " "), count) for form, count in forms.items()) or ((norm, documents),)
    return NameRow(
        cast(EntityLabel, label),
        norm,
        place,
        documents=documents,
        mentions=sum(n for _, n in surfaces),
        surfaces=surfaces,
        years=years,
    )


def written(line: str) -> NameRow:
    """Read ``ORG:Name``, ``FAC:Name@Place``, with ``*12`` for documents and ``=Form`` for another form in them."""
    label, rest = line.split(":", 1)
    rest, _, form = rest.partition("=")
    rest, _, documents = rest.partition("*")
    norm, _, place = rest.partition("@")
    count = int(documents or 1)
    made = row(label, norm, place, documents=count)
    if not form:
        return made
    return NameRow(made.label, norm, place, count, 2 * count, ((norm, count), (form, count)))
