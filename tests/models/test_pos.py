"""Parts of speech: the window, its twin in torch, what the package says."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from warta.recognise.pos import REACH, UPOS, PartsOfSpeech, window
from warta.recognise.tagger import FEATURE_ROWS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("id_warta_md")


def random_weights(dims: int, form: int = 6, hidden: int = 5) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    shapes = {
        "bag": (FEATURE_ROWS, 4),
        "form.w": (form, 4 + dims),
        "form.b": (form,),
        "context.w": (hidden, (2 * REACH + 1) * form),
        "context.b": (hidden,),
        "out.w": (len(UPOS), hidden),
        "out.b": (len(UPOS),),
    }
    return {k: rng.normal(size=v).astype(np.float32) for k, v in shapes.items()}


def small() -> tuple[Language, PartsOfSpeech]:
    nlp = spacy.blank("id_warta")
    data = np.random.default_rng(1).normal(size=(64, 5)).astype(np.float32)
    nlp.vocab.vectors = spacy.vectors.Vectors(data=data, mode="floret", strings=nlp.vocab.strings, minn=3, maxn=4)
    component = nlp.add_pipe("warta_pos")
    assert isinstance(component, PartsOfSpeech)
    return nlp, component


def test_a_window_holds_the_neighbours_and_zeros_at_the_edges() -> None:
    rows = window(np.array([[1.0], [2.0], [3.0]], dtype=np.float32))
    assert rows.tolist() == [[0, 0, 1, 2, 3], [0, 1, 2, 3, 0], [1, 2, 3, 0, 0]]


def test_no_tag_is_set_before_weights_are_loaded() -> None:
    nlp, _ = small()
    with pytest.raises(ValueError, match="holds no weights"):
        nlp("Hujan turun.")


def test_white_space_is_space_and_splits_no_window() -> None:
    nlp, component = small()
    component.load_weights(random_weights(5))
    broken = nlp("Warga  membawa\n\nberas")
    plain = nlp("Warga membawa beras")
    assert [t.pos_ for t in broken if t.is_space] == ["SPACE", "SPACE"]
    assert [t.pos_ for t in broken if not t.is_space] == [t.pos_ for t in plain]
    assert len(nlp("")) == 0


def test_symbols_are_symbols_whatever_the_network_says() -> None:
    nlp, component = small()
    component.load_weights(random_weights(5))
    assert [t.pos_ for t in nlp("Harga naik 5 % lagi") if t.text == "%"] == ["SYM"]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    nlp, component = small()
    component.load_weights(random_weights(5))
    component.to_disk(tmp_path)
    other, again = small()
    again.from_disk(tmp_path)
    text = "Nelayan menjual ikan di pasar Tegal kemarin."
    assert [t.pos_ for t in other(text)] == [t.pos_ for t in nlp(text)]
    (tmp_path / "cfg.json").write_text('{"tags": ["NOUN"]}', encoding="utf-8")
    with pytest.raises(ValueError, match="other parts of speech"):
        again.from_disk(tmp_path)


def test_the_torch_network_computes_the_same() -> None:
    torch = pytest.importorskip("torch")
    sys.path.insert(0, str(ROOT / "models/recipe"))
    from pos import Window
    from warta.recognise.tagger import features

    nlp, component = small()
    torch.manual_seed(0)
    net = Window(5, bag=4, form=6, hidden=5).eval()
    component.load_weights(net.export())
    words = ["Petani", "muda", "itu", "menanam", "padi"]
    doc = component(Doc(nlp.vocab, words=words))
    places = np.full((5, 5), 5)
    for i in range(5):
        for k in range(-REACH, REACH + 1):
            if 0 <= i + k < 5:
                places[i, k + REACH] = i + k
    rows = torch.tensor([features(w) for w in words])
    vectors = torch.from_numpy(np.asarray(nlp.vocab.vectors.get_batch(words), dtype=np.float32))
    best = net(rows, vectors, torch.from_numpy(places)).argmax(1).tolist()
    assert [t.pos_ for t in doc] == [UPOS[b] for b in best]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Petani menanam padi di sawah.", "NOUN VERB NOUN ADP NOUN PUNCT"),
        ("Mereka tidak akan pulang.", "PRON PART AUX VERB PUNCT"),
        ("Gubernur dan dua wakil membuka rapat.", "NOUN CCONJ NUM NOUN VERB NOUN PUNCT"),
    ],
)
def test_tags_of_the_package(nlp: Language, text: str, tags: str) -> None:
    assert " ".join(t.pos_ for t in nlp(text)) == tags
