"""Run the code of the documentation and write what it prints back into the pages (``make docs``).

The code blocks of a page run from top to bottom in one folder that holds ``corpus`` (the sample
releases) and ``outputs`` (what ``warta run corpus/releases`` made of them):

* ``python`` blocks share their names within the page, ``shell`` blocks run in bash, ``sql`` blocks on
  the DuckDB database in ``outputs``, which an earlier block has to make, ``r`` blocks by Rscript where there is one;
* a ``text`` block right below such a block is what it printed;
* a ``shell`` block that only installs or builds (``SETUP``) is not run.

Between ``<!-- tables:begin -->`` and ``<!-- tables:end -->`` stand the first rows of some tables.

``python docs/make_examples.py --check`` changes nothing and fails when a page is not up to date.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
#: docs/running.md and docs/spark.md have tests of their own; the data dictionary holds no code.
PAGES = tuple(
    path.relative_to(ROOT).as_posix()
    for path in [*sorted(ROOT.glob("README*.md")), *sorted(ROOT.glob("docs/*.md")), ROOT / "models" / "README.md"]
    if path.name not in {"running.md", "spark.md", "data-dictionary.md"}
)
RUNNABLE = ("python", "shell", "sql", "r")
#: commands of blocks that prepare the machine
SETUP = frozenset({".", "cd", "git", "make", "pip", "pipx", "python", "python3", "source"})
#: the document the excerpt is taken from, and the columns shown
EXCERPT = "kkp-maumere.txt"
SHOWN = {
    "officials": ("person", "position", "organisation", "status", "as_of"),
    "amounts": ("kind", "text", "comparator", "value", "unit", "item"),
    "dates": ("kind", "text", "value", "first_day", "last_day", "resolved_from"),
    "organisations": ("organisation_id", "name", "acronym", "kind", "mentions"),
}
ROWS = 5
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.M | re.S)
_SECONDS = re.compile(r"\b[0-9]+\.[0-9] s\b")


@dataclass(frozen=True, slots=True)
class Block:
    """One code block of a page. ``printed`` is the output shown below it, None when none is; ``span`` its place."""

    language: str
    code: str
    line: int
    printed: str | None
    span: tuple[int, int]

    @property
    def prepares(self) -> bool:
        """Whether the block only installs or builds."""
        if self.language == "console":  # commands behind a prompt, with what they print
            code = [line.removeprefix("$ ") for line in self.code.splitlines() if line.startswith("$ ")]
        elif self.language == "shell":
            code = self.code.splitlines()
        else:
            return False
        lines = [line.split("#")[0].split() for line in code]
        return all(words[0] in SETUP for words in lines if words)


def blocks(page: str) -> list[Block]:
    """Return the code blocks of a Markdown text in their order."""
    found = []
    for match in _BLOCK.finditer(page):
        line = page.count("\n", 0, match.start()) + 1
        found.append(Block("shell" if match[1] == "bash" else match[1], match[2], line, match[3], match.span(3)))
    return found


def plain(text: str) -> str:
    """Return printed text without what may differ between two runs: white space, seconds."""
    return " ".join(_SECONDS.sub("0.0 s", text).split())


def play(page: str, *, languages: Collection[str] = RUNNABLE) -> Iterator[tuple[Block, str]]:
    """Run the blocks of a Markdown text in the current folder; yield each with what it printed.

    Raises RuntimeError, naming language and line, when a block fails.
    """
    names: dict[str, Any] = {"__name__": "__page__"}
    for block in blocks(page):
        if block.language not in languages or block.prepares:
            continue
        try:
            printed = _RUN[block.language](block.code, names)
        except Exception as error:
            raise RuntimeError(f"{block.language} block in line {block.line}: {error}") from error
        yield block, printed


def _python(code: str, names: dict[str, Any]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "<page>", "exec"), names)
    return out.getvalue()


def _shell(code: str, names: dict[str, Any]) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    return _call(["bash", "-eu", "-o", "pipefail", "-c", code], environment)


def _r(code: str, names: dict[str, Any]) -> str:
    return _call(["Rscript", "--vanilla", "-e", code], dict(os.environ))


def _call(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False
    )
    if done.returncode:
        raise RuntimeError(f"exit code {done.returncode}: {done.stdout[-2000:]}")
    return done.stdout


def _sql(code: str, names: dict[str, Any]) -> str:
    import duckdb

    with duckdb.connect("outputs/warta.duckdb", read_only=True) as db:
        result = db.execute(code)
        header = [column[0] for column in result.description or ()]
        rows = [["" if cell is None else str(cell) for cell in row] for row in result.fetchall()]
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    lines = [header, ["-" * width for width in widths], *rows]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


_RUN = {"python": _python, "shell": _shell, "sql": _sql, "r": _r}


def excerpt(folder: Path) -> str:
    """Return the first rows of some tables of a run over the sample releases, as Markdown."""
    rows = {name: _read(folder, name) for name in ("documents", "mentions", *SHOWN)}
    (document,) = [row["doc_id"] for row in rows["documents"] if row["source"] == EXCERPT]
    met = list(dict.fromkeys(row["entity_id"] for row in rows["mentions"] if row["doc_id"] == document))
    parts = []
    for name, columns in SHOWN.items():
        if name == "organisations":
            by_id = {row["organisation_id"]: row for row in rows[name]}
            chosen = [by_id[entity] for entity in met if entity in by_id]
        else:
            chosen = [row for row in rows[name] if row["doc_id"] == document]
        lines = [columns, ["---"] * len(columns), *([row[c] for c in columns] for row in chosen[:ROWS])]
        parts.append(f"`{name}.csv`\n\n" + "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines))
    return "\n\n".join(parts)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;")


def _read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def marked(page: str, name: str, content: str) -> str:
    """Return a page with new content between ``<!-- name:begin -->`` and ``<!-- name:end -->``, where it has them."""
    begin, end = f"<!-- {name}:begin -->\n", f"<!-- {name}:end -->"
    if begin not in page:
        return page
    before, rest = page.split(begin, 1)
    return f"{before}{begin}{content.rstrip()}\n{end}{rest.split(end, 1)[1]}"


def workplace(folder: Path, outputs: Path) -> Path:
    """Make the folder in which the code of a page runs: ``corpus`` and ``outputs``."""
    (folder / "corpus").symlink_to(ROOT / "corpus")
    shutil.copytree(outputs, folder / "outputs")
    return folder


def updated(page: str, outputs: Path) -> str:
    """Return a page with what its code prints now and with the present tables; runs in the current folder."""
    languages = [name for name in RUNNABLE if name != "r" or shutil.which("Rscript")]
    ran = list(play(page, languages=languages))
    for block, printed in reversed(ran):
        if block.printed is not None and plain(block.printed) != plain(printed):
            tidy = "".join(line.rstrip() + "\n" for line in printed.strip("\n").splitlines())
            page = page[: block.span[0]] + tidy + page[block.span[1] :]
    return marked(page, "tables", excerpt(outputs))


def main() -> int:
    """Bring the pages up to date, or with ``--check`` tell which are not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a page is not up to date")
    parser.add_argument("pages", nargs="*", default=PAGES, help="paths below the project's folder (default: all)")
    options = parser.parse_args()
    import warta

    stale = []
    with tempfile.TemporaryDirectory() as temporary:
        outputs = Path(temporary) / "outputs"
        warta.run(ROOT / "corpus" / "releases", outputs, workers=1)
        for number, name in enumerate(options.pages):
            folder = Path(temporary) / str(number)
            folder.mkdir()
            before = (ROOT / name).read_text(encoding="utf-8")
            with contextlib.chdir(workplace(folder, outputs)):
                after = updated(before, outputs)
            if after != before:
                stale.append(name)
                if not options.check:
                    (ROOT / name).write_text(after, encoding="utf-8")
    for name in stale:
        print(f"{name}: {'not up to date' if options.check else 'brought up to date'}")
    return 1 if stale and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
