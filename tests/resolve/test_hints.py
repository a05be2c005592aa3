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
    ("<FAC Panti Mekar> milik <ORG Yayasan Mekar> di <LOC Tegal>", [("Tegal", "Yayasan Mekar"), ("", ""), ("", "")]),
    # a regency or city of one name by its head
    ("Bupati <LOC Bogor> tiba.", [("Kabupaten Bogor", "")]),
    ("Wakil Wali Kota <LOC Bogor> tiba di <LOC Bogor>.", [("Kota Bogor", ""), ("Kota Bogor", "")]),
    ("Bupati <LOC Bogor> dan Wali Kota <LOC Bogor>.", [("", ""), ("", "")]),
    # a quarter of the capital that bears the name of a regency
    ("<LOC Kuningan>, <LOC Jakarta Selatan>", [("Jakarta Selatan", ""), ("", "")]),
    ("<LOC Jakarta> macet. <LOC Kuningan> banjir.", [("", ""), ("Jakarta", "")]),
    ("<LOC Jakarta>, <LOC Jawa Barat>, <LOC Kuningan>", [("", ""), ("", ""), ("", "")]),
    ("<LOC Kuningan>, <LOC Cirebon>", [("", ""), ("", "")]),
    ("<FAC Hotel Santoso>, <LOC Kuningan>, <LOC Jakarta>", [("Jakarta", ""), ("Jakarta", ""), ("", "")]),
    ("<FAC Masjid Agung>.\n\n<LOC Tegal>", [("", ""), ("", "")]),
]


@pytest.mark.parametrize(("source", "hints"), CASES)
def test_hints(source: str, hints: list[tuple[str, str]]) -> None:
    text, names = marked(source)
    assert [(h.place, h.operator) for h in find_hints(text, names)] == hints


PEOPLE = [
    ("AR", True),
    ("M.", True),
    ("S.A.", True),
    ("Agus", True),
    ("Budi", True),
    ("Moeldoko", False),
    ("Prabowo", False),
    ("SBY", False),
    ("Ratna Wulandari", False),
    ("Agus Budi", False),
]


@pytest.mark.parametrize(("name", "known_here_only"), PEOPLE)
def test_people_known_inside_their_document_only(name: str, known_here_only: bool) -> None:
    marks = []
    for source in (f"<PER {name}> datang, <PER {name}> pulang.", f"<PER {name}> tidur."):
        text, names = marked(source)
        marks.append({h.place for h in find_hints(text, names)})
    assert [len(m) for m in marks] == [1, 1]
    assert (marks[0] != marks[1]) is known_here_only
