"""Gather what the components found in one document into its facts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from spacy.attrs import IS_SPACE
from spacy.tokens import Doc

from warta.recognise.state import NAMED, text_of
from warta.resolve.aliases import link
from warta.resolve.hints import NO_HINT, Hint, find_hints
from warta.resolve.offices import consolidate
from warta.resolve.own import own_norms
from warta.tables.schema import fits
from warta.values.document import Document, Problem
from warta.values.mention import LONGEST_NAME, AmountMention, NameMention, OfficialMention, TimeMention, shown

T = TypeVar("T")
M = TypeVar("M", NameMention, TimeMention, AmountMention)


@dataclass(frozen=True, slots=True)
class Mention:
    """One row of the flat list of mentions: a name, or a date or amount by its norm."""

    start: int
    end: int
    label: str
    text: str
    norm: str
    found_by: str
    score: float | None = None
    hint: Hint = NO_HINT

    def __repr__(self) -> str:
        norm = "" if self.norm == self.text else f" = {shown(self.norm)}"
        return f"<{self.label} {shown(self.text)}{norm}, {self.start}:{self.end}, {self.found_by}>"


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one document, sorted by start.

    ``names`` carry as norm the fullest name in the document and ``hints`` stand
    beside them one for one. Every ``text`` is ``document.text[start:end]``.
    ``officials`` name persons and bodies by the norm of their mention and stand
    once per person, office, body and status. ``tokens`` leaves white space out.
    ``problems`` lists facts that could not be kept.
    """

    document: Document
    sentences: tuple[tuple[int, int], ...] = ()
    tokens: int = 0
    names: tuple[NameMention, ...] = ()
    hints: tuple[Hint, ...] = ()
    dates: tuple[TimeMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    officials: tuple[OfficialMention, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in ("names", "officials", "dates", "amounts"))
        return f"Facts({self.document.doc_id}: {counts} in {len(self.sentences)} sentences)"

    def _repr_html_(self) -> str:
        from warta.facts.show import facts_html

        return facts_html(self)

    @property
    def mentions(self) -> list[Mention]:
        """All ten labels of the annotation guide, sorted by start; TIME and SET stand only in ``dates``."""
        found = [
            Mention(n.start, n.end, n.label, n.text, n.norm, n.found_by, n.score, hint)
            for n, hint in zip(self.names, self.hints, strict=True)
        ]
        found += [
            Mention(d.start, d.end, d.kind, d.text, d.norm, d.found_by)
            for d in self.dates
            if d.kind in {"DATE", "DURATION"}
        ]
        found += [Mention(a.start, a.end, a.kind, a.text, a.norm, a.found_by) for a in self.amounts]
        return sorted(found, key=lambda m: (m.start, m.end, m.label))

    def without(self, labels: Iterable[str]) -> Facts:
        """Return the facts without the mentions of some labels."""
        off = set(labels)
        kept = [(n, h) for n, h in zip(self.names, self.hints, strict=True) if n.label not in off]
        return replace(
            self,
            names=tuple(n for n, _ in kept),
            hints=tuple(h for _, h in kept),
            dates=tuple(d for d in self.dates if d.kind not in off),
            amounts=tuple(a for a in self.amounts if a.kind not in off),
        )

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence that holds an offset (0 before the first one)."""
        return max(0, bisect_right(self.sentences, (offset, len(self.document.text) + 1)) - 1)

    def name_at(self, start: int | None, end: int | None) -> int | None:
        """Return the number in ``names`` of the first name with exactly these offsets, or None."""
        if start is None or end is None:
            return None
        at = bisect_left(self.names, (start, end), key=lambda n: (n.start, n.end))
        name = self.names[at] if at < len(self.names) else None
        return at if name is not None and (name.start, name.end) == (start, end) else None


def gather(document: Document, doc: Doc) -> Facts:
    """Return the facts of a document from its annotated Doc.

    ``doc.text`` may have soft line ends folded but must be as long as the
    document's text. Raises ValueError when it is not.
    """
    text, read = document.text, text_of(doc)
    if len(read) != len(text):
        raise ValueError(f"the Doc has {len(read)} characters, the document {len(text)}")
    found = [n for n in doc._.warta_names if n.label != "POS"]
    endless = [n for n in found if len(n.text) > LONGEST_NAME]
    linked = link(read, [n for n in found if len(n.text) <= LONGEST_NAME], titles=tuple(doc._.titles))
    linked = own_norms(linked, doc.user_data.get(NAMED, {}))
    names = _unique(_as_written(linked, text), lambda n: (n.start, n.end, n.label))
    dates = _unique(_as_written(doc._.warta_dates, text), lambda d: (d.start, d.end, d.kind))
    amounts = _unique(_as_written(doc._.warta_amounts, text), lambda a: (a.start, a.end, a.kind))
    return Facts(
        document=document,
        sentences=tuple((s.start_char, s.end_char) for s in doc.sents) if doc.has_annotation("SENT_START") else (),
        tokens=len(doc) - int(doc.to_array(IS_SPACE).sum()),
        names=tuple(names),
        hints=tuple(find_hints(read, names)),
        dates=tuple(dates),
        amounts=tuple(a for a in amounts if _exact(a)),
        officials=tuple(_officials(doc._.warta_officials, names)),
        problems=(
            *(
                Problem(document.source, "amounts", "OutOfRange", f"too many digits for a table: {_short(a.text)}")
                for a in amounts
                if not _exact(a)
            ),
            *(
                Problem(document.source, "names", "TooLong", f"{len(n.text)} characters are no name: {_short(n.text)}")
                for n in endless
            ),
        ),
    )


def _as_written(facts: Iterable[M], text: str) -> list[M]:
    """Give every fact the document's own text, in which a line may end where the Doc has a space."""
    return [f if f.text == text[f.start : f.end] else replace(f, text=text[f.start : f.end]) for f in facts]


def _exact(amount: AmountMention) -> bool:
    return fits(amount.value) and (amount.value_high is None or fits(amount.value_high))


def _officials(found: Iterable[OfficialMention], names: list[NameMention]) -> list[OfficialMention]:
    """Name persons and bodies by the norm of their mentions, each office of a person once."""
    norms = {(n.start, n.end): n.norm for n in names}
    # A body named inside an office phrase may be no mention of its own there, but one elsewhere.
    bodies = {" ".join(n.text.split()): n.norm for n in reversed(names) if n.label == "ORG"}
    mapped = []
    for official in sorted(found, key=lambda o: (o.start, o.end, o.person, o.position)):
        if max(len(official.person), len(official.organisation or "")) > LONGEST_NAME:
            continue  # such a name is none
        person = norms.get((official.person_start, official.person_end), official.person)
        organisation = official.organisation
        if official.org_start is not None and official.org_end is not None:
            organisation = norms.get((official.org_start, official.org_end), organisation)
        elif organisation is not None:
            organisation = bodies.get(organisation, organisation)
        mapped.append(replace(official, person=person, organisation=organisation))
    # One span, person and office can stand once in a table, whatever the body.
    return _unique(consolidate(mapped), lambda o: (o.start, o.end, o.person, o.position))


def _unique(items: Iterable[T], key: Callable[[T], tuple[object, ...]]) -> list[T]:
    """Keep the first item of each key, sorted by the key."""
    kept: dict[tuple[object, ...], T] = {}
    for item in items:
        kept.setdefault(key(item), item)
    return [kept[k] for k in sorted(kept)]


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
