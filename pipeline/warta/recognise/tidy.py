"""The names of a model brought to the borders that the annotation guide draws."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from warta.recognise.gazetteer import cue
from warta.values.mention import NameMention
from warta.values.names import is_degree, is_title, name_norm

#: Words of place that belong to a name only when written with a capital.
_LOWER = re.compile(r"(?:kabupaten|kota|kecamatan|provinsi|desa|kelurahan|wilayah|kawasan|daerah|pendopo) +(?=[A-Z])")
_EDGES = " \t\n.,;:/-–—\"“”'’‘"
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
        if start < end and not (name.label == "PER" and is_degree(text[start:end])):
            form = text[start:end]
            out.append(replace(name, start=start, end=end, text=form, norm=name_norm(name.label, form)))
    return out


def _borders(text: str, name: NameMention) -> tuple[int, int]:
    start, end = name.start, name.end
    form = text[start:end]
    depth = form.count("(") - form.count(")")
    if depth > 0:
        end = start + form.rindex("(")
    elif depth < 0:
        start += form.rindex(")") + 1 if not form.endswith(")") else 0
        end -= form.endswith(")")
        if text[start:end].count(")") > text[start:end].count("("):
            return start, start  # ``Rutan) Cabang Contoh``: its head stands outside
    for word_start, word_end, word in _words(text, start, end):
        if word_start > start and word in cue("phrase") and not _abroad(text[start:word_start]):
            end = word_start
            break
        del word_end
    if name.label == "PER":
        for word_start, word_end, word in _words(text, start, end):
            if (
                not (is_title(word) and word[0].isupper() and len(word) > 1)
                or word_end >= end
                or word in cue("nickname")
            ):
                start = word_start
                break
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


def _abroad(head: str) -> bool:
    """Tell whether ``di`` goes on the name: embassies and associations abroad (``Kedutaan Besar Jepang di ...``)."""
    first = head.split(None, 1)[0].casefold()
    return first in cue("abroad")


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Tell whether the last mark is the stop of an abbreviation: ``Contoh Tbk.``, ``Trans Inc.``, ``Budi S.``."""
    last = text[start:end].split()[-1]
    return last.endswith(".") and (len(last) == 2 or last in {"Tbk.", "Inc.", "Ltd.", "Co.", "Corp."})
