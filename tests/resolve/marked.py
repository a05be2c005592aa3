"""Inline gold for names: ``<PER Budi Hartawan> datang`` gives text and mentions."""

from __future__ import annotations

import re
from typing import cast

from warta.values.mention import NameLabel, NameMention

_MARK = re.compile(r"<(ORG|PER|FAC|LOC|POS) ([^<>]+)>")


def marked(source: str) -> tuple[str, list[NameMention]]:
    """Return the text without marks and the mentions they held."""
    out: list[str] = []
    names: list[NameMention] = []
    at = length = 0
    for match in _MARK.finditer(source):
        before = source[at : match.start()]
        out.append(before)
        length += len(before)
        surface = match.group(2)
        names.append(
            NameMention(length, length + len(surface), cast(NameLabel, match.group(1)), surface, surface, "gold")
        )
        out.append(surface)
        length += len(surface)
        at = match.end()
    out.append(source[at:])
    return "".join(out), names
