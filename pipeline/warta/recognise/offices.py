"""Find office phrases: a head word, its field, the body and the place that belong to it.

``Kepala Biro Perencanaan Kementerian Sosial`` is the head ``Kepala``, the inner unit ``Biro
Perencanaan`` (part of the position) and the body ``Kementerian Sosial``. Names are taken from the
mentions found before; the office's own words come from ``office_heads.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from warta.recognise.office_employers import kind_of
from warta.recognise.office_lexicon import Head, OfficeLexicon
from warta.recognise.office_marks import OfficeMarks
from warta.recognise.office_tokens import Office, Tokens, is_cap
from warta.recognise.office_units import without_brackets
from warta.values.mention import NameMention
from warta.values.places import country, lookup

_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
_PLACE_BODIES = ("province", "regency", "city", "district", "village", "embassy", "consulate", "country", "region")
_ORDINAL = re.compile(r"[Kk]e-?([0-9]{1,2})")
#: The day from which ``Presiden ke-7`` is one who was, and the number of the office's holder since.
_PRESENT_PRESIDENT = "2024-10-20"
_PRESENT = {"Presiden": 8, "Wakil Presiden": 14}
_GOVERNED = frozenset({"province", "regency", "city"})
_AREAS = ("Wilayah", "Cabang", "Regional", "Area")
_VILLAGES = ("Desa ", "Kampung ", "Dusun ", "Lingkungan ")
_STATE = (("RI",), ("Republik", "Indonesia"), ("R.I.",))
_MANY = frozenset({"police", "army", "party"})
_INNER = re.compile(r"\(([A-Z][a-z]{3,20})\)")
_NUMERAL = re.compile(r"[IVX]{1,5}")
#: A field longer than this is no office but a sentence gone astray.
_LONGEST = 24
#: Nor does an office run over more tokens, whatever they are.
_FARTHEST = 200


class OfficeFinder(OfficeMarks):
    """Walk the tokens once and return the office phrases in order."""

    def __init__(self, lexicon: OfficeLexicon, *, published: str = "") -> None:
        """``published``: the document's day as far as it is known (``2024-11-05``, ``2024``)."""
        super().__init__(lexicon)
        self.year = int(published[:4]) if published[:4].isdigit() else 0
        self.since_2024 = published >= _PRESENT_PRESIDENT

    def find(self, tokens: Tokens, pos_spans: Sequence[tuple[int, int]] = ()) -> list[Office]:
        """Return the offices in order; ``pos_spans`` are token bounds of a model's office words."""
        hints = dict(pos_spans)
        offices: list[Office] = []
        i, n = 0, len(tokens.words)
        openers, words = self.lex.openers, tokens.words
        while i < n:
            if words[i] not in openers and i not in hints:
                i += 1  # nearly every word
                continue
            rank = self.lex.phrase_at("title", tokens.words, i)
            if rank > 1 and self._leads_to_person(tokens, i + rank):
                # ``Ajun Komisaris Besar`` is a rank, no ``Komisaris``.
                i += rank
                continue
            i += self.lex.phrase_at("no_office", tokens.words, i)
            i += self._unsupported(tokens, i) if i < n else 0
            if i >= n:
                break
            office = None if i in tokens.inside else self._at(tokens, i, hints)
            if office is None:
                i += 1
                continue
            self._status(tokens, office)
            if not self._sought(tokens, office.first) and not self._only_member(office):
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
            shorter, body = self._body_inside(tokens, i, head)
            if shorter is not None:
                office = Office(i, i + len(shorter.words) + body, [shorter.position], shorter.body, bare=False)
                office.org_text = " ".join(words[i + len(shorter.words) : office.last])
                return office
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

    def _body_inside(self, tokens: Tokens, i: int, head: Head) -> tuple[Head | None, int]:
        """``Ketua`` ``Komisi Pemberantasan Korupsi``: the shorter head, and how many words of a body follow it."""
        for cut in range(len(head.words) - 1, 0, -1):
            k = i + cut
            body = self.lex.phrase_at("known_body", tokens.words, k)
            shorter = self.lex.head_at(tokens.words[i:k], 0) if body > len(head.words) - cut else None
            if shorter is not None and len(shorter.words) == cut:
                return shorter, body
        return None, 0

    def _only_member(self, office: Office) -> bool:
        """``anggota Polres Siak``, ``anggota Partai Maju``: who belongs to a body of many holds no office in it."""
        body = office.org.norm if office.org is not None else office.org_text
        return office.words == ["Anggota"] and body is not None and kind_of(body) in _MANY

    def _sought(self, tokens: Tokens, i: int) -> bool:
        """Tell whether the office is only sought: ``calon Bupati``, ``mendaftar sebagai Bupati``."""
        return any(self.lex.phrase_before(role, tokens.words, i) for role in ("candidate", "seeking"))

    def _unsupported(self, tokens: Tokens, i: int) -> int:
        """How many tokens a lower-case office word at ``i`` has that is none here: all are passed over."""
        head = self.lex.head_at(tokens.words, i, tokens.name_at)
        if head is None or not head.words[0][0].islower() or i in tokens.name_at:
            return 0
        j = i + len(head.words)
        whole = head.body.startswith("fixed:") and self._points(tokens, j)
        return 0 if whole or self._supported(tokens, j) or self._linked(tokens, i, j) else len(head.words)

    def _points(self, tokens: Tokens, j: int) -> bool:
        """``mantan menteri sosial (mensos) itu``: tell whether a word that points back follows."""
        words = tokens.words
        j += 3 if words[j : j + 1] == ["("] and words[j + 2 : j + 3] == [")"] else 0
        return j < len(words) and self.lex.phrase_at("back", words, j) > 0

    def _linked(self, tokens: Tokens, i: int, j: int) -> bool:
        """A bare office in lower case behind its holder: ``Rini, anggota parlemen,``, ``Rini selaku presiden.``"""
        words = tokens.words
        if j < len(words) and not self.lex.phrase_at("bare_end", words, j):
            return False
        k = i - self.lex.phrase_before("one", words, i)
        if self.lex.phrase_before("as", words, k):
            return True
        return k > 1 and words[k - 1] in {",", "("} and k - 2 in tokens.inside and bool(words[j : j + 1])

    def _supported(self, tokens: Tokens, j: int) -> bool:
        """A lower-case office word counts only in front of a name (``pelatih baru Persija``)."""
        words = tokens.words
        if j < len(words) and self.lex.phrase_at("unit", words, j) and j not in tokens.name_at:
            return True  # ``pemimpin Wilayah Manado``
        if self.units.lower(tokens, j):
            return True
        if (words[j - 1],) in self.lex.phrases["needs_body"].get(words[j - 1], ()):
            named = tokens.name_at.get(j)
            return named is not None and named[0].label != "PER"
        if self._apposed(tokens, j):
            return True
        served = self.lex.head_at(words, j, tokens.name_at) if j < len(words) else None
        if served is not None and any(
            self.lex.phrase_at("aide", words, k) + k == j for k in (j - 1, j - 2, j - 3) if k >= 0
        ):
            return True  # ``staf khusus Menaker Rini``
        if j < len(words):
            filler = self.lex.phrase_at("filler", words, j)
            j += filler
            if filler and self.units.ends(tokens, j):
                return True
            j += self.lex.title_at(words, j)
        return j in tokens.name_at or (j < len(words) and bool(self.lex.phrase_at("field", words, j)))

    def _apposed(self, tokens: Tokens, j: int) -> bool:
        """``kata jaksa, Rini, dalam sidang``: the holder between commas."""
        words = tokens.words
        if words[j : j + 1] != [","] or not self.units.ends(tokens, j):
            return False
        k = j + 1
        while k not in tokens.inside:
            k += 1
        behind = tokens.name_at[tokens.person_at(k)[0]][1]
        return behind < len(words) and words[behind] in {",", ".", "("}

    def _extend(self, tokens: Tokens, first: int, j: int, head: Head) -> Office:
        """Read field, unit, body and place behind the head."""
        office = Office(first, j, [head.position], head.body, year=self.year)
        begin = tokens.starts[first]
        office.closed = (
            head.body == "none" or head.body.startswith("fixed:") or any(s <= begin < e for s, e in tokens.titles)
        )
        office.english = tokens.words[first] in self.lex.english
        n = len(tokens.words)
        while j < min(n, first + _FARTHEST) and len(office.words) < _LONGEST:
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
                office.of_state = True
                return len(state)
        word = words[j]
        filler = self.lex.phrase_at("filler", words, j)
        if filler:
            return filler
        if word == "sementara" and j + 1 in tokens.name_at and j + 1 not in tokens.inside and office.bare:
            office.status = "acting"  # ``Ketua sementara DPRD``
            return 1
        camp = self._camp(tokens, office, j)
        if camp:
            return camp
        period = self._period(tokens, office, j)
        if period:
            return period
        ordinal = _ORDINAL.fullmatch(word)
        number = int(ordinal[1]) if ordinal else self.lex.ordinals.get(word)
        if number is not None and office.body == "none" and j == office.last:
            # ``Presiden ke-5 RI``: counted are those whose time is over, and of late the one in office.
            now = _PRESENT.get(office.words[0], number) - (not self.since_2024)
            office.status = "former" if number < now else office.status
            return 1
        if word == "(":
            return self._bracket(tokens, office, j)
        if word in {"dan", "&", "serta"} or (word == "and" and not office.bare):
            return self._coordinate(tokens, office, j)
        if j == office.last and office.org is not None and self.lex.phrase_at("legal_end", words, j):
            return 1
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
        field = self.units.field(tokens, office, j) or self._served(tokens, office, j)
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
        if (office.org is not None or office.org_text) and self.lex.head_at(words, j, tokens.name_at):
            return 0
        if self.lex.phrase_at("acting_behind", words, j) and j + 1 in tokens.name_at and office.org is None:
            # ``Ketua Sementara DPRD``
            office.status = "acting"
            return 1
        if any(self.lex.phrase_at(role, words, j) for role in ("acting", "acting_behind")):
            return 0
        if office.placed:
            return 0
        if office.place is not None and office.body in _GOVERNED:
            return int(j + 1 in tokens.inside)  # ``Gubernur NTB`` ``Lalu`` ``Rini``: a word of the person's name
        body = self.units.group(tokens, office, j) or self.units.tail(tokens, office, j)
        if body:
            return body
        if office.org is not None and not office.field_last and not self.lex.phrase_at("unit", words, j):
            if j == office.last and office.org.label == "ORG" and _NUMERAL.fullmatch(word):
                # ``Panglima`` ``Koarmada`` ``I``
                office.org_text, office.org = f"{office.org.text} {word}", None
                return 1
            return 0
        if self.units.acronym(word) and office.org is None and self.units.closes(tokens, office, j + 1):
            # ``Presiden Direktur SEM Rini``: a short name that no finder knew, right in front of the person.
            office.org_text = word
            return 1
        office.words.extend(self._expanded([word]))
        office.bare = False
        office.field_last = office.org is not None
        return 1

    def _served(self, tokens: Tokens, office: Office, j: int) -> int:
        """``Staf Khusus Menkeu``: whom an aide serves says where the office is held."""
        head = self.lex.head_at(tokens.words, j, tokens.name_at)
        if head is None or office.org is not None or office.org_text or j != office.last or office.closed:
            return 0
        inner = tokens.words[office.first : j]
        if not any(self.lex.phrase_at(role, inner, k) for role in ("aide", "mouthpiece") for k in range(len(inner))):
            return 0
        fixed = head.body.startswith("fixed:")
        if not fixed and head.body not in {"province", "regency", "city"}:
            return 0
        office.words.append(head.position)
        office.bare = False
        if fixed:
            office.org_text = head.body.removeprefix("fixed:")
        else:
            office.body = head.body
        return len(head.words)

    def _short_board(self, name: NameMention) -> bool:
        """Tell whether a name is that of a board alone: ``DPP``."""
        words = name.text.split()
        return self.lex.phrase_at("short_board", words, 0) == len(words)

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
            elif office.body == "ministry" and not office.bare and country(name.norm) is not None:
                office.place = name if name.norm != "Indonesia" else None
            elif office.body == "none" and name.norm in {"Indonesia", "Republik Indonesia"}:
                pass  # ``Presiden Republik Indonesia ke-6``
            elif office.words == ["Pemimpin"] and country(name.norm) is not None:
                office.body, office.place = "country", name
            elif office.body == "none":
                # Another country's president, or a prime minister's peer.
                office.body, office.place = "country", name
            elif office.org is None and office.bare and not lookup(name.norm):
                # A named place that is no region: a park, a street market, an estate.
                office.org = name
            elif office.org is None and (office.bare or office.words[-1] in (*_AREAS, "Presiden")):
                office.words.append(name.norm)
                office.bare = False
            return length
        if office.org is not None:
            if name.label == "ORG" and self._short_board(office.org) and " " not in office.org.text.strip():
                # ``Wakil Bendahara Umum`` ``BPP`` ``HIPMI``: two names of one body.
                office.org_text, office.org = f"{office.org.text} {name.text}", None
            # ``Anggota DPR RI Fraksi ...``: the first body counts.
            return length
        if office.org_text and self.lex.phrase_at("faction", name.text.split(), 0):
            return length  # ``Anggota Komisi II DPR`` ``Fraksi Maju``
        if self.lex.phrase_at("bill", name.text.split(), 0):
            # ``Anggota Pansus`` ``RUU Perampasan Aset``
            office.words.extend(name.text.split())
            office.bare = False
            return length
        inner = _INNER.search(name.text)
        if inner is not None and office.bare and self.renamed(office, inner[1]):
            # ``Kepala`` ``Kepolisian Resor (Kapolres) Siak``
            if ":" in office.body and not office.closed:
                office.words.extend(name.text[inner.end() :].split())
            return length
        if office.words == ["Kepala"] and name.text.startswith("Perwakilan "):
            office.words, office.bare = ["Kepala Perwakilan"], False
            office.org_text = without_brackets(name.text.removeprefix("Perwakilan "))
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
