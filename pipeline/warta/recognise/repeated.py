"""Names met elsewhere in the document: their further occurrences, short forms of persons, unknown names that recur."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from warta.recognise import organisations, people
from warta.recognise.candidates import Candidate, Spans
from warta.recognise.extent import is_place, office_words
from warta.recognise.gazetteer import by_length, common_words, cue, family_names, given_names, personal, roles
from warta.recognise.words import Words
from warta.values.names import is_title

#: How often an unknown word must stand inside sentences before it is taken for a name.
OFTEN = 3


def find(sheet: Words, chosen: Iterable[Candidate], taken: Spans) -> Iterator[Candidate]:
    """Yield further occurrences of the names in ``chosen``: whole names, and single words of persons' names."""
    whole, parts = _known(sheet, chosen)
    sizes = by_length(whole)
    done = 0
    for i in sheet.where(parts | sizes.keys()):
        if i < done:
            continue
        end = _whole_at(sheet, i, whole, sizes.get(sheet.text[i], ()))
        free = not taken.overlaps(sheet.start[i], sheet.end[max(i + 1, end) - 1])
        plain = sheet.first[i] and sheet.text[i].casefold() in common_words()
        if end:
            if free and not (plain and end == i + 1):
                label = whole[tuple(sheet.text[i:end])]
                yield Candidate(sheet.start[i], sheet.end[end - 1], label, "rule:repeated")
            done = end if free else i
        elif free and not plain and sheet.text[i] in parts:
            end = people.run(sheet, i, taken)
            while end > i + 1 and personal(sheet.text[end - 1]) < 0.3:
                end -= 1
            end = max(end, i + 1)
            yield Candidate(sheet.start[i], sheet.end[end - 1], "PER", "rule:repeated")
            done = end


def _known(sheet: Words, chosen: Iterable[Candidate]) -> tuple[dict[tuple[str, ...], str], frozenset[str]]:
    """Return (name as words -> label, words that stand for a person by themselves)."""
    whole: dict[tuple[str, ...], str] = {}
    parts: set[str] = set()
    for c in sorted(chosen):
        i, j = bisect_left(sheet.start, c.start), bisect_left(sheet.end, c.end)
        if sheet.start[i : i + 1] != [c.start] or sheet.end[j : j + 1] != [c.end]:
            continue
        words = tuple(sheet.text[i : j + 1])
        long = len(words) > 1
        short = len(words[0]) > 2 or (c.label == "PER" and len(words[0]) == 2)  # initials: ``berinisial SR``
        if c.found_by == "model" and not long and words[0].casefold() in common_words():
            continue
        if c.label in {"ORG", "PER", "FAC"} and (long or (short and not organisations.is_trap(words[0]))):
            whole.setdefault(words, c.label)
        if c.label == "PER":
            parts.update(
                w
                for w in words
                if len(w) > 2 and w[0].isupper() and not w.isupper() and personal(w) >= 0.3 and not is_title(w)
            )
    return whole, frozenset(parts)


def _whole_at(sheet: Words, i: int, whole: dict[tuple[str, ...], str], sizes: tuple[int, ...]) -> int:
    """Return the index behind the longest name of ``whole`` that stands at ``i`` on one line, or 0."""
    for n in sizes:
        if i + n <= len(sheet) and tuple(sheet.text[i : i + n]) in whole and not any(sheet.fresh[i + 1 : i + n]):
            return i + n
    return 0


def find_recurring(sheet: Words, taken: Spans) -> Iterator[Candidate]:
    """Yield words of which nothing is known but that recur in the way of brands and bodies.

    A capital inside (``RedBus``) says so when the word stands twice; any other must recur, and act:
    at least twice behind ``dengan``, ``oleh``, ``bersama`` and the like.
    """
    seen: Counter[str] = Counter()
    acting: Counter[str] = Counter()
    for i in sheet.capitals:
        word = sheet.text[i]
        if sheet.first[i] or len(word) < 4 or taken.overlaps(sheet.start[i], sheet.end[i]):
            continue
        if word[0].isupper() and not _name_like(sheet, i - 1) and not _name_like(sheet, i + 1) and _unknown(word):
            seen[word] += 1
            acting[word] += sheet.text[i - 1] in cue("acts") if i else 0
    often = {w for w, n in seen.items() if (_camel(w) and n >= 2) or (n >= OFTEN and acting[w] >= 2)}
    for i in sheet.where(often) if often else ():
        if not taken.overlaps(sheet.start[i], sheet.end[i]):
            yield Candidate(sheet.start[i], sheet.end[i], "ORG", "rule:recurring")


def _camel(word: str) -> bool:
    """Tell whether a capital stands behind a small letter (``GoTo``)."""
    return any(a.islower() and b.isupper() for a, b in pairwise(word))


def _name_like(sheet: Words, i: int) -> bool:
    return 0 <= i < len(sheet) and sheet.shape[i] in "AC" and not sheet.first[i]


def _unknown(word: str) -> bool:
    role = roles().get(word)
    if word.casefold() in common_words() or word in given_names() or word in family_names() or word in cue("stop"):
        return False
    if word in office_words() or word in organisations.heads() or is_place(word) or organisations.is_trap(word):
        return False
    return role is None or role.org * 2 > role.total
