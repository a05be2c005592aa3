"""The learning curve: the recipe of 0.1.0 on a sixteenth to all of the annotated articles.

    python models/recipe/curve.py --shared ../shared --work /tmp/warta-model --seeds 1 2

Settings are those of the first teacher in ``experiments.toml``.
Every point is a network trained from nothing on the first articles of a fixed random order, so that each
smaller set lies inside the larger ones. A small set is read more often, until ``LEAST`` steps are made: twelve
readings of 92 articles would measure the warm-up. Points that stand in ``--work`` are not trained again; those of all
seeds are counted together in the table, which is printed in Markdown.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from fit import Settings, Tagged, batches, tag_doc, train
from measure import tables
from net import Net, Shape
from score import report
from selftrain import ensemble
from train import HERE, Recipe
from warta.recognise.network import bioes

from corpus import LABELS, SCORED, to_doc

#: Shares of the articles, and the steps below which a set is read again.
SHARES = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1)
LEAST = 900


def settings_of(section: dict[str, Any], seed: int, docs: Sequence[Tagged], least: int = LEAST) -> Settings:
    """The recipe's settings, with as many epochs as give ``least`` steps but no fewer than the recipe's."""
    settings = Settings(seed=seed, rate=section["rate"], epochs=section["epochs"], **section.get("casing", {}))
    steps = len(batches(docs, settings.words, random.Random(0)))
    return replace(settings, epochs=max(settings.epochs, -(-least // steps)))


def measured(recipe: Recipe, net: Net) -> dict[str, list[list[list[float]]]]:
    """Counts of every held-back article (five labels) and gold document (four), as ``score.counts`` has them."""
    run = ensemble([net], recipe.forms)
    parts = (("held", recipe.held, LABELS), ("gold", recipe.gold, SCORED))
    return {
        name: [t.tolist() for t in tables(run, recipe.forms, recipe.nlp, articles, labels)]
        for name, articles, labels in parts
    }


def point(recipe: Recipe, size: int, seed: int) -> dict[str, Any]:
    """Train on ``size`` articles, or read what an earlier call has measured."""
    path = recipe.work / "curve" / f"{size}-{seed}.json"
    if path.exists():
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found
    path.parent.mkdir(exist_ok=True)
    section = recipe.config["teachers"][0]
    shape = Shape(dims=recipe.nlp.vocab.vectors.shape[1], **section["shape"])
    sizes = {"names": len(bioes(LABELS))}
    whole = recipe.work / f"{section['name']}.pt"
    settings = Settings(seed=seed, epochs=section["epochs"])
    if size == len(recipe.articles) and seed == section["seed"] and whole.exists():
        net = Net(shape, sizes)  # the shipped model is this point
        net.load_state_dict(torch.load(whole, weights_only=True))
    else:
        chosen = sorted(recipe.articles, key=lambda a: a.id)
        random.Random(0).shuffle(chosen)
        docs = [tag_doc(to_doc(recipe.nlp, a), LABELS) for a in chosen[:size]]
        settings = settings_of(section, seed, docs)
        name = f"curve {size} articles, seed {seed}, {settings.epochs} epochs"
        net = train(
            recipe.forms, shape, settings, {"names": docs}, sizes, log=lambda text: recipe.log(f"{name}: {text}")
        )
    result = {"size": size, "seed": seed, "epochs": settings.epochs, **measured(recipe, net)}
    path.write_text(json.dumps(result), encoding="utf-8")
    return result


def interval(points: Sequence[dict[str, Any]], part: str, labels: Sequence[str]) -> str:
    """F1 of the counts of all seeds together, with its 95 % interval over documents."""
    sums = np.sum([np.asarray(p[part]) for p in points], axis=0)
    total = report(list(sums), labels)["all"]
    return f"{total['f']:.3f} [{total['low']:.3f}, {total['high']:.3f}]"


def table(points: Sequence[dict[str, Any]]) -> str:
    """The table in Markdown, one row per size."""
    rows = ["| articles | epochs | seeds | held back | gold |", "|---|---|---|---|---|"]
    for size in sorted({p["size"] for p in points}):
        same = [p for p in points if p["size"] == size]
        epochs = "/".join(sorted({str(p["epochs"]) for p in same}))
        scores = (interval(same, "held", LABELS), interval(same, "gold", SCORED))
        rows.append(f"| {size} | {epochs} | {len(same)} | {' | '.join(scores)} |")
    return "\n".join(rows)


def main() -> None:
    """Train the points from the command line, the small ones first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("/tmp/warta-model"))
    parser.add_argument("--config", type=Path, default=HERE / "experiments.toml")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--shares", type=float, nargs="+", default=list(SHARES))
    options = parser.parse_args()
    torch.set_num_threads(1)
    recipe = Recipe(options.shared, options.work, tomllib.loads(options.config.read_text(encoding="utf-8")))
    sizes = [round(len(recipe.articles) * share) for share in options.shares]
    points = [point(recipe, size, seed) for seed in options.seeds for size in sizes]
    print(table(points))


if __name__ == "__main__":
    main()
