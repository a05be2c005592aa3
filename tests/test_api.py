"""``import warta``: four functions, imported when they are used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import warta
from warta.config import ConfigError
from warta.run.intake import InputError
from warta.run.start import corrections_for

TEXT = (
    "MELATI (4 Mei 2021) - Bupati Melati Rina Kusuma menyerahkan bantuan Rp325 juta kepada Dinas Pertanian Melati, "
    "Selasa (4/5/2021).\n\nBantuan itu untuk 90 petani."
)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("masuk")
    (folder / "bantuan.txt").write_text(TEXT, encoding="utf-8")
    (folder / "kabar.csv").write_text('isi,tgl\n"Panen raya di Desa Suka Maju kemarin.",2021-05-06\n', encoding="utf-8")
    return folder


def test_extract_gives_typed_facts() -> None:
    facts = warta.extract(TEXT)
    assert facts.document.meta.published_at == "2021-05-04"
    assert facts.document.doc_id.startswith("d")
    assert [d.value for d in facts.dates] == ["2021-05-04"]
    assert all(TEXT[m.start : m.end] == m.text for m in facts.mentions)


def test_extract_takes_a_day_of_publication() -> None:
    facts = warta.extract("Panen raya berlangsung kemarin di desa itu.", published_at="2021-05-06")
    assert [d.value for d in facts.dates] == ["2021-05-05"]


def test_extract_takes_a_pipeline_and_a_document_as_well() -> None:
    from warta.read import document_from_text

    facts = warta.extract(document_from_text(TEXT, source="bantuan.txt"), nlp=warta.load())
    assert facts.document.source == "bantuan.txt"


def test_extract_takes_a_model_or_a_pipeline_but_not_both() -> None:
    by_rule = warta.extract(TEXT, model="rules")
    assert by_rule.mentions
    assert "model" not in {m.found_by for m in by_rule.mentions}
    with pytest.raises(ValueError, match="not both"):
        warta.extract(TEXT, model="rules", nlp=warta.load(model="rules"))


@pytest.mark.parametrize("text", ["", " \n ", "…!?"])
def test_a_text_without_words_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="no text"):
        warta.extract(text)


def test_load_gives_a_pipeline_with_the_components() -> None:
    nlp = warta.load()
    assert nlp.lang == "id_warta"
    assert {"warta_names", "warta_dates", "warta_facilities", "warta_amounts", "warta_officials"} <= set(nlp.pipe_names)
    assert nlp is not warta.load()


def test_run_and_read_tables(inbox: Path, tmp_path: Path) -> None:
    report = warta.run(inbox, tmp_path / "keluar", workers=1, columns={"text": "isi", "date": "tgl"}, formats="parquet")
    assert (report.met, report.problems) == (2, 0)
    tables = warta.read_tables(tmp_path / "keluar")
    assert sorted(tables.documents.published_at) == ["2021-05-04", "2021-05-06"]
    assert "2021-05-05" in set(tables.dates.value)


def test_the_call_wins_over_the_file_and_the_file_over_the_defaults(inbox: Path, tmp_path: Path) -> None:
    settings = tmp_path / "warta.toml"
    settings.write_text(
        f'output = "{tmp_path}/dari-berkas"\nformat = "parquet"\nworkers = 1\nlabels_off = ["DATE"]\n[columns]\ntext = "isi"',
        encoding="utf-8",
    )
    report = warta.run(inbox, config=settings)
    assert report.output == tmp_path / "dari-berkas"
    assert "dates.parquet" in report.files
    assert report.counts["dates"] == 0
    report = warta.run(inbox, tmp_path / "dari-panggilan", config=settings, formats=["csv"], labels_off=[])
    assert "dates.csv" in report.files
    assert report.counts["dates"] > 0


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"formats": "xls"}, ConfigError),
        ({"workers": 0}, ConfigError),
        ({"published_at": "kemarin"}, ConfigError),
        ({"columns": {"teks": "isi"}}, ConfigError),
        ({"labels_off": ["ORGS"]}, ConfigError),
        ({"config": "tiada.toml"}, ConfigError),
    ],
)
def test_unusable_options_are_errors_before_anything_is_written(inbox: Path, tmp_path: Path, options, error) -> None:
    with pytest.raises(error):
        warta.run(inbox, tmp_path / "keluar", **options)
    assert not (tmp_path / "keluar").exists()


def test_corrections_beside_the_input_are_found_and_are_no_document(inbox: Path, tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    (folder / "bantuan.txt").write_text(TEXT, encoding="utf-8")
    (folder / "corrections.csv").write_text("action,label,name\n", encoding="utf-8")
    report = warta.run(folder, tmp_path / "keluar", workers=1)
    assert (report.met, report.problems) == (1, 0)
    assert corrections_for([str(folder)], None) == folder / "corrections.csv"
    assert corrections_for([str(folder)], "lain.csv") == Path("lain.csv")
    other = tmp_path / "masuk2"
    other.mkdir()
    (other / "corrections.csv").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="several corrections files"):
        corrections_for([str(folder), str(other)], None)


def test_importing_warta_imports_no_library() -> None:
    code = "import sys, warta; print(sorted({'spacy', 'pandas', 'pyarrow', 'duckdb', 'trafilatura', 'typer'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_run_is_callable_before_and_after_its_package_is_imported() -> None:
    code = "import warta; print(callable(warta.run)); import warta.run.store; print(callable(warta.run))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "True\nTrue\n"
    )


def test_what_is_not_there_is_an_attribute_error() -> None:
    assert set(warta.__all__) <= set(dir(warta))
    with pytest.raises(AttributeError, match="no attribute 'ekstrak'"):
        _ = warta.ekstrak
