"""Numerals: value -> phrasings, what is no numeral, and round trips of generated values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.values.numerals import NUMBER, find_number, numbers, parse_number, parse_ordinal, parse_roman

PHRASINGS: dict[str, list[str]] = {
    "0": ["0", "nol"],
    "0.5": ["0,5", "0.5", "setengah", "1/2", "½", "nol koma lima", "satu per dua", "separuh"],
    "0.25": ["seperempat", "1/4", "¼", "0,25"],
    "0.75": ["tiga perempat", "3/4", "nol koma tujuh lima", "¾"],
    "0.075": ["nol koma nol tujuh lima"],
    "0.125": ["0,125", "0.125", "seperdelapan"],
    "1.5": ["1,5", "satu setengah", "1½", "satu koma lima"],
    "2.25": ["dua koma dua lima", "dua koma dua puluh lima", "2,25"],
    "9": ["9", "sembilan", "Sembilan", "SEMBILAN"],
    "11": ["sebelas"],
    "12": ["dua belas", "duabelas"],
    "25": ["dua puluh lima", "duapuluh lima"],
    "100": ["seratus"],
    "115": ["seratus lima belas"],
    "678": ["enam ratus tujuh puluh delapan"],
    "1000": ["seribu", "1.000", "1 ribu", "1 rb", "1rb", "1K"],
    "1001": ["seribu satu"],
    "1210.5": ["1,210.50", "1.210,50"],
    "3000": ["3.000", "3,000", "tiga ribu", "3 ribu"],
    "3500": ["tiga ribu lima ratus", "3,5 ribu"],
    "9000": ["9,000", "9.000"],
    "10000": ["10 ribuan", "sepuluh ribu"],
    "150000": ["150.000.00", "seratus lima puluh ribu"],
    "1250000": ["1 juta 250 ribu", "1,25 juta", "1.250.000", "1,250,000", "1.250.000,00", "1,250,000.00"],
    "1500000": ["satu setengah juta", "sejuta lima ratus ribu", "1,5jt", "1.5 juta", "1½ juta"],
    "5200000": ["5 juta dua ratus ribu"],
    "20800000": ["20.8 juta", "20,8 juta"],
    "500000000": ["lima ratus juta", "setengah miliar", "0,5 milyar"],
    "1255000000000": ["1,255 triliun", "1.255 miliar", "1.255.000 juta"],
    "1250000000000000": ["1.250 triliun", "seribu dua ratus lima puluh triliun", "1,25 kuadriliun"],
    "2000000000000000": ["dua ribu triliun", "dua kuadriliun"],
}


@pytest.mark.parametrize(("value", "phrase"), [(v, p) for v, ps in PHRASINGS.items() for p in ps])
def test_phrasings(value: str, phrase: str) -> None:
    assert parse_number(phrase) == Decimal(value)


NO_NUMERAL = """juta|ratus|puluh|dua tiga|sepuluh dua|12.03.2020|3.10.2|192.168.1.1|dua puluh belas|5 juta satu
|satu juta dua juta|ratusan|kedua|tigaan|5 K|112 T|dua koma|12.34.567|tiga per dua|satu ratusan|enam belas puluh"""


@pytest.mark.parametrize("text", ["", *NO_NUMERAL.replace("\n", "").split("|")])
def test_no_numeral(text: str) -> None:
    assert parse_number(text) is None


def test_money_short_forms() -> None:
    assert parse_number("112 T", money=True) == 112 * 10**12
    assert parse_number("1,5 M", money=True) == Decimal("1500000000")
    assert parse_number("2,5T", money=True) == 25 * 10**11


def test_comma_before_three_digits() -> None:
    assert parse_number("2,375") == 2375
    assert parse_number("2,375", comma="decimal") == Decimal("2.375")
    assert parse_number("2,375 juta") == 2375000


def test_thirds_have_no_exact_decimal() -> None:
    assert parse_number("dua pertiga") == parse_number("dua per tiga") == parse_number("2/3")
    assert str(parse_number("sepertiga")) == "0." + "3" * 28


def test_longest_numeral_and_line_break() -> None:
    number = find_number("dua puluh\nlima orang")
    assert number is not None and (number.value, number.end, number.form) == (25, 14, "words")
    assert find_number("dua\n\npuluh") == find_number("dua")
    scaled = find_number("5 juta satu bulan")
    assert scaled is not None and (scaled.value, scaled.magnitude, scaled.form) == (5_000_000, 1_000_000, "mixed")


def test_running_text() -> None:
    text = "Dua tiga orang membawa 1,5 juta lembar, 3.000 unit dan lima ratus ribu benih; 12.03.2020 bukan."
    assert [n.value for n in numbers(text)] == [2, 3, 1_500_000, 3000, 500_000]
    assert NUMBER.search("pada kedua sisi") is None
    assert NUMBER.search("bersatu menduakan") is None


def test_ordinals() -> None:
    found = [
        parse_ordinal(t) for t in ("pertama", "kedua", "Ketiga", "kedua belas", "ke-12", "ke 12", "ke-XIV", "keseratus")
    ]
    assert found == [1, 2, 3, 12, 12, 12, 14, 100]
    assert [parse_ordinal(t) for t in ("dua", "keadaan", "ke", "kesatuan", "12", "kesetengah")] == [None] * 6


def test_roman() -> None:
    assert [parse_roman(t) for t in ("I", "IV", "XIV", "MMXX")] == [1, 4, 14, 2020]
    assert [parse_roman(t) for t in ("", "IIII", "IC", "iv", "ABC")] == [None] * 5


UNITS = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def spell(value: int) -> str:
    """Print a whole number in Indonesian words."""
    if value < 10:
        return UNITS[value]
    if value == 10 or value == 11:
        return ["sepuluh", "sebelas"][value - 10]
    if value < 20:
        return UNITS[value - 10] + " belas"
    if value < 100:
        return f"{UNITS[value // 10]} puluh {spell(value % 10)}".strip()
    if value < 1000:
        head = "seratus" if value < 200 else f"{UNITS[value // 100]} ratus"
        return f"{head} {spell(value % 100)}".strip()
    if value < 2000:
        return f"seribu {spell(value % 1000)}".strip()
    for name, size in (("kuadriliun", 10**15), ("triliun", 10**12), ("miliar", 10**9), ("juta", 10**6), ("ribu", 1000)):
        if value >= size:
            return f"{spell(value // size)} {name} {spell(value % size)}".strip()
    raise AssertionError(value)


@given(st.one_of(st.integers(1, 10**6), st.integers(1, 10**18 - 1)))
def test_words_round_trip(value: int) -> None:
    assert parse_number(spell(value)) == value


@given(st.integers(0, 10**20), st.integers(0, 99))
def test_digits_round_trip(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02d}"
    indonesian = english.translate(str.maketrans(",.", ".,"))
    exact = Decimal(f"{whole}.{cents:02d}")
    assert parse_number(english) == parse_number(indonesian) == parse_number(f"{whole},{cents:02d}") == exact
    assert parse_number(f"{whole:,}".replace(",", ".")) == whole


@given(st.decimals(0, 999, places=2).filter(lambda d: d > 0), st.sampled_from(["ribu", "juta", "miliar", "triliun"]))
def test_scaled_round_trip(value: Decimal, word: str) -> None:
    size = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}[word]
    assert parse_number(f"{value} {word}".replace(".", ",")) == value * size


@given(st.text(alphabet="0123456789., \nsedua tigpuluhrbjkom½/", max_size=60))
def test_never_raises(text: str) -> None:
    parse_number(text)
    assert all(text[n.start : n.end] for n in numbers(text))


def test_long_runs_are_no_numbers() -> None:
    assert parse_number("1" * 100_000) is None
    assert len(list(numbers("dua " * 1000))) == 1000
