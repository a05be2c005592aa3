"""People inside one document: full names, short forms, nicknames."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from warta.resolve.acronyms import bracket_after
from warta.resolve.heads import Heads, Lately
from warta.resolve.keys import Key, person_key, tidy
from warta.resolve.public import bearers, full_name
from warta.resolve.sets import Sets
from warta.values.mention import NameMention
from warta.values.names import person_norm

#: words between a name and another name of the same person, tried on the text between two mentions
_ALSO = re.compile(
    r"\A(?:,?\s(?:alias|atau|yang|biasa|akrab|karib|kerap|sering|lebih|populer|dikenal|disapa|dipanggil|dengan|sapaan|"
    r"panggilan|nama|sebagai|juga|Pak|Bu|Bang|Mas|Mbak|Kang)){1,6}\s\Z"
)
#: words that tell a child from a parent of the same name
GENERATIONS = frozenset({"jr", "sr", "junior", "senior", "bin", "binti", "ibn"})
#: what no name of a person holds: digits, or capitals behind two small letters where a space was lost
ODD = re.compile(r"\d|[a-z]{2}[A-Z]")
_SAID = re.compile(r"alias|disapa|dipanggil|sapaan|panggilan|dikenal")


def link(text: str, names: Sequence[NameMention]) -> list[str]:
    """Return the norm of each PER mention of ``names`` (sorted by start).

    The full names of the document are its people; a shorter form (first name,
    surname, initials, another spelling) goes to the one person it fits, else to
    the one named last before it, and stays as it is when nobody was.
    """
    cleaned = [person_norm(n.text) for n in names]
    keys = [person_key(name) for name in cleaned]
    group = Sets(len(names))
    apart = _paired(text, names, keys)
    full = sorted((i for i, k in enumerate(keys) if len(k) > 1 and k not in apart), key=lambda i: (-len(keys[i]), i))
    heads = Heads(keys)
    for i in full:
        home = heads.same(keys[i])
        if home is None:
            home = _home(keys[i], [h for h in heads.near(keys[i]) if _inside(keys[i], keys[h])], keys, names, i)
        if home is None:
            heads.add(i)
        else:
            group.join(home, i)
    nicknames = _nicknames(text, names, keys, group)
    for i, name in enumerate(cleaned):
        known = full_name(name)
        bearer = None if known is None else heads.by_key.get(person_key(known))
        if bearer is not None:
            nicknames.setdefault(keys[i], bearer)
            group.join(bearer, i)
    _attach_short(names, keys, heads, nicknames, group)
    return _fullest(cleaned, keys, group, nicknames)


#: what stands between two persons named in one breath
_BETWEEN = re.compile(r"\s?-\s?|\s(?:dan|dengan|serta|bersama|maupun)\s|,\s(?:dan|serta)\s")


def _paired(text: str, names: Sequence[NameMention], keys: Sequence[Key]) -> set[Key]:
    """Return the names of two words that are two persons: ``Dara dan Dira`` makes ``Dara Dira`` nobody's full name."""
    pairs = {
        tuple(sorted((keys[i][0], keys[i + 1][0])))
        for i in range(len(names) - 1)
        if len(keys[i]) == len(keys[i + 1]) == 1
        and keys[i] != keys[i + 1]
        and _BETWEEN.fullmatch(text[names[i].end : names[i + 1].start])
    }
    return {k for k in keys if len(k) == 2 and tuple(sorted(k)) in pairs}


def _inside(short: Key, full: Key) -> bool:
    """Tell whether each token of ``short`` stands in ``full`` in order, an initial for any word it begins."""
    at = 0
    if GENERATIONS & set(short) != GENERATIONS & set(full):
        return False
    for token in short:
        while at < len(full) and not _same(token, full[at]):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def _same(token: str, other: str) -> bool:
    if token == other:
        return True
    return min(len(token), len(other)) == 1 and token[0] == other[0]


def _home(key: Key, fits: list[int], keys: Sequence[Key], names: Sequence[NameMention], at: int) -> int | None:
    """Choose the person among ``fits`` that a form means, or None when it stays open."""
    # called by the first name rather than by a later one
    best = [h for h in fits if _same(key[0], keys[h][0])] or fits
    if len(best) > 1:
        before = [h for h in best if names[h].start < names[at].start]
        return before[-1] if len(before) == 1 else None
    return best[0] if best else None


def _nicknames(text: str, names: Sequence[NameMention], keys: Sequence[Key], group: Sets) -> dict[Key, int]:
    """Find forms that the text itself puts beside a full name; return nickname key -> mention number."""
    found: dict[Key, int] = {}
    cleaned = [person_norm(n.text) for n in names]
    full: dict[str, set[Key]] = {}
    for key in {k for k in keys if len(k) > 1}:
        for word in key:
            full.setdefault(word, set()).add(key)

    def say(one: int, other: int) -> None:
        # the longer of the two is the name, wherever the bracket stands
        name, nickname = (other, one) if len(keys[other]) > len(keys[one]) else (one, other)
        found.setdefault(keys[nickname], name)
        group.join(one, other)

    for i, name in enumerate(names):
        following = names[i + 1] if i + 1 < len(names) else None
        bracket = bracket_after(text, name.end)
        if (
            bracket is not None
            and following is not None
            and bracket[1] == following.start <= following.end <= bracket[2]
        ):
            whole = following.end == bracket[2] or not text[following.end : bracket[2]].strip('"”’ ')
            if whole and _called(keys[i], keys[i + 1], cleaned[i + 1], full):
                say(i, i + 1)
        elif following is not None and following.start - name.end <= 60:
            gap = tidy(text[name.end : following.start])
            if _ALSO.match(f" {gap} " if not gap.startswith(",") else f"{gap} ") and _SAID.search(gap):
                say(i, i + 1)
        inner = re.search(r'[("“]([^()"“”]{2,30})[)"”]', name.text)
        if inner is not None and len(keys[i]) > 1:
            found.setdefault(person_key(inner.group(1)), i)
    return found


#: words that begin what people call somebody
_TITLES = frozenset(
    {"gus", "cak", "bang", "bung", "mas", "mbak", "kang", "neng", "ning", "pak", "bu", "om", "abah", "buya", "ki"}
)


def _called(name: Key, bracket: Key, text: str, full: Mapping[str, set[Key]]) -> bool:
    """Tell whether a bracket behind a name can be the same person: not a substitute, a team or a partner.

    One word that is no part of another full name of the document (``full``, by word), or several of which one is
    in the name, or that begin as nicknames do or are a public one.
    """
    short, long = (bracket, name) if len(bracket) <= len(name) else (name, bracket)
    if len(short) == 1:
        others = full.get(short[0], set())
        return len(others) <= 2 and others <= {name, bracket}
    shared = bool(set(short) & set(long))
    return shared or short[0] in _TITLES or full_name(text) is not None


def _attach_short(
    names: Sequence[NameMention],
    keys: Sequence[Key],
    heads: Heads,
    nicknames: dict[Key, int],
    group: Sets,
) -> None:
    """Give each one-word form to a person; recency decides among several."""
    first: dict[Key, int] = {}
    lately = Lately(keys, heads, group)
    taken = {group.root(i) for i in nicknames.values()}
    for i, key in enumerate(keys):
        root = group.root(i)
        alone = len(key) == 1 and root == i and i not in taken
        if alone or (key in nicknames and root != group.root(nicknames[key])):
            home = nicknames.get(key)
            if home is None:
                home = _person(key, heads, group, lately, first.get(key, i))
            if home is None:
                home = first.get(key)
            if home is not None:
                lately.join(home, i)
        lately.speak(i)
        first.setdefault(key, i)


def _person(key: Key, heads: Heads, group: Sets, lately: Lately, since: int) -> int | None:
    fits = heads.called(key[0]) if len(key[0]) > 1 else []
    if fits:
        return lately.of(key[0])
    # a slip of the pen, when only one person of the document is that close, was named before (``since``: where
    # the form stands first), and the form is no name of its own (Prabowo is no slip of Pranowo)
    if bearers(key[0]) > 1:
        return None
    close: int | None = None
    for h in (h for word in heads.close_to(key[0]) if _slip(key[0], word) for h in heads.with_word(word)):
        if close is not None and group.root(h) != group.root(close):
            return None
        close = h if close is None else min(h, close)
    return close if close is not None and close < since else None


def _slip(token: str, other: str) -> bool:
    return min(len(token), len(other)) >= 5 and token[0] == other[0] and OSA.distance(token, other, score_cutoff=1) == 1


def _fullest(cleaned: Sequence[str], keys: Sequence[Key], group: Sets, nicknames: Mapping[Key, int]) -> list[str]:
    """Name each set by its fullest form: no nickname, most words, fewest initials, then most frequent, then first."""
    members: dict[int, list[int]] = {}
    for i in range(len(cleaned)):
        members.setdefault(group.root(i), []).append(i)
    norms = [""] * len(cleaned)
    for group_members in members.values():
        times = Counter(cleaned[i] for i in group_members)
        chosen = min(
            group_members,
            key=lambda i: (
                keys[i] in nicknames,
                ODD.search(cleaned[i]) is not None,
                -len([t for t in keys[i] if len(t) > 1]),
                -len(keys[i]),
                cleaned[i].isupper(),
                -times[cleaned[i]],
                i,
            ),
        )
        for i in group_members:
            norms[i] = cleaned[chosen]
    return norms
