"""Thousands of names in one document or of one kind: looked up they give what comparing all pairs gives, in fewer steps."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from warta.resolve.acronyms import Acronyms, stands_for
from warta.resolve.aliases import link
from warta.resolve.alike import Alike
from warta.resolve.entities import resolve
from warta.resolve.evidence import blocks
from warta.resolve.heads import Heads
from warta.resolve.offices import _merge, consolidate
from warta.resolve.orgs import furthest
from warta.resolve.rows import NameRow
from warta.values.mention import OfficialMention

from tests.growth import growth
from tests.resolve.marked import marked

SYLLABLES = ("ba", "di", "ka", "lu", "ma", "ni", "ra", "su", "ti", "wo")


def name(number: int) -> str:
    """A name for each number."""
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:05}").capitalize()


def letters(number: int) -> str:
    """Five letters for each number."""
    return "".join(string.ascii_uppercase[number // 26**k % 26] for k in range(5))


#: Documents that hold ever more of one kind: the text of the nth part.
MANY: dict[str, Callable[[int], str]] = {
    "one surname": lambda i: f"<PER {name(i)} Hartanto> datang. ",
    "one surname, and the surname alone": lambda i: f"<PER {name(i)} Hartanto> datang. <PER Hartanto> pergi. ",
    "one first name, and that alone": lambda i: f"<PER Budi {name(i)}> datang. <PER Budi> pergi. ",
    "one person again and again": lambda i: "<PER Rini Wulandari> datang, <PER Rini> pergi. ",
    "nicknames in brackets": lambda i: f"<PER Rini {name(i)}> (<PER {name(i + 20000)}>) hadir. ",
    "slips of the pen": lambda i: f"<PER Rini {name(i)}> datang. <PER {name(i)[:4]}x{name(i)[4:]}> pergi. ",
    "bodies that begin alike": lambda i: f"<ORG Yayasan Peduli Anak {name(i)}> hadir. ",
    "a short form of many": lambda i: (
        f"<ORG Yayasan Pelita {name(i)}> dan <ORG Yayasan Pelita> dan <ORG Pelita> hadir. "
    ),
    "acronyms and names": lambda i: f"<ORG {letters(i)}> dan <ORG Badan {name(i)} {name(i * 7)}> hadir. ",
    "facilities and words": lambda i: f"di <FAC RSUD {name(i)}>, " + f"{name(i).lower()}x, " * 3,
    "facilities that begin alike": lambda i: f"di <FAC Pasar Baru {name(i)}> dan <FAC Pasar Baru>, ",
    "places and definitions": lambda i: f"di <LOC Desa {name(i)}>, <ORG Dinas {name(i)}> (D{letters(i)[:3]}), ",
}


@pytest.mark.parametrize("kind", MANY)
def test_work_grows_in_step_with_the_names(kind: str) -> None:
    def make(size: int) -> Callable[[], object]:
        text, names = marked("".join(map(MANY[kind], range(size))))
        return lambda: link(text, names)

    assert growth(make, 100) < 2.4


def test_three_thousand_of_one_surname_stay_apart_and_the_last_one_is_meant() -> None:
    text, names = marked("".join(f"<PER {name(i)} Hartanto> datang. <PER Hartanto> pergi. " for i in range(3000)))
    norms = [n.norm for n in link(text, names)]
    assert norms == [f"{name(i)} Hartanto" for i in range(3000) for _ in range(2)]


def test_who_begins_with_a_word_goes_before_who_was_named_later() -> None:
    text, names = marked("<PER Hartanto Sari> dan <PER Rini Hartanto> hadir. <PER Hartanto> pergi. <PER Rini> ikut.")
    assert [n.norm for n in link(text, names)] == ["Hartanto Sari", "Rini Hartanto", "Hartanto Sari", "Rini Hartanto"]


def test_people_joined_by_a_nickname_are_one_whoever_was_named_last() -> None:
    text, names = marked(
        "<PER Rini Hartanto> alias <PER Melati> hadir. <PER Budi Hartanto> pergi. <PER Melati> ikut. <PER Hartanto> bicara."
    )
    assert [n.norm for n in link(text, names)][-2:] == ["Rini Hartanto", "Rini Hartanto"]


ROWS: dict[str, Callable[[int], NameRow]] = {
    "one surname": lambda i: NameRow("PER", f"{name(i)} Hartanto", documents=3 + i % 9),
    "words that begin alike": lambda i: NameRow("PER", f"Budi Har{name(i).lower()}", documents=3 + i % 9),
    "bodies that begin alike": lambda i: NameRow("ORG", f"Yayasan Peduli Anak {name(i)}", documents=3 + i % 9),
    "one name in many places": lambda i: NameRow("FAC", "Masjid Agung", place=name(i), documents=3),
}


@pytest.mark.parametrize("kind", ROWS)
def test_work_over_all_documents_grows_in_step_with_the_names(kind: str) -> None:
    def make(size: int) -> Callable[[], object]:
        rows = [ROWS[kind](i) for i in range(size)]
        return lambda: resolve(rows)

    assert growth(make, 150) < 2.4


SHORT_WORDS = st.text("abc", min_size=5, max_size=8)


@settings(max_examples=40)
@given(st.lists(SHORT_WORDS, min_size=13, max_size=30, unique=True))
def test_alike_are_all_keys_at_one_edit(words: list[str]) -> None:
    alike = Alike()
    keys = [("yayasan", word) for word in words]
    index = {block: [k for k in keys if block in set(blocks(k, 5))] for key in keys for block in blocks(key, 5)}
    for key in keys:
        for block in blocks(key, 5):
            alike.add(block, key)
    for key in keys:
        for block in blocks(key, 5):
            near = alike.near(block, key)
            close = [k for k in index[block] if k != key and OSA.distance(k[1], key[1]) == 1]
            assert set(close) <= set(near) <= set(index[block]) - {key}


@given(st.lists(st.lists(SHORT_WORDS, min_size=1, max_size=2), max_size=20), SHORT_WORDS)
def test_close_are_all_words_at_one_edit(names: list[list[str]], word: str) -> None:
    keys = [("rini", *rest) for rest in names]
    heads = Heads(keys)
    for number in range(len(keys)):
        heads.add(number)
    there = {w for key in keys for w in key}
    assert {w for w in there if OSA.distance(w, word) == 1} <= set(heads.close_to(word)) <= there - {word}


@given(st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4).map(tuple), max_size=12))
def test_furthest_are_the_keys_that_none_continues(keys: list[tuple[str, ...]]) -> None:
    assert furthest(keys) == [k for k in keys if not any(o != k and o[: len(k)] == k for o in keys)]


PHRASES = st.lists(
    st.sampled_from(["Badan", "Pangan", "dan", "Gizi", "Nasional", "Kepolisian", "Pembangunan", "untuk", "RI", "Anak"]),
    min_size=1,
    max_size=7,
).map(" ".join)
ACRONYMS = st.one_of(
    st.text("BPGNKADRU", min_size=3, max_size=6), st.sampled_from(["BAPANAS", "BAPEGI", "BPN", "Kapegi", "bgn", "KPGN"])
)


@given(st.lists(ACRONYMS, unique=True, max_size=12), PHRASES)
def test_all_acronyms_of_a_phrase_are_found_at_once(acronyms: list[str], phrase: str) -> None:
    assert Acronyms(acronyms).of(phrase) == sorted(a for a in acronyms if stands_for(a, phrase))


def test_acronyms_are_found_at_once_by_letters_inside_words() -> None:
    found = Acronyms(["BAPPENAS", "BPPN", "BPN", "KPK"])
    assert found.of("Badan Perencanaan Pembangunan Nasional") == ["BAPPENAS", "BPPN"]
    assert found.of("Komisi Pemberantasan Korupsi") == ["KPK"]
    assert found.of("Korupsi") == []


POSITIONS = ["Kepala", "Kepala Biro", "Kepala Biro Umum", "Ketua", "Ketua Umum", "Kepala Badan"]
OFFICIALS = st.builds(
    OfficialMention,
    start=st.just(0),
    end=st.just(1),
    person=st.sampled_from(["Rini", "Budi"]),
    position=st.sampled_from(POSITIONS),
    organisation=st.sampled_from([None, "KONI", "DPR"]),
    status=st.sampled_from(["definitive", "acting", "former"]),
    person_start=st.just(0),
    person_end=st.just(1),
    org_start=st.just(0),
    org_end=st.just(1),
)


@given(st.lists(OFFICIALS, max_size=14))
def test_offices_of_one_person_are_merged_as_by_comparing_each_with_each(found: list[OfficialMention]) -> None:
    found = [replace(o, start=at, end=at + 1) for at, o in enumerate(found)]
    kept: dict[str, list[OfficialMention]] = {}
    for row in found:
        there = kept.setdefault(row.person, [])
        for at, other in enumerate(there):
            merged = _merge(other, row)
            if merged is not None:
                there[at] = merged
                break
        else:
            there.append(row)
    expected = sorted((o for rows in kept.values() for o in rows), key=lambda o: (o.start, o.end, o.position))
    assert consolidate(found) == expected


def test_one_person_may_hold_thousands_of_offices() -> None:
    def make(size: int) -> Callable[[], object]:
        rows = [
            OfficialMention(
                i, i + 1, "Rini", f"Kepala Biro {name(i % (size // 2))}", f"Badan {name(i)}", "acting", 0, 1
            )
            for i in range(size)
        ]
        return lambda: consolidate(rows)

    assert growth(make, 150) < 2.4
