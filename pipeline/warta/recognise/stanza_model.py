"""A NER model of stanza's (Qi et al. 2020), read from plain arrays and JSON: nothing is unpickled.

A folder holds

- ``config.json``: ``stanza`` (the arguments of stanza's ``NERTagger``), ``tags`` (BIOES, in the order of the
  output layer), ``characters``, ``labels`` (the model's label -> ours; others are left out), ``temperature``,
  ``calibration`` (slope and intercept of ``network.calibrated``),
  ``vectors`` (kind ``floret`` with the digest of the table it was trained on, or kind ``list``), ``version``;
- ``weights.npz``: the arrays of the module's state, half floats;
- ``words.txt``, for vectors of kind ``list``: one word a line, the first for unknown words, rows of ``word_emb``.

``models/recipe/stanza`` trains one, and makes one from the files that stanza itself writes. Needs torch and stanza.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from spacy.vectors import Vectors
from spacy.vocab import Vocab
from stanza.models.common.vocab import VOCAB_PREFIX, CharVocab, CompositeVocab
from stanza.models.ner.model import NERTagger
from stanza.models.ner.vocab import MultiVocab
from torch import Tensor
from torch.nn.utils.rnn import pack_sequence

from warta.recognise.crf import best_paths, marginals
from warta.recognise.network import OVERSURE, Floats, Ints, allowed

#: Arguments of NERTagger that no model of ours changes; ``config.json`` may give others.
DEFAULTS: dict[str, Any] = {
    "char": True,
    "charlm": False,
    "char_emb_dim": 100,
    "char_hidden_dim": 100,
    "char_num_layers": 1,
    "char_rec_dropout": 0,
    "char_lowercase": False,
    "lowercase": False,
    "word_emb_dim": 128,
    "emb_finetune": False,
    "hidden_dim": 256,
    "num_layers": 1,
    "dropout": 0.5,
    "word_dropout": 0.01,
    "locked_dropout": 0.0,
    "input_transform": True,
    "bert_model": None,
    "connect_output_layers": False,
}
#: Characters of a word that are read: what is longer is a link or no word at all.
WORD_LENGTH = 40


class ModelError(ValueError):
    """The folder holds no model that can be read; the message says why."""


def digest(vectors: Vectors) -> str:
    """Return what tells one table of word vectors from another, 16 hexadecimal digits."""
    sums = hashlib.blake2b(digest_size=8)
    sums.update(json.dumps([vectors.mode, *vectors.shape, vectors.minn, vectors.maxn, vectors.hash_seed]).encode())
    sums.update(np.ascontiguousarray(vectors.data, dtype=np.float16).tobytes())
    return sums.hexdigest()


def vocabulary(tags: Sequence[str], characters: Sequence[str]) -> MultiVocab:
    """Return stanza's vocabularies; word vectors come from outside."""
    letters = [*VOCAB_PREFIX, *characters]
    outputs = [*VOCAB_PREFIX, *tags]
    plain = {"lang": "id", "idx": 0, "cutoff": 0, "lower": False}
    char = CharVocab.load_state_dict({**plain, "_id2unit": letters, "_unit2id": {c: i for i, c in enumerate(letters)}})
    tag = CompositeVocab.load_state_dict(
        {
            **plain,
            "sep": None,
            "keyed": False,
            "_id2unit": OrderedDict({0: outputs}),
            "_unit2id": {0: {t: i for i, t in enumerate(outputs)}},
        }
    )
    return MultiVocab({"char": char, "tag": tag})


class Model:
    """stanza's tagger with what it needs to read words; ``net`` is its torch module."""

    def __init__(
        self, config: dict[str, Any], weights: dict[str, npt.NDArray[Any]] | None = None, *, seed: int = 0
    ) -> None:
        self.config = config
        self.tags: list[str] = list(config["tags"])
        self.labels: dict[str, str] = dict(config["labels"])
        self.temperature = float(config.get("temperature", 1.0))
        slope, intercept = config.get("calibration", OVERSURE)
        self.calibration = (float(slope), float(intercept))
        if self.temperature <= 0:
            raise ModelError(f"a temperature is more than 0, not {self.temperature}")
        arguments = {**DEFAULTS, **config["stanza"]}
        if arguments["charlm"] or arguments["bert_model"] or arguments["connect_output_layers"]:
            raise ModelError(
                "models with a character language model, a transformer or several output layers can't be read"
            )
        self.lower, self.char_lower = arguments["lowercase"], arguments["char_lowercase"]
        vocab = vocabulary(self.tags, config["characters"])
        self.characters: dict[str, int] = vocab["char"]._unit2id
        # Words come as vectors: the module is told of no vocabulary, and its own table stays empty.
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self.net = NERTagger(arguments, vocab)
        self.arguments = arguments
        if weights is not None:
            state = {k: torch.from_numpy(v.astype(np.float32)) for k, v in weights.items()}
            try:
                self.net.load_state_dict(state, strict=True)
            except RuntimeError as e:
                raise ModelError(f"the weights are not those of the model that config.json tells of: {e}") from None
        self.net.eval()
        self._follow = allowed(self.tags)

    def spell(self, words: Sequence[str]) -> list[list[int]]:
        """The numbers of each word's characters."""
        unknown = self.characters[VOCAB_PREFIX[1]]
        cut = [(w.lower() if self.char_lower else w)[:WORD_LENGTH] for w in words]
        return [[self.characters.get(c, unknown) for c in w] for w in cut]

    def forms(self, words: Sequence[str], vectors: Floats) -> Floats:
        """What the recurrent layer reads of each distinct word, ``(words, size)``: the same in every place."""
        with torch.inference_mode():
            parts = [torch.from_numpy(np.ascontiguousarray(vectors))]
            if self.arguments["char"]:
                parts.append(self._letters(self.spell(words)))
            joined = torch.cat(parts, 1)
            read = joined if self.net.input_transform is None else self.net.input_transform(joined)
            result: Floats = read.numpy()
            return result

    def _letters(self, spelled: list[list[int]]) -> Tensor:
        """stanza's character layer over distinct words."""
        order = sorted(range(len(spelled)), key=lambda i: -len(spelled[i]))
        lengths = [len(spelled[i]) for i in order]
        table = torch.zeros((len(order), lengths[0]), dtype=torch.long)
        for row, i in enumerate(order):
            table[row, : lengths[row]] = torch.tensor(spelled[i])
        # As one sentence of all words, so that the packed result is simply their list.
        read = self.net.charmodel(table, None, order, [len(order)], lengths)
        result: Tensor = read.data
        return result

    def scores(self, forms: Floats, lengths: Ints) -> Floats:
        """Scores of the tags, ``(segments, tokens, tags)``; ``forms`` holds each token's, ``lengths`` fall."""
        with torch.inference_mode():
            parts = torch.split(torch.from_numpy(forms), lengths.tolist())
            sizes = (2 * self.arguments["num_layers"], len(lengths), self.arguments["hidden_dim"])
            first = (self.net.taggerlstm_h_init.expand(sizes), self.net.taggerlstm_c_init.expand(sizes))
            packed, _ = self.net.taggerlstm(pack_sequence(list(parts)), None, hx=tuple(x.contiguous() for x in first))
            flat = packed._replace(data=self.net.tag_clfs[0](packed.data))
            padded, _ = torch.nn.utils.rnn.pad_packed_sequence(flat, batch_first=True)
            result: Floats = padded.numpy()[:, :, len(VOCAB_PREFIX) :]
            return result

    def names(self, scores: Floats, lengths: Ints) -> list[list[tuple[int, int, str, float]]]:
        """Names of each segment as ``(first, last + 1, label, score)``.

        The score is the geometric mean of the tokens' probabilities under the CRF, made softer or
        harder by ``temperature``.
        """
        special = len(VOCAB_PREFIX)
        moves = self.net.crits[0]._transitions.detach().numpy()[special:, special:]
        paths = best_paths(scores, lengths, moves, self._follow)
        found: list[list[tuple[int, int, str, float]]] = [[] for _ in lengths]
        # Probabilities are asked for only where a name stands.
        inside = np.arange(paths.shape[1]) < lengths[:, None]
        rows = np.flatnonzero(((paths != self.tags.index("O")) & inside).any(axis=1))
        if not len(rows):
            return found
        soft = np.float32(self.temperature)
        sure = marginals(scores[rows] / soft, lengths[rows], moves / soft)
        for k, row in enumerate(rows.tolist()):
            steps = paths[row, : lengths[row]].tolist()
            first = 0
            for i, step in enumerate(steps):
                kind, _, label = self.tags[step].partition("-")
                if kind in "BS":
                    first = i
                if kind in "ES" and label in self.labels:
                    places = np.arange(first, i + 1)
                    chance = np.log(np.maximum(sure[k, places, steps[first : i + 1]], 1e-12)).mean()
                    found[row].append((first, i + 1, self.labels[label], float(np.exp(chance))))
        return found


def read(folder: Path) -> Model:
    """Read a model's folder. Raises ModelError when it is none."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            weights = {name: arrays[name] for name in arrays.files if name != "word_emb.weight"}
        return Model(config, weights)
    except ModelError as e:
        raise ModelError(f"{folder}: {e}") from None
    except (OSError, ValueError, KeyError, TypeError) as e:
        raise ModelError(f"{folder} holds no stanza model as models/recipe/stanza writes them: {e}") from None


def word_vectors(folder: Path, model: Model, vocab: Vocab) -> Callable[[list[str]], Any]:
    """Return the function that gives the vectors of distinct words, ``(words, dims)``.

    Raises ModelError when the vocabulary's vectors are not those that the model was trained on.
    """
    kind = model.config["vectors"]["kind"]
    if kind == "list":
        words = (folder / "words.txt").read_text(encoding="utf-8").splitlines()
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            table = arrays["word_emb.weight"].astype(np.float32)
        if len(words) != len(table):
            raise ModelError(f"{folder}: {len(words)} words but {len(table)} vectors")
        rows = {word: row for row, word in reversed(list(enumerate(words)))}

        def listed(wanted: list[str]) -> Floats:
            found: Floats = table[[rows.get(w.lower() if model.lower else w, 0) for w in wanted]]
            return found

        return listed
    if model.config["vectors"]["digest"] != digest(vocab.vectors):
        raise ModelError(f"{folder} was trained on other word vectors than these: train it again (models/README.md)")
    get: Callable[[list[str]], Any] = vocab.vectors.get_batch
    return get


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold torch to one thread during the block: one order of sums, and room for other workers."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def write(folder: Path, model: Model, words: tuple[Sequence[str], Floats] | None = None) -> None:
    """Write a model's folder; ``words`` with their vectors for kind ``list``."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {k: v.numpy().astype(np.float16) for k, v in sorted(model.net.state_dict().items())}
    if words is not None:
        (folder / "words.txt").write_text("".join(f"{w}\n" for w in words[0]), encoding="utf-8")
        arrays["word_emb.weight"] = words[1].astype(np.float16)
    np.savez(folder / "weights.npz", **arrays)
    text = json.dumps(model.config, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    (folder / "config.json").write_text(text, encoding="utf-8")
