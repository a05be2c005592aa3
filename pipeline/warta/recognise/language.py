"""The Indonesian language object: a tokenizer that starts fast and keeps figures whole.

spaCy's own ``id`` carries 16 000 tokenizer exceptions (reduplications) and needs
seconds to start; here reduplicated words simply have no infix to split on, and
only abbreviations are exceptions (``lexicon/data/abbreviations.csv``).

One token each: ``Rp325``, ``5,52``, ``10-12``, ``12/5/2024``, ``COVID-19``, ``PT.``, the
initial ``P.``, degrees such as ``S.Sos.``, ``anak-anak``, ``Kompas.com``.
Split: ``65|%``, ``Prabowo|-|Gibran``, ``se|-|Indonesia``, ``selesai|.|Namun``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from spacy.attrs import IS_CURRENCY, LIKE_NUM
from spacy.language import BaseDefaults, Language
from spacy.symbols import ORTH
from spacy.tokens import Doc

from warta.lexicon import table, words

_OPEN = r"\( \[ \{ < \" ' “ ” „ ‟ ‘ ’ ‚ ‹ › « » ` ´ … – — \* # ~ ¡ ¿ •"
_CLOSE = r"\) \] \} > \" ' “ ” „ ‟ ‘ ’ ‚ ‹ › « » ` ´ … – — \* # ~ ! \? , ; : %"

PREFIXES: tuple[str, ...] = (
    *_OPEN.split(),
    r"\.\.+",
    r"[,;:!\?%&=/|\\^)\]}>]",
    r"\.(?=[A-Za-z\"“”])",
    r"-(?=[A-Za-z\"“”(])",
    r"-+$",
    r"[\+](?![0-9])",
    r"_+",
    r"©",
)
SUFFIXES: tuple[str, ...] = (
    *_CLOSE.split(),
    r"\.\.+",
    r"[&=/|\\^(\[{<]",
    r"-+",
    r"_+",
    # A full stop ends a word of two letters or more, a number or a bracket; it stays with a single capital (P.).
    r"(?<=[0-9a-zà-ÿ%²³\)\]\"'”’»])\.",
    r"(?<=[A-Z][A-Z])\.",
    r"(?<=[0-9][A-Z])\.",
    r"(?<=[0-9])[°℃²³]",
    r"’s",
    r"[\u2028\u2029]",
)
INFIXES: tuple[str, ...] = (
    r"\.\.+",
    r"[…–—|_\"“”„«»\(\)\[\]\{\}<>;\\=~#*•]",
    r"--+",
    # Compounds of names split, reduplicated words don't; a figure behind the hyphen stays (COVID-19, Mi-17).
    r"(?<=[A-Za-zà-ÿ0-9])-(?=[A-Z][A-Za-z])",
    r"(?<=[A-Z][a-z])-(?=[A-Z])",
    r"(?<=[A-Za-z])/(?=[A-Za-z])",
    r"(?<=[a-z])\.(?=[A-Z])",
    r"(?<=[A-Z][A-Z])\.(?=[A-Z][a-z])",
    r"(?<=[A-Za-zà-ÿ]),(?=[A-Za-z\"“])",
    r"(?<=[a-zA-Z])[!?:](?=[A-Za-z\"“])",
    r"(?<=[0-9]),(?=[A-Za-z])",
    r"(?<=[A-Za-z])&(?=[A-Za-z]{3})",
)
# Degrees and spelled acronyms with inner stops (S.Sos., M.Si., Ph.D., A.M.) are whole words.
_DOTTED = re.compile(r"^(?:[A-Z][a-z]{0,4}\.){2,6}$")
_URL = re.compile(
    r"^(?:https?://|www\.)[^\s\"“”()<>]+[A-Za-z0-9/]$|^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){1,4}$"
)


_FIGURE = re.compile(r"[+\-±~]?[0-9][0-9.,]*(?:[/-][0-9][0-9.,]*)?")
_NUMBER_WORDS = frozenset(row["word"] for row in table("numerals") if row["kind"] not in {"point", "per"})
_CURRENCIES = frozenset(row["form"] for row in table("currencies") if row["kind"] == "symbol")


def like_number(word: str) -> bool:
    """Tell whether a token is written as a number: ``5,52``, ``10-12``, ``12/5``, ``tujuh``, ``juta``."""
    return _FIGURE.fullmatch(word) is not None or word.lower() in _NUMBER_WORDS


def is_currency(word: str) -> bool:
    """Tell whether a token is the symbol of a currency: ``Rp``, ``US$``, ``€``."""
    return word in _CURRENCIES or all(unicodedata.category(sign) == "Sc" for sign in word)


def _exceptions() -> dict[str, list[dict[int, str]]]:
    """Abbreviations, each also with the first letter in upper case."""
    forms: dict[str, list[dict[int, str]]] = {}
    for row in table("abbreviations"):
        word = row["word"]
        for form in (word, word[0].upper() + word[1:]):
            forms[form] = [{ORTH: form}]
    return forms


class WartaIndonesianDefaults(BaseDefaults):
    """Tokenizer rules and lexical attributes; see the module for what stays whole."""

    tokenizer_exceptions = _exceptions()
    prefixes = PREFIXES
    suffixes = SUFFIXES
    infixes = INFIXES
    token_match = _DOTTED.match
    url_match = _URL.match
    lex_attr_getters = {IS_CURRENCY: is_currency, LIKE_NUM: like_number}  # noqa: RUF012  # as spaCy declares it
    stop_words = set(words("stop_words"))  # noqa: RUF012


#: spaCy peels affixes off a chunk one by one and rereads the rest each time: quadratic on thousands of brackets.
_LONG = 400
_LONG_CHUNK = re.compile(rf"\S{{{_LONG},}}\s?")


class WartaIndonesian(Language):  # type: ignore[no-untyped-call]  # spaCy hooks into subclassing without types
    """Indonesian as warta reads it: ``spacy.blank("id_warta")``."""

    lang = "id_warta"
    Defaults = WartaIndonesianDefaults

    def make_doc(self, text: str) -> Doc:
        """Tokenise a text; no word of a language is as long as the chunks that are cut here.

        Lossless like every spaCy tokenizer; linear in the length of the text also where no white
        space stands. Raises ValueError above ``max_length`` characters, as spaCy does.
        """
        if len(text) > self.max_length or _LONG_CHUNK.search(text) is None:
            return super().make_doc(text)
        pieces: list[str] = []
        spaces: list[bool] = []
        for piece in _pieces(text):
            for token in self.tokenizer(piece):
                pieces.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=pieces, spaces=spaces)


def _pieces(text: str) -> Iterator[str]:
    """Yield the text in parts: as it is, and chunks of ``_LONG`` characters or more in slices."""
    last = 0
    for match in _LONG_CHUNK.finditer(text):
        if match.start() > last:
            yield text[last : match.start()]
        for start in range(match.start(), match.end(), _LONG):
            yield text[start : min(start + _LONG, match.end())]
        last = match.end()
    if last < len(text):
        yield text[last:]
