"""Texts with their names marked up, for tests of the office grammar alone: ``[PER Rini]``, ``[ORG Kemensos|norm]``."""

from __future__ import annotations

import re

from spacy.language import Language
from warta.recognise.officials import find_officials
from warta.values.mention import NameMention

_MARK = re.compile(r"\[(ORG|PER|FAC|LOC) ([^\]|]+)(?:\|([^\]]+))?\]")


def officials(nlp: Language, marked: str, published_at: str | None = None) -> list[str]:
    """Return ``person | position | organisation | status`` lines for a marked-up text."""
    names: list[NameMention] = []
    text, last = "", 0
    for m in _MARK.finditer(marked):
        text += marked[last : m.start()]
        names.append(NameMention(len(text), len(text) + len(m[2]), m[1], m[2], m[3] or m[2], "test"))
        text += m[2]
        last = m.end()
    doc = nlp(text + marked[last:])
    doc._.warta_names = names
    doc._.published_at = published_at
    return [f"{o.person} | {o.position} | {o.organisation} | {o.status}" for o in find_officials(doc)]
