"""Aliases inside one document: every mention gets the fullest name of its entity.

Rules of the annotation guide, section Mentions: acronyms that the document or
common knowledge expands, ``RI`` and quotation marks dropped, short forms joined to
full names. Nothing is joined on similarity alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from warta.resolve import facilities, orgs, persons, places
from warta.resolve.acronyms import definitions, stands_for
from warta.resolve.keys import fold, legal_forms, tidy
from warta.values.mention import NameMention
from warta.values.places import country


def link(text: str, names: Sequence[NameMention], *, titles: Sequence[tuple[int, int]] = ()) -> list[NameMention]:
    """Return the same mentions, in the same order, with ``norm`` the fullest name in the document.

    ``text`` is the whole document, offsets of ``names`` count its code points; one
    entity of one label has one norm. ``titles`` are the headline stretches: a form
    that stands in a headline never is the fullest when the text below has another
    of the same words, since headlines shorten and shout. ``POS`` mentions keep
    their norm. Norms that came in are not read, so linking twice changes nothing.
    """
    defined = definitions(text)
    norms = [tidy(n.norm) for n in names]
    order = sorted(range(len(names)), key=lambda i: (names[i].start, names[i].end))
    by_label = {label: [i for i in order if names[i].label == label] for label in ("LOC", "ORG", "PER", "FAC")}

    def put(label: str, linked: Sequence[str]) -> None:
        for i, norm in zip(by_label[label], linked, strict=True):
            norms[i] = norm or tidy(names[i].text)

    def of(label: str) -> list[NameMention]:
        return [names[i] for i in by_label[label]]

    put("LOC", places.link(text, of("LOC"), defined))
    where = {tidy(names[i].text): norms[i] for i in by_label["LOC"] if country(norms[i]) is not None}
    put("ORG", orgs.link(text, of("ORG"), defined, where))
    put("PER", persons.link(text, of("PER")))
    expanded = dict(defined)
    names_printed = {tidy(name.text) for name in of("ORG")}
    printed = "\n".join(sorted(names_printed))
    for short, norm in sorted({(tidy(names[i].text), norms[i]) for i in by_label["ORG"]}):
        core = " ".join(w for w in norm.split(" ") if fold(w).strip("().") not in legal_forms())
        # only what the document itself writes out
        if " " not in short and stands_for(short, core) and (core in names_printed or core in printed):
            expanded.setdefault(short, core)
    put("FAC", facilities.link(text, of("FAC"), expanded))
    return [replace(name, norm=norm) for name, norm in zip(names, norms, strict=True)]
