"""EDTF values: written, bounded, read back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.values.calendar import edtf

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
YEARS = st.integers(1, 9999)


@given(DAYS)
def test_days_read_back(when: date) -> None:
    stretch = edtf.day(when)
    assert (stretch.first, stretch.last, stretch.precision) == (when, when, "day")
    assert edtf.parse(stretch.edtf) == stretch


@given(YEARS, st.integers(1, 12))
def test_months_read_back(y: int, m: int) -> None:
    stretch = edtf.month(y, m)
    assert stretch.first == date(y, m, 1)
    assert stretch.last is not None
    assert stretch.last.month == m
    assert stretch.last == date.max or (stretch.last + timedelta(days=1)).day == 1
    assert edtf.parse(stretch.edtf) == stretch


@given(st.integers(-9999, 9999))
def test_years_read_back(y: int) -> None:
    stretch = edtf.year(y)
    assert edtf.parse(stretch.edtf) == stretch
    assert (stretch.first is None) == (y < 1)


@given(DAYS)
def test_weeks_hold_their_day_and_read_back(when: date) -> None:
    try:
        stretch = edtf.week(when)
    except OverflowError:
        return
    assert stretch.first is not None
    assert stretch.last is not None
    assert stretch.first <= when <= stretch.last
    assert (stretch.first.isoweekday(), stretch.last.isoweekday()) == (1, 7)
    assert edtf.parse(stretch.edtf) == stretch


@given(st.integers(1, 998))
def test_decades_read_back(tens: int) -> None:
    stretch = edtf.decade(tens * 10)
    assert edtf.parse(stretch.edtf) == stretch
    assert stretch.first == date(tens * 10, 1, 1)


@given(st.integers(-30, 30).filter(bool))
def test_centuries_read_back(n: int) -> None:
    assert edtf.parse(edtf.century(n).edtf) == edtf.century(n)


@given(DAYS, DAYS)
def test_intervals_run_forwards(a: date, b: date) -> None:
    stretch = edtf.between(edtf.day(a), edtf.day(b))
    if a > b:
        assert stretch is None
    else:
        assert stretch is not None
        assert (stretch.first, stretch.last) == (a, b)
        assert edtf.parse(stretch.edtf) == stretch


def test_an_interval_of_parts_takes_the_outer_ends() -> None:
    low, high = edtf.months(2023, 1, 3, "2023-Q1"), edtf.months(2023, 7, 9, "2023-Q3")
    stretch = edtf.between(low, high)
    assert stretch is not None
    assert stretch.edtf == "2023-01/2023-09"


@pytest.mark.parametrize(
    "value", ["", "2020-13", "2020-02-30", "20", "2020-W54", "2020/2019", "kemarin", "2020-1-1", "?"]
)
def test_anything_else_is_an_error(value: str) -> None:
    with pytest.raises(ValueError):  # the message differs by what is wrong
        edtf.parse(value)
