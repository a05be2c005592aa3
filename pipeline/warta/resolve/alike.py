"""Keys of which one word may be another by a slip: candidates, however many keys share all other words.

``Yayasan Peduli Anak Contoh`` and fifty thousand more that begin alike stand in one block (``evidence.blocks``):
inside it a key is compared with those alone that are equal once a letter of their differing word is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from warta.resolve.keys import Key

#: In blocks of so many keys each is compared with all others, which costs less than an index.
_FEW = 12

Block = tuple[object, ...]


class Alike:
    """Keys by block."""

    def __init__(self) -> None:
        self._keys: dict[Block, list[Key]] = {}
        self._forms: dict[Block, dict[str, list[Key]]] = {}

    def add(self, block: Block, key: Key) -> None:
        """Add a key; all are added before any is asked for."""
        self._keys.setdefault(block, []).append(key)

    def near(self, block: Block, key: Key) -> Sequence[Key]:
        """Return the other keys of a block that may differ from ``key`` by one edit in its word, in order."""
        keys = self._keys.get(block, [])
        if len(keys) <= _FEW:
            return [other for other in keys if other != key]
        at = cast(int, block[0])
        if block not in self._forms:
            forms = self._forms[block] = {}
            for other in keys:
                for form in sorted(set(shortened(other[at]))):
                    forms.setdefault(form, []).append(other)
        found = {k for form in shortened(key[at]) for k in self._forms[block].get(form, ()) if k != key}
        return sorted(found)


def shortened(word: str) -> Iterator[str]:
    """Yield a word, and what is left of it without each of its letters.

    Two words at one edit (a letter more, less or another, or two neighbours in each other's place) share one of these.
    """
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
