"""Second pass: neighbours. Ranges become one amount, lists share the unit of one member.

``18-27%``; ``Rp 300 ribu hingga 500 ribu``; ``antara 5 dan 10 juta rupiah``;
``5, 10, dan 15 persen``; ``dua tiga orang``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from warta.values.amounts.context import TRAPS_BEFORE, previous_word
from warta.values.amounts.spot import Found
from warta.values.numerals import GAP, find_number

_RANGE = re.compile(
    rf"[ \u00a0]?[-–—][ \u00a0]?|{GAP}(?:hingga|sampai dengan|sampai|s\.d\.?|s/d|sd){GAP}", re.IGNORECASE
)
_AND = re.compile(rf"{GAP}dan{GAP}", re.IGNORECASE)
_LIST = re.compile(rf",(?:{GAP}(?:dan|atau|serta))?{GAP}|{GAP}(?:dan|atau|serta|maupun){GAP}|/", re.IGNORECASE)
_TIMES = re.compile(r"[ \u00a0]?[x×][ \u00a0]?", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.000")
_SEN = re.compile(rf"{GAP}sen\b", re.IGNORECASE)
_LENGTHS = frozenset({"m", "cm", "mm", "km", "in"})
_SCORE = re.compile(
    r"\b(?:skor|menang|kalah|unggul|imbang|kemenangan|kekalahan|agregat|seri|kedudukan|takluk)\b[^.\n]{0,40}$", re.I
)

#: Longest text between two members of a list or range.
_REACH = 24
#: How far from ``28 sen`` its currency may stand.
_SENTENCE_REACH = 80
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n[ \t]*\n")


def join(text: str, found: list[Found]) -> list[Found]:
    """Return the numerals with shared units handed on and ranges merged."""
    out: list[Found] = []
    for one in _share_front(text, _share_back(text, _cents(text, found))):
        merged = _range(text, out[-1], one) if out else None
        if merged is None:
            out.append(one)
        else:
            out[-1] = merged
    return out


def _cents(text: str, found: list[Found]) -> list[Found]:
    """Give ``28 sen`` the currency named next to it in the sentence: ``naik 28 sen menjadi 70,12 dolar AS``."""
    out = list(found)
    for index, one in enumerate(found):
        sen = _SEN.match(text, one.end) if one.kind in {None, "COUNT"} and one.end <= one.number.end else None
        if sen is None:
            continue
        around = found[index + 1 : index + 3] + found[max(0, index - 2) : index][::-1]
        near = next((o for o in around if o.kind == "MONEY" and _one_sentence(text, one, o)), None)
        if near is not None and near.unit != "IDR":
            out[index] = replace(one, end=sen.end(), kind="MONEY", unit=near.unit, value=one.value / 100, rule="money")
    return out


def _one_sentence(text: str, one: Found, other: Found) -> bool:
    first, last = min(one.end, other.end), max(one.start, other.start)
    return last - first <= _SENTENCE_REACH and not _SENTENCE_END.search(text[first:last])


def _gap(text: str, one: Found, after: Found) -> str:
    return text[one.end : after.start] if after.start - one.end <= _REACH else "\n\n"


def _antara(text: str, one: Found) -> bool:
    return previous_word(text, one.start).lower() in {"antara", "kisaran"}


def _share_back(text: str, found: list[Found]) -> list[Found]:
    """Give numerals without a unit that of the next member: ``5, 10, dan 15 persen``."""
    out = list(found)
    for index in range(len(out) - 2, -1, -1):
        one, after = out[index], out[index + 1]
        if one.kind is not None or after.kind is None or after.prefixed:
            continue
        gap = _gap(text, one, after)
        ranged = bool(_RANGE.fullmatch(gap) or _spoken_pair(one, after, gap))
        ranged = ranged or (_antara(text, one) and bool(_AND.fullmatch(gap)))
        listed = after.kind != "COUNT" and bool(_LIST.fullmatch(gap))
        listed = listed or (after.kind == "MEASURE" and after.unit in _LENGTHS and bool(_TIMES.fullmatch(gap)))
        if not (ranged or listed):
            continue
        if (after.kind == "COUNT" or not ranged) and previous_word(text, one.start).lower() in TRAPS_BEFORE:
            if after.kind == "COUNT":  # "desil 1-4 Data Terpadu": the whole range belongs to the word in front
                out[index + 1] = replace(after, kind=None)
            continue
        if after.kind == "COUNT" and (one.value >= after.value * after.number.magnitude or _score(text, one)):
            continue
        out[index] = _scaled(
            text, replace(one, kind=after.kind, unit=after.unit, noun=after.noun, rule=after.rule), after
        )
    return out


def _share_front(text: str, found: list[Found]) -> list[Found]:
    """Give numerals without a unit the currency in front: ``Rp 300 ribu hingga 500 ribu``."""
    out = list(found)
    for index in range(1, len(out)):
        before, one = out[index - 1], out[index]
        if one.kind is not None or not before.prefixed:
            continue
        gap = _gap(text, before, one)
        again = find_number(text, one.number.start, money=True) or one.number
        ranged = bool(_RANGE.fullmatch(gap)) or (_antara(text, before) and bool(_AND.fullmatch(gap)))
        if not ranged and not (_LIST.fullmatch(gap) and again.magnitude > 1):
            continue
        out[index] = replace(
            one,
            number=again,
            value=again.value,
            end=max(again.end, one.end),
            kind="MONEY",
            unit=before.unit,
            prefixed=True,
            rule="money",
        )
        out[index - 1] = _scaled(text, before, out[index], listed=not ranged)
    return out


def _scaled(text: str, one: Found, after: Found, *, listed: bool = False) -> Found:
    """Give a low number the magnitude of its neighbour: ``5 dan 10 juta``, ``Rp 300-500 ribu``.

    In a range only where it stays the lower end (not in ``500 hingga 1 juta``).
    """
    magnitude = after.number.magnitude
    if _short_thousand(text, one, after):
        return replace(one, value=one.value * 1000)
    if one.number.magnitude == 1 and magnitude > 1 and one.value < 1000:
        value = one.value * magnitude
        if listed or value <= after.value:
            return replace(one, value=value)
    return one


def _short_thousand(text: str, low: Found, high: Found) -> bool:
    """``70-80.000 penumpang``: the lower end leaves out the thousands that the upper one prints."""
    if low.end != low.number.end or high.start != high.number.start or low.value >= 1000 or low.number.form != "digits":
        return False
    shape = text[high.number.start : high.number.end]
    return _THOUSANDS.fullmatch(shape) is not None and high.value / 20 <= low.value * 1000 < high.value


def _range(text: str, low: Found, high: Found) -> Found | None:
    """Return one amount for ``low``, a range sign and ``high``, or None."""
    if low.kind is None or low.kind != high.kind or low.high is not None or low.more:
        return None
    if (low.unit, low.noun) != (high.unit, high.noun):
        return None
    gap = _gap(text, low, high)
    between = _antara(text, low) and bool(_AND.fullmatch(gap))
    if not (between or _spoken_pair(low, high, gap) or _RANGE.fullmatch(gap)):
        return None
    if low.kind == "COUNT" and "-" in gap and _score(text, low):
        return None
    low = _scaled(text, low, high)
    if low.value >= high.value:
        return None
    return replace(high, start=low.start, value=low.value, high=high.value)


def _score(text: str, low: Found) -> bool:
    return _SCORE.search(text[max(0, low.start - 60) : low.start]) is not None


def _spoken_pair(low: Found, high: Found, gap: str) -> bool:
    """``dua tiga orang``, ``dua-tiga orang``: two units in words, one apart."""
    in_words = low.number.form == high.number.form == "words"
    return in_words and gap in {" ", "-", "\n"} and high.number.value - low.number.value == 1 and high.number.value < 10
