"""Results kept for names that come again: bounded, and forgotten when a step over all documents is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

#: Results kept of one function. With a sixteenth of this, resolving 80 000 names takes twice as long.
SIZE = 65_536
#: Results of all functions together that stay from one document to the next: what some 500 articles leave.
BETWEEN_DOCUMENTS = 65_536

_kept: list[Any] = []


def remembered(function: F) -> F:
    """Keep the last results of a pure function of names."""
    made = lru_cache(maxsize=SIZE)(function)
    _kept.append(made)
    return cast(F, made)


def kept() -> int:
    """Return how many results are kept."""
    return sum(made.cache_info().currsize for made in _kept)


def forget(*, above: int = -1) -> None:
    """Drop all results that ``remembered`` functions keep, when they are more than ``above``."""
    if kept() > above:
        for made in _kept:
            made.cache_clear()
