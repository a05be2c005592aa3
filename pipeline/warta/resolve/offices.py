"""One row per person and office inside a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from warta.values.mention import OfficialMention, Status


def consolidate(officials: Sequence[OfficialMention]) -> list[OfficialMention]:
    """Merge the rows that present one person with one office, in text order.

    In: the officials of one document, persons and organisations already under their
    fullest names. Out: at most one row per person and office; it keeps the offsets of
    the first presentation that says most. Two rows are one office when

    - person and position are equal and the bodies agree or one is unknown, or
    - one position is the beginning of the other (``Kepala`` / ``Kepala Biro Perencanaan``,
      ``Duta Besar`` / ``Duta Besar Jepang``) and the shorter one names no other body.

    ``acting`` and ``former`` win over ``definitive``, which is only the absence of a word.
    """
    kept: list[OfficialMention] = []
    for row in officials:
        for k, other in enumerate(kept):
            merged = _merge(other, row)
            if merged is not None:
                kept[k] = merged
                break
        else:
            kept.append(row)
    return sorted(kept, key=lambda o: (o.start, o.end, o.position))


def _merge(one: OfficialMention, two: OfficialMention) -> OfficialMention | None:
    """Return the row that says most when both present the same office, else None."""
    if one.person != two.person:
        return None
    long, short = (one, two) if len(one.position) >= len(two.position) else (two, one)
    same = long.position == short.position
    if not same and not long.position.startswith(short.position + " "):
        return None
    if None not in (one.organisation, two.organisation) and one.organisation != two.organisation:
        return None
    if not same and short.organisation is None and long.organisation is not None and short.status != long.status:
        return None
    status: Status = next((r.status for r in (one, two) if r.status != "definitive"), "definitive")
    full = long if long.organisation is not None or short.organisation is None else short
    return replace(
        long,
        status=status,
        organisation=full.organisation,
        org_start=full.org_start,
        org_end=full.org_end,
    )
