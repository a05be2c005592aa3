"""The trained names model: load the package ``id_warta_md``, or one of stanza's kind, and read its names off a Doc."""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from warta.recognise.state import text_of
from warta.recognise.tagger import SPANS
from warta.values.mention import NameMention

#: The package that ships with warta (``models/id_warta_md``).
PACKAGE = "id_warta_md"
#: Labels a model may give; others (of a foreign model) are not taken over.
_LABELS = frozenset({"ORG", "PER", "FAC", "LOC", "POS"})


def load_model(name: str = PACKAGE) -> Language | None:
    """Return the model's pipeline, whose Docs carry names, or None when it isn't installed.

    The same as ``spacy.load("id_warta_md")``. The pipeline serves as the base to which the
    other components are added. Errors inside an installed package are raised, not hidden.
    """
    if importlib.util.find_spec(name) is None:
        return None
    nlp: Language = importlib.import_module(name).load()
    return nlp


def load_stanza(folder: Path) -> Language:
    """Return a pipeline whose names a stanza model reads, in the place of the shipped model's tagger.

    Word vectors are those in the model's folder, else those of the shipped package. Raises ValueError when the folder
    holds no such model or one trained on other vectors, OSError without torch or stanza.
    """
    importlib.import_module("warta.recognise.stanza_tagger")  # the component
    nlp = spacy.blank("id_warta")
    if (folder / "vectors").is_dir():
        nlp.vocab.vectors.from_disk(folder / "vectors")
        nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype("float32")
    else:
        shipped = load_model()
        if shipped is not None:
            nlp.vocab.vectors = shipped.vocab.vectors
    nlp.add_pipe("warta_stanza", name="warta_tagger", config={"path": str(folder)})
    return nlp


def model_names(doc: Doc) -> list[NameMention]:
    """Return the names the model found: non-overlapping, in order, POS (words of an office) among them.

    ``score`` is the chance that the name is right, between 0 and 1 (``network.calibrated``), or None for
    a model that gives none (names are then taken from ``doc.ents``). ``norm`` is the surface
    form with white space made plain; cleaning and aliases come later.
    """
    group = doc.spans.get(SPANS)
    spans = list(doc.ents) if group is None else list(group)
    scores: list[float | None] = [None] * len(spans) if group is None else list(group.attrs["scores"])
    text = text_of(doc)
    found: list[NameMention] = []
    for span, score in zip(spans, scores, strict=True):
        start, end, label = span.start_char, span.end_char, span.label_
        if label in _LABELS:
            form = text[start:end]
            found.append(NameMention(start, end, label, form, " ".join(form.split()), "model", score))  # type: ignore[arg-type]
    return found
