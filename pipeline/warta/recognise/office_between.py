"""Read what stands between an office and its holder: places, descriptions, brackets, degrees, titles."""

from __future__ import annotations

from warta.recognise.office_lexicon import OfficeLexicon
from warta.recognise.office_tokens import Tokens
from warta.values.mention import NameMention

#: A bracket behind a name (age, party, initials) has at most so many tokens.
BRACKET_MAX = 6

Person = tuple[int, NameMention]  # first token and mention


class Between:
    """The readers of one document; ``Linker`` calls them."""

    def __init__(self, tokens: Tokens, lexicon: OfficeLexicon) -> None:
        self.tokens, self.lex = tokens, lexicon

    def _region(self, j: int) -> bool:
        """Tell whether a place stands between commas at ``j``."""
        named = self.tokens.name_at.get(j)
        if named is None or named[0].label != "LOC":
            return False
        return self.tokens.words[named[1] : named[1] + 1] == [","] or named[1] in self.tokens.inside

    def _described(self, j: int) -> Person | None:
        """The person behind an office and a description.

        ``eks Ketua DPR sekaligus terpidana suap Rini``, ``Ketua DPR yang juga politikus Partai Maju Rini``.
        """
        words = self.tokens.words
        begin = j + 1 + (words[j : j + 2] == ["yang", "juga"])
        known = begin < len(words) and self.lex.phrase_at("describes", words, begin) > 0
        if words[j] == "yang" and not (known and begin == j + 2):
            return None
        for k in range(begin, min(j + 10, len(words))):
            if k in self.tokens.inside:
                return self.tokens.person_at(k)
            if known and (k in self.tokens.name_at or k - 1 in self.tokens.name_at or words[k] in {"di", "dari"}):
                continue
            if not words[k][0].islower() or k in self.tokens.name_at:
                return None
        return None

    def _behind(self, person: Person) -> int:
        """The token behind a person's name."""
        return self.tokens.name_at[person[0]][1]

    def _dash(self, j: int) -> bool:
        """``Rini - Ketua Yayasan``: a dash between spaces, behind a name that nothing joins it to."""
        tokens = self.tokens
        if tokens.words[j] not in {"-", "–", "—"} or j + 1 >= len(tokens.words):
            return False
        return tokens.starts[j] > tokens.ends[j - 1] and tokens.starts[j + 1] > tokens.ends[j]

    def _bracket_before(self, j: int) -> int:
        """The opening bracket of a short bracket that ends at ``j`` and stands behind a name: ``Rini (45)``; or -1."""
        for k in range(j - 1, max(0, j - BRACKET_MAX), -1):
            if self.tokens.words[k] == "(":
                return k if k - 1 in self.tokens.inside else -1
        return -1

    @staticmethod
    def _degree(word: str) -> bool:
        """``S.Sos.``, ``M.Si``, ``MM``: an academic degree behind a name."""
        return ("." in word and word[0].isupper() and len(word) <= 8) or (word.isupper() and 2 <= len(word) <= 4)

    def _titles_before(self, first: int) -> int:
        """The token at which the titles in front of a name begin."""
        while first and (length := self.lex.phrase_before("title", self.tokens.words, first)):
            first -= length
        return first
