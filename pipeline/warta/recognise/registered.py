"""Registered bodies whose full name is misspelt in front of their acronym."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz

from warta.lexicon import table
from warta.recognise.candidates import Candidate
from warta.recognise.words import Words


def registered_brackets(sheet: Words) -> Iterator[Candidate]:
    """Yield ``Misspelt Full Name (ABC)`` where a register knows ABC: the capitals in front that read like its name.

    ``Japan Internasional Cooperation Agency (JICA)``: the acronym says which name was meant, and the words must be
    nearly those of the register (``_ALIKE``), so that a body which only stands in front is not taken for it.
    """
    names = _registered()
    for i in sheet.where("("):
        if not 2 <= i < len(sheet) - 2 or sheet.text[i + 2] != ")" or sheet.text[i + 1] not in names:
            continue
        name = names[sheet.text[i + 1]]
        size = len(name.split())
        begin = i - size
        if size < 3 or begin < 0 or any(sheet.fresh[begin + 1 : i]) or sheet.shape[begin] not in "AC":
            continue
        words = sheet.text[begin:i]
        if fuzz.ratio(" ".join(words).casefold(), name.casefold()) >= _ALIKE:
            yield Candidate(sheet.start[begin], sheet.end[i - 1], "ORG", "rule:acronym")
            yield Candidate(sheet.start[i + 1], sheet.end[i + 1], "ORG", "rule:acronym")


#: Similarity in per cent from which words are a registered name with a slip of the pen: two letters in ten words.
_ALIKE = 90


@cache
def _registered() -> dict[str, str]:
    """Acronym -> name of the registered bodies; an acronym of two bodies tells nothing."""
    found: dict[str, set[str]] = {}
    for register in ("ministries", "agencies", "state_bodies", "partners", "universities"):
        for row in table(register):
            for acronym in (a for a in row["acronyms"].split("|") if a):
                found.setdefault(acronym, set()).add(row["name"])
    return {acronym: min(names) for acronym, names in found.items() if len(names) == 1}
