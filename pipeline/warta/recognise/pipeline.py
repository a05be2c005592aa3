"""Compose the components, and run documents through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from warta.own import EMPTY, Own
from warta.recognise.model import load_model, load_stanza
from warta.recognise.stanza_place import is_stanza, place
from warta.recognise.state import keep_text, register
from warta.recognise.wrap import unwrap
from warta.values.document import Document

#: ``load(model=RULES)``: names from lexicon and rules alone.
RULES = "rules"

#: Components of the shipped package that serve its other users: a run has its own sentences and reads no lemmas.
FOR_OTHERS = ("warta_sentences", "warta_pos", "warta_lemmas")

#: What each component needs on the Doc and what it leaves there, in the order of the pipeline.
STAGES: tuple[tuple[str, frozenset[str], frozenset[str]], ...] = (
    ("warta_sentences", frozenset(), frozenset({"sentences"})),
    ("warta_names", frozenset({"sentences"}), frozenset({"names"})),
    ("warta_facilities", frozenset({"names"}), frozenset({"facilities"})),
    ("warta_dates", frozenset({"names"}), frozenset({"dates"})),
    ("warta_amounts", frozenset({"names", "dates"}), frozenset({"amounts"})),
    ("warta_officials", frozenset({"names", "facilities"}), frozenset({"officials"})),
)


def load(
    *,
    model: str | None = None,
    components: Iterable[str] | None = None,
    config: dict[str, dict[str, Any]] | None = None,
    own: Own = EMPTY,
) -> Language:
    """Return the Indonesian ``Language`` with warta's components.

    ``model`` is the package whose names join those of the rules: None for the one that ships with warta
    (rules alone where it isn't installed), ``rules`` for none, ``stanza`` or ``stanza:FOLDER`` for one of stanza's
    kind (extra ``stanza``). ``components`` limits the pipeline to these (kept in
    the house's order); ``config`` gives settings by component name; ``own`` is what a researcher adds (needs
    ``warta_names``). Raises OSError when a package that was asked for by name isn't installed, and ValueError when a
    component is unknown or when something that a chosen one requires is provided by none before it.
    """
    wanted = [name for name, _, _ in STAGES] if components is None else list(components)
    unknown = sorted(set(wanted) - {name for name, _, _ in STAGES})
    if unknown:
        raise ValueError(f"unknown component: {', '.join(unknown)}; known are {', '.join(s[0] for s in STAGES)}")
    register()
    nlp = _base(model, wanted)
    provided: set[str] = set()
    for name, requires, provides in STAGES:
        if name not in wanted:
            continue
        missing = sorted(requires - provided)
        if missing:
            givers = [s[0] for s in STAGES if s[2] & set(missing)]
            raise ValueError(f"{name} needs {', '.join(missing)}: add {', '.join(givers)}")
        nlp.add_pipe(name, config=(config or {}).get(name, {}))
        provided |= provides
    if own:
        from warta.recognise.own import add_own

        add_own(nlp, own)
    return nlp


def _base(model: str | None, wanted: list[str]) -> Language:
    """The pipeline that the components are added to: the model's, or a blank one."""
    if model == RULES or "warta_names" not in wanted:
        return spacy.blank("id_warta")
    if model is not None and is_stanza(model):
        return load_stanza(place(model))
    nlp = load_model() if model is None else load_model(model)
    if nlp is None and model is not None:
        raise OSError(f"no model package {model!r} is installed")
    if nlp is None:
        return spacy.blank("id_warta")
    for name in FOR_OTHERS:
        if nlp.has_pipe(name):
            nlp.remove_pipe(name)
    return nlp


def prepare(nlp: Language, document: Document) -> Doc:
    """Tokenise a document and set what the components read.

    The Doc's text is the document's with soft line ends as spaces: equally long,
    so that every offset holds in both.
    """
    fences = frozenset(edge for r in document.regions for edge in (r.start, r.end))
    text = unwrap(document.text, fences)
    doc = nlp.make_doc(text)
    keep_text(doc, text)
    doc._.published_at = document.meta.published_at
    doc._.silent = document.silent()
    doc._.titles = [(r.start, r.end) for r in document.regions if r.kind == "title"]
    return doc


def annotate(nlp: Language, documents: Iterable[Document], *, batch_size: int = 16) -> Iterator[tuple[Document, Doc]]:
    """Yield each document with its annotated Doc, in the order given."""
    pairs = ((prepare(nlp, d), d) for d in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield document, doc
