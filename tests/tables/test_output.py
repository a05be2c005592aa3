"""All tables in one file: the Excel workbook and the DuckDB database; cells that begin like formulas."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.tables import workbook
from warta.tables.database import VIEWS, in_order_of_reference
from warta.tables.output import FORMATS, file_names, write_tables
from warta.tables.schema import BY_NAME, TABLES
from warta.tables.unsafe import begins_like_a_formula, defused
from warta.tables.write import TableError

from tests.tables.rows import batch

DOCUMENT = {"format": "txt", "language": "id", "sentences": 1, "tokens": 9}
PLACE = {"doc_id": "da", "sentence": 0, "start": 0, "end": 4}
KEUANGAN = "org-kementerian-keuangan"
GIVEN: dict[str, list[dict[str, object]]] = {
    "documents": [
        {**DOCUMENT, "doc_id": "da", "source": "a.txt", "title": "=1+1", "published_at": "2021-05-04", "duplicate_of": "db"},
        {**DOCUMENT, "doc_id": "db", "source": "b.txt", "title": "Panen raya", "published_at": "2021-05-03"},
    ],
    "sentences": [{**PLACE, "text": "Rina Kusuma hadir."}, {**PLACE, "doc_id": "db", "text": "x" * 40_000}],
    "mentions": [
        {**PLACE, "label": "ORG", "text": "@Kemenkeu", "norm": "Kementerian Keuangan", "entity_id": KEUANGAN, "found_by": "model", "score": 0.5},
    ],
    "dates": [
        {**PLACE, "kind": "DATE", "text": "1602", "value": "1602", "first_day": date(1602, 1, 1), "last_day": date(1602, 12, 31), "precision": "year", "timex_type": "DATE"},
        {**PLACE, "start": 5, "end": 9, "kind": "DATE", "text": "4 Mei", "value": "2021-05-04", "first_day": date(2021, 5, 4), "last_day": date(2021, 5, 4), "precision": "day", "timex_type": "DATE"},
    ],
    "amounts": [
        {**PLACE, "kind": "MONEY", "text": "Rp1", "value": Decimal("1.5"), "value_high": Decimal("12345678901234567890"), "unit": "IDR"},
        {**PLACE, "doc_id": "db", "kind": "MONEY", "text": "-Rp2", "value": Decimal(-2), "unit": "IDR"},
    ],
    "officials": [
        {**PLACE, "person_id": "per-rina-kusuma", "person": "Rina Kusuma", "position": "Menteri Keuangan", "organisation_id": KEUANGAN, "organisation": "Kementerian Keuangan", "status": "definitive", "as_of": "2021-05-04"},
    ],
    "organisations": [
        {"organisation_id": "org-ditjen-pajak", "name": "Direktorat Jenderal Pajak", "parent_id": KEUANGAN, "documents": 0, "mentions": 0},
        {"organisation_id": KEUANGAN, "name": "Kementerian Keuangan", "documents": 1, "mentions": 1},
    ],
    "people": [{"person_id": "per-rina-kusuma", "name": "Rina Kusuma", "documents": 1, "mentions": 0}],
}  # fmt: skip


def given_rows(name: str) -> Iterable[pa.RecordBatch]:
    return [batch(name, *GIVEN.get(name, []))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tabel")
    counts = write_tables(given_rows, folder, FORMATS)
    assert list(counts) == [table.name for table in TABLES]
    assert {name: counts[name] for name in GIVEN} == {name: len(rows) for name, rows in GIVEN.items()}
    assert {path.name for path in folder.iterdir()} == set(file_names(FORMATS))
    return folder


def test_the_workbook_has_a_sheet_a_table_and_what_the_columns_mean(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "warta.xlsx")
    assert book.sheetnames == [*(table.name for table in TABLES), "about"]
    for table in TABLES:
        head, *rows = book[table.name].iter_rows(values_only=True)
        assert list(head) == [column.name for column in table.columns]
        assert len(rows) == len(GIVEN.get(table.name, []))
        assert book[table.name].freeze_panes == "A2"
    about = {
        (table, column): meaning for table, column, meaning in book["about"].iter_rows(min_row=2, values_only=True)
    }
    assert about["people", "name"] == BY_NAME["people"].column("name").description


def cell(folder: Path, table: str, column: str, row: int = 0) -> object:
    sheet = openpyxl.load_workbook(folder / "warta.xlsx")[table]
    return sheet.cell(row + 2, [c.name for c in BY_NAME[table].columns].index(column) + 1)


def test_cells_are_typed_as_far_as_excel_can_hold_them(folder: Path) -> None:
    assert cell(folder, "amounts", "value").value == 1.5
    assert cell(folder, "amounts", "value_high").value == "12345678901234567890", (
        "more than 15 digits stay exact, as text"
    )
    assert cell(folder, "mentions", "score").value == 0.5
    assert cell(folder, "mentions", "start").value == 0
    assert cell(folder, "dates", "first_day", 1).value == datetime(2021, 5, 4)
    assert cell(folder, "dates", "first_day", 1).number_format == "yyyy-mm-dd"
    assert cell(folder, "dates", "first_day").value == "1602-01-01"
    assert cell(folder, "dates", "value").value == "1602"
    assert len(cell(folder, "sentences", "text", 1).value) == 32_767, "Excel's limit"


def test_text_never_is_a_formula_and_stays_text_when_edited(folder: Path) -> None:
    for table, column, text, row in (
        ("documents", "title", "=1+1", 0),
        ("amounts", "text", "-Rp2", 1),
        ("mentions", "text", "@Kemenkeu", 0),
    ):
        found = cell(folder, table, column, row)
        assert (found.value, found.data_type, found.quotePrefix) == (
            text,
            "s" if text != "=1+1" else found.data_type,
            True,
        )
    with zipfile.ZipFile(folder / "warta.xlsx") as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets and not any(b"<f>" in sheet for sheet in sheets)


def test_references_are_links_to_their_rows(folder: Path) -> None:
    assert cell(folder, "mentions", "entity_id").hyperlink.location == "'organisations'!A3"
    assert cell(folder, "mentions", "doc_id").hyperlink.location == "'documents'!A2"
    assert cell(folder, "documents", "duplicate_of").hyperlink.location == "'documents'!A3"
    assert cell(folder, "organisations", "parent_id").hyperlink.location == "'organisations'!A3"
    assert cell(folder, "officials", "person_id").hyperlink.location == "'people'!A2"
    assert cell(folder, "organisations", "organisation_id").hyperlink is None


def test_the_same_rows_give_the_same_workbook(folder: Path, tmp_path: Path) -> None:
    write_tables(given_rows, tmp_path, ("xlsx",))
    assert (tmp_path / "warta.xlsx").read_bytes() == (folder / "warta.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "warta.xlsx") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert [path.name for path in tmp_path.iterdir()] == ["warta.xlsx"], "no temporary rows are left"


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_ROWS", 4)
    people = [{"person_id": f"per-{n}", "name": f"Orang {n}", "documents": 1, "mentions": 1} for n in range(7)]
    write_tables(lambda name: [batch(name, *(people if name == "people" else []))], tmp_path, ("xlsx",))
    book = openpyxl.load_workbook(tmp_path / "warta.xlsx")
    sheets = [name for name in book.sheetnames if name.startswith("people")]
    assert sheets == ["people", "people 2", "people 3"]
    assert [row[0] for name in sheets for row in book[name].iter_rows(min_row=2, values_only=True)] == [
        p["person_id"] for p in people
    ]


def test_beyond_excels_limit_of_links_references_are_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_LINKS", 1)
    write_tables(given_rows, tmp_path, ("xlsx",))
    assert cell(tmp_path, "mentions", "doc_id").hyperlink is not None
    entity = cell(tmp_path, "mentions", "entity_id")
    assert (entity.hyperlink, entity.value) == (None, KEUANGAN)


@pytest.fixture(scope="module")
def db(folder: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(folder / "warta.duckdb"), read_only=True)


def test_the_database_holds_every_row_with_its_type(db: duckdb.DuckDBPyConnection) -> None:
    for table in TABLES:
        rows = db.sql(f"SELECT * FROM {table.name} ORDER BY ALL").fetchall()
        assert len(rows) == len(GIVEN.get(table.name, []))
    assert db.sql("SELECT value_high FROM amounts WHERE value_high IS NOT NULL").fetchall()[0] == (
        Decimal("12345678901234567890.000000000"),
    )
    assert db.sql("SELECT min(first_day) FROM dates").fetchall()[0] == (date(1602, 1, 1),)


def test_the_database_has_keys_and_comments(db: duckdb.DuckDBPyConnection, folder: Path, tmp_path: Path) -> None:
    kinds = db.sql("SELECT table_name, constraint_type FROM duckdb_constraints()").fetchall()
    assert sum(kind == "PRIMARY KEY" for _, kind in kinds) == len(TABLES)
    assert ("officials", "FOREIGN KEY") in kinds
    comments = dict(db.sql("SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'people'").fetchall())
    assert comments["name"] == BY_NAME["people"].column("name").description
    copy = tmp_path / "salinan.duckdb"
    copy.write_bytes((folder / "warta.duckdb").read_bytes())
    with duckdb.connect(str(copy)) as open_to_changes, pytest.raises(duckdb.ConstraintException):
        open_to_changes.execute("INSERT INTO sources VALUES ('tiada', 'x.txt')")


def test_views_answer_the_first_questions(db: duckdb.DuckDBPyConnection) -> None:
    assert db.sql("SELECT body, position, person, documents FROM officials_by_organisation").fetchall() == [
        ("Kementerian Keuangan", "Menteri Keuangan", "Rina Kusuma", 1)
    ]
    assert db.sql("SELECT month, currency, amounts, total FROM money_by_month").fetchall() == [
        ("2021-05", "IDR", 1, Decimal(-2))
    ], "the amount of a near-duplicate counts once"
    assert db.sql("SELECT source, text, entity, sentence_text FROM mentions_with_sentences").fetchall() == [
        ("a.txt", "@Kemenkeu", "Kementerian Keuangan", "Rina Kusuma hadir.")
    ]
    assert db.sql("SELECT count(*) FROM entities").fetchall()[0] == (3,)
    assert {name for (name,) in db.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()} == set(
        VIEWS
    )


def test_tables_come_behind_those_they_refer_to() -> None:
    met: set[str] = set()
    for table in in_order_of_reference():
        assert set(table.foreign.values()) <= {*met, table.name}
        met.add(table.name)
    assert met == set(BY_NAME)


@pytest.mark.parametrize("format", ["xlsx", "duckdb"])
def test_rows_that_break_the_declaration_leave_no_workbook(tmp_path: Path, format) -> None:
    def bad(name: str) -> Iterable[pa.RecordBatch]:
        return [
            batch(
                name,
                *([{"person_id": "p", "name": "x", "documents": 1, "mentions": 1}] * 2 if name == "people" else []),
            )
        ]

    with pytest.raises(TableError, match="twice the key"):
        write_tables(bad, tmp_path, (format,))
    assert not (tmp_path / "warta.xlsx").exists()


def test_csv_is_exact_unless_it_is_to_be_safe(tmp_path: Path) -> None:
    for name, safe in (("persis", False), ("aman", True)):
        (tmp_path / name).mkdir()
        write_tables(given_rows, tmp_path / name, ("csv",), csv_safe=safe)

    def column(folder: str, table: str, name: str) -> list[str]:
        with (tmp_path / folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return [row[name] for row in csv.DictReader(file)]

    assert column("persis", "documents", "title") == ["=1+1", "Panen raya"]
    assert column("aman", "documents", "title") == ["'=1+1", "Panen raya"]
    assert column("aman", "amounts", "text") == ["Rp1", "'-Rp2"]
    assert column("aman", "amounts", "value") == ["1.5", "-2"], "a negative number is no text"


@given(st.text(max_size=5))
def test_nothing_that_begins_like_a_formula_is_left(text: str) -> None:
    assert not begins_like_a_formula(defused(text))
    assert defused(text).endswith(text)


def test_cells_hold_what_excel_counts_and_control_characters_break_no_workbook(tmp_path: Path) -> None:
    texts = ["x" * 32_767, "x" * 32_768, "😀" * 16_383, "😀" * 16_384, "x" + "😀" * 16_384]
    odd = [
        "a\x00b",
        "a\x1fb",
        "a\rb",
        "\ufffe\uffff",
        "_x0041_",
        "]]>",
        "<&>",
        "\u2028\u202e",
        "\x7f\x85",
        "{=1}",
        "\ttab",
        "\U0010ffff",
    ]
    messages = sorted(texts + odd)

    def problems(name: str) -> Iterable[pa.RecordBatch]:
        found = [{"source": f"{n:04}", "stage": "read", "error": "X", "message": m} for n, m in enumerate(messages)]
        return [batch(name, *(found if name == "problems" else []))]

    write_tables(problems, tmp_path, ["csv", "xlsx"])
    sheet = openpyxl.load_workbook(tmp_path / "warta.xlsx")["problems"]
    held = {m: row[3].value for m, row in zip(messages, sheet.iter_rows(min_row=2), strict=True)}
    assert all(len(value.encode("utf-16-le")) // 2 <= 32_767 for value in held.values())
    for text in texts:
        whole = len(text.encode("utf-16-le")) // 2 <= 32_767
        assert held[text] == text if whole else text.startswith(held[text][:-1]) and held[text].endswith("…")
        assert len(held[text].encode("utf-16-le")) // 2 >= 32_766 or whole
    # How OOXML writes what XML cannot hold (ECMA-376, ST_Xstring).
    assert (held["a\x00b"], held["a\rb"], held["_x0041_"]) == ("a_x0000_b", "a_x000D_b", "_x005F_x0041_")
    assert all(held[m] == m for m in ("]]>", "<&>", "\u2028\u202e", "\x7f\x85", "{=1}", "\ttab", "\U0010ffff"))
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    with (tmp_path / "problems.csv").open(encoding="utf-8", newline="") as file:
        assert [row["message"] for row in csv.DictReader(file)] == messages


def test_numbers_and_days_that_excel_cannot_hold_stay_text(tmp_path: Path) -> None:
    numbers = [
        "0",
        "-0.000",
        "123456789012345",
        "-123456789012345",
        "1234567890123456",
        "0.123456789",
        "123456789012345000000",
        "0.000000001",
    ]
    days = [date(1, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(9999, 12, 31)]

    def rows(name: str) -> Iterable[pa.RecordBatch]:
        if name == "documents":
            return [batch(name, {**DOCUMENT, "doc_id": "da", "source": "a.txt"})]
        found: list[dict[str, object]] = []
        if name == "amounts":
            found = [
                {**PLACE, "start": n, "end": n + 1, "kind": "MONEY", "text": "x", "value": Decimal(v)}
                for n, v in enumerate(numbers)
            ]
        if name == "dates":
            about = {"kind": "DATE", "text": "x", "value": "x", "precision": "day", "timex_type": "DATE"}
            found = [
                {**PLACE, "start": n, "end": n + 1, **about, "first_day": d, "last_day": d} for n, d in enumerate(days)
            ]
        return [batch(name, *found)]

    write_tables(rows, tmp_path, ["xlsx"])
    book = openpyxl.load_workbook(tmp_path / "warta.xlsx")
    at = [c.name for c in BY_NAME["amounts"].columns].index("value")
    for number, row in zip(numbers, book["amounts"].iter_rows(min_row=2), strict=True):
        cell = row[at]
        assert Decimal(str(cell.value)) == Decimal(number)
        assert cell.data_type == ("s" if number == "1234567890123456" else "n")
    at = [c.name for c in BY_NAME["dates"].columns].index("first_day")
    held = [row[at].value for row in book["dates"].iter_rows(min_row=2)]
    assert held == ["0001-01-01", "1900-02-28", datetime(1900, 3, 1), datetime(9999, 12, 31)]
