"""The component `warta_facilities` (under construction)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from warta.recognise.state import register


@Language.factory("warta_facilities")
def make_facilities(nlp: Language, name: str):  # type: ignore[no-untyped-def]
    """Return the component."""
    register()

    def component(doc: Doc) -> Doc:
        return doc

    return component
