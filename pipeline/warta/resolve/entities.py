"""Entities over all documents, from the distinct names of all records."""

from __future__ import annotations

from collections.abc import Iterable

from warta.resolve.corrections import Corrections
from warta.resolve.rows import Entities, NameRow

__all__ = ["Entities", "NameRow", "resolve"]


def resolve(distinct: Iterable[NameRow], corrections: Corrections | None = None) -> Entities:
    """Join names that mean one thing and describe each entity.

    Pure function of the set of rows: their order does not matter.
    Raises ValueError when two rows have the same ``(label, norm, place)``.
    """
    raise NotImplementedError
