"""Decide which person holds which office, sentence by sentence.

An office in front of a name (``Menteri Sosial Rini``), in apposition behind it (``Rini, Menteri
Sosial,``) or joined to it by a word (``Rini selaku Menteri Sosial``) belongs to that person;
``merangkap`` and ``/`` share one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from warta.recognise.office_lexicon import office_lexicon
from warta.recognise.office_tokens import Office, Tokens
from warta.values.mention import NameMention

_LEFT_LINK_MAX = 7
Person = tuple[int, NameMention]  # first token and mention


class Linker:
    """Pair the offices of one document with their holders."""

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
