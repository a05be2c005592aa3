"""warta: information extraction from Indonesian news, press releases in and tables out.

nlp = warta.load()                              # the spaCy pipeline
facts = warta.extract(text, published_at="2020-12-12")   # one document's facts
report = warta.run("releases", output="outputs")         # a folder, all tables
tables = warta.read_tables("outputs")           # the tables as typed DataFrames
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warta.api import extract, load, read_tables, run

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "load", "read_tables", "run"]


def __getattr__(name: str) -> Any:
    """Import on first use, so that ``import warta`` and ``warta --help`` stay fast."""
    if name in {"extract", "load", "read_tables"}:
        from warta import api

        return getattr(api, name)
    if name == "run":
        # A package of that name exists, and once imported it is what ``warta.run`` means: it can be called as well.
        from importlib import import_module

        return import_module("warta.run")
    raise AttributeError(f"module 'warta' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
