"""Find amounts in running text: numerals first, then what stands around each.

One pass collects the numerals with the unit, currency or noun beside them; a
second joins neighbours (ranges, lists that share a unit); a third makes mentions.
Every step looks at a bounded window, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from warta.values.amounts.context import (
    ADJECTIVES,
    IDIOM,
    STOPS,
    TRAPS_BEFORE,
    Headlines,
    Stretches,
    comparator_before,
    previous_word,
    starts_sentence,
)
from warta.values.amounts.count import Counted, counted_at
from warta.values.amounts.units import PREFIX_SOURCE, currency_before, unit_at
from warta.values.mention import AmountKind, AmountMention, Comparator
from warta.values.numerals import GAP, OPENING_SOURCE, VULGAR, Comma, Number, find_number

_ANCHOR = re.compile(
    rf"(?P<prefix>{PREFIX_SOURCE})|(?P<minus>(?<![\w)-])[-−](?=\d)|\b(?:minus|negatif){GAP}(?=\d))?"
    rf"(?P<number>\d|[{VULGAR}]|\b(?:{OPENING_SOURCE})\b)",
    re.IGNORECASE,
)
_SPACED = re.compile(
    r"(\d{1,3}),[ \u00a0](\d{1,3})(?=[ \u00a0](?:ribu|juta|mil[iy]ar|tril[iy]?[uy]n)\b)", re.IGNORECASE
)
_DIGIT_RUN = re.compile(r"\d+(?:[.,:/-]\d+)*")
_MORE = re.compile(GAP + r"lebih\b", re.IGNORECASE)
_AFTER_MORE = re.compile(GAP + r"([A-Za-z]+)")
_ROUND = re.compile(r"-an\b")
_RANGE = re.compile(
    rf"[ \u00a0]?[-–—][ \u00a0]?|{GAP}(?:hingga|sampai dengan|sampai|s\.d\.?|s/d|sd){GAP}", re.IGNORECASE
)
_BETWEEN = re.compile(rf"{GAP}dan{GAP}", re.IGNORECASE)
_LIST = re.compile(rf",(?:{GAP}(?:dan|atau|serta))?{GAP}|{GAP}(?:dan|atau|serta|maupun){GAP}|/", re.IGNORECASE)
_TIMES = re.compile(r"[ \u00a0]?[x×][ \u00a0]?", re.IGNORECASE)
_SCORE = re.compile(
    r"\b(?:skor|menang|kalah|unggul|imbang|kemenangan|kekalahan|agregat|seri|kedudukan)\b[^.\n]{0,30}$", re.I
)
_PARTITIVE = re.compile(
    rf"{GAP}(?:di{GAP}?antara(?:nya|{GAP}mereka)|dari{GAP}mereka|lainnya|sisanya|yang{GAP}lain(?:nya)?)\b",
    re.IGNORECASE,
)
_OF = re.compile(rf"{GAP}dari{GAP}(?:total{GAP}|sekitar{GAP}|sebanyak{GAP}|seluruh{GAP}|ke)?", re.IGNORECASE)
_UPWARDS = re.compile(rf"{GAP}(?:ke{GAP}?(atas|bawah)\b|atau{GAP}(lebih|kurang)\b)", re.IGNORECASE)

#: How far back a partitive (``14 di antaranya``) looks for what was counted.
PARTITIVE_REACH = 600


@dataclass(frozen=True, slots=True)
class Found:
    """A numeral with what stands beside it. ``kind`` is None while nothing does."""

    start: int
    end: int
    number: Number
    value: Decimal
    kind: AmountKind | None = None
    unit: str = ""
    noun: str = ""
    prefixed: bool = False  # the currency stands in front
    more: bool = False  # "lebih" behind the number
    approximate: bool = False  # "50-an"
    high: Decimal | None = None
    partitive: bool = False
    between: bool = False  # made from "antara ... dan ..."
    rule: str = ""


class _Finder:
    def __init__(self, text: str, silent: Sequence[tuple[int, int]], blocked: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.closed = Stretches([*silent, *blocked])
        self.silent = Stretches(silent)
        self.blocked = Stretches(blocked)
        self.headlines = Headlines(text)

    # -- numerals with their units -------------------------------------------------

    def collect(self) -> list[Found]:
        found: list[Found] = []
        text, pos = self.text, 0
        while match := _ANCHOR.search(text, pos):
            at = match.end() if match["prefix"] is not None else match.start("number")
            stop = self.closed.end_at(at)
            if stop is not None:
                pos = max(stop, match.start() + 1)
                continue
            one = self._read(match, at)
            if isinstance(one, Found):
                found.append(one)
                pos = max(one.end, at + 1)
            else:
                pos = max(one, at + 1)
        return found

    def _read(self, match: re.Match[str], at: int) -> Found | int:
        """Read the numeral at ``at``; return where to go on when it is none."""
        text = self.text
        run = _DIGIT_RUN.match(text, at)
        skip = run.end() if run else at + 1
        money = match["prefix"] is not None
        before = text[at - 1] if at else " "
        if not money and not match["minus"] and not self._free(at):
            return skip
        if before == "(" and run and text[run.end() : run.end() + 1] == ")" and not money and run.end() - at <= 4:
            return skip  # a list number or the digits behind a number in words
        number = self._number(at, money)
        if number is None:
            return skip
        if money:
            code, wary = currency_before(match["prefix"])
            if wary and not _like_money(text[at : number.end]):
                return number.end
            return self._priced(match.start(), number, code)
        value = -number.value if match["minus"] else number.value
        start = match.start() if match["minus"] else at
        return self._measured(start, number, value)

    def _free(self, at: int) -> bool:
        """Tell whether a number may start here: not inside a code, a date, a version."""
        text = self.text
        before = text[at - 1] if at else " "
        if before.isalnum() or before in "_#@=+&$€£":
            return False
        if before in "-–—/x×:.,":
            earlier = text[at - 2] if at > 1 else " "
            if before in "-–—/x×":
                return earlier.isdigit() or earlier.isspace() or earlier in "%" or before in "–—"
            return not earlier.isdigit()
        digits = text[at : at + 2]
        return not (digits[:1] == "0" and digits[1:].isdigit())

    def _number(self, at: int, money: bool) -> Number | None:
        text = self.text
        if money and (spaced := _SPACED.match(text, at)):  # Rp 1, 4 triliun: a slip of the pen in print
            joined = f"{spaced[1]},{spaced[2]}{text[spaced.end() : spaced.end() + 12]}"
            number = find_number(joined, 0, money=True)
            if number is not None:
                shift = spaced.end() - len(spaced[1]) - len(spaced[2]) - 1
                return replace(number, start=at, end=number.end + shift)
        return find_number(text, at, comma="auto", money=money)

    def _priced(self, start: int, number: Number, code: str) -> Found:
        more = self._more(number.end)
        end = more or number.end
        return Found(
            start, end, number, number.value, "MONEY", code, prefixed=True, more=more is not None, rule="money"
        )

    def _more(self, end: int) -> int | None:
        """Return the end of a ``lebih`` behind a number or unit that means *and more*."""
        match = _MORE.match(self.text, end)
        if match is None:
            return None
        after = _AFTER_MORE.match(self.text, match.end())
        if after and (
            after[1].lower() in ADJECTIVES or after[1].lower() in {"dari", "dahulu", "dulu", "banyak", "lanjut"}
        ):
            return None
        return match.end()

    def _measured(self, start: int, number: Number, value: Decimal) -> Found | int:
        text = self.text
        end, more, approximate = number.end, False, False
        after = text[end : end + 1]
        if after.isdigit():
            return end
        if rounded := _ROUND.match(text, end):
            end, approximate = rounded.end(), True
        inner = self._more(end)
        unit = unit_at(text, inner) if inner is not None else None
        if unit is not None:
            more = True
        else:
            unit = unit_at(text, end)
        one = Found(start, end, number, value, more=more, approximate=approximate)
        if unit is not None and not (unit.wary and not _like_money(text[number.start : number.end])):
            if not self._trap_unit(start, number):
                number, value = self._separators(number, value, unit.kind)
                tail = None if more else self._more(unit.end)
                return replace(
                    one,
                    end=tail or unit.end,
                    number=number,
                    value=value,
                    kind=unit.kind,
                    unit=unit.code,
                    more=more or tail is not None,
                    rule=unit.kind.lower(),
                )
            return end
        if after.isalpha() or (after == "-" and not approximate and text[end + 1 : end + 2].isalpha()):
            return end
        counted = counted_at(text, inner, self.closed, self.headlines) if inner is not None else None
        if counted is not None:
            one = replace(one, more=True)
        else:
            counted = counted_at(text, end, self.closed, self.headlines)
        if counted is not None and not self._trap_count(start, number, value, counted):
            return replace(
                one,
                end=counted.end,
                kind="COUNT",
                unit=counted.classifier,
                noun=counted.noun,
                rule="count",
            )
        return one

    def _separators(self, number: Number, value: Decimal, kind: str) -> tuple[Number, Decimal]:
        """Read one comma before three digits again as decimals where that is the rule (``2,375 persen``)."""
        comma: Comma = "decimal" if kind in {"PERCENT", "MEASURE"} else "auto"
        if comma == "auto" or number.form == "words":
            return number, value
        shape = self.text[number.start : number.end]
        if kind == "MEASURE" and shape.endswith(",000"):
            return number, value
        again = find_number(self.text, number.start, comma=comma)
        if again is None or again.end != number.end:
            return number, value
        return again, again.value if value >= 0 else -again.value

    # -- traps -----------------------------------------------------------------------

    def _trap_unit(self, start: int, number: Number) -> bool:
        before = previous_word(self.text, start).lower()
        return number.form == "digits" and before in {"pasal", "ayat", "nomor", "no", "km"}

    def _trap_count(self, start: int, number: Number, value: Decimal, counted: Counted) -> bool:
        text = self.text
        if value != value.to_integral_value() or value < 0:
            return counted.noun not in {"poin", "bintang"}
        if IDIOM.match(text, start):
            return True
        word = previous_word(text, start)
        lower = word.lower()
        if lower in TRAPS_BEFORE or lower in {"salah", "ke", "per"}:
            return True
        raw = text[number.start : number.end]
        if number.form != "digits":
            return False
        named = bool(word) and word[0].isupper() and lower not in STOPS and start not in self.headlines
        at = text.rfind(word, max(0, start - 45), start) if word else -1
        named = named and not comparator_before(text, start) and not starts_sentence(text, at)
        noun_capital = self.text[number.end : counted.end].lstrip()[:1].isupper()
        if named and noun_capital:
            return True  # "Program 3 Juta Rumah", "Pilkada 2024 Provinsi"
        if re.fullmatch(r"(?:19|20)\d\d", raw):
            year_words = {
                "tahun",
                "pada",
                "sejak",
                "di",
                "dari",
                "awal",
                "akhir",
                "musim",
                "periode",
                "hingga",
                "sampai",
            }
            return not counted.classifier and (named or lower in year_words or bool(word and lower not in STOPS))
        return False

    # -- neighbours ------------------------------------------------------------------

    def join(self, found: list[Found]) -> list[Found]:
        """Join ranges and hand units on to the numerals of a list that lack one."""
        shared = self._share(found)
        out: list[Found] = []
        for one in shared:
            if out and (merged := self._range(out[-1], one)) is not None:
                out[-1] = merged
            else:
                out.append(one)
        return out

    def _share(self, found: list[Found]) -> list[Found]:
        out = list(found)
        for index in range(len(out) - 2, -1, -1):  # from behind: 5, 10, dan 15 persen
            one, after = out[index], out[index + 1]
            if one.kind is not None or after.kind is None or after.prefixed or after.more:
                continue
            gap = self.text[one.end : after.start]
            if len(gap) > 24:
                continue
            linked = bool(_RANGE.fullmatch(gap)) or (after.kind != "COUNT" and bool(_LIST.fullmatch(gap)))
            if after.kind == "MEASURE" and after.unit in {"m", "cm", "mm", "km", "in"} and _TIMES.fullmatch(gap):
                linked = True
            if self._antara(one.start) and _BETWEEN.fullmatch(gap):
                linked = True
            if linked and not self._list_number(one):
                out[index] = self._with_unit(one, after)
        for index in range(1, len(out)):  # from the front: Rp 300 ribu hingga 500 ribu
            before, one = out[index - 1], out[index]
            if one.kind is not None or not before.prefixed:
                continue
            gap = self.text[before.end : one.start]
            again = find_number(self.text, one.number.start, money=True) or one.number
            ranged = bool(_RANGE.fullmatch(gap)) or (self._antara(before.start) and bool(_BETWEEN.fullmatch(gap)))
            listed = bool(_LIST.fullmatch(gap)) and again.magnitude > 1
            if ranged or listed:
                out[index] = replace(
                    one, number=again, value=again.value, end=again.end, kind="MONEY", unit=before.unit, rule="money"
                )
                if before.number.magnitude == 1:
                    out[index - 1] = self._scaled(before, out[index])
        return out

    def _with_unit(self, one: Found, after: Found) -> Found:
        one = replace(one, kind=after.kind, unit=after.unit, noun=after.noun, rule=after.rule)
        return self._scaled(one, after)

    @staticmethod
    def _scaled(one: Found, after: Found) -> Found:
        """Give a low number the magnitude of its neighbour: ``5 dan 10 juta``, ``Rp 300-500 ribu``."""
        magnitude = after.number.magnitude
        if one.number.magnitude == 1 and magnitude > 1 and one.value < 1000 and one.value * magnitude <= after.value:
            return replace(one, value=one.value * magnitude)
        return one

    def _list_number(self, one: Found) -> bool:
        word = previous_word(self.text, one.start).lower()
        return word in TRAPS_BEFORE

    def _antara(self, start: int) -> bool:
        return previous_word(self.text, start).lower() == "antara"

    def _range(self, low: Found, high: Found) -> Found | None:
        if low.kind is None or low.kind != high.kind or low.high is not None or low.more:
            return None
        if (low.unit, low.noun) != (high.unit, high.noun):
            return None
        gap = self.text[low.end : high.start]
        between = self._antara(low.start) and bool(_BETWEEN.fullmatch(gap))
        pair = _spoken_pair(low, high, gap)
        if not (between or pair or _RANGE.fullmatch(gap)):
            return None
        if low.kind == "COUNT" and "-" in gap and self._score(low):
            return None
        low = self._scaled(low, high)
        if low.value >= high.value:
            return None
        return replace(high, start=low.start, value=low.value, high=high.value, between=between)

    def _score(self, low: Found) -> bool:
        return _SCORE.search(self.text[max(0, low.start - 60) : low.start]) is not None

    # -- mentions ----------------------------------------------------------------------

    def mentions(self, found: Iterable[Found]) -> list[AmountMention]:
        out: list[AmountMention] = []
        bare: list[tuple[int, Found]] = []
        for one in found:
            if one.kind is None:
                part = self._partitive(one, out)
                if part is None:
                    continue
                one = part
            if out and one.start < out[-1].end:
                continue
            out.append(self._mention(one))
        del bare
        return out

    def _partitive(self, one: Found, earlier: list[AmountMention]) -> Found | None:
        """``14 di antaranya``, ``23 lainnya``, ``tiga dari lima terdakwa``: the noun is said elsewhere."""
        if one.value != one.value.to_integral_value() or previous_word(self.text, one.start).lower() in TRAPS_BEFORE:
            return None
        if IDIOM.match(self.text, one.start):
            return None
        of = _OF.match(self.text, one.end)
        if of:
            whole = find_number(self.text, of.end())
            if whole is None or of.end() in self.closed or whole.value < one.value:
                return None
            counted = counted_at(self.text, whole.end, self.closed, self.headlines)
            if counted is None:
                return None
            return replace(one, kind="COUNT", unit=counted.classifier, noun=counted.noun, rule="partitive")
        if not _PARTITIVE.match(self.text, one.end):
            return None
        for mention in reversed(earlier):
            if one.start - mention.end > PARTITIVE_REACH:
                return None
            if mention.kind == "COUNT":
                return replace(one, kind="COUNT", unit=mention.unit, noun=mention.noun, rule="partitive")
        return None

    def _mention(self, one: Found) -> AmountMention:
        assert one.kind is not None
        return AmountMention(
            start=one.start,
            end=one.end,
            kind=one.kind,
            text=self.text[one.start : one.end],
            comparator=self._comparator(one),
            value=one.value,
            value_high=one.high,
            unit=one.unit,
            noun=one.noun,
            item="",
            found_by=f"rule:{one.rule}",
        )

    def _comparator(self, one: Found) -> Comparator:
        if one.more:
            return ">"
        before = comparator_before(self.text, one.start)
        if before:
            return before
        if one.approximate:
            return "~"
        after = _UPWARDS.match(self.text, one.end)
        if after:
            return ">=" if (after[1] or after[2]).lower() in {"atas", "lebih"} else "<="
        return ""


def _like_money(shape: str) -> bool:
    """Tell whether digits are written like a sum: grouped, with decimals or a magnitude."""
    return any(c in shape for c in ".,") or any(c.isalpha() for c in shape)


def _spoken_pair(low: Found, high: Found, gap: str) -> bool:
    """``dua tiga orang``, ``dua-tiga orang``: two units in words, one apart."""
    words = low.number.form == high.number.form == "words"
    return words and gap in {" ", "-", "\n"} and high.value - low.value == 1 and high.value < 10


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
    finder = _Finder(text, silent, blocked)
    return finder.mentions(finder.join(finder.collect()))


Kind = Literal["MONEY", "PERCENT", "COUNT", "MEASURE"]
