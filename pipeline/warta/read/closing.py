"""The foot of a text: byline, initials, copyright line, signature and contact data.

Forms met::

    Pewarta: Nama Orang           Reporter: Nama Satu | Editor: Nama Dua
    Copyright © ANTARA 2020       (ANP)   (prf/ega)   [sc]   (Tribunnews.com/Nama)
    Biro Hubungan Masyarakat
    Kementerian Sosial RI
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from warta.read.layout import Line, alternatives, words
from warta.read.outlet import known_outlet, outlet

_NAME_CHARS = 60
_INITIALS = re.compile(r"[(\[]\s?([^()\[\]\n]{1,40}?)\s?[)\]]\s?$")
_PERSON = re.compile(r"[^\W\d_][\w'’.]*(?:[ -][^\W\d_][\w'’.]*){0,5}")
_COPYRIGHT = re.compile(
    r"(?:copyright|hak cipta|©|\(c\)|copyright ©|copyright \(c\)|hak cipta ©)[\s©:]{0,4}(?:\(c\)\s?)?"
    r"(?P<a>[^\d\n©]{0,60}?)[\s,-]{0,3}(?P<year>(?:19|20)\d\d)(?:\s?[-–]\s?(?P<last>(?:19|20)\d\d))?[\s,-]{0,3}(?P<b>[^\n]{0,80})$",
    re.IGNORECASE,
)

#: words in the second line of a unit's name: Biro Humas / PT Laut Biru Tbk
_BODY = re.compile(r"\b(?:RI|Indonesia|Republik|PT|Tbk|Provinsi|Kota|Kabupaten)\b")
#: the office of the person who signs, in front of the unit
_OFFICE = re.compile(
    r"^(?:(?:Plt|Plh|a\.n)\.? )?(?:Kepala|Ketua|Direktur) "
    r"(?=(?:Kepala )?(?:Biro|Bagian|Pusat|Bidang|Sub|Dinas|Badan|Divisi))"
)


@dataclass
class Foot:
    """What the foot says; spans count characters of the text."""

    author: str | None = None
    editor: str | None = None
    publisher: str | None = None
    signer: str | None = None
    year: str | None = None
    bylines: list[tuple[int, int]] = field(default_factory=list)
    furniture: list[tuple[int, int]] = field(default_factory=list)
    signature: list[tuple[int, int]] = field(default_factory=list)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<byline>{alternatives('byline')})\s?[:：]\s?|(?P<editor>{alternatives('editor')})\s?[:：]\s?"
        rf"|(?P<helper>{alternatives('helper')})\s?[:：]\s?",
        re.IGNORECASE,
    )


@cache
def _inline_label() -> re.Pattern[str]:
    """A byline run onto the end of the last sentence."""
    label = rf"(?:{alternatives('byline')}|{alternatives('editor')})\s?: ?[^.:()\n]{{3,60}}"
    return re.compile(rf"(?<=[.!?\"”)\]]) ?(?P<all>\(?{label}(?:[|/, ] ?{label})?\)?)$", re.IGNORECASE)


def read_byline(line: str) -> tuple[str | None, str | None] | None:
    """Read ``Pewarta: X``, ``Reporter: X | Editor: Y``: (author, editor), or None when it is no byline.

    A label whose words are no name (``Laporan: pendapatan naik``) makes no byline.
    """
    if len(line) > 160:
        return None
    marks = list(_label().finditer(line))
    if not marks or line[: marks[0].start()].strip(" \t(•*-"):
        return None
    author: str | None = None
    editor: str | None = None
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(line)
        name = line[mark.end() : end].strip(" \t|/,;.()-–—")
        parts = name.split("/") if "/" in name else [name]
        if not name or len(name) > _NAME_CHARS or not all(_names(part) for part in parts):
            return None
        if mark["editor"]:
            editor = editor or name
        elif mark["byline"]:
            author = author or name
    return author, editor


def _names(words_: str) -> bool:
    people = re.split(r",|\bdan\b|&|\|", words_)
    return all(_PERSON.fullmatch(person.strip()) and person.strip()[0].isupper() for person in people if person.strip())


def read_initials(text: str) -> tuple[int, str | None, str | None] | None:
    """Read the bracket that closes a text: (where it begins, author, editor).

    The bracket must stand behind a finished sentence or alone on its line; a
    credit (``(RMOL)``, ``(*)``) is a closing bracket without author.
    """
    match = _INITIALS.search(text[-60:] if len(text) > 60 else text)
    if match is None:
        return None
    at = match.start() + max(0, len(text) - 60)
    before = text[:at].rstrip(" \t")
    if before and before[-1] not in ".!?\"”’'\n\r…*":
        return None
    inner = match[1].strip()
    if re.fullmatch(r"[*#\W]{1,5}", inner) or inner.casefold() in words("credit") or known_outlet(inner):
        return at, None, None
    parts = [part.strip() for part in inner.split("/")]
    if len(parts) > 3 or not all(parts):
        return None
    people = [part for part in parts if outlet(part) is None and part.casefold().strip("* ") not in words("credit")]
    people = [part for part in people if re.fullmatch(r"[*\s]+", part) is None]
    if not all(_PERSON.fullmatch(person) and len(person) <= 30 for person in people):
        return None
    single = len(parts) == 1
    if single and (len(inner) > 30 or (len(inner.split()) > 1 and not all(w[0].isupper() for w in inner.split()))):
        return None
    author = people[0] if people else None
    editor = people[1] if len(people) > 1 else None
    return at, author, editor


def read_copyright(line: str) -> tuple[str | None, str] | None:
    """Read a copyright line: (owner as an outlet's name, last year), or None."""
    if len(line) > 200:
        return None
    match = _COPYRIGHT.search(line)
    if match is None or match.start() > 40:
        return None
    owner = re.split(r"[.,|]| all rights| hak cipta", (match["a"] or match["b"] or "").strip(), flags=re.IGNORECASE)[0]
    owner = owner.strip(" \t©-–—")
    return (outlet(owner) or owner or None), match["last"] or match["year"]


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('unit')})\b", re.IGNORECASE)


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('lead')})\b", re.IGNORECASE)


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[•*\-–]\s?)?(?:{alternatives('contact')})\b[\s.:/(]|.{{0,60}}(?:@\w|https?://|www\.)|[+\d][\d\s()-]{{7,20}}$",
        re.IGNORECASE,
    )


def read_foot(
    text: str, lines: list[Line], first: int, furniture: list[bool], stretches: list[tuple[int, int]]
) -> Foot:
    """Read the foot of a text.

    ``first`` is the index of the first line of running text: nothing above it
    is looked at. ``furniture`` says which lines are known to be furniture, and
    ``stretches`` where furniture lies inside lines.
    """
    foot = Foot()
    last = len(lines) - 1
    # from the bottom up, as long as the lines are no running text
    signers: list[Line] = []
    contacts: list[Line] = []
    closed = False
    while last >= first:
        line = lines[last]
        if furniture[last]:
            last -= 1
            continue
        byline = read_byline(line.text)
        copyright_ = read_copyright(line.text)
        if byline is not None:
            foot.author, foot.editor = byline[0] or foot.author, byline[1] or foot.editor
            foot.bylines.append((line.start, line.end))
        elif copyright_ is not None:
            foot.publisher, foot.year = copyright_
            foot.furniture.append((line.start, line.end))
        elif not closed and _INITIALS.fullmatch(line.text) and (found := read_initials(line.text)) is not None:
            foot.author, foot.editor = found[1] or foot.author, found[2] or foot.editor
            foot.bylines.append((line.start, line.end))
            closed = True
        elif _contact().match(line.text) and len(line.text) <= 160 and not _sentence(line.text):
            contacts.append(line)
        else:
            break
        last -= 1
    if last >= first:
        last = _signature(lines, first, last, furniture, signers)
    if signers:
        foot.signer = _unit_name(signers) or None
        foot.signature.extend((line.start, line.end) for line in signers)
        foot.furniture.extend((line.start, line.end) for line in contacts)
    elif len(contacts) > 1:
        foot.furniture.extend((line.start, line.end) for line in contacts)
    if not closed and last >= first:
        end = lines[last].end
        for start, stop in reversed(stretches):
            if stop >= end > start:  # a link behind the last sentence hides what closes it
                end = lines[last].start + len(text[lines[last].start : start].rstrip())
        if end > lines[last].start:
            _inline(text, lines[last].start, end, foot)
    return foot


def _sentence(line: str) -> bool:
    """Tell whether a line is a sentence of running text."""
    return len(line.split()) > 12 and line[-1] in '."”'


def _signature(lines: list[Line], first: int, last: int, furniture: list[bool], signers: list[Line]) -> int:
    """Collect the lines that sign; return the index of the last line of running text.

    The signature is a block of at most six short lines below a finished
    sentence, a blank line or furniture; its first line is a unit's name (list
    ``unit``) or says whom to ask (list ``lead``).
    """
    top = last
    while top > first and last - top < 6 and (_short(lines[top].text) or _lead().match(lines[top].text)):
        top -= 1
    for index in range(top + 1, last + 1):
        apart = lines[index].gap or furniture[index - 1] or lines[index - 1].text[-1] in '.!?"”)]*:'
        if index > first and apart and (_unit().match(lines[index].text) or _lead().match(lines[index].text)):
            signers.extend(lines[index : last + 1])
            return index - 1
    return last


def _short(line: str) -> bool:
    return len(line) <= 90 and (line[-1] not in '.!?"”;' or line.endswith(("Tbk.", "R.I.", "(Persero).")))


def _unit_name(signers: list[Line]) -> str:
    """Join the lines that name the unit, without the contact data and the person behind them."""
    names: list[str] = []
    leading = _lead().match(signers[0].text) is not None
    for line in signers:
        body = line.text.strip(" \t*-–—,")
        if leading and not names and _unit().match(body) is None:
            continue  # the person to ask
        if not body or _contact().match(line.text):
            break
        if names and not _unit().match(body) and not _BODY.search(body):
            break
        names.append(body)
    return _OFFICE.sub("", " ".join(names))


def _inline(text: str, start: int, end: int, foot: Foot) -> None:
    """Read initials or a byline run onto the end of the last line of text, ``text[start:end]``."""
    match = _inline_label().search(text, max(start, end - 200), end)
    if match is not None:
        byline = read_byline(match["all"].strip("()[] "))
        if byline is not None:
            foot.author, foot.editor = foot.author or byline[0], foot.editor or byline[1]
            foot.bylines.append((match.start("all"), end))
            end = match.start("all")
    body = text[start:end].rstrip()
    found = read_initials(body)
    if found is not None and found[0] > 0:
        foot.author, foot.editor = foot.author or found[1], foot.editor or found[2]
        foot.bylines.append((start + found[0], start + len(body)))
