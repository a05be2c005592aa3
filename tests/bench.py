"""Speed and memory of warta, as a table: ``make bench``, or ``python tests/bench.py [DOCUMENTS]``.

Reads ``../shared/raw/news.jsonl.gz`` when it is there, else the sample releases over and
over, each time with another closing line. Every figure is one measurement: run
it on a machine that does nothing else.
"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

import warta
from warta.run.batch import Report

ROOT = Path(__file__).parents[1]
RAW = ROOT.parent / "shared" / "raw" / "news.jsonl.gz"
DOCUMENTS = 1000


def texts() -> Iterator[str]:
    """Yield texts without end."""
    if RAW.exists():
        with gzip.open(RAW, "rt", encoding="utf-8") as file:
            yield from (json.loads(line)["text"] for line in file)
    from warta.read import read_inputs
    from warta.values.document import Document

    releases = [item.text for item in read_inputs([ROOT / "corpus" / "releases"]) if isinstance(item, Document)]
    for number in count(1):
        yield from (f"{text}\n\nSiaran nomor {number}." for text in releases)


def timed(action: Callable[[], object]) -> float:
    """Return the seconds an action takes."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def command(*arguments: str) -> float:
    """Return the seconds a command of ``warta`` takes from start to end."""
    program = [sys.executable, "-m", "warta.cli", *arguments]
    return timed(lambda: subprocess.run(program, check=True, capture_output=True))


def main(documents: int) -> None:
    """Measure and print."""
    from warta.facts.extract import records
    from warta.read import document_from_text

    chosen = list(islice(texts(), documents))
    rows: list[tuple[str, str]] = [
        ("documents", f"{documents:,}"),
        ("words", f"{sum(len(t.split()) for t in chosen):,}"),
    ]
    words = sum(len(text.split()) for text in chosen)

    release = str(ROOT / "corpus" / "releases" / "kkp-maumere.txt")
    rows.append(("warta --help", f"{command('--help'):.2f} s"))
    rows.append(("warta extract, one release", f"{command('extract', release):.2f} s"))

    loading = timed(warta.load)
    rows.append(("loading the pipeline, libraries imported", f"{timed(warta.load):.2f} s (first {loading:.2f} s)"))
    made = [document_from_text(text) for text in chosen[: max(1, documents // 5)]]
    some = sum(len(document.text.split()) for document in made)
    nlp = warta.load()
    seconds = timed(
        lambda: [row for start in range(0, len(made), 16) for row in records(nlp, made[start : start + 16])]
    )
    rows.append(("extraction in this process", f"{some / seconds:,.0f} words/s"))

    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder) / "in.jsonl"
        inbox.write_text("\n".join(json.dumps({"text": text}) for text in chosen), encoding="utf-8")
        reports: dict[int, Report] = {}
        for workers in (1, 2):
            reports[workers] = warta.run(inbox, Path(folder) / f"out{workers}", workers=workers)
            rows.append((f"whole run, {workers} process(es)", f"{words / reports[workers].seconds:,.0f} words/s"))
        rows.append(("2 processes against 1", f"{reports[1].seconds / reports[2].seconds:.2f}"))
        again = warta.run(inbox, Path(folder) / "out1", workers=1)
        rows.append(("second run, nothing new", f"{again.seconds:.2f} s"))
        tables = warta.run(inbox, Path(folder) / "out1", workers=1, formats="csv,parquet")
        rows.append(("resolution and writing, share of the first run", f"{tables.seconds / reports[1].seconds:.1%}"))
    for who, what in ((resource.RUSAGE_SELF, "this process"), (resource.RUSAGE_CHILDREN, "a worker")):
        rows.append((f"most memory of {what}", f"{resource.getrusage(who).ru_maxrss / 1024:,.0f} MB"))

    print("| what | measured |\n|---|---|")
    for what, measured in rows:
        print(f"| {what} | {measured} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)
