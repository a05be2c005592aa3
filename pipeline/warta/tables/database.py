"""All tables as one DuckDB database, with keys, comments and views for the questions asked first.

The same rows give the same content, but not the same bytes: DuckDB lays its file out as it likes.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from warta.tables.duck import connect, for_writing
from warta.tables.schema import BY_NAME, DECIMAL_PRECISION, DECIMAL_SCALE, TABLES, Column, Table

_TYPES = {
    "string": "VARCHAR",
    "integer": "INTEGER",
    "number": "DOUBLE",
    "decimal": f"DECIMAL({DECIMAL_PRECISION}, {DECIMAL_SCALE})",
    "date": "DATE",
}

#: Name -> what it shows, query.
VIEWS: dict[str, tuple[str, str]] = {
    "entities": (
        "Organisations, people, facilities and places under one roof.",
        """
        SELECT organisation_id AS entity_id, 'ORG' AS label, name, documents, mentions FROM organisations
        UNION ALL SELECT person_id, 'PER', name, documents, mentions FROM people
        UNION ALL SELECT facility_id, 'FAC', name, documents, mentions FROM facilities
        UNION ALL SELECT place_id, 'LOC', name, documents, mentions FROM places""",
    ),
    "officials_by_organisation": (
        "Who held which office in which body, and in which documents' time.",
        """
        SELECT coalesce(o.organisation_id, o.facility_id) AS body_id, coalesce(g.name, f.name, o.organisation) AS body,
               o.position, o.person_id, coalesce(p.name, o.person) AS person, o.status,
               min(o.as_of) AS first_met, max(o.as_of) AS last_met, count(DISTINCT o.doc_id) AS documents
        FROM officials AS o LEFT JOIN people AS p USING (person_id)
        LEFT JOIN organisations AS g ON g.organisation_id = o.organisation_id
        LEFT JOIN facilities AS f ON f.facility_id = o.facility_id
        GROUP BY ALL ORDER BY body, position, person, status""",
    ),
    "money_by_month": (
        "Sums of money by month of publication and currency; the lower end where a range is given.",
        """
        SELECT left(d.published_at, 7) AS month, a.unit AS currency, count(*) AS amounts,
               count(DISTINCT a.doc_id) AS documents, sum(a.value) AS total, max(a.value) AS largest
        FROM amounts AS a JOIN documents AS d USING (doc_id)
        WHERE a.kind = 'MONEY' AND d.duplicate_of IS NULL AND length(d.published_at) >= 7
        GROUP BY ALL ORDER BY month, currency""",
    ),
    "mentions_with_sentences": (
        "Every mention with its sentence, document and entity.",
        """
        SELECT d.source, d.title, d.published_at, m.*, e.name AS entity, s.text AS sentence_text
        FROM mentions AS m JOIN documents AS d USING (doc_id)
        LEFT JOIN sentences AS s ON s.doc_id = m.doc_id AND s.sentence = m.sentence
        LEFT JOIN entities AS e USING (entity_id)""",
    ),
}


class Database:
    """The database being written to ``path``, which must not exist; ``close`` finishes it."""

    def __init__(self, path: Path) -> None:
        # Small blocks: every column takes one at least, which by default makes megabytes of an empty database.
        self._db = connect(path.parent)
        self._db.execute(f"ATTACH {_quoted(for_writing(path))} AS warta (BLOCK_SIZE 16384)")
        self._db.execute("USE warta")
        for table in in_order_of_reference():
            self._db.execute(_definition(table))
            self._db.execute(f"COMMENT ON TABLE {table.name} IS {_quoted(table.title)}")
            for column in table.columns:
                where = f"{table.name}.{_name(column.name)}"
                self._db.execute(f"COMMENT ON COLUMN {where} IS {_quoted(column.description)}")
        for name, (title, query) in VIEWS.items():
            self._db.execute(f"CREATE VIEW {name} AS {query}")
            self._db.execute(f"COMMENT ON VIEW {name} IS {_quoted(title)}")

    def table(self, table: Table) -> _Rows:
        """Return the writer of one table; tables come in the order of ``in_order_of_reference``."""
        return _Rows(self._db, table)

    def close(self) -> None:
        """Write everything to the one file."""
        self._db.execute("CHECKPOINT warta")
        self._db.execute("USE memory")
        self._db.execute("DETACH warta")
        self._db.close()


class _Rows:
    def __init__(self, db: duckdb.DuckDBPyConnection, table: Table) -> None:
        self._db, self._table = db, table

    def write(self, batch: pa.RecordBatch) -> None:
        self._db.register("incoming", pa.Table.from_batches([batch]))
        self._db.execute(f"INSERT INTO {self._table.name} SELECT * FROM incoming")
        self._db.unregister("incoming")

    def close(self) -> None:
        """Nothing to finish: every batch is committed."""


def in_order_of_reference() -> tuple[Table, ...]:
    """Return the tables, each behind those that it refers to."""
    done: dict[str, Table] = {}
    while len(done) < len(TABLES):
        for table in TABLES:
            if table.name not in done and set(table.foreign.values()) <= {*done, table.name}:
                done[table.name] = table
    return tuple(done.values())


def _definition(table: Table) -> str:
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(_name(name) for name in table.key)})")
    for column, target in table.foreign.items():
        # Rows of a table that refers to itself come in the order of the key, not of the reference: no constraint.
        if target != table.name:
            lines.append(f"FOREIGN KEY ({column}) REFERENCES {target} ({BY_NAME[target].key[0]})")
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _column(column: Column) -> str:
    check = f" CHECK ({_name(column.name)} IN ({', '.join(map(_quoted, column.values))}))" if column.values else ""
    return f"{_name(column.name)} {_TYPES[column.type]}{' NOT NULL' if column.required else ''}{check}"


def _name(name: str) -> str:
    return f'"{name}"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
