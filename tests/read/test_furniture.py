"""Furniture: what is taken for it, how far it reaches, and what is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from warta.read.analysis import analyse
from warta.read.furniture import find_furniture
from warta.read.headline import headline_end
from warta.read.layout import lines


def furniture(text: str) -> list[str]:
    return [text[start:end] for start, end in find_furniture(text, lines(text))]


S = "Dinas Kelautan membagikan perahu kepada nelayan."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # links on their own line
        (f"{S}\nBaca juga: Nelayan Ende panen tongkol\n{S}", ["Baca juga: Nelayan Ende panen tongkol"]),
        (f"{S}\nBACA JUGA : Harga Ikan Naik\n{S}", ["BACA JUGA : Harga Ikan Naik"]),
        (f"{S}\n\nBaca Juga:\n\nHarga Ikan Naik di Ende\n\n{S}", ["Baca Juga:\n\nHarga Ikan Naik di Ende"]),
        (f"{S}\nSimak juga: Perahu Listrik Buatan Kupang\n", ["Simak juga: Perahu Listrik Buatan Kupang"]),
        (f"{S}\nLihat juga Video: Panen Raya Rumput Laut\n", ["Lihat juga Video: Panen Raya Rumput Laut"]),
        # links inside running text
        (f"{S} Baca juga: Harga Ikan Naik di Ende Menurut Rara, {S}", ["Baca juga: Harga Ikan Naik di Ende"]),
        (
            f"{S} Baca juga: Kupang Bangun Dermaga Baru Pernyataan tersebut disampaikan Rara.",
            ["Baca juga: Kupang Bangun Dermaga Baru"],
        ),
        (
            f"{S} Baca juga: Ini Alasan Kupang Bangun Dermaga “Dermaga lama sudah rusak dan tidak aman,” kata Rara.",
            ["Baca juga: Ini Alasan Kupang Bangun Dermaga"],
        ),
        (
            f"{S} Baca juga: Ombak Tinggi, Pelayaran ke Rote Ditunda Direktur Utama PT Laut Biru Bagas Ardi mengatakan itu.",
            ["Baca juga: Ombak Tinggi, Pelayaran ke Rote Ditunda"],
        ),
        (f"{S} Simak Video 'Panen Raya Rumput Laut':", ["Simak Video 'Panen Raya Rumput Laut':"]),
        # adverts, share bars, paging, embeds
        (f"{S}\nSCROLL TO CONTINUE WITH CONTENT\n{S}", ["SCROLL TO CONTINUE WITH CONTENT"]),
        (f"{S}\nADVERTISEMENT\n{S}", ["ADVERTISEMENT"]),
        (f"{S} [Gambas:Video 20detik] {S}", ["[Gambas:Video 20detik]"]),
        (f"{S}\nBagikan:\nFacebook\nWhatsApp\n", ["Bagikan:", "Facebook", "WhatsApp"]),
        (f"{S}\nHalaman selanjutnya >>>\n", ["Halaman selanjutnya >>>"]),
        (f"{S} A post shared by Kabar Teluk (@kabarteluk) {S}", ["A post shared by Kabar Teluk (@kabarteluk)"]),
        (
            f"{S} Artikel ini telah tayang di Kabarteluk.com dengan judul Perahu Baru",
            ["Artikel ini telah tayang di Kabarteluk.com dengan judul Perahu Baru"],
        ),
        (
            f"{S} Dapatkan update berita pilihan setiap hari. Mari bergabung, caranya klik link https://t.me/x, lalu join. "
            'Anda harus install aplikasi Telegram terlebih dulu di ponsel.";',
            [
                "Dapatkan update berita pilihan setiap hari. Mari bergabung, caranya klik link https://t.me/x, lalu join. "
                'Anda harus install aplikasi Telegram terlebih dulu di ponsel.";'
            ],
        ),
        # none of these is furniture
        (f"{S} Ia suka baca juga menulis puisi.", []),
        (f"{S} Terlihat juga perahu lama yang bocor.", []),
        (f"{S} Rara mendapatkan update berita dari radio.", []),
        (f"{S} Iklan rokok dilarang di pelabuhan.", []),
        ("Saksikan bersama kami peluncuran perahu itu.", []),
    ],
)
def test_furniture(text: str, found: list[str]) -> None:
    assert furniture(text) == found


@pytest.mark.parametrize(
    ("headline", "rest"),
    [
        ("Harga Ikan Naik, Nelayan Senang", "Sementara itu, kata dia, harga cabai turun."),
        ("Apa Itu Rumput Laut?", "Bupati Ende menjawab pertanyaan itu."),
        ("5 Desa di Ende Terima Perahu pada 2024", "Hal itu disampaikan Rara."),
        ("e-KTP Nelayan Dicetak di Pelabuhan", "Ia mengatakan pencetakan gratis."),
        ("Cuaca Buruk, Kapal Berhenti Melaut", "1. Kapal ikan harus berlabuh."),
        ("Rote Punya Dermaga Baru", "Rara Anindya menjelaskan bahwa dermaga itu panjang."),
    ],
)
def test_headline_ends_before_the_next_sentence(headline: str, rest: str) -> None:
    text = f"Rara Anindya hadir. {headline} {rest}"
    start = text.index(headline)
    assert text[start : headline_end(text, start, len(text))] == headline


def test_headline_alone_reaches_to_the_end() -> None:
    text = "Kupang Bangun Dermaga Baru"
    assert headline_end(text, 0, len(text)) == len(text)


def test_furniture_is_silent_and_does_not_overlap() -> None:
    text = f"{S}\nBaca juga: Harga Ikan Naik\nBaca juga: Ombak Tinggi\n\nEditor: Bagas Ardi\n"
    _, regions = analyse(text)
    assert [(r.kind, text[r.start : r.end]) for r in regions] == [
        ("furniture", "Baca juga: Harga Ikan Naik"),
        ("furniture", "Baca juga: Ombak Tinggi"),
        ("byline", "Editor: Bagas Ardi"),
    ]
    assert all(a.end <= b.start for a, b in pairwise(regions))
