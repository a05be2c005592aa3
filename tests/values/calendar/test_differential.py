"""Against babel and dateparser, where they are right: one Indonesian date, alone, in full."""

from __future__ import annotations

from datetime import date, datetime

import dateparser
import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st
from warta.values.calendar import find_times

DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))


def read(text: str, published: date | None = None) -> str | None:
    (mention,) = find_times(text, published_at=None if published is None else published.isoformat())
    return mention.value


@given(DAYS, st.sampled_from(["full", "long", "medium"]))
def test_what_babel_prints_reads_back(when: date, style: str) -> None:
    text = format_date(when, format=style, locale="id_ID")  # type: ignore[arg-type]
    assert read(text) == when.isoformat(), text


@given(DAYS)
def test_what_babel_prints_of_months_and_quarters_reads_back(when: date) -> None:
    assert read(format_date(when, "MMMM y", locale="id_ID")) == f"{when:%Y-%m}"
    assert read(format_date(when, "MMM y", locale="id_ID")) == f"{when:%Y-%m}"
    quarter = (when.month - 1) // 3 + 1
    assert (
        read(format_date(when, "QQQQ y", locale="id_ID"))
        == f"{when.year}-{quarter * 3 - 2:02}/{when.year}-{quarter * 3:02}"
    )


@settings(max_examples=40, deadline=None)
@given(DAYS)
def test_dateparser_agrees_on_full_dates(when: date) -> None:
    for text in (f"{when.day} {format_date(when, 'MMMM', locale='id_ID')} {when.year}", f"{when:%d/%m/%Y}"):
        theirs = dateparser.parse(text, languages=["id"], settings={"DATE_ORDER": "DMY"})
        assert theirs is not None
        assert read(text) == theirs.date().isoformat() == when.isoformat()


@pytest.mark.parametrize("text", ["kemarin", "besok", "hari ini", "3 hari yang lalu", "12 hari yang lalu"])
def test_dateparser_agrees_on_simple_relative_days(text: str) -> None:
    published = date(2020, 12, 12)
    base = datetime(published.year, published.month, published.day)
    theirs = dateparser.parse(text, languages=["id"], settings={"RELATIVE_BASE": base})
    assert theirs is not None
    assert read(text, published) == theirs.date().isoformat()
