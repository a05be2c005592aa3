"""The registers of bodies, looked up by acronym and by spelling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from warta.resolve.keys import Key, fold, optional, organisation_key

#: registers in order of precedence where two bodies share an acronym
REGISTERS = (
    "ministries",
    "state_bodies",
    "agencies",
    "partners",
    "parties",
    "universities",
    "companies",
    "outlets",
    "teams",
)
#: registers whose acronyms are expanded inside a longer name (``Komisi II DPR``);
#: a company's are part of its subsidiaries' names (``BNI Life``)
_INNER = frozenset({"ministries", "state_bodies", "agencies", "parties", "universities"})
_STATE = frozenset({"state_bodies", "parties"})
#: No body is called by more characters: ends of longer names are not looked up at length.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Body:
    """One row of a register. ``since``/``until``: years in use, None = open."""

    id: str
    register: str
    name: str
    acronyms: tuple[str, ...]
    aliases: tuple[str, ...]
    kind: str
    parent: str
    country: str
    since: int | None
    until: int | None
    successors: tuple[str, ...]
    ticker: str = ""

    def lived(self, years: Iterable[int]) -> bool:
        """Tell whether the body existed in one of ``years`` (one year of grace: news lags)."""
        return any(
            (self.since is None or y >= self.since) and (self.until is None or y <= self.until + 1) for y in years
        )


class Register:
    """All registers together; use ``register()`` for the one that ships."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        self.bodies = tuple(bodies)
        self.by_id = {b.id: b for b in bodies}
        self._short: dict[str, list[Body]] = {}
        self._folded: dict[str, list[Body]] = {}
        self._keys: dict[Key, list[Body]] = {}
        for body in bodies:
            for short in body.acronyms:
                _add(self._short, short, body)
                _add(self._folded, fold(short), body)
            for name in (body.name, *body.aliases, *body.acronyms, *([body.ticker] if body.ticker else [])):
                _add(self._keys, organisation_key(name), body)

    def also(self, name: str, body: Body) -> None:
        """Add another spelling under which ``by_name`` finds ``body``."""
        _add(self._keys, organisation_key(name), body)

    def by_acronym(self, short: str) -> tuple[Body, ...]:
        """Return the bodies with this acronym.

        Case decides for short ones (``MA`` is a court, ``Ma`` a syllable), from
        four letters on it does not.
        """
        exact = self._short.get(short)
        if exact is not None:
            return tuple(exact)
        return tuple(self._folded.get(fold(short), ())) if len(short) >= 4 else ()

    def by_name(self, name: str) -> tuple[Body, ...]:
        """Return the bodies with this name, alias or acronym, whatever the spelling of numerals and legal form."""
        if len(name) > LONGEST:
            return ()
        key = organisation_key(name)
        found = self._keys.get(key)
        if found is None and len(key) > 2 and key[-1] == "pusat":
            found = self._keys.get(key[:-1])  # the national body as against its branches
        return tuple(found or ())

    def by_key(self, key: Key) -> tuple[Body, ...]:
        """Return the bodies under a folded key (``keys.organisation_key``)."""
        return tuple(self._keys.get(key, ()))

    @cached_property
    def inner(self) -> dict[str, Body]:
        """Acronyms that are expanded inside longer names.

        Trade names of two words (``CORE Indonesia``) are not; ``PDI Perjuangan`` and ``TNI AD`` are.
        """
        out: dict[str, Body] = {}
        for body in self.bodies:
            if body.register not in _INNER:
                continue
            for short in body.acronyms:
                words = short.split(" ")
                plain = short.isupper() or len(short) >= 5
                if plain and (
                    len(words) == 1 or (words[0].isupper() and body.register in _STATE and words[-1] != "RI")
                ):
                    out.setdefault(short, body)
        return out

    @staticmethod
    def pick(bodies: Sequence[Body], years: Iterable[int] = ()) -> Body | None:
        """Choose among bodies that share a name: by era, then the one that lived longest on, then register order."""
        if not bodies:
            return None
        known = tuple(years)
        alive = [b for b in bodies if b.lived(known)] if known else []
        return min(alive or bodies, key=lambda b: (-(b.until or 9999), bodies.index(b)))


def _add(index: dict, key: object, body: Body) -> None:  # type: ignore[type-arg]
    there = index.setdefault(key, [])
    if body not in there:
        there.append(body)


@cache
def register() -> Register:
    """Return the registers that ship with the lexicon.

    Names that hold an abbreviation (``Badan Reserse Kriminal Polri``) are found written out as well.
    """
    from warta.resolve.expand import expand  # the expansion reads this register

    made = Register([_body(name, row) for name in REGISTERS for row in optional(name)])
    for body in made.bodies:
        for name in (body.name, *body.aliases):
            full = expand(name, {}, made)
            if full != name:
                made.also(full, body)
    return made


def _body(table: str, row: dict[str, str]) -> Body:
    return Body(
        id=row["id"],
        register=table,
        name=row["name"],
        acronyms=_split(row.get("acronyms", "")),
        aliases=_split(row.get("aliases", "")),
        kind=row.get("kind", ""),
        parent=row.get("parent", ""),
        country=row.get("country", ""),
        since=_year(row.get("valid_from", "")),
        until=_year(row.get("valid_to", "")),
        successors=_split(row.get("successor", "")),
        ticker=row.get("ticker", ""),
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _year(cell: str) -> int | None:
    return int(cell) if cell else None
