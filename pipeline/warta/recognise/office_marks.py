"""Read what stands around the words of an office: brackets, prepositions, terms of office and its status."""

from __future__ import annotations

import re

from warta.recognise.office_lists import OfficeLists
from warta.recognise.office_tokens import Office, Tokens, is_cap

#: ``2005-2014``, as one token or as three.
_YEAR = r"(?:19|20)[0-9]{2}"
#: What a camp of a party is called has at most so many words.
_CAMP_MAX = 7
_TERM = re.compile(rf"({_YEAR})(?:[-–—/]({_YEAR}))?")


class OfficeMarks(OfficeLists):
    """The readers of what surrounds an office; ``OfficeFinder`` walks the tokens and calls them."""

    #: The year of the document; 0 when unknown.
    year = 0

    def _period(self, tokens: Tokens, office: Office, j: int) -> int:
        """``Direktur Utama PT Maju 2005-2014, Rini``: a term of office; one that is over makes a former one."""
        words = tokens.words
        k = j + self.lex.phrase_at("period", words, j)
        if k > j and words[k + 1 : k + 2] and is_cap(words[k]) and _TERM.fullmatch(words[k + 1]):
            k += 1  # ``periode September 2024``
        found = _TERM.fullmatch(words[k]) if k < len(words) else None
        if found is None:
            return 0
        last, behind = found[2], k + 1
        if last is None and words[behind : behind + 1] in (["-"], ["–"], ["hingga"], ["sampai"]):
            # ``- Januari 2026``
            behind += 2 if words[behind + 2 : behind + 3] and is_cap(words[behind + 1]) else 1
            found = _TERM.fullmatch(words[behind]) if behind < len(words) else None
            last, behind = found[1] if found is not None and found[2] is None else None, behind + 1
        if last is None or not (self.units.ends(tokens, behind) or k > j):
            return 0
        if self.year and int(last) < self.year:
            office.status = "former"
        return behind - j

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
                if len(inner) == 1 and self.renamed(office, inner[0]):
                    return k + 1 - j
                short = len(inner) == 1 and self.lex.head_at(inner, 0) is not None
                return k + 1 - j if inner and (short or all(is_cap(w) or w == "/" for w in inner)) else 0
        return 0

    def renamed(self, office: Office, short: str) -> bool:
        """Take the short form of the office in brackets for what it is: ``Kepala Kepolisian Resor (Kapolres)``.

        Only where the short form says the body, and the words in front begin like it.
        """
        head = self.lex.head_at([short], 0)
        if head is None or not head.body.startswith(("police:", "army:", "fixed:Kepolisian", "fixed:TNI")):
            return False
        if not office.words or head.position.split()[0] != office.words[0].split()[0]:
            return False
        office.words, office.body, office.org, office.org_text = [head.position], head.body, None, None
        office.units, office.unit_words = [], []
        office.closed = head.body.startswith("fixed:")
        return True

    def _camp(self, tokens: Tokens, office: Office, j: int) -> int:
        """``Ketua Umum Partai Maju versi Kongres Melati``, ``kubu Rini``: how many tokens say whose body it is."""
        words = tokens.words
        if not self.lex.phrase_at("camp", words, j) or (office.org is None and not office.org_text):
            return 0
        k = j + 1
        if k in tokens.inside:
            k = tokens.name_at[tokens.person_at(k)[0]][1]
            return k - j if self.units.ends(tokens, k) else 0
        while k < len(words) and k < j + _CAMP_MAX and k not in tokens.inside and not self.lex.title_at(words, k):
            named = tokens.name_at.get(k)
            if named is None and not is_cap(words[k]):
                break
            k = k + 1 if named is None else named[1]
        return k - j if k > j + 1 and self.units.ends(tokens, k) else 0

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
        group = tokens.name_at.get(j + 2)
        if group is not None and words[j] == "dari" and self.lex.phrase_at("faction", words, j + 1):
            # ``anggota DPR dari fraksi Maju``
            return group[1] - j if group[0].label == "ORG" and (office.org or office.org_text) else 0
        if named is not None:
            name, behind = named
            if words[j] == "di" and name.label in {"LOC", "FAC"} and (office.org is not None or not office.bare):
                office.placed = True
                return behind - j
            if office.body == "embassy" and name.label == "LOC" and words[j] in {"untuk", "di"}:
                # ``Duta Besar Jepang untuk Indonesia`` is Japan's; where an Indonesian serves belongs to the office.
                if name.norm != "Indonesia":
                    office.served = name.norm
                return behind - j
            if office.body == "embassy" and name.label == "ORG" and words[j] == "untuk":
                # ``Duta Besar Indonesia untuk PBB`` leads a mission, no embassy.
                office.served, office.body = " ".join(self._expanded(name.norm.split())), "mission"
                return behind - j
            if words[j] == "untuk" and name.label == "LOC" and not office.placed and office.body in {"person", "own"}:
                # ``Staf Khusus Presiden untuk Papua``
                office.words.extend(["untuk", name.norm])
                office.bare = False
                return behind - j
            if words[j] == "dari" and (office.org or office.org_text) and name.label == "ORG":
                return behind - j
            if words[j] == "dari" and self.lex.phrase_at("faction", name.text.split(), 0):
                return behind - j  # ``Anggota Komisi III dari Fraksi Maju``
            if name.label in {"ORG", "FAC"} and office.org is None and words[j] != "untuk":
                office.org = name
                return behind - j
            return 0
        if words[j] in {"di", "pada"} and words[j + 1 : j + 2] in (["Kampus"], ["kampus"]) and group is not None:
            if group[0].label == "ORG" and office.org is None:
                office.org = group[0]  # ``Guru Besar di Kampus`` ``Universitas Melati``
                return group[1] - j
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
