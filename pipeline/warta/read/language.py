"""Which language a text is written in, by its function words."""

from __future__ import annotations

import re
from functools import cache

from warta.lexicon import table
from warta.read.layout import lower

#: words looked at, and the share of function words below which nothing is said
_SAMPLE = 300
_CHARS = 4_000
_SHARE = 0.06
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in table("read_languages"):
        found.setdefault(row["word"], []).append(row["language"])
    return {word: tuple(languages) for word, languages in found.items()}


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language, or None when too few words speak.

    The language whose function words are most frequent wins; a word shared by
    several languages counts for each. Ties go to Indonesian, then by code.
    """
    lists = _lists()
    votes: dict[str, int] = {}
    total = 0
    for word in _WORD.findall(lower(text[:_CHARS]))[:_SAMPLE]:
        total += 1
        for code in lists.get(word, ()):
            votes[code] = votes.get(code, 0) + 1
    if total < 5 or not votes:
        return None
    best = min(votes, key=lambda code: (-votes[code], code != "id", code))
    return best if votes[best] >= max(1, _SHARE * total) else None
