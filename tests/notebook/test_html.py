"""HTML for notebooks: spans marked, labels beside colours, nothing of a text run."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import warta
from hypothesis import given
from hypothesis import strategies as st
from warta.notebook import Mark, highlight
from warta.notebook.html import grid

TEXT = "Bupati Sikka memberi <script>alert('x')</script> bantuan Rp5 juta, Selasa (14/5/2024)."


def words(shown: str) -> str:
    """Return the text of HTML without labels."""
    return html.unescape(re.sub(r"<small>.*?</small>|<[^>]*>", "", shown))


def test_facts_show_themselves() -> None:
    facts = warta.extract(TEXT, model="rules")
    shown = facts._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert re.search(r"<mark [^>]*title='5000000 IDR \(rule:money\)'>Rp5 juta<small>MONEY</small></mark>", shown)
    assert all(f"<h4>{title}</h4>" in shown for title in ("Names", "Dates", "Amounts"))
    assert "<h4>Officials</h4>" not in shown  # none there
    assert "var(--t)" in shown


def test_facts_and_mentions_have_short_reprs() -> None:
    facts = warta.extract(TEXT, model="rules")
    assert repr(facts) == f"Facts({facts.document.doc_id}: 1 names, 0 officials, 1 dates, 1 amounts in 1 sentences)"
    assert repr(facts.names[0]) == "<LOC 'Sikka', 7:12, lexicon:regions>"
    assert repr(facts.amounts[0]) == "<MONEY 'Rp5 juta' = 5000000 IDR, 57:65, rule:money>"
    assert repr(facts.dates[0]).startswith("<DATE 'Selasa (14/5/2024)' = 2024-05-14, 67:85, rule:")
    assert repr(facts.document) == "Document('-', 86 characters)"
    assert repr(facts.mentions[0]) == repr(facts.names[0])
    officials = warta.extract("Ketua Bank Sari Rina Wati hadir.", model="rules").officials
    assert repr(officials[0]) == "<Rina Wati: Ketua, Bank Sari (definitive), 0:25>"


def test_a_long_text_is_cut_and_says_so() -> None:
    shown = warta.extract("Harga beras naik 5 persen di pasar. " * 700, model="rules")._repr_html_()
    assert "... and 5,200 characters more" in shown
    assert "50 of 700 rows" in shown


def test_a_quotation_mark_ends_no_attribute() -> None:
    shown = highlight("a", [Mark(0, 1, "ORG", "' onmouseover='alert(1)")])
    assert " onmouseover='" not in shown


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_the_words_stay_whatever_is_marked(text: str, spans: list[tuple[int, int]]) -> None:
    shown = highlight(text, [Mark(a, b, "ORG") for a, b in spans])
    assert words(shown) == text
    assert shown.count("<mark") == shown.count("</mark>")


def test_of_overlapping_spans_the_first_is_marked() -> None:
    shown = highlight("Dinas Sosial Tegal", [Mark(13, 18, "LOC"), Mark(0, 18, "ORG"), Mark(5, 99, "PER")])
    assert shown.count("<mark") == 1
    assert "<small>ORG</small>" in shown
    assert "<small>" not in highlight("Dinas", [Mark(0, 5, "ORG")], labels=False)


def test_a_table_escapes_and_counts() -> None:
    shown = grid(("nama", "n"), [("<i>", 1234), (None, Decimal("0.50"))], of=9)
    assert "<td>&lt;i&gt;</td><td class=n>1,234</td>" in shown
    assert "<td></td>" in shown
    assert "<td class=n>0.50</td>" in shown
    assert "2 of 9 rows" in shown
