"""What tells at once that a name is no place's must never be wrong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from warta.resolve.places import _never, bare_key, is_place, is_town
from warta.values.places import country_names, endings, lookup

_WORDS = sorted(endings())
_ANY = st.sampled_from(_WORDS) | st.sampled_from(
    ["Kab", "Prov", "Kota", "Propinsi", "Sumatra", "Utara", "Dinas", "Kemensos", "Maju", "12", "D.I.", "Nusa-Dua", "é"]
)


@given(st.lists(_ANY, max_size=4), st.sampled_from([str, str.title, str.upper]))
def test_what_can_be_no_place_is_none(words: list[str], cased: type[str]) -> None:
    name = cased(" ".join(words))
    known = bool(lookup(name)) or bool(lookup(" ".join(bare_key(name))))
    assert not (_never(name) and known)
    assert is_place(name) == known


def test_plain_words_are_told_at_once_and_places_are_not() -> None:
    assert _never("Kementerian Sosial") and not is_place("Kementerian Sosial")
    for name in ("Sumatra Utara", "Sumatra", "Kabupaten Bogor", "kota bandung", "Jabar", "Nusa-Dua", "Café"):
        assert not _never(name)
    assert is_place("Provinsi Sumatra Barat") and is_town("Kota Bandung") and not is_town("Bandung Maju")
    assert not any(_never(name) for name in country_names())
