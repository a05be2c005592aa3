"""What the command line shows a person: progress, the summary of a run, a marked text."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from warta.facts.gather import Facts
    from warta.run.batch import Progress as RunProgress
    from warta.run.batch import Report
    from warta.run.compact import Compacted

#: One style a label, chosen to be told apart on light and dark grounds.
STYLES = {
    "ORG": "bold blue",
    "PER": "bold magenta",
    "FAC": "bold cyan",
    "LOC": "bold green",
    "DATE": "yellow",
    "DURATION": "yellow",
    "TIME": "yellow",
    "SET": "yellow",
    "MONEY": "red",
    "PERCENT": "red",
    "COUNT": "red",
    "MEASURE": "red",
}
_STAGES = {"extract": "reading and extracting", "tables": "resolving and writing tables"}
_SHOWN_PROBLEMS = 5


class Bar:
    """A progress bar on standard error; silent when that is no terminal or ``quiet`` is set."""

    def __init__(self, *, quiet: bool = False) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            TaskProgressColumn(),
            TextColumn("{task.fields[met]:,} documents read, {task.fields[new]:,} extracted"),
            TimeElapsedColumn(),
            console=console,
            disable=quiet or not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task(_STAGES["extract"], total=None, met=0, new=0)

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def update(self, progress: RunProgress) -> None:
        """Show how far the run is."""
        self._bar.update(
            self._task,
            description=_STAGES[progress.stage],
            completed=progress.share or 0,
            total=None if progress.share is None else 1,
            met=progress.met,
            new=progress.done,
        )


def show_report(report: Report, console: Console | None = None) -> None:
    """Print what a run did: documents, problems, rows by table, where the files are."""
    out = console or Console(highlight=False, soft_wrap=True)
    met = f"{_count(report.met, 'document')}, {report.new:,} of them new"
    out.print(f"[bold]{met}[/bold] in {report.seconds:.1f} s")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("table")
    table.add_column("rows", justify="right")
    for name, rows in report.counts.items():
        table.add_row(name, f"{rows:,}", style="bold red" if name == "problems" and rows else "")
    out.print(table)
    formats = sorted({Path(name).suffix[1:] for name in report.files} & {"csv", "parquet"})
    ending = formats[0] if len(formats) == 1 else f"{{{','.join(formats)}}}"
    where = [f"{report.output}/*.{ending}"] if formats else []
    where += [f"{report.output}/{name}" for name in report.files if Path(name).suffix in {".xlsx", ".duckdb"}]
    out.print(f"Tables: {', '.join(where)}", markup=False)
    description = f"in {report.output}/datapackage.json and " if formats else ""
    out.print(f"Described {description}by `warta schema`.", markup=False)
    if not report.written:
        out.print("Nothing has changed since the last run; the tables stand as they were.")
    if not report.met:
        from warta.read.sources import FORMATS

        out.print("No documents in this input. In a folder, files are read whose names end in")
        out.print(f"  {', '.join(FORMATS)}")
    if report.outdated:
        out.print(
            f"{_count(report.outdated, 'document')} in the tables come from an earlier version of program, model or"
            " settings and are not in this input; run over their files again to renew them."
        )
    if report.damaged:
        out.print(f"Damaged parts of the store were set aside: {', '.join(report.damaged)}.", markup=False)
    if report.unused:
        out.print(f"[bold yellow]{_count(len(report.unused), 'correction')} without effect[/bold yellow]:")
        for said in report.unused[:_SHOWN_PROBLEMS]:
            out.print(f"  {clean(said)}", markup=False)
        if len(report.unused) > _SHOWN_PROBLEMS:
            out.print(f"  ... and {len(report.unused) - _SHOWN_PROBLEMS} more")
    if report.other_version:
        out.print(
            f"{_other_version(len(report.other_version))}; its documents are extracted again when a run meets them."
        )
    if report.problems:
        out.print(f"[bold red]{_count(report.problems, 'problem')}[/bold red] in this input:")
        shown = list(islice(_problems(report), _SHOWN_PROBLEMS))
        for row in shown:
            out.print(f"  {clean(row['source'])}: {clean(row['message'])} ({row['error']})", markup=False)
        if report.counts["problems"] > len(shown):
            out.print("  ... all of them in the table problems", markup=False)


def show_status(folder: Path, state: dict[str, Any], console: Console | None = None) -> None:
    """Print what ``warta.run.status.status`` found."""
    out = console or Console(highlight=False, soft_wrap=True)
    current = state["records"].get(state["current"], 0)
    others = sum(state["records"].values()) - current
    if state["elsewhere"] is not None:
        out.print(f"{folder}: tables of {_count(state['elsewhere'], 'record')} made elsewhere", markup=False)
    elif not state["store"]:
        out.print(f"{folder}: tables only, without the store they came from", markup=False)
    else:
        out.print(f"{folder}: {_count(current, 'record')} of the installed version", markup=False)
        if others:
            out.print(f"  {_count(others, 'record')} of other versions of program, model or libraries")
        out.print(f"  {_count(state['parts'], 'part')}, {state['bytes'] / 1e6:.1f} MB")
    if state["other_version"]:
        out.print(f"  {_other_version(len(state['other_version']))}")
    if state["damaged"]:
        out.print(f"  damaged: {', '.join(state['damaged'])}", markup=False)
    last = state["last_run"]
    if last is None:
        said = f"{_count(len(state['files']), 'file')} of tables" if state["files"] else "no tables yet"
        out.print(f"  {said}: no run that has ended is noted")
    else:
        rows = last["rows"]
        counts = (_count(rows.get(name, 0), name[:-1]) for name in ("documents", "mentions", "problems"))
        out.print(f"  tables: {', '.join(counts)}")
    out.print(f"  at work now: {state['at_work'] or 'no run'}", markup=False)


def show_facts(facts: Facts, console: Console | None = None) -> None:
    """Print a document with its mentions marked, and its facts below."""
    out = console or Console(highlight=False, soft_wrap=True)
    meta = facts.document.meta
    for name in ("title", "publisher", "dateline_place", "published_at", "author", "editor"):
        value = getattr(meta, name)
        if value is not None:
            out.print(Text(f"{name:<15}", style="dim") + Text(clean(value)))
    out.print()
    out.print(marked(facts))
    out.print()
    for title, rows in _sections(facts):
        if rows:
            table = Table(
                title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, show_header=False
            )
            for row in rows:
                table.add_row(*(Text(clean(" ".join(cell.split()))) for cell in row))
            out.print(table)
            out.print()


def marked(facts: Facts) -> Text:
    """Return the text with every mention in brackets, its label behind it, in the label's colour."""
    text, at, out = facts.document.text, 0, Text()
    for mention in facts.mentions:
        if mention.start < at:
            continue
        out.append(clean(text[at : mention.start]))
        style = STYLES[mention.label]
        out.append(f"[{clean(text[mention.start : mention.end])}", style)
        out.append(f" {mention.label}]", f"{style} dim")
        at = mention.end
    out.append(clean(text[at:]))
    return out


def clean(text: str) -> str:
    """Replace control characters: a document must not drive the reader's terminal."""
    return "".join(c if c in "\n\t" or c.isprintable() or (c.isspace() and c > "\x20") else "\ufffd" for c in text)


def _sections(facts: Facts) -> list[tuple[str, list[tuple[str, ...]]]]:
    names = sorted({(m.label, m.norm) for m in facts.mentions if m.label in {"ORG", "PER", "FAC", "LOC"}})
    return [
        ("Names", [(label, norm) for label, norm in names]),
        ("Officials", [(o.person, o.position, o.organisation or "", o.status) for o in facts.officials]),
        ("Dates", [(d.text, d.norm, d.kind) for d in facts.dates]),
        ("Amounts", [(a.text, a.norm, a.item) for a in facts.amounts]),
    ]


def show_compacted(folder: Path, done: Compacted, console: Console | None = None) -> None:
    """Print what ``warta.run.compact.compact`` did."""
    out = console or Console(highlight=False, soft_wrap=True)
    was, now = f"{done.bytes_before / 1e6:.1f} MB", f"{done.bytes_after / 1e6:.1f} MB"
    parts = f"{_count(done.parts_before, 'part')} ({was}) -> {_count(done.parts_after, 'part')} ({now})"
    out.print(f"{folder}: {parts}", markup=False)
    if done.dropped:
        out.print(f"  {_count(done.dropped, 'record')} that no table needs any more dropped")


def show_written(path: Path, size: int, documents: int, of: int, console: Console | None = None) -> None:
    """Print where a report is and how much of the folder it shows."""
    out = console or Console(highlight=False, soft_wrap=True)
    shown = _count(documents, "document") if documents == of else f"{documents:,} of {_count(of, 'document')}, a sample"
    out.print(f"{path}: {shown}, {size / 1e6:.1f} MB", markup=False)


def _other_version(parts: int) -> str:
    return f"{_count(parts, 'part')} of the store {'was' if parts == 1 else 'were'} written by another version of warta"


def _problems(report: Report) -> list[dict[str, str]]:
    path = report.output / "problems.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    if not (report.output / "problems.parquet").exists():
        return _problems_in(report.output / "warta.duckdb") if "warta.duckdb" in report.files else []
    from warta.tables.frames import read_table

    rows: list[dict[str, str]] = read_table(report.output, "problems").to_pylist()
    return rows


def _problems_in(database: Path) -> list[dict[str, str]]:
    import duckdb

    with duckdb.connect(str(database.absolute()), read_only=True) as db:
        rows: list[dict[str, str]] = db.sql("SELECT * FROM problems ORDER BY ALL").to_arrow_table().to_pylist()
    return rows


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
