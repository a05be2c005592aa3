"""The scores that the pages tell: nowhere better than what is measured, the same on all pages."""

from __future__ import annotations

import re

import pytest

from docs.make_scores import HEADS, PAGES, REAL, ROOT, SAMPLES, SHORT, cell, measure, rows, table

COUNTED = {"names.strict": {"f1": 0.912, "interval": [0.8, 0.95]}, "dates.value": {"f1": None, "interval": None}}
MEASURED = {"documents": ["a", "b"], "scores": COUNTED, "metadata": {"title": {"share": 1.0, "interval": [0.34, 1.0]}}}


def told(page: str) -> list[list[str]]:
    return rows((ROOT / page).read_text(encoding="utf-8"))


def number(text: str) -> float:
    return float(text.split()[0])


def claims_too_much(page: str, measured: dict, column: int) -> list[str]:
    long, language = PAGES[page]
    keys = {names[language]: score for score, names in SHORT.items()}
    wrong = []
    for line in told(page)[2:]:
        score = line[0].strip("`") if long else keys[line[0]]
        if line[column] != "-" and number(line[column]) > number(cell(measured, score)):
            wrong.append(f"{score}: {line[column]}, measured {cell(measured, score)} (make docs DATE=...)")
    return wrong


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_its_table(page: str) -> None:
    assert len(told(page)) >= 2 + len(SHORT)
    assert {len(line) for line in told(page)} == {3}
    assert re.search(
        r"202[0-9]-[01][0-9]-[0-3][0-9]", (ROOT / page).read_text(encoding="utf-8").split("scores:begin")[1]
    )


def test_no_page_claims_more_than_is_measured_on_the_sample_releases() -> None:
    measured = measure(SAMPLES)
    assert [wrong for page in PAGES for wrong in claims_too_much(page, measured, 1)] == []


@pytest.mark.shared
def test_no_page_claims_more_than_is_measured_on_real_documents() -> None:
    if not REAL.is_dir():
        pytest.skip(f"needs the development data in {REAL}")
    measured = measure(REAL)
    assert [wrong for page in PAGES for wrong in claims_too_much(page, measured, 2)] == []


def test_the_pages_agree() -> None:
    english, indonesian = told("README.md")[2:], told("README.id.md")[2:]
    assert [line[1:] for line in english] == [line[1:] for line in indonesian]
    long = {line[0].strip("`"): line[1:] for line in told("docs/evaluation.md")[2:]}
    assert [long[score] for score in SHORT] == [line[1:] for line in english]


def test_numbers_are_cells_with_their_interval() -> None:
    assert cell(MEASURED, "names.strict") == "0.91 [0.80, 0.95]"
    assert cell(MEASURED, "dates.value") == "-"
    assert cell(MEASURED, "metadata.title") == "1.00 [0.34, 1.00]"


def test_what_cannot_be_measured_here_is_kept() -> None:
    scores = {"names.strict": "names", "metadata.title": "title"}
    first = table(scores, MEASURED, MEASURED, [], 0)
    assert first.splitlines()[0] == f"| {HEADS[0][0]} | sample releases (2) | real documents (2) |"
    old = rows(f"<!-- scores:begin -->\n{first}\n<!-- scores:end -->")
    assert table(scores, MEASURED, None, old, 0) == first
    assert table(scores, MEASURED, None, [], 0).count("| - |") == 2
