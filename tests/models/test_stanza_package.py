"""The stanza model that ships: it fits the shipped word vectors, is small, and finds names in news."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import warta

FOLDER = Path(__file__).parents[2] / "models" / "id_warta_stanza"
TEXT = (
    "Menteri Sosial Rahmat Gumilang meresmikan Sentra Kartini di Temanggung, Jawa Tengah, Senin.\n\n"
    'Acara itu dihadiri Dinas Sosial Provinsi Jawa Tengah. "Bantuan ini untuk warga," kata Rahmat Gumilang.\n'
)


def test_it_is_small_and_says_how_it_scored() -> None:
    assert sum(f.stat().st_size for f in FOLDER.iterdir() if f.is_file()) < 40_000_000
    config = json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))
    assert config["license"] == "MIT"
    assert 0.85 < config["performance"]["held"]["all"]["f"] < 1


def test_it_reads_names_with_the_shipped_vectors() -> None:
    pytest.importorskip("torch", reason='the extra "stanza" is not installed')
    pytest.importorskip("stanza", reason='the extra "stanza" is not installed')
    pytest.importorskip("id_warta_md", reason="its word vectors lie in that package")
    from warta.recognise.model import load_stanza, model_names

    found = {(n.label, n.text): n.score for n in model_names(load_stanza(FOLDER)(TEXT))}
    assert ("PER", "Rahmat Gumilang") in found
    assert ("LOC", "Temanggung") in found
    assert all(score is not None and 0 < score < 1 for score in found.values())
    assert any(n.text == "Rahmat Gumilang" for n in warta.extract(TEXT, model="stanza").names)
