"""From an annotated Doc to facts, record and dictionary: offsets, sentences, links, what stands once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
import spacy
from spacy.tokens import Doc
from warta.facts.gather import Facts, gather
from warta.facts.record import record
from warta.facts.schema import RECORD
from warta.facts.view import as_dict
from warta.recognise.state import register
from warta.values.document import Document, Metadata
from warta.values.mention import AmountMention, NameMention, OfficialMention, TimeMention

register()
NLP = spacy.blank("id_warta")

TEXT = (
    "Dinas Pertanian Kabupaten Melati (Distan) menerima Rp325 juta pada 4 Mei 2021. "
    "Kepala Distan Rina Kusuma berterima kasih. Rina menyebut 90 petani."
)


def at(words: str, text: str = TEXT, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def name(words: str, label: Any, norm: str, nth: int = 0, **more: Any) -> NameMention:
    return NameMention(*at(words, nth=nth), label, words, norm, "rule:test", **more)


def money(value: str, **more: Any) -> AmountMention:
    fields: dict[str, Any] = {"comparator": "", "value_high": None, "unit": "IDR", "noun": "", "item": "", **more}
    return AmountMention(*at("Rp325 juta"), "MONEY", "Rp325 juta", value=Decimal(value), found_by="rule:test", **fields)


def day() -> TimeMention:
    when = date(2021, 5, 4)
    start, end = at("4 Mei 2021")
    return TimeMention(
        start, end, "DATE", "4 Mei 2021", "2021-05-04", when, when, "day", "text", "DATE", "2021-05-04", "rule:test"
    )


def official(**more: Any) -> OfficialMention:
    start, end = at("Kepala Distan Rina Kusuma")
    person, body = at("Rina Kusuma"), at("Distan", nth=1)
    fields: dict[str, Any] = {"person": "Rina Kusuma", "position": "Kepala", "organisation": "Distan", **more}
    return OfficialMention(
        start,
        end,
        status="definitive",
        person_start=person[0],
        person_end=person[1],
        org_start=body[0],
        org_end=body[1],
        **fields,
    )


def doc(text: str = TEXT, **found: list[Any]) -> Doc:
    made = NLP.make_doc(text)
    for token in made:
        token.is_sent_start = token.i == 0 or made[token.i - 1].text == "."
    for what, facts in found.items():
        made._.set(f"warta_{what}", facts)
    return made


def facts(text: str = TEXT, meta: Metadata | None = None, **found: list[Any]) -> Facts:
    return gather(Document("da", "a.txt", "txt", text, meta or Metadata()), doc(text, **found))


NAMES = [
    name("Dinas Pertanian Kabupaten Melati", "ORG", "Dinas Pertanian Kabupaten Melati"),
    name("Distan", "ORG", "Distan"),
    name("Distan", "ORG", "Distan", nth=1),
    name("Rina Kusuma", "PER", "Rina Kusuma"),
    name("Rina", "PER", "Rina", nth=1),
]


def test_short_forms_get_the_fullest_name() -> None:
    norms = {(n.text, n.norm) for n in facts(names=NAMES).names}
    assert ("Distan", "Dinas Pertanian Kabupaten Melati") in norms
    assert ("Rina", "Rina Kusuma") in norms


def test_all_labels_stand_in_the_mentions_in_order() -> None:
    found = facts(names=NAMES, dates=[day()], amounts=[money("325000000")])
    assert [m.label for m in found.mentions] == ["ORG", "ORG", "MONEY", "DATE", "ORG", "PER", "PER"]
    assert all(m.text == TEXT[m.start : m.end] for m in found.mentions)


def test_words_of_an_office_clock_times_and_recurring_times_are_no_mentions() -> None:
    from dataclasses import replace

    found = facts(
        names=[name("Kepala", "POS", "Kepala")], dates=[replace(day(), kind="TIME"), replace(day(), kind="SET")]
    )
    assert found.mentions == []
    assert len(found.dates) == 2


def test_sentences_are_counted_from_zero() -> None:
    found = facts(names=NAMES)
    assert [found.sentence(n.start) for n in found.names] == [0, 0, 1, 1, 2]
    assert len(found.sentences) == 3


def test_white_space_is_no_token() -> None:
    assert facts("satu\n\ndua  tiga").tokens == 3


def test_persons_and_bodies_of_officials_are_named_by_their_mentions() -> None:
    (found,) = facts(names=NAMES, officials=[official()]).officials
    assert found.organisation == "Dinas Pertanian Kabupaten Melati"
    assert found.person == "Rina Kusuma"


def test_a_body_that_is_no_mention_keeps_its_words() -> None:
    (found,) = facts(officials=[official(organisation="Dinas Pertanian")]).officials
    assert found.organisation == "Dinas Pertanian"


def test_an_office_said_twice_stands_once() -> None:
    assert len(facts(names=NAMES, officials=[official(), official()]).officials) == 1


def test_text_of_a_mention_is_that_of_the_document_where_lines_are_folded() -> None:
    wrapped = "Rina\nKusuma hadir."
    document = Document("da", "a.txt", "txt", wrapped)
    folded = doc("Rina Kusuma hadir.", names=[NameMention(0, 11, "PER", "Rina Kusuma", "Rina Kusuma", "rule:test")])
    (found,) = gather(document, folded).names
    assert (found.text, found.norm) == ("Rina\nKusuma", "Rina Kusuma")


def test_a_doc_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="5 characters, the document 4"):
        gather(Document("da", "a.txt", "txt", "satu"), doc("lima!"))


def test_a_number_too_long_for_the_tables_is_a_problem_not_a_rounded_number() -> None:
    found = facts(amounts=[money("1" * 40)])
    assert found.amounts == ()
    (problem,) = found.problems
    assert (problem.source, problem.error, problem.message) == (
        "a.txt",
        "OutOfRange",
        "too many digits for a table: Rp325 juta",
    )


def test_an_endless_name_is_a_problem_and_no_name_and_holds_no_office() -> None:
    text = "Kepala Distan " + "Rina Sari " * 40
    words = text[14:].strip()
    endless = NameMention(14, 14 + len(words), "PER", words, words, "rule:test")
    holder = OfficialMention(0, 14 + len(words), words, "Kepala", None, "definitive", 14, 14 + len(words))
    found = facts(text=text, names=[endless], officials=[holder])
    assert (found.names, found.hints, found.officials) == ((), (), ())
    (problem,) = found.problems
    assert (problem.stage, problem.error) == ("names", "TooLong")
    assert problem.message.startswith("399 characters are no name: Rina Sari")


def test_the_record_fits_its_schema_and_keeps_every_value() -> None:
    found = facts(
        meta=Metadata(title="Bantuan", published_at="2021-05-05", published_from="text"),
        names=[name("Rina Kusuma", "PER", "Rina Kusuma", score=0.912345)],
        dates=[day()],
        amounts=[money("325000000", comparator=">", item="bantuan")],
        officials=[official()],
    )
    batch = pa.RecordBatch.from_pylist([record(found, (1, 2, 3))], RECORD)
    (row,) = batch.to_pylist()
    assert row["title"] == "Bantuan"
    assert row["signature"] == [1, 2, 3]
    assert not row["failed"]
    (amount,) = row["amounts"]
    assert (amount["value"], amount["comparator"], amount["item"]) == (Decimal(325000000), ">", "bantuan")
    (when,) = row["dates"]
    assert (when["first_day"], when["sentence"]) == (date(2021, 5, 4), 0)
    assert next(m["score"] for m in row["mentions"] if m["label"] == "PER") == 0.9123


def test_sentences_of_a_record_leave_out_the_white_space_around_them() -> None:
    # spaCy's sentences take the line ends behind them along.
    document = Document("da", "a.txt", "txt", " Panen raya.\n\nHujan turun. ")
    found = Facts(document, sentences=((0, 14), (14, 27), (27, 27)))
    assert record(found, ())["sentences"] == [
        {"start": 1, "end": 12, "text": "Panen raya."},
        {"start": 14, "end": 26, "text": "Hujan turun."},
        {"start": 27, "end": 27, "text": ""},
    ]


def test_empty_strings_of_amounts_are_unknown_and_a_noun_stands_in_for_the_item() -> None:
    start, end = at("90 petani")
    counted = AmountMention(start, end, "COUNT", "90 petani", "", Decimal(90), None, "", "petani", "", "rule:test")
    row = record(facts(amounts=[counted]), ())["amounts"][0]
    assert (row["comparator"], row["unit"], row["item"]) == (None, None, "petani")


def test_the_body_of_an_official_may_be_a_facility() -> None:
    names = [name("Distan", "FAC", "Distan", nth=1), name("Rina Kusuma", "PER", "Rina Kusuma")]
    row = record(facts(names=names, officials=[official()]), ())["officials"][0]
    assert row["organisation_label"] == "FAC"
    unknown = record(facts(officials=[official(organisation=None)]), ())["officials"][0]
    assert unknown["organisation_label"] is None


def test_an_official_known_in_the_document_only_is_the_person_of_the_mention() -> None:
    held = OfficialMention(
        start=0,
        end=11,
        person="Agus",
        position="Bupati",
        organisation=None,
        status="definitive",
        person_start=7,
        person_end=11,
    )
    agus = NameMention(7, 11, "PER", "Agus", "Agus", "rule:test")
    row = record(facts("Bupati Agus datang.", names=[agus], officials=[held]), ())
    assert row["officials"][0]["person_place"] == row["mentions"][0]["place"] != ""


def test_the_dictionary_is_json_with_exact_decimals() -> None:
    import json

    shown = as_dict(facts(names=NAMES, dates=[day()], amounts=[money("325000000.50")], officials=[official()]))
    assert json.loads(json.dumps(shown)) == shown
    assert shown["amounts"][0]["value"] == "325000000.5"
    assert shown["dates"][0]["first_day"] == "2021-05-04"
    assert shown["document"]["sentences"] == 3
    assert set(shown["officials"][0]) >= {"person", "position", "organisation", "status"}


def test_a_name_is_found_by_its_offsets() -> None:
    document = Document("db", "b.txt", "txt", "Rini dari Kemensos dan Rini dari Kemenkes.")
    spans = [(0, 4, "PER"), (10, 18, "FAC"), (10, 18, "ORG"), (23, 27, "PER"), (33, 41, "ORG")]
    names = tuple(NameMention(s, e, label, document.text[s:e], document.text[s:e], "test") for s, e, label in spans)
    facts = Facts(document, names=names)
    assert [facts.name_at(s, e) for s, e, _ in spans] == [0, 1, 1, 3, 4]
    assert [facts.name_at(*at) for at in ((0, 3), (1, 4), (41, 42), (None, None), (0, None))] == [None] * 5
    assert Facts(document).name_at(0, 4) is None
