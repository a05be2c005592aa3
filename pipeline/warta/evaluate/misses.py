"""Every difference between gold and what was found, one row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warta.evaluate.annotated import (
    AMOUNT_LABELS,
    DATE_LABELS,
    FIELDS,
    NAME_LABELS,
    Annotated,
    Mention,
    Official,
    light,
    light_or_none,
)
from warta.evaluate.count import official_key, strict_pairs
from warta.evaluate.score import Scores

CONTEXT = 40  # characters either side


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference.

    ``problem`` is ``missed`` (only in gold), ``spurious`` (only found), or, where a gold and a found row
    clearly belong together, what differs between them: ``boundary``, ``label``, ``boundary+label``, ``value``
    (norm of a date, an amount or a name; value of a metadata field), ``office`` (same person, other position),
    ``organisation``, ``status``. ``field`` is the label, the metadata field, or ``official``. ``context`` is the
    text around, with the span in ``[...]``; empty when there is no text at hand.
    """

    document: str
    part: str
    problem: str
    field: str
    gold: Mention | Official | str | None
    found: Mention | Official | str | None
    context: str = ""


def errors(scores: Scores) -> list[Miss]:
    """Return every miss and every spurious row of the scored parts, by document, part and offset.

    A wrong boundary, label or value is one row that carries both sides. Norms of
    names stand under ``entities``.
    """
    rows: list[Miss] = []
    for gold, found in zip(scores.gold, scores.found, strict=True):
        for part, labels in (("names", NAME_LABELS), ("dates", DATE_LABELS), ("amounts", AMOUNT_LABELS)):
            if part in scores.parts:
                rows += _mentions(part, gold, found, labels)
        if "entities" in scores.parts:
            rows += _norms("entities", gold, found, NAME_LABELS)
        if "officials" in scores.parts:
            rows += _officials(gold, found)
        if "metadata" in scores.parts:
            rows += _metadata(gold, found)
    return rows


def _mentions(part: str, gold: Annotated, found: Annotated, labels: tuple[str, ...]) -> list[Miss]:
    gold_left, found_left = gold.labelled(labels), found.labelled(labels)
    for right, twin in strict_pairs(gold_left, found_left):
        gold_left.remove(right)
        found_left.remove(twin)
    rows: list[tuple[int, Miss]] = []
    for one in gold_left:
        other = _nearest(one, found_left)
        if other is None:
            rows.append((one.start, Miss(gold.name, part, "missed", one.label, one, None, _context(gold, found, one))))
            continue
        found_left.remove(other)
        differs = [] if (one.start, one.end) == (other.start, other.end) else ["boundary"]
        differs += [] if one.label == other.label else ["label"]
        problem = "+".join(differs)
        rows.append((one.start, Miss(gold.name, part, problem, one.label, one, other, _context(gold, found, one))))
    rows += [
        (extra.start, Miss(gold.name, part, "spurious", extra.label, None, extra, _context(gold, found, extra)))
        for extra in found_left
    ]
    rows.sort(key=lambda row: row[0])
    listed = [miss for _, miss in rows]
    return listed if part == "names" else _by_offset(listed + _norms(part, gold, found, labels))


def _by_offset(rows: list[Miss]) -> list[Miss]:
    def start(miss: Miss) -> int:
        span = miss.gold if isinstance(miss.gold, Mention) else miss.found
        return span.start if isinstance(span, Mention) else 0

    return sorted(rows, key=start)


def _norms(part: str, gold: Annotated, found: Annotated, labels: tuple[str, ...]) -> list[Miss]:
    return [
        Miss(gold.name, part, "value", one.label, one, other, _context(gold, found, one))
        for one, other in strict_pairs(gold.labelled(labels), found.labelled(labels))
        if light(one.norm) != light(other.norm)
    ]


def _nearest(one: Mention, candidates: Sequence[Mention]) -> Mention | None:
    """Return the overlapping candidate that belongs with ``one``: same label first, then the longest overlap."""
    best: Mention | None = None
    best_rank = (False, 0)
    for other in candidates:
        shared = min(one.end, other.end) - max(one.start, other.start)
        rank = (other.label == one.label, shared)
        if shared > 0 and rank > best_rank:
            best, best_rank = other, rank
    return best


def _officials(gold: Annotated, found: Annotated) -> Iterator[Miss]:
    gold_left, found_left = list(gold.officials), list(found.officials)
    for one in gold.officials:
        twin = next((o for o in found_left if official_key(o) == official_key(one)), None)
        if twin is not None:
            gold_left.remove(one)
            found_left.remove(twin)
    # those that agree in more columns are paired first, so that two offices of one person don't cross
    for columns in (2, 1):
        for one in list(gold_left):
            key = official_key(one)[:columns]
            twin = next((o for o in found_left if official_key(o)[:columns] == key), None)
            if twin is not None:
                gold_left.remove(one)
                found_left.remove(twin)
                yield Miss(gold.name, "officials", _difference(one, twin), "official", one, twin)
    for one in gold_left:
        yield Miss(gold.name, "officials", "missed", "official", one, None)
    for other in found_left:
        yield Miss(gold.name, "officials", "spurious", "official", None, other)


def _difference(one: Official, other: Official) -> str:
    names = ("person", "office", "organisation", "status")
    return "+".join(n for n, a, b in zip(names, official_key(one), official_key(other), strict=True) if a != b)


def _metadata(gold: Annotated, found: Annotated) -> Iterator[Miss]:
    for field in FIELDS:
        one, other = gold.metadata.get(field), found.metadata.get(field)
        if light_or_none(one) != light_or_none(other):
            problem = "missed" if other is None else "spurious" if one is None else "value"
            yield Miss(gold.name, "metadata", problem, field, one, other)


def _context(gold: Annotated, found: Annotated, span: Mention) -> str:
    text = found.text if gold.text is None else gold.text
    if text is None:
        return ""
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return " ".join(f"{before}[{text[span.start : span.end]}]{after}".split())
