"""Where a headline that was run into the text ends.

Pages saved as one stretch of text carry links to other articles inside it::

    ... kekayaan. Baca juga: Judul Berita Lain Pernyataan tersebut disampaikan ...

Indonesian headlines are set in title case: content words begin with a capital,
function words (list ``minor``) stay small. The first small content word
therefore belongs to the next sentence, and that sentence begins at one of the
capitalised words in front of it. Which one is judged by counts from news
(``read_openers.csv``): how readily a word opens a sentence, and whether the
words behind it are names, the only words that keep a capital inside a sentence.
"""

from __future__ import annotations

import math
import re
from functools import cache

from warta.lexicon import table
from warta.read.layout import words

#: a headline longer than this is taken to end here (characters)
LONGEST = 260
#: words a sentence may hold before its first small word
_RUN = 12
#: how far a name is looked for elsewhere (characters): an article, and a bound on the work
_NEAR = 6_000
_WORD = re.compile(r"\S+")
_NUMBERED = re.compile(r"\d{1,2}\.")
_CREDIT = re.compile(r"(?:[\w.]+\.(?:com|net|id|COM)/\S+|Dok\.|DOK\.|\(?Foto:?|FOTO:)")
_COMPANY = frozenset({"PT", "PT.", "CV", "CV.", "UD", "Yayasan", "Koperasi"})
_STRIP = "\"'“”‘’()[],.:;!?…"
_OPENING = "“\"‘'"


def headline_end(text: str, start: int, stop: int) -> int:
    """Return the end of the headline that begins at ``start``, at most ``stop``.

    ``stop`` is the end of the line. The result never splits a word; white space
    behind the headline stays outside.
    """
    limit = min(stop, start + LONGEST)
    found = [(m.start(), m.end()) for m in _WORD.finditer(text, start, limit)]
    if limit < stop and found and found[-1][1] == limit:
        found.pop()  # cut by the limit in the middle of a word
    if not found:
        return start
    tokens = [text[a:b] for a, b in found]
    minor = words("minor")
    for i, token in enumerate(tokens):
        if i < 2:
            continue
        if i >= 3 and token[0] in _OPENING and _quoted_sentence(text, found[i][0], stop) and tokens[i - 1] not in minor:
            return found[i - 1][1]
        if i >= 3 and (_NUMBERED.fullmatch(token) or _CREDIT.match(token)):
            return found[i - 1][1]
        bare = token.strip(_STRIP)
        if not bare.isalpha() and not re.fullmatch(r"[a-z]{2,20}-[a-z]{2,20}", bare):
            continue  # figures; e-KTP, iPhone15: small by nature
        if not bare[0].islower() or bare in minor or (i < 3 and not bare.endswith("nya")):
            continue
        cut = _sentence_start(text, tokens, found, i, start)
        if cut is not None:
            return found[cut - 1][1]
    if limit == stop:
        return found[-1][1]
    return found[min(len(found), 14) - 1][1]


@cache
def _counts() -> dict[str, tuple[float, float]]:
    """Word -> (log-odds of opening a sentence, log of its share of capitals inside sentences)."""
    return {
        row["word"]: (int(row["opens"]) / 10, math.log(max(int(row["capital"]), 1) / 100))
        for row in table("read_openers")
    }


def _quoted_sentence(text: str, quote: int, stop: int) -> bool:
    """Tell whether the quotation mark opens a quoted sentence, not quoted words of a headline."""
    mark = text[quote]
    closing = {"“": "”", "‘": "’"}.get(mark, mark)
    end = text.find(closing, quote + 1, min(stop, quote + 70))
    if end < 0:
        after = text[quote + 1 : quote + 4].lstrip("([…. ")
        return bool(after) and after[0].isupper()
    inside = text[quote + 1 : end].split()
    small = sum(1 for word in inside if word[0].islower() and word not in words("minor"))
    return bool(inside) and inside[0][0].isupper() and (small >= 2 or inside[-1][-1] == ",")


def _sentence_start(text: str, tokens: list[str], found: list[tuple[int, int]], i: int, start: int) -> int | None:
    """Return the index of the word that begins the sentence holding the small word ``i``.

    None when no capitalised word in front of it can be one: then the small
    word itself belongs to the headline.
    """
    minor, office = words("minor"), words("office")
    last = i - 1
    while last > 1 and tokens[last].strip(_STRIP) in minor:
        last -= 1
    best: int | None = None
    best_score = -math.inf
    inside = 0.0  # how badly the words behind k fit inside a sentence
    for k in range(last, max(1, last - _RUN), -1):
        if not _capital(tokens[k]):
            bare = tokens[k].strip(_STRIP)
            if bare.isdigit() or bare in minor:
                inside -= 0.7
                continue
            break
        opens, capital = _counts().get(tokens[k].strip(_STRIP).lower(), (0.0, 0.0))
        score = opens + inside + _before(tokens[k - 1], minor)
        if k < last and _met_elsewhere(text, found[k][0], found[min(last, k + 1)][1], start):
            score += 1.5
        if k < last and tokens[k].isalpha() and _met_elsewhere(text, found[k - 1][0], found[k][1], start):
            score -= 1.5  # would cut a name in two
        if tokens[k].strip(_STRIP).lower() in office:
            # the name of a unit behind an office may be made of common words: Ketua Pokja Anti Korupsi
            score += 2.0 + max(0.0, -1.5 - inside)
        if any(char.isdigit() for char in tokens[k]):
            score -= 2.0
        if score > best_score:
            best, best_score = k, score
        if tokens[k] in _COMPANY:
            inside = max(inside, -1.0)  # the name of a company may be made of common words: PT Laut Biru
        if tokens[k - 1][-1] in "?!":
            inside -= 3
        inside += capital - 0.15
    return best if best_score > -4 else None


def _before(token: str, minor: frozenset[str]) -> float:
    """Score the word that would be the last of the headline."""
    if token.strip(_STRIP) in minor or token[-1] in ":;" or token in {"-", "–", "&"}:
        return -6.0
    if token[-1] == ",":
        return -3.0
    return 2.0 if token[-1] in "?!”" else 0.0


def _met_elsewhere(text: str, begin: int, end: int, start: int) -> bool:
    """Tell whether the words ``text[begin:end]`` also stand near this headline but outside it."""
    phrase = text[begin:end].strip(_STRIP)
    return text.find(phrase, max(0, start - _NEAR), start) >= 0 or text.find(phrase, end, end + _NEAR) >= 0


def _capital(token: str) -> bool:
    bare = token.lstrip(_OPENING + "([")
    return bool(bare) and bare[0].isupper()
