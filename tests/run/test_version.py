"""Which pipeline made a record: code, model and libraries."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
import warta
from warta.recognise.model import PACKAGE
from warta.recognise.pipeline import RULES as NO_MODEL
from warta.run.version import RULES, SHIPPED, model_version, version

from tests.run.helpers import write

RELEASES = Path(__file__).parents[2] / "corpus" / "releases"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A model package made by spaCy: warta's language without components."""
    import spacy

    folder = tmp_path / "paket" / "id_warta_percobaan"
    folder.mkdir(parents=True)
    spacy.blank("id_warta", meta={"name": "percobaan", "version": "1.2.3"}).to_disk(folder / "id_warta_percobaan-1.2.3")
    (folder / "meta.json").write_text((folder / "id_warta_percobaan-1.2.3" / "meta.json").read_text(), encoding="utf-8")
    (folder / "__init__.py").write_text(
        "import warta.recognise.language\n"
        "from spacy.util import load_model_from_init_py\n"
        "def load(**options):\n"
        "    return load_model_from_init_py(__file__, exclude=['tokenizer'], **options)\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(folder.parent)
    yield folder
    sys.modules.pop("id_warta_percobaan", None)


def test_names_known_elsewhere_agree_with_there() -> None:
    assert (SHIPPED, RULES) == (PACKAGE, NO_MODEL)


def test_the_shipped_model_is_named_with_version_and_digest() -> None:
    name, release, digest = model_version().split()
    assert name == SHIPPED
    assert release == metadata.version("id_warta_md"), "the distribution and the model's meta.json agree"
    assert len(digest) == len("(12345678)")
    assert model_version(SHIPPED) == model_version()


def test_the_version_of_records_tells_models_apart(package: Path) -> None:
    assert len({version(), version("rules"), version("id_warta_percobaan")}) == 3
    assert version() == version(SHIPPED)
    assert model_version("rules") == "rules"


def test_a_model_trained_again_under_one_version_is_another(package: Path) -> None:
    from warta.run import version as module

    before = model_version("id_warta_percobaan")
    assert before.startswith("id_warta_percobaan 1.2.3 (")
    strings = package / "id_warta_percobaan-1.2.3" / "vocab" / "strings.json"
    strings.write_text(json.dumps([*json.loads(strings.read_text()), "baru"]), encoding="utf-8")
    module._weights.cache_clear()
    assert model_version("id_warta_percobaan") != before


def test_what_python_leaves_beside_a_model_does_not_count(package: Path) -> None:
    from warta.run import version as module

    before = model_version("id_warta_percobaan")
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__" / "x.pyc").write_bytes(b"x")
    module._weights.cache_clear()
    assert model_version("id_warta_percobaan") == before


@pytest.mark.parametrize(
    ("name", "said"), [("tidak_ada", "no model package 'tidak_ada' is installed"), ("json", "is no model package")]
)
def test_a_model_that_is_not_there_is_said_before_anything_is_written(tmp_path: Path, name: str, said: str) -> None:
    inbox = write(tmp_path / "masuk", a="Rina Kusuma menanam padi.")
    with pytest.raises(OSError, match=said):
        warta.run(inbox, tmp_path / "keluar", model=name, workers=1)
    assert not (tmp_path / "keluar").exists()
    with pytest.raises(OSError, match=said):
        warta.load(model=name)


def test_another_model_makes_other_records(tmp_path: Path, package: Path) -> None:
    inbox = RELEASES / "kkp-maumere.txt"
    by_model = {}
    for model in (None, "rules", "id_warta_percobaan"):
        report = warta.run(inbox, tmp_path / "keluar", model=model, workers=1)
        assert (report.new, report.problems) == (1, 0)
        by_model[model] = warta.read_tables(tmp_path / "keluar").mentions.found_by
        said = json.loads((tmp_path / "keluar" / "run.json").read_text(encoding="utf-8"))
        assert said["model"] == model_version(model)
    assert "model" in set(by_model[None])
    assert "model" not in {*by_model["rules"], *by_model["id_warta_percobaan"]}
    assert warta.run(inbox, tmp_path / "keluar", model="rules", workers=1).new == 0


def test_status_counts_the_records_of_the_model_last_used(tmp_path: Path) -> None:
    from warta.run.status import status

    inbox = write(tmp_path / "masuk", a="Rina Kusuma menanam padi.")
    warta.run(inbox, tmp_path / "keluar", model="rules", workers=1)
    state = status(tmp_path / "keluar")
    assert state["records"] == {state["current"]: 1}
