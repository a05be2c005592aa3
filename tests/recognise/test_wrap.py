"""Hard-wrapped text: soft line ends become spaces, offsets stay."""

from hypothesis import given
from hypothesis import strategies as st
from warta.recognise.wrap import is_wrapped, unwrap

WRAPPED = """Rombongan
Dinas Sosial meninjau gudang logistik di tepi sungai bersama para
relawan. Kepala Dinas
Sosial Rini Wulandari menyerahkan 40 paket sembako kepada warga
yang mengungsi. "Kami
berharap warga tetap tenang dan mengikuti arahan petugas di
lapangan," kata
Rini. Bantuan datang dari
Yayasan Tunas Harapan dan beberapa
donatur.
Gudang itu dibuka kembali pada Senin (6/5/2024)."""

PARAGRAPHS = """Gubernur membuka pasar rakyat.
Acara itu dihadiri ratusan warga.
Pasar buka setiap hari kerja.
Harga beras stabil.
Warga menyambut baik.
Acara ditutup dengan doa."""


def test_wrapped_text_is_told_from_paragraphs():
    assert is_wrapped(WRAPPED)
    assert not is_wrapped(PARAGRAPHS)


def test_names_are_joined_across_the_line_end():
    out = unwrap(WRAPPED)
    assert len(out) == len(WRAPPED)
    assert "Rombongan Dinas Sosial" in out
    assert "Kepala Dinas Sosial Rini" in out
    assert "donatur.\nGudang" in out


def test_paragraph_ends_stay():
    assert unwrap(PARAGRAPHS) == PARAGRAPHS


def test_fences_and_lists_stay():
    text = WRAPPED.replace("Rombongan\n", "Judul Pendek\n")
    assert unwrap(text, frozenset({12}))[12] == "\n"
    assert unwrap("Syarat:\n- KTP\n- kartu keluarga\n") == "Syarat:\n- KTP\n- kartu keluarga\n"


def test_lower_case_goes_on_even_in_paragraph_text():
    assert unwrap("Bantuan itu diserahkan\nkepada warga.") == "Bantuan itu diserahkan kepada warga."


@given(st.text(alphabet='aB.\n\r "', max_size=300))
def test_offsets_never_move(text):
    out = unwrap(text)
    assert len(out) == len(text)
    assert all(a == b or (a in "\r\n" and b == " ") for a, b in zip(text, out, strict=True))
