from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import warta
from warta.report import write_report

from tests.report.browser import Page, chromium
from tests.report.made import Row, write

ROOT = Path(__file__).parents[2]

#: A release that tries everything: markup, an end of script, a comment, line separators, formulas, signs beyond UTF-16.
HOSTILE = """\
MELATI (4 Mei 2021) - Bupati Melati Rina Kusuma 😀 membuka </script><script>window.dibajak=1</script> pasar.

<img src=x onerror="window.dibajak=1"><!-- 𝟙𝟚 Bantuan Rp325 juta\u2028diterima 90 petani, kata Rina Kusuma, Selasa (4/5/2021).

=HYPERLINK("http://contoh.invalid/?x="&A1) dan <style>body{display:none}</style> &lt;b&gt; di Desa Sukamaju.
"""
TITLE = '"><b onmouseover="window.dibajak=1">Pasar</b> ${1} {{data}}'


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of the sample releases, of a hostile one, and of a file that cannot be read."""
    folder = tmp_path_factory.mktemp("laporan")
    (folder / "masuk").mkdir()
    (folder / "masuk" / "kosong.txt").write_bytes(b"")
    (folder / "masuk" / "<b>jahat.txt").write_text(HOSTILE, encoding="utf-8")
    warta.run([ROOT / "corpus" / "releases", folder / "masuk"], folder / "hasil", workers=1)
    return folder / "hasil"


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profil")) as running:
        yield running


@pytest.fixture(scope="session")
def report(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(tables, tmp_path_factory.mktemp("halaman") / "report.html", title=TITLE).path


@pytest.fixture
def page(driver: Any, report: Path) -> Iterator[Page]:
    """The report at the size of a desktop, as for a first visit; what a test changes is put back."""
    page = Page(driver, report)
    page.size(1280, 900)
    page.media()
    page.open()
    if page.run("const n = localStorage.length; localStorage.clear(); return n"):
        page.open()
    page.complaints()
    yield page
    assert page.complaints() == []


@pytest.fixture
def made(driver: Any, tmp_path: Path) -> Callable[..., Page]:
    """Open the report of tables made by hand."""

    def build(documents: Sequence[Row], *, limit: int = 2000, **tables: Any) -> Page:
        page = Page(driver, write_report(write(tmp_path / "hasil", documents, **tables), limit=limit).path)
        page.size(1280, 900)
        return page.open()

    return build
