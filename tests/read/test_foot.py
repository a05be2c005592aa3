"""Bylines, initials, copyright, signature, and the order in which the day is taken."""

from __future__ import annotations

import pytest
from warta.read.analysis import analyse
from warta.read.closing import read_byline, read_copyright, read_initials

S = "Dinas Kelautan membagikan perahu kepada nelayan Teluk Biru."


@pytest.mark.parametrize(
    ("line", "author", "editor"),
    [
        ("Pewarta: Rara Anindya", "Rara Anindya", None),
        ("Penulis : Rara Anindya", "Rara Anindya", None),
        ("Editor: Bagas Ardi", None, "Bagas Ardi"),
        ("Reporter: Rara Anindya | Editor: Bagas Ardi", "Rara Anindya", "Bagas Ardi"),
        ("Reporter: Rara/Bagas", "Rara/Bagas", None),
        ("(Penulis: Rara Anindya, Editor: Bagas Ardi)", "Rara Anindya", "Bagas Ardi"),
    ],
)
def test_byline(line: str, author: str | None, editor: str | None) -> None:
    assert read_byline(line.strip("()")) == (author, editor)


@pytest.mark.parametrize(
    "line",
    [
        "Laporan: pendapatan nelayan naik 5 persen",
        "Editor majalah itu berkata: tidak",
        "Penulis: 12 orang",
        "Editor:",
        S,
    ],
)
def test_no_byline(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("end", "author", "editor"),
    [
        ("(ANP)", "ANP", None),
        ("(prf/ega)", "prf", "ega"),
        ("[sc]", "sc", None),
        ("(Tribunnews.com/Rara Anindya)", "Rara Anindya", None),
        ("(Tan/JPNN)", "Tan", None),
        ("(RMOL)", None, None),
        ("(*)", None, None),
    ],
)
def test_initials(end: str, author: str | None, editor: str | None) -> None:
    found = read_initials(f"{S} {end}")
    assert found is not None
    assert (f"{S} {end}"[found[0] :], found[1], found[2]) == (end, author, editor)


@pytest.mark.parametrize(
    "text", ["Ia bertugas di Dewan Perwakilan Rakyat (DPR).", "Ia lahir tahun 1990 (34)", "perahu (kapal kecil)", S]
)
def test_no_initials(text: str) -> None:
    assert read_initials(text) is None


@pytest.mark.parametrize(
    ("line", "owner", "year"),
    [
        ("Copyright © ANTARA 2018", "ANTARA", "2018"),
        ("COPYRIGHT © ANTARA 2020", "ANTARA", "2020"),
        ("Copyright 2008 - 2023 PT. Kabar Teluk. All Rights Reserved.", "PT", "2023"),
        ("© 2021 Kabar Teluk", "Kabar Teluk", "2021"),
        ("Hak Cipta © Kabar Teluk 2019", "Kabar Teluk", "2019"),
    ],
)
def test_copyright(line: str, owner: str, year: str) -> None:
    found = read_copyright(line)
    assert found is not None
    assert (found[0], found[1]) == (owner, year)


def test_byline_run_into_the_last_sentence_before_furniture() -> None:
    text = f"{S} (Penulis: Rara Anindya | Editor: Bagas Ardi) Artikel ini telah tayang di Kabarteluk.com"
    meta, regions = analyse(text)
    assert (meta.author, meta.editor) == ("Rara Anindya", "Bagas Ardi")
    assert [r.kind for r in regions] == ["byline", "furniture"]


@pytest.mark.parametrize(
    ("signature", "publisher"),
    [
        ("Biro Hubungan Masyarakat\nKementerian Kelautan RI", "Biro Hubungan Masyarakat Kementerian Kelautan RI"),
        ("Kepala Biro Humas\nKementerian Kelautan RI\nRara Anindya", "Biro Humas Kementerian Kelautan RI"),
        ("Corporate Secretary\nPT Laut Biru Tbk", "Corporate Secretary PT Laut Biru Tbk"),
        (
            "Dinas Komunikasi Kota Teluk Biru\nTelp: 021 123456\nEmail: humas@teluk.id",
            "Dinas Komunikasi Kota Teluk Biru",
        ),
    ],
)
def test_signature(signature: str, publisher: str) -> None:
    text = f"{S}\n\n{signature}\n"
    meta, regions = analyse(text)
    assert meta.publisher == publisher
    assert regions[0].kind == "signature"
    assert text[regions[0].start : regions[-1].end] == signature


def test_short_last_line_of_text_is_no_signature() -> None:
    meta, regions = analyse(f"{S}\n\nBadan itu akan bekerja sampai akhir tahun dengan tenang.\n")
    assert (meta.publisher, regions) == (None, ())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f'"Perahu ini untuk nelayan," ujar Rara, Sabtu (12/12/2020). {S}', "2020-12-12"),
        (f"Rara mengatakan hal itu di Ende, Selasa, 5 Mei 2026. {S}", "2026-05-05"),
        (f'"Ini untuk nelayan," kata Rara dalam keterangan tertulis,\nSabtu (12/12/2020).\n{S}', "2020-12-12"),
        (f"ENDE (3 Mei 2021) - {S} Rara mengatakan itu, Sabtu (12/12/2020).", "2021-05-03"),
        (f"{S} Rara mengatakan itu, Sabtu (12/12/2020).\nCopyright © ANTARA 2021", "2020-12-12"),
        (f"{S}\n\nCopyright © ANTARA 2021", "2021"),
        (f"{S} Rara mengatakan itu, Sabtu (12/12).", None),
        (f"{S} Rara mengatakan itu, Sabtu12/12/2020.", None),
        (f"{S} Rara mengatakan itu, SABTU\n12/12/2020.", "2020-12-12"),
        (f"{S} Perahu itu dibuat Sabtu (12/12/2020).", None),
        (f'"Ini untuk nelayan," kata Rara. Perahu dibuat Sabtu (12/12/2020). {S}', None),
        (f"Kabar Teluk - 9/5/2025 21:15\n\n{S} Rara mengatakan itu, Jumat (5/9/2025).", "2025-09-05"),
        (f"Kabar Teluk - 9/5/2025 21:15\n\n{S}", "2025-05-09"),
        (f"Kabar Teluk - 9/25/2025 21:15\n\n{S}", "2025-09-25"),
    ],
)
def test_day_of_publication(text: str, day: str | None) -> None:
    meta, _ = analyse(text)
    assert meta.published_at == day
    assert meta.published_from == (None if day is None else "text")
