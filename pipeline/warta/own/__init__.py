"""What a researcher adds to warta in ``warta.toml``: own names, own patterns, own kinds of facilities.

Plain values, read and checked here (``read.read_own``); ``recognise.own`` finds them in a text,
``resolve.own`` gives their entities the columns that the files say.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["EMPTY", "LABEL_OF", "Own", "OwnError", "OwnName", "OwnPattern"]

#: Section of ``[gazetteers]``, named like the table its names end up in -> label.
LABEL_OF = {"organisations": "ORG", "people": "PER", "facilities": "FAC", "places": "LOC"}


class OwnError(ValueError):
    """Own knowledge that cannot be used; the message names file and line, or setting, and says what would do."""


@dataclass(frozen=True, slots=True)
class OwnName:
    """One row of a gazetteer. ``fields``: columns of the entity that the row sets, as (field, value), sorted."""

    label: str
    name: str
    acronym: str = ""
    aliases: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    source: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form under which the name is found."""
        return (self.name, *((self.acronym,) if self.acronym else ()), *self.aliases)

    @property
    def found_by(self) -> str:
        """What stands in the column ``found_by``."""
        return f"lexicon:own:{self.source}"


@dataclass(frozen=True, slots=True)
class OwnPattern:
    """One pattern. ``regex`` is what is compiled, ``written`` what the file says.

    ``unit`` and ``item`` belong to amounts, ``value`` (EDTF) to dates.
    """

    label: str
    name: str
    written: str
    regex: str
    unit: str = ""
    item: str = ""
    value: str = ""

    @property
    def found_by(self) -> str:
        """What stands in the column ``found_by``."""
        return f"rule:own:{self.name}"


@dataclass(frozen=True, slots=True)
class Own:
    """All own knowledge of a ``warta.toml``; false when there is none. ``files`` are the gazetteers read."""

    names: tuple[OwnName, ...] = ()
    patterns: tuple[OwnPattern, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    files: tuple[Path, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.names or self.patterns or self.kinds)

    def __repr__(self) -> str:
        return f"Own({len(self.names)} names, {len(self.patterns)} patterns, {len(self.kinds)} kinds of facilities)"

    @property
    def digest(self) -> str:
        """16 hexadecimal digits of everything said; empty when nothing is."""
        return _digest([*self._found(), *([n.name, *map(list, n.fields)] for n in self.names)]) if self else ""

    @property
    def finding(self) -> str:
        """16 hexadecimal digits of what decides which spans are found; empty when nothing is said.

        A row that gets another ``kind`` needs no new extraction.
        """
        return _digest(list(self._found())) if self else ""

    def _found(self) -> Iterator[list[str]]:
        for n in self.names:
            yield ["name", n.label, n.source, n.acronym, *n.forms]
        for p in self.patterns:
            yield ["pattern", p.label, p.name, p.regex, p.unit, p.item, p.value]
        yield ["kinds", *(word for word, _ in self.kinds)]
        # The kind of a word is a column of the entity, which resolution sets.

    def kind_of(self, name: str) -> str | None:
        """Return the kind of the longest own word of facilities that opens a name."""
        fits = [(len(word), kind) for word, kind in self.kinds if f"{name} ".startswith(f"{word} ")]
        return max(fits)[1] if fits else None


EMPTY = Own()


def _digest(value: list[object]) -> str:
    return hashlib.blake2b(json.dumps(value, ensure_ascii=False).encode(), digest_size=8).hexdigest()
