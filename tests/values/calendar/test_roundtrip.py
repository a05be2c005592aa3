"""Every value printed in every style reads back as itself."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from warta.lexicon import table
from warta.values.calendar import find_times

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
ROMAN = ["I", "II", "III", "IV"]
DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))


def value(text: str, published_at: str | None = None) -> str | None:
    (mention,) = find_times(f"Rapat digelar {text}.", published_at=published_at)
    assert mention.text == text
    return mention.value


def words(n: int) -> str:
    if n < 10:
        return DIGITS[n]
    if n < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(n, DIGITS[n - 10] + " belas")
    return f"{DIGITS[n // 10]} puluh" + (f" {DIGITS[n % 10]}" if n % 10 else "")


@given(DAYS)
def test_a_day_in_every_style(when: date) -> None:
    month, weekday = MONTHS[when.month - 1], WEEKDAYS[when.isoweekday() - 1]
    for text in (
        f"{when.day} {month} {when.year}",
        f"tanggal {when.day:02} {month} {when.year}",
        f"{weekday}, {when.day} {month} {when.year}",
        f"{weekday} ({when.day} {month} {when.year})",
        f"{weekday} ({when.day}/{when.month}/{when.year})",
        f"{weekday} ({when.day:02}/{when.month:02}/{when.year})",
        f"{weekday}, {when.day:02}-{when.month:02}-{when.year}",
        f"{when.day:02}.{when.month:02}.{when.year}",
        when.isoformat(),
    ):
        assert value(text) == when.isoformat()


@given(DAYS, st.sampled_from([r for r in table("months") if r["kind"] in {"full", "short", "english"}]))
def test_every_spelling_of_a_month(when: date, row: dict[str, str]) -> None:
    when = when.replace(day=min(when.day, 28), month=int(row["month"]))
    assert value(f"{when.day} {row['form'].capitalize()} {when.year}") == when.isoformat()


@given(DAYS, st.integers(0, 300))
def test_weekday_and_day_without_year_find_their_year(published: date, back: int) -> None:
    when = published - timedelta(days=back)
    weekday = WEEKDAYS[when.isoweekday() - 1]
    assert value(f"{weekday} ({when.day}/{when.month})", published.isoformat()) == when.isoformat()


@given(DAYS, st.integers(1, 7))
def test_a_weekday_is_the_most_recent_and_lalu_is_before(published: date, weekday: int) -> None:
    name = WEEKDAYS[weekday - 1]
    said = date.fromisoformat(value(name, published.isoformat()) or "")
    assert said.isoweekday() == weekday
    assert timedelta(0) <= published - said < timedelta(days=7)
    if name != "Minggu":  # `Minggu lalu` is the last week as well
        last = date.fromisoformat(value(f"{name} lalu", published.isoformat()) or "")
        assert timedelta(0) < published - last <= timedelta(days=7)
    coming = date.fromisoformat(value(f"{name} mendatang", published.isoformat()) or "")
    assert timedelta(0) < coming - published <= timedelta(days=7)


@given(DAYS, st.integers(1, 99), st.booleans())
def test_days_ago_and_ahead(published: date, count: int, in_words: bool) -> None:
    number = words(count) if in_words else str(count)
    ago, ahead = published - timedelta(days=count), published + timedelta(days=count)
    assert value(f"{number} hari lalu", published.isoformat()) == ago.isoformat()
    assert value(f"{number} hari lagi", published.isoformat()) == ahead.isoformat()


@given(DAYS, st.integers(1, 60))
def test_weeks_months_and_years_ago(published: date, count: int) -> None:
    iso = (published - timedelta(weeks=count)).isocalendar()
    assert value(f"{count} pekan lalu", published.isoformat()) == f"{iso.year}-W{iso.week:02}"
    months = published.year * 12 + published.month - 1 - count
    assert value(f"{count} bulan lalu", published.isoformat()) == f"{months // 12}-{months % 12 + 1:02}"
    assert value(f"{count} tahun lalu", published.isoformat()) == f"{published.year - count}"


@given(
    DAYS, st.integers(1, 400), st.sampled_from(["-", " - ", "–", " hingga ", " sampai ", " s.d. ", " sampai dengan "])
)
def test_ranges_of_days_with_what_they_share_unsaid(low: date, length: int, to: str) -> None:
    high = low + timedelta(days=length)
    assume(high.year <= 2099)
    want = f"{low.isoformat()}/{high.isoformat()}"
    first, last = f"{low.day} {MONTHS[low.month - 1]}", f"{high.day} {MONTHS[high.month - 1]} {high.year}"
    assert value(f"{first} {low.year}{to}{last}") == want
    if low.year == high.year and low.month != high.month:
        assert value(f"{first}{to}{last}") == want
    if (low.year, low.month) == (high.year, high.month):
        assert value(f"{low.day}{to}{last}") == want


@given(st.integers(1950, 2050), st.integers(1, 4))
def test_quarters(year: int, quarter: int) -> None:
    want = f"{year}-{quarter * 3 - 2:02}/{year}-{quarter * 3:02}"
    for text in (
        f"triwulan {ROMAN[quarter - 1]} {year}",
        f"kuartal {ROMAN[quarter - 1]}/{year}",
        f"kuartal ke-{quarter} {year}",
        f"kuartal {quarter} tahun {year}",
        f"Q{quarter} {year}",
    ):
        assert value(text) == want


@given(
    st.integers(1, 99),
    st.sampled_from([("tahun", "Y"), ("bulan", "M"), ("pekan", "W"), ("minggu", "W"), ("hari", "D")]),
)
def test_lengths(count: int, unit: tuple[str, str]) -> None:
    name, letter = unit
    for number in (str(count), words(count)):
        assert value(f"selama {number} {name}".removeprefix("selama ")) == f"P{count}{letter}"


@given(
    st.integers(0, 23), st.integers(0, 59), st.sampled_from([("WIB", "+07:00"), ("WITA", "+08:00"), ("WIT", "+09:00")])
)
def test_clock_times(hour: int, minute: int, zone: tuple[str, str]) -> None:
    for mark in (".", ":"):
        assert value(f"pukul {hour:02}{mark}{minute:02} {zone[0]}") == f"{hour:02}:{minute:02}{zone[1]}"
