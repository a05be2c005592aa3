"""Say the position and the body of an office: from its own words, the registers, or the text around."""

from __future__ import annotations

from collections import Counter

from warta.recognise.office_tokens import Office, Tokens
from warta.values.mention import NameMention
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


class Bodies:
    """The bodies of one document; offices are described in text order."""

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
