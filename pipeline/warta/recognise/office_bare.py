"""Complete offices that leave out what the text says elsewhere: ``Menteri Rini``, ``Kapolda``, ``jaksa Ani``.

A bare office is completed by the one ministry or station of its kind in the text; where there are
several, or none, it stays bare.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from warta.lexicon import table
from warta.recognise.office_between import Person
from warta.recognise.office_lexicon import OfficeLexicon
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
    _as_before(links)
    bare = [(o, p) for o, p in links if _is_bare(o)]
    if not bare:
        return
    orgs = [name for _, (name, _) in sorted(tokens.name_at.items()) if name.label == "ORG"]
    ministers = {w for o, p in links if o.body.startswith("fixed:Kementerian") for w in p[1].text.split()}
    ministries = _ministries(lex, orgs, offices)
    stations: dict[str, list[str]] = {}
    for office, (_, person) in bare:
        if office.body == "ministry" and tokens.words[office.last : office.last + 1] == ["/"]:
            continue  # ``Menteri/Kepala Bappenas``
        if office.body == "ministry":
            # Who is called by the full office elsewhere needs no guess: the rows become one.
            if ministers.isdisjoint(person.text.split()):
                _minister(office, lex, ministries)
        else:
            if office.body not in stations:
                stations[office.body] = _seats(office.body, orgs, offices)
            if len(stations[office.body]) == 1:
                office.words = [office.words[0], *stations[office.body]]


def _as_before(links: Sequence[tuple[Office, Person]]) -> None:
    """``Jaksa KPK Rini Wulandari ... jaksa Rini``: one office, whose body is said once."""
    said = _Said(links)
    for office, person in links:
        if office.says_body or office.units:
            continue
        other = said.first(office, person)
        if other is not None:
            office.org, office.org_text, office.place = other.org, other.org_text, other.place
            said.add(office)


class _Said:
    """The linked offices that say their body, by their words and the words of the holder's name.

    A document may hold tens of thousands of offices: each is compared with those alone that share the rarest
    word of the name.
    """

    def __init__(self, links: Sequence[tuple[Office, Person]]) -> None:
        self._links = links
        self._names = [frozenset(person[1].text.split()) for _, person in links]
        self._places: dict[int, list[int]] = {}
        self._bearing: dict[tuple[str, ...], dict[str, list[int]]] = {}
        for at, (office, _) in enumerate(links):
            self._places.setdefault(id(office), []).append(at)
            if office.says_body:
                self._add(at)

    def add(self, office: Office) -> None:
        """Add an office that has just been completed."""
        for at in self._places[id(office)]:
            self._add(at)

    def _add(self, at: int) -> None:
        bearing = self._bearing.setdefault(tuple(self._links[at][0].words), {})
        for word in sorted(self._names[at]):
            insort(bearing.setdefault(word, []), at)

    def first(self, office: Office, person: Person) -> Office | None:
        """Return the first office of the same words whose holder's name holds all words of the person's."""
        bearing = self._bearing.get(tuple(office.words))
        name = set(person[1].text.split())
        if bearing is None or not name:
            return None
        rarest = min((bearing.get(word, []) for word in sorted(name)), key=len)
        return next((self._links[at][0] for at in rarest if name <= self._names[at]), None)


def _is_bare(office: Office) -> bool:
    if office.says_body or len(office.words) != 1:
        return False
    return office.body == "ministry" or office.body.partition(":")[2] in _short()


def _ministries(lex: OfficeLexicon, orgs: Sequence[NameMention], offices: Sequence[Office]) -> set[str]:
    """The ministries of the text that a minister heads: named, or by a full office."""
    named = {lex.ministries[n.norm] for n in orgs if n.norm in lex.ministries}
    named |= {
        o.body.removeprefix("fixed:") for o in offices if o.body.startswith("fixed:Kementerian") and o.place is None
    }
    return {m for m in named if m in lex.ministers}


def _minister(office: Office, lex: OfficeLexicon, ministries: Collection[str]) -> None:
    coordinating = "Koordinator" in office.words[0]
    fitting = [m for m in ministries if ("Koordinator" in m) == coordinating]
    if len(fitting) != 1:
        return
    (ministry,) = fitting
    deputy = "Wakil " if office.words[0].startswith("Wakil") else ""
    office.words, office.body = [f"{deputy}{lex.ministers[ministry]}"], f"fixed:{ministry}"


def _seats(body: str, orgs: Sequence[NameMention], offices: Sequence[Office]) -> list[str]:
    """The places of the stations of one kind (the body of an office) that the text names."""
    where: dict[str, None] = {o.place.norm: None for o in offices if o.body == body and o.place is not None}
    where.update(dict.fromkeys(_places(body.partition(":")[2], orgs)))
    return list(where)


def _places(body: str, orgs: Sequence[NameMention]) -> Iterator[str]:
    """Yield the places of the stations that the text names as organisations."""
    for name in orgs:
        for words in (body, _short()[body]):
            rest = name.norm.removeprefix(f"{words} ")
            if rest != name.norm and rest.split()[0] not in {"Kota", "Besar", "Metro"}:
                known = lookup(rest)
                yield known[0].name if known and known[0].level == "province" else rest
