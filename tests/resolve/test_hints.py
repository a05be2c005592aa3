"""Hints: where a facility or place lies and who runs it, one line per phenomenon."""

from __future__ import annotations

import pytest
from warta.resolve.hints import find_hints

from tests.resolve.marked import marked

CASES = [
    ("<FAC Sentra Melati> di <LOC Tegal> ramai.", [("Tegal", ""), ("", "")]),
    ("<FAC Hotel Santoso>, <LOC Tegal>, ramai. <FAC Hotel Santoso> penuh.", [("Tegal", ""), ("", ""), ("Tegal", "")]),
    ("<FAC Panti Mekar> milik <ORG Dinas Sosial Kota Tegal>", [("", "Dinas Sosial Kota Tegal"), ("", "")]),
    ("<FAC Panti Mekar> di bawah naungan <ORG Yayasan Mekar>", [("", "Yayasan Mekar"), ("", "")]),
    ("<FAC Panti Mekar> di <LOC Tegal> milik <ORG Yayasan Mekar>", [("Tegal", "Yayasan Mekar"), ("", ""), ("", "")]),
    ("<LOC Sukaraja>, <LOC Kabupaten Bogor>", [("Kabupaten Bogor", ""), ("", "")]),
    ("<LOC Bandung>, <LOC Surabaya>, dan <LOC Medan>", [("", ""), ("", ""), ("", "")]),
    ("<LOC Sukaraja> kering. Hujan turun di <LOC Kabupaten Bogor>.", [("Kabupaten Bogor", ""), ("", "")]),
    ("<PER Ratna> di <LOC Tegal>", [("", ""), ("", "")]),
    ("<FAC Masjid Agung>.\n\n<LOC Tegal>", [("", ""), ("", "")]),
]


@pytest.mark.parametrize(("source", "hints"), CASES)
def test_hints(source: str, hints: list[tuple[str, str]]) -> None:
    text, names = marked(source)
    assert [(h.place, h.operator) for h in find_hints(text, names)] == hints
