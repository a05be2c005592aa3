"""The component ``warta_officials``: link each office to its holder and its body.

Persons and bodies are the names found before; offices come from ``offices.py``. An office in front of a
name (``Menteri Sosial Rini``), in apposition behind it (``Rini, Menteri Sosial,``) or joined to it
by a word (``Rini selaku Menteri Sosial``) belongs to that person; ``merangkap`` and ``/`` share one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from warta.recognise.candidates import Spans
from warta.recognise.office_lexicon import office_lexicon
from warta.recognise.office_tokens import Office, Tokens
from warta.recognise.offices import OfficeFinder
from warta.recognise.state import mirror, register
from warta.values.mention import NameMention, OfficialMention
from warta.values.places import lookup

_PLACE_PREFIX = ("Provinsi ", "Propinsi ", "Kabupaten ", "Kota ", "Kecamatan ", "Desa ", "Kelurahan ")
_GOVERNMENT = {
    "province": "Pemerintah Provinsi",
    "regency": "Pemerintah Kabupaten",
    "city": "Pemerintah Kota",
    "district": "Kecamatan",
    "village": "Desa",
    "country": "Pemerintah",
    "embassy": "Kedutaan Besar",
    "consulate": "Konsulat Jenderal",
}
#: Offices that only a ministry has.
_MINISTRY_ONLY = (
    "Direktur Jenderal",
    "Sekretaris Direktorat Jenderal",
    "Staf Khusus Menteri",
    "Staf Ahli Menteri",
    "Inspektur Jenderal",
    "Tenaga Ahli Menteri",
)
_STATE = (
    "Kementerian",
    "Kemen",
    "Departemen",
    "Badan",
    "Dinas",
    "Pemerintah",
    "Sekretariat",
    "Kepolisian",
    "Polda",
    "Polres",
    "Polri",
    "Mabes",
    "Kejaksaan",
    "Komisi",
    "Dewan",
    "Mahkamah",
    "Lembaga",
    "Otorita",
    "Universitas",
)
_MINISTRY = ("Kementerian", "Kemen", "Departemen", "Kemenko")
#: Offices of a university, and how its name begins.
_CAMPUS = ("Rektor", "Wakil Rektor", "Dekan", "Wakil Dekan", "Guru Besar", "Dosen", "Ketua Program Studi")
_CAMPUS_BODY = ("Universitas", "Institut", "Politeknik", "Sekolah Tinggi", "Akademi", "University")
_LEFT_LINK_MAX = 7
#: From this score on a model's office words open an office that no list knows.
_SURE = 0.7


@Language.factory("warta_officials", assigns=["doc._.warta_officials"])
def make_officials(nlp: Language, name: str) -> OfficialsComponent:
    """Return the component; it reads ``doc._.warta_names`` and writes ``doc._.warta_officials``."""
    return OfficialsComponent()


class OfficialsComponent:
    """Set ``doc._.warta_officials`` and mirror the phrases in ``doc.spans["warta_officials"]``."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        doc._.warta_officials = find_officials(doc)
        mirror(doc, "warta_officials", ((o, o.status) for o in doc._.warta_officials))
        return doc


def find_officials(doc: Doc) -> list[OfficialMention]:
    """Return the officials of a Doc in order; the same person and office may come more than once."""
    words: list[str] = []
    starts: list[int] = []
    sentence_of: list[int] = []
    number = -1
    for token in doc:
        number += 1 if token.is_sent_start or number < 0 else 0
        # White space tokens (a double space, a line end) must not part an office from its holder.
        if not token.is_space:
            words.append(token.text)
            starts.append(token.idx)
            sentence_of.append(number)
    tokens = Tokens.of(words, starts, doc._.warta_names, doc._.titles)
    if not tokens.inside:
        return []
    quiet = Spans(doc._.silent)
    offices = [
        o
        for o in OfficeFinder(office_lexicon()).find(tokens, _pos_spans(doc, tokens))
        if not quiet.overlaps(starts[o.first], tokens.ends[o.last - 1])
    ]
    links = _Linker(tokens, sentence_of).link(offices)
    context = _Context(tokens, sentence_of)
    found: list[OfficialMention] = []
    for office, (_, name) in links:
        position, organisation, org = context.describe(office)
        begin = min(starts[office.first], name.start)
        found.append(
            OfficialMention(
                start=begin,
                end=max(tokens.ends[office.last - 1], name.end),
                person=name.norm,
                position=position,
                organisation=organisation,
                status=office.status,
                person_start=name.start,
                person_end=name.end,
                org_start=None if org is None else org.start,
                org_end=None if org is None else org.end,
            )
        )
    return sorted(found, key=lambda o: (o.start, o.end, o.position))


def _pos_spans(doc: Doc, tokens: Tokens) -> list[tuple[int, int]]:
    """Token bounds of the model's office words."""
    index = {s: i for i, s in enumerate(tokens.starts)}
    ends = {e: i + 1 for i, e in enumerate(tokens.ends)}
    return [
        (index[m.start], ends[m.end])
        for m in doc._.warta_names
        if m.label == "POS" and (m.score is None or m.score >= _SURE) and m.start in index and m.end in ends
    ]


Person = tuple[int, NameMention]  # first token and mention


class _Linker:
    """Decide which person holds which office, sentence by sentence."""

    def __init__(self, tokens: Tokens, sentence_of: list[int]) -> None:
        self.tokens, self.sentence_of, self.lex = tokens, sentence_of, office_lexicon()

    def link(self, offices: Sequence[Office]) -> list[tuple[Office, Person]]:
        """Return (office, person) pairs in the order of the offices."""
        holder: dict[int, Person] = {}
        covered: set[int] = set()
        options = [(self._left(o), self._right(o)) for o in offices]

        def take(k: int, person: Person) -> None:
            holder[k] = person
            covered.add(person[0])

        # What nothing but a space or a linking word separates comes first.
        for k, (left, right) in enumerate(options):
            if right is not None and right[1] == 3:
                take(k, right[0])
            elif left is not None and left[1] == 3:
                take(k, left[0])
        # Then appositions between commas, from left to right: a person who has no office yet takes the one behind.
        for k, (left, right) in enumerate(options):
            if k in holder:
                continue
            if left is not None and left[0][0] not in covered:
                take(k, left[0])
            elif right is not None:
                take(k, right[0])
        # ``Menteri A merangkap Kepala B, Rini``: offices joined by a word share the holder.
        for _ in range(2):
            for k, (one, two) in enumerate(pairwise(offices)):
                if (k in holder) != (k + 1 in holder) and self._shared(one, two):
                    take(k if k + 1 in holder else k + 1, holder.get(k) or holder[k + 1])
        for k, (left, _) in enumerate(options):
            if k not in holder and left is not None:
                take(k, left[0])
        return [(office, holder[k]) for k, office in enumerate(offices) if k in holder]

    def _right(self, office: Office) -> tuple[Person, int] | None:
        """The person behind the office, with the strength of the link (3 direct, 2 comma)."""
        words, strength, j = self.tokens.words, 3, office.last
        while j < len(words) and j < office.last + 14 and self.sentence_of[j] == self.sentence_of[office.first]:
            if j in self.tokens.inside:
                return self.tokens.person_at(j), strength
            length = self.lex.phrase_at("title", words, j)
            if length:
                j += length
            elif words[j] in {",", ":"}:
                strength = 2
                j += 1
            elif words[j] in {"(", ")", '"', "“", "”", ".", "-", "–"}:
                j += 1
            elif self.lex.phrase_at("link_right", words, j):
                strength = 2
                j += 1
            else:
                return None
        return None

    def _left(self, office: Office) -> tuple[Person, int] | None:
        """The person in front of the office: strength 3 by a linking word or bracket, 2 by a comma."""
        words, j, strength, comma = self.tokens.words, office.first - 1, 0, False
        # A comma in a headline parts two statements: ``Dua Tahun Rini-Budi, Mensos Siapkan Program``.
        headline = any(s <= self.tokens.starts[office.first] < e for s, e in self.tokens.titles)
        floor = max(0, office.first - _LEFT_LINK_MAX)
        while j >= floor and self.sentence_of[j] == self.sentence_of[office.first]:
            if j in self.tokens.inside:
                first, person = self.tokens.person_at(j)
                if first > 1 and words[first - 1] == "(" and first - 2 in self.tokens.inside:
                    # ``Rini Wulandari (RW) selaku Ketua``: the name itself, not its initials.
                    first, person = self.tokens.person_at(first - 2)
                return ((first, person), strength or 2) if strength or comma else None
            word = words[j]
            if self.lex.phrase_at("link_left", words, j) or word == "(":
                strength = 3
            elif word == "," and not headline:
                comma = True
            elif not (word in {'"', "”", ")"} or self._degree(word)):
                return None
            j -= 1
        return None

    @staticmethod
    def _degree(word: str) -> bool:
        """``S.Sos.``, ``M.Si``, ``MM``: an academic degree behind a name."""
        return ("." in word and word[0].isupper() and len(word) <= 8) or (word.isupper() and 2 <= len(word) <= 4)

    def _shared(self, one: Office, two: Office) -> bool:
        """Tell whether only a joining word stands between two offices."""
        words = self.tokens.words[one.last : two.first]
        if self.sentence_of[one.first] != self.sentence_of[two.first] or not words or len(words) > 4:
            return False
        joined = [(w,) in self.lex.phrases["share"].get(w, ()) for w in words]
        return any(joined) and all(j or w in {",", "dan"} for j, w in zip(joined, words, strict=True))


class _Context:
    """Say the position and the body of an office, from its own words, the register, or the text around."""

    def __init__(self, tokens: Tokens, sentence_of: list[int]) -> None:
        self.sentence_of = sentence_of
        self.orgs = [(first, name) for first, (name, _) in sorted(tokens.name_at.items()) if name.label == "ORG"]
        self.counts = Counter(name.norm for _, name in self.orgs)
        self.last: tuple[int, str | None, NameMention | None] | None = None  # sentence, body, mention

    def describe(self, office: Office) -> tuple[str, str | None, NameMention | None]:
        """Return position, organisation and the mention that names it; offices come in text order."""
        position, organisation, org = self._describe(office)
        # A regent's company directors are not his: the body of a place is nobody else's.
        held_by_place = office.body in {*_GOVERNMENT, "none", "region"} or office.body.startswith(("police:", "army:"))
        if organisation is not None and not (held_by_place and office.org is None):
            self.last = (self.sentence_of[office.first], organisation, org)
        return position, organisation, org

    def _describe(self, office: Office) -> tuple[str, str | None, NameMention | None]:
        place = "" if office.place is None else _bare_place(office.place.norm)
        position = " ".join(office.words)
        body = office.body
        if office.org is not None:
            return position, office.org.norm, office.org
        if place == "Indonesia" and body not in {"embassy", "consulate"}:
            place, body = "", "none" if body == "country" else body
        if place and (body in _GOVERNMENT or ":" in body):
            position = f"{position} {place}"
        if office.served:
            position = f"{position} untuk {office.served}"
        if office.org_text is not None:
            return position, office.org_text, None
        if body.startswith("fixed:"):
            # The same office abroad: ``Menteri Luar Negeri Jepang``.
            return position, f"{body.removeprefix('fixed:')} {place}".rstrip(), None
        if body.startswith(("police:", "army:")):
            # The region stands as a place (``Kapolres Bogor``) or as plain words (``Kapolda Metro Jaya``).
            where = " ".join([*office.words[1:], place]).strip()
            return position, f"{body.split(':', 1)[1]} {where}" if where else None, None
        if body == "none":
            return position, None, None
        if body == "ministry":
            body = position.replace("Wakil ", "").replace("Menteri", "Kementerian", 1)
            # ``Menteri Rini`` says no ministry.
            return position, body if " " in body else None, None
        if body in _GOVERNMENT:
            return position, f"{_GOVERNMENT[body]} {place}" if place else None, None
        if body == "region" and office.place is not None:
            return f"{position} {office.place.norm}", _regional_government(office.place.norm), None
        return self._around(office, position)

    def _around(self, office: Office, position: str) -> tuple[str, str | None, NameMention | None]:
        """The body of an office that names none: of the office before it in the sentence, else the text's own."""
        ministry = office.words[0].startswith(_MINISTRY_ONLY)
        unit = office.body == "unit" or bool(office.units)
        chained = self.last is not None and self.last[0] == self.sentence_of[office.first]
        if (
            chained
            and self.last is not None
            and self.last[1] is not None
            and (not (unit or ministry) or self.last[1].startswith(_STATE))
            and (not ministry or self.last[1].startswith(_MINISTRY))
        ):
            return position, self.last[1], self.last[2]
        wanted = [(i, n) for i, n in self.orgs if n not in office.units and not _is_state(n.norm)]
        if office.words[0].startswith(_CAMPUS):
            wanted = [w for w in wanted if w[1].norm.startswith(_CAMPUS_BODY)] or wanted
        elif ministry:
            wanted = [w for w in wanted if w[1].norm.startswith(_MINISTRY)]
        elif unit:
            # Bureaus, directorates and sections are units of public bodies, when the text has one.
            wanted = [w for w in wanted if w[1].norm.startswith(_STATE)] or wanted
        if office.body == "region":
            wanted = []
        if not wanted:
            if office.units:
                # No body in sight: the unit itself is the organisation, the head alone the position.
                return office.words[0], office.units[0].norm, office.units[0]
            return position, None, None
        # Most mentioned first; among equals the one nearest in front.
        best = max(wanted, key=lambda w: (self.counts[w[1].norm], w[0] < office.first, -abs(w[0] - office.first)))[1]
        return position, best.norm, best


def _regional_government(name: str) -> str | None:
    """``Morowali`` -> ``Pemerintah Kabupaten Morowali``; None when regency and city bear the name."""
    if name.startswith(_PLACE_PREFIX):
        return f"Pemerintah {name.replace('Propinsi', 'Provinsi', 1)}"
    found = {p.name: p.level for p in lookup(name) if p.level in {"province", "city"}}
    if len(found) != 1:
        return None
    ((full, level),) = found.items()
    return f"Pemerintah Provinsi {full}" if level == "province" else f"Pemerintah {full}"


def _bare_place(name: str) -> str:
    for prefix in _PLACE_PREFIX:
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    return name


def _is_state(norm: str) -> bool:
    """A country's government is no employer to guess."""
    return norm.lower().startswith("pemerintah ") and len(norm.split()) == 2
