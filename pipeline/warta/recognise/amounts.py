"""The component `warta_amounts` (under construction)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from warta.recognise.state import register


@Language.factory("warta_amounts")
def make_amounts(nlp: Language, name: str):  # type: ignore[no-untyped-def]
    """Return the component."""
    register()

    def component(doc: Doc) -> Doc:
        return doc

    return component
