"""warta's Indonesian model, a spaCy package: ``spacy.load("id_warta_md")``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import warta.recognise.language
import warta.recognise.lemmas
import warta.recognise.pos
import warta.recognise.sentences
import warta.recognise.tagger  # noqa: F401  the language and the components that the model is made of
from spacy.language import Language
from spacy.util import get_model_meta, load_model_from_init_py

__version__ = get_model_meta(Path(__file__).parent)["version"]


def load(*, exclude: Iterable[str] = (), **overrides: Any) -> Language:
    """Return the pipeline; arguments are those of ``spacy.load``.

    The tokenizer is that of the installed warta (language ``id_warta``), and the vectors,
    stored as half floats, become the single floats that spaCy computes with.
    """
    nlp = load_model_from_init_py(__file__, exclude=["tokenizer", *exclude], **overrides)
    vectors = nlp.vocab.vectors
    if vectors.data.dtype != "float32":
        vectors.data = vectors.data.astype("float32")
    return nlp
