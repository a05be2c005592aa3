from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from warta.tables.frames import Tables, TablesMissingError, read_frame
from warta.tables.schema import BY_NAME
from warta.tables.write import Format, write_table

from tests.tables.rows import batch

ROWS = {
    "documents": [
        {"doc_id": "da", "source": "a.txt", "format": "txt", "title": "NA", "sentences": 2, "tokens": 9},
        {"doc_id": "db", "source": "b.txt", "format": "txt", "sentences": 0, "tokens": 0, "published_from": "text"},
    ],
    "dates": [
        {"doc_id": "da", "sentence": 0, "start": 1, "end": 5, "kind": "DATE", "text": "1602", "timex_type": "DATE"}
        | {"value": "1602", "first_day": date(1602, 1, 1), "last_day": date(1602, 12, 31)},
        {"doc_id": "da", "sentence": 1, "start": 7, "end": 9, "kind": "DATE", "text": "ini", "timex_type": "DATE"},
    ],
    "amounts": [
        {"doc_id": "da", "sentence": 0, "start": 1, "end": 5, "kind": "MONEY", "text": "Rp5,52", "unit": "IDR"}
        | {"value": Decimal("5.52"), "value_high": Decimal("3000000000")},
        {"doc_id": "da", "sentence": 0, "start": 7, "end": 9, "kind": "COUNT", "text": "nol\nrumah", "comparator": "~"}
        | {"value": Decimal(0)},
    ],
}


@pytest.fixture(params=["csv", "parquet"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    formats: tuple[Format, ...] = (request.param,)
    for name, table in BY_NAME.items():
        write_table(table, [batch(name, *ROWS.get(name, []))], tmp_path, formats)
    return tmp_path


def test_days_are_days_also_before_1677(folder: Path) -> None:
    dates = read_frame(folder, "dates")
    assert dates.first_day.dtype == "datetime64[s]"
    assert dates.first_day.dt.year.tolist()[0] == 1602
    assert dates.first_day.isna().tolist() == [False, True]


def test_decimals_stay_exact_and_short(folder: Path) -> None:
    amounts = read_frame(folder, "amounts")
    assert amounts.value.tolist() == [Decimal("5.52"), Decimal(0)]
    assert str(amounts.value_high[0]) == "3000000000"
    assert amounts.value_high[1] is None
    assert amounts.value.sum() == Decimal("5.52")


def test_the_longest_decimal_keeps_its_last_digit(tmp_path: Path) -> None:
    long = Decimal("12345678901234567890123456789.123456789")
    row = {**ROWS["amounts"][0], "value": long}
    write_table(BY_NAME["amounts"], [batch("amounts", row)], tmp_path)
    assert read_frame(tmp_path, "amounts").value.tolist() == [long]


def test_closed_lists_are_categories_and_whole_numbers_nullable(folder: Path) -> None:
    amounts, documents = read_frame(folder, "amounts"), read_frame(folder, "documents")
    assert list(amounts.kind.cat.categories) == ["MONEY", "PERCENT", "COUNT", "MEASURE"]
    assert amounts.comparator.isna().tolist() == [True, False]
    assert documents.tokens.dtype == "Int32"
    assert documents.tokens.tolist() == [9, 0]


def test_only_the_empty_field_is_unknown(folder: Path) -> None:
    titles = read_frame(folder, "documents").title
    assert titles[0] == "NA"
    assert titles[1] is pd.NA


def test_line_breaks_inside_a_cell_survive(folder: Path) -> None:
    assert read_frame(folder, "amounts").text[1] == "nol\nrumah"


def test_tables_are_read_by_name_and_attribute(folder: Path) -> None:
    tables = Tables(folder)
    assert tables.documents is tables["documents"]
    assert list(tables) == list(BY_NAME)
    assert len(tables) == len(BY_NAME)
    assert "documents             2 rows" in repr(tables)
    assert "amounts" in dir(tables)
    with pytest.raises(AttributeError, match="no table 'harga'; tables are documents"):
        _ = tables.harga
    with pytest.raises(KeyError):
        tables["harga"]


def test_a_folder_without_tables_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(TablesMissingError, match="run `warta run"):
        Tables(tmp_path)


def test_a_missing_table_is_named(folder: Path) -> None:
    for path in folder.glob("names.*"):
        path.unlink()
    with pytest.raises(TablesMissingError, match="no table 'names'"):
        _ = Tables(folder).names


def test_a_database_alone_gives_the_same_frames(tmp_path: Path) -> None:
    from warta.tables.output import write_tables

    def rows(name: str) -> list[object]:
        return [batch(name, *ROWS.get(name, []))]

    for format in ("csv", "parquet", "duckdb"):
        (tmp_path / format).mkdir()
        write_tables(rows, tmp_path / format, [format])  # type: ignore[list-item,arg-type]
    one, two, three = (Tables(tmp_path / format) for format in ("csv", "parquet", "duckdb"))
    for name in BY_NAME:
        pd.testing.assert_frame_equal(one[name], three[name])
        pd.testing.assert_frame_equal(two[name], three[name])
    assert len(three.amounts) > 0


def test_a_workbook_alone_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "warta.xlsx").write_bytes(b"PK")
    with pytest.raises(TablesMissingError, match=r"warta\.xlsx is for people; run warta again with --format csv,xlsx"):
        Tables(tmp_path)


def test_a_database_of_other_tables_is_a_clear_error(tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect(str(tmp_path / "warta.duckdb")) as database:
        database.sql("CREATE TABLE names (a INTEGER)")
    for name in ("names", "dates"):
        with pytest.raises(TablesMissingError, match=f"no table '{name}' as this version of warta writes it"):
            _ = Tables(tmp_path)[name]
