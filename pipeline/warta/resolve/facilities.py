"""Facilities inside one document: quotation marks, brackets, short forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from warta.resolve.acronyms import bracket_after, drop_brackets, looks_short, stands_for
from warta.resolve.keys import Key, facility_key, fold, role, tidy, tokens, unquote
from warta.values.mention import NameMention

_RI = re.compile(r"(?<=\w)[ -](?:RI|Republik Indonesia)(?!\w)")
_ENDS = re.compile(r"\s?[-–—]")
_WORDS = re.compile(r"[^\W\d_]{6,}")


def clean(name: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a facility's name without quotes, bracketed acronym and ``RI``, and the acronyms it defines."""
    name, pairs = drop_brackets(tidy(name))
    name = _RI.sub("", unquote(name)).strip(" ,;-–")
    if name[:1].islower() and re.search(r"[A-Z]", name):
        name = name[0].upper() + name[1:]
    return name or tidy(unquote(name)), pairs


def link(text: str, names: Sequence[NameMention], defined: Mapping[str, str]) -> list[str]:
    """Return the norm of each FAC mention of ``names``.

    ``defined``: acronyms the text defines; others stay as printed. A short form
    joins the one longer name of the document that begins with it.
    """
    own = dict(defined)
    bare: list[str] = []
    for name in names:
        base, pairs = clean(name.text)
        bare.append(base)
        own.update({short: words for short, words in pairs if short not in own})
    by_start = {n.start: i for i, n in enumerate(names)}
    for i, name in enumerate(names):
        bracket = bracket_after(text, name.end)
        if bracket is None or not looks_short(bracket[0]) or bracket[0] in own:
            continue
        if bracket[1] in by_start or stands_for(bracket[0], bare[i]):
            own[bracket[0]] = bare[i]
    vocabulary = Counter(w.casefold() for w in _WORDS.findall(text))
    usual: dict[tuple[int, str], list[str]] = {}
    for word, times in vocabulary.items():
        if times >= 3:
            usual.setdefault((len(word), word[:6]), []).append(word)
    full = [_spelt(_full(b, own), vocabulary, usual) for b in bare]
    keys = [facility_key(f) for f in full]
    distinct = sorted(set(keys), key=lambda k: (len(k), k))
    sample = {k: f for f, k in reversed(list(zip(full, keys, strict=True)))}
    longer: dict[Key, list[Key]] = {}
    for k in distinct:
        for end in range(2, len(k)):
            longer.setdefault(k[:end], []).append(k)
    into = {k: home for k in distinct if (home := _home(k, longer.get(k, ()), sample)) is not None}
    return _fullest(full, keys, into)


def _full(name: str, own: Mapping[str, str]) -> str:
    if name in own:
        return own[name]
    out: list[str] = []
    for word in name.split(" "):
        full = own.get(word)
        if full is None or full in name or word in full.split(" "):
            out.append(word)
            continue
        # ``Bandara`` + ``Bandara Internasional X``: the acronym holds the word in front of it
        if out and fold(full.split(" ")[0]) == fold(out[-1]):
            out.pop()
        out.append(full)
    return " ".join(out)


def _spelt(name: str, vocabulary: Mapping[str, int], usual: Mapping[tuple[int, str], Sequence[str]]) -> str:
    """Correct a word that stands once and is one letter short of a word the document uses again and again.

    ``usual``: such words by length and first six letters.
    """
    out = []
    for word in name.split(" "):
        low = word.casefold()
        if len(low) >= 8 and vocabulary.get(low, 0) <= 1:
            close = usual.get((len(low) + 1, low[:6]), ())
            close = [v for v in close if OSA.distance(v, low, score_cutoff=1) == 1]
            if len(close) == 1:
                word = close[0].capitalize() if word[0].isupper() else close[0]
        out.append(word)
    return " ".join(out)


def _home(key: Key, longer: Sequence[Key], sample: Mapping[Key, str]) -> Key | None:
    """Return the one longer key that starts with ``key``, or None.

    ``Pelabuhan A-B`` is no fuller form of ``Pelabuhan A``: a hyphen names two ends.
    """
    if len(key) < 2 or key[-1] in {"di", "ke"}:
        return None
    longer = [k for k in longer if not _part(k[len(key)])]
    short = sample[key].lower()
    longer = [k for k in longer if not (sample[k].lower().startswith(short) and _ENDS.match(sample[k], len(short)))]
    continued = {k[:end] for k in longer for end in range(1, len(k))}
    tops = [k for k in longer if k not in continued]
    return tops[0] if len(tops) == 1 else None


def _part(word: str) -> bool:
    """Tell whether a word leads over to a number or a part of a facility (``Bandara X`` / ``Terminal 2``)."""
    return word.isdigit() or word in role("part")


def _fullest(full: Sequence[str], keys: Sequence[Key], into: Mapping[Key, Key]) -> list[str]:
    members: dict[Key, list[int]] = {}
    for i, key in enumerate(keys):
        while key in into:
            key = into[key]
        members.setdefault(key, []).append(i)
    norms = [""] * len(full)
    for group in members.values():
        times = Counter(full[i] for i in group)
        best = min(group, key=lambda i: (-len(tokens(full[i])), full[i].isupper(), -times[full[i]], i))
        for i in group:
            norms[i] = full[best]
    return norms
