"""Self-training: an ensemble labels unlabelled articles, the student learns its distributions."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from fit import Forms, Tagged, predict
from net import Net
from spacy.language import Language
from warta.lexicon import table
from warta.recognise.wrap import unwrap

from corpus import Article, clean_raw


def printed_months(words: Sequence[str]) -> list[int]:
    """Positions of short months in printed dates (``15 Okt 2025``), which taggers take for persons."""
    short = {r["form"] for r in table("months") if r["kind"] == "short"}
    return [
        i
        for i in range(1, len(words) - 1)
        if words[i].lower() in short and words[i - 1].isdigit() and words[i + 1].isdigit() and len(words[i + 1]) == 4
    ]


def ensemble(nets: Sequence[Net], forms: Forms) -> Callable[[Sequence[Tagged]], list[np.ndarray]]:
    """A function that gives the logarithm of the networks' mean probabilities per token."""

    def run(docs: Sequence[Tagged]) -> list[np.ndarray]:
        parts = [predict(net, forms, docs) for net in nets]
        return [np.log(np.mean([np.exp(p[i]) for p in parts], axis=0) + 1e-9) for i in range(len(docs))]

    return run


def choose(
    shared: Path, nlp: Language, gold: list[Article], held: list[Article], settings: dict[str, Any]
) -> list[Tagged]:
    """Unlabelled articles for the student, untagged, in a fixed random order up to ``settings["words"]`` tokens.

    Articles near a gold document or a held-back article are left out, and those of fewer than 60 tokens;
    longer ones are cut at 700.
    """
    pool = []
    for text, title in clean_raw(shared, gold, held, settings["near"]):
        pool.append(f"{title}\n\n{text}" if title and not text.startswith(title) else text)
    random.Random(settings["seed"]).shuffle(pool)
    chosen: list[Tagged] = []
    words = 0
    for text in pool:
        doc = nlp.make_doc(unwrap(text))[:700]
        if len(doc) < 60:
            continue
        chosen.append(Tagged([t.text for t in doc], [bool(t.whitespace_) for t in doc], []))
        words += len(doc)
        if words >= settings["words"]:
            break
    return chosen


def label(
    docs: list[Tagged], run: Callable[[Sequence[Tagged]], list[np.ndarray]], doubt: float, chunk: int = 200
) -> tuple[list[Tagged], float]:
    """Give every token its distribution; articles with too many doubtful tokens are dropped.

    An article's doubt is the mean entropy (nats) of its capitalised tokens; ``doubt`` is the share of
    articles dropped. Returns those kept and the mean doubt.
    """
    scored: list[tuple[float, Tagged]] = []
    for start in range(0, len(docs), chunk):
        part = docs[start : start + chunk]
        for doc, logp in zip(part, run(part), strict=True):
            p = np.exp(logp)
            months = printed_months(doc.words)
            p[months] = 0
            p[months, 0] = 1
            capital = [i for i, w in enumerate(doc.words) if w[:1].isupper()]
            entropy = -(np.exp(logp[capital]) * logp[capital]).sum(1).mean() if capital else 0.0
            scored.append((float(entropy), Tagged(doc.words, doc.spaces, [], p.astype(np.float16))))
    limit = float(np.quantile([s for s, _ in scored], 1 - doubt))
    kept = [doc for s, doc in scored if s <= limit]
    return kept, float(np.mean([s for s, _ in scored]))
