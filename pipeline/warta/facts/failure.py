"""Problems as rows, and the record of a document that gave no facts."""

from __future__ import annotations

import re
from typing import Any

from warta.facts.documents import document_row
from warta.values.document import Document, Problem

_MESSAGE_LIMIT = 300
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{4,16}\b")


def problem_of(source: str, stage: str, error: BaseException) -> Problem:
    """Describe an exception in one line that is the same in every equal run (no memory addresses)."""
    message = _ADDRESS.sub("0x…", " ".join(str(error).split()))
    if len(message) > _MESSAGE_LIMIT:
        message = message[: _MESSAGE_LIMIT - 1] + "…"
    return Problem(source, stage, type(error).__name__, message or type(error).__name__)


def problem_row(problem: Problem) -> dict[str, str]:
    """Return a problem as it stands in a record; its source is the document's."""
    return {"stage": problem.stage, "error": problem.error, "message": problem.message}


def failure(document: Document, *problems: Problem) -> dict[str, Any]:
    """Return the row of ``RECORD`` for a document that gave no facts."""
    return {**document_row(document), "failed": True, "problems": [problem_row(p) for p in problems]}
