"""The words of facilities' names: acronyms written out, other words for one kind, old spelling."""

from __future__ import annotations

from functools import cache

from warta.resolve.keys import Key, fold, optional


@cache
def _acronyms() -> dict[str, str]:
    return {row["acronym"]: row["name"] for row in optional("facility_acronyms")}


def written_out(name: str) -> str:
    """Write the acronyms of a facility's name in full: ``RSUD``, ``PSBR``, ``SMPN``."""
    out: list[str] = []
    for word in name.split(" "):
        full = _acronyms().get(word, word)
        if out and full != word and fold(full.split(" ")[0]) == fold(out[-1]):
            out.pop()  # ``Bandara YIA``: the acronym holds the word in front of it
        out.append(full)
    return " ".join(out)


def respelt(word: str) -> str:
    """Write a word in the orthography of 1972: ``Soebroto`` and ``Subroto``, ``Djuanda`` and ``Juanda`` meet."""
    if len(word) < 5:
        return word
    # inside a word dj and tj may be where two words meet (``Kramatjati``)
    word = {"dj": "j", "tj": "c"}.get(word[:2], word[:2]) + word[2:]
    return word.replace("oe", "u")


@cache
def _readings() -> dict[Key, Key]:
    return {
        tuple(respelt(w) for w in row["words"].split(" ")): tuple(respelt(w) for w in row["reading"].split())
        for row in optional("site_words")
    }


def read(key: Key) -> Key:
    """Write the words of a key as ``site_words.csv`` reads them, longest first."""
    out: list[str] = []
    at = 0
    while at < len(key):
        for width in (3, 2, 1):
            reading = _readings().get(key[at : at + width])
            if reading is not None:
                out.extend(reading)
                at += width
                break
        else:
            out.append(key[at])
            at += 1
    return tuple(out) or key


def run_together(core: Key) -> str:
    """Return a core without its spaces (``Kramat Jati``, ``Kramatjati``); numbers keep theirs."""
    return "".join(f" {w} " if w[:1].isdigit() else w for w in core)
