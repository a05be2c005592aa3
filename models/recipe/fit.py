"""Train one tagger: articles (hard or soft tags) for the names, public corpora as auxiliary heads."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from augment import recase
from net import Net, Shape
from spacy.language import Language
from spacy.tokens import Doc
from torch.nn import functional
from warta.recognise.network import Batch, bioes
from warta.recognise.tagger import features, layout, word_class


@dataclass(slots=True)
class Tagged:
    """Tokens with one tag each (indices); ``soft`` holds a distribution per token instead."""

    words: list[str]
    spaces: list[bool]
    tags: list[int]
    soft: np.ndarray | None = None


@dataclass(frozen=True)
class Settings:
    """How to train. ``weights`` of tasks other than ``names`` are shares of the steps."""

    seed: int = 1
    epochs: int = 14
    words: int = 3500
    rate: float = 2e-3
    upper: float = 0.05
    lower: float = 0.04
    title: float = 0.06
    headline: float = 0.3
    wrap: float = 0.0
    ema: float = 0.998
    aux: dict[str, float] = field(default_factory=dict)


def tag_doc(doc: Doc, labels: Sequence[str]) -> Tagged:
    """BIOES tags of ``doc.ents``, as indices into ``bioes(labels)``."""
    index = {t: i for i, t in enumerate(bioes(labels))}
    tags = [0] * len(doc)
    for e in doc.ents:
        # White space inside a name carries no tag: the network never sees it.
        places = [i for i in range(e.start, e.end) if not doc[i].is_space]
        for k, i in enumerate(places):
            kind = "S" if len(places) == 1 else "B" if k == 0 else "E" if k == len(places) - 1 else "I"
            tags[i] = index[f"{kind}-{e.label_}"]
    return Tagged([t.text for t in doc], [bool(t.whitespace_) for t in doc], tags)


class Forms:
    """Feature rows and vectors of every word form met, computed once."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.index: dict[str, int] = {}
        self.lows: dict[str, int] = {}
        self.rows: list[list[int]] = []
        self.vectors: list[np.ndarray] = []
        self.classes: list[tuple[int, int]] = []

    def add(self, words: Sequence[str]) -> np.ndarray:
        new = sorted(set(words) - self.index.keys())
        if new:
            keys = [self.nlp.vocab.strings.add(w) for w in new]
            table = self.nlp.vocab.vectors
            empty = np.zeros((len(keys), 0), dtype=np.float32)
            vectors = np.asarray(table.get_batch(keys), dtype=np.float32) if table.size else empty
            for word, vector in zip(new, vectors, strict=True):
                self.index[word] = len(self.rows)
                self.rows.append(features(word))
                self.vectors.append(vector)
                self.classes.append(word_class(word))
        return np.asarray([self.index[w] for w in words], dtype=np.int64)

    def names(self) -> list[str]:
        """The word forms by number."""
        return list(self.index)

    def low(self, words: Sequence[str]) -> np.ndarray:
        return np.asarray([self.lows.setdefault(w.lower(), len(self.lows)) for w in words], dtype=np.int64)


def tensors(forms: Forms, docs: Sequence[Tagged]) -> tuple[tuple, Batch]:
    """The network's input for these documents, and where each row stands."""
    orths = [forms.add(d.words) for d in docs]
    batch = layout(orths, [forms.low(d.words) for d in docs], [np.asarray(d.spaces) for d in docs], int, forms.classes)
    unique, inverse = np.unique(batch.form, return_inverse=True)
    rows = torch.tensor([forms.rows[i] for i in unique])
    vectors = torch.from_numpy(np.stack([forms.vectors[i] for i in unique]))
    places = [torch.from_numpy(x) for x in (inverse, batch.flags, batch.group)]
    return (rows, vectors, *places, batch.lengths), batch


def goals(docs: Sequence[Tagged], batch: Batch, tags: int) -> torch.Tensor:
    """What the network should say: tag numbers, or distributions as soon as one document has them."""
    if all(d.soft is None for d in docs):
        return torch.tensor([docs[d].tags[i] for d, i in batch.places])
    one = np.eye(tags, dtype=np.float32)
    rows = [d.soft.astype(np.float32) if d.soft is not None else one[d.tags] for d in docs]
    return torch.from_numpy(np.stack([rows[d][i] for d, i in batch.places]))


def augmented(doc: Tagged, rng: random.Random, s: Settings) -> Tagged:
    """A recased copy at times; at others only its first line, as headlines are set."""
    draw = rng.random()
    edges = ((s.upper, "upper"), (s.lower, "lower"), (s.title, "title"))
    for share, kind in edges:
        if draw < share:
            return Tagged(recase(doc.words, kind), doc.spaces, doc.tags, doc.soft)
        draw -= share
    if rng.random() < s.headline:
        stop = next((i for i, w in enumerate(doc.words) if "\n" in w), 0)
        if 3 < stop < 25:
            kind = rng.choice(["title", "title", "upper", "lower"])
            return Tagged(recase(doc.words[:stop], kind) + doc.words[stop:], doc.spaces, doc.tags, doc.soft)
    return doc


def batches(docs: Sequence[Tagged], words: int, rng: random.Random) -> list[list[Tagged]]:
    order = list(docs)
    rng.shuffle(order)
    result: list[list[Tagged]] = [[]]
    n = 0
    for doc in order:
        if n + len(doc.words) > words and result[-1]:
            result.append([])
            n = 0
        result[-1].append(doc)
        n += len(doc.words)
    return result


def train(
    forms: Forms,
    shape: Shape,
    settings: Settings,
    tasks: dict[str, list[Tagged]],
    sizes: dict[str, int],
    change: Callable[[Tagged, random.Random], Tagged] | None = None,
    start: dict[str, torch.Tensor] | None = None,
    check: Callable[[Net, int], str] | None = None,
    log: Callable[[str], None] = print,
) -> Net:
    """Train a network and return it with averaged weights (exponential moving average).

    ``tasks["names"]`` leads: an epoch is one pass over it. ``sizes`` gives the number of tags per head,
    ``change`` may replace names in a document before it is learnt, ``start`` gives weights to go on from.
    """
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    net = Net(shape, sizes)
    if start is not None:
        known = net.state_dict().keys()
        net.load_state_dict({k: v for k, v in start.items() if k in known}, strict=False)
    mean = {k: v.detach().clone() for k, v in net.state_dict().items()}
    optimiser = torch.optim.AdamW(net.parameters(), lr=settings.rate, weight_decay=0.01, betas=(0.9, 0.98))
    per_epoch = len(batches(tasks["names"], settings.words, random.Random(0)))
    total = per_epoch * settings.epochs
    step = 0
    queues: dict[str, list[list[Tagged]]] = {name: [] for name in settings.aux}
    started = time.monotonic()

    def learn(docs: list[Tagged], task: str) -> float:
        inputs, batch = tensors(forms, docs)
        logits = net(*inputs, task)
        goal = goals(docs, batch, logits.shape[1])
        loss = functional.cross_entropy(logits, goal)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimiser.step()
        return float(loss)

    for epoch in range(settings.epochs):
        net.train()
        losses = []
        for docs in batches(tasks["names"], settings.words, rng):
            step += 1
            rate = settings.rate * min(1.0, step / 100) * 0.5 * (1 + math.cos(math.pi * min(1.0, step / total)))
            for param_group in optimiser.param_groups:
                param_group["lr"] = rate + 1e-6
            for task, share in settings.aux.items():
                if rng.random() < share:
                    if not queues[task]:
                        queues[task] = batches(tasks[task], settings.words // 2, rng)
                    learn([augmented(d, rng, settings) for d in queues[task].pop()], task)
            changed = [change(d, rng) if change is not None and d.soft is None else d for d in docs]
            losses.append(learn([augmented(d, rng, settings) for d in changed], "names"))
            decay = min(settings.ema, step / (step + 50))
            with torch.no_grad():
                for key, value in net.state_dict().items():
                    mean[key].mul_(decay).add_(value, alpha=1 - decay)
        note = f"epoch {epoch + 1} loss {np.mean(losses):.4f} {time.monotonic() - started:.0f} s"
        if check is not None and (epoch % 3 == 2 or epoch == settings.epochs - 1):
            live = {k: v.clone() for k, v in net.state_dict().items()}
            net.load_state_dict(mean)
            note += "  " + check(net, epoch)
            net.load_state_dict(live)
        log(note)
    net.load_state_dict(mean)
    return net


def predict(net: Net, forms: Forms, docs: Sequence[Tagged], head: str = "names", words: int = 8000) -> list[np.ndarray]:
    """Log-probabilities per token of each document, ``(tokens, tags)``; white space holds zeros for ``O``."""
    net.eval()
    tags = net.heads[head].out_features
    out = [np.full((len(d.words), tags), -20.0, dtype=np.float32) for d in docs]
    for table in out:
        table[:, 0] = 0
    with torch.no_grad():
        start = 0
        while start < len(docs):
            stop, n = start, 0
            while stop < len(docs) and (stop == start or n + len(docs[stop].words) <= words):
                n += len(docs[stop].words)
                stop += 1
            inputs, batch = tensors(forms, docs[start:stop])
            if len(batch.form):
                logp = functional.log_softmax(net(*inputs, head), 1).numpy()
                for row, (d, i) in enumerate(batch.places):
                    out[start + d][i] = logp[row]
            start = stop
    return out
