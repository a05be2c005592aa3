"""Read gold: the ``NAME.json`` files beside the documents of a folder.

A gold file belongs to the document of the same name in the same folder:
``NAME.json`` to ``NAME.txt`` (or any other format that warta reads), and
``NAME-3.json`` to the third row of ``NAME.jsonl``, ``NAME.csv`` or
``NAME.parquet`` (rows count from 1). Offsets count code points of the text
that ``warta text`` prints for the document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from warta.evaluate.annotated import FIELDS, LABELS, STATUSES, Annotated, Mention, Official

#: What a folder of gold holds, in words.
FOLDER = "expected documents with their gold beside them, as in NAME.txt and NAME.json"
#: What a gold file holds, in words.
SHAPE = 'expected {"document": {...}, "mentions": [...], "officials": [...]} as in corpus/releases'


class GoldError(ValueError):
    """A gold file is missing, malformed, or doesn't fit its document."""


def read_gold(folder: Path) -> list[Annotated]:
    """Return the gold of every ``*.json`` below the folder, sorted by name.

    The name of each is its path below the folder without ``.json``
    (``sub/NAME``). Raises GoldError when there is none or one is malformed.
    """
    if folder.exists() and not folder.is_dir():
        raise GoldError(f"{folder}: a file; name the folder it lies in: {FOLDER}")
    if not folder.is_dir():
        raise GoldError(f"no such folder: {folder}")
    paths = sorted(path for path in folder.rglob("*.json") if path.is_file())
    if not paths:
        raise GoldError(f"{folder}: no gold in this folder: {FOLDER}")
    return [parse_gold(path.relative_to(folder).with_suffix("").as_posix(), path) for path in paths]


def parse_gold(name: str, path: Path) -> Annotated:
    """Read one gold file. Raises GoldError that names the file and the entry."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8-sig"))
    except RecursionError:
        raise GoldError(f"{path}: no gold: nested too deeply; {SHAPE}") from None
    except ValueError as error:
        raise GoldError(f"{path}: not JSON: {error}; {SHAPE}") from error
    try:
        document = _member(_an_object(raw, "the file"), "document", "the file")
        metadata = {key: _text_or_none(_an_object(document, "document").get(key), key) for key in FIELDS}
        mentions = tuple(sorted(_mention(entry, where) for where, entry in _entries(raw, "mentions")))
        officials = tuple(_official(entry, where) for where, entry in _entries(raw, "officials"))
    except ValueError as error:
        raise GoldError(f"{path}: no gold: {error}; {SHAPE}") from error
    for one, other in pairwise(mentions):
        if other.start < one.end:
            raise GoldError(f"{path}: {one.text!r} at {one.start} and {other.text!r} at {other.start} overlap")
    return Annotated(name, metadata, mentions, officials)


def check_fit(gold: Annotated, text: str) -> None:
    """Raise GoldError unless every gold mention's text stands at its offsets."""
    for mention in gold.mentions:
        if text[mention.start : mention.end] != mention.text:
            raise GoldError(
                f"{gold.name}: gold says {_shown(mention.text)} at {mention.start}:{mention.end}, "
                f"the document {_shown(text[mention.start : mention.end])}"
            )


def gold_name(source: str) -> str:
    """Return the name of the gold that belongs to a source: ``a/b.html`` -> ``a/b``, ``rows.jsonl#2`` -> ``rows-2``."""
    path, _, row = source.rpartition("#") if _is_row(source) else (source, "", "")
    pure = PurePosixPath(path.replace("\\", "/"))
    stem = pure.name
    if stem.endswith(".gz"):
        stem = stem[: -len(".gz")]
    stem = PurePosixPath(stem).stem
    return (pure.parent / (f"{stem}-{row}" if row else stem)).as_posix()


def _is_row(source: str) -> bool:
    _, mark, row = source.rpartition("#")
    return mark == "#" and row.isdecimal()


def _an_object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{where} is no object but {_shown(value)}")
    return value


def _member(entry: dict[str, Any], key: str, where: str) -> Any:
    if key not in entry:
        raise ValueError(f"{where} has no {key!r}")
    return entry[key]


def _entries(raw: dict[str, Any], key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects of a list, each with what it is called in a message: ``mentions[3]``."""
    entries = _member(raw, key, "the file")
    if not isinstance(entries, list):
        raise ValueError(f"{key!r} is no list but {_shown(entries)}")
    for number, entry in enumerate(entries):
        yield f"{key}[{number}]", _an_object(entry, f"{key}[{number}]")


def _text_or_none(value: Any, where: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{where}: {_shown(value)} is neither text nor null")


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{where}: {_shown(value)} is not text")
    return value


def _one_of(entry: dict[str, Any], key: str, known: Sequence[str], where: str) -> str:
    value = _member(entry, key, where)
    if value not in known:
        raise ValueError(f"{where}: no such {key}: {_shown(value)} (there is {', '.join(known)})")
    return str(value)


def _mention(entry: dict[str, Any], where: str) -> Mention:
    start, end = (_member(entry, key, where) for key in ("start", "end"))
    if not (type(start) is int and type(end) is int and 0 <= start < end):
        raise ValueError(f"{where}: no span: {_shown(start)}:{_shown(end)}")
    label = _one_of(entry, "label", LABELS, where)
    text, norm = (_text(_member(entry, key, where), where) for key in ("text", "norm"))
    return Mention(start, end, label, text, norm)


def _official(entry: dict[str, Any], where: str) -> Official:
    person, position = (_text(_member(entry, key, where), where) for key in ("person", "position"))
    organisation = _text_or_none(_member(entry, "organisation", where), where)
    return Official(person, position, organisation, _one_of(entry, "status", STATUSES, where))


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
