"""Page furniture: links to other articles, adverts, share bars, embeds, paging.

The phrases and what each takes with it are data (``read_furniture.csv``).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from warta.lexicon import table
from warta.read.headline import headline_end
from warta.read.layout import Line, lower

_LINE_LIMIT = 300
_REST_LIMIT = 400
_BLOCK_LIMIT = 600
_SENTENCE_LIMIT = 500
_SENTENCE_END = re.compile(r"[.!?]+[\"”')]{0,2}(?=\s|$|[A-Z])")
#: what may stand behind a whole-line phrase: arrows, dots, colons
_TRIM = " \t:.>=-–—|»•*#[]()"
_WORDISH = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class _Rule:
    phrase: str
    how: str
    until: str


@cache
def _rules() -> tuple[tuple[_Rule, ...], dict[str, _Rule], tuple[_Rule, ...]]:
    """Return the rules met anywhere, those for whole lines by phrase, and those for line beginnings."""
    anywhere: list[_Rule] = []
    whole: dict[str, _Rule] = {}
    begin: list[_Rule] = []
    for row in table("read_furniture"):
        rule = _Rule(row["phrase"], row["how"], row["until"])
        if rule.how == "line":
            whole[rule.phrase.strip(_TRIM) or rule.phrase] = rule
        elif rule.how == "start":
            begin.append(rule)
        else:
            anywhere.append(rule)
    return tuple(anywhere), whole, tuple(begin)


@cache
def _by_first_word() -> tuple[tuple[str, tuple[_Rule, ...]], ...]:
    """Group the rules met anywhere by their first word: most texts hold few of these words."""
    groups: dict[str, list[_Rule]] = {}
    for rule in _rules()[0]:
        groups.setdefault(rule.phrase.split()[0], []).append(rule)
    return tuple((word, tuple(rules)) for word, rules in groups.items())


def find_furniture(text: str, lines: list[Line]) -> list[tuple[int, int]]:
    """Return the sorted, non-overlapping ``(start, end)`` stretches of furniture in ``text``."""
    low = lower(text)
    found = list(_whole_lines(low, lines))
    hits: list[tuple[int, _Rule]] = []
    for word, rules in _by_first_word():
        if word not in low:
            continue
        for rule in rules:
            at = low.find(rule.phrase)
            while at >= 0:
                if _begins(text, at, rule):
                    hits.append((at, rule))
                at = low.find(rule.phrase, at + len(rule.phrase))
    if hits:
        # at one place the longest phrase speaks
        hits.sort(key=lambda hit: (hit[0], -len(hit[1].phrase), hit[1].phrase))
        starts = sorted({at for at, _ in hits})
        ends = [line.end for line in lines]
        covered = -1
        for at, rule in hits:
            if at < covered:
                continue
            later = bisect.bisect_right(starts, at)
            following = starts[later] if later < len(starts) else len(text)
            covered = _reach(text, low, at, rule, ends, following, lines)
            found.append((at, covered))
    return merge(found)


def merge(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sort stretches and join those that touch."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _whole_lines(low: str, lines: list[Line]) -> Iterator[tuple[int, int]]:
    whole, begin = _rules()[1], _rules()[2]
    phrases = tuple(rule.phrase for rule in begin)
    for line in lines:
        if len(line.text) > _LINE_LIMIT:
            continue
        words = low[line.start : line.end]
        if (
            (words.strip(_TRIM) or words) in whole
            or words.startswith(phrases)
            or (len(words) > 2 and not _WORDISH.search(words))
            or (words[0] == "#" and all(len(word) > 2 and word[0] == "#" for word in words.split()))
        ):
            yield line.start, line.end


def _begins(text: str, at: int, rule: _Rule) -> bool:
    """Tell whether the phrase at ``at`` begins something: capital first, and nothing it belongs to in front."""
    first = text[at]
    if first.isalpha() and not first.isupper():
        return False
    end = at + len(rule.phrase)
    if rule.phrase[-1].isalnum() and end < len(text) and text[end].isalnum():
        return False
    if at == 0:
        return True
    if text[at - 1].isalnum():
        # run together with the sentence before: "... kata dia.Baca juga" is caught below, "xBaca" is not
        return False
    before = text[max(0, at - 4) : at].rstrip(" \t")
    if before.endswith(("\n", "\r")) or not before:
        return True
    if rule.phrase.endswith(":") or rule.how == "block":
        return True
    return before[-1] in ".!?\"”')]>…;:*|"


def _reach(text: str, low: str, at: int, rule: _Rule, ends: list[int], following: int, lines: list[Line]) -> int:
    """Return the end of the furniture that ``rule`` begins at ``at``."""
    index = bisect.bisect_left(ends, at + 1)
    line_end = ends[index] if index < len(ends) else len(text)
    begin = at + len(rule.phrase)
    if rule.how == "block":
        until = low.find(rule.until, at, at + _BLOCK_LIMIT)
        if until >= 0:
            end = until + len(rule.until)
            # leftovers of markup behind the block: ";
            while end < len(text) and text[end] in "\"';":
                end += 1
            return end
        return _sentence(text, begin, line_end)
    if rule.how == "sentence":
        return _sentence(text, begin, line_end)
    stop = min(line_end, following) if following > begin else line_end
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    if rule.how == "rest":
        return min(stop, begin + _REST_LIMIT)
    return _headline(text, at, begin, stop, line_end, index, lines)


def _headline(text: str, at: int, begin: int, stop: int, line_end: int, index: int, lines: list[Line]) -> int:
    own_line = index < len(lines) and lines[index].start == at
    title = begin
    while title < stop and text[title] in " \t:-–—|\"“'":
        title += 1
    if title < stop:
        if own_line and stop - title <= 160 and not _SENTENCE_END.search(text, title, stop - 1):
            # a bare label in front of a sentence that does not belong to it: "Baca_Juga Rara mengatakan, ..."
            return begin if text[stop - 1] == "." and ":" not in text[at:title] else stop
        return headline_end(text, title, stop)
    # the phrase alone on its line: the headline stands on the next one
    if not own_line or stop < line_end:
        return stop
    for line in lines[index + 1 : index + 2]:
        if len(line.text) <= 160 and line.text[-1] not in '."”,;:)' and not line.text[0].islower():
            return line.end
    return stop


def _sentence(text: str, begin: int, line_end: int) -> int:
    limit = min(line_end, begin + _SENTENCE_LIMIT)
    match = _SENTENCE_END.search(text, begin, limit)
    # a dot inside a domain (Kompas.com) is no end: the pattern wants white space or a capital behind it
    return match.end() if match else limit
