"""The borders of a model's names: ``<...>`` is what the model says, ``[...]`` what is left of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.recognise.tidy import several, tidy
from warta.values.mention import NameMention


def names_of(text: str, label: str, words: str, score: float = 0.9) -> list[str]:
    start = text.index(words)
    name = NameMention(start, start + len(words), label, words, words, "model", score)  # type: ignore[arg-type]
    found = tidy(text, [name])
    assert all(text[n.start : n.end] == n.text for n in found)
    return [n.text for n in found]


BORDERS = [
    ("a phrase of the sentence", "ORG", "Langkah <[Kementerian Sosial] dalam Program Makmur> dipuji."),
    ("behind a preposition", "ORG", "Bantuan <[Dinas Sosial] melalui Sentra> tiba."),
    ("bodies in the whole country", "ORG", "Wakil <[Ditjen Perikanan] seluruh Indonesia> hadir."),
    ("an embassy abroad", "ORG", "Staf <[Kedutaan Besar Jepang di Hanoi]> hadir."),
    ("a bracket that is not closed", "ORG", "Ketua <[Balai Besar Serat Alam] (BBSA>) hadir."),
    ("a name with its acronym inside", "ORG", "Ketua <[Badan Serat (BSA) RI]> hadir."),
    ("rank", "PER", "Mereka adalah <Brigjen [Wahyu Hartawan]> dan adiknya."),
    ("several titles", "PER", "Kuliah <Prof. Dr. [Rini Lestari]> penuh."),
    ("words run together", "PER", "Ujar <[Rini Lestari] kepadamedia>, Selasa."),
    ("a function word run together with the name", "ORG", "Kasus ditangani <oleh[Polda Cahaya Timur]> kini."),
    ("a particle in small letters", "PER", "Ujar <[Wahyu bin Hartawan]>, Selasa."),
    ("a place in front of the person", "PER", "Kepala Balai di <Cimahi [Wahyu Hartawan]> hadir."),
    ("a person called like a place", "PER", "Ketua panitia <[Bandung Hartawan Putra]> hadir."),
    ("word of place in small letters", "LOC", "Warga <kabupaten [Tuban]> resah."),
    ("word of place with a capital", "LOC", "Warga <[Kabupaten Tuban]> resah."),
    ("the kilometre of a road", "FAC", "Macet di <[Tol Cahaya Timur] KM 27> pagi."),
    ("marks at the edges", "ORG", "Menurut <\u201c[Cahaya Timur]\u201d,> harga naik."),
    ("stop of an abbreviation", "ORG", "Kapal milik <[Cahaya Trans Inc.]> karam."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "label", "marked"), BORDERS, ids=[b[0] for b in BORDERS])
def test_borders(why: str, label: str, marked: str) -> None:
    plain = re.sub(r"[\[\]<>]", "", marked)
    said = re.sub(r"[\[\]]", "", marked[marked.index("<") + 1 : marked.index(">")])
    left = re.sub(r"[<>]", "", marked[marked.index("[") + 1 : marked.index("]")])
    assert names_of(plain, label, said) == [left]


def test_the_short_first_word_of_a_regional_name_is_taken_in() -> None:
    assert names_of("Kata Ketua Majelis Wa Ode Lestari kemarin.", "PER", "Ode Lestari") == ["Wa Ode Lestari"]


NONE = [
    ("a degree", "PER", "Dokter Wahyu, MSc, hadir.", "MSc", 1.0),
    ("a kind of body", "ORG", "Tiap Unit Pelaksana Teknis wajib lapor.", "Unit Pelaksana Teknis", 0.99),
    ("the acronym of a programme", "ORG", "Dana zakat dan sedekah (ZIS) naik.", "ZIS", 0.94),
    ("a word of the language", "ORG", "Zakat wajib dibayar.", "Zakat", 0.92),
    ("a legal form alone", "ORG", "Kata Limited Cabang Jakarta.", "Limited Cabang Jakarta", 0.98),
    ("an epithet", "LOC", "Ia berlibur di Pulau Dewata lagi.", "Pulau Dewata", 0.99),
    ("offices of a kind", "ORG", "Surat untuk seluruh Dinas Sosial dikirim.", "Dinas Sosial", 0.99),
    ("a bracket opened outside", "FAC", "Di rumah tahanan (Rutan) Cahaya ramai.", "Rutan) Cahaya", 0.9),
]  # fmt: skip


@pytest.mark.parametrize(("why", "label", "text", "words", "score"), NONE, ids=[n[0] for n in NONE])
def test_no_names(why: str, label: str, text: str, words: str, score: float) -> None:
    assert names_of(text, label, words, score) == []


def test_a_word_of_the_language_that_is_surely_a_name() -> None:
    assert names_of("Pilar menolak usul itu.", "PER", "Pilar", 0.99) == ["Pilar"]


def test_kinds_of_bodies() -> None:
    plural = "Rapat dengan seluruh Dinas Sosial se-Indonesia selesai."
    start = plural.index("Dinas")
    assert several(plural, start, start + len("Dinas Sosial"))
    single = "Rapat dengan Dinas Sosial selesai."
    start = single.index("Dinas")
    assert not several(single, start, start + len("Dinas Sosial"))
    named = "Pegawai seluruh Puskesmas Wonosari hadir."
    start = named.index("Puskesmas")
    assert not several(named, start, start + len("Puskesmas Wonosari"))


def test_offices_pass_unchanged() -> None:
    text = "Direktur Utama hadir."
    office = NameMention(0, 14, "POS", "Direktur Utama", "Direktur Utama", "model", 0.4)
    assert tidy(text, [office]) == [office]


_PIECES = ["Rini", "dr.", "Dinas", "dalam", "di", "(", ")", "KM 3", "kota", "Cimahi", "“", ".", ",", "Wa", "seluruh", "MSc", "\n"]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8), st.sampled_from(["ORG", "PER", "FAC", "LOC"]))
def test_what_is_left_lies_inside_the_text(parts: list[str], label: str) -> None:
    inside = " ".join(parts)
    text = f"Kata {inside} itu."
    name = NameMention(5, 5 + len(inside), label, inside, inside, "model", 0.9)  # type: ignore[arg-type]
    for left in tidy(text, [name]):
        assert left.start < left.end <= name.end
        assert text[left.start : left.end] == left.text == left.text.strip()
        assert left.norm
