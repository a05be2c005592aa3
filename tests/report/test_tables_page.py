"""The tables of the page, in a browser: search, filter, sort, pages, export, and the way back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import warta

from tests.report.browser import Page
from tests.report.made import document

ENTER, TAB, ESCAPE = "\ue007", "\ue004", "\ue00c"


def number(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


def test_the_overview_counts_what_the_tables_hold(page: Page, tables: Path) -> None:
    frames = warta.read_tables(tables)
    shown = dict(zip(page.texts(".figures-strip dt"), map(number, page.texts(".figures-strip dd")), strict=True))
    names = ("documents", "officials", "amounts", "dates", "organisations", "people", "facilities", "places", "mentions", "problems")  # fmt: skip
    assert shown == {name.capitalize(): len(frames[name]) for name in names}
    labels = dict(zip(page.texts(".stacked .who"), map(number, page.texts(".stacked .count")), strict=True))
    assert labels["Organisation"] == int((frames.mentions.label == "ORG").sum())
    assert sum(labels.values()) == len(frames.mentions)
    assert "1 of them without a date" not in page.text(".standfirst")


def test_charts_are_drawn_and_lead_to_their_rows(page: Page, tables: Path) -> None:
    drawn = page.wait("return document.querySelectorAll('.drawing svg').length")
    assert drawn == 3
    link = page.run("return document.querySelector('.drawing svg a[href^=\"#/documents\"]').getAttribute('href')")
    said = page.run("return document.querySelector('.drawing svg a[href^=\"#/documents\"]').getAttribute('aria-label')")
    page.go(link)
    assert page.text(".state .count").startswith(said.split(": ")[1].split()[0])
    page.go("#/")
    page.wait("return document.querySelector('.dot')")
    page.run(
        "document.querySelector('.drawing a[href*=\"with=\"]').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    page.go(
        page.run("return document.querySelector('.drawing a[href*=\"with=\"]')?.getAttribute('href')") or page.address()
    )
    assert page.texts(".chip")[0].startswith("in one sentence with ")
    assert set(page.column("Unit")) == {"IDR"}


def test_all_words_must_occur_and_the_address_keeps_them(page: Page) -> None:
    page.go("#/officials")
    before = number(page.text(".state .count").split()[0])
    page.find(".filters input[type=search]").send_keys("bupati SIGI")
    page.wait("return location.hash.includes('q=')")
    assert page.address() == "#/officials?q=bupati%20SIGI"
    rows = page.texts(".rows tbody tr")
    assert 0 < len(rows) < before
    assert all("bupati" in row.lower() and "sigi" in row.lower() for row in rows)
    page.open(page.address())
    assert page.texts(".rows tbody tr") == rows
    page.find(".chips .quiet").click()
    assert page.address() == "#/officials"
    assert page.find(".filters input[type=search]").get_attribute("value") == ""


def test_search_goes_without_case_and_accents_and_says_when_nothing_fits(page: Page) -> None:
    page.go("#/organisations?q=KEMENTÉRIAN%20pekerjaan")
    assert page.column("Name") == ["Kementerian Pekerjaan Umum"]
    page.go("#/organisations?q=tidakadasamasekali")
    assert "Nothing here fits" in page.text(".nothing")


def test_filters_choose_by_value(page: Page, tables: Path) -> None:
    amounts = warta.read_tables(tables).amounts
    page.go("#/amounts?kind=MONEY")
    assert set(page.column("Kind")) == {"Money"}
    assert number(page.text(".state .count").split()[0]) == int((amounts.kind == "MONEY").sum())
    page.go("#/amounts?kind=MONEY&least=1000000000")
    expected = amounts[(amounts.kind == "MONEY") & (amounts.value >= Decimal(10**9))]
    assert number(page.text(".state .count").split()[0]) == len(expected) > 0
    page.go("#/dates?resolved=-")
    assert number(page.text(".state .count").split()[0]) == int(
        warta.read_tables(tables).dates.resolved_from.isna().sum()
    )


def test_days_are_filtered_from_and_to(page: Page, tables: Path) -> None:
    days = warta.read_tables(tables).documents.published_at.dropna()
    page.go("#/documents?from=2024-01-01&to=2025-12-31")
    assert number(page.text(".state .count").split()[0]) == int(days.str[:4].isin(["2024", "2025"]).sum()) > 0


def test_columns_sort_by_value_with_the_unknown_last(page: Page) -> None:
    page.go("#/amounts?unit=IDR&kind=MONEY")
    page.find("thead th:nth-child(1) button").click()
    assert page.find("thead th:nth-child(1)").get_attribute("aria-sort") == "descending"
    values = [number(text.strip("≥≤≈<> ").split("–")[0]) for text in page.column("Value")]
    assert values == sorted(values, reverse=True)
    page.find("thead th:nth-child(1) button").click()
    values = [number(text.strip("≥≤≈<> ").split("–")[0]) for text in page.column("Value")]
    assert values == sorted(values) and page.address().endswith("sort=value")
    page.go("#/organisations?sort=acronym")
    acronyms = page.column("Acronym")
    known = [a for a in acronyms if a]
    assert acronyms == known + [""] * (len(acronyms) - len(known))
    assert known == sorted(known, key=str.casefold)


def test_sorting_works_from_the_keyboard(page: Page) -> None:
    page.go("#/people")
    page.run("document.querySelector('thead button').focus()")
    page.keys(ENTER)
    assert page.find("thead th").get_attribute("aria-sort") == "ascending"
    assert "ascending" in page.texts("#said")[0]


def test_long_tables_come_in_pages(page: Page) -> None:
    page.go("#/mentions")
    assert len(page.all(".rows tbody tr")) == 50
    page.run("[...document.querySelectorAll('.pager button')].find((b) => b.textContent === 'Next').click()")
    assert page.address() == "#/mentions?page=2"
    assert page.text(".pager .where").startswith("Rows 51 to 100")


def test_back_restores_the_table_as_it_was_left(page: Page) -> None:
    page.go("#/officials?q=kepala")
    rows = page.texts(".rows tbody tr")
    page.run("window.scrollTo(0, 300)")
    page.wait("return history.state?.y === 300")
    page.find(".rows tbody tr:nth-child(2) td.wide a").click()
    page.wait("return location.hash.startsWith('#/doc/')")
    page.run("history.back()")
    page.wait("return location.hash === '#/officials?q=kepala' && document.querySelector('.rows')")
    assert page.texts(".rows tbody tr") == rows
    assert page.find(".filters input[type=search]").get_attribute("value") == "kepala"
    assert page.wait("return window.scrollY") == 300


def test_rows_are_exported_with_formulas_defused(page: Page) -> None:
    page.go("#/documents?sort=title")
    page.run(
        "URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return 'data:,'; };"
        "HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };"
        "document.querySelector('.export').click()"
    )
    text = page.wait("return window.saved")
    assert page.run("return window.savedAs") == "documents.csv"
    lines = text.lstrip("\ufeff").split("\r\n")
    assert lines[0].startswith("title,published,publisher,")
    assert len(lines) == number(page.text(".state .count").split()[0]) + 2
    assert all(not line.startswith(("=", "+", "-", "@")) for line in lines)


def test_cells_that_a_spreadsheet_would_run_are_defused(made: Callable[..., Page]) -> None:
    titles = ["=1+1", "-2+3", "+62", "@x", 'Pasar, "Melati"']
    page = made([document(f"d{i}{'a' * 12}", f"Hujan {i}.", title=title) for i, title in enumerate(titles)])
    page.go("#/documents?sort=source")
    page.run(
        "URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return 'data:,'; };"
        "HTMLAnchorElement.prototype.click = () => {};"
        "document.querySelector('.export').click()"
    )
    rows = list(csv.reader(io.StringIO(page.wait("return window.saved"))))
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'-2+3", "'+62", "'@x", 'Pasar, "Melati"']


def test_an_entity_shows_its_forms_and_every_mention(page: Page, tables: Path) -> None:
    frames = warta.read_tables(tables)
    row = frames.organisations.sort_values(["mentions", "organisation_id"], ascending=[False, True]).iloc[0]
    page.go("#/organisations")
    page.run(
        "[...document.querySelectorAll('.rows td a')].find((a) => a.textContent === arguments[0]).click()", row["name"]
    )
    page.wait("return location.hash.startsWith('#/entity/')")
    assert page.address() == f"#/entity/{row['organisation_id']}"
    assert page.text("h1").startswith(row["name"])
    forms = frames.names[frames.names.entity_id == row["organisation_id"]].name
    assert set(page.texts(".chart:first-of-type .who")) == set(forms)
    assert page.texts(".grid:last-of-type .state .count")[-1] == f"{row['mentions']} rows"


def test_searching_everything_finds_names_in_any_form_titles_and_texts(page: Page) -> None:
    page.find("#masthead input[type=search]").send_keys("jica", ENTER)
    page.wait("return location.hash === '#/search?q=jica'")
    assert "Japan International Cooperation Agency" in page.texts(".found:nth-of-type(1) li a")
    assert any("jica" in text.lower() for text in page.texts(".found .quote"))
    assert {text.lower() for text in page.texts(".quote mark")} == {"jica"}
    page.find(".found .quote").find_element("xpath", "../a").click()
    page.wait("return document.querySelector('.sentence.here')")
    assert "jica" in page.text(".sentence.here").lower()
    page.go("#/search?q=tidakadasamasekali")
    assert "Nothing found" in page.text("main")


def test_problems_are_listed_and_announced_in_the_head(page: Page) -> None:
    assert page.texts(".sections .alarm") == [" 1"]
    page.go("#/problems")
    assert page.column("Message") == ["empty file"]
    assert page.column("Source")[0].endswith("/kosong.txt")


@pytest.mark.parametrize("address", ["#/tiada", "#/entity/org-tiada", "#/doc/d-tiada", "#/%E0%A4%A"])
def test_an_address_that_leads_nowhere_says_so(page: Page, address: str) -> None:
    page.open(address)
    assert "not in this report" in page.text("h1") or "no such page" in page.text("h1")


def test_numbers_and_days_are_written_the_way_of_the_language(page: Page) -> None:
    page.go("#/amounts?unit=IDR&sort=-value")
    english = page.column("Value")[0]
    assert "," in english and "." not in english
    days = page.column("Published")
    page.find(".switches button").click()
    assert page.run("return document.documentElement.lang") == "id"
    assert page.text("h1") == "Angka"
    assert page.column("Nilai")[0] == english.replace(",", ".")
    assert page.column("Terbit") != days or not any(m in d for d in days for m in ("May", "Aug", "Oct", "Dec"))
    page.open("#/officials")
    assert page.text("h1") == "Pejabat"  # kept for the next visit
    assert page.text(".brand") == page.run("return document.querySelector('.brand').textContent")


def test_a_bar_of_an_entity_leads_to_its_mentions_of_that_time(page: Page, tables: Path) -> None:
    frames = warta.read_tables(tables)
    entity = frames.places[frames.places.documents >= 3].sort_values("place_id").place_id.iloc[0]
    page.go(f"#/entity/{entity}")
    page.wait("return document.querySelector('.drawing svg a')")
    href = page.run("return document.querySelector('.drawing svg a').getAttribute('href')")
    assert href.startswith(f"#/entity/{entity}?from=")
    page.go(href)
    counts = page.texts(".grid .state .count")
    assert " of " in counts[-1] and not counts[-1].startswith("0 ")
    assert page.run("return window.scrollY") > 0


def test_kinds_are_said_in_indonesian(page: Page) -> None:
    page.go("#/organisations?kind=ministry")
    assert set(page.column("Kind")) == {"ministry"}
    page.find(".switches button").click()
    assert set(page.column("Jenis")) == {"kementerian"}
