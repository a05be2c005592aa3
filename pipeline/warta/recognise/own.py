"""Find a researcher's own names and patterns (``warta.own``) in a text; they win over rules, lists and model.

Names of a gazetteer are found as they are written, and in capitals where the text is in capitals. One thing stands
against them: a longer name of the house around one of theirs, so that ``Universitas Nusa`` in a gazetteer does not
cut ``Universitas Nusa Nipa`` in two. A pattern has the last word, since it says itself where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from warta.own import Own, OwnName, OwnPattern
from warta.own.linear import NUMBER
from warta.recognise.candidates import Candidate, Spans, choose
from warta.recognise.casing import soften
from warta.recognise.extent import extent
from warta.recognise.facilities import mention
from warta.recognise.gazetteer import by_length
from warta.recognise.organisations import first_words
from warta.recognise.state import mirror
from warta.recognise.words import Words, pieces
from warta.values.calendar import edtf
from warta.values.mention import AmountMention, NameMention, TimeMention
from warta.values.numerals import NUMBER_SOURCE, parse_number

#: ``found_by`` of what an own word of facilities heads.
KINDS = "rule:own:facility_kinds"
_NAMES = frozenset({"ORG", "PER", "FAC", "LOC"})


class _Form(NamedTuple):
    words: tuple[str, ...]
    row: OwnName


class OwnFinder:
    """Finds own knowledge in a text. Made once per pipeline; holds nothing of a document."""

    def __init__(self, own: Own) -> None:
        self.own = own
        self._patterns = [(p, _compiled(p)) for p in own.patterns]
        forms = [_Form(pieces(form), row) for row in own.names for form in row.forms]
        self._forms: dict[tuple[str, ...], _Form] = {}
        for form in forms:
            self._forms.setdefault(form.words, form)
            # ``LUMBUNG SEHAT`` in a headline; an ordinary short word in capitals is something else
            if sum(map(len, form.words)) >= 5:
                self._forms.setdefault(tuple(word.upper() for word in form.words), form)
        self._lengths = by_length(self._forms)
        self._kinds = sorted((pieces(word) for word, _ in own.kinds), key=lambda words: (-len(words), words))

    @property
    def has_values(self) -> bool:
        """Whether there are patterns of amounts or dates."""
        return any(p.label not in _NAMES for p in self.own.patterns)

    def names(self, text: str, silent: Iterable[tuple[int, int]] = ()) -> dict[Candidate, tuple[str, ...]]:
        """Return the own names of a text, none overlapping, each with the forms of its row (none for patterns)."""
        quiet = Spans(silent)
        found: dict[Candidate, tuple[str, ...]] = {}
        for pattern, regex in self._patterns:
            if pattern.label in _NAMES:
                for match in _matches(regex, text):
                    found.setdefault(Candidate(*match.span(), pattern.label, pattern.found_by), ())
        sheet = Words(text)
        for candidate, row in self._listed(sheet):
            found.setdefault(candidate, row.forms)
        if self._kinds:
            for candidate in self._headed(Words(soften(text)[0])):
                found.setdefault(candidate, ())
        ranks = {c.found_by: 0 if _final(c.found_by) else 1 for c in found} | {KINDS: 2}
        chosen = choose((c for c in found if not quiet.overlaps(c.start, c.end)), ranks)
        return {c: found[c] for c in chosen}

    def _listed(self, sheet: Words) -> Iterator[tuple[Candidate, OwnName]]:
        for i, word in enumerate(sheet.text):
            for n in self._lengths.get(word, ()):
                form = self._forms.get(tuple(sheet.text[i : i + n]))
                if form is not None and i + n <= len(sheet) and not any(sheet.fresh[i + 1 : i + n]):
                    row = form.row
                    yield Candidate(sheet.start[i], sheet.end[i + n - 1], row.label, row.found_by), row
                    break

    def _headed(self, sheet: Words) -> Iterator[Candidate]:
        for i in range(len(sheet)):
            for words in self._kinds:
                first = i + len(words)
                if tuple(sheet.text[i:first]) != words or any(sheet.fresh[i + 1 : first]):
                    continue
                end = extent(sheet, first, links=False, people=False, numbers=True, quotes=True, heads=first_words())
                if end > first:
                    yield Candidate(sheet.start[i], sheet.end[end - 1], "FAC", KINDS)
                break

    def values(self, text: str, silent: Iterable[tuple[int, int]]) -> list[AmountMention | TimeMention]:
        """Return the amounts and dates of own patterns, sorted, none overlapping."""
        quiet = Spans(silent)
        found: list[AmountMention | TimeMention] = []
        for pattern, regex in self._patterns:
            if pattern.label in _NAMES:
                continue
            for match in _matches(regex, text):
                made = _date(pattern, match) if pattern.label == "DATE" else _amount(pattern, match)
                if made is not None and not quiet.overlaps(made.start, made.end):
                    found.append(made)
        taken = Spans()
        found.sort(key=lambda m: (m.start - m.end, m.start, m.found_by))
        return sorted((m for m in found if taken.add(m.start, m.end)), key=lambda m: m.start)


def settle(text: str, names: Sequence[NameMention], own: Iterable[Candidate]) -> list[NameMention]:
    """Return the names of the house with the own ones in the place of all they overlap."""
    others = [n for n in names if n.label != "POS" and ":own:" not in n.found_by]
    kept = [
        c
        for c in own
        if _final(c.found_by)
        or not any(n.start <= c.start and c.end <= n.end and n.end - n.start > c.end - c.start for n in others)
    ]
    taken = Spans((c.start, c.end) for c in kept)
    rest = [n for n in names if ":own:" not in n.found_by and not taken.overlaps(n.start, n.end)]
    soft = soften(text)[0]
    return sorted([*rest, *(mention(text, c, soft) for c in kept)], key=lambda n: (n.start, n.end))


def _final(found_by: str) -> bool:
    return found_by.startswith("rule:own:") and found_by != KINDS


def _compiled(pattern: OwnPattern) -> re.Pattern[str]:
    number = f"(?P<angka>(?i:{NUMBER_SOURCE}))"
    return re.compile(rf"(?<!\w)(?:{pattern.regex.replace(NUMBER, number)})(?!\w)")


def _matches(regex: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what a pattern matches inside one line."""
    for match in regex.finditer(text):
        if match[0] and match[0] == match[0].strip() and "\n" not in match[0]:
            yield match


def _amount(pattern: OwnPattern, match: re.Match[str]) -> AmountMention | None:
    value = parse_number(match["angka"])
    if value is None:
        return None
    # What is counted is what the pattern says behind the number.
    behind = match[0][match.end("angka") - match.start() :].strip()
    return AmountMention(
        start=match.start(),
        end=match.end(),
        kind=pattern.label,  # type: ignore[arg-type]
        text=match[0],
        comparator="",
        value=value,
        value_high=None,
        unit=pattern.unit,
        noun=behind if pattern.label == "COUNT" and not pattern.unit else "",
        item=pattern.item,
        found_by=pattern.found_by,
    )


def _date(pattern: OwnPattern, match: re.Match[str]) -> TimeMention:
    stretch = edtf.parse(pattern.value)
    return TimeMention(
        start=match.start(),
        end=match.end(),
        kind="DATE",
        text=match[0],
        value=stretch.edtf,
        first_day=stretch.first,
        last_day=stretch.last,
        precision=stretch.precision,
        resolved_from="text",
        timex_type="DATE",
        timex_value=stretch.timex,
        found_by=pattern.found_by,
    )


def add_own(nlp: Language, own: Own) -> None:
    """Make a pipeline find own knowledge. Raises ValueError when it has no component for names."""
    finder = OwnFinder(own)
    names = nlp.get_pipe("warta_names")
    names.own = finder  # type: ignore[attr-defined]
    if finder.has_values:
        nlp.add_pipe("warta_own", after="warta_amounts")
        nlp.get_pipe("warta_own").own = finder  # type: ignore[attr-defined]


@Language.factory("warta_own", assigns=["doc._.warta_amounts", "doc._.warta_dates"])
def make_own(nlp: Language, name: str) -> OwnValues:
    """Return the component ``warta_own``; it does nothing until ``add_own`` has given it something to find."""
    return OwnValues()


class OwnValues:
    """Put own amounts and dates in the place of those they overlap."""

    def __init__(self) -> None:
        self.own: OwnFinder | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self.own is None:
            return doc
        around = [n for n in doc._.warta_names if n.label != "POS"]
        found = [
            m
            for m in self.own.values(doc.text, doc._.silent)
            # a number inside a longer name is part of that name
            if not any(n.start <= m.start and m.end <= n.end and n.end - n.start > m.end - m.start for n in around)
        ]
        if found:
            taken = Spans((m.start, m.end) for m in found)
            for key, kind in (("names", None), ("amounts", AmountMention), ("dates", TimeMention)):
                there = [m for m in getattr(doc._, f"warta_{key}") if not taken.overlaps(m.start, m.end)]
                if kind is not None:
                    there += [m for m in found if isinstance(m, kind)]
                there.sort(key=lambda m: (m.start, m.end))
                setattr(doc._, f"warta_{key}", there)
                mirror(doc, f"warta_{key}", ((m, m.label if key == "names" else m.kind) for m in there))
        return doc


def named(
    names: Iterable[NameMention], own: dict[Candidate, tuple[str, ...]]
) -> dict[tuple[int, int], tuple[str, ...]]:
    """Return (start, end) -> forms of the row, for the names that came from a gazetteer."""
    forms = {(c.start, c.end): f for c, f in own.items() if f}
    return {
        (n.start, n.end): forms[n.start, n.end] for n in names if (n.start, n.end) in forms and ":own:" in n.found_by
    }
