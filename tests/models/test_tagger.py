"""The tagger's plain parts: features, segments, decoding, the network's layout."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from warta.recognise.network import Network, allowed, bioes, decode, pooled, viterbi
from warta.recognise.tagger import (
    FEATURE_ROWS,
    FEATURES,
    SEGMENT_MAX,
    Tagger,
    casing,
    features,
    layout,
    segments,
    word_class,
)

LABELS = ("ORG", "PER")
TAGS = bioes(LABELS)


def cut(text: str) -> list[list[str]]:
    words = [t.text for t in spacy.blank("id_warta")(text)]
    return [[words[i] for i in s] for s in segments([word_class(w)[0] for w in words])]


def random_weights(dims: int, width: int = 8, hidden: int = 4, tags: int = len(TAGS)) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    shapes = {
        "bag": (FEATURE_ROWS, 6),
        "flags.w": (width, 6),
        "form1.w": (10, 6 + dims),
        "form1.b": (10,),
        "form2.w": (width, 10),
        "form2.b": (width,),
        "pool.w": (width, 6 * hidden),
        "pool.b": (width,),
        "names.w": (tags, 2 * hidden),
        "names.b": (tags,),
    }
    for layer in ("lstm1", "lstm2"):
        for way in ("fore", "back"):
            shapes[f"{layer}.{way}.w"] = (4 * hidden, width)
            shapes[f"{layer}.{way}.u"] = (4 * hidden, hidden)
            shapes[f"{layer}.{way}.b"] = (4 * hidden,)
    return {k: rng.normal(size=v).astype(np.float32) for k, v in shapes.items()}


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    nlp = spacy.blank("id_warta")
    nlp.vocab.vectors = spacy.vectors.Vectors(
        data=np.random.default_rng(1).normal(size=(64, 5)).astype(np.float32),
        mode="floret",
        strings=nlp.vocab.strings,
        minn=3,
        maxn=4,
    )
    tagger = nlp.add_pipe("warta_tagger")
    assert isinstance(tagger, Tagger)
    tagger.load_weights(random_weights(5), LABELS)
    return nlp


def test_case_is_told_by_the_shape_features_alone() -> None:
    lower, title, upper = features("surabaya"), features("Surabaya"), features("SURABAYA")
    assert lower[:10] == title[:10] == upper[:10]
    assert len({tuple(f[10:]) for f in (lower, title, upper)}) == 3


def test_accents_and_digits_are_plain_in_the_word_features() -> None:
    assert features("Sémarang")[:10] == features("Semarang")[:10]
    assert features("B2")[:10] == features("B7")[:10]


@given(st.text(min_size=1, max_size=30))
def test_features_stay_inside_the_table(form: str) -> None:
    rows = features(form)
    assert len(rows) == FEATURES
    assert all(0 <= r < FEATURE_ROWS for r in rows)


def test_a_line_break_ends_a_segment() -> None:
    assert cut("Gubernur tiba\n\nIa disambut warga") == [["Gubernur", "tiba"], ["Ia", "disambut", "warga"]]


def test_a_short_sentence_goes_on_into_the_next() -> None:
    assert len(cut("Ia tiba. Warga menyambut.")) == 1


def test_a_long_sentence_ends_behind_its_closing_quote() -> None:
    sentence = '"' + "kata " * 20 + 'selesai." Lalu mereka pulang ke desa.'
    first, second = cut(sentence)
    assert first[-2:] == [".", '"']
    assert second[0] == "Lalu"


@given(st.lists(st.integers(0, 4), max_size=300))
def test_segments_hold_every_token_but_white_space_once(classes: list[int]) -> None:
    cuts = segments(classes)
    assert [i for s in cuts for i in s] == [i for i, c in enumerate(classes) if c not in (1, 2)]
    assert all(0 < len(s) <= SEGMENT_MAX for s in cuts)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Bupati meresmikan pasar baru di Blora", 0),
        ("BUPATI MERESMIKAN PASAR BARU DI BLORA", 1),
        ("Bupati Meresmikan Pasar Baru di Blora", 2),
        ("bupati meresmikan pasar baru di blora", 3),
        ("KPK BLORA", 0),
    ],
)
def test_casing_of_a_line(line: str, kind: int) -> None:
    assert casing([word_class(w)[1] for w in line.split()]) == kind


def test_viterbi_mends_what_single_tags_break() -> None:
    follow, start, end = allowed(TAGS)
    scores = np.full((3, len(TAGS)), -5.0, dtype=np.float32)
    scores[0, TAGS.index("B-ORG")] = -0.1
    scores[1, TAGS.index("I-PER")] = -0.6  # may not follow B-ORG
    scores[1, TAGS.index("I-ORG")] = -0.9
    scores[2, TAGS.index("E-ORG")] = -0.1
    assert [TAGS[t] for t in viterbi(scores, follow, start, end)] == ["B-ORG", "I-ORG", "E-ORG"]


@given(st.integers(0, 10_000), st.integers(1, 12))
def test_decoded_names_never_overlap_nor_leave_their_segment(seed: int, length: int) -> None:
    raw = np.random.default_rng(seed).normal(size=(2 * length, len(TAGS))).astype(np.float32) * 3
    logp = raw - np.log(np.exp(raw).sum(axis=1, keepdims=True))
    found = list(decode(logp, np.array([length, length]), TAGS))
    last = 0
    for start, end, label, score in found:
        assert last <= start < end
        assert (start < length) == (end <= length)
        assert label in LABELS
        assert 0 < score <= 1
        last = end


def test_pooling_gives_every_occurrence_the_same_row() -> None:
    h = np.array([[1.0, 5.0], [3.0, 1.0], [7.0, 7.0]], dtype=np.float32)
    mean, top = pooled(h, np.array([4, 4, 2]))
    assert mean.tolist() == [[2, 3], [2, 3], [7, 7]]
    assert top.tolist() == [[3, 5], [3, 5], [7, 7]]


def test_equal_words_of_different_documents_are_no_group() -> None:
    keys = [np.array([1, 2, 1]), np.array([1])]
    batch = layout(keys, keys, [np.ones(3), np.ones(1)], {1: 0, 2: 1}.__getitem__, [word_class("a"), word_class("b")])
    assert batch.group.tolist() == [0, 1, 0, 2]
    assert batch.places == [(0, 0), (0, 1), (0, 2), (1, 0)]


def test_one_document_at_a_time_or_in_a_batch_is_the_same(nlp: spacy.Language) -> None:
    texts = ["Bupati Rahma tiba di Blora.", "", " \n\n ", "Ia disambut Karang Taruna Mekar.\n\nWarga senang.", "KPK"]
    single = [[(e.start, e.end, e.label_) for e in nlp(t).ents] for t in texts]
    batch = [[(e.start, e.end, e.label_) for e in d.ents] for d in nlp.pipe(texts, batch_size=3)]
    assert single == batch
    assert any(single)
    assert single[1] == single[2] == []


def test_every_span_has_a_score(nlp: spacy.Language) -> None:
    doc = nlp("Bupati Rahma tiba di Blora bersama Karang Taruna Mekar.")
    group = doc.spans["warta_model"]
    assert len(group) == len(group.attrs["scores"]) == len(doc.ents) > 0


def test_a_document_of_another_vocabulary_is_read_alike(nlp: spacy.Language) -> None:
    text = "Bupati Sukmawijaya tiba di Kalirejo."
    other = spacy.blank("id_warta")(text)
    nlp.get_pipe("warta_tagger")(other)
    assert [(e.start, e.end, e.label_) for e in other.ents] == [(e.start, e.end, e.label_) for e in nlp(text).ents]


def test_weights_survive_the_disk(nlp: spacy.Language, tmp_path) -> None:  # type: ignore[no-untyped-def]
    tagger = nlp.get_pipe("warta_tagger")
    tagger.to_disk(tmp_path / "t")
    again = Tagger(nlp.vocab).from_disk(tmp_path / "t")
    assert again.labels == LABELS
    for key, array in tagger.network.weights.items():
        assert np.allclose(array, again.network.weights[key], atol=2e-3)


def test_without_weights_the_component_says_so() -> None:
    nlp = spacy.blank("id_warta")
    nlp.add_pipe("warta_tagger")
    with pytest.raises(ValueError, match="holds no weights"):
        nlp("Blora")


def test_the_torch_network_computes_the_same() -> None:
    torch = pytest.importorskip("torch", reason="torch is needed for training only")
    import sys
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).parents[2] / "models/recipe"))
    from net import Net, Shape

    torch.manual_seed(0)
    net = Net(Shape(dims=5, bag=6, form=10, width=8, hidden=4), {"names": len(TAGS)}).eval()
    rng = np.random.default_rng(0)
    rows = rng.integers(0, FEATURE_ROWS, size=(7, FEATURES))
    vectors = rng.normal(size=(7, 5)).astype(np.float32)
    words = np.array([0, 1, 2, 3, 1, 4, 5, 6, 1])
    batch = layout([words], [words], [np.ones(9)], int, [word_class(w) for w in ("a", "B", "c", ".", "\n", "e", "f")])
    network = Network(net.export())
    with torch.no_grad():
        tensors = [torch.from_numpy(a) for a in (rows, vectors, batch.form, batch.flags, batch.group)]
        logits = net(*tensors, batch.lengths, "names").log_softmax(1).numpy()
    assert np.allclose(network.logp(network.encode(network.form(rows, vectors), batch)), logits, atol=1e-5)


def spans_of(doc: spacy.tokens.Doc) -> list[tuple[int, int, str, float]]:
    group = doc.spans["warta_model"]
    return [(s.start, s.end, s.label_, round(x, 5)) for s, x in zip(group, group.attrs["scores"], strict=True)]


def test_a_text_read_twice_in_one_casing_is_read_as_once(nlp: spacy.Language) -> None:
    text = "Rini Lestari membuka Balai Wyata Guna di Bandung. Rini pulang ke Garut.\n\nKata Rini, ia lelah."
    tagger, once, twice = nlp.get_pipe("warta_tagger"), nlp(text), nlp.make_doc(text)
    tagger.annotate_together([twice, nlp.make_doc(text)])
    assert spans_of(twice) == spans_of(once) and spans_of(once)


def test_casings_of_a_text_speak_with_one_voice_at_the_offsets_they_share(nlp: spacy.Language) -> None:
    text = "PT. RINI LESTARI MEMBUKA BALAI WYATA GUNA DI BANDUNG, DAN PULANG."
    tagger, first = nlp.get_pipe("warta_tagger"), nlp.make_doc(text.lower())
    tagger.annotate_together([first, nlp.make_doc(text), nlp.make_doc("")])

    def chances(doc: spacy.tokens.Doc) -> dict[int, np.ndarray]:
        batch = tagger.batch([doc])
        found = np.exp(tagger.network.logp(tagger.network.encode(tagger.forms.table, batch)))
        return {doc[i].idx: row for (_, i), row in zip(batch.places, found, strict=True)}

    low, high = chances(first), chances(nlp.make_doc(text))
    mean = np.array([(row + high[at]) / 2 if at in high else row for at, row in low.items()])
    lengths = tagger.batch([first]).lengths
    expected = [(s, e, label) for s, e, label, _ in decode(np.log(mean), lengths, TAGS)]
    assert [(s, e, label) for s, e, label, _ in spans_of(first)] == expected


def test_reading_nothing_together_is_refused_and_white_space_holds_no_names(nlp: spacy.Language) -> None:
    tagger = nlp.get_pipe("warta_tagger")
    with pytest.raises(ValueError, match="nothing to read"):
        tagger.annotate_together([])
    doc = nlp.make_doc("\n \n")
    tagger.annotate_together([doc, nlp.make_doc("\n \n")])
    assert spans_of(doc) == []
