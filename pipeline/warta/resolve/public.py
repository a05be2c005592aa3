"""What is publicly known of personal names: nicknames, and how many people bear a word."""

from __future__ import annotations

from functools import cache

from warta.resolve.keys import fold, optional, person_key


@cache
def _names() -> dict[str, str]:
    return {fold(row["name"]): row["full_name"] for row in optional("nicknames")}


def full_name(nickname: str) -> str | None:
    """Return the name behind a widely known nickname (``Gus Dur``), or None."""
    return _names().get(fold(nickname))


@cache
def _bearers() -> dict[str, int]:
    out: dict[str, int] = {}
    for row in optional("person_words"):
        for word in person_key(row["word"]):
            out[word] = max(out.get(word, 0), int(row["people"]))
    return out


def bearers(word: str) -> int:
    """Return how many people of the register bear a name word, given in one orthography (``keys.skeleton``)."""
    return _bearers().get(word, 0)
