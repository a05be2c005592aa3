"""Score a tagger on articles: strict names, whole or recased, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from augment import recase
from fit import Forms, Tagged, tensors
from score import counts, report
from spacy.language import Language
from spacy.tokens import Doc
from warta.recognise.network import bioes, decode

from corpus import LABELS, SCORED, Article, Span, to_doc

Predict = Callable[[Sequence[Tagged]], list[np.ndarray]]


def bare(doc: Doc, kind: str = "") -> Tagged:
    """A Doc without tags, recased when ``kind`` is given."""
    words = [t.text for t in doc]
    return Tagged(recase(words, kind) if kind else words, [bool(t.whitespace_) for t in doc], [])


def spans(logp: np.ndarray, tagged: Tagged, forms: Forms, labels: Sequence[str]) -> list[tuple[int, int, str, float]]:
    """Names of one document as token positions ``(first, last + 1, label, score)``."""
    _, batch = tensors(forms, [tagged])
    places = [i for _, i in batch.places]
    if not places:
        return []
    found = decode(logp[places], batch.lengths, bioes(labels))
    return [(places[s], places[e - 1] + 1, label, score) for s, e, label, score in found]


def evaluate(
    predict: Predict, forms: Forms, nlp: Language, articles: Sequence[Article], gold: bool, kind: str = ""
) -> dict[str, dict[str, float]]:
    """Strict scores on these articles: over the four scored labels for ``gold``, else over all five."""
    labels = SCORED if gold else LABELS
    return report(tables(predict, forms, nlp, articles, labels, kind), labels)


def tables(
    predict: Predict, forms: Forms, nlp: Language, articles: Sequence[Article], labels: Sequence[str], kind: str = ""
) -> list[np.ndarray]:
    """Counts of each article, as ``score.counts`` has them."""
    docs = [to_doc(nlp, a) for a in articles]
    tagged = [bare(d, kind) for d in docs]
    result = []
    for article, doc, item, logp in zip(articles, docs, tagged, predict(tagged), strict=True):
        found: list[Span] = []
        for start, end, label, _ in spans(logp, item, forms, LABELS):
            last = doc[end - 1]
            found.append((doc[start].idx, last.idx + len(last), label))
        result.append(counts(article.spans, found, labels))
    return result
