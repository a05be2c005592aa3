"""Every format: a small file made here, read back."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pyarrow
import pyarrow.parquet
import pytest
from fpdf import FPDF
from warta.read import ReadError, document_from_text, read_inputs, text_of
from warta.values.document import Document, Problem

TITLE = "Nelayan Teluk Biru Terima Perahu"
BODY = (
    "Dinas Kelautan Kabupaten Teluk Biru membagikan 40 perahu kepada nelayan yang kehilangan mata pencaharian "
    "akibat badai pada bulan lalu. Bantuan itu diserahkan oleh kepala dinas di pelabuhan."
)


def read(path: Path, **options: object) -> list[Document | Problem]:
    return list(read_inputs([str(path)], **options))  # type: ignore[arg-type]


def one(path: Path) -> Document:
    (document,) = read(path)
    assert isinstance(document, Document), document
    return document


def test_txt_is_the_decoded_file(tmp_path: Path) -> None:
    path = tmp_path / "rilis.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"{TITLE}\r\n\r\n{BODY}\r\n".encode())
    document = one(path)
    assert document.text == f"{TITLE}\r\n\r\n{BODY}\r\n"
    assert (document.source, document.format, document.meta.title, document.meta.language) == (
        "rilis.txt",
        "txt",
        TITLE,
        "id",
    )
    assert text_of(path) == document.text


def test_hard_wrapped_text_is_unchanged(tmp_path: Path) -> None:
    wrapped = BODY.replace(" akibat", "\nakibat").replace(" kepada", "\nkepada")
    path = tmp_path / "rilis.txt"
    path.write_text(f"ENDE (3 Mei 2021) - {wrapped}\n", encoding="utf-8")
    assert one(path).text == f"ENDE (3 Mei 2021) - {wrapped}\n"


def test_doc_id_depends_on_the_text_alone(tmp_path: Path) -> None:
    a, b = tmp_path / "a.txt", tmp_path / "b.md"
    a.write_text(BODY, encoding="utf-8")
    b.write_text(BODY, encoding="utf-8")
    assert one(a).doc_id == one(b).doc_id == document_from_text(BODY).doc_id
    assert len(one(a).doc_id) == 14 and one(a).doc_id.startswith("d")
    assert document_from_text(BODY + ".").doc_id != one(a).doc_id


def test_markdown_front_matter_and_headline(tmp_path: Path) -> None:
    path = tmp_path / "rilis.md"
    path.write_text(f"---\ntitle: {TITLE}\ndate: 2021-05-03\npenulis: Rara Anindya\n---\n\n# {TITLE}\n\n{BODY}\n")
    document = one(path)
    assert document.meta.title == TITLE
    assert (document.meta.published_at, document.meta.published_from) == ("2021-05-03", "metadata")
    assert document.meta.author == "Rara Anindya"
    assert [(r.kind, document.text[r.start : r.end].split("\n")[0]) for r in document.regions] == [
        ("header", "---"),
        ("title", TITLE),
    ]


PAGE = f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{TITLE} - Kabar Teluk</title>
<meta property="og:site_name" content="Kabar Teluk"><meta name="author" content="Rara Anindya">
<meta property="article:published_time" content="2021-05-04T08:00:00+07:00"></head>
<body><nav><a href="/">Beranda</a> <a href="/politik">Politik</a></nav>
<article><h1>{TITLE}</h1><p>TELUK BIRU - {BODY}</p><p>{BODY}</p><p>Baca juga: Harga Ikan Naik</p></article>
<footer>Hak Cipta 2024</footer></body></html>"""


def test_html_main_text_and_metadata(tmp_path: Path) -> None:
    path = tmp_path / "rilis.html"
    path.write_text(PAGE, encoding="utf-8")
    document = one(path)
    meta = document.meta
    assert (meta.title, meta.author, meta.publisher) == (TITLE, "Rara Anindya", "Kabar Teluk")
    assert (meta.published_at, meta.published_from, meta.dateline_place) == ("2021-05-04", "metadata", "Teluk Biru")
    assert "Beranda" not in document.text and "Hak Cipta" not in document.text
    assert document.text.startswith(TITLE)
    assert [r.kind for r in document.regions] == ["title", "dateline", "furniture"]
    assert text_of(path) == document.text


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "utf-8"])
def test_html_charset(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "rilis.html"
    path.write_bytes(PAGE.replace("utf-8", charset).replace("Dinas", "Café Dinas").encode(charset))
    assert "Café Dinas" in one(path).text


def test_short_html(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_text("<html><body><script>x()</script><p>Nelayan menerima perahu.</p></body></html>")
    assert one(path).text == "Nelayan menerima perahu.\n"


def pdf(*paragraphs: str, pages: int = 1) -> bytes:
    file = FPDF()
    file.set_auto_page_break(False)
    for number in range(pages):
        file.add_page()
        file.set_font("Helvetica", size=11)
        for paragraph in paragraphs:
            file.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
            file.ln(3)
        file.set_y(-20)
        file.cell(0, 6, f"Halaman {number + 1} dari {pages}")
    return bytes(file.output())


def test_pdf_paragraphs_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "rilis.pdf"
    broken = "Nelayan menerima ban-\ntuan dari peme-\nrintah untuk anak-\nanak mereka."
    path.write_bytes(pdf(TITLE, f"TELUK BIRU (3 Mei 2021) - {BODY}", broken, "Biro Humas\nDinas Kelautan"))
    document = one(path)
    assert document.text.split("\n") == [
        TITLE,
        f"TELUK BIRU (3 Mei 2021) - {BODY}",
        "Nelayan menerima bantuan dari pemerintah untuk anak-anak mereka.",
        "Biro Humas",
        "Dinas Kelautan",
        "",
    ]
    assert (document.meta.title, document.meta.published_at) == (TITLE, "2021-05-03")
    assert document.meta.publisher == "Biro Humas Dinas Kelautan"


def test_pdf_page_numbers_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "rilis.pdf"
    path.write_bytes(pdf("Kepala surat", TITLE, BODY, BODY[:60], BODY, pages=3))
    assert "Halaman" not in one(path).text


def test_docx_paragraphs_and_tables(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph(TITLE)
    file.add_paragraph("")
    file.add_paragraph(f"TELUK BIRU (3 Mei 2021) - {BODY}")
    table = file.add_table(2, 2)
    for (row, column), words in {(0, 0): "Desa", (0, 1): "Perahu", (1, 0): "Ende", (1, 1): "40"}.items():
        table.cell(row, column).text = words
    file.add_paragraph("Selesai.")
    path = tmp_path / "rilis.docx"
    file.save(str(path))
    document = one(path)
    assert document.text == f"{TITLE}\n\nTELUK BIRU (3 Mei 2021) - {BODY}\nDesa\tPerahu\nEnde\t40\nSelesai.\n"
    assert document.meta.title == TITLE


ROWS = [
    {"text": BODY, "title": TITLE, "date": "2019-09-14 00:00:00", "source": "detik.com", "author": "Rara"},
    {"text": f"{BODY} Dua.", "date": "Jumat, 29 Mei 2026 22:02 WIB", "url": "https://nasional.kompas.com/read/1"},
    {"text": f"{BODY} Tiga.", "title": "None", "date": "13+Desember+2018", "source": "kabarteluk.co"},
]
EXPECTED = [
    (TITLE, "2019-09-14", "detikcom", "Rara"),
    (None, "2026-05-29", "Kompas.com", None),
    (None, "2018-12-13", "kabarteluk.co", None),
]


def facts(document: Document | Problem) -> tuple[str | None, ...]:
    assert isinstance(document, Document), document
    meta = document.meta
    return meta.title, meta.published_at, meta.publisher, meta.author


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.csv.gz", "a.tsv", "a.parquet"])
def test_rows(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    columns = ["text", "title", "date", "url", "source", "author"]
    if "jsonl" in name:
        data = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode()
        path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    elif name.endswith("parquet"):
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist([{c: r.get(c) for c in columns} for r in ROWS]), path)
    else:
        sign = "\t" if "tsv" in name else ";"
        lines = [sign.join(columns)] + [sign.join(f'"{row.get(c, "")}"' for c in columns) for row in ROWS]
        data = "\r\n".join(lines).encode("utf-8-sig")
        path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    found = read(path)
    assert [facts(document) for document in found] == EXPECTED
    assert [document.source for document in found] == [f"{name}#{number}" for number in (1, 2, 3)]
    assert [document.text for document in found if isinstance(document, Document)] == [row["text"] for row in ROWS]


def test_parquet_timestamps(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"Text": [BODY], "DATE": [datetime(2021, 5, 3, 23, 59)]}), path)
    assert facts(read(path)[0])[1] == "2021-05-03"


def test_columns_are_mappable(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'isi,judul\n"{BODY}\nbaris dua",{TITLE}\n', encoding="cp1252")
    (problem,) = read(path)
    assert isinstance(problem, Problem) and "isi, judul" in problem.message
    (document,) = read(path, columns={"text": "isi", "title": "judul"})
    assert facts(document)[0] == TITLE
    with pytest.raises(ValueError, match="unknown column 'body'"):
        read_inputs([str(path)], columns={"body": "isi"})


def test_rows_are_read_lazily(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": BODY}) + "\n{kaputt\n")
    stream = read_inputs([str(path)])
    assert isinstance(next(stream), Document)
    problem = next(stream)
    assert isinstance(problem, Problem) and problem.source == "a.jsonl#2"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('{"text": ', "not valid JSON"),
        ("[1]", "not a JSON object"),
        ('{"title": "x"}', "no column 'text'"),
        ('{"text": null}', "row without text"),
        ('{"text": "  "}', "row without text"),
        ('{"text": 5}', "text is no string"),
        ('{"text": "..."}', "no text"),
        ("[" * 50_000, "not valid JSON"),
        ('{"text": ' + "1" * 5_000 + "}", "not valid JSON"),
    ],
)
def test_bad_rows_do_not_stop_the_others(tmp_path: Path, row: str, why: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{row}\n{json.dumps({'text': BODY})}\n")
    problem, document = read(path)
    assert isinstance(problem, Problem) and why in problem.message and problem.source == "a.jsonl#1"
    assert isinstance(document, Document) and document.source == "a.jsonl#2"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(f"ENDE (3 Mei 2021) - {BODY}".encode())

    monkeypatch.setattr("sys.stdin", Input)
    (document,) = read_inputs(["-"])
    assert isinstance(document, Document)
    assert (document.source, document.format, document.meta.published_at) == ("-", "txt", "2021-05-03")


def test_standard_input_of_rows_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(json.dumps({"text": BODY}).encode() + b"\n")

    monkeypatch.setattr("sys.stdin", Input)
    (document,) = read_inputs(["-"])
    assert document.source == "-#1"


@pytest.mark.parametrize(
    ("stated", "option", "published", "origin"),
    [
        (f"ENDE (3 Mei 2021) - {BODY}", "2020-01-01", "2021-05-03", "text"),
        (BODY, "2020-01-01", "2020-01-01", "option"),
        (BODY, "2020", "2020", "option"),
        (f"{BODY}\n\nCopyright © ANTARA 2021", "2021-05-09", "2021-05-09", "option"),
        (f"{BODY}\n\nCopyright © ANTARA 2021", "2020-05-09", "2021", "text"),
        (BODY, None, None, None),
    ],
)
def test_option_speaks_where_the_text_is_silent(
    stated: str, option: str | None, published: str | None, origin: str | None
) -> None:
    meta = document_from_text(stated, published_at=option).meta
    assert (meta.published_at, meta.published_from) == (published, origin)


@pytest.mark.parametrize(
    ("said", "date", "url", "published", "origin"),
    [
        ("", None, "https://kabar.example/2021/03/15/panen-raya.html", "2021-03-15", "metadata"),
        ("", "tak terbaca", "https://kabar.example/news/2021/03/panen-raya.html", "2021-03", "metadata"),
        ("", "2021-03-16", "https://kabar.example/2021/03/15/panen-raya", "2021-03-16", "metadata"),
        ("ujar Rara, Jumat (12/3/2021).", None, "https://kabar.example/2021/03/15/panen", "2021-03-15", "metadata"),
        ("ujar Rara, Rabu (31/3/2021).", None, "https://kabar.example/2021/04/panen", "2021-03-31", "text"),
        ("", None, "https://kabar.example/2021/02/30/panen", None, None),
        ("", None, "https://kabar.example/2021/1234/panen", None, None),
    ],
)
def test_folders_of_the_address_date_a_row_without_a_date(
    said: str, date: str | None, url: str, published: str | None, origin: str | None
) -> None:
    meta = document_from_text(f'"Ini untuk petani," {said} {BODY}', date=date, url=url).meta
    assert (meta.published_at, meta.published_from) == (published, origin)


@pytest.mark.parametrize("option", ["kemarin", "2020-13-01", "2021-02-30", "20200101", ""])
def test_option_must_be_a_date(option: str) -> None:
    with pytest.raises(ValueError, match="published_at"):
        read_inputs(["x.txt"], published_at=option)


def test_metadata_date_of_figures_is_settled_by_the_text() -> None:
    said = f'"Ini untuk nelayan," ujar Rara, Jumat (5/9/2025). {BODY}'
    assert document_from_text(said, date="9/5/2025 21:15").meta.published_at == "2025-09-05"
    assert document_from_text(BODY, date="9/5/2025 21:15").meta.published_at == "2025-05-09"


def test_text_of_refuses_files_of_many_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\nx\n")
    with pytest.raises(ReadError, match="many documents"):
        text_of(path)
    with pytest.raises(ReadError, match="no such file"):
        text_of(tmp_path / "fehlt.txt")


def test_zip_without_document_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    (problem,) = read(path)
    assert isinstance(problem, Problem) and problem.stage == "read"


def test_first_line_equal_to_the_given_title_is_the_headline() -> None:
    headline = "Lantas apa alasan dinas itu"
    (region,) = document_from_text(f"{headline}\n{BODY}", title=f"{headline}!").regions
    assert (region.start, region.end, region.kind) == (0, len(headline), "title")
    assert document_from_text(f"{headline}\n{BODY}", title="Judul lain").regions == ()
