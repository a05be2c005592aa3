"""HTML for notebooks: a text with its spans marked, small tables. No script, no network, all text escaped.

The colours are those of the report. Marks take the colour of the text around them and a transparent ground, so that
they can be read on light and dark pages alike; the label stands behind every span, so that colour says nothing alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from typing import Any, NamedTuple

_TONES = {
    "ORG": ("70 130 200", "solid"),
    "PER": ("200 80 125", "double"),
    "FAC": ("40 160 135", "dashed"),
    "LOC": ("120 160 60", "dotted"),
    **dict.fromkeys(("DATE", "DURATION", "TIME", "SET"), ("195 150 30", "solid")),
    **dict.fromkeys(("MONEY", "PERCENT", "COUNT", "MEASURE"), ("215 110 50", "solid")),
}
_OTHER = ("140 110 200", "solid")
_STYLE = (
    ".warta{max-width:52rem;line-height:1.75;white-space:normal}"
    ".warta-text{white-space:pre-wrap;overflow-wrap:anywhere}.warta-flow{overflow-wrap:anywhere}"
    ".warta mark{color:inherit;padding:.1em .2em;border-radius:.2em;-webkit-box-decoration-break:clone;"
    "box-decoration-break:clone;background:rgb(var(--t)/.2);border-bottom:.15em var(--how) rgb(var(--t))}"
    ".warta mark small{font:600 .68em/1 sans-serif;letter-spacing:.03em;margin-left:.4em;opacity:.85}"
    ".warta table{border-collapse:collapse;margin:.3em 0 1em;line-height:1.4}"
    # notebooks set their tables right
    ".warta table th,.warta table td{text-align:left!important;padding:.2em .9em .2em 0;vertical-align:top}"
    ".warta table td.n,.warta table th.n{text-align:right!important;font-variant-numeric:tabular-nums}"
    ".warta thead th{border-bottom:1px solid currentColor;font-weight:600}"
    ".warta h4{margin:.8em 0 .1em}.warta p{margin:.2em 0}.warta .soft{opacity:.7}"
)


class Mark(NamedTuple):
    """A span to be marked; ``note`` is what a pointer shows."""

    start: int
    end: int
    label: str
    note: str = ""


def page(*parts: str) -> str:
    """Return parts of HTML together with their style."""
    return f"<style>{_STYLE}</style><div class='warta'>{''.join(parts)}</div>"


def highlight(text: str, marks: Iterable[Mark], *, labels: bool = True, breaks: bool = True) -> str:
    """Return the text as HTML with the spans marked; of overlapping spans the first and longest is.

    ``labels`` False leaves the label behind a span out; it is in its note then; ``breaks`` False
    folds the line breaks of the text.
    """
    out, at = [], 0
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.label)):
        if mark.start < at or mark.end <= mark.start or mark.end > len(text):
            continue
        tone, how = _TONES.get(mark.label, _OTHER)
        label = f"<small>{escape(mark.label)}</small>" if labels and mark.label else ""
        note = f" title='{escape(mark.note or mark.label)}'" if mark.note or mark.label else ""
        out.append(
            f"{escape(text[at : mark.start])}<mark style='--t:{tone};--how:{how}'{note}>"
            f"{escape(text[mark.start : mark.end])}{label}</mark>"
        )
        at = mark.end
    kind = "warta-text" if breaks else "warta-flow"
    return f"<span class='{kind}'>{''.join(out)}{escape(text[at:])}</span>"


def grid(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, of: int | None = None) -> str:
    """Return a table. None is an empty cell; numbers stand right. ``of``: rows there are, when not all are given."""
    numbers = [
        all(isinstance(row[i], int | float | Decimal) for row in rows) and bool(rows) for i in range(len(columns))
    ]

    def line(cells: Sequence[Any], tag: str) -> str:
        parts = (
            f"<{tag}{' class=n' if number else ''}>{escape(_said(cell))}</{tag}>"
            for cell, number in zip(cells, numbers, strict=True)
        )
        return f"<tr>{''.join(parts)}</tr>"

    head, body = line(columns, "th"), "".join(line(row, "td") for row in rows)
    more = "" if of is None or of <= len(rows) else f"<p class=soft>{len(rows):,} of {of:,} rows</p>"
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>{more}"


def heading(text: str) -> str:
    """Return a heading."""
    return f"<h4>{escape(text)}</h4>"


def line(text: str, *, soft: bool = False) -> str:
    """Return a paragraph of plain text."""
    return f"<p{' class=soft' if soft else ''}>{escape(text)}</p>"


def _said(cell: Any) -> str:
    if cell is None or cell != cell:  # NaN and NaT are not equal to themselves
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:,f}"
    return f"{cell:,}" if isinstance(cell, int) else " ".join(str(cell).split())
