"""The component warta_dates: what it reads from a Doc and writes to it."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc
from warta.recognise import state
from warta.recognise.dates import Dates, find_dates
from warta.values.mention import NameLabel, NameMention

state.register()
NLP = spacy.blank("id_warta")


def doc(text: str, names: list[tuple[str, NameLabel]] | None = None, published_at: str | None = "2025-10-21") -> Doc:
    made = NLP.make_doc(text)
    made._.published_at = published_at
    made._.warta_names = [
        NameMention(text.index(name), text.index(name) + len(name), label, name, name, "rule:test")
        for name, label in names or []
    ]
    return made


def norms(made: Doc) -> list[tuple[str, str, str]]:
    return [(m.kind, m.text, m.norm) for m in find_dates(made)]


def test_dates_are_written_to_the_doc_and_mirrored_as_spans() -> None:
    made = Dates()(doc("Rapat digelar Jumat (17/10) selama dua hari."))
    assert [(m.kind, m.norm) for m in made._.warta_dates] == [("DATE", "2025-10-17"), ("DURATION", "P2D")]
    assert [(span.text, span.label_) for span in made.spans["warta_dates"]] == [
        ("Jumat (17/10)", "DATE"),
        ("dua hari", "DURATION"),
    ]


def test_silent_stretches_and_the_day_of_publication_come_from_the_doc() -> None:
    made = doc("KUPANG (8 Mei 2022) - Rapat digelar kemarin.", published_at="2022-05-08")
    made._.silent = [(0, 21)]
    assert norms(made) == [("DATE", "kemarin", "2022-05-07")]


def test_a_number_inside_a_name_is_no_date() -> None:
    made = doc(
        "Mei Lestari dari Universitas 17 Agustus 1945 dan Yayasan Angkatan 1966 Jaya hadir.",
        [("Mei Lestari", "PER"), ("Universitas 17 Agustus 1945", "FAC"), ("Yayasan Angkatan 1966 Jaya", "ORG")],
    )
    assert norms(made) == []


def test_the_year_of_an_event_counts_even_when_the_name_took_it() -> None:
    made = doc("Kongres Pemuda Nusantara 2023 usai.", [("Kongres Pemuda Nusantara 2023", "ORG")])
    assert norms(made) == [("DATE", "2023", "2023")]
    made = doc(
        "Panitia Lomba Desa Tahun 2024 dan Dewan Juri 2023-2025 hadir.", [("Panitia Lomba Desa Tahun 2024", "ORG")]
    )
    assert norms(made) == [("DATE", "Tahun 2024", "2024"), ("DATE", "2023-2025", "2023/2025")]


def test_digits_in_brackets_are_an_age_behind_a_person_only() -> None:
    assert norms(doc("Korban Sari Dewi (25) selamat.", [("Sari Dewi", "PER")])) == [("DURATION", "25", "P25Y")]
    assert norms(doc("Korban Sari Dewi (25) selamat.")) == [("DURATION", "25", "P25Y")]
    assert norms(doc("Aduan lewat Kantor Pos (74) masuk.", [("Kantor Pos", "ORG")])) == []


def test_words_of_an_office_block_nothing() -> None:
    assert norms(doc("Ketua Panitia 2024 hadir.", [("Ketua Panitia 2024", "POS")])) == [("DATE", "2024", "2024")]


def test_the_factory_is_an_entry_point() -> None:
    nlp = spacy.blank("id_warta")
    nlp.add_pipe("warta_dates")
    assert [m.norm for m in nlp("Balai itu berdiri tahun 1997.")._.warta_dates] == ["1997"]
