"""What stands beside a name: lone places, speaking acronyms, taxes, particles. Gold is inline; facts are invented."""

from __future__ import annotations

import re

import pytest
from warta.recognise.names import names_in
from warta.recognise.surroundings import drop_lone_places, mend
from warta.values.mention import NameMention

_MARK = re.compile(r"\[(ORG|PER|FAC|LOC) ([^\[\]]+)\]")


def said(text: str, *names: tuple[str, str, str]) -> list[NameMention]:
    """Mentions of (label, words, found_by), each at the first occurrence of the words behind the one before."""
    out: list[NameMention] = []
    at = 0
    for label, words, found_by in names:
        at = text.index(words, at)
        out.append(NameMention(at, at + len(words), label, words, words, found_by, None))  # type: ignore[arg-type]
        at += len(words)
    return out


def after(text: str, *names: tuple[str, str, str]) -> list[tuple[str, str]]:
    return [(n.label, n.text) for n in mend(text, said(text, *names))]


PHENOMENA = [
    "Tarif PKB atau BBNKB di [LOC Jawa Barat] tidak naik.",
    "Ketua [ORG PKB] menerima tamu.",
    "Pembayaran PBB-P2 di [LOC Bantul] diperpanjang.",
    "Wajib pajak PBB di [LOC Bantul] mendapat potongan. Setoran PBB naik.",
    "Sidang [ORG PBB] membahas gencatan senjata.",
    "Presiden [LOC Mesir] [PER Abdel Fattah al-Sisi] tiba.",
    "Menteri Luar Negeri [PER Faisal bin Farhan] hadir.",
    "Menurut [PER Johannes van der Meer], kapal itu kosong.",
    "Dampak Brexit terasa di [LOC Inggris].",
    "Kota itu menjadi Ibu Kota [LOC Indonesia].",
    "Agresi Militer II terjadi di kota ini.",
    "Ia memakai MacBook Pro untuk bekerja.",
    "Kata Letjen TNI (Purn) [PER Wahyu Hartawan], arus lancar.",
    "Kata Brigadir Kepala [PER Wahyu Hartawan], arus lancar.",
    "Duta itu, [PER Caspar van den Berg], pulang.",
    "Dalam jurnal Clinical Zarvology hal itu dijelaskan.",
    "Pawai dibuka Presiden Borough [PER Rini Lestari] pagi ini.",
    "Kapolsek [LOC Medan Helvetia] membenarkan kejadian itu.",
    "Kata Kolonel Cpl [PER Eko Hartawan], arus lancar.",
    "Pemimpin itu, Ayatollah [PER Wahyu Hartawan], menolak.",
    "Kata Koordinator [ORG MN KAZVI] [PER Wahyu] kemarin.",
    "Kepala Dusun [LOC Zarvajati] [PER Wahyu Hartawan] hadir.",
    "Kata Kepala [ORG Dinas Sosial Kota Bogor], [PER Lalu Wahyu Hartawan], arus lancar.",
    "Hal itu kata [PER Baiq Rini Lestari] benar.",
    "Lalu [PER Wahyu Hartawan] pulang.",
    "Ketua [ORG Yayasan Maju], [PER Raja Rini Lestari], hadir.",
    "Kedatangan Raja [PER Wahyu Hartawan] disambut.",
]


@pytest.mark.parametrize("marked", PHENOMENA)
def test_phenomena(marked: str) -> None:
    text = _MARK.sub(r"\2", marked)
    assert [(n.label, n.text) for n in names_in(text)] == _MARK.findall(marked)


@pytest.mark.parametrize(
    "text",
    ["Minyak West Texas Zarvex naik.", "Taman Senayan Zarvex ditutup.", "Mobil itu bernama Texas Zarvex."],
)
def test_a_place_beside_an_unknown_word_that_the_model_does_not_see_is_dropped(text: str) -> None:
    place = next(word for word in ("Texas", "Senayan") if word in text)
    ruled = said(text, ("LOC", place, "lexicon:places"))
    assert drop_lone_places(text, ruled, []) == []
    assert drop_lone_places(text, ruled, said(text, ("LOC", place, "model"))) == ruled


@pytest.mark.parametrize(
    "text",
    [
        "Gubernur Texas Rini Lestari hadir.",
        "Warga Texas menolak.",
        "Kemarin Texas mendung.",
        "Perjanjian Texas ditandatangani.",
        "Zarvex. Texas mendung.",
        "Bupati Texas, Zarvex, hadir.",
    ],
)
def test_a_place_beside_words_that_are_known_stays(text: str) -> None:
    ruled = said(text, ("LOC", "Texas", "lexicon:places"))
    assert drop_lone_places(text, ruled, []) == ruled


def test_a_place_between_unknown_capitals_is_dropped_even_with_the_model() -> None:
    assert after("Paket EU Asia Zarvex dijual.", ("LOC", "Asia", "lexicon:places")) == []


def test_an_acronym_that_speaks_is_a_body() -> None:
    assert after('"Aman," kata MFA kemarin.', ("PER", "MFA", "model")) == [("ORG", "MFA")]


@pytest.mark.parametrize(
    ("text", "form"),
    [("Tersangka IMR ditahan.", "IMR"), ("Warga, IMR (32), terluka.", "IMR"), ("Kata SBY, harga turun.", "SBY")],
)
def test_initials_and_known_persons_stay(text: str, form: str) -> None:
    assert after(text, ("PER", form, "model")) == [("PER", form)]


def test_initials_of_a_person_named_in_full_stay() -> None:
    text = "Rini Ayu Lestari datang. RAL lalu pulang."
    assert after(text, ("PER", "Rini Ayu Lestari", "model"), ("PER", "RAL", "model"))[1] == ("PER", "RAL")


def test_capitals_behind_a_person_and_a_comma_are_a_degree() -> None:
    text = "Dokter Rini Lestari, MAMG menjelaskan."
    assert after(text, ("PER", "Rini Lestari", "rule:title"), ("PER", "MAMG", "model")) == [("PER", "Rini Lestari")]


def test_a_company_that_speaks_and_is_a_word_of_a_person_is_that_person() -> None:
    text = "Sony Wahyudi hadir. Harus hati-hati, ucap Sony."
    names = ("PER", "Sony Wahyudi", "model"), ("ORG", "Sony", "lexicon:companies")
    assert after(text, *names) == [("PER", "Sony Wahyudi"), ("PER", "Sony")]


def test_a_company_that_does_not_speak_stays() -> None:
    text = "Sony Wahyudi membeli kamera buatan Sony."
    names = ("PER", "Sony Wahyudi", "model"), ("ORG", "Sony", "lexicon:companies")
    assert after(text, *names)[1] == ("ORG", "Sony")


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [
        ("Menurut Caspar van den Berg, itu benar.", ["Caspar", "Berg"], "Caspar van den Berg"),
        ("Wahyu al-Fatih Ramadhan tiba.", ["Wahyu al", "Fatih Ramadhan"], "Wahyu al-Fatih Ramadhan"),
        ("Penyerang Alfredo Di Zarvano tiba.", ["Alfredo", "Zarvano"], "Alfredo Di Zarvano"),
        ("Pejabat Atta-ur-Rehman Zarvan tiba.", ["Atta-ur", "Rehman Zarvan"], "Atta-ur-Rehman Zarvan"),
        ("Pelatih Luis de la Zarva tiba.", ["Luis"], "Luis de la Zarva"),
        ("Pemilik kedai, Kanya Zarvuno, lega.", ["Zarvuno"], "Kanya Zarvuno"),
    ],
)
def test_parts_of_a_name_are_joined(text: str, parts: list[str], whole: str) -> None:
    assert after(text, *(("PER", part, "model") for part in parts)) == [("PER", whole)]


def test_two_letters_behind_a_person_are_no_country() -> None:
    text = "Menurut Irjen Wahyu AS, arus lancar."
    assert after(text, ("PER", "Wahyu", "rule:title"), ("LOC", "AS", "lexicon:countries")) == [("PER", "Wahyu AS")]


@pytest.mark.parametrize("text", ["Di Jakarta, Menkominfo Zarvuno hadir.", "Kata Budi. Hari Zarvuno hadir."])
def test_an_office_or_a_plain_word_in_front_is_no_first_name(text: str) -> None:
    assert after(text, ("PER", "Zarvuno", "model")) == [("PER", "Zarvuno")]


def test_a_word_in_small_letters_is_no_person() -> None:
    assert after("Foto itu dibuat paparazi kemarin.", ("PER", "paparazi", "model")) == []


def test_the_force_by_itself_stays_a_body() -> None:
    assert after("Prajurit TNI membantu warga.", ("ORG", "TNI", "lexicon:agencies")) == [("ORG", "TNI")]


def test_where_one_is_named_by_initials_others_are() -> None:
    text = "Tersangka IP ditahan. Kata dia, MIL menerima uang."
    assert after(text, ("PER", "IP", "model"), ("PER", "MIL", "model"))[1] == ("PER", "MIL")


def test_the_number_of_the_next_row_is_no_part_of_a_name() -> None:
    assert after("2. Wahyu Rahman.3. Rini", ("PER", "Wahyu Rahman.3", "model")) == [("PER", "Wahyu Rahman")]


def test_a_candidacy_is_no_part_of_a_name() -> None:
    assert after("Hadir Caketum Wahyu Rahman kemarin.", ("PER", "Caketum Wahyu Rahman", "model")) == [
        ("PER", "Wahyu Rahman")
    ]


AS_ELSEWHERE = [
    # the number of a site
    ("Panti Melati 3 dan Panti Melati 3.", [("FAC", "Panti Melati 3"), ("FAC", "Panti Melati")], "Panti Melati 3"),
    ("Panti Melati 3 dan Panti Melati 30.", [("FAC", "Panti Melati 3"), ("FAC", "Panti Melati")], "Panti Melati"),
    ("RSUD Maju Jaya dan RSUD Maju Jaya.", [("FAC", "RSUD Maju Jaya"), ("FAC", "RSUD Maju")], "RSUD Maju"),
    # the front of a place
    ("Desa Anyar Menteng. Desa Anyar Menteng.", [("LOC", "Anyar Menteng"), ("LOC", "Menteng")], "Anyar Menteng"),
    ("Desa Anyar Menteng. Banyar Menteng.", [("LOC", "Anyar Menteng"), ("LOC", "Menteng")], "Menteng"),
    ("Anyar Menteng. Anyar Menteng.", [("LOC", "Anyar Menteng"), ("PER", "Anyar"), ("LOC", "Menteng")], "Menteng"),
    # only names of the same kind
    ("Panti Melati 3 dan Panti Melati 3.", [("FAC", "Panti Melati 3"), ("ORG", "Panti Melati")], "Panti Melati"),
]


@pytest.mark.parametrize(("text", "names", "expected"), AS_ELSEWHERE)
def test_a_name_is_as_long_as_elsewhere(text: str, names: list[tuple[str, str]], expected: str) -> None:
    found = after(text, *((label, words, "rule:test") for label, words in names))
    assert found[-1] == (names[-1][0], expected)
