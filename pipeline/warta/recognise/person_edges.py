"""Where persons' names begin and end: ranks in front, particles inside, numbers of lists behind.

Runs over the names that rules and model agreed on; in and out are sorted and do not overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from warta.lexicon import table
from warta.recognise.extent import is_place, office_words
from warta.recognise.gazetteer import common_words, cue, given_names, personal, roles
from warta.recognise.people import offices
from warta.values.mention import NameLabel, NameMention
from warta.values.names import is_acronym, is_title, name_norm

_LETTER = r"[^\W\d_]"
_WORD_BEFORE = re.compile(rf"(?<![^\s(\"“‘'])({_LETTER}[\w.'’]{{0,30}}) \Z")
_NAME = re.compile(r"[A-Z][\w'’]{1,30}(?:-[A-Z]\w{1,30})?")
#: The number of the next row of a list, run together with a name: ``Wahyu Rahman.3``.
_NEXT_ROW = re.compile(r"\.\d{1,2}\Z")
#: An acronym this long is a body's, shorter ones may be initials (``BJ``, ``KGPH`` stands in a list of titles).
_BODY = 4


def edges(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """Return the names with ranks, bodies, places and list numbers taken off persons, and particles put on."""
    parted = [part for name in _without_ranks(text, names) for part in _parted(text, name)]
    return _carried_on(text, parted)


@cache
def _articles() -> str:
    return "|".join(sorted(cue("article")))


@cache
def _onward() -> re.Pattern[str]:
    """What carries a person's name on: an Arabic article with its hyphen, or one to three small words and a name."""
    article = rf"(?:{_articles()})-"
    descent, small = ("|".join(sorted(cue(c))) for c in ("descent", "descent_article"))
    return re.compile(rf" (?:{article}(?=[A-Z])|(?:{descent})(?: (?:{small}))? (?:{article})?(?=[A-Z]))")


@cache
def _between() -> frozenset[str]:
    """Particles in capitals that stand between two parts of one name, with their spaces."""
    return frozenset(f" {p} " for p in cue("between"))


@cache
def _place_offices() -> frozenset[str]:
    """The last words, in small letters, of the offices that a small place follows: ``Kepala Desa``, ``Kapolsek``."""
    rows = table("office_heads")
    bodies = ("district", "village", "police:Kepolisian", "army:")
    return frozenset(row["word"].split()[-1].lower() for row in rows if row["body"].startswith(bodies))


def _without_ranks(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """Take ranks off: the force in ``Letjen [TNI] Wahyu``, the first word of ``Brigadir [Kepala Wahyu]``.

    A word in small letters is no person (``spGK``).
    """
    out: list[NameMention] = []
    for name in names:
        if name.label == "PER" and " " not in name.text and name.text[0].islower():
            continue
        if name.label in {"ORG", "PER"}:
            found = _WORD_BEFORE.search(text, max(0, name.start - 34), name.start)
            ranked = found is not None and found[1][0].isupper() and is_title(found[1])
            if (
                ranked
                and name.text in cue("rank_force")
                and re.match(r" (?:[A-Z]|\(Purn)", text[name.end : name.end + 6])
            ):
                continue
            first = name.text.partition(" ")[0]
            if ranked and name.label == "PER" and first != name.text and first in cue("rank_rest"):
                name = since(text, name, name.start + len(first) + 1)
        out.append(name)
    return out


def _parted(text: str, name: NameMention) -> Iterator[NameMention]:
    """Yield a name without what a model or a rule took into it: candidacies, numbers, bodies, places."""
    if name.label != "PER" or " " not in name.text:
        yield name
        return
    row = _NEXT_ROW.search(name.text)
    if row is not None:
        name = until(text, name, name.start + row.start())
    words = name.text.split(" ")
    if words[0] in cue("sought") and len(words) > 1:
        name = since(text, name, name.start + len(words[0]) + 1)
        words = words[1:]
    found = _WORD_BEFORE.search(text, max(0, name.start - 34), name.start)
    before = found[1] if found is not None else ""
    cut = _body(words, before)
    label: NameLabel = "ORG"
    if not cut and before.lower() in _place_offices() and _small_place(words):
        cut, label = 1, "LOC"
    if cut:
        end = name.start + len(" ".join(words[:cut]))
        form = text[name.start : end]
        yield NameMention(name.start, end, label, form, name_norm(label, form), "rule:office_edge")
        name = since(text, name, end + 1)
    yield name


def _body(words: Sequence[str], before: str) -> int:
    """Return how many words in front of a person are a body's acronyms: ``Koordinator [MN KAHMI] Rini``."""
    if before not in office_words():
        return 0
    cut = 0
    while cut < len(words) - 1 and is_acronym(words[cut]) and words[cut].isupper() and _nobodys(words[cut]):
        cut += 1
    return cut if any(len(w) >= _BODY for w in words[:cut]) and words[cut][1:].islower() else 0


def _nobodys(word: str) -> bool:
    """Tell whether counts know a word as nobody's name."""
    role = roles().get(word)
    return role is None or role.first + role.inner == 0


def _small_place(words: Sequence[str]) -> bool:
    """Tell whether an unknown word stands in front of a person: ``Kepala Dusun [Sukawangi] Rini Wulandari``."""
    unknown = words[0] not in given_names() and roles().get(words[0]) is None and personal(words[0]) < 0.5
    return unknown and len(words) > 1 and (words[1] in given_names() or personal(words[1]) >= 0.7)


def _carried_on(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """Prolong persons' names over particles: ``[Abdel Fattah] al-Sisi``, ``[Caspar] van den [Berg]``."""
    out: list[NameMention] = []
    for name in names:
        if out and out[-1].end > name.start:
            continue  # taken into the name in front
        if out and name.label == "PER" and out[-1].label == "PER" and text[out[-1].end : name.start] == "-":
            cut = re.search(rf"[ -](?:{_articles()})\Z", out[-1].text) is not None
            if cut:  # ``[Wahyu al]-[Fatih Rahman]``
                out[-1] = until(text, out[-1], name.end)
                continue
        gap = text[out[-1].end : name.start] if out else ""
        if out and name.label == out[-1].label == "PER" and gap in _between():
            out[-1] = until(text, out[-1], name.end)  # ``[Rini] Di [Lestari]``
            continue
        if out and name.text == "AS" and out[-1].label == "PER" and text[out[-1].end : name.start] == " ":
            out[-1] = until(text, out[-1], name.end)  # ``Irjen Pol [Wahyu AS]``
            continue
        if name.label == "PER":
            start = _first_name(text, name, out[-1].end if out else 0)
            if start < name.start:
                name = replace(name, start=start, text=text[start : name.end], norm=text[start : name.end])
            name = _prolonged(text, name, names)
        out.append(name)
    return out


def _first_name(text: str, name: NameMention, floor: int) -> int:
    """Return where a person's name of one word begins when an unknown word stands before it: ``Kanya [Fidzuno]``.

    Only behind a comma, where nothing but a name stands in front of a name. A word of descent that is a plain word or
    an office elsewhere (``Lalu [Samsul Adnan]``, ``Raja [Susi Dewi]``) begins names of any length.
    """
    if (descent := _descends(text, name, floor)) is not None:
        return descent
    if " " in name.text or name.text.isupper() or name.found_by not in {"model", "rule:saying", "rule:unknown"}:
        return name.start
    found = _WORD_BEFORE.search(text, max(floor, name.start - 34), name.start)
    if (
        found is None
        or not re.fullmatch(r"[A-Z][a-z'’]{2,}", found[1])
        or text[max(0, found.start(1) - 2) : found.start(1)] != ", "
    ):
        return name.start
    word = found[1]
    office = is_title(word) or word in offices() or word in office_words()
    plain = word.casefold() in common_words() or word in cue("stop")
    return name.start if office or plain or is_place(word) or personal(word) < 0.4 else found.start(1)


def _descends(text: str, name: NameMention, floor: int) -> int | None:
    """Return where a word of descent stands in front of a name inside a sentence; ``Raja`` only behind a comma."""
    found = _WORD_BEFORE.search(text, max(floor, name.start - 12), name.start)
    if found is None or not (found[1] in cue("noble") or found[1] in cue("noble_apposed")):
        return None
    before = text[max(0, found.start(1) - 2) : found.start(1)]
    inside = before[:1].isalpha() and before[1:].isspace() and found[1] in cue("noble")
    return found.start(1) if before == ", " or inside else None


def _prolonged(text: str, name: NameMention, names: Sequence[NameMention]) -> NameMention:
    end = name.end
    for _ in range(3):
        link = _onward().match(text, end)
        word = _NAME.match(text, link.end()) if link else None
        if word is None:
            break
        end = word.end()
        first = bisect_left(names, end - 60, key=lambda m: m.start)
        for other in names[first : first + 8]:
            if other.start > end + 1:
                break
            if other.label == "PER" and (other.start < end < other.end or text[end : other.start] == " "):
                end = other.end
    return name if end == name.end else until(text, name, end)


def until(text: str, name: NameMention, end: int) -> NameMention:
    """Return the name as far as ``end``, shorter or longer than it was."""
    form = text[name.start : end]
    return replace(name, end=end, text=form, norm=name_norm(name.label, form))


def since(text: str, name: NameMention, start: int) -> NameMention:
    """Return the name from ``start`` on, shorter or longer than it was."""
    form = text[start : name.end]
    return replace(name, start=start, text=form, norm=name_norm(name.label, form))
