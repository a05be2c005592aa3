"""Count what a call does, to tell how its work grows: no clock, so the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

Tracer = Callable[[FrameType, str, Any], Any]


def lines(call: Callable[[], object]) -> int:
    """Return how many lines of Python run during ``call``; each round of a loop or comprehension counts."""
    run = 0

    def count(frame: FrameType, event: str, arg: Any) -> Tracer:
        nonlocal run
        run += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        call()
    finally:
        sys.settrace(before)
    return run


def growth(make: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how many times the work of ``make(size)`` that of ``make(2 * size)`` is: 2 when it grows in step.

    Both run once before, so that what is only made once, or remembered, is not counted.
    """
    small, large = make(size), make(2 * size)
    small(), large()
    return lines(large) / lines(small)
