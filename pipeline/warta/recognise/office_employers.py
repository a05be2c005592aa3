"""Which bodies an office may be held in when its own words name none."""

from __future__ import annotations

from functools import cache, lru_cache

from warta.lexicon import table

#: Kinds any office may be held in; None is a body of no kind (company, agency, association).
_OPEN = frozenset({None, "ministry", "local", "state", "campus"})
#: Bodies that are parted into bureaus, directorates and sections.
PUBLIC = frozenset({"ministry", "local", "state", "police", "court", "prosecution", "house", "campus"})
_SERVICES = frozenset({"police", "army"})


@cache
def _kinds() -> dict[str, str]:
    """First words of a body's name -> its kind."""
    found = {row["words"]: row["kind"] for row in table("office_bodies")}
    for register, kind in (("parties", "party"), ("outlets", "outlet")):
        for row in table(register):
            for cell in (row["name"], row["acronyms"], row["aliases"]):
                for form in (f for f in cell.split("|") if f):
                    found.setdefault(form, kind)
    return found


@cache
def _offices() -> dict[str, tuple[frozenset[str], bool]]:
    """First words of an office -> the kinds of bodies it is held in, and whether in these alone."""
    rows = ((r["position"], r["kinds"]) for r in table("office_employers"))
    return {p: (frozenset(k.removeprefix("only ").split("|")), k.startswith("only ")) for p, k in rows}


@lru_cache(maxsize=4096)
def kind_of(body: str) -> str | None:
    """Return the kind of a body by the longest list entry its name begins with; None for a body of no kind."""
    words = body.split()
    for length in range(min(len(words), 6), 0, -1):
        kind = _kinds().get(" ".join(words[:length]))
        if kind is not None and (kind != "outlet" or length == len(words)):
            return kind
    return "ministry" if words and words[0].startswith("Kemen") else None


def employers(position: str, body: str, service: frozenset[str]) -> frozenset[str | None]:
    """Return the kinds of organisations (``kind_of``) that an office may be held in.

    ``position``: the office in full; ``body``: its entry in ``office_heads.csv``; ``service``: the services
    that have the rank in front of the holder's name.
    """
    words = position.split()
    allowed: frozenset[str | None] = _OPEN
    for length in range(min(len(words), 5), 0, -1):
        entry = _offices().get(" ".join(words[:length]))
        if entry is not None:
            kinds, only = entry
            allowed = frozenset(kinds) if only else frozenset(kinds) | {None}
            break
    if body == "police_unit":
        allowed = frozenset({"police"})
    if body == "house":
        allowed = frozenset({"house"})
    if body == "unit" and None in allowed:
        allowed = allowed | {"ministry", "local", "state", "court", "prosecution"}
    return allowed | service
