"""Places by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.values.places import Place, country, country_names, lookup, place, place_norm


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Indonesia", "ID"),
        ("RI", "ID"),
        ("NKRI", "ID"),
        ("Korea Selatan", "KR"),
        ("Korsel", "KR"),
        ("Korea", "KR"),
        ("Korut", "KP"),
        ("AS", "US"),
        ("Amerika Serikat", "US"),
        ("Tiongkok", "CN"),
        ("China", "CN"),
        ("Inggris Raya", "GB"),
        ("Inggris", "GB"),
        ("Jepang", "JP"),
        ("Perancis", "FR"),
        ("Arab Saudi", "SA"),
        ("UEA", "AE"),
        ("Timor-Leste", "TL"),
        ("Papua Nugini", "PG"),
        ("Hong Kong", "HK"),
        ("Palestina", "PS"),
        ("Kosovo", "XK"),
        ("jepang", "JP"),
    ],
)
def test_countries(name: str, code: str) -> None:
    found = country(name)
    assert found is not None
    assert found.code == code
    assert found.level == "country"


@pytest.mark.parametrize("name", ["Uni Eropa", "Atlantis", "", "Jawa Barat", "Wilayah Tidak Dikenal"])
def test_no_countries(name: str) -> None:
    assert country(name) is None


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("Jawa Barat", "province", "32"),
        ("Jabar", "province", "32"),
        ("Provinsi Jawa Barat", "province", "32"),
        ("DKI Jakarta", "province", "31"),
        ("Jakarta", "province", "31"),
        ("Jakarta Utara", "city", "31.72"),
        ("Jaksel", "city", "31.74"),
        ("DIY", "province", "34"),
        ("Papua Barat Daya", "province", "96"),
        ("Kota Bogor", "city", "32.71"),
        ("Kabupaten Bogor", "city", "32.01"),
        ("Kota Solo", "city", "33.72"),
        ("Solo", "city", "33.72"),
        ("Temanggung", "city", "33.23"),
        ("Kecamatan Cibinong", "district", "32.01.01"),
        ("Tangsel", "city", "36.74"),
        ("Gorontalo", "province", "75"),
    ],
)
def test_regions(name: str, level: str, code: str) -> None:
    found = place(name)
    assert found is not None
    assert (found.level, found.code, found.country) == (level, code, "ID")


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Bogor", "city"),  # Kota Bogor or Kabupaten Bogor
        ("Sukaraja", "district"),  # four of them
        ("Fukuoka", "city"),  # foreign: no code
        ("Asia Tenggara", "region"),
        ("Jabodetabek", "region"),
        ("Pulau Contoh", "region"),
        ("Desa Sukamakmur Jaya", "district"),
        ("Kabupaten Antah", "city"),
        ("Jalan Melati No. 5", "address"),
    ],
)
def test_places_without_a_code(name: str, level: str) -> None:
    found = place(name)
    assert found is not None
    assert (found.level, found.code) == (level, None)


def test_unknown_is_none() -> None:
    assert place("Antah Berantah") is None
    assert lookup("Antah Berantah") == ()
    assert lookup("  ") == ()


def test_context_decides() -> None:
    assert place("Sukaraja") == Place("Sukaraja", "district", None, "ID")
    near = place("Sukaraja", near=["Bengkulu"])
    assert near is not None
    assert near.code is not None
    assert near.province == "17"


def test_context_that_decides_nothing_leaves_it_open() -> None:
    # Two districts Sukaraja lie in Jawa Barat.
    found = place("Sukaraja", near=["Jawa Barat"])
    assert found is not None
    assert found.code is None
    # Both Bogors do.
    found = place("Bogor", near=["Jawa Barat", "Bogor"])
    assert found is not None
    assert found.code is None


def test_all_candidates_are_given() -> None:
    assert {p.code for p in lookup("Bogor") if p.level == "city"} == {"32.01", "32.71"}


@pytest.mark.parametrize(
    ("surface", "norm"),
    [
        ("Korsel", "Korea Selatan"),
        ("Korea", "Korea Selatan"),
        ("AS", "Amerika Serikat"),
        ("NKRI", "Indonesia"),
        ("Jabar", "Jawa Barat"),
        ("Provinsi Jabar", "Provinsi Jawa Barat"),
        ("Kepri", "Kepulauan Riau"),
        ("Sumatra", "Sumatera"),
        ("Jogja", "Yogyakarta"),
        ("Jakarta", "Jakarta"),
        ("Solo", "Solo"),
        ("Pulau Jawa", "Pulau Jawa"),
        ("Kabupaten\nBogor", "Kabupaten Bogor"),
        ("Daerah Khusus Ibu Kota (DKI) Jakarta", "Daerah Khusus Ibu Kota Jakarta"),
        ("Antah", "Antah"),
    ],
)
def test_norm(surface: str, norm: str) -> None:
    assert place_norm(surface) == norm


def test_norm_of_every_country_is_its_name() -> None:
    for name in country_names():
        found = country(name)
        assert found is not None
        assert place_norm(found.name) == found.name


@given(st.text(max_size=40))
def test_anything_may_be_asked(name: str) -> None:
    found = place(name)
    assert found is None or found.level in {"country", "province", "city", "district", "region", "address"}
    assert isinstance(place_norm(name), str)
