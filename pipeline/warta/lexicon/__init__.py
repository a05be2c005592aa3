"""Word lists and registers as data files, with one typed loader."""

from warta.lexicon.loader import LexiconError, table, words

__all__ = ["LexiconError", "table", "words"]
