"""What ``import warta`` offers: load, extract, run, read_tables."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from warta.run.start import run

if TYPE_CHECKING:
    from spacy.language import Language

    from warta.facts.gather import Facts
    from warta.tables.frames import Tables
    from warta.values.document import Document

__all__ = ["extract", "load", "read_tables", "run"]


def load(*, model: str | None = None) -> Language:
    """Return the spaCy pipeline: tokenizer, sentences and warta's components.

    ``model``: the names model, an installed package; None for the one that ships with
    warta, ``rules`` for none. Each call makes a new pipeline, which the caller may change.
    Raises OSError when the package is not installed.
    """
    from warta.recognise.pipeline import load
    from warta.run.version import model_version

    if model is not None:
        model_version(model)  # raises when there is no such model
    return load(model=model)


def extract(
    text: str | Document,
    *,
    published_at: str | None = None,
    title: str | None = None,
    model: str | None = None,
    nlp: Language | None = None,
) -> Facts:
    """Return the facts of one document.

    ``text``: the text, or a ``Document`` as the readers make it. ``published_at`` (EDTF) dates
    a text that does not say when it appeared; ``title`` is its headline where it stands apart.
    ``model`` as for ``load``; its pipeline is loaded once. ``nlp``: a pipeline of your own instead.
    Raises ReadError (a ValueError) for a text without words, ValueError for a
    ``published_at`` that is no date or for both ``model`` and ``nlp``, OSError for a model that is not installed.
    """
    from warta.facts.one import facts_of
    from warta.read import document_from_text

    if model is not None and nlp is not None:
        raise ValueError("give model or nlp, not both")
    if isinstance(text, str):
        text = document_from_text(text, published_at=published_at, title=title)
    return facts_of(_shared(model) if nlp is None else nlp, text)


def read_tables(folder: str | Path = "outputs") -> Tables:
    """Return the tables of an output folder as typed DataFrames: ``tables.mentions``, ``tables["dates"]``.

    Raises TablesMissingError (a FileNotFoundError) when there are none.
    """
    from warta.tables.frames import Tables

    return Tables(folder)


@cache
def _shared(model: str | None) -> Language:
    nlp = load(model=model)
    nlp.max_length = sys.maxsize  # spaCy's limit is for its parser, which this pipeline does without
    return nlp
