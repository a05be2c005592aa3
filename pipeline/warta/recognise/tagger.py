"""The names tagger: a small recurrent network as a spaCy component, in numpy alone.

What a token looks like is computed once per word form and kept (``forms.py``), so the price per
word is that of the network above it: BiLSTM, a pooling that shows every occurrence of
a word in the document to all the others, a second BiLSTM, one softmax over BIOES
tags (``network.py``). Weights are trained by ``models/recipe``.
"""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import LOWER, ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from warta.recognise.forms import Forms
from warta.recognise.network import OVERSURE, Batch, Floats, Network, bioes, calibrated, decode
from warta.recognise.threads import one_core

Hashes = npt.NDArray[Any]

#: Rows of the hashed feature table: whole words, affixes, shapes.
WORD_ROWS, AFFIX_ROWS, SHAPE_ROWS = 8192, 6144, 512
FEATURE_ROWS = WORD_ROWS + AFFIX_ROWS + SHAPE_ROWS
#: Features per word form: two word hashes, four prefixes, four suffixes, shape and short shape.
FEATURES = 12
#: Flags of a token in its place: segment start, space in front, casing of the segment (4).
FLAGS = 6
#: Segments end at sentence ends once they are this long, and by force at the second figure.
SEGMENT_MIN, SEGMENT_MAX = 16, 72
#: Tokens that go through the network together: more save little time and cost memory.
BATCH_WORDS = 8000
#: The span group that holds the names with their scores (``doc.spans[SPANS].attrs["scores"]``).
SPANS = "warta_model"

_WORD, _SPACE, _BREAK, _STOP, _CLOSER = range(5)
_CASE_NONE, _CASE_LOWER, _CASE_TITLE, _CASE_UPPER = range(4)


def _hash(kind: str, value: str, first: int, rows: int) -> int:
    return first + zlib.crc32(f"{kind}\t{value}".encode()) % rows


def _shape(form: str) -> str:
    signs = []
    for ch in form:
        signs.append("X" if ch.isupper() else "x" if ch.isalpha() else "d" if ch.isdigit() else ch)
    return "".join(signs)


def _short(shape: str) -> str:
    kept = [ch for i, ch in enumerate(shape) if i == 0 or shape[i - 1] != ch]
    return "".join(kept)


def features(form: str) -> list[int]:
    """Return the ``FEATURES`` rows of the feature table that describe a word form.

    Words and affixes are lower-cased and stripped of accents: casing is told by the shape
    alone, which is what lets the model read ALL CAPS and lower-cased text.
    """
    low = unicodedata.normalize("NFKD", form.lower())
    low = "".join(ch for ch in low if not unicodedata.combining(ch))
    low = "".join("0" if ch.isdigit() else ch for ch in low)
    shape = _shape(form)
    rows = [_hash("w", low, 0, WORD_ROWS), _hash("v", low, 0, WORD_ROWS)]
    for n in (1, 2, 3, 4):
        rows.append(_hash(f"p{n}", low[:n], WORD_ROWS, AFFIX_ROWS))
        rows.append(_hash(f"s{n}", low[-n:], WORD_ROWS, AFFIX_ROWS))
    first = WORD_ROWS + AFFIX_ROWS
    rows.append(_hash("h", shape[:4] + _short(shape[4:]), first, SHAPE_ROWS))
    rows.append(_hash("k", _short(shape), first, SHAPE_ROWS))
    return rows


def word_class(form: str) -> tuple[int, int]:
    """Return what a token does to segments, and its casing."""
    if form.isspace():
        return (_BREAK if "\n" in form or "\r" in form else _SPACE), _CASE_NONE
    if form in {".", "!", "?", "…", "..."}:
        return _STOP, _CASE_NONE
    if form in {'"', "”", "’", "'", ")", "]", "»"}:
        return _CLOSER, _CASE_NONE
    if not form[0].isalpha():
        return _WORD, _CASE_NONE
    if form.isupper() and len(form) > 1:
        return _WORD, _CASE_UPPER
    return _WORD, (_CASE_TITLE if form[0].isupper() else _CASE_LOWER)


def segments(classes: Sequence[int]) -> list[list[int]]:
    """Cut a document into segments of token indices; white space belongs to none.

    A line break always ends a segment, a sentence end does once ``SEGMENT_MIN`` tokens
    are read; the cut need not be right, it only limits how far the network looks.
    """
    result: list[list[int]] = []
    current: list[int] = []
    over = False
    for i, kind in enumerate(classes):
        if kind == _SPACE:
            continue
        if kind == _BREAK or len(current) >= SEGMENT_MAX or (over and kind not in (_STOP, _CLOSER)):
            if current:
                result.append(current)
            current, over = [], False
            if kind == _BREAK:
                continue
        current.append(i)
        if kind == _STOP:
            over = len(current) >= SEGMENT_MIN
        elif kind != _CLOSER:
            over = False
    if current:
        result.append(current)
    return result


def casing(cases: Sequence[int]) -> int:
    """Casing of a segment: 0 mixed, 1 all capitals, 2 title case, 3 no capital; short ones are mixed."""
    seen = [c for c in cases if c != _CASE_NONE]
    if len(seen) < 4:
        return 0
    upper = sum(c == _CASE_UPPER for c in seen)
    title = sum(c == _CASE_TITLE for c in seen)
    if upper > 0.8 * len(seen):
        return 1
    if upper + title > 0.7 * len(seen):
        return 2
    return 3 if upper + title == 0 else 0


def layout(
    orths: Sequence[Hashes],
    lowers: Sequence[Hashes],
    spaces: Sequence[Hashes],
    rows: Callable[[int], int],
    classes: list[tuple[int, int]],
) -> Batch:
    """Lay documents out. ``rows`` gives a form's row by its hash, ``classes`` its class by its row."""
    form: list[int] = []
    flags: list[tuple[int, int, int]] = []
    groups: dict[tuple[int, int], int] = {}
    group: list[int] = []
    lengths: list[int] = []
    places: list[tuple[int, int]] = []
    for d, (orth, lower, space) in enumerate(zip(orths, lowers, spaces, strict=True)):
        ids = [rows(o) for o in orth.tolist()]
        low = lower.tolist()
        spaced = space.tolist()
        for segment in segments([classes[r][0] for r in ids]):
            case = casing([classes[ids[i]][1] for i in segment])
            lengths.append(len(segment))
            for k, i in enumerate(segment):
                form.append(ids[i])
                flags.append((int(k == 0), int(i == 0 or bool(spaced[i - 1]) or segment[k - 1] != i - 1), case))
                group.append(groups.setdefault((d, low[i]), len(groups)))
                places.append((d, i))
    table = np.zeros((len(form), FLAGS), dtype=np.float32)
    if form:
        array = np.asarray(flags)
        table[:, :2] = array[:, :2]
        table[np.arange(len(form)), 2 + array[:, 2]] = 1
    whole = [np.asarray(column, dtype=np.int64) for column in (form, group, lengths)]
    return Batch(whole[0], table, whole[1], whole[2], places)


def in_batches(stream: Iterable[Doc], annotate: Callable[[Sequence[Doc]], None], batch_size: int) -> Iterator[Doc]:
    """Yield the documents in order, annotated in batches of at most ``batch_size`` and about ``BATCH_WORDS`` tokens."""
    batch: list[Doc] = []
    words = 0
    for doc in stream:
        if batch and (len(batch) >= batch_size or words + len(doc) > BATCH_WORDS):
            annotate(batch)
            yield from batch
            batch, words = [], 0
        batch.append(doc)
        words += len(doc)
    if batch:
        annotate(batch)
        yield from batch


def set_names(
    docs: Sequence[Doc], spans: Sequence[list[Span]], scores: Sequence[list[float]], line: tuple[float, float]
) -> None:
    """Set what a names model found: ``doc.ents``, and ``doc.spans`` with scores calibrated by ``line``."""
    for doc, names, values in zip(docs, spans, scores, strict=True):
        doc.set_ents(names)
        doc.spans[SPANS] = names
        doc.spans[SPANS].attrs["scores"] = calibrated(np.array(values), line).tolist()


@Language.factory("warta_tagger", assigns=["doc.ents", "doc.spans"])
def make_tagger(nlp: Language, name: str) -> Tagger:
    """Return the component ``warta_tagger``; it is empty until weights are loaded."""
    return Tagger(nlp.vocab, name)


class Tagger:
    """spaCy component: sets ``doc.ents`` and, with scores, ``doc.spans["warta_model"]``."""

    def __init__(self, vocab: Vocab, name: str = "warta_tagger") -> None:
        self.vocab = vocab
        self.name = name
        self.labels: tuple[str, ...] = ()
        self.network: Network | None = None
        #: Slope and intercept from the score's logit to that of the chance that a name is right.
        self.calibration: tuple[float, float] = (1.0, 0.0)
        self.forms = Forms(self._form, word_class)

    def _form(self, words: list[str]) -> Floats:
        assert self.network is not None  # ``annotate`` asks
        rows = np.asarray([features(word) for word in words])
        # By string, not by hash: the documents may come from another vocabulary.
        vectors = np.asarray(self.vocab.vectors.get_batch(words), dtype=np.float32)
        return self.network.form(rows, vectors)

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 16) -> Iterator[Doc]:
        """Tag documents in batches of at most ``batch_size`` and about ``BATCH_WORDS`` tokens, in the order given."""
        return in_batches(stream, self.annotate, batch_size)

    def batch(self, docs: Sequence[Doc]) -> Batch:
        """Lay documents out, with every word form they hold among the ``forms``."""
        arrays = [doc.to_array([ORTH, LOWER, SPACY]) for doc in docs]
        columns = [[a[:, k].astype(np.uint64) for a in arrays] for k in range(3)]
        if docs:
            spelled = docs[0].vocab.strings.__getitem__
            self.forms.learn((orth for column in columns[0] for orth in column.tolist()), spelled)
        return layout(columns[0], columns[1], columns[2], self.forms.row.__getitem__, self.forms.notes)

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set names and scores on these documents. Raises ValueError before weights are loaded."""
        if self.network is None:
            raise ValueError(f"the component {self.name!r} holds no weights: load a trained package")
        with one_core():
            self._annotate(self.network, docs)

    def _annotate(self, network: Network, docs: Sequence[Doc]) -> None:
        batch = self.batch(docs)
        spans: list[list[Span]] = [[] for _ in docs]
        scores: list[list[float]] = [[] for _ in docs]
        if len(batch.form):
            logp = network.logp(network.encode(self.forms.table, batch))
            for first, last, label, score in decode(logp, batch.lengths, bioes(self.labels)):
                (d, start), (_, end) = batch.places[first], batch.places[last - 1]
                spans[d].append(Span(docs[d], start, end + 1, label=label))
                scores[d].append(score)
        set_names(docs, spans, scores, self.calibration)

    def annotate_together(self, docs: Sequence[Doc]) -> None:
        """Set names and scores on the first of these documents, which are one text in several casings.

        A tag's chance is the mean of those that it has in each of them; tokens of the others count where they begin
        at the same offset. Raises ValueError before weights are loaded or without documents.
        """
        if self.network is None or not docs:
            raise ValueError(f"the component {self.name!r} holds no weights, or there is nothing to read")
        with one_core():
            batch = self.batch(docs)
            own = [row for row, (d, _) in enumerate(batch.places) if d == 0]
            if not own:
                return set_names(docs[:1], [[]], [[]], self.calibration)
            chance = np.exp(self.network.logp(self.network.encode(self.forms.table, batch)))
        at = {docs[0][batch.places[row][1]].idx: row for row in own}
        total, counted = chance[own], np.ones((len(own), 1), dtype=np.float32)
        for row in range(len(own), len(batch.places)):
            d, i = batch.places[row]
            same = at.get(docs[d][i].idx)
            if same is not None:
                total[same] += chance[row]
                counted[same] += 1
        lengths = batch.lengths[: int(np.searchsorted(np.cumsum(batch.lengths), len(own))) + 1]
        names = list(decode(np.log(total / counted + 1e-9), lengths, bioes(self.labels)))
        places = [batch.places[row][1] for row in own]
        spans = [Span(docs[0], places[first], places[last - 1] + 1, label=label) for first, last, label, _ in names]
        set_names(docs[:1], [spans], [[score for *_, score in names]], self.calibration)

    def load_weights(
        self,
        weights: dict[str, npt.NDArray[Any]],
        labels: Sequence[str],
        calibration: tuple[float, float] = (1.0, 0.0),
    ) -> None:
        """Take these arrays (see ``Network``), labels and calibration."""
        self.labels = tuple(labels)
        self.calibration = calibration
        self.network = Network(weights)
        self.forms.forget()

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write ``cfg.json`` and one ``.npy`` of half floats per array."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        settings = {"labels": list(self.labels), "calibration": list(self.calibration)}
        (folder / "cfg.json").write_text(json.dumps(settings), encoding="utf-8")
        for name, array in sorted((self.network.weights if self.network else {}).items()):
            np.save(folder / f"{name}.npy", array.astype(np.float16), allow_pickle=False)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Tagger:
        """Read what ``to_disk`` wrote."""
        folder = Path(path)
        settings = json.loads((folder / "cfg.json").read_text(encoding="utf-8"))
        self.labels = tuple(settings["labels"])
        slope, intercept = settings.get("calibration", OVERSURE)
        self.calibration = (float(slope), float(intercept))
        arrays = {p.stem: np.load(p, allow_pickle=False) for p in sorted(folder.glob("*.npy"))}
        self.network = Network(arrays) if arrays else None
        self.forms.forget()
        return self
