"""Patterns of researchers: what is let through, what is refused and how that is said."""

from __future__ import annotations

import re

import pytest
from warta.own import OwnError
from warta.own.linear import LONGEST, NUMBER, safe


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("Kelompok Tani {Nama}", "Kelompok Tani Subur Makmur"),
        ("Kelompok Tani {Nama}", "Kelompok Tani Al-Hikmah"),
        (r"Kelompok (?:Tani|Nelayan) [A-Z]\w+(?: [A-Z]\w+)?", "Kelompok Nelayan Ombak Biru"),
        (r"(?i)pokdarwis {Kata}", "POKDARWIS Lestari"),
        ("Nomor [0-9]+", "Nomor 12345"),
        ("Gedung [A-Z]{2,}", "Gedung ABCD"),
        (r"Blok []A-F]+", "Blok ]AB"),
        (r"C\+\+ {Kata}", "C++ Klub"),
        (r"Pos [*+]", "Pos +"),
        (r".{0,40} Tani", "Gabungan Kelompok Tani"),
        (r"Bang(?:ka|gai)(?= Selatan)", "Bangka"),
        (r"[^\s]++", "Lestari"),
    ],
)
def test_patterns_that_a_person_writes_are_let_through(pattern: str, text: str) -> None:
    found = re.compile(safe(pattern)).match(text + (" Selatan" if "Selatan" in pattern else ""))
    assert found is not None
    assert found[0] == text


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(a+)+b", "repeat inside a repeated part"),
        ("[Lumbung {Nama}A-Z]{2,5}", "{Nama} means something; it cannot stand in [...]"),
        (r"Lumbung \{Kata}", "or behind a backslash"),
        ("(?P<angka>ikat) {angka}", "redefinition of group name 'angka'"),
        ("ikat (?x)a b", "global flags not at the start"),
        (r"([A-Z]\w+ )+", "use {Nama}"),
        (r"(?:Tani ?){1,3}", "repeat inside a repeated part"),
        (r"(a|b?)+c", "repeat inside a repeated part"),
        (r"\w+\w+x", "in 3600 ways"),
        (r".*Tani.*Makmur.*x", "ways"),
        (r"{Nama}{Nama}{Nama}{Nama}", "ways"),
        (r"(Tani) \1", "a reference"),
        (r"(?P<a>Tani) (?P=a)", "a reference"),
        (r"(x)?(?(1)a|b)", "a reference"),
        ("Tani(", "no regular expression: missing )"),
        ("[a", "no regular expression: unterminated character set at character 1"),
        ("a*", "fits the empty text"),
        ("(?:)", "fits the empty text"),
        ("a{3000}", "stretches of"),
        (f"{NUMBER} {NUMBER}", "only once"),
        ("a(?i)b", "no regular expression"),
    ],
)
def test_what_could_take_long_or_is_no_pattern_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(OwnError) as raised:
        safe(pattern)
    assert message in str(raised.value)


def test_open_repeats_end() -> None:
    made = re.compile(safe("a+"))
    assert made.match("a" * 500).end() == LONGEST
    assert re.compile(safe("a{2,}")).match("a" * 500).end() == LONGEST + 2
    assert re.compile(safe(r"[+*]+")).fullmatch("+*+") is not None


def test_a_pattern_of_optional_words_stays_cheap() -> None:
    """The worst text for it: every start fits, nothing ends."""
    made = re.compile(safe(r"[A-Z]\w+(?: [A-Z]\w+)?(?: [A-Z]\w+)?(?: [A-Z]\w+)? Tbk"))
    assert made.search("Aa " * 20_000) is None
