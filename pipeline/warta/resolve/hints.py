"""Hints the text gives about a name: where a facility or place lies, who runs it, and whether it is known outside.

A hint is no part of the name but tells two bearers of one name apart over
documents (``Masjid Agung`` of two towns, ``Kecamatan Sukajaya`` of two
regencies). Initials of suspects and a first name of many (``Agus``) say who is meant
inside their document only: their hint is a mark of the document. One hint per
name and document, so that all mentions of a name in a document stay one entity.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from warta.resolve.keys import fold, skeleton
from warta.resolve.places import bare_key, quarters
from warta.resolve.public import bearers, full_name
from warta.values.mention import NameMention
from warta.values.places import country, lookup

#: between a facility and the place behind it: ``di``, a comma or a bracket
_AT = re.compile(
    r"\A,?\s{0,3}(?:yang\s(?:berada|terletak|berlokasi)\s)?(?:\(|di\s(?:kawasan\s|wilayah\s|daerah\s)?|,)\s{0,2}\Z"
)
#: between a place and the place that holds it: ``Sukajaya, Kabupaten Bogor``
_WITHIN = re.compile(r"\A(?:,\s{0,3}|\s\(|,?\s{0,2}di\s)\Z")
#: initials as newspapers print them: ``AR``, ``M.``, ``S.A.``, ``YDS``
_INITIALS = re.compile(r"[A-Z]{1,3}\.?\Z|(?:[A-Z]\.){2,4}\Z")
#: from so many bearers in the list of name words on, a word alone is nobody's name
_MANY = 3
#: the head of a regency or city right in front of its name
_OFFICE = re.compile(r"\b(Bupati|Wali ?[Kk]ota)\s{1,3}\Z")
_FRONT = 16
_REACH = 60  # characters between a name and its place
_RUN_BY = re.compile(
    r"\A,?\s{0,3}(?:yang\s)?(?:milik|di\s?bawah|dikelola(?:\soleh)?|dioperasikan(?:\soleh)?|naungan)\s"
    r"(?:naungan\s|binaan\s|pengelolaan\s|koordinasi\s|pembinaan\s)?\Z"
)


@dataclass(frozen=True, slots=True)
class Hint:
    """``place``: norm of a LOC, for PER the mark of a document; ``operator``: norm of an ORG. Empty when unknown."""

    place: str = ""
    operator: str = ""


NO_HINT = Hint()


def find_hints(text: str, names: Sequence[NameMention]) -> list[Hint]:
    """Return one hint per mention of ``names`` (linked, sorted by start), in the same order.

    FAC: the place named behind it (``di Temanggung``, ``, Bogor``) and the
    operator (``milik Dinas Sosial ...``). LOC: the place that holds it
    (``Cibadak, Kabupaten Sukabumi``). The first hint of a name in the document
    goes to all its mentions. ORG carries none, PER the mark of the document where
    its norm is known there only.
    """
    places: dict[tuple[str, str], str] = {}
    operators: dict[tuple[str, str], str] = {}
    for here, name in enumerate(names):
        if name.label not in {"FAC", "LOC"}:
            continue
        key, end = (name.label, name.norm), name.end
        for follower in names[here + 1 : here + 4]:
            if not end <= follower.start <= end + _REACH:
                break
            gap = text[end : follower.start]
            if follower.label == "LOC" and follower.norm != name.norm:
                if name.label == "FAC" and _AT.match(gap) and country(follower.norm) is None:
                    places.setdefault(key, follower.norm)
                    end = follower.end
                elif name.label == "LOC" and _WITHIN.match(gap) and holds(follower.norm, name.norm):
                    places.setdefault(key, follower.norm)
            elif name.label == "FAC" and follower.label == "ORG" and _RUN_BY.match(gap):
                operators.setdefault(key, follower.norm)
                end = follower.end  # ``milik Dinas Sosial di Tegal``
    mark = ""
    for stranger in {(n.label, n.norm) for n in names if n.label == "PER" and unknown(n.norm)}:
        mark = mark or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        places[stranger] = mark
    _by_office(text, names, places)
    _by_named_regions(names, places)
    _quarters(names, places)
    return [
        Hint(places.get((n.label, n.norm), ""), operators.get((n.label, n.norm), "")) if n.label != "ORG" else NO_HINT
        for n in names
    ]


def unknown(name: str) -> bool:
    """Tell whether a person's name alone names nobody in particular: initials, or one word that many bear.

    A public nickname (``Jokowi``) is known, as is a rare word (``Moeldoko``).
    """
    if _INITIALS.match(name):
        return full_name(name) is None
    return " " not in name and full_name(name) is None and bearers(skeleton(fold(name))) >= _MANY


def holds(outer: str, inner: str) -> bool:
    """Tell whether one of the regions called ``inner`` lies in one called ``outer``, or ``inner`` is unknown.

    Keeps lists apart from containment: ``Bandung, Surabaya dan Medan`` holds nothing.
    """
    around = {p.code for p in lookup(outer) if p.code is not None and p.country == "ID" and p.code[:1].isdigit()}
    if not around:
        return False
    within = [p.code for p in lookup(inner) if p.code is not None]
    if not within:  # villages and quarters, which no register here lists
        return min(code.count(".") for code in around) < 2 or fold(outer) != " ".join(bare_key(outer))
    return any(code.startswith(f"{region}.") for code in within for region in around)


def _by_office(text: str, names: Sequence[NameMention], places: dict[tuple[str, str], str]) -> None:
    """Tell regency and city of one name apart by the office or government in front: ``Bupati Bogor``."""
    said: dict[str, set[str]] = {}
    for name in names:
        if name.label == "LOC" and len(_coded(name.norm)) > 1:
            office = _OFFICE.search(text[max(0, name.start - _FRONT) : name.start])
            if office is not None:
                said.setdefault(name.norm, set()).add("Kabupaten" if office.group(1) == "Bupati" else "Kota")
    for norm, levels in sorted(said.items()):
        if len(levels) == 1:
            places.setdefault(("LOC", norm), f"{min(levels)} {norm}")


def _by_named_regions(names: Sequence[NameMention], places: dict[tuple[str, str], str]) -> None:
    """Decide names of several regions by the one larger region of the document that holds just one of them."""
    norms = sorted({n.norm for n in names if n.label == "LOC"})
    certain = [norm for norm in norms if len(found := _coded(norm)) == 1 and found[0].count(".") < 2]
    for norm in norms:
        codes = _coded(norm)
        if len(codes) < 2 or ("LOC", norm) in places:
            continue
        outer = [c for c in certain if sum(code.startswith(f"{_coded(c)[0]}.") for code in codes) == 1]
        meant = {code for c in outer for code in codes if code.startswith(f"{_coded(c)[0]}.")}
        if len(meant) == 1:
            places[("LOC", norm)] = max(outer, key=lambda c: (len(_coded(c)[0]), c))


def _quarters(names: Sequence[NameMention], places: dict[tuple[str, str], str]) -> None:
    """Put quarters that share the name of a region elsewhere into their city, where the document speaks of it."""
    norms = sorted({n.norm for n in names if n.label == "LOC"})
    cities = {norm: city for norm in norms if (city := quarters().get(fold(norm))) is not None}
    coded = {norm: found for norm in norms if (found := _coded(norm))} if cities else {}
    for norm, city in cities.items():
        home, away = city[:2], {code[:2] for code in _coded(norm)}
        codes = {other: found for other, found in coded.items() if other != norm}
        near = [o for o, found in codes.items() if found and all(c.startswith(home) for c in found)]
        far = [o for o, found in codes.items() if {c[:2] for c in found} & away]
        if near and not far:
            # the city where it is named, else the province
            around = min(near, key=lambda o: (city not in codes[o], home not in codes[o], o))
            places[("LOC", norm)] = around
            for key in [k for k, where in places.items() if k[0] == "FAC" and where == norm]:
                places[key] = around


def _coded(norm: str) -> list[str]:
    """Return the Kemendagri codes of the largest level that a name can mean."""
    found = [p for p in lookup(norm) if p.code is not None and p.code[:1].isdigit()]
    return [p.code for p in found if p.level == found[0].level and p.code is not None]
