"""What holds of the scores whatever the mentions are."""

from hypothesis import given
from hypothesis import strategies as st
from warta.evaluate import count
from warta.evaluate.annotated import Mention
from warta.evaluate.count import Tally

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 8), st.sampled_from(["ORG", "PER"]), st.sampled_from("abc"))
MENTIONS = st.lists(SPANS.map(lambda s: Mention(s[0], s[0] + s[1], s[2], "x" * s[1], s[3])), max_size=12)
FUNCTIONS = (count.strict, count.overlapping, count.valued, count.norms)


@given(MENTIONS)
def test_everything_agrees_with_itself(mentions: list[Mention]) -> None:
    for function in FUNCTIONS:
        assert function(mentions, mentions) == Tally(len(mentions), len(mentions), len(mentions))
    result = count.b_cubed(mentions, mentions)
    assert result.f1 is None if not mentions else abs(result.f1 - 1) < 1e-9


@given(MENTIONS, MENTIONS, st.randoms())
def test_order_does_not_matter(gold: list[Mention], found: list[Mention], chance) -> None:
    mixed_gold, mixed_found = chance.sample(gold, len(gold)), chance.sample(found, len(found))
    for function in FUNCTIONS:
        assert function(gold, found) == function(mixed_gold, mixed_found)


@given(MENTIONS, MENTIONS)
def test_swapping_the_sides_swaps_precision_and_recall(gold: list[Mention], found: list[Mention]) -> None:
    for function in FUNCTIONS:
        one, other = function(gold, found), function(found, gold)
        assert (one.precision, one.recall, one.f1) == (other.recall, other.precision, other.f1)


@given(MENTIONS, MENTIONS)
def test_stricter_scores_are_never_higher(gold: list[Mention], found: list[Mention]) -> None:
    value, strict, overlap = (f(gold, found).right for f in (count.valued, count.strict, count.overlapping))
    assert value <= strict <= overlap <= min(len(gold), len(found))
    assert value <= count.norms(gold, found).right


@given(MENTIONS, MENTIONS)
def test_b_cubed_stays_between_nothing_and_one(gold: list[Mention], found: list[Mention]) -> None:
    result = count.b_cubed(gold, found)
    for ratio in (result.precision, result.recall, result.f1):
        assert ratio is None or 0 < ratio <= 1 + 1e-9


def test_long_chains_of_overlaps_are_matched_whole() -> None:
    gold = [Mention(10 * i, 10 * i + 8, "ORG", "x" * 8, "") for i in range(3000)]
    found = [Mention(10 * i + 6, 10 * i + 12, "ORG", "x" * 6, "") for i in range(3000)]
    assert count.overlapping(gold, found) == Tally(3000, 3000, 3000)
