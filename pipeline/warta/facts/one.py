"""The facts of a single document, without Arrow: ``warta extract`` starts a tenth of a second sooner."""

from __future__ import annotations

from spacy.language import Language

from warta.facts.gather import Facts, gather
from warta.recognise.pipeline import annotate
from warta.values.document import Document


def facts_of(nlp: Language, document: Document) -> Facts:
    """Return the facts of one document; raises what a component raises."""
    ((_, doc),) = annotate(nlp, [document])
    return gather(document, doc)
