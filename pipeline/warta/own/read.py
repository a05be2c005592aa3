"""Read own knowledge from the sections of ``warta.toml`` and the gazetteers it names.

A gazetteer is a UTF-8 CSV file with a header; lines that begin with ``#`` and blank lines are skipped; ``;`` may
stand in the place of ``,``, as an Indonesian Excel writes it. ``name`` is required; what else a row can say depends on
the table (``COLUMNS``). Several aliases stand in one cell, with ``|`` between them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from warta.own import LABEL_OF, Own, OwnError, OwnName, OwnPattern
from warta.own.linear import safe

COLUMNS = {
    "ORG": ("name", "acronym", "aliases", "kind", "parent", "country", "note"),
    "PER": ("name", "aliases", "note"),
    "FAC": ("name", "acronym", "aliases", "kind", "place", "operator", "note"),
    "LOC": ("name", "aliases", "level", "code", "note"),
}
LEVELS = ("country", "province", "city", "district", "region", "address")
NAMES, AMOUNTS = ("ORG", "PER", "FAC", "LOC"), ("COUNT", "MEASURE", "MONEY", "PERCENT")
_SETS = ("kind", "parent", "country", "place", "operator", "level", "code")
_KEYS = {"DATE": ("pattern", "value"), **dict.fromkeys(AMOUNTS, ("pattern", "unit", "item"))}
_NAME = re.compile(r"[^\W\d_]")
_KIND = re.compile(r"[a-z][a-z0-9_ ]{0,39}")
_PATTERN_NAME = re.compile(r"\w[\w-]{0,39}")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def read_own(
    gazetteers: Mapping[str, Any], patterns: Mapping[str, Any], kinds: Mapping[str, Any], base: Path = Path()
) -> Own:
    """Return the own knowledge of three sections of a ``warta.toml``; paths are relative to ``base``.

    ``gazetteers``: table -> a file or a list of files. ``patterns``: label -> (name -> regex, or a table with
    ``pattern``). ``kinds``: word that opens the names of facilities -> kind. Raises OwnError.
    """
    files: list[tuple[str, Path]] = []
    for table, value in gazetteers.items():
        _known("gazetteer", table, LABEL_OF)
        paths = [value] if isinstance(value, str) else value
        if not isinstance(paths, list) or not all(isinstance(p, str) and p for p in paths):
            raise OwnError(f"gazetteers.{table}: {value!r} is neither a file nor a list of files")
        files += [(LABEL_OF[table], base / path) for path in paths]
    names = [name for label, path in files for name in _gazetteer(label, path)]
    return Own(
        names=tuple(_apart(names)),
        patterns=tuple(_patterns(patterns)),
        kinds=tuple(sorted((_word(word), _kind(f"facility_kinds.{word}", kind)) for word, kind in kinds.items())),
        files=tuple(path for _, path in files),
    )


def read_gazetteer(label: str, path: Path) -> tuple[OwnName, ...]:
    """Return the names of one file; raises OwnError, naming file and line."""
    return tuple(_apart(_gazetteer(label, path)))


_Row = tuple[OwnName, str]  # the name and where it stands


def _gazetteer(label: str, path: Path) -> Iterator[_Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise OwnError(f"{path}: not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise OwnError(f"{path}: {error.strerror or error}") from error
    reader = csv.reader(io.StringIO(text), strict=True, delimiter=_delimiter(text))
    header: list[str] | None = None
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if not any(cells) or cells[0].startswith("#"):
                continue
            where = f"{path}, line {reader.line_num}"
            if header is None:
                header = _header(label, cells, where)
            else:
                yield _row(label, header, cells, where, path.name), where
    except csv.Error as error:
        raise OwnError(f"{path}, line {reader.line_num}: not CSV: {error}") from error
    if header is None:
        raise OwnError(f"{path}, line 1: no header; columns are {', '.join(COLUMNS[label])}")


def _delimiter(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    header = next((line for line in lines if line.strip(",;") and not line.startswith("#")), "")
    return ";" if ";" in header and "," not in header else ","


def _header(label: str, cells: list[str], where: str) -> list[str]:
    for cell in cells:
        if cell not in COLUMNS[label]:
            raise OwnError(f"{where}: unknown column {cell!r}; columns for {label} are {', '.join(COLUMNS[label])}")
    if len(set(cells)) != len(cells):
        raise OwnError(f"{where}: a column stands there twice: {', '.join(cells)}")
    if "name" not in cells:
        raise OwnError(f"{where}: column 'name' is missing")
    return cells


def _row(label: str, header: list[str], cells: list[str], where: str, source: str) -> OwnName:
    if len(cells) > len(header):
        raise OwnError(f"{where}: {len(cells)} cells for {len(header)} columns (quote a name that holds a comma)")
    row = dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
    name, acronym = " ".join(row["name"].split()), row.get("acronym", "")
    aliases = tuple(" ".join(part.split()) for part in row.get("aliases", "").split("|") if part.strip())
    for form in (name, *([acronym] if acronym else []), *aliases):
        if len(form) < 2 or _NAME.search(form) is None:
            raise OwnError(f"{where}: {form!r} is no name: it needs two characters and a letter")
        if len(form) > 200:
            raise OwnError(f"{where}: a name of {len(form)} characters; the limit is 200")
    fields = {field: row[field] for field in _SETS if row.get(field)}
    if label in {"ORG", "FAC"} and "kind" in fields:
        _kind(where, fields["kind"])
    if label == "ORG" and not re.fullmatch(r"(?:[A-Z]{2})?", fields.get("country", "")):
        raise OwnError(f"{where}: country {fields['country']!r} is no ISO 3166-1 alpha-2 code, such as ID")
    if fields.get("level", LEVELS[0]) not in LEVELS:
        raise OwnError(f"{where}: unknown level {fields['level']!r}; levels are {', '.join(LEVELS)}")
    if name in {fields.get("parent"), fields.get("operator"), fields.get("place")}:
        raise OwnError(f"{where}: {name!r} cannot be its own parent, operator or place")
    if acronym and label == "ORG":
        fields["acronym"] = acronym
    return OwnName(label, name, acronym, aliases, tuple(sorted(fields.items())), source)


def _apart(rows: Iterable[_Row]) -> Iterator[OwnName]:
    """Yield the names; a form that two rows claim is an error, since it could mean either."""
    claimed: dict[str, str] = {}
    for name, where in rows:
        for form in dict.fromkeys(name.forms):
            if form in claimed:
                raise OwnError(f"{where}: {form!r} stands in {claimed[form]} already")
            claimed[form] = where
        yield name


def _patterns(sections: Mapping[str, Any]) -> Iterator[OwnPattern]:
    met: dict[str, str] = {}
    for label, section in sections.items():
        if label in {"DURATION", "TIME", "SET"}:
            raise OwnError(f"patterns.{label}: a {label} has no fixed value; patterns can be of {', '.join(_LABELS)}")
        _known("label of patterns", label, _LABELS)
        if not isinstance(section, dict):
            raise OwnError(
                f"patterns.{label}: write it as a section, [patterns.{label}], with a name for every pattern"
            )
        for name, value in section.items():
            where = f"patterns.{label}.{name}"
            if _PATTERN_NAME.fullmatch(name) is None:
                raise OwnError(f"{where}: {name!r} is no name of a pattern: letters, digits, _ and -")
            if name in met:
                raise OwnError(f"{where}: the name stands in {met[name]} already")
            met[name] = where
            try:
                yield _pattern(label, name, value)
            except OwnError as error:
                raise OwnError(f"{where}: {error}") from None


_LABELS = (*NAMES, *AMOUNTS, "DATE")


def _pattern(label: str, name: str, value: Any) -> OwnPattern:
    said = {"pattern": value} if isinstance(value, str) else value
    if not isinstance(said, dict) or not all(isinstance(v, str) and v for v in said.values()):
        raise OwnError(f"{value!r} is neither a pattern nor {{ pattern = '...' }}")
    for key in said:
        _known("key", key, _KEYS.get(label, ("pattern",)))
    if "pattern" not in said:
        raise OwnError("the pattern itself is missing: pattern = '...'")
    written = said["pattern"]
    if label in AMOUNTS and "{angka}" not in written:
        raise OwnError(f"a pattern of {label} says with {{angka}} where the number stands")
    if label not in AMOUNTS and "{angka}" in written:
        raise OwnError(f"{{angka}} belongs to patterns of {', '.join(AMOUNTS)}")
    unit = said.get("unit", "%" if label == "PERCENT" else "")
    if label == "MONEY" and re.fullmatch(r"[A-Z]{3}", unit) is None:
        raise OwnError("money needs its currency: unit = 'IDR', an ISO 4217 code")
    if label == "MEASURE" and not unit:
        raise OwnError("a measure needs its unit: unit = 'kg'")
    if label == "DATE" and not _is_date(said.get("value", "")):
        raise OwnError("a date needs its value: value = '2024-11-27', a day, month or year, or two with / between them")
    return OwnPattern(label, name, written, safe(written), unit, said.get("item", ""), said.get("value", ""))


def _is_date(value: str) -> bool:
    """Tell whether a value is a day, month or year, or two of them in order with a stroke between."""
    days = []
    for part in value.split("/"):
        match = _DAY.fullmatch(part)
        try:
            days.append(None if match is None else date(int(match[1]), int(match[2] or 1), int(match[3] or 1)))
        except ValueError:
            return False
    first, last = days[0], days[-1]
    return len(days) < 3 and first is not None and last is not None and first <= last


def _word(word: str) -> str:
    if _NAME.search(word) is None or not word[0].isupper() or len(word) > 60:
        raise OwnError(f"facility_kinds: {word!r} opens no names: write it as names do, with a capital")
    return " ".join(word.split())


def _kind(where: str, kind: Any) -> str:
    if not isinstance(kind, str) or _KIND.fullmatch(kind) is None:
        raise OwnError(f"{where}: {kind!r} is no kind: lower-case letters, such as granary or farmers_group")
    return kind


def _known(what: str, name: str, names: Iterable[str]) -> None:
    there = list(names)
    if name not in there:
        near = get_close_matches(name.casefold(), there, 1) or get_close_matches(name.upper(), there, 1)
        raise OwnError(
            f"unknown {what} {name!r}; " + (f"did you mean {near[0]!r}?" if near else f"there is {', '.join(there)}")
        )
