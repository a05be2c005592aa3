"""Arithmetic on one core: small matrices gain nothing from more, and threads that wait for each other cost a lot.

On a busy machine, and with a worker process a core, BLAS threads made the tagger several times
slower. One thread also adds up in one order, so that worker processes and a run in
one process give the same scores.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

import numpy  # noqa: F401  the controller finds the libraries that are loaded when it is made
from threadpoolctl import ThreadpoolController


def one_core() -> AbstractContextManager[Any]:
    """Hold numpy's linear algebra to one thread during the block; afterwards it is as it was."""
    limit: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limit


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
