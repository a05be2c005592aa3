"""Hints the text gives about a name: where a facility or place lies, and who runs it.

A hint is no part of the name but tells two bearers of one name apart over
documents (``Masjid Agung`` of two towns, ``Kecamatan Sukajaya`` of two
regencies). One hint per name and document, so that all mentions of a name in
a document stay one entity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from warta.values.mention import NameMention

#: between a facility and the place behind it: ``di``, a comma or a bracket
_AT = re.compile(
    r"\A,?\s{0,3}(?:yang\s(?:berada|terletak|berlokasi)\s)?(?:\(|di\s(?:kawasan\s|wilayah\s|daerah\s)?|,)\s{0,2}\Z"
)
#: between a place and the place that holds it: ``Sukajaya, Kabupaten Bogor``
_WITHIN = re.compile(r"\A(?:,\s{0,3}|\s\(|,?\s{0,2}di\s)\Z")
_RUN_BY = re.compile(
    r"\A,?\s{0,3}(?:yang\s)?(?:milik|di\s?bawah|dikelola(?:\soleh)?|dioperasikan(?:\soleh)?|naungan)\s"
    r"(?:naungan\s|binaan\s|pengelolaan\s|koordinasi\s|pembinaan\s)?\Z"
)


@dataclass(frozen=True, slots=True)
class Hint:
    """``place``: norm of a LOC, empty when unknown; ``operator``: norm of an ORG, or empty."""

    place: str = ""
    operator: str = ""


NO_HINT = Hint()


def find_hints(text: str, names: Sequence[NameMention]) -> list[Hint]:
    """Return one hint per mention of ``names`` (linked, sorted by start), in the same order.

    FAC: the place named behind it (``di Temanggung``, ``, Bogor``) and the
    operator (``milik Dinas Sosial ...``). LOC: the place that holds it
    (``Cibadak, Kabupaten Sukabumi``). The first hint of a name in the document
    goes to all its mentions. ORG and PER carry none.
    """
    places: dict[tuple[str, str], str] = {}
    operators: dict[tuple[str, str], str] = {}
    for here, name in enumerate(names):
        if name.label not in {"FAC", "LOC"}:
            continue
        key = (name.label, name.norm)
        rest = names[here + 1 : here + 3]
        for follower in rest:
            gap = text[name.end : follower.start] if name.end <= follower.start <= name.end + 60 else "\n\n"
            pattern = _AT if name.label == "FAC" else _WITHIN
            if follower.label == "LOC" and follower.norm != name.norm and pattern.match(gap):
                places.setdefault(key, follower.norm)
            if name.label == "FAC" and follower.label == "ORG" and _RUN_BY.match(gap):
                operators.setdefault(key, follower.norm)
    return [
        Hint(places.get((n.label, n.norm), ""), operators.get((n.label, n.norm), ""))
        if n.label in {"FAC", "LOC"}
        else NO_HINT
        for n in names
    ]
