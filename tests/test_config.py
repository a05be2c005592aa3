from __future__ import annotations

from pathlib import Path

import pytest
from warta.config import COLUMNS, FORMATS, LABELS, Config, ConfigError, load_config, parse_config
from warta.read.rows import COLUMNS as READ_COLUMNS
from warta.tables.output import FORMATS as WRITTEN
from warta.tables.schema import BY_NAME


def write(folder: Path, text: str) -> Path:
    path = folder / "warta.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_settings_are_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """
        published_at = 2020-12-12
        output = "keluar"
        format = ["parquet", "csv"]
        csv_safe = true
        workers = 2
        corrections = "koreksi.csv"
        labels_off = ["count", "LOC"]
        model = "rules"
        [columns]
        text = "isi"
        [limits]
        characters = 1000
        seconds = 2.5
        """,
    )
    assert load_config(path) == Config(
        published_at="2020-12-12",
        output=tmp_path / "keluar",
        formats=("csv", "parquet"),
        csv_safe=True,
        workers=2,
        corrections=tmp_path / "koreksi.csv",
        labels_off=("COUNT", "LOC"),
        model="rules",
        columns={"text": "isi"},
        characters=1000,
        seconds=2.5,
    )


def test_an_empty_file_sets_nothing(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, "")) == Config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("worker = 2", "unknown setting 'worker'; did you mean 'workers'?"),
        ("zzz = 2", "unknown setting 'zzz'; there is published_at, output"),
        ("format = 'xls'", "unknown format 'xls'; did you mean 'xlsx'?"),
        ("format = []", "format: none given"),
        ("format = 3", "format: 3 is no list of names"),
        ("labels_off = ['ORGS']", "unknown label 'ORGS'; did you mean 'ORG'?"),
        ("published_at = '12/12/2020'", "published_at: '12/12/2020' is no day"),
        ("published_at = '2020-13'", "published_at: '2020-13' is no day"),
        ("published_at = '2021-02-29'", "published_at: '2021-02-29' is no day"),
        ("published_at = '0000'", "published_at: '0000' is no day"),
        ("model = 'a/b'", "model: 'a/b' is no name of a package"),
        ("model = 3", "model: 3 is no text"),
        ("csv_safe = 1", "csv_safe: 1 is neither true nor false"),
        ("workers = 0", "workers: 0 is no whole number above 0"),
        ("workers = true", "workers: True is no whole number above 0"),
        ("workers = 1.5", "workers: 1.5 is no whole number above 0"),
        ("output = ''", "output: '' is no text"),
        ("columns = 'isi'", "columns: write it as a section"),
        ("[columns]\ntxt = 'isi'", "unknown column 'txt'; did you mean 'text'?"),
        ("[columns]\ntext = 3", "columns.text: 3 is no text"),
        ("[limits]\nseconds = -1", "limits.seconds: -1 is no number above 0"),
        ("[limits]\nsecond = 1", "unknown limit 'second'; did you mean 'seconds'?"),
        ("published_at = ", "no valid TOML"),
    ],
)
def test_errors_name_file_and_setting_and_help(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as raised:
        load_config(path)
    assert str(raised.value).startswith(f"{path}: {message}")


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        load_config(tmp_path / "tiada.toml")


def test_names_that_are_known_elsewhere_agree_with_there() -> None:
    assert FORMATS == WRITTEN
    assert COLUMNS == READ_COLUMNS
    assert set(LABELS) == {*BY_NAME["mentions"].column("label").values, *BY_NAME["dates"].column("kind").values}


def test_the_example_in_the_docstring_is_valid(tmp_path: Path) -> None:
    import textwrap
    import tomllib

    import warta.config

    text = warta.config.__doc__.split("::", 1)[1].rsplit("What is said", 1)[0]
    (tmp_path / "lembaga.csv").write_text("name,kind\nLumbung Sehat Nusantara,cooperative\n", encoding="utf-8")
    settings = parse_config(tomllib.loads(textwrap.dedent(text)), tmp_path)
    assert len(settings.own.names) == len(settings.own.patterns) == len(settings.own.kinds) == 1
    assert settings.formats == ("csv", "parquet")
    assert settings.columns == {"text": "isi", "date": "tanggal"}
