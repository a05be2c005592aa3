"""Decide which person holds which office, sentence by sentence.

An office in front of a name (``Menteri Sosial Rini``), in apposition behind it (``Rini, Menteri
Sosial,``) or joined to it by a word (``Rini selaku Menteri Sosial``) belongs to that person;
``merangkap`` and ``/`` share one; ``dua Wakil Ketua`` and ``Bupati dan Wakil Bupati`` have several.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import pairwise

from warta.recognise.office_between import BRACKET_MAX, Between, Person
from warta.recognise.office_lexicon import office_lexicon
from warta.recognise.office_tokens import Office, Tokens

#: Offices whose body is the place that follows.
_PLACES = frozenset({"province", "regency", "city", "district", "village"})
_LEFT_LINK_MAX = 9
_DIRECT, _COMMA = 3, 2
#: A phrase that opens a sentence has fewer words in front of a person than this.
_PHRASE = 5
#: So many persons may follow ``yakni`` and still be a holder and others.
_FEW = 2
_INITIALS = re.compile(r"[A-Z]{1,3}|(?:[A-Z]\.){1,3}")
_CLAUSE_ENDS = frozenset({",", ".", ";", ":", '"', "“", "”", "(", ")"})


class Linker(Between):
    """Pair the offices of one document with their holders."""

    def __init__(self, tokens: Tokens, sentence_of: list[int]) -> None:
        super().__init__(tokens, office_lexicon())
        self.sentence_of = sentence_of
        self.repeated = _repeated(tokens)
        #: Who is called president by nothing but that word in front.
        self.presidents = {
            name.text
            for first, (name, _) in tokens.name_at.items()
            if name.label == "PER" and first and self._president(first)
        }

    def link(self, offices: Sequence[Office]) -> list[tuple[Office, Person]]:
        """Return (office, person) pairs in the order of the offices."""
        holder: dict[int, Person] = {}
        covered: set[int] = set()
        fronted: set[int] = set()
        options = [(self._left(o), self._right(o)) for o in offices]
        several = [self._several(o) for o in offices]
        # ``dua Menteri Rini`` are nobody's office that the text names.
        options = [(None, None) if p == [] else o for o, p in zip(options, several, strict=True)]

        def take(k: int, person: Person) -> None:
            holder[k] = person
            covered.add(person[0])

        for k, (one, two) in enumerate(pairwise(offices)):
            pair = self._paired(one, two)
            if pair is not None:
                take(k, pair[0])
                take(k + 1, pair[1])
        # What nothing but a space or a linking word separates comes first.
        for k, (left, right) in enumerate(options):
            if k in holder:
                continue
            if right is not None and right[1] == _DIRECT:
                take(k, right[0])
                fronted.add(right[0][0])
            elif left is not None and left[1] == _DIRECT:
                take(k, left[0])
        self._share(offices, holder, covered)
        # Then appositions between commas, from left to right: a person who has no office yet takes the one behind,
        # unless that person has been spoken of before and the name behind the office is new.
        for k, (left, right) in enumerate(options):
            if k in holder:
                continue
            new = right is not None and left is not None and left[0][0] in self.repeated
            if (
                left is not None
                and left[0][0] not in covered
                and not (new and right and right[0][0] not in self.repeated)
            ):
                take(k, left[0])
            elif right is not None:
                take(k, right[0])
        self._share(offices, holder, covered)
        self._row(offices, options, holder)
        for k, (left, _) in enumerate(options):
            # ``Kepala BNPB Budi, Dirjen Perkebunan, Gubernur Riau Ani``: an office in front of a name, none behind.
            if k in holder or left is None:
                continue
            if left[0][0] not in fronted or left[1] == _DIRECT or offices[k].status == "former":
                take(k, left[0])
        return [(o, p) for k, o in enumerate(offices) if k in holder for p in (several[k] or [holder[k]])]

    def _share(self, offices: Sequence[Office], holder: dict[int, Person], covered: set[int]) -> None:
        """``Menteri A merangkap Kepala B, Rini``: offices joined by a word share the holder."""
        for _ in range(2):
            for k, (one, two) in enumerate(pairwise(offices)):
                if (k in holder) != (k + 1 in holder) and self._shared(one, two):
                    person = holder.get(k) or holder[k + 1]
                    holder[k if k + 1 in holder else k + 1] = person
                    covered.add(person[0])

    def _president(self, first: int) -> bool:
        words = self.tokens.words
        return words[first - 1] == "Presiden" and not self.lex.phrase_before("aide", words, first - 1)

    def _row(
        self,
        offices: Sequence[Office],
        options: Sequence[tuple[tuple[Person, int] | None, tuple[Person, int] | None]],
        holder: dict[int, Person],
    ) -> None:
        """``Rini selaku Plt Direktur A, Plt Direktur B, dan Plt Direktur C``: offices in a row behind one person."""
        words = self.tokens.words
        read = list(options)
        for k, (one, two) in enumerate(pairwise(offices)):
            left = read[k][0]
            first = left is not None and holder.get(k) == left[0]
            if k + 1 in holder or k not in holder or read[k + 1] != (None, None):
                continue
            joint = words[one.last : two.first]
            last = words[two.last : two.last + 1] in ([","], ["."], [";"], [")"], [])
            acting = one.status == two.status == "acting" and joint in ([","], ["dan"], [",", "dan"], [",", "serta"])
            if (first and acting) or (first and last and joint in (["dan"], ["serta"])):
                holder[k + 1] = holder[k]
                if acting:
                    # What was read behind the person holds for the next one of the row.
                    read[k + 1] = ((holder[k], _DIRECT), None)

    def _right(self, office: Office) -> tuple[Person, int] | None:
        """The person behind the office, with the strength of the link (3 direct, 2 comma)."""
        found = self._behind_office(office)
        if found is None or found[1] == _DIRECT:
            return found
        # ``Dalam surat jaksa, Rini disebut``: the comma ends a phrase, it opens no apposition.
        behind = self._behind(found[0])
        closed = self.tokens.words[behind : behind + 1] in ([","], ["("], ["."], [";"])
        headline = any(s <= self.tokens.starts[office.first] < e for s, e in self.tokens.titles)
        return found if closed or not (headline or self._fronted(office)) else None

    def _fronted(self, office: Office) -> bool:
        """Tell whether the clause begins with a preposition: ``Di hadapan Presiden, Rini ...``."""
        return self._clause_fronted(office.first)

    def _clause_fronted(self, k: int) -> bool:
        """Tell whether a preposition opens the clause of token ``k``, in front of it."""
        return self.clauses[k] < k and self.lex.phrase_at("fronted", self.tokens.words, self.clauses[k]) > 0

    def _outside(self, office: Office, first: int) -> bool:
        """``Dalam dakwaan Rini, Jaksa menyatakan``: the comma behind the person ends a short phrase of its own."""
        closed = self.tokens.words[office.last : office.last + 1] in ([","], ["("], ["."], [";"], [")"], [])
        begin = self._titles_before(first)
        return not closed and begin - self.clauses[begin] < _PHRASE and self._clause_fronted(begin)

    @cached_property
    def clauses(self) -> list[int]:
        """For each token the first token of its clause."""
        starts: list[int] = []
        for k, word in enumerate(["", *self.tokens.words[:-1]]):
            opens = not k or word in _CLAUSE_ENDS or self.sentence_of[k - 1] != self.sentence_of[k]
            starts.append(k if opens else starts[-1])
        return starts

    def _behind_office(self, office: Office) -> tuple[Person, int] | None:
        """The first person behind the office that only titles, marks and linking words separate from it."""
        words, strength, j = self.tokens.words, _DIRECT, office.last
        bracketed = office.first > 0 and words[office.first - 1] == "("
        while j < len(words) and j < office.last + 14 and self._same_sentence(office, j):
            if j in self.tokens.inside and self._is_place(office, j):
                office.place = self.tokens.person_at(j)[1]
                j = self._behind(self.tokens.person_at(j))
                continue
            if j in self.tokens.inside:
                return self._principal(
                    office, self.tokens.person_at(j), strength, j > office.last and words[j - 1] == ","
                )
            length = self.lex.title_at(words, j)
            if length:
                j += length
            elif words[j] in {",", ":"}:
                strength = _COMMA
                j += 1
            elif words[j - 1] == "," and self._region(j):
                j = self.tokens.name_at[j][1]  # ``Kepala Dusun Melati, Desa Sukamaju, Rini``
            elif words[j] == ")" and bracketed:
                return None  # ``Rini (Ketua), Budi (Sekretaris)``
            elif words[j] in {"(", ")", '"', "“", "”", ".", "-", "–"}:
                j += 1
            elif j + 1 in self.tokens.inside and _INITIALS.fullmatch(words[j]) and j not in self.tokens.name_at:
                j += 1  # ``AKBP AM`` ``Rini``, ``Prof. B.J.`` ``Rini``
            elif words[j] in {"sekaligus", "yang"} and (person := self._described(j)) is not None:
                return person, _DIRECT
            elif length := self.lex.phrase_at("link_right", words, j):
                strength = _COMMA
                j += length
            else:
                return None
        return None

    def _same_sentence(self, office: Office, j: int) -> bool:
        """Tell whether token ``j`` is in the office's sentence; ``Tbk.`` behind a company ends none."""
        here = self.sentence_of[j] == self.sentence_of[office.first]
        return here or (j <= office.last + 1 and self.lex.phrase_at("legal_end", self.tokens.words, j - 1) > 0)

    def _is_place(self, office: Office, j: int) -> bool:
        """``Kapolsek Setiabudi Kompol Agus``: a name between office and rank is the place."""
        if office.place is not None or office.org is not None or not (office.body in _PLACES or ":" in office.body):
            return False
        k = self._behind(self.tokens.person_at(j))
        if office.body.startswith("fixed:") or not self.lex.title_at(self.tokens.words, k):
            return False
        while k < len(self.tokens.words) and self.lex.title_at(self.tokens.words, k):
            k += self.lex.title_at(self.tokens.words, k)
        return k in self.tokens.inside

    def _principal(self, office: Office, person: Person, strength: int, comma: bool) -> tuple[Person, int] | None:
        """``Staf Khusus Rini, Budi``: the first name is whom the aide serves; without a second it says nothing."""
        words = self.tokens.words
        inner = words[office.first : office.last]
        aide = any(self.lex.phrase_at("aide", inner, k) for k in range(len(inner)))
        if inner[-1] == "Presiden" and " " in person[1].text and person[1].text not in self.presidents:
            aide = False  # ``Staf Khusus Presiden Rini Wulandari``
        behind = self._behind(person)
        if (
            inner[-1] == "Presiden"
            and len(inner) > 1
            and words[behind : behind + 1] in (["untuk"], ["bidang"], ["urusan"])
        ):
            return None  # ``Penasihat Presiden Rini untuk urusan luar negeri``
        pair = words[behind : behind + 1] == ["-"] and behind + 1 in self.tokens.inside
        if comma or not (aide or pair):
            return person, strength
        if pair:
            behind = self._behind(self.tokens.person_at(behind + 1))
        if words[behind : behind + 1] == [","]:
            k = behind + 1
            while k < len(words) and self.lex.title_at(words, k):
                k += self.lex.title_at(words, k)
            if k in self.tokens.inside:
                return self.tokens.person_at(k), _DIRECT
        if pair and (aide or any(self.lex.phrase_at("mouthpiece", inner, k) for k in range(len(inner)))):
            return None  # ``juru kampanye Ani-Budi``
        return (person, strength) if pair or strength == _COMMA or not office.bare or office.org is not None else None

    def _left(self, office: Office) -> tuple[Person, int] | None:
        """The person in front of the office: strength 3 by a linking word or bracket, 2 by a comma."""
        words, j, strength, comma, aged = self.tokens.words, office.first - 1, 0, False, False
        # A comma in a headline parts two statements: ``Dua Tahun Rini-Budi, Mensos Siapkan Program``.
        headline = any(s <= self.tokens.starts[office.first] < e for s, e in self.tokens.titles)
        floor = max(0, office.first - _LEFT_LINK_MAX)
        while j >= floor and self.sentence_of[j] == self.sentence_of[office.first]:
            if j in self.tokens.inside:
                first, person = self.tokens.person_at(j)
                if self.lex.phrase_before("replaces", words, first):
                    # ``Rini menggantikan Budi sebagai Ketua``
                    return self._successor(office, first)
                role = "votes" if office.body == "none" else "backs"
                if strength == _DIRECT and self.lex.phrase_before(role, words, self._titles_before(first)):
                    return None  # ``memilih Rini sebagai Presiden``
                if first > 1 and words[first - 1] == "(" and first - 2 in self.tokens.inside:
                    # ``Rini Wulandari (RW) selaku Ketua``: the name itself, not its initials.
                    first, person = self.tokens.person_at(first - 2)
                if j == office.first - 1 and office.status == "former" and not headline:
                    strength = _DIRECT  # ``Rini mantan Ketua Yayasan Pelita``
                if not (strength or aged) and self._outside(office, first):
                    return None
                return ((first, person), strength or _COMMA) if strength or comma or aged else None
            word = words[j]
            opening = self._bracket_before(j) if word == ")" else -1
            if opening >= 0:
                aged = aged or (j == office.first - 1 and words[opening + 1].isdigit())  # ``Rini (45) Ketua``
                j = opening
            elif (linked := self.lex.phrase_before("link_left", words, j + 1)) or word == "(":
                strength = _DIRECT
                j -= max(linked, 1) - 1
            elif (word == "," or self._dash(j)) and not headline:
                comma = True
            elif not (word in {'"', "”", ")"} or self._degree(word)):
                return None
            j -= 1
        return None

    def _successor(self, office: Office, first: int) -> tuple[Person, int] | None:
        """The person in front of ``menggantikan``; None when another subject stands there."""
        for j in range(first - 1, max(0, first - _LEFT_LINK_MAX) - 1, -1):
            if j in self.tokens.inside and self.sentence_of[j] == self.sentence_of[office.first]:
                return self.tokens.person_at(j), _DIRECT
        return None

    def _shared(self, one: Office, two: Office) -> bool:
        """Tell whether only a joining word stands between two offices."""
        words = self.tokens.words[one.last : two.first]
        if self.sentence_of[one.first] != self.sentence_of[two.first] or not words or len(words) > 4:
            return False
        joined = [(w,) in self.lex.phrases["share"].get(w, ()) for w in words]
        return any(joined) and all(j or w in {",", "dan"} for j, w in zip(joined, words, strict=True))

    def _several(self, office: Office) -> list[Person] | None:
        """The holders of an office in the plural: ``dua Wakil Ketua DPR, Rini dan Budi``; None for the singular."""
        k = office.last + (self.tokens.words[office.last : office.last + 1] == [","])
        namely = k < len(self.tokens.words) and self.lex.phrase_at("namely", self.tokens.words, k)
        counted = self.lex.phrase_before("several", self.tokens.words, office.first)
        if not (counted or namely):
            return None
        right = self._right(office)
        found = self._list(right[0]) if right is not None else []
        if not counted:
            # ``pimpinan KPK, yakni A, B, dan C``
            return found if len(found) > _FEW else None
        return found if len(found) > 1 else []

    def _list(self, person: Person, joints: Collection[str] = (",", "dan", "serta")) -> list[Person]:
        """The persons of a list that opens with one: ``A, B, dan C``."""
        words, found = self.tokens.words, [person]
        while len(found) < 12:
            j = self._behind(found[-1])
            if words[j : j + 1] == ["("]:
                close = next((k for k in range(j + 1, min(j + BRACKET_MAX, len(words))) if words[k] == ")"), j - 1)
                j = close + 1
            joined = False
            while j < len(words) and words[j] in joints:
                j, joined = j + 1, True
            while j < len(words) and self.lex.title_at(words, j):
                j += self.lex.title_at(words, j)
            if not joined or j not in self.tokens.inside or self.sentence_of[j] != self.sentence_of[person[0]]:
                break
            found.append(self.tokens.person_at(j))
        return found

    def _paired(self, one: Office, two: Office) -> tuple[Person, Person] | None:
        """``Bupati dan Wakil Bupati Siak, Rini dan Budi``: two offices joined, two holders joined, in this order."""
        words = self.tokens.words
        if words[one.last : two.first] != ["dan"] or self.sentence_of[one.first] != self.sentence_of[two.first]:
            return None
        right = self._right(two)
        found = self._list(right[0], (",", "dan", "serta", "-", "–")) if right is not None else []
        if len(found) != 2:
            return None
        if not one.says_body:
            one.org, one.org_text, one.place = two.org, two.org_text, two.place
        return found[0], found[1]


def _repeated(tokens: Tokens) -> set[int]:
    """First tokens of the persons who were named before, under this name or a longer one."""
    seen: set[str] = set()
    found: set[int] = set()
    for first, (name, _) in sorted(tokens.name_at.items()):
        if name.label != "PER":
            continue
        if name.text in seen:
            found.add(first)
        seen.update((name.text, *name.text.split()))
    return found
