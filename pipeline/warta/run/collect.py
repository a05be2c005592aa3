"""From the records of the store to the rows of the tables, with DuckDB.

Nothing here depends on the order in which documents arrived: of several
readings of one text the one with the first source counts, and every query
names its order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from warta.own import EMPTY, Own
from warta.resolve.arrow import from_arrow
from warta.resolve.corrections import Corrections
from warta.resolve.duplicates import SIZE, mark
from warta.resolve.entities import resolve
from warta.resolve.own import own_corrections
from warta.resolve.rows import Entities, Entity
from warta.run.store import SCHEMAS, Store
from warta.tables.arrow import arrow_schema
from warta.tables.duck import connect, for_reading
from warta.tables.schema import BY_NAME

#: Rows that stand in memory as Python objects at a time: for the tables' text, and of names with all that is counted.
_BATCH_ROWS = 50_000
_NAME_ROWS = 2048
_MEMORY = "1GB"  # beyond this DuckDB spills to the staging folder

# Of a file: what it held when it was last read to its end, and what was read of it since.
_LIVE = """
CREATE TEMP TABLE live AS
SELECT run, file, source, doc_id, reading, stage, error, message
FROM (SELECT *, dense_rank() OVER (PARTITION BY file, source ORDER BY run DESC) AS age
      FROM read_parquet(getvariable('sources'), hive_partitioning = false))
LEFT JOIN (SELECT file, max(run) AS whole
           FROM read_parquet(getvariable('files'), hive_partitioning = false) GROUP BY file) USING (file)
WHERE age = 1 AND (whole IS NULL OR run >= whole)
"""

# One record per reading: the one of the version at hand, else the newest.
_HEADS = """
CREATE TEMP TABLE heads AS
SELECT reading, failed, problems, filename, file_row_number,
       getvariable('version') = ''
       OR ends_with(filename, '-records-' || getvariable('version') || '.parquet') AS current
FROM read_parquet(getvariable('records'), filename = true, file_row_number = true, hive_partitioning = false)
QUALIFY row_number() OVER (PARTITION BY reading ORDER BY current DESC, filename DESC, file_row_number DESC) = 1
"""

# One reading per text: the first source decides.
_CHOSEN = """
CREATE TEMP TABLE chosen AS
SELECT live.doc_id, live.source, heads.filename, heads.file_row_number
FROM live JOIN heads USING (reading) WHERE NOT heads.failed
QUALIFY row_number() OVER (PARTITION BY live.doc_id ORDER BY live.source, reading) = 1
"""

_RECORD = """
CREATE TEMP VIEW record AS
SELECT r.* EXCLUDE (source), chosen.source
FROM read_parquet(getvariable('records'), filename = true, file_row_number = true, hive_partitioning = false) AS r
JOIN chosen ON r.filename = chosen.filename AND r.file_row_number = chosen.file_row_number
"""

_FOUND = """
CREATE TEMP VIEW found AS
SELECT doc_id, published_at, unnest(mentions, recursive := true) FROM record
"""

_NAMES = """
WITH named AS (
    SELECT *, trim(regexp_replace(text, '\\s+', ' ', 'g')) AS form FROM found
    WHERE label IN ('ORG', 'PER', 'FAC', 'LOC') AND NOT list_contains(getvariable('off'), label)
), forms AS (
    SELECT label, norm, place, form, count(*) AS n, count(DISTINCT doc_id) AS d FROM named GROUP BY ALL
), surfaces AS (
    SELECT label, norm, place,
           list({'name': form, 'count': n} ORDER BY form) AS surfaces,
           list({'name': form, 'count': d} ORDER BY form) AS surface_documents
    FROM forms GROUP BY ALL
), runners AS (
    SELECT label, norm, place, operator, count(DISTINCT doc_id) AS d FROM named WHERE operator <> '' GROUP BY ALL
), operators AS (
    SELECT label, norm, place, list({'name': operator, 'count': d} ORDER BY operator) AS operators
    FROM runners GROUP BY ALL
), counted AS (
    SELECT label, norm, place, count(DISTINCT doc_id) AS documents, count(*) AS mentions,
           list(DISTINCT try_cast(left(published_at, 4) AS INTEGER)) AS years
    FROM named GROUP BY ALL
), offices AS (
    SELECT unnest(officials, recursive := true) FROM record
), implied AS (
    SELECT 'PER' AS label, person AS norm, coalesce(person_place, '') AS place FROM offices
    UNION
    SELECT organisation_label, organisation, organisation_place FROM offices WHERE organisation IS NOT NULL
)
SELECT label, norm, place, coalesce(documents, 0) AS documents, coalesce(mentions, 0) AS mentions,
       surfaces, surface_documents, operators, years
FROM (SELECT label, norm, place FROM counted UNION SELECT label, norm, place FROM implied)
LEFT JOIN counted USING (label, norm, place)
LEFT JOIN surfaces USING (label, norm, place)
LEFT JOIN operators USING (label, norm, place)
ORDER BY label, norm, place
"""

_QUERIES = {
    "documents": """
        SELECT doc_id, source, format, title, publisher, author, editor, dateline_place, published_at, published_from,
               language, len(sentences) AS sentences, tokens, duplicate_of
        FROM record LEFT JOIN duplicates USING (doc_id) ORDER BY doc_id""",
    "sources": """
        SELECT DISTINCT live.doc_id, live.source FROM live JOIN chosen USING (doc_id) ORDER BY ALL""",
    "sentences": """
        SELECT doc_id, sentence - 1 AS sentence, s.start, s."end", s.text
        FROM (SELECT doc_id, unnest(sentences) AS s, generate_subscripts(sentences, 1) AS sentence FROM record)
        WHERE s.text <> '' ORDER BY doc_id, sentence""",
    "mentions": """
        SELECT doc_id, sentence, start, "end", label, text, norm, entity_id, found_by, score
        FROM found LEFT JOIN ids USING (label, norm, place)
        WHERE NOT list_contains(getvariable('off'), label) ORDER BY doc_id, start, "end", label""",
    "dates": """
        SELECT doc_id, sentence, start, "end", kind, text, value, first_day, last_day, precision, resolved_from,
               timex_type, timex_value
        FROM (SELECT doc_id, unnest(dates, recursive := true) FROM record)
        WHERE NOT list_contains(getvariable('off'), kind) ORDER BY doc_id, start, "end", kind""",
    "amounts": """
        SELECT doc_id, sentence, start, "end", kind, text, comparator, value, value_high, unit, item
        FROM (SELECT doc_id, unnest(amounts, recursive := true) FROM record)
        WHERE NOT list_contains(getvariable('off'), kind) ORDER BY doc_id, start, "end", kind""",
    "officials": """
        SELECT o.doc_id, sentence, p.entity_id AS person_id, person, position, g.entity_id AS organisation_id,
               organisation, status, start, "end", as_of, f.entity_id AS facility_id
        FROM (SELECT doc_id, published_at AS as_of, unnest(officials, recursive := true) FROM record) AS o
        LEFT JOIN ids AS p ON p.label = 'PER' AND p.norm = person AND p.place = coalesce(person_place, '')
        LEFT JOIN ids AS g ON g.label = 'ORG' AND organisation_label = 'ORG' AND g.norm = organisation AND g.place = ''
        LEFT JOIN ids AS f ON f.label = 'FAC' AND organisation_label = 'FAC' AND f.norm = organisation
                          AND f.place = organisation_place
        ORDER BY o.doc_id, start, "end", person, position""",
    "names": "SELECT entity_id, name, mentions FROM surface_forms ORDER BY entity_id, name",
    "problems": "SELECT DISTINCT source, stage, error, message FROM trouble ORDER BY ALL",
}

# What a place could not give, what its document could not, and documents whose records were lost with a damaged part
# or can be read by another version only.
_TROUBLE = """
CREATE TEMP TABLE trouble AS
SELECT file, source, stage, error, message FROM live WHERE stage IS NOT NULL
UNION ALL
SELECT file, source, unnest(problems, recursive := true) FROM live JOIN heads USING (reading)
UNION ALL
SELECT file, source, 'store', 'LostRecord', 'its record was in a damaged part; run over the input again'
FROM live ANTI JOIN heads USING (reading) ANTI JOIN elsewhere USING (reading) WHERE doc_id IS NOT NULL
UNION ALL
SELECT file, source, 'store', 'OtherVersion',
       'its record was written by another version of warta; run over the input again'
FROM live ANTI JOIN heads USING (reading) SEMI JOIN elsewhere USING (reading) WHERE doc_id IS NOT NULL
"""

_ENTITY_TABLES = {
    "organisations": ("ORG", ("entity_id", "name", "acronym", "kind", "parent_id", "country")),
    "people": ("PER", ("entity_id", "name")),
    "facilities": ("FAC", ("entity_id", "name", "kind", "place_id", "operator_id")),
    "places": ("LOC", ("entity_id", "name", "level", "code")),
}


class Collection:
    """The rows of all tables for the present state of a store.

    ``off``: labels and kinds left out. ``staging``: an empty folder for what does not fit in memory.
    ``problems_in`` and ``outdated`` can be asked at once, ``batches`` after ``prepare``.
    """

    def __init__(self, store: Store, staging: Path, *, off: Iterable[str] = ()) -> None:
        self.unused: tuple[str, ...] = ()  # corrections without effect, in words
        self._db = connect(staging, memory=_MEMORY)
        self._db.execute("SET preserve_insertion_order = true")
        # In a notebook without ipywidgets DuckDB draws no bar and refuses to be told so.
        with suppress(duckdb.InvalidInputException):
            self._db.execute("SET enable_progress_bar = false")
        for kind, schema in SCHEMAS.items():
            paths = [for_reading(part.path) for part in store.parts(kind)]
            self._set(kind, paths or [_empty(staging / f"{kind}.parquet", schema)])
        self._set("version", store.version)
        self._db.execute("SET VARIABLE off = CAST(? AS VARCHAR[])", [sorted(off)])
        self._table("elsewhere", pa.table({"reading": pa.array(sorted(store.foreign_readings()), pa.string())}))
        for statement in (_LIVE, _HEADS, _CHOSEN, _RECORD, _FOUND, _TROUBLE):
            self._db.execute(statement)

    def prepare(self, corrections: Corrections | None = None, own: Own = EMPTY) -> None:
        """Find near-duplicates and resolve names to entities, which takes most of the time."""
        self._duplicates()
        rows = list(from_arrow(self._reader(_NAMES, _NAME_ROWS)))
        entities = resolve(rows, own_corrections(own, rows, corrections or Corrections()))
        self.unused = entities.unused
        self._identify(entities)

    def __enter__(self) -> Collection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a table in the order of its key."""
        if table in _ENTITY_TABLES:
            yield self._entities[table]
        else:
            yield from self._reader(_QUERIES[table])

    def problems_in(self, files: Iterable[str]) -> int:
        """Count the distinct problems of these files, as they are named in the store."""
        with self._registered("these", pa.table({"file": pa.array(sorted(set(files)), pa.string())})):
            return self._one(
                "SELECT count(*) FROM (SELECT DISTINCT source, stage, error, message FROM trouble "
                "WHERE file IN (SELECT file FROM these))"
            )

    def outdated(self) -> int:
        """Count the documents whose record was made by another version of the program, model or libraries."""
        return self._one(
            "SELECT count(*) FROM chosen JOIN heads USING (filename, file_row_number) WHERE NOT heads.current"
        )

    def kept_records(self) -> dict[str, list[int]]:
        """Return the records that count, of any version: absolute path of the part -> rows, ascending."""
        rows = self._db.execute(
            "SELECT filename, list(file_row_number ORDER BY file_row_number) "
            "FROM heads SEMI JOIN live USING (reading) GROUP BY filename ORDER BY filename"
        ).fetchall()
        return dict(rows)

    def kept_rows(self, kind: str) -> Iterator[pa.RecordBatch]:
        """Yield the rows of ``sources`` or ``files`` that count, each once."""
        query = {
            "sources": "SELECT DISTINCT run, file, source, doc_id, reading, stage, error, message FROM live",
            "files": "SELECT DISTINCT run, file, fingerprint, met "
            "FROM read_parquet(getvariable('files'), hive_partitioning = false) "
            "QUALIFY run = max(run) OVER (PARTITION BY file)",
        }[kind]
        for batch in self._reader(f"{query} ORDER BY ALL"):
            yield batch.cast(SCHEMAS[kind])

    def _duplicates(self) -> None:
        """Mark near-duplicates of texts published earlier."""
        signed = f"FROM record WHERE len(signature) = {SIZE}"
        count = self._one(f"SELECT count(*) {signed}")
        # All signatures stand in memory, so no document may cost more than its bytes.
        ids, days = np.empty(count, "S14"), np.empty(count, "S10")
        signatures = np.empty((count, SIZE), np.uint32)
        at = 0
        for batch in self._reader(f"SELECT doc_id, coalesce(published_at, '') AS day, signature {signed}"):
            to = at + batch.num_rows
            ids[at:to], days[at:to] = batch.column("doc_id").to_pylist(), batch.column("day").to_pylist()
            signatures[at:to] = batch.column("signature").flatten().to_numpy().reshape(-1, SIZE)
            at = to
        pairs = mark(ids, days, signatures)
        self._table(
            "duplicates",
            pa.table(
                {
                    "doc_id": pa.array(sorted(pairs), pa.string()),
                    "duplicate_of": pa.array([pairs[k] for k in sorted(pairs)], pa.string()),
                }
            ),
        )

    def _identify(self, entities: Entities) -> None:
        """Make the way from a name to its entity a table, and those of the entities, with their mentions counted.

        As Arrow they take a tenth of the memory that they took before.
        """
        keys = sorted(entities.ids)
        self._table(
            "ids",
            pa.table(
                {
                    "label": pa.array([k[0] for k in keys], pa.string()),
                    "norm": pa.array([k[1] for k in keys], pa.string()),
                    "place": pa.array([k[2] for k in keys], pa.string()),
                    "entity_id": pa.array([entities.ids[k] for k in keys], pa.string()),
                }
            ),
        )
        self._table(
            "surface_forms",
            pa.table(
                {
                    "entity_id": pa.array([n[0] for n in entities.names], pa.string()),
                    "name": pa.array([n[1] for n in entities.names], pa.string()),
                    "mentions": pa.array([n[2] for n in entities.names], pa.int64()),
                }
            ),
        )
        counts = self._arrow(
            "SELECT entity_id, count(DISTINCT doc_id) AS documents, count(*) AS mentions "
            "FROM found JOIN ids USING (label, norm, place) "
            "WHERE NOT list_contains(getvariable('off'), label) GROUP BY entity_id"
        ).to_pydict()
        counted = {
            entity_id: (documents, mentions)
            for entity_id, documents, mentions in zip(
                counts["entity_id"], counts["documents"], counts["mentions"], strict=True
            )
        }
        self._entities = {
            table: _entity_rows(table, entities.of(label), counted) for table, (label, _) in _ENTITY_TABLES.items()
        }

    def _set(self, name: str, value: str | list[str]) -> None:
        self._db.execute(f"SET VARIABLE {name} = ?", [value])

    def _one(self, query: str) -> int:
        ((value,),) = self._db.execute(query).fetchall()
        return int(value)

    def _reader(self, query: str, rows: int = _BATCH_ROWS) -> pa.RecordBatchReader:
        return self._db.sql(query).to_arrow_reader(rows)

    def _arrow(self, query: str) -> pa.Table:
        return self._reader(query).read_all()

    def _table(self, name: str, rows: pa.Table) -> None:
        with self._registered("incoming", rows):
            self._db.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM incoming")

    @contextmanager
    def _registered(self, name: str, rows: pa.Table) -> Iterator[None]:
        self._db.register(name, rows)
        try:
            yield
        finally:
            self._db.unregister(name)


def _entity_rows(table: str, found: Iterable[Entity], counted: Mapping[str, tuple[int, int]]) -> pa.RecordBatch:
    """Return the rows of one table of entities; ``counted`` gives documents and mentions by id."""
    _, attributes = _ENTITY_TABLES[table]
    entities = sorted(found, key=lambda e: e.entity_id)
    columns = [[getattr(e, name) for e in entities] for name in attributes]
    columns += [[counted.get(e.entity_id, (0, 0))[i] for e in entities] for i in (0, 1)]
    schema = arrow_schema(BY_NAME[table])
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _empty(path: Path, schema: pa.Schema) -> str:
    """Write a part without rows, which stands in where a store has none yet."""
    pq.write_table(schema.empty_table(), path)
    return for_reading(path)
