"""What an amount is of: the thing counted, measured or paid for, when the sentence says so.

Without a parser: behind the amount stands a noun phrase (``10 ton beras``,
``52 persen masyarakat miskin``, ``70 persen dari total penduduk``), or in front, past
words such as ``sebesar`` and ``naik``, past prepositional phrases and relative clauses
(``Laba bersih perseroan pada kuartal I naik 12 persen``). What is not plain stays empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from warta.lexicon import table
from warta.values.amounts.context import NOT_NOMINAL, STOPS, Stretches
from warta.values.amounts.count import Word, is_known, is_noun, is_verb, words_after
from warta.values.amounts.spot import Found
from warta.values.amounts.units import UNIT_WORDS
from warta.values.mention import AmountMention
from warta.values.names import CACHED
from warta.values.numeral_reader import WORDS as NUMERALS
from warta.values.numerals import GAP

_DIMENSIONS = frozenset(row["word"] for row in table("count_links") if row["class"] == "dimension")
_LINKS = frozenset({"link", "change"})
_CLASS = {row["word"]: row["class"] for row in table("count_links") if row["class"] != "dimension"}
_FUNCTION = frozenset(r["word"] for r in table("count_stops") if r["class"] == "function")
_BACK = re.compile(r"[A-Za-zÀ-ÿ][\w'’/-]*|\d(?:[\d.,]|(?<=\d)[A-Za-z])*|[^\s\w]")
_END = re.compile(r"[.!?;:•](?=\s|$)|\n[ \t]*\n")
_FROM = re.compile(rf"{GAP}(?:dari|atas){GAP}")
_FOR = re.compile(rf"{GAP}(?:untuk|guna|bagi){GAP}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PER = re.compile(rf"(?:{GAP}per{GAP}|/)[A-Za-z]+")

#: Links that are nouns when a noun follows ("angka golput"), and nouns that name the whole of a share.
_LINK_NOUNS = frozenset({"angka", "level", "posisi", "kisaran"})
_WHOLES = frozenset({"total", "target", "seluruh", "jumlah", "korban"})

#: How far in front of an amount its item is looked for, in characters.
REACH = 160
#: How many words and signs of those are looked at.
MOST_TOKENS = 40
#: Longest item in words.
LONGEST = 6
_JUMPS = 3

#: Words that give a dimension of the noun directly in front of them: "lahan seluas 5 hektare".
_MEASURED_BY = frozenset(
    {"seluas", "sepanjang", "setinggi", "sedalam", "seberat", "selebar", "setebal", "berkapasitas"}
)
#: Words of direction behind a distance ("60 km barat daya").
_DIRECTIONS = frozenset({"barat", "timur", "utara", "selatan", "tenggara", "barat-daya"})
#: What may stand between two amounts of one thing: "US$ 999 atau Rp 14 juta", "dari 10 persen menjadi 7 persen".
_TURNS = frozenset(
    {"atau", "menjadi", "x", "×", "ke", "dari", "hingga", "(", ",", "setara", "sekitar", "yakni", "yaitu", "dengan"}
)
_CLOSER = re.compile(r"[^\s\w,(×]|\n[ \t]*\n")
_TURN_REACH = 40
#: The words that times are made of.
_TIMES = (
    NOT_NOMINAL
    | frozenset(row["form"] for row in table("time_words"))
    | frozenset(row["form"] for name in ("weekdays", "months") for row in table(name))
)
#: Prepositions of place and time: what stands behind them is not what is measured.
_PLACES = frozenset({"di", "ke", "pada", "sejak", "selama", "dalam"})


def item_of(text: str, one: Found, closed: Stretches, before: AmountMention | None = None) -> str:
    """Return the item of an amount as the text has it (white space evened out), or ``""``.

    ``before`` is the amount in front; two amounts with nothing but links between them are of one thing.
    """
    if one.kind == "COUNT" and one.noun:
        if one.rule == "partitive":
            return one.noun
        return _phrase(text, _head_start(text, one), one.end).removesuffix(" lebih")
    tokens = _tokens(text, one.start, closed)
    again = before is not None and _one_thing(text, before, one)
    if before is not None and again and _BACK.findall(text[before.end : one.start])[:1] in (["atau"], ["("]):
        return _same(text, before, closed)
    if one.kind in {"MEASURE", "PERCENT"} and (near := _dimension(text, tokens) or _behind(text, one, tokens)):
        return near
    if before is not None and again:
        return _same(text, before, closed)
    front = _in_front(text, tokens, measure=one.kind == "MEASURE")
    if one.unit == "orang" and (row := _row(text, tokens)):
        return row
    if (
        one.unit == "orang"
        and not (tokens and tokens[-1].kind in _LINKS)
        and front.split(" ")[0].lower() not in _WHOLES
    ):
        return "orang"
    if one.kind == "MONEY":
        return front or _purpose(text, one)
    return front or ("orang" if one.unit == "orang" else "")


def _row(text: str, tokens: list[_Token]) -> str:
    """Return who is counted in a row of groups: ``balita 27 orang, lansia 2 orang``; ``""`` outside of one."""
    at = len(tokens) - 1
    low = _collect(tokens, at)
    if low > at or not is_noun(tokens[low].text.lower()) or tokens[low].text.lower() in _WHOLES:
        return ""
    before = low - 1
    joined = before >= 0 and tokens[before].text.lower() in {"dan", "serta", "sedangkan"}
    before -= joined
    again = (before >= 1 and tokens[before].text in {",", ";"}) or joined
    counted = [t for t in tokens[: before + 1] if t.text not in {",", ";"}][-1:]
    # behind another group only: a comma behind a clause tells nothing
    if not (again and counted and counted[0].text.lower() in {"orang", "jiwa"}):
        return ""
    return _even(text[tokens[low].start : tokens[at].end])


def _same(text: str, before: AmountMention, closed: Stretches) -> str:
    """Return the item of the amount in front, for another amount of the same thing."""
    if before.kind == "COUNT" and before.noun == "poin":
        return _in_front(text, _tokens(text, before.start, closed))
    return before.item


def _one_thing(text: str, before: AmountMention, one: Found) -> bool:
    """Tell whether an amount only says again, or says the change of, the one in front (``sekitar Rp 14 juta``)."""
    gap = text[before.end : one.start] if one.start - before.end <= _TURN_REACH else "."
    if per := _PER.match(gap):
        gap = gap[per.end() :]
    if _CLOSER.search(gap):
        return False
    words = [w.lower() for w in _BACK.findall(gap)]
    linked = all(
        w in _TURNS or w in NOT_NOMINAL or _YEAR.fullmatch(w) or _CLASS.get(w) in {*_LINKS, "plain", "preposition"}
        for w in words
    )
    if not words or not linked or (words == [","] and one.kind == before.kind):
        return False
    return before.kind != "COUNT" or words[0] in {"(", "atau"} or before.noun == "poin"


def _dimension(text: str, tokens: list[_Token]) -> str:
    """Return the noun of a dimension in front of a measure with its modifiers (``jarak tempuh``), or ``""``."""
    at = _skip_links(tokens, len(tokens) - 1)
    low = _collect(tokens, at)
    return _bare(_even(text[tokens[low].start : tokens[at].end])) if low <= at and _named(tokens, low, at) else ""


def _named(tokens: list[_Token], low: int, at: int) -> bool:
    return any(t.text.lower().removesuffix("nya") in _DIMENSIONS for t in tokens[low : at + 1])


def _head_start(text: str, one: Found) -> int:
    """Return where the counted noun starts, behind the number and the classifier."""
    noun = one.noun.split(" ")[0]
    at = text[one.number.end : one.end].lower().find(noun.lower())
    return one.number.end + at if at >= 0 else one.end


def _phrase(text: str, start: int, least: int = 0) -> str:
    """Return the noun phrase that starts at ``start``: nouns and adjectives up to a word that ends it.

    What stands before ``least`` belongs to it in any case.
    """
    taken: list[Word] = []
    for word in words_after(text, start, LONGEST, gap=False):
        if taken and word.start >= least and (not _nominal(word) or _clitic(taken[-1].lower)):
            break
        taken.append(word)
    while len(taken) > 1 and taken[-1].lower in _CLASS and taken[-1].start >= least:
        taken.pop()
    return _bare(_even(text[start : taken[-1].end])) if taken else ""


def _nominal(word: Word) -> bool:
    lower = word.lower
    if lower in _FUNCTION or lower in NOT_NOMINAL or lower in _CLASS:
        return False
    if lower in STOPS:
        return STOPS[lower] != "verb"
    if lower.endswith("kan") and is_verb(lower):
        return False  # also in a headline: ``56 Nelayan Dipulangkan``
    return is_noun(lower) or word.text[0].isupper() or not is_verb(lower)


def _behind(text: str, one: Found, tokens: list[_Token]) -> str:
    pos = one.end
    if per := _PER.match(text, pos):
        pos = per.end()
    of = _FROM.match(text, pos)
    if of and (one.kind == "MEASURE" or _changed(tokens)):
        return ""  # "500 meter dari pasar", "naik 5 persen dari tahun lalu"
    words = words_after(text, of.end() if of else pos, 1, gap=of is None)
    if not words or (not of and (not _nominal(words[0]) or not (is_noun(words[0].lower) or words[0].acronym))):
        return ""
    if (of and not _nominal(words[0])) or words[0].lower in _DIRECTIONS:
        return ""
    return _phrase(text, words[0].start)


def _changed(tokens: list[_Token]) -> bool:
    """Tell whether the words in front of an amount say that something changed by it."""
    for token in reversed(tokens):
        if token.kind == "change":
            return True
        if token.kind not in {"link", "plain"} and token.text != "-":
            return False
    return False


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
    for match in list(_BACK.finditer(text, from_, start))[-MOST_TOKENS:]:
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
        if match[0] == "lintas" and out and out[-1].text.lower() == "lalu":
            out[-1] = replace(out[-1], kind="noun")
        if kind != "year":
            out.append(_Token(match.start(), match.end(), match[0], kind))
    return out


def _is_date(text: str, pos: int, closed: Stretches) -> bool:
    """Tell whether the closed stretch around ``pos`` is a time rather than a name."""
    span = closed.span_at(pos)
    if span is None:
        return False
    stretch = text[span[0] : span[1]]
    if any(c.isdigit() for c in stretch) or not stretch[:1].isupper():
        return True
    words = re.findall(r"[a-z]+", stretch.lower())  # ``Senin kemarin``, ``Dua pekan sebelumnya``, ``September``
    return all(w in _TIMES or w in NUMERALS for w in words)


def _in_front(text: str, tokens: list[_Token], *, measure: bool = False) -> str:
    """Return the noun phrase in front, past links, prepositional phrases and relative clauses."""
    at = len(tokens) - 1
    best = ""
    if at >= 0 and tokens[at].text == "(":
        at -= 1  # "kontribusi PLN (48,5 persen)"
    for _ in range(_JUMPS):
        bare = at
        at = _skip_links(tokens, at)
        measured = measure and (at == bare or tokens[bare].text.lower() in _MEASURED_BY)
        if at > 0 and tokens[at].kind == "clause":  # "harga yang mencapai ..."
            at = _skip_links(tokens, at - 1)
        low = _collect(tokens, at)
        if low > at and not best and (back := _clause(tokens, at)) is not None:
            at = _skip_links(tokens, back)  # "lahan yang disediakan seluas ..."
            low = _collect(tokens, at)
        if low > at:
            return best
        best = _even(text[tokens[low].start : tokens[at].end])
        best = _bare(best)
        if low and tokens[low - 1].text.lower() in UNIT_WORDS:
            amount = low > 1 and tokens[low - 2].kind == "number"
            return "" if amount else _even(text[tokens[low - 1].start : tokens[at].end])  # "dolar Kanada melemah"
        if measured and tokens[at].text.islower():
            return best
        jump = _jump(tokens, low)
        if jump is None:
            return "" if low and tokens[low - 1].text.lower() in _PLACES else best
        at = jump
    return best


@lru_cache(maxsize=CACHED)
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
    verb = is_verb(lower.split("-")[0]) or (lower.endswith("kan") and not is_noun(lower))  # "kami tetapkan"
    return "verb" if verb else "noun"


def _skip_links(tokens: list[_Token], at: int) -> int:
    low = at
    while low >= 0 and tokens[low].kind in {*_LINKS, "plain", "preposition"}:
        low -= 1
        if low > 0 and tokens[low - 1].text.lower() == "secara":
            low -= 1
        if low > 0 and tokens[low - 1].text.lower() == "lebih" and tokens[low].kind == "noun":
            low -= 2  # "pajak lebih tinggi sebesar 3 persen"
        if low > 0 and tokens[low].text == "," and tokens[low + 1].text.lower() in {"yakni", "yaitu"}:
            low -= 1
    return low


def _collect(tokens: list[_Token], at: int) -> int:
    """Return the index of the first word of the noun phrase that ends at ``at`` (more than ``at``: none)."""
    low = at + 1
    while low > 0 and at - low + 1 < LONGEST:
        before = tokens[low - 1]
        if before.kind != "noun" and not (low <= at and before.text.lower() in _LINK_NOUNS):
            break
        low -= 1
    while low <= at and STOPS.get(word := tokens[low].text.lower()) == "adjective" and word not in _DIMENSIONS:
        low += 1
    return low


def _jump(tokens: list[_Token], low: int) -> int | None:
    """Return where to go on when the phrase only modifies another one further left, else None."""
    before = low - 1
    named = tokens[low].text[0].isupper()
    while named and before >= 2 and tokens[before].text in {",", "dan"} and tokens[before - 1].text[0].isupper():
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
        if back < 0 or tokens[back].kind not in {"noun", "verb"}:
            return None
        if tokens[back].kind == "noun":
            return back
        before, kind = back, "verb"
    return _clause(tokens, before) if kind == "verb" else None


def _clause(tokens: list[_Token], verb: int) -> int | None:
    """Return where the thing ends that the passive verb at ``verb`` tells of, or None."""
    if verb < 0 or tokens[verb].kind != "verb" or tokens[verb].text.lower().startswith("me"):
        return None  # the object of an active verb is the thing itself
    for back in range(verb - 1, max(-1, verb - 4), -1):
        if tokens[back].kind == "clause":
            return back - 1
    if tokens[verb].text.lower().startswith("di"):  # "landasan akan diperpanjang menjadi"
        back = _skip_links(tokens, verb - 1)
        return back if back >= 0 and tokens[back].kind == "noun" else None
    return None


def _bare(phrase: str) -> str:
    """Drop the clitic of the last word: ``mahasiswanya`` -> ``mahasiswa``."""
    return phrase[:-3] if _clitic(phrase.rsplit(" ", 1)[-1].lower()) else phrase


def _clitic(lower: str) -> bool:
    """Tell whether a word ends in the clitic ``-nya``, which closes a noun phrase (``kameranya mirip``)."""
    return lower.endswith("nya") and len(lower) > 6 and not is_known(lower)


def _even(phrase: str) -> str:
    return " ".join(phrase.split())
