"""Read the fields, inner units and unlisted bodies inside an office phrase."""

from __future__ import annotations

import re

from warta.recognise.gazetteer import common_words, roles
from warta.recognise.office_lexicon import OfficeLexicon
from warta.recognise.office_tokens import Office, Tokens, is_cap
from warta.recognise.organisations import traps
from warta.values.mention import NameMention

#: Bodies of state whose short names are formed with a syllable and go on in lower case.
_SHORT_BODY = re.compile(r"(?:Kemen|Dis|Din|Pem(?=prov|kab|kot|da)|Bap|Bak|Bas|Bul)[a-z]{2,}")
_HOUSES = ("DPR", "DPRD", "DPD", "MPR", "DPRA", "DPRK", "DPRP")
_ROMAN = re.compile(r"[IVX]{1,5}|[A-E]|[0-9]{1,2}")
_DIRECTORATES = frozenset({"Ditjen", "Jenderal", "Direktorat", "Subdit", "Subdirektorat"})
_PARTY_UNITS = frozenset({"Badan", "Lembaga", "Departemen", "Bidang", "Divisi", "Biro"})
#: A field in lower case is no longer than this.
_FIELD_MAX = 7
_LOWER_MAX = 4
#: A body that no finder knew has at most so many words.
_GROUP_MAX = 9


def without_brackets(text: str) -> str:
    """A body's name without what stands in brackets, and without ``RI``."""
    return " ".join(w for w in re.sub(r"\([^()]{1,40}\)", " ", text).split() if w != "RI")


class UnitReader:
    """Split a name into inner unit and body, and read fields that are no names."""

    def __init__(self, lexicon: OfficeLexicon) -> None:
        self.lex = lexicon

    def split(self, name: NameMention) -> tuple[str, str]:
        """Split ``Biro Humas Polda Jabar`` into the inner unit and the body; two empty strings for a body."""
        # The acronym of the unit says nothing here: ``Unit Layanan Pengadaan (ULP) Kemenag``.
        words = re.sub(r"\([^()]{1,40}\)", " ", name.text).split()
        if name.label != "ORG":
            return "", ""
        if "bidang" in words[1:]:
            # ``DPP bidang pemenangan pemilu``
            k = words.index("bidang")
            return " ".join(["Bidang", *self._expanded(words[k + 1 :])]), " ".join(words[:k])
        board = self.lex.phrase_at("board", words, 0)
        if board:
            return " ".join(words[:board]), " ".join(words[board:])
        fraction = words[0] == "Fraksi"
        party = next((k for k in range(2, len(words)) if words[k] == "Partai"), 0)
        if party and words[0] in _PARTY_UNITS:
            # ``Badan Pemenangan Pemilu`` ``Partai Maju``, ``Bakomstra`` ``DPP Partai Maju``
            party -= self.lex.phrase_at("short_board", words, party - 1)
            return " ".join(self._expanded(words[:party])), " ".join(words[party:])
        if any(" ".join(words[:n]) in self.lex.ministries for n in range(2, 6)):
            return "", ""  # ``Departemen Luar Negeri Fantasia``
        inner = self._inner_unit(words)
        if not inner and (not self.lex.phrase_at("unit", words, 0) or self.lex.phrase_at("body", words, 0) > 1):
            return "", ""  # ``Sekretariat Presiden`` is a body
        if (
            words[0] == "Komisi"
            and not (len(words) > 1 and _ROMAN.fullmatch(words[1]))
            and not set(words) & set(_HOUSES)
        ):
            return "", ""  # ``Komisi Pemilihan Umum`` is a body of its own
        cut = len(words)
        for k in range(inner + 1, len(words)):
            if self.lex.phrase_at("bill", words, k):
                break  # ``Pansus RUU Pangan``
            listed = self.lex.phrase_at("body", words, k) or self.lex.phrase_at("short_board", words, k)
            if (
                self.acronym(words[k])
                and not listed
                and words[k - 1] in _DIRECTORATES
                and self._opens_next(words, k + 1)
            ):
                continue  # ``Ditjen PKH`` ``Kementan``
            if words[k] in _HOUSES or (not fraction and self._opens_body(words, k)):
                cut = k
                break
        unit = " ".join(self._expanded([w.strip('"“”') for w in words[:cut]]))
        end = next((k for k in range(cut + 1, len(words)) if self.lex.phrase_at("seat_of", words, k)), len(words))
        body = " ".join(w for w in words[cut:end] if w != "RI")
        return unit, body

    def _opens_next(self, words: list[str], k: int) -> bool:
        return k < len(words) and self._opens_body(words, k)

    def _inner_unit(self, words: list[str]) -> int:
        """Where a unit begins behind a field taken into its name: ``Serealia`` ``Ditjen Pangan Kementan``; or 0."""
        if any(self.lex.phrase_at(role, words, 0) for role in ("unit", "body", "group", "known_short", "short_board")):
            return 0
        if self.acronym(words[0]):
            return 0
        start = next((k for k in range(1, min(len(words), 4)) if self.lex.phrase_at("unit", words, k)), 0)
        return start if start and any(self._opens_body(words, k) for k in range(start + 1, len(words))) else 0

    def field_and_body(self, name: NameMention) -> tuple[list[str], str]:
        """Split ``Bursa Karbon OJK`` into the words of a field and the body; the body is empty when there is none."""
        words = name.text.split()
        if name.label == "ORG" and not self.lex.phrase_at("body", words, 0):
            for k in range(1, len(words)):
                if self._opens_body(words, k):
                    return words[:k], " ".join(words[k:])
        return words, ""

    def _opens_body(self, words: list[str], k: int) -> bool:
        return (
            bool(self.lex.phrase_at("body", words, k))
            or self.acronym(words[k])
            or bool(self.lex.phrase_at("known_short", words, k))
            or bool(_SHORT_BODY.fullmatch(words[k]))
        )

    def house(self, name: NameMention) -> str:
        """``DPRD DKI Jakarta Fraksi Maju`` -> the house alone; empty for every other name."""
        words = name.text.split()
        cut = next((k for k in range(1, len(words)) if self.lex.phrase_at("seat_of", words, k)), 0)
        return " ".join(words[:cut]) if cut and words[0] in {*_HOUSES, "Dewan"} else ""

    def acronym(self, word: str) -> bool:
        """A word in capitals that no list expands, no numeral and no thing (``ASN``): the short name of a body."""
        return (
            len(word) > 2
            and word not in traps()
            and word.isupper()
            and word.isalpha()
            and word not in self.lex.expand
            and not self.lex.phrase_at("place_short", [word], 0)
            and not set(word) <= set("IVXL")
        )

    def field(self, tokens: Tokens, office: Office, j: int) -> int:
        """``Ketua DPP bidang pemenangan pemilu Rini``: a field in lower case, if a person or body ends it."""
        words = tokens.words
        if office.closed or office.body not in {"own", "unit", "team"}:
            return 0
        length = self.lower(tokens, j) if office.bare else 0
        if length:
            # ``Manajer portofolio Maju Investama``, ``ketua panitia pemilihan Rini``
            office.words.extend(w.capitalize() for w in words[j : j + length])
            office.bare = False
            return length
        if not self.lex.phrase_at("field", words, j):
            return 0
        k = j + 1
        while (
            k < len(words) and k <= j + _FIELD_MAX and k not in tokens.name_at and words[k].replace("-", "").isalpha()
        ):
            k += 1
        if k == j + 1 or k >= len(words) or k > j + _FIELD_MAX:
            return 0
        end = k
        while self.lex.title_at(words, end - 1) and end > j + 2:
            end -= 1
        here = k in tokens.inside or (words[k] == "," and k + 1 in tokens.inside)
        body = k in tokens.name_at and tokens.name_at[k][0].label == "ORG" and office.org is None
        if not (here or body):
            return 0
        office.words.extend([words[j].capitalize(), *self._expanded(words[j + 1 : end])])
        office.bare, office.field_last = False, office.org is not None
        return end - j

    def lower(self, tokens: Tokens, j: int) -> int:
        """Return how many words in lower case form a field at ``j``, right in front of a body or the holder; or 0."""
        words = tokens.words
        k = j
        while (
            k < len(words)
            and k < j + _LOWER_MAX
            and k not in tokens.name_at
            and self.lex.phrase_at("lower_field", words, k)
        ):
            k += 1
        if k == j or k >= len(words):
            return 0
        named = tokens.name_at.get(k)
        return k - j if (named is not None and named[0].label in {"ORG", "FAC", "LOC"}) or self.ends(tokens, k) else 0

    def group(self, tokens: Tokens, office: Office, j: int) -> int:
        """A body that no finder knew right behind the head: ``Koordinator Jaringan Warga Pesisir, Rini``."""
        words = tokens.words
        whole = self.whole(office)
        if not office.bare or office.closed or office.org is not None or office.org_text:
            return 0
        if office.body != "own" and not whole:
            return 0
        known = bool(self.lex.phrase_at("group", words, j) or self.lex.phrase_at("body", words, j))
        # ``Kepala UPBU Kelas III Melati``: an office that short names of bodies alone follow
        local = office.words == ["Kepala"] and self.acronym(words[j]) and not self.lex.phrase_at("unit", words, j)
        k = j
        while k < len(words) and k < j + _GROUP_MAX and not self.lex.title_at(words, k):
            if local and k > j and k in tokens.name_at and tokens.name_at[k][0].label == "LOC":
                k = tokens.name_at[k][1]
                break
            if k in tokens.name_at:
                break
            joined = known and words[k] in {"dan", "untuk"} and k + 1 < len(words) and is_cap(words[k + 1])
            if not (is_cap(words[k]) or joined):
                break
            if k > j and self.lex.head_at(words, k, tokens.name_at):
                break
            k += 1
        # ``Rini, CEO Melati dalam siarannya``
        apposed = office.first > 1 and words[office.first - 1] == "," and office.first - 2 in tokens.inside
        closed = k < len(words) and (words[k] in {",", ".", "yang"} or (apposed and words[k][:1].islower()))
        if known and k == j + 1 and k in tokens.inside:
            # ``Ketua`` ``Relawan`` ``Rini Bersatu``: bodies are called by persons.
            k = tokens.name_at[tokens.person_at(k)[0]][1] if k in tokens.name_at else k
            office.org_text = " ".join(words[j:k])
            return k - j
        named = k - j > 1 and bool(self.lex.phrase_at("group_last", words, k - 1))
        if k == j or not (self.ends(tokens, k) or (closed and (office.english or whole or named))):
            return 0
        if whole and k - j > 1 and not self.lex.phrase_at("unit", words, j):
            known = known or any(w.casefold() not in common_words() for w in words[j:k])
        if not (known or local or named) and (k - j > 3 or any(self._field_word(w) for w in words[j:k])):
            return 0
        first = j
        while named and not (known or local) and first < k - 2 and words[first].casefold() in common_words():
            first += 1  # ``Kepala`` ``Riset`` ``Melati Sekuritas``
        office.words.extend(self._expanded(words[j:first]))
        office.org_text = " ".join(words[first:k])
        return k - j

    def whole(self, office: Office) -> bool:
        """Tell whether the office is one that takes no field: behind ``Direktur Utama`` comes the body."""
        words = office.words[0].split()
        return len(office.words) == 1 and self.lex.phrase_at("whole", words, 0) == len(words)

    def tail(self, tokens: Tokens, office: Office, j: int) -> int:
        """The rest of a body's name that its finder missed: ``Koordinator Gerakan Indonesia`` ``Bersih Rini``."""
        words = tokens.words
        if office.org is None or office.field_last or office.org.label != "ORG" or tokens.ends[j - 1] != office.org.end:
            return 0
        k = j
        while k < len(words) and k < j + 3 and is_cap(words[k]) and k not in tokens.name_at:
            if self.lex.title_at(words, k) or self.lex.phrase_at("unit", words, k) or words[k] in self.lex.heads:
                return 0
            k += 1
        if k == j or not self.ends(tokens, k):
            return 0
        office.org_text = " ".join([*office.org.text.split(), *words[j:k]])
        office.org = None
        return k - j

    def _field_word(self, word: str) -> bool:
        """Tell whether a capitalised word is one of fields and offices (``Keuangan``), or of the language at all."""
        role = roles().get(word)
        return (
            word in self.lex.expand
            or word in self.lex.english
            or word.casefold() in common_words()
            or self.lex.phrase_at("unit", [word], 0) > 0
            or not word.replace("-", "").isalpha()
            or set(word) <= set("IVX")
            or (role is not None and (role.pos > 0 or role.other > role.org))
        )

    def ends(self, tokens: Tokens, k: int) -> bool:
        """Tell whether the person, or a comma and the person, comes next."""
        words = tokens.words
        if words[k : k + 1] == ["("] and words[k + 2 : k + 3] == [")"]:
            k += 3  # the acronym of what was just named
        k += k < len(words) and words[k] == ","
        k += self.lex.phrase_at("namely", words, k) if k < len(words) else 0
        for _ in range(6):
            if k >= len(words):
                return False
            if k in tokens.inside:
                return True
            length = self.lex.title_at(words, k)
            if not length:
                return False
            k += length
        return False

    def closes(self, tokens: Tokens, office: Office, k: int) -> bool:
        """Tell whether the office ends before token ``k``: in front of its holder, or a bare one behind him."""
        if self.ends(tokens, k):
            return True
        words = tokens.words
        behind = office.first > 1 and (office.first - 1 in tokens.inside or office.first - 2 in tokens.inside)
        return office.bare and behind and (k >= len(words) or not is_cap(words[k])) and words[k : k + 1] != ["("]

    def _expanded(self, words: list[str]) -> list[str]:
        return [self.lex.expand.get(w, w) for w in words]
