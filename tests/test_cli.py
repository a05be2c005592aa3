"""The command line, as a user meets it: output, errors, exit codes."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import warta
from typer.testing import CliRunner, Result
from warta.cli import app

TEXT = (
    "MELATI (4 Mei 2021) - Bupati Melati Rina Kusuma menyerahkan bantuan Rp325 juta kepada Dinas Pertanian Melati, "
    "Selasa (4/5/2021).\n\nBantuan itu untuk 90 petani.\n"
)


def call(*arguments: str | Path, input: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], input=input, env={"COLUMNS": "200", "NO_COLOR": "1"})


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "masuk"
    folder.mkdir()
    (folder / "bantuan.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_run_writes_tables_and_says_where(inbox: Path) -> None:
    done = call("run", inbox, "--workers", "1")
    assert done.exit_code == 0, done.output
    assert "1 document, 1 of them new" in done.output
    assert re.search(r"^documents +1 *$", done.output, re.M)
    assert "Tables: outputs/*.csv" in done.output
    assert Path("outputs/mentions.csv").is_file()


def test_texts_from_standard_input_add_up(inbox: Path) -> None:
    for number, words in enumerate(["Panen raya pada 4 Mei 2021.", "Rina Kusuma hadir pada 2022."], start=1):
        assert call("run", "-", "--workers", "1", "--quiet", input=words).exit_code == 0
        assert len(warta.read_tables("outputs").documents) == number
    assert call("run", "-", "--workers", "1", "--quiet", input=" ").exit_code == 1
    assert call("run", "-", "--workers", "1", "--quiet", input="Hujan turun pada 2023.").exit_code == 0


def test_one_workbook_or_database_is_named_in_the_summary(inbox: Path) -> None:
    (inbox / "kosong.txt").write_bytes(b"")
    done = call("run", inbox, "--workers", "1", "--format", "xlsx,duckdb", "--model", "rules")
    assert done.exit_code == 1, done.output
    assert "Tables: outputs/warta.xlsx, outputs/warta.duckdb\n" in done.output
    assert "kosong.txt: " in done.output
    assert "datapackage" not in done.output


def test_a_folder_without_documents_is_told(inbox: Path) -> None:
    (inbox / "bantuan.txt").rename(inbox / "bantuan.odt")
    done = call("run", inbox, "--workers", "1")
    assert done.exit_code == 0
    assert re.search(r"^No documents in this input\. In a folder, .+\n  \.txt, .+\.parquet$", done.output, re.M)


def test_quiet_prints_nothing(inbox: Path) -> None:
    assert call("run", inbox, "-o", "keluar", "--workers", "1", "--quiet").output == ""


def test_a_problem_is_shown_and_gives_exit_code_1_every_time(inbox: Path) -> None:
    (inbox / "rusak.pdf").write_bytes(b"%PDF-1.4\nterpotong")
    for _ in range(2):
        done = call("run", inbox, "--workers", "1", "--format", "csv,parquet")
        assert done.exit_code == 1
        assert "1 problem in this input:" in done.output
        assert re.search(r"^  rusak\.pdf: .+ \(ReadError\)$", done.output, re.M)
        assert "Tables: outputs/*.{csv,parquet}" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "Missing argument"),
        (["run", "tiada"], "warta: no such file or folder: tiada"),
        (["run", "masuk", "--format", "xls"], "warta: unknown format 'xls'; did you mean 'xlsx'?"),
        (["run", "masuk", "--published-at", "kemarin"], "warta: published_at: 'kemarin' is no day"),
        (["run", "masuk", "--config", "tiada.toml"], "warta: tiada.toml: No such file"),
        (["run", "masuk", "--corrections", "tiada.csv", "--workers", "1"], "warta: tiada.csv: No such file"),
        (["run", "masuk", "--output", "masuk/bantuan.txt"], "warta: masuk/bantuan.txt"),
        (["run", "masuk", "--workers", "0"], "Invalid value"),
        (["run", "masuk", "--model", "tiada_model"], "warta: no model package 'tiada_model' is installed"),
        (["extract", "masuk/bantuan.txt", "--model", "tiada_model"], "warta: no model package 'tiada_model'"),
        (["evaluate", "masuk", "--model", "a/b"], "warta: model: 'a/b' is no name of a package"),
        (["evaluate", "masuk", "--model", "rules", "--tables", "masuk"], "choose one of --tables and --model"),
        (["extract", "tiada.txt"], "warta: tiada.txt: no such file or folder"),
        (["text", "masuk"], "warta: masuk: is a folder; name one of its files"),
        (["extract", "masuk"], "masuk holds many documents; use `warta run masuk`"),
        (["extract", "masuk/bantuan.txt", "--pretty", "--timeml"], "choose one"),
        (["text", "tiada.txt"], "warta: tiada.txt"),
        (["evaluate", "tiada"], "warta: no such folder: tiada"),
        (["status", "tiada"], "warta: tiada: no output of warta"),
        (["lari"], "No such command 'lari'"),
        (["extract", ""], "the path is empty"),
        (["run", "masuk", "--output", ""], "the path is empty"),
        (["status", ""], "the path is empty"),
        (["run", "masuk", "--published-at", "2021-02-30"], "is no day"),
    ],
)
def test_what_cannot_be_carried_out_says_why_and_gives_exit_code_2(inbox: Path, arguments, said: str) -> None:
    done = call(*arguments)
    assert done.exit_code == 2, done.output
    assert said in done.output
    assert "Traceback" not in done.output


def test_settings_in_this_folder_are_read(inbox: Path) -> None:
    Path("warta.toml").write_text('output = "menurut-berkas"\nworkers = 1\n', encoding="utf-8")
    assert call("run", inbox).exit_code == 0
    assert Path("menurut-berkas/documents.csv").is_file()


def test_a_second_run_at_work_is_refused(inbox: Path) -> None:
    from warta.run.lock import locked

    Path("outputs/.warta").mkdir(parents=True)
    with locked(Path("outputs/.warta/lock")):
        done = call("run", inbox, "--workers", "1")
    assert done.exit_code == 2
    assert "warta: another run is at work on outputs (process " in done.output


def test_extract_prints_json(inbox: Path) -> None:
    done = call("extract", inbox / "bantuan.txt")
    assert done.exit_code == 0
    facts = json.loads(done.output)
    assert facts["document"]["published_at"] == "2021-05-04"
    assert facts["dates"][0]["value"] == "2021-05-04"
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in facts["mentions"])


def test_extract_reads_standard_input_and_takes_a_day(inbox: Path) -> None:
    done = call("extract", "-", "--published-at", "2021-05-06", input="Panen raya berlangsung kemarin.")
    assert [d["value"] for d in json.loads(done.output)["dates"]] == ["2021-05-05"]


def test_extract_pretty_marks_the_spans(inbox: Path) -> None:
    done = call("extract", inbox / "bantuan.txt", "--pretty")
    assert done.exit_code == 0
    assert "[Selasa (4/5/2021) DATE]" in done.output
    assert re.search(r"^ *Selasa \(4/5/2021\) +2021-05-04 +DATE *$", done.output, re.M)


def test_extract_pretty_sends_no_control_characters_to_the_terminal(inbox: Path) -> None:
    (inbox / "nakal.txt").write_text("Judul \x1b[31mmerah\x07 [bold]tebal[/bold] pada 4 Mei 2021.", encoding="utf-8")
    done = call("extract", inbox / "nakal.txt", "--pretty")
    assert "\x1b" not in done.output
    assert "\x07" not in done.output
    assert "[bold]tebal[/bold]" in done.output, "brackets in a text are no mark-up"


def test_extract_timeml_tags_times(inbox: Path) -> None:
    done = call("extract", inbox / "bantuan.txt", "--timeml")
    assert '<TIMEX3 tid="t1" type="DATE" value="2021-05-04">Selasa (4/5/2021)</TIMEX3>' in done.output


def test_text_prints_the_text_as_counted(inbox: Path) -> None:
    assert call("text", inbox / "bantuan.txt").output == TEXT


def test_schema_prints_the_data_dictionary() -> None:
    page = Path(__file__).parents[1] / "docs" / "data-dictionary.md"
    assert call("schema").output == page.read_text(encoding="utf-8")
    assert json.loads(call("schema", "--json").output)["profile"] == "tabular-data-package"


def test_status_tells_what_is_there(inbox: Path) -> None:
    call("run", inbox, "--workers", "1")
    done = call("status")
    assert "outputs: 1 record of the installed version" in done.output
    assert "tables: 1 document," in done.output
    assert "at work now: no run" in done.output
    state = json.loads(call("status", "outputs", "--json").output)
    assert state["records"] == {state["current"]: 1}


def test_evaluate_prints_scores(inbox: Path) -> None:
    gold = {"document": {"published_at": "2021-05-04"}, "mentions": [], "officials": []}
    start = TEXT.index("Selasa")
    mention = {"start": start, "end": start + 17, "label": "DATE", "text": "Selasa (4/5/2021)", "norm": "2021-05-04"}
    gold["mentions"] = [mention]
    for field in ("title", "publisher", "dateline_place", "author", "editor"):
        gold["document"].setdefault(field, None)
    (inbox / "bantuan.json").write_text(json.dumps(gold), encoding="utf-8")
    done = call("evaluate", inbox, "--errors")
    assert done.exit_code == 0, done.output
    assert "1 documents" in done.output
    assert json.loads(call("evaluate", inbox, "--json").output)


def test_version_names_program_and_model() -> None:
    done = call("--version")
    assert done.output.startswith(f"warta {warta.__version__} (model: ")


def test_help_lists_every_command_with_a_sentence() -> None:
    done = call("--help")
    for command in ("run", "extract", "text", "schema", "evaluate", "status", "compact"):
        assert re.search(rf"\b{command} +[A-Z][^\n]+\.", done.output)


def test_help_needs_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; sys.argv = ['warta', '--help']\n"
        "import warta.cli\n"
        "try:\n    warta.cli.main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'pandas', 'pyarrow', 'duckdb', 'trafilatura', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_extract_needs_no_library_that_only_tables_need(inbox: Path) -> None:
    code = (
        "import sys; sys.argv = ['warta', 'extract', 'masuk/bantuan.txt']\n"
        "sys.modules['torch'] = None\n"  # spaCy imports it where it is installed
        "import warta.cli\n"
        "try:\n    warta.cli.main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'pandas', 'pyarrow', 'duckdb', 'trafilatura', 'docx', 'pypdfium2', 'xlsxwriter', 'stanza'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_stops_early_is_no_error() -> None:
    command = f"{sys.executable} -m warta.cli schema | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "# Data dictionary\n", "")


def test_without_a_locale_the_output_is_still_unicode(inbox: Path) -> None:
    (inbox / "tanda.txt").write_text("“Panen raya” – kata petani.", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "warta.cli", "text", str(inbox / "tanda.txt")],
        capture_output=True,
        check=True,
        env={"LC_ALL": "C", "PATH": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )
    assert done.stdout.decode("utf-8") == "“Panen raya” – kata petani."


def test_the_progress_bar_is_silent_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from warta.run.batch import Progress
    from warta.terminal import Bar

    with Bar() as bar:
        bar.update(Progress(3, 2, 0.5))
    assert capsys.readouterr().err == ""


def test_the_summary_says_what_is_unusual() -> None:
    from rich.console import Console
    from warta.run.batch import Report
    from warta.terminal import show_report

    out = io.StringIO()
    counts = {"documents": 1200, "problems": 0}
    report = Report(
        Path("keluar"),
        1200,
        0,
        0,
        counts,
        ("documents.csv",),
        7,
        ("00000001-files.parquet",),
        1.25,
        False,
        unused=("line 2: drop ORG 'X'",),
    )
    show_report(report, Console(file=out, width=200))
    said = out.getvalue()
    assert "1,200 documents, 0 of them new in 1.2 s" in said
    assert "7 documents in the tables come from an earlier version" in said
    assert "set aside: 00000001-files.parquet" in said
    assert "other version" not in said
    newer = replace(report, other_version=("00000001-records-lama.parquet", "00000002-records-lama.parquet"))
    show_report(newer, Console(file=out, width=200))
    assert "2 parts of the store were written by another version of warta; its documents are" in out.getvalue()
    assert "Nothing has changed since the last run" in said
    assert "1 correction without effect:\n  line 2: drop ORG 'X'\n" in said
