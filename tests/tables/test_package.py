from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from warta.tables.package import descriptor, descriptor_text
from warta.tables.schema import BY_NAME, TABLES
from warta.tables.write import write_table

from tests.tables.rows import batch

COUNTS = {"documents": 1, "mentions": 1}
ROWS: dict[str, list[dict[str, object]]] = {
    "documents": [
        {"doc_id": "da", "source": "a.txt", "format": "txt", "title": 'Gempa, "5,1"', "sentences": 1, "tokens": 5},
        {"doc_id": "db", "source": "b.txt", "format": "txt", "sentences": 1, "tokens": 5, "duplicate_of": "da"},
    ],
    "sources": [{"doc_id": "da", "source": "a.txt"}, {"doc_id": "db", "source": "b.txt"}],
    "amounts": [
        {"doc_id": "da", "sentence": 0, "start": 1, "end": 5, "kind": "MONEY", "text": "Rp5\n,52", "unit": "IDR"}
        | {"value": Decimal("5.52"), "comparator": ">="}
    ],
    "officials": [
        {"doc_id": "da", "sentence": 0, "person_id": "p1", "person": "Sari Melati", "position": "Kepala"}
        | {"organisation_id": "o1", "organisation": "Bappeda", "status": "acting", "start": 0, "end": 9}
    ],
    "organisations": [{"organisation_id": "o1", "name": "Bappeda", **COUNTS}],
    "people": [{"person_id": "p1", "name": "Sari Melati", **COUNTS}],
    "problems": [{"source": "x.pdf", "stage": "read", "error": "ReadError", "message": "rusak"}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for table in TABLES:
        write_table(table, [batch(table.name, *ROWS.get(table.name, []))], tmp_path)
    (tmp_path / "datapackage.json").write_text(descriptor_text(), encoding="utf-8")
    return tmp_path


def problems(folder: Path) -> list[str]:
    from frictionless import Package, system

    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors] + [
        error.message for error in report.errors
    ]


def test_frictionless_accepts_the_package(folder: Path) -> None:
    assert problems(folder) == []


def test_frictionless_sees_a_broken_reference(folder: Path) -> None:
    row = {**ROWS["officials"][0], "organisation_id": "o9"}
    write_table(BY_NAME["officials"], [batch("officials", row)], folder)
    assert any("officials" in p and "foreign key" in p.lower() for p in problems(folder))


def test_every_resource_column_has_a_description_and_every_table_a_key() -> None:
    for resource in descriptor()["resources"]:
        assert resource["schema"]["primaryKey"]
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_the_descriptor_is_the_same_every_time_and_fits_its_format() -> None:
    assert descriptor_text("csv") == descriptor_text("csv")
    paths = [r["path"] for r in json.loads(descriptor_text("parquet"))["resources"]]
    assert paths[0] == "documents.parquet"
