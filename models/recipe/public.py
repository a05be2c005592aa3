"""The public corpora as auxiliary tasks: each keeps its own labels and its own head.

Their guidelines contradict each other and ours, so nothing is mapped: what they share
with our names they teach the layers below the heads.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fit import Tagged
from warta.recognise.network import bioes
from warta.recognise.pos import UPOS

#: name -> (folder, labels as written in the files)
NER = {
    "idner": ("idner", ("PER", "ORG", "LOC")),
    "nergrit": ("nergrit", ("PERSON", "PLACE", "ORGANISATION")),
    "nerui": ("nerui", ("PERSON", "LOCATION", "ORGANIZATION")),
}
_NO_SPACE_BEFORE = frozenset(".,;:!?)]%”’")


def _rows(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of a column file as words and tags; first and last column count."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split()
        if not cells:
            if words:
                yield words, tags
            words, tags = [], []
        elif len(cells) > 1:
            words.append(cells[0])
            tags.append(cells[-1])


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Names of an IOB sequence; an I that continues nothing begins a name, as conlleval has it."""
    found: list[tuple[int, int, str]] = []
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        kind, name = tag[:1], tag[2:]
        if label and (kind != "I" or name != label):
            found.append((start, i, label))
            label = ""
        if kind == "B" or (kind == "I" and not label):
            start, label = i, name
    return found


def ner(shared: Path, name: str, part: str) -> list[Tagged]:
    """Sentences of one corpus, ``part`` is ``train`` or ``dev``, with BIOES tags of its labels."""
    folder, labels = NER[name]
    index = {t: i for i, t in enumerate(bioes(labels))}
    path = next((shared / "ner" / folder).glob(f"{part}.*"))
    result: list[Tagged] = []
    for words, iob in _rows(path):
        tags = [0] * len(words)
        for start, end, label in spans(iob):
            for i in range(start, end):
                kind = "S" if end - start == 1 else "B" if i == start else "E" if i == end - 1 else "I"
                tags[i] = index[f"{kind}-{label}"]
        result.append(Tagged(words, spacing(words), tags))
    return result


def spacing(words: list[str]) -> list[bool]:
    """A guess whether a space follows each word: none stands before closing punctuation."""
    return [not (i + 1 < len(words) and words[i + 1] in _NO_SPACE_BEFORE) for i in range(len(words))]


def upos(path: Path) -> list[Tagged]:
    """Sentences of a CoNLL-U file by surface tokens; a token of several words takes the first one's UPOS."""
    index = {t: i for i, t in enumerate(UPOS)}
    result: list[Tagged] = []
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[int] = []
    covered, pending = 0, False
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) < 10:
            if words:
                result.append(Tagged(words, spaces, tags))
            words, spaces, tags, covered, pending = [], [], [], 0, False
        elif "-" in cells[0]:
            covered, pending = int(cells[0].split("-")[1]), True
            words.append(cells[1])
            spaces.append("SpaceAfter=No" not in cells[9])
        elif "." not in cells[0]:
            if pending:
                tags.append(index[cells[3]])
                pending = False
            elif int(cells[0]) > covered:
                words.append(cells[1])
                spaces.append("SpaceAfter=No" not in cells[9])
                tags.append(index[cells[3]])
    return result


def load(shared: Path, name: str) -> tuple[list[Tagged], int]:
    """Training sentences of a task and the number of its tags."""
    if name == "pos":
        return upos(shared / "ud/id_csui-ud-train.conllu"), len(UPOS)
    return ner(shared, name, "train"), len(bioes(NER[name][1]))
