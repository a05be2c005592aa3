"""Train the names model from the development data and write the package.

    python models/recipe/train.py --shared ../shared --work /tmp/warta-model

Stages: word vectors, pre-training, teachers, labels for raw articles, student, package. A teacher with ``more = false``
learns from the articles of ``--shared`` alone, one with ``votes = false`` is only what another one goes on from.
Each stage leaves its result in ``--work`` and is not repeated while that stands.
Needs ``pip install floret torch==2.13.0`` beside warta.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pos
import roots
import spacy
import torch
from calibrate import error, fit, half
from fit import Forms, Settings, Tagged, tag_doc, train
from invent import Inventor
from measure import bare, evaluate, spans
from net import Net, Shape
from package import Parts, assemble, build
from pretrain import Corpus, Reading, read
from public import load as load_public
from score import line
from selftrain import choose, ensemble, label
from spacy.language import Language
from vectors import train as train_vectors
from warta.recognise.network import bioes

from corpus import (
    LABELS,
    Article,
    clean_raw,
    read_annotated,
    read_aside,
    read_gold,
    read_own,
    split_own,
    to_doc,
    with_more,
)

HERE = Path(__file__).parent


class Recipe:
    """The stages over one work folder."""

    def __init__(
        self,
        shared: Path,
        work: Path,
        config: dict[str, Any],
        aside: Sequence[Path] = (),
        more: Sequence[Path] = (),
    ) -> None:
        self.shared, self.work, self.config = shared, work, config
        #: The wheel of nlp-id, or its corpus of parts of speech.
        self.nlp_id: Path | None = None
        work.mkdir(parents=True, exist_ok=True)
        self.nlp: Language = spacy.blank("id_warta")
        self.gold = read_gold(shared)
        data = config["data"]
        self.articles, self.held = split_own(read_own(shared), self.gold, data["held"], data["near"])
        #: Articles that must not be read without labels either.
        self.barred = [*self.held, *read_aside(aside)]
        #: The training articles of ``shared`` alone.
        self.first = self.articles
        added = [article for path in more for article in read_annotated(path)]
        self.articles = with_more(self.articles, added, [*self.gold, *self.barred], data["near"])
        self.vectors = train_vectors(shared, self.nlp, work, config["vectors"])
        self.nlp.vocab.vectors.from_disk(self.vectors)
        self.forms = Forms(self.nlp)

    def log(self, text: str) -> None:
        print(text, flush=True)
        with (self.work / "log.txt").open("a", encoding="utf-8") as out:
            out.write(text + "\n")

    def corpus(self) -> Corpus:
        """The unlabelled articles as tokens, written to the work folder once."""
        section = self.config.get("pretrain", {"tokens": 4_800_000, "reading": {}})
        texts = self.work / "raw.npz"
        if not texts.exists():
            reading = Reading(**section["reading"])
            raw = [t if not h or t.startswith(h) else f"{h}\n\n{t}" for t, h in self.raw(self.config["data"]["near"])]
            random.Random(reading.seed).shuffle(raw)
            Corpus.write(texts, self.nlp, raw, reading.longest, section["tokens"])
        return Corpus(texts)

    def pretrain(self, minutes: float = math.inf) -> bool:
        """Pre-train on unlabelled articles unless the weights stand in the work folder; tell whether they do now."""
        section = self.config["pretrain"]
        path = self.work / f"{section['name']}.pt"
        if path.exists():
            return True
        reading = Reading(**section["reading"])
        corpus = self.corpus()
        self.log(f"{section['name']}: {section}, {len(corpus.docs())} articles, {len(corpus.ids)} tokens")
        shape = Shape(dims=self.nlp.vocab.vectors.shape[1], **section["shape"])
        return read(self.forms, corpus, shape, reading, path, self.log, minutes)

    def raw(self, near: float) -> Iterator[tuple[str, str | None]]:
        """Unlabelled articles, repeats and those that a model is judged by left out."""
        return clean_raw(self.shared, self.gold, self.barred, near)

    def own(self, more: bool = True) -> list[Tagged]:
        """The annotated articles as tokens, with ``--more`` or those of ``shared`` alone."""
        return [tag_doc(to_doc(self.nlp, a), LABELS) for a in (self.articles if more else self.first)]

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

    def run(self, target: Path, minutes: float = math.inf, until: str = "") -> None:
        """All stages, or those up to the network named ``until``; pre-training stops after ``minutes``."""
        if "pretrain" in self.config and not self.pretrain(minutes):
            return
        if until and until == self.config.get("pretrain", {}).get("name"):
            return
        own = self.own()
        nets = []
        for section in self.config["teachers"]:
            net = self.fit(section, own if section.get("more", True) else self.own(more=False))
            if section.get("votes", True):
                nets.append(net)
            if until == section["name"]:
                return
        if len(nets) > 1:
            self.scores(nets, "teachers")
        student = self.config["student"]
        if student["epochs"]:
            settings = self.config["label"]
            raw: list[Tagged] = []
            if not (self.work / f"{student['name']}.pt").exists():
                chosen = choose(self.shared, self.nlp, self.gold, self.barred, settings)
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
        used = [*self.config["teachers"], *([self.config["student"]] if self.config["student"]["epochs"] else [])]
        aux = sorted({task for section in used for task in section["aux"]})
        meta = {"version": self.config["package"]["version"], "performance": performance, "aux": aux}
        meta["articles"] = len(self.articles)
        parts = Parts(net.export(), LABELS, self.calibrate(net), self.parts_of_speech(), self.roots(), self.vectors)
        nlp = assemble(parts)
        for name in ("id_gsd-ud-test", "id_gsd-ud-dev", "id_csui-ud-train"):
            performance[name] = {k: round(v, 4) for k, v in pos.judge(nlp, self.shared / f"ud/{name}.conllu").items()}
            self.log(f"{name} {performance[name]}")
        return build(parts, target, meta)

    def calibrate(self, net: Net) -> tuple[float, float]:
        """Fit the line from score to chance on half of the held-back articles; log how well it holds on the rest."""
        found = {True: list[tuple[float, bool]](), False: list[tuple[float, bool]]()}
        docs = [to_doc(self.nlp, article) for article in self.held]
        tagged = [bare(doc) for doc in docs]
        for article, doc, item, logp in zip(self.held, docs, tagged, ensemble([net], self.forms)(tagged), strict=True):
            gold = {(span.start, span.end, span.label_) for span in doc.ents}
            for start, end, name, score in spans(logp, item, self.forms, LABELS):
                found[half(article.id)].append((score, (start, end, name) in gold))
        line = fit(found[True])
        before, after = (error(found[False], x) for x in ((1.0, 0.0), line))
        self.log(f"calibration {line}, calibration error on the other half {before:.4f} before, {after:.4f} after")
        return line

    def parts_of_speech(self) -> dict[str, np.ndarray]:
        """Arrays of the part-of-speech tagger, trained once."""
        path = self.work / "pos.npz"
        if not path.exists():
            if self.nlp_id is None:
                raise SystemExit("name the wheel of nlp-id with --nlp-id: `pip download --no-deps nlp-id`")
            section = self.config.get("pos", {"seed": 1, "epochs": 3})
            window = pos.train(self.forms, pos.load(self.nlp_id), section["seed"], section["epochs"])
            np.savez(path, **window.export())
        with np.load(path, allow_pickle=False) as arrays:
            return dict(arrays)

    def roots(self) -> dict[str, float]:
        """Likely roots among the words of the unlabelled articles."""
        return roots.count(self.corpus().counts)


def main() -> None:
    """Run the recipe from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with raw/, ner/, ud/ and gold/")
    parser.add_argument("--work", type=Path, default=Path("/tmp/warta-model"), help="folder for what lies between")
    parser.add_argument("--target", type=Path, default=HERE.parent, help="where id_warta_md/ is written")
    parser.add_argument("--config", type=Path, default=HERE / "recipe.toml")
    parser.add_argument("--aside", type=Path, action="append", default=[], help="folder of texts to leave unread")
    parser.add_argument("--more", type=Path, action="append", default=[], help="file of more annotated articles")
    parser.add_argument("--nlp-id", type=Path, help="wheel of nlp-id, for the parts of speech")
    parser.add_argument("--minutes", type=float, default=math.inf, help="pause pre-training after this time")
    parser.add_argument("--until", default="", help="stop behind the network of this name")
    parser.add_argument("--fast", action="store_true", help="multiply in bfloat16 where the processor can")
    parser.add_argument("--threads", type=int, default=1, help="more than one may change the last digits")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    if options.fast:
        torch.set_float32_matmul_precision("medium")
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    recipe = Recipe(options.shared, options.work, config, options.aside, options.more)
    recipe.nlp_id = options.nlp_id
    recipe.run(options.target, options.minutes, options.until)


if __name__ == "__main__":
    main()
