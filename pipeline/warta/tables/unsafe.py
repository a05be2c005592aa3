"""Cells that a spreadsheet would take for a formula (CWE-1236, "CSV injection")."""

from __future__ import annotations

#: What a formula can begin with, also in full width (OWASP, "CSV Injection").
_OPENING = frozenset("=+-@\t\r\n＝＋－＠")


def begins_like_a_formula(text: str) -> bool:
    """Tell whether a spreadsheet may take a cell for a formula."""
    return text[:1] in _OPENING if text else False


def defused(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet may take for a formula."""
    return f"'{text}" if begins_like_a_formula(text) else text
