"""``corrections.csv``: what a researcher knows better, kept under version control.

A UTF-8 CSV file with a header; lines that start with ``#`` and blank lines are
skipped; ``;`` may stand in the place of ``,``, as an Indonesian Excel
writes it. Columns (``field``, ``value`` and ``note`` may be absent or empty)::

    action,label,name,field,value,note
    merge,ORG,KOICA Jakarta,,Korea International Cooperation Agency,the country office
    split,PER,Adhy Karyana,,,another person
    rename,ORG,org-bank-contoh,,Bank Contoh Nusantara,
    set,ORG,Sentra Layanan Contoh,kind,foundation,
    set,ORG,Sentra Layanan Contoh,parent,Kementerian Sosial,
    drop,FAC,Gedung Itu,,,no name

``action``
    ``merge``: the entity of ``name`` becomes part of the entity of ``value``.
    ``split``: the name leaves its entity and is one of its own; with ``value``
    it goes to the entity of that name instead (made when there is none).
    ``rename``: the entity gets the canonical name ``value``.
    ``set``: ``field`` of the entity becomes ``value`` (``kind``, ``parent``,
    ``acronym``, ``country`` of ORG; ``kind``, ``place``, ``operator`` of FAC;
    ``level``, ``code`` of LOC); an empty ``value`` clears it.
    ``drop``: the entity leaves the tables and its mentions point nowhere.
``label``
    ``ORG``, ``PER``, ``FAC`` or ``LOC``.
``name`` and the values of ``merge``, ``split``, ``parent``, ``operator``, ``place``
    A name as it stands in the column ``norm`` of ``mentions`` or ``name`` of the
    entity tables, an entity id, or a form in ``names`` or an acronym that only one
    entity of the label has. ``split`` takes a ``norm`` only.

Splits are applied first, then merges, renames, settings and drops, each in file
order; so the last of two settings of one field wins.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, cast

from warta.values.mention import LONGEST_NAME

Action: TypeAlias = Literal["merge", "split", "rename", "set", "drop"]

LABELS = ("ORG", "PER", "FAC", "LOC")
ACTIONS = ("split", "merge", "rename", "set", "drop")
FIELDS = {
    "ORG": ("kind", "parent", "acronym", "country"),
    "PER": (),
    "FAC": ("kind", "place", "operator"),
    "LOC": ("level", "code"),
}
#: Fields whose value names another entity, and the label of that entity.
REFERENCES = {"parent": "ORG", "operator": "ORG", "place": "LOC"}
LEVELS = ("country", "province", "city", "district", "region", "address")
_COLUMNS = ("action", "label", "name", "field", "value", "note")


class CorrectionError(ValueError):
    """A corrections file cannot be used; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file. ``field`` is set for ``set`` only; ``value`` may be empty."""

    line: int
    action: Action
    label: str
    name: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections in file order; empty by default."""

    rows: tuple[Correction, ...] = ()

    def of(self, action: Action) -> tuple[Correction, ...]:
        """Return the rows of one action in file order."""
        return tuple(row for row in self.rows if row.action == action)


def load(path: str | Path) -> Corrections:
    """Read a corrections file.

    Raises CorrectionError, naming file, line and reason, when the file is missing, not
    UTF-8 or breaks a rule of the format, and when two lines contradict each other
    (a name merged into two, two names for one entity, a cycle of merges).
    """
    where = Path(path)
    try:
        text = where.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorrectionError(f"{where}: not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise CorrectionError(f"{where}: {error.strerror or error}") from error
    try:
        return parse(text)
    except CorrectionError as error:
        raise CorrectionError(f"{where}, {error}") from None


def parse(text: str) -> Corrections:
    """Read corrections from the text of the file; raises CorrectionError like ``load``."""
    reader = csv.reader(io.StringIO(text), strict=True, delimiter=_delimiter(text))
    header: list[str] | None = None
    rows: list[Correction] = []
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if header is None:
                header = _header(cells, reader.line_num)
            else:
                rows.append(_row(header, cells, reader.line_num))
    except csv.Error as error:
        raise CorrectionError(f"line {reader.line_num}: not CSV: {error}") from error
    if header is None:
        raise CorrectionError("line 1: no header; expected " + ",".join(_COLUMNS))
    _check_together(rows)
    return Corrections(tuple(rows))


def _delimiter(text: str) -> str:
    """Return ``,``, or ``;`` where the header has it: Excel writes that where the decimal point is a comma."""
    lines = (line.strip() for line in text.splitlines())
    header = next((line for line in lines if line.strip(",;") and not line.startswith("#")), "")
    return ";" if ";" in header and "," not in header else ","


def _header(cells: list[str], line: int) -> list[str]:
    unknown = [c for c in cells if c not in _COLUMNS]
    missing = [c for c in ("action", "label", "name") if c not in cells]
    if unknown or len(set(cells)) != len(cells):
        raise CorrectionError(
            f"line {line}: unknown or repeated column {unknown or cells}; columns are {', '.join(_COLUMNS)}"
        )
    if missing:
        raise CorrectionError(f"line {line}: column {missing[0]!r} is missing")
    return cells


def _row(header: list[str], cells: list[str], line: int) -> Correction:
    if len(cells) > len(header):
        raise CorrectionError(
            f"line {line}: {len(cells)} cells for {len(header)} columns (quote a name that holds a comma)"
        )
    row = dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
    action, label, name = row["action"].lower(), row["label"].upper(), row["name"]
    field, value = row.get("field", "").lower(), row.get("value", "")
    if action not in ACTIONS:
        raise CorrectionError(f"line {line}: unknown action {row['action']!r}; actions are {', '.join(ACTIONS)}")
    if label not in LABELS:
        raise CorrectionError(f"line {line}: unknown label {row['label']!r}; labels are {', '.join(LABELS)}")
    if not name:
        raise CorrectionError(f"line {line}: {action} without a name")
    if max(len(name), len(value)) > LONGEST_NAME:
        raise CorrectionError(f"line {line}: a name of {max(len(name), len(value))} characters; {LONGEST_NAME} at most")
    if action == "set":
        if field not in FIELDS[label]:
            known = ", ".join(FIELDS[label]) or "none"
            raise CorrectionError(f"line {line}: {label} has no field {field!r} to set; it has {known}")
        if field == "level" and value and value not in LEVELS:
            raise CorrectionError(f"line {line}: unknown level {value!r}; levels are {', '.join(LEVELS)}")
        if field == "country" and value and not (len(value) == 2 and value.isascii() and value.isupper()):
            raise CorrectionError(f"line {line}: country {value!r} is no ISO 3166-1 alpha-2 code")
    elif field:
        raise CorrectionError(f"line {line}: {action} takes no field, found {field!r}")
    if action in {"merge", "rename"} and not value:
        raise CorrectionError(f"line {line}: {action} {name!r} into what? value is empty")
    if action == "drop" and value:
        raise CorrectionError(f"line {line}: drop takes no value, found {value!r}")
    if action in {"merge", "split"} and name == value:
        raise CorrectionError(f"line {line}: {action} of {name!r} with itself")
    return Correction(line, cast(Action, action), label, name, field, value)


def _check_together(rows: list[Correction]) -> None:
    """Find two lines that cannot both hold."""
    said: dict[tuple[str, str, str], Correction] = {}
    for row in rows:
        if row.action in {"merge", "split", "rename"}:
            first = said.setdefault((row.action, row.label, row.name), row)
            if first.value != row.value:
                raise CorrectionError(
                    f"line {row.line}: {row.action} {row.name!r} contradicts line {first.line}"
                    f" ({first.value!r} there, {row.value!r} here)"
                )
    for row in rows:
        if row.action != "merge":
            continue
        at, steps = row, [row.name]
        while (following := said.get(("merge", row.label, at.value))) is not None:
            if following.name in steps:
                raise CorrectionError(f"line {row.line}: merges run in a circle: {' -> '.join([*steps, row.name])}")
            steps.append(following.name)
            at = following
