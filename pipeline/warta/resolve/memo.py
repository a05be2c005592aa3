"""Results kept for names that come again: bounded, and forgotten when a step over all documents is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

#: Results kept of one function. With a sixteenth of this, resolving 80 000 names takes twice as long.
SIZE = 65_536

_kept: list[Any] = []


def remembered(function: F) -> F:
    """Keep the last results of a pure function of names."""
    made = lru_cache(maxsize=SIZE)(function)
    _kept.append(made)
    return cast(F, made)


def forget() -> None:
    """Drop all results that ``remembered`` functions keep."""
    for made in _kept:
        made.cache_clear()
