"""The notation of the grammar, and that every rule is met where it can read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from warta.values.calendar.find import RULES
from warta.values.calendar.grammar import SKIP, rule
from warta.values.calendar.lex import CLASSES, lex
from warta.values.calendar.opening import opening
from warta.values.calendar.words import ROLES

CORPUS = tomllib.loads((Path(__file__).parent / "dates.toml").read_text(encoding="utf-8"))


def kinds(text: str) -> list[str]:
    names = {letter: name for name, letter in CLASSES.items()}
    return [names[letter] for letter in lex(text).types]


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("DAY MONTH", "DAY"),
        ("TANGGAL? DAY", "TANGGAL DAY"),
        ("<a:DAY|INT>? (?:COMMA YEAR|PART)", "DAY INT COMMA PART"),
        ("(?<=AGE) <a:NUMBER>", "NUMBER"),
        ("(?<![AGE PER]) [DAY INT]{1,3} YEAR", "DAY INT"),
        ("NUMBER{0,2} YEAR", "NUMBER YEAR"),
        ("<open:LPAR>? DAY (?(open)RPAR)", "LPAR DAY"),
        ("DAY?? (?=YEAR) MONTH", "DAY MONTH"),
    ],
)
def test_what_a_rule_opens_with(pattern: str, letters: str) -> None:
    made = rule("test", pattern, lambda g: SKIP)
    assert made.opens == {CLASSES[name] for name in letters.split()}


def test_a_rule_that_could_match_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="match nothing"):
        rule("test", "DAY? MONTH?", lambda g: SKIP)
    with pytest.raises(ValueError, match="malformed"):
        opening("a)b")


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(KeyError):
        rule("test", "DAY TUESDAYISH", lambda g: SKIP)


def test_every_role_of_the_lexicon_is_a_class() -> None:
    assert set(ROLES.values()) <= set(CLASSES)


def test_no_match_starts_where_its_rule_is_not_tried() -> None:
    for group in CORPUS["group"]:
        types = lex("\n\n".join(group["in"]).replace("[", "").replace("]", "")).types
        for each in RULES:
            for match in each.pattern.finditer(types):
                assert match.group()[0] in each.opens, each.name


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("17 Agustus 2020", "DAY MONTH YEAR"),
        ("17/8/2020", "NUMDATE"),
        ("10-12", "DAY DASH DAY"),
        ("2020-2022", "YEAR DASH YEAR"),
        ("10-12/12/2020", "DAY DASH NUMDATE"),
        ("0812-2020-1999", "OTHER"),
        ("2-0", "DAY DASH INT"),
        ("09.00WIB", "CLOCK ZONE"),
        ("Rp2020", "CAPWORD"),
        ("tahun-tahun", "WORD"),
        ("Senin-Jumat", "WEEKDAY DASH WEEKDAY"),
        ("Jum'at", "WEEKDAY"),
        ("Minggu minggu", "SUNDAY WEEKUNIT"),
        ("s.d. s/d", "UNTIL UNTIL"),
        ("ke-12 ke-IV kedua", "ORDINAL ORDINAL ORDINAL"),
        ("1990-an 90an", "DECADE DECADE"),
        ("3x24 jam", "DAY WORD DAY HOUR"),
        ("Okt. 2020", "MONTHSHORT YEAR"),
        ("usai.\n\nMei", "WORD STOP BREAK MONTH"),
        ("1" * 50, "OTHER"),
        ("2020-" * 50, "OTHER DASH"),
    ],
)
def test_tokens(text: str, classes: str) -> None:
    assert kinds(text) == classes.split()
