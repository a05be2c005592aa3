"""The component `warta_dates` (under construction)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from warta.recognise.state import register


@Language.factory("warta_dates")
def make_dates(nlp: Language, name: str):  # type: ignore[no-untyped-def]
    """Return the component."""
    register()

    def component(doc: Doc) -> Doc:
        return doc

    return component
