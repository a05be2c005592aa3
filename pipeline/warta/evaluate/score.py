"""Score what was found against gold: all measures of all parts, over all documents."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from warta.evaluate import count
from warta.evaluate.annotated import AMOUNT_LABELS, DATE_LABELS, FIELDS, NAME_LABELS, Annotated, light_or_none
from warta.evaluate.count import Clusters, Tally
from warta.evaluate.interval import bootstrap, resample, wilson

#: part -> what its scores say
PARTS: dict[str, str] = {
    "names": "`strict` is the same start, end and label; `overlap` the same label and a shared character",
    "dates": "`found` is the same span and kind; `value` also the same norm; `anywhere` norms without spans",
    "amounts": "`found`, `value`, `anywhere` as for dates",
    "officials": "`holder` is the same person and position; `full` also the same organisation and status",
    "entities": "over strictly matched names: `names` is the share with the right norm; `bcubed` the clusters by norm",
    "metadata": "share of documents in which a field is right, or rightly empty",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One score over all documents.

    ``key`` is ``part.what`` or ``part.what.label``; ``low`` and ``high`` bound F1 with 95 % confidence
    and are None where it is undefined. All ratios are between 0 and 1, None when undefined.
    """

    key: str
    total: Tally | Clusters
    low: float | None
    high: float | None

    @property
    def precision(self) -> float | None:
        return self.total.precision

    @property
    def recall(self) -> float | None:
        return self.total.recall

    @property
    def f1(self) -> float | None:
        return self.total.f1


@dataclass(frozen=True, slots=True)
class FieldScore:
    """One metadata field over all documents.

    ``right`` counts documents in which gold and found agree, both empty included; ``given`` those in which
    gold has a value; ``missed`` those of them where none was found; ``invented`` those where one was found and
    gold has none; ``wrong`` those where both have one and they differ.
    """

    field: str
    documents: int
    right: int
    given: int
    missed: int
    invented: int
    wrong: int

    @property
    def share(self) -> float | None:
        """Share of documents that are right; None without documents."""
        return count.ratio(self.right, self.documents)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval of the share."""
        return wilson(self.right, self.documents)


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores, with both sides they were computed from (for ``errors``).

    ``unread`` names the gold documents for which nothing was found at all, with the
    reason; everything in them counts as missed.
    """

    gold: tuple[Annotated, ...]
    found: tuple[Annotated, ...]
    parts: tuple[str, ...]
    measures: dict[str, Measure]
    fields: dict[str, FieldScore]
    unread: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, key: str) -> Measure:
        return self.measures[key]


class PartError(ValueError):
    """There is no such part of the scores."""


def check_parts(only: Collection[str] | None) -> tuple[str, ...]:
    """Return the parts to score, in the order of ``PARTS``. Raises PartError for an unknown one."""
    if only is None:
        return tuple(PARTS)
    unknown = sorted(set(only) - set(PARTS))
    if unknown:
        raise PartError(f"no such part: {', '.join(unknown)} (there are {', '.join(PARTS)})")
    return tuple(part for part in PARTS if part in only)


def score(
    gold: Sequence[Annotated],
    found: Sequence[Annotated],
    *,
    only: Collection[str] | None = None,
    unread: Iterable[tuple[str, str]] = (),
) -> Scores:
    """Score ``found`` against ``gold``; the two run in parallel, one entry per document.

    Raises ValueError when they don't have the same documents in the same order.
    """
    if [g.name for g in gold] != [f.name for f in found]:
        raise ValueError("gold and found are not the same documents in the same order")
    parts = check_parts(only)
    pairs = list(zip(gold, found, strict=True))
    weights = resample(len(pairs))
    measures: dict[str, Measure] = {}
    for key, per_document in _tallies(pairs, parts):
        bounds = bootstrap(per_document, weights)
        low, high = (None, None) if bounds is None else bounds
        total = per_document[0] if per_document else Tally()
        for part in per_document[1:]:
            total = total + part  # type: ignore[operator]
        measures[key] = Measure(key, total, low, high)
    fields = {name: _field(name, pairs) for name in FIELDS} if "metadata" in parts else {}
    return Scores(tuple(gold), tuple(found), parts, measures, fields, tuple(unread))


Pairs = list[tuple[Annotated, Annotated]]


def _tallies(pairs: Pairs, parts: Collection[str]) -> Iterable[tuple[str, list[Tally | Clusters]]]:
    by_mention: list[tuple[str, str, tuple[str, ...], Callable[..., Tally | Clusters]]] = [
        ("names", "strict", NAME_LABELS, count.strict),
        ("names", "overlap", NAME_LABELS, count.overlapping),
        ("dates", "found", DATE_LABELS, count.strict),
        ("dates", "value", DATE_LABELS, count.valued),
        ("dates", "anywhere", DATE_LABELS, count.norms),
        ("amounts", "found", AMOUNT_LABELS, count.strict),
        ("amounts", "value", AMOUNT_LABELS, count.valued),
        ("amounts", "anywhere", AMOUNT_LABELS, count.norms),
        ("entities", "names", NAME_LABELS, count.entity_names),
        ("entities", "bcubed", NAME_LABELS, count.b_cubed),
    ]
    for part, what, labels, function in by_mention:
        if part in parts:
            yield f"{part}.{what}", [function(g.labelled(labels), f.labelled(labels)) for g, f in pairs]
            for label in labels:
                yield f"{part}.{what}.{label}", [function(g.labelled((label,)), f.labelled((label,))) for g, f in pairs]
    if "officials" in parts:
        yield "officials.holder", [count.holders(g.officials, f.officials) for g, f in pairs]
        yield "officials.full", [count.offices(g.officials, f.officials) for g, f in pairs]


def _field(name: str, pairs: Pairs) -> FieldScore:
    values = [(light_or_none(g.metadata.get(name)), light_or_none(f.metadata.get(name))) for g, f in pairs]
    return FieldScore(
        field=name,
        documents=len(values),
        right=sum(g == f for g, f in values),
        given=sum(g is not None for g, _ in values),
        missed=sum(g is not None and f is None for g, f in values),
        invented=sum(g is None and f is not None for g, f in values),
        wrong=sum(g is not None and f is not None and g != f for g, f in values),
    )
