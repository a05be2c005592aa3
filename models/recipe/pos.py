"""Parts of speech: a small tagger of its own beside the names, over the same word vectors.

It learns from the news sentences that the PyPI package ``nlp-id`` ships (``dataset_postag.txt``, kumparan, MIT),
whose tags ``upos.csv`` turns into universal ones. Treebanks (Universal Dependencies, CC BY-SA) only judge it.
"""

from __future__ import annotations

import csv
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from augment import recase
from fit import Forms, Tagged, batches
from spacy.language import Language
from spacy.tokens import Doc
from torch import nn
from torch.nn import functional
from warta.recognise.pos import REACH, UPOS
from warta.recognise.tagger import FEATURE_ROWS

#: Parts of words that the corpus splits off and the tokenizer does not.
ENCLITICS = frozenset({"nya", "lah", "kah", "ku", "mu"})
_TIGHT = frozenset(".,;:!?)]”%")
_OPENING = frozenset("([“")
#: Sentences that make one document in training: their order in the corpus is not that of the texts.
TOGETHER = (1, 6)


def mapping() -> dict[tuple[str, str], str]:
    """``(tag, lower-cased word)`` to the universal tag; the word is empty for all others."""
    with (Path(__file__).parent / "upos.csv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return {(row["tag"], row["word"]): row["upos"] for row in rows}


def load(path: Path) -> list[Tagged]:
    """The sentences of ``dataset_postag.txt``, enclitics put back, with universal tags.

    ``path`` is that file or the wheel of ``nlp-id`` (``pip download --no-deps nlp-id``).
    White space is set as in print.
    """
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            text = wheel.read("nlp_id/data/dataset_postag.txt").decode("utf-8")
    else:
        text = path.read_text(encoding="utf-8")
    known = mapping()
    index = {tag: i for i, tag in enumerate(UPOS)}
    result: list[Tagged] = []
    words: list[str] = []
    tags: list[int] = []
    for line in [*text.split("\n"), ""]:
        word, _, tag = line.strip().partition("\t")
        if not tag:
            if words:
                quotes = np.cumsum([w == '"' for w in words])
                spaces = [
                    not (
                        w in _OPENING
                        or (w == '"' and quotes[i] % 2 == 1)
                        or (i + 1 < len(words) and (words[i + 1] in _TIGHT or (words[i + 1] == '"' and quotes[i] % 2)))
                    )
                    for i, w in enumerate(words)
                ]
                result.append(Tagged(words, spaces, tags))
            words, tags = [], []
        elif word in ENCLITICS and words and words[-1].isalpha():
            words[-1] += word
        else:
            words.append(word)
            tag = tag.split("\t")[0].upper()
            tags.append(index[known.get((tag, word.lower()), known[tag, ""])])
    return result


class Window(nn.Module):
    """``warta.recognise.pos`` in torch: word forms, a window of them, tags."""

    def __init__(self, dims: int, bag: int = 32, form: int = 64, hidden: int = 96) -> None:
        super().__init__()
        self.bag = nn.Embedding(FEATURE_ROWS, bag)
        nn.init.normal_(self.bag.weight, std=0.1)
        self.form = nn.Linear(bag + dims, form)
        self.context = nn.Linear((2 * REACH + 1) * form, hidden)
        self.out = nn.Linear(hidden, len(UPOS))

    def forward(self, rows: torch.Tensor, vectors: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        """Scores of the tags. ``places``: per token the word forms of its window, the last row standing for none."""
        embedded = self.bag(rows)
        if self.training:
            # Words unknown at run time have no word row of their own: get used to it.
            mask = torch.ones(rows.shape)
            mask[:, :2] = (torch.rand(len(rows), 1) > 0.2).float()
            embedded = embedded * mask.unsqueeze(2)
        x = functional.dropout(torch.cat([embedded.sum(1), vectors], 1), 0.2, self.training)
        forms = functional.gelu(self.form(x), approximate="tanh")
        forms = torch.cat([forms, torch.zeros(1, forms.shape[1])])
        x = functional.dropout(forms[places].flatten(1), 0.2, self.training)
        return self.out(functional.gelu(self.context(x), approximate="tanh"))

    def export(self) -> dict[str, np.ndarray]:
        """The arrays of ``warta.recognise.pos.PartsOfSpeech``."""
        layers = {"form": self.form, "context": self.context, "out": self.out}
        out = {f"{n}.{k}": p for n, layer in layers.items() for k, p in (("w", layer.weight), ("b", layer.bias))}
        return {k: v.detach().numpy().copy() for k, v in {"bag": self.bag.weight, **out}.items()}


def together(sentences: Sequence[Tagged], rng: random.Random) -> list[Tagged]:
    """Documents of a few sentences each, in random order, one in ten in other casing."""
    order = list(sentences)
    rng.shuffle(order)
    docs = []
    while order:
        part = [order.pop() for _ in range(min(len(order), rng.randint(*TOGETHER)))]
        words = [w for s in part for w in s.words]
        if rng.random() < 0.1:
            words = recase(words, rng.choice(["upper", "lower", "title"]))
        docs.append(Tagged(words, [x for s in part for x in s.spaces], [t for s in part for t in s.tags]))
    return docs


def train(forms: Forms, sentences: Sequence[Tagged], seed: int = 1, epochs: int = 5, size: int = 1500) -> Window:
    """Train the tagger on documents of a few sentences, ``size`` tokens a step."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = Window(len(forms.vectors[0]) if forms.vectors else forms.nlp.vocab.vectors.shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.01)
    total = epochs * len(batches(sentences, size, random.Random(0)))
    step = 0
    net.train()
    for _ in range(epochs):
        for group in batches(together(sentences, rng), size, rng):
            words = [forms.add(doc.words) for doc in group]
            unique, inverse = np.unique(np.concatenate(words), return_inverse=True)
            places = np.full((len(inverse), 2 * REACH + 1), len(unique))
            start = 0
            for doc in words:
                here = inverse[start : start + len(doc)]
                for k in range(-REACH, REACH + 1):
                    to, of = max(0, -k), max(0, k)
                    places[start + to : start + len(doc) - of, k + REACH] = here[of : len(doc) - to]
                start += len(doc)
            rows = torch.tensor([forms.rows[i] for i in unique])
            vectors = torch.from_numpy(np.stack([forms.vectors[i] for i in unique]))
            goal = torch.tensor([t for doc in group for t in doc.tags])
            for param_group in optimiser.param_groups:
                param_group["lr"] = 3e-3 * max(0.0, 1 - step / total) + 1e-5
            loss = functional.cross_entropy(net(rows, vectors, torch.from_numpy(places)), goal)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
    net.eval()
    return net


def treebank(path: Path) -> list[list[tuple[str, bool, str, str]]]:
    """Sentences of a CoNLL-U file as ``(form, space behind, upos, lemma)`` of surface tokens.

    A token of several words (``adanya``) has the tag and the lemma of its first.
    """
    result: list[list[tuple[str, bool, str, str]]] = [[]]
    last, surface = 0, ("", True)
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) < 10:
            if not line and result[-1]:
                result.append([])
                last = 0
            continue
        space = "SpaceAfter=No" not in cells[9]
        if "-" in cells[0]:
            last, surface = int(cells[0].partition("-")[2]), (cells[1], space)
        elif cells[0].isdigit():
            if surface[0]:
                result[-1].append((*surface, cells[3], cells[2]))
                surface = ("", True)
            elif int(cells[0]) > last:
                result[-1].append((cells[1], space, cells[3], cells[2]))
    return [sentence for sentence in result if sentence]


def judge(nlp: Language, path: Path) -> dict[str, float]:
    """Accuracy of ``token.pos_`` and ``token.lemma_`` (case apart) on a treebank with its own tokens.

    ``lemma_open`` is over nouns, verbs, adjectives and adverbs; names count by their form.
    """
    hits = dict.fromkeys(("pos", "lemma", "lemma_open"), 0)
    n = opened = 0
    docs = []
    sentences = treebank(path)
    for sentence in sentences:
        doc = Doc(nlp.vocab, words=[s[0] for s in sentence], spaces=[s[1] for s in sentence])
        for _, component in nlp.pipeline:
            doc = component(doc)
        docs.append(doc)
    for sentence, doc in zip(sentences, docs, strict=True):
        for token, (_, _, upos, lemma) in zip(doc, sentence, strict=True):
            right = token.lemma_.lower() == lemma.lower()
            n += 1
            hits["pos"] += token.pos_ == upos
            hits["lemma"] += right
            if upos in {"NOUN", "VERB", "ADJ", "ADV"}:
                opened += 1
                hits["lemma_open"] += right
    return {"pos": hits["pos"] / n, "lemma": hits["lemma"] / n, "lemma_open": hits["lemma_open"] / opened}
