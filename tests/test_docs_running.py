"""docs/running.md says what is true: options, settings, code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import typer.main
from warta.cli import app
from warta.config import parse_config

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)


def test_every_option_of_run_is_in_the_table() -> None:
    command = typer.main.get_command(app).commands["run"]
    options = {name for param in command.params for name in param.opts if name.startswith("-")} - {"--help", "-h"}
    assert len(options) > 10
    assert {f"`{name}`" for name in options} <= set(re.findall(r"`[^`\n]+`", PAGE))


def test_every_setting_is_in_the_page_and_every_example_is_valid() -> None:
    from dataclasses import fields

    from warta.config import _OWN as OWN
    from warta.config import Config

    assert len(blocks("toml")) == 2
    for block in blocks("toml"):
        parse_config(tomllib.loads(block))
    for field in fields(Config):
        for name in {"formats": ("format",), "own": OWN}.get(field.name, (field.name,)):
            assert f"`{name}`" in PAGE or re.search(rf"`\[{name}[].]", PAGE), name


def test_the_limits_are_the_defaults() -> None:
    from warta.config import CHARACTERS, SECONDS

    assert f"`characters` ({CHARACTERS:_}) and `seconds` ({SECONDS:g})".replace("_", " ") in PAGE


def test_the_python_code_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    (code,) = blocks("python")
    names: dict[str, object] = {}
    exec(compile(code, "docs/running.md", "exec"), names)
    assert capsys.readouterr().out.startswith("12 0 ")
    assert names["facts"].dates[0].value == "2021-05-05"
