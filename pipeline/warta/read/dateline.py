"""The dateline: place, outlet and day in front of the first dash of the text.

Forms met in Indonesian news and releases::

    Jakarta (ANTARA) -          JAKARTA, KOMPAS.com –       Jakarta, CNN Indonesia --
    TEMPO.CO, Jakarta -         jpnn.com - JAKARTA -        KONTAN.CO.ID - JAKARTA.
    FUKUOKA (9 November 2022) - Jakarta, 12 Maret 2021 –    JAKARTA (Pos Kota) –
    Laporan Wartawan Tribunnews.com, Nama Orang TRIBUNNEWS.COM, JAKARTA -
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from warta.read.day import Day, first_day
from warta.read.layout import words
from warta.read.outlet import outlet
from warta.values.places import lookup

#: how far into its line a dateline may reach
REACH = 130
_DASH = re.compile(
    r"[^\S\n]{1,3}(?:-{1,3}|[–—])(?=\s|[A-Z\"“]|$)|(?<=[\w)])(?:-{1,2}|[–—])(?=\s)|(?<=[\w)])(?:--|[–—])(?=[A-Z\"“])"
)
_BRACKET = re.compile(r"\(([^()]{1,40})\)")
_PLACE = re.compile(r"[^\W\d_][\w'’.]*(?:[ -](?:[^\W\d_][\w'’.]*)){0,4}")
#: the public radio's own form: KBRN, Lombok Timur:
_RADIO = re.compile(r"KBRN,? ([A-Z][\w'.]{1,20}(?: [A-Z][\w'.]{1,20}){0,3}) ?[:-] ")
_OUTLET_FIRST = re.compile(r"([\w-]{2,25}\.(?:com|co|id|net|co\.id)), ([A-Z]\w{2,20}(?: [A-Z]\w{2,20})?)(?= )")
_COLON = re.compile(r"([A-Z]\w{2,20}(?: [A-Z]\w{2,20}){0,2}): (?=[A-Z])")
_AFTER = re.compile(r"\s?([A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]+){0,2})\. (?=[A-Z])")
_REPORT = re.compile(
    r"(?:Laporan|Reporter|Penulis)(?: langsung)?(?: (?:Wartawan|Reporter|Jurnalis|Kontributor|Koresponden))?[ :]+"
    r"(?:[\w. ]{1,30}?,? )??(?P<name>[A-Z][\w'.]+(?: [A-Z][\w'.]*){0,4}?),? "
    r"(?=[A-Z]{4,20}\. ?(?:COM|ID|CO|NET|com)\b)",
    re.IGNORECASE,
)
_REPORT_HEAD = re.compile(r"(?:Laporan|Reporter)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline of ``length`` characters says; None where it is silent."""

    length: int
    place: str | None = None
    outlet: str | None = None
    day: Day | None = None
    author: str | None = None


def title_case(place: str) -> str:
    """Set a place in title case when it stands in capitals: ``DKI JAKARTA`` -> ``DKI Jakarta``."""
    if not place.isupper():
        return place
    keep = words("acronym")

    def word(part: str) -> str:
        if part in keep or not re.search("[AIUEOY]", part):
            return part
        return "-".join(piece[:1] + piece[1:].lower() for piece in part.split("-"))

    return " ".join(word(part) for part in place.split())


def find_dateline(line: str) -> Dateline | None:
    """Read the dateline at the beginning of a line of text, or return None.

    In doubt it returns None: a short phrase before a dash is taken for a dateline
    only when it names an outlet or a day, or is a place in capitals or a known one.
    """
    radio = _RADIO.match(line)
    if radio is not None:
        return Dateline(radio.end(), title_case(radio[1]), outlet("KBRN"))
    offset = 0
    author = None
    if _REPORT_HEAD.match(line):
        report = _REPORT.match(line[:REACH])
        if report is not None:
            offset, author = report.end(), report["name"].strip(" ,")
    best: Dateline | None = None
    window = line[offset : offset + REACH]
    for number, dash in enumerate(_DASH.finditer(window)):
        if number > 3:
            break
        head = _head(window[: dash.start()])
        if head is None:
            if best is None:
                continue
            break
        best = Dateline(offset + dash.end(), head.place, head.outlet, head.day, author)
    if best is None:
        return _undashed(line)
    if best.place is None and (after := _AFTER.match(line, best.length)) is not None:
        best = Dateline(after.end() - 1, title_case(after[1]), best.outlet, best.day, author)
    return best


def _undashed(line: str) -> Dateline | None:
    """Read the forms without a dash: ``Liputan6.com, Jakarta Polisi ...`` and ``Jakarta: Polisi ...``."""
    found = _OUTLET_FIRST.match(line)
    if found is not None and outlet(found[1]) is not None:
        for place in (found[2], found[2].split()[0]):
            end = found.start(2) + len(place)
            if _known(place) and re.match(r" [A-Z\"“]", line[end : end + 2]):
                return Dateline(end, title_case(place), outlet(found[1]))
    found = _COLON.match(line)
    if found is not None and len(line) > 100 and _known(found[1]):
        return Dateline(found.end(), title_case(found[1]))
    return None


def _head(head: str) -> Dateline | None:
    """Read the words in front of the dash."""
    found_outlet: str | None = None
    found_day: Day | None = None
    places: list[str] = []
    bracketed: str | None = None
    rest = head.strip(" •*·")
    for inner in _BRACKET.findall(rest):
        day = first_day(inner)
        if day is not None:
            found_day = found_day or day
        elif not re.fullmatch(r"[\d/ .-]+|[A-Z][a-z]+,? ?\d{1,2}/\d{1,2}", inner):
            found_outlet = found_outlet or outlet(inner)
            bracketed = inner.strip() if inner[:1].isupper() else bracketed
    rest = _BRACKET.sub(" ", rest)
    day = first_day(rest)
    if day is not None:
        found_day = found_day or day
        rest = rest[: day.start] + "," + rest[day.end :]
    for part in re.split(r",|\s[-–—]{1,2}\s|\|", rest):
        part = " ".join(part.split())
        if not part or part.casefold() in words("weekday") or re.fullmatch(r"\d{1,2}/\d{1,2}", part):
            continue
        name = outlet(part)
        if name is not None:
            found_outlet = found_outlet or name
        elif _PLACE.fullmatch(part) and _capitalised(part):
            places.append(part)
        elif not _split_pair(part, places):
            return None
        elif (name := outlet(part.split()[-1])) is not None:
            found_outlet = found_outlet or name
    if len(places) > 3 or not (places or found_outlet or found_day):
        return None
    if (
        found_outlet is None
        and len(places) == 2
        and " " not in places[1]
        and _known(places[0])
        and not _known(places[1])
    ):
        found_outlet = places.pop()  # Jakarta, KabarSDGs -
    shouted = bool(places) and all(place.isupper() and len(place) > 3 for place in places)
    if shouted and any(place.casefold() in words("shout") for place in places):
        return None
    if found_outlet is None and bracketed is not None and places and (shouted or _known(places[0])):
        found_outlet = bracketed  # an issuer without entry: KUPANG (Humas Polda) -
    if not (found_outlet or found_day or shouted or (places and _known(places[0]))):
        return None
    return Dateline(0, title_case(places[0]) if places else None, found_outlet, found_day)


def _known(place: str) -> bool:
    """Tell whether a place in front of a dash is one: a country, province, city or regency."""
    return any(found.level in {"country", "province", "city"} for found in lookup(place))


def _split_pair(part: str, places: list[str]) -> bool:
    """Take ``JAKARTA KOMPAS.com`` (comma forgotten) apart; tell whether it was such a pair."""
    front, _, last = part.rpartition(" ")
    if (
        front
        and len(front.split()) <= 2
        and outlet(last) is not None
        and _PLACE.fullmatch(front)
        and _capitalised(front)
    ):
        places.append(front)
        return True
    return False


def _capitalised(part: str) -> bool:
    return all(word[:1].isupper() or word in {"dan", "di", "al"} for word in part.replace("-", " ").split())
