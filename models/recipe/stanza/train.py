"""Train the stanza model (``warta run --model stanza``) on the articles of the shipped one.

    pip install floret "warta[stanza]"
    python models/recipe/stanza/train.py --shared ../shared --work /tmp/warta-model

Word vectors are those of the shipped model, read through floret's table, so that no word is unknown; the characters
are read by a layer of its own. ``model.toml`` holds every setting. With ``--minutes`` it stops
after that time, and the same command goes on where it stopped.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch

HERE = Path(__file__).parent
# The rest of the recipe lies above; behind the installed packages, since this folder bears stanza's name.
sys.path.append(str(HERE.parent))

from calibrate import fit as fit_line  # noqa: E402
from calibrate import half  # noqa: E402
from fit import Forms, tag_doc  # noqa: E402
from learn import Settings, characters, train  # noqa: E402
from measure import bare  # noqa: E402
from score import counts, line, report  # noqa: E402
from vectors import train as train_vectors  # noqa: E402
from warta.recognise.network import bioes  # noqa: E402
from warta.recognise.stanza_model import Model, digest, write  # noqa: E402
from warta.recognise.stanza_tagger import StanzaTagger  # noqa: E402
from warta.recognise.tagger import SPANS  # noqa: E402

from corpus import (  # noqa: E402
    LABELS,
    SCORED,
    Article,
    read_annotated,
    read_gold,
    read_own,
    split_own,
    to_doc,
    with_more,
)

NAME = "id_warta_stanza"
INIT = '"""warta\'s second names model, of stanza\'s kind: ``warta run --model stanza`` reads it."""\n'


def scored(
    tagger: StanzaTagger, nlp: spacy.Language, articles: list[Article], gold: bool, kind: str = ""
) -> dict[str, Any]:
    """Strict scores of the component alone, as ``measure.evaluate`` has them of the network."""
    labels = SCORED if gold else LABELS
    found = []
    for article in articles:
        doc = to_doc(nlp, article)
        item = bare(doc, kind)
        read = tagger(spacy.tokens.Doc(nlp.vocab, words=item.words, spaces=item.spaces))
        spans = [(doc[e.start].idx, doc[e.end - 1].idx + len(doc[e.end - 1]), e.label_) for e in read.ents]
        found.append(counts(article.spans, spans, labels))
    return report(found, labels)


def calibration(tagger: StanzaTagger, nlp: spacy.Language, held: list[Article]) -> tuple[float, float]:
    """The line from scores to chances, fitted on half of the held-back articles as for the shipped model."""
    tagger.model.calibration = (1.0, 0.0)
    pairs = []
    for article in held:
        if half(article.id):
            doc = tagger(to_doc(nlp, article))
            gold = {(e.start, e.end, e.label_) for e in to_doc(nlp, article).ents}
            group = doc.spans[SPANS]
            names = ((s.start, s.end, s.label_) for s in group)
            pairs += [(x, name in gold) for name, x in zip(names, group.attrs["scores"], strict=True)]
    return fit_line(pairs)


def main() -> None:
    """Train, score and write from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("/tmp/warta-model"))
    parser.add_argument("--target", type=Path, default=HERE.parents[1], help=f"where {NAME}/ is written")
    parser.add_argument("--config", type=Path, default=HERE / "model.toml")
    parser.add_argument("--more", type=Path, action="append", default=[], help="file of more annotated articles")
    parser.add_argument("--minutes", type=float, default=10_000, help="stop after so long, to go on later")
    options = parser.parse_args()
    torch.set_num_threads(1)
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    recipe = tomllib.loads((HERE.parent / "recipe.toml").read_text(encoding="utf-8"))
    nlp = spacy.blank("id_warta")
    gold = read_gold(options.shared)
    articles, held = split_own(read_own(options.shared), gold, recipe["data"]["held"], recipe["data"]["near"])
    added = [article for path in options.more for article in read_annotated(path)]
    articles = with_more(articles, added, [*gold, *held], recipe["data"]["near"])
    table = train_vectors(options.shared, nlp, options.work, recipe["vectors"])
    nlp.vocab.vectors.from_disk(table)
    # As they will be read: from half floats.
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(np.float16).astype(np.float32)
    docs = [tag_doc(to_doc(nlp, a), LABELS) for a in articles]
    settings = Settings(**config["training"])
    about = {
        "stanza": {**config["model"], "word_emb_dim": nlp.vocab.vectors.shape[1]},
        "tags": bioes(LABELS),
        "characters": characters(docs, settings.characters),
        "labels": {label: label for label in LABELS},
        "temperature": 1.0,
        "vectors": {"kind": "floret", "digest": digest(nlp.vocab.vectors)},
        "version": config["package"]["version"],
        "license": "MIT",
    }
    torch.manual_seed(settings.seed)
    model = Model(about, seed=settings.seed)

    def log(text: str) -> None:
        print(text, flush=True)
        with (options.work / "stanza.txt").open("a", encoding="utf-8") as out:
            out.write(text + "\n")

    ended = train(model, Forms(nlp), docs, settings, options.work / "stanza-state.pt", options.minutes, log)
    tagger = StanzaTagger(nlp.vocab, model=model)
    for name, part, is_gold, kind in (
        ("held", held, False, ""),
        ("gold", gold, True, ""),
        *((f"held {kind}", held, False, kind) for kind in ("title", "upper", "lower")),
    ):
        scores = scored(tagger, nlp, part, is_gold, kind)
        about.setdefault("performance", {})[name] = {
            k: {n: round(x, 4) for n, x in v.items()} for k, v in scores.items()
        }
        log(line(f"stanza{'' if ended else ' so far'} {name}", scores))
        if not ended and name == "gold":
            return
    about["calibration"] = [round(x, 4) for x in calibration(tagger, nlp, held)]
    folder = options.target / NAME
    write(folder, model)
    (folder / "__init__.py").write_text(INIT, encoding="utf-8")


if __name__ == "__main__":
    main()
