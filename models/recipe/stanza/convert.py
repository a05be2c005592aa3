"""Make a folder for ``warta run --model stanza:FOLDER`` from the files that stanza's own training writes.

    python models/recipe/stanza/convert.py id_mine_nertagger.pt --pretrain id_mine.pretrain.pt --target mine \\
        --label PERSON=PER --label PLACE=LOC --label ORGANISATION=ORG

torch reads both with ``weights_only``, so that nothing in them is executed. Labels that are not named are kept
where they are warta's (ORG, PER, FAC, LOC, POS) and left out otherwise. Models with character language models or
transformers can't be taken over.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import torch
from stanza.models.common.vocab import UNK_ID, VOCAB_PREFIX
from warta.recognise.stanza_model import DEFAULTS, Model, ModelError, write

LABELS = ("ORG", "PER", "FAC", "LOC", "POS")


def convert(tagger: Path, pretrain: Path | None, target: Path, labels: dict[str, str], version: str = "0") -> None:
    """Write the folder. Raises ModelError when the model is of a kind that cannot be taken over."""
    kept = torch.load(tagger, map_location="cpu", weights_only=True)
    args, vocab, state = kept["config"], kept["vocab"], kept["model"]
    tags = list(vocab["tag"]["_id2unit"][0])[len(VOCAB_PREFIX) :]
    if not all(t == "O" or t[:2] in {"B-", "I-", "E-", "S-"} for t in tags):
        raise ModelError("the tags are not BIOES with one column")
    met = sorted({t[2:] for t in tags if t != "O"})
    chosen = {label: labels.get(label, label) for label in met if labels.get(label, label) in LABELS}
    if not chosen:
        raise ModelError(f"none of the labels {', '.join(met)} is known: name them with --label THEIRS=OURS")
    words, table = word_table(state, vocab, None if pretrain is None else torch.load(pretrain, weights_only=True))
    config: dict[str, Any] = {
        "stanza": {k: args[k] for k in sorted(DEFAULTS) if k in args},
        "tags": tags,
        "characters": list(vocab["char"]["_id2unit"])[len(VOCAB_PREFIX) :],
        "labels": chosen,
        "temperature": 1.0,
        "vectors": {"kind": "list"},
        "version": version,
    }
    weights = {k: v.numpy() for k, v in state.items() if k.partition(".")[0] not in {"word_emb", "delta_emb"}}
    write(target, Model(config, weights), (words, table))


def word_table(
    state: dict[str, Any], vocab: dict[str, Any], pretrain: dict[str, Any] | None
) -> tuple[list[str], np.ndarray]:
    """One list of words, the unknown word first, with stanza's fixed and learned vectors added up."""
    fixed = state.get("word_emb.weight")
    if fixed is None and pretrain is not None:
        fixed = torch.as_tensor(pretrain["emb"])
    if "word" in vocab and fixed is None:
        raise ModelError("the word vectors lie in another file: name it with --pretrain")
    learned = state.get("delta_emb.weight")
    tables = [t for t in (fixed, learned) if t is not None]
    if not tables:
        raise ModelError("the model has no word vectors")
    known = vocab["word"]["_unit2id"] if "word" in vocab else {}
    added = vocab["delta"]["_unit2id"] if learned is not None else {}
    words = ["<UNK>", *sorted({*known, *added} - set(VOCAB_PREFIX))]
    result = np.zeros((len(words), tables[0].shape[1]), dtype=np.float32)
    for row, word in enumerate(words):
        if fixed is not None:
            result[row] += fixed[known.get(word, UNK_ID)].numpy()
        # A word that has a fixed vector and no learned one gets nothing added (NERTagger.forward).
        if learned is not None and (word in added or word not in known):
            result[row] += learned[added.get(word, UNK_ID)].numpy()
    return words, result


def main() -> None:
    """Convert from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tagger", type=Path, help="the .pt file of stanza's ner_tagger")
    parser.add_argument("--pretrain", type=Path, help="the .pt file of its word vectors")
    parser.add_argument("--target", type=Path, required=True, help="the folder to write")
    parser.add_argument("--label", action="append", default=[], metavar="THEIRS=OURS")
    parser.add_argument("--version", default="0", help="version to write down")
    options = parser.parse_args()
    labels = dict(pair.split("=", 1) for pair in options.label)
    convert(options.tagger, options.pretrain, options.target, labels, options.version)


if __name__ == "__main__":
    main()
