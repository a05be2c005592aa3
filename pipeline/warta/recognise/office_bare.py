"""Complete offices that leave out what the text says elsewhere: ``Menteri Rini``, ``Kapolda``, ``jaksa Ani``.

A bare office is completed by the one ministry or station of its kind in the text; where there are
several, or none, it stays bare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from warta.lexicon import table
from warta.recognise.office_lexicon import OfficeLexicon
from warta.recognise.office_links import Person
from warta.recognise.office_tokens import Office, Tokens
from warta.values.mention import NameMention
from warta.values.places import lookup


@cache
def _short() -> dict[str, str]:
    """Kind of station that an office word spells out -> how its name begins when it is shortened."""
    return {row["station"]: row["short"] for row in table("office_stations")}


def complete(
    tokens: Tokens, lex: OfficeLexicon, offices: Sequence[Office], links: Sequence[tuple[Office, Person]]
) -> None:
    """Complete the bare offices among the linked ones, in place."""
    for office, holder in links:
        _as_before(office, holder, links)
    bare = [(o, p) for o, p in links if _is_bare(o)]
    if not bare:
        return
    orgs = [name for _, (name, _) in sorted(tokens.name_at.items()) if name.label == "ORG"]
    ministers = [p[1].text for o, p in links if o.body.startswith("fixed:Kementerian")]
    for office, (_, person) in bare:
        if office.body == "ministry" and tokens.words[office.last : office.last + 1] == ["/"]:
            continue  # ``Menteri/Kepala Bappenas``
        if office.body == "ministry":
            # Who is called by the full office elsewhere needs no guess: the rows become one.
            if not any(set(person.text.split()) & set(name.split()) for name in ministers):
                _minister(office, lex, orgs, offices)
        else:
            _station(office, orgs, offices)


def _as_before(office: Office, person: Person, links: Sequence[tuple[Office, Person]]) -> None:
    """``Jaksa KPK Rini Wulandari ... jaksa Rini``: one office, whose body is said once."""
    if office.org is not None or office.org_text is not None or office.place is not None or office.units:
        return
    for other, holder in links:
        said = other.org is not None or other.org_text is not None or other.place is not None
        if said and other.words == office.words and _one(person[1].text, holder[1].text):
            office.org, office.org_text, office.place = other.org, other.org_text, other.place
            return


def _one(short: str, long: str) -> bool:
    """Tell whether a name is a part of another."""
    return set(short.split()) <= set(long.split())


def _is_bare(office: Office) -> bool:
    if office.org is not None or office.org_text is not None or office.place is not None or len(office.words) != 1:
        return False
    return office.body == "ministry" or office.body.partition(":")[2] in _short()


def _minister(office: Office, lex: OfficeLexicon, orgs: Sequence[NameMention], offices: Sequence[Office]) -> None:
    coordinating = "Koordinator" in office.words[0]
    named = {lex.ministries[n.norm] for n in orgs if n.norm in lex.ministries}
    named |= {
        o.body.removeprefix("fixed:") for o in offices if o.body.startswith("fixed:Kementerian") and o.place is None
    }
    fitting = {m for m in named if m in lex.ministers and ("Koordinator" in m) == coordinating}
    if len(fitting) != 1:
        return
    (ministry,) = fitting
    deputy = "Wakil " if office.words[0].startswith("Wakil") else ""
    office.words, office.body = [f"{deputy}{lex.ministers[ministry]}"], f"fixed:{ministry}"


def _station(office: Office, orgs: Sequence[NameMention], offices: Sequence[Office]) -> None:
    body = office.body.partition(":")[2]
    where: dict[str, None] = {o.place.norm: None for o in offices if o.body == office.body and o.place is not None}
    where.update(dict.fromkeys(_places(body, orgs)))
    if len(where) == 1:
        (place,) = where
        office.words = [office.words[0], place]


def _places(body: str, orgs: Sequence[NameMention]) -> Iterator[str]:
    """Yield the places of the stations that the text names as organisations."""
    for name in orgs:
        for words in (body, _short()[body]):
            rest = name.norm.removeprefix(f"{words} ")
            if rest != name.norm and rest.split()[0] not in {"Kota", "Besar", "Metro"}:
                known = lookup(rest)
                yield known[0].name if known and known[0].level == "province" else rest
