"""How the stanza model is trained: stanza's own loss, and a training that may be stopped and taken up again."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from warta.recognise.network import bioes

RECIPE = Path(__file__).parents[2] / "models" / "recipe"
LABELS = ("ORG", "PER", "FAC", "LOC", "POS")
SETTINGS = {
    "seed": 3,
    "epochs": 2,
    "segments": 4,
    "rate": 5e-3,
    "ema": 0.9,
    "characters": 1,
    "unknown": 0.01,
    "casing": {"upper": 0.1, "lower": 0.1, "title": 0.1, "headline": 0.2},
}


@pytest.fixture
def recipe(monkeypatch: pytest.MonkeyPatch) -> Any:
    pytest.importorskip("torch", reason='the extra "stanza" is not installed')
    pytest.importorskip("stanza", reason='the extra "stanza" is not installed')
    monkeypatch.setattr(sys, "path", [*sys.path, str(RECIPE), str(RECIPE / "stanza")])
    import learn

    return learn


def documents() -> list[Any]:
    from fit import Tagged

    rng = random.Random(1)
    tags = {t: i for i, t in enumerate(bioes(LABELS))}
    docs = []
    for _ in range(12):
        words, marks = ["Pada", "hari", "itu"], ["O", "O", "O"]
        for _ in range(rng.randint(2, 5)):
            words += ["Rini", rng.choice(["Wahyu", "Lestari"]), "di", rng.choice(["Cibiru", "Garut"]), "."]
            marks += ["B-PER", "E-PER", "O", "S-LOC", "O"]
        docs.append(Tagged(words, [True] * len(words), [tags[m] for m in marks]))
    return docs


def model(learn: Any, docs: list[Any], **changes: float) -> Any:
    small = {"word_emb_dim": 5, "hidden_dim": 7, "char_emb_dim": 4, "char_hidden_dim": 3, "locked_dropout": 0.1}
    small |= changes
    config = {
        "stanza": small,
        "tags": bioes(LABELS),
        "characters": learn.characters(docs, 1),
        "labels": {label: label for label in LABELS},
        "vectors": {"kind": "floret"},
    }
    return learn.Model(config, seed=3)


def forms() -> Any:
    from fit import Forms

    nlp = spacy.blank("id_warta")
    data = np.random.default_rng(0).normal(size=(32, 5)).astype(np.float32)
    nlp.vocab.vectors = spacy.vectors.Vectors(data=data, mode="floret", strings=nlp.vocab.strings, minn=3, maxn=4)
    return Forms(nlp)


def test_the_loss_is_stanzas_own(recipe: Any) -> None:
    import torch
    from stanza.models.common.data import get_long_tensor
    from stanza.models.common.vocab import VOCAB_PREFIX
    from stanza.models.ner.model import NERTagger
    from stanza.models.pos.vocab import WordVocab

    docs = documents()
    ours, known = model(recipe, docs), forms()
    batch = sorted((s for d in docs[:3] for s in recipe.cut(d)), key=lambda s: -len(s.words))
    mine = recipe.loss_of(ours, recipe.Layers(ours.net), known, batch, 0.0)

    words = sorted({w for s in batch for w in s.words})
    units = [*VOCAB_PREFIX, *words]
    from warta.recognise.stanza_model import vocabulary

    vocab = vocabulary(ours.tags, ours.config["characters"])
    plain = {"lang": "id", "idx": 0, "cutoff": 0, "lower": False}
    vocab["word"] = WordVocab.load_state_dict(
        {**plain, "_id2unit": units, "_unit2id": {w: i for i, w in enumerate(units)}}
    )
    table = np.concatenate([np.zeros((4, 5)), np.stack([known.vectors[i] for i in known.add(words)])])
    theirs = NERTagger(ours.arguments, vocab, emb_matrix=table.astype(np.float32))
    theirs.load_state_dict(ours.net.state_dict(), strict=False)
    theirs.eval()
    flat = [w for s in batch for w in s.words]
    spelled = ours.spell(flat)
    order = sorted(range(len(flat)), key=lambda i: -len(spelled[i]))
    chars = get_long_tensor([spelled[i] for i in order], len(order))
    tags = get_long_tensor([[[t + 4] for t in s.tags] for s in batch], len(batch))
    lengths = [len(spelled[i]) for i in order]
    sizes = [len(s.words) for s in batch]
    said, _, _ = theirs(
        [s.words for s in batch], chars, chars == 0, tags, order, sizes, lengths, None, None, None, None
    )
    assert float(mine.detach()) == pytest.approx(float(said.detach()), rel=1e-5)
    mine.backward()
    said.backward()
    learned = {name: p.grad for name, p in ours.net.named_parameters() if p.grad is not None}
    expected = dict(theirs.named_parameters())
    assert len(learned) > 15
    for name, gradient in learned.items():
        assert torch.allclose(gradient, expected[name].grad, atol=1e-4), name


def test_a_stopped_training_ends_with_the_same_weights(
    recipe: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs, settings = documents(), recipe.Settings(**SETTINGS)
    whole = model(recipe, docs)
    assert recipe.train(whole, forms(), docs, settings, tmp_path / "a.pt", 1e9, lambda text: None)
    assert not (tmp_path / "a.pt").exists()

    calls = 0
    while True:
        calls += 1
        parts = model(recipe, docs)
        ended = recipe.train(parts, forms(), docs, settings, tmp_path / "b.pt", 0, lambda text: None)
        if ended or calls > 50:
            break
    assert calls > 5, "it was stopped after every step"
    for name, weights in whole.net.state_dict().items():
        assert weights.equal(parts.net.state_dict()[name]), name


def test_training_learns_the_names(recipe: Any, tmp_path: Path) -> None:
    docs = documents()
    settings = recipe.Settings(**{**SETTINGS, "epochs": 60, "segments": 8, "rate": 3e-2, "casing": {"headline": 0.0}})
    learned, known = model(recipe, docs, dropout=0.1, hidden_dim=12), forms()
    recipe.train(learned, known, docs, settings, tmp_path / "c.pt", 1e9, lambda text: None)
    words = ["Hari", "itu", "Rini", "Wahyu", "di", "Garut", "."]
    vectors = np.stack([known.vectors[i] for i in known.add(words)])
    scores = learned.scores(learned.forms(words, vectors), np.asarray([len(words)]))
    found = learned.names(scores, np.asarray([len(words)]))[0]
    assert [name[:3] for name in found] == [(2, 4, "PER"), (5, 6, "LOC")]
