"""Tell persons from words of an office that a finder took for one.

In ``Direktur Serealia Kementan Rini`` or ``Koordinator Jatam, Merah Johansyah`` the word behind the office is its
field or its body. What tells is the person who follows: nobody holds an office under two names.
"""

from __future__ import annotations

from dataclasses import replace

from warta.recognise.gazetteer import given_names, personal
from warta.recognise.office_lexicon import OfficeLexicon
from warta.recognise.office_tokens import Tokens

#: From this likelihood on a single word is a name whatever follows.
_LIKELY = 0.5
#: An office phrase in front of a word has at most so many words.
_HEAD_MAX = 5
#: A name that is none has at most so many words.
_WORDS_MAX = 3
_ARTICLES = frozenset({"I", "Ni"})
_BALINESE = frozenset(
    {"Wayan", "Made", "Nyoman", "Ketut", "Gusti", "Komang", "Putu", "Gede", "Kadek", "Nengah", "Dewa"}
)


def drop_mistaken(tokens: Tokens, lex: OfficeLexicon) -> None:
    """Take words that are no persons out of ``tokens.name_at`` and ``tokens.inside``."""
    _cut_bodies(tokens, lex)
    named = {
        word
        for name, _ in tokens.name_at.values()
        if name.label == "PER" and " " in name.text
        for word in name.text.split()
    }
    for first, (name, behind) in list(tokens.name_at.items()):
        if name.label != "PER" or behind > first + _WORDS_MAX or name.text in given_names():
            continue
        words = name.text.split()
        if len(words) == 1 and (name.text in named or personal(name.text) >= _LIKELY):
            # Only a body directly behind tells more than the likelihood of one word.
            if name.text in named or not _body_at(tokens, behind):
                continue
        elif len(words) > 1 and any(w in given_names() or personal(w) >= _LIKELY for w in words):
            continue
        if _behind_office(tokens, lex, first) and _followed(tokens, lex, behind, len(words) > 1):
            del tokens.name_at[first]
            for k in range(first, behind):
                tokens.inside.pop(k, None)


def _cut_bodies(tokens: Tokens, lex: OfficeLexicon) -> None:
    """``Melati Sekuritas Rini``: what ends like a body's name is none of a person's."""
    for first, (name, behind) in list(tokens.name_at.items()):
        words = name.text.split()
        if name.label != "PER" or len(words) != behind - first:
            continue
        cut = max((k for k in range(1, len(words) + 1) if lex.phrase_at("group_last", words, k - 1)), default=0)
        # ``Kepala Desa`` ``Melati I Wayan Rini``: a Balinese name begins with its article.
        cut = cut or next(
            (k for k in range(1, len(words) - 1) if words[k] in _ARTICLES and words[k + 1] in _BALINESE), 0
        )
        if not cut:
            continue
        del tokens.name_at[first]
        for k in range(first, behind):
            tokens.inside.pop(k, None)
        if cut < len(words):
            start = tokens.starts[first + cut]
            text = " ".join(words[cut:])
            rest = replace(name, start=start, text=text, norm=text)
            tokens.name_at[first + cut] = rest, behind
            for k in range(first + cut, behind):
                tokens.inside[k] = first + cut, rest


def _body_at(tokens: Tokens, j: int) -> bool:
    """Tell whether the name of a body begins at token ``j``."""
    return j in tokens.name_at and tokens.name_at[j][0].label == "ORG"


def _behind_office(tokens: Tokens, lex: OfficeLexicon, first: int) -> bool:
    """Tell whether an office word or a unit of a body ends right in front of ``first``."""
    if first and lex.phrase_at("unit", tokens.words, first - 1) == 1:
        return True
    for i in range(first - 1, max(-1, first - _HEAD_MAX - 1), -1):
        head = lex.head_at(tokens.words, i, tokens.name_at)
        if head is not None and i + len(head.words) == first:
            return True
    return lex.english.get(tokens.words[first - 1]) == "head" if first else False


def _followed(tokens: Tokens, lex: OfficeLexicon, j: int, long: bool) -> bool:
    """Tell whether a body, or a person who holds nothing else, comes next: titles and one comma may stand between.

    ``long``: the words in front are several, so that a comma says that the person behind it is another.
    """
    words = tokens.words
    comma = words[j : j + 1] == [","]
    k = j + comma
    ranked = False
    while k < len(words) and lex.title_at(words, k):
        k, ranked = k + lex.title_at(words, k), True
    following = tokens.name_at.get(k)
    if following is None:
        return False
    name, behind = following
    if name.label == "ORG":
        return not comma and not ranked
    if name.label != "PER" or (comma and (long or (not ranked and behind == k + 1))):
        return False
    # ``Presiden Rini, Budi Hartanto, dan Sari`` are three persons.
    return not comma or (words[behind : behind + 1] not in (["dan"], ["serta"]) and not _another(tokens, lex, behind))


def _another(tokens: Tokens, lex: OfficeLexicon, j: int) -> bool:
    """Tell whether a comma and one more person follow."""
    words = tokens.words
    if words[j : j + 1] != [","]:
        return False
    k = j + 1
    while k < len(words) and (lex.title_at(words, k) or words[k] in {"dan", "serta"}):
        k += lex.title_at(words, k) or 1
    return k in tokens.inside
