"""Sentences: abbreviations, quotes, datelines, line breaks; ``|`` marks a boundary."""

import pytest
from warta.recognise.pipeline import annotate, load
from warta.values.document import Document, Region


@pytest.fixture(scope="module")
def nlp():
    return load(components=["warta_sentences"])


CASES = [
    "Menteri tiba pagi ini. |Ia meninjau balai.",
    "Bantuan diserahkan Dr. H. Lukman kepada warga. |Warga senang.",
    "Juru bicara Rini P. Wulandari hadir. |Acara ditutup.",
    "Beras, gula, dll. dibagikan kepada 20 keluarga.",
    "Tersedia selimut, tenda, dll. |Semua dibagikan gratis.",
    '"Kami siap," kata Rini. |"Besok kami datang."',
    '"Kami siap." |Rini lalu pulang.',
    "“Kami siap membantu.” |Rini lalu pulang.",
    "Benarkah? |Belum tentu! |Kita lihat nanti…",
    "Luasnya 5.000 m2. |3 warga hadir.",
    "Padang (Warta Kita) - Gubernur meresmikan pasar. |Pasar itu luas.",
    "PT. Maju Jaya Tbk. berdiri pada 1990.",
    "Alamatnya Jl. Melati No. 5 Bandung. |Silakan datang.",
    "Judul Berita Hari Ini\n\n|Isi berita dimulai di sini.",
    "Paragraf satu.\n|Paragraf dua.",
    "Nilainya naik (sekitar 5 persen). |Lalu turun.",
]


@pytest.mark.parametrize("marked", CASES)
def test_boundaries(nlp, marked):
    doc = nlp(marked.replace("|", ""))
    found = "".join(("|" if s.start_char else "") + s.text_with_ws for s in doc.sents)
    assert found == marked


def test_regions_fence_sentences(nlp):
    text = "Warga Terima Bantuan\nBANDUNG (9 Mei 2024) - Wali kota hadir di balai."
    regions = (Region(0, 20, "title"), Region(21, 43, "dateline"))
    (_, doc), *_ = annotate(nlp, [Document("d", "-", "txt", text, regions=regions)])
    assert [s.text.strip() for s in doc.sents] == [
        "Warga Terima Bantuan",
        "BANDUNG (9 Mei 2024) -",
        "Wali kota hadir di balai.",
    ]


def test_unknown_component_is_named():
    with pytest.raises(ValueError, match="warta_dreams"):
        load(components=["warta_dreams"])


def test_missing_requirement_is_named():
    with pytest.raises(ValueError, match="warta_amounts needs dates, names"):
        load(components=["warta_sentences", "warta_amounts"])
