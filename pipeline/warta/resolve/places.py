"""Places inside one document, and the places inside longer names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from functools import cache

from warta.lexicon import table
from warta.resolve.acronyms import drop_brackets
from warta.resolve.keys import Key, fold, optional, place_key, role, tidy, unquote
from warta.resolve.memo import remembered
from warta.values.mention import NameMention
from warta.values.places import country, endings, lookup, place_norm


@remembered
def bare_key(name: str) -> Key:
    """Return the key of a place's name without its level words."""
    key = place_key(name)
    while len(key) > 1 and key[0] in role("level") | {"administrasi"}:
        key = key[1:]
    return key


#: No place is called by more characters (the longest in the lists has 41, level words come before it). Names are asked
#: for by every end of a longer name, which this keeps from taking time with the square of its words.
LONGEST = 120


def is_place(name: str) -> bool:
    """Tell whether ``name`` (in any case, with or without level word) is a known country or region."""
    return len(name) <= LONGEST and _is_place(name)


def _never(name: str) -> bool:
    """Tell at once of most names that they are no place's: plain words of which the last one ends none."""
    return (
        name.isascii() and name.replace(" ", "").isalnum() and name.rstrip().rpartition(" ")[2].lower() not in endings()
    )


@remembered
def _is_place(name: str) -> bool:
    if _never(name):
        return False
    return bool(lookup(name)) or bool(lookup(" ".join(bare_key(name))))


def is_town(name: str) -> bool:
    """Tell whether ``name`` is a known country, province or town, or a district called one.

    Bare names of districts are words of other names as well (``Jaya``, ``Mekar``).
    """
    return len(name) <= LONGEST and _is_town(name)


@remembered
def _is_town(name: str) -> bool:
    if _never(name):
        return False
    bare = " ".join(bare_key(name))
    found = lookup(name) or lookup(bare)
    if not found:
        return False
    # quarters that everybody knows (``Senayan``) stand in the register without a code
    known = found[0].level != "district" or found[0].code is None
    return known or (bool(bare) and bare != fold(name))


@cache
def _inner() -> dict[str, str]:
    """Abbreviated regions and countries as printed -> name, for use inside longer names."""
    out: dict[str, str] = {}
    for row in table("regions_alias"):
        for short in row["short"].split("|"):
            if short.strip() and " " not in short.strip() and row["code"] not in {"31", "11"}:
                out[short.strip()] = row["name"]
    for row in table("countries"):
        for short in row["aliases"].split("|"):
            # RI is no place in a body's name, and a foreign body's own words are not translated
            if row["code"] != "ID" and 2 <= len(short) <= 6 and (short.isupper() or short.startswith("Kor")):
                out[short] = row["name"]
    out.pop("Korea", None)
    return out


def short_name(word: str) -> str | None:
    """Return the place that an abbreviation (``Jabar``, ``Korsel``) stands for inside a longer name, or None."""
    return _inner().get(word)


@cache
def bodies() -> tuple[str, ...]:
    """Return the words that the name of a government, embassy or army begins with."""
    return tuple(sorted(row["word"] for row in table("name_words") if row["role"] == "body"))


def inside(name: str, where: Mapping[str, str]) -> str:
    """Write the country at the end of a government's or embassy's name as the document's places have it."""
    if name.startswith(bodies()):
        head, _, last = name.rpartition(" ")
        if last in where and head:
            return f"{head} {where[last]}"
    return name


@cache
def quarters() -> dict[str, str]:
    """Folded name of a quarter that a region elsewhere bears too -> Kemendagri code of its city."""
    return {fold(row["name"]): row["within"] for row in optional("quarters")}


def link(text: str, names: Sequence[NameMention], defined: Mapping[str, str]) -> list[str]:
    """Return the norm of each LOC mention of ``names``.

    ``defined``: acronyms the text defines. Short names are written in full, countries
    in Indonesian; a bare name joins the one place of the document that has its level
    in front (``Surakarta``, ``Kota Surakarta``) unless city and regency share the name.
    """
    own = dict(defined)
    bare: list[str] = []
    for name in names:
        base, pairs = drop_brackets(unquote(name.text))
        bare.append(base)
        own.update({short: words for short, words in pairs if short not in own})
    two_koreas = any(fold(b) in {"korut", "korea utara", "semenanjung korea"} for b in bare)
    written = set(own.values())
    full = [_full(b, own, written, two_koreas=two_koreas) for b in bare]
    levelled: dict[Key, set[str]] = {}
    times: dict[Key, Counter[str]] = {}
    for form in full:
        key = place_key(form)
        times.setdefault(key, Counter())[form] += 1
        if bare_key(form) != key:
            levelled.setdefault(bare_key(form), set()).add(form)
    chosen = {key: _choose(key, times, levelled) for key in times}
    return [chosen[place_key(form)] for form in full]


def _choose(key: Key, times: Mapping[Key, Counter[str]], levelled: Mapping[Key, set[str]]) -> str:
    holders = levelled.get(key, set())
    if len({place_key(h) for h in holders}) == 1 and not _two_levels(key):
        key = place_key(min(holders))
    forms = times[key]
    return min(forms, key=lambda form: (form.isupper(), "Sumatra" in form, -forms[form], form))


def _full(name: str, own: Mapping[str, str], written: Container[str], *, two_koreas: bool) -> str:
    name = tidy(name)
    land = country(name)
    if land is not None:
        return "Korea" if name == "Korea" and two_koreas else land.name
    if name in own:
        return own[name]
    if name in written:
        return name
    head, _, rest = name.partition(" ")
    if rest and head in own:
        return f"{own[head]} {rest}"
    return place_norm(name)


def _two_levels(key: Key) -> bool:
    """Tell whether a city and a regency share this name (``Bogor``)."""
    return len({p.code for p in lookup(" ".join(key)) if p.level == "city" and p.code is not None}) > 1
