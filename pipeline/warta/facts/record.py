"""Facts as a record: one Arrow row per document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from warta.facts.documents import document_row
from warta.facts.failure import problem_row
from warta.facts.gather import Facts

#: Scores are kept to four digits: more would differ between processors.
_SCORE_DIGITS = 4

_DATE = ("start", "end", "kind", "text", "value", "first_day", "last_day")
_DATE_MORE = ("precision", "resolved_from", "timex_type", "timex_value")


def record(facts: Facts, signature: Sequence[int]) -> dict[str, Any]:
    """Return the row of ``RECORD``. ``signature`` is the text's MinHash signature."""
    return {
        **document_row(facts.document),
        "sentences": [_sentence(facts.document.text, start, end) for start, end in facts.sentences],
        "tokens": facts.tokens,
        "mentions": [
            {
                "sentence": facts.sentence(m.start),
                "start": m.start,
                "end": m.end,
                "label": m.label,
                "text": m.text,
                "norm": m.norm,
                "place": m.hint.place,
                "operator": m.hint.operator,
                "found_by": m.found_by,
                "score": None if m.score is None else round(m.score, _SCORE_DIGITS),
            }
            for m in facts.mentions
        ],
        "dates": [
            {"sentence": facts.sentence(d.start), **{name: getattr(d, name) for name in (*_DATE, *_DATE_MORE)}}
            for d in facts.dates
        ],
        "amounts": [
            {
                "sentence": facts.sentence(a.start),
                "start": a.start,
                "end": a.end,
                "kind": a.kind,
                "text": a.text,
                "comparator": a.comparator or None,
                "value": a.value,
                "value_high": a.value_high,
                "unit": a.unit or None,
                "item": (a.item or a.noun) or None,
            }
            for a in facts.amounts
        ],
        "officials": [_official(facts, n) for n in range(len(facts.officials))],
        "signature": list(signature),
        "failed": False,
        "problems": [problem_row(p) for p in facts.problems],
    }


def _sentence(text: str, start: int, end: int) -> dict[str, Any]:
    """Return a sentence without the white space around it.

    Cut here, since SQL would count its way through the whole text for each of them.
    """
    cut = text[start:end]
    start += len(cut) - len(cut.lstrip())
    cut = cut.strip()
    return {"start": start, "end": start + len(cut), "text": cut}


def _official(facts: Facts, number: int) -> dict[str, Any]:
    official = facts.officials[number]
    bearer = facts.name_at(official.person_start, official.person_end)
    body = facts.name_at(official.org_start, official.org_end)
    place = "" if body is None else facts.hints[body].place
    label = None if official.organisation is None else "ORG" if body is None else facts.names[body].label
    return {
        "sentence": facts.sentence(official.start),
        "start": official.start,
        "end": official.end,
        "person": official.person,
        "person_place": "" if bearer is None else facts.hints[bearer].place,
        "position": official.position,
        "organisation": official.organisation,
        "organisation_label": label,
        "organisation_place": place if label == "FAC" else "",
        "status": official.status,
    }
