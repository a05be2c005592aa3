"""A document with inline TIMEX3 tags: well-formed, complete, reversible."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from warta.values.calendar import find_times, timeml


def tags(text: str, published_at: str | None = "2025-10-21") -> list[tuple[str, dict[str, str]]]:
    root = ElementTree.fromstring(timeml(text, find_times(text, published_at=published_at)))
    return [(tag.text or "", dict(tag.attrib)) for tag in root.iter("TIMEX3")]


def test_a_document() -> None:
    text = "Harga A & B naik awal 2020, kata Sari <3."
    assert timeml(text, find_times(text)) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TimeML><TEXT>Harga A &amp; B naik <TIMEX3 tid="t1" type="DATE" value="2020" mod="START">awal 2020</TIMEX3>'
        ", kata Sari &lt;3.</TEXT></TimeML>\n"
    )


def test_kinds() -> None:
    text = "Setiap tahun, selama tiga hari, Senin (20/10) pukul 09.00 WIB."
    assert tags(text) == [
        ("Setiap tahun", {"tid": "t1", "type": "SET", "value": "XXXX", "quant": "EVERY"}),
        ("tiga hari", {"tid": "t2", "type": "DURATION", "value": "P3D"}),
        ("Senin (20/10)", {"tid": "t3", "type": "DATE", "value": "2025-10-20"}),
        ("pukul 09.00 WIB", {"tid": "t4", "type": "TIME", "value": "2025-10-20T09:00+07:00"}),
    ]


def test_modifiers() -> None:
    found = [attributes.get("mod") for _, attributes in tags("Pada awal 2020, pertengahan 2021, akhir 2022, 2023.")]
    assert found == ["START", "MID", "END", None]


def test_no_mentions_leave_the_text() -> None:
    assert timeml("Tak ada.", []).endswith("<TimeML><TEXT>Tak ada.</TEXT></TimeML>\n")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_the_text_comes_back(text: str) -> None:
    text += ' & <b> "17 Agustus 2020" ]]>'
    root = ElementTree.fromstring(timeml(text, find_times(text)))
    kept = "".join(c if c <= "\ufffd" or c > "\uffff" else "\ufffd" for c in text)
    assert "".join(root.itertext()) == kept


def test_what_xml_forbids_is_replaced() -> None:
    text = "a\x00b\x0b 2020 \ud800"
    assert "".join(ElementTree.fromstring(timeml(text, find_times(text))).itertext()) == "a�b� 2020 �"
