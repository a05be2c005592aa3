"""The reader of the page, in a browser: marks, cards, jumps, and documents that fight back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import warta

from tests.report.browser import Page
from tests.report.conftest import TITLE
from tests.report.made import document, mention, span

ENTER, ESCAPE = "\ue007", "\ue00c"

#: Of every mark its place, label, words and whether it is the first piece.
MARKS = "return [...document.querySelectorAll('.text .m')].map((m) => [m.dataset.at, m.dataset.label, m.textContent, m.hasAttribute('tabindex')])"


def hostile_id(tables: Path) -> str:
    documents = warta.read_tables(tables).documents
    return str(documents[documents.source.str.endswith("jahat.txt")].doc_id.iloc[0])


def test_every_mention_of_every_document_is_marked_at_its_words(page: Page, tables: Path) -> None:
    frames = warta.read_tables(tables)
    for doc_id in frames.documents.doc_id:
        page.go(f"#/doc/{doc_id}")
        marks = {(at, label): words for at, label, words, first in page.run(MARKS) if first}
        rows = frames.mentions[frames.mentions.doc_id == doc_id]
        expected = {(f"{r.start}-{r.end}", r.label): r.text for r in rows.itertuples()}
        assert {key: marks.get(key) for key in expected} == expected
        officials = frames.officials[frames.officials.doc_id == doc_id]
        assert {f"{r.start}-{r.end}" for r in officials.itertuples()} <= {
            at for at, label in marks if label == "OFFICE"
        }


def test_a_row_leads_to_its_sentence(page: Page, tables: Path) -> None:
    frames = warta.read_tables(tables)
    page.go("#/amounts?kind=MONEY&sort=-value")
    row = frames.amounts[frames.amounts.kind == "MONEY"].sort_values("value", ascending=False).iloc[0]
    page.find(".rows tbody tr td:nth-child(4)").click()  # anywhere in the row
    page.wait("return document.querySelector('.sentence.here')")
    assert page.address() == f"#/doc/{row.doc_id}?at={row.start}-{row.end}"
    sentence = frames.sentences[(frames.sentences.doc_id == row.doc_id) & (frames.sentences.sentence == row.sentence)]
    assert " ".join(page.texts(".sentence.here")[0].split()) == " ".join(sentence.text.iloc[0].split())
    assert page.texts(".m.target") == [row.text]
    top = page.run("return document.querySelector('.m.target').getBoundingClientRect().top / innerHeight")
    assert 0.2 < top < 0.8
    assert page.run("return document.activeElement.classList.contains('target')")


def test_from_a_row_on_to_the_next_and_back_to_the_table(page: Page) -> None:
    page.go("#/officials?q=kepala")
    page.find(".rows tbody tr:nth-child(2) td.wide a").click()
    page.wait("return document.querySelector('.trail a')")
    assert page.text(".trail span").startswith("Row 2 of ")
    first = page.address()
    page.find(".trail a:last-child").click()
    page.wait("return location.hash !== arguments[0]", first)
    assert page.text(".trail span").startswith("Row 3 of ")
    page.wait("return document.querySelector('.m.target')")
    page.find(".trail .back").click()
    page.wait("return document.querySelector('.rows')")
    assert page.address() == "#/officials?q=kepala"


def test_the_card_says_value_entity_finder_and_score(page: Page, tables: Path) -> None:
    frames = warta.read_tables(tables)
    by_model = frames.mentions[frames.mentions.score.notna() & frames.mentions.entity_id.notna()].iloc[0]
    page.go(f"#/doc/{by_model.doc_id}?at={by_model.start}-{by_model.end}")
    card = page.text("#card")
    assert by_model.text in card and by_model.norm in card
    assert "model" in card and f"{by_model.score:.2f}" in card
    entity = page.find("#card a")
    assert entity.get_attribute("href").endswith(f"#/entity/{by_model.entity_id}")
    money = frames.amounts[(frames.amounts.kind == "MONEY")].iloc[0]
    page.go(f"#/doc/{money.doc_id}?at={money.start}-{money.end}")
    assert f"{int(money.value):,} IDR" in page.text("#card")
    assert "rule money" in page.text("#card")
    assert "none: rule gives no probability" in page.text("#card")
    date = frames.dates[(frames.dates.kind == "DATE") & (frames.dates.resolved_from == "published_at")].iloc[0]
    page.go(f"#/doc/{date.doc_id}?at={date.start}-{date.end}")
    assert date.value in page.text("#card") and "day of publication" in page.text("#card")


def test_the_card_opens_under_the_pointer_and_on_focus_and_closes_by_escape(page: Page, tables: Path) -> None:
    frames = warta.read_tables(tables)
    row = frames.mentions[frames.mentions.label == "LOC"].iloc[0]
    page.go(f"#/doc/{row.doc_id}")
    page.run("window.scrollTo(0, 0)")
    mark = page.find(".text .m.LOC")
    page.hover(mark)
    page.wait("return !document.getElementById('card').hidden")
    assert "Place" in page.text("#card")
    page.hover(page.find("#card"))  # so that its link can be reached
    page.run("return new Promise((done) => setTimeout(done, 400))")
    assert page.find("#card").is_displayed()
    page.hover(page.find("h1"))
    page.wait("return document.getElementById('card').hidden")
    page.run("document.querySelector('.text .m.LOC').focus()")
    page.wait("return !document.getElementById('card').hidden")
    assert page.run("return document.activeElement.getAttribute('aria-describedby')") == "card"
    page.keys(ENTER)
    assert page.run("return document.getElementById('card').contains(document.activeElement)")
    page.keys(ESCAPE)
    assert page.run("return document.getElementById('card').hidden")
    assert page.run("return document.activeElement.classList.contains('LOC')")
    page.run("document.querySelector('.text .m.LOC').blur(); document.querySelector('.text .m.LOC').focus()")
    page.keys(ENTER, ENTER)
    page.wait("return location.hash.startsWith('#/entity/')")


def test_marks_can_be_left_out_by_kind_and_named_beside(page: Page, tables: Path) -> None:
    page.go(f"#/doc/{warta.read_tables(tables).documents.doc_id.iloc[1]}")
    page.run("document.querySelector('.marks input').click()")
    assert page.run(
        "return [...document.querySelectorAll('.m.ORG')].every((m) => m.classList.contains('plain') && m.tabIndex < 0)"
    )
    assert page.run("return [...document.querySelectorAll('.m.LOC')].every((m) => !m.classList.contains('plain'))")
    page.run("document.querySelector('.marks label:last-child input').click()")
    label = page.run("return getComputedStyle(document.querySelector('.m.LOC'), '::after').content")
    assert label == '"LOC"'


def test_a_link_to_a_sentence(page: Page, tables: Path) -> None:
    row = warta.read_tables(tables).sentences.query("sentence == 4").iloc[0]
    page.open(f"#/doc/{row.doc_id}?s=4")
    assert " ".join(page.texts(".sentence.here")[0].split()) == " ".join(row.text.split())


def test_facts_beside_the_text_lead_into_it(page: Page, tables: Path) -> None:
    row = warta.read_tables(tables).officials.iloc[0]
    page.go(f"#/doc/{row.doc_id}")
    link = page.find(".facts li a")
    assert link.text == row.person
    link.click()
    page.wait("return document.querySelector('.m.target.OFFICE')")
    page.run("history.back()")
    page.wait("return !location.hash.includes('at=')")


def test_nothing_in_a_document_can_run(page: Page, tables: Path) -> None:
    page.open(f"#/doc/{hostile_id(tables)}")
    text = page.text(".text")
    for words in (
        "</script><script>window.dibajak=1</script>",
        "<!--",
        "<img src=x onerror=",
        "=HYPERLINK(",
        "<style>body{display:none}</style>",
        "&lt;b&gt;",
    ):
        assert words in text
    assert TITLE in page.run("return document.title")
    assert page.texts(".brand") == [TITLE]
    for address in ("#/documents", "#/officials", "#/amounts", "#/mentions", "#/search?q=script", "#/"):
        page.go(address)
        assert (
            page.run(
                "return document.querySelectorAll('main img, main script, main style, main b, main iframe').length"
            )
            == 0
        )
        assert page.run("return window.dibajak") is None
    assert page.run("return document.scripts.length") == 1  # the packed data are taken out when they are read
    assert "<b>jahat.txt" in " ".join(page.go("#/documents").texts(".path"))


def test_the_policy_stops_what_would_get_in_all_the_same(page: Page) -> None:
    page.run(
        "window.stopped = []; document.addEventListener('securitypolicyviolation', (e) => window.stopped.push(e.effectiveDirective));"
        "const script = document.createElement('script'); script.textContent = 'window.dibajak = 1'; document.body.append(script);"
        'document.body.insertAdjacentHTML(\'beforeend\', \'<img src="http://contoh.invalid/x.png" onerror="window.dibajak = 1"><p style="color:red">x</p>\')'
    )
    page.wait("return window.stopped.length >= 3")
    assert {"script-src-elem", "img-src", "style-src-attr"} <= set(page.run("return window.stopped"))
    assert page.run("return window.dibajak") is None
    assert page.complaints() != []  # the browser says so; nothing else may


def test_offsets_count_code_points(page: Page, tables: Path) -> None:
    frames = warta.read_tables(tables)
    rows = frames.mentions[frames.mentions.doc_id == hostile_id(tables)]
    behind = rows[rows.text == "Rp325 juta"].iloc[0]
    page.go("#/amounts?q=325")
    assert "Rp325 juta" in page.texts(".rows .context mark")
    page.go(f"#/doc/{behind.doc_id}?at={behind.start}-{behind.end}")
    assert page.texts(".m.target") == ["Rp325 juta"]


def test_no_request_leaves_the_page(page: Page, tables: Path) -> None:
    import json

    page.driver.get_log("performance")
    page.open(f"#/doc/{hostile_id(tables)}")
    for address in ("#/", "#/amounts", "#/search?q=bupati"):
        page.go(address)
    sent = [json.loads(entry["message"])["message"] for entry in page.driver.get_log("performance")]
    urls = {m["params"]["request"]["url"].split("#")[0] for m in sent if m["method"] == "Network.requestWillBeSent"}
    assert {url for url in urls if not url.startswith(("data:", "about:"))} == {page.path.as_uri()}


def test_spans_that_cross_are_cut_and_light_up_together(made: Any) -> None:
    doc = document("daaaaaaaaaaaaa", "Kata 😀 Kepala Dinas Pasar Kota Melati Rina Kusuma hari ini.")
    page = made(
        [doc],
        mentions=[
            mention(doc, "Dinas Pasar Kota", "ORG"),
            mention(doc, "Kota Melati", "LOC"),
            mention(doc, "Melati Rina Kusuma", "PER"),
        ],
        officials=[
            span(doc, "Kepala Dinas Pasar Kota Melati", person="Rina Kusuma", position="Kepala", status="definitive")
        ],
    ).go("#/doc/daaaaaaaaaaaaa")
    marks = page.run(MARKS)
    whole = {}
    for _, label, _, _ in marks:
        whole[label] = page.run(
            "const own = [...document.querySelectorAll(`.m.${arguments[0]}`)];"
            "return own.filter((m) => !own.some((o) => o !== m && o.contains(m))).map((m) => m.textContent).join('')",
            label,
        )
    assert whole == {
        "OFFICE": "Kepala Dinas Pasar Kota Melati",
        "ORG": "Dinas Pasar Kota",
        "LOC": "Kota Melati",
        "PER": "Melati Rina Kusuma",
    }
    assert page.text(".sentence") == doc["text"]
    assert [label for _, label, _, first in marks if first] == ["OFFICE", "ORG", "LOC", "PER"]
    page.run("[...document.querySelectorAll('.m.PER')].find((m) => m.tabIndex === 0).focus()")
    assert page.run("return document.querySelectorAll('.m.lit').length") == sum(m[1] == "PER" for m in marks)
    assert "Rina Kusuma" in page.text("#card")
    assert page.complaints() == []


def test_a_sample_says_so(made: Any) -> None:
    docs = [document(f"d{c * 13}", f"Hujan turun di Desa Sukamaju {c}.") for c in "abc"]
    page = made(docs, limit=2)
    assert "This report shows 2 of the 3 documents" in page.text(".notice")
    assert page.texts(".figures-strip dd")[0] == "2"


def test_empty_tables_and_missing_texts_do_no_harm(made: Any, tmp_path: Path) -> None:
    page = made([document("daaaaaaaaaaaaa", "Hujan.")], sentences=[])
    for address in ("#/", "#/officials", "#/problems", "#/search?q=hujan", "#/doc/daaaaaaaaaaaaa"):
        page.go(address)
        assert page.text("h1")
    assert "text of this document is not available" in page.text(".text")
    page.go("#/problems")
    assert page.text(".nothing") == "Every document was read and processed."
    assert page.complaints() == []


def test_an_old_browser_is_told(driver: Any, report: Path) -> None:
    page = Page(driver, report)
    added = driver.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument", {"source": "delete window.DecompressionStream"}
    )
    try:
        driver.get("about:blank")
        driver.get(report.as_uri())
        page.wait("return document.querySelector('.notice')")
        assert "too old" in page.text(".notice")
    finally:
        driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


def test_damaged_data_are_told(driver: Any, report: Path, tmp_path: Path) -> None:
    html = report.read_text(encoding="utf-8")
    at = html.index('id="data">') + 400
    broken = tmp_path / "rusak.html"
    broken.write_text(html[:at] + "AAAA" * 20 + html[at + 80 :], encoding="utf-8")
    page = Page(driver, broken)
    driver.get(broken.as_uri())
    page.wait("return document.querySelector('.notice')")
    assert "damaged" in page.text(".notice")
