"""What an amount is of: the thing counted, measured or paid for, when the sentence says so.

Without a parser: behind the amount stands a noun phrase (``10 ton beras``,
``52 persen masyarakat miskin``, ``70 persen dari total penduduk``), or in front, past
words such as ``sebesar`` and ``naik``, past prepositional phrases and relative clauses
(``Laba bersih perseroan pada kuartal I naik 12 persen``). What is not plain stays empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from warta.lexicon import table
from warta.values.amounts.context import NOT_NOMINAL, STOPS, Stretches
from warta.values.amounts.count import Word, is_noun, is_verb, words_after
from warta.values.amounts.spot import Found
from warta.values.amounts.units import UNIT_WORDS
from warta.values.numeral_reader import WORDS as NUMERALS
from warta.values.numerals import GAP

_CLASS = {row["word"]: row["class"] for row in table("count_links")}
_FUNCTION = frozenset(r["word"] for r in table("count_stops") if r["class"] == "function")
_BACK = re.compile(r"[A-Za-zÀ-ÿ][\w'’/-]*|\d[\d.,]*|[^\s\w]")
_END = re.compile(r"[.!?;:•](?=\s|$)|\n[ \t]*\n")
_FROM = re.compile(rf"{GAP}(?:dari|atas){GAP}")
_FOR = re.compile(rf"{GAP}(?:untuk|guna|bagi){GAP}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PER = re.compile(rf"(?:{GAP}per{GAP}|/)[A-Za-z]+")

#: Links that are nouns when a noun follows ("angka golput"), and nouns that name the whole of a share.
_LINK_NOUNS = frozenset({"angka", "level", "posisi", "kisaran"})
_WHOLES = frozenset({"total", "target", "seluruh", "jumlah"})

#: How far in front of an amount its item is looked for, in characters.
REACH = 160
#: Longest item in words.
LONGEST = 6
_JUMPS = 3


def item_of(text: str, one: Found, closed: Stretches) -> str:
    """Return the item of an amount as the text has it (white space evened out), or ``""``."""
    if one.kind == "COUNT" and one.noun:
        return _phrase(text, _head_start(text, one))
    if one.kind in {"MEASURE", "PERCENT"}:
        return _behind(text, one) or _in_front(text, one.start, closed)
    return _in_front(text, one.start, closed) or (_purpose(text, one) if one.kind == "MONEY" else "")


def _head_start(text: str, one: Found) -> int:
    """Return where the counted noun starts, behind the number and the classifier."""
    noun = one.noun.split(" ")[0]
    at = text[one.number.end : one.end].lower().find(noun.lower())
    return one.number.end + at if at >= 0 else one.end


def _phrase(text: str, start: int) -> str:
    """Return the noun phrase that starts at ``start``: nouns and adjectives up to a word that ends it."""
    taken: list[Word] = []
    for word in words_after(text, start, LONGEST, gap=False):
        if taken and not _nominal(word):
            break
        taken.append(word)
    while len(taken) > 1 and taken[-1].lower in _CLASS:
        taken.pop()
    return _even(text[start : taken[-1].end]) if taken else ""


def _nominal(word: Word) -> bool:
    lower = word.lower
    if lower in _FUNCTION or lower in NOT_NOMINAL or lower in _CLASS:
        return False
    if lower in STOPS:
        return STOPS[lower] != "verb"
    return is_noun(lower) or word.text[0].isupper() or not is_verb(lower)


def _behind(text: str, one: Found) -> str:
    pos = one.end
    if per := _PER.match(text, pos):
        pos = per.end()
    of = _FROM.match(text, pos)
    words = words_after(text, of.end() if of else pos, 1, gap=of is None)
    if not words or (not of and (not _nominal(words[0]) or not (is_noun(words[0].lower) or words[0].acronym))):
        return ""
    if of and not _nominal(words[0]):
        return ""
    return _phrase(text, words[0].start)


def _purpose(text: str, one: Found) -> str:
    match = _FOR.match(text, one.end)
    words = words_after(text, match.end(), 1, gap=False) if match else []
    return _phrase(text, words[0].start) if words and _nominal(words[0]) else ""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    kind: str  # noun, verb, link, plain, preposition, clause, number, stop


def _tokens(text: str, start: int, closed: Stretches) -> list[_Token]:
    """Return the words in front of ``start`` in its sentence, without dates and brackets."""
    window = max(0, start - REACH)
    stretch = text[window:start]
    ends = [m.end() for m in _END.finditer(stretch)]
    from_ = window + (ends[-1] if ends else 0)
    out: list[_Token] = []
    for match in _BACK.finditer(text, from_, start):
        if match[0] == ")":
            while out and out[-1].text != "(":
                out.pop()
            if out:
                out.pop()
            continue
        inside = match.start() in closed
        if inside and _is_date(text, match.start(), closed):
            continue
        kind = "noun" if inside and match[0][0].isalpha() else _kind(match[0])
        if kind != "year":
            out.append(_Token(match.start(), match.end(), match[0], kind))
    return out


def _is_date(text: str, pos: int, closed: Stretches) -> bool:
    """Tell whether the closed stretch around ``pos`` is a time rather than a name."""
    span = closed.span_at(pos)
    if span is None:
        return False
    stretch = text[span[0] : span[1]]
    return any(c.isdigit() for c in stretch) or not stretch[:1].isupper()


def _in_front(text: str, start: int, closed: Stretches) -> str:
    """Return the noun phrase in front, past links, prepositional phrases and relative clauses."""
    tokens = _tokens(text, start, closed)
    at = len(tokens) - 1
    best = ""
    for _ in range(_JUMPS):
        at = _skip_links(tokens, at)
        low = _collect(tokens, at)
        if low > at:
            return best
        best = _even(text[tokens[low].start : tokens[at].end])
        if best.endswith("nya") and len(tokens[at].text) > 6:
            best = best[:-3]
        if low and tokens[low - 1].text.lower() in UNIT_WORDS:
            return ""  # the adjective of a currency
        jump = _jump(tokens, low)
        if jump is None:
            return best
        at = jump
    return best


def _kind(token: str) -> str:
    lower = token.lower()
    if lower in _CLASS:
        return _CLASS[lower]
    if _YEAR.fullmatch(token):
        return "year"
    if token[0].isdigit() or lower in NUMERALS:
        return "number"
    if not token[0].isalpha() or lower in _FUNCTION or lower in UNIT_WORDS:
        return "stop"
    if lower in NOT_NOMINAL:
        return "plain"
    if lower in STOPS:
        return "verb" if STOPS[lower] == "verb" else "noun"
    return "verb" if is_verb(lower) else "noun"


def _skip_links(tokens: list[_Token], at: int) -> int:
    while at >= 0 and tokens[at].kind in {"link", "plain", "preposition"}:
        at -= 1
    return at


def _collect(tokens: list[_Token], at: int) -> int:
    """Return the index of the first word of the noun phrase that ends at ``at`` (more than ``at``: none)."""
    low = at + 1
    while low > 0 and at - low + 1 < LONGEST:
        before = tokens[low - 1]
        if before.kind != "noun" and not (low <= at and before.text.lower() in _LINK_NOUNS):
            break
        low -= 1
    while low <= at and STOPS.get(tokens[low].text.lower()) == "adjective":
        low += 1
    return low


def _jump(tokens: list[_Token], low: int) -> int | None:
    """Return where to go on when the phrase only modifies another one further left, else None."""
    before = low - 1
    if before >= 2 and tokens[before].text == "," and tokens[before - 1].text[0].isupper():
        before -= 1  # "di Palembang, Sumatera Selatan"
        while before >= 0 and tokens[before].text[0].isupper():
            before -= 1
    if tokens[low].text.lower() in _WHOLES:
        return None
    while before >= 0 and tokens[before].kind in {"plain", "number"}:
        before -= 1
    if before < 1:
        return None
    kind = tokens[before].kind
    if kind == "preposition" or tokens[before].text.lower() in {"dari", "hingga", "sampai"}:
        back = _skip_links(tokens, before)
        return back if back >= 0 and tokens[back].kind == "noun" else None
    if kind == "clause":
        return before - 1
    if kind == "verb":
        for back in range(before - 1, max(-1, before - 4), -1):
            if tokens[back].kind == "clause":
                return back - 1
    return None


def _even(phrase: str) -> str:
    return " ".join(phrase.split())
