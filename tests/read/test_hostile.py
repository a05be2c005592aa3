"""Damaged and hostile files: a Problem or a right result, never an escape, work that grows with the size only."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warta.read import document_from_text, read_inputs
from warta.read.analysis import analyse
from warta.read.reader import read_source
from warta.read.sources import FORMATS, Source
from warta.values.document import Document, Problem

BODY = "Dinas Kelautan membagikan 40 perahu kepada nelayan yang kehilangan mata pencaharian. "


def read(path: Path, data: bytes) -> list[Document | Problem]:
    path.write_bytes(data)
    return list(read_inputs([path]))


def ok_docx() -> bytes:
    out = io.BytesIO()
    file = docx.Document()
    file.add_paragraph(f"Nelayan {BODY}")
    file.save(out)
    return out.getvalue()


def bomb_docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    return out.getvalue()


def garbled_docx() -> bytes:
    """A Word document whose compressed data is damaged behind an intact directory."""
    data = ok_docx()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo("word/document.xml")
    at = entry.header_offset + 30 + len(entry.filename) + 20
    return data[:at] + b"\xff" * 60 + data[at + 60 :]


def entity_docx() -> bytes:
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12)
    )
    laughs += '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    source, out = zipfile.ZipFile(io.BytesIO(ok_docx())), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                at = data.index(b"<w:document")
                data = data[:at] + laughs.encode() + data[at:].replace(b"Nelayan", b"&m;&f;Nelayan", 1)
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", bytes(range(256)) * 99, "binary"),
        ("a.pdf", b"", "not a PDF"),
        ("a.pdf", b"%PDF-1.4\n", "damaged"),
        ("a.pdf", b"halo", "not a PDF"),
        ("a.docx", b"halo", "not a Word document"),
        ("a.docx", ok_docx()[:4000], "not a Word document"),
        ("a.docx", garbled_docx(), "not a readable Word document"),
        ("a.docx", bomb_docx(), "zip bomb"),
        ("a.docx", entity_docx(), "not a readable Word document"),
        ("a.html", b"", "empty"),
        ("a.html", b"<html></html>", "no text"),
        ("a.html", b"<html><body>" + b"<div>" * 200_000 + b"x", "nested deeper"),
        ("a.html", b"<html><body>" + b"<p>" * 200_000, "elements"),
        ("a.html", b"<" * 500_000, "no text"),
        ("a.jsonl.gz", gzip.compress(BODY.encode() * 50)[:60], "gzip"),
        ("a.jsonl.gz", b"\x1f\x8bhalo", "gzip"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"a,b\n1,2\n", "no column 'text'"),
        ("a.parquet", b"", "Parquet"),
        ("a.parquet", b"PAR1" + bytes(100), "Parquet"),
    ],
)
def test_bad_files_are_problems(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    problem = read(tmp_path / name, data)[-1]
    assert isinstance(problem, Problem), problem
    assert message in problem.message
    assert "\n" not in problem.message


def test_good_rows_before_damage_stand(tmp_path: Path) -> None:
    rng = random.Random(7)
    rows = "\n".join(json.dumps({"text": f"{BODY} {rng.getrandbits(4000)}"}) for _ in range(200))
    packed = gzip.compress(rows.encode())
    found = read(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2])
    assert isinstance(found[0], Document) and isinstance(found[-1], Problem)
    assert len(found) > 50 and all(isinstance(item, Document) for item in found[:-1])


@pytest.mark.parametrize(
    "values",
    [
        pa.array([None, -(2**62), 0], pa.timestamp("us")),
        pa.array([None, b"\xff\xfe", b"a"], pa.binary()).cast(pa.string(), safe=False),
    ],
    ids=["a day beyond the calendar", "bytes that are no text"],
)
def test_a_value_that_cannot_be_read_costs_no_row(tmp_path: Path, values: pa.Array) -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": [f"Kapal {n}. {BODY}" for n in "abc"], "date": values}), out)
    assert [item.text[:7] for item in read(tmp_path / "a.parquet", out.getvalue())] == ["Kapal a", "Kapal b", "Kapal c"]


def test_a_text_that_cannot_be_read_costs_only_its_row(tmp_path: Path) -> None:
    out = io.BytesIO()
    texts = pa.array([BODY.encode(), b"\xff\xfe", f"Lagi: {BODY}".encode()], pa.binary()).cast(pa.string(), safe=False)
    pq.write_table(pa.table({"text": texts}), out)
    first, bad, last = read(tmp_path / "a.parquet", out.getvalue())
    assert isinstance(first, Document) and isinstance(last, Document) and isinstance(bad, Problem)
    assert bad.message.startswith("text: 'utf-8' codec can't decode")


PIECES = {
    "one element": f"<div>{BODY}</div>",
    "no element": BODY,
    "a table without end": f"<table><tr><td colspan=99999999>{BODY}",
    "tables for layout": f"<table><tr><td><table><tr><td><p>{BODY}</p></td></tr></table></td></tr></table>",
    "a great many attributes": f"<p {'a=b ' * 50_000}>{BODY}</p>",
    "a head and no html": f"<head><title>Perahu untuk Nelayan</title></head><body><p>{BODY}</p></body>",
}


@pytest.mark.parametrize("page", PIECES.values(), ids=PIECES)
def test_pieces_of_pages_keep_their_text(tmp_path: Path, page: str) -> None:
    (document,) = read(tmp_path / "a.html", page.encode())
    assert isinstance(document, Document) and BODY.strip() in " ".join(document.text.split())


def test_row_beyond_the_limit_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * 5_000 + b'"}\n{"text": "' + BODY.encode() + b'"}\n')
    big, small = read_inputs([path], max_bytes=1_000)
    assert isinstance(big, Problem) and big.source == "a.jsonl#1"
    assert isinstance(small, Document) and small.source == "a.jsonl#2"


#: half a megabyte each of what makes careless patterns slow
SLOW = [
    "a" * 500_000,
    "A" * 500_000,
    "Aa " * 160_000,
    "1/2" * 160_000,
    "Baca juga: " * 20_000,
    "“Baca juga: “" * 20_000,
    "Senin, (" * 60_000,
    "Ini kata.\n\nBaca juga: Judul Lain\n\nEditor: Rara A\n\n" * 8_000,
    f"{BODY}Baca juga: Judul Lain Yang Baru Pernyataan itu dibuat. " * 3_000,
    "(" * 250_000 + "a" + ")" * 250_000,
    "Jakarta, " * 50_000 + " - x",
    " " * 500_000 + "a",
    "a\n" * 250_000,
    "Editor: A\n" * 50_000,
    "Copyright " * 50_000,
    "3 Mei " * 80_000,
]


@pytest.mark.parametrize("text", SLOW, ids=[text[:12].strip() for text in SLOW])
def test_long_texts_of_one_kind_come_through(text: str) -> None:
    _, regions = analyse(text)
    assert all(0 <= r.start < r.end <= len(text) for r in regions)
    assert all(a.end <= b.start for a, b in pairwise(regions))


def test_very_large_text_is_analysed_at_its_ends() -> None:
    text = f"Nelayan Terima Perahu\n\nKompas.com - 05/12/2024\n\n{BODY * 30_000}\n\nBaca juga: Harga Ikan Naik\n"
    meta, regions = analyse(text)
    assert (meta.title, meta.published_at) == ("Nelayan Terima Perahu", "2024-12-05")
    assert text[regions[-1].start : regions[-1].end] == "Baca juga: Harga Ikan Naik"


def test_nul_and_surrogates() -> None:
    document = document_from_text(f"Satu\x00dua {BODY}\ud800 tiga")
    assert "\x00" in document.text and "\ufffd" in document.text
    document.text.encode()


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_regions_inside_it(text: str) -> None:
    _, regions = analyse(text)
    assert all(0 <= r.start < r.end <= len(text) for r in regions)
    assert all(a.end <= b.start for a, b in pairwise(regions))


PIECES = [
    "Jakarta (ANTARA) - ", "Baca juga: ", "Judul Berita Lain ", "Editor: ", "Rara Anindya", "\n", "\n\n", "(prf/ega)", "Senin, ",
    "05/12/2024", " WIB", "kompas.com", "Kompas.com - ", "Copyright © ANTARA 2020", "ujar ", "“", "”", "Biro Humas\n", "# ", "---\n",
    "title: x\n", "Dapatkan update berita ", ". ", "dinas membagikan perahu ", "[Gambas:", "]", " -- ", "\r\n", "\u2029", "İ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_forms_gives_disjoint_regions(pieces: list[str]) -> None:
    text = "".join(pieces)
    meta, regions = analyse(text)
    assert all(0 <= r.start < r.end <= len(text) for r in regions)
    assert all(a.end <= b.start for a, b in pairwise(regions))
    assert meta.title is None or "\n" not in meta.title


@given(st.sampled_from(sorted(set(FORMATS.values()))), st.binary(max_size=600), st.integers(0, 5))
@settings(max_examples=200, deadline=None)
def test_any_bytes_under_any_suffix(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: bytes, head: int
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / f"a.{kind}"
    path.write_bytes([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"PAR1", b"<html><p>", b'{"text": "'][head] + data)
    for item in read_source(Source(str(path), path.name, kind)):
        assert isinstance(item, Document | Problem)
