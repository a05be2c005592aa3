"""Entity replacement: rare and invented names in the place of seen ones.

Facilities and organisations are few in the articles and many in the world. Within one
article every occurrence of a name gives way to the same other name, taken from the
training articles or put together from ``templates.csv`` and warta's registers.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from pathlib import Path

from fit import Tagged
from spacy.language import Language
from warta.lexicon import table
from warta.recognise.network import bioes

HERE = Path(__file__).parent


def _csv(name: str) -> list[dict[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if line and not line.startswith("#")))


def entities(doc: Tagged, tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Names of a tagged document as ``(first, last + 1, label)``."""
    found: list[tuple[int, int, str]] = []
    start = 0
    for i, tag in enumerate(doc.tags):
        kind = tags[tag][0]
        if kind in "BS":
            start = i
        if kind in "ES":
            found.append((start, i + 1, tags[tag][2:]))
    return found


class Inventor:
    """Replaces names in a share of the documents. ``share`` is the chance of each distinct name."""

    def __init__(
        self, nlp: Language, docs: Sequence[Tagged], labels: Sequence[str], share: dict[str, float], seed: int
    ):
        self.share = share
        self.tags = bioes(labels)
        self.nlp = nlp
        rng = random.Random(seed)
        seen: dict[str, set[str]] = {label: set() for label in labels}
        for doc in docs:
            for start, end, label in entities(doc, self.tags):
                pairs = list(zip(doc.words[start:end], doc.spaces[start:end], strict=True))
                seen[label].add("".join(w + " " * s for w, s in pairs).strip())
        pools = {label: sorted(names) for label, names in seen.items()}
        made = self._make(pools, rng, 4000)
        self.pools: dict[str, list[tuple[list[str], list[bool]]]] = {}
        for label in share:
            names = pools[label] if label not in made else rng.sample(pools[label], len(pools[label])) + made[label]
            cut = [nlp.make_doc(n) for n in names]
            self.pools[label] = [([t.text for t in d], [bool(t.whitespace_) for t in d]) for d in cut if len(d)]

    def _make(self, pools: dict[str, list[str]], rng: random.Random, n: int) -> dict[str, list[str]]:
        companies = [x.split() for x in pools["ORG"] if x.startswith(("PT ", "Yayasan ", "CV ", "Koperasi "))]
        slots: dict[str, list[str]] = {
            "person": [p for p in pools["PER"] if p[:1].isupper() and len(p.split()) < 3],
            "place": [p for p in pools["LOC"] if p[:1].isupper() and len(p.split()) < 3 and not p.startswith("Jalan")],
            "word": sorted({w for c in companies for w in c[1:] if w.isalpha() and w[0].isupper()}),
            "kind": [r["head"] for r in table("facility_kinds") if r["head"][0].isupper()],
            "field": [r["word"] for r in _csv("fields.csv")],
            "ministry": [x for r in table("ministries") for x in (r["name"], *r["acronyms"].split("|")) if x],
            "agency": [x for r in table("agencies") for x in (r["name"], *r["acronyms"].split("|")) if x],
            "number": [str(i) for i in range(1, 30)],
        }
        units = [(r["name"], r["acronym"]) for r in table("facility_acronyms")]
        made: dict[str, list[str]] = {}
        for row in _csv("templates.csv"):
            names = made.setdefault(row["label"], [])
            for _ in range(n // 40):
                name, acronym = rng.choice(units)
                text = row["template"].replace("{name}", name).replace("{acronym}", acronym)
                while "{" in text:
                    slot = text[text.index("{") + 1 : text.index("}")]
                    text = text.replace(f"{{{slot}}}", rng.choice(slots[slot]), 1)
                names.append(text)
        return made

    def __call__(self, doc: Tagged, rng: random.Random) -> Tagged:
        """The document with some names replaced; itself when none is."""
        found = entities(doc, self.tags)
        swaps: dict[tuple[str, str], tuple[list[str], list[bool]] | None] = {}
        for start, end, label in found:
            key = (" ".join(doc.words[start:end]), label)
            if key not in swaps:
                hit = label in self.share and rng.random() < self.share[label]
                swaps[key] = rng.choice(self.pools[label]) if hit else None
        if not any(swaps.values()):
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        tags: list[int] = []
        last = 0
        for start, end, label in found:
            new = swaps[" ".join(doc.words[start:end]), label]
            if new is None:
                continue
            words += doc.words[last:start] + new[0]
            spaces += doc.spaces[last:start] + new[1][:-1] + [doc.spaces[end - 1]]
            tags += doc.tags[last:start]
            kinds = ["S"] if len(new[0]) == 1 else ["B", *["I"] * (len(new[0]) - 2), "E"]
            tags += [self.tags.index(f"{k}-{label}") for k in kinds]
            last = end
        return Tagged(words + doc.words[last:], spaces + doc.spaces[last:], tags + doc.tags[last:])
