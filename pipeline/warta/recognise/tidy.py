"""The names of a model brought to the borders that the annotation guide draws."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from warta.recognise.extent import is_place
from warta.recognise.gazetteer import common_words, cue
from warta.recognise.organisations import generic, traps
from warta.values.mention import NameMention
from warta.values.names import is_degree, is_title, name_norm

#: Words of place that belong to a name only when written with a capital.
_LOWER = re.compile(r"(?:kabupaten|kota|kecamatan|provinsi|desa|kelurahan|wilayah|kawasan|daerah|pendopo) +(?=[A-Z])")
#: Function words run together with the name: ``olehPolda``.
_FUSED = re.compile(r"(?:oleh|kepada|dari|dengan|kata|ujar|dikutip|di|ke|dan)(?=[A-Z])")
_EDGES = " \t\n.,;:/-–—\"“”'’‘"
#: From which score on a word of the language (``Zakat``) is believed to be a name.
_PLAIN = 0.95
_LAST = re.compile(r"(\w+) $")
_NEXT = re.compile(r" ([\w-]+)")
_BEFORE = re.compile(r"(?<!\S)(\w{1,3}) $")
_WORD = re.compile(r"\S+")
#: The kilometre of a road is a place on it and no part of its name.
_KILOMETRE = re.compile(r" KM\.? ?\d")


def tidy(text: str, names: Iterable[NameMention]) -> list[NameMention]:
    """Return a model's names with sound borders, in order; those without a sound part are left out.

    In: names of ``text``. A bracket that is not closed, a phrase of the sentence (``dalam``, ``melalui``), a title or
    rank in front of a person, a lower-case word of place, marks at the edges and the kilometre of a road are cut off;
    a degree is no person. ``norm`` is the cleaned form of what is left.
    """
    out: list[NameMention] = []
    for name in names:
        if name.label == "POS":
            out.append(name)
            continue
        start, end = _borders(text, name)
        form = text[start:end]
        if form and not _unsound(text, name, start, end):
            out.append(replace(name, start=start, end=end, text=form, norm=name_norm(name.label, form)))
    return out


def _unsound(text: str, name: NameMention, start: int, end: int) -> bool:
    """Tell whether the words are no name of one body, person or place: kinds, plain words, programmes, degrees."""
    form, label = text[start:end], name.label
    if form in generic() or (label == "PER" and is_degree(form)):
        return True
    if label == "ORG" and (form in traps() or form.split()[0] in {"Limited", "Ltd", "Tbk", "Inc"}):
        return True
    plain = " " not in form and form.casefold() in common_words() and not form.isupper()
    if plain and label in {"ORG", "FAC"} and (name.score or 0) < _PLAIN:
        return True
    return label in {"ORG", "FAC"} and several(text, start, end)


def several(text: str, start: int, end: int) -> bool:
    """Tell whether plain words speak of bodies of a kind: ``seluruh Dinas Sosial``, ``Dinas Sosial setempat``.

    Such words with a name of their own behind them (``seluruh Puskesmas Sukamaju``) stay a name.
    """
    if not all(word.casefold() in common_words() or word in cue("kind") for word in text[start:end].split()):
        return False
    before = _LAST.search(text, max(0, start - 24), start)
    after = _NEXT.match(text, end)
    if before is not None and before.group(1) in cue("several"):
        return True
    # ``Dinsos setempat``; a body with its field written out is the one of the place
    return after is not None and (
        after.group(1).startswith("se-") or (after.group(1) in cue("each") and " " not in text[start:end])
    )


def _borders(text: str, name: NameMention) -> tuple[int, int]:
    start, end = name.start, name.end
    fused = _FUSED.match(text, start, end)
    start = fused.end() if fused else start
    form = text[start:end]
    depth = form.count("(") - form.count(")")
    if depth > 0:
        end = start + form.rindex("(")
    elif depth < 0:
        start += form.rindex(")") + 1 if not form.endswith(")") else 0
        end -= form.endswith(")")
        if text[start:end].count(")") > text[start:end].count("("):
            return start, start  # ``Rutan) Cabang Contoh``: its head stands outside
    if not cue("phrase").isdisjoint(text[start:end].split()):
        for word_start, _, word in _words(text, start, end):
            if word_start > start and word in cue("phrase") and not _abroad(text[start:word_start]):
                end = word_start
                break
    if name.label == "PER":
        for word_start, word_end, word in _words(text, start, end):
            if (
                not (is_title(word) and word[0].isupper() and len(word) > 1)
                or word_end >= end
                or word in cue("nickname")
            ):
                start = word_start
                break
        start = _prefixed(text, _behind_place(text, start, end))
        end = _run_together(text, start, end)
    elif name.label in {"LOC", "FAC"}:
        lower = _LOWER.match(text, start, end)
        start = lower.end() if lower else start
        if name.label == "FAC":
            road = _KILOMETRE.search(text, start, end)
            end = road.start() if road else end
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES and not _abbreviated(text, start, end):
        end -= 1
    return start, end


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for match in _WORD.finditer(text, start, end):
        yield match.start(), match.end(), match.group()


def _behind_place(text: str, start: int, end: int) -> int:
    """Go over a place that stands behind ``di`` in front of the person: ``di [Cimahi] Wahyu Hartawan``."""
    before = _LAST.search(text, max(0, start - 24), start)
    if before is None or before.group(1) not in {"di", "ke", "dari"}:
        return start
    words = list(_words(text, start, end))
    return words[1][0] if len(words) > 2 and is_place(words[0][2]) else start


def _prefixed(text: str, start: int) -> int:
    """Take in the short first word of a Balinese or Butonese name: ``Wa`` in front of ``Ode``."""
    before = _BEFORE.search(text, max(0, start - 12), start)
    return before.start(1) if before and before.group(1) in cue("prefix") else start


def _run_together(text: str, start: int, end: int) -> int:
    """Return where a person's name ends before a word in small letters that is no particle: ``Sari kepadamedia``."""
    for word_start, _, word in _words(text, start, end):
        if word_start > start and word[0].islower() and word not in cue("particle") and len(word) > 4:
            return word_start
    return end


def _abroad(head: str) -> bool:
    """Tell whether ``di`` goes on the name: embassies and associations abroad (``Kedutaan Besar Jepang di ...``)."""
    words = head.split(None, 1)
    return bool(words) and words[0].casefold() in cue("abroad")


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Tell whether the last mark is the stop of an abbreviation: ``Contoh Tbk.``, ``Trans Inc.``, ``Budi S.``."""
    last = text[start:end].split()[-1]
    return last.endswith(".") and (len(last) == 2 or last in {"Tbk.", "Inc.", "Ltd.", "Co.", "Corp."})
