"""How the page presents itself, in a browser: phone, dark, print, keyboard, names for those who do not see it."""

from __future__ import annotations

from pathlib import Path

import pytest
import warta

from tests.report.browser import Page

TAB = "\ue004"
VIEWS = ["#/", "#/documents", "#/officials", "#/amounts", "#/dates", "#/organisations", "#/people", "#/facilities", "#/places", "#/mentions", "#/problems", "#/search?q=desa"]  # fmt: skip


def of_documents(tables: Path) -> list[str]:
    frames = warta.read_tables(tables)
    entity = frames.organisations.sort_values(["mentions", "organisation_id"], ascending=[False, True]).iloc[0]
    return [f"#/entity/{entity.organisation_id}", *(f"#/doc/{doc_id}" for doc_id in frames.documents.doc_id)]


def test_a_phone_never_scrolls_sideways(page: Page, tables: Path) -> None:
    page.size(390, 844, mobile=True)
    page.open()
    for address in [*VIEWS, *of_documents(tables)]:
        page.go(address)
        width, window = page.run("return [document.documentElement.scrollWidth, window.innerWidth]")
        assert (width, window) == (390, 390), address
        beyond = page.run(
            "return [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > 391"
            " && !e.closest('.unseen, .scrolls, svg, thead')).map((e) => e.outerHTML.slice(0, 80))"
        )
        assert beyond == [], address


def test_on_a_phone_rows_are_cards_and_the_card_lies_at_the_foot(page: Page, tables: Path) -> None:
    page.size(390, 844, mobile=True)
    row = warta.read_tables(tables).amounts.iloc[0]
    page.open("#/amounts")
    assert page.run("return getComputedStyle(document.querySelector('.rows td')).display") == "grid"
    assert page.find(".order").is_displayed()
    page.open(f"#/doc/{row.doc_id}?at={row.start}-{row.end}")
    assert page.run("return document.getElementById('card').getBoundingClientRect().bottom") == 844


def brightness(page: Page) -> float:
    from PIL import ImageStat

    return float(sum(ImageStat.Stat(page.pixels()).mean) / 3)


def test_light_and_dark_follow_the_system_until_one_is_chosen(page: Page) -> None:
    assert brightness(page) > 200
    page.media(prefers_color_scheme="dark")
    assert brightness(page) < 70
    button = "document.querySelector('.switches .theme').click()"
    page.run(button)  # light
    assert brightness(page) > 200
    page.run(button)  # dark
    page.media()
    assert brightness(page) < 70
    page.open("#/officials")
    assert brightness(page) < 70  # kept
    page.run(button)  # as the system
    assert brightness(page) > 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_the_window_is_filled_with_more_than_a_ground(page: Page, scheme: str, width: int, height: int) -> None:
    page.media(prefers_color_scheme=scheme)
    page.size(width, height, mobile=width < 500)
    page.open("#/")
    page.wait("return document.querySelector('.drawing svg')")
    image = page.pixels()
    assert image.size == (width, height)
    colours = image.getcolors(1 << 24)
    ground = max(count for count, _ in colours)
    assert len(colours) > 60
    assert ground < 0.95 * width * height


def test_on_paper_there_are_no_controls_and_labels_stand_beside_the_words(page: Page, tables: Path) -> None:
    row = warta.read_tables(tables).officials.iloc[0]
    page.open(f"#/doc/{row.doc_id}?at={row.start}-{row.end}")
    page.media(medium="print")
    shown = "return getComputedStyle(document.querySelector(arguments[0])).display"
    assert [page.run(shown, s) for s in ("#masthead", ".marks", "#card", ".neighbours")] == ["none"] * 4
    assert page.run("return getComputedStyle(document.querySelector('.m.OFFICE'), '::after').content") == '"OFFICE"'
    made = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    import base64

    import pypdfium2

    with pypdfium2.PdfDocument(base64.b64decode(made["data"])) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert row.person.split()[0] in text


def test_everything_that_can_be_used_has_a_name(page: Page, tables: Path) -> None:
    nameless = (
        "return [...document.querySelectorAll('button, input, select, a, summary, svg[role], nav, aside section')].filter((e) => {"
        " const words = (e.getAttribute('aria-label') ?? '') + e.textContent + [...(e.labels ?? [])].map((l) => l.textContent).join('');"
        " return words.trim() === ''; }).map((e) => e.outerHTML.slice(0, 90))"
    )
    for address in [*VIEWS, *of_documents(tables)[:3]]:
        page.go(address)
        assert page.run(nameless) == [], address
        assert page.run("return document.querySelectorAll('h1').length") == 1, address
        assert (
            page.run(
                "return [...document.querySelectorAll('[id]')].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i)"
            )
            == []
        ), address
        assert page.texts("h1")[0][:20] in page.run("return document.title"), address
    current = page.go("#/people").run(
        "return [...document.querySelectorAll('[aria-current]')].map((e) => e.textContent)"
    )
    assert current == ["People"]


def test_the_first_tab_skips_to_the_content_and_pages_take_the_focus(page: Page) -> None:
    page.keys(TAB)
    assert page.run("return document.activeElement.id") == "skip"
    page.keys("\ue007")
    assert page.run("return document.activeElement.id") == "main"
    page.run("document.querySelector('.sections a[href=\"#/places\"]').click()")
    page.wait("return document.activeElement.tagName === 'H1'")
    assert page.text("h1") == "Places"


def test_nothing_moves_for_those_who_asked_for_it(page: Page) -> None:
    page.media(prefers_reduced_motion="reduce")
    page.open("#/")
    moving = "return [...document.querySelectorAll('*')].filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0 || getComputedStyle(e).animationName !== 'none').length"
    assert page.run(moving) == 0
