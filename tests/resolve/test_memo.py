from __future__ import annotations

import pytest
from warta.facts.documents import to_batch
from warta.facts.extract import extract_batches
from warta.read import document_from_text
from warta.recognise.pipeline import load
from warta.resolve.entities import resolve
from warta.resolve.keys import fold
from warta.resolve.memo import forget, kept, remembered
from warta.resolve.rows import NameRow


def test_results_are_kept_until_they_are_forgotten() -> None:
    asked: list[str] = []

    @remembered
    def length(name: str) -> int:
        asked.append(name)
        return len(name)

    assert [length("Sari"), length("Sari")] == [4, 4]
    assert asked == ["Sari"]
    forget()
    assert length("Sari") == 4
    assert asked == ["Sari", "Sari"]


def test_resolution_leaves_nothing_behind() -> None:
    resolve([NameRow("PER", "Sari Kusuma"), NameRow("ORG", "Dinas Sosial Kota Tegal")])
    assert fold.cache_info().currsize == 0  # type: ignore[attr-defined]


def test_few_results_stay_and_many_are_dropped() -> None:
    forget()

    @remembered
    def twice(name: str) -> str:
        return name * 2

    for name in ("Sari", "Wahyu", "Rini"):
        twice(name)
    forget(above=3)
    assert kept() == 3
    twice("Putri")
    forget(above=3)
    assert kept() == 0


def test_extraction_keeps_few_results_and_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [
        document_from_text(f"Bupati {place} Sari Kusuma meninjau Rumah Sakit Umum Daerah {place}, kata Dinas Sosial.")
        for place in ("Garut", "Tegal", "Sleman", "Kudus")
    ]
    nlp = load(model="rules")
    batches = [to_batch([document]) for document in documents]
    before = [batch.to_pylist() for batch in extract_batches(nlp, batches)]
    assert kept() > 5
    monkeypatch.setattr("warta.facts.extract.BETWEEN_DOCUMENTS", 5)
    after = []
    for batch in extract_batches(nlp, batches):
        after.append(batch.to_pylist())
        assert kept() <= 5
    assert after == before
