"""Acronyms: which words they stand for, and where a document says so."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from warta.resolve.keys import fold, role, tidy, unquote
from warta.resolve.memo import remembered

_BRACKET = re.compile(r"\s?\(([^()\n]{2,40})\)")
_SHORT = re.compile(r"[A-Z0-9][\w.&/-]{1,14}\Z")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_REACH = 12  # words looked at in front of a bracket
#: Letters of an acronym, words of what it stands for, at most.
_LONGEST, _WORDS = 16, 14


def looks_short(text: str) -> bool:
    """Tell whether ``text`` has the shape of an acronym: one word, at least two capitals or short."""
    text = text.strip()
    if not _SHORT.match(text) or fold(text) in role("kept"):
        return False
    capitals = sum(c.isupper() for c in text)
    return capitals >= 2 or len(text) <= 12


@remembered
def stands_for(acronym: str, phrase: str) -> bool:
    """Tell whether ``acronym`` can be read off ``phrase``, all of it.

    Its letters are cut into chunks, one per word and in order; each chunk starts
    with the first letter of its word and runs through the word's letters
    (``Bap-pe-nas``). Minor words and, in long acronyms, one other word may be skipped.
    """
    letters, words = _letters(acronym), _folded(phrase)
    if not 2 <= len(letters) <= _LONGEST or not 2 <= len(words) <= _WORDS:
        return False
    return _fits(letters, words, *_rule(acronym, letters))


def _letters(acronym: str) -> str:
    return "".join(c for c in fold(acronym) if c.isalnum())


def _folded(phrase: str) -> tuple[str, ...]:
    return tuple(fold(w) for w in _WORD.findall(phrase.replace("&", " dan ")))


def _rule(acronym: str, letters: str) -> tuple[int, int]:
    """Return how many letters of one word an acronym takes at most, and how many words may be skipped."""
    # short all-capital acronyms take initials: BPS is no ``Badan Pusat``
    return 1 if acronym.isupper() and len(letters) <= 4 else _LONGEST, 1 if len(letters) >= 4 else 0


def _fits(letters: str, words: tuple[str, ...], longest: int, most: int) -> bool:
    """Walk the words once, keeping every (letters used, words skipped) reachable so far."""
    reached = {(0, 0)}
    for number, word in enumerate(words):
        following: set[tuple[int, int]] = set()
        for used, skipped in reached:
            if number > 0 and word in role("minor"):
                following.add((used, skipped))
            elif number > 0 and skipped < most:
                following.add((used, skipped + 1))
            for stem in _stems(word):
                following.update((end, skipped) for end in _chunks(letters, used, stem, longest))
        reached = following
    return any(used == len(letters) for used, _ in reached)


def _stems(word: str) -> list[str]:
    """Return the word and what is left of it without a prefix (``ke-budayaan``)."""
    return [word] + [word[len(p) :] for p in ("ke", "pe", "per", "pem", "pen") if word.startswith(p) and len(word) > 6]


def _chunks(letters: str, at: int, stem: str, longest: int) -> list[int]:
    """Return where each chunk of ``letters`` from ``at`` that ``stem`` can give may end."""
    ends: list[int] = []
    if at < len(letters) and letters[at] == stem[0]:
        position = 0
        while at < len(letters) and len(ends) < longest and (position := stem.find(letters[at], position) + 1) > 0:
            at += 1
            ends.append(at)
    return ends


class Acronyms:
    """A set of acronyms that tells which of them stand for a phrase, as ``stands_for`` tells of one.

    A document may hold thousands of acronyms and of names: the walk over the words of a name goes along all
    acronyms at once, as far as one of them begins so.
    """

    def __init__(self, acronyms: Iterable[str]) -> None:
        self._whole: dict[tuple[int, int], dict[str, list[str]]] = {}
        self._begun: dict[tuple[int, int], set[str]] = {}
        for acronym in acronyms:
            letters = _letters(acronym)
            if 2 <= len(letters) <= _LONGEST:
                rule = _rule(acronym, letters)
                self._whole.setdefault(rule, {}).setdefault(letters, []).append(acronym)
                self._begun.setdefault(rule, set()).update(letters[:end] for end in range(1, len(letters) + 1))

    def of(self, phrase: str) -> list[str]:
        """Return the acronyms that can be read off ``phrase``, sorted."""
        words = _folded(phrase)
        if not 2 <= len(words) <= _WORDS:
            return []
        return sorted(
            acronym
            for rule, whole in self._whole.items()
            for letters in _read(words, self._begun[rule], *rule)
            for acronym in whole.get(letters, ())
        )


def _read(words: tuple[str, ...], begun: Container[str], longest: int, most: int) -> set[str]:
    """Return what of ``begun`` can be read off all words: ``_fits`` for many acronyms at once."""
    reached = {("", 0)}
    for number, word in enumerate(words):
        following: set[tuple[str, int]] = set()
        for read, skipped in reached:
            if number > 0 and word in role("minor"):
                following.add((read, skipped))
            elif number > 0 and skipped < most:
                following.add((read, skipped + 1))
            for stem in _stems(word):
                if read + stem[0] in begun:
                    following.update((longer, skipped) for longer in _read_on(read + stem[0], stem, 1, longest, begun))
        reached = following
    return {read for read, _ in reached}


def _read_on(read: str, stem: str, position: int, longest: int, begun: Container[str]) -> Iterator[str]:
    """Yield ``read`` and what it can become by letters of ``stem`` from ``position`` on, ``longest`` of the stem."""
    yield read
    if longest > 1:
        for letter in sorted(set(stem[position:])):
            if read + letter in begun:
                yield from _read_on(read + letter, stem, stem.index(letter, position) + 1, longest - 1, begun)


def definitions(text: str) -> dict[str, str]:
    """Return the acronyms that ``text`` defines: ``... Badan Gizi Nasional (BGN)``.

    The words are the shortest capitalised phrase in front of the bracket that the
    acronym stands for; the first definition of an acronym counts. Keys are as printed.
    """
    found: dict[str, str] = {}
    for match in _BRACKET.finditer(text):
        short = tidy(match.group(1))
        if not looks_short(short) or short in found:
            continue
        front = text[max(0, match.start() - 160) : match.start()]
        phrase = phrase_before(front.split("\n\n")[-1], short)
        if phrase is not None:
            found[short] = phrase
    return found


def phrase_before(front: str, acronym: str) -> str | None:
    """Return the end of ``front`` that ``acronym`` stands for, or None."""
    spans = [(m.start(), m.end()) for m in _WORD.finditer(front)][-_REACH:]
    for start, _ in reversed(spans[:-1]):
        phrase = front[start:]
        if phrase[0].isupper() and not re.search(r"[;:?!]|\.\s", phrase) and stands_for(acronym, phrase):
            return unquote(phrase)
    return None


def bracket_after(text: str, end: int) -> tuple[str, int, int] | None:
    """Return content, start and end of the content of a bracket right behind ``end``, or None."""
    match = _BRACKET.match(text, end)
    return None if match is None else (tidy(match.group(1)), match.start(1), match.end(1))


def drop_brackets(name: str) -> tuple[str, list[tuple[str, str]]]:
    """Drop bracketed acronyms from a name; return it and the pairs (acronym, words in front).

    A bracket that belongs to the name (``(Persero)``, ``(Hong Kong)``) stays.
    """
    pairs: list[tuple[str, str]] = []
    out: list[str] = []
    at = 0
    for match in _BRACKET.finditer(name):
        content = tidy(match.group(1))
        front = tidy("".join(out) + name[at : match.start()])
        several = content.split(" ")
        if (
            1 < len(several) <= 3
            and front
            and all(looks_short(w) for w in several)
            and fold(content)[:1] == fold(front)[:1]
        ):
            out.append(name[at : match.start()])  # ``(Ditjen AHU)``
            at = match.end()
            continue
        is_short = looks_short(content) and (
            stands_for(content, front)
            or phrase_before(front, content) is not None
            or (content.isupper() and content.isalnum())
            or (content[0].isupper() and fold(content)[:3] == fold(front)[:3])
        )
        if is_short and front:
            pairs.append((content, phrase_before(front, content) or unquote(front)))
            out.append(name[at : match.start()])
            at = match.end()
    out.append(name[at:])
    return tidy("".join(out)), pairs
