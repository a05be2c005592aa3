"""Thousands of officials in one document: what is looked up gives what a comparison of all pairs gives, in fewer steps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.recognise.office_choice import Choice
from warta.recognise.office_employers import PUBLIC, kind_of
from warta.recognise.officials import find_officials
from warta.recognise.pipeline import load
from warta.values.mention import NameMention

from tests.growth import growth
from tests.recognise.marked import marked, officials

SYLLABLES = ("ba", "di", "ka", "lu", "ma", "ni", "ra", "su", "ti", "wo")


@pytest.fixture(scope="module")
def nlp():
    return load(components=["warta_sentences"])


def name(number: int) -> str:
    """A name for each number."""
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:05}").capitalize()


#: Documents that hold ever more of one kind: the text of the nth part.
MANY: dict[str, Callable[[int], str]] = {
    "heads of bodies that are named": lambda i: (
        f"Kepala Dinas [LOC {name(i)}] [PER Rini {name(i)}] hadir. [ORG Dinas Sosial {name(i)}] ikut. "
    ),
    "offices without a body": lambda i: f"Direktur [PER Rini {name(i)}] bertemu [ORG PT {name(i)}]. ",
    "units without a body": lambda i: f"Kabid {name(i)} [PER Rini {name(i)}] dan [ORG Dinas {name(i)}], ",
    "fields that bodies bear": lambda i: (
        f"Deputi Olahraga {name(i)} [PER Rini {name(i)}], [ORG Dinas Olahraga {name(i)}], "
    ),
    "mayors without a city": lambda i: f"Wali Kota [PER Rini {name(i)}] dan [ORG Pemerintah Kota {name(i)}] hadir. ",
    "teams": lambda i: f"pelatih [PER Rini {name(i)}] dan [ORG Persatuan {name(i)}] dan ",
    "ministers without a field": lambda i: f"Menteri [PER Rini {name(i)}] dan [ORG Kementerian {name(i)}]. ",
    "stations": lambda i: f"Kapolsek [PER Rini {name(i)}] di [ORG Polsek {name(i)}]. ",
    "one office said again": lambda i: (
        f"Jaksa [ORG Kejari {name(i)}] [PER Rini {name(i)}] dan jaksa [PER Budi {name(i)}]. "
    ),
    "offices that point back": lambda i: (
        f"[PER Rini {name(i)}], anggota [ORG DPRD {name(i)}], hadir. [PER Budi {name(i)}] pergi. "
        f'"Baik," ujar anggota [ORG DPRD Kota {name(i + 50000)}] itu. '
    ),
    "acting in a row": lambda i: "Plt Direktur Niaga, " if i else "[PER Rini] selaku Plt Direktur Umum, ",
    "one sentence without an end": lambda i: f"Ketua ialah [PER Rini {name(i)}] hadir bersama ",
    "known bodies": lambda i: f"Ketua Komisi Pemberantasan Korupsi [PER Rini {name(i)}] dan ",
}


@pytest.mark.parametrize("kind", MANY)
def test_work_grows_in_step_with_the_officials(nlp, kind: str) -> None:
    def make(size: int) -> Callable[[], object]:
        doc = marked(nlp, "".join(map(MANY[kind], range(size))))
        return lambda: find_officials(doc)

    assert growth(make, 80) < 2.4


def test_an_office_has_an_end(nlp) -> None:
    assert officials(nlp, "Kepala Seksi RT/RW" + "/RT/RW" * 3000 + " [PER Rini] hadir.") == []
    assert officials(nlp, "Ketua RW 3 [PER Rini] hadir.") == ["Rini | Ketua Rukun Warga 3 | None | definitive"]


def test_two_thousand_officials_keep_their_bodies(nlp) -> None:
    text = "".join(
        f"[ORG PT {name(i)}] untung. Direktur [PER Rini {name(i)}] senang di [ORG PT {name(i)}]. " for i in range(2000)
    )
    found = officials(nlp, text)
    assert len(found) == 2000
    assert found[0] == f"Rini {name(0)} | Direktur | PT {name(0)} | definitive"
    assert officials(nlp, text + "Ketua [PER Budi Hartanto] dan [ORG KONI], [ORG KONI], [ORG KONI].")[-1] == (
        "Budi Hartanto | Ketua | KONI | definitive"
    )


def _best(
    orgs: list[tuple[int, NameMention]],
    sentence_of: list[int],
    kinds: frozenset[str | None],
    first: int,
    field: set[str],
    but: list[NameMention],
    sentence: int | None,
) -> NameMention | None:
    """Compare all mentions, as ``Choice.best`` is described."""
    counts = {n.norm: sum(o.norm == n.norm for _, o in orgs) for _, n in orgs}
    wanted = [(i, n) for i, n in orgs if n not in but and kind_of(n.norm) in kinds]
    wanted = [(i, n) for i, n in wanted if sentence is None or sentence_of[i] == sentence]
    near = {n.norm for i, n in wanted if sentence_of[i] == sentence_of[first] and i < first}
    if not wanted:
        return None
    return max(
        wanted,
        key=lambda w: (
            kind_of(w[1].norm) in PUBLIC and not field.isdisjoint(w[1].norm.split()[1:]),
            counts[w[1].norm] + 2 * (w[1].norm in near),
            w[0] < first,
            -abs(w[0] - first),
        ),
    )[1]


BODIES = [
    "Dinas Sosial",
    "Dinas Sosial Maju",
    "Kementerian Maju",
    "PT Maju",
    "Partai Golkar",
    "Polda Jabar",
    "Yayasan Baru",
]


@given(
    st.lists(st.tuples(st.sampled_from(BODIES), st.booleans()), min_size=1, max_size=14),
    st.lists(
        st.tuples(
            st.integers(0, 29),
            st.sets(st.sampled_from(["ministry", "local", "police", "party", None])),
            st.sets(st.sampled_from(["Sosial", "Maju", "Baru"])),
            st.booleans(),
            st.booleans(),
        ),
        min_size=1,
        max_size=8,
    ),
)
def test_the_body_chosen_is_the_best_of_all(bodies, offices) -> None:
    # Bodies on every other token; a sentence ends behind those marked so.
    orgs, sentence_of, sentence = [], [], 0
    for at, (norm, ends) in enumerate(bodies):
        orgs.append((2 * at, NameMention(20 * at, 20 * at + len(norm), "ORG", norm, norm, "test")))
        sentence_of += [sentence, sentence]
        sentence += ends
    choice = Choice(orgs, sentence_of, lambda norm: True)
    for first, kinds, field, team, unit in sorted(offices, key=lambda o: o[0]):
        first %= len(sentence_of)
        here = sentence_of[first] if team else None
        but = [n for i, n in orgs if unit and first <= i <= first + 2]
        args = (frozenset(kinds), first, field, but)
        expected = _best(orgs, sentence_of, *args, here)
        assert choice.best(*args, sentence=here) == expected
        assert choice.any(frozenset(kinds), but, sentence=here) == (expected is not None)
