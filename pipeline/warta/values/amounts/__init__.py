"""Amounts in running text: money, percentages, counts and measures, with exact values."""

from __future__ import annotations

from warta.values.amounts.find import find_amounts

__all__ = ["find_amounts"]
