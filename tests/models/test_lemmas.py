"""Lemmas: affixes are stripped as the grammar says, and only down to words that are roots."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from warta.recognise.lemmas import Lemmas, bare, root, strip

ROOTS = dict.fromkeys(
    [
        "tulis",
        "sapu",
        "kirim",
        "pukul",
        "baca",
        "ajar",
        "kerja",
        "jalan",
        "makan",
        "catat",
        "rumah",
        "alat",
        "tani",
        "main",
        "guna",
    ],
    10.0,
)


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("menulis", "tulis"),
        ("menyapu", "sapu"),
        ("mengirim", "kirim"),
        ("memukul", "pukul"),
        ("membaca", "baca"),
        ("mengecat", "cat"),
        ("memperjuangkan", "juang"),
        ("diperlihatkan", "lihat"),
        ("pertanian", "tani"),
        ("pembacaannya", "baca"),
        ("belajar", "ajar"),
        ("bekerja", "kerja"),
        ("beroda", "roda"),
        ("keterlibatan", "libat"),
        ("rumah-rumah", "rumah"),
        ("bacalah", "baca"),
    ],
)
def test_the_root_is_among_what_stripping_leaves(word: str, left: str) -> None:
    assert left in strip(word)


@pytest.mark.parametrize("word", ["di", "ke", "aku", "nya", "x", "", "-", "kan"])
def test_short_words_leave_nothing(word: str) -> None:
    assert strip(word) == {}


@given(st.text(alphabet="abdegikmnprstuy-", max_size=40))
def test_stripping_ends_and_leaves_parts_of_words(word: str) -> None:
    for left in strip(word):
        assert len(left) >= 3
        assert len(left) <= len(word)


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("menulis", "tulis"),
        ("penggunaan", "guna"),
        ("permainannya", "main"),
        ("peralatan", "alat"),
        ("jalan", "jalan"),  # no root jal
        ("makan", "makan"),
        ("kertas", "kertas"),  # unknown, stays
    ],
)
def test_only_known_roots_are_taken(word: str, lemma: str) -> None:
    assert root(word, ROOTS) == lemma


def test_closed_classes_lose_enclitics_alone() -> None:
    words = {"oleh": 9.0, "apa": 9.0, "sekolah": 8.0, "seko": 1.0}
    assert [bare(w, words) for w in ("olehnya", "apakah", "sekolah", "kepada")] == ["oleh", "apa", "sekolah", "kepada"]


def test_without_parts_of_speech_a_capital_inside_a_sentence_keeps_a_name() -> None:
    nlp = spacy.blank("id_warta")
    doc = Lemmas(roots=ROOTS)(nlp.make_doc("Menulis surat kepada Pertanian"))
    assert [t.lemma_ for t in doc] == ["tulis", "surat", "kepada", "Pertanian"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("id_warta_md")


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Petani menggunakan peralatan baru.", ["tani", "guna", "alat", "baru", "."]),
        ("Warga memperbaiki jalan desa.", ["warga", "baik", "jalan", "desa", "."]),
        ("Mereka membacakan puisi", ["mereka", "baca", "puisi"]),
        ("Menteri memberikan bantuan", ["menteri", "beri", "bantu"]),
        ("Petugas melakukan pengawasan", ["tugas", "laku", "awas"]),
    ],
)
def test_lemmas_of_the_package(nlp: Language, text: str, lemmas: list[str]) -> None:
    assert [t.lemma_ for t in nlp(text)] == lemmas


def test_verbs_in_ber_are_made_transitive_only_with_a_suffix() -> None:
    roots = {"ikan": 9.0, "beri": 5.0, "laku": 5.0}
    assert [root(w, roots) for w in ("memberikan", "diberikan", "memberlakukan")] == ["beri", "beri", "laku"]


def test_names_keep_their_form(nlp: Language) -> None:
    doc = nlp("Gubernur menemui Pertiwi Lestari di Pekalongan.")
    assert [t.lemma_ for t in doc if t.ent_type_ in {"PER", "LOC"}] == ["Pertiwi", "Lestari", "Pekalongan"]
