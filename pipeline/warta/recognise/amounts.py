"""The component ``warta_amounts``: money, percentages, counts and measures of a Doc.

Finding and reading is plain text code in ``warta.values.amounts``; here the Doc's
names and dates are passed on, inside which numbers don't count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from warta.recognise.state import mirror, register, text_of
from warta.values.amounts import find_amounts
from warta.values.mention import AmountMention, NameMention


@Language.factory("warta_amounts", assigns=["doc._.warta_amounts", "doc.spans"])
def make_amounts(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component; it has no settings."""
    register()
    return annotate_amounts


def annotate_amounts(doc: Doc) -> Doc:
    """Write ``doc._.warta_amounts`` (``AmountMention``, sorted) and mirror them in ``doc.spans``.

    Without names or dates on the Doc (a pipeline of this component alone) every number counts.
    """
    blocked = [(m.start, m.end) for m in (*doc._.warta_names, *doc._.warta_dates)]
    found: list[AmountMention] = find_amounts(text_of(doc), silent=doc._.silent, blocked=blocked)
    doc._.warta_amounts = found
    _yield_names(doc, [m for m in found if m.kind == "MONEY"])
    mirror(doc, "warta_amounts", ((m, m.kind) for m in found))
    return doc


def _yield_names(doc: Doc, money: list[AmountMention]) -> None:
    """Drop the names inside a sum: ``AS`` in ``200.000 dolar AS`` belongs to the currency."""
    starts = [m.start for m in money]  # sums stand in order and apart, so only the last one begun can hold a name

    def inside(name: NameMention) -> bool:
        at = bisect_right(starts, name.start) - 1
        return at >= 0 and name.end <= money[at].end

    kept = [n for n in doc._.warta_names if not inside(n)]
    if len(kept) < len(doc._.warta_names):
        doc._.warta_names = kept
        mirror(doc, "warta_names", ((n, n.label) for n in kept))
