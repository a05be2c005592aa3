"""Write the report: template, styles, scripts and data in one HTML file.

The page may run what is written here and nothing else. Its content security policy
names the digests of its one style sheet and its one script and allows no
connection; the data are base64, in which no markup can stand, and the script
puts them on the page as text only.
"""

from __future__ import annotations

import base64
import errno
import gzip
import hashlib
import html
import json
import os
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from warta.report.collect import Collected, Source, collect
from warta.tables.write import replacing

#: Documents shown unless told otherwise.
LIMIT = 2_000
#: Bytes a file may have; beyond them fewer documents are shown.
MOST_BYTES = 25_000_000
FILE = "report.html"
TITLE = "warta"

STYLES = ("base.css", "tables.css", "reader.css", "print.css")
#: In the order in which they build on each other; together they are one script.
SCRIPTS = (
    "words.js",
    "kinds.js",
    "dom.js",
    "format.js",
    "data.js",
    "charts.js",
    "grid.js",
    "tables.js",
    "overview.js",
    "card.js",
    "marks.js",
    "reader.js",
    "entity.js",
    "search.js",
    "app.js",
)


@dataclass(frozen=True, slots=True)
class Report:
    """What was written: the file, its size in bytes, and how many ``of`` the folder's documents it shows."""

    path: Path
    bytes: int
    documents: int
    of: int


def write_report(
    folder: str | Path = "outputs",
    output: str | Path | None = None,
    *,
    title: str | None = None,
    limit: int = LIMIT,
    most_bytes: int = MOST_BYTES,
) -> Report:
    """Write the report of an output folder to one HTML file, ``folder/report.html`` by default.

    ``limit``: documents shown at most; ``most_bytes``: bytes the file has at most, for which documents are left out
    (one is always shown). The page says so where it shows a sample.
    Raises TablesMissingError when the folder has no tables, OSError when the file cannot be written or another that is
    no report stands there,
    ValueError for a limit below one.
    """
    if limit < 1:
        raise ValueError("limit must be 1 or more")
    source = Source(Path(folder))
    path = Path(folder) / FILE if output is None else Path(output)
    if os.path.lexists(path) and not _is_report(path):
        raise FileExistsError(errno.EEXIST, "in the way: no report of warta; move it away or choose another", str(path))
    while True:
        collected = collect(source, title=title, limit=limit)
        page = _page(collected, title or TITLE)
        if len(page) <= most_bytes or collected.documents <= 1:
            break
        # Aim a little below, since what stays may be larger than the average.
        limit = max(1, min(collected.documents - 1, int(collected.documents * most_bytes / len(page) * 0.95)))
    with replacing(path) as file:
        file.write(page)
    return Report(path, len(page), collected.documents, collected.of)


def _is_report(path: Path) -> bool:
    """Tell whether a file begins as reports do."""
    if not path.is_file():
        return False
    begins = _file("template.html").partition("{{")[0].encode("utf-8")
    with path.open("rb") as file:
        return file.read(len(begins)) == begins


def _page(collected: Collected, title: str) -> bytes:
    style, script = _joined(STYLES), f'"use strict";\n(() => {{\n{_joined(SCRIPTS)}\n}})();\n'
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    values = {
        "policy": policy,
        "title": html.escape(title),
        "style": style,
        "script": script,
        "data": _packed(collected.page),
    }
    # In one pass, so that nothing put in is taken for a place to put something in.
    text = re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], _file("template.html"))
    return text.encode("utf-8")


def _packed(page: dict[str, Any]) -> str:
    data = json.dumps(page, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")
    # Without the time of day, which gzip would note.
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode("ascii")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _joined(names: tuple[str, ...]) -> str:
    return "\n".join(_file(name) for name in names)


def _file(name: str) -> str:
    return files("warta.report").joinpath("page", name).read_text(encoding="utf-8")
