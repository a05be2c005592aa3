"""An extraction step without a model, for tests of the machinery around it.

It finds people (two capitalised words), rupiah amounts and years by plain
patterns; some words in a text make it misbehave.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
from warta.facts.documents import document_row, from_batch
from warta.facts.failure import failure
from warta.facts.schema import RECORD
from warta.values.document import Document, Problem

_PERSON = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_MONEY = re.compile(r"\bRp([0-9]+)\b")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def step(model: str | None = None) -> Callable[[pa.RecordBatch], pa.RecordBatch]:
    """Return the fake step; ``model`` "rusak" cannot be loaded, "sekarat" ends the process while loading."""
    if model == "rusak":
        raise RuntimeError("the model is broken")
    if model == "sekarat":
        os._exit(3)
    return lambda batch: pa.RecordBatch.from_pylist([row(d) for d in from_batch(batch)], RECORD)


def row(document: Document) -> dict[str, Any]:
    """Return the record of one document, or come to grief over it."""
    text = document.text
    if "MATI" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "LAMBAT" in text:
        time.sleep(600)
    if "MACET" in text:
        # As a careless pattern hangs: nothing else in the process gets a turn.
        re.search(r"(a+a+)+b", "a" * 60)
    if "GAGAL" in text:
        return failure(document, Problem(document.source, "recognise", "KeyError", "tidak ada"))
    people = [_mention(m, "PER", m[0]) for m in _PERSON.finditer(text)]
    years = [_mention(m, "DATE", m[0]) for m in _YEAR.finditer(text)]
    money = [_mention(m, "MONEY", f"{m[1]} IDR") for m in _MONEY.finditer(text)]
    return {
        **document_row(document),
        "sentences": [{"start": 0, "end": len(text), "text": text}],
        "tokens": len(text.split()),
        "mentions": sorted([*people, *years, *money], key=lambda m: (m["start"], m["end"], m["label"])),
        "dates": [_date(m) for m in years],
        "amounts": [_amount(m) for m in money],
        "officials": [_official(m) for m in people if text[: m["start"]].endswith("bupati ")],
        "signature": [],
        "failed": False,
        "problems": [],
    }


def _mention(match: re.Match[str], label: str, norm: str) -> dict[str, Any]:
    offsets = {"sentence": 0, "start": match.start(), "end": match.end()}
    return {
        **offsets,
        "label": label,
        "text": match[0],
        "norm": norm,
        "place": "",
        "operator": "",
        "found_by": "rule:fake",
    }


def _date(mention: dict[str, Any]) -> dict[str, Any]:
    year = int(mention["norm"])
    kept = {name: mention[name] for name in ("sentence", "start", "end", "text")}
    days = {"value": mention["norm"], "first_day": date(year, 1, 1), "last_day": date(year, 12, 31)}
    return {**kept, **days, "kind": "DATE", "precision": "year", "resolved_from": "text", "timex_type": "DATE"}


def _amount(mention: dict[str, Any]) -> dict[str, Any]:
    kept = {name: mention[name] for name in ("sentence", "start", "end", "text")}
    return {**kept, "kind": "MONEY", "value": Decimal(mention["text"][2:]), "unit": "IDR"}


def _official(mention: dict[str, Any]) -> dict[str, Any]:
    return {
        "sentence": 0,
        "start": mention["start"] - len("Bupati "),
        "end": mention["end"],
        "person": mention["norm"],
        "position": "Bupati",
        "organisation": "Pemerintah Kabupaten Melati",
        "organisation_label": "ORG",
        "organisation_place": "",
        "status": "definitive",
    }
