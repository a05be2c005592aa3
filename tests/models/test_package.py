"""The shipped package: found by spaCy, small, without torch, good enough."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from warta.recognise.model import load_model, model_names
from warta.recognise.pipeline import load

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "models/id_warta_md"
SHARED = ROOT.parent / "shared"
#: Scores only rise: strict F1 on the gold by the model alone; accuracies on UD GSD test.
FLOOR = 0.81
POS_FLOOR, LEMMA_FLOOR = 0.88, 0.88


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("id_warta_md")


def names(nlp: Language, text: str) -> list[tuple[str, str]]:
    return [(m.label, m.text) for m in model_names(nlp(text))]


def test_spacy_knows_the_distribution() -> None:
    assert importlib.metadata.distribution("id_warta_md").metadata["Name"] == "id_warta_md"


def test_the_package_is_at_most_40_mb() -> None:
    assert sum(p.stat().st_size for p in PACKAGE.rglob("*") if p.is_file()) <= 40 * 2**20


def test_no_file_can_run_code_when_loaded() -> None:
    arrays = [p for p in PACKAGE.rglob("*") if p.suffix == ".npy" or p.name == "vectors"]
    assert arrays
    for path in arrays:
        head = path.read_bytes()[:128]
        assert head.startswith(b"\x93NUMPY")
        assert b"'descr': '<f2'" in head


def test_loading_needs_neither_torch_nor_the_network() -> None:
    # spaCy itself imports torch where it is installed, so its absence is staged.
    code = (
        "import sys, socket\n"
        "sys.modules['torch'] = None\n"
        "def no(*a, **k): raise OSError('network')\n"
        "socket.socket.connect = no\n"
        "import spacy\n"
        "doc = spacy.load('id_warta_md')('Gubernur Banten tiba.')\n"
        "assert doc.ents\n"
        "print(sys.modules['torch'], 'stanza' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "None False"


def test_meta_names_every_source_with_its_licence() -> None:
    meta = json.loads((PACKAGE / "meta.json").read_text(encoding="utf-8"))
    assert meta["lang"] == "id_warta"
    assert all(s["name"] and s["license"] for s in meta["sources"])
    # What the recipe trains the shipped model from: annotated and unlabelled articles, parts of speech, no auxiliary corpus.
    recipe = tomllib.loads((PACKAGE.parent / "recipe" / "recipe.toml").read_text(encoding="utf-8"))
    sections = [*recipe["teachers"], *([recipe["student"]] if recipe["student"]["epochs"] else [])]
    auxiliary = {task for section in sections for task in section["aux"]}
    assert len(meta["sources"]) == 3 + len(auxiliary)
    assert (meta["license"] == "MIT") == ("pos" not in auxiliary)
    assert meta["performance"]["gold"]["all"]["low"] <= meta["performance"]["gold"]["all"]["f"]


def test_load_model_is_the_same_pipeline(nlp: Language) -> None:
    text = "Menteri Sosial Rahmat Gumilang meninjau Balai Kartini di Temanggung bersama PT Sinar Lestari."
    again = load_model()
    assert again is not None
    assert names(again, text) == names(nlp, text)


def test_a_missing_model_is_none() -> None:
    assert load_model("no_such_model_package") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gubernur Jawa Barat tiba di Bandung.", [("POS", "Gubernur"), ("LOC", "Jawa Barat"), ("LOC", "Bandung")]),
        ('"Kami siap," kata Rahmat Gumilang.', [("PER", "Rahmat Gumilang")]),
        ("Kementerian Sosial menyalurkan bantuan.", [("ORG", "Kementerian Sosial")]),
        ("Warga membawa beras ke rumah.", []),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_plain_sentences(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(nlp, text) == expected


@pytest.mark.parametrize("recase", [str.upper, str.title])
def test_headlines_in_other_casing(nlp: Language, recase) -> None:  # type: ignore[no-untyped-def]
    found = names(nlp, recase("Prabowo bertemu Anwar Ibrahim di Kuala Lumpur, Malaysia"))
    assert [label for label, _ in found] == ["PER", "PER", "LOC", "LOC"]


def test_scores_are_probabilities(nlp: Language) -> None:
    mentions = model_names(nlp("Presiden Prabowo Subianto menerima Wali Kota Surabaya di Istana Merdeka, Jakarta."))
    assert mentions
    assert all(m.score is not None and 0 < m.score <= 1 and m.found_by == "model" for m in mentions)


def test_every_occurrence_of_a_name_reads_alike(nlp: Language) -> None:
    text = (
        "Direktur Utama PT Tirta Buana, Galih Wiratama, meresmikan pabrik di Tegal.\n\n"
        "Galih mengatakan pabrik itu menyerap tenaga kerja. Menurut Galih, produksi dimulai bulan depan."
    )
    assert [label for label, surface in names(nlp, text) if surface == "Galih"] == ["PER", "PER"]


def test_sentences_parts_of_speech_and_lemmas_come_with_the_names(nlp: Language) -> None:
    doc = nlp("Menteri itu membeli beras di pasar. Pedagang dr. Wahyu menerimanya.")
    assert [s.text for s in doc.sents] == [
        "Menteri itu membeli beras di pasar.",
        "Pedagang dr. Wahyu menerimanya.",
    ]
    assert all(token.pos_ and token.lemma_ for token in doc)
    assert [doc[2].lemma_, doc[2].pos_] == ["beli", "VERB"]


def test_a_component_can_be_left_out() -> None:
    nlp = spacy.load("id_warta_md", exclude=["warta_pos", "warta_lemmas"])
    assert nlp.pipe_names == ["warta_sentences", "warta_tagger"]
    assert not nlp("Menteri itu")[0].pos_


def test_a_run_of_warta_loads_the_names_alone() -> None:
    assert {"warta_pos", "warta_lemmas"}.isdisjoint(load().pipe_names)


@pytest.mark.shared
def test_parts_of_speech_and_lemmas_on_a_treebank(nlp: Language) -> None:
    """Floors under what the model card says; the treebank is one the package has not learned from."""
    path = SHARED / "ud/id_gsd-ud-test.conllu"
    if not path.exists():
        pytest.skip("the development data does not lie in ../shared")
    pytest.importorskip("torch")
    sys.path.insert(0, str(ROOT / "models/recipe"))
    from pos import judge

    scores = judge(nlp, path)
    assert scores["pos"] >= POS_FLOOR
    assert scores["lemma_open"] >= LEMMA_FLOOR


@pytest.mark.shared
def test_strict_score_on_the_gold() -> None:
    """The floor is that of the shipped model on the gold, alone and without rules; it may only rise."""
    if not (SHARED / "gold").exists():
        pytest.skip("the development data does not lie in ../shared")
    sys.path.insert(0, str(ROOT / "models/recipe"))
    from score import counts, report
    from warta.recognise.wrap import unwrap

    from corpus import SCORED, read_gold

    nlp = spacy.load("id_warta_md")
    articles = read_gold(SHARED)
    docs = nlp.pipe([unwrap(a.text) for a in articles])
    tables = [
        counts(a.spans, [(e.start_char, e.end_char, e.label_) for e in d.ents], SCORED)
        for a, d in zip(articles, docs, strict=True)
    ]
    assert report(tables, SCORED)["all"]["f"] >= FLOOR
