"""Batch runs: read what is new, extract, commit, resolve, write the tables.

The module itself can be called, so that ``warta.run("releases")`` works beside
``import warta.run.store``; see ``warta.run.start.run`` for the arguments.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warta.run.batch import Report


class _Callable(ModuleType):
    def __call__(self, *args: Any, **options: Any) -> Report:
        from warta.run.start import run

        return run(*args, **options)


sys.modules[__name__].__class__ = _Callable
