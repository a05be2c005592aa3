"""The notebooks run from top to bottom, draw their charts and are committed without output."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
#: Charts of each notebook, and words that must be in them.
CHARTS = {
    "explore.ipynb": (6, ("Tahun terbit", "Embung Lariang", "Rp3,07 triliun", "pejabat sementara", "kabupaten/kota")),
    "rules.ipynb": (1, ("sebelum", "sesudah", "pengetahuan sendiri")),
}
#: What else a notebook must show.
SHOWN = {
    "explore.ipynb": ("12 documents", "harga saham", "did you mean", "Sentra Pengolahan Ikan"),
    "rules.ipynb": (
        "lexicon:own:lembaga.csv",
        "rule:own:arisan",
        "0 documents extracted again",
        "per-joko-pramudya",
        "org-kementerian-pertanian",
        "patterns.ORG.kelompok: a repeat inside a repeated part",
    ),
}


@pytest.fixture(scope="module", params=NOTEBOOKS)
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list]:
    """One notebook with its cells run, in a folder laid out like the project."""
    for package in ("altair", "nbclient", "ipykernel", "vl_convert"):
        pytest.importorskip(package, reason=f"needs the extra notebook ({package})")
    import nbformat
    from nbclient import NotebookClient

    folder = tmp_path_factory.mktemp("buku")
    (folder / "notebooks").mkdir()
    (folder / "corpus").symlink_to(ROOT / "corpus")
    shutil.copy(ROOT / "notebooks" / request.param, folder / "notebooks")
    book = nbformat.read(folder / "notebooks" / request.param, as_version=4)
    NotebookClient(
        book, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder / "notebooks"}}
    ).execute()
    return request.param, [output for cell in book.cells for output in cell.get("outputs", [])]


def data(outputs: list, kind: str) -> list[str]:
    return [output["data"][kind] for output in outputs if kind in output.get("data", {})]


def test_every_chart_is_drawn_with_its_labels(ran: tuple[str, list]) -> None:
    name, outputs = ran
    number, words = CHARTS[name]
    drawn = data(outputs, "image/svg+xml")
    assert len(drawn) == number
    for word in words:
        assert any(word in picture for picture in drawn), word
    assert not any("NaN" in picture or "undefined" in picture for picture in drawn)


def test_it_shows_what_its_text_speaks_of(ran: tuple[str, list]) -> None:
    name, outputs = ran
    shown = "\n".join(
        [*data(outputs, "text/html"), *data(outputs, "text/plain"), *(o["text"] for o in outputs if "text" in o)]
    )
    for word in SHOWN[name]:
        assert word in shown, word
    assert not [o["text"] for o in outputs if o.get("name") == "stderr"]


def test_there_are_notebooks() -> None:
    assert set(NOTEBOOKS) == set(CHARTS) == set(SHOWN)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_notebooks_are_committed_without_output(name: str) -> None:
    book = json.loads((ROOT / "notebooks" / name).read_text(encoding="utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert code
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert book["cells"][0]["source"][0].startswith("# ")
