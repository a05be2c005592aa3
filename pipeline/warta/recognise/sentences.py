"""Sentence boundaries by rule: abbreviations, quotes, datelines and line breaks.

A sentence ends at ``.``, ``!``, ``?`` or ``…`` (with the closing marks behind it) when the
next word can begin one, at a hard line break, and at the edges of headline and
furniture. An abbreviation that never ends a sentence (``Dr.``) and an initial (``P.``)
keep it open.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from warta.lexicon import table
from warta.recognise.state import register

_STOPS = frozenset({".", "!", "?", "…", "...", "....", "?!", "!!", ".."})
_CLOSERS = frozenset({'"', "”", "’", "'", ")", "]", "»", "''"})
_OPENERS = frozenset({'"', "“", "‘", "'", "(", "[", "«"})


@Language.factory("warta_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> Sentences:
    """Return the component ``warta_sentences``."""
    return Sentences()


class Sentences:
    """Set ``token.is_sent_start`` on every token of a Doc."""

    def __init__(self) -> None:
        register()
        rows = table("abbreviations")
        self.maybe = frozenset(r["word"].casefold() for r in rows if r["final"] == "maybe")

    def __call__(self, doc: Doc) -> Doc:
        edges = sorted({edge for s, e in [*doc._.silent, *doc._.titles] for edge in (s, e)})
        starts = self.starts([t.text for t in doc], [t.idx for t in doc], edges)
        # In one go: the setter of a single token looks through the whole Doc each time.
        marks: Any = np.array([1 if start else -1 for start in starts], dtype="int64").astype("uint64")
        doc.from_array(["SENT_START"], marks)  # one attribute: one dimension, which spaCy's types don't foresee
        return doc

    def starts(self, words: list[str], offsets: list[int], edges: list[int]) -> list[bool]:
        """Tell for each token whether a sentence starts there.

        ``words`` and ``offsets`` are parallel; ``edges`` are offsets at which a new
        sentence starts whatever the words say. Quotation marks that open and close
        are told apart by counting within the paragraph.
        """
        flags = [False] * len(words)
        if words:
            flags[0] = True
        edge = 0
        closing = False  # a stop was read; the next word may start a sentence
        weak = False  # the stop belongs to an abbreviation
        in_quote = False
        fresh = True  # nothing but space since the last boundary
        for i, word in enumerate(words):
            passed = False
            # An edge in front of white space waits for the word behind it: no sentence is blank.
            while edge < len(edges) and edges[edge] <= offsets[i] and not word.isspace():
                edge += 1
                passed = True
            if passed and i:
                flags[i], closing, in_quote, fresh = True, False, False, True
            if word.isspace():
                if "\n" in word:
                    # The line break closes the sentence; the word behind it starts the next.
                    closing, weak, in_quote = not fresh, False, False
                    if not fresh and i + 1 < len(words):
                        flags[i + 1], closing, fresh = True, False, True
                continue
            if closing and not flags[i]:
                if word in _CLOSERS and not (word in _OPENERS and not in_quote):
                    if word in {'"', "”"}:
                        in_quote = False
                    continue
                if self._begins(words, i, weak):
                    flags[i] = True
                    in_quote = False
                closing = False
            fresh = False
            if word in {'"', "“", "”"}:
                in_quote = not in_quote if word == '"' else word == "“"
            elif word in _STOPS:
                closing, weak = True, False
            elif word.casefold() in self.maybe:
                closing, weak = True, True
        return flags

    @staticmethod
    def _begins(words: list[str], i: int, weak: bool) -> bool:
        """Tell whether a sentence can begin at token ``i`` (openers are looked through)."""
        j = i
        while j < len(words) and j < i + 3 and (words[j] in _OPENERS):
            j += 1
        if j >= len(words):
            return False
        first = words[j][:1]
        # Behind ``dll.`` and the like only a plain capitalised word starts a new sentence, not a name's acronym.
        if weak:
            return first.isupper() and words[j][1:2].islower() and j == i
        return first.isupper() or first.isdigit() or j > i or words[j][:1] in "-–—•*["
