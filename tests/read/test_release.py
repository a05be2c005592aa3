"""Whole heads and feet as they are published: press releases, wire copy, saved pages."""

from __future__ import annotations

from warta.read import document_from_text

BODY = "Kementerian Kelautan membagikan 40 perahu kepada nelayan yang kehilangan mata pencaharian akibat badai."


def kinds(text: str) -> list[tuple[str, str]]:
    document = document_from_text(text)
    return [(region.kind, text[region.start : region.end]) for region in document.regions]


def test_ministry_release() -> None:
    text = (
        "KEMENTERIAN KELAUTAN REPUBLIK INDONESIA\nSIARAN PERS\nNomor: HM.4.6/123/SET.M.KEL/05/2023\n\n"
        f"Menteri Kelautan Serahkan 40 Perahu bagi Nelayan Ende\n\nEnde, 3 Mei 2023 – {BODY}\n\n"
        "#NelayanHebat #PerahuBaru\n\nBiro Komunikasi\nKementerian Kelautan\n"
        "Email: humas@kelautan.go.id\nWebsite: www.kelautan.go.id\n"
    )
    meta = document_from_text(text).meta
    assert meta.title == "Menteri Kelautan Serahkan 40 Perahu bagi Nelayan Ende"
    assert (meta.publisher, meta.dateline_place) == ("Biro Komunikasi Kementerian Kelautan", "Ende")
    assert meta.published_at == "2023-05-03"
    assert [kind for kind, _ in kinds(text)] == (
        ["header"] * 3 + ["title", "dateline", "furniture"] + ["signature"] * 2 + ["furniture"] * 2
    )


def test_letterhead_is_the_publisher_when_nobody_signs() -> None:
    text = f"DINAS KELAUTAN KABUPATEN ENDE\nSIARAN PERS\n\nNelayan Ende Terima Perahu\n\nEnde, 3 Mei 2023 - {BODY}\n"
    meta = document_from_text(text).meta
    assert (meta.title, meta.publisher) == ("Nelayan Ende Terima Perahu", "Dinas Kelautan Kabupaten Ende")


def test_company_release_with_a_person_to_ask() -> None:
    text = (
        "SIARAN PERS BANK BIRU\nUntuk Disiarkan Segera\n\nBank Biru Salurkan Kredit Perahu Rp5 Miliar\n\n"
        f"Jakarta, 12 Maret 2021 - {BODY}\n\n***\n\nUntuk informasi lebih lanjut, silakan hubungi:\n"
        "Rara Anindya\nCorporate Secretary\nPT Bank Biru Tbk\nTelp. (021) 1234567\n"
    )
    meta = document_from_text(text).meta
    assert meta.title == "Bank Biru Salurkan Kredit Perahu Rp5 Miliar"
    assert meta.publisher == "Corporate Secretary PT Bank Biru Tbk"
    assert ("signature", "Rara Anindya") in kinds(text)


def test_wire_copy() -> None:
    text = (
        f"Jakarta (ANTARA) - {BODY}\n\nBaca juga: Nelayan Ende panen tongkol\n\nPewarta: Rara Anindya\nUploader: Bagas\n"
        "Editor: Siti Aminah\nCOPYRIGHT © ANTARA 2022\nDilarang keras mengambil konten tanpa izin.\n"
    )
    meta = document_from_text(text).meta
    assert (meta.publisher, meta.author, meta.editor) == ("ANTARA", "Rara Anindya", "Siti Aminah")
    assert (meta.published_at, meta.title, meta.dateline_place) == ("2022", None, "Jakarta")
    assert kinds(text)[-1] == ("furniture", "Dilarang keras mengambil konten tanpa izin.")


def test_saved_page_with_reporter_line_and_adverts() -> None:
    text = (
        "Nelayan Ende Terima Perahu\nRara Anindya - detikNews\nSenin, 20 Okt 2025 18:52 WIB\nBAGIKAN\n"
        f'Ende - {BODY}\n"Untuk nelayan," ujar Bagas dalam keterangannya, Senin (20/10/2025).\n[Gambas:Video 20detik]\n'
        f"ADVERTISEMENT\nSCROLL TO CONTINUE WITH CONTENT\n{BODY}\n(ara/bga)\n"
    )
    meta = document_from_text(text).meta
    assert (meta.title, meta.publisher, meta.author) == ("Nelayan Ende Terima Perahu", "detikcom", "Rara Anindya")
    assert (meta.published_at, meta.dateline_place, meta.editor) == ("2025-10-20", "Ende", "bga")
    assert [kind for kind, _ in kinds(text)].count("furniture") == 4


def test_reporters_under_the_header_line() -> None:
    text = (
        "Nelayan Ende Terima Perahu\nKompas.com, 5 Desember 2024, 17:08 WIB\nRara Anindya,\nBagas Ardi\nTim Redaksi\n\n"
        f"ENDE, KOMPAS.com - {BODY}\n"
    )
    meta = document_from_text(text).meta
    assert (meta.title, meta.author, meta.dateline_place) == ("Nelayan Ende Terima Perahu", "Rara Anindya", "Ende")
    assert [kind for kind, _ in kinds(text)] == ["title"] + ["header"] * 4 + ["dateline"]


def test_forms_without_a_dash() -> None:
    assert document_from_text(f"Liputan6.com, Jakarta {BODY}").meta.dateline_place == "Jakarta"
    assert document_from_text(f"Kupang: {BODY}").meta.dateline_place == "Kupang"
    assert document_from_text(f"Menteri Kelautan: {BODY}").meta.dateline_place is None
