"""The full names of one document, to find the few that a shorter form can mean.

A document may name tens of thousands of people, many of them under one surname: nothing here looks at all of them
for each mention.
"""

from __future__ import annotations

from collections.abc import Sequence

from warta.resolve.alike import shortened
from warta.resolve.keys import Key
from warta.resolve.sets import Sets

#: Words of more letters are not compared letter by letter: nobody is called so.
_LONGEST = 40


class Heads:
    """The full names of a document by word; ``keys`` are those of all its mentions, names are given by their number."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._keys = keys
        self.by_key: dict[Key, int] = {}
        self._by_word: dict[str, list[int]] = {}
        self._called: dict[str, list[int]] = {}
        self._close: dict[str, list[str]] | None = None

    def add(self, number: int) -> None:
        """Add the name of mention ``number``; all are added before any is asked for by a single word."""
        key = self._keys[number]
        self.by_key.setdefault(key, number)
        for word in dict.fromkeys(key):
            self._by_word.setdefault(word, []).append(number)

    def same(self, key: Key) -> int | None:
        """Return the name that is the same as ``key``, which must not be all initials, or None."""
        return self.by_key.get(key) if any(len(word) > 1 for word in key) else None

    def with_word(self, word: str) -> list[int]:
        """Return the names that hold ``word``."""
        return self._by_word.get(word, [])

    def called(self, word: str) -> list[int]:
        """Return the names that begin with ``word``, or, where there are none, those that hold it."""
        if word not in self._called:
            there = self.with_word(word)
            self._called[word] = [h for h in there if self._keys[h][0] == word] or there
        return self._called[word]

    def near(self, key: Key) -> list[int]:
        """Return the names that share a word with ``key`` and may hold all its words, in order of addition.

        A word may stand there as its initial. That of which fewest names hold either decides.
        """
        words = [word for word in key if len(word) > 1]
        if not words:
            return []
        rarest = min(words, key=lambda word: len(self.with_word(word)) + len(self.with_word(word[0])))
        some = set(words)
        found = {h for form in (rarest, rarest[0]) for h in self.with_word(form) if not some.isdisjoint(self._keys[h])}
        return sorted(found, key=lambda h: (-len(self._keys[h]), h))

    def close_to(self, word: str) -> list[str]:
        """Return the words of these names that may differ from ``word`` by one letter left out, put in or changed.

        Two such words, and two that differ by neighbours in each other's place, are one when a letter of each is
        left out: they are looked up by what then is left.
        """
        if len(word) > _LONGEST:
            return []
        if self._close is None:
            self._close = {}
            for there in self._by_word:
                if len(there) <= _LONGEST:
                    for form in sorted(set(shortened(there))):
                        self._close.setdefault(form, []).append(there)
        return sorted({w for form in shortened(word) for w in self._close.get(form, ()) if w != word})


class Lately:
    """Whom the text has spoken of last, among the people who share a word of their names.

    ``group`` says which mentions are one person, and is joined further here. A word belongs to the person with
    that word in the name who was mentioned last: each mention takes back only the words that others have taken
    since.
    """

    def __init__(self, keys: Sequence[Key], heads: Heads, group: Sets) -> None:
        self._keys, self._heads, self._group = keys, heads, group
        self._owner: dict[str, int] = {}
        self._lost: dict[int, list[str]] = {}  # root -> words of the person that belong to another, or to nobody yet
        for key, number in heads.by_key.items():
            for word in dict.fromkeys(key):
                # Who begins with a word goes before all who merely hold it.
                if len(word) > 1 and (key[0] == word or self._keys[heads.called(word)[0]][0] != word):
                    self._lost.setdefault(group.root(number), []).append(word)

    def of(self, word: str) -> int:
        """Return the person called ``word`` who was mentioned last, else the first one; there is one."""
        return self._owner.get(word, min(self._heads.called(word)))

    def join(self, one: int, other: int) -> None:
        """Put the people of two mentions into one."""
        roots = {self._group.root(one), self._group.root(other)}
        self._group.join(one, other)
        few, *many = sorted((self._lost.pop(root, []) for root in sorted(roots)), key=len)
        for words in many:
            words += few
            few = words
        self._lost[self._group.root(one)] = few

    def speak(self, number: int) -> None:
        """Tell that mention ``number`` comes next in the text."""
        root = self._group.root(number)
        for word in self._lost.pop(root, ()):
            owner = self._owner.get(word)
            if owner is not None and self._group.root(owner) != root:
                self._lost.setdefault(self._group.root(owner), []).append(word)
            self._owner[word] = number
