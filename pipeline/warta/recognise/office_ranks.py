"""Words that are an office in one place and a police rank in another: ``Komisaris``, ``Inspektur``.

``Kapolsek Melati, Komisaris Rini`` has a rank in front of the name, ``Komisaris PT Melati Rini`` a seat on a board.
"""

from __future__ import annotations

from warta.recognise.office_employers import kind_of
from warta.recognise.office_lexicon import OfficeLexicon
from warta.recognise.office_tokens import Office, Tokens

#: A police body that is no part of an office ends at most so many tokens before the rank.
_REACH = 10


def drop_ranks(tokens: Tokens, lex: OfficeLexicon, offices: list[Office]) -> None:
    """Take the ranks of police officers out of ``offices``, in place.

    A bare rank is one directly behind an office or a body of the police, and wherever the same person has it again.
    The office in front then reaches up to the name.
    """
    ranks: list[Office] = []
    ranked: set[str] = set()
    before: Office | None = None
    for office in offices:
        if _may_be(tokens, lex, office):
            gap = office.first - (tokens.words[office.first - 1] == "," if office.first else 0)
            police = before is not None and before.last == gap and _of_police(before)
            if police or _behind_body(tokens, gap):
                ranks.append(office)
                ranked.update(_name(tokens, office))
                if police and before is not None:
                    before.last = office.last
                continue
        before = office
    if ranks:
        gone = {id(o) for o in ranks}
        offices[:] = [
            o
            for o in offices
            if id(o) not in gone and not (_may_be(tokens, lex, o) and not ranked.isdisjoint(_name(tokens, o)))
        ]


def _may_be(tokens: Tokens, lex: OfficeLexicon, office: Office) -> bool:
    """Tell whether the office is a word that is also a rank, with nothing but the name behind it."""
    bare = office.bare and not office.says_body
    return bare and lex.phrase_at("rank", office.words, 0) == len(office.words) and office.last in tokens.inside


def _name(tokens: Tokens, office: Office) -> list[str]:
    return tokens.person_at(office.last)[1].text.split()


def _of_police(office: Office) -> bool:
    if office.body.startswith(("police:Kepolisian", "police_unit", "fixed:Kepolisian")):
        return True
    body = office.org.norm if office.org is not None else office.org_text
    return body is not None and _police(body)


def _police(body: str) -> bool:
    """Tell whether a body is of the police: by its first words, or those of the station a unit belongs to."""
    return kind_of(body) == "police" or any(kind_of(word) == "police" for word in body.split())


def _behind_body(tokens: Tokens, end: int) -> bool:
    """Tell whether a name of a police body ends at token ``end``."""
    for k in range(end - 1, max(-1, end - _REACH), -1):
        named = tokens.name_at.get(k)
        if named is not None:
            return named[1] == end and named[0].label == "ORG" and _police(named[0].norm)
    return False
