"""Pre-training: the network reads unlabelled articles before it learns names.

Three losses over the same pass, none of which needs a label:

- the forward half of the first layer guesses the next word, the backward half the one before
  (Peters et al. 2018);
- some words are hidden wherever they stand in the document, and the second layer guesses them
  from all of their places at once: what names are recognised by.

A word is guessed among the word forms of the batch. A form's chance to be in a batch is known from
its frequency, so its logit is put right by it (sampled softmax); what is left to learn
is how much likelier than by chance the word is in this place.
"""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from fit import Forms, Settings, Tagged, augmented, tensors
from net import Net, Shape
from spacy.language import Language
from torch import Tensor, nn
from torch.nn import functional
from warta.recognise.network import Batch
from warta.recognise.wrap import unwrap


@dataclass(frozen=True)
class Reading:
    """How to read. ``hide`` and ``hide_common`` are the shares of a document's words that are hidden."""

    seed: int = 3
    epochs: int = 1
    words: int = 4000
    rate: float = 2.5e-3
    hide: float = 0.15
    hide_common: float = 0.03
    longest: int = 700
    upper: float = 0.06
    lower: float = 0.04
    title: float = 0.06


#: Words more frequent than this tell little when they are guessed.
COMMON = 1e-3


class Corpus:
    """Tokenised articles on disk: word forms by number, one row of numbers per article."""

    def __init__(self, path: Path) -> None:
        stored = np.load(path, allow_pickle=False)
        self.forms: list[str] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        self.ids, self.spaces, self.edges = stored["ids"], stored["spaces"], stored["edges"]
        counts = np.bincount(self.ids, minlength=len(self.forms)).astype(float)
        self.counts = dict(zip(self.forms, counts.astype(int).tolist(), strict=True))
        self.share = dict(zip(self.forms, (counts / counts.sum()).tolist(), strict=True))

    @staticmethod
    def write(path: Path, nlp: Language, texts: Sequence[str], longest: int, most: int) -> None:
        """Tokenise ``most`` tokens; articles of fewer than 40 are left out, those of more than ``longest`` cut."""
        index: dict[str, int] = {}
        ids: list[int] = []
        spaces: list[bool] = []
        edges = [0]
        for text in texts:
            doc = nlp.make_doc(unwrap(text))[:longest]
            if len(doc) >= 40:
                ids += [index.setdefault(t.text, len(index)) for t in doc]
                spaces += [bool(t.whitespace_) for t in doc]
                edges.append(len(ids))
            if len(ids) >= most:
                break
        path.with_suffix(".json").write_text(json.dumps(list(index)), encoding="utf-8")
        np.savez(path, ids=np.array(ids, np.int32), spaces=np.array(spaces), edges=np.array(edges))

    def docs(self) -> list[int]:
        """Numbers of the articles."""
        return list(range(len(self.edges) - 1))

    def doc(self, number: int) -> Tagged:
        """An article as words, without tags."""
        part = slice(self.edges[number], self.edges[number + 1])
        return Tagged([self.forms[i] for i in self.ids[part]], self.spaces[part].tolist(), [])


class Reader(nn.Module):
    """The network with what it needs to guess words; only ``net`` is kept afterwards."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net
        s = net.shape
        self.next = nn.Linear(s.width, s.hidden)
        self.last = nn.Linear(s.width, s.hidden)
        self.here = nn.Linear(s.width, 2 * s.hidden)
        self.hidden = nn.Parameter(torch.zeros(s.width))

    def forward(self, inputs: tuple[Any, ...], prior: Tensor, chosen: Tensor) -> Tensor:
        """The three losses, ``(next, previous, hidden)``.

        ``prior`` is the correction of each form's logit, ``chosen`` tells which tokens are hidden.
        """
        rows, vectors, form, flags, group, lengths = inputs
        table = self.net.table(rows, vectors)
        x = torch.where(chosen.unsqueeze(1), self.hidden, table[form])
        h, z = self.net.encode(x, flags, group, lengths)
        ends = np.cumsum(lengths) - 1
        inner = np.ones(len(form), dtype=bool)
        inner[ends] = False
        left = torch.from_numpy(np.flatnonzero(inner))
        size = self.net.shape.hidden
        losses = [
            self._guess(h[left, :size], self.next(table), prior, form[left + 1]),
            self._guess(h[left + 1, size:], self.last(table), prior, form[left]),
            self._guess(z[chosen], self.here(table), prior, form[chosen]),
        ]
        return torch.stack(losses)

    @staticmethod
    def _guess(state: Tensor, forms: Tensor, prior: Tensor, goal: Tensor) -> Tensor:
        scale = forms.shape[1] ** -0.5
        return functional.cross_entropy(torch.addmm(prior, state * (scale * 4), forms.t()), goal)


def hidden_groups(
    docs: Sequence[Tagged], batch: Batch, share: dict[str, float], rng: random.Random, s: Reading
) -> Tensor:
    """Which tokens are hidden: all occurrences of some words of each document."""
    verdict: dict[int, bool] = {}
    mask = np.zeros(len(batch.form), dtype=bool)
    for k, ((d, i), g) in enumerate(zip(batch.places, batch.group.tolist(), strict=True)):
        if g not in verdict:
            common = share.get(docs[d].words[i], 0.0) > COMMON
            verdict[g] = rng.random() < (s.hide_common if common else s.hide)
        mask[k] = verdict[g]
    return torch.from_numpy(mask)


def corrections(forms: Forms, words: Sequence[str], share: dict[str, float], n: int) -> Tensor:
    """What is added to each form's logit: log p - log(chance to be among ``n`` tokens)."""
    p = np.array([max(share.get(w, 0.0), 1e-8) for w in words])
    return torch.from_numpy((np.log(p) - np.log(-np.expm1(-n * p))).astype(np.float32))


def read(
    forms: Forms,
    corpus: Corpus,
    shape: Shape,
    settings: Reading,
    path: Path,
    log: Callable[[str], None] = print,
    minutes: float = math.inf,
) -> bool:
    """Pre-train and leave the weights in ``path``; tell whether that is done.

    After ``minutes`` the state is saved beside it, and the next call goes on from there: the result is the same
    as without the pause.
    """
    torch.manual_seed(settings.seed)
    reader = Reader(Net(shape, {}))
    optimiser = torch.optim.AdamW(reader.parameters(), lr=settings.rate, weight_decay=0.01, betas=(0.9, 0.98))
    plan: list[list[int]] = []
    for epoch in range(settings.epochs):
        order = corpus.docs()
        random.Random(settings.seed + epoch).shuffle(order)
        group: list[int] = []
        n = 0
        for number in order:
            size = int(corpus.edges[number + 1] - corpus.edges[number])
            if group and n + size > settings.words:
                plan.append(group)
                group, n = [], 0
            group.append(number)
            n += size
        plan.append(group)
    pause = path.with_suffix(".state")
    step = 0
    if pause.exists():
        state = torch.load(pause, weights_only=True)
        reader.load_state_dict(state["reader"])
        optimiser.load_state_dict(state["optimiser"])
        step = state["step"]
    casing = Settings(upper=settings.upper, lower=settings.lower, title=settings.title)
    started = time.monotonic()
    seen: list[np.ndarray] = []
    words = 0
    reader.train()
    while step < len(plan):
        # Each step has its own seed, so that a pause changes nothing.
        torch.manual_seed(settings.seed * 1_000_003 + step)
        rng = random.Random(settings.seed * 1_000_003 + step)
        docs = [augmented(corpus.doc(i), rng, casing) for i in plan[step]]
        inputs, batch = tensors(forms, docs)
        unique = np.unique(batch.form)
        names = forms.names()
        prior = corrections(forms, [names[i] for i in unique.tolist()], corpus.share, len(batch.form))
        losses = reader(inputs, prior, hidden_groups(docs, batch, corpus.share, rng, settings))
        rate = settings.rate * min(1.0, (step + 1) / 200) * 0.5 * (1 + math.cos(math.pi * step / len(plan)))
        for group_ in optimiser.param_groups:
            group_["lr"] = rate + 1e-6
        optimiser.zero_grad()
        losses.sum().backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 5.0)
        optimiser.step()
        step += 1
        words += len(batch.form)
        seen.append(losses.detach().numpy())
        if step % 100 == 0:
            told = " ".join(f"{x:.3f}" for x in np.mean(seen, axis=0))
            log(f"step {step} of {len(plan)} losses {told} {words / (time.monotonic() - started):.0f} words/s")
            seen.clear()
        if time.monotonic() - started > 60 * minutes and step < len(plan):
            torch.save({"reader": reader.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, pause)
            return False
    torch.save(reader.net.state_dict(), path)
    pause.unlink(missing_ok=True)
    return True
