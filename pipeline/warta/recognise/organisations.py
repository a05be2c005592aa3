"""Organisations by rule: head word and what follows, acronyms in brackets, names with a legal form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from warta.lexicon import table, words
from warta.recognise.candidates import Candidate, Spans
from warta.recognise.extent import bracket, extent, is_name_word, is_place, office_words, suffixes
from warta.recognise.gazetteer import common_words, cue, match, personal, roles
from warta.recognise.words import Words, pieces
from warta.values.names import is_acronym
from warta.values.places import country, lookup


class Head(NamedTuple):
    """A head word from ``org_heads.csv``."""

    words: tuple[str, ...]
    kind: str
    alone: str
    links: bool


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """First word -> the heads that begin with it, longest first."""
    index: dict[str, list[Head]] = {}
    for row in table("org_heads"):
        head = Head(pieces(row["head"]), row["kind"], row["alone"], row["links"] == "yes")
        index.setdefault(head.words[0], []).append(head)
    return {first: tuple(sorted(hs, key=lambda h: (-len(h.words), h.words))) for first, hs in index.items()}


@cache
def first_words() -> frozenset[str]:
    """Words at which an organisation's name begins; names before them end."""
    # Words that also stand inside names (``Kelompok Tani``, ``Bank``, ``Tim``) don't end them.
    return frozenset(row["head"].split()[0] for row in table("org_heads")) - cue("inner")


#: Words in lower case that name a body of state before a country or region.
_STATE = frozenset({"pemerintah", "kepolisian", "timnas"})
_UNITS = frozenset({"ministry", "directorate", "local_agency", "agency", "commission", "local_government"})
#: Governments whose short form stands inside the names of their agencies (``Dinas Sosial Pemkab Bintan``).
_GOVERNMENTS = frozenset({"Pemkab", "Pemkot", "Pemprov", "Pemda", "Pemerintah"})


def head_at(sheet: Words, i: int) -> Head | None:
    """Return the longest head that stands at word ``i``, or None."""
    if i and sheet.glued[i] and sheet.text[i - 1] == "-":
        return None  # ``BAN-PT``
    for head in heads().get(sheet.text[i], ()):
        n = len(head.words)
        if tuple(sheet.text[i : i + n]) == head.words and not any(sheet.fresh[i + 1 : i + n]):
            return head
    return None


def longer(sheet: Words, i: int, n: int) -> bool:
    """Tell whether a facility's head of more than ``n`` words stands at ``i`` (``Lembaga Pemasyarakatan``)."""
    return any(len(w) > n and tuple(sheet.text[i : i + len(w)]) == w for w in _facility_heads().get(sheet.text[i], ()))


@cache
def _facility_heads() -> dict[str, tuple[tuple[str, ...], ...]]:
    index: dict[str, list[tuple[str, ...]]] = {}
    for row in table("facility_kinds"):
        key = pieces(row["head"])
        index.setdefault(key[0], []).append(key)
    return {first: tuple(keys) for first, keys in index.items()}


@cache
def _openers() -> frozenset[str]:
    return frozenset(heads().keys() | _STATE)


def find(sheet: Words, offices: list[int]) -> Iterator[Candidate]:
    """Yield organisations headed by a known word.

    ``offices[i]`` tells how many words ago an office began on the same line (0: at ``i``; large: none): behind
    ``Kepala Dinas Sosial`` a person may follow without a comma.
    """
    for i in sheet.where(_openers()):
        head = head_at(sheet, i)
        if head is None:
            if sheet.text[i] in _STATE:
                yield from _lower(sheet, i)
            continue
        if longer(sheet, i, len(head.words)):
            continue
        if head.words == ("Militer",) and i and sheet.shape[i - 1] == "C" and not sheet.fresh[i]:
            continue  # ``Agresi Militer II``: an event, operation or school
        first = i + len(head.words)
        inner = head.kind in _UNITS
        end = extent(
            sheet,
            first,
            links=head.links,
            people=offices[i] <= 6,
            behind=offices[i] <= 12,
            numbers=_counts(head),
            quotes=head.kind in {"foundation", "company", "cooperative", "association"},
            heads=first_words() - _GOVERNMENTS if inner else first_words(),
            topics=inner,
            strict=head.alone == "yes",
        )
        form = match(sheet, i)
        if form is not None and form.label == "ORG":
            end = _closed(sheet, first, i + len(form.words), end)
        if end == first:
            if head.alone == "yes":
                yield Candidate(sheet.start[i], sheet.end[first - 1], "ORG", "rule:head")
            continue
        if not _sound(sheet, head, i, first, end):
            if head.alone == "yes":
                yield Candidate(sheet.start[i], sheet.end[first - 1], "ORG", "rule:head")
            continue
        yield Candidate(sheet.start[i], sheet.end[end - 1], "ORG", "rule:head")


def _closed(sheet: Words, first: int, known: int, end: int) -> int:
    """Return where a name ends that a list knows up to ``known``: there, when a person's name begins.

    ``Politisi [Partai Demokrat] Nurul ...`` has no office in front that would say so.
    """
    if not first <= known < end:
        return end
    word = sheet.text[known]
    person = personal(word) >= 0.5 and word.casefold() not in common_words() and not is_place(word)
    return known if person and sheet.shape[known] == "C" else end


@cache
def generic() -> frozenset[str]:
    """Capitalised phrases that name a kind of body or place: ``Badan Usaha Milik Negara``."""
    return words("generic_names", "name")


def _counts(head: Head) -> bool:
    return head.kind in {"military", "commission", "sports", "police"} or head.words[0] in {
        "Komisi",
        "Densus",
        "Batalyon",
        "Yonif",
    }


def _sound(sheet: Words, head: Head, i: int, first: int, end: int) -> bool:
    """Tell whether what follows the head makes a name and not just a sentence with capitals."""
    word = sheet.text[first]
    if head.kind == "government" and head.words == ("Pemerintah",):
        return (
            is_place(" ".join(sheet.text[first:end]))
            or is_place(word)
            or (word in {"RI", "Republik", "Pusat", "Daerah", "Provinsi"} and word not in {"Pusat", "Daerah"})
        )
    if (
        head.words[0] in {"Tim", "Klub", "Grup", "Kabinet", "Dewan", "Bagian", "Divisi"}
        and sheet.first[i]
        and end - first == 1
        and word.casefold() in common_words()
    ):
        return False
    if head.alone == "place":
        return end - first > 3
    if (
        end + 2 < len(sheet)
        and sheet.text[end] == "("
        and sheet.text[end + 2] == ")"
        and sheet.text[end + 1] in traps()
    ):
        return False  # ``Komunitas Adat Terpencil (KAT)``
    if len(word) == 1 and head.words[0] == "Grup":
        return False
    return sheet.source[sheet.start[i] : sheet.end[end - 1]] not in generic()


def _lower(sheet: Words, i: int) -> Iterator[Candidate]:
    """``pemerintah Jepang``, ``militer Israel``: a body of state in lower case before a country or region."""
    best = 0
    for n in (1, 2, 3):
        if i + n < len(sheet) and all(is_name_word(sheet, i + k) for k in range(1, n + 1)):
            name = " ".join(sheet.text[i + 1 : i + n + 1])
            if country(name) is not None or any(p.level in {"province", "city"} for p in lookup(name)):
                best = n
    # ``pemerintah provinsi``, ``pemerintah kabupaten`` in lower case are generic.
    if best:
        yield Candidate(sheet.start[i], sheet.end[i + best], "ORG", "rule:state")


def find_brackets(sheet: Words, known: dict[int, Candidate]) -> Iterator[Candidate]:
    """Yield the acronym in ``Full Name (ABC)`` with the label of the name in front.

    ``known`` maps the end offset of a name to that name.
    """
    for i in sheet.where("("):
        if not 1 <= i < len(sheet) - 2:
            continue
        inside = bracket(sheet, i)
        if inside is None or inside[1]:
            continue
        close = inside[0]
        name = known.get(sheet.end[i - 1])
        short = sheet.source[sheet.start[i + 1] : sheet.end[close - 1]]
        if (
            name is not None
            and name.label in {"ORG", "FAC"}
            and not is_trap(short)
            and (is_acronym(short) or _initials(short, sheet.source[name.start : name.end]))
        ):
            yield Candidate(sheet.start[i + 1], sheet.end[close - 1], name.label, "rule:acronym")


def _initials(short: str, name: str) -> bool:
    """Tell whether ``short`` (``Bappenas``) begins like the name's words."""
    letters = [w[0].casefold() for w in name.split() if w[:1].isalpha()]
    return bool(letters) and short[:1].casefold() == letters[0] and " " not in short and 3 <= len(short) <= 14


def defined_brackets(sheet: Words) -> Iterator[Candidate]:
    """Yield ``Capitalised Words (ABC)`` where the letters of ABC are the initials of the words: name and acronym.

    That is how foreign and new bodies are introduced (``Zakat, Tax and Customs Authority (ZATCA)``).
    """
    for i in sheet.where("("):
        if not 2 <= i < len(sheet) - 2 or sheet.text[i + 2] != ")" or sheet.shape[i + 1] not in "AC":
            continue
        short = sheet.text[i + 1]
        letters = [c.casefold() for c in short if c.isalpha()]
        if not is_acronym(short) or not 2 <= len(letters) <= 10 or short in cue("stop"):
            continue
        if is_trap(short):
            continue
        begin = _spelled(sheet, i - 1, letters)
        if begin is None or sheet.text[begin] in office_words() or not _institution(sheet, begin, i):
            continue
        if i + 3 < len(sheet) and is_name_word(sheet, i + 3) and country(sheet.text[i + 3]) is not None:
            yield Candidate(sheet.start[begin], sheet.end[i + 3], "ORG", "rule:acronym")  # ``... (ABC) Indonesia``
            continue
        yield Candidate(sheet.start[begin], sheet.end[i - 1], "ORG", "rule:acronym")
        yield Candidate(sheet.start[i + 1], sheet.end[i + 1], "ORG", "rule:acronym")


@cache
def traps() -> frozenset[str]:
    return words("acronym_traps", "acronym")


def is_trap(acronym: str) -> bool:
    """Tell whether an acronym stands for a programme, law or thing (``MBG``, ``KUR``), by list or by count."""
    role = roles().get(acronym)
    return acronym in traps() or (role is not None and role.total >= 2 and role.other * 2 >= role.total)


def _institution(sheet: Words, begin: int, end: int) -> bool:
    """Tell whether the words from ``begin`` to ``end`` can be the name of a body.

    A word of organisations among them says so, or a kind of body in front of them; a phrase of plain Indonesian words
    is a programme or thing; a foreign phrase counts when it acts in the sentence (``bersama``, ``oleh``).
    """
    if sheet.text[begin] in first_words() or any(sheet.text[k] in suffixes() for k in range(begin, end)):
        return True
    counts = [roles().get(sheet.text[k]) for k in range(begin, end) if sheet.shape[k] in "AC"]
    if sum(1 for r in counts if r is not None and r.org * 2 > r.total) * 2 >= len(counts):
        return True
    if not begin or sheet.fresh[begin]:
        return False
    before = sheet.text[begin - 1]
    if before in cue("body"):
        return True
    if begin > 1 and sheet.text[begin - 2] in cue("body") and sheet.shape[begin - 1] == "l":
        return not sheet.fresh[begin - 1]  # ``lembaga amal Foreign Words (FW)``
    plain = sum(sheet.text[k].casefold() in common_words() for k in range(begin, end) if sheet.shape[k] == "C")
    return not plain and before in cue("agent")


def _spelled(sheet: Words, last: int, letters: list[str]) -> int | None:
    """Return the index at which the words that ``letters`` are the initials of begin, going back from ``last``."""
    k = len(letters) - 1
    j = last
    while j >= 0 and last - j < 14:
        word = sheet.text[j]
        if word in cue("minor"):
            if word[0].casefold() == letters[k] and word.isalpha() and k > 0 and sheet.shape[j] == "l":
                pass  # a small word seldom gives a letter; the capitals decide
        elif sheet.shape[j] not in "AC":
            return None
        elif word[0].casefold() == letters[k]:
            if k == 0:
                return j
            k -= 1
        else:
            return None
        if sheet.fresh[j]:
            return None
        j -= 1
    return None


def find_suffixed(sheet: Words) -> Iterator[Candidate]:
    """Yield capitalised runs that end in a legal form or an English institution word: ``Asia Foundation``."""
    for i in sheet.where(suffixes()):
        if i and is_name_word(sheet, i) and (is_name_word(sheet, i - 1) or _place_bracket(sheet, i - 1)):
            j = i
            while j > 0 and not sheet.fresh[j] and i - j < 8:
                if sheet.text[j - 1] in office_words() or sheet.text[j - 1] in cue("stop"):
                    break
                if sheet.text[j - 1] == ")" and _place_bracket(sheet, j - 1):
                    j = _place_bracket(sheet, j - 1)
                elif sheet.shape[j - 1] in "AC" or (
                    sheet.text[j - 1] in {"of", "and", "&", "for", "the"} and j - 2 >= 0 and sheet.shape[j - 2] in "AC"
                ):
                    j -= 1
                else:
                    break
            plain = any(
                sheet.shape[k] in "AC" and sheet.text[k].casefold() in common_words() and sheet.text[k] not in heads()
                for k in range(j, i)
            )
            if i - j >= 1 and not plain and sheet.shape[j] in "AC":
                end = i + 1
                if end + 1 < len(sheet) and sheet.text[end] == "of" and is_name_word(sheet, end + 1):
                    end += 2
                elif is_name_word(sheet, end) and is_place(sheet.text[end]):
                    end += 1
                if is_name_word(sheet, end + 1) and sheet.text[end] == "Cabang" and not sheet.fresh[end]:
                    end += 2
                yield Candidate(sheet.start[j], sheet.end[end - 1], "ORG", "rule:suffix")


def _place_bracket(sheet: Words, close: int) -> int:
    """Return the index of the bracket that opens a place before ``close`` (``Bank (Hong Kong) Limited``), or 0."""
    for k in range(close - 2, max(0, close - 4), -1) if sheet.text[close] == ")" else ():
        if sheet.text[k] == "(":
            place = " ".join(sheet.text[k + 1 : close])
            return k if country(place) is not None or bool(lookup(place)) or match(sheet, k + 1) is not None else 0
    return 0


def find_cited(sheet: Words, taken: Spans) -> Iterator[Candidate]:
    """Yield the unknown source that a text is quoted from: ``dikutip dari Cahaya Daily, Rabu``.

    Only up to a comma, bracket or end of the sentence, so that no sentence is taken for a name.
    """
    verbs = cue("cites")
    for i in sheet.capitals:
        word = sheet.text[i - 1].casefold() if i else ""
        cites = word in verbs or (word == "dari" and i > 1 and sheet.text[i - 2].casefold() in verbs)
        if not cites or not is_name_word(sheet, i):
            continue
        end = i
        while end < len(sheet) and end - i < 3 and is_name_word(sheet, end):
            known = roles().get(sheet.text[end])
            person = personal(sheet.text[end]) >= 0.5 or (known is not None and known.org * 2 < known.total)
            if person or taken.overlaps(sheet.start[end], sheet.end[end]) or sheet.text[end] in office_words():
                break
            end += 1
        closes = end < len(sheet) and (sheet.text[end] in {",", "(", "."} or sheet.fresh[end])
        if end > i and closes and sheet.text[i].casefold() not in common_words():
            yield Candidate(sheet.start[i], sheet.end[end - 1], "ORG", "rule:cited")
