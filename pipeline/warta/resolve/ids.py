"""Entity ids: readable, from the name, the same whatever else is in the run.

``org-kementerian-sosial`` is label and name. What belongs to the identity besides the
name, the place of a hotel or the code of a district whose name is not unique in
the register, is always part of the id, not only when two of them meet. Only when
two entities still have one slug does each get four characters of the hash of
its names, so that neither depends on which came first.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from warta.resolve.keys import fold

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 64


def slug(text: str) -> str:
    """Return ``text`` as lower-case ASCII words joined by hyphens; a long one is cut at a word and hashed."""
    plain = _OTHER.sub("-", fold(text).replace("'", "").encode("ascii", "ignore").decode()).strip("-")
    if not plain:
        return digest(text)
    if len(plain) <= _LONGEST:
        return plain
    return f"{plain[: _LONGEST - 5].rsplit('-', 1)[0]}-{digest(plain)}"


def digest(text: str) -> str:
    """Return four hexadecimal characters of the SHA-256 of ``text``."""
    return hashlib.sha256(text.encode()).hexdigest()[:4]


def assign(wanted: Sequence[str], identity: Sequence[str]) -> list[str]:
    """Make ids unique: those that collide get the hash of their ``identity`` (longer if need be)."""
    times = Counter(wanted)
    out: list[str] = []
    taken: set[str] = {w for w, n in times.items() if n == 1}
    for want, who in zip(wanted, identity, strict=True):
        if times[want] == 1:
            out.append(want)
            continue
        full = hashlib.sha256(who.encode()).hexdigest()
        width = 4
        while f"{want}-{full[:width]}" in taken:
            width += 4
        taken.add(f"{want}-{full[:width]}")
        out.append(f"{want}-{full[:width]}")
    return out
