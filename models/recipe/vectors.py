"""Word vectors: floret (skipgram with hashed subwords) over the unlabelled articles."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.vectors import Vectors

from corpus import read_gold, read_own, read_raw, shingles


def lines(shared: Path, nlp: Language) -> Iterator[str]:
    """Tokenised paragraphs, repeats and anything like a gold document left out.

    One article in twenty each is given again in ALL CAPS, lower case and Title Case, so that
    such forms have vectors too.
    """
    gold: set[int] = set()
    for article in read_gold(shared):
        gold |= shingles(article.text)
    seen: set[int] = set()

    def line(text: str) -> str:
        return " ".join(t.text for t in nlp.tokenizer(text) if not t.is_space)

    texts: list[tuple[str, str | None]] = [*read_raw(shared), *((a.text, None) for a in read_own(shared))]
    for text, title in texts:
        own = shingles(text)
        if len(own & gold) > 0.15 * max(1, len(own)) or len(own - seen) < 0.4 * max(1, len(own)):
            continue
        seen |= own
        if title:
            yield line(title)
        turn = zlib.crc32(text[:300].encode()) % 20
        for paragraph in text.split("\n"):
            if paragraph.strip():
                yield line(paragraph)
                if turn < 3:
                    yield line((str.upper, str.lower, str.title)[turn](paragraph))


def train(shared: Path, nlp: Language, work: Path, settings: dict[str, Any]) -> Path:
    """Train the vectors and return the folder of spaCy's table; one thread, hence the same bytes each time."""
    target = work / "vectors"
    if (target / "vectors").exists():
        return target
    import floret

    text = work / "vectors.txt"
    with text.open("w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in lines(shared, nlp))
    model = floret.train_unsupervised(
        str(text),
        model="skipgram",
        mode="floret",
        dim=settings["dims"],
        bucket=settings["buckets"],
        minn=settings["minn"],
        maxn=settings["maxn"],
        minCount=settings["min_count"],
        hashCount=2,
        epoch=settings["epochs"],
        thread=1,
        lr=0.05,
        ws=5,
        neg=5,
        verbose=0,
    )
    raw = work / "vectors.floret"
    model.save_floret_vectors(str(raw))
    to_spacy(raw, nlp).to_disk(target)
    return target


def to_spacy(path: Path, nlp: Language) -> Vectors:
    """Read floret's text format: a header with the hash settings, then one row per bucket."""
    import numpy as np

    with path.open(encoding="utf-8") as rows:
        buckets, dims, minn, maxn, hashes, seed, bow, eow = rows.readline().split()
        data = np.zeros((int(buckets), int(dims)), dtype=np.float32)
        for row in rows:
            number, *values = row.rstrip().split(" ")
            data[int(number)] = [float(v) for v in values]
    return Vectors(
        strings=nlp.vocab.strings,
        data=data,
        mode="floret",
        minn=int(minn),
        maxn=int(maxn),
        hash_count=int(hashes),
        hash_seed=int(seed),
        bow=bow,
        eow=eow,
    )
