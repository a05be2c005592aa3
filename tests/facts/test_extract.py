"""The extraction step: one document's trouble is its own."""

from __future__ import annotations

import pyarrow as pa
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from warta.facts.documents import from_batch, reading_id, to_batch
from warta.facts.extract import extract_batches
from warta.facts.failure import problem_of
from warta.facts.one import facts_of
from warta.facts.schema import RECORD
from warta.recognise.state import register
from warta.values.document import Document, Metadata, Region

register()


@Language.component("trips_over_gagal")
def trips_over_gagal(doc: Doc) -> Doc:
    if "GAGAL" in doc.text:
        raise KeyError(f"tersandung di {object.__repr__(doc)}")
    return doc


@pytest.fixture
def nlp() -> Language:
    made = spacy.blank("id_warta")
    made.add_pipe("sentencizer")
    made.add_pipe("trips_over_gagal")
    return made


def document(text: str, **meta: str) -> Document:
    return Document(f"d{len(text)}", "a.txt", "txt", text, Metadata(**meta), (Region(0, 4, "title"),))


def test_rows_answer_documents_one_for_one(nlp: Language) -> None:
    batch = to_batch([document("Hujan turun."), document("Sungai meluap. Jalan putus.")])
    (out,) = extract_batches(nlp, [batch])
    assert out.schema.equals(RECORD)
    assert out.column("doc_id").to_pylist() == ["d12", "d27"]
    assert [len(s) for s in out.column("sentences").to_pylist()] == [1, 2]
    assert out.column("failed").to_pylist() == [False, False]


def test_a_document_that_fails_leaves_the_others_whole(nlp: Language) -> None:
    (out,) = extract_batches(nlp, [to_batch([document("Hujan."), document("GAGAL ini."), document("Reda sudah.")])])
    assert out.column("failed").to_pylist() == [False, True, False]
    (problem,) = out.to_pylist()[1]["problems"]
    assert (problem["stage"], problem["error"]) == ("recognise", "KeyError")


def test_a_message_never_holds_a_memory_address(nlp: Language) -> None:
    (out,) = extract_batches(nlp, [to_batch([document("GAGAL ini.")])])
    assert "object at 0x…>" in out.to_pylist()[0]["problems"][0]["message"]


def test_batches_do_not_depend_on_each_other(nlp: Language) -> None:
    batches = [to_batch([document(f"Desa nomor {n} panen raya."), document("Hujan.")]) for n in range(5)]
    together = pa.Table.from_batches(list(extract_batches(nlp, batches)))
    alone = pa.Table.from_batches([next(extract_batches(nlp, [b])) for b in reversed(batches)][::-1])
    assert together.equals(alone)


def test_facts_of_one_document_raises_what_a_component_raises(nlp: Language) -> None:
    assert facts_of(nlp, document("Hujan turun.")).tokens == 3
    with pytest.raises(KeyError):
        facts_of(nlp, document("GAGAL"))


def test_documents_survive_arrow() -> None:
    documents = [document("Hujan “lebat”\n\x00", title="Kabar", published_at="2020"), document("")]
    assert list(from_batch(to_batch(documents))) == documents


def test_a_reading_is_text_and_metadata_but_not_the_source() -> None:
    from dataclasses import replace

    one = document("Hujan turun.", title="Kabar")
    assert reading_id(one) == reading_id(replace(one, source="lain.txt"))
    others = [
        replace(one, text="Hujan turun!"),
        replace(one, meta=Metadata()),
        replace(one, regions=()),
        replace(one, format="md"),
    ]
    assert len({reading_id(d) for d in [one, *others]}) == 5
    assert len(reading_id(one)) == 32


def test_long_messages_are_cut_and_empty_ones_named() -> None:
    assert len(problem_of("a", "read", ValueError("x" * 1000)).message) == 300
    assert problem_of("a", "read", MemoryError()).message == "MemoryError"
    assert problem_of("a", "read", ValueError("satu\n  dua")).message == "satu dua"
