"""Places by rule: word of place and name, names behind prepositions of place, addresses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from warta.lexicon import table
from warta.recognise.candidates import Candidate, Spans
from warta.recognise.extent import is_name_word, is_place, office_words
from warta.recognise.gazetteer import common_words, cue, districts, personal, roles
from warta.recognise.words import Words
from warta.values.places import lookup


@cache
def kinds() -> dict[str, str]:
    """Word that heads a place's name -> whether a number may stand in it."""
    return {row["word"]: row["level"] for row in table("place_heads")}


def find(sheet: Words, offices: frozenset[int] = frozenset()) -> Iterator[Candidate]:
    """Yield places headed by a word of place: ``Kecamatan Cibinong``, ``Gunung Slamet``, ``Jalan Merdeka``.

    ``offices``: indices of words inside offices, which head no place (``Wali Kota Cimahi``).
    """
    heads = kinds()
    for i in sheet.where(heads):
        level = heads[sheet.text[i]]
        if i in offices or not is_name_word(sheet, i + 1):
            continue
        if sheet.text[i] == "Kota" and i and sheet.text[i - 1].casefold() == "ibu" and not sheet.fresh[i]:
            continue  # ``Ibu Kota [Indonesia]``
        if (
            level == "region"
            and i
            and sheet.shape[i - 1] in "AC"
            and not sheet.fresh[i]
            and not sheet.first[i - 1]
            and sheet.text[i - 1] not in heads
        ):
            continue  # inside a name: ``PT Karya [Samudra ...]``
        # Streets are called by ranks: ``Jalan Jenderal Sudirman``.
        if (sheet.text[i + 1] in office_words() and level != "address") or sheet.text[i + 1] in {"RI"}:
            continue
        longest = 5 if level == "address" else 3
        end = i + 1
        while (
            end < len(sheet)
            and end - i <= longest
            and is_name_word(sheet, end)
            and (sheet.text[end] not in office_words() or (end == i + 1 and level == "address"))
        ):
            if end > i + 1 and level != "address" and _person_begins(sheet, end):
                break
            if end > i + 1 and sheet.text[end] in heads:
                break
            end += 1
        if (
            end + 1 < len(sheet)
            and sheet.text[end] == "-"
            and sheet.glued[end]
            and sheet.text[end + 1] == sheet.text[end - 1]
        ):
            end += 2  # ``Pulau Wangi-Wangi``
        if level == "address":
            end = _number(sheet, _route(sheet, end))
        elif level in {"province", "city"}:
            end = _registered(sheet, i, end)
        yield Candidate(sheet.start[i], sheet.end[end - 1], "LOC", "rule:place")


def _route(sheet: Words, end: int) -> int:
    """Go over the second place of a road between two: ``Jalan Raya Sukamaju-Harapan``."""
    if (
        end + 1 < len(sheet)
        and sheet.text[end] in {"-", "–"}
        and sheet.glued[end]
        and sheet.glued[end + 1]
        and is_name_word(sheet, end + 1)
    ):
        return end + 2
    return end


def _registered(sheet: Words, i: int, end: int) -> int:
    """Return where the register's name ends that begins at ``i`` (``Kabupaten Belu`` | ``Rini``); ``end`` for none."""
    for k in range(end, i + 1, -1):
        if lookup(" ".join(sheet.text[i:k])) or is_place(" ".join(sheet.text[i + 1 : k])):
            return k
    return end


@cache
def _region_offices() -> frozenset[str]:
    bodies = {"province", "regency", "city", "district", "village", "embassy"}
    rows = table("office_heads")
    return frozenset(r["word"] for r in rows if r["body"] in bodies or r["body"].startswith(("police", "army")))


def find_by_office(sheet: Words, office: list[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield the place an office is held in: ``Bupati [Sukamaju]``, ``Kapolsek [Menes]``; two words at most."""
    for start, end in office:
        if " ".join(sheet.text[start:end]) not in _region_offices() or end >= len(sheet):
            continue
        if sheet.text[end] == "Metro":
            continue  # ``Kapolda Metro Jaya`` is an office
        j = end
        while (
            j < len(sheet)
            and j - end < 2
            and is_name_word(sheet, j)
            and sheet.shape[j] == "C"
            and sheet.text[j] not in office_words()
        ):
            if personal(sheet.text[j]) >= 0.5 and not is_place(sheet.text[j]):
                break
            role = roles().get(sheet.text[j])
            if (
                role is None
                and sheet.text[j] not in {"Utara", "Selatan"}
                and not is_place(sheet.text[j])
                and (sheet.text[j],) not in districts()
            ):
                break
            j += 1
        known = next((k for k in (end + 3, end + 2, end + 1) if tuple(sheet.text[end:k]) in districts()), end)
        j = max(j, min(known, len(sheet)))
        if j > end:
            # ``Kapolsek Medan Helvetia``: the register knows the whole, no person begins in it
            listed = j - end > 1 and tuple(sheet.text[end:j]) in districts()
            yield Candidate(
                sheet.start[end], sheet.end[j - 1], "LOC", "lexicon:districts" if listed else "rule:office_place"
            )


def _person_begins(sheet: Words, j: int) -> bool:
    return personal(sheet.text[j]) >= 0.7 and not is_place(sheet.text[j])


def _number(sheet: Words, end: int) -> int:
    """Go over a house number: ``Jalan Melati No. 12``, ``Jalan Salemba Raya Nomor 28``."""
    if end < len(sheet) and not sheet.fresh[end]:
        if sheet.text[end] in {"No", "No.", "Nomor", "Nomer"}:
            k = end + 1
            if k < len(sheet) and sheet.text[k] == ".":
                k += 1
            if k < len(sheet) and sheet.shape[k] == "0":
                return k + 1
        elif sheet.shape[end] == "0" and len(sheet.text[end]) <= 3 and sheet.text[end].isdigit():
            return end + 1
    return end


def find_by_preposition(sheet: Words, taken: Spans) -> Iterator[Candidate]:
    """Yield unknown capitalised names behind ``di``, ``ke``, ``dari`` ..., and the districts of the register."""
    known = districts()
    for i in sheet.capitals:
        if not i or sheet.shape[i] != "C" or not is_name_word(sheet, i):
            continue
        word = sheet.text[i - 1]
        if taken.overlaps(sheet.start[i], sheet.end[i]):
            continue
        if _doubled(sheet, i) or sheet.text[i] in kinds():
            continue
        end = i
        while (
            end < len(sheet)
            and end - i < 3
            and is_name_word(sheet, end)
            and sheet.shape[end] == "C"
            and not taken.overlaps(sheet.start[end], sheet.end[end])
        ):
            if sheet.text[end] in office_words():
                break
            end += 1
        if end == i:
            continue
        place_before = word in cue("place_before")
        # ``Cibinong, Kabupaten Bogor``: a district in front of the region it lies in; ``di Cibinong dan Citeureup``.
        chained = (
            sheet.text[end : end + 1] == [","]
            and end + 1 < len(sheet)
            and taken.overlaps(sheet.start[end + 1], sheet.end[end + 1])
            and is_name_word(sheet, end + 1)
        )
        if not (place_before or chained or word in {",", "di", "ke"}):
            continue
        listed = next((k for k in range(end, i, -1) if tuple(sheet.text[i:k]) in known), 0)
        if (
            listed
            and (place_before or chained or (word == "," and i > 1 and sheet.shape[i - 2] == "C"))
            and personal(sheet.text[i]) < 0.7
        ):
            if (
                listed < end
                and sheet.text[listed].casefold() not in common_words()
                and personal(sheet.text[listed]) < 0.6
            ):
                listed += 1  # a village or town named like a district and more: ``Pangkalan Bun``
            yield Candidate(sheet.start[i], sheet.end[listed - 1], "LOC", "lexicon:districts")
        elif word in {"di", "ke"} and _may_be_place(sheet, i, end, chained):
            yield Candidate(sheet.start[i], sheet.end[end - 1], "LOC", "rule:preposition")


def _doubled(sheet: Words, i: int) -> bool:
    """Tell whether the word is said twice: ``Kota-kota besar``."""
    return (
        i + 2 < len(sheet)
        and sheet.text[i + 1] == "-"
        and sheet.glued[i + 1]
        and sheet.text[i + 2].casefold() == sheet.text[i].casefold()
    )


def _may_be_place(sheet: Words, i: int, end: int, chained: bool) -> bool:
    """Tell whether unknown words behind a preposition name a place: one lies behind them, or counts say so."""
    if not chained and not any(
        (r := roles().get(sheet.text[k])) is not None and r.loc * 2 >= r.total for k in range(i, end)
    ):
        return False
    for k in range(i, end):
        word = sheet.text[k]
        role = roles().get(word)
        if word in cue("stop") or personal(word) >= 0.5:
            return False
        if role is not None and role.total >= 3 and role.loc < role.total * 0.4:
            return False
    return True
