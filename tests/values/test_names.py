"""Names in normal form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.values.names import (
    facility_norm,
    is_acronym,
    is_degree,
    is_title,
    name_norm,
    org_norm,
    person_norm,
)


@pytest.mark.parametrize(
    ("written", "norm"),
    [
        ("Wahyu Hartawan", "Wahyu Hartawan"),
        ("Dr. H. Wahyu Hartawan, S.Sos., M.Si.", "Wahyu Hartawan"),
        ("Prof. Dr. Ir. Wahyu Hartawan", "Wahyu Hartawan"),
        ("Irjen Pol. Wahyu Hartawan", "Wahyu Hartawan"),
        ("Irjen Pol. (Purn) Drs. Wahyu Hartawan, S.H.", "Wahyu Hartawan"),
        ("Brigjen TNI Wahyu Hartawan", "Wahyu Hartawan"),
        ("Letkol Inf Wahyu Hartawan", "Wahyu Hartawan"),
        ("KH. Ma'mun Zubair", "Ma'mun Zubair"),
        ("Pak Wahyu", "Wahyu"),
        ("Ibu Rini Lestari", "Rini Lestari"),
        ("Gus Wahyu", "Gus Wahyu"),
        ("Gus Wahyu Hartawan", "Wahyu Hartawan"),
        ("Rini Lestari Sp.A", "Rini Lestari"),
        ("Rini Lestari (Mbak Rin)", "Rini Lestari"),
        ("Wahyu P. Hartawan", "Wahyu P. Hartawan"),
        ("A. Hartawan", "A. Hartawan"),
        ("WAHYU P. HARTAWAN", "Wahyu P. Hartawan"),
        ("SBY", "SBY"),
        ("Wahyu\nHartawan", "Wahyu Hartawan"),
        ("Kim", "Kim"),
        ("Dr.", "Dr."),
    ],
)
def test_person(written: str, norm: str) -> None:
    assert person_norm(written) == norm


@pytest.mark.parametrize(
    ("written", "norm"),
    [
        ("Kementerian Contoh RI", "Kementerian Contoh"),
        ("Kementerian Contoh Republik Indonesia", "Kementerian Contoh"),
        ("Kementerian Contoh (Kemencon) RI", "Kementerian Contoh"),
        ("Kementerian\nContoh", "Kementerian Contoh"),
        ("Dinas Sosial (Dinsos) Jawa Barat", "Dinas Sosial Jawa Barat"),
        ("Badan Contoh Nasional (BCN) Republik Indonesia", "Badan Contoh Nasional"),
        ("PT. Maju Terus", "PT Maju Terus"),
        ("PT Maju Terus, Tbk.", "PT Maju Terus Tbk"),
        ("PT Maju Terus (Persero) Tbk", "PT Maju Terus (Persero) Tbk"),
        ('Yayasan "Harapan Bersama"', "Yayasan Harapan Bersama"),
        ("Bank Rakyat Indonesia", "Bank Rakyat Indonesia"),
        ("Kepolisian Negara Republik Indonesia", "Kepolisian Negara Republik Indonesia"),
        ("RI", "RI"),
    ],
)
def test_organisation(written: str, norm: str) -> None:
    assert org_norm(written) == norm


@pytest.mark.parametrize(
    ("written", "norm"),
    [
        ('Sentra "Mawar Biru"', "Sentra Mawar Biru"),
        ("Balai Anak “Mawar” Sukamaju", "Balai Anak Mawar Sukamaju"),
        ('Balai Rehabilitasi (BRX) "Mawar" Sukamaju', "Balai Rehabilitasi Mawar Sukamaju"),
        ("Gedung Kemencon RI", "Gedung Kemencon"),
        ("Masjid Al-Ma'un", "Masjid Al-Ma'un"),
    ],
)
def test_facility(written: str, norm: str) -> None:
    assert facility_norm(written) == norm


@pytest.mark.parametrize("word", ["KPK", "BBRVPD", "KemenPPPA", "PDI-P", "P2MI", "BNI", "JICA"])
def test_acronyms(word: str) -> None:
    assert is_acronym(word)


@pytest.mark.parametrize("word", ["Bappenas", "Budi", "Kompas.com", "A", "", "Dua Kata", "KPK RI", "2024", "-", "U17"])
def test_no_acronyms(word: str) -> None:
    assert not is_acronym(word)


@pytest.mark.parametrize("word", ["S.Sos.", "M.Si", "Ph.D", "S.H.", "MM", "Sp.OG"])
def test_degrees(word: str) -> None:
    assert is_degree(word)


@pytest.mark.parametrize(
    ("word", "yes"), [("Dr.", True), ("Kombes", True), ("Pak", True), ("Ketua", False), ("Sri", False)]
)
def test_titles(word: str, yes: bool) -> None:
    assert is_title(word) is yes


def test_name_norm_by_label() -> None:
    assert name_norm("LOC", "Korsel") == "Korea Selatan"
    assert name_norm("PER", "Dr. Rini Lestari") == "Rini Lestari"
    assert name_norm("ORG", "DPR RI") == "DPR"
    assert name_norm("FAC", 'Sentra "Mawar"') == "Sentra Mawar"
    assert name_norm("POS", "Plt.  Kepala") == "Plt. Kepala"


@given(st.text(max_size=60))
def test_norms_never_fail_and_settle(text: str) -> None:
    for norm in (person_norm, org_norm, facility_norm):
        once = norm(text)
        assert "\n" not in once
        assert once == once.strip()
        assert bool(once) == bool(text.strip())


@given(st.lists(st.sampled_from(["Wahyu", "Rini", "P.", "Hartawan", "Lestari"]), min_size=1, max_size=4))
def test_plain_names_stay(parts: list[str]) -> None:
    name = " ".join(parts)
    assert person_norm(name) == name
