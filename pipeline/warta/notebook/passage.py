"""A stretch of a document around a fact, with the fact marked."""

from __future__ import annotations

from dataclasses import dataclass

from warta.notebook.html import Mark, highlight, line, page


@dataclass(frozen=True, slots=True)
class Passage:
    """One or several sentences. ``text`` is theirs as it stands in the document, ``start`` its first code point there.

    ``mark``: (start, end) of the fact inside ``text``, None when nothing is to be marked; ``label`` what it is.
    ``str(passage)`` is the text on one line.
    """

    text: str
    start: int
    mark: tuple[int, int] | None
    label: str
    doc_id: str
    source: str

    @property
    def marked(self) -> str:
        """The text on one line with the fact in brackets."""
        if self.mark is None:
            return str(self)
        start, end = self.mark
        return _folded(f"{self.text[:start]}[{self.text[start:end]}]{self.text[end:]}")

    def __str__(self) -> str:
        return _folded(self.text)

    def __repr__(self) -> str:
        return f"{self.marked}  ({self.source})"

    def html(self) -> str:
        """Return the text as HTML, without style."""
        marks = [] if self.mark is None else [Mark(*self.mark, self.label)]
        return f"<p>{highlight(self.text, marks, breaks=False)}</p>{line(self.source, soft=True)}"

    def _repr_html_(self) -> str:
        return page(self.html())


class Passages(tuple[Passage, ...]):
    """Several passages, shown one below the other."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n".join(map(repr, self)) or "no passages"

    def _repr_html_(self) -> str:
        return page(*(p.html() for p in self)) if self else page(line("no passages", soft=True))


def _folded(text: str) -> str:
    return " ".join(text.split())
