"""How the office grammar gets its words: tokens off a Doc, and words at which no office can begin."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from warta.read import document_from_text
from warta.recognise.office_lexicon import office_lexicon
from warta.recognise.officials import find_officials
from warta.recognise.pipeline import load, prepare
from warta.recognise.state import text_of
from warta.values.mention import NameMention

RELEASES = sorted((Path(__file__).parents[2] / "corpus" / "releases").glob("*.txt"))


class _Everything:
    def __contains__(self, word: object) -> bool:
        return True


def test_words_passed_over_begin_no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = load()
    texts = [path.read_text(encoding="utf-8") for path in RELEASES]
    texts.append("Ajun Komisaris Besar Budi Hartanto dan Co-Founder Karya Rini Wulandari hadir. Plt. Bupati Tono Sari.")
    docs = [prepare(nlp, document_from_text(text)) for text in texts]
    quick = [doc._.warta_officials for doc in map(nlp, docs)]
    assert sum(map(len, quick)) >= 15
    monkeypatch.setitem(office_lexicon().__dict__, "openers", _Everything())
    assert [find_officials(doc) for doc in docs] == quick


def test_white_space_tokens_part_no_office_from_its_holder() -> None:
    nlp = spacy.blank("id_warta")
    load(components=["warta_sentences"])  # declares the extensions
    doc = nlp("Bupati  Sukamaju \n Rini  hadir.")
    doc._.warta_names = [
        NameMention(8, 16, "LOC", "Sukamaju", "Sukamaju", "test"),
        NameMention(19, 23, "PER", "Rini", "Rini", "test"),
    ]
    assert [(o.person, o.position) for o in find_officials(doc)] == [("Rini", "Bupati Sukamaju")]
    assert find_officials(nlp("")) == []


def test_the_text_is_that_of_the_tokens() -> None:
    nlp = load(components=["warta_sentences"])
    for text in ("Rini pulang ke\nSukamaju dan\nlelah, lalu\ntidur.\n\nSelesai. ", " Rini\n"):
        doc = prepare(nlp, document_from_text(text))
        assert text_of(doc) == doc.text
