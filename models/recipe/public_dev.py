"""Score the recipe's network on the dev parts of the public corpora, trained on their train parts.

    python models/recipe/public_dev.py --shared ../shared --work /tmp/warta-model

``public.toml`` holds the variants: a corpus' train part alone, on top of the shipped model's layers, beside the other
corpora as auxiliary tasks. Strict entity F1 with a 95 % interval from resampled sentences; the table is printed in
Markdown, and the errors of each ensemble are written to the work folder for reading. Networks that
stand there are not trained again.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from fit import Forms, Settings, Tagged, tag_doc, train
from measure import spans as decoded
from net import Net, Shape
from public import NER, ner
from public import load as load_public
from score import counts, report
from selftrain import ensemble
from train import HERE
from vectors import train as train_vectors
from warta.recognise.network import bioes

from corpus import LABELS, read_gold, read_own, split_own, to_doc

#: The corpora's names for places, organisations and persons, as the columns of the table.
KINDS = (("LOC", "LOCATION", "PLACE"), ("ORG", "ORGANISATION", "ORGANIZATION"), ("PER", "PERSON"))


def tagged_spans(doc: Tagged, labels: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """The names of a sentence's own tags."""
    tags, found, first = bioes(labels), [], 0
    for i, number in enumerate(doc.tags):
        kind, _, label = tags[number].partition("-")
        if kind in "BS":
            first = i
        if kind in "ES":
            found.append((first, i + 1, label))
    return found


def same_tags(labels: tuple[str, ...]) -> list[int]:
    """For each tag of a corpus the number of ours that says the same."""
    ours = bioes(LABELS)
    names = {label: kind[0] for kind in KINDS for label in kind}
    return [ours.index(tag if tag == "O" else tag[:2] + names[tag[2:]]) for tag in bioes(labels)]


class Corpora:
    """The corpora, the vectors and the networks trained so far."""

    def __init__(self, shared: Path, work: Path, config: dict[str, Any]) -> None:
        self.shared, self.work, self.config = shared, work, config
        recipe = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))
        self.nlp = spacy.blank("id_warta")
        self.nlp.vocab.vectors.from_disk(train_vectors(shared, self.nlp, work, recipe["vectors"]))
        self.forms = Forms(self.nlp)
        gold = read_gold(shared)
        articles, _ = split_own(read_own(shared), gold, recipe["data"]["held"], recipe["data"]["near"])
        self.own = [tag_doc(to_doc(self.nlp, a), LABELS) for a in articles]
        (work / "public").mkdir(parents=True, exist_ok=True)

    def net(self, corpus: str, variant: dict[str, Any], seed: int) -> Net:
        """Train one network, or load it."""
        tasks: dict[str, list[Tagged]] = {}
        sizes: dict[str, int] = {}
        tasks["names"], sizes["names"] = load_public(self.shared, corpus)
        aux = {task: share for task, share in variant["aux"].items() if task != corpus}
        for task in aux:
            own = (self.own, len(bioes(LABELS)))
            tasks[task], sizes[task] = own if task == "own" else load_public(self.shared, task)
        shape = Shape(dims=self.nlp.vocab.vectors.shape[1], **variant["shape"])
        name = f"{corpus}-{variant['name'].replace(' ', '-')}-{seed}"
        path = self.work / "public" / f"{name}.pt"
        if path.exists():
            net = Net(shape, sizes)
            net.load_state_dict(torch.load(path, weights_only=True))
            return net
        start = None
        if "start" in variant:
            kept = torch.load(self.work / f"{variant['start']}.pt", weights_only=True)
            start = {k: v for k, v in kept.items() if not k.startswith("heads.")}
            if variant.get("head"):
                start |= {k: kept[k][same_tags(NER[corpus][1])].clone() for k in kept if "heads.names" in k}
            if "own" in aux:
                start |= {k.replace("heads.names", "heads.own"): v for k, v in kept.items() if "heads.names" in k}
        casing = self.config["casing"]
        settings = Settings(
            seed=seed, epochs=variant["epochs"], rate=variant["rate"], words=self.config["words"], aux=aux, **casing
        )
        net = train(
            self.forms, shape, settings, tasks, sizes, None, start, log=lambda text: print(name, text, flush=True)
        )
        torch.save(net.state_dict(), path)
        return net

    def score(self, corpus: str, nets: list[Net], part: str = "dev") -> tuple[list[np.ndarray], list[str]]:
        """Counts of each dev sentence, and its errors in words."""
        labels = NER[corpus][1]
        docs = ner(self.shared, corpus, part)
        tables, errors = [], []
        for doc, logp in zip(docs, ensemble(nets, self.forms)(docs), strict=True):
            gold = tagged_spans(doc, labels)
            found = [(s, e, label) for s, e, label, _ in decoded(logp, doc, self.forms, labels)]
            tables.append(counts(gold, found, labels))
            wrong = [("missed", x) for x in sorted({*gold} - {*found})]
            wrong += [("found", x) for x in sorted({*found} - {*gold})]
            if wrong:
                names = ", ".join(f"{kind} {label} [{' '.join(doc.words[s:e])}]" for kind, (s, e, label) in wrong)
                errors.append(f"{' '.join(doc.words)}\n    {names}")
        return tables, errors

    def row(self, corpus: str, variant: dict[str, Any]) -> list[str]:
        """The table's rows of one variant on one corpus: the first seed, then all together."""
        labels = NER[corpus][1]
        nets = [self.net(corpus, variant, seed) for seed in variant["seeds"]]
        rows = []
        for chosen in [nets[:1], *([nets] if len(nets) > 1 else [])]:
            tables, errors = self.score(corpus, chosen)
            scores = report(tables, labels)
            total = scores["all"]
            columns = [label for kind in KINDS for label in labels if label in kind]
            each = " | ".join(f"{scores[label]['f']:.3f}" for label in columns)
            seeds = "one seed" if len(chosen) == 1 else f"{len(chosen)} seeds together"
            rows.append(
                f"| {corpus} | {variant['name']}, {seeds} | {total['f']:.3f} [{total['low']:.3f}, {total['high']:.3f}] "
                f"| {each} |"
            )
            name = f"{corpus}-{variant['name'].replace(' ', '-')}-{len(chosen)}"
            (self.work / "public" / f"{name}.errors.txt").write_text("\n".join(errors) + "\n", encoding="utf-8")
            (self.work / "public" / f"{name}.json").write_text(json.dumps(scores), encoding="utf-8")
        return rows


def main() -> None:
    """Train and score from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("/tmp/warta-model"))
    parser.add_argument("--config", type=Path, default=HERE / "public.toml")
    parser.add_argument("--corpora", nargs="+", default=sorted(NER), choices=sorted(NER))
    parser.add_argument("--variants", nargs="+", help="names of variants (default: all)")
    options = parser.parse_args()
    torch.set_num_threads(1)
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    corpora = Corpora(options.shared, options.work, config)
    chosen = [v for v in config["variants"] if not options.variants or v["name"] in options.variants]
    rows = [row for corpus in options.corpora for variant in chosen for row in corpora.row(corpus, variant)]
    print("| corpus | variant | dev F1 | LOC | ORG | PER |\n|---|---|---|---|---|---|", *rows, sep="\n")


if __name__ == "__main__":
    main()
