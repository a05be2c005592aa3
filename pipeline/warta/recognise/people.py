"""Persons by rule: behind titles and offices, beside verbs of saying, by name words, and their short forms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from warta.lexicon import table
from warta.recognise.candidates import Candidate, Spans
from warta.recognise.extent import english_offices, is_place, office_words
from warta.recognise.gazetteer import common_words, cue, family_names, given_names, personal, roles
from warta.recognise.words import Words
from warta.values.names import is_degree, is_title

_MAX = 6
#: Marks in front of titles of works and of clubs in brackets, less often of persons.
_OPENERS = frozenset({'"', "“", "‘", "'", "(", "["})


@cache
def offices() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word -> the offices that begin with it as words, longest first, ministers' included."""
    forms: set[tuple[str, ...]] = {tuple(row["word"].split()) for row in table("office_heads")}
    for name in ("ministries", "agencies", "state_bodies"):
        for row in table(name):
            for cell in (row["office"], *row["office_short"].split("|")):
                # Offices of a body that is a name of its own (Ketua KPK) are found word by word.
                if cell and (name == "ministries" or " " not in cell):
                    office = cell.replace(",", " ,").split()
                    forms.add(tuple(office))
                    if office[0] == "Menteri":
                        forms.add(("Wakil", *office))
                    if cell.startswith("Men") and " " not in cell:
                        forms.add((f"Wa{cell[0].lower()}{cell[1:]}",))
    index: dict[str, list[tuple[str, ...]]] = {}
    for form in forms:
        index.setdefault(form[0], []).append(form)
    return {first: tuple(sorted(fs, key=lambda f: (-len(f), f))) for first, fs in index.items()}


def office_spans(sheet: Words) -> list[tuple[int, int]]:
    """Return (first word, behind the last word) of every office phrase, without the body it is held in."""
    out: list[tuple[int, int]] = []
    known = offices()
    end = 0
    for i in sheet.where(known):
        if i < end or sheet.shape[i] not in "AC":
            continue
        form = next((f for f in known[sheet.text[i]] if _same(sheet, i, f)), None)
        if form is None:
            continue
        end = i + len(form)
        if form[-1] in {"Menteri", "Koordinator", "Bidang"} and form[0] in {"Menteri", "Wakil", "Menko"}:
            end = _portfolio(sheet, end)
        out.append((i, end))
    return out


def _same(sheet: Words, i: int, form: tuple[str, ...]) -> bool:
    n = len(form)
    return tuple(sheet.text[i : i + n]) == form and not any(sheet.fresh[i + 1 : i + n])


def _portfolio(sheet: Words, i: int) -> int:
    """Go over the capitalised nouns of an unknown ministry (``Menteri Urusan Laut``), up to a person or mark."""
    j = i
    while j < len(sheet) and j - i < 8 and not sheet.fresh[j]:
        if (
            sheet.shape[j] in "AC"
            and personal(sheet.text[j]) < 0.5
            and sheet.text[j] not in cue("stop")
            and not is_title(sheet.text[j])
        ) or (
            sheet.text[j] == "dan"
            and j > i
            and j + 1 < len(sheet)
            and sheet.shape[j + 1] in "AC"
            and personal(sheet.text[j + 1]) < 0.5
        ):
            j += 1
        else:
            break
    return j


def run(sheet: Words, i: int, taken: Spans) -> int:
    """Return the index behind the person's name that begins at word ``i``; ``i`` when none can begin there."""
    j = i
    while j < len(sheet) and j - i < _MAX:
        word = sheet.text[j]
        if (j > i and sheet.fresh[j]) or taken.overlaps(sheet.start[j], sheet.end[j]):
            break
        if sheet.shape[j] in "AC":
            if word in cue("stop") or (is_degree(word) and "." in word[:-1]):
                break
            if j == i and word in cue("place_kind"):
                break  # ``Presiden Borough Rini Lestari``
            if j > i and (sheet.first[j] or word in office_words() or word[0].islower()):
                break  # ``Sari Direktur Utama``; ``Sari kepadaMedia``, words run together
            j += 1
        elif (word in cue("particle") and j > i and _onward(sheet, j + 1)) or (
            word == "-"
            and j > i
            and sheet.glued[j]
            and j + 1 < len(sheet)
            and sheet.glued[j + 1]
            and sheet.shape[j + 1] in "ACl"
            and len(sheet.text[j - 1]) <= 4
        ):
            # ``Tae-yong``: what follows the hyphen belongs to the word in front.
            j += 2 if sheet.shape[j + 1] == "l" else 1
        else:
            break
    while j > i and sheet.shape[j - 1] not in "AC" and not (sheet.shape[j - 1] == "l" and sheet.glued[j - 1]):
        j -= 1
    return j


def _onward(sheet: Words, k: int) -> bool:
    """Tell whether a name goes on at ``k`` behind a particle, over one more particle at most (``van der Meer``)."""
    if k < len(sheet) and sheet.text[k] in cue("particle") and not sheet.fresh[k]:
        k += 1
    return k < len(sheet) and sheet.shape[k] in "AC" and not sheet.fresh[k]


def governed(sheet: Words, office: frozenset[int], i: int) -> bool:
    """Tell whether an office phrase leads up to word ``i``: ``Direktur Rehabilitasi Sosial Anak, [Sri ...]``.

    Between office and name stand only capitalised words, links and brackets, and one comma at most, before the name.
    """
    k = i - 1
    if k >= 0 and sheet.text[k] in {",", ")"}:
        k -= 1
    for _ in range(14):
        if k < 0 or sheet.fresh[k + 1]:
            return False
        if k in office or (sheet.text[k] in english_offices() and sheet.shape[k] == "C"):
            return True
        if sheet.shape[k] in "AC0" or sheet.text[k] in {
            "dan",
            "&",
            "di",
            "of",
            "for",
            "and",
            "/",
            "-",
            '"',
            "“",
            "”",
            "(",
            ")",
            "untuk",
            "bidang",
        }:
            k -= 1
        else:
            return False
    return False


def find(sheet: Words, taken: Spans, office: list[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield persons by evidence. ``taken``: stretches of organisations, places and facilities."""
    inside_office = frozenset(k for start, end in office for k in range(start, end))
    n = len(sheet)
    i = 0
    for begin in sheet.capitals:
        if begin < i or begin in inside_office or taken.overlaps(sheet.start[begin], sheet.end[begin]):
            continue
        i = begin
        titled = False
        j = i
        while (
            j < n - 1
            and is_title(sheet.text[j])
            and sheet.shape[j + 1] in "AC.("
            and j - i < 6
            and _title_here(sheet, j)
        ):
            titled = True
            j += 1
            # ``Irjen Pol. (Purn) X``
            if sheet.text[j] == "(" and j + 2 < n and sheet.text[j + 2] == ")" and is_title(sheet.text[j + 1]):
                j += 3
            elif sheet.text[j] == "." and j + 1 < n:
                j += 1
        if j >= n or sheet.shape[j] not in "AC" or taken.overlaps(sheet.start[j], sheet.end[j]):
            i = max(i + 1, j)
            continue
        if (
            sheet.first[j]
            and not titled
            and sheet.text[j].casefold() in common_words()
            and sheet.text[j] not in given_names()
        ):
            # A sentence begins with a plain word; a name may follow it (``Sementara Budi ...``).
            i = j + 1
            continue
        end = run(sheet, j, taken)
        # ``Direktur ABC Budi``: an acronym in front of capitalised words is the body's.
        while end - j > 1 and sheet.shape[j] == "A" and sheet.shape[j + 1] == "C" and personal(sheet.text[j]) < 0.6:
            j += 1
        if end == j:
            i = j + 1
            continue
        end = _cut(sheet, j, end)
        found = _evidence(sheet, j, end, titled, governed(sheet, inside_office, j))
        if found is not None:
            if titled and sheet.text[j - 1] in cue("nickname"):
                j -= 1
            yield Candidate(sheet.start[j], sheet.end[end - 1], "PER", found)
            i = end
        else:
            # The name may begin further right: ``Istri Budi Santoso``.
            i = _next_start(sheet, j, end)
    return


def _title_here(sheet: Words, j: int) -> bool:
    """Tell whether the word is a title in this place: single letters need their stop or a name of two words behind."""
    word = sheet.text[j]
    if len(word) == 1:
        return False
    if word in {"H.", "I."}:
        return word == "H."
    return not (word[0].islower())


def _cut(sheet: Words, i: int, end: int) -> int:
    """Cut words off the end that belong to no person: acronyms of bodies, common nouns behind a name."""
    while end - i > 1:
        word = sheet.text[end - 1]
        role = roles().get(word)
        if word in family_names() and personal(sheet.text[end - 2]) >= 0.5:
            break
        if (sheet.shape[end - 1] == "A" and len(word) > 2 and sheet.shape[i] != "A" and personal(word) < 0.6) or (
            role is not None
            and role.total >= 4
            and role.first + role.inner == 0
            and (end - i > 2 or role.other * 2 >= role.total)
        ):
            end -= 1
        else:
            break
    return end


def _evidence(sheet: Words, i: int, end: int, titled: bool, placed: bool) -> str | None:
    """Return the rule that takes words ``i`` to ``end`` for a person, or None."""
    # ``I Wayan``, ``La Ode``: the second word says what the first is.
    head = i + 1 if sheet.text[i] in cue("prefix") and end - i > 1 else i
    first = sheet.text[head]
    long = end - i > 1
    capitals = [personal(sheet.text[k]) for k in range(i, end) if sheet.shape[k] in "AC"]
    likely = sum(capitals) / max(1, len(capitals))
    start = personal(first)
    role = roles().get(first)
    before = sheet.text[i - 1] if i and not sheet.fresh[i] else ""
    after = sheet.text[end] if end < len(sheet) and not sheet.fresh[end] else ""
    if before in cue("initials") and not long:
        return "rule:initials"
    if _age(sheet, end) and (likely >= 0.4 or sheet.shape[i] == "A"):
        return "rule:age"
    if sheet.shape[i] == "A" and len(first) > 1 and not long and start < 0.6:
        return None
    if long and first in family_names():
        start, likely = max(start, 0.5), max(likely, 0.4)  # ``Park Min Ho``
    if long and sheet.text[end - 1] in family_names() and start >= 0.5:
        likely = max(likely, 0.5)
    initial = end - i > 2 and any(len(sheet.text[k]) == 2 and sheet.text[k][1] == "." for k in range(i + 1, end - 1))
    if not titled and before and before[0].islower() and is_title(before) and before not in cue("particle"):
        titled = True  # ``jelas dr. Amelia``
    if before in {"of", "for", "the", "The", "and", "di", "ke"} or (before == "(" and after == ")" and not long):
        placed = False  # ``Ketua Panitia Kerja (Panja)``
    if titled and likely >= 0.2:
        return "rule:title"
    particles = any(sheet.text[k] in cue("lineage") for k in range(i + 1, end - 1))
    if particles and likely >= 0.3 and first.casefold() not in common_words() and not is_place(first):
        return "rule:particle"
    if placed and initial and start >= 0.3:
        return "rule:initial"  # ``Menteri Sosial RI, Juwita P. Batubara``: nothing but a name is written so
    if placed and likely >= 0.38 and start >= 0.3:
        return "rule:office"
    body = role is not None and role.total >= 3 and role.org + role.loc + role.fac + role.pos > role.total / 2
    if before in cue("say_before") and not body and (likely >= 0.3 or not is_place(first)):
        return "rule:saying"
    if after in cue("say_after") and not body and (start >= 0.4 or (not sheet.first[i] and sheet.shape[i] == "C")):
        return "rule:saying"
    if (
        after == ","
        and end + 1 < len(sheet)
        and (sheet.text[end + 1] in english_offices() or sheet.text[end + 1] in offices())
        and likely >= 0.35
        and long
    ):
        return "rule:office"
    if after == "," and end + 1 < len(sheet) and is_degree(sheet.text[end + 1]):
        return "rule:title"
    if long and start >= 0.6 and likely >= 0.5:
        return "lexicon:given_names"
    if not long and start >= 0.8 and role is not None and role.first + role.inner >= 3:
        return "lexicon:given_names"
    if long and likely >= 0.7:
        return "lexicon:given_names"
    elsewhere = before in _OPENERS or before in cue("not_person") or before in cue("place_before")
    if long and start >= 0.4 and not elsewhere and _all_unknown(sheet, i, end):
        return "rule:unknown"
    return None


def _age(sheet: Words, end: int) -> bool:
    """Tell whether an age in brackets follows: ``(45)``."""
    if end + 2 >= len(sheet) or sheet.fresh[end]:
        return False
    figure = sheet.text[end + 1]
    return sheet.text[end] == "(" and figure.isdigit() and len(figure) == 2 and sheet.text[end + 2] == ")"


def _all_unknown(sheet: Words, i: int, end: int) -> bool:
    """Tell whether no list and no count knows any word of the run as anything but a person's."""
    for k in range(i, end):
        word = sheet.text[k]
        role = roles().get(word)
        if (sheet.shape[k] == "A" and len(word) > 1) or not word.replace(".", "").replace("'", "").isalpha():
            return False
        if word.endswith(("tion", "ing", "ment", "ity", "ics", "ence", "ance", "logy", "iatry", "Class")):
            return False
        if word.casefold() in common_words() or (role is not None and role.first + role.inner <= role.total / 2):
            return False
    return True


def _next_start(sheet: Words, i: int, end: int) -> int:
    """Return the next word of the run at which a person's name may begin."""
    for k in range(i + 1, end):
        if personal(sheet.text[k]) >= 0.7 and not sheet.glued[k]:
            return k
    return end
