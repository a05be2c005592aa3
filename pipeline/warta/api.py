"""What ``import warta`` offers: load, extract, run, read_tables."""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from warta.run.start import run

if TYPE_CHECKING:
    from spacy.language import Language

    from warta.config import Config
    from warta.facts.gather import Facts
    from warta.notebook import Tables
    from warta.own import Own
    from warta.values.document import Document

__all__ = ["extract", "load", "read_tables", "run"]


def load(*, model: str | None = None, config: str | os.PathLike[str] | Config | None = None) -> Language:
    """Return the spaCy pipeline: tokenizer, sentences and warta's components.

    ``model``: the names model, an installed package; None for the one that ships with
    warta, ``stanza`` or ``stanza:FOLDER`` for one of stanza's kind, ``rules`` for none.
    ``config``: a ``warta.toml`` or ``Config``, whose model, own names and own
    patterns hold. Each call makes a new pipeline, which the caller may change.
    Raises OSError when the package is not installed, ConfigError (a ValueError) for a bad ``config``.
    """
    from warta.recognise.pipeline import load
    from warta.run.version import model_version

    settings = _settings(config)
    model = settings.model if model is None else model
    if model is not None:
        model_version(model)  # raises when there is no such model
    return load(model=model, own=settings.own)


def extract(
    text: str | Document,
    *,
    published_at: str | None = None,
    title: str | None = None,
    model: str | None = None,
    nlp: Language | None = None,
    config: str | os.PathLike[str] | Config | None = None,
) -> Facts:
    """Return the facts of one document.

    ``text``: the text, or a ``Document`` as the readers make it. ``published_at`` (EDTF) dates
    a text that does not say when it appeared; ``title`` is its headline where it stands apart.
    ``model`` as for ``load``; its pipeline is loaded once. ``nlp``: a pipeline of your own instead.
    ``config``: a ``warta.toml`` or ``Config``, whose day of publication, model, own knowledge and ``labels_off`` hold;
    for many texts, ``load_config`` it once. Raises ConfigError for a bad one. The facts show themselves in a notebook.
    Raises ReadError (a ValueError) for a text without words, ValueError for a
    ``published_at`` that is no date or for both ``model`` and ``nlp``, OSError for a model that is not installed.
    """
    from warta.facts.one import facts_of
    from warta.read import document_from_text

    if model is not None and nlp is not None:
        raise ValueError("give model or nlp, not both")
    settings = _settings(config)
    if isinstance(text, str):
        day = settings.published_at if published_at is None else published_at
        text = document_from_text(text, published_at=day, title=title)
    if nlp is None:
        nlp = _shared(settings.model if model is None else model, settings.own)
    facts = facts_of(nlp, text)
    return facts.without(settings.labels_off) if settings.labels_off else facts


def read_tables(folder: str | Path = "outputs") -> Tables:
    """Return the tables of an output folder as typed DataFrames: ``tables.mentions``, ``tables["dates"]``.

    ``tables.about("Kementerian Sosial")``, ``tables.sentence(row)`` and more lead around in them (``notebook.Tables``).
    Raises TablesMissingError (a FileNotFoundError) when there are none.
    """
    from warta.notebook import Tables

    return Tables(folder)


def _settings(config: str | os.PathLike[str] | Config | None) -> Config:
    from warta.config import Config, load_config

    return Config() if config is None else config if isinstance(config, Config) else load_config(config)


@lru_cache(maxsize=8)
def _shared(model: str | None, own: Own) -> Language:
    from warta.config import Config

    nlp = load(model=model, config=Config(own=own))
    nlp.max_length = sys.maxsize  # spaCy's limit is for its parser, which this pipeline does without
    return nlp
