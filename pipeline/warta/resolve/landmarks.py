"""Facilities known everywhere by name: canonical name, kind and place from ``landmarks.csv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from warta.resolve.keys import optional


@dataclass(frozen=True, slots=True)
class Landmark:
    """One row of ``landmarks.csv``; ``place`` is None abroad and for roads through several regions."""

    name: str
    kind: str
    place: str | None
    aliases: tuple[str, ...]


@cache
def landmarks() -> dict[str, Landmark]:
    """Return the landmarks by name."""
    return {
        row["name"]: Landmark(
            row["name"], row["kind"], row["place"] or None, tuple(a for a in row["aliases"].split("|") if a)
        )
        for row in optional("landmarks")
    }
