"""One row per person and office inside a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from warta.lexicon import table
from warta.resolve.expand import expand
from warta.resolve.register import register
from warta.values.mention import OfficialMention, Status


def consolidate(officials: Sequence[OfficialMention]) -> list[OfficialMention]:
    """Merge the rows that present one person with one office, in text order.

    In: the officials of one document, persons and organisations already under their
    fullest names. Out: at most one row per person and office; it keeps the offsets of
    the first presentation that says most. Two rows are one office when

    - person and position are equal and the bodies agree or one is unknown, or
    - one position is the beginning of the other (``Kepala`` / ``Kepala Biro Perencanaan``,
      ``Duta Besar`` / ``Duta Besar Jepang``) and the shorter one names no other body.

    Bodies that stand inside an office and are no mention are written in full, and ``Direktur Jenderal`` of a
    directorate general is its position in the ministry.
    ``acting`` and ``former`` win over ``definitive``, which is only the absence of a word.
    """
    offices: dict[str, list[OfficialMention]] = {}
    for row in map(_written_out, officials):
        kept = offices.setdefault(row.person, [])
        for k, other in enumerate(kept):
            merged = _merge(other, row)
            if merged is not None:
                kept[k] = merged
                break
        else:
            kept.append(row)
    return sorted((o for kept in offices.values() for o in kept), key=lambda o: (o.start, o.end, o.position))


def _written_out(row: OfficialMention) -> OfficialMention:
    """Expand the acronyms that only the office holds: ``Ketua Fraksi PKS`` of ``DPRD DKI Jakarta``."""
    position, organisation = row.position, row.organisation
    if organisation is not None and row.org_start is None:
        organisation = expand(organisation, {}, register())
    head, fraction, party = position.partition("Fraksi ")
    if fraction:
        position = f"{head}{fraction}{expand(party, {}, register())}"
    if position in _HEADS and organisation is not None and organisation.startswith(_DIRECTORATE):
        field, _, ministry = organisation.removeprefix(_DIRECTORATE).partition(" Kementerian ")
        # Without a ministry in the name it is that of the register; for some the text must say it.
        body = f"Kementerian {ministry}" if ministry else _ministry_of().get(field)
        if body is not None:
            return replace(row, position=f"{position} {field}", organisation=body, org_start=None, org_end=None)
    return replace(row, position=position, organisation=organisation)


_HEADS = ("Direktur Jenderal", "Sekretaris Direktorat Jenderal")
_DIRECTORATE = "Direktorat Jenderal "


@cache
def _ministry_of() -> dict[str, str]:
    """Field of a directorate general -> its ministry, where only one has had it."""
    return {r["field"]: r["ministry"] for r in table("office_directorates") if "|" not in r["ministry"]}


def _merge(one: OfficialMention, two: OfficialMention) -> OfficialMention | None:
    """Return the row that says most when both present the same office of one person, else None."""
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
