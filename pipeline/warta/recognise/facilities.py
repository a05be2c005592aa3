"""The component ``warta_facilities``: named places that serve people or traffic.

A facility is headed by a word of its kind (``facility_kinds.csv``) or an acronym of one;
number, quoted proper name, bracketed acronym and a place name without a preposition belong
to the name: ``Balai Rehabilitasi ... (BRSPDM) "Harapan Jaya" Sukamaju``, ``SMPN 7``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from warta.lexicon import table
from warta.lexicon import words as column
from warta.recognise.candidates import Candidate, Spans, choose
from warta.recognise.casing import soften
from warta.recognise.extent import _quoted, english_offices, extent, is_name_word, is_place, office_words
from warta.recognise.gazetteer import common_words, cue, districts, personal, roles
from warta.recognise.organisations import first_words, generic, head_at
from warta.recognise.state import mirror, register
from warta.recognise.words import Words, pieces
from warta.values.mention import NameMention
from warta.values.names import name_norm

#: Key of ``doc.user_data`` that tells that ``warta_names`` has looked for facilities in this document.
WEIGHED = "warta_facilities_weighed"
#: Kinds whose bare head and number make a name, and kinds that a person's name may follow as part of it.
_NUMBERED = frozenset(
    {
        "school",
        "panti",
        "balai",
        "terminal",
        "prison",
        "cemetery",
        "building",
        "toll_road",
        "power_plant",
        "fuel_station",
        "clinic",
        "hospital",
        "market",
        "station",
    }
)


@cache
def heads() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word -> (words, kind) of the heads that begin with it, longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    rows = [(row["head"], row["kind"]) for row in table("facility_kinds")]
    rows += [
        (row["acronym"], row["kind"])
        for row in table("facility_acronyms")
        if row["kind"] in {"balai", "panti", "shelter", "training"}
    ]
    for head, kind in rows:
        key = pieces(head)
        if (key, kind) not in index.setdefault(key[0], []):
            index[key[0]].append((key, kind))
    return {first: tuple(sorted(hs, key=lambda h: (-len(h[0]), h))) for first, hs in index.items()}


def find(sheet: Words, offices: list[int]) -> Iterator[Candidate]:
    """Yield facilities headed by a known word; ``offices`` as in ``organisations.find``."""
    known = heads()
    for i in sheet.where(known):
        for words, kind in known[sheet.text[i]]:
            n = len(words)
            if tuple(sheet.text[i : i + n]) != words or any(sheet.fresh[i + 1 : i + n]):
                continue
            head = head_at(sheet, i)
            if head is not None and len(head.words) > n:
                break  # ``Sekolah Tinggi``, ``Kantor Wilayah`` head organisations
            first = i + n
            end = extent(
                sheet,
                first,
                links=kind in {"balai", "sentra", "centre", "panti"},
                people=offices[i] <= 6,
                numbers=kind in _NUMBERED,
                quotes=True,
                routes=kind in {"toll_road", "road", "bridge"},
                heads=first_words(),
            )
            if kind == "school":  # "SMK Kelas XII" is a year of any school
                end = next((j for j in range(first, end) if sheet.text[j] in {"Kelas", "kelas", "KELAS"}), end)
            if (
                end > first
                and _sound(sheet, i, first, end)
                and sheet.source[sheet.start[i] : sheet.end[end - 1]] not in generic()
            ):
                end = _unclosed(sheet, first, end, kind)
                yield Candidate(sheet.start[i], sheet.end[end - 1], "FAC", "rule:facility")
            elif end == first and kind in {"balai", "panti", "sentra"}:
                end = _unclosed(sheet, first, end, kind)
                if end > first:
                    yield Candidate(sheet.start[i], sheet.end[end - 1], "FAC", "rule:facility")
            break


def find_suffixed(sheet: Words) -> Iterator[Candidate]:
    """Yield names that end in a word of facilities: ``Grand Sahid Hotel``; a place may follow."""
    ends = column("facility_suffixes")
    for i in sheet.where(ends):
        if not i or not is_name_word(sheet, i) or not is_name_word(sheet, i - 1):
            continue
        if i + 1 < len(sheet) and sheet.text[i + 1] in ends and is_name_word(sheet, i + 1):
            continue
        if sheet.text[i] == "Park" and i + 1 < len(sheet) and is_name_word(sheet, i + 1):
            continue  # a Korean surname
        j = i
        while (
            j > 0
            and i - j < 4
            and not sheet.fresh[j]
            and sheet.shape[j - 1] in "AC"
            and sheet.text[j - 1] not in office_words() | cue("stop")
        ):
            if sheet.text[j - 1].casefold() in common_words() and sheet.text[j - 1] not in ends:
                break
            if sheet.text[j - 1] in english_offices():
                break  # ``Executive Director Grand Hospital``
            j -= 1
        if j == i or (i - j == 1 and sheet.first[j]):
            continue
        end = i + 1
        while end < len(sheet) and is_name_word(sheet, end) and end - i <= 2 and _branch(sheet, end, end - i):
            end += 1
        yield Candidate(sheet.start[j], sheet.end[end - 1], "FAC", "rule:facility_suffix")


def _branch(sheet: Words, i: int, nth: int) -> bool:
    """Tell whether word ``i``, the ``nth`` behind the suffix, can be the place of the facility."""
    word = sheet.text[i]
    if is_place(word) or (word,) in districts():
        return True
    return (
        nth == 1
        and sheet.shape[i] == "C"
        and personal(word) < 0.6
        and word.casefold() not in common_words()
        and word not in office_words()
    )


def _unclosed(sheet: Words, first: int, end: int, kind: str) -> int:
    """Go over a proper name whose quotation mark is never closed: ``Balai Anak "Harapan Sukamaju``."""
    if kind not in {"balai", "panti", "sentra"} or end >= len(sheet) or sheet.text[end] not in {'"', "“"}:
        return end
    if _quoted(sheet, end) is not None or not is_name_word(sheet, end + 1):
        return end
    j = end + 1
    while j < len(sheet) and j - end <= 4 and is_name_word(sheet, j):
        j += 1
    return j


def _sound(sheet: Words, i: int, first: int, end: int) -> bool:
    head, word = sheet.text[i], sheet.text[first]
    if word in office_words() and head not in {"Kantor", "Pendopo", "Pendapa"}:
        return False
    if head == "Pasar" and i and sheet.text[i - 1] in cue("market"):
        return False  # ``Analis Pasar Rini Wulandari``
    plain = word.casefold() in common_words() and sheet.shape[first] != "0"
    opens = sheet.first[i] and head in {"Rumah", "Ruang", "Taman"}
    if head in cue("weak_facility") and end - first == 1 and (plain or opens):
        return False
    # ``Pasar Ekspor Jepang``: a plain noun no facility was ever called by
    role = roles().get(word)
    if head in cue("weak_facility") and plain and head not in {"Kantor"} and (role is None or role.fac == 0):
        return False
    return not (sheet.shape[first] == "0" and head in {"Rumah", "Gedung", "Toko", "Hotel", "Pasar", "Stasiun", "RS"})


def merge(text: str, names: Iterable[NameMention], found: Iterable[Candidate]) -> list[NameMention]:
    """Return ``names`` with the facilities ``found`` put in their place.

    A facility replaces the names that lie inside it or of which it is the better reading (an
    overlapping ORG or LOC that is not longer); it gives way to a longer name around it.
    Sorted, non-overlapping.
    """
    old = [Candidate(n.start, n.end, n.label, n.found_by, n.score) for n in names]
    mentions: dict[tuple[int, int, str], NameMention] = {(n.start, n.end, n.label): n for n in names}
    out: list[NameMention] = []
    for c in choose([*old, *found]):
        known = mentions.get((c.start, c.end, c.label))
        out.append(known if known is not None else mention(text, c))
    return out


def mention(text: str, c: Candidate, soft: str | None = None) -> NameMention:
    """Return the candidate as a mention with its cleaned form as ``norm``.

    ``soft``: the text with capitals softened (``casing.soften``), from which the norm is taken.
    """
    norm = name_norm(c.label, (text if soft is None else soft)[c.start : c.end])
    return NameMention(c.start, c.end, c.label, text[c.start : c.end], norm, c.found_by, c.score)  # type: ignore[arg-type]


def find_facilities(doc: Doc) -> list[NameMention]:
    """Return the document's facilities by rule, sorted, outside the silent stretches."""
    from warta.recognise.names import office_distance

    text = doc.text  # spaCy joins the tokens each time it is asked
    soft, capitals = soften(text)
    sheet = Words(soft)
    # In lines of capitals the end of a name cannot be seen.
    closed = Spans([*doc._.silent, *capitals])
    found = [c for c in find(sheet, office_distance(sheet)) if not closed.overlaps(c.start, c.end)]
    return [mention(text, c) for c in choose(found)]


@Language.factory("warta_facilities", assigns=["doc._.warta_names"])
def make_facilities(nlp: Language, name: str) -> Facilities:
    """Return the component ``warta_facilities``."""
    return Facilities()


class Facilities:
    """Merge the facilities that rules find into ``doc._.warta_names``.

    ``warta_names`` has weighed them already, together with all other names, where it ran: then nothing is left to do.
    Behind another source of names the component adds them.
    """

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        if doc.user_data.get(WEIGHED):
            return doc
        found = [Candidate(m.start, m.end, m.label, m.found_by) for m in find_facilities(doc)]
        doc._.warta_names = merge(doc.text, doc._.warta_names, found)
        mirror(doc, "warta_names", [(n, n.label) for n in doc._.warta_names])
        return doc
