"""Nicknames of people in public life."""

from __future__ import annotations

from functools import cache

from warta.resolve.keys import fold, optional


@cache
def _names() -> dict[str, str]:
    return {fold(row["name"]): row["full_name"] for row in optional("nicknames")}


def full_name(nickname: str) -> str | None:
    """Return the name behind a widely known nickname (``Gus Dur``), or None."""
    return _names().get(fold(nickname))
