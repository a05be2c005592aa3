"""Texts with their names marked up, for tests of the office grammar alone: ``[PER Rini]``, ``[ORG Kemensos|norm]``."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc
from warta.recognise.officials import find_officials
from warta.values.mention import NameMention

_MARK = re.compile(r"\[(ORG|PER|FAC|LOC) ([^\]|]+)(?:\|([^\]]+))?\]")


def marked(nlp: Language, text: str) -> Doc:
    """Return the Doc of a marked-up text, with its names."""
    names: list[NameMention] = []
    parts: list[str] = []
    length = last = 0
    for m in _MARK.finditer(text):
        length += m.start() - last
        names.append(NameMention(length, length + len(m[2]), m[1], m[2], m[3] or m[2], "test"))
        parts += (text[last : m.start()], m[2])
        length, last = length + len(m[2]), m.end()
    doc = nlp("".join([*parts, text[last:]]))
    doc._.warta_names = names
    return doc


def officials(nlp: Language, text: str, published_at: str | None = None) -> list[str]:
    """Return ``person | position | organisation | status`` lines for a marked-up text."""
    doc = marked(nlp, text)
    doc._.published_at = published_at
    return [f"{o.person} | {o.position} | {o.organisation} | {o.status}" for o in find_officials(doc)]
