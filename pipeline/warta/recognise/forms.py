"""Word forms: what a network reads of a word is computed once per form, and kept for the words met last.

What is kept is bounded, and what it is decides nothing: a form has the same row whatever words
were met before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from warta.recognise.network import Floats

T = TypeVar("T")

#: Word forms kept: those of some 600 news articles, 8 MB of the tagger's floats.
KEPT = 16_384
#: Forms computed together, at least: BLAS multiplies a few rows in another order, which the last digits show.
_TOGETHER = 32


class Forms(Generic[T]):
    """Rows of a table by the hash of the word form (``ORTH``).

    ``compute`` gives the rows of words, ``(words, size)``, each as if it were alone; ``note`` gives
    what else is known of one. ``row`` leads from hashes to rows of ``table`` and ``notes``. Both hold
    from one ``learn`` to the next. ``most`` forms are kept, more only where one ``learn`` needs them together.
    """

    def __init__(
        self, compute: Callable[[list[str]], Floats], note: Callable[[str], T], *, most: int | None = None
    ) -> None:
        self._compute = compute
        self._note = note
        self._most = KEPT if most is None else most
        self.forget()

    def forget(self) -> None:
        """Drop all forms, as when the weights they were computed with change."""
        self.row: dict[int, int] = {}
        self.notes: list[T] = []
        self.table: Floats = np.zeros((0, 0), dtype=np.float32)
        self._met: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)  # the turn in which each row was asked for last
        self._turn = 0

    def learn(self, orths: Iterable[int], spelled: Callable[[int], str]) -> None:
        """Bring these forms into the table; ``spelled`` gives the word of a hash."""
        wanted = set(orths)
        new = sorted(wanted - self.row.keys())
        self._turn += 1
        if self.row:
            self._met[[self.row[orth] for orth in wanted if orth in self.row]] = self._turn
        if not new:
            return
        if len(self.row) + len(new) > self._most:
            self._shrink()
        words = [spelled(orth) for orth in new]
        made = self._compute(words + words[-1:] * (_TOGETHER - len(words)))[: len(words)]
        first, last = len(self.row), len(self.row) + len(new)
        if last > len(self.table):
            self._make_room(np.arange(first), max(last, self._most), made.shape[1])
        self.table[first:last] = made
        self._met[first:last] = self._turn
        self.row.update(zip(new, range(first, last), strict=True))
        self.notes += map(self._note, words)

    def _shrink(self) -> None:
        """Keep the half that was asked for last, and whatever is asked for now."""
        asked = int(np.count_nonzero(self._met[: len(self.row)] == self._turn))
        latest = np.argsort(-self._met[: len(self.row)], kind="stable")
        kept = np.sort(latest[: max(asked, self._most // 2)])
        orths = list(self.row)  # in the order of their rows
        self.row = {orths[old]: at for at, old in enumerate(kept.tolist())}
        self.notes = [self.notes[old] for old in kept.tolist()]
        self._make_room(kept, max(len(kept), self._most), self.table.shape[1])

    def _make_room(self, kept: npt.NDArray[np.int64], rows: int, size: int) -> None:
        table: Floats = np.zeros((rows, size), dtype=np.float32)  # takes memory only as it fills
        met: npt.NDArray[np.int64] = np.zeros(rows, dtype=np.int64)
        if len(kept):
            table[: len(kept)] = self.table[kept]
            met[: len(kept)] = self._met[kept]
        self.table, self._met = table, met
