"""The language of a text, by its function words."""

from __future__ import annotations

import pytest
from warta.read.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Dinas Kelautan membagikan perahu kepada nelayan yang kehilangan mata pencaharian karena badai itu.", "id"),
        ("The ministry said on Monday that it will give boats to the fishermen who lost theirs in the storm.", "en"),
        (
            "Kerajaan mengumumkan bahawa bantuan itu diberikan kepada nelayan kerana ribut, iaitu selepas hari Isnin.",
            "ms",
        ),
        ("Nelayan ing desa iku wis nampa prau saka pamrentah amarga prau sing lawas ora bisa kanggo.", "jv"),
        ("Nu miskin di eta lembur geus narima parahu ti pamarentah, sabab anu heubeul henteu bisa dipake deui.", "su"),
        ("123 456 789 -- 000", None),
        ("Halo", None),
        ("", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language_of(text) == code
