"""Train stanza's tagger: steps over segments, resumable, the averaged weights kept.

stanza's own training script reads files of another kind, changes no casing and cannot go on where it was
stopped; what is trained here is its module (``stanza.models.ner.model.NERTagger``) with its CRF.
"""

from __future__ import annotations

import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from fit import Forms, Tagged, augmented
from fit import Settings as Casing
from lstm import Lstm, packing
from stanza.models.common.vocab import VOCAB_PREFIX
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence
from warta.recognise.stanza_model import Model
from warta.recognise.tagger import segments, word_class

#: Documents whose segments are mixed before they are cut into batches.
MIXED = 64


@dataclass(frozen=True)
class Settings:
    """How to train; see ``model.toml``."""

    seed: int
    epochs: int
    segments: int
    rate: float
    ema: float
    characters: int
    unknown: float
    casing: dict[str, float]


@dataclass(slots=True)
class Segment:
    """Words in a row with their tags (indices)."""

    words: list[str]
    tags: list[int]


def cut(doc: Tagged) -> list[Segment]:
    """The segments of a document as the component reads them; white space belongs to none."""
    found = segments([word_class(w)[0] for w in doc.words])
    return [Segment([doc.words[i] for i in s], [doc.tags[i] for i in s]) for s in found]


def characters(docs: Sequence[Tagged], least: int) -> list[str]:
    """The characters met at least so often, in order."""
    counts = Counter(c for d in docs for w in d.words for c in w)
    return sorted(c for c, n in counts.items() if n >= least)


def batches(docs: Sequence[Tagged], settings: Settings, epoch: int) -> Iterator[list[Segment]]:
    """The batches of an epoch: the same ones each time they are asked for."""
    rng = random.Random(1000 * settings.seed + epoch)
    order = list(docs)
    rng.shuffle(order)
    casing = Casing(**settings.casing)
    waiting: list[Segment] = []
    for start in range(0, len(order), MIXED):
        for doc in order[start : start + MIXED]:
            waiting += cut(augmented(doc, rng, casing))
        rng.shuffle(waiting)
        while len(waiting) >= settings.segments:
            yield waiting[-settings.segments :]
            del waiting[-settings.segments :]
    if waiting:
        yield waiting


class Layers:
    """stanza's two recurrent layers, run by ``lstm.Lstm``, which learns faster on a processor."""

    def __init__(self, net: Any) -> None:
        with torch.random.fork_rng(devices=[]):
            self.letters, self.words = Lstm(1, 1), Lstm(1, 1)
        self.letters.rnn, self.words.rnn = net.charmodel.charlstm.lstm, net.taggerlstm.lstm


def loss_of(model: Model, layers: Layers, forms: Forms, batch: Sequence[Segment], unknown: float) -> Tensor:
    """The CRF's loss per segment; the same sums as ``NERTagger.forward``, each distinct word spelled once."""
    net = model.net
    words = sorted({w for s in batch for w in s.words})
    place = {w: i for i, w in enumerate(words)}
    vectors = torch.from_numpy(np.stack([forms.vectors[i] for i in forms.add(words)]))
    spelled = model.spell(words)
    lengths = np.asarray([len(w) for w in spelled])
    letters = torch.tensor([c for w in spelled for c in w])
    letters = letters.masked_fill(torch.rand(len(letters)) < unknown, VOCAB_PREFIX.index("<UNK>"))
    read = net.charmodel
    states = layers.letters(read.dropout(read.char_emb(letters)), packing(lengths))
    ends = torch.from_numpy(np.cumsum(lengths))
    half = states.shape[1] // 2
    spelling = torch.cat([states[ends - 1, :half], states[ends - torch.from_numpy(lengths), half:]], 1)

    order = sorted(batch, key=lambda s: -len(s.words))
    index = torch.tensor([place[w] for s in order for w in s.words])
    sizes = np.asarray([len(s.words) for s in order])
    x = torch.cat([vectors, spelling], 1)[index]
    x = net.drop(net.worddrop(x, None))
    x = locked(net, x, sizes)
    if net.input_transform is not None:
        x = net.input_transform(x)
    y = locked(net, net.drop(layers.words(x, packing(sizes))), sizes)
    scores = pad_sequence(net.tag_clfs[0](y).split(sizes.tolist()), batch_first=True)
    goal = pad_sequence([torch.tensor(s.tags) + len(VOCAB_PREFIX) for s in order], batch_first=True)
    mask = torch.arange(scores.shape[1]) >= torch.from_numpy(sizes).unsqueeze(1)
    loss: Tensor = net.crits[0](scores, mask, goal)[0]
    return loss


def locked(net: Any, x: Tensor, sizes: np.ndarray) -> Tensor:
    """stanza's LockedDropout, one mask per segment, on rows that are not padded."""
    drop = net.lockeddrop.dropprob
    if not net.training or not drop:
        return x
    mask = torch.empty(len(sizes), x.shape[1]).bernoulli_(1 - drop) / (1 - drop)
    return x * mask[torch.repeat_interleave(torch.from_numpy(sizes))]


def train(
    model: Model,
    forms: Forms,
    docs: Sequence[Tagged],
    settings: Settings,
    state: Path,
    minutes: float,
    log: Callable[[str], None],
) -> bool:
    """Train and leave the averaged weights in ``model.net``; False when the time was over before the end.

    ``state`` is written when the time is over; a call that finds it goes on there and
    ends with the same weights as one that was never stopped.
    """
    started = time.monotonic()
    torch.manual_seed(settings.seed)
    net = model.net
    layers = Layers(net)
    weights = [p for p in net.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=settings.rate, weight_decay=0.01, betas=(0.9, 0.98))
    total = settings.epochs * sum(1 for _ in batches(docs, settings, 0))
    mean = {k: v.detach().clone() for k, v in net.state_dict().items()}
    step = first = done = 0
    if state.exists():
        kept = torch.load(state, weights_only=True)
        net.load_state_dict(kept["net"])
        optimiser.load_state_dict(kept["optimiser"])
        mean, step, first, done = kept["mean"], kept["step"], kept["epoch"], kept["done"]
        torch.set_rng_state(kept["torch"])
    net.train()
    losses: list[float] = []
    for epoch in range(first, settings.epochs):
        for number, batch in enumerate(batches(docs, settings, epoch)):
            if number < done:
                continue
            step += 1
            rate = settings.rate * min(1.0, step / 200) * 0.5 * (1 + math.cos(math.pi * min(1.0, step / total)))
            optimiser.param_groups[0]["lr"] = rate + 1e-6
            loss = loss_of(model, layers, forms, batch, settings.unknown)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 5.0)
            optimiser.step()
            losses.append(float(loss.detach()))
            decay = min(settings.ema, step / (step + 50))
            with torch.no_grad():
                for key, value in net.state_dict().items():
                    mean[key].mul_(decay).add_(value, alpha=1 - decay)
            if step % 200 == 0:
                spent = time.monotonic() - started
                log(f"epoch {epoch + 1} step {step} of {total} loss {np.mean(losses[-200:]):.3f} {spent:.0f} s")
            if time.monotonic() - started > 60 * minutes:
                kept = {"net": net.state_dict(), "optimiser": optimiser.state_dict(), "mean": mean, "step": step}
                kept |= {"epoch": epoch, "done": number + 1, "torch": torch.get_rng_state()}
                torch.save(kept, state.with_suffix(".new"))
                state.with_suffix(".new").replace(state)
                net.load_state_dict(mean)
                net.eval()
                return False
        done = 0
    net.load_state_dict(mean)
    net.eval()
    return True
