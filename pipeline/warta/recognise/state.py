"""What the components read and write on a spaCy ``Doc``: its extensions, declared once.

Facts are kept as plain values with character offsets (``doc._.warta_names`` ...)
because an amount such as ``Rp325`` need not end at a token boundary; the same
spans, snapped to tokens, are mirrored in ``doc.spans["warta_..."]`` for
spaCy's own tools (displaCy, matchers, scorers).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from spacy.tokens import Doc, Span

#: extension -> default; mutable defaults are copied per Doc by spaCy.
EXTENSIONS: dict[str, object] = {
    "published_at": None,  # EDTF of the document's day of publication, or None
    "silent": [],  # (start, end) stretches that carry no mentions
    "titles": [],  # (start, end) of headline lines above the text
    "warta_names": [],  # list[NameMention], non-overlapping, sorted
    "warta_dates": [],  # list[TimeMention]
    "warta_amounts": [],  # list[AmountMention]
    "warta_officials": [],  # list[OfficialMention]
}


#: Key of ``doc.user_data``: (start, end) of an own name -> the forms of its row, the name itself first.
NAMED = "warta_own"
#: Key of ``doc.user_data`` under which the text is kept.
_TEXT = "warta_text"


class HasSpan(Protocol):
    """Anything with character offsets."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def register() -> None:
    """Declare the extensions on ``Doc``; safe to call again."""
    for name, default in EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def keep_text(doc: Doc, text: str) -> None:
    """Tell ``text_of`` the text from which this Doc was made."""
    doc.user_data[_TEXT] = text


def text_of(doc: Doc) -> str:
    """Return ``doc.text``, joined once at most: spaCy joins the tokens each time it is asked."""
    if not len(doc):
        return ""
    text: str | None = doc.user_data.get(_TEXT)
    # ``span.as_doc(copy_user_data=True)`` copies what was joined for the whole.
    if text is None or len(text) != doc[-1].idx + len(doc[-1].text_with_ws):
        text = doc.user_data[_TEXT] = doc.text
    return text


def mirror(doc: Doc, key: str, facts: Iterable[tuple[HasSpan, str]]) -> None:
    """Write ``(fact, label)`` pairs as token spans into ``doc.spans[key]``."""
    spans: list[Span] = []
    for fact, label in facts:
        span = doc.char_span(fact.start, fact.end, label=label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[key] = spans
