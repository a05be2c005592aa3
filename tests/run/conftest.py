"""Fixtures that the tests of runs share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.run.helpers import KABAR, write


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with three short documents."""
    return write(tmp_path / "masuk", **KABAR)
