"""The registers hang together: ids, successors, eras, kinds, and facts anyone can check."""

from __future__ import annotations

import pytest
from warta.lexicon import table, words

ORGANISATIONS = (
    "ministries",
    "agencies",
    "state_bodies",
    "parties",
    "partners",
    "companies",
    "universities",
    "outlets",
)
COLUMNS = [
    "id",
    "name",
    "acronyms",
    "aliases",
    "kind",
    "parent",
    "country",
    "valid_from",
    "valid_to",
    "successor",
    "office",
    "office_short",
]


def rows() -> list[tuple[str, dict[str, str]]]:
    return [(name, row) for name in ORGANISATIONS for row in table(name)]


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_columns_and_ids(name: str) -> None:
    register = table(name)
    assert list(register[0])[: len(COLUMNS)] == COLUMNS
    ids = [row["id"] for row in register]
    assert len(ids) == len(set(ids))
    assert all(row["name"] and row["kind"] for row in register)


def test_successors_and_parents_exist() -> None:
    known = {row["id"] for _, row in rows()}
    missing = {
        (row["id"], other)
        for _, row in rows()
        for cell in (row["successor"], row["parent"])
        for other in cell.split("|")
        if other and other not in known
    }
    assert missing == set()


def test_years_are_years_in_order() -> None:
    for _, row in rows():
        since, until = row["valid_from"], row["valid_to"]
        assert all(not year or (len(year) == 4 and year.isdigit()) for year in (since, until)), row
        assert not (since and until) or since <= until, row
        # Whatever has a successor has ended.
        assert not row["successor"] or until, row


def test_countries_are_codes() -> None:
    assert all(not row["country"] or (len(row["country"]) == 2 and row["country"].isupper()) for _, row in rows())


def test_a_successor_begins_when_its_predecessor_ends() -> None:
    by_id = {row["id"]: row for row in table("ministries")}
    for row in by_id.values():
        for successor in filter(None, row["successor"].split("|")):
            begins = by_id.get(successor, {}).get("valid_from", "")
            if begins:
                # A year of overlap or gap is a change of cabinet in between.
                assert abs(int(begins) - int(row["valid_to"])) <= 2, (row["id"], successor)


@pytest.mark.parametrize(
    ("acronym", "year", "name"),
    [
        ("Kemensos", 2020, "Kementerian Sosial"),
        ("Depsos", 2005, "Departemen Sosial"),
        ("KLHK", 2019, "Kementerian Lingkungan Hidup dan Kehutanan"),
        ("Kemenkumham", 2015, "Kementerian Hukum dan Hak Asasi Manusia"),
        ("Kemdikbud", 2015, "Kementerian Pendidikan dan Kebudayaan"),
        ("Kemendikdasmen", 2025, "Kementerian Pendidikan Dasar dan Menengah"),
        ("Komdigi", 2025, "Kementerian Komunikasi dan Digital"),
        ("Kemenhut", 2011, "Kementerian Kehutanan"),
    ],
)
def test_ministries_by_acronym_and_year(acronym: str, year: int, name: str) -> None:
    found = [
        row["name"]
        for row in table("ministries")
        if acronym in row["acronyms"].split("|") and int(row["valid_from"] or 0) <= year <= int(row["valid_to"] or 9999)
    ]
    assert found == [name]


@pytest.mark.parametrize(
    "name",
    [
        *ORGANISATIONS,
        "countries",
        "regions_alias",
        "places",
        "org_heads",
        "facility_kinds",
        "facility_acronyms",
        "learned_names",
        "name_word_counts",
        "given_names",
        "acronym_traps",
    ],
)
def test_every_file_names_its_source(name: str) -> None:
    from importlib import resources

    text = resources.files("warta.lexicon").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    head = " ".join(line for line in text.splitlines() if line.startswith("#"))
    assert "Source:" in head or "Counted by" in head


def test_learned_counts_are_counts() -> None:
    for row in table("learned_names"):
        assert 0 <= int(row["hits"]) <= int(row["seen"])
        assert row["label"] in {"", "ORG", "LOC", "FAC"}


def test_no_trap_is_the_acronym_of_a_ministry_or_agency() -> None:
    traps = words("acronym_traps", "acronym")
    bodies = {
        a
        for name in ("ministries", "agencies", "state_bodies")
        for row in table(name)
        for a in row["acronyms"].split("|")
    }
    # PMI is both Palang Merah Indonesia and pekerja migran Indonesia; ORI a bond and the ombudsman.
    assert traps & bodies <= {"PMI", "ORI"}
