"""The document as the office grammar walks it, and what an office phrase holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from warta.values.mention import NameMention, Status


@dataclass(slots=True)
class Office:
    """An office phrase; ``first``/``last`` are token bounds, ``last`` exclusive."""

    first: int
    last: int
    words: list[str]
    body: str
    status: Status = "definitive"
    org: NameMention | None = None
    org_text: str | None = None
    place: NameMention | None = None
    bare: bool = True
    closed: bool = False  # takes no field: the words are a whole office (Mensos), or stand in a headline
    english: bool = False
    of_state: bool = False  # RI has been read
    served: str = ""  # the country an ambassador is sent to
    field_last: bool = False  # the last word read is of a field behind the body
    placed: bool = False  # ``di Bandung`` has been read: only the person can follow
    year: int = 0  # of the document; 0 when unknown
    units: list[NameMention] = field(default_factory=list)
    unit_words: list[str] = field(default_factory=list)  # the same as they stand in ``words``

    @property
    def says_body(self) -> bool:
        """Whether the phrase itself says where the office is held: a body or a place."""
        return self.org is not None or self.org_text is not None or self.place is not None


@dataclass(slots=True)
class Tokens:
    """The document as the office grammar walks it: words, offsets and names by token."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    name_at: dict[int, tuple[NameMention, int]]  # first token -> mention and the token behind it
    inside: dict[int, tuple[int, NameMention]]  # token of a PER mention -> its first token and the mention
    titles: Sequence[tuple[int, int]]  # headlines, where capitals say nothing

    @classmethod
    def of(
        cls,
        words: list[str],
        starts: list[int],
        names: Sequence[NameMention],
        titles: Sequence[tuple[int, int]] = (),
    ) -> Tokens:
        """Index the mentions (POS mentions apart) by token."""
        ends = [s + len(w) for s, w in zip(starts, words, strict=True)]
        name_at: dict[int, tuple[NameMention, int]] = {}
        inside: dict[int, tuple[int, NameMention]] = {}
        for name in names:
            if name.label == "POS":
                continue
            first = max(0, bisect_right(starts, name.start) - 1)
            last = bisect_left(starts, name.end)
            # Two names may share a token that the tokenizer left whole (``Rini/Budi``): the first keeps it.
            name_at.setdefault(first, (name, max(last, first + 1)))
            if name.label == "PER":
                for k in range(first, max(last, first + 1)):
                    inside.setdefault(k, (first, name))
        return cls(words, starts, ends, name_at, inside, titles)

    def person_at(self, k: int) -> tuple[int, NameMention]:
        """The person whose name covers token ``k``: its first token and the mention. Raises KeyError for none."""
        return self.inside[k]


def is_cap(word: str) -> bool:
    """Tell whether a token is a capitalised word or an acronym."""
    return word[:1].isupper() and any(c.isalpha() for c in word)
