"""Find amounts in running text: numerals first, then what stands around each.

One pass collects the numerals with the unit, currency or noun beside them
(``spot``), a second joins neighbours (``join``), the last makes mentions. Every
step looks at a bounded window, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from warta.values.amounts.context import TRAPS_BEFORE, comparator_before, previous_word
from warta.values.amounts.item import item_of
from warta.values.amounts.join import join
from warta.values.amounts.spot import Found, Spotter
from warta.values.mention import AmountMention, Comparator
from warta.values.numerals import GAP, find_number

_PARTITIVE = re.compile(
    rf"{GAP}(?:di{GAP}?antara(?:nya|{GAP}mereka)|dari{GAP}(?:mereka|jumlah{GAP}(?:itu|tersebut))"
    rf"|lainnya|sisanya|yang{GAP}lain(?:nya)?)\b",
    re.IGNORECASE,
)
_OF = re.compile(rf"{GAP}dari{GAP}(?:(?:total|sekitar|sebanyak|seluruh){GAP}|ke)?", re.IGNORECASE)
_UPWARDS = re.compile(rf"{GAP}(?:ke{GAP}?(atas|bawah)\b|atau{GAP}(lebih|kurang)\b)", re.IGNORECASE)

#: Nouns that make "19 dari 19 laga" a grade, not a share.
_GRADES = frozenset({"nilai", "angka", "skor", "poin", "rating", "indeks"})

#: How far back a partitive (``14 di antaranya``) looks for what was counted.
PARTITIVE_REACH = 600


def find_amounts(
    text: str,
    *,
    silent: Sequence[tuple[int, int]] = (),
    blocked: Sequence[tuple[int, int]] = (),
) -> list[AmountMention]:
    """Return the amounts of a text in order, without overlap; values are exact.

    ``silent`` are ``(start, end)`` stretches that carry no mentions, ``blocked``
    those of names and dates, inside which numbers don't count. Offsets are code
    points of ``text``. Rules: annotation guide, sections Mentions and Further decisions.
    """
    spotter = Spotter(text, silent, blocked)
    return _mentions(spotter, join(text, spotter.collect()))


def _mentions(spotter: Spotter, found: Iterable[Found]) -> list[AmountMention]:
    out: list[AmountMention] = []
    for one in found:
        if out and one.start < out[-1].end:
            continue
        whole = _partitive(spotter, one, out) if one.kind is None else one
        if whole is not None:
            out.append(_mention(spotter, whole, out[-1] if out else None))
    return out


def _partitive(spotter: Spotter, one: Found, earlier: list[AmountMention]) -> Found | None:
    """``14 di antaranya``, ``23 lainnya``, ``tiga dari lima terdakwa``: the noun is said elsewhere."""
    text = spotter.text
    if one.value != one.value.to_integral_value() or previous_word(text, one.start).lower() in TRAPS_BEFORE:
        return None
    if (of := _OF.match(text, one.end)) and previous_word(text, one.start).lower() not in _GRADES:
        whole = find_number(text, of.end())
        if whole is None or of.end() in spotter.closed or whole.value < one.value:
            return None
        counted = spotter.counted(whole.end)
        if counted is None:
            return None
        return replace(one, kind="COUNT", unit=counted.classifier, noun=counted.noun, rule="partitive")
    if not _PARTITIVE.match(text, one.end):
        return None
    for mention in reversed(earlier):
        if one.start - mention.end > PARTITIVE_REACH:
            return None
        if mention.kind == "COUNT":
            return replace(one, kind="COUNT", unit=mention.unit, noun=mention.noun, rule="partitive")
    return None


def _mention(spotter: Spotter, one: Found, before: AmountMention | None) -> AmountMention:
    if one.kind is None:
        raise ValueError("a numeral without a unit makes no mention")
    return AmountMention(
        start=one.start,
        end=one.end,
        kind=one.kind,
        text=spotter.text[one.start : one.end],
        comparator=_comparator(spotter.text, one),
        value=one.value,
        value_high=one.high,
        unit=one.unit,
        noun=one.noun,
        item=item_of(spotter.text, one, spotter.closed, before),
        found_by=f"rule:{one.rule}",
    )


def _comparator(text: str, one: Found) -> Comparator:
    if one.more:
        return ">"
    before = comparator_before(text, one.start)
    if before:
        return before
    if one.approximate:
        return "~"
    after = _UPWARDS.match(text, one.end)
    if after:
        return ">=" if (after[1] or after[2]).lower() in {"atas", "lebih"} else "<="
    return ""
