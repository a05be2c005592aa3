"""The register of regions, read from the package's data and through its functions."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from warta.lexicon import regions as module


def test_counts_and_codes() -> None:
    found = module.regions()
    assert sum(code.count(".") == 0 for code in found) == 38
    assert found["32"] == "Jawa Barat"
    assert found["32.71"] == "Kota Bogor"


def test_every_region_lies_in_one_that_is_there() -> None:
    found = module.regions()
    assert all(code.rpartition(".")[0] in found for code in found if "." in code)


def test_the_package_functions_give_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    direct = dict(module.regions())
    # The data file has moved: an empty folder stands in for the package.
    monkeypatch.setattr(
        module.util, "find_spec", lambda name: SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    )
    module.regions.cache_clear()
    try:
        assert module.regions() == direct
    finally:
        module.regions.cache_clear()


def test_a_broken_data_file_is_not_believed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "wilayah.json.gz").write_bytes(b"not gzip")
    monkeypatch.setattr(
        module.util, "find_spec", lambda name: SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    )
    module.regions.cache_clear()
    try:
        assert module.regions()["31"].endswith("Jakarta")
    finally:
        module.regions.cache_clear()
