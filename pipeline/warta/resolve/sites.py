"""Facilities over all documents: which names are one place that serves people.

Evidence: equal words once kind acronyms are written out and quotation marks and
numerals set aside, and a place that does not contradict; for the units of the ministry of
social affairs the register of their names before and after 2022. A town at the end
of the name counts as place, not as name (``Stadion Contoh Tegal``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from warta.lexicon import table, words
from warta.resolve.acronyms import looks_short
from warta.resolve.evidence import elected, slips, votes
from warta.resolve.expand import expand
from warta.resolve.facilities import clean
from warta.resolve.keys import Key, facility_key, fold, optional, role, tokens
from warta.resolve.landmarks import Landmark, landmarks
from warta.resolve.memo import remembered
from warta.resolve.places import is_town
from warta.resolve.register import Body, register
from warta.resolve.rows import NameRow
from warta.resolve.sets import Sets
from warta.resolve.site_words import read, respelt, run_together, written_out
from warta.resolve.units import unit_of
from warta.values.places import country, lookup, place

#: kinds of bodies that every region has, so that their offices are many
_LOCAL_BODIES = frozenset({"local_agency", "local_house", "local_government", "police", "prosecution", "court"})

_CAPITAL = "31"


@dataclass(frozen=True, slots=True)
class Site:
    """A facility's name taken apart. ``core`` is its key without place; ``where`` the place at its end."""

    name: str
    core: Key
    where: str
    kind: str | None
    unit: str | None = None


@cache
def _kinds() -> dict[Key, str]:
    out = {tokens(row["head"]): row["kind"] for row in table("facility_kinds")}
    for row in optional("facility_acronyms"):
        out.setdefault(tokens(row["name"]), row["kind"])
        out.setdefault(tokens(row["acronym"]), row["kind"])
    return out


@remembered
def kind_of(name: str) -> str | None:
    """Return the kind of a facility by the longest head word that opens or, in English names, ends its name."""
    key = tokens(written_out(name))
    for width in range(min(8, len(key)), 0, -1):
        found = _kinds().get(key[:width]) or _kinds().get(read(key[:width]))
        if found is not None:
            return found
    for width in (2, 1):
        found = _kinds().get(read(key[-width:]))
        if found is not None and len(key) > width:
            return found
    return "road" if key[:1] in {("jalan",), ("jl",), ("jln",)} else None


@remembered
def site(norm: str) -> Site:
    """Take a facility's name apart."""
    name = clean(norm)[0]
    kind = kind_of(name)
    full = written_out(name)
    if kind in {"building", "office", "complex"}:
        first, _, behind = full.partition(" ")
        house = _house(behind)
        full = f"{first} {expand(behind, {}, register()) if house is None else house.name}".strip()
    parts = full.split(" ")
    where = ""
    head = _head_length(full)
    for start in range(max(1, head), len(parts)):
        behind = " ".join(parts[start:])
        if not is_town(behind) or _wide(behind) or len(fold(behind)) <= 3:
            continue
        # a number alone tells facilities apart as well
        if any(w.isdigit() or w not in role("site") for w in facility_key(" ".join(parts[head:start]))):
            where = behind
            parts = parts[:start]
            break
    core = read(tuple(respelt(w) for w in facility_key(" ".join(parts))))
    if kind == "prison":
        core = _without_class(core)
    return Site(full, core, where, kind)


@remembered
def _wide(where: str) -> bool:
    """Tell whether a place is a country or one of no certain bounds, part of other names (``Nusantara``)."""
    return country(where) is not None or any(p.level == "region" for p in lookup(where)[:1])


@cache
def _read_kinds() -> frozenset[Key]:
    return frozenset(read(key) for key in _kinds())


def _read_head(core: Key) -> int:
    """Return how many words of a core say the kind."""
    return next((w for w in range(min(8, len(core)), 0, -1) if core[:w] in _read_kinds()), 0)


@cache
def _head_words() -> Counter[str]:
    """Count the head words of kinds that hold each word."""
    heads = {read(tokens(row["head"])) for row in table("facility_kinds")}
    return Counter(w for key in heads for w in set(key))


def _without_class(core: Key) -> Key:
    """Drop the class of a prison (``Kelas IIA``), which changes and is often left out."""
    if "kelas" not in core:
        return core
    at = core.index("kelas")
    return core[:at] + core[at + 2 :] if len(core) > at + 2 else core


def _head_length(name: str) -> int:
    key = tokens(name)
    return next((w for w in range(min(8, len(key)), 0, -1) if key[:w] in _kinds()), 0)


@dataclass(frozen=True, slots=True)
class _Node:
    """A place as far as it identifies: Kemendagri code down to the city, or the folded name."""

    code: str
    name: str


@remembered
def node(where: str) -> _Node | None:
    """Return the city, province or unknown place that ``where`` names; None for the empty string and countries."""
    if not where:
        return None
    found = place(where)
    if found is not None and found.level == "country":
        return None
    if found is not None and found.code is not None:
        return _Node(".".join(found.code.split(".")[:2]), "")
    return _Node("", fold(where))


@remembered
def _towns(name: str) -> frozenset[str]:
    """Return the codes of the cities and regencies that an open name (``Bogor``) can mean."""
    return frozenset(p.code for p in lookup(name) if p.code is not None and p.level == "city")


def local(kind: str | None) -> bool:
    """Tell whether facilities of this kind share names between towns."""
    return kind not in words("unique_kinds", "kind")


@cache
def _landmarks() -> dict[str, Landmark]:
    """Landmarks by the cores of their names, the place at the end of which may be left out."""
    found: dict[str, Landmark] = {}
    for mark in landmarks().values():
        for known in (mark.name, *mark.aliases):
            found.setdefault(_whole(known), mark)
    return found


def _whole(name: str) -> str:
    """Return the key of a name with the place at its end."""
    return run_together(read(tuple(respelt(w) for w in facility_key(written_out(clean(name)[0])))))


@remembered
def landmark(norm: str) -> Landmark | None:
    """Return the landmark that a facility's name means, or None.

    The town or quarter of the landmark, or any larger region around it, may stand behind the name.
    """
    found = _landmarks().get(_whole(norm))
    if found is None:
        words_ = clean(norm)[0].split(" ")
        for start in range(len(words_) - 1, 0, -1):
            behind = " ".join(words_[start:])
            mark = _landmarks().get(_whole(" ".join(words_[:start]))) if is_town(behind) else None
            if mark is not None and mark.place is not None and _around(behind, mark.place):
                return mark
    return found


def _around(where: str, town: str) -> bool:
    """Tell whether ``where`` can be ``town``, its namesake or a region around it."""
    inner = place(town)
    if inner is None or inner.code is None:
        return False
    return any(p.code is not None and inner.code.startswith(p.code[:2]) for p in lookup(where))


def cluster(rows: Sequence[NameRow]) -> tuple[Sets, list[str | None]]:
    """Return the sets of rows that are one facility, and each row's unit in the register of units."""
    parts = [site(row.norm) for row in rows]
    units = [unit_of(row, part.where or row.place) for row, part in zip(rows, parts, strict=True)]
    sets = Sets(len(rows))
    buckets: dict[str, list[int]] = {}
    by_unit: dict[str, int] = {}
    for number, (part, unit) in enumerate(zip(parts, units, strict=True)):
        mark = landmark(rows[number].norm) if unit is None else None
        if mark is not None:
            sets.join(by_unit.setdefault(f"landmark {mark.name}", number), number)
        elif unit is not None:
            sets.join(by_unit.setdefault(unit, number), number)
        else:
            buckets.setdefault(run_together(part.core), []).append(number)
    for members in buckets.values():
        _by_place(rows, parts, members, sets)
    counts = votes(rows, sets)
    joins: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        said = counts.get(fold(row.norm))
        placed = bool(row.place or parts[number].where)
        if (
            said is not None
            and not placed
            and units[number] is None
            and landmark(row.norm) is None
            and (looks_short(row.norm) or len(parts[number].core) >= 2)
        ):
            root = elected(said, share=0.9, least=max(1, row.documents // 10))
            if root is not None and _tells(parts[number]):
                joins.append((number, root))
    for one, other in joins:
        sets.join(one, other)
    open_ = [unit is None and landmark(row.norm) is None for row, unit in zip(rows, units, strict=True)]
    keys = [part.core if free and not local(part.kind) else () for part, free in zip(parts, open_, strict=True)]
    for slip, meant in list(slips(rows, keys, words=2, length=7, known=lambda w: False)):
        sets.join(slip, meant)
    return sets, units


def _tells(part: Site) -> bool:
    """Tell whether a name has a proper part: ``Stadion Utama`` alone may be any town's."""
    head = _read_head(part.core)
    rest = part.core[head:]
    if not rest:  # some heads are names of their own (``Bandara Soekarno-Hatta``)
        named = [w for w in part.core if w not in role("site") and _head_words()[w] <= 1]
        return head >= 2 and not local(part.kind) and bool(named)
    return any(w not in role("site") and not w.isdigit() for w in rest)


@remembered
def _house(name: str) -> Body | None:
    """Return the body that is one in the country and after which a building is named, or None."""
    known = register()
    words_ = name.split(" ")
    for start in range(len(words_)):
        found = known.by_name(" ".join(words_[start:]))
        for body in found:
            if start == 0 and body.kind not in _LOCAL_BODIES and body.country == "ID":
                return body
    return None


@remembered
def _national(part: Site) -> bool:
    """Tell whether the facility is a seat of the state (``Gedung KPK``, ``Istana``): in the capital unless said."""
    if part.kind == "palace" or set(part.core) & role("state") or part.core[:1] == ("mabes",):
        return True
    if part.kind not in {"building", "office", "complex"}:
        return False
    words_ = part.name.split(" ")
    return any(_house(" ".join(words_[start:])) is not None for start in range(1, len(words_)))


def _by_place(rows: Sequence[NameRow], parts: Sequence[Site], members: Sequence[int], sets: Sets) -> None:
    """Join rows of one core whose places agree.

    A place in the name always counts; a place beside it counts for kinds that share
    names between towns. Rows without a place join the others only when those are one.
    """
    seat = _national(parts[members[0]])
    shared = seat or local(parts[members[0]].kind) or not _tells(parts[members[0]])
    placed: dict[_Node, int] = {}
    vague: list[int] = []
    open_: list[int] = []
    for number in members:
        spot = node(parts[number].where) or (node(rows[number].place) if shared else None)
        quarter = {spot.name, fold(rows[number].place)} & role("capital") if spot is not None else set()
        if spot is None or (seat and (spot.code.startswith(_CAPITAL) or quarter)):
            open_.append(number)
        elif spot.code and "." not in spot.code:
            vague.append(number)
        else:
            sets.join(placed.setdefault(spot, number), number)
    by_code = {spot.code: number for spot, number in placed.items() if spot.code}
    by_province: dict[str, list[int]] = {}
    for code, number in sorted(by_code.items(), key=lambda item: item[1]):
        by_province.setdefault(code.partition(".")[0], []).append(number)
    for number in vague:
        spot = node(parts[number].where) or node(rows[number].place)
        assert spot is not None
        # a province in the name is part of it (``Gedung DPRD Jawa Timur``), one beside it only says where
        inside = [] if parts[number].where else by_province.get(spot.code, [])
        sets.join(inside[0] if len(inside) == 1 else placed.setdefault(spot, number), number)
    for spot, number in sorted(placed.items(), key=lambda item: item[1]):
        # Bogor is city or regency and contradicts neither
        same = [by_code[code] for code in sorted(_towns(spot.name)) if code in by_code] if spot.name else []
        if len(same) == 1:
            sets.join(number, same[0])
    sets.join_all(open_)
    homes = sorted({sets.root(n) for n in placed.values()})
    if open_ and len(homes) == 1 and not seat and _tells(parts[members[0]]):
        sets.join(open_[0], homes[0])


def name(rows: Sequence[NameRow]) -> str:
    """Choose the canonical name: most frequent of those that are not much shorter than the fullest fair one."""
    weight: Counter[str] = Counter()
    for row in rows:
        weight[clean(row.norm)[0]] += max(row.documents, 1)
    most = max(weight.values())
    fair = [n for n in weight if weight[n] * 5 >= most]
    return min(fair, key=lambda n: (looks_short(n), -len(tokens(n)), n.isupper(), -weight[n], n))


def where_of(rows: Sequence[NameRow]) -> str | None:
    """Return the name of the place of a facility: the one in its name, else the most frequent beside it."""
    counts: Counter[tuple[int, str]] = Counter()
    for row in rows:
        part = site(row.norm)
        if part.where:
            counts[(0, part.where)] += max(row.documents, 1)
        elif row.place:
            counts[(1, row.place)] += max(row.documents, 1)
    if not counts:
        return None
    return min(counts, key=lambda c: (c[0], -counts[c], c[1]))[1]


def operator_of(rows: Sequence[NameRow]) -> str | None:
    """Return the norm of the body that most documents name as operator, or None."""
    counts: Counter[str] = Counter()
    for row in rows:
        for body, documents in row.operators:
            counts[body] += documents
    return min(counts, key=lambda b: (-counts[b], b)) if counts else None
