"""The component ``warta_stanza``: a NER model of stanza's in the place of ``warta_tagger``.

It writes what that one writes, ``doc.ents`` and ``doc.spans["warta_model"]`` with scores, over our own tokens and
segments. torch and stanza (``pip install "warta[stanza]"``) are loaded when a model is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from warta.recognise.forms import Forms
from warta.recognise.network import Floats
from warta.recognise.tagger import BATCH_WORDS, in_batches, segments, set_names, word_class
from warta.recognise.threads import one_core

if TYPE_CHECKING:
    from warta.recognise.stanza_model import Model


@Language.factory("warta_stanza", assigns=["doc.ents", "doc.spans"], default_config={"path": ""})
def make_stanza(nlp: Language, name: str, path: str) -> StanzaTagger:
    """Return the component ``warta_stanza`` with the model in the folder ``path``.

    Raises OSError without torch or stanza, ``stanza_model.ModelError`` (a ValueError) for a folder that holds no
    model or one that needs other word vectors than those of ``nlp``.
    """
    return StanzaTagger(nlp.vocab, name, path=path)


def library() -> Any:
    """Return the module that needs torch and stanza. Raises OSError that says how to get them."""
    try:
        from warta.recognise import stanza_model
    except ImportError as e:
        if (e.name or "").partition(".")[0] not in {"torch", "stanza"}:
            raise
        raise OSError(
            f'stanza models need torch and stanza ({e.name} is missing): pip install "warta[stanza]"'
        ) from None
    return stanza_model


class StanzaTagger:
    """spaCy component: sets ``doc.ents`` and, with scores, ``doc.spans["warta_model"]``."""

    def __init__(
        self, vocab: Vocab, name: str = "warta_stanza", *, path: str | Path = "", model: Model | None = None
    ) -> None:
        self.vocab = vocab
        self.name = name
        module = library()
        self.model: Model = module.read(Path(path)) if model is None else model
        self._vectors = vocab.vectors.get_batch if model else module.word_vectors(Path(path), self.model, vocab)
        self._one_thread = module.one_thread
        self.forms = Forms(self._form, word_class)

    def _form(self, words: list[str]) -> Floats:
        return self.model.forms(words, np.asarray(self._vectors(words), dtype=np.float32))

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """Tag documents in batches of at most ``batch_size`` and about ``BATCH_WORDS`` tokens, in the order given."""
        return in_batches(stream, self.annotate, batch_size)

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set names and scores on these documents."""
        spans: list[list[Span]] = [[] for _ in docs]
        scores: list[list[float]] = [[] for _ in docs]
        with one_core(), self._one_thread():
            for d, start, stop, label, score in self._read(docs):
                spans[d].append(Span(docs[d], start, stop, label=label))
                scores[d].append(score)
        set_names(docs, spans, scores, self.model.calibration)

    def _read(self, docs: Sequence[Doc]) -> Iterator[tuple[int, int, int, str, float]]:
        """Yield ``(document, first token, last + 1, label, score)``, in order within each document."""
        read = [doc.to_array([ORTH]).astype(np.uint64).reshape(-1).tolist() for doc in docs]
        if not any(read):
            return
        self.forms.learn((orth for orths in read for orth in orths), docs[0].vocab.strings.__getitem__)
        laid: list[tuple[int, list[int], list[int]]] = []
        for d, orths in enumerate(read):
            own = [self.forms.row[orth] for orth in orths]
            laid += [(d, s, [own[i] for i in s]) for s in segments([self.forms.notes[r][0] for r in own])]
        named: list[list[tuple[int, int, str, float]]] = [[] for _ in laid]
        # The longest first, as torch wants them; a long document takes several turns.
        order = sorted(range(len(laid)), key=lambda k: -len(laid[k][1]))
        start = 0
        while start < len(order):
            room = max(1, BATCH_WORDS // len(laid[order[start]][1]))
            chosen = order[start : start + room]
            start += room
            lengths = np.asarray([len(laid[k][1]) for k in chosen], dtype=np.int64)
            index = np.asarray([r for k in chosen for r in laid[k][2]], dtype=np.int64)
            found = self.model.names(self.model.scores(self.forms.table[index], lengths), lengths)
            for k, names in zip(chosen, found, strict=True):
                named[k] = names
        for (d, places, _), names in zip(laid, named, strict=True):
            for first, last, label, score in names:
                yield d, places[first], places[last - 1] + 1, label, score

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write nothing: the model stays in its folder, which the component's settings name."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> StanzaTagger:
        """Read nothing, see ``to_disk``."""
        return self
