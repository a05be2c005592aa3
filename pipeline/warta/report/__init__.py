"""The report: one self-contained HTML file to read, search and check the tables of a run."""

from __future__ import annotations

from warta.report.write import LIMIT, Report, write_report

__all__ = ["LIMIT", "Report", "write_report"]
