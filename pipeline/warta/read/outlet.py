"""Names of outlets: which words are one, and what the outlet calls itself."""

from __future__ import annotations

import re
from functools import cache

from warta.lexicon import table

_DOMAIN = re.compile(
    r"(?:www\.)?[a-z0-9][a-z0-9-]{1,40}(?:\.[a-z0-9-]{2,30}){0,2}\.(?:com|co|id|net|org|tv|news|info)", re.IGNORECASE
)


@cache
def _register() -> dict[str, str]:
    return {row["key"]: row["name"] for row in table("read_outlets")}


def known_outlet(words: str) -> str | None:
    """Return the register's name for an outlet, in any case or spacing; None when it holds none."""
    key = " ".join(words.casefold().split())
    register = _register()
    return register.get(key) or register.get(key.replace(" .", ".").replace(". ", "."))


def outlet(words: str) -> str | None:
    """Return the outlet's name when ``words`` are one: in the register, or written as a domain.

    A domain in capitals that the register lacks gets lower case.
    """
    known = known_outlet(words)
    if known is not None:
        return known
    word = words.strip().replace(" ", "")
    if _DOMAIN.fullmatch(word):
        return word.lower() if word.isupper() else word
    # a channel of a known outlet: bola.kompas.com, detikJabar
    return None


def site_outlet(host: str) -> str | None:
    """Return the outlet of a host name (``nasional.kompas.com`` -> ``Kompas.com``), or None for an empty one."""
    host = host.casefold().strip().strip("/").removeprefix("www.")
    if not host:
        return None
    parts = host.split(".")
    for cut in range(len(parts) - 1):
        known = known_outlet(".".join(parts[cut:]))
        if known is not None:
            return known
    return host
