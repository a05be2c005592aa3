"""The documentation is true: its code runs and prints what the pages say, its links and commands lead somewhere.

When a page is not up to date, ``make docs`` writes it anew; look at what changed before you commit it.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
import warta

from docs.make_examples import PAGES, ROOT, RUNNABLE, Block, blocks, excerpt, marked, plain, play, workplace

PROSE = sorted(
    {*PAGES, "docs/running.md", "docs/spark.md", "docs/data-dictionary.md", "CHANGELOG.md", "corpus/README.md"}
)


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run over the sample releases, for all pages."""
    folder = tmp_path_factory.mktemp("docs") / "outputs"
    warta.run(ROOT / "corpus" / "releases", folder, workers=1)
    return folder


@pytest.fixture
def here(tmp_path: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(workplace(tmp_path, outputs))
    return tmp_path


def has(page: str, *languages: str) -> bool:
    return any(block.language in languages and not block.prepares for block in blocks(read(page)))


@pytest.mark.parametrize("page", [page for page in PAGES if has(page, "python", "shell", "sql")])
def test_code_runs_and_prints_what_the_page_says(page: str, here: Path) -> None:
    ran = 0
    for block, printed in play(read(page), languages=("python", "shell", "sql")):
        ran += 1
        if block.printed is not None:
            assert plain(block.printed) == plain(printed), f"{page}, line {block.line} (make docs)"
    assert ran > 0


@pytest.mark.parametrize("page", [page for page in PAGES if has(page, "r")])
def test_r_code_runs(page: str, here: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("Rscript is not installed")
    assert all(printed for _, printed in play(read(page), languages=("r",)))


@pytest.mark.parametrize("page", [page for page in PAGES if has(page, "r")])
def test_r_code_names_files_and_columns_that_there_are(page: str) -> None:
    """Checked without R as well: which table is read, and that every name used is one of its columns."""
    from warta.tables.schema import BY_NAME

    for block in blocks(read(page)):
        if block.language != "r":
            continue
        tables = re.findall(r'read_csv\("outputs/([a-z]+)\.csv"', block.code)
        assert tables, f"{page}, line {block.line}: reads no table"
        columns = {column.name for table in tables for column in BY_NAME[table].columns}
        made = set(re.findall(r"(\w+) (?:<-|=)", block.code))
        used: set[str] = set()
        for words in re.findall(r"(?:filter|distinct|count|select|substr|mutate|cols|c)\(([^()]*)\)", block.code):
            words = re.sub(r'= "(?:d|c)"', "", words)
            used |= set(re.findall(r"[A-Za-z_.]\w*", re.sub(r'= "[^"]*"|== "[^"]*"', "", words)))
        unknown = used - columns - made - {".default", "TRUE", "FALSE", *tables}
        assert not unknown, f"{page}, line {block.line}: {sorted(unknown)}"
        assert len(used & columns) > 1


@pytest.mark.parametrize("page", ["README.md", "README.id.md"])
def test_the_tables_shown_are_those_of_a_run(page: str, outputs: Path) -> None:
    assert marked(read(page), "tables", excerpt(outputs)) == read(page), "make docs"
    assert excerpt(outputs).count("\n| ") > 20


def test_both_languages_show_the_same_code_and_the_same_sections() -> None:
    english, indonesian = ([b for b in blocks(read(page)) if not b.prepares] for page in ("README.md", "README.id.md"))

    def code(found: list[Block]) -> list[str]:
        return [re.sub(r" +#.*", "", block.code) for block in found]

    assert code(english) == code(indonesian)
    assert re.findall(r"^#+ ", read("README.md"), re.M) == re.findall(r"^#+ ", read("README.id.md"), re.M)


@pytest.mark.parametrize("page", PAGES)
def test_every_block_is_run_or_checked(page: str) -> None:
    known = {*RUNNABLE, "text", "toml"}
    for block in blocks(read(page)):
        assert block.language in known or block.prepares, f"{page}, line {block.line}: {block.language!r} is never run"
        if block.language == "toml":
            tomllib.loads(block.code)
    assert read(page).count("```") == 2 * len(re.findall(r"^```\w+$", read(page), re.M)), "a fence without a language"


def test_commands_that_prepare_the_machine_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    met = 0
    for page in PROSE:
        text = read(page)
        for name in re.findall(r"(?:`|^)make ([a-z]+)", text, re.M):
            assert name in targets, f"{page}: make {name}"
            met += 1
        for script in re.findall(r"(?:`|^)python ([\w/]+\.py)", text, re.M):
            assert (ROOT / script).is_file(), f"{page}: {script}"
    assert met > 5


@pytest.mark.parametrize("page", PROSE)
def test_links_lead_somewhere(page: str) -> None:
    text = re.sub(r"^```.*?^```$", "", read(page), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        where = (ROOT / page).parent / name if name else ROOT / page
        assert where.exists(), f"{page}: {target}"
        if anchor:
            assert anchor in anchors(where.read_text(encoding="utf-8")), f"{page}: {target}"


def anchors(text: str) -> set[str]:
    """Return the anchors GitHub gives to the headings of a Markdown text."""
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_is_in_the_index() -> None:
    index = read("docs/index.md")
    for path in sorted((ROOT / "docs").glob("*.md")):
        assert path.name == "index.md" or f"({path.name})" in index, path.name


def test_every_table_is_in_both_readmes() -> None:
    from warta.tables.schema import TABLES

    for page in ("README.md", "README.id.md"):
        assert {t.name for t in TABLES} <= set(re.findall(r"data-dictionary\.md#([a-z]+)", read(page)))


def test_the_columns_in_the_formulas_for_spreadsheets() -> None:
    from warta.tables.schema import BY_NAME

    columns = {"mentions": "A doc_id B sentence H entity_id", "sentences": "A doc_id B sentence E text"}
    for table, expected in {**columns, "amounts": "A doc_id B sentence K item"}.items():
        words = expected.split()
        for letter, name in zip(words[::2], words[1::2], strict=True):
            assert BY_NAME[table].columns["ABCDEFGHIJKL".index(letter)].name == name
    assert len(BY_NAME["amounts"].columns) == "ABCDEFGHIJKL".index("L")
    formulas = re.findall(r"(mentions|sentences)!\$?([A-Z])", read("docs/recipes.md"))
    assert {f"{letter} {table}" for table, letter in formulas} == {
        *(f"{letter} mentions" for letter in "ABH"),
        *(f"{letter} sentences" for letter in "ABE"),
    }


def test_every_suffix_that_is_read_is_named_somewhere() -> None:
    from warta.read.sources import FORMATS

    said = read("README.md")
    assert {f".{kind}" for kind in FORMATS.values()} <= set(re.findall(r"`(\.\w+)`", said))


# What the checks above rest on, itself checked.


def test_blocks_are_told_apart() -> None:
    page = (
        "# A\n\n```python\nprint(1)\n```\n\n```text\n1\n```\n\n```shell\nmake run  # all\n. .venv/bin/activate\n```\n"
    )
    code, setup = blocks(page)
    assert (code.language, code.printed, code.line, code.prepares) == ("python", "1\n", 3, False)
    assert page[slice(*code.span)] == "1\n"
    assert (setup.printed, setup.prepares) == (None, True)
    made, ran = blocks("```console\n$ make bench\nall fast\n```\n\n```console\n$ warta run berita\n```\n")
    assert (made.prepares, ran.prepares) == (True, False)


def test_a_block_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RuntimeError, match="shell block in line 3: exit code 3: halo"):
        list(play("# A\n\n```shell\necho halo; exit 3\n```\n"))
    with pytest.raises(RuntimeError, match="python block in line 1: division by zero"):
        list(play("```python\n1 / 0\n```\n"))


def test_printed_text_is_compared_without_white_space_and_seconds() -> None:
    assert plain("12 documents in 4.1 s\n\n a  b") == plain("12 documents in 0.9 s a b")
    assert plain("12 documents") != plain("13 documents")
