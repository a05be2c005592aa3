"""The score functions, against cases counted by hand."""

import pytest
from warta.evaluate import count
from warta.evaluate.annotated import Mention, Official
from warta.evaluate.count import Clusters, Tally


def m(start: int, end: int, label: str = "ORG", norm: str = "") -> Mention:
    return Mention(start, end, label, "x" * (end - start), norm)


# --- tallies


def test_a_tally_by_hand() -> None:
    tally = Tally(right=2, gold=4, found=3)
    assert tally.precision == pytest.approx(2 / 3)
    assert tally.recall == 0.5
    assert tally.f1 == pytest.approx(4 / 7)


@pytest.mark.parametrize(
    ("tally", "precision", "recall", "f1"),
    [
        (Tally(0, 0, 0), None, None, None),  # nothing to find, nothing found: undefined
        (Tally(0, 3, 0), None, 0.0, 0.0),  # all missed
        (Tally(0, 0, 3), 0.0, None, 0.0),  # all spurious
        (Tally(0, 2, 2), 0.0, 0.0, 0.0),
        (Tally(2, 2, 2), 1.0, 1.0, 1.0),
    ],
)
def test_empty_sides_divide_by_nothing(
    tally: Tally, precision: float | None, recall: float | None, f1: float | None
) -> None:
    assert (tally.precision, tally.recall, tally.f1) == (precision, recall, f1)


def test_tallies_add_up_to_a_micro_average() -> None:
    total = Tally(1, 1, 1) + Tally(0, 9, 1)
    assert total == Tally(1, 10, 2)
    assert total.recall == 0.1  # not the mean of 1.0 and 0.0


# --- spans


def test_strict_wants_start_end_and_label() -> None:
    gold = [m(0, 4), m(10, 14, "PER"), m(20, 24)]
    found = [m(0, 4), m(10, 14, "LOC"), m(20, 25)]
    assert count.strict(gold, found) == Tally(1, 3, 3)


def test_a_mention_found_twice_is_right_once() -> None:
    assert count.strict([m(0, 4)], [m(0, 4), m(0, 4)]) == Tally(1, 1, 2)
    assert count.overlapping([m(0, 4)], [m(0, 4), m(0, 4)]) == Tally(1, 1, 2)


def test_overlap_wants_a_shared_character_and_the_label() -> None:
    gold = [m(0, 4), m(10, 14), m(20, 24)]
    found = [m(3, 9), m(14, 18), m(20, 24, "LOC")]  # shares one; only touches; other label
    assert count.overlapping(gold, found) == Tally(1, 3, 3)


def test_one_long_find_over_two_gold_names_counts_once() -> None:
    assert count.overlapping([m(0, 4), m(5, 9)], [m(0, 9)]) == Tally(1, 2, 1)


def test_the_overlap_pairing_is_as_large_as_can_be() -> None:
    # the first gold name could take either find, the second only the first one
    gold = [m(0, 20), m(2, 4)]
    found = [m(1, 5), m(10, 12)]
    assert count.overlapping(gold, found) == Tally(2, 2, 2)
    assert count.overlapping(gold[::-1], found[::-1]) == Tally(2, 2, 2)


def test_norms_are_compared_after_folding_case_and_spaces_only() -> None:
    gold = [m(0, 4, "COUNT", "2 mesin pemotong"), m(5, 9, "COUNT", "4 balai"), m(10, 12, "MONEY", "5 IDR")]
    found = [m(0, 4, "COUNT", "2  Mesin pemotong"), m(5, 9, "COUNT", "4 balai sosial"), m(10, 13, "MONEY", "5 IDR")]
    assert count.valued(gold, found) == Tally(1, 3, 3)
    assert count.strict(gold, found) == Tally(2, 3, 3)
    assert count.norms(gold, found) == Tally(2, 3, 3)  # the third value is right, on another span


def test_norms_anywhere_are_multisets() -> None:
    gold = [m(0, 1, "DATE", "2020"), m(5, 6, "DATE", "2020"), m(8, 9, "DURATION", "P3Y")]
    found = [m(2, 3, "DATE", "2020"), m(8, 9, "DATE", "P3Y")]  # the kind must agree, too
    assert count.norms(gold, found) == Tally(1, 3, 2)


def test_nothing_against_nothing() -> None:
    for function in (count.strict, count.overlapping, count.valued, count.norms, count.entity_names):
        assert function([], []) == Tally(0, 0, 0)
    assert count.b_cubed([], []).f1 is None
    assert count.holders([], []).f1 is None


# --- entities


def test_entity_names_look_only_at_strict_matches() -> None:
    gold = [m(0, 4, norm="Kementerian Sosial"), m(5, 9, norm="Kementerian Sosial"), m(10, 14, norm="Bappenas")]
    found = [m(0, 4, norm="Kementerian Sosial"), m(5, 9, norm="Kemensos"), m(10, 15, norm="Bappenas")]
    assert count.entity_names(gold, found) == Tally(1, 2, 2)


def test_b_cubed_by_hand() -> None:
    # gold {a b c} {d e}; found {a b} {c d e}
    gold = [m(i, i + 1, norm="X" if i < 3 else "Y") for i in range(5)]
    found = [m(i, i + 1, norm="P" if i < 2 else "Q") for i in range(5)]
    result = count.b_cubed(gold, found)
    # precision: a 2/2, b 2/2, c 1/3, d 2/3, e 2/3; recall: a 2/3, b 2/3, c 1/3, d 2/2, e 2/2
    assert result.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert result.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert result.f1 == pytest.approx(2 * (11 / 15) * (11 / 15) / (22 / 15))


def test_b_cubed_is_blind_to_the_name_of_a_cluster() -> None:
    gold = [m(0, 1, norm="Korea Selatan"), m(2, 3, norm="Korea Selatan")]
    assert count.b_cubed(gold, [m(0, 1, norm="Korsel"), m(2, 3, norm="Korsel")]).f1 == 1.0


def test_b_cubed_keeps_labels_apart_and_leaves_out_what_was_not_matched() -> None:
    gold = [m(0, 1, "LOC", "Toto"), m(2, 3, "ORG", "Toto"), m(4, 5, "ORG", "Toto")]
    found = [m(0, 1, "LOC", "Toto"), m(2, 3, "ORG", "Toto"), m(4, 6, "ORG", "Lain")]
    assert count.b_cubed(gold, found) == Clusters(2.0, 2.0, 2)


def test_everything_in_one_cluster_has_full_recall_only() -> None:
    gold = [m(i, i + 1, norm=str(i)) for i in range(4)]
    result = count.b_cubed(gold, [m(i, i + 1, norm="satu") for i in range(4)])
    assert (result.precision, result.recall) == (0.25, 1.0)


# --- officials

WIDYA = Official("Widya Lestari", "Kepala Biro Perencanaan", "Kementerian Sosial", "acting")


def test_officials_by_holder_and_in_full() -> None:
    found = Official("widya  lestari", "Kepala Biro Perencanaan", "Kementerian Sosial", "definitive")
    assert count.holders([WIDYA], [found]) == Tally(1, 1, 1)
    assert count.offices([WIDYA], [found]) == Tally(0, 1, 1)
    assert count.offices([WIDYA], [WIDYA]) == Tally(1, 1, 1)


def test_an_unknown_organisation_equals_only_an_unknown_one() -> None:
    unknown = Official("Bagus", "Presiden", None, "definitive")
    named = Official("Bagus", "Presiden", "", "definitive")
    assert count.offices([unknown], [unknown]) == Tally(1, 1, 1)
    assert count.offices([unknown], [named]) == Tally(0, 1, 1)


def test_two_offices_of_one_person_are_two_rows() -> None:
    other = Official("Widya Lestari", "Staf Ahli Menteri", "Kementerian Sosial", "definitive")
    assert count.holders([WIDYA, other], [WIDYA, WIDYA]) == Tally(1, 2, 2)
