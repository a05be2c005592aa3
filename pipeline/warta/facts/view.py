"""Facts as plain dictionaries, for JSON."""

from __future__ import annotations

from typing import Any

from warta.facts.gather import Facts
from warta.values.mention import plain

_META = ("title", "published_at", "publisher", "dateline_place", "author", "editor", "published_from", "language")


def as_dict(facts: Facts) -> dict[str, Any]:
    """Return the facts of a document as values that JSON can hold.

    The shape is that of the gold files (``document``, ``mentions``, ``officials``) with
    ``dates`` and ``amounts`` in full beside. Decimals are text, so that no digit is lost;
    days are ISO 8601; unknown is None.
    """
    document = facts.document
    return {
        "document": {
            "doc_id": document.doc_id,
            "source": document.source,
            "format": document.format,
            **{name: getattr(document.meta, name) for name in _META},
            "sentences": len(facts.sentences),
            "tokens": facts.tokens,
        },
        "mentions": [
            {
                "sentence": facts.sentence(m.start),
                "start": m.start,
                "end": m.end,
                "label": m.label,
                "text": m.text,
                "norm": m.norm,
                "found_by": m.found_by,
                "score": m.score,
            }
            for m in facts.mentions
        ],
        "dates": [
            {
                "sentence": facts.sentence(d.start),
                "start": d.start,
                "end": d.end,
                "kind": d.kind,
                "text": d.text,
                "value": d.value,
                "first_day": None if d.first_day is None else d.first_day.isoformat(),
                "last_day": None if d.last_day is None else d.last_day.isoformat(),
                "precision": d.precision,
                "resolved_from": d.resolved_from,
                "timex_type": d.timex_type,
                "timex_value": d.timex_value,
            }
            for d in facts.dates
        ],
        "amounts": [
            {
                "sentence": facts.sentence(a.start),
                "start": a.start,
                "end": a.end,
                "kind": a.kind,
                "text": a.text,
                "comparator": a.comparator,
                "value": plain(a.value),
                "value_high": None if a.value_high is None else plain(a.value_high),
                "unit": a.unit or None,
                "item": (a.item or a.noun) or None,
            }
            for a in facts.amounts
        ],
        "officials": [
            {
                "sentence": facts.sentence(o.start),
                "start": o.start,
                "end": o.end,
                "person": o.person,
                "position": o.position,
                "organisation": o.organisation,
                "status": o.status,
            }
            for o in facts.officials
        ],
    }
