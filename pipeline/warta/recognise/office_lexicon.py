"""The office words as lookup tables, read once from the lexicon."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import cache, cached_property

from warta.lexicon import table


@dataclass(frozen=True, slots=True)
class Head:
    """An office word: its full form and where the office is held (see ``office_heads.csv``)."""

    words: tuple[str, ...]
    position: str
    body: str
    lower: bool


@dataclass(frozen=True)
class OfficeLexicon:
    """All word lists of the office grammar.

    ``heads`` maps a first word to the heads it begins, longest first; ``roles`` maps a role of
    ``office_words.csv`` to its entries as word tuples, longest first by first word. ``services`` maps a rank to
    those that have it (police, army), ``ordinals`` a numeral to its number, ``directorates`` the field of a
    director general to the ministries, ``ministries`` every form of a ministry's name to the name and
    ``ministers`` the name to the office of its head, ``seats`` the head of a village to what it is called.
    """

    heads: dict[str, tuple[Head, ...]]
    english: dict[str, str]
    expand: dict[str, str]
    phrases: dict[str, dict[str, tuple[tuple[str, ...], ...]]]
    services: dict[tuple[str, ...], frozenset[str]]
    ordinals: dict[str, int]
    directorates: dict[str, tuple[str, ...]]
    ministries: dict[str, str]
    ministers: dict[str, str]
    seats: dict[str, str]

    @cached_property
    def openers(self) -> frozenset[str]:
        """The words with which an office can begin, or what is read in front of one: a rank, a word against it."""
        english = {word for word, role in self.english.items() if role in {"head", "part"}}
        phrases = self.phrases["title"].keys() | self.phrases["no_office"].keys()
        return frozenset({*self.heads, *english, *phrases, "Co", "co"})

    def head_at(self, words: list[str], i: int, named: Container[int] = ()) -> Head | None:
        """Return the longest office head that starts at token ``i``.

        ``named`` holds the tokens at which a name begins; a head never reaches into a name
        (``Kepala`` in front of the organisation ``Dinas Sosial``, not ``Kepala Dinas``).
        """
        for head in self.heads.get(words[i], ()):
            length = len(head.words)
            if tuple(words[i : i + length]) == head.words and not any(k in named for k in range(i + 1, i + length)):
                return head
        return None

    def phrase_at(self, role: str, words: list[str], i: int) -> int:
        """Return how many tokens from ``i`` on form an entry of ``role``; 0 when none does, as at the end."""
        if i >= len(words):
            return 0
        for entry in self.phrases[role].get(words[i], ()):
            if tuple(words[i : i + len(entry)]) == entry:
                return len(entry)
        return 0

    def title_at(self, words: list[str], i: int) -> int:
        """Return how many tokens from ``i`` on are a title or rank; a corps (``Laut``) only behind a rank."""
        if i >= len(words):
            return 0
        length = self.phrase_at("title", words, i)
        if length or not i:
            return length
        corps = self.phrase_at("corps", words, i)
        behind = words[i - 1]
        return corps if corps and ((behind,) in self.services or self.phrase_at("corps", words, i - 1)) else 0

    def phrase_before(self, role: str, words: list[str], i: int) -> int:
        """Return how many tokens right in front of ``i`` form an entry of ``role``; 0 when none does."""
        for length in (5, 4, 3, 2, 1):
            start = i - length
            if start >= 0 and any(entry == tuple(words[start:i]) for entry in self.phrases[role].get(words[start], ())):
                return length
        return 0


def _tokens(phrase: str) -> tuple[str, ...]:
    """Split a list entry as the tokenizer splits running text."""
    return tuple(phrase.replace("/", " / ").replace("(", "( ").replace(")", " )").replace(",", " ,").split())


@cache
def office_lexicon() -> OfficeLexicon:
    """Read the office lists; the offices of all ministries since 1998 come from their register."""
    heads: dict[tuple[str, ...], Head] = {}
    for row in table("office_heads"):
        words = _tokens(row["word"])
        heads[words] = Head(words, row["position"], row["body"], row["lower"] == "yes")
        if row["lower"] == "yes":
            small = tuple(w.lower() for w in words)
            heads.setdefault(small, Head(small, row["position"], row["body"], True))
            for mixed in ((words[0], *small[1:]), (small[0], *words[1:])):
                heads.setdefault(mixed, Head(mixed, row["position"], row["body"], True))
    # Rows go from old to new, so that a contraction used in two eras means the later office.
    for row in table("ministries"):
        if not row["office"].startswith(("Menteri", "Wakil")):
            continue
        body = f"fixed:{row['name']}"
        full = _tokens(row["office"])
        heads[full] = Head(full, row["office"], body, False)
        heads[("Wakil", *full)] = Head(("Wakil", *full), f"Wakil {row['office']}", body, False)
        for alias in (
            a.removeprefix("Kementerian ") for a in row["aliases"].split("|") if a.startswith("Kementerian ")
        ):
            other = _tokens(f"Menteri {alias}")
            heads.setdefault(other, Head(other, row["office"], body, False))
            heads.setdefault(("Wakil", *other), Head(("Wakil", *other), f"Wakil {row['office']}", body, False))
        for short in (s for s in row["office_short"].split("|") if s):
            words = _tokens(short)
            heads[words] = Head(words, row["office"], body, False)
            if words[0].startswith("Men"):
                for deputy in (("Wa" + words[0][0].lower() + words[0][1:], *words[1:]), ("Wakil", *words)):
                    heads[deputy] = Head(deputy, f"Wakil {row['office']}", body, False)
                    if words[0] == "Menteri":
                        wamen = ("Wamen", *words[1:])
                        heads[wamen] = Head(wamen, f"Wakil {row['office']}", body, False)
    for words, head in list(heads.items()):
        if not head.body.startswith(("fixed:Kementerian", "fixed:Departemen")):
            continue
        # ``Menteri Koordinator bidang Pangan``, ``mantan menteri sosial``
        half = tuple("bidang" if w == "Bidang" else w for w in words)
        small = tuple(w.lower() for w in words)
        for other in (half, small):
            heads.setdefault(other, Head(other, head.position, head.body, other == small))
    by_first: dict[str, list[Head]] = {}
    for head in heads.values():
        by_first.setdefault(head.words[0], []).append(head)
    phrases: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    expand: dict[str, str] = {}
    services: dict[tuple[str, ...], frozenset[str]] = {}
    ordinals: dict[str, int] = {}
    seats: dict[str, str] = {}
    for row in table("office_words"):
        if row["role"] == "expand":
            expand[row["word"]] = row["value"]
            continue
        if row["role"] == "seat":
            seats[row["word"]] = row["value"]
            continue
        if row["role"] == "ordinal":
            ordinals[row["word"]] = int(row["value"])
            continue
        entry = _tokens(row["word"])
        if row["role"] == "title" and row["value"]:
            services[entry] = frozenset(row["value"].split("|"))
        phrases.setdefault(row["role"], {}).setdefault(entry[0], []).append(entry)
    for register in ("agencies", "state_bodies"):
        for row in table(register):
            name = _tokens(row["name"])
            if len(name) > 1:
                phrases.setdefault("known_body", {}).setdefault(name[0], []).append(name)
            for acronym in map(_tokens, row["acronyms"].split("|")):
                if len(acronym) == 1 and len(acronym[0]) > 2:
                    phrases.setdefault("known_short", {}).setdefault(acronym[0], []).append(acronym)
    return OfficeLexicon(
        heads={w: tuple(sorted(hs, key=lambda h: (-len(h.words), h.words))) for w, hs in by_first.items()},
        english={row["word"]: row["role"] for row in table("office_english")},
        expand=expand,
        phrases={
            role: {w: tuple(sorted(es, key=lambda e: (-len(e), e))) for w, es in entries.items()}
            for role, entries in phrases.items()
        },
        services=services,
        ordinals=ordinals,
        directorates={row["field"]: tuple(row["ministry"].split("|")) for row in table("office_directorates")},
        ministries=_ministries(),
        seats=seats,
        ministers={r["name"]: r["office"] for r in table("ministries") if r["office"].startswith("Menteri")},
    )


def _ministries() -> dict[str, str]:
    """Every form of a ministry's name that one ministry alone bears -> the name."""
    found: dict[str, set[str]] = {}
    for row in table("ministries"):
        for cell in (row["name"], row["acronyms"], row["aliases"]):
            for form in (f for f in cell.split("|") if f):
                found.setdefault(form, set()).add(row["name"])
    return {form: min(names) for form, names in found.items() if len(names) == 1}
