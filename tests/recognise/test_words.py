"""The flat view of words, and the text of a Doc."""

from __future__ import annotations

import spacy
from warta.recognise.state import text_of
from warta.recognise.words import Words, pieces


def test_where_and_capitals() -> None:
    sheet = Words("Bupati Sukamaju (BS) tiba di eFishery, lalu Bupati pulang.")
    assert sheet.where({"Bupati", "("}) == [0, 2, 10]
    assert [sheet.text[i] for i in sheet.capitals] == ["Bupati", "Sukamaju", "BS", "eFishery", "Bupati"]
    assert Words("").where({"Bupati"}) == []


def test_shape_fresh_glued() -> None:
    sheet = Words(" KPK, 12\nRini")
    assert sheet.text == ["KPK", ",", "12", "Rini"]
    assert "".join(sheet.shape) == "A.0C"
    assert sheet.fresh == [True, False, False, True]
    assert sheet.glued == [False, True, False, False]


def test_text_of_a_doc_and_of_a_part_made_of_it() -> None:
    nlp = spacy.blank("id_warta")
    doc = nlp("Rini pulang ke Sukamaju. Ia lelah. ")
    assert text_of(doc) == text_of(doc) == doc.text
    part = doc[2:4].as_doc(copy_user_data=True)
    assert text_of(part) == part.text == "ke Sukamaju"
    assert text_of(nlp("")) == ""


def test_pieces_are_the_words_of_a_text() -> None:
    for name in ("Dinas Sosial", "PT. Maju", "anak-anak", "S.Sos. Rini", "Café Été", "SMPN 7", "a² b", "", "A"):
        assert pieces(name) == tuple(Words(name + " ").text)
    assert pieces("PT. Maju-Jaya") == ("PT.", "Maju", "-", "Jaya")
