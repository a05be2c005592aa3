"""Names brought to their normal form: persons, organisations, facilities; and the test for acronyms.

Text in, text out: what the annotation guide calls ``norm`` as far as the words
themselves give it. What needs the rest of the document (first names, acronyms
that another sentence expands) is the business of ``warta.resolve``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from warta.lexicon import table, words

#: Words and names of which the answer is remembered: those of some hundred articles, a few megabytes.
CACHED = 1 << 12
_SPACE = re.compile(r"\s+")
_QUOTES = re.compile("[\"“”„‟«»‹›`´″]|(?<!\\w)['‘’]|['‘’](?!\\w)")
# A bracket with an acronym in it; (Persero), (Perseroda) and (Tbk) are part of a company's name.
_BRACKET = re.compile(r"\s?\(([^()\n]{1,40})\)")
_LEGAL = frozenset({"persero", "perseroda", "perumda", "tbk", "pvt", "hong kong", "m", "uk", "indonesia", "malaysia"})
_STATE = re.compile(r"(?<=\w)[ ,]{1,2}(?:RI|R\.I\.|Republik Indonesia)(?=$|[ ,)])")
_FORM = re.compile(r"^(PT|CV|UD|PD|NV|TB)\.? (?=\S)")
_TBK = re.compile(r"[ ,]+Tbk\.?$")
_ACRONYM = re.compile(r"[^\W\d_][\w&./-]{1,14}\Z")
#: Bodies whose own name holds the words of the state, so that they stay.
_KEEPS_STATE = re.compile(
    r"^(?:Kepolisian|Kejaksaan|Arsip Nasional|Ombudsman|Televisi|Radio|Negara Kesatuan|Tentara"
    r"|Angkatan Bersenjata|Bank|Persatuan Guru)\b"
)


def squeeze(text: str) -> str:
    """Fold line breaks, no-break spaces and runs of spaces to one space, and strip."""
    return _SPACE.sub(" ", text).strip()


def unquote(text: str) -> str:
    """Drop quotation marks; an apostrophe inside a word (``Jum'at``, ``Syafi'i``) stays."""
    return squeeze(_QUOTES.sub(" ", text))


def is_acronym(text: str) -> bool:
    """Tell whether ``text`` has the shape of an acronym: one word with at least two capitals, or mostly so.

    ``KPK``, ``BBRVPD``, ``KemenPPPA``, ``PDI-P`` and ``P2MI`` do; ``Bappenas`` (a word like any other) does not.
    """
    text = text.strip()
    if _ACRONYM.match(text) is None or " " in text:
        return False
    capitals = sum(c.isupper() for c in text)
    small = sum(c.islower() for c in text)
    return capitals >= 2 and (capitals >= small or small <= 6) and not ("." in text.strip(".") and small > 2)


@cache
def _titles() -> dict[str, str]:
    """Title in lower case, without stop -> its kind; a word under several kinds keeps the first."""
    out: dict[str, str] = {}
    for row in table("titles_person"):
        out.setdefault(row["word"].casefold(), row["kind"])
    return out


@cache
def _nickname_heads() -> frozenset[str]:
    return frozenset(row["word"].casefold() for row in table("titles_person") if row["kind"] == "nickname")


@cache
def _degrees() -> frozenset[str]:
    return frozenset(_degree_key(word) for word in words("degrees"))


def _degree_key(word: str) -> str:
    return re.sub(r"[.\s,()]", "", word).casefold()


@lru_cache(maxsize=CACHED)
def is_degree(word: str) -> bool:
    """Tell whether ``word`` is an academic degree as written behind a name (``S.Sos.``, ``M.Si``, ``Ph.D``)."""
    return _degree_key(word) in _degrees()


@lru_cache(maxsize=CACHED)
def is_title(word: str) -> bool:
    """Tell whether ``word`` is a title, rank or form of address in front of a name (``Dr.``, ``Irjen``, ``Pak``)."""
    parts = [part for part in word.strip(".,()").casefold().split(".") if part]
    return bool(parts) and all(part in _titles() for part in parts)


def strip_titles(name: str) -> str:
    """Drop titles, ranks and forms of address in front of a person's name.

    ``Irjen Pol. (Purn) Dr. H. Budi Hartawan`` -> ``Budi Hartawan``. A nickname with its
    form of address stays whole (``Gus Ipul``), so does whatever would leave nothing.
    """
    parts = name.split()
    i = 0
    while i < len(parts) - 1:
        word = parts[i].strip(".,()").casefold()
        kind = _titles().get(word)
        # ``H`` is Haji with a stop or in front of two words; a lone initial belongs to the name (``A Malik``).
        if kind is None and not all(p.casefold() in _titles() for p in re.findall(r"\w+", parts[i])):
            break
        if kind == "rank_suffix" and i == 0:
            break
        # ``Gus Ipul``: the one word left is a nickname; behind other titles it is stripped like them.
        if word in _nickname_heads() and len(parts) - i == 2:
            break
        i += 1
    return " ".join(parts[i:])


def strip_degrees(name: str) -> str:
    """Drop degrees behind a person's name: ``Siti Rahma, S.Sos., M.Si.`` -> ``Siti Rahma``."""
    head, *tail = re.split(r",", name)
    if tail and all(is_degree(part) for chunk in tail for part in chunk.split()):
        name = head
    parts = name.split()
    while len(parts) > 1 and "." in parts[-1].strip(".") and is_degree(parts[-1]):
        parts.pop()
    return " ".join(parts).rstrip(" ,")


@lru_cache(maxsize=CACHED)
def person_norm(name: str) -> str:
    """Return a person's name without titles, degrees, brackets and quotation marks.

    Letters keep their case, except that a name wholly in capitals (of more than one
    word, or longer than initials are) is written with capital initials only.
    """
    text = squeeze(re.sub(r"\s?\([^()]{0,40}\)", " ", squeeze(name)))
    text = strip_titles(strip_degrees(unquote(text))).strip(" ,")
    if text.isupper() and (" " in text or len(text) > 5):
        text = " ".join(w if len(w.strip(".")) <= 1 or "." in w[:-1] else w.title() for w in text.split())
    return text or squeeze(name)


def drop_acronym(name: str) -> str:
    """Drop brackets that hold an acronym: ``Dinas Sosial (Dinsos) Jawa Barat`` -> ``Dinas Sosial Jawa Barat``."""

    def keep(match: re.Match[str]) -> str:
        inner = match.group(1).strip()
        if inner.casefold().rstrip(".") in _LEGAL or " " in inner:
            return match.group(0)
        return ""

    return squeeze(_BRACKET.sub(keep, squeeze(name)))


@lru_cache(maxsize=CACHED)
def org_norm(name: str) -> str:
    """Return an organisation's name in normal form.

    Drops ``RI`` and ``Republik Indonesia`` behind the name, brackets with an acronym and
    quotation marks; ``PT.`` loses its stop and ``Tbk`` its comma. Acronyms are not expanded here.
    """
    text = drop_acronym(unquote(name))
    text = _FORM.sub(r"\1 ", text)
    if _TBK.search(text):
        text = _TBK.sub(" Tbk", text)
    if not _KEEPS_STATE.match(text):
        text = _STATE.sub("", text)
    return squeeze(text) or squeeze(name)


def facility_norm(name: str) -> str:
    """Return a facility's name in normal form: without quotation marks, brackets with an acronym, ``RI``."""
    text = drop_acronym(unquote(name))
    return squeeze(_STATE.sub("", text)) or squeeze(name)


@lru_cache(maxsize=CACHED)
def name_norm(label: str, surface: str) -> str:
    """Return the cleaned surface form for a mention of ``label`` (ORG, PER, FAC, LOC, POS)."""
    if label == "PER":
        return person_norm(surface)
    if label == "ORG":
        return org_norm(surface)
    if label == "FAC":
        return facility_norm(surface)
    if label == "LOC":
        from warta.values.places import place_norm  # babel loads only when a place is met

        return place_norm(surface)
    return squeeze(surface)
