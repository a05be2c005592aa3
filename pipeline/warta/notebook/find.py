"""Find an entity by what a person calls it: an id, its name, its acronym, a form that was met."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from warta.tables.schema import ENTITY_TABLES

if TYPE_CHECKING:
    import pandas as pd

#: Entities that an error lists, and near misses.
_LISTED, _NEAR = 8, 5
#: From this likeness (0 to 100) on a name is a near miss.
_LIKE = 70
_ASIDE = re.compile(r"[^\w]+")


class UnknownNameError(LookupError):
    """No entity has this name; the message suggests others."""


class AmbiguousNameError(LookupError):
    """Several entities have this name; the message lists them. ``ids``: their identifiers."""

    def __init__(self, message: str, ids: tuple[str, ...]) -> None:
        super().__init__(message)
        self.ids = ids


class Known(NamedTuple):
    """One entity as the look-up sees it."""

    entity_id: str
    table: str
    name: str
    acronym: str
    kind: str
    mentions: int

    def __str__(self) -> str:
        short = f" ({self.acronym})" if self.acronym else ""
        kind = self.kind or self.table
        mentions = f"{self.mentions:,} mention{'' if self.mentions == 1 else 's'}"
        return f"{self.entity_id}: {self.name}{short}, {kind}, {mentions}"


class Finder:
    """The names of all entities of a folder, ready to be searched."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.by_id: dict[str, Known] = {}
        self._names: dict[str, list[str]] = {}
        self._acronyms: dict[str, list[str]] = {}
        self._forms: dict[str, list[str]] = {}
        for table in ENTITY_TABLES:
            for row in tables[table].to_dict("records"):
                made = Known(
                    str(row[tables[table].columns[0]]),
                    table,
                    str(row["name"]),
                    _text(row.get("acronym")),
                    _text(row.get("kind")),
                    int(row["mentions"]),
                )
                self.by_id[made.entity_id] = made
                self._names.setdefault(fold(made.name), []).append(made.entity_id)
                if made.acronym:
                    self._acronyms.setdefault(fold(made.acronym), []).append(made.entity_id)
        names = tables["names"]
        for entity_id, form in zip(names["entity_id"], names["name"], strict=True):
            self._forms.setdefault(fold(form), []).append(entity_id)

    def find(self, name: str, among: str | None = None) -> Known:
        """Return the entity called ``name``; ``among``: only entities of that table.

        An id comes first, then the name of an entity, then its acronym, then a form that was met; small and capital
        letters and punctuation don't count. Raises UnknownNameError and AmbiguousNameError.
        """
        if among is not None and among not in ENTITY_TABLES:
            raise ValueError(f"among: {among!r} is no table of entities; these are {', '.join(ENTITY_TABLES)}")
        if name in self.by_id:
            return self.by_id[name]
        key = fold(name)
        for index in (self._names, self._acronyms, self._forms):
            found = [self.by_id[i] for i in dict.fromkeys(index.get(key, ())) if i in self.by_id]
            found = [e for e in found if among is None or e.table == among]
            if len(found) == 1:
                return found[0]
            if found:
                found.sort(key=lambda e: (-e.mentions, e.entity_id))
                listed = "\n".join(f"  {e}" for e in found[:_LISTED])
                raise AmbiguousNameError(
                    f"{name!r} is the name of {len(found)} entities; give the id of one:\n{listed}",
                    tuple(e.entity_id for e in found),
                )
        near = self.near(name, among)
        hint = "; did you mean\n" + "\n".join(f"  {e}" for e in near) if near else ""
        raise UnknownNameError(f"nothing is called {name!r}{hint}")

    def near(self, name: str, among: str | None = None) -> list[Known]:
        """Return the entities whose names are most like ``name``, most alike first."""
        from rapidfuzz import fuzz, process

        choices = sorted({*self._names, *self._acronyms, *self._forms})
        out: dict[str, Known] = {}
        for form, _, _ in process.extract(fold(name), choices, scorer=fuzz.WRatio, limit=40, score_cutoff=_LIKE):
            for entity_id in self._of(form):
                known = self.by_id.get(entity_id)
                if known is not None and (among is None or known.table == among):
                    out.setdefault(entity_id, known)
        return list(out.values())[:_NEAR]

    def _of(self, form: str) -> Iterable[str]:
        for index in (self._names, self._acronyms, self._forms):
            yield from index.get(form, ())


def fold(name: str) -> str:
    """Return a name without what people write one way or the other: case, punctuation, runs of spaces."""
    return _ASIDE.sub(" ", name.casefold()).strip()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
