# SPDX-License-Identifier: EUPL-1.2
"""The sheet as a spreadsheet: blocks by keys and mouse, the way back, last year's values, the line about a cell."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from ssoz.registers.models import Unit
from ssoz.reports.models import Report
from tests.browser.conftest import WIDE, look, touch
from tests.browser.hands import PASTE
from tests.factories import access, registers
from tests.factories.reports import ACCEPTED, TINY, blank_report, fill, report_at, tiny

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[..., Page]
COLUMNS = "    - {{code: k2, title: w tym dla dzieci}}\n"
ROWS = "    - {{code: w03, title: Oddziały zabiegowe}}\n"
FORM = TINY.replace(
    COLUMNS, COLUMNS + "    - {{code: k3, title: Przyjęci}}\n    - {{code: k4, title: Wypisani}}\n"
).replace(ROWS, ROWS + '    closed: ["w02.k3"]\n')
FILLED = {
    "d1.w02.k1": "10",
    "d1.w02.k2": "4",
    "d1.w02.k4": "1500",
    "d1.w03.k1": "20",
    "d1.w03.k2": "5",
    "d1.w03.k3": "7",
}
COPY = """kind => {
    const clipboardData = new DataTransfer();
    document.activeElement.dispatchEvent(new ClipboardEvent(kind, {clipboardData, bubbles: true, cancelable: true}));
    return clipboardData.getData("text/plain");
}"""


@pytest.fixture
def unit() -> Unit:
    return registers.unit()


@pytest.fixture
def report(unit: Unit) -> Report:
    """Filled in; a year ago the unit had half as many beds."""
    before = {"d1.w02.k1": "5", "d1.w02.k2": "4", "d1.w03.k1": "20", "d1.w03.k2": "5"}
    report_at(ACCEPTED, unit, tiny(2024, text=FORM), before)
    return fill(blank_report(unit, tiny(text=FORM)), FILLED)


@pytest.fixture
def open_sheet(people: Callable[..., BrowserContext], live_server: Any) -> Open:
    def page_of(report: Report, *, javascript: bool = True) -> Page:
        client = access.signed_in(Client(), access.profile("reporter_nonfinancial", unit=report.unit))
        context = people(WIDE, javascript=javascript)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/sprawozdanie/{report.public_id}/")
        if javascript:
            page.wait_for_selector("#arkusz[data-live]")
            touch(page)
        return page

    return page_of


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def value(page: Page, *cells: str) -> list[str]:
    """Without the spaces that part thousands: they come with the answer to the save."""
    return ["".join(page.input_value(f"#d1-{cell}").split()) for cell in cells]


def here(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_keys_move_edit_and_come_back_as_in_a_spreadsheet(open_sheet: Open, report: Report) -> None:
    page = open_sheet(report)
    page.focus("#d1-w02-k1")
    found = []
    for keys in (
        ["ArrowRight"],
        ["ArrowRight"],
        ["ArrowLeft"],
        ["Home"],
        ["End"],
        ["Control+ArrowDown"],
        ["Control+Home"],
    ):
        press(page, *keys)
        found.append(here(page))
    assert found == ["d1-w02-k2", "d1-w02-k4", "d1-w02-k2", "d1-w02-k1", "d1-w02-k4", "d1-w03-k4", "d1-w02-k1"]

    page.keyboard.type("12")
    press(page, "ArrowRight", "ArrowLeft")
    assert (here(page), value(page, "w02-k1")) == ("d1-w02-k1", ["12"])
    press(page, "F2", "Home", "ArrowRight", "Delete")
    assert (here(page), value(page, "w02-k1")) == ("d1-w02-k1", ["1"])
    press(page, "Escape")
    assert value(page, "w02-k1") == ["12"]

    press(page, "Tab", "Tab")  # over the closed cell
    assert here(page) == "d1-w02-k4"
    press(page, "Enter")  # the row was filled in with Tab: the next one from its beginning
    assert here(page) == "d1-w03-k1"

    press(page, "Control+z")
    assert (here(page), value(page, "w02-k1")) == ("d1-w02-k1", ["10"])
    expect(page.locator("#pole")).to_contain_text("Cofnięto: Dział 1, wiersz 02, kolumna 1.")
    press(page, "Control+y")
    assert value(page, "w02-k1") == ["12"]
    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
    report.refresh_from_db()
    assert report.answers["cells"]["d1.w02.k1"] == 12


def test_a_block_is_selected_summed_copied_filled_cleared_and_given_back(open_sheet: Open, report: Report) -> None:
    page = open_sheet(report)
    page.focus("#d1-w02-k1")
    press(page, "Shift+ArrowDown", "Shift+ArrowRight")
    expect(page.locator("td.picked")).to_have_count(4)
    expect(page.locator("#pole")).to_contain_text("2\u00a0×\u00a02 · suma 39 · średnia 9,75")
    expect(page.locator("#pole [data-part=voice]")).to_contain_text("Zaznaczono: wiersze 2, kolumny 2")
    assert page.evaluate(COPY, "copy") == "10\t4\r\n20\t5"

    press(page, "Control+d")
    assert value(page, "w03-k1", "w03-k2") == ["10", "4"]
    press(page, "Delete")
    assert value(page, "w02-k1", "w02-k2", "w03-k1", "w03-k2") == [""] * 4
    press(page, "Control+z", "Control+z")
    assert value(page, "w02-k1", "w02-k2", "w03-k1", "w03-k2") == ["10", "4", "20", "5"]

    page.focus("#d1-w02-k2")
    page.evaluate(PASTE, "1 200\t8\t9\r\n6\t7\t1,234.0\r\n")
    expect(page.locator("#pole")).to_contain_text("Wklejono: 5 pól. Pominięto: 1\u00a0pole")  # k3 of the row is closed
    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
    assert value(page, "w02-k2", "w02-k4", "w03-k3", "w03-k4") == ["1200", "9", "7", "1234"]  # as the server writes it

    page.focus("#d1-w02-k1")
    press(page, "Control+a", "Escape")
    expect(page.locator(".picked")).to_have_count(0)
    page.locator("#d1-w02-k1").hover()
    page.mouse.down()
    page.locator("#d1-w03-k2").hover()
    page.mouse.up()
    expect(page.locator("td.picked")).to_have_count(4)
    assert page.evaluate(COPY, "copy") == "10\t1200\r\n20\t6"


def test_last_year_stands_beside_the_cells_when_asked_for(open_sheet: Open, report: Report) -> None:
    page = open_sheet(report)
    expect(page.locator("small.prior")).to_have_count(0)
    page.get_by_role("link", name="Pokaż rok poprzedni").click()
    beside = page.locator("td:has(#d1-w02-k1) small.prior")
    expect(beside).to_have_text("rok 2024: 5 +100%")
    expect(page.locator("td:has(#d1-w01-k1) small.prior")).to_have_text("rok 2024: 25 +20,0%")
    page.fill("#d1-w02-k1", "4")
    expect(beside).to_have_text("rok 2024: 5 \N{MINUS SIGN}20,0%")
    page.focus("#d1-w03-k1")
    expect(page.locator("#pole")).to_contain_text("rok 2024: 20 (=)")

    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
    page.reload()
    expect(beside).to_have_text("rok 2024: 5 \N{MINUS SIGN}20,0%")  # the page came with it
    page.get_by_role("link", name="Ukryj rok poprzedni").click()
    expect(page.locator("small.prior")).to_have_count(0)


def test_last_year_is_shown_without_javascript(open_sheet: Open, report: Report) -> None:
    page = open_sheet(report, javascript=False)
    page.get_by_role("link", name="Pokaż rok poprzedni").click()
    expect(page.locator("td:has(#d1-w02-k1) small.prior")).to_have_text("rok 2024: 5 +100%")
    page.get_by_role("link", name="Ukryj rok poprzedni").click()
    expect(page.locator("small.prior")).to_have_count(0)


def test_a_note_begun_is_never_drawn_over(open_sheet: Open, report: Report) -> None:
    page = open_sheet(report)
    note = page.locator("#pole-notatka")
    page.focus("#d1-w03-k2")
    press(page, "Shift+F2")
    expect(note).to_be_focused()
    page.keyboard.type("Dwa łóżka")
    with page.expect_response(lambda response: "/uwagi/" in response.url):
        page.evaluate("""document.dispatchEvent(new CustomEvent("cell:open", { detail: { address: "d1.w03.k2" } }))""")
    page.keyboard.type(" w remoncie.")
    expect(note).to_have_value("Dwa łóżka w remoncie.")

    page.focus("#d1-w02-k1")  # another cell, and back: what is not saved yet is not lost
    expect(note).to_have_value("")
    page.focus("#d1-w03-k2")
    expect(note).to_have_value("Dwa łóżka w remoncie.")
    page.get_by_role("button", name="Zapisz notatkę").click()
    expect(page.locator("[data-slot=remarks] .said")).to_have_text("Dwa łóżka w remoncie.")
    expect(note).to_have_value("")
    assert report.remarks.get().address == "d1.w03.k2"


def test_a_place_is_found_a_note_written_and_the_sheet_sized(
    open_sheet: Open,
    report: Report,
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
) -> None:
    page = open_sheet(report)
    press(page, "Control+k")
    page.keyboard.type("zabieg")
    expect(page.locator("#wyniki a")).to_have_count(1)
    page.fill("#szukaj", "1 3 2")
    press(page, "Enter")
    expect(page.locator("#d1-w03-k2")).to_be_focused()

    press(page, "Shift+F2")
    expect(page.locator("#pole-notatka")).to_be_focused()
    page.keyboard.type("Dwa łóżka w remoncie.")
    page.get_by_role("button", name="Zapisz notatkę").click()
    expect(page.locator("[data-slot=remarks]")).to_contain_text("Dwa łóżka w remoncie.")
    expect(page.locator("td:has(#d1-w03-k2) .flag.note")).to_have_count(1)
    look(page, "spreadsheet-cell", is_accessible, picture)
    press(page, "Escape")
    expect(page.locator("#d1-w03-k2")).to_be_focused()
    assert report.remarks.get().address == "d1.w03.k2"

    page.get_by_role("button", name="Powiększ arkusz").click()
    expect(page.locator("#narzedzia")).to_contain_text("110")
    press(page, "Control+/")
    expect(page.get_by_role("dialog", name="Klawisze w arkuszu")).to_contain_text("Shift+Enter")
    look(page, "spreadsheet-keys", is_accessible, picture)
