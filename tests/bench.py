"""Speed and memory of warta: ``make bench DATE=2026-11-22``, or ``python tests/bench.py --help``.

Reads ``../shared/raw/news.jsonl.gz`` when it is there, else the sample releases over and
over, each time with another closing line. With ``--write`` the figures go into
``docs/benchmarks.md``, between the two marks there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

import warta
from bench_models import table
from spacy.tokens import Doc
from warta.read import document_from_text
from warta.run.apart import LEAST
from warta.run.engine import physical_cores
from warta.values.document import Document

ROOT = Path(__file__).parents[1]
RAW = ROOT.parent / "shared" / "raw" / "news.jsonl.gz"
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured by make bench -->\n", "<!-- end of what was measured -->\n"
Row = tuple[str, str, str]
#: The command as it runs where no extra is installed: spaCy imports torch wherever it finds it, a second and more.
LEAN = "import sys; sys.modules['torch'] = None; from warta.cli import main; main()"
#: Compiled once, as an installed program is, whatever is set here.
INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def texts() -> Iterator[str]:
    """Yield texts without end."""
    if RAW.exists():
        with gzip.open(RAW, "rt", encoding="utf-8") as file:
            yield from (json.loads(line)["text"] for line in file)
    from warta.read import read_inputs

    releases = [item.text for item in read_inputs([ROOT / "corpus" / "releases"]) if isinstance(item, Document)]
    for number in count(1):
        yield from (f"{text}\n\nSiaran nomor {number}." for text in releases)


def timed(action: Callable[[], object]) -> float:
    """Return the seconds of processor time that an action takes in this process: other programs hardly count."""
    begun = time.process_time()
    action()
    return time.process_time() - begun


def command(*arguments: str) -> tuple[float, float]:
    """Return the seconds by the clock and of processor time of a ``warta`` command, the best of three."""
    tries = []
    for _ in range(3):
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([sys.executable, "-c", LEAN, *arguments], check=True, capture_output=True, env=INSTALLED)
        after, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - begun
        tries.append((clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return min(tries)


def starting() -> Iterator[Row]:
    """Measure what a user waits for."""
    release = str(ROOT / "corpus" / "releases" / "kkp-maumere.txt")
    for name, arguments, goal in (("warta --help", ["--help"], ""), ("warta extract", ["extract", release], "1.5 s")):
        clock, processor = command(*arguments)
        yield f"`{name}`, start to end", f"{clock:.2f} s (processor {processor:.2f} s)", goal
    first = timed(warta.load)
    yield "loading the pipeline, libraries imported", f"{timed(warta.load):.2f} s (first {first:.2f} s)", ""


def components(documents: list[Document]) -> Iterator[Row]:
    """Measure each step over the same documents, in batches as in a run."""
    from warta.facts.gather import gather
    from warta.facts.record import record
    from warta.recognise.model import load_model
    from warta.recognise.pipeline import prepare
    from warta.resolve.duplicates import signature

    nlp = warta.load()
    words = sum(len(document.text.split()) for document in documents)
    docs: list[Doc] = []
    spent = {"tokenizer": timed(lambda: docs.extend(prepare(nlp, document) for document in documents))}

    def through(pipe: Callable[[Doc], Doc]) -> None:
        if hasattr(pipe, "pipe"):
            for start in range(0, len(docs), 16):
                docs[start : start + 16] = pipe.pipe(docs[start : start + 16], batch_size=16)
        else:
            docs[:] = [pipe(doc) for doc in docs]

    for name, pipe in nlp.pipeline:
        spent[name] = timed(lambda pipe=pipe: through(pipe))
    parts = ("warta_dates", "warta_amounts")
    inside = sum(seconds for name, seconds in spent.items() if name != "tokenizer")
    share = sum(spent[part] for part in parts) / inside
    facts = list(zip(documents, docs, strict=True))
    spent["aliases, hints, record"] = timed(
        lambda: [record(gather(d, doc), signature(d.text, d.silent())) for d, doc in facts]
    )
    whole = sum(spent.values())
    yield "extraction, one process", f"{words / whole:,.0f} words/s of processor time", ""
    for name, seconds in spent.items():
        yield f"of that {name}", f"{seconds / whole:.1%}", ""
    yield "dates and amounts, share of the components' time", f"{share:.1%}", "under 20 %"
    model = load_model()
    if model is not None:
        bare = timed(lambda: list(model.pipe([d.text for d in documents], batch_size=16)))
        yield "bare model (`spacy.load`, `nlp.pipe`)", f"{words / bare:,.0f} words/s of processor time", ""
        yield "whole extraction against the bare model", f"{bare / whole:.2f}", "0.75"
        alone = spent["tokenizer"] + spent["warta_tagger"]
        yield "the same against its names alone, without parts of speech and lemmas", f"{alone / whole:.2f}", ""


def run_of(inbox: Path, output: Path, workers: int, formats: str = "csv", least: int = 1) -> dict[str, float]:
    """Run in a process of its own and return what it took (see ``bench_run.py``)."""
    arguments = [inbox, output, workers, formats, least]
    made = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "bench_run.py"), *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
    )
    took: dict[str, float] = json.loads(made.stdout)
    return took


def runs(chosen: list[str]) -> Iterator[Row]:
    """Measure whole runs by the clock."""
    words, count = sum(len(text.split()) for text in chosen), len(chosen)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inbox, usual = folder / "all.jsonl", LEAST
        inbox.write_text("".join(json.dumps({"text": text}) + "\n" for text in chosen), encoding="utf-8")
        took = {workers: run_of(inbox, folder / f"out{workers}", workers, least=usual) for workers in (2, 1)}
        for workers, run in took.items():
            yield f"whole run, {workers} process(es)", f"{words / run['seconds']:,.0f} words/s", ""
        both = took[1]["seconds"] / took[2]["seconds"]
        yield "2 processes against 1, start and loading included", f"{both:.2f}", "1.8"
        share = took[2]["processor"] / (took[2]["processor"] + took[2]["processor_children"])
        yield "of the processor time of 2 processes, the parent's", f"{share:.1%}", ""
        again = run_of(inbox, folder / "out1", 1)
        yield "second run, nothing new", f"{again['seconds']:.2f} s", f"under {2 + 0.0001 * count:.2f} s"
        tables = run_of(inbox, folder / "out1", 1, "csv,parquet")["seconds"] - again["seconds"]
        what = "resolution and writing CSV and Parquet, share of the first run"
        yield f"{what} with 1 process", f"{tables / took[1]['seconds']:.1%}", "under 15 %"
        yield f"{what} with 2", f"{tables / took[2]['seconds']:.1%}", "under 15 %"


def held_by_each(chosen: list[str]) -> Iterator[Row]:
    """Measure the most memory of each process of a run with two workers, over few documents and over all."""
    count, fewer = len(chosen), min(1000, len(chosen) // 2)
    took: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in (fewer, count):
            inbox = folder / f"{number}.jsonl"
            inbox.write_text("".join(json.dumps({"text": text}) + "\n" for text in chosen[:number]), encoding="utf-8")
            # Resolution apart in both, so that like is compared with like.
            took[number] = run_of(inbox, folder / f"out{number}", 2, "csv,parquet")
    few, many = took[fewer], took[count]
    for who, title, goal in (
        ("worker", "a worker", "under 700 MB"),
        ("parent", "the parent", ""),
        ("writer", "the process that resolves and writes", ""),
    ):
        yield (
            f"most memory of {title}, {fewer:,} and {count:,} documents",
            f"{few[who]:,.0f}, {many[who]:,.0f} MB",
            goal,
        )
    for who, title, goal in (
        ("worker", "a worker", ""),
        ("parent", "the parent", "under 1 kB"),
        ("writer", "that process", ""),
    ):
        slope = (many[who] - few[who]) * 1024 / (count - fewer)
        yield f"more memory of {title} for a document more", f"{slope:.2f} kB", goal


def main() -> None:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(description="Measure speed and memory of warta.")
    parser.add_argument("--documents", type=int, default=1000, help="how many to run over")
    parser.add_argument("--date", help="date of the measurement, for the page")
    parser.add_argument("--write", action="store_true", help=f"write the figures into {PAGE.name}")
    parser.add_argument("--only", choices=("memory",), help="measure that alone, and only print it")
    options = parser.parse_args()
    if options.write and (options.only or not options.date):
        parser.error("--write needs --date, and goes with all that is measured")
    chosen = list(islice(texts(), options.documents))
    words = sum(len(text.split()) for text in chosen)
    load = os.getloadavg()[0]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    source = "news articles" if RAW.exists() else "variants of the sample releases"
    head = (
        f"{options.date or 'Now'}; {physical_cores()} cores, {memory:.0f} GB of memory, load {load:.1f} by other programs "
        f"at the start; {len(chosen):,} {source}, {words:,} words.\n\n| what | measured | goal |\n|---|---|---|\n"
    )
    print(head, end="", flush=True)
    page = head
    made = [document_from_text(text) for text in chosen[: max(1, options.documents // 4)]]
    steps = (
        [held_by_each(chosen)] if options.only else [runs(chosen), held_by_each(chosen), starting(), components(made)]
    )
    for step in steps:
        for what, measured, goal in step:
            line = f"| {what} | {measured} | {goal} |\n"
            print(line, end="", flush=True)
            page += line
    if options.only:
        return
    page += "\n"
    print()
    for line in table(chosen[: len(made)]):
        print(line, end="", flush=True)
        page += line
    if options.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{page}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
