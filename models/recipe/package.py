"""Write the spaCy package ``id_warta_md`` from a trained network and word vectors."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.vectors import Vectors
from warta.recognise.lemmas import Lemmas
from warta.recognise.pos import PartsOfSpeech
from warta.recognise.tagger import Tagger

NAME = "id_warta_md"
SOURCES = [
    {"name": "{articles} news articles annotated by the guide of the project's gold", "license": "not distributed"},
    {"name": "Indonesian news articles 2016-2026, unlabelled", "license": "not distributed"},
    {"name": "nlp-id, dataset_postag.txt (kumparan): parts of speech", "license": "MIT"},
]

#: What an auxiliary head learns from; named only where a model has used it.
AUXILIARY = {
    "idner": {"name": "IDNER-news-2k (Khairunnisa, Imankulova and Komachi 2020)", "license": "MIT"},
    "nergrit": {
        "name": "NERGrit (Wilie et al. 2020, IndoNLU)",
        "license": "free to use with credit to its contributors",
    },
    "nerui": {
        "name": "NER UI (Koto et al. 2020, IndoLEM)",
        "license": "research corpus of Universitas Indonesia, via IndoLEM",
    },
    "pos": {"name": "Universal Dependencies Indonesian CSUI", "license": "CC BY-SA 4.0"},
}

INIT = '''"""warta's Indonesian model, a spaCy package: ``spacy.load("id_warta_md")``."""

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
'''


@dataclass(frozen=True)
class Parts:
    """What the package is made of: arrays of names and parts of speech, calibration, roots, folder of the vectors."""

    weights: dict[str, np.ndarray]
    labels: tuple[str, ...]
    calibration: tuple[float, float]
    pos: dict[str, np.ndarray]
    roots: dict[str, float]
    vectors: Path


def assemble(parts: Parts) -> Language:
    """The pipeline with everything loaded; vectors and weights are rounded as the package stores them."""
    nlp = spacy.blank("id_warta")
    table = Vectors(strings=nlp.vocab.strings)
    table.from_disk(parts.vectors)
    table.data = table.data.astype(np.float16).astype(np.float32)
    nlp.vocab.vectors = table
    nlp.add_pipe("warta_sentences")
    tagger, pos, lemmas = (nlp.add_pipe(name) for name in ("warta_tagger", "warta_pos", "warta_lemmas"))
    assert isinstance(tagger, Tagger) and isinstance(pos, PartsOfSpeech) and isinstance(lemmas, Lemmas)
    tagger.load_weights({k: v.astype(np.float16) for k, v in parts.weights.items()}, parts.labels, parts.calibration)
    pos.load_weights({k: v.astype(np.float16) for k, v in parts.pos.items()})
    lemmas.roots = dict(parts.roots)
    return nlp


def build(parts: Parts, target: Path, meta: dict[str, Any]) -> Path:
    """Write the package below ``target`` and return its folder.

    ``meta`` adds to the package's meta.json: ``version``, ``performance``. Vectors and weights are
    stored as half floats; strings hold the labels alone.
    """
    nlp = assemble(parts)
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(np.float16)
    # The treebank behind an auxiliary part-of-speech head is share-alike.
    licence = "CC BY-SA 4.0" if "pos" in meta.get("aux", ()) else "MIT"
    nlp.meta.update(
        name="md",
        version=meta["version"],
        description="Names (ORG, PER, FAC, LOC, POS), parts of speech, lemmas and sentences of Indonesian news",
        author="The warta developers",
        license=licence,
        sources=[
            {**source, "name": source["name"].format(articles=meta["articles"])}
            for source in (*SOURCES, *(AUXILIARY[task] for task in meta.get("aux", ())))
        ],
        performance=meta.get("performance", {}),
    )
    folder = target / NAME
    if folder.exists():
        shutil.rmtree(folder)
    data = folder / f"{NAME}-{meta['version']}"
    data.mkdir(parents=True)
    nlp.to_disk(data, exclude=["tokenizer"])
    # The string store only repeats the tokenizer's exceptions.
    (data / "vocab/strings.json").write_text(json.dumps(sorted(parts.labels)) + "\n", encoding="utf-8")
    (folder / "__init__.py").write_text(INIT, encoding="utf-8")
    written = json.loads((data / "meta.json").read_text(encoding="utf-8"))
    text = json.dumps(written, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    (folder / "meta.json").write_text(text, encoding="utf-8")
    (data / "meta.json").write_text(text, encoding="utf-8")
    info = target / f"{NAME}.egg-info"
    info.mkdir(exist_ok=True)
    (info / "PKG-INFO").write_text(
        "Metadata-Version: 2.1\n"
        f"Name: {NAME}\nVersion: {meta['version']}\n"
        "Summary: Names, parts of speech and lemmas of Indonesian news, a spaCy pipeline that ships with warta\n"
        f"License: {licence}\n",
        encoding="utf-8",
    )
    return folder
