from __future__ import annotations

from warta.resolve.entities import resolve
from warta.resolve.keys import fold
from warta.resolve.memo import forget, remembered
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
