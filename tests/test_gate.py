"""The quality gate: scores of the whole pipeline that no change may lower.

Floors stand just below what was measured when they were last set. They only go up: a change
that raises a score raises its floor; a change that would lower one is not ready. The digest ties the
floors of the corpus to its texts and gold, so that neither can be eased without showing here.
"""

import hashlib
from pathlib import Path

import pytest
import warta.run
from spacy.language import Language
from warta.evaluate import Scores, errors, evaluate_folder, evaluate_tables, render
from warta.recognise.pipeline import load

ROOT = Path(__file__).parents[1]
RELEASES = ROOT / "corpus" / "releases"
SHARED = ROOT.parent / "shared" / "gold"

#: F1 on the project's own corpus; `metadata.*` is the share of documents that are right
CORPUS_FLOORS = {
    "names.strict": 0.96,
    "names.overlap": 0.97,
    "dates.value": 0.99,
    "amounts.value": 0.98,
    "officials.holder": 0.88,
    "officials.full": 0.86,
    "entities.names": 0.98,
    "entities.bcubed": 0.99,
    "metadata.title": 1.0,
    "metadata.published_at": 1.0,
    "metadata.publisher": 1.0,
    "metadata.author": 1.0,
    "metadata.editor": 1.0,
    "metadata.dateline_place": 1.0,
}
CORPUS_DIGEST = "98227a61904581db"

#: the same on the 22 annotated real documents, where the development data is at hand
SHARED_FLOORS = {
    "names.strict": 0.93,
    "dates.value": 0.99,
    "amounts.value": 0.99,
    "officials.holder": 0.88,
    "officials.full": 0.86,
    "entities.names": 0.98,
    "entities.bcubed": 0.99,
    "metadata.title": 0.95,
    "metadata.published_at": 0.95,
}


def value(scores: Scores, key: str) -> float:
    part, _, name = key.partition(".")
    found = scores.fields[name].share if part == "metadata" else scores[key].f1
    assert found is not None, f"{key} is undefined"
    return found


def failures(scores: Scores, floors: dict[str, float]) -> list[str]:
    measured = {key: value(scores, key) for key in floors}
    return [f"{key}: {measured[key]:.4f} < {floor:.4f}" for key, floor in floors.items() if measured[key] < floor]


def digest(folder: Path) -> str:
    """Hash names and contents of all documents and gold but those whose bytes depend on library versions."""
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".pdf", ".docx"):
            whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:16]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="module")
def corpus_scores(nlp: Language) -> Scores:
    return evaluate_folder(RELEASES, nlp=nlp)


@pytest.fixture(scope="module")
def shared_scores(nlp: Language) -> Scores:
    if not SHARED.is_dir():
        pytest.skip(f"needs the development data in {SHARED}")
    return evaluate_folder(SHARED, nlp=nlp)


def test_the_floors_belong_to_this_corpus() -> None:
    assert digest(RELEASES) == CORPUS_DIGEST, "the corpus changed: measure again and set floors and digest together"


def test_own_corpus(corpus_scores: Scores) -> None:
    assert corpus_scores.unread == ()
    assert failures(corpus_scores, CORPUS_FLOORS) == [], render(corpus_scores)


@pytest.mark.shared
def test_real_documents(shared_scores: Scores) -> None:
    assert shared_scores.unread == ()
    assert failures(shared_scores, SHARED_FLOORS) == [], render(shared_scores)


def test_the_gate_can_fail(corpus_scores: Scores) -> None:
    """A floor above what was measured is reported, by name."""
    assert failures(corpus_scores, {"names.strict": 1.01, "metadata.title": 0.0}) != []


def test_written_tables_score_the_same(corpus_scores: Scores, tmp_path: Path) -> None:
    """Who has only the CSV files comes to the same numbers and the same errors."""
    warta.run(RELEASES, tmp_path / "out", workers=1)
    from_tables = evaluate_tables(tmp_path / "out", RELEASES)
    assert from_tables.unread == ()
    assert from_tables.fields == corpus_scores.fields
    assert from_tables.measures == corpus_scores.measures
    assert [(e.document, e.problem, e.found) for e in errors(from_tables)] == [
        (e.document, e.problem, e.found) for e in errors(corpus_scores)
    ]
