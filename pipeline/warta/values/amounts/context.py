"""What stands around a number: comparators, traps, headlines, stretches that don't count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from warta.lexicon import table
from warta.values.mention import Comparator

_COMPARATORS: dict[str, Comparator] = {}
for _row in table("count_comparators"):
    if _row["place"] == "before":
        _COMPARATORS[_row["phrase"]] = _row["sign"]  # type: ignore[assignment]
_BETWEEN = sorted(
    (r["phrase"] for r in table("count_comparators") if r["place"] == "between"), key=lambda p: (-len(p), p)
)
_COMPARATOR = re.compile(
    r"(?<![\w-])("
    + "|".join(re.escape(p) for p in sorted(_COMPARATORS, key=lambda p: (-len(p), p)))
    + r")(?: (?:"
    + "|".join(re.escape(p) for p in _BETWEEN)
    + r")){0,2} ?$"
)
#: What a window must end with to end in a comparator, told without a search.
_LAST_WORDS = (*sorted(_COMPARATORS), *_BETWEEN)
_SIGNS: dict[str, Comparator] = {">=": ">=", "<=": "<=", "≥": ">=", "≤": "<=", ">": ">", "<": "<", "~": "~", "±": "~"}
_SIGN = re.compile(r"(>=|<=|[≥≤><~±]) ?$")
_SPACE = re.compile(r"\s+")

#: How far back a comparator is looked for.
REACH = 60

TRAPS_BEFORE = frozenset(r["word"] for r in table("count_traps") if r["place"] == "before")
TRAPS_AFTER = frozenset(r["word"] for r in table("count_traps") if r["place"] == "after")
#: Words behind ``orang`` that are no word for one person (``16 orang tim``).
NOT_PERSONS = frozenset(r["word"] for r in table("count_traps") if r["place"] == "person")
#: "satu grup bersama ..." is no count but the same group.
SAME = frozenset(r["word"] for r in table("count_traps") if r["place"] == "same")
TITLE_WORDS = frozenset(r["word"] for r in table("count_traps") if r["place"] == "title")
_IDIOMS = sorted((r["word"] for r in table("count_traps") if r["place"] == "idiom"), key=lambda p: (-len(p), p))
IDIOM = re.compile(
    r"(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s") for p in _IDIOMS) + r")(?:nya)?\b", re.IGNORECASE
)
#: Words that are no nouns -> their class (verb, adjective, function).
STOPS = {r["word"]: r["class"] for r in table("count_stops")}
#: Words that make a bare 1900-2099 a year, not a count.
YEAR_WORDS = frozenset(
    {"tahun", "pada", "sejak", "di", "dari", "awal", "akhir", "musim", "periode", "hingga", "sampai", "jelang"}
)
ADJECTIVES = frozenset(word for word, kind in STOPS.items() if kind == "adjective")
#: Words of time and the like that end a noun phrase though they are nouns.
NOT_NOMINAL = frozenset(
    {"tahun", "bulan", "hari", "pekan", "minggu", "jam", "menit", "detik", "saat", "waktu", "pukul"}
)

_PREVIOUS = re.compile(r"([A-Za-z][A-Za-z'’-]{0,30}+)(\.?)[ \t\u00a0]{0,2}\n?[ \t]?[(#\"“‘']?$")
_LINE_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{3,}")


def comparator_before(text: str, start: int) -> Comparator:
    """Return the sign of the comparator phrase that ends where the amount starts, or ``""``."""
    window = text[max(0, start - REACH) : start]
    cut = window.rfind("\n\n")
    window = _SPACE.sub(" ", window[cut + 2 :] if cut >= 0 else window).lower()
    sign = _SIGN.search(window)
    if sign:
        return _SIGNS[sign[1]]
    match = _COMPARATOR.search(window) if window.removesuffix(" ").endswith(_LAST_WORDS) else None
    return _COMPARATORS[match[1]] if match else ""


def previous_word(text: str, start: int) -> str:
    """Return the word directly in front of ``start`` (no comma or full stop between), or ``""``."""
    match = _PREVIOUS.search(text[max(0, start - 40) : start])
    if match is None or (match[2] and match[1].lower() not in TRAPS_BEFORE):
        return ""
    return match[1]


def starts_sentence(text: str, pos: int) -> bool:
    """Tell whether the word at ``pos`` opens a sentence, a line or a quotation."""
    before = text[max(0, pos - 3) : pos].rstrip(" \t\u00a0")
    return not before or before[-1] in ".!?:\n\"“‘'(•-–—"


class Stretches:
    """Sorted stretches of the text, asked for by position."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(stretches):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            elif start < end:
                merged.append((start, end))
        self._spans = merged
        self._starts = [start for start, _ in merged]

    def end_at(self, pos: int) -> int | None:
        """Return the end of the stretch that holds ``pos``, or None."""
        span = self.span_at(pos)
        return span[1] if span else None

    def __contains__(self, pos: int) -> bool:
        return self.end_at(pos) is not None

    def span_at(self, pos: int) -> tuple[int, int] | None:
        """Return the stretch that holds ``pos``, or None."""
        index = bisect_right(self._starts, pos) - 1
        return self._spans[index] if index >= 0 and pos < self._spans[index][1] else None


class Headlines:
    """Tells the lines whose words are capitalised as in a headline; there capitals mean nothing."""

    LONGEST = 250

    def __init__(self, text: str) -> None:
        self._text = text
        self._start = self._end = -1
        self._value = False

    def __contains__(self, pos: int) -> bool:
        if not self._start <= pos < self._end:
            self._start = self._text.rfind("\n", 0, pos) + 1
            end = self._text.find("\n", pos)
            self._end = len(self._text) if end < 0 else end
            self._end = max(self._end, pos + 1)
            self._value = self._end - self._start <= self.LONGEST and _capitalised(self._text[self._start : self._end])
        return self._value


def _capitalised(line: str) -> bool:
    found = _LINE_WORD.findall(line)
    return len(found) >= 3 and sum(w[0].isupper() for w in found) >= 0.7 * len(found)
