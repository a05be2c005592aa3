"""The units of the ministry of social affairs: one facility before and after its new name of 2022."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from warta.resolve.keys import Key, facility_key, fold, optional, tokens
from warta.resolve.rows import NameRow

#: kinds that any of these units may be called by, whatever it is for
_ANY_KIND = ("sentra terpadu", "sentra", "balai anak", "balai besar", "balai rehabilitasi sosial", "balai")


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of ``kemensos_units.csv``; ``proper`` and ``former`` as folded words."""

    id: str
    name: str
    proper: tuple[Key, ...]
    places: tuple[str, ...]
    former: tuple[Key, ...]


@cache
def units() -> dict[str, Unit]:
    """Return the units by id."""
    out: dict[str, Unit] = {}
    for row in optional("kemensos_units"):
        out[row["id"]] = Unit(
            row["id"],
            row["name"],
            tuple(tokens(p) for p in row["proper"].split("|") if p),
            tuple(row["place"].split("|")),
            tuple(tokens(f) for f in row["former"].split("|") if f),
        )
    return out


@cache
def _by_word() -> dict[str, tuple[Unit, ...]]:
    found: dict[str, list[Unit]] = {}
    for unit in units().values():
        for proper in unit.proper:
            found.setdefault(proper[0], []).append(unit)
    return {word: tuple(there) for word, there in found.items()}


def unit_of(row: NameRow, where: str) -> str | None:
    """Return the id of the unit that a facility's name means, or None.

    The name is a kind the unit has had, its proper name, and nothing but a place behind
    it. ``where`` is the place in or beside the name, empty when unknown: it must not
    contradict the unit's, and must agree when the kind fits any unit and the name
    is none of its own kinds (``Balai "Melati"``).
    """
    key = facility_key(row.norm)
    for start in range(1, len(key)):
        for unit in _by_word().get(key[start], ()):
            for proper in unit.proper:
                if key[start : start + len(proper)] != proper:
                    continue
                kind, behind = key[:start], key[start + len(proper) :]
                spot = " ".join(behind) or fold(where)
                agrees = not spot or any(_meets(spot, p) for p in unit.places)
                own = any(_begins(kind, former) for former in unit.former)
                sentra = kind in {("sentra",), ("sentra", "terpadu"), ("balai", "besar"), ("balai", "anak")}
                if agrees and (own or sentra or (bool(spot) and " ".join(kind).startswith(_ANY_KIND))):
                    return unit.id
    return None


def _begins(kind: Key, former: Key) -> bool:
    """Tell whether the kind words are (or hold as acronym) a former kind of the unit."""
    bare = tuple(w for w in kind if w != "yang")
    return bare == facility_key(" ".join(w for w in former if w != "yang")) or (len(former) == 1 and former[0] in kind)


def _meets(spot: str, town: str) -> bool:
    """Tell whether two names of places have a name in common (``Cipayung Jakarta Timur``, ``Jakarta``)."""
    words, there = fold(town).split(" "), spot.split(" ")
    return any(there[i : i + len(words)] == words for i in range(len(there))) or all(w in words for w in there)
