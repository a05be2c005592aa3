"""Words with character offsets: the flat view of a text on which the name rules work.

Independent of the tokenizer: brackets, quotation marks, hyphens and slashes are
words of their own, a capital initial (``P.``), an abbreviation (``Dr.``, ``PT.``), a
degree (``S.Sos.``) and a domain (``Kompas.com``) keep their stops.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache, lru_cache

from warta.lexicon import table

_WORD = re.compile(
    r"(?P<dotted>(?:[A-Z][a-z]{0,4}\.){2,6}(?![a-z]))"
    r"|(?P<word>[^\W\d_][^\W_]*(?:['’][^\W_]+)*(?:\.(?:com|co\.id|co|id|net|org|tv|go\.id|TV|COM|ID)\b)?)"
    r"|(?P<number>\d+(?:[.,/:]\d+)*[^\W\d_]{0,4})"
    r"|(?P<mark>[^\w\s]|_)"
)
_STOPS = frozenset(".!?…")
#: Words of which what the rules ask again and again is remembered: those of some hundred articles, a few megabytes.
CACHED = 1 << 14


@cache
def _abbreviations() -> frozenset[str]:
    """Words whose stop never ends a sentence (``Dr``), without it."""
    return frozenset(r["word"][:-1] for r in table("abbreviations") if r["final"] == "no" and r["word"].endswith("."))


class Words:
    """The words of one text as parallel lists.

    ``text[i]``, ``start[i]``, ``end[i]``: the word and its offsets. ``shape[i]`` is ``A`` (all capitals,
    two letters or more), ``C`` (capital first, or inside as in ``eFishery``), ``l`` (lower case), ``0`` (number),
    ``.`` (mark). ``fresh[i]``: a line break stands in front of the word. ``glued[i]``: no space does.
    ``first[i]``: the word begins a sentence, so that its capital proves nothing.
    ``capitals`` lists the indices of the words of shape ``A`` or ``C``.
    """

    __slots__ = ("_places", "capitals", "end", "first", "fresh", "glued", "shape", "source", "start", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        texts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        shapes: list[str] = []
        breaks: list[bool] = []
        joined: list[bool] = []
        openings: list[bool] = []
        short = _abbreviations()
        last = 0
        opening = True
        skip = -1
        for match in _WORD.finditer(source):
            start, end = match.span()
            if start < skip:
                continue
            word = match.group()
            kind = match.lastgroup or ""
            if kind == "word" and source.startswith(".", end):
                # The stop of an initial or an abbreviation; at the end of a line it is the sentence's.
                follows = source[end + 1 : end + 2]
                if (word in short and follows) or (len(word) == 1 and word.isupper() and follows == " "):
                    end += 1
                    word += "."
                    skip = end
            fresh = not last or (last != start and "\n" in source[last:start])
            texts.append(word)
            starts.append(start)
            ends.append(end)
            breaks.append(fresh)
            joined.append(last == start)
            shapes.append(_shape(word, kind))
            opening = opening or fresh
            openings.append(opening)
            if kind == "mark":
                if word in _STOPS or word == ":":
                    opening = True
                elif word not in "\"“”'‘’()[]-–—•*":
                    opening = False
            else:
                opening = kind == "number" and opening
            last = end
        self.text, self.start, self.end = texts, starts, ends
        self.shape, self.fresh, self.glued, self.first = shapes, breaks, joined, openings
        self.capitals = [i for i, shape in enumerate(shapes) if shape in "AC"]
        self._places: dict[str, list[int]] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def where(self, wanted: Container[str]) -> list[int]:
        """Return the indices of the words that are among ``wanted``, in order."""
        places = self._places
        if places is None:
            # Lists ask a dozen times, and half of a text's words have stood before.
            places = self._places = {}
            for i, word in enumerate(self.text):
                places.setdefault(word, []).append(i)
        found = [i for word, at in places.items() if word in wanted for i in at]
        found.sort()
        return found


@lru_cache(maxsize=CACHED)
def _shape(word: str, kind: str) -> str:
    if kind == "mark":
        return "."
    if word[-1].isdigit() and word[:2] in {"Rp", "US"}:
        return "0"
    if kind == "number":
        return "0"
    if word[0].isupper():
        letters = word.rstrip(".")
        return "A" if len(letters) > 1 and letters.isupper() else "C"
    return "C" if any(c.isupper() for c in word[1:]) else "l"


def pieces(name: str) -> tuple[str, ...]:
    """Return the words of a name, cut as ``Words`` cuts a text."""
    if name.replace(" ", "").isalpha():
        return tuple(name.split())  # what nearly all of the ten thousand names of the registers are
    return tuple(Words(name + " ").text)
