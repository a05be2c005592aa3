"""Universal parts of speech as a spaCy component: a window over word forms, in numpy alone.

What a word form looks like (hashed word, affixes, shape, word vector) is computed once and cached; a part of
speech is read off five neighbouring words. Trained by ``models/recipe/pos.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import ORTH
from spacy.attrs import POS as POS_ATTR
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from warta.recognise.forms import Forms
from warta.recognise.network import Floats, Ints, gelu
from warta.recognise.tagger import features
from warta.recognise.threads import one_core

#: Universal part-of-speech tags, in the order of the network's output.
UPOS = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
)
#: Forms that are symbols wherever they stand; the corpus glues them to figures.
SYMBOLS = frozenset({"%", "$", "€", "£", "¥", "+", "=", "°", "±", "×"})
#: Words on either side that are looked at.
REACH = 2


def window(forms: Floats) -> Floats:
    """Put every word between its neighbours: ``(n, size)`` to ``(n, (2 * REACH + 1) * size)``, zeros at the edges."""
    n, size = forms.shape
    padded = np.zeros((n + 2 * REACH, size), dtype=np.float32)
    padded[REACH : REACH + n] = forms
    return np.concatenate([padded[k : k + n] for k in range(2 * REACH + 1)], axis=1)


def _no_names(doc: Doc) -> list[int]:
    """Places where a capital is that of the sentence: its first word, when a tagger in front found no name there."""
    if not (doc.has_annotation("SENT_START") and doc.has_annotation("ENT_IOB")):
        return []
    starts = np.flatnonzero(doc.to_array(["SENT_START"]).reshape(-1) == 1).tolist()
    return [i for i in starts if doc[i].ent_type_ in {"", "POS"} and doc[i].text[1:].islower()]


@Language.factory("warta_pos", assigns=["token.pos"])
def make_pos(nlp: Language, name: str) -> PartsOfSpeech:
    """Return the component ``warta_pos``; it is empty until weights are loaded."""
    return PartsOfSpeech(nlp.vocab, name)


class PartsOfSpeech:
    """spaCy component: sets ``token.pos_``; white space is ``SPACE``."""

    def __init__(self, vocab: Vocab, name: str = "warta_pos") -> None:
        self.vocab = vocab
        self.name = name
        self.weights: dict[str, Floats] = {}
        self.forms = Forms(self._form, lambda word: (word.isspace(), word in SYMBOLS))

    def _form(self, words: list[str]) -> Floats:
        rows: Ints = np.asarray([features(word) for word in words])
        vectors = np.asarray(self.vocab.vectors.get_batch(words), dtype=np.float32)
        w = self.weights
        x = np.concatenate([w["bag"][rows].sum(axis=1), vectors], axis=1)
        return gelu(x @ w["form.w"].T + w["form.b"])

    def load_weights(self, weights: dict[str, npt.NDArray[Any]]) -> None:
        """Take these arrays: ``bag``, and weight and bias of ``form``, ``context``, ``out``."""
        self.weights = {k: np.ascontiguousarray(v, dtype=np.float32) for k, v in weights.items()}
        self.forms.forget()

    def __call__(self, doc: Doc) -> Doc:
        if not self.weights:
            raise ValueError(f"the component {self.name!r} holds no weights: load a trained package")
        if len(doc):
            with one_core():
                self._annotate(doc)
        return doc

    def _annotate(self, doc: Doc) -> None:
        orths = doc.to_array([ORTH]).astype(np.uint64).reshape(-1).tolist()
        self.forms.learn(orths, doc.vocab.strings.__getitem__)
        rows = [self.forms.row[o] for o in orths]
        blank, symbol = zip(*(self.forms.notes[r] for r in rows), strict=True)
        words = np.flatnonzero(~np.array(blank))
        column = np.full(len(doc), IDS["SPACE"], dtype=np.uint64)
        if len(words):
            w = self.weights
            x = window(self.forms.table[np.asarray(rows)[words]])
            scores = gelu(x @ w["context.w"].T + w["context.b"]) @ w["out.w"].T + w["out.b"]
            scores[np.isin(words, _no_names(doc)), UPOS.index("PROPN")] = -np.inf
            column[words] = np.array([IDS[tag] for tag in UPOS], dtype=np.uint64)[scores.argmax(axis=1)]
            column[np.array(symbol)] = IDS["SYM"]
        values: Any = column  # one attribute makes one dimension, which spaCy's types don't foresee
        doc.from_array([POS_ATTR], values)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write ``cfg.json`` with the tags and one ``.npy`` of half floats per array."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cfg.json").write_text(json.dumps({"tags": UPOS}), encoding="utf-8")
        for name, array in sorted(self.weights.items()):
            np.save(folder / f"{name}.npy", array.astype(np.float16), allow_pickle=False)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> PartsOfSpeech:
        """Read what ``to_disk`` wrote. Raises ValueError when the tags are others."""
        folder = Path(path)
        if tuple(json.loads((folder / "cfg.json").read_text(encoding="utf-8"))["tags"]) != UPOS:
            raise ValueError(f"{folder} was trained with other parts of speech")
        self.load_weights({p.stem: np.load(p, allow_pickle=False) for p in sorted(folder.glob("*.npy"))})
        return self
