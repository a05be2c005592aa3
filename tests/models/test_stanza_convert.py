"""Models that stanza's own training wrote, taken over: the same names as stanza gives."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from warta.recognise.crf import best_paths
from warta.recognise.model import load_stanza
from warta.recognise.network import allowed

RECIPE = Path(__file__).parents[2] / "models" / "recipe" / "stanza"
SENTENCES = [["Rahmat", "Gumilang", "di", "Temanggung"], ["Sentra", "kartini", "dan", "Balai"], ["Rahmat"]]
#: Words with a fixed vector, a learned one, both or none, characters never met.
READ = [*SENTENCES, ["BALAI", "Ñandú", "di", "sentra"], ["balai", "asing", "dan", "Temanggung", "Gumilang"]]


def convert() -> ModuleType:
    pytest.importorskip("stanza", reason='the extra "stanza" is not installed')
    spec = importlib.util.spec_from_file_location("stanza_convert", RECIPE / "convert.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["stanza_convert"] = module
    spec.loader.exec_module(module)
    return module


def trained(folder: Path, **changes: Any) -> Any:
    """stanza's trainer with random weights, written as its ``ner_tagger`` does; the pretrained words beside it."""
    import torch
    from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
    from stanza.models.common.vocab import VOCAB_PREFIX, CharVocab, CompositeVocab
    from stanza.models.ner.trainer import Trainer
    from stanza.models.ner.vocab import MultiVocab
    from stanza.models.ner_tagger import parse_args
    from stanza.models.pos.vocab import WordVocab

    args = parse_args(["--shorthand", "id_percobaan", "--hidden_dim", "8", "--char_hidden_dim", "4", "--cpu"])
    args |= {"word_emb_dim": 6, "char_emb_dim": 5, "bert_model": None, "use_peft": False, **changes}
    tags = ["O", *(f"{p}-{label}" for label in ("PERSON", "PLACE", "EVENT") for p in "BIES")]
    data = [[[w, (tags[i % len(tags)],)] for i, w in enumerate(s)] for s in SENTENCES]
    words = PretrainedWordVocab(["di", "temanggung", "rahmat", "balai"], lang="id", lower=args["lowercase"])
    vocab = MultiVocab(
        {
            "char": CharVocab(data, "id"),
            "delta": WordVocab(data, "id", cutoff=1, lower=args["lowercase"]),
            "tag": CompositeVocab([[((t,),)] for t in tags], "id", idx=0, sep=None),
            "word": words,
        }
    )
    torch.manual_seed(11)
    pretrain = Pretrain(save_to_file=False)
    pretrain._vocab, pretrain._emb = words, torch.randn(len(words), 6)
    assert words._id2unit[: len(VOCAB_PREFIX)] == VOCAB_PREFIX
    trainer = Trainer(args=args, vocab=vocab, pretrain=pretrain)
    with torch.no_grad():
        for weights in trainer.model.state_dict().values():
            weights.copy_(torch.randn(weights.shape).half().float())
        trainer.model.word_emb.weight[0] = 0  # what fills up stays zero in training
        trainer.model.delta_emb.weight[0] = 0
        trainer.model.tag_clfs[0].bias[: len(VOCAB_PREFIX)] = -99  # as after training: no tag outside the scheme
    pretrain._emb = trainer.model.word_emb.weight.detach().clone()
    pretrain.save(str(folder / "words.pt"))
    trainer.save(str(folder / "ner.pt"))
    return trainer


def told(trainer: Any, sentences: list[list[str]]) -> list[list[str]]:
    """What stanza itself says, by its own loader and decoder."""
    from stanza.models.common.doc import Document
    from stanza.models.ner.data import DataLoader

    raw = [[{"id": (i + 1,), "text": w, "ner": "O"} for i, w in enumerate(s)] for s in sentences]
    loader = DataLoader(Document(raw), 8, trainer.args, vocab=trainer.vocab, evaluation=True, preprocess_tags=False)
    return [tags for batch in loader for tags in trainer.predict(batch)]


@pytest.mark.parametrize("changes", [{}, {"lowercase": False}, {"input_transform": False, "num_layers": 2}])
def test_names_are_those_that_stanza_gives(
    tmp_path: Path, changes: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    module = convert()
    monkeypatch.setattr("stanza.models.ner.trainer.fix_singleton_tags", list)  # its best paths as they are
    trainer = trained(tmp_path, **changes)
    labels = {"PERSON": "PER", "PLACE": "LOC"}
    module.convert(tmp_path / "ner.pt", tmp_path / "words.pt", tmp_path / "jadi", labels)
    component = load_stanza(tmp_path / "jadi").get_pipe("warta_tagger")
    # Without the bar on contradictory tags, which stanza does not know.
    free = tuple(np.ones_like(bar) for bar in allowed(component.model.tags))
    moves = component.model.net.crits[0]._transitions.detach().numpy()[4:, 4:]
    for words in READ:
        length = np.asarray([len(words)])
        scores = component.model.scores(component._form(words), length)
        path = best_paths(scores, length, moves, free)[0]
        assert [component.model.tags[tag] for tag in path] == told(trainer, [words])[0]


def test_labels_that_are_not_named_are_left_out(tmp_path: Path) -> None:
    module = convert()
    trained(tmp_path)
    module.convert(tmp_path / "ner.pt", tmp_path / "words.pt", tmp_path / "jadi", {"PERSON": "PER"})
    assert load_stanza(tmp_path / "jadi").get_pipe("warta_tagger").model.labels == {"PERSON": "PER"}


def test_what_cannot_be_taken_over_is_said(tmp_path: Path) -> None:
    module = convert()
    from warta.recognise.stanza_model import ModelError

    trained(tmp_path)
    with pytest.raises(ModelError, match="--label THEIRS=OURS"):
        module.convert(tmp_path / "ner.pt", tmp_path / "words.pt", tmp_path / "jadi", {})
    with pytest.raises(ModelError, match="name it with --pretrain"):
        module.convert(tmp_path / "ner.pt", None, tmp_path / "jadi", {"PERSON": "PER"})
