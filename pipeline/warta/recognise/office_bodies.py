"""Say the position and the body of an office: from its own words, the registers, or the text around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from warta.lexicon import table
from warta.recognise.office_choice import Choice
from warta.recognise.office_employers import PUBLIC, employers, kind_of
from warta.recognise.office_lexicon import office_lexicon
from warta.recognise.office_tokens import Office, Tokens
from warta.recognise.office_units import UnitReader
from warta.values.mention import NameMention
from warta.values.places import lookup

_PLACE_PREFIX = ("Provinsi ", "Propinsi ", "Kabupaten ", "Kota ", "Kecamatan ", "Desa ", "Kelurahan ", "Dusun ")
#: A word in lower case that is no verb and links no sentence.
_NOUN = re.compile(
    r"(?:perusahaan|pabrik|pabrikan|klub|lembaga|organisasi|tim|grup|partai|kelompok|komunitas|yayasan|sekolah|bank|anak"
    r"|kantor|rumah|toko|produsen|pengembang|asosiasi|kampus|universitas|badan|dinas|firma|raksasa)"
)
#: Committees that only the national house has: regional ones count to five, or by letters.
_COMMITTEE = re.compile(r"\bKomisi (?:VI{1,3}|IX|XI{0,3})\Z")
_DPR = "Dewan Perwakilan Rakyat"
#: The year in which the departments came to be called ministries.
_MINISTRIES = 2010
_NO_GUESS = ("region", "person", "neighbourhood")


@cache
def _government_of() -> dict[str, str]:
    """Body of an office at the head of a place -> what the place's own body is called."""
    return {row["body"]: row["government"] for row in table("office_governments")}


@cache
def _forms_of() -> dict[str, tuple[str, ...]]:
    """Body of an office at the head of a local government -> how such a government's name may begin."""
    return {row["body"]: tuple(row["forms"].split("|")) for row in table("office_governments") if row["forms"]}


@dataclass(frozen=True, slots=True)
class _Body:
    """What organisation an office is held in: its name, and the mention that names it."""

    name: str | None
    mention: NameMention | None = None


class Bodies:
    """The bodies of one document; offices are described in text order."""

    def __init__(self, tokens: Tokens, sentence_of: list[int], offices: Sequence[Office] = ()) -> None:
        self.tokens, self.sentence_of, self.lex = tokens, sentence_of, office_lexicon()
        self.orgs = [(first, name) for first, (name, _) in sorted(tokens.name_at.items()) if name.label == "ORG"]
        #: First word of a body's name -> the names that begin with it; made when first asked for.
        self.kinds: dict[str, dict[str, NameMention]] | None = None
        #: The houses whose committees the text names; looked for when first asked for.
        self.houses: set[str] | None = None
        self.written = {" ".join(name.text.split()): name for _, name in reversed(self.orgs)}
        #: The place in ``orgs`` where each name, and each ministry under any name, is met first.
        self.met: dict[str, int] = {}
        self.ministry_met: dict[str, int] = {}
        for at, (_, name) in enumerate(self.orgs):
            self.met.setdefault(name.norm, at)
            if name.norm in self.lex.ministries:
                self.ministry_met.setdefault(self.lex.ministries[name.norm], at)
        self.governments: dict[str, _Body] = {}
        self.last: tuple[int, str | None, NameMention | None] | None = None  # sentence, body, mention
        self.agency: tuple[int, str] | None = None  # of the head named before: sentence, body
        #: The one station whose head the text names: its units are headed by the other officers.
        self.stations = {
            f"{o.body.removeprefix('police:')} {_bare_place(o.place.norm)}"
            for o in offices
            if o.body.startswith("police:Kepolisian") and o.place is not None
        }
        self.places = {
            body: {_bare_place(o.place.norm) for o in offices if o.body == body and o.place is not None}
            for body in _forms_of()
        }

    def describe(self, office: Office) -> tuple[str, str | None, NameMention | None]:
        """Return position, organisation and the mention that names it; offices come in text order."""
        position, organisation, org = self._describe(office)
        if organisation is not None and self.lex.phrase_at("whole", position.split(), 0):
            position = position.removesuffix(f" {organisation}") or position
        # A regent's company directors are not his: the body of a place is nobody else's.
        held_by_place = office.body in {*_government_of(), "none", "region"} or office.body.startswith(
            ("police:", "army:", "agency:")
        )
        if organisation is not None and not (held_by_place and office.org is None):
            self.last = (self.sentence_of[office.first], organisation, org)
        if office.body.startswith("agency:") and organisation is not None:
            self.agency = (self.sentence_of[office.first], organisation)
        return position, organisation, org

    def _describe(self, office: Office) -> tuple[str, str | None, NameMention | None]:
        place = "" if office.place is None else _bare_place(office.place.norm)
        if not place and office.of_state and office.body in {"embassy", "mission"}:
            place = "Indonesia"
        position = " ".join(office.words).removesuffix(" Bidang")
        body = office.body
        if office.words == ["Kepala Kantor Wilayah"] and (office.org is not None or office.org_text):
            # A ministry's office in a province is a body of its own.
            name = office.org.text if office.org is not None else office.org_text
            return "Kepala", f"Kantor Wilayah {name}", None
        if office.org is not None:
            org = self._kind(office.org.text) or office.org
            return position, org.norm, org
        if place == "Indonesia" and body not in {"embassy", "consulate", "mission"}:
            place, body = "", "none" if body == "country" else body
        if place and (body in _government_of() or body in {"mission", "ministry"} or ":" in body):
            whole = office.place.norm if office.place is not None and body.startswith("agency:") else place
            position = f"{position} {whole}"
        if office.served:
            position = f"{position} untuk {office.served}"
        if office.org_text is not None:
            return position, office.org_text, None
        if body.startswith("fixed:"):
            name = body.removeprefix("fixed:")
            if name.startswith("Departemen ") and not 0 < office.year < _MINISTRIES:
                name = name.replace("Departemen", "Kementerian", 1)
            # The same office abroad: ``Menteri Luar Negeri Jepang``.
            return position, f"{name} {place}".rstrip(), None
        if body.startswith(("police:", "army:")):
            # The region stands as a place (``Kapolres Bogor``) or as plain words (``Kapolda Metro Jaya``).
            where = " ".join([*office.words[1:], place]).strip()
            return position, f"{body.split(':', 1)[1]} {where}" if where else None, None
        if body in {"none", "mission"}:
            return position, None, None
        if body == "ministry":
            body = position.replace("Wakil ", "").replace("Menteri", "Kementerian", 1)
            # ``Menteri Rini`` says no ministry.
            return position, body if " " in body and body != "Kementerian Koordinator" else None, None
        if body in _forms_of() and not place:
            known = self._government(body)
            return position, known.name, known.mention
        if body in _government_of():
            seat = self.lex.seats.get(office.words[0], _government_of()[body])
            return (position, *self._placed(f"{seat} {place}" if place else None, place))
        if body.startswith("agency:"):
            agency = " ".join([body.removeprefix("agency:"), *office.words[1:]])
            where = "" if office.place is None else office.place.norm
            return position, f"{agency} {where}".rstrip(), None
        if body == "region" and office.place is not None:
            government = _regional_government(office.place.norm)
            return (f"{position} {office.place.norm}", *self._placed(government, place))
        return self._around(office, position)

    @cached_property
    def choice(self) -> Choice:
        """The bodies that an office without one may be held in."""
        return Choice(self.orgs, self.sentence_of, self._employs)

    def _government(self, body: str) -> _Body:
        """The one local government of its level that the text speaks of; none when it speaks of several."""
        if body not in self.governments:
            self.governments[body] = self._only_government(body)
        return self.governments[body]

    def _only_government(self, body: str) -> _Body:
        named: dict[str, NameMention] = {}
        for _, name in self.orgs:
            for words in _forms_of()[body]:
                if name.norm.startswith(f"{words} "):
                    named.setdefault(name.norm.removeprefix(f"{words} "), name)
        places = self.places[body] | set(named)
        if len(places) != 1:
            return _Body(None)
        (place,) = places
        return _Body(f"{_government_of()[body]} {place}", named.get(place))

    def _placed(self, government: str | None, place: str) -> tuple[str | None, NameMention | None]:
        """A place's government as the text names it, else as its level says: ``Pemerintah Aceh`` is no ``Pemprov``."""
        forms = (f"Pemerintah {place}", *(() if government is None else (government,)))
        named = [self.met[form] for form in forms if form in self.met]
        if named:
            name = self.orgs[min(named)][1]
            return name.norm, name
        return government, None

    def _directorate(self, position: str, year: int) -> _Body:
        """The ministry of a director general: the only one that has such a directorate, or the one the text names."""
        fields = position.split("Direktur Jenderal ", 1)[1:] or position.split("Direktorat Jenderal ", 1)[1:]
        ministries = self.lex.directorates.get(fields[0], ()) if fields else ()
        named = [self.ministry_met[ministry] for ministry in ministries if ministry in self.ministry_met]
        if named:
            name = self.orgs[min(named)][1]
            return _Body(self.lex.ministries[name.norm], name)
        if len(ministries) > 1 and year:
            ministries = tuple(m for m in ministries if _in_use(m, year))
        return _Body(ministries[0] if len(ministries) == 1 else None)

    def _around(self, office: Office, position: str) -> tuple[str, str | None, NameMention | None]:
        """The body of an office that names none: of the office before it in the sentence, else the text's own."""
        ministry = self._directorate(position, office.year)
        if ministry.name is not None:
            return position, ministry.name, ministry.mention
        served = position.partition(" Menteri ")[2].split()
        for k in range(len(served), 0, -1):
            # ``Juru Bicara Menteri Koordinator Bidang Perekonomian``, ``Staf Khusus Menteri Keuangan Bidang Pajak``
            ministry = _Body(f"Kementerian {' '.join(served[:k])}")
            if ministry.name in self.lex.ministries:
                return position, ministry.name, None
        if office.body in _NO_GUESS or self._goes_on(office):
            return position, None, None
        last = self._last_words(office)
        if last is not None:
            return position.removesuffix(f" {' '.join(last.text.split())}"), last.norm, last
        if office.body == "unit" and self.agency is not None and self.agency[0] == self.sentence_of[office.first]:
            return position, self.agency[1], None  # ``Kadis Perikanan Ani; Kabid Tangkap Budi``
        kinds = employers(position, office.body, self._service(office))
        if self.last is not None and self.last[0] == self.sentence_of[office.first]:
            _, organisation, mention = self.last
            part = office.body == "unit" or bool(office.units)
            if organisation is not None:
                kind = kind_of(organisation)
                if kind in kinds and (not part or kind in PUBLIC):
                    return position, organisation, mention
        here = self.sentence_of[office.first] if office.body == "team" else None
        wanted = self.choice.any(kinds, office.units, sentence=here)
        if not wanted and office.body == "police_unit" and len(self.stations) == 1:
            return position, min(self.stations), None
        if not wanted:
            if office.units and not office.unit_words[-1].startswith("Komisi "):
                # No body in sight: the unit itself is the organisation.
                unit, words = office.units[-1], office.unit_words
                return " ".join(w for w in office.words if w != words[-1]), unit.norm, unit
            house = _DPR if _COMMITTEE.search(position) else self._house() if "Komisi " in position else None
            return position, house, None
        if office.body == "unit" or office.units:
            # Bureaus, directorates and sections are units of public bodies, when the text has one.
            public = kinds & PUBLIC
            kinds = public if self.choice.any(public, office.units, sentence=here) else kinds
        # ``Deputi Peningkatan Prestasi Olahraga``: the body that bears a word of the field
        field = {w for w in position.split() if w[0].isupper()} - {position.split()[0]}
        best = self.choice.best(kinds, office.first, field, office.units, sentence=here)
        return position, None if best is None else best.norm, best

    def _house(self) -> str | None:
        """The one house of which the text names a committee: ``Komisi III DPR``."""
        if self.houses is None:
            units = UnitReader(self.lex)
            bodies = {units.split(name)[1] for _, name in self.orgs if name.text.startswith(("Komisi ", "Fraksi "))}
            self.houses = {body for body in bodies if kind_of(body) == "house"}
        return min(self.houses) if len(self.houses) == 1 else None

    def _kind(self, text: str) -> NameMention | None:
        """The one body of a kind that the text names: ``Bank`` is ``Bank Melati``; None when there are several."""
        if " " in text or not self.lex.phrase_at("body", [text], 0):
            return None
        if self.kinds is None:
            self.kinds = {}
            for _, name in self.orgs:
                first, _, rest = name.norm.partition(" ")
                if rest:
                    self.kinds.setdefault(first, {}).setdefault(name.norm, name)
        found = self.kinds.get(text, {})
        return next(iter(found.values())) if len(found) == 1 else None

    def _last_words(self, office: Office) -> NameMention | None:
        """The body that ends the office's own words, known by another place: ``Direktur Niaga`` ``Melati``."""
        words = " ".join(office.words).split()
        most = len(office.unit_words[-1].split()) if office.units else len(words)
        if office.units and office.words[-1] != office.unit_words[-1]:
            return None
        for count in range(min(most - 1, 4), 0, -1):
            name = self.written.get(" ".join(words[-count:]))
            if (
                name is not None
                and self._employs(name.norm)
                and not self.lex.phrase_at("unit", words, len(words) - count)
            ):
                return name
        return None

    def _employs(self, norm: str) -> bool:
        """Tell whether a name may be guessed to be a body at all: no country's government, no bill."""
        return not _is_state(norm) and not self.lex.phrase_at("bill", norm.split(), 0)

    def _goes_on(self, office: Office) -> bool:
        """``CEO pabrikan rem``: the words behind describe a body the text does not name here."""
        words, j = self.tokens.words, office.last
        j += words[j : j + 1] in (["di"], ["pada"], ["dari"], ["sebuah"])
        j += words[j : j + 1] in (["sebuah"], ["salah"])
        return j < len(words) and j not in self.tokens.name_at and bool(_NOUN.fullmatch(words[j]))

    def _service(self, office: Office) -> frozenset[str]:
        """Whose rank stands behind the office: police, army, or nobody's."""
        words, j = self.tokens.words, office.last
        while j < min(len(words), office.last + 6) and j not in self.tokens.inside:
            for length in (3, 2, 1):
                found = self.lex.services.get(tuple(words[j : j + length]))
                if found:
                    return found
            j += 1
        return frozenset()


@cache
def _years() -> dict[str, tuple[int, int]]:
    """Ministry -> the first year of its name and the last."""
    return {r["name"]: (int(r["valid_from"] or 0), int(r["valid_to"] or 9999)) for r in table("ministries")}


def _in_use(ministry: str, year: int) -> bool:
    """Tell whether a ministry had its name in the whole of a year."""
    first, last = _years().get(ministry, (0, 9999))
    return first < year < last or (first <= year <= last and last == 9999)


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
