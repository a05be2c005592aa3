"""The one declaration of the output tables: columns, types, keys, meanings.

CSV headers, Arrow types, ``datapackage.json``, ``warta schema`` and
``docs/data-dictionary.md`` are all generated from ``TABLES``.

Types and how they are stored:

========  ==============================  =======================================
type      CSV                             Parquet
========  ==============================  =======================================
string    text                            string
integer   digits                          int32
number    up to six decimals              double
decimal   digits, ``.``, no exponent      decimal128(38, 9)
date      ISO 8601 day                    date32
========  ==============================  =======================================

A decimal holds 29 digits before the point and 9 behind it exactly; pandas and
DuckDB read it as a decimal, R as a double. A value that does not fit is no row
but an entry in ``problems`` (``fits``), never a rounded number.
An unknown value is an empty field in CSV and null in Parquet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

ColumnType = Literal["string", "integer", "number", "decimal", "date"]

DECIMAL_PRECISION = 38
DECIMAL_SCALE = 9


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``values`` closes the list of values; ``required`` forbids unknown."""

    name: str
    type: ColumnType
    description: str
    required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table. Rows are unique by ``key`` and sorted by it.

    ``foreign`` maps a column to the table whose (single) key it points at.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign: dict[str, str] = field(default_factory=dict)

    def column(self, name: str) -> Column:
        """Return the column of that name; raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name!r} has no column {name!r}")


def fits(value: Decimal) -> bool:
    """Tell whether a decimal can be stored exactly in a ``decimal`` column."""
    if not value.is_finite():
        return False
    # By digits, since Decimal.normalize rounds to the precision of the context.
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # finite, so neither 'n' nor 'F'
    kept = "".join(map(str, digits)).rstrip("0")
    exponent += len(digits) - len(kept)
    return not kept or (-exponent <= DECIMAL_SCALE and len(kept) + exponent <= DECIMAL_PRECISION - DECIMAL_SCALE)


def _c(
    name: str, type: ColumnType, description: str, *, required: bool = False, values: tuple[str, ...] = ()
) -> Column:
    return Column(name, type, description, required, values)


_DOC = _c("doc_id", "string", "Document the row was found in.", required=True)
_SENTENCE = _c("sentence", "integer", "Sentence of the document, counted from 0.", required=True)
_START = _c("start", "integer", "First code point of the span in the document's text, counted from 0.", required=True)
_END = _c("end", "integer", "Code point behind the span: `text[start:end]` is the span.", required=True)
_TEXT = _c("text", "string", "The words as they stand in the document.", required=True)
_DOCUMENTS = _c("documents", "integer", "Number of documents that mention it.", required=True)
_MENTIONS = _c("mentions", "integer", "Number of mentions in all documents.", required=True)

TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "Documents: one row per text",
        (
            _c(
                "doc_id",
                "string",
                "Identifier derived from the text: the same text has the same id wherever it lies.",
                required=True,
            ),
            _c(
                "source",
                "string",
                "Path relative to the input, or path#row; the first one when the text was met in "
                "several places (all of them stand in sources).",
                required=True,
            ),
            _c("format", "string", "Format the text was read from, such as txt, html or jsonl.", required=True),
            _c("title", "string", "Headline."),
            _c("publisher", "string", "Outlet or issuing body."),
            _c("author", "string", "Reporter, or the initials that sign the text."),
            _c("editor", "string", "Editor, or the second initials that sign the text."),
            _c("dateline_place", "string", "Place of the dateline."),
            _c(
                "published_at",
                "string",
                "Day of publication (EDTF: the day, or the month or year when only that is known).",
            ),
            _c(
                "published_from",
                "string",
                "Where the day of publication comes from: the text, the metadata of the file or row, "
                "or the option --published-at.",
                values=("text", "metadata", "option"),
            ),
            _c("language", "string", "Language of the text (ISO 639-1)."),
            _c("sentences", "integer", "Number of sentences.", required=True),
            _c("tokens", "integer", "Number of tokens, white space not counted.", required=True),
            _c("duplicate_of", "string", "Earlier document with nearly the same text."),
        ),
        key=("doc_id",),
        foreign={"duplicate_of": "documents"},
    ),
    Table(
        "sources",
        "Sources: every place a text was met",
        (
            _c("doc_id", "string", "Document met there.", required=True),
            _c("source", "string", "Path relative to the input, or path#row.", required=True),
        ),
        key=("doc_id", "source"),
        foreign={"doc_id": "documents"},
    ),
    Table(
        "sentences",
        "Sentences: the text of every document, sentence by sentence",
        (
            _DOC,
            _SENTENCE,
            _START,
            _END,
            _c(
                "text",
                "string",
                "The words as they stand in the document, without the white space around them.",
                required=True,
            ),
        ),
        key=("doc_id", "sentence"),
        foreign={"doc_id": "documents"},
    ),
    Table(
        "mentions",
        "Mentions: names, dates and amounts in the text",
        (
            _DOC,
            _SENTENCE,
            _START,
            _END,
            _c(
                "label",
                "string",
                "Kind of the mention.",
                required=True,
                values=("ORG", "PER", "FAC", "LOC", "DATE", "DURATION", "MONEY", "PERCENT", "COUNT", "MEASURE"),
            ),
            _TEXT,
            _c(
                "norm",
                "string",
                "Normalised value: the fullest name in the document, an EDTF date, an ISO 8601 duration, "
                "or number and unit; `?` for a date that cannot be resolved.",
                required=True,
            ),
            _c(
                "entity_id",
                "string",
                "Row of organisations, people, facilities or places; empty for dates and amounts.",
            ),
            _c("found_by", "string", "What found it: `model`, `rule:<name>` or `lexicon:<name>`.", required=True),
            _c("score", "number", "Probability the model gives it; empty when a rule or a list found it."),
        ),
        key=("doc_id", "start", "end", "label"),
        foreign={"doc_id": "documents"},
    ),
    Table(
        "dates",
        "Dates: time expressions with their values",
        (
            _DOC,
            _SENTENCE,
            _START,
            _END,
            _c(
                "kind",
                "string",
                "Calendar date, length of time, clock time or part of a day, or recurring time.",
                required=True,
                values=("DATE", "DURATION", "TIME", "SET"),
            ),
            _TEXT,
            _c("value", "string", "EDTF, ISO 8601 duration or ISO 8601 time; empty when it cannot be resolved."),
            _c("first_day", "date", "First day the value covers."),
            _c("last_day", "date", "Last day the value covers."),
            _c(
                "precision",
                "string",
                "How exact the value is.",
                values=("day", "month", "year", "range", "duration"),
            ),
            _c(
                "resolved_from",
                "string",
                "What the value rests on: the text alone, or the day of publication as well; empty when unresolved.",
                values=("text", "published_at"),
            ),
            _c("timex_type", "string", "TIMEX3 type.", required=True, values=("DATE", "TIME", "DURATION", "SET")),
            _c("timex_value", "string", "TIMEX3 value."),
        ),
        key=("doc_id", "start", "end", "kind"),
        foreign={"doc_id": "documents"},
    ),
    Table(
        "amounts",
        "Amounts: money, percentages, counts, measures",
        (
            _DOC,
            _SENTENCE,
            _START,
            _END,
            _c("kind", "string", "Kind of amount.", required=True, values=("MONEY", "PERCENT", "COUNT", "MEASURE")),
            _TEXT,
            _c(
                "comparator",
                "string",
                "How the number is qualified; empty when it is given plainly.",
                values=(">", ">=", "<", "<=", "~"),
            ),
            _c("value", "decimal", "The number, or the lower end of a range, exactly.", required=True),
            _c("value_high", "decimal", "Upper end of a range."),
            _c("unit", "string", "ISO 4217 code, `%`, unit symbol, or the classifier of a count."),
            _c("item", "string", "What is counted or measured, or what the money is for, when the sentence says so."),
        ),
        key=("doc_id", "start", "end", "kind"),
        foreign={"doc_id": "documents"},
    ),
    Table(
        "officials",
        "Officials: persons presented with an office",
        (
            _DOC,
            _SENTENCE,
            _c("person_id", "string", "The person, as a row of people."),
            _c("person", "string", "The person's fullest name in the document.", required=True),
            _c("position", "string", "The office in full, acronyms expanded.", required=True),
            _c(
                "organisation_id",
                "string",
                "The body, as a row of organisations; empty when it is none.",
            ),
            _c("organisation", "string", "The body in which the office is held."),
            _c(
                "status",
                "string",
                "Whether the office is held, held for someone else, or was held.",
                required=True,
                values=("definitive", "acting", "former"),
            ),
            _START,
            _END,
            _c("as_of", "string", "Day of publication of the document (EDTF)."),
            _c("facility_id", "string", "The body, as a row of facilities, where the office is held in one."),
        ),
        key=("doc_id", "start", "end", "person", "position"),
        foreign={
            "doc_id": "documents",
            "person_id": "people",
            "organisation_id": "organisations",
            "facility_id": "facilities",
        },
    ),
    Table(
        "organisations",
        "Organisations over all documents",
        (
            _c("organisation_id", "string", "Identifier derived from the name.", required=True),
            _c("name", "string", "Fullest name.", required=True),
            _c("acronym", "string", "Acronym in use."),
            _c("kind", "string", "Kind, such as ministry, agency, company, foundation, international."),
            _c("parent_id", "string", "Organisation it is a unit of."),
            _c("country", "string", "Country (ISO 3166-1 alpha-2)."),
            _DOCUMENTS,
            _MENTIONS,
        ),
        key=("organisation_id",),
        foreign={"parent_id": "organisations"},
    ),
    Table(
        "people",
        "People over all documents",
        (
            _c("person_id", "string", "Identifier derived from the name.", required=True),
            _c("name", "string", "Fullest name, without titles and degrees.", required=True),
            _DOCUMENTS,
            _MENTIONS,
        ),
        key=("person_id",),
    ),
    Table(
        "facilities",
        "Facilities over all documents",
        (
            _c("facility_id", "string", "Identifier derived from the name.", required=True),
            _c("name", "string", "Fullest name, without quotation marks.", required=True),
            _c("kind", "string", "Kind, such as balai, sentra, rumah sakit, sekolah, bandara."),
            _c("place_id", "string", "Place it lies in."),
            _c("operator_id", "string", "Organisation that runs it."),
            _DOCUMENTS,
            _MENTIONS,
        ),
        key=("facility_id",),
        foreign={"place_id": "places", "operator_id": "organisations"},
    ),
    Table(
        "places",
        "Places over all documents",
        (
            _c("place_id", "string", "Identifier derived from the name.", required=True),
            _c("name", "string", "Name; countries in Indonesian.", required=True),
            _c(
                "level",
                "string",
                "Level.",
                values=("country", "province", "city", "district", "region", "address"),
            ),
            _c("code", "string", "ISO 3166-1 alpha-2 for countries, Kemendagri code for Indonesian regions."),
            _DOCUMENTS,
            _MENTIONS,
        ),
        key=("place_id",),
    ),
    Table(
        "names",
        "Names: every surface form of every entity",
        (
            _c("entity_id", "string", "Row of organisations, people, facilities or places.", required=True),
            _c("name", "string", "Form under which it was met.", required=True),
            _c("mentions", "integer", "Number of mentions in this form.", required=True),
        ),
        key=("entity_id", "name"),
    ),
    Table(
        "problems",
        "Problems: what could not be read or processed",
        (
            _c("source", "string", "Path relative to the input, or path#row.", required=True),
            _c("stage", "string", "Step that failed.", required=True),
            _c("error", "string", "Kind of error.", required=True),
            _c("message", "string", "What went wrong, in words.", required=True),
        ),
        key=("source", "stage", "error", "message"),
    ),
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
#: The tables that an ``entity_id`` points into.
ENTITY_TABLES: tuple[str, ...] = ("organisations", "people", "facilities", "places")
