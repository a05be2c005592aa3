"""People inside one document: full names, short forms, nicknames."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from warta.resolve.acronyms import bracket_after
from warta.resolve.keys import Key, person_key, tidy
from warta.resolve.public import bearers, full_name
from warta.values.mention import NameMention
from warta.values.names import person_norm

#: words between a name and another name of the same person, tried on the text between two mentions
_ALSO = re.compile(
    r"\A(?:,?\s(?:alias|atau|yang|biasa|akrab|karib|kerap|sering|lebih|populer|dikenal|disapa|dipanggil|dengan|sapaan|"
    r"panggilan|nama|sebagai|juga|Pak|Bu|Bang|Mas|Mbak|Kang)){1,6}\s\Z"
)
#: words that tell a child from a parent of the same name
GENERATIONS = frozenset({"jr", "sr", "junior", "senior", "bin", "binti", "ibn"})
_SAID = re.compile(r"alias|disapa|dipanggil|sapaan|panggilan|dikenal")


def link(text: str, names: Sequence[NameMention]) -> list[str]:
    """Return the norm of each PER mention of ``names`` (sorted by start).

    The full names of the document are its people; a shorter form (first name,
    surname, initials, another spelling) goes to the one person it fits, else to
    the one named last before it, and stays as it is when nobody was.
    """
    cleaned = [person_norm(n.text) for n in names]
    keys = [person_key(name) for name in cleaned]
    group = _Groups(len(names))
    full = sorted((i for i, k in enumerate(keys) if len(k) > 1), key=lambda i: (-len(keys[i]), i))
    heads: list[int] = []
    for i in full:
        home = _home(keys[i], [h for h in heads if _inside(keys[i], keys[h])], keys, names, i)
        if home is None:
            heads.append(i)
        else:
            group.join(home, i)
    nicknames = _nicknames(text, names, keys, group)
    for i, name in enumerate(cleaned):
        known = full_name(name)
        bearer = None if known is None else next((h for h in heads if keys[h] == person_key(known)), None)
        if bearer is not None:
            nicknames.setdefault(keys[i], bearer)
            group.join(bearer, i)
    _attach_short(names, keys, heads, nicknames, group)
    return _fullest(cleaned, keys, group, nicknames)


class _Groups:
    """Disjoint sets of mention numbers."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def root(self, item: int) -> int:
        """Return the first member of the set of ``item``."""
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Put two members into one set."""
        a, b = sorted((self.root(one), self.root(other)))
        self.parent[b] = a


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
    exact = [h for h in fits if keys[h] == key]
    if exact:
        return exact[0]
    # called by the first name rather than by a later one
    best = [h for h in fits if _same(key[0], keys[h][0])] or fits
    if len(best) > 1:
        before = [h for h in best if names[h].start < names[at].start]
        return before[-1] if len(before) == 1 else None
    return best[0] if best else None


def _nicknames(text: str, names: Sequence[NameMention], keys: Sequence[Key], group: _Groups) -> dict[Key, int]:
    """Find forms that the text itself puts beside a full name; return nickname key -> mention number."""
    found: dict[Key, int] = {}

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
            if following.end == bracket[2] or not text[following.end : bracket[2]].strip('"”’ '):
                say(i, i + 1)
        elif following is not None and following.start - name.end <= 60:
            gap = tidy(text[name.end : following.start])
            if _ALSO.match(f" {gap} " if not gap.startswith(",") else f"{gap} ") and _SAID.search(gap):
                say(i, i + 1)
        inner = re.search(r'[("“]([^()"“”]{2,30})[)"”]', name.text)
        if inner is not None and len(keys[i]) > 1:
            found.setdefault(person_key(inner.group(1)), i)
    return found


def _attach_short(
    names: Sequence[NameMention],
    keys: Sequence[Key],
    heads: Sequence[int],
    nicknames: dict[Key, int],
    group: _Groups,
) -> None:
    """Give each one-word form to a person; recency decides among several."""
    last: dict[int, int] = {}  # root -> start of its latest mention so far
    taken = {group.root(i) for i in nicknames.values()}
    for i, key in enumerate(keys):
        root = group.root(i)
        alone = len(key) == 1 and root == i and i not in taken
        if alone or (key in nicknames and root != group.root(nicknames[key])):
            home = nicknames.get(key)
            if home is None:
                home = _person(i, key, names, keys, heads, group, last)
            if home is None:
                home = next((j for j in range(i) if keys[j] == key), None)
            if home is not None:
                group.join(home, i)
        last[group.root(i)] = names[i].start


def _person(
    i: int,
    key: Key,
    names: Sequence[NameMention],
    keys: Sequence[Key],
    heads: Sequence[int],
    group: _Groups,
    last: dict[int, int],
) -> int | None:
    fits = [h for h in heads if key[0] in keys[h] and len(key[0]) > 1]
    if not fits:
        # a slip of the pen, when only one person of the document is that close
        # and the form is no name of its own (Prabowo is no slip of Pranowo)
        close = [] if bearers(key[0]) > 1 else [h for h in heads if any(_slip(key[0], t) for t in keys[h])]
        return close[0] if len({group.root(h) for h in close}) == 1 else None
    first = [h for h in fits if keys[h][0] == key[0]]
    fits = first or fits
    roots = {group.root(h): h for h in fits}
    if len(roots) == 1:
        return fits[0]
    recent = [(last[r], h) for r, h in roots.items() if r in last]
    return max(recent)[1] if recent else min(fits)


def _slip(token: str, other: str) -> bool:
    return min(len(token), len(other)) >= 5 and token[0] == other[0] and OSA.distance(token, other, score_cutoff=1) == 1


def _fullest(cleaned: Sequence[str], keys: Sequence[Key], group: _Groups, nicknames: Mapping[Key, int]) -> list[str]:
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
