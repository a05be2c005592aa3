"""Names by rules and model together, and what one-line phenomena of the rules look like in text."""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from warta.recognise.casing import soften
from warta.recognise.names import names_in
from warta.recognise.state import register
from warta.recognise.tagger import SPANS
from warta.values.mention import NameMention

_MARK = re.compile(r"\[(ORG|PER|FAC|LOC) ([^\[\]]+)\]")


def joined(text: str, *said: tuple[str, str, float]) -> list[tuple[str, str]]:
    """The names of a text with these (label, words, score) of a model; the first occurrence of the words counts."""
    spots = [(text.index(words), label, words, score) for label, words, score in said]
    modelled = [
        NameMention(at, at + len(words), label, words, words, "model", score)  # type: ignore[arg-type]
        for at, label, words, score in sorted(spots)
    ]
    return [(n.label, n.text) for n in names_in(text, modelled=modelled)]


def test_what_the_model_found_once_is_found_everywhere() -> None:
    text = "Layanan Zerqa dibuka. Pengguna menilai Zerqa mudah."
    assert joined(text, ("ORG", "Zerqa", 0.95)) == [("ORG", "Zerqa"), ("ORG", "Zerqa")]


def test_a_guess_that_the_model_does_not_share_is_not_repeated() -> None:
    text = "Lomba Quonta Vexil dimulai. Menurut panitia, Quonta Vexil diikuti pelajar Bantul."
    assert ("PER", "Quonta Vexil") in [(n.label, n.text) for n in names_in(text)]
    assert joined(text, ("LOC", "Bantul", 0.99)) == [("LOC", "Bantul")]


def test_names_of_the_model_keep_out_of_silent_stretches() -> None:
    text = "Pewarta: Zerqa"
    name = NameMention(9, 14, "PER", "Zerqa", "Zerqa", "model", 0.99)
    assert names_in(text, silent=[(0, len(text))], modelled=[name]) == []


PHENOMENA = [
    "Hadir pula [PER Rini Lestari] Direktur Utama perusahaan itu.",
    "Data Panitia Kerja (Panja) dibahas.",
    "Hasil akreditasi dari lembaga BAN-PT keluar kemarin.",
    "Sambutan Letjen TNI [PER Wahyu Hartawan] singkat.",
    "Pembangunan di Kota-kota besar berjalan.",
    "Truk melintas di [LOC Jalan Jenderal Sudirman] pagi ini.",
    "Truk melintas di [LOC Jalan Raya Sukaraja-Sukabumi] pagi ini.",
    "Menurut Komisaris Besar Polisi [PER Wahyu Hartawan], arus lancar.",
    "Menurut Brigjend [PER Wahyu Hartawan], arus lancar.",
    "Menteri Pekerjaan Umum (PU) [PER Wahyu Hartawan] hadir.",
    "Kredit dari [ORG Bank of China (Hong Kong) Limited Cabang Jakarta] cair.",
    "Pidato Executive Director [FAC Mitrawan Hospitals Bogor] disambut.",
    "Siswa [FAC Sekolah Rakyat Terpadu (SRT) 17 Bogor] berangkat.",
    "Pemberdayaan Komunitas Adat Terpencil (KAT) berlanjut.",
    "Dikutip dari [ORG Zerqa Daily], harga naik.",
    "Seperti dilansir [ORG Zerqa] (12/5), harga naik.",
    "Ia mengutip [PER Rini Lestari], gurunya.",
    "Pembalap itu ikut GP [LOC Argentina] pekan ini.",
    "Surat untuk seluruh Dinas Sosial dikirim.",
]


@pytest.mark.parametrize("marked", PHENOMENA)
def test_phenomena(marked: str) -> None:
    text = _MARK.sub(r"\2", marked)
    assert [(n.label, n.text) for n in names_in(text)] == _MARK.findall(marked)


def test_lines_in_capitals_are_read_in_the_case_of_a_sentence() -> None:
    soft, lines = soften("KEMENTERIAN SOSIAL MENYALURKAN BANTUAN DI KOMPAS.COM")
    assert lines
    assert soft == "Kementerian Sosial menyalurkan bantuan di Kompas.com"


def test_words_of_the_language_in_capitals_are_no_names() -> None:
    assert [n.text for n in names_in("PERBEDAAN ANTARA BANTUL DAN SLEMAN ITU NYATA")] == ["BANTUL", "SLEMAN"]


def test_the_model_reads_capitals_in_the_case_of_a_sentence() -> None:
    register()
    nlp = spacy.blank("id_warta")
    seen: list[str] = []

    @Language.component("stub_tagger")
    def tag(doc: Doc) -> Doc:
        seen.append(doc.text)
        at = doc.text.casefold().index("rini")
        doc.spans[SPANS] = [doc.char_span(at, at + 12, label="PER")]
        doc.spans[SPANS].attrs["scores"] = [0.99 if "Rini" in doc.text else 0.1]
        return doc

    nlp.add_pipe("stub_tagger", name="warta_tagger")
    nlp.add_pipe("warta_names")
    doc = nlp("BANTUAN DISALURKAN RINI LESTARI\n\nBantuan tiba.")
    assert [(n.label, n.text) for n in doc._.warta_names] == [("PER", "RINI LESTARI")]
    assert len(seen) == 2
    nlp("Bantuan disalurkan Rini Lestari.")
    assert len(seen) == 3
    # A headline in Title Case is read once: the model knows it best as it is.
    nlp("Bantuan Banjir Disalurkan Relawan Rini Lestari Kepada Warga Terdampak Banjir\n\nBantuan tiba.")
    assert len(seen) == 4


def test_a_person_of_one_name_in_capitals_is_no_acronym() -> None:
    line = '"KAMI SIAP MELAYANI," KATA WIRA DI HADAPAN WARGA.'
    assert joined(line, ("PER", "WIRA", 0.97)) == [("PER", "WIRA")]
    assert joined('"Kami siap melayani," kata WIRA di hadapan warga.', ("PER", "WIRA", 0.97)) == [("ORG", "WIRA")]


def test_names_in_capitals_are_written_as_the_text_has_them() -> None:
    (name,) = names_in("BANTUAN DISALURKAN KEMENTERIAN SOSIAL KEMARIN")
    assert (name.text, name.norm) == ("KEMENTERIAN SOSIAL", "Kementerian Sosial")


def test_what_the_model_found_defines_the_acronym_behind_it() -> None:
    text = "Program itu dijalankan Wredhi Karta Utama (WKU). Kedatangan WKU disambut."
    found = joined(text, ("ORG", "Wredhi Karta Utama", 0.95))
    assert found == [("ORG", "Wredhi Karta Utama"), ("ORG", "WKU"), ("ORG", "WKU")]


def test_a_kind_of_body_in_front_makes_a_name_with_its_acronym_one() -> None:
    text = "Ia bertemu lembaga amal Zerqa Vellum Ortho (ZVO) kemarin. Kedatangan ZVO disambut."
    assert joined(text) == [("ORG", "Zerqa Vellum Ortho"), ("ORG", "ZVO"), ("ORG", "ZVO")]
    assert "ORG" not in dict(joined("Ia membeli Zerqa Vellum Ortho (ZVO) kemarin."))


def test_a_name_that_goes_on_behind_its_acronym_is_not_broken_by_the_model() -> None:
    text = 'Ketua Koperasi Tani Makmur (KTM) "Sido Rukun", Nurlela, hadir.'
    whole = ("ORG", 'Koperasi Tani Makmur (KTM) "Sido Rukun"')
    said = (("ORG", "Koperasi Tani Makmur", 0.8), ("ORG", "KTM", 0.7), ("PER", "Nurlela", 0.95))
    assert joined(text, *said) == [whole, ("PER", "Nurlela")]


def test_a_word_that_ends_names_of_bodies_is_given_back_to_them() -> None:
    text = "Ketua Yayasan Tunas Bumi Lestari Ratih Wulandari hadir."
    said = (("ORG", "Yayasan Tunas Bumi", 0.98), ("PER", "Lestari Ratih Wulandari", 0.98))
    assert joined(text, *said) == [("ORG", "Yayasan Tunas Bumi Lestari"), ("PER", "Ratih Wulandari")]
    wrapped = "Direktur Utama PT Tunas Bumi Lestari\nMaria Da Costa hadir."
    said = (("ORG", "PT Tunas Bumi", 0.98), ("PER", "Lestari\nMaria Da Costa", 0.9))
    assert joined(wrapped, *said) == [("ORG", "PT Tunas Bumi Lestari"), ("PER", "Maria Da Costa")]


def test_a_person_that_is_only_the_end_of_a_body_is_none() -> None:
    said = (("ORG", "Yayasan Tunas Bumi", 0.98), ("PER", "Lestari", 0.9))
    assert joined("Bantuan dari Yayasan Tunas Bumi Lestari kemarin.", *said) == [("ORG", "Yayasan Tunas Bumi Lestari")]
    said = (("ORG", "Yayasan Tunas Bumi", 0.98), ("PER", "Ratih", 0.9))
    assert joined("Bantuan dari Yayasan Tunas Bumi Ratih kemarin.", *said)[1:] == [("PER", "Ratih")]


def test_a_body_is_as_long_as_elsewhere_in_the_document() -> None:
    long, short = "Yayasan Tunas Bumi Cerah", "Yayasan Tunas Bumi"
    text = f"{long} Beri Beasiswa\n\nBeasiswa itu dari {long}. {short} senang."
    places = ((0, short), (text.index("dari ") + 5, long), (text.rindex(short), short))
    modelled = [NameMention(at, at + len(name), "ORG", name, name, "model", 0.98) for at, name in places]
    found = names_in(text, titles=[(0, text.index("\n"))], modelled=modelled)
    assert [n.text for n in found] == [long, long, short]
