"""What a notebook shows of one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from warta.facts.gather import Facts
from warta.notebook.html import Mark, grid, heading, highlight, line, page

#: A text is shown as far as this; a notebook keeps what it shows in its file.
MOST_CHARACTERS = 20_000
#: Rows of a table of facts that are shown.
MOST_ROWS = 50


def facts_html(facts: Facts) -> str:
    """Return what a notebook shows of one document: metadata, its text with the spans marked, its facts."""
    document, meta = facts.document, facts.document.meta
    said = (meta.publisher, meta.dateline_place, meta.published_at, meta.author)
    text = document.text[:MOST_CHARACTERS]
    more = len(document.text) - len(text)
    marks = [Mark(m.start, m.end, m.label, f"{m.norm} ({m.found_by})") for m in facts.mentions]
    met = Counter((n.label, n.norm) for n in facts.names)
    parts = [
        heading(meta.title) if meta.title else "",
        line(" · ".join(s for s in said if s), soft=True),
        f"<p>{highlight(text, marks)}</p>",
        line(f"... and {more:,} characters more", soft=True) if more else "",
    ]
    tables: list[tuple[str, Sequence[str], list[tuple[Any, ...]]]] = [
        ("Names", ("label", "name", "mentions"), [(*name, times) for name, times in sorted(met.items())]),
        (
            "Officials",
            ("person", "position", "organisation", "status"),
            [(o.person, o.position, o.organisation, o.status) for o in facts.officials],
        ),
        ("Dates", ("text", "value", "kind"), [(d.text, d.value, d.kind) for d in facts.dates]),
        ("Amounts", ("text", "value", "item"), [(a.text, a.norm, a.item or a.noun) for a in facts.amounts]),
    ]
    for title, columns, rows in tables:
        if rows:
            parts += [heading(title), grid(columns, rows[:MOST_ROWS], of=len(rows))]
    return page(*parts)
