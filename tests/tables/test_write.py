from __future__ import annotations

import csv
import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warta.tables.schema import BY_NAME
from warta.tables.write import TableError, replacing, write_table

from tests.tables.rows import batch

AMOUNTS = BY_NAME["amounts"]


def amount(start: int = 0, **more: object) -> dict[str, object]:
    row = {"doc_id": "da", "sentence": 0, "start": start, "end": start + 5, "kind": "MONEY", "text": "Rp325 juta"}
    return {**row, "value": Decimal("325000000"), "unit": "IDR", **more}


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().split(b"\r\n")


def test_csv_has_a_header_and_crlf_line_ends(tmp_path: Path) -> None:
    assert (
        write_table(BY_NAME["names"], [batch("names", {"entity_id": "o1", "name": "Bappeda", "mentions": 2})], tmp_path)
        == 1
    )
    assert (tmp_path / "names.csv").read_bytes() == b"entity_id,name,mentions\r\no1,Bappeda,2\r\n"


def test_a_table_without_rows_is_its_header(tmp_path: Path) -> None:
    assert write_table(BY_NAME["names"], [], tmp_path, ("csv", "parquet")) == 0
    assert (tmp_path / "names.csv").read_bytes() == b"entity_id,name,mentions\r\n"
    assert pq.read_table(tmp_path / "names.parquet").num_rows == 0


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("325000000", "325000000"),
        ("5.52", "5.52"),
        ("0", "0"),
        ("3000.10", "3000.1"),
        ("0.000000001", "0.000000001"),
        ("12345678901234567890123456789", "12345678901234567890123456789"),
    ],
)
def test_decimals_are_printed_exactly(tmp_path: Path, value: str, printed: str) -> None:
    write_table(AMOUNTS, [batch("amounts", amount(value=Decimal(value)))], tmp_path)
    (row,) = csv.DictReader((tmp_path / "amounts.csv").open(encoding="utf-8", newline=""))
    assert row["value"] == printed


def test_unknown_is_an_empty_field_and_zero_is_not(tmp_path: Path) -> None:
    write_table(AMOUNTS, [batch("amounts", amount(value=Decimal(0), sentence=0))], tmp_path)
    (row,) = csv.DictReader((tmp_path / "amounts.csv").open(encoding="utf-8", newline=""))
    assert (row["sentence"], row["value"], row["value_high"], row["comparator"]) == ("0", "0", "", "")


def test_days_keep_their_zeros(tmp_path: Path) -> None:
    row = {"doc_id": "da", "sentence": 0, "start": 0, "end": 9, "kind": "DATE", "text": "tahun 928"}
    days = {"timex_type": "DATE", "first_day": date(928, 1, 1), "last_day": date(928, 12, 31)}
    write_table(BY_NAME["dates"], [batch("dates", {**row, **days})], tmp_path)
    assert b",0928-01-01,0928-12-31," in (tmp_path / "dates.csv").read_bytes()


def test_line_breaks_quotes_and_commas_survive(tmp_path: Path) -> None:
    name = 'Balai "Melati",\nKota\r\nSerang; 100% — “é”'
    write_table(BY_NAME["names"], [batch("names", {"entity_id": "f1", "name": name, "mentions": 1})], tmp_path)
    with (tmp_path / "names.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1] == ["f1", name, "1"]


def test_the_same_rows_in_other_batches_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [amount(n, value=Decimal(n)) for n in range(200)]
    digests = set()
    for size in (1, 7, 200):
        folder = tmp_path / str(size)
        folder.mkdir()
        batches = [batch("amounts", *rows[i : i + size]) for i in range(0, len(rows), size)]
        write_table(AMOUNTS, batches, folder, ("csv", "parquet"))
        digests.add(
            tuple(hashlib.sha256((folder / f"amounts.{f}").read_bytes()).hexdigest() for f in ("csv", "parquet"))
        )
    assert len(digests) == 1


def test_parquet_keeps_types_and_values(tmp_path: Path) -> None:
    write_table(
        AMOUNTS, [batch("amounts", amount(value=Decimal("2.3"), value_high=Decimal("5.52")))], tmp_path, ("parquet",)
    )
    assert not (tmp_path / "amounts.csv").exists()
    table = pq.read_table(tmp_path / "amounts.parquet")
    assert table.schema.field("value").type == pa.decimal128(38, 9)
    assert table.column("value_high").to_pylist() == [Decimal("5.52")]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([amount(5), amount(0)], "out of order"),
        ([amount(5), amount(5)], "twice the key"),
        ([amount(text=None)], "1 rows without 'text'"),
        ([amount(kind="HARGA")], "'HARGA' is not among its values"),
    ],
)
def test_rows_that_break_the_declaration_are_refused_and_no_file_is_left(tmp_path: Path, rows, message: str) -> None:
    before = b"what was there\r\n"
    (tmp_path / "amounts.csv").write_bytes(before)
    schema = pa.schema([f.with_nullable(True) for f in batch("amounts").schema])
    loose = pa.RecordBatch.from_pylist([{**dict.fromkeys(schema.names), **r} for r in rows], schema=schema)
    with pytest.raises(TableError, match=message):
        write_table(AMOUNTS, [loose], tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["amounts.csv"]
    assert (tmp_path / "amounts.csv").read_bytes() == before


def test_foreign_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="columns"):
        write_table(AMOUNTS, [batch("names", {"entity_id": "o", "name": "n", "mentions": 1})], tmp_path)


def test_wide_integers_are_narrowed_and_refused_when_they_do_not_fit(tmp_path: Path) -> None:
    wide = pa.table({"entity_id": ["o1"], "name": ["A"], "mentions": pa.array([3], pa.int64())})
    assert write_table(BY_NAME["names"], wide.to_batches(), tmp_path) == 1
    huge = wide.set_column(2, "mentions", pa.array([1 << 40], pa.int64()))
    with pytest.raises(TableError, match="mentions"):
        write_table(BY_NAME["names"], huge.to_batches(), tmp_path)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(b"lama")
    with pytest.raises(RuntimeError), replacing(path) as file:
        file.write(b"baru")
        raise RuntimeError("listrik padam")
    assert path.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [path]
