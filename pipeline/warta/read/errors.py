"""What goes wrong in reading."""

from __future__ import annotations


class ReadError(ValueError):
    """A source cannot be read as a document; the message says why in one line."""
