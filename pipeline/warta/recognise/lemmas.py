"""Lemmas: the root of an Indonesian word by stripping affixes, among roots counted in news.

The affixes and what they do to the first sound of a root (``menulis`` from ``tulis``) are those of
the standard grammar (Alwi et al. 2003, Tata Bahasa Baku Bahasa Indonesia); which of the
possible roots is one, a list says that ``models/recipe/roots.py`` counts. No list of
roots of others is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import ORTH, POS
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.parts_of_speech import NAMES as POS_NAMES
from spacy.tokens import Doc

from warta.lexicon import table

_VOWELS = frozenset("aeiou")
#: Enclitics, from the outermost inwards.
PARTICLES = ("lah", "kah", "pun", "tah")
POSSESSIVES = ("nya", "ku", "mu")
SUFFIXES = ("kan", "an", "i")
#: What a root has at least.
SHORTEST = 3
#: Affixes that one word can carry: ``mem-per-...-kan-nya``.
DEEPEST = 5


def _nasal(rest: str) -> Iterator[str]:
    """Yield the words that ``me-`` or ``pe-`` with its nasal can stand before; ``rest`` is what follows ``me``."""
    if rest[0] in "lmnrwy":
        yield rest
    for nasal, kept, lost in (("m", "bfvp", "p"), ("ny", "", "s"), ("ng", "aeioughkqx", "k"), ("n", "dtcjzs", "t")):
        if rest.startswith(nasal) and len(rest) > len(nasal):
            tail = rest[len(nasal) :]
            if tail[0] in kept:
                yield tail
            if tail[0] in _VOWELS:
                yield lost + tail
            if nasal == "ng" and tail[0] == "e" and 3 <= len(tail) - 1 <= 4:
                yield tail[1:]  # ``mengecat`` from ``cat``


def _shorter(word: str) -> Iterator[tuple[str, str]]:
    """Yield ``(affix, word without it)`` for every affix that can be the outermost."""
    for affix in ("di", "ke", "se", "ter", "ber", "per"):
        if word.startswith(affix):
            yield f"{affix}-", word[len(affix) :]
    for affix in ("me", "pe"):
        if word.startswith(affix) and len(word) > 4:
            for tail in _nasal(word[2:]):
                yield f"{affix}-", tail
    if word.startswith("pe"):
        yield "pe-", word[2:]
    if word.startswith(("be", "te", "pe")) and word[2:3] == "r":
        yield f"{word[:2]}r-", word[2:]  # ``beroda``: one r serves both
    elif word.startswith("be") and "er" in word[2:5]:
        yield "ber-", word[2:]  # ``bekerja``
    if word.startswith(("belajar", "pelajar")):
        yield f"{word[:2]}r-", word[3:]
    for affix in (*PARTICLES, *POSSESSIVES, *SUFFIXES):
        if word.endswith(affix):
            yield f"-{affix}", word[: -len(affix)]
    first, hyphen, second = word.partition("-")
    if hyphen and first and second:
        yield "2", first


def strip(word: str) -> dict[str, frozenset[str]]:
    """Return every word that stripping affixes off a lower-cased word can leave, with the affixes it took.

    The word itself is not among them. ``2`` stands for reduplication.
    """
    found: dict[str, frozenset[str]] = {word: frozenset()}
    layer = [word]
    for _ in range(DEEPEST):
        following = []
        for form in layer:
            for affix, left in _shorter(form):
                # No root stands under the same affix twice, none under three letters or without a vowel.
                if left in found or len(left) < SHORTEST or affix in found[form] or not _VOWELS & set(left):
                    continue
                found[left] = found[form] | {affix}
                following.append(left)
        layer = following
    del found[word]
    return found


#: Parts of speech whose words are made of roots and affixes.
OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
#: Parts of speech whose words stay as they are written.
FIXED = frozenset({"PROPN", "PUNCT", "SYM", "X", "NUM"})
#: An analysis is likelier the more affixes it accounts for, a root of three letters and a root in ``di-`` or ``me-``
#: less likely: in units of the roots' scores.
PER_AFFIX, SHORT_ROOT, PASSIVE_ROOT = 2.0, 5.0, 3.0
#: Word forms whose lemmas are kept in memory.
_CACHE = 50_000


def _stands(affixes: frozenset[str]) -> bool:
    """Tell whether affixes go together: ``ber-`` under ``me-``, ``di-`` needs a suffix (``memberlakukan``)."""
    return "ber-" not in affixes or not affixes & {"me-", "di-"} or bool(affixes & {"-kan", "-i"})


def root(word: str, roots: Mapping[str, float]) -> str:
    """Return the most likely root of a lower-cased word; the word itself where none is known.

    ``roots`` gives how likely a word form is a root, as ``models/recipe/roots.py`` counts it.
    """
    best, most = word, roots.get(word, 0.0) - (SHORT_ROOT if len(word) == SHORTEST else 0)
    if len(word) >= 6 and word.startswith(("di", "me")):
        most -= PASSIVE_ROOT
    for form, affixes in strip(word).items():
        score = roots.get(form)
        if score is None or not _stands(affixes):
            continue
        score += PER_AFFIX * len(affixes) - (SHORT_ROOT if len(form) == SHORTEST else 0)
        if score > most or (score == most and form < best):
            best, most = form, score
    return best


def bare(word: str, roots: Mapping[str, float]) -> str:
    """Return a lower-cased word of a closed class without enclitics: ``olehnya``, ``apakah``."""
    for affix in (*PARTICLES, *POSSESSIVES):
        left = word.removesuffix(affix)
        if left != word and roots.get(left, 0.0) > roots.get(word, 0.0):
            return left
    return word


@cache
def exceptions() -> dict[str, str]:
    """Frequent word forms whose root the counts miss: ``menteri``, which is none of ``teri``."""
    return {row["form"]: row["lemma"] for row in table("lemma_exceptions")}


@Language.factory("warta_lemmas", assigns=["token.lemma"])
def make_lemmas(nlp: Language, name: str) -> Lemmas:
    """Return the component ``warta_lemmas``; it leaves words as they are until roots are loaded."""
    return Lemmas(name)


class Lemmas:
    """spaCy component: sets ``token.lemma_``, the root in lower case; names keep their form.

    Parts of speech are used where a component in front sets them; else a capital inside a sentence tells a name.
    """

    def __init__(self, name: str = "warta_lemmas", roots: Mapping[str, float] | None = None) -> None:
        self.name = name
        self.roots: dict[str, float] = dict(roots or {})
        self._cache: dict[tuple[int, int], str] = {}

    def lemma(self, word: str, pos: str) -> str:
        """Return the lemma of one word form; ``pos`` is its universal part of speech."""
        if pos in FIXED or not word[:1].isalpha():
            return word
        low = word.lower()
        if pos not in OPEN:
            return bare(low, self.roots)
        return exceptions().get(low) or root(low, self.roots)

    def __call__(self, doc: Doc) -> Doc:
        tagged = doc.has_annotation("POS")
        columns = doc.to_array([ORTH, POS]).tolist()
        if not tagged:
            starts = doc.has_annotation("SENT_START")
            for i, token in enumerate(doc):
                first = i == 0 or (starts and bool(token.is_sent_start))
                columns[i][1] = POS_IDS["PROPN" if token.text[:1].isupper() and not first else "NOUN"]
        strings = doc.vocab.strings
        lemmas = []
        for orth, pos in columns:
            known = self._cache.get((orth, pos))
            if known is None:
                known = self.lemma(strings[orth], POS_NAMES.get(pos, ""))
                if len(self._cache) >= _CACHE:
                    self._cache.clear()
                self._cache[orth, pos] = known
            lemmas.append(strings.add(known))
        # In one go: the setter of a single token is slow. One attribute makes one dimension.
        values: Any = np.array(lemmas, dtype="uint64")
        doc.from_array(["LEMMA"], values)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write ``roots.txt``: a word form and its score a line."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f"{form} {score:.2f}\n" for form, score in sorted(self.roots.items())]
        (folder / "roots.txt").write_text("".join(lines), encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Lemmas:
        """Read what ``to_disk`` wrote."""
        with (Path(path) / "roots.txt").open(encoding="utf-8") as lines:
            self.roots = {form: float(score) for form, score in (line.split() for line in lines)}
        self._cache.clear()
        return self
