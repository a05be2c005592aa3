"""Disjoint sets of row numbers; the smallest number of a set is its root."""

from __future__ import annotations

from collections.abc import Iterable


class Sets:
    """Union-find over ``0 .. size-1``. Roots do not depend on the order of joins."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, item: int) -> int:
        """Return the smallest member of the set of ``item``."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Put two members into one set."""
        a, b = self.root(one), self.root(other)
        if a != b:
            self._parent[max(a, b)] = min(a, b)

    def join_all(self, items: Iterable[int]) -> None:
        """Put all of ``items`` into one set."""
        first: int | None = None
        for item in items:
            if first is None:
                first = item
            else:
                self.join(first, item)

    def groups(self) -> list[list[int]]:
        """Return the sets, members ascending, ordered by root."""
        out: dict[int, list[int]] = {}
        for item in range(len(self._parent)):
            out.setdefault(self.root(item), []).append(item)
        return [out[root] for root in sorted(out)]
