"""How far a name goes behind its head word: the grammar shared by organisations and facilities."""

from __future__ import annotations

from functools import cache, lru_cache

from warta.lexicon import table, words
from warta.recognise.gazetteer import common_words, cue, known, personal, roles
from warta.recognise.words import CACHED, Words
from warta.values.places import lookup

_QUOTES = {'"': '"', "“": "”", "”": "”", "‘": "’", "'": "'"}
_LEGAL = frozenset({"Persero", "PERSERO", "Perseroda", "Tbk", "Perumda"})
MAX_WORDS = 16


@cache
def office_words() -> frozenset[str]:
    """First words of offices: a name never runs over them (``Polda Jabar Kombes ...``)."""
    heads = {row["word"].split()[0] for row in table("office_heads")}
    ranks = {
        row["word"] for row in table("titles_person") if row["kind"] in {"rank", "academic", "religious", "address"}
    }
    keep = {
        "Ra",
        "RA",
        "Ir",
        "H",
        "Mas",
        "Tuan",
        "Kang",
        "Raja",
        "Ratu",
        "Wakil",
        "Anggota",
        "Sultan",
        "Kolonel",
        "Om",
        "Kak",
        "Haji",
    }
    return frozenset({w for w in heads | ranks if w[0].isupper()} - keep)


@cache
def english_offices() -> frozenset[str]:
    """Words that end English office titles: ``Director``."""
    return frozenset(row["word"] for row in table("office_english") if row["role"] == "head")


def is_name_word(sheet: Words, i: int) -> bool:
    """Tell whether word ``i`` is written like part of a name (capital or acronym) on the same line."""
    return i < len(sheet) and not sheet.fresh[i] and sheet.shape[i] in "AC" and sheet.text[i] not in cue("stop")


def extent(
    sheet: Words,
    i: int,
    *,
    links: bool,
    people: bool,
    numbers: bool = False,
    quotes: bool = False,
    heads: frozenset[str] = frozenset(),
    topics: bool = False,
    strict: bool = False,
    routes: bool = False,
    behind: bool = False,
) -> int:
    """Return the index behind the last word of a name whose head ends before ``i``.

    ``links``: the name may go on over ``dan``, ``untuk`` and listed nouns. ``people``: a person's name may follow
    directly (an office stands in front of the head), so stop where one seems to begin. ``numbers``: figures
    belong to the name (``SMPN 33``). ``quotes``: a part in quotation marks does. ``heads``: words at which another
    name begins. ``topics``: the name is made of nouns of its field (``Biro Perencanaan``), so that an unknown word
    behind an office is a person. ``strict``: the head is a name by itself (``Baznas``) and only a place or a word of
    organisations prolongs it. ``routes``: the name may run from place to place (``Tol Solo-Ngawi``). ``behind``: a
    person's name may follow an acronym in brackets.
    Returns ``i`` when nothing follows.
    """
    end = i
    j = i
    limit = min(len(sheet), i + MAX_WORDS)
    while j < limit and not sheet.fresh[j]:
        word, shape = sheet.text[j], sheet.shape[j]
        if shape in "AC":
            if word in cue("stop") or (j > i and _breaks(sheet, i, j, people, heads)):
                break
            if strict and j == i and not _prolongs(sheet, j):
                break
            if topics and people and not _topic(sheet, j):
                break
            j += 1
            end = j
            if word in {"Tbk", "Tbk."}:
                break
        elif shape == "0":
            if (
                not (numbers or sheet.glued[j])
                or len(word.rstrip("0123456789")) > 2
                or len(word) > 4
                or (len(word) == 4 and word[:2] in {"19", "20"})  # a year
                or (j > i and not sheet.glued[j] and sheet.shape[j - 1] != "C")
            ):
                break
            j += 1
            end = j
        elif word == "(":
            inside = bracket(sheet, j)
            if inside is None:
                break
            close, legal = inside
            after = close + 1
            goes_on = (
                is_name_word(sheet, after)
                and not sheet.glued[after]
                and not _breaks(sheet, i, after, people, heads)
                and (personal(sheet.text[after]) < 0.6 or is_place(sheet.text[after]))
                and not (behind and _unknown(sheet, after))
            )
            if numbers and after < limit and sheet.shape[after] == "0" and is_name_word(sheet, after + 1):
                j = end = after + 1  # ``Sekolah ... (SRM) 17 Sukamaju``
                continue
            opens = after < limit and sheet.text[after] in _QUOTES and quotes and _quoted(sheet, after) is not None
            if not (legal or goes_on or opens):
                break
            j = after
            end = max(end, after if legal else end)
        elif word in _QUOTES and quotes:
            close_ = _quoted(sheet, j)
            if close_ is None:
                break
            j = close_ + 1
            end = j
        elif links and word in cue("link"):
            k = j + 1
            if word == "dan" and k < limit and sheet.text[k] in cue("link"):
                k += 1
            if not is_name_word(sheet, k) or end == i or not _noun(sheet.text[k]):
                break
            if _fresh_name(sheet, k, heads) or _opens(sheet, k):
                break
            j = k
        elif links and word == "," and _listed(sheet, j, limit, heads):
            j += 1
        elif word in "&/-–" and sheet.glued[j] and j + 1 < limit and sheet.glued[j + 1] and end > i:
            if sheet.shape[j + 1] not in "AC0" or (word in "-–" and not routes and is_place(sheet.text[j + 1])):
                break
            j += 1
        elif word == "&" and links and is_name_word(sheet, j + 1):
            j += 1
        else:
            break
    return end


def _unknown(sheet: Words, j: int) -> bool:
    """Tell whether a capitalised word is one of no list: behind an office and a bracket it begins a person's name."""
    word = sheet.text[j]
    return (
        sheet.shape[j] == "C"
        and word.casefold() not in common_words()
        and roles().get(word) is None
        and not lookup(word)
    )


def _noun(word: str) -> bool:
    """Tell whether a word can go on a name behind ``dan``: a noun of the language or a word met in names of bodies."""
    role = roles().get(word)
    return (
        word.casefold() in common_words()
        or (role is not None and role.org * 2 >= role.total)
        or (
            role is None
            and word.isascii()
            and word.endswith(("tion", "ment", "ity", "ies", "ing", "ics", "ology", "ure", "ance", "ence", "ors"))
        )
    )


def _topic(sheet: Words, j: int) -> bool:
    """Tell whether a word can belong to the field or place in the name of an inner unit."""
    word = sheet.text[j]
    role = roles().get(word)
    if (
        word.casefold() in common_words()
        or sheet.shape[j] == "A"
        or (role is not None and role.org + role.loc > 0)
        or is_place(word)
    ):
        return True
    return j > 0 and sheet.text[j - 1] in {
        "Kota",
        "Kabupaten",
        "Provinsi",
        "Propinsi",
        "Kecamatan",
        "Desa",
        "Pemkab",
        "Pemkot",
        "Pemprov",
    }


def _prolongs(sheet: Words, j: int) -> bool:
    """Tell whether a word directly behind a complete name (``BPBD``, ``Polda``) is part of it."""
    word = sheet.text[j]
    role = roles().get(word)
    if word in office_words():
        return False
    if (
        is_place(word)
        or word == "RI"
        or word in {"Provinsi", "Kota", "Kabupaten", "Daerah", "Wilayah", "Pusat", "Kecamatan"}
    ):
        return True
    if role is not None and role.total >= 3:
        return role.org + role.loc >= role.total * 0.5
    return personal(word) < 0.6 and word.casefold() not in common_words()


def bracket(sheet: Words, i: int) -> tuple[int, bool] | None:
    """Return (index of the closing bracket, whether it holds a legal form) for an acronym in brackets at ``i``."""
    for close in range(i + 2, min(i + 5, len(sheet))):
        if sheet.text[close] == ")":
            inner = sheet.text[i + 1 : close]
            if len(inner) == 1 and inner[0].rstrip(".") in _LEGAL:
                return close, True
            if sheet.shape[i + 1] in "AC" and (
                len(inner) == 1 or all(sheet.shape[k] in "AC-.0" for k in range(i + 1, close))
            ):
                return close, False
            return None
        if sheet.fresh[close]:
            return None
    return None


def _quoted(sheet: Words, i: int) -> int | None:
    """Return the index of the closing quotation mark when one to four name words stand between."""
    closing = _QUOTES[sheet.text[i]]
    for k in range(i + 1, min(i + 6, len(sheet))):
        if sheet.fresh[k]:
            return None
        if sheet.text[k] == closing or (sheet.text[k] in {'"', "”"} and closing in {'"', "”"}):
            return k if k > i + 1 else None
        if sheet.shape[k] not in "AC0":
            return None
    return None


def _breaks(sheet: Words, i: int, j: int, people: bool, heads: frozenset[str]) -> bool:
    """Tell whether another name begins at word ``j`` of the name that began at ``i``."""
    word = sheet.text[j]
    if word in office_words() or word in heads or _verb(word) or _title(sheet, j):
        return True
    if people and word in cue("prefix") and j > i and is_name_word(sheet, j + 1) and personal(sheet.text[j + 1]) >= 0.4:
        return True  # ``Bappeda Wakatobi [La Ode ...]``
    if not people or sheet.shape[j] == "A":
        return False
    if j > i and word.casefold() not in common_words() and not is_place(word) and personal(word) >= 0.35:
        # Behind a place or an acronym that closes a body's name the person comes (``Kadin Jawa Barat Agung ...``).
        before = sheet.text[j - 1]
        if (
            before in {"RI", "DPR", "DPRD"}
            or is_place(before)
            or (j - 2 >= i - 1 and is_place(f"{sheet.text[j - 2]} {before}"))
        ):
            return True
    if personal(word) < 0.6 or word == "RI":
        return False
    # Inside a person's name that is part of the name (``Bandara Adi Soemarmo``) nothing new begins.
    if j - 1 >= i and personal(sheet.text[j - 1]) >= 0.6 and j - i < 3 and not is_place(sheet.text[j - 1]):
        return j - i >= 2
    return not is_place(word)


@lru_cache(maxsize=CACHED)
def is_place(word: str) -> bool:
    """Tell whether a single word names a country, province or city."""
    return any(p.level in {"country", "province", "city"} for p in lookup(word))


@cache
def _corps() -> frozenset[str]:
    """Branches behind a rank: ``Kolonel [Inf]``."""
    return frozenset(row["word"] for row in table("office_words") if row["role"] == "corps")


def _title(sheet: Words, j: int) -> bool:
    """Tell whether a title with a stop (``Prof.``) or a rank with its branch (``Kolonel Inf``) stands at ``j``."""
    word = sheet.text[j]
    if word.endswith(".") and word[:-1] in office_words():
        return True
    return word == "Kolonel" and is_name_word(sheet, j + 1) and sheet.text[j + 1] in _corps()


def _fresh_name(sheet: Words, j: int, heads: frozenset[str]) -> bool:
    """Tell whether a name of its own begins behind a link word."""
    word = sheet.text[j]
    if word in heads or word in office_words() or personal(word) >= 0.6:
        return True
    if sheet.shape[j] == "A" and len(word) > 1:
        return True
    role = roles().get(word)
    return (word,) in known() and (role is None or role.org < role.total / 2)


def _verb(word: str) -> bool:
    """Tell whether a capitalised word of a headline is a verb (``Embung Contoh [Dibangun]``) and no name's noun."""
    low = word.casefold()
    if not (low.startswith("di") and len(low) > 5 and low in common_words()):
        return low == "mulai"
    role = roles().get(word)
    return role is None or role.org + role.fac + role.loc + role.first + role.inner == 0


def _opens(sheet: Words, j: int) -> bool:
    """Tell whether a head that may also stand inside names opens one here: ``dan [Universitas Contoh]``."""
    return j + 1 < len(sheet) and sheet.text[j] in cue("inner") and is_name_word(sheet, j + 1)


def _listed(sheet: Words, j: int, limit: int, heads: frozenset[str]) -> bool:
    """Tell whether the comma at ``j`` separates nouns of one name: ``, Riset, dan Teknologi``."""
    k = j + 1
    if not is_name_word(sheet, k) or _fresh_name(sheet, k, heads) or _opens(sheet, k):
        return False
    for m in range(k + 1, min(limit, k + 9)):
        word = sheet.text[m]
        if sheet.fresh[m]:
            return False
        if word == "dan" or word == "serta":
            return is_name_word(sheet, m + 1) and not _fresh_name(sheet, m + 1, heads)
        if word != "," and not is_name_word(sheet, m):
            return False
        if word != "," and (word in heads or personal(word) >= 0.6):
            return False
    return False


@cache
def suffixes() -> frozenset[str]:
    """Words that end foreign names of organisations."""
    return words("org_suffixes")
