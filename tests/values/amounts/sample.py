"""Draw amounts of raw news for judging by reading: ``python tests/values/amounts/sample.py SEED [options]``.

Each of N random articles gives one random amount, as the whole pipeline finds it. ``--missed``
gives instead N sentences with digits or number words in which nothing was found. Articles are
read from ``../shared/raw/news.jsonl.gz`` (one JSON object a line: ``text``, ``title``, ``date``).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import warta
from spacy.tokens import Doc
from warta.read import document_from_text
from warta.recognise.pipeline import annotate
from warta.values.document import Document
from warta.values.numeral_reader import WORDS

RAW = Path(__file__).resolve().parents[4] / "shared" / "raw" / "news.jsonl.gz"
SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?=\s)|\n|$)")
NUMERAL = re.compile(r"\d|\b(?:" + "|".join(sorted(map(re.escape, WORDS))) + r")\b", re.IGNORECASE)


def articles(rng: random.Random) -> Iterator[dict[str, Any]]:
    """Yield the raw articles in random order."""
    with gzip.open(RAW, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rng.shuffle(rows)
    yield from rows


def documents(rng: random.Random) -> Iterator[Document]:
    """Yield them as documents, dated as their source says."""
    for row in articles(rng):
        yield document_from_text(row["text"], format="jsonl", title=row.get("title"), date=row.get("date"))


def amounts(doc: Doc, rng: random.Random, kinds: set[str]) -> str | None:
    """Return one amount in its context, or None."""
    found = [m for m in doc._.warta_amounts if m.kind in kinds]
    if not found:
        return None
    mention = rng.choice(found)
    before, after = doc.text[max(0, mention.start - 70) : mention.start], doc.text[mention.end : mention.end + 50]
    context = f"{before}[{mention.text}]{after}".replace("\n", "\\")
    return f"{mention.kind} | {context} | {mention.norm} | {mention.item}"


def missed(doc: Doc, rng: random.Random) -> str | None:
    """Return one sentence with a numeral that no amount, date or name takes, or None."""
    taken = [(m.start, m.end) for m in (*doc._.warta_amounts, *doc._.warta_dates, *doc._.warta_names)]
    taken += doc._.silent
    places = [m for m in SENTENCE.finditer(doc.text) if _free_numeral(doc.text, m, taken)]
    return rng.choice(places)[0].strip() if places else None


def _free_numeral(text: str, sentence: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    places = [m.span() for m in NUMERAL.finditer(text, *sentence.span())]
    return any(not any(start < b and a < end for a, b in taken) for start, end in places)


def main() -> None:
    """Print the sample, one line a mention."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--kinds", default="MONEY,PERCENT,COUNT,MEASURE")
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    nlp, kinds, shown = warta.load(), set(options.kinds.split(",")), 0
    for _, doc in annotate(nlp, documents(rng)):
        line = missed(doc, rng) if options.missed else amounts(doc, rng, kinds)
        if line is not None:
            shown += 1
            print(shown, line, sep=" | ")
        if shown == options.n:
            return


if __name__ == "__main__":
    main()
