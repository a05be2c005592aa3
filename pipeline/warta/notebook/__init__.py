"""Explore the tables of a run, in a notebook or at the prompt: ``warta.read_tables("outputs")`` gives ``Tables``.

Everything here works with the base install; charts and Jupyter come with the extra ``notebook``.
"""

from __future__ import annotations

from warta.notebook.explore import Tables
from warta.notebook.find import AmbiguousNameError, UnknownNameError
from warta.notebook.html import Mark, highlight
from warta.notebook.passage import Passage, Passages
from warta.notebook.views import About, DocumentView

__all__ = [
    "About",
    "AmbiguousNameError",
    "DocumentView",
    "Mark",
    "Passage",
    "Passages",
    "Tables",
    "UnknownNameError",
    "highlight",
]
