"""Header lines, datelines, headlines: one line per form."""

from __future__ import annotations

import pytest
from warta.read.analysis import analyse
from warta.read.dateline import find_dateline, title_case
from warta.read.header import read_header

BODY = "Dinas Kelautan setempat membagikan 40 perahu kepada nelayan yang kehilangan mata pencaharian akibat badai."


@pytest.mark.parametrize(
    ("line", "outlet", "author", "day"),
    [
        ("Kompas.com - 05/12/2024, 16:48 WIB", "Kompas.com", None, "2024-12-05"),
        ("Kompas.com - Diperbarui 12/05/2024, 06:36 WIB", "Kompas.com", None, "2024-05-12"),
        ("detikcom - Senin, 15 Sep 2025 20:29 WIB", "detikcom", None, "2025-09-15"),
        ("sindonews.com - 05-Jul-19", "sindonews.com", None, "2019-07-05"),
        ("Cnn Indonesia - Selasa, 19 Sep 2017", "CNN Indonesia", None, "2017-09-19"),
        ("• Thursday, 27 Feb 2020 - 22:45 WIB", None, None, "2020-02-27"),
        ("Selasa, 29 Januari 2019 / 20:44 WIB", None, None, "2019-01-29"),
        ("Rara Anindya - detikFinance", "detikcom", "Rara Anindya", None),
        ("Rara Anindya - detikNews Jumat, 29 Mei 2026 22:02 WIB", None, None, None),
        ("Oleh Rara Anindya | Warta Teluk | 3 Maret 2021", None, None, None),
        ("2019-09-14 08:30:00", None, None, "2019-09-14"),
        ("Oktober 07, 2019", None, None, "2019-10-07"),
        ("Kabar Teluk - 3 Nopember 2018", "Kabar Teluk", None, "2018-11-03"),
    ],
)
def test_header_line(line: str, outlet: str | None, author: str | None, day: str | None) -> None:
    found = read_header(line)
    if (outlet, author, day) == (None, None, None):
        assert found is None or found.day is not None
        return
    assert found is not None
    assert (found.outlet, found.author, None if found.day is None else found.day.iso) == (outlet, author, day)


@pytest.mark.parametrize(
    "line",
    [
        "Acara itu berlangsung pada Senin, 15 September 2025 di alun-alun.",
        "Rapat 12 Maret 2021 membahas anggaran perahu dan dermaga baru",
        BODY,
    ],
)
def test_running_text_is_no_header(line: str) -> None:
    assert read_header(line) is None


@pytest.mark.parametrize(
    ("head", "place", "outlet", "day"),
    [
        ("Jakarta (ANTARA) - ", "Jakarta", "ANTARA", None),
        ("Jakarta, (ANTARA News) - ", "Jakarta", "ANTARA", None),
        ("JAKARTA, KOMPAS.com – ", "Jakarta", "Kompas.com", None),
        ("BEKASI, KOMPAS.com- ", "Bekasi", "Kompas.com", None),
        ("JAKARTA,KOMPAS.com -", "Jakarta", "Kompas.com", None),
        ("KOMPAS.com - ", None, "Kompas.com", None),
        ("Jakarta, CNN Indonesia -- ", "Jakarta", "CNN Indonesia", None),
        ("Banda Aceh, CNN Indonesia -- ", "Banda Aceh", "CNN Indonesia", None),
        ("TEMPO.CO, Jakarta - ", "Jakarta", "tempo.co", None),
        ("jpnn.com, JAKARTA - ", "Jakarta", "jpnn.com", None),
        ("jpnn.com - JAKARTA - ", "Jakarta", "jpnn.com", None),
        ("KONTAN.CO.ID - JAKARTA. ", "Jakarta", "Kontan.co.id", None),
        ("JAKARTA (Pos Kota) – ", "Jakarta", "Pos Kota", None),
        ("FUKUOKA (9 November 2022) - ", "Fukuoka", None, "2022-11-09"),
        ("Kupang, 12 Maret 2021 – ", "Kupang", None, "2021-03-12"),
        ("Kupang, 5/3 (ANTARA) - ", "Kupang", "ANTARA", None),
        ("TANGERANG SELATAN, KOMPAS.com - ", "Tangerang Selatan", "Kompas.com", None),
        ("DKI JAKARTA - ", "DKI Jakarta", None, None),
        ("SEMARANG - ", "Semarang", None, None),
        ("Ende - ", "Ende", None, None),
        ("Ende, KabarTeluk – ", "Ende", "KabarTeluk", None),
        ("KUPANG (Humas Polda) - ", "Kupang", "Humas Polda", None),
        ("KBRN, Ende: ", "Ende", "RRI", None),
        ("KORANTELUK.CO, ENDE - ", "Ende", "koranteluk.co", None),
    ],
)
def test_dateline(head: str, place: str | None, outlet: str | None, day: str | None) -> None:
    found = find_dateline(head + BODY)
    assert found is not None
    assert (found.place, found.outlet, None if found.day is None else found.day.iso) == (place, outlet, day)
    assert (head + BODY)[found.length :].lstrip() == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Dua pemain muda - Rian dan Bagas - dipanggil ke pelatnas tahun ini.",
        "BREAKING NEWS - Gempa mengguncang Teluk Ende.",
        "Harga cabai - bawang naik menjelang lebaran.",
        "PT Laut Biru Tbk - perusahaan pelayaran - membukukan laba.",
        BODY,
    ],
)
def test_no_dateline(line: str) -> None:
    assert find_dateline(line) is None


def test_reporter_in_front_of_the_dateline() -> None:
    found = find_dateline("Laporan Wartawan Tribunnews.com, Rara Anindya TRIBUNNEWS.COM, ENDE - " + BODY)
    assert found is not None
    assert (found.author, found.outlet, found.place) == ("Rara Anindya", "Tribunnews.com", "Ende")


@pytest.mark.parametrize(
    ("place", "shown"),
    [("JAKARTA", "Jakarta"), ("DKI JAKARTA", "DKI Jakarta"), ("KUPANG NTT", "Kupang NTT"), ("Ende", "Ende")],
)
def test_title_case_of_places(place: str, shown: str) -> None:
    assert title_case(place) == shown


def test_headline_above_header_line() -> None:
    text = f"Nelayan Ende Terima 40 Perahu Baru\n\nKompas.com - 05/12/2024, 16:48 WIB\n\nENDE, KOMPAS.com - {BODY}\n"
    meta, regions = analyse(text)
    assert meta.title == "Nelayan Ende Terima 40 Perahu Baru"
    assert (meta.publisher, meta.dateline_place, meta.published_at) == ("Kompas.com", "Ende", "2024-12-05")
    assert [(r.kind, text[r.start : r.end]) for r in regions] == [
        ("title", "Nelayan Ende Terima 40 Perahu Baru"),
        ("header", "Kompas.com - 05/12/2024, 16:48 WIB"),
        ("dateline", "ENDE, KOMPAS.com -"),
    ]


def test_wrapped_headline_lines_are_joined() -> None:
    text = f"Nelayan\nEnde terima perahu baru dari pemerintah\nprovinsi\nENDE (3 Maret 2021) - {BODY}\n"
    meta, regions = analyse(text)
    assert meta.title == "Nelayan Ende terima perahu baru dari pemerintah provinsi"
    assert text[regions[0].start : regions[0].end].count("\n") == 2


@pytest.mark.parametrize(
    "headline",
    [
        "Perahu Nelayan Ende Bocor? Ini Penjelasan Dinas",
        "Kabar Baik! Nelayan Ende Terima Perahu",
        'Rara: Jangan Sebut Kami "Nelayan Kecil"',
        "InfoPublik - Dinas Buka Dermaga Baru di Ende",
        "Nelayan Ende Terima Perahu, Asalkan...",
        "Infografis: Perahu Bantuan di Ende",
        "Dinas membagikan perahu di tiga desa",
        "Penetapan Batas Laut Ende Paling Lambat 9 Desember 2024",
    ],
)
def test_headline_without_header_line(headline: str) -> None:
    meta, regions = analyse(f"{headline}\n\n{BODY}\n\n{BODY}\n")
    assert meta.title == headline
    assert (regions[0].start, regions[0].end, regions[0].kind) == (0, len(headline), "title")


@pytest.mark.parametrize(
    "first",
    [
        "Hal itu disampaikan Rara Anindya di Kantor Bupati Ende.",
        "Dinas Kelautan Kabupaten Ende menangkap Rara Anindya.",
        "GELORA.CO - Peneliti Lembaga Laut Biru Rara Anindya Dilaporkan ke Polisi.",
        "(Foto: Dinas Kelautan Ende)",
        "- Jadwal Kapal Ende Kupang",
        "Dengarkan artikel",
        "Lantas apa alasan dinas itu",
    ],
)
def test_first_line_that_is_no_headline(first: str) -> None:
    assert analyse(f"{first}\n\n{BODY}\n\n{BODY}\n")[0].title is None


def test_text_without_headline_has_none() -> None:
    meta, _ = analyse(f"{BODY}\n{BODY}\n")
    assert (meta.title, meta.publisher, meta.published_at, meta.published_from) == (None, None, None, None)
