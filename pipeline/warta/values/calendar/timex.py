"""TIMEX3 (TimeML 1.2.1): values where EDTF has none, and documents with inline tags."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from warta.values.calendar.partial import Partial, Span
from warta.values.calendar.words import WORDS
from warta.values.mention import TimeMention

__all__ = ["clock", "timeml", "unresolved"]

_XX = {
    "year": "XXXX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "month": "XXXX-XX",
    "week": "XXXX-WXX",
    "day": "XXXX-XX-XX",
}


def clock(value: str, day: date | None = None) -> str:
    """Return the TIMEX3 value of a time: ``T09:00+07:00``, ``TNI``, with its day when known."""
    left = "" if day is None else day.isoformat()
    return "/".join(left + (half if half.startswith("T") else "T" + half) for half in value.split("/"))


def unresolved(meaning: Partial | Span) -> str | None:
    """Return what is known of a date that could not be resolved: ``XXXX-12-11``, ``XXXX-WXX-2``."""
    if isinstance(meaning, Span):
        low, high = unresolved(meaning.low), unresolved(meaning.high)
        return None if low is None or high is None else f"{low}/{high}"
    p = meaning
    if p.era == "h":
        return None
    if p.part is not None:
        return f"XXXX-{'Q' if p.part[0] == 4 else 'H'}{p.part[1]}" if p.part[0] in {2, 4} else "XXXX"
    if p.month is not None:
        left = "XXXX" if p.year is None else f"{p.year:04}"
        return f"{left}-{p.month:02}" + ("" if p.day is None else f"-{p.day:02}")
    if p.weekday is not None:
        return f"XXXX-WXX-{p.weekday}"
    if p.day is not None:
        return f"XXXX-XX-{p.day:02}"
    return None if p.shift is None else _XX.get(p.shift.unit)


def _mod(mention: TimeMention) -> str:
    """Return the TIMEX3 modifier that the first word gives: ``awal`` START, ``akhir`` END."""
    role, value = WORDS.get(mention.text.split(maxsplit=1)[0].lower(), ("", ""))
    return value if role == "EDGE" else ""


def timeml(text: str, mentions: Iterable[TimeMention]) -> str:
    """Return ``text`` as a TimeML 1.2.1 document with an inline TIMEX3 tag around every mention.

    Mentions must not overlap. Stripped of its tags and unescaped, the TEXT element is ``text`` again.
    Characters that XML 1.0 cannot hold become U+FFFD.
    """
    out: list[str] = []
    at = 0
    for number, m in enumerate(sorted(mentions, key=lambda m: m.start), start=1):
        attributes = [("tid", f"t{number}"), ("type", m.timex_type), ("value", m.timex_value or "")]
        attributes += [("mod", _mod(m))] if _mod(m) else []
        attributes += [("quant", "EVERY")] if m.timex_type == "SET" else []
        tag = " ".join(f"{name}={quoteattr(_xml(value))}" for name, value in attributes)
        out += [escape(_xml(text[at : m.start])), f"<TIMEX3 {tag}>", escape(_xml(text[m.start : m.end])), "</TIMEX3>"]
        at = m.end
    out.append(escape(_xml(text[at:])))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<TimeML><TEXT>{"".join(out)}</TEXT></TimeML>\n'


def _xml(text: str) -> str:
    """Replace what XML 1.0 forbids (control characters, lone surrogates)."""
    return "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "�" for c in text
    )
