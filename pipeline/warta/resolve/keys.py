"""Keys under which spellings of one name meet.

A key is a tuple of folded tokens. Equal keys are evidence that two spellings are
one name; the distance of two keys alone never is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TypeAlias

from warta.lexicon import LexiconError, table, words
from warta.resolve.memo import remembered

Key: TypeAlias = tuple[str, ...]

QUOTES = "\"'“”‘’„‟«»`´″′"
_QUOTES = str.maketrans("", "", '"“”„‟«»″`´')
_BINDING = frozenset({"dan", "and", "the", "of"})
_TOKEN = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*\.?|&")
_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_ROMAN |= {"xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16", "xvii": "17", "xviii": "18"}

# Orthographies of Indonesian personal names: Van Ophuijsen (1901), Soewandi (1947),
# EYD (1972), and the common transliterations from Arabic. Applied in this order.
# nj inside a word is modern as well (``Panjaitan``): alone it marks the old spelling only in front (``Njoman``)
_OLD = re.compile(r"dj|tj|oe|sj|\Anj")
_ORTHOGRAPHY = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        (r"oe", "u"),
        (r"sh", "sy"),
        (r"ch|kh", "h"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"bh", "b"),
        (r"ph|v", "f"),
        (r"z", "s"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"(?<=[a-z])y", "i"),
        (r"ie|ei|ee", "i"),
        (r"(?<=[aiu])h\Z", ""),
        (r"([a-z])\1+", r"\1"),
    )
)


def optional(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a register, or none when this installation lacks it."""
    try:
        return table(name)
    except LexiconError:
        return ()


@remembered
def tidy(text: str) -> str:
    """Fold line breaks and runs of spaces to one space."""
    return " ".join(text.split())


@remembered
def unquote(text: str) -> str:
    """Drop quotation marks; an apostrophe inside a word (``Syafi'i``) stays."""
    if text.isascii() and "'" not in text and '"' not in text and "`" not in text:
        return tidy(text)
    text = text.translate(_QUOTES)
    text = re.sub(r"(?<!\w)['‘’′]|['‘’′](?!\w)", "", text)
    return tidy(text)


@remembered
def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, with plain quotes and spaces."""
    plain = text
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tidy(plain.casefold().replace("’", "'").replace("‘", "'"))


@remembered
def tokens(text: str) -> Key:
    """Return the folded words of a name; marks between words are dropped.

    ``P.T.`` and ``PT.`` give ``pt``, ``&`` gives ``dan``, an initial ``P.`` gives ``p``.
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        return tuple(text.lower().split())  # most names: the way below gives the same
    out: list[str] = []
    for match in _TOKEN.finditer(fold(unquote(text))):
        word = match.group()
        if word == "&":
            out.append("dan")
        elif re.fullmatch(r"(?:[a-z]\.){2,6}[a-z]?\.?", word):
            out.append(word.replace(".", ""))
        else:
            out.extend(part for part in re.split(r"[./-]|(?<=\w)&(?=\w)", word.replace("'", "")) if part)
    # a name of marks alone is its own key
    return tuple(out) or (fold(text),)


@remembered
def skeleton(token: str) -> str:
    """Return a folded name token in one orthography: ``adhy`` and ``adi`` both give ``adi``."""
    token = _variants().get(token, token)
    if _OLD.search(token):
        # where dj, tj, oe stand for j, c, u, a plain j is a y (``Widjaja``)
        token = token.replace("dj", "\0").replace("sj", "sy").replace("tj", "c").replace("nj", "ny")
        token = token.replace("j", "y").replace("\0", "j")
    for pattern, into in _ORTHOGRAPHY:
        token = pattern.sub(into, token)
    return token


@cache
def _variants() -> dict[str, str]:
    """Spellings of one given name that no rule of orthography covers."""
    return {fold(row["variant"]): fold(row["name"]) for row in optional("given_name_variants")}


@remembered
def person_key(name: str) -> Key:
    """Return the key of a person's name: ``Adhy Karyono`` and ``Adhi Karyono`` meet."""
    return tuple(skeleton(t) for t in tokens(name))


def numerals(key: Key) -> Key:
    """Write Roman numerals as digits, but for a leading token (``V Hotel``)."""
    return key[:1] + tuple(_ROMAN.get(t, t) for t in key[1:])


@cache
def role(name: str) -> frozenset[str]:
    """Return the folded words of one role of ``name_words.csv``."""
    return frozenset(fold(row["word"]) for row in optional("name_words") if row["role"] == name)


@cache
def legal_forms() -> frozenset[str]:
    """Words of a company's legal form, folded: they tell no two companies apart."""
    return frozenset(w for form in words("legal_forms") for w in tokens(form))


@remembered
def organisation_key(name: str) -> Key:
    """Return the key of an organisation's name, legal form, ``RI`` and numerals aside.

    Spelling only: abbreviations are expanded before (``orgs.expand``).
    """
    words_ = list(numerals(tokens(name)))
    drop = legal_forms()
    while len(words_) > 1 and words_[0] in drop:
        words_.pop(0)
    while len(words_) > 1 and (words_[-1] in drop or words_[-1] == "ri"):
        words_.pop()
    if len(words_) > 2 and words_[-2:] == ["republik", "indonesia"]:
        words_ = words_[:-2]
    return tuple(w for w in words_ if w not in _BINDING) or tuple(words_)


@remembered
def facility_key(name: str) -> Key:
    """Return the key of a facility's name: numerals and ``dan`` aside."""
    key = numerals(tokens(name))
    return tuple(w for w in key if w not in _BINDING) or key


_PLACE_HEADS = {"kab": "kabupaten", "kec": "kecamatan", "kel": "kelurahan", "prov": "provinsi", "propinsi": "provinsi"}


@remembered
def place_key(name: str) -> Key:
    """Return the key of a place's name: ``Sumatra``/``Sumatera``, ``Kab.``/``Kabupaten`` meet."""
    key = tokens(name)
    head = tuple(_PLACE_HEADS.get(t, t) for t in key[:1])
    return (
        head + tuple("sumatera" if t == "sumatra" else t for t in key[1:])
        if key[:1] != ("sumatra",)
        else ("sumatera", *key[1:])
    )
