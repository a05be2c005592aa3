"""Build ``corpus/releases`` from ``corpus/markup``: documents in all formats, and their gold.

    python corpus/build.py            # needs the extra `test` (fpdf2)

Each ``NAME.mark`` is a release with its annotation inside the text (``corpus/README.md`` describes
the notation), so that offsets need not be counted by hand. Of every format the gold counts
characters of the text that warta reads from the finished file.
"""

from __future__ import annotations

import html
import io
import json
import re
import sys
import tomllib
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from string import Template
from typing import Any

HERE = Path(__file__).parent
MARKUP, RELEASES = HERE / "markup", HERE / "releases"
FIELDS = ("title", "published_at", "publisher", "dateline_place", "author", "editor")
LABELS = "ORG|PER|FAC|LOC|DATE|DURATION|MONEY|PERCENT|COUNT|MEASURE"
_TAG = re.compile(rf"\{{({LABELS}) ([^{{}}]+)\}}")
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
EPOCH = datetime(2025, 1, 1, tzinfo=UTC)  # stands in files that must carry a time, so that they stay the same


class MarkupError(ValueError):
    """A mark-up file cannot be read, or doesn't agree with the file made from it."""


@dataclass(frozen=True)
class Release:
    """One release: front matter, plain text, and mentions with offsets into it."""

    name: str
    front: dict[str, Any]
    text: str
    mentions: tuple[dict[str, Any], ...]

    @property
    def headline(self) -> str:
        """The first line of the text, which is the headline of releases that have one."""
        return self.text.split("\n", 1)[0]

    @property
    def body(self) -> str:
        """The text below the headline."""
        return self.text.split("\n", 1)[1].strip("\n") if "title" in self.front else self.text


def parse(name: str, source: str) -> Release:
    """Read a mark-up file: TOML between ``+++`` lines, then text with ``{LABEL words = norm}``.

    Without ``= norm`` the norm is the words themselves. Raises MarkupError.
    """
    try:
        _, front, marked = source.split("+++\n", 2)
        meta = tomllib.loads(front)
    except ValueError as error:
        raise MarkupError(f"{name}: front matter: {error}") from error
    text, mentions, at = "", [], 0
    marked = marked.strip("\n")
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        words, _, norm = tag[2].partition(" = ")
        mention = {"start": len(text), "end": len(text) + len(words), "label": tag[1], "text": words}
        mentions.append({**mention, "norm": norm or " ".join(words.split())})
        text += words
        at = tag.end()
    text += marked[at:]
    if "{" in text or "}" in text:
        raise MarkupError(f"{name}: a brace is left over near {text[max(0, text.find('{') - 20) :][:60]!r}")
    for mention in mentions:
        check(name, mention)
    return Release(name, meta, text, tuple(mentions))


def check(name: str, mention: dict[str, Any]) -> None:
    """Raise MarkupError for a norm that cannot be: no value, or a day that is another weekday."""
    label, norm, first = mention["label"], mention["norm"], mention["text"].split()[0]
    day = r"\d{4}(?:-\d\d){0,2}"
    values = {
        "DATE": rf"\?|{day}(?:/{day})?|\d{{4}}-W\d\d|XXXX-\d\d-\d\d",
        "DURATION": r"PT?\d+[A-Z](?:\.\.PT?\d+[A-Z])?",
    }
    number = r"[<>~]?=?\d+(\.\d+)?(\.\.\d+(\.\d+)?)? \S.*"
    pattern = values.get(label, number if label in ("MONEY", "PERCENT", "COUNT", "MEASURE") else r"\S.*")
    if re.fullmatch(pattern, norm) is None:
        raise MarkupError(f"{name}: {mention['text']!r} cannot have the norm {norm!r}")
    dated = label == "DATE" and first in _WEEKDAYS and norm != "?"
    if dated and _WEEKDAYS[date.fromisoformat(norm).weekday()] != first:
        raise MarkupError(f"{name}: {norm} is no {first}")


def wrap(text: str, width: int) -> str:
    """Break lines at ``width`` characters as a copied page does: one character for one, no blank lines kept.

    The first word of a paragraph below the lead stands alone, as in pages saved from a word processor.
    """
    paragraphs = text.split("\n\n")
    wrapped = []
    for number, paragraph in enumerate(paragraphs):
        alone = 1 < number < len(paragraphs) - 1
        line, out = 0, []
        for count, word in enumerate(paragraph.split(" ")):
            end = line + 1 + len(word)
            new = (count == 1 and alone) or (count > 0 and end > width)
            out.append(("" if count == 0 else "\n" if new else " ") + word)
            line = len(word.rsplit("\n", 1)[-1]) if new or "\n" in word or count == 0 else end
        wrapped.append("".join(out))
    return "\n\n".join(wrapped)


def moved(release: Release, text: str, body: str) -> list[dict[str, Any]]:
    """Return the mentions of ``body`` with offsets into ``text``, which may differ in white space and what is between.

    Every paragraph of ``body`` must stand in ``text``, in order, apart from white space. Raises MarkupError.
    """
    places = [place for place, char in enumerate(text) if not char.isspace()]
    solid = "".join(text[place] for place in places)
    offset = release.text.index(body)
    new_place: dict[int, int] = {}
    cursor = 0
    for paragraph in re.finditer(r"[^\n]+(?:\n[^\n]+)*", body):
        chars = [offset + i for i in range(paragraph.start(), paragraph.end()) if not body[i].isspace()]
        found = solid.find("".join(release.text[c] for c in chars), cursor)
        if found < 0:
            raise MarkupError(f"{release.name}: not in the text as read: {paragraph[0][:60]!r}")
        new_place.update((char, places[found + step]) for step, char in enumerate(chars))
        cursor = found + len(chars)
    result = []
    for mention in release.mentions:
        if mention["start"] in new_place:
            start, end = new_place[mention["start"]], new_place[mention["end"] - 1] + 1
            result.append({**mention, "start": start, "end": end, "text": text[start:end]})
    return result


def gold(release: Release, mentions: list[dict[str, Any]]) -> str:
    """Return the gold file of a release as JSON."""
    keys = ("person", "position", "organisation", "status")
    officials = [
        {key: value or None for key, value in zip(keys, entry, strict=True)} for entry in release.front["officials"]
    ]
    document = {field: release.front.get(field) for field in FIELDS}
    whole = {"document": document, "mentions": mentions, "officials": officials}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


# --- one writer per format: the bytes of the file


def as_txt(release: Release) -> bytes:
    width = release.front.get("wrap")
    text = release.text if width is None else re.sub(r"\n+", "\n", wrap(release.text, width))
    return (text + "\n").encode()


def as_html(release: Release) -> bytes:
    front = release.front
    page = Template((MARKUP / f"{front['template']}.template").read_text(encoding="utf-8"))
    paragraphs = [f"<p>{html.escape(line, quote=False)}</p>" for line in release.body.split("\n") if line]
    middle = len(paragraphs) // 2
    values = {
        "title": html.escape(release.headline),
        "first": "\n        ".join(paragraphs[:middle]),
        "second": "\n        ".join(paragraphs[middle:]),
        "summary": html.escape(release.body.split(". ")[0]),
        "author": html.escape(front.get("author", "")),
        "published_time": front["published_time"],
        "url": front["url"],
    }
    return page.substitute(values).encode()


def as_pdf(release: Release) -> bytes:
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.set_creation_date(EPOCH)
    pdf.set_title(release.headline)
    pdf.set_margin(25)
    pdf.add_page()
    pdf.set_font("helvetica", style="B", size=12)
    for line in release.front.get("letterhead", []):
        pdf.cell(w=0, h=6, text=line, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(6)
    pdf.set_font("helvetica", style="B", size=14)
    pdf.multi_cell(w=0, h=7, text=release.headline, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)
    pdf.set_font("helvetica", size=11)
    for line in release.body.split("\n"):
        if line:
            pdf.multi_cell(w=0, h=6, text=line, align="L", new_x="LMARGIN", new_y="NEXT")
        else:
            pdf.ln(4)
    return bytes(pdf.output())


def as_docx(release: Release) -> bytes:
    from docx import Document

    document = Document()
    properties = document.core_properties
    properties.author, properties.comments, properties.title = "", "", ""
    properties.created = properties.modified = EPOCH.replace(tzinfo=None)
    document.add_heading(release.headline, level=1)
    for line in release.body.split("\n"):
        if line:
            document.add_paragraph(line)
    first = io.BytesIO()
    document.save(first)
    # the archive again with fixed times, so that equal text gives equal bytes
    second = io.BytesIO()
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, EPOCH.timetuple()[:6])
            new.writestr(info, old.read(entry), compress_type=zipfile.ZIP_DEFLATED)
    return second.getvalue()


def as_row(release: Release) -> dict[str, str]:
    front = release.front
    return {
        "title": release.headline,
        "date": front["published_at"],
        "url": front["url"],
        "source": front["publisher"],
        **({"author": front["author"]} if "author" in front else {}),
        "text": release.body,
    }


WRITERS = {".txt": as_txt, ".html": as_html, ".pdf": as_pdf, ".docx": as_docx}


def build(target: Path = RELEASES) -> None:
    """Write all documents and their gold into ``target``."""
    from warta.read import read_inputs
    from warta.values.document import Document

    target.mkdir(parents=True, exist_ok=True)
    releases = [parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(MARKUP.glob("*.mark"))]
    by_source: dict[str, tuple[Release, str]] = {}
    tables: dict[str, dict[int, Release]] = {}
    for release in releases:
        file = Path(release.front["file"])
        if file.suffix == ".jsonl":
            tables.setdefault(file.name, {})[release.front["row"]] = release
            by_source[f"{file.name}#{release.front['row']}"] = release, f"{file.stem}-{release.front['row']}"
        else:
            (target / file).write_bytes(WRITERS[file.suffix](release))
            by_source[file.name] = release, file.stem
    for name, rows in tables.items():
        lines = [json.dumps(as_row(rows[number]), ensure_ascii=False) + "\n" for number in sorted(rows)]
        (target / name).write_text("".join(lines), encoding="utf-8")
    for read in read_inputs([target]):
        if read.source not in by_source:
            raise MarkupError(f"{read.source}: no mark-up makes this file")
        if not isinstance(read, Document):
            raise MarkupError(f"{read.source}: {read.message}")
        release, stem = by_source.pop(read.source)
        body = release.body if "row" in release.front else release.text
        (target / f"{stem}.json").write_text(gold(release, moved(release, read.text, body)), encoding="utf-8")
    if by_source:
        raise MarkupError(f"not read: {', '.join(sorted(by_source))}")


if __name__ == "__main__":
    try:
        build(*map(Path, sys.argv[1:2]))
    except MarkupError as problem:
        sys.exit(f"build: {problem}")
