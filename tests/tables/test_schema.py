from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.tables.arrow import DECIMAL, arrow_schema
from warta.tables.dictionary import markdown
from warta.tables.schema import BY_NAME, TABLES, fits

# The contract with researchers: these names, in these tables. Others may be added.
CONTRACT = {
    "documents": "doc_id source format title publisher author editor dateline_place published_at published_from "
    "language sentences tokens duplicate_of",
    "mentions": "doc_id sentence start end label text norm entity_id found_by score",
    "dates": "doc_id sentence start end kind text value first_day last_day precision resolved_from timex_type "
    "timex_value",
    "amounts": "doc_id sentence start end kind text comparator value value_high unit item",
    "officials": "doc_id sentence person_id person position organisation_id organisation status start end as_of",
    "organisations": "organisation_id name acronym kind parent_id country documents mentions",
    "people": "person_id name documents mentions",
    "facilities": "facility_id name kind place_id operator_id documents mentions",
    "places": "place_id name level code documents mentions",
    "names": "entity_id name mentions",
    "problems": "source stage error message",
    "sources": "doc_id source",
    "sentences": "doc_id sentence start end text",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_every_column_of_the_contract_is_there_in_its_order(name: str) -> None:
    columns = [c.name for c in BY_NAME[name].columns]
    promised = CONTRACT[name].split()
    assert [c for c in columns if c in promised] == promised


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_keys_and_references_name_columns_that_are_there(table) -> None:
    names = [c.name for c in table.columns]
    assert len(set(names)) == len(names)
    assert all(table.column(k).required for k in table.key), "a key cannot be unknown"
    for column, target in table.foreign.items():
        assert column in names
        assert len(BY_NAME[target].key) == 1


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_column_is_described_in_a_sentence(table) -> None:
    for column in table.columns:
        assert re.match(r"[A-Z`].{3,}\.$", column.description), column


def test_unknown_column_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="no column 'harga'"):
        BY_NAME["amounts"].column("harga")


def test_the_data_dictionary_in_docs_is_the_generated_one() -> None:
    page = Path(__file__).parents[2] / "docs" / "data-dictionary.md"
    assert page.read_text(encoding="utf-8") == markdown(), "run `make docs`"


def test_the_dictionary_holds_every_table_and_column() -> None:
    text = markdown()
    for table in TABLES:
        assert f"\n## {table.name}\n" in text
        for column in table.columns:
            assert f"| `{column.name}` |" in text


def test_arrow_types_follow_the_declaration() -> None:
    schema = arrow_schema(BY_NAME["amounts"])
    assert schema.field("value").type == DECIMAL
    assert not schema.field("value").nullable
    assert schema.field("value_high").nullable
    assert schema.field("start").type == "int32"


@pytest.mark.parametrize(
    ("value", "can"),
    [
        ("0", True),
        ("-0", True),
        ("325000000", True),
        ("5.52", True),
        ("1E+15", True),
        ("0.123456789", True),
        ("0.1234567891", False),
        ("0.1234567890000", True),
        ("9" * 29 + "." + "9" * 9, True),
        ("9" * 29, True),
        ("1" + "0" * 29, False),
        ("1E+400000", False),
        ("NaN", False),
        ("Infinity", False),
    ],
)
def test_fits_tells_what_a_decimal_column_holds_exactly(value: str, can: bool) -> None:
    assert fits(Decimal(value)) is can


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**28), max_value=10**28, places=9))
def test_what_fits_survives_arrow_unchanged(value: Decimal) -> None:
    import pyarrow as pa

    assert fits(value)
    assert pa.array([value], DECIMAL).to_pylist() == [value]
