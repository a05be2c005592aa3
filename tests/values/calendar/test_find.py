"""How find_times walks a text: spans, silence, names, line ends, anchors, the columns of a mention."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.values.calendar import find_times
from warta.values.mention import TimeMention


def only(text: str, published_at: str | None = "2025-10-21") -> TimeMention:
    (mention,) = find_times(text, published_at=published_at)
    return mention


def norms(text: str, **options: object) -> list[tuple[str, str]]:
    return [(m.text, m.norm) for m in find_times(text, **options)]  # type: ignore[arg-type]


def test_a_mention_carries_everything_the_table_needs() -> None:
    assert only("Acara dibuka Jumat (17/10) di Kupang.") == TimeMention(
        start=13,
        end=26,
        kind="DATE",
        text="Jumat (17/10)",
        value="2025-10-17",
        first_day=date(2025, 10, 17),
        last_day=date(2025, 10, 17),
        precision="day",
        resolved_from="published_at",
        timex_type="DATE",
        timex_value="2025-10-17",
        found_by="rule:day_month_digits",
    )


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "timex", "source"),
    [
        ("Desember 2020", "2020-12-01", "2020-12-31", "month", "2020-12", "text"),
        ("Februari 2024", "2024-02-01", "2024-02-29", "month", "2024-02", "text"),
        ("tahun 1997", "1997-01-01", "1997-12-31", "year", "1997", "text"),
        ("10-12 Desember 2020", "2020-12-10", "2020-12-12", "range", "2020-12-10/2020-12-12", "text"),
        ("triwulan IV 2025", "2025-10-01", "2025-12-31", "range", "2025-Q4", "text"),
        ("semester I 2017", "2017-01-01", "2017-06-30", "range", "2017-H1", "text"),
        ("tahun 1990-an", "1990-01-01", "1999-12-31", "range", "199", "text"),
        ("abad ke-19", "1800-01-01", "1899-12-31", "range", "18", "text"),
        ("pekan lalu", "2025-10-13", "2025-10-19", "range", "2025-W42", "published_at"),
        ("tahun depan", "2026-01-01", "2026-12-31", "year", "2026", "published_at"),
        ("1447 H", "2025-06-26", "2026-06-15", "range", "2025-06-26/2026-06-15", "text"),
    ],
)
def test_bounds_precision_and_source(text: str, first: str, last: str, precision: str, timex: str, source: str) -> None:
    mention = only(f"Itu terjadi pada {text}.")
    assert mention.first_day == date.fromisoformat(first)
    assert mention.last_day == date.fromisoformat(last)
    assert (mention.precision, mention.timex_value, mention.resolved_from) == (precision, timex, source)


@pytest.mark.parametrize(
    ("text", "published_at", "timex"),
    [
        ("Rapat digelar Selasa.", "2018", "XXXX-WXX-2"),
        ("Rapat digelar Jumat (11/12).", None, "XXXX-12-11"),
        ("Rapat digelar pekan lalu.", "2018", "XXXX-WXX"),
        ("Rapat digelar hari ini.", None, "XXXX-XX-XX"),
        ("Rapat digelar triwulan IV.", None, "XXXX-Q4"),
        ("Rapat digelar semester II.", None, "XXXX-H2"),
        ("Rapat digelar pada Juli.", None, "XXXX-07"),
        ("Rapat digelar Juli hingga September.", None, "XXXX-07/XXXX-09"),
    ],
)
def test_unresolved_keeps_what_is_known(text: str, published_at: str | None, timex: str) -> None:
    mention = only(text, published_at)
    assert (mention.value, mention.norm, mention.timex_value) == (None, "?", timex)
    assert (mention.first_day, mention.last_day, mention.precision, mention.resolved_from) == (None,) * 4


def test_a_time_takes_the_day_beside_it() -> None:
    day, clock = find_times("Sidang dibuka Senin (20/10/2025) pukul 10.00 WIB.")
    assert clock.timex_value == "2025-10-20T10:00+07:00"
    assert (clock.first_day, clock.precision) == (date(2025, 10, 20), "day")
    clock, day = find_times("Sidang dibuka pukul 10.00 WIB, Senin (20/10/2025).")
    assert (clock.timex_value, day.value) == ("2025-10-20T10:00+07:00", "2025-10-20")


def test_a_time_without_a_day_has_none() -> None:
    mention = only("Sidang dibuka pukul 10.00.")
    assert (mention.value, mention.timex_value, mention.first_day) == ("10:00", "T10:00", None)


def test_last_night_was_the_night_before() -> None:
    assert only("Gempa terasa tadi malam.").timex_value == "2025-10-20TNI"
    assert only("Gempa terasa tadi pagi.").timex_value == "2025-10-21TMO"
    assert only("Gempa terasa semalam.", "2018").timex_value == "TNI"


def test_timex_has_its_own_letters_for_long_units() -> None:
    assert [only(f"Hutan itu gundul {text}.").timex_value for text in ("dua dekade", "seabad", "dua triwulan")] == [
        "P2DE",
        "P1CE",
        "P2Q",
    ]


def test_silent_stretches_carry_nothing() -> None:
    text = "FUKUOKA (9 November 2022) - Rapat digelar 8 November 2022."
    assert norms(text, silent=[(0, 28)]) == [("8 November 2022", "2022-11-08")]


def test_an_expression_does_not_reach_over_silence() -> None:
    text = "Rapat digelar 8 x November 2022."
    assert norms(text, silent=[(16, 17)]) == [("November 2022", "2022-11")]


def test_names_block_their_numbers() -> None:
    text = "Mahasiswa Universitas Merdeka 2020 dan Mei Lestari hadir 3 Mei 2021."
    blocked = [(10, 34), (39, 50)]
    assert norms(text, blocked=blocked) == [("3 Mei 2021", "2021-05-03")]


def test_an_age_may_follow_a_blocked_name() -> None:
    assert norms("Korban bernama Sari Dewi (25) selamat.", blocked=[(15, 24)]) == [("25", "P25Y")]


def test_digits_after_a_goal_are_minutes() -> None:
    assert norms("Gol tim tamu dicetak Sari (34) dan Dewi (71).") == []


def test_a_line_end_is_a_space_and_a_blank_line_an_end() -> None:
    assert norms("Rapat digelar 8\nNovember\n2022.") == [("8\nNovember\n2022", "2022-11-08")]
    assert norms("Rapat digelar 8\r\nNovember 2022.") == [("8\r\nNovember 2022", "2022-11-08")]
    assert norms("Pasal 8\n\nNovember 2022 tiba.") == [("November 2022", "2022-11")]


def test_offsets_count_code_points() -> None:
    mention = only("🎉 Pesta – “meriah” – digelar 8 November 2022.")
    assert mention.text == "8 November 2022"
    assert mention.start == "🎉 Pesta – “meriah” – digelar 8 November 2022.".index("8")


@pytest.mark.parametrize("published_at", ["2025-10-21", "2025-10-21T08:00", "2025-10-21T08:00:00+07:00"])
def test_a_time_in_the_publication_date_is_ignored(published_at: str) -> None:
    assert only("Rapat digelar kemarin.", published_at).value == "2025-10-20"


@pytest.mark.parametrize("published_at", ["", "kemarin", "2025-13-01", "20251021"])
def test_a_publication_date_that_is_none_leaves_dates_unresolved(published_at: str) -> None:
    assert only("Rapat digelar kemarin.", published_at).value is None


def test_leap_days() -> None:
    assert only("Ia lahir 29 Februari 2024.").value == "2024-02-29"
    assert norms("Ia lahir 29 Februari 2023.", published_at="2025-10-21") == []
    assert only("Ia lahir 29 Februari.", "2023-05-01").value is None


def test_months_without_a_year_lean_on_the_day_of_publication() -> None:
    assert only("Harga naik pada Desember.", "2025-01-10").value == "2024-12"
    assert only("Harga akan naik pada Desember.", "2025-01-10").value == "2025-12"
    assert only("Harga akan naik pada Januari.", "2025-12-10").value == "2026-01"
    assert only("Harga naik pada Januari.", "2025-12-10").value == "2025-01"
    assert only("Harga naik pada Maret.", "2025-10-10").value == "2025-03"


def test_weekday_behind_a_dated_day_is_the_next() -> None:
    assert norms("Laga digelar Selasa (17/9/2019) atau Rabu.", published_at="2019-09-17") == [
        ("Selasa (17/9/2019)", "2019-09-17"),
        ("Rabu", "2019-09-18"),
    ]


def test_same_input_same_output() -> None:
    text = "Pada 12 Mei 2020 dan Senin (20/10) pukul 09.00 WIB, setiap tahun selama tiga hari."
    assert find_times(text, published_at="2025-10-21") == find_times(text, published_at="2025-10-21")


_WORDS = """
    17 Agustus Mei 2020 2020- 10-12 12/12 12/12/2020 ( ) , . - – / Senin Minggu minggu lalu depan ini tahun bulan hari
    pekan kuartal IV semester pertama tiga dua setengah setiap per pukul 09.00 WIB malam tadi kemarin besok lusa sejak
    hingga dan antara awal akhir abad ke-19 1990-an 1447 H Ramadan UU Nomor tentang Sari usia + Rp 31/2/2020 0/0/0000
    00/00/2020 99/99 14/52026 (5/9/201) 24.00 tanggal yang sama sebelumnya kemudian 0 99999999999 ½ ² ١٢
"""
_PIECES = st.sampled_from(_WORDS.split())


@given(st.lists(st.one_of(_PIECES, st.text(max_size=3)), max_size=30), st.sampled_from(["", " ", "\n"]))
def test_any_text_gives_sorted_spans_inside_it(pieces: list[str], glue: str) -> None:
    text = (glue or " ").join(pieces) if glue else "".join(pieces)
    for published_at in (None, "2018", "2020-02-29", "0001-01-01", "9999-12-31"):
        mentions = find_times(text, published_at=published_at)
        assert all(text[m.start : m.end] == m.text for m in mentions)
        assert all(a.end <= b.start for a, b in pairwise(mentions))
        for m in mentions:
            if m.first_day is not None and m.last_day is not None:
                assert m.first_day <= m.last_day


@pytest.mark.parametrize(
    "piece", ["((((", "1", "Senin (", "11/", "2020-", "satu ", "Nomor 1/", "'a", "\n ", "ke-", "UU "]
)
def test_one_long_line_of_one_piece(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert all(text[m.start : m.end] == m.text for m in find_times(text, published_at="2020-01-01"))
