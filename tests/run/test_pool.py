from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from warta.facts.documents import from_batch, to_batch
from warta.facts.failure import failure, problem_of
from warta.facts.schema import RECORD
from warta.run.pool import Pool, WorkerError, ending
from warta.run.worker import Setup, pack, unpack
from warta.values.document import Document

from tests.run.helpers import MAKER


def batch(*texts: str) -> pa.RecordBatch:
    return to_batch([Document(f"d{text}", text, "txt", text) for text in texts])


def lost(batch: pa.RecordBatch, reason: RuntimeError) -> pa.RecordBatch:
    (document,) = from_batch(batch)
    return pa.RecordBatch.from_pylist([failure(document, problem_of(document.source, "extract", reason))], RECORD)


def pool(workers: int = 1, seconds: float | None = None, model: str | None = None) -> Pool:
    return Pool(Setup(model, MAKER), workers, lost, seconds)


def outcome(results: Iterator[pa.RecordBatch]) -> list[list[str]]:
    """Return text and error of every row, batch by batch."""
    return [
        [f"{row['text']}:{row['problems'][0]['error']}" if row["failed"] else row["text"] for row in b.to_pylist()]
        for b in results
    ]


def test_results_come_in_the_order_of_the_batches() -> None:
    batches = [batch(f"satu{n}", f"dua{n}") for n in range(12)]
    with pool(2) as workers:
        assert outcome(workers.map(batches)) == [[f"satu{n}", f"dua{n}"] for n in range(12)]


def test_nothing_to_do_starts_no_process() -> None:
    with pool(2) as workers:
        assert list(workers.map([])) == []
        assert workers._crew == []


def test_no_more_workers_than_batches_are_started() -> None:
    with pool(8) as workers:
        assert len(outcome(workers.map([batch("satu")]))) == 1
        assert len(workers._crew) == 1


def test_a_killed_worker_costs_one_document_not_its_batch() -> None:
    batches = [batch("awal"), batch("satu", "MATI", "dua"), batch("akhir")]
    with pool() as workers:
        assert outcome(workers.map(batches)) == [["awal"], ["satu", "MATI:WorkerDied", "dua"], ["akhir"]]


def test_a_document_that_takes_too_long_is_given_up() -> None:
    with pool(seconds=1.0) as workers:
        assert outcome(workers.map([batch("LAMBAT"), batch("cepat")])) == [["LAMBAT:TookTooLong"], ["cepat"]]


def test_a_worker_killed_from_outside_costs_nothing() -> None:
    with pool() as workers:
        results = workers.map([batch(f"teks{n}") for n in range(8)])
        first = next(results)
        pid = workers._crew[0].process.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert outcome(iter([first])) + outcome(results) == [[f"teks{n}"] for n in range(8)]


def test_batches_are_drawn_only_a_little_ahead() -> None:
    drawn = []

    def batches() -> Iterator[pa.RecordBatch]:
        for n in range(100):
            drawn.append(n)
            yield batch(f"teks{n}")

    with pool() as workers:
        next(workers.map(batches()))
        assert len(drawn) <= 6


def test_a_model_that_cannot_be_loaded_is_a_clear_error() -> None:
    with pytest.raises(WorkerError, match="the model is broken"), pool(model="rusak") as workers:
        list(workers.map([batch("satu")]))


def test_workers_that_never_start_are_given_up() -> None:
    with pytest.raises(WorkerError, match=r"end before they are ready.*exit code 3"), pool(model="sekarat") as workers:
        list(workers.map([batch("satu")]))


def test_leaving_the_pool_ends_its_processes() -> None:
    with pool() as workers:
        next(workers.map([batch("satu"), batch("dua")]))
        process = workers._crew[0].process
    assert not process.is_alive()


@pytest.mark.parametrize(
    ("code", "said"),
    [(-9, "was killed (SIGKILL)"), (-127, "was killed (signal 127)"), (3, "ended with exit code 3")],
)
def test_the_end_of_a_process_is_said_in_words(code: int, said: str) -> None:
    assert ending(code) == said


def test_batches_survive_the_pipe() -> None:
    assert unpack(pack(batch("satu", "dua"))).equals(batch("satu", "dua"))


def test_a_worker_that_hangs_without_reading_on_is_given_up_and_the_next_batch_is_not() -> None:
    # Far more than a pipe holds: who sends it must not wait for a worker that never takes it.
    large = ["besar " * 200_000] * 2
    with pool(seconds=1.0) as workers:
        results = outcome(workers.map([batch("MACET"), batch(*large), batch("cepat")]))
    assert results == [["MACET:TookTooLong"], large, ["cepat"]]


def test_a_batch_that_waits_at_a_worker_survives_its_death() -> None:
    batches = [batch("MATI", f"satu{n}") for n in range(3)]
    with pool(2) as workers:
        assert outcome(workers.map(batches)) == [["MATI:WorkerDied", f"satu{n}"] for n in range(3)]


def test_leaving_the_pool_in_the_middle_ends_a_worker_that_hangs() -> None:
    with pool() as workers:
        results = workers.map([batch("awal"), batch("MACET"), batch("besar " * 200_000)])
        next(results)
        process = workers._crew[0].process
    assert not process.is_alive()


def test_a_worker_leaves_out_torch_where_the_model_has_no_use_for_it() -> None:
    with Pool(Setup(model="rules"), 1, lost) as workers:
        (result,) = workers.map([batch("Bupati Garut Rahayu Suwandi hadir.")])
        assert [row["failed"] for row in result.to_pylist()] == [False]
        maps = Path(f"/proc/{workers._crew[0].process.pid}/maps")
        loaded = maps.read_text(encoding="utf-8") if maps.exists() else ""
    assert "/torch/" not in loaded


@pytest.mark.parametrize(
    ("setup", "lean"),
    [
        (Setup(), True),
        (Setup("rules"), True),
        (Setup("stanza"), False),
        (Setup("model_lain"), False),
        (Setup(maker=MAKER), False),
    ],
)
def test_models_of_other_makers_find_torch(setup: Setup, lean: bool) -> None:
    assert setup.lean is lean
