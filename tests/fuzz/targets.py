"""What is fuzzed: every reader and every parser, each with what must hold for any bytes.

A target takes bytes and raises when something escapes or comes out wrong. Seeds are
small and well-formed; ``tests/fuzz/finds/<target>`` holds what once went wrong.
"""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from warta.config import ConfigError, load_config
from warta.facts.documents import to_batch
from warta.facts.schema import RECORD
from warta.read import document_from_text, read_source
from warta.read.errors import ReadError
from warta.read.sources import Source
from warta.values.document import Document, Problem
from warta.values.mention import LONGEST_NAME

from tests.fuzz import seeds

FINDS = Path(__file__).parent / "finds"
#: no reader may take more than this in an example
_MAX_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Target:
    """``check`` raises when something is wrong; ``seeds`` is a function since some are made with libraries."""

    check: Callable[[bytes], None]
    seeds: Callable[[], tuple[bytes, ...]]
    tokens: tuple[bytes, ...] = ()


def reader(kind: str) -> Callable[[bytes], None]:
    """Return the check of a reader: documents that fit a record, or problems of one line."""

    def check(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"a.{kind}"
            path.write_bytes(data)
            for item in read_source(Source(str(path), path.name, kind, len(data)), max_bytes=_MAX_BYTES):
                if isinstance(item, Problem):
                    assert item.message and "\n" not in item.message and len(item.message) <= 500, item
                    item.message.encode()
                else:
                    fits_a_record(item)

    return check


def fits_a_record(document: Document) -> None:
    """Check a document as the rest of the program relies on it."""
    assert any(c.isalnum() for c in document.text)
    regions = document.regions
    assert all(0 <= r.start < r.end <= len(document.text) for r in regions), regions
    assert all(a.end <= b.start for a, b in pairwise(regions)), regions
    to_batch([document])


def markup(data: bytes) -> None:
    """Read a Word document whose main part is ``data``."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seeds.word())) as source, zipfile.ZipFile(packed, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, data if name == "word/document.xml" else source.read(name))
    reader("docx")(packed.getvalue())


def packed_rows(data: bytes) -> None:
    """Read JSON lines in a gzip file that is whole."""
    reader("jsonl.gz")(gzip.compress(data, mtime=0))
    reader("jsonl")(data)


def words(data: bytes) -> str:
    """Return text as the readers give it."""
    return data.decode("utf-8", "replace")


def dates(data: bytes) -> None:
    from warta.values.calendar import find_times, timeml

    text = words(data)
    for published in (None, "2021-05-06", "2020-12", "1999"):
        found = find_times(text, published_at=published)
        in_order(text, found)
        for one in found:
            if one.first_day is not None and one.last_day is not None:
                assert one.first_day <= one.last_day, one
        timeml(text, found)


def amounts(data: bytes) -> None:
    from warta.tables.schema import fits
    from warta.values.amounts import find_amounts

    text = words(data)
    found = find_amounts(text, blocked=((2, 5),))
    in_order(text, found)
    for one in found:
        assert one.value.is_finite(), one
        assert one.norm
        fits(one.value)


def numerals(data: bytes) -> None:
    from warta.values import numerals as module

    text = words(data)
    previous = 0
    for number in module.numbers(text):
        assert previous <= number.start < number.end <= len(text), number
        assert number.value.is_finite(), number
        previous = number.end
    for comma in ("auto", "decimal", "thousands"):
        module.parse_number(text, comma=comma)  # type: ignore[arg-type]
    module.parse_number(text, money=True)
    module.parse_roman(text)
    module.parse_ordinal(text)


def in_order(text: str, found: list[Any]) -> None:
    """Check that mentions stand where they say, in order and apart."""
    assert all(one.text == text[one.start : one.end] and one.start < one.end for one in found), found
    assert all(a.start <= b.start for a, b in pairwise(found)), found


@cache
def _loaded(model: str | None) -> Any:
    import warta

    nlp = warta.load(model=model)
    nlp.max_length = 10 * _MAX_BYTES
    return nlp


def pipeline(data: bytes, model: str | None = "rules") -> None:
    """Run everything, without a model or with the shipped one, over a text and make its record."""
    import pyarrow as pa
    from warta.facts.extract import records

    try:
        document = document_from_text(words(data), published_at="2021-05-06")
    except ReadError:
        return
    nlp = _loaded(model)
    with nlp.memory_zone():
        rows = list(records(nlp, [document]))
    assert not rows[0]["failed"], rows[0]["problems"]
    batch = pa.RecordBatch.from_pylist(rows, schema=RECORD)
    for name in ("mentions", "dates", "amounts", "sentences"):
        for one in batch.column(name).to_pylist()[0]:
            assert document.text[one["start"] : one["end"]] == one["text"], one


def entities(data: bytes) -> None:
    """Resolve names, a line each: label, norm, place, an operator; what ``gather`` and ``corrections`` let through."""
    from warta.resolve.entities import LABELS, resolve
    from warta.resolve.rows import NameRow

    rows: dict[Any, NameRow] = {}
    for number, line in enumerate(words(data).split("\n")[:60], start=1):
        label, norm, place, form, runner, *_ = [
            *(cell.strip()[:LONGEST_NAME].strip() for cell in line.split("\t")),
            "",
            "",
            "",
            "",
            "",
        ]
        if label in LABELS and norm:
            counted = ((form or norm, number),)
            by = ((runner, 1),) if runner else ()
            row = NameRow(label, norm, place, number, number, counted, counted, by, (2019 + number % 5,))
            rows[row.key] = row
    made = resolve(rows.values())
    assert set(made.ids) == set(rows)
    ids = [e.entity_id for e in made.entities]
    assert len(set(ids)) == len(ids) and set(made.ids.values()) <= set(ids)
    assert all(i.isascii() for i in ids), ids
    for e in made.entities:
        assert {e.parent_id, e.place_id, e.operator_id} - {None} <= set(ids), e
    assert resolve(reversed(rows.values())) == made


def corrections(data: bytes) -> None:
    """Load corrections and apply those that are sound."""
    from warta.resolve.corrections import CorrectionError, load
    from warta.resolve.entities import resolve
    from warta.resolve.rows import NameRow

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corrections.csv"
        path.write_bytes(data)
        try:
            known = load(path)
        except CorrectionError as error:
            assert str(error).startswith(str(path))
            return
    rows = [NameRow(label, norm, surfaces=((norm, 1),)) for label, norm in seeds.NAMES]  # type: ignore[arg-type]
    made = resolve(rows, known)
    assert {made.ids[key] for key in made.ids} <= set(made.by_id)


def settings(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "warta.toml"
        path.write_bytes(data)
        try:
            load_config(path)
        except ConfigError as error:
            assert str(error).startswith(str(path))


def store(data: bytes) -> None:
    """Put ``data`` in the place of one part of a store, told by its first byte, and run again."""
    from tests.fuzz.stores import rerun

    rerun(data)


def given(data: bytes) -> None:
    """Write tables of a file of records."""
    from tests.fuzz.stores import written

    written(data)


def patterns(data: bytes) -> None:
    """Look for an own pattern, where it is accepted, in texts made of its own letters."""
    from warta.own import OwnError, OwnPattern
    from warta.own.linear import safe
    from warta.recognise.own import _compiled

    pattern = words(data)
    try:
        regex = _compiled(OwnPattern("COUNT", "uji", pattern, safe(pattern), "ikat"))
    except OwnError as error:
        assert str(error) and len(str(error)) < 500 + 2 * len(pattern)
        return
    letters = "".join(c for c in pattern if c.isalnum() or c == " ") or "a"
    for text in (letters, letters[:1], letters[-1:], f"{letters[:1]} ", "Aa ", "1.", pattern):
        for match in regex.finditer((text * 20_000)[:20_000]):
            assert match.end() > match.start()


def gazetteer(data: bytes) -> None:
    """Read a gazetteer and look for its names."""
    from warta.own import Own, OwnError
    from warta.own.read import read_gazetteer
    from warta.recognise.own import OwnFinder

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nama.csv"
        path.write_bytes(data)
        for label in ("ORG", "PER", "FAC", "LOC"):
            try:
                own = Own(names=read_gazetteer(label, path))
            except OwnError as error:
                assert str(error).startswith(str(path)), error
                continue
            text = f"{seeds.ARTICLE} {' lalu '.join(form for name in own.names for form in name.forms)}"
            for found in OwnFinder(own).names(text):
                assert 0 <= found.start < found.end <= len(text), found
            assert len(own.finding) == len(own.digest) == 16 * bool(own.names)


def gold(data: bytes) -> None:
    """Read an annotated document."""
    from warta.evaluate.gold import GoldError, check_fit, parse_gold

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_bytes(data)
        with suppress(GoldError):
            check_fit(parse_gold("a", path), "Bupati Sari Melati hadir pada 4 Mei 2021.")


_WORDS = seeds.words()
_HTML = tuple(
    w.encode()
    for w in (
        *("<p>", "</p>", "<div>", "<article>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "<br>", "<table><tr><td>"),
        *("<meta property='article:published_time' content='2021-05-06'>", "<title>", "</title>", "&#x202e;", "&#0;", "&#55296;"),
        *("&amp;", "<time datetime='", '<script type="application/ld+json">{"@graph":[', '"datePublished":', "<base href=", "<svg>"),
        *("<meta charset=utf-16>", "<meta charset=x>", "<?xml version='1.0' encoding='cp037'?>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "style='display:none'"),
    )
)  # fmt: skip
_PDF = tuple(
    w.encode()
    for w in (
        *("obj", "endobj", "stream", "endstream", "xref", "trailer", "startxref", "<<", ">>", "[", "]", "/Kids", "/Parent", "/Count 9999999"),
        *("/Filter /FlateDecode", "/Length 99999999", "1 0 R", "/Type /Pages", "BT", "ET", "Tj", "Tf", "TJ", "/Encrypt", "%%EOF", "/Contents"),
    )
)  # fmt: skip
_JSON = (
    b'{"text": "',
    b'"}',
    b'"date": ',
    b'"title": ',
    b"null",
    b"[[[[",
    b"{{",
    b"\\ud800",
    b"\\u0000",
    b"true",
    b"\n",
)
_CSV = (b",", b";", b"\t", b"|", b'"', b'""', b"text", b"date", b"\r", b"\n")
_XML = tuple(
    w.encode()
    for w in (
        *("<w:p>", "</w:p>", "<w:r><w:t>", "</w:t></w:r>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:br/>", "<w:tab/>", "<!DOCTYPE x>", "&a;"),
        *("<w:sdt><w:sdtContent>", '<w:gridSpan w:val="999999999"/>', '<w:vMerge w:val="continue"/>', "<w:ins>", "<w:del>"),
    )
)  # fmt: skip
_TOML = (b"[limits]", b"[columns]", b"seconds = ", b"characters = ", b"workers = ", b"format = ", b"[[[[", b"{", b"inf", b"nan", b"'''", b"0x", b"1979-05-27T07:32:00Z", b"published_at = ", b"9" * 400, b"9" * 5000, b"labels_off = [")  # fmt: skip
_LINES = (b"merge", b"split", b"rename", b"set", b"drop", b"ORG", b"PER", b"FAC", b"LOC", b"acronym", b"parent", b"country", b"level", b",", b'"', b"#", b"\n", b"org-kementerian-sosial")  # fmt: skip
_REGEX = (b"(?:", b"(?i)", b")", b"+", b"*", b"?", b"{2,}", b"{1,40}", b"|", b"\\w", b"\\d", b"\\b", b"\\s", b"[A-Z]", b"[^a]", b".", b"(?=", b"(?<!", b"(?>", b"++", b"{Nama}", b"{Kata}", b"{angka}", b"^", b"$", b"\\1", b"(?P<a>")  # fmt: skip
_COLUMNS = (b"ORG\t", b"PER\t", b"FAC\t", b"LOC\t", b"\t", b"\n", b"PT ", b"Kementerian ", b"Kota ", b"Kab. ", b"Dinas ", b"RSUD ", b"Jalan ", b"Gus ", b"H. ", b"S.Sos", b"Polres ", b"DPR", b"RI", b".", b"-", b"'", b"Bandara ")  # fmt: skip

TARGETS: dict[str, Target] = {
    "txt": Target(reader("txt"), seeds.texts, _WORDS),
    "md": Target(reader("md"), seeds.markdown, (*_WORDS, b"---\n", b"# ", b"title: ", b"date: ", b"| ", b"```")),
    "html": Target(reader("html"), seeds.pages, _HTML),
    "pdf": Target(reader("pdf"), seeds.pdfs, _PDF),
    "docx": Target(reader("docx"), lambda: (seeds.word(),), (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06")),
    "docx_markup": Target(markup, seeds.word_markup, _XML),
    "jsonl": Target(packed_rows, seeds.rows, _JSON),
    "csv": Target(reader("csv"), seeds.sheets, _CSV),
    "parquet": Target(reader("parquet"), seeds.columns, (b"PAR1",)),
    "dates": Target(dates, seeds.phrases, _WORDS),
    "amounts": Target(amounts, seeds.phrases, _WORDS),
    "numerals": Target(numerals, seeds.figures, _WORDS),
    "pipeline": Target(pipeline, seeds.phrases, _WORDS),
    "shipped": Target(partial(pipeline, model=None), seeds.phrases, _WORDS),
    "entities": Target(entities, seeds.names, _COLUMNS),
    "corrections": Target(corrections, seeds.corrections, _LINES),
    "settings": Target(settings, seeds.settings, _TOML),
    "patterns": Target(patterns, seeds.patterns, _REGEX),
    "gazetteer": Target(gazetteer, seeds.gazetteers, (*_CSV, *_WORDS)),
    "store": Target(store, seeds.parts, (b"PAR1",)),
    "records": Target(given, seeds.records, (b"PAR1",)),
    "gold": Target(gold, seeds.annotations, (*_JSON, b'"mentions"', b'"start"', b'"officials"', b"-1", b"1e9")),
}


def finds(name: str) -> list[Path]:
    """Return the inputs that this target once failed on."""
    return sorted(path for path in (FINDS / name).glob("*") if path.name != "current")
