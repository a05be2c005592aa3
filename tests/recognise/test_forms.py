"""Word forms that are kept: bounded, and the same rows whatever is kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from warta.recognise.forms import Forms
from warta.recognise.model import load_model
from warta.recognise.tagger import SPANS

WORDS = ("Banjir", "di", "Garut", "merendam", "rumah", "warga", "Sabtu", "malam", ".", "itu")


def numbers(words: Sequence[str]) -> np.ndarray:
    return np.array([[len(word), ord(word[0])] for word in words], dtype=np.float32)


def kept(most: int) -> Forms[str]:
    return Forms(lambda words: numbers(words), str.upper, most=most)


def read(forms: Forms[str], batch: Sequence[int]) -> None:
    """Every form asked for has its own row and note, whatever else is there."""
    forms.learn(batch, WORDS.__getitem__)
    for orth in batch:
        assert forms.table[forms.row[orth]].tolist() == numbers([WORDS[orth]])[0].tolist()
        assert forms.notes[forms.row[orth]] == WORDS[orth].upper()


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, len(WORDS) - 1), max_size=12), max_size=30), st.integers(1, 12))
def test_every_form_has_its_row_and_few_are_kept(batches: list[list[int]], most: int) -> None:
    forms = kept(most)
    # What one batch needs at once may be more, and stays until new forms come.
    bound = max([most, *(len(set(batch)) + most // 2 for batch in batches)])
    for batch in batches:
        read(forms, batch)
        assert sorted(forms.row.values()) == list(range(len(forms.notes)))
        assert len(forms.notes) <= len(forms.table) <= bound or not forms.notes


def test_those_met_last_stay() -> None:
    forms = kept(4)
    for batch in ([0, 1], [2], [3], [0], [4]):
        read(forms, batch)
    assert sorted(forms.row) == [0, 3, 4]  # of 1, 2 and 3, met no more, the last


def test_what_one_batch_needs_is_there_at_once() -> None:
    forms = kept(3)
    read(forms, range(10))
    assert len(forms.row) == 10
    read(forms, [1])  # known
    read(forms, [2, 3])
    forms.forget()
    read(forms, [4])
    assert list(forms.row) == [4]


def test_a_form_is_computed_once_while_it_is_kept() -> None:
    asked: list[str] = []

    def computed(words: list[str]) -> np.ndarray:
        asked.extend(dict.fromkeys(words))
        return numbers(words)

    forms = Forms(computed, len, most=10)
    for batch in ([3, 1, 3], [1, 2], [], [3]):
        forms.learn(batch, WORDS.__getitem__)
    assert asked == ["di", "merendam", "Garut"]


def test_forms_are_computed_many_at_a_time() -> None:
    sizes: list[int] = []

    def computed(words: list[str]) -> np.ndarray:
        sizes.append(len(words))
        return numbers(words)

    forms = Forms(computed, len)
    forms.learn([1], WORDS.__getitem__)
    forms.learn(range(len(WORDS)), WORDS.__getitem__)
    assert min(sizes) >= 32  # fewer rows would be multiplied in another order: the last digits would differ


@pytest.mark.parametrize("component", ["warta_tagger", "warta_pos"])
def test_a_model_that_keeps_few_forms_says_the_same(component: str) -> None:
    def model(most: int) -> spacy.Language:
        nlp = load_model()
        assert nlp is not None
        nlp.get_pipe(component).forms._most = most
        return nlp

    def told(doc: Doc) -> tuple[object, ...]:
        names = [(span.start, span.end, span.label_) for span in doc.spans[SPANS]]
        return names, doc.spans[SPANS].attrs["scores"], [token.pos_ for token in doc]

    texts = [
        "Bupati Garut Rahayu Suwandi meninjau banjir di Kecamatan Tarogong Kidul, Sabtu (3/2/2024).",
        "Sebanyak 250 rumah warga terendam.",
        "Menurut Rahayu, Kementerian Sosial mengirim bantuan ke Kabupaten Garut.",
    ] * 3
    many, few = model(1000), model(5)
    assert [told(few(text)) for text in texts] == [told(many(text)) for text in texts]
    assert len(few.get_pipe(component).forms.row) < 60
