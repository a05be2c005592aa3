"""What an organisation is, whose part it is, and where it belongs.

The register comes first; for all others the words of the name decide, and what
they do not say stays unknown (None).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from warta.lexicon import table
from warta.resolve.keys import Key, fold, legal_forms, optional, organisation_key, role, tokens
from warta.resolve.memo import remembered
from warta.resolve.places import is_place, is_town
from warta.resolve.register import Body, Register, register
from warta.values.places import Place, country, place

#: kinds whose bodies belong to a region that may end their name
LOCAL = frozenset(
    {"local_agency", "local_government", "local_house", "police", "prosecution", "court", "commission", "government"}
    | {"agency", "embassy", "party_branch", "association_branch", "military", "state_house", "ministry", "religious"}
    | {"sports", "association", "ngo", "task_force"}
)
#: kinds that are parts of a body named behind them
_INNER = frozenset(
    {"directorate", "fraction", "party_branch", "association_branch", "commission", "police", "military", "agency"}
    | {"university", "state_house", "association", "task_force", "local_agency", "prosecution"}
)
_STATE = frozenset(
    {"ministry", "local_agency", "local_government", "local_house", "prosecution", "court", "police", "military"}
    | {"party", "party_branch", "fraction", "state_house", "directorate"}
)
#: kinds whose regional bodies are branches of the national one of the same name
_NATIONAL = frozenset({"agency", "commission", "religious", "association", "sports", "ngo", "prosecution"})
#: first words of bodies that a district has
_DISTRICT_BODIES = frozenset({"Kepolisian", "Polsek", "Komando", "Koramil", "Kecamatan", "Pemerintah", "Kantor"})
#: which of a country's teams
_TEAM = re.compile(r" (?:U-\d\d|Putri)\Z")
_WEB = re.compile(r"\.(?:com|id|co|net|org|tv)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tail:
    """The place that ends a name: ``Dinas Sosial`` + ``Kota Tegal``. ``head`` is the rest."""

    head: str
    words: str
    place: Place


@cache
def _heads() -> dict[Key, str]:
    return {tokens(row["head"]): row["kind"] for row in table("org_heads")}


@cache
def lone_heads() -> frozenset[str]:
    """Return the folded heads that are mentions by themselves (``Polda``): types, not bodies."""
    return frozenset(fold(row["head"]) for row in table("org_heads") if row["alone"] == "yes")


class _Rules(NamedTuple):
    """``org_kind_words.csv`` by where the word must stand; (line, kind) where the first line decides."""

    start: dict[Key, str]
    prefix: list[tuple[str, str]]
    any: dict[str, tuple[int, str]]
    first: dict[str, tuple[int, str]]
    last: dict[str, tuple[int, str]]


@cache
def _rules() -> _Rules:
    rules = _Rules({}, [], {}, {}, {})
    by_place = {"any": rules.any, "first": rules.first, "last": rules.last}
    for line, row in enumerate(optional("org_kind_words")):
        if row["where"] == "start":
            rules.start[tuple(row["word"].split(" "))] = row["kind"]
        elif row["where"] == "prefix":
            rules.prefix.append((row["word"], row["kind"]))
        else:
            by_place[row["where"]].setdefault(row["word"], (line, row["kind"]))
    return rules


@remembered
def kind_by_words(name: str) -> str | None:
    """Return the kind that the words of a name give away, or None.

    The longest head word of ``org_heads.csv`` that opens the name, then
    ``org_kind_words.csv``, then a web address, which is a medium.
    """
    words = tokens(name)
    rules = _rules()
    for width in range(min(5, len(words)), 0, -1):
        found = rules.start.get(words[:width])
        if found is not None:
            return found
    for letters, kind in rules.prefix:
        if words[0].startswith(letters):
            return kind
    for width in range(min(5, len(words)), 0, -1):
        found = _heads().get(words[:width])
        if found is not None:
            return _branch(found, name)
    hits = [rules.any[w] for w in words if w in rules.any]
    hits += [r for r in (rules.first.get(words[0]), rules.last.get(words[-1])) if r is not None]
    if hits:
        return min(hits)[1]
    return "media" if _WEB.search(name) else None


def _branch(kind: str, name: str) -> str:
    """A directorate of a regional police force is police; a secretariat of a party stays what it is."""
    if kind == "agency" and name.startswith("Badan") and tail(name, local=True) is not None and "Daerah" in name:
        return "local_agency"
    return kind


@remembered
def tail(name: str, *, local: bool) -> Tail | None:
    """Return the place that ends the name of a body, or None.

    ``local``: the kind of body can belong to a region; a company's last word is part of its name.
    """
    words = name.split(" ")
    if not local or len(words) < 2:
        return None
    for start in range(1, len(words)):
        behind = " ".join(words[start:])
        known = is_town(behind) or (is_place(behind) and words[0] in _DISTRICT_BODIES)
        if known and not (start == len(words) - 1 and fold(behind) in role("generic") - {"indonesia", "jakarta"}):
            found = place(behind) or place(" ".join(w for w in words[start:] if fold(w) not in role("level")))
            if found is not None:
                return Tail(" ".join(words[:start]), behind, found)
    return None


def kind_of(name: str, body: Body | None) -> str | None:
    """Return the kind of an organisation: the register's, else that of the words."""
    if body is not None and body.kind:
        return body.kind
    found = kind_by_words(name)
    if found == "ministry" and parent_of(name, "directorate", None) is not None:
        return "directorate"  # ``Departemen Komunikasi Bank Indonesia``
    if found is None or found in {"agency", "police", "court", "prosecution", "commission"}:
        typed = type_body(name)
        if typed is not None:
            return typed.kind
    return found


@remembered
def type_body(name: str) -> Body | None:
    """Return the registered type of body that a local name begins with (``Kepolisian Resor`` Tegal)."""
    known = register()
    found = tail(name, local=True)
    if found is None:
        return None
    key = organisation_key(found.head)
    for width in range(len(key), 0, -1):
        body = Register.pick([b for b in known.by_key(key[:width]) if b.kind in LOCAL])
        if body is not None:
            return body
    return None


def parent_of(name: str, kind: str | None, body: Body | None) -> str | None:
    """Return the name of the body that ``name`` is part of, or None."""
    known = register()
    if body is not None:
        above = known.by_id.get(body.parent)
        return None if above is None else above.name
    if kind in _INNER or kind is None:
        words = name.split(" ")
        for start in range(1, len(words)):
            rest = " ".join(words[start:])
            above = Register.pick([b for b in known.by_name(rest) if b.register not in {"companies", "outlets"}])
            if above is not None and (len(rest) > 3 or rest.isupper()) and not is_place(rest):
                return above.name
            if kind != "university" or words[0] == "Fakultas":
                if words[start] in {"Kementerian", "Universitas", "Institut", "Politeknik"}:
                    return rest
                if words[start] == "Partai":
                    below = tail(rest, local=True)
                    return rest if below is None else below.head
                if words[start] == "Pemerintah" or (words[start] == "Dinas" and kind == "directorate"):
                    return rest
    found = tail(name, local=kind in LOCAL)
    if found is not None and found.place.country == "ID" and kind != "local_government":
        if kind == "local_agency":
            return government(found)
        typed = type_body(name)
        if typed is not None and typed.parent:
            return known.by_id[typed.parent].name if typed.parent in known.by_id else None
        if typed is not None and typed.name != name and typed.kind in _NATIONAL:
            return typed.name
    return None


def government(where: Tail) -> str | None:
    """Return the name of the government of the region that ends a body's name, when region and level are known."""
    spot = where.place
    bare = " ".join(w for w in spot.name.split(" ") if fold(w) not in role("level"))
    if spot.level == "province":
        return f"Pemerintah Provinsi {bare}"
    level = where.words.split(" ")[0]
    if fold(level) in {"kota", "kabupaten"}:
        return f"Pemerintah {level} {bare}"
    if spot.level == "city" and spot.code is not None:
        # municipalities have numbers from 71 on in the Kemendagri codes
        return f"Pemerintah {'Kota' if int(spot.code.split('.')[1]) > 70 else 'Kabupaten'} {bare}"
    return None


def country_of(name: str, kind: str | None, body: Body | None) -> str | None:
    """Return the ISO 3166-1 code of an organisation's country, or None."""
    if body is not None:
        return body.country or None
    words = _TEAM.sub("", name).split(" ")
    for start in range(1, len(words)):
        land = country(" ".join(words[start:]))
        if land is not None and (kind in LOCAL or kind in {"central_bank", "directorate"}):
            return land.code
    if kind == "international":
        return None
    found = tail(name, local=True)
    if found is not None and (kind in LOCAL or kind in {"university", "bank", "foundation"}):
        return found.place.country
    # ``Pemerintah Kota`` of a town that no register here knows may lie anywhere
    placeless = kind in {"local_government", "government"}
    if kind in _STATE and not placeless and _indonesian(name):
        return "ID"
    if tokens(name)[:1] and tokens(name)[0] in {"pt", "cv"} & legal_forms():
        return "ID"
    return None


def _indonesian(name: str) -> bool:
    """Tell whether the head of a name is an Indonesian word of the list of heads."""
    words = tokens(name)
    return any(words[:width] in _heads() for width in range(1, min(5, len(words)) + 1))
