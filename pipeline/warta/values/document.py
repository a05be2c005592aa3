"""The document as the reader hands it on: text, metadata, provenance and regions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

RegionKind = Literal["title", "header", "dateline", "byline", "furniture", "signature"]
PublishedFrom = Literal["text", "metadata", "option"]


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch ``text[start:end]`` of the document that is not running text.

    A ``title`` region is content and carries mentions; every other kind gives
    metadata only and carries none (annotation guide, section Metadata).
    """

    start: int
    end: int
    kind: RegionKind


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document as a publication. ``None`` is unknown.

    ``published_at`` is EDTF: a day (``2020-12-12``), a month or a year.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    editor: str | None = None
    dateline_place: str | None = None
    published_at: str | None = None
    published_from: PublishedFrom | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document, ready for recognition.

    ``doc_id`` is derived from ``text`` alone; ``source`` is the path, relative to
    the input, or ``path#row``. Offsets everywhere count code points of ``text``.
    """

    doc_id: str
    source: str
    format: str
    text: str
    meta: Metadata = field(default_factory=Metadata)
    regions: tuple[Region, ...] = ()

    def __repr__(self) -> str:
        title = "" if self.meta.title is None else f", {self.meta.title!r}"
        return f"Document({self.source!r}{title}, {len(self.text):,} characters)"

    def silent(self) -> list[tuple[int, int]]:
        """Return the sorted ``(start, end)`` stretches that carry no mentions."""
        return sorted((r.start, r.end) for r in self.regions if r.kind != "title")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a document (or a part of the input) gave no rows."""

    source: str
    stage: str
    error: str
    message: str
