"""The merge of rules' and model's names: one line per situation."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.recognise.merge import merge_names
from warta.values.mention import NameMention


def name(start, end, label="ORG", found_by="rule:head", score=None):
    return NameMention(start, end, label, "x" * (end - start), "x", found_by, score)


def model(start, end, label="ORG", score=0.95):
    return name(start, end, label, "model", score)


def spans(ruled, modelled, uncased=()):
    return [(n.start, n.end, n.label) for n in merge_names(ruled, modelled, uncased)]


CASES = [
    ("the same words: the rule's label", [name(0, 9, "FAC", "rule:facility")], [model(0, 9, "ORG")], [(0, 9, "FAC")]),
    ("a sure name the rules don't know", [], [model(5, 9, "PER", 0.95)], [(5, 9, "PER")]),
    ("a person needs less", [], [model(5, 9, "PER", 0.5)], [(5, 9, "PER")]),
    ("an unsure one", [], [model(5, 9, "PER", 0.4)], []),
    ("a body needs more", [], [model(5, 9, "ORG", 0.7)], []),
    ("what only recurs is nothing that the model does not see", [name(0, 6, "ORG", "rule:recurring")], [], []),
    ("a place needs less", [], [model(5, 9, "LOC", 0.82)], [(5, 9, "LOC")]),
    ("an unknown name goes on", [name(0, 6)], [model(0, 12)], [(0, 12, "ORG")]),
    ("unless the model is unsure", [name(0, 6)], [model(0, 12, score=0.5)], [(0, 6, "ORG")]),
    ("a person's name goes on", [name(0, 6, "PER", "rule:title")], [model(0, 12, "PER")], [(0, 12, "PER")]),
    ("unless the model is not sure of it", [name(0, 6, "PER", "rule:title")], [model(0, 12, "PER", 0.7)], [(0, 6, "PER")]),
    ("part of a university", [name(6, 12, found_by="lexicon:universities")], [model(0, 12)], [(0, 12, "ORG")]),
    ("whose end is known", [name(0, 6, found_by="lexicon:universities")], [model(0, 12)], [(0, 6, "ORG")]),
    ("a body over several names needs less", [name(0, 9), name(10, 16)], [model(0, 16, score=0.5)], [(0, 16, "ORG")]),
    ("a place over several does not", [name(0, 9, "LOC"), name(10, 16, "LOC")], [model(0, 16, "LOC", 0.5)],
     [(0, 9, "LOC"), (10, 16, "LOC")]),
    ("or the rule firm", [name(0, 6, "PER", "rule:title")], [model(0, 12)], [(0, 6, "PER")]),
    ("a rule ran over a person", [name(0, 20)], [model(0, 9), model(10, 20, "PER")], [(0, 9, "ORG"), (10, 20, "PER")]),
    ("a listed name stays whole", [name(0, 20, found_by="lexicon:agencies")], [model(0, 9), model(10, 20, "PER")], [(0, 20, "ORG")]),
    ("a longer rule stands", [name(0, 20)], [model(0, 9)], [(0, 20, "ORG")]),
    ("what stands around was all the rule had", [name(0, 9, "PER", "rule:unknown")], [], []),
    ("a list is enough", [name(0, 9, "PER", "rule:saying")], [], [(0, 9, "PER")]),
    ("an office is no person", [name(7, 12, "PER", "rule:saying")], [model(0, 12, "POS", 0.9)], [(0, 12, "POS")]),
    ("nor the country inside it", [name(9, 11, "LOC", "lexicon:countries")], [model(0, 11, "POS", 0.9)], [(0, 11, "POS")]),
    ("the model's label over a guess", [name(0, 9, "PER", "rule:unknown")], [model(0, 9, "FAC", 0.8)], [(0, 9, "FAC")]),
    ("a park that is a region", [name(0, 9, "FAC", "rule:facility")], [model(0, 9, "LOC", 0.95)], [(0, 9, "LOC")]),
    ("a body over an office's place", [name(0, 9, "LOC", "rule:office_place")], [model(0, 9, "ORG", 0.97)], [(0, 9, "ORG")]),
    ("borders cross", [name(0, 9), name(10, 14, "PER", "rule:office")], [model(0, 5), model(6, 14, "PER", 0.96)],
     [(0, 5, "ORG"), (6, 14, "PER")]),
    ("a listed name between", [name(0, 9, found_by="lexicon:agencies"), name(10, 14, "PER", "rule:office")],
     [model(0, 5), model(6, 14, "PER")], [(0, 9, "ORG"), (10, 14, "PER")]),
    ("a doctor's hospital", [name(8, 14, "PER", "rule:title")], [model(0, 20, "FAC", 0.97)], [(0, 20, "FAC")]),
    ("two places in a row", [name(0, 8, "LOC", "rule:place"), name(9, 20, "LOC", "lexicon:regions")],
     [model(0, 20, "LOC", 0.95)], [(0, 8, "LOC"), (9, 20, "LOC")]),
    ("office words fill what is left", [name(7, 12)], [model(0, 6, "POS")], [(0, 6, "POS"), (7, 12, "ORG")]),
    ("and give way to names", [name(0, 12)], [model(0, 6, "POS")], [(0, 12, "ORG")]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "ruled", "modelled", "expected"), CASES, ids=[c[0] for c in CASES])
def test_situations(why, ruled, modelled, expected):
    assert spans(ruled, modelled) == expected


def test_headlines_need_less():
    assert spans([], [model(5, 9, "PER", 0.7)], [(0, 30)]) == [(5, 9, "PER")]


_span = st.tuples(st.integers(0, 60), st.integers(1, 15), st.floats(0, 1))


def disjoint(found, make):
    out, last = [], 0
    for start, length, score in sorted(found):
        if start >= last:
            out.append(make(start, start + length, score))
            last = start + length
    return out


@given(st.lists(_span, max_size=12), st.lists(_span, max_size=12))
def test_the_result_is_sorted_disjoint_and_made_of_what_went_in(one, two):
    ruled = disjoint(one, lambda s, e, _: name(s, e))
    modelled = disjoint(two, lambda s, e, score: model(s, e, score=score))
    merged = merge_names(ruled, modelled)
    assert {(n.label, n.found_by) for n in merged} <= {(n.label, n.found_by) for n in (*ruled, *modelled)}
    assert {n.start for n in merged} <= {n.start for n in (*ruled, *modelled)}
    assert all(a.end <= b.start for a, b in itertools.pairwise(merged))


def test_without_a_model_the_rules_stand():
    ruled = [name(0, 4), name(6, 9, "PER")]
    assert merge_names(ruled, []) == ruled


def test_plain_words_in_front_of_a_person():
    rule = NameMention(0, 19, "PER", "Program Wahyu Sari", "x", "rule:office")
    assert spans([rule], [model(8, 19, "PER", 0.99)]) == [(8, 19, "PER")]
    named = NameMention(0, 19, "PER", "Wahyuni Wahyu Sari", "x", "rule:office")
    assert spans([named], [model(8, 19, "PER", 0.99)]) == [(0, 19, "PER")]


def test_a_body_ends_where_the_person_begins():
    ruled = [
        NameMention(0, 17, "ORG", "Dinas Sosial Rini", "x", "rule:head"),
        NameMention(18, 25, "PER", "Lestari", "x", "rule:office"),
    ]
    merged = merge_names(ruled, [model(13, 25, "PER", 0.97)])
    assert [(n.start, n.end, n.label, n.norm) for n in merged] == [(0, 12, "ORG", "Dinas Sosial"), (13, 25, "PER", "x")]
    kind = [NameMention(0, 17, "ORG", "Tim Peneliti Rini", "x", "rule:head")]
    assert spans(kind, [model(13, 25, "PER", 0.97)]) == [(13, 25, "PER")]
    listed = [NameMention(0, 17, "ORG", "Dinas Sosial Rini", "x", "lexicon:agencies")]
    assert spans(listed, [model(13, 25, "PER", 0.97)]) == [(0, 17, "ORG")]


def at(text, start, label):
    return NameMention(start, start + len(text), label, text, text, "model", 0.95)


@pytest.mark.parametrize(
    ("why", "names", "expected"),
    [
        ("a word that ends companies' names", [at("PT Karya Bumi", 0, "ORG"), at("Abadi Yusran", 14, "PER")], ["PT Karya Bumi Abadi", "Yusran"]),
        ("one that people bear too, with a full name behind it", [at("CV Samudra", 0, "ORG"), at("Lestari Doni Moa", 11, "PER")], ["CV Samudra Lestari", "Doni Moa"]),
        ("else it is the person's", [at("CV Samudra", 0, "ORG"), at("Lestari Moa", 11, "PER")], ["CV Samudra", "Lestari Moa"]),
        ("no company", [at("Dinas Sosial", 0, "ORG"), at("Abadi Yusran", 13, "PER")], ["Dinas Sosial", "Abadi Yusran"]),
        ("the longer name stands elsewhere in the text", [at("Yayasan Cinta", 0, "ORG"), at("Lestari Dewi", 14, "PER"), at("Yayasan Cinta Lestari", 40, "ORG")],
         ["Yayasan Cinta Lestari", "Dewi", "Yayasan Cinta Lestari"]),
        ("a comma between", [at("PT Karya Bumi", 0, "ORG"), at("Abadi Yusran", 15, "PER")], ["PT Karya Bumi", "Abadi Yusran"]),
    ],
)  # fmt: skip
def test_a_body_gets_its_last_word_back_from_the_person_behind_it(why, names, expected):
    merged = merge_names([], names)
    assert [n.text for n in merged] == expected
    assert all(n.end - n.start == len(n.text) for n in merged)


def test_a_site_ends_where_the_person_begins():
    def parts(text: str, *modelled: NameMention) -> list[tuple[str, str]]:
        rule = NameMention(0, len(text), "FAC", text, text, "rule:facility")
        return [(n.label, n.text) for n in merge_names([rule], list(modelled))]

    person = NameMention(16, 30, "PER", "Rini Wulandari", "", "model", 0.9)
    text = "RSUD Maju Utara Rini Wulandari"
    assert parts(text, at("RSUD Maju", 0, "FAC"), person) == [("FAC", "RSUD Maju Utara"), ("PER", "Rini Wulandari")]
    # Not when the model is not sure of the person, or sees nothing else of the name: a site may be called after somebody.
    unsure = NameMention(16, 30, "PER", "Rini Wulandari", "", "model", 0.7)
    assert parts(text, at("RSUD Maju", 0, "FAC"), unsure) == [("FAC", text)]
    assert parts("Gedung Maju Ini Rini Wulandari", person) == [("FAC", "Gedung Maju Ini Rini Wulandari")]
    # A given name right in front is the person's.
    last = NameMention(21, 31, "PER", "Nong Manis", "", "model", 0.9)
    found = parts("RSUD Utara Silvester Nong Manis", at("RSUD", 0, "FAC"), last)
    assert found == [("FAC", "RSUD Utara"), ("PER", "Silvester Nong Manis")]


def test_degrees_behind_a_person_stay_outside():
    rule = NameMention(0, 14, "PER", "Syarif Hartawan", "x", "rule:title")
    longer = NameMention(0, 19, "PER", "Syarif Hartawan SIK", "x", "model", 0.95)
    assert spans([replace(rule, end=15)], [longer]) == [(0, 15, "PER")]
    assert spans([replace(rule, end=15)], [replace(longer, text="Syarif Hartawan Adi")]) == [(0, 19, "PER")]
