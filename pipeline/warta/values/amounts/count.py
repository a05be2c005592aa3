"""Counts: where the noun behind a number ends, without a parser.

The annotation guide ends a COUNT with its head noun, keeps fixed compounds,
capitalised terms and names of equipment whole, and cuts other modifiers:
``6 lembaga`` of ``6 lembaga kesejahteraan sosial``, ``250.000 penerima manfaat``,
``2 unit mesin pemotong`` of ``2 unit mesin pemotong ring gelas``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from warta.lexicon import table, words
from warta.values.amounts.context import (
    NOT_PERSONS,
    STOPS,
    TRAPS_AFTER,
    Headlines,
    Stretches,
)
from warta.values.names import CACHED
from warta.values.numeral_reader import WORDS as NUMERALS
from warta.values.numerals import GAP, parse_roman

_NOUNS = words("count_nouns")
_COMPOUNDS = words("count_compounds", "phrase")
_COMPOUND_HEADS: dict[str, int] = {}
for _phrase in sorted(_COMPOUNDS):
    _head, _size = _phrase.split(" ")[0], _phrase.count(" ") + 1
    _COMPOUND_HEADS[_head] = max(_COMPOUND_HEADS.get(_head, 0), _size)
#: Heads that take the next word with them: names of equipment, and words that need one (``calon anggota``).
_OPEN_HEADS = words("count_equipment")
_CLASSIFIERS: dict[str, bool] = {row["word"]: row["person"] == "yes" for row in table("classifiers")}

_SHAPE = r"([A-Za-zÀ-ÿ](?:[A-Za-zÀ-ÿ0-9'’]|-(?=[A-Za-z])){0,30}(?:/[A-Za-z][A-Za-z-]{1,30}){0,2})(?![A-Za-z0-9/@])"
_WORD = re.compile(GAP + _SHAPE)
_FIRST = re.compile(_SHAPE)
#: ``iPhone``, ``mAhFast``: a brand, or two words run together.
_CAMEL = re.compile(r"[a-z]{1,20}[A-Z]|[A-Z][a-z]{2,20}[A-Z]")
#: ``kegiatanyang``: the relative pronoun run into the noun, a slip of many news sites.
_RUN_INTO = "yang"
_VERB = re.compile(r"(?:me[mnlrwy]|mem|men|meng|meny|memper|diper|di|ber|ter|ng(?=[aeiou]))[a-z]{3,}")
#: Endings of borrowed nouns that only look like verbs (disabilitas, meteorologi).
_BORROWED = ("itas", "ologi", "torat", "grafi", "gram", "tor", "isme")
#: ``kursi2. Farmasi``: the next number of a list run into the noun, a slip of pages made into text.
_LISTED = re.compile(r"([a-z]{3,30})\d{1,2}(?=[.)][ \u00a0]?[A-Z])")
_TERM_LINKS = frozenset({"dan", "dan/atau"})

#: Endings that mark an unknown capitalised word of a headline as a noun.
_NOUN_ENDINGS = ("an", "si", "tas", "or", "is", "al", "ik", "um", "er", "wan", "wati")

#: Endings of words for people that no list holds (karateka, wisudawan).
_AGENT_ENDINGS = ("wan", "wati", "tor", "er", "ka", "log")

#: Longest term that is read behind a number, in words.
LONGEST = 7


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text behind a number."""

    start: int
    end: int
    text: str

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def acronym(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted thing: ``noun`` (lower case but for acronyms), ``classifier``, where they end."""

    noun: str
    classifier: str
    end: int


def words_after(text: str, pos: int, limit: int = LONGEST, *, gap: bool = True) -> list[Word]:
    """Return up to ``limit`` words that follow ``pos`` without punctuation between them.

    With ``gap`` false the first word starts at ``pos`` itself.
    """
    found: list[Word] = []
    for _ in range(limit):
        match = (_WORD if gap else _FIRST).match(text, pos)
        if match is None:
            break
        listed = _LISTED.match(text, match.start(1))
        if listed is not None and listed.end() == match.end(1) and is_noun(listed[1]):
            found.append(Word(listed.start(1), listed.end(1), listed[1]))
            break
        found.append(Word(match.start(1), match.end(1), match[1]))
        pos, gap = match.end(), True
    return found


@lru_cache(maxsize=CACHED)
def is_noun(lower: str) -> bool:
    """Tell whether a lower-case word is known as a noun."""
    return _stem(lower) in _NOUNS or lower in _COMPOUND_HEADS


def is_known(lower: str) -> bool:
    """Tell whether the very form is listed as a noun (``tanya``), clitic or not."""
    return lower in _NOUNS


@lru_cache(maxsize=CACHED)
def is_verb(lower: str) -> bool:
    """Tell whether an unknown lower-case word has the prefix of a verb."""
    return lower not in _NOUNS and not lower.endswith(_BORROWED) and _VERB.fullmatch(lower) is not None


def countable(word: Word, *, headline: bool, name: bool) -> bool:
    """Tell whether a word can be the counted head noun.

    ``headline``: capitals carry no meaning here; ``name``: the word lies in a name.
    """
    lower = word.lower
    if lower in TRAPS_AFTER or lower in NUMERALS or len(lower) < 2 or brand(word):
        return False
    if word.acronym and not headline:
        if lower in _NOUNS:
            return True
        return not name and parse_roman(word.text) is None and lower not in STOPS and len(lower) <= 8
    if name:
        return False
    if word.text[0].isupper() and not headline:
        return _stem(lower) in _NOUNS or lower in _COMPOUND_HEADS
    if _stem(lower) in _NOUNS or lower in _COMPOUND_HEADS:
        return True
    if lower in STOPS or lower.endswith(("kan", "lah", "kah", "nya")):
        return False
    if word.text[0].isupper() and not word.acronym and not lower.endswith(_NOUN_ENDINGS):
        return False  # in a headline: a name rather than an unknown noun
    first = lower.split("/")[0].split("-")[0]
    return not is_verb(first) and first not in STOPS


def brand(word: Word) -> bool:
    """Tell whether a word has capitals inside (``iPhone``) and is no compound with a slash or hyphen."""
    return _CAMEL.match(word.text) is not None and not word.acronym


@lru_cache(maxsize=CACHED)
def _stem(lower: str) -> str:
    """Drop the clitic, and all but the first of reduplicated or slashed words: ``anaknya``, ``kabupaten/kota``."""
    if lower in _NOUNS:
        return lower
    first = lower.split("/")[0]
    if first.endswith("nya") and len(first) > 5:
        first = first[:-3]
    half, _, again = first.partition("-")
    return half if half == again else first


def counted_at(text: str, pos: int, blocked: Stretches, headlines: Headlines) -> Counted | None:
    """Return what a number that ends at ``pos`` counts, or None when no noun follows."""
    found = words_after(text, pos)
    if not found:
        return None
    headline = found[0].start in headlines
    head = found[0]
    if head.lower in _CLASSIFIERS and _compound(found) is None and head.start not in blocked:
        person = _CLASSIFIERS[head.lower]
        rest = found[1:]
        if rest and _noun_behind(rest[0], person=person, headline=headline, blocked=blocked):
            noun, end = _noun(rest, text, blocked, headline=headline)
            return Counted(noun, head.lower, end)
        return Counted("", head.lower, head.end)
    if not countable(head, headline=headline, name=head.start in blocked):
        return None
    noun, end = _noun(found, text, blocked, headline=headline)
    return Counted(noun, "", end)


def _noun_behind(word: Word, *, person: bool, headline: bool, blocked: Stretches) -> bool:
    """Tell whether the word behind a classifier is the noun (``orang saksi``) or something else (``orang luka``)."""
    if not countable(word, headline=headline, name=word.start in blocked):
        return False
    if person and word.lower in NOT_PERSONS:
        return False
    known = word.acronym or _stem(word.lower) in _NOUNS or word.lower in _COMPOUND_HEADS
    agent = word.lower.startswith("pe") or word.lower.endswith(_AGENT_ENDINGS)
    return known or not person or agent


def _compound(found: list[Word]) -> int | None:
    """Return how many of the words make up a fixed compound, longest first, or None."""
    for size in range(min(_COMPOUND_HEADS.get(found[0].lower, 0), len(found)), 1, -1):
        phrase = " ".join(w.lower for w in found[:size])
        if phrase in _COMPOUNDS or (phrase.endswith("nya") and phrase[:-3] in _COMPOUNDS):
            return size
    return None


def _noun(found: list[Word], text: str, blocked: Stretches, *, headline: bool) -> tuple[str, int]:
    """Return the norm of the noun that starts the words and its end in the text."""
    size = _compound(found) or 1
    if not headline and found[0].text[0].isupper() and not found[0].acronym:
        size = max(size, _term(found, blocked))
    elif size == 1 and len(found) > 1 and found[0].lower in _OPEN_HEADS and _modifies(found[1], blocked):
        size = 2
    taken = found[:size]
    end = taken[-1].end
    last = taken[-1].text
    if last.lower().endswith("nya") and last.lower() not in _NOUNS and len(last) > 5:
        end -= 3
        last = last[:-3]
    elif last.endswith(_RUN_INTO) and last not in _NOUNS and last[: -len(_RUN_INTO)] in _NOUNS:
        end -= len(_RUN_INTO)
        last = last[: -len(_RUN_INTO)]
    parts = [w.text for w in taken[:-1]] + [last]
    return " ".join(_case(part, headline) for part in parts), end


def _term(found: list[Word], blocked: Stretches) -> int:
    """Return the length of the capitalised term that starts here (``Satuan Pelayanan Gizi``)."""
    size = 1
    for index, word in enumerate(found[1:], start=1):
        if word.start in blocked or (word.lower not in _TERM_LINKS and (word.lower in STOPS or is_verb(word.lower))):
            break
        if word.text[0].isupper() and not word.acronym:
            size = index + 1
        elif word.lower not in _TERM_LINKS:
            break
    return size


def _modifies(word: Word, blocked: Stretches) -> bool:
    """Tell whether the word behind a name of equipment belongs to it."""
    lower = word.lower
    return not (
        word.start in blocked
        or lower in STOPS
        or lower in TRAPS_AFTER
        or word.text[0].isupper()
        or brand(word)
        or lower.endswith("nya")
        or is_verb(lower)
    )


def _case(part: str, headline: bool) -> str:
    """Lower-case a word of the norm unless it is an acronym (``KPM``, ``UMKM/IKM``)."""
    letters = [c for c in part if c.isalpha()]
    acronym = sum(c.isupper() for c in letters) >= 2 and len(letters) <= 8
    return part if acronym and not (headline and len(letters) > 6) else part.lower()
