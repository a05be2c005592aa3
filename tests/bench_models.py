"""What names models cost beside each other: speed, loading and memory, each in a process of its own.

Called by ``tests/bench.py``. One thread each, the same articles, the libraries' own batching. A BERT-base-sized
tagger stands for the models one would fine-tune: its weights are random, which costs as much as trained ones.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from bench_run import held_here

#: BERT-base (Devlin et al. 2019), with the vocabulary of IndoBERT; longest input, and sentences in a batch.
LAYERS, WIDTH, HEADS, INNER, PIECES = 12, 768, 12, 3072, 30_522
LONGEST, BATCH = 128, 16
#: Letters in a word piece: stands in for a learned vocabulary, with some 1.6 pieces a word, punctuation included.
LETTERS = 6
#: Words that are read for the rows that take a second for a thousand.
SLOW = 6000
#: One thread in every library that would take more.
ONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

Reader = Callable[[list[str]], object]


def bare() -> Reader:
    """``spacy.load("id_warta_md")`` as it is shipped."""
    import spacy

    nlp = spacy.load("id_warta_md")
    return lambda texts: [doc.ents for doc in nlp.pipe(texts, batch_size=16)]


def extraction(model: str | None = None) -> Reader:
    """The whole way to a document's record, as a run goes it."""
    import warta
    from warta.facts.gather import gather
    from warta.facts.record import record
    from warta.read import document_from_text
    from warta.recognise.pipeline import annotate
    from warta.resolve.duplicates import signature

    nlp = warta.load(model=model)

    def read(texts: list[str]) -> object:
        made = (document_from_text(text) for text in texts)
        return [record(gather(d, doc), signature(d.text, d.silent())) for d, doc in annotate(nlp, made)]

    return read


def stanza() -> Reader:
    """The stanza model's tagger alone, over our tokens."""
    from warta.recognise.model import load_stanza
    from warta.recognise.stanza_place import place

    nlp = load_stanza(place("stanza"))
    return lambda texts: [doc.ents for doc in nlp.pipe(texts, batch_size=16)]


def bert() -> Reader:
    """A token tagger of BERT-base's size in plain torch, sentences of like length together."""
    import re

    import torch
    from torch import nn

    torch.set_num_threads(1)
    torch.manual_seed(0)
    layer = nn.TransformerEncoderLayer(WIDTH, HEADS, INNER, activation="gelu", batch_first=True)
    body = nn.TransformerEncoder(layer, LAYERS).eval()
    words, head = nn.Embedding(PIECES, WIDTH), nn.Linear(WIDTH, 21)

    def pieces(text: str) -> list[int]:
        cut = (w[i : i + LETTERS] for w in re.findall(r"\w+|[^\w\s]", text) for i in range(0, len(w), LETTERS))
        return [sum(map(ord, piece)) % PIECES for piece in cut]

    def read(texts: list[str]) -> object:
        lines = [pieces(line) for text in texts for line in re.split(r"(?<=[.!?])\s+|\n+", text) if line.strip()]
        rows = sorted((row[i : i + LONGEST] for row in lines for i in range(0, len(row), LONGEST)), key=len)
        found = []
        with torch.inference_mode():
            for start in range(0, len(rows), BATCH):
                batch = [torch.tensor(row) for row in rows[start : start + BATCH]]
                index = nn.utils.rnn.pad_sequence(batch, batch_first=True)
                empty = torch.arange(index.shape[1]) >= torch.tensor([[len(row)] for row in batch])
                found.append(head(body(words(index), src_key_padding_mask=empty)).argmax(-1))
        return found

    return read


#: row -> how it is loaded, words it is measured on (None: all), the extra and package it needs, goals of its cells.
ROWS: dict[str, tuple[Callable[[], Reader], int | None, tuple[str, ...]]] = {
    'bare model, `spacy.load("id_warta_md")`, `nlp.pipe`': (bare, None, ("id_warta_md",)),
    "**whole extraction** (goal: 10 000 words/s, under 1.5 s, under 700 MB)": (extraction, None, ("id_warta_md",)),
    "stanza model, tagger alone": (stanza, None, ("torch", "stanza", "id_warta_stanza")),
    "whole extraction, `--model stanza`": (lambda: extraction("stanza"), None, ("torch", "stanza", "id_warta_stanza")),
    "tagger of BERT-base's size, random weights": (bert, SLOW, ("torch",)),
}


def enough(texts: list[str], words: int | None) -> list[str]:
    """The first texts that hold so many words; None: all."""
    chosen: list[str] = []
    read = 0
    for text in texts:
        if words is not None and read >= words:
            break
        chosen.append(text)
        read += len(text.split())
    return chosen


def measure(name: str, texts: list[str]) -> dict[str, float]:
    """Load and run one row in this process. Seconds by the clock to load, of processor time to read; MB."""
    make, limit, needs = ROWS[name]
    if "torch" not in needs:
        sys.modules["torch"] = None  # type: ignore[assignment]  # spaCy imports it where it is installed
    chosen = enough(texts, limit)
    begun = time.perf_counter()
    read = make()
    loading = time.perf_counter() - begun
    read(chosen[:2])  # what is only done once
    spent = time.process_time()
    read(chosen)
    spent = time.process_time() - spent
    return {
        "words": sum(len(text.split()) for text in chosen) / spent,
        "loading": loading,
        "memory": held_here(),
    }


def table(texts: list[str]) -> Iterator[str]:
    """Yield the lines of the table, one process a row; a row whose packages are missing says so."""
    yield "| one process, one thread | words/s of processor time | loading, libraries included | most memory |\n"
    yield "|---|---|---|---|\n"
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "texts.json"
        given.write_text(json.dumps(texts), encoding="utf-8")
        for name, (_, _, needs) in ROWS.items():
            missing = [package for package in needs if find_spec(package) is None]
            if missing:
                yield f"| {name} | skipped: {', '.join(missing)} not installed | | |\n"
                continue
            command = [sys.executable, __file__, name, str(given)]
            done = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **ONE})
            got = json.loads(done.stdout.splitlines()[-1])
            yield f"| {name} | {got['words']:,.0f} | {got['loading']:.2f} s | {got['memory']:,.0f} MB |\n"


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))))
