"""Read gold: the ``NAME.json`` files beside the documents of a folder.

A gold file belongs to the document of the same name in the same folder:
``NAME.json`` to ``NAME.txt`` (or any other format that warta reads), and
``NAME-3.json`` to the third row of ``NAME.jsonl``, ``NAME.csv`` or
``NAME.parquet`` (rows count from 1). Offsets count code points of the text
that ``warta text`` prints for the document.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from warta.evaluate.annotated import FIELDS, LABELS, STATUSES, Annotated, Mention, Official


class GoldError(ValueError):
    """A gold file is missing, malformed, or doesn't fit its document."""


def read_gold(folder: Path) -> list[Annotated]:
    """Return the gold of every ``*.json`` below the folder, sorted by name.

    The name of each is its path below the folder without ``.json``
    (``sub/NAME``). Raises GoldError when there is none or one is malformed.
    """
    if not folder.is_dir():
        raise GoldError(f"{folder}: no such folder")
    paths = sorted(path for path in folder.rglob("*.json") if path.is_file())
    if not paths:
        raise GoldError(f"{folder}: no gold (NAME.json) in this folder")
    return [parse_gold(path.relative_to(folder).with_suffix("").as_posix(), path) for path in paths]


def parse_gold(name: str, path: Path) -> Annotated:
    """Read one gold file. Raises GoldError that names the file and the entry."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{path}: not JSON: {error}") from error
    try:
        metadata = {key: _text_or_none(raw["document"].get(key)) for key in FIELDS}
        mentions = tuple(sorted(_mention(entry) for entry in raw["mentions"]))
        officials = tuple(_official(entry) for entry in raw["officials"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{path}: {error!r}") from error
    for one, other in pairwise(mentions):
        if other.start < one.end:
            raise GoldError(f"{path}: {one.text!r} at {one.start} and {other.text!r} at {other.start} overlap")
    return Annotated(name, metadata, mentions, officials)


def check_fit(gold: Annotated, text: str) -> None:
    """Raise GoldError unless every gold mention's text stands at its offsets."""
    for mention in gold.mentions:
        if text[mention.start : mention.end] != mention.text:
            raise GoldError(
                f"{gold.name}: gold says {mention.text!r} at {mention.start}:{mention.end}, "
                f"the document {text[mention.start : mention.end]!r}"
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


def _text_or_none(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError(f"{value!r} is neither text nor null")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _mention(entry: dict[str, Any]) -> Mention:
    start, end = entry["start"], entry["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise ValueError(f"no span: {start!r}:{end!r}")
    label = entry["label"]
    if label not in LABELS:
        raise ValueError(f"no such label: {label!r}")
    return Mention(start, end, label, _text(entry["text"]), _text(entry["norm"]))


def _official(entry: dict[str, Any]) -> Official:
    status = entry["status"]
    if status not in STATUSES:
        raise ValueError(f"no such status: {status!r}")
    return Official(_text(entry["person"]), _text(entry["position"]), _text_or_none(entry["organisation"]), status)
