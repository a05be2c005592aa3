"""The facts a document holds, as plain values: what every recogniser returns.

All offsets count code points of the document's text; ``text`` is always
``document.text[start:end]``. ``norm`` follows the annotation guide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

NameLabel = Literal["ORG", "PER", "FAC", "LOC", "POS"]
TimeKind = Literal["DATE", "DURATION", "TIME", "SET"]
AmountKind = Literal["MONEY", "PERCENT", "COUNT", "MEASURE"]
Comparator = Literal["", ">", ">=", "<", "<=", "~"]
Status = Literal["definitive", "acting", "former"]

#: A longer stretch (characters) is no name. In 29 000 news articles the longest has 147; what rules do with a name
#: takes time with the square of its words.
LONGEST_NAME = 300


def shown(text: str, limit: int = 60) -> str:
    """Return a text on one line, in quotation marks, cut to what a person reads at a glance."""
    line = " ".join(text.split())
    return repr(line if len(line) <= limit else f"{line[: limit - 1]}…")


def plain(value: Decimal) -> str:
    """Print a decimal exactly, without exponent or trailing zeros: ``3000``, ``5.52``."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in the text. ``POS`` (words of an office) never leaves the recogniser.

    ``norm`` is the fullest name known in the document; before aliases are
    resolved it is the cleaned surface form. ``found_by`` is ``model``,
    ``rule:<name>`` or ``lexicon:<name>``; ``score`` is a probability or None.
    """

    start: int
    end: int
    label: NameLabel
    text: str
    norm: str
    found_by: str
    score: float | None = None

    def __repr__(self) -> str:
        norm = "" if self.norm == self.text else f" = {shown(self.norm)}"
        return f"<{self.label} {shown(self.text)}{norm}, {self.start}:{self.end}, {self.found_by}>"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression with its resolved value.

    ``value`` is EDTF for DATE and SET (``XXXX-05-29``), an ISO 8601 duration
    for DURATION (``P10Y..P15Y`` for a range), an ISO time for TIME; None when
    the expression cannot be resolved. ``first_day``/``last_day`` bound DATE values.
    """

    start: int
    end: int
    kind: TimeKind
    text: str
    value: str | None
    first_day: date | None
    last_day: date | None
    precision: Literal["day", "month", "year", "range", "duration"] | None
    resolved_from: Literal["text", "published_at"] | None
    timex_type: Literal["DATE", "TIME", "DURATION", "SET"]
    timex_value: str | None
    found_by: str

    def __repr__(self) -> str:
        return f"<{self.kind} {shown(self.text)} = {self.norm}, {self.start}:{self.end}, {self.found_by}>"

    @property
    def norm(self) -> str:
        """The value as the gold writes it; ``?`` when unresolved."""
        return "?" if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A number with its unit, exactly.

    ``unit``: ISO 4217 code (MONEY), ``%`` (PERCENT), unit symbol (MEASURE) or
    the classifier of a COUNT (``orang``, ``unit``; empty when there is none).
    ``noun``: the counted head noun, empty when only a classifier stands there.
    ``item``: what is counted, measured or paid for, when the sentence says so.
    """

    start: int
    end: int
    kind: AmountKind
    text: str
    comparator: Comparator
    value: Decimal
    value_high: Decimal | None
    unit: str
    noun: str
    item: str
    found_by: str

    def __repr__(self) -> str:
        return f"<{self.kind} {shown(self.text)} = {self.norm}, {self.start}:{self.end}, {self.found_by}>"

    @property
    def norm(self) -> str:
        """The value as the gold writes it: ``>3000 kejadian``, ``18..27 %``, ``325000000 IDR``."""
        number = plain(self.value) if self.value_high is None else f"{plain(self.value)}..{plain(self.value_high)}"
        tail = (self.noun or self.unit) if self.kind == "COUNT" else self.unit
        return f"{self.comparator}{number} {tail}".rstrip()


@dataclass(frozen=True, slots=True)
class OfficialMention:
    """A person presented with an office. ``start``/``end`` span the words that say so.

    ``person_start``/``person_end`` point at the person's own mention and
    ``org_start``/``org_end`` at the organisation's, when it is in the text.
    """

    start: int
    end: int
    person: str
    position: str
    organisation: str | None
    status: Status
    person_start: int
    person_end: int
    org_start: int | None = None
    org_end: int | None = None

    def __repr__(self) -> str:
        body = "" if self.organisation is None else f", {self.organisation}"
        return f"<{self.person}: {self.position}{body} ({self.status}), {self.start}:{self.end}>"
