"""Write the abbreviated words of an organisation's name in full."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from warta.resolve import places
from warta.resolve.acronyms import stands_for
from warta.resolve.keys import fold, legal_forms, optional, role
from warta.resolve.register import Body, Register


@cache
def name_parts() -> dict[str, tuple[str, str, str]]:
    """Abbreviated words: short -> (full, where, before)."""
    return {r["short"]: (r["full"], r["where"], r["before"]) for r in optional("name_parts")}


def expand(name: str, own: Mapping[str, str], known: Register) -> str:
    """Write the abbreviated words of an organisation's name in full.

    ``own``: what the document itself defines, which goes before the register.
    Short place names behind a body's words are expanded too (``Disparbud Jabar``).
    """
    whole = own.get(name)
    if whole is not None:
        # ``Kementerian Energi ... (ESDM)``: the bracket abbreviates the field, the body is the ministry
        longer = [b for b in known.by_acronym(name) if b.name.endswith(f" {whole}")]
        whole = longer[0].name if longer else whole
    if whole is None and name in name_parts() and name_parts()[name][1:] == ("any", ""):
        whole = name_parts()[name][0]
    if whole is None:
        body = known.pick([b for b in known.by_acronym(name) if _expands(name, b)])
        if body is None and any(len(w) >= 3 and w.isupper() for w in name.split(" ")):
            # ``Kementerian ESDM``, ``Bank BRI``: a registered name with its acronym inside
            body = known.pick([b for b in known.by_name(name) if name not in b.name and _holds_acronym(name, b)])
        whole = None if body is None else short_of_form(body)
    if whole is not None:
        return _words(whole, own, known) if whole != name else whole
    return _words(name, own, known)


def _expands(name: str, body: Body) -> bool:
    """Tell whether ``name`` is an acronym that is written in full: not a trade name, masthead or ticker."""
    if body.register == "outlets":
        return name.isupper() and stands_for(name, body.name)
    return body.register != "companies" or (name.isupper() and stands_for(name, short_of_form(body)))


def _holds_acronym(name: str, body: Body) -> bool:
    if body.register != "companies":
        return body.register != "outlets"
    words = name.split(" ")
    legal = any(fold(w).strip("().") in legal_forms() for w in words)
    return not legal and any(w.isupper() and w in body.acronyms and stands_for(w, short_of_form(body)) for w in words)


def short_of_form(body: Body) -> str:
    """Return a body's name as an acronym is expanded: a company's without its legal form."""
    if body.register != "companies":
        return body.name
    words = [w for w in re.sub(r"\s\((?:Persero|Perseroda)\)", "", body.name).split() if fold(w) not in legal_forms()]
    return " ".join(words)


def _words(name: str, own: Mapping[str, str], known: Register) -> str:
    words = name.split(" ")
    company = fold(words[0]).strip(".") in legal_forms() or fold(words[-1]) in legal_forms()
    out: list[str] = []
    at = 0
    while at < len(words):
        for width in (3, 2, 1):
            piece = " ".join(words[at : at + width])
            if at + width <= len(words) and (width < len(words)):
                if width > 1 and places.is_place(piece):
                    full: str | None = _place(piece)
                else:
                    full = _piece(piece, at, words, own, known, company)
                if full is not None:
                    # ``Kementerian`` + ``Kementerian Sosial``: the acronym holds the word in front of it
                    while out and full.split(" ")[: len(out[-1].split(" "))] == out[-1].split(" "):
                        out.pop()
                    out.append(full)
                    at += width
                    # ``Bareskrim Polri``: what is written out already ends with the next word
                    if at < len(words) and width == 1 and full != piece and full.split(" ")[-1] == words[at]:
                        at += 1
                    break
        else:
            out.append(words[at])
            at += 1
    return " ".join(out)


#: kinds of bodies that others are parts of, so that their acronyms stand inside other names
_STATE_KINDS = frozenset(
    {"ministry", "agency", "commission", "state_house", "local_house", "police", "military", "court", "prosecution"}
    | {"party", "audit", "directorate", "local_agency", "university", "central_bank", "task_force"}
)


def _place(piece: str) -> str:
    """Write the abbreviated words of a place in full: ``Provinsi NTT``, ``Kab Magelang``."""
    words = piece.split(" ")
    first = name_parts().get(words[0])
    head = words[0] if first is None else first[0]
    return " ".join([head, *(places.short_name(w) or w for w in words[1:])])


def _piece(
    piece: str, at: int, words: Sequence[str], own: Mapping[str, str], known: Register, company: bool
) -> str | None:
    if "-" in piece and " " not in piece:
        halves = piece.split("-")
        if all(h in own for h in halves):
            return "-".join(own[h] for h in halves)
    if piece in own and own[piece] not in " ".join(words) and piece not in own[piece].split(" "):
        return own[piece]
    if company:
        body = known.pick([b for b in known.by_acronym(piece) if b.register == "companies" and piece.isupper()])
        alone = [w for w in words if fold(w).strip("().") not in legal_forms()] == [piece]
        return short_of_form(body) if body is not None and alone else None
    part = name_parts().get(piece)
    if part is not None and (part[1] == "any" or at == 0):
        following = " ".join(words[at + 1 :])
        if part[2] != "party" or _party(following, known):
            return part[0]
    body = known.inner.get(piece)
    if body is not None and piece not in body.name.split(" "):
        rest = " ".join(words[at + len(piece.split(" ")) :])
        if at > 0 and body.kind in _STATE_KINDS:
            # the field alone behind another word (``Dinas PU``); ``Biro Humas Kemensos`` keeps the ministry
            bare = body.kind == "ministry" and not piece.startswith("Kem") and words[at - 1] != "Kementerian"
            return body.name.removeprefix("Kementerian ") if bare else body.name
        # at the head of a name only in front of a place: ``Danantara Sumberdaya`` is a name of its own
        if at == 0 and piece != "DPD" and (places.is_place(rest) or rest == "Pusat"):
            return body.name
    # the edition of an outlet is part of its title (``Tribun Jabar``)
    title = at > 0 and any(b.register == "outlets" for b in known.by_name(words[0]))
    # ``Kedutaan Besar UK`` is written out, a title in English (``Harbour Watch UK``) is not
    english = fold(piece) in role("english") and not " ".join(words).startswith(places.bodies())
    return places.short_name(piece) if at > 0 and not title and not english else None


def _party(following: str, known: Register) -> bool:
    """Tell whether a party's name follows."""
    words = following.split(" ")
    starts = (" ".join(words[:width]) for width in (1, 2, 3))
    return words[0] == "Partai" or any(b.kind == "party" for start in starts for b in known.by_acronym(start))
