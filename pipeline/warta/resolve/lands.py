"""Places over all documents: which names are one place, at what level, with which code.

A name that means one country or region joins all its other forms by code. A name
of several regions (``Bogor``, city and regency) is decided by the place around it
(``NameRow.place``) and otherwise left open, as a place of its own without code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from warta.lexicon.regions import regions
from warta.resolve.keys import fold, place_key, role
from warta.resolve.memo import remembered
from warta.resolve.places import bare_key, quarters
from warta.resolve.rows import NameRow
from warta.resolve.sets import Sets
from warta.values.places import Place, lookup, place, place_norm


@dataclass(frozen=True, slots=True)
class Land:
    """What one row means. ``identity`` joins rows; ``place`` is None for a name nobody knows."""

    identity: tuple[str, ...]
    place: Place | None


@remembered
def land(norm: str, around: str) -> Land:
    """Return what a place's name means, ``around`` being the place that the text puts it in (or empty)."""
    name = place_norm(norm)
    city = quarters().get(fold(name))
    if city is not None and any(p.code is not None and city.startswith(p.code) for p in lookup(around)):
        return Land(("in", *place_key(name), "@", city), Place(name, "district", None, "ID"))
    found = place(name, near=(around,) if around else ())
    if found is not None and found.code is None:
        coded = [p for p in lookup(name) if p.code is not None and p.level == found.level]
        found = coded[0] if len(coded) == 1 else found
    within = _within(name, around)
    if within is not None:
        found = within
    if found is not None and found.code is not None:
        return Land(("code", found.code), found)
    listed = any(p.code is None for p in lookup(name))  # a quarter that everybody knows (``Senayan``)
    if found is not None and found.level in {"district", "address"} and around and not listed:
        return Land(("in", *place_key(name), "@", *_spot(around)), found)
    # ``Pulau Jawa`` is Jawa
    return Land(("name", *place_key(found.name if found is not None and listed else name)), found)


def _within(name: str, around: str) -> Place | None:
    """Return the one region called ``name`` inside one of the regions called ``around``, or None."""
    outer = {p.code for p in lookup(around) if p.code is not None and p.country == "ID" and p.level != "country"}
    known = lookup(name)
    same = [p for p in known if p.code in outer and p.level == "city"]
    if len(same) == 1:  # the place around is one of the bearers itself (``Bupati Bogor``)
        return same[0]
    found = [
        p
        for p in known or lookup(" ".join(bare_key(name)))
        if p.code is not None and any(p.code.startswith(f"{o}.") for o in outer)
    ]
    level = [p for p in found if p.level == found[0].level]
    return level[0] if len(level) == 1 else None


def _spot(around: str) -> tuple[str, ...]:
    found = place(around)
    return (found.code,) if found is not None and found.code is not None else place_key(around)


def cluster(rows: Sequence[NameRow]) -> tuple[Sets, list[Land]]:
    """Return the sets of rows that are one place, and what each row means."""
    lands = [land(row.norm, row.place) for row in rows]
    sets = Sets(len(rows))
    first: dict[tuple[str, ...], int] = {}
    for number, found in enumerate(lands):
        sets.join(first.setdefault(found.identity, number), number)
    return sets, lands


def name(rows: Sequence[NameRow], found: Land) -> str:
    """Choose the canonical name: the register's for a place with a code, else the most frequent form."""
    if found.place is not None and found.place.code is not None:
        return found.place.name if found.place.level != "district" else _district(found.place)
    weight: Counter[str] = Counter()
    for row in rows:
        weight[place_norm(row.norm)] += max(row.documents, 1)
    return min(weight, key=lambda n: (n.isupper(), -weight[n], n))


def _district(spot: Place) -> str:
    """Name a district so that it is no town: with its level in front."""
    if fold(spot.name).split(" ")[0] in role("level"):
        return spot.name
    # Papua's districts are called distrik
    return f"{'Distrik' if spot.code is not None and int(spot.code[:2]) >= 91 else 'Kecamatan'} {spot.name}"


@cache
def _bearers() -> Counter[tuple[str, ...]]:
    """Count the districts of each name."""
    return Counter(bare_key(n) for code, n in regions().items() if code.count(".") == 2)


def suffix(found: Land) -> str:
    """Return what an id needs besides the name: the code of a district whose name others share, or the place around."""
    spot = found.place
    if spot is not None and spot.code is not None:
        shared = spot.level == "district" and _bearers()[bare_key(spot.name)] > 1
        return spot.code if shared else ""
    if found.identity[0] == "in":
        return " ".join(found.identity[found.identity.index("@") + 1 :])
    return ""
