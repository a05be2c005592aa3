"""Keys of names: what is done in a shorter way gives the same."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from warta.resolve.keys import tidy, tokens

plain = st.text("abzABZ019 ", max_size=30)


@settings(deadline=None)
@given(st.text())
def test_all_white_space_is_one_space(text: str) -> None:
    assert tidy(text) == re.sub(r"\s+", " ", text).strip()


@settings(deadline=None)
@given(plain.filter(str.strip))
def test_plain_names_are_cut_as_others_are(name: str) -> None:
    # A mark behind a name is dropped, but keeps it from the short way.
    assert tokens(name) == tokens(f"{name} -") == tokens(f"‘{name}’")


def test_words_of_a_name() -> None:
    assert tokens("Dinas Sosial Kota Tegal") == ("dinas", "sosial", "kota", "tegal")
    assert tokens("PT. Sari & Putra") == ("pt", "sari", "dan", "putra")
    assert tokens("") == ("",)
