"""Read the development data: articles with names, split without leaks, as tokens and labels.

Nothing here copies text into the project: corpora are written to the work folder
that ``recipe.toml`` or ``--work`` names.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans
from warta.recognise.wrap import unwrap

LABELS = ("ORG", "PER", "FAC", "LOC", "POS")
#: The labels of the strict score; POS is scored apart since the gold has none.
SCORED = ("ORG", "PER", "FAC", "LOC")

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its names, as ``(start, end, label)`` in code points."""

    id: str
    text: str
    spans: tuple[Span, ...]


def shingles(text: str, width: int = 5) -> set[int]:
    """Checksums of all runs of ``width`` lower-cased words: the measure of near-duplicates."""
    words = re.findall(r"\w+", text.lower())
    return {zlib.crc32(" ".join(words[i : i + width]).encode()) for i in range(len(words) - width + 1)}


def _near(own: set[int], others: Iterable[set[int]], near: float) -> bool:
    """Tell whether a text shares more than ``near`` of the shorter one's shingles with one of the others."""
    return any(len(own & other) > near * max(1, min(len(own), len(other))) for other in others)


def read_annotated(path: Path) -> list[Article]:
    """Annotated articles, one JSON object a line: ``id``, ``text``, ``mentions`` (``start``, ``end``, ``label``)."""
    articles: list[Article] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = tuple((m["start"], m["end"], m["label"]) for m in row["mentions"])
            articles.append(Article(row["id"], row["text"], spans))
    return articles


def read_own(shared: Path) -> list[Article]:
    """The articles annotated by the guide of the gold, in file order."""
    return read_annotated(shared / "ner/own/articles.jsonl")


def with_more(
    articles: list[Article], more: Sequence[Article], judges: Sequence[Article], near: float
) -> list[Article]:
    """Training articles with more of them: one whose id is there already takes its place (a mended annotation).

    Those that share more than ``near`` of their shingles with one of the ``judges`` (gold, held back) are left out.
    """
    barred = [shingles(a.text) for a in judges]
    chosen = {a.id: a for a in more if not _near(shingles(a.text), barred, near)}
    return [chosen.pop(a.id, a) for a in articles] + list(chosen.values())


def read_gold(shared: Path) -> list[Article]:
    """The gold documents with their names; for evaluation only, never for training."""
    articles: list[Article] = []
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        spans = tuple((m["start"], m["end"], m["label"]) for m in gold["mentions"] if m["label"] in SCORED)
        articles.append(Article(path.stem, text, spans))
    return articles


def read_raw(shared: Path) -> Iterator[tuple[str, str | None]]:
    """``(text, title)`` of every unlabelled article."""
    with gzip.open(shared / "raw/news.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["text"], row["title"]


def split_own(
    articles: list[Article], gold: list[Article], share: float, near: float
) -> tuple[list[Article], list[Article]]:
    """Split into training and held-back articles by a hash of the id.

    Articles that share more than ``near`` of the shorter one's shingles form one group, and
    a group goes to one side whole. An article that shares as much with a gold document is
    dropped from both. ``share`` is the part held back.
    """
    sets = [shingles(a.text) for a in articles]
    gold_sets = [shingles(a.text) for a in gold]
    owners: dict[int, list[int]] = defaultdict(list)
    for i, group in enumerate(sets):
        for h in group:
            owners[h].append(i)
    common: dict[tuple[int, int], int] = defaultdict(int)
    for where in owners.values():
        if 1 < len(where) <= 40:
            for a in range(1, len(where)):
                for b in range(a):
                    common[where[b], where[a]] += 1
    parent = list(range(len(articles)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for (i, j), n in sorted(common.items()):
        if n > near * max(1, min(len(sets[i]), len(sets[j]))):
            parent[max(root(i), root(j))] = min(root(i), root(j))
    train: list[Article] = []
    held: list[Article] = []
    for i, article in enumerate(articles):
        if _near(sets[i], gold_sets, near):
            continue
        side = zlib.crc32(articles[root(i)].id.encode()) % 1000
        (held if side < share * 1000 else train).append(article)
    return train, held


def read_aside(folders: Sequence[Path]) -> list[Article]:
    """The texts (``*.txt``) of these folders: annotated articles that a model is judged by, never trained on."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    return [Article(path.stem, path.read_text(encoding="utf-8"), ()) for path in paths]


def clean_raw(shared: Path, gold: list[Article], held: list[Article], near: float) -> Iterator[tuple[str, str | None]]:
    """Unlabelled articles without repeats, and without those that are gold or held back."""
    barred: set[int] = set()
    for article in (*gold, *held):
        barred |= shingles(article.text)
    seen: set[int] = set()
    for text, title in read_raw(shared):
        own = shingles(text)
        if not own or len(own & barred) > near * len(own) or len(own & seen) > 0.6 * len(own):
            continue
        seen |= own
        yield text, title


def to_doc(nlp: Language, article: Article) -> Doc:
    """Tokenise as the pipeline does and set ``doc.ents``.

    A name whose edges fall inside a token is widened to the token, since
    that is the best a token model can give; names made equal by it are merged.
    """
    doc = nlp.make_doc(unwrap(article.text))
    spans = []
    for start, end, label in article.spans:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None and not span[0].is_space and not span[-1].is_space:
            spans.append(span)
    doc.set_ents(filter_spans(spans))
    return doc
