"""Find office phrases: a head word, its field, the body and the place that belong to it.

``Kepala Biro Perencanaan Kementerian Sosial`` is the head ``Kepala``, the inner unit ``Biro
Perencanaan`` (part of the position) and the body ``Kementerian Sosial``. Names are taken from the
mentions found before; the office's own words come from ``office_heads.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from warta.recognise.office_lexicon import Head, OfficeLexicon
from warta.recognise.office_lists import OfficeLists
from warta.recognise.office_tokens import Office, Tokens, is_cap
from warta.recognise.office_units import UnitReader
from warta.values.mention import NameMention
from warta.values.places import lookup

_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
_PLACE_BODIES = ("province", "regency", "city", "district", "village", "embassy", "consulate", "country", "region")
_ORDINAL = re.compile(r"[Kk]e-?([0-9]{1,2})")
#: The number of the office's holder since October 2024.
_PRESENT = {"Presiden": 8, "Wakil Presiden": 14}
_AREAS = ("Wilayah", "Cabang", "Regional", "Area")
_VILLAGES = ("Desa ", "Kampung ", "Dusun ", "Lingkungan ")
_STATE = (("RI",), ("Republik", "Indonesia"), ("R.I.",))
#: A field longer than this is no office but a sentence gone astray.
_LONGEST = 24


class OfficeFinder(OfficeLists):
    """Walk the tokens once and return the office phrases in order."""

    def __init__(self, lexicon: OfficeLexicon, *, since_2024: bool = False) -> None:
        """``since_2024``: the text is of the time after 20 October 2024, when the eighth President took office."""
        super().__init__(lexicon)
        self.units = UnitReader(lexicon)
        self.since_2024 = since_2024

    def find(self, tokens: Tokens, pos_spans: Sequence[tuple[int, int]] = ()) -> list[Office]:
        """Return the offices in order; ``pos_spans`` are token bounds of a model's office words."""
        hints = dict(pos_spans)
        offices: list[Office] = []
        i, n = 0, len(tokens.words)
        while i < n:
            rank = self.lex.phrase_at("title", tokens.words, i)
            if rank > 1 and self._leads_to_person(tokens, i + rank):
                # ``Ajun Komisaris Besar`` is a rank, no ``Komisaris``.
                i += rank
                continue
            i += self._unsupported(tokens, i)
            if i >= n:
                break
            office = None if i in tokens.inside else self._at(tokens, i, hints)
            if office is None:
                i += 1
                continue
            self._status(tokens, office)
            if not self._sought(tokens, office.first):
                offices.append(office)
            i = max(office.last, i + 1)
        return offices

    def _at(self, tokens: Tokens, i: int, hints: dict[int, int]) -> Office | None:
        words = tokens.words
        head = self.lex.head_at(words, i, tokens.name_at)
        # A word of a longer name (``Kepala Sekolah`` in a facility's name) is no office.
        name = tokens.name_at.get(i)
        if name is not None and (head is None or name[0].label in {"FAC", "LOC"} or name[1] > i + len(head.words)):
            return None
        if head is not None:
            return self._extend(tokens, i, i + len(head.words), head)
        end = self._english(tokens, i)
        status = any(self.lex.phrase_at(role, words, i) for role in ("acting", "former", "title", "candidate", "aide"))
        if not end and i in hints and not status and "-" not in words[i]:
            end = hints[i]
        if not end:
            return None
        position = " ".join(self._expanded(words[i:end])).replace(" - ", "-")
        position = position[0].upper() + position[1:]
        return self._extend(tokens, i, end, Head(tuple(words[i:end]), position, "own", False))

    def _sought(self, tokens: Tokens, i: int) -> bool:
        """Tell whether the office is only sought: ``calon Bupati``, ``mendaftar sebagai Bupati``."""
        return any(self.lex.phrase_before(role, tokens.words, i) for role in ("candidate", "seeking"))

    def _unsupported(self, tokens: Tokens, i: int) -> int:
        """How many tokens a lower-case office word at ``i`` has that is none here: all are passed over."""
        head = self.lex.head_at(tokens.words, i, tokens.name_at)
        lower = head is not None and head.words[0][0].islower() and i not in tokens.name_at
        return len(head.words) if head is not None and lower and not self._supported(tokens, i + len(head.words)) else 0

    def _supported(self, tokens: Tokens, j: int) -> bool:
        """A lower-case office word counts only in front of a name (``pelatih baru Persija``)."""
        words = tokens.words
        if j < len(words) and self.lex.phrase_at("unit", words, j) and j not in tokens.name_at:
            return True  # ``pemimpin Wilayah Manado``
        if (words[j - 1],) in self.lex.phrases["needs_body"].get(words[j - 1], ()):
            named = tokens.name_at.get(j)
            return named is not None and named[0].label != "PER"
        if j < len(words):
            j += self.lex.phrase_at("filler", words, j)
            j += self.lex.title_at(words, j) if j < len(words) else 0
        return j in tokens.name_at or (j < len(words) and bool(self.lex.phrase_at("field", words, j)))

    def _extend(self, tokens: Tokens, first: int, j: int, head: Head) -> Office:
        """Read field, unit, body and place behind the head."""
        office = Office(first, j, [head.position], head.body)
        begin = tokens.starts[first]
        office.closed = (
            head.body == "none" or head.body.startswith("fixed:") or any(s <= begin < e for s, e in tokens.titles)
        )
        office.english = tokens.words[first] in self.lex.english
        n = len(tokens.words)
        while j < n and len(office.words) < _LONGEST:
            step = self._step(tokens, office, j)
            if not step:
                break
            j += step
            office.last = j
        return office

    def _step(self, tokens: Tokens, office: Office, j: int) -> int:
        """Take what belongs to the office at token ``j``; return how many tokens, 0 to stop."""
        words = tokens.words
        if j in tokens.inside:
            return 0
        named = tokens.name_at.get(j)
        if named is not None:
            return self._name(office, *named, j)
        for state in _STATE:
            if tuple(words[j : j + len(state)]) == state:
                return len(state)
        word = words[j]
        filler = self.lex.phrase_at("filler", words, j)
        if filler:
            return filler
        ordinal = _ORDINAL.fullmatch(word)
        number = int(ordinal[1]) if ordinal else self.lex.ordinals.get(word)
        if number is not None and office.body == "none" and j == office.last:
            # ``Presiden ke-5 RI``: counted are those whose time is over, and of late the one in office.
            now = _PRESENT.get(office.words[0], number) - (not self.since_2024)
            office.status = "former" if number < now else office.status
            return 1
        if word == "(":
            return self._bracket(tokens, office, j)
        if word in {"dan", "&", "serta"}:
            return self._coordinate(tokens, office, j)
        if word == "," and office.org is not None and words[j + 1 : j + 2] in (["Tbk"], ["Tbk."]):
            return 3 if words[j + 1 : j + 3] == ["Tbk", "."] else 2
        if word == "," and office.english and office.org is None:
            return self._english_list(tokens, office, j)
        if word == "," and not office.bare and office.org is None:
            return self._list(tokens, office, j) or self._body_between_commas(tokens, office, j)
        if word in {"di", "pada", "dari", "untuk", "bagi", "antar", "of", "for"}:
            return self._preposition(tokens, office, j)
        if word == "-" and not office.bare and tokens.starts[j] == tokens.ends[j - 1]:
            # ``Pelindungan WNI-BHI``: one word that the tokenizer parts.
            joined = j + 1 < len(words) and tokens.starts[j + 1] == tokens.ends[j] and is_cap(words[j + 1])
            if not joined or j + 1 in tokens.inside or j + 1 in tokens.name_at:
                return 0
            office.words[-1] += "-" + words[j + 1]
            return 2
        if office.body == "none" and office.bare and office.closed and self.lex.phrase_at("unit", words, j):
            office.body, office.closed = "own", False  # ``Wakil Presiden Bidang Pemasaran`` of a company
        if office.body == "neighbourhood":
            return self._neighbourhood(tokens, office, j)
        field = self.units.field(tokens, office, j)
        if field:
            return field
        if word == words[j - 1] == office.words[-1] and j == office.last and office.bare:
            return 1  # ``Direktur Direktur Keuangan``
        numbered = word[:1].isdigit() and (not office.bare or office.body == "unit" or ":" in office.body)
        if (office.closed and not (numbered and ":" in office.body)) or word in _QUOTES:
            return 0
        if not (is_cap(word) or numbered):
            return 0
        if self.lex.title_at(words, j) and self._leads_to_person(tokens, j):
            return 0
        if office.org is not None and self.lex.head_at(words, j, tokens.name_at):
            return 0
        if self.lex.phrase_at("acting_behind", words, j) and j + 1 in tokens.name_at and office.org is None:
            # ``Ketua Sementara DPRD``
            office.status = "acting"
            return 1
        if any(self.lex.phrase_at(role, words, j) for role in ("acting", "acting_behind")):
            return 0
        if office.placed:
            return 0
        body = self.units.group(tokens, office, j) or self.units.tail(tokens, office, j)
        if body:
            return body
        if office.org is not None and not office.field_last and not self.lex.phrase_at("unit", words, j):
            return 0
        if self.units.acronym(word) and office.org is None and self.units.ends(tokens, j + 1):
            # ``Presiden Direktur SEM Rini``: a short name that no finder knew, right in front of the person.
            office.org_text = word
            return 1
        office.words.extend(self._expanded([word]))
        office.bare = False
        office.field_last = office.org is not None
        return 1

    def _name(self, office: Office, name: NameMention, behind: int, j: int) -> int:
        length = behind - j
        if name.label == "PER":
            return 0
        if name.label == "LOC":
            if office.body.startswith(_PLACE_BODIES) or ":" in office.body:
                if office.place is not None:
                    return 0
                office.place = name
            elif office.bare and office.words == ["Kepala"] and name.text.startswith(_VILLAGES):
                # ``Kepala`` ``Desa Sukamaju``
                office.words, office.body, office.place = [f"Kepala {name.text.split()[0]}"], "village", name
            elif office.body == "none":
                # Another country's president, or a prime minister's peer.
                office.body, office.place = "country", name
            elif office.org is None and office.bare and not lookup(name.norm):
                # A named place that is no region: a park, a street market, an estate.
                office.org = name
            elif office.org is None and (office.bare or office.words[-1] in _AREAS):
                office.words.append(name.norm)
                office.bare = False
            return length
        if office.org is not None:
            # ``Anggota DPR RI Fraksi ...``: the first body counts.
            return length
        unit, body = self.units.split(name)
        if unit:
            office.words.append(unit)
            office.units.append(name)
            office.unit_words.append(unit)
            office.bare = False
            office.org_text = body or office.org_text
            return length
        house = self.units.house(name)
        if house:
            office.org_text = house
            return length
        office.org = name
        return length

    def _bracket(self, tokens: Tokens, office: Office, j: int) -> int:
        """Step over a short bracket: an acronym or a repeated status, never a sentence."""
        for k in range(j + 1, min(j + 6, len(tokens.words))):
            if tokens.words[k] == ")":
                inner = tokens.words[j + 1 : k]
                if any(t in tokens.inside for t in range(j, k)):
                    return 0
                if self.lex.phrase_at("acting", inner, 0) if inner else False:
                    office.status = "acting"
                    return k + 1 - j
                return k + 1 - j if inner and all(is_cap(w) or w == "/" for w in inner) else 0
        return 0

    def _neighbourhood(self, tokens: Tokens, office: Office, j: int) -> int:
        """``Ketua RT 03/RW 05``: the numbers belong to the office."""
        word = "/".join(self.lex.expand.get(w, w) for w in tokens.words[j].split("/"))
        if word[:1].isdigit():
            joined = office.words[-1].endswith("/")
            office.words[-1:] = [office.words[-1] + word] if joined else [office.words[-1], word]
            return 1
        if word == "/" and j + 1 < len(tokens.words) and tokens.words[j + 1][:1].isalnum():
            office.words[-1] += "/"
            return 1
        if word in {"RW", "RT"}:
            full = self.lex.expand[word]
            office.words[-1:] = (
                [office.words[-1] + full] if office.words[-1].endswith("/") else [office.words[-1], full]
            )
            return 1
        return 0

    def _preposition(self, tokens: Tokens, office: Office, j: int) -> int:
        words = tokens.words
        named = tokens.name_at.get(j + 1)
        if named is not None:
            name, behind = named
            if words[j] == "di" and name.label in {"LOC", "FAC"} and (office.org is not None or not office.bare):
                office.placed = True
                return behind - j
            if words[j] == "untuk" and office.body == "embassy" and name.label == "LOC":
                # ``Duta Besar Jepang untuk Indonesia`` is Japan's; where an Indonesian serves belongs to the office.
                if name.norm != "Indonesia":
                    office.served = name.norm
                return behind - j
            if words[j] == "dari" and office.org is not None and name.label == "ORG":
                return behind - j
            if name.label in {"ORG", "FAC"} and office.org is None and words[j] != "untuk":
                office.org = name
                return behind - j
            return 0
        if words[j] in {"untuk", "bagi", "antar", "of", "for"} and j + 1 < len(words) and is_cap(words[j + 1]):
            if office.bare and words[j] in {"untuk", "bagi", "antar"}:
                return 0
            office.words.extend([words[j], *self._expanded([words[j + 1]])])
            office.bare = False
            return 2
        return 0

    def _status(self, tokens: Tokens, office: Office) -> None:
        """Read ``Plt.``, ``mantan`` in front and ``Ad Interim`` behind the phrase."""
        words = tokens.words
        for _ in range(2):
            first = office.first
            # ``Pelaksana Tugas (Plt) Kepala``
            bracketed = first >= 3 and words[first - 1] == ")" and words[first - 3] == "("
            if bracketed and self.lex.phrase_before("acting", words, first - 1):
                office.status, office.first = "acting", first - 3
                continue
            length = self.lex.phrase_before("acting", words, first)
            if length:
                office.status, office.first = "acting", first - length
                continue
            # ``eks-Menteri`` is three tokens.
            gap = 1 if first > 1 and words[first - 1] == "-" else 0
            length = self.lex.phrase_before("former", words, first - gap)
            if length:
                office.status, office.first = "former", first - gap - length
        if office.last < len(words):
            last = office.last
            length = self.lex.phrase_at("acting_behind", words, last)
            # ``sementara itu``, ``sementara para ...`` opens another thought
            goes_on = last + length < len(words) and words[last + length][:1].islower() and words[last] == "sementara"
            shared = goes_on and self.lex.phrase_at("share", words, last + length)
            if length and (not goes_on or shared):
                office.status, office.last = "acting", last + length
            length = self.lex.phrase_at("former_behind", words, last)
            if length:
                office.status, office.last = "former", last + length
