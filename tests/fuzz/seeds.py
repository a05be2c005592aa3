"""Small well-formed inputs that fuzzing starts from: invented sentences and the sample releases."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

RELEASES = Path(__file__).parents[2] / "corpus" / "releases"
ARTICLE = (
    "Bupati Melati Resmikan Embung\n\nMELATI (Kompas.com) - Bupati Melati Sari Kusuma, S.Sos., M.Si. meresmikan embung di "
    "Desa Suka Maju, Kabupaten Melati, Senin (3/5/2021). “Anggarannya Rp 1,5 miliar,” kata dia.\n\nBaca juga: Harga Ikan Naik\n\n"
    "Dinas Pertanian (Distan) membagikan 2.500 bibit dan 12 ton pupuk kepada 300 keluarga pada 2019-2020.\n\nEditor: Rara A\n"
)
SENTENCES = (
    "Kemarin, Kementerian Sosial menyalurkan Rp 325.000.000 kepada 1.200 kepala keluarga di Kota Bandung.",
    "Kenaikan 5,5 hingga 7 persen (yoy) terjadi sepanjang kuartal II 2023, kata Direktur Utama PT Air Jernih Tbk Budi Santoso.",
    "Rapat berlangsung 3-5 Mei 2021, pukul 09.30 WIB, di RSUD Melati, Jl. Anggrek No. 12, lebih dari dua ratus lima puluh ribu orang.",
    "Sejak 1 Muharram 1443 H hingga akhir pekan depan, sekitar US$ 3,2 juta dan 200.000 dolar AS, ujar Plt Kepala Dinas Sosial Kota Tegal.",
    "Setiap Senin dan Kamis selama 10-15 tahun; usia 7 tahun; abad ke-19; 30 Februari 2021; 31/12/99; awal 2000-an; dini hari tadi.",
    "Kapolres Sikka AKBP Rina Kusuma dan Gubernur NTT, Viktor L., menyerahkan 3 unit (tiga unit) mobil 1.500 cc kepada Polda NTT.",
)
FIGURES = ("3.000", "5,52", "dua ratus lima puluh ribu", "1 juta 250 ribu", "3/4", "satu setengah", "ke-XIV", "MCMXC", "kedua belas", "1,255 triliun", "seperempat abad", "2 koma 5 juta", "nol koma tujuh lima", "Rp 300 hingga 500 ribu", "12½ ton", "sejuta lima")  # fmt: skip
NAMES = (
    ("ORG", "Kementerian Sosial"),
    ("ORG", "Dinas Sosial Kota Tegal"),
    ("ORG", "PT Air Jernih Tbk"),
    ("PER", "Sari Kusuma"),
    ("PER", "Rina Kusuma"),
    ("FAC", "RSUD Melati"),
    ("LOC", "Kota Bandung"),
    ("LOC", "Bandung"),
)
CORRECTIONS = """action,label,name,field,value
# catatan
merge,ORG,Dinas Sosial Kota Tegal,,Kementerian Sosial
split,LOC,Bandung,,Kota Bandung
rename,PER,Sari Kusuma,,Sari Kusuma Dewi
set,ORG,PT Air Jernih Tbk,country,ID
set,FAC,RSUD Melati,place,Kota Bandung
drop,PER,Rina Kusuma
"""
SETTINGS = """published_at = "2020-12-12"
format = ["csv", "parquet"]
output = "hasil"
workers = 2
labels_off = ["COUNT"]
csv_safe = true
model = "rules"

[columns]
text = "isi"

[limits]
seconds = 60.5
characters = 1000
"""


def bytes_of(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


def texts() -> tuple[bytes, ...]:
    whole = ARTICLE.encode()
    return (
        whole,
        *bytes_of(*SENTENCES[:2]),
        b"\xef\xbb\xbf" + whole,
        ARTICLE.encode("utf-16"),
        ARTICLE.encode("cp1252", "replace"),
    )


def phrases() -> tuple[bytes, ...]:
    return bytes_of(*SENTENCES, ARTICLE)


def figures() -> tuple[bytes, ...]:
    return bytes_of(*FIGURES)


@cache
def words() -> tuple[bytes, ...]:
    """Return the words of the sentences here and the number words: what rules look for."""
    from warta.values.numerals import WORDS

    found = {word for text in (*SENTENCES, ARTICLE) for word in text.split()} | set(WORDS)
    months = "Januari Februari Maret April Mei Juni Juli Agustus Sept. Okt Nov Desember Sabtu Minggu lusa WITA SM Masehi Hijriah"
    return bytes_of(
        *sorted(
            {*found, *months.split(), "%", "km/jam", "m²", "°C", "Rp", "€", "triliun", "s.d.", "–", "/", ".", ",", "-"}
        )
    )


def markdown() -> tuple[bytes, ...]:
    front = "---\ntitle: Embung Diresmikan\ndate: 2021-05-03\nauthor: Rara A\n---\n\n"
    return bytes_of(
        f"{front}# Judul\n\n**{SENTENCES[0]}**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n* satu\n* [dua](x)\n", ARTICLE
    )


def pages() -> tuple[bytes, ...]:
    page = (
        '<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>Embung Diresmikan</title>'
        '<meta property="article:published_time" content="2021-05-03T10:00:00+07:00"><meta name="author" content="Rara A">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-05-03", "author": {"name": "Rara A"}}</script>'
        f"</head><body><nav><a href='/'>Beranda</a></nav><article><h1>Embung Diresmikan</h1><time datetime='2021-05-03'>3 Mei</time>"
        f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}<br>{SENTENCES[2]}</p><table><tr><td>a</td><td>1</td></tr></table></article>"
        "<footer>Copyright</footer></body></html>"
    )
    return (page.encode(), f"<html><body><p>{SENTENCES[0]}</p></body></html>".encode())


@cache
def word() -> bytes:
    import docx

    out, file = io.BytesIO(), docx.Document()
    file.add_heading("Embung Diresmikan", 1)
    file.add_paragraph(SENTENCES[0])
    table = file.add_table(2, 2)
    table.cell(0, 0).text = "bibit"
    table.cell(1, 1).text = "2.500"
    file.save(out)
    return out.getvalue()


def word_markup() -> tuple[bytes, ...]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        return (archive.read("word/document.xml"),)


@cache
def pdfs() -> tuple[bytes, ...]:
    from fpdf import FPDF

    made = []
    for compressed in (False, True):
        file = FPDF()
        file.set_compression(compressed)
        file.set_creation_date(datetime(2021, 5, 3, tzinfo=UTC))  # the same bytes every time
        file.add_page()
        file.set_font("Helvetica", size=11)
        file.multi_cell(0, 6, SENTENCES[0] + "\n" + SENTENCES[2])
        made.append(bytes(file.output()))
    return tuple(made)


def rows() -> tuple[bytes, ...]:
    whole = [
        {
            "text": SENTENCES[0],
            "title": "Judul",
            "date": "2021-05-03",
            "url": "https://melati.example/a",
            "source": "Warta",
            "author": "Rara",
        },
        {"text": SENTENCES[1], "date": 1620000000, "title": None},
    ]
    return ("\n".join(json.dumps(row) for row in whole).encode(), b'{"text": "Hujan turun di Ambon."}\n', b"[1]\n{}\n")


def sheets() -> tuple[bytes, ...]:
    one = f'text,title,date\n"{SENTENCES[0]}\nbaris kedua",Judul,2021-05-03\n"{SENTENCES[1]}",,\n'
    return (one.encode(), one.replace(",", ";").encode(), one.encode("utf-16"), b"text\nHujan turun di Ambon.\n")


@cache
def columns() -> tuple[bytes, ...]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = []
    for compression in ("none", "zstd"):
        out = io.BytesIO()
        whole: dict[str, list[Any]] = {
            "text": [SENTENCES[0], None, SENTENCES[1]],
            "title": ["Judul", None, ""],
            "date": [20210503, None, 0],
        }
        pq.write_table(pa.table(whole), out, compression=compression)
        made.append(out.getvalue())
    return tuple(made)


def names() -> tuple[bytes, ...]:
    more = [f"{label}\t{norm}\t\t{norm}\t" for label, norm in NAMES]
    more += [
        "FAC\tMasjid Agung\tKota Bandung\tMasjid Agung\tKementerian Agama",
        "PER\tAdhy Karyono\t\tAdhi K.\t",
        "ORG\tDPR RI\t\tDPR\t",
    ]
    more += [
        "LOC\tKab. Sikka\t\tSikka\t",
        "ORG\tPolres Sikka\t\tPolres\t",
        "PER\tH. Sari K. Dewi\td1\tS. K.\t",
        "ORG\tKomisi II DPR\t\tKomisi II\t",
    ]
    return bytes_of("\n".join(more), "\n".join(reversed(more)), "\n".join(more[::2]))


def corrections() -> tuple[bytes, ...]:
    return bytes_of(CORRECTIONS, CORRECTIONS.replace(",", ";"), "action,label,name\ndrop,PER,Rina Kusuma\n")


def settings() -> tuple[bytes, ...]:
    return bytes_of(SETTINGS, '[limits]\nseconds = 1\n\n[columns]\ndate = "tanggal"\n')


def patterns() -> tuple[bytes, ...]:
    return bytes_of(
        r"(?:Bank|BPR) [A-Z][a-z]+(?: [A-Z][a-z]+)?", r"\b[A-Z]{2,5}-\d{3}\b", "Lumbung {Nama}", "(?i)kelompok {Kata}",
        r"{angka} (?:ikat|tandan) \w{3,20}", "Hari [A-Z][a-z]{2,}(?=,)",
    )  # fmt: skip


def gazetteers() -> tuple[bytes, ...]:
    return bytes_of(
        "# sumber\nname,aliases,note\nLumbung Melati Raya,LMR|Lumbung Melati,\nSari Kusuma Dewi,,x\n",
        "name;acronym;kind\nKelompok Tani Anggrek;KTA;farmers_group\n",
        "name,level,code\nSuka Maju,district,\n",
        "name,kind,place,operator\nSentra Melati,training_centre,Kota Bandung,Kementerian Sosial\n",
    )


def parts() -> tuple[bytes, ...]:
    from tests.fuzz.stores import parts as made

    return made()


def records() -> tuple[bytes, ...]:
    return (parts()[0][1:],)


def annotations() -> tuple[bytes, ...]:
    made = {
        "document": {"title": None, "published_at": "2021-05-04"},
        "mentions": [{"start": 7, "end": 18, "label": "PER", "text": "Sari Melati", "norm": "Sari Melati"}],
        "officials": [{"person": "Sari Melati", "position": "Bupati", "organisation": None, "status": "definitive"}],
    }
    return (json.dumps(made).encode(), (RELEASES / "kkp-maumere.json").read_bytes()[:3000])
