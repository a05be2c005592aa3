"""Train the names model from the development data and write the package.

    python models/recipe/train.py --shared ../shared --work /tmp/warta-model

Stages: word vectors, teachers (one per seed), labels for raw articles, student, package.
Each stage leaves its result in ``--work`` and is not repeated while that stands.
Needs ``pip install floret torch==2.13.0`` beside warta.
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
from invent import Inventor
from measure import evaluate
from net import Net, Shape
from package import build
from public import load as load_public
from score import line
from selftrain import choose, ensemble, label
from spacy.language import Language
from vectors import train as train_vectors
from warta.recognise.network import bioes

from corpus import LABELS, Article, read_gold, read_own, split_own, to_doc

HERE = Path(__file__).parent


class Recipe:
    """The stages over one work folder."""

    def __init__(self, shared: Path, work: Path, config: dict[str, Any]) -> None:
        self.shared, self.work, self.config = shared, work, config
        work.mkdir(parents=True, exist_ok=True)
        self.nlp: Language = spacy.blank("id_warta")
        self.gold = read_gold(shared)
        data = config["data"]
        self.articles, self.held = split_own(read_own(shared), self.gold, data["held"], data["near"])
        self.vectors = train_vectors(shared, self.nlp, work, config["vectors"])
        self.nlp.vocab.vectors.from_disk(self.vectors)
        self.forms = Forms(self.nlp)

    def log(self, text: str) -> None:
        print(text, flush=True)
        with (self.work / "log.txt").open("a", encoding="utf-8") as out:
            out.write(text + "\n")

    def own(self) -> list[Tagged]:
        return [tag_doc(to_doc(self.nlp, a), LABELS) for a in self.articles]

    def scores(self, nets: list[Net], name: str) -> dict[str, Any]:
        """Held-back and gold scores of a network or an ensemble, logged and returned."""
        run = ensemble(nets, self.forms)
        result: dict[str, Any] = {}
        parts: list[tuple[str, list[Article], bool, str]] = [
            ("held", self.held, False, ""),
            ("gold", self.gold, True, ""),
            *((f"held {kind}", self.held, False, kind) for kind in ("title", "upper", "lower")),
        ]
        for key, articles, gold, kind in parts:
            result[key] = evaluate(run, self.forms, self.nlp, articles, gold, kind)
            self.log(line(f"{name} {key}", result[key]))
        return result

    def fit(self, section: dict[str, Any], names: list[Tagged]) -> Net:
        """Train one network, or load it when its file stands in the work folder."""
        name, seed = section["name"], section["seed"]
        tasks, sizes = {"names": names}, {"names": len(bioes(LABELS))}
        for task in section["aux"]:
            tasks[task], sizes[task] = load_public(self.shared, task)
        shape = Shape(dims=self.nlp.vocab.vectors.shape[1], **section["shape"])
        path = self.work / f"{name}.pt"
        if path.exists():
            net = Net(shape, sizes)
            net.load_state_dict(torch.load(path, weights_only=True))
            return net
        casing = section.get("casing", {})
        start = torch.load(self.work / f"{section['start']}.pt", weights_only=True) if "start" in section else None
        settings = Settings(seed=seed, epochs=section["epochs"], rate=section["rate"], aux=section["aux"], **casing)
        self.log(f"{name}: {section}, {len(names)} articles")
        share = section.get("replace", {})
        own = [d for d in names if d.soft is None]
        change = Inventor(self.nlp, own, LABELS, share, seed=5) if share else None
        net = train(
            self.forms, shape, settings, tasks, sizes, change, start, log=lambda text: self.log(f"{name} {text}")
        )
        torch.save(net.state_dict(), path)
        (self.work / f"{name}.json").write_text(json.dumps(self.scores([net], name)), encoding="utf-8")
        return net

    def run(self, target: Path) -> None:
        """All stages."""
        own = self.own()
        nets = [self.fit(section, own) for section in self.config["teachers"]]
        if len(nets) > 1:
            self.scores(nets, "teachers")
        student = self.config["student"]
        if student["epochs"]:
            settings = self.config["label"]
            raw: list[Tagged] = []
            if not (self.work / "student.pt").exists():
                chosen = choose(self.shared, self.nlp, self.gold, self.held, settings)
                raw, doubt = label(chosen, ensemble(nets, self.forms), settings["doubt"])
                self.log(f"labelled {len(raw)} of {len(chosen)} raw articles, mean doubt {doubt:.4f}")
            final = self.fit(student, own * student["own"] + raw)
        else:
            final = nets[0]
        scores = self.scores([final], "final")
        self.log(str(self.write(final, scores, target)))

    def write(self, net: Net, scores: dict[str, Any], target: Path) -> Path:
        """Write the package with its scores in the meta data."""
        performance: dict[str, Any] = {}
        for part in ("held", "gold"):
            rows = scores[part].items()
            performance[part] = {key: {k: round(v, 4) for k, v in value.items()} for key, value in rows}
        heads: tuple[str, ...] = ("names", "pos") if "pos" in net.heads else ("names",)
        weights: dict[str, np.ndarray] = net.export(heads)
        used = [*self.config["teachers"], *([self.config["student"]] if self.config["student"]["epochs"] else [])]
        aux = sorted({task for section in used for task in section["aux"]})
        meta = {"version": self.config["package"]["version"], "performance": performance, "aux": aux}
        return build(weights, LABELS, self.vectors, target, meta)


def main() -> None:
    """Run the recipe from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with raw/, ner/, ud/ and gold/")
    parser.add_argument("--work", type=Path, default=Path("/tmp/warta-model"), help="folder for what lies between")
    parser.add_argument("--target", type=Path, default=HERE.parent, help="where id_warta_md/ is written")
    parser.add_argument("--config", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--threads", type=int, default=1, help="more than one may change the last digits")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    Recipe(options.shared, options.work, tomllib.loads(options.config.read_text(encoding="utf-8"))).run(options.target)


if __name__ == "__main__":
    main()
