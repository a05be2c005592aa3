"""Measure the scores and write them into the pages that tell them (``make docs``).

``warta evaluate`` runs over the sample releases and, where they are at hand, over the real documents;
the tables between ``<!-- scores:begin -->`` and ``<!-- scores:end -->`` are filled with what it says. The day is
an argument: ``--date 2026-11-22``. Without it the numbers must be those that stand there already.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpus" / "releases"
#: real documents with gold; their texts are third-party and not part of the project
REAL = ROOT.parent / "shared" / "gold"
UNKNOWN = "-"

#: score -> what it is, in English and Indonesian
SHORT = {
    "names.strict": ("names: span and label exact", "nama: batas dan label tepat"),
    "dates.value": ("dates: span, kind and value", "tanggal: batas, jenis, dan nilai"),
    "amounts.value": ("amounts: span, kind and value", "angka: batas, jenis, dan nilai"),
    "officials.holder": ("officials: person and position", "pejabat: orang dan jabatan"),
    "officials.full": ("officials: also organisation and status", "pejabat: juga organisasi dan status"),
    "entities.names": ("fullest name of an entity", "nama terlengkap suatu entitas"),
    "metadata.title": ("title (share of documents)", "judul (bagian dokumen)"),
    "metadata.published_at": ("day of publication (share)", "tanggal terbit (bagian dokumen)"),
}
LONG = (
    *(f"names.strict{label}" for label in ("", ".ORG", ".PER", ".FAC", ".LOC")),
    "names.overlap",
    *(f"dates.value{kind}" for kind in ("", ".DATE", ".DURATION")),
    *(f"amounts.value{kind}" for kind in ("", ".MONEY", ".PERCENT", ".COUNT", ".MEASURE")),
    "officials.holder",
    "officials.full",
    "entities.names",
    "entities.bcubed",
    *(f"metadata.{field}" for field in ("title", "published_at", "publisher", "dateline_place", "author", "editor")),
)
HEADS = (
    ("F1 [95 % interval]", "sample releases ({0})", "real documents ({1})"),
    ("F1 [interval 95 %]", "contoh rilis ({0})", "dokumen nyata ({1})"),
)
CLOSING = (
    "Measured on {date} with warta {version} by `warta evaluate corpus/releases`, and by the same command on real"
    " releases and news whose texts are not ours to pass on.",
    "Diukur pada {date} dengan warta {version} memakai `warta evaluate corpus/releases`, dan dengan perintah yang sama"
    " pada rilis dan berita nyata yang teksnya bukan milik kami untuk dibagikan.",
)
#: page -> long table?, language (index)
PAGES = {"README.md": (False, 0), "README.id.md": (False, 1), "docs/evaluation.md": (True, 0)}
_BLOCK = re.compile(r"(?<=<!-- scores:begin -->\n).*?(?=<!-- scores:end -->)", re.S)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def measure(folder: Path) -> dict[str, Any]:
    """Return what ``warta evaluate --json`` says about a folder of gold."""
    command = [sys.executable, "-m", "warta.cli", "evaluate", str(folder), "--json"]
    done: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
    return done


def cell(measured: Mapping[str, Any], score: str) -> str:
    """Return one number with its interval, such as ``0.95 [0.93, 0.97]``."""
    part, _, name = score.partition(".")
    found = measured["metadata"][name] if part == "metadata" else measured["scores"][score]
    number = found["share"] if part == "metadata" else found["f1"]
    if number is None:
        return UNKNOWN
    return f"{number:.2f} [{', '.join(f'{end:.2f}' for end in found['interval'])}]"


def rows(page: str) -> list[list[str]]:
    """Return the cells of the table that stands in a page; empty when it has none yet."""
    block = _BLOCK.search(page)
    lines = [] if block is None else block[0].splitlines()
    return [[c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("|")]


def table(
    scores: Mapping[str, str], samples: dict[str, Any], real: dict[str, Any] | None, old: list[list[str]], head: int
) -> str:
    """Return the table. What cannot be measured here, for want of the real documents, is kept as it stands."""
    kept = {line[0]: line[2] for line in old if len(line) == 3}
    number = len(real["documents"]) if real is not None else UNKNOWN
    title = [text.format(len(samples["documents"]), number) for text in HEADS[head]]
    if real is None and old:
        title[2] = old[0][2]
    lines = [title, ["---", "---", "---"]]
    for score, name in scores.items():
        second = cell(real, score) if real is not None else kept.get(name, UNKNOWN)
        lines.append([name, cell(samples, score), second])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    """Fill the pages; returns 1 when numbers changed and no date was given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--date", help="day of the measurement, YYYY-MM-DD")
    given = parser.parse_args().date
    if given is not None and _DATE.fullmatch(given) is None:
        parser.error(f"{given!r} is no day; write it as 2026-11-22")
    import warta

    samples, real = measure(SAMPLES), measure(REAL) if REAL.is_dir() else None
    for name, (long, language) in PAGES.items():
        page = (ROOT / name).read_text(encoding="utf-8")
        block, old = _BLOCK.search(page), rows(page)
        if block is None:
            parser.error(f"{name} has no place for scores")
        scores = {s: f"`{s}`" for s in LONG} if long else {s: names[language] for s, names in SHORT.items()}
        made = table(scores, samples, real, old, language)
        if made in block[0] and given is None:
            continue
        day = given
        if day is None:
            print(f"{name}: the scores have changed; give the day, such as: make docs DATE=2026-11-22", file=sys.stderr)
            return 1
        closing = CLOSING[language].format(date=day, version=warta.__version__)
        (ROOT / name).write_text(f"{page[: block.start()]}{made}\n\n{closing}\n{page[block.end() :]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
