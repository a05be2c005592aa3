"""Names known by list: registers, regions, countries, learned names; and what the words of names are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from warta.lexicon import LexiconError, table, words
from warta.lexicon.regions import regions
from warta.recognise.words import CACHED, Words, pieces

#: Registers of organisations; a form in several of them counts for the first.
ORG_REGISTERS = (
    "ministries",
    "state_bodies",
    "agencies",
    "parties",
    "partners",
    "universities",
    "companies",
    "outlets",
    "clubs",
)
#: From this share of occurrences on a learned name is trusted.
#: A place is so far from other things that it stays in the list from the share ``DOUBT`` on.
TRUST, DOUBT = 0.6, 0.25
#: Names of regions that are words of the language: found only with their kind in front.
_COMMON_REGIONS = frozenset({"Batu", "Banjar", "Buru", "Landak", "Puncak", "Agam", "Malaka", "Lebak"})


class Form(NamedTuple):
    """A known name as words, with its label and its list."""

    words: tuple[str, ...]
    label: str
    found_by: str


class Role(NamedTuple):
    """How often a capitalised word was seen in which part of a name (see ``name_word_counts.csv``)."""

    first: int
    inner: int
    org: int
    loc: int
    fac: int
    pos: int
    other: int

    @property
    def total(self) -> int:
        return sum(self)


def _cells(row: dict[str, str], *columns: str) -> Iterator[str]:
    for column in columns:
        for part in row.get(column, "").split("|"):
            if part.strip():
                yield part.strip()


def _optional(name: str) -> tuple[dict[str, str], ...]:
    try:
        return table(name)
    except LexiconError:
        return ()


@cache
def roles() -> dict[str, Role]:
    """Word -> its counts."""
    return {
        r["word"]: Role(*(int(r[c]) for c in ("first", "inner", "org", "loc", "fac", "pos", "other")))
        for r in table("name_word_counts")
    }


@cache
def _learned() -> dict[str, tuple[str, float]]:
    """Name -> (label, share of its occurrences); a form of the registers is distrusted from three occurrences on."""
    # One word met twice is as often half of a longer name (``Kanya Eka [Santi]``).
    rows = (r for r in table("learned_names") if int(r["seen"]) >= 3 or (r["label"] and " " in r["name"]))
    return {r["name"]: (r["label"], int(r["hits"]) / max(1, int(r["seen"]))) for r in rows}


@cache
def known() -> dict[tuple[str, ...], Form]:
    """Words of a name -> the name."""
    found: dict[tuple[str, ...], Form] = {}
    learned = _learned()

    def add(name: str, label: str, found_by: str, *, sure: bool = False) -> None:
        there = learned.get(name)
        if there is not None and not sure:
            other, share = there
            if not other and not (label == "LOC" and share >= DOUBT):
                return
            if other != label and share >= TRUST:
                label, found_by = other, "lexicon:learned"
        key = pieces(name)
        if key and (len(key) > 1 or len(key[0]) > 1):
            found.setdefault(key, Form(key, label, found_by))

    for name in ORG_REGISTERS:
        for row in _optional(name):
            for form in _cells(row, "name", "acronyms", "aliases"):
                if len(form) > 2 or form in learned or name == "state_bodies":
                    add(form, "ORG", f"lexicon:{name}")
    for row in _optional("teams"):
        for form in _cells(row, "name", "aliases"):
            if " " in form:  # one word is as often the town
                add(form, "ORG", "lexicon:teams")
    for name, form in _places():
        add(form, "LOC", f"lexicon:{name}")
    for row in table("facility_acronyms"):
        if row["acronym"] not in {r["head"] for r in table("facility_kinds")}:
            add(row["acronym"], "FAC", "lexicon:facility_acronyms")
    for name, (label, share) in learned.items():
        # ``pulau Jawa`` in lower case is the noun and the place.
        if label and share >= TRUST and not name.startswith(("pulau ", "kota ", "kabupaten ", "provinsi ")):
            add(name, label, "lexicon:learned")
    return found


@cache
def lengths() -> dict[str, tuple[int, ...]]:
    """First word -> how many words the known names that begin with it have, longest first."""
    return by_length(known())


def by_length(names: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    """Return first word -> the lengths, in words, of the names that begin with it, longest first.

    Looking names up by length keeps a text with thousands of names of one head (``PT ...``) linear.
    """
    index: dict[str, set[int]] = {}
    for name in names:
        index.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in index.items()}


def _places() -> Iterator[tuple[str, str]]:
    """(list, name) of every place that is found without a word of place in front."""
    from warta.values.places import country_names

    for name in country_names():
        # Epithets are no names (annotation guide, ORG..LOC): ``Negeri Sakura``, ``Tanah Air``.
        if not name.startswith(("Negeri ", "Tanah Air")):
            yield "countries", name
    for row in table("regions_alias"):
        for form in _cells(row, "name", "short", "aliases"):
            if form not in {"KBB", "PPU", "PBD", "NAD"}:
                yield "regions", form
    for code, official in regions().items():
        depth = code.count(".")
        if depth > 1:
            continue
        name = official.replace("Administrasi ", "")
        yield "regions", name
        if depth == 0:
            yield "regions", f"Provinsi {name}"
        for prefix in ("Kabupaten ", "Kota "):
            bare = name.removeprefix(prefix)
            if bare != name and bare not in _COMMON_REGIONS:
                yield "regions", bare
    for row in table("places"):
        for form in _cells(row, "name", "aliases"):
            yield "places", form


@cache
def districts() -> frozenset[tuple[str, ...]]:
    """Names of districts as words: places only behind a word of place (``di Cibinong``)."""
    return frozenset(pieces(name) for code, name in regions().items() if code.count(".") == 2)


def match(sheet: Words, i: int) -> Form | None:
    """Return the longest known name whose words stand at ``i``, or None.

    The words must stand on one line.
    """
    text, fresh = sheet.text, sheet.fresh
    sizes = lengths().get(text[i])
    if sizes is None:
        return None
    names = known()
    for n in sizes:
        form = names.get(tuple(text[i : i + n]))
        if form is not None and i + n <= len(sheet) and not any(fresh[i + 1 : i + n]):
            return form
    return None


@cache
def given_names() -> frozenset[str]:
    """Words that begin persons' names."""
    return words("given_names")


@cache
def cue(name: str) -> frozenset[str]:
    """Words with one role around or inside names (``name_cues.csv``)."""
    return frozenset(row["word"] for row in table("name_cues") if row["cue"] == name)


@cache
def family_names() -> frozenset[str]:
    """Words that end persons' names."""
    return words("family_names")


@cache
def common_words() -> frozenset[str]:
    """Words that are usually lower case."""
    return words("common_words")


@cache
def _endings() -> frozenset[str]:
    return words("name_endings", "ending")


def _ends_like_person(word: str) -> bool:
    """Tell whether an unknown word ends as persons' names do (``Hendrikus``, ``Suryanti``)."""
    return len(word) >= 5 and word[1:].islower() and any(word[-n:] in _endings() for n in (4, 3, 2))


@lru_cache(maxsize=CACHED)
def personal(word: str) -> float:
    """Return how likely a capitalised word is part of a person's name, from 0 to 1; 0.4 when nothing is known."""
    role = roles().get(word)
    known = 0.8 if word in given_names() else 0.65 if _ends_like_person(word) else 0.4
    if role is None:
        return known if word.casefold() not in common_words() else 0.1
    # Two imaginary observations smooth rare words.
    return (role.first + role.inner + 2 * known) / (role.total + 2)
