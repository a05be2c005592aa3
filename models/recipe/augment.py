"""Casing augmentation: headlines in Title Case, releases in ALL CAPS, careless lower case.

A model that never saw ALL CAPS finds nothing in it.
"""

from __future__ import annotations


def recase(words: list[str], kind: str) -> list[str]:
    """Return the words in ``upper``, ``lower`` or ``title`` case; acronyms stay as they are in title case."""
    if kind == "upper":
        return [w.upper() for w in words]
    if kind == "lower":
        return [w.lower() for w in words]
    return [w if w[1:] != w[1:].lower() else w[:1].upper() + w[1:] for w in words]
