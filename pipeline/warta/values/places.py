"""Places by name: countries with ISO 3166-1 codes, Indonesian regions with Kemendagri codes.

A name can mean several places (``Bogor`` is a city and a regency, ``Sukaraja`` four
districts); ``lookup`` returns them all and ``place`` decides only when the
context does. Nothing is guessed: an open question has no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from warta.lexicon import table
from warta.lexicon.regions import regions
from warta.values.names import CACHED

Level = Literal["country", "province", "city", "district", "region", "address"]

_PREFIX = re.compile(
    r"(?:(provinsi|propinsi|prov\.?)|(kabupaten|kab\.?)|(kota(?: administrasi| madya)?|kotamadya)"
    r"|(kecamatan|kec\.?|distrik)|(desa|kelurahan|kel\.?|nagari|gampong|dusun|kampung)|(pulau|kepulauan))[ ]+(?=\S)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:jalan|jl\.?|jln\.?|gang|gg\.?|komplek|perumahan)[ ]", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """One place. ``code`` is ISO 3166-1 alpha-2 for countries, the Kemendagri code for
    Indonesian regions, None for places that have none here (islands, foreign cities).
    ``country`` is the ISO code of the country it lies in, None when in several or unknown."""

    name: str
    level: Level
    code: str | None
    country: str | None

    @property
    def province(self) -> str | None:
        """The Kemendagri code of the province it lies in, when it is an Indonesian region."""
        return self.code[:2] if self.code is not None and self.code[:1].isdigit() else None


def _fold(name: str) -> str:
    """Key under which a place is found: lower case, single spaces, no hyphens or final stop."""
    return " ".join(name.replace("-", " ").split()).strip(" .").casefold()


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def _countries() -> dict[str, Place]:
    """Folded name -> country, from CLDR (through babel) with the forms of ``countries.csv``."""
    from babel import Locale  # loads its data on first use only

    usual = {row["code"]: row for row in table("countries")}
    cldr = {
        code: name
        for code, name in Locale.parse("id").territories.items()
        # EU, EZ, UN and the test codes X? are no countries; Kosovo's XK is in wide use.
        if len(code) == 2
        and code.isalpha()
        and code not in {"EU", "EZ", "UN", "QO", "ZZ"}
        and (code[0] != "X" or code == "XK")
    }
    out: dict[str, Place] = {}
    for code in sorted({*cldr, *usual}):
        row = usual.get(code)
        name = cldr[code] if row is None else row["name"]
        here = Place(name, "country", code, code)
        out.setdefault(_fold(name), here)
        if code in cldr:
            out.setdefault(_fold(cldr[code]), here)
    # Aliases last: no alias hides a country's own name.
    for code, row in sorted(usual.items()):
        for alias in _split(row["aliases"]):
            out.setdefault(_fold(alias), Place(row["name"], "country", code, code))
    return out


@cache
def _regions() -> dict[str, tuple[Place, ...]]:
    """Folded name (with and without ``Kabupaten``, ``Kota`` ...) -> regions, larger ones first."""
    found: dict[str, list[Place]] = {}

    def add(name: str, here: Place) -> None:
        there = found.setdefault(_fold(name), [])
        if here not in there:
            there.append(here)

    alias = {row["code"]: row for row in table("regions_alias")}
    for code, official in sorted(regions().items(), key=lambda item: (len(item[0]), item[0])):
        row = alias.get(code)
        depth = code.count(".")
        level: Level = "province" if depth == 0 else "city" if depth == 1 else "district"
        name = official.replace("Administrasi ", "")
        if row is not None and (depth == 0 or code.startswith("31.")):
            name = row["name"]
        here = Place(name, level, code, "ID")
        bare = _PREFIX.sub("", name, count=1) if depth == 1 else name
        forms = [official, name, bare]
        forms += [f"Provinsi {name}"] if depth == 0 else []
        forms += [f"Kecamatan {name}", f"Distrik {name}"] if depth == 2 else []
        if row is not None:
            forms += [row["name"], *_split(row["short"]), *_split(row["aliases"])]
        for form in dict.fromkeys(forms):  # most are one and the same
            add(form, here)
    return {key: tuple(places) for key, places in found.items()}


@cache
def _others() -> dict[str, Place]:
    """Folded name -> place of ``places.csv``: world regions, islands, foreign cities."""
    out: dict[str, Place] = {}
    for row in table("places"):
        level: Level = {"city": "city", "district": "district"}.get(row["level"], "region")  # type: ignore[assignment]
        for form in (row["name"], *_split(row["aliases"])):
            out.setdefault(_fold(form), Place(row["name"], level, None, row["country"] or None))
    return out


@cache
def _written_out() -> dict[str, str]:
    """Folded abbreviation or variant -> the name that stands for it in ``norm``."""
    out: dict[str, str] = {}
    for row in table("regions_alias"):
        for form in _split(row["short"]):
            out.setdefault(_fold(form), row["name"])
    out |= {_fold(form): row["name"] for row in table("places") for form in _split(row["aliases"])}
    for key, here in _countries().items():
        out.setdefault(key, here.name)
    # Proper islands and their provinces keep their prefix: it is part of span and norm.
    return {key: name for key, name in out.items() if not key.startswith(("pulau ", "kepulauan ", "gunung "))}


@cache
def endings() -> frozenset[str]:
    """Return the last words, in small letters, of all names that ``lookup`` knows, and of their other spellings."""
    known = {key.rpartition(" ")[2] for key in (*_countries(), *_regions(), *_others())}
    return frozenset(known | {"sumatra"})


@lru_cache(maxsize=CACHED)
def lookup(name: str) -> tuple[Place, ...]:
    """Return every place ``name`` can mean, larger ones first; empty when unknown.

    ``name`` may carry its kind (``Kabupaten Bogor``, ``Provinsi Jawa Barat``); then only
    places of that kind are returned. Upper and lower case don't matter.
    """
    key = _fold(name)
    if not key:
        return ()
    country = _countries().get(key)
    places = _regions().get(key, ())
    kind = _PREFIX.match(key)
    if not places and kind is not None and kind.lastindex in {1, 2, 3, 4}:
        # ``Kota Solo``, ``Kabupaten Pasir``: the alias under its kind.
        wanted = {1: "province", 2: "city", 3: "city", 4: "district"}[kind.lastindex]
        rest = _regions().get(key[kind.end() :], ())
        prefix = {2: "kabupaten", 3: "kota"}.get(kind.lastindex, "")
        places = tuple(
            p for p in rest if p.level == wanted and (not prefix or _fold(regions()[p.code or ""]).startswith(prefix))
        )
    other = _others().get(key)
    heads: tuple[Place, ...] = () if country is None else (country,)
    tail: tuple[Place, ...] = () if other is None else (other,)
    # An island or quarter comes before districts of the same name, behind provinces and cities.
    big = tuple(p for p in places if p.level != "district")
    return heads + big + tail + tuple(p for p in places if p.level == "district")


def country(name: str) -> Place | None:
    """Return the country called ``name`` (name, adjective, abbreviation or epithet), or None."""
    return _countries().get(_fold(name))


def country_names() -> tuple[str, ...]:
    """Return every form under which a country is known, written as in text, sorted."""
    forms = {here.name for here in _countries().values()}
    for row in table("countries"):
        forms.update(_split(row["aliases"]))
    return tuple(sorted(forms))


def place(name: str, *, near: Iterable[str] = ()) -> Place | None:
    """Return the place ``name`` means, as far as that is certain.

    ``near`` names places of the same text; an Indonesian region among several of one name
    is chosen when exactly one lies in a province named there. Among candidates of different
    levels the largest is meant (``Jawa Timur`` is no district). When several are left,
    the place is returned without a code, at their common level; an unknown name gives None,
    a street gives an ``address`` and a name headed by a kind (``Desa Sukamaju``) its level.
    """
    found = lookup(name)
    if not found:
        return _by_shape(name)
    best = [p for p in found if p.level == found[0].level and (p.code is None) == (found[0].code is None)]
    if len(best) == 1:
        return best[0]
    around = {
        q.province for other in near if _fold(other) != _fold(name) for q in lookup(other) if q.level != "district"
    }
    around.discard(None)
    inside = [p for p in best if p.province in around]
    if len(inside) == 1:
        return inside[0]
    return Place(_SPACE.sub(" ", name).strip(), best[0].level, None, best[0].country)


def _by_shape(name: str) -> Place | None:
    """The level that the head word of an unknown name gives away."""
    text = _SPACE.sub(" ", name).strip()
    if _ADDRESS.match(text):
        return Place(text, "address", None, None)
    kind = _PREFIX.match(text)
    if kind is None:
        return None
    levels: tuple[Level, ...] = ("province", "city", "city", "district", "district", "region")
    return Place(text, levels[(kind.lastindex or 1) - 1], None, None)


@lru_cache(maxsize=CACHED)
def place_norm(surface: str) -> str:
    """Return a place's name as ``norm`` wants it: abbreviations and variants written out.

    ``Korsel`` -> ``Korea Selatan``, ``Jabar`` -> ``Jawa Barat``, ``Kabupaten  Bogor`` -> ``Kabupaten Bogor``;
    brackets with an acronym are dropped, other names keep their wording.
    """
    text = _SPACE.sub(" ", surface).strip()
    known = _written_out().get(_fold(text))
    if known is None and country(text) is None:
        text = re.sub(r"\s?\([A-Z][\w.-]{1,12}\)", "", text).strip()
        known = _written_out().get(_fold(text))
    if known is not None and not (text.isupper() and known.isupper()):
        return known
    kind = _PREFIX.match(text)
    if kind is not None and kind.lastindex == 1:
        rest = _written_out().get(_fold(text[kind.end() :]))
        if rest is not None and lookup(rest) and lookup(rest)[0].level == "province":
            return text[: kind.end()] + rest
    return text
