"""Resolve and write in a process of its own, which takes its memory with it when it ends.

Resolution holds every distinct name of all documents. A program that calls warta, a notebook say,
would keep that memory for good; this way it never has it.
"""

from __future__ import annotations

import copy
import gc
import multiprocessing
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from warta.run.pool import ending
from warta.run.publish import STAGING, Published, publish
from warta.run.store import Store
from warta.run.worker import WorkerError

#: Records below which a process of its own costs more than it saves: half a second against some tens of megabytes.
LEAST = 2048


def publisher(store: Store, workers: int | None) -> Callable[..., Published]:
    """Choose where to resolve and write: apart when there is much to do and further processes are allowed."""
    if workers == 1:
        return publish
    records = sum(pq.read_metadata(part.path).num_rows for part in store.parts("records"))
    return publish_apart if records >= LEAST else publish


def is_interactive() -> bool:
    """Tell whether this is a notebook or a prompt: a process of one's own then has no script to begin again."""
    return getattr(sys.modules["__main__"], "__file__", None) is None


def publish_apart(store: Store, output: Path, **settings: Any) -> Published:
    """Do what ``publish`` does, in another process; raises what it raises.

    Raises MemoryError when the process is killed, as the system does when memory runs out; WorkerError when it
    ends before it begins.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_main, args=(theirs, store, output, settings), daemon=True)
    process.start()
    theirs.close()
    try:
        result: Published | Exception = ours.recv()
    except EOFError:
        process.join()
        how = f"the process that writes the tables {ending(process.exitcode)}; what was extracted is kept"
        if process.exitcode is not None and process.exitcode > 0:
            raise WorkerError(
                f"{how}; in a script, call warta.run under `if __name__ == '__main__':`, or use workers=1"
            ) from None
        raise MemoryError(how) from None
    finally:
        process.kill()
        process.join()
        ours.close()
        shutil.rmtree(store.folder / STAGING, ignore_errors=True)
    if isinstance(result, Exception):
        raise result
    return result


def _main(pipe: Connection, store: Store, output: Path, settings: dict[str, Any]) -> None:
    # Ctrl-C reaches the whole group; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(pipe,), daemon=True).start()
    gc.disable()  # hundreds of thousands of names, none of them in a cycle, and the process ends when they are written
    try:
        pipe.send(publish(store, output, **settings))
    except Exception as error:
        pipe.send(_sent(error))
    os._exit(0)  # everything is on the disk


def _end_with(pipe: Connection) -> None:
    """End at once when the parent has ended: it holds the lock, and the next run may begin."""
    try:
        pipe.recv_bytes()  # it never sends anything
    finally:
        os._exit(1)


def _sent(error: Exception) -> Exception:
    """Return the error if it can be made again behind a pipe, else one that says the same."""
    try:
        return copy.copy(error)
    except Exception:  # whatever its class makes of it
        return RuntimeError(f"{type(error).__name__}: {error}")
