"""Bytes to text: encodings in use, mojibake, and what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.read.decode import decode, repair
from warta.read.errors import ReadError

TEXT = "“Perahu ini untuk nelayan,” kata Rara – Rp5,52 miliar.\r\nBaris  dua\tcafé.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark(encoding: str) -> None:
    assert decode(("Nelayan menerima perahu. " * 20).encode(encoding)) == "Nelayan menerima perahu. " * 20


def test_mojibake_is_repaired_and_nothing_else_changes() -> None:
    broken = "“Perahu” – kata Rara".encode().decode("cp1252", errors="ignore")
    assert decode(("Ibu Siti. " + "â€œPerahuâ€\u009d â€“ kata Rara").encode()) == "Ibu Siti. “Perahu” – kata Rara"
    assert "â€" in broken
    assert repair("’kutip’ ﬁ ½ &amp; e\u0301 \u00a0x") == "’kutip’ ﬁ ½ &amp; e\u0301 \u00a0x"


def test_one_broken_line_leaves_the_others() -> None:
    assert repair("â€œSatuâ€\x9d\nDua – “tiga”\n") == "“Satu”\nDua – “tiga”\n"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"PK\x03\x04abc", "zip"),
        (bytes(range(256)) * 40, "binary"),
        (b"kata\x00\x01\x02\x03" * 100, "binary"),
        (b"\xff\xfe\x00", "utf-16"),
    ],
)
def test_no_text(data: bytes, why: str) -> None:
    with pytest.raises(ReadError, match=why):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_read_error(data: bytes) -> None:
    try:
        text = decode(data)
    except ReadError:
        return
    assert text.strip()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=80))
def test_valid_utf8_without_mojibake_is_unchanged(text: str) -> None:
    if not text.strip() or repair(text) != text or text.startswith("\ufeff"):
        return
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
