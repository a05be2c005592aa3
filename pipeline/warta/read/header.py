"""The head of a text: headline, header line, byline, dateline.

Forms of the header line::

    Kompas.com - 05/12/2024, 16:48 WIB          detikcom - Senin, 15 Sep 2025 20:29 WIB
    sindonews.com - 05-Jul-19                   • Thursday, 27 Feb 2020 - 22:45 WIB
    Nama Wartawan - detikNews                   Selasa, 29 Januari 2019 / 20:44 WIB
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from warta.read.dateline import Dateline, find_dateline, title_case
from warta.read.day import Day, first_day
from warta.read.layout import Line, alternatives, words
from warta.read.outlet import known_outlet, outlet

#: how many non-blank lines the head may hold, and how long a headline may be
_HEAD_LINES = 12
_TITLE_CHARS = 300
_HEADER_CHARS = 140
_NAME = re.compile(r"[A-Z][\w'’.]*(?: (?:[A-Z][\w'’.]*|bin|binti|al|van|de)){0,5}")
_FULL_STOP = re.compile(r"[a-z]{3}\. [A-Z]")
_INNER_END = re.compile(r"[a-z]{3}[.?!] [A-Z]")
_DIVIDER = re.compile(r"\s[-–—]{1,3}\s|\||\s/\s|•|, ")


@dataclass
class Head:
    """What stands above the running text.

    ``body`` is the index of the first line of running text; spans count
    characters of the text.
    """

    title: list[Line] = field(default_factory=list)
    header: list[Line] = field(default_factory=list)
    dateline: Dateline | None = None
    dateline_at: int | None = None
    outlet: str | None = None
    issuer: str | None = None
    author: str | None = None
    day: Day | None = None
    body: int = 0


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """What a header line says."""

    outlet: str | None
    author: str | None
    day: Day | None


@cache
def _tail() -> re.Pattern[str]:
    """What may follow the day in a header line: the clock and a few signs."""
    return re.compile(
        r"[\s,|/·•–—()-]{0,6}(?:(?:pukul|jam|at)\s)?(?:T?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]m)?)?"
        r"\s{0,2}(?:WIB|WITA|WIT|GMT[+\d:]{0,6}|UTC|Z|\+\d\d:?\d\d)?[\s,|/·•–—()-]{0,6}"
        r"(?:\d{1,7} (?:views|kali dibaca)\s?)?",
        re.IGNORECASE,
    )


@cache
def _labels() -> re.Pattern[str]:
    stood = rf"\b(?:{alternatives('label')}|{alternatives('weekday')})\b[\s:,.]{{0,3}}$"
    return re.compile(rf"{stood}|\b[\d.,]{{1,9}} views\b", re.IGNORECASE)


@cache
def _label(kind: str, behind: str) -> re.Pattern[str]:
    """One kind of label at the beginning of a part."""
    return re.compile(rf"^(?:{alternatives(kind)}){behind}", re.IGNORECASE)


@cache
def _release() -> re.Pattern[str]:
    """The heading of a press release, or the line with its number."""
    return re.compile(
        rf"(?:{alternatives('release')})\b(?!: \w+ \w+ \w)|(?:nomor|no)\.? ?: ?[\w./-]{{5,60}}$", re.IGNORECASE
    )


def read_header(line: str) -> HeaderLine | None:
    """Read a header line (outlet, reporter, day, clock), or return None when it is none."""
    if len(line) > _HEADER_CHARS:
        return None
    day = first_day(line)
    if day is None:
        return _outlet_line(line)
    behind = line[day.end :]
    match = _tail().match(behind)
    rest = behind[match.end() :] if match else behind
    before = line[: day.start].rstrip(" ,(")
    for _ in range(3):  # "Diperbarui Senin, 5 Mei": one word in front of the day after the other
        before = _labels().sub("", before).strip(" \t|/·•*–—-,:(")
    parts = [part.strip() for part in _DIVIDER.split(f"{before} | {rest}") if part.strip(" -–—|,.()")]
    # Without a divider the words and the day may be one headline: "Pilkada Paling Lambat 9 Desember 2024".
    divided = not before or _labels().search(line[: day.start].rstrip()) or line[: day.start].rstrip()[-1] in "-–—|/•:"
    if not divided and outlet(before) is None:
        return None
    found_outlet: str | None = None
    found_author: str | None = None
    for part in parts:
        part = _label("byline", r"\b\s{0,2}:?\s{0,2}").sub("", part) or part
        name = outlet(part)
        if name is not None:
            found_outlet = found_outlet or name
        elif (
            part.isdigit()
            or part.casefold() in words("weekday") | words("label")
            or _label("editor", r"\s?:").match(part)
        ):
            continue
        elif (
            len(parts) == 1
            and len(part.split()) <= 4
            and (part[0].isupper() or " " not in part)
            and not part.endswith(".")
        ):
            found_outlet = part
        elif _NAME.fullmatch(part) and found_author is None and len(part) <= 40 and len(part.split()) <= 5:
            found_author = part
        else:
            return None
    return HeaderLine(found_outlet, found_author, day)


def _outlet_line(line: str) -> HeaderLine | None:
    """Read ``Kompas.com`` or ``Nama Wartawan - detikNews`` alone on a line."""
    if len(line) > 70:
        return None
    name = known_outlet(line)
    if name is not None:
        return HeaderLine(name, None, None)
    author, _, last = line.rpartition(" - ")
    if not author:
        author, _, last = line.rpartition(" | ")
    name = outlet(last)
    if author and name is not None and _NAME.fullmatch(author.strip()):
        return HeaderLine(name, author.strip(), None)
    return None


def read_head(lines: list[Line], is_furniture: list[bool], is_byline: list[bool]) -> Head:
    """Read the head of a text from its non-blank lines.

    ``is_furniture`` and ``is_byline`` say which of the lines are known to be
    something else. Lines are looked at from the top until running text begins.
    """
    head = Head()
    candidates: list[Line] = []
    for index, line in enumerate(lines[:_HEAD_LINES]):
        head.body = index
        if is_byline[index] or is_furniture[index]:
            continue
        if _release().match(line.text) and len(line.text) <= 90:
            # the heading of a release; what stands above it is the letterhead
            if candidates and head.issuer is None:
                head.issuer = title_case(" ".join(above.text for above in candidates))
            head.header += [*candidates, line]
            candidates = []
            continue
        header = read_header(line.text)
        if header is not None:
            head.header.append(line)
            head.outlet = head.outlet or header.outlet
            head.author = head.author or header.author
            head.day = head.day or header.day
            continue
        headline = index == 0 and len(lines) > 1 and lines[1].gap and _headline(line.text)
        dateline = None if headline else find_dateline(line.text)
        if dateline is not None:
            head.dateline, head.dateline_at = dateline, index
            break
        below = bool(head.header and candidates and head.header[-1].start > candidates[-1].start)
        if below and not line.gap and _NAME.fullmatch(line.text.rstrip(",")) and 2 <= len(line.text.split()) <= 4:
            head.header.append(line)  # reporters named under the header line
            if line.text.casefold() not in words("credit"):
                head.author = head.author or line.text.rstrip(",")
            continue
        if below or (_running(line.text) and not headline):
            break
        candidates.append(line)
    marked = bool(head.header) or head.dateline is not None
    head.title = _title(lines, candidates, marked)
    return head


def _running(line: str) -> bool:
    """Tell whether a line reads as running text: long, or closed like a sentence."""
    if len(line) > 220:
        return True
    if line[-1] in '"”;':
        return not _title_cased(line)
    return line[-1] in ".," and not line.endswith("..")


def _title(lines: list[Line], candidates: list[Line], marked: bool) -> list[Line]:
    """Choose the headline among the lines above the text."""
    if not candidates or sum(len(line.text) for line in candidates) > _TITLE_CHARS or len(candidates) > 5:
        return []
    if marked:
        return candidates
    first = candidates[0]
    if first.text.startswith("# "):
        return [first]  # Markdown says so itself
    if first.text.startswith(("- ", "* ", "• ")):
        return []
    if lines.index(first) + 1 >= len(lines):
        return []
    block = [first]
    for line in candidates[1:]:
        if line.gap:
            break
        block.append(line)
    following = lines.index(block[-1]) + 1
    if following >= len(lines):
        return []
    joined = " ".join(line.text for line in block)
    if len(joined) > 200 or "(foto" in joined.casefold():
        return []
    if _title_cased(joined) and _FULL_STOP.search(joined) is None:
        return block
    if _INNER_END.search(joined):
        return []
    # in sentence case only what nobody would take for a sentence of the text
    plain = (
        len(joined.split()) >= 4
        and len(joined) <= 130
        and joined[-1] not in "?!:"
        and joined.split()[0].casefold() not in words("opener")
    )
    return block if lines[following].gap and plain else []


def _headline(line: str) -> bool:
    """Tell whether a line can be nothing but a headline, an outlet in front of it (``InfoPublik - ...``) included."""
    return len(line) <= 160 and (line[-1].isalnum() or line[-1] in "?!%)") and _title_cased(line)


def _title_cased(line: str) -> bool:
    """Tell whether most content words begin with a capital."""
    content = [word for word in re.findall(r"[^\W\d_][\w'’-]*", line) if word not in words("minor")]
    return len(content) >= 3 and sum(word[0].isupper() for word in content) >= 0.75 * len(content)
