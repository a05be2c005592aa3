"""The tagger computes on one core, and leaves numpy as it was."""

from __future__ import annotations

import numpy as np
import spacy
from pytest import MonkeyPatch
from threadpoolctl import ThreadpoolController
from warta.recognise.network import Network
from warta.recognise.threads import one_core


def threads() -> list[int]:
    found = [pool["num_threads"] for pool in ThreadpoolController().info() if pool["user_api"] == "blas"]
    assert found, "numpy's linear algebra is not seen"
    return found


def test_numpy_is_held_to_one_thread_and_set_back() -> None:
    assert (np.eye(2) @ np.eye(2)).sum() == 2
    before = threads()
    with one_core():
        assert set(threads()) == {1}
    assert threads() == before


def test_the_tagger_computes_on_one_thread(monkeypatch: MonkeyPatch) -> None:
    seen: list[int] = []
    encode = Network.encode

    def watched(self, forms, batch):
        seen.extend(threads())
        return encode(self, forms, batch)

    monkeypatch.setattr(Network, "encode", watched)
    spacy.load("id_warta_md")("Gubernur Jawa Barat tiba di Bandung.")
    assert set(seen) == {1}
