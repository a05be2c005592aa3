"""One row per person and office inside a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from heapq import heappop, heappush

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
    offices: dict[str, _Held] = {}
    for row in map(_written_out, officials):
        offices.setdefault(row.person, _Held()).add(row)
    return sorted((o for held in offices.values() for o in held.rows), key=lambda o: (o.start, o.end, o.position))


class _Held:
    """The offices of one person, in the order in which they were met first.

    A row is merged into the first that it can be merged into. One person may hold thousands of offices (in a list
    taken for a text, say), so those that it can be merged into are looked up, by what ``_merge`` asks for.
    """

    def __init__(self) -> None:
        self.rows: list[OfficialMention] = []
        self._places: dict[_Sign, list[int]] = {}  # a heap each; a row that has changed since is dropped when met

    def add(self, row: OfficialMention) -> None:
        """Merge a row into the one that presents the same office, else add it."""
        there = [at for sign in _asks_for(row) if (at := self._first(sign)) is not None]
        if not there:
            self.rows.append(row)
            self._file(len(self.rows) - 1)
            return
        at = min(there)
        merged = _merge(self.rows[at], row)
        if merged is not None and merged != self.rows[at]:
            self.rows[at] = merged
            self._file(at)

    def _first(self, sign: _Sign) -> int | None:
        places = self._places.get(sign, [])
        while places and sign not in _shows(self.rows[places[0]]):
            heappop(places)
        return places[0] if places else None

    def _file(self, at: int) -> None:
        for sign in _shows(self.rows[at]):
            places = self._places.setdefault(sign, [])
            if not places or places[0] != at:
                heappush(places, at)


#: How a position compares, the position, and what else must agree: a body, a status.
_Sign = tuple[str, str, str | None, str | None]


def _shows(row: OfficialMention) -> list[_Sign]:
    """The signs under which a row is found, the counterpart of ``_asks_for``."""
    body, unknown = row.organisation, row.organisation is None
    signs: list[_Sign] = [("is", row.position, body or "", None), ("is", row.position, None, None)]
    if unknown:
        signs.append(("is", row.position, "", row.status))
    for beginning in _beginnings(row.position):
        signs.append(("begins", beginning, body or "", None))
        if not unknown:
            signs.append(("begins", beginning, None, row.status))
    return signs


def _asks_for(row: OfficialMention) -> list[_Sign]:
    """The signs of the rows that ``_merge`` makes one with this row."""
    body = row.organisation
    if body is None:
        return [
            ("is", row.position, None, None),
            ("begins", row.position, "", None),
            ("begins", row.position, None, row.status),
            *(("is", beginning, None, None) for beginning in _beginnings(row.position)),
        ]
    return [
        ("is", row.position, body, None),
        ("is", row.position, "", None),
        ("begins", row.position, body, None),
        ("begins", row.position, "", None),
        *(("is", beginning, body, None) for beginning in _beginnings(row.position)),
        *(("is", beginning, "", row.status) for beginning in _beginnings(row.position)),
    ]


def _beginnings(position: str) -> list[str]:
    """The positions that a longer one begins with: ``Kepala`` of ``Kepala Biro``."""
    return [position[: space.start()] for space in re.finditer(" ", position)]


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
