"""Models of stanza's kind: their place, their reading without pickles, the component, a run with one."""

from __future__ import annotations

import builtins
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
import warta
from warta.config import ConfigError, check_model
from warta.recognise import stanza_place
from warta.recognise.model import load_stanza, model_names
from warta.recognise.network import bioes
from warta.recognise.tagger import SEGMENT_MAX, SPANS
from warta.run.status import model_of, status
from warta.run.version import model_version, version

LABELS = ("ORG", "PER", "FAC", "LOC", "POS")
TEXT = (
    "Menteri Sosial Rahmat Gumilang meresmikan Sentra Kartini di Temanggung, Senin (4/5/2026).\n\n"
    '"Bantuan Rp2,5 miliar ini untuk 300 keluarga," kata Rahmat.  Dinas Sosial Provinsi Jawa Tengah hadir.\n'
)
WORDS = ("<UNK>", "Rahmat", "Gumilang", "Sentra", "Kartini", "di", "Temanggung")


def stanza_model() -> Any:
    pytest.importorskip("torch", reason='the extra "stanza" is not installed')
    pytest.importorskip("stanza", reason='the extra "stanza" is not installed')
    from warta.recognise import stanza_model

    return stanza_model


def about(**changes: Any) -> dict[str, Any]:
    small = {"word_emb_dim": 6, "hidden_dim": 8, "char_emb_dim": 5, "char_hidden_dim": 4}
    config: dict[str, Any] = {
        "stanza": small,
        "tags": bioes(LABELS),
        "characters": sorted(set(TEXT) - {"\n", " "}),
        "labels": {label: label for label in LABELS},
        "temperature": 1.0,
        "vectors": {"kind": "list"},
        "version": "0.0.1",
    }
    return {**config, **changes}


def loud(model: Any, seed: int = 3) -> Any:
    """A model without training whose scores differ enough for names to stand out."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weights in sorted(model.net.state_dict().items()):
            if not name.endswith("_init"):
                weights.copy_(torch.randn(weights.shape, generator=generator).mul(0.8).half().float())
    return model


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    module = stanza_model()
    path: Path = tmp_path_factory.mktemp("model") / "dua kata"
    vectors = np.random.default_rng(0).normal(size=(len(WORDS), 6)).astype(np.float16)
    module.write(path, loud(module.Model(about())), (WORDS, vectors.astype(np.float32)))
    return path


@pytest.fixture(scope="module")
def nlp(folder: Path) -> spacy.Language:
    return load_stanza(folder)


def spans(doc: spacy.tokens.Doc) -> list[tuple[int, int, str, float]]:
    group = doc.spans[SPANS]
    return [(s.start, s.end, s.label_, round(x, 4)) for s, x in zip(group, group.attrs["scores"], strict=True)]


# The place


@pytest.mark.parametrize("name", ["stanza", "stanza:/srv/model kami", "stanza:m", "rules", "id_warta_md"])
def test_names_of_models(name: str) -> None:
    assert check_model(name) == name
    assert stanza_place.is_stanza(name) == name.startswith("stanza")


@pytest.mark.parametrize("name", ["stanza:", "stanza/x", "lain:/srv/model", "stanzas:/x", ""])
def test_names_of_no_model(name: str) -> None:
    with pytest.raises(ConfigError):
        check_model(name)


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(stanza_place, "find_spec", lambda name: None)
    for ask in (lambda: warta.load(model="stanza"), lambda: model_version(f"stanza:{tmp_path}")):
        with pytest.raises(OSError, match=r'need torch and stanza: pip install "warta\[stanza\]"'):
            ask()


def test_the_component_says_so_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from warta.recognise.stanza_tagger import library

    real = builtins.__import__

    def without(name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0) -> Any:
        if name == "warta.recognise" and fromlist and "stanza_model" in fromlist:
            raise ModuleNotFoundError("No module named 'torch'", name="torch")
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(OSError, match=r"torch is missing"):
        library()


def test_a_folder_without_a_model_is_refused(folder: Path, tmp_path: Path) -> None:
    for name in (f"stanza:{tmp_path}", f"stanza:{tmp_path / 'tiada'}"):
        with pytest.raises(OSError, match="holds no stanza model"):
            warta.load(model=name)
    (tmp_path / "config.json").write_text("[]", encoding="utf-8")
    with pytest.raises(OSError, match="names no version"):
        model_version(f"stanza:{tmp_path}")


# Reading


def test_weights_are_never_unpickled(folder: Path, tmp_path: Path) -> None:
    module = stanza_model()
    (tmp_path / "config.json").write_text((folder / "config.json").read_text(encoding="utf-8"), encoding="utf-8")

    class Trap:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.write_text, (tmp_path / "run", "executed"))

    np.savez(tmp_path / "weights.npz", **{"tag_clfs.0.bias": np.array([Trap()], dtype=object)})
    with pytest.raises(module.ModelError, match="holds no stanza model"):
        module.read(tmp_path)
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"temperature": 0}, "temperature"),
        ({"stanza": {**about()["stanza"], "hidden_dim": 9}}, "weights are not those"),
        ({"stanza": {**about()["stanza"], "charlm": True}}, "character language model"),
        ({"tags": 5}, "holds no stanza model"),
    ],
)
def test_settings_that_do_not_fit_are_refused(folder: Path, tmp_path: Path, change: dict[str, Any], said: str) -> None:
    module = stanza_model()
    (tmp_path / "config.json").write_text(json.dumps(about(**change)), encoding="utf-8")
    (tmp_path / "weights.npz").write_bytes((folder / "weights.npz").read_bytes())
    with pytest.raises(module.ModelError, match=said):
        module.read(tmp_path)


def test_a_model_of_other_word_vectors_is_refused(folder: Path, tmp_path: Path) -> None:
    module = stanza_model()
    config = about(vectors={"kind": "floret", "digest": "0" * 16})
    module.write(tmp_path, module.Model(config, weights_of(module, folder)))
    with pytest.raises(module.ModelError, match="other word vectors"):
        warta.load(model=f"stanza:{tmp_path}")


def weights_of(module: Any, folder: Path) -> dict[str, np.ndarray]:
    return {k: v.numpy() for k, v in module.read(folder).net.state_dict().items()}


def test_vectors_in_the_folder_come_before_the_shipped_ones(folder: Path, tmp_path: Path) -> None:
    module = stanza_model()
    table = spacy.vectors.Vectors(
        data=np.random.default_rng(1).normal(size=(32, 6)).astype(np.float16),
        mode="floret",
        strings=spacy.strings.StringStore(),
        minn=3,
        maxn=4,
    )
    config = about(vectors={"kind": "floret", "digest": module.digest(table)})
    module.write(tmp_path, module.Model(config, weights_of(module, folder)))
    table.to_disk(tmp_path / "vectors")
    assert load_stanza(tmp_path)(TEXT).spans[SPANS]


def test_scores_are_those_of_stanzas_own_module(folder: Path) -> None:
    """Words read once and cached give what ``NERTagger.forward`` computes from words in place."""
    module = stanza_model()
    import torch
    from stanza.models.common.data import get_long_tensor
    from stanza.models.common.vocab import VOCAB_PREFIX
    from stanza.models.ner.model import NERTagger
    from stanza.models.pos.vocab import WordVocab

    model = module.read(folder)
    vocab = module.vocabulary(model.tags, model.config["characters"])
    units = [*VOCAB_PREFIX, *WORDS[1:]]
    plain = {"lang": "id", "idx": 0, "cutoff": 0, "lower": False}
    vocab["word"] = WordVocab.load_state_dict(
        {**plain, "_id2unit": units, "_unit2id": {w: i for i, w in enumerate(units)}}
    )
    vectors = np.load(folder / "weights.npz")["word_emb.weight"].astype(np.float32)
    table = np.concatenate([vectors[:1], vectors[:1], vectors[:1], vectors[:1], vectors[1:]])
    theirs = NERTagger({**model.arguments}, vocab, emb_matrix=table)
    theirs.load_state_dict(model.net.state_dict(), strict=False)
    theirs.eval()

    sentences = [["Rahmat", "Gumilang", "di", "Temanggung"], ["Sentra", "Kartini", "di"], ["Gubernur"]]
    lengths = [len(s) for s in sentences]
    words = [w for s in sentences for w in s]
    spelled = model.spell(words)
    order = sorted(range(len(words)), key=lambda i: -len(spelled[i]))
    ranked = [spelled[i] for i in order]
    chars = get_long_tensor(ranked, len(ranked))
    tags = torch.full((3, 4, 1), 4)
    with torch.no_grad():
        _, logits, _ = theirs(
            sentences, chars, chars == 0, tags, order, lengths, [len(w) for w in ranked], None, None, None, None
        )
    distinct = sorted(set(words))
    get = module.word_vectors(folder, model, spacy.blank("id_warta").vocab)
    forms = model.forms(distinct, get(distinct))
    ours = model.scores(forms[[distinct.index(w) for w in words]], np.asarray(lengths))
    for row, length in enumerate(lengths):
        assert np.allclose(logits[0][row, :length, len(VOCAB_PREFIX) :].numpy(), ours[row, :length], atol=1e-5)


def test_a_softer_temperature_keeps_the_names_and_lowers_their_scores(folder: Path, tmp_path: Path) -> None:
    module = stanza_model()
    table = np.load(folder / "weights.npz")["word_emb.weight"].astype(np.float32)
    module.write(tmp_path, module.Model(about(temperature=4.0), weights_of(module, folder)), (WORDS, table))
    hard, soft = spans(load_stanza(folder)(TEXT)), spans(load_stanza(tmp_path)(TEXT))
    assert [s[:3] for s in hard] == [s[:3] for s in soft]
    assert np.mean([s[3] for s in soft]) < np.mean([s[3] for s in hard])


# The component


def test_names_stand_in_ents_and_spans_with_scores(nlp: spacy.Language) -> None:
    doc = nlp(TEXT)
    names = spans(doc)
    assert names, "a model without training names something"
    assert [(e.start, e.end, e.label_) for e in doc.ents] == [n[:3] for n in names]
    assert names == sorted(names)
    assert all(0 < score <= 1 and label in LABELS for *_, label, score in names)
    for mention in model_names(doc):
        assert TEXT[mention.start : mention.end] == mention.text
        assert mention.text == mention.text.strip()
        assert mention.found_by == "model"
        assert mention.score is not None


def test_labels_are_translated_and_foreign_ones_left_out(folder: Path, tmp_path: Path) -> None:
    module = stanza_model()
    theirs = about(labels={"PER": "PER", "ORG": "FAC"})
    table = np.load(folder / "weights.npz")["word_emb.weight"].astype(np.float32)
    module.write(tmp_path, module.Model(theirs, weights_of(module, folder)), (WORDS, table))
    before = [s for s in spans(load_stanza(folder)(TEXT)) if s[2] in {"PER", "ORG"}]
    after = spans(load_stanza(tmp_path)(TEXT))
    assert [(s[0], s[1], {"PER": "PER", "ORG": "FAC"}[s[2]]) for s in before] == [s[:3] for s in after]


def test_batches_give_what_single_documents_give(nlp: spacy.Language) -> None:
    texts = [TEXT, "", " \n ", "Rahmat", TEXT * 3, "Temanggung di Sentra.", "di " * 200]
    assert [spans(d) for d in nlp.pipe(texts, batch_size=3)] == [spans(nlp(t)) for t in texts]


def test_a_long_document_is_read_in_turns(nlp: spacy.Language, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "Rahmat Gumilang di Temanggung meresmikan Sentra Kartini di sana " * 300
    whole = spans(nlp(long))
    turns: list[int] = []
    component = nlp.get_pipe("warta_tagger")
    real = component.model.scores

    def counted(forms: Any, lengths: Any) -> Any:
        turns.append(len(forms))
        return real(forms, lengths)

    monkeypatch.setattr("warta.recognise.stanza_tagger.BATCH_WORDS", 500)
    monkeypatch.setattr(component.model, "scores", counted)
    assert spans(nlp(long)) == whole
    assert len(turns) > 4
    assert max(turns) <= 500 + SEGMENT_MAX


def test_few_word_forms_are_kept_and_nothing_changes(nlp: spacy.Language, monkeypatch: pytest.MonkeyPatch) -> None:
    component = nlp.get_pipe("warta_tagger")
    texts = [TEXT, "Kartini di Temanggung", TEXT]
    before = [spans(nlp(text)) for text in texts]
    monkeypatch.setattr(component.forms, "_most", 2)
    assert [spans(nlp(text)) for text in texts] == before


def test_torch_is_left_as_it_was(folder: Path) -> None:
    torch = pytest.importorskip("torch")
    torch.manual_seed(5)
    expected = torch.rand(3).tolist()
    torch.manual_seed(5)
    threads = torch.get_num_threads()
    load_stanza(folder)(TEXT)
    assert torch.rand(3).tolist() == expected
    assert torch.get_num_threads() == threads


# The run


@pytest.fixture(scope="module")
def report(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    base = tmp_path_factory.mktemp("run")
    (base / "masuk").mkdir()
    (base / "masuk" / "siaran.txt").write_text(TEXT * 2, encoding="utf-8")
    model = f"stanza:{folder}"
    warta.run(base / "masuk", base / "keluar", model=model, workers=1)
    yield base, model


def test_tables_of_a_run_have_the_same_shape(report: tuple[Path, str]) -> None:
    base, _model = report
    warta.run(base / "masuk", base / "biasa", workers=1)
    ours, usual = warta.read_tables(base / "keluar"), warta.read_tables(base / "biasa")
    for name in ("documents", "mentions", "dates", "amounts"):
        one, other = getattr(ours, name), getattr(usual, name)
        assert dict(one.dtypes) == dict(other.dtypes), name
    assert len(ours.documents) == 1
    by_model = ours.mentions[ours.mentions.found_by == "model"]
    text = TEXT * 2
    assert all(text[m.start : m.end] == m.text for m in by_model.itertuples())


def test_the_run_names_the_model_and_a_second_one_has_nothing_to_do(report: tuple[Path, str]) -> None:
    base, model = report
    said = json.loads((base / "keluar" / "run.json").read_text(encoding="utf-8"))
    assert said["model"].startswith(f"{model} 0.0.1 (")
    assert model_of(said) == model
    assert status(base / "keluar")["current"] == version(model)
    assert warta.run(base / "masuk", base / "keluar", model=model, workers=1).new == 0


def test_worker_processes_give_the_same_tables(report: tuple[Path, str]) -> None:
    base, model = report
    warta.run(base / "masuk", base / "dua", model=model, workers=2)
    one, two = warta.read_tables(base / "keluar").mentions, warta.read_tables(base / "dua").mentions
    assert one.equals(two)


def test_other_weights_are_another_version(folder: Path, tmp_path: Path) -> None:
    module = stanza_model()
    module.write(tmp_path, loud(module.Model(about()), seed=4))
    assert version(f"stanza:{tmp_path}") != version(f"stanza:{folder}")
    assert model_version(f"stanza:{tmp_path}").startswith(f"stanza:{tmp_path} 0.0.1 (")


def test_extract_takes_it(report: tuple[Path, str]) -> None:
    _, model = report
    facts = warta.extract(TEXT, model=model)
    assert all(TEXT[n.start : n.end] == n.text for n in facts.names)
