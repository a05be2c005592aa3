"""The component `warta_amounts`: what it reads from a Doc and writes on it."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from warta.recognise.amounts import _yield_names
from warta.values.mention import NameMention, TimeMention


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("id_warta")
    nlp.add_pipe("warta_amounts")
    return nlp


def test_values_and_mirrored_spans(nlp: Language) -> None:
    doc = nlp("Bantuan Rp325 juta untuk 2.500 penerima manfaat, naik 5,52%.")
    assert [m.norm for m in doc._.warta_amounts] == ["325000000 IDR", "2500 penerima manfaat", "5.52 %"]
    assert [(s.text, s.label_) for s in doc.spans["warta_amounts"]] == [
        ("Rp325 juta", "MONEY"),
        ("2.500 penerima manfaat", "COUNT"),
        ("5,52%", "PERCENT"),
    ]


def test_names_dates_and_silent_stretches_are_respected(nlp: Language) -> None:
    text = "Gerakan 7 Pohon dimulai 10 Mei dengan 40 bibit.\nBaca juga: 3 cara menanam"
    doc = nlp.make_doc(text)
    doc._.silent = [(text.index("Baca"), len(text))]
    doc._.warta_names = [NameMention(0, 15, "ORG", text[:15], text[:15], "model")]
    at = text.index("10 Mei")
    day = date(2024, 5, 10)
    doc._.warta_dates = [
        TimeMention(
            at,
            at + 6,
            "DATE",
            "10 Mei",
            "2024-05-10",
            day,
            day,
            "day",
            "published_at",
            "DATE",
            "2024-05-10",
            "rule:day",
        )
    ]
    doc = nlp(doc)
    assert [m.text for m in doc._.warta_amounts] == ["40 bibit"]


def test_nothing_found_leaves_an_empty_list(nlp: Language) -> None:
    doc = nlp("Tidak ada angka di sini.")
    assert doc._.warta_amounts == []
    assert list(doc.spans["warta_amounts"]) == []


def test_a_name_inside_a_sum_gives_way(nlp: Language) -> None:
    text = "Bantuan 200.000 dolar AS itu berasal dari AS."
    doc = nlp.make_doc(text)
    first, second = text.index("AS"), text.rindex("AS")
    doc._.warta_names = [NameMention(at, at + 2, "LOC", "AS", "Amerika Serikat", "model") for at in (first, second)]
    doc = nlp(doc)
    assert [n.start for n in doc._.warta_names] == [second]
    assert [m.text for m in doc._.warta_amounts] == ["200.000 dolar AS"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 120), st.integers(1, 12)), max_size=12))
def test_exactly_the_names_inside_a_sum_give_way(nlp: Language, spans: list[tuple[int, int]]) -> None:
    text = "Ada 200.000 dolar AS dan Rp 5 miliar, lalu 300 ribu dolar Singapura serta Rp 7 juta untuk warga di sana hari itu, katanya."
    doc = nlp.make_doc(text)
    names = [NameMention(a, a + n, "LOC", text[a : a + n], "x", "model") for a, n in spans if a + n <= len(text)]
    sums = [(m.start, m.end) for m in nlp(nlp.make_doc(text))._.warta_amounts if m.kind == "MONEY"]
    assert len(sums) == 4
    doc._.warta_names = names
    _yield_names(doc, [m for m in nlp(nlp.make_doc(text))._.warta_amounts if m.kind == "MONEY"])
    assert doc._.warta_names == [n for n in names if not any(a <= n.start and n.end <= b for a, b in sums)]
