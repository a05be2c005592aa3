"""Ministers' offices that are misspelt (``Menteri Pehubungan``) or punctuated in another way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from warta.lexicon import table
from warta.recognise.office_tokens import Office

#: A word of fewer letters is no slip of another.
_LEAST = 7


def correct(offices: Iterable[Office]) -> None:
    """Give ministers' offices of no register the registered name that they are a slip of, in place.

    One word at most may differ, by one letter (two in a long word); commas and ``&`` don't count.
    """
    for office in offices:
        if office.body != "ministry" or office.org is not None or office.org_text is not None:
            continue
        position = " ".join(office.words)
        deputy = "Wakil " if position.startswith("Wakil ") else ""
        found = _registered(_key(position.removeprefix("Wakil ")))
        if found is not None:
            office.words, office.body = [deputy + found[0]], f"fixed:{found[1]}"


def _key(position: str) -> tuple[str, ...]:
    return tuple(position.casefold().replace(",", "").replace("&", "dan").split())


@cache
def _offices() -> dict[int, list[tuple[tuple[str, ...], str, str]]]:
    """Ministers' offices by their number of words: the words, the office and the ministry, the latest first."""
    found: dict[int, list[tuple[tuple[str, ...], str, str]]] = {}
    for row in reversed(table("ministries")):
        if row["office"].startswith("Menteri "):
            key = _key(row["office"])
            found.setdefault(len(key), []).append((key, row["office"], row["name"]))
    return found


@lru_cache(maxsize=1024)
def _registered(key: tuple[str, ...]) -> tuple[str, str] | None:
    """The office and the ministry of these words, or of the only office that differs in one word by a slip."""
    alike: dict[str, str] = {}
    for words, office, ministry in _offices().get(len(key), ()):
        apart = [(a, b) for a, b in zip(key, words, strict=True) if a != b]
        if not apart:
            return office, ministry
        if len(apart) == 1 and min(map(len, apart[0])) >= _LEAST:
            allowed = 1 if min(map(len, apart[0])) < _LEAST + 2 else 2
            if OSA.distance(*apart[0], score_cutoff=allowed) <= allowed:
                alike.setdefault(office, ministry)
    return next(iter(alike.items())) if len(alike) == 1 else None
