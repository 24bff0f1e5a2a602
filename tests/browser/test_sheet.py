# SPDX-License-Identifier: EUPL-1.2
"""The sheet in a browser: saved as one types, moved in like a spreadsheet, mended where a check points."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from ssoz.access.models import Profile
from ssoz.reports.models import Report
from tests.browser.conftest import NARROW, WIDE, look
from tests.browser.hands import PASTE
from tests.factories import access
from tests.factories.reports import ODD, TO_CORRECT, TO_VERIFY, WRONG, blank_report, fill, report_at

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[..., Page]
Check = Callable[[Page], None]
Picture = Callable[[Page, str], None]
SAVED = "Zapisano"
STATES: dict[str, Callable[[], Report]] = {
    "blank": blank_report,
    "wrong": lambda: fill(blank_report(), WRONG),
    "odd": lambda: fill(blank_report(), ODD),
    "to_correct": lambda: report_at(TO_CORRECT),
    "sent": lambda: report_at(TO_VERIFY),
}


@pytest.fixture
def report() -> Report:
    return blank_report()


@pytest.fixture
def reporter(report: Report) -> Profile:
    return access.profile("reporter_nonfinancial", unit=report.unit)


@pytest.fixture
def open_as(people: Callable[..., BrowserContext], live_server: Any) -> Open:
    """`open_as(profile, report)`: the sheet in the browser of somebody who works in this profile."""

    def page_of(
        profile: Profile, report: Report, part: str = "", viewport: ViewportSize = WIDE, *, javascript: bool = True
    ) -> Page:
        client = access.signed_in(Client(), profile)
        context = people(viewport, javascript=javascript)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/sprawozdanie/{report.public_id}/{part}")
        return page

    return page_of


def cells(report: Report) -> dict[str, int | str]:
    report.refresh_from_db()
    return dict(report.answers["cells"])


def type_in(page: Page, cell: str, text: str) -> None:
    page.fill(f"#{cell}", text)
    page.press(f"#{cell}", "Tab")


def test_what_is_typed_is_saved_at_once_and_sums_follow(open_as: Open, reporter: Profile, report: Report) -> None:
    page = open_as(reporter, report)
    type_in(page, "d1-w02-k1", "1234")
    type_in(page, "d1-w03-k1", "6")

    expect(page.locator("#d1-w01-k1")).to_have_text("1\u00a0240")
    expect(page.locator("#stan-zapisu")).to_contain_text(SAVED)
    expect(page.locator("#d1-w02-k1")).to_have_value("1\u00a0234")
    assert cells(report)["d1.w02.k1"] == 1234


def test_it_is_saved_while_one_still_stands_in_the_field(open_as: Open, reporter: Profile, report: Report) -> None:
    page = open_as(reporter, report)
    page.locator("#d1-w02-k1").press_sequentially("55")

    expect(page.locator("#stan-zapisu")).to_contain_text(SAVED)
    expect(page.locator("#d1-w02-k1")).to_be_focused()
    assert cells(report)["d1.w02.k1"] == 55


def test_enter_and_arrows_move_from_cell_to_cell(open_as: Open, reporter: Profile, report: Report) -> None:
    page = open_as(reporter, report)
    page.focus("#d1-w02-k1")
    for key, there in [
        ("Enter", "d1-w03-k1"),
        ("ArrowUp", "d1-w02-k1"),
        ("ArrowRight", "d1-w02-k2"),
        ("ArrowLeft", "d1-w02-k1"),
    ]:
        page.keyboard.press(key)
        expect(page.locator(f"#{there}")).to_be_focused()


def test_escape_gives_back_what_stood_there(open_as: Open, reporter: Profile, report: Report) -> None:
    page = open_as(reporter, fill(report, {"d1.w02.k1": "10"}))
    page.fill("#d1-w02-k1", "99")
    page.press("#d1-w02-k1", "Escape")

    expect(page.locator("#d1-w02-k1")).to_have_value("10")


def test_a_block_from_a_spreadsheet_goes_into_the_cells(open_as: Open, reporter: Profile, report: Report) -> None:
    page = open_as(reporter, report)
    page.focus("#d1-w02-k1")
    page.evaluate(PASTE, "1 200\t5\r\n30\t6\r\n")

    expect(page.locator("#d1-w01-k1")).to_have_text("1\u00a0230")
    expect(page.locator("#stan-zapisu")).to_contain_text(SAVED)
    assert [cells(report)[f"d1.{cell}"] for cell in ("w02.k1", "w02.k2", "w03.k1", "w03.k2")] == [1200, 5, 30, 6]


def test_a_block_with_more_rows_than_there_are_brings_its_rows_along(
    open_as: Open, reporter: Profile, report: Report
) -> None:
    page = open_as(reporter, report)
    page.get_by_role("button", name="Dodaj wiersz").click()
    page.focus("#d2-r1-nazwa")
    page.evaluate(PASTE, "Izba przyjęć\t12\r\nOddział zakaźny\t7\r\n")

    expect(page.locator("#d2-r2-nazwa")).to_have_value("Oddział zakaźny")
    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
    expect(page.locator("#spis")).to_contain_text("4/8")
    assert cells(report)["d2.r2.k1"] == 7


def test_a_text_that_is_no_number_stays_and_says_why(open_as: Open, reporter: Profile, report: Report) -> None:
    page = open_as(reporter, report)
    type_in(page, "d1-w02-k1", "dwa")
    expect(page.locator("#d1-w02-k1-p")).to_have_text("„dwa” to nie jest liczba.")
    expect(page.locator("#d1-w02-k1")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#stan-zapisu")).to_contain_text("oprócz zaznaczonych pól")

    type_in(page, "d1-w02-k1", "2")
    expect(page.locator("#d1-w02-k1-p")).to_have_count(0)
    expect(page.locator("#stan-zapisu")).not_to_contain_text("oprócz")


def test_two_people_choose_between_their_values(open_as: Open, reporter: Profile, report: Report) -> None:
    mine, theirs = open_as(reporter, report), open_as(reporter, report)
    type_in(theirs, "d1-w02-k1", "7")
    expect(theirs.locator("#stan-zapisu")).to_contain_text(SAVED)
    type_in(mine, "d1-w02-k1", "9")

    mine.get_by_role("button", name="Moja: 9").click()
    expect(mine.locator("#d1-w02-k1-p")).to_have_count(0)
    expect(mine.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
    assert cells(report)["d1.w02.k1"] == 9


def test_without_a_connection_edits_wait_and_go_when_it_is_back(
    open_as: Open, reporter: Profile, report: Report
) -> None:
    page = open_as(reporter, report)
    page.context.set_offline(True)
    type_in(page, "d1-w02-k1", "4")
    expect(page.locator("#stan-zapisu")).to_contain_text("Nie ma połączenia")
    assert "d1.w02.k1" not in cells(report)

    page.context.set_offline(False)
    expect(page.locator("#stan-zapisu")).to_contain_text(SAVED)
    assert cells(report)["d1.w02.k1"] == 4


def test_a_row_is_added_and_removed_without_leaving_the_page(open_as: Open, reporter: Profile, report: Report) -> None:
    page = open_as(reporter, report)
    page.fill("#d2-nowy", "Izba przyjęć")
    page.get_by_role("button", name="Dodaj wiersz").click()
    expect(page.locator("#d2-r1-nazwa")).to_have_value("Izba przyjęć")
    expect(page.locator("#d2-r1-k1")).to_be_focused()
    type_in(page, "d2-r1-k1", "12")
    expect(page.locator("#stan-zapisu")).to_contain_text(SAVED)

    page.get_by_role("button", name="Usuń wiersz 01").click()
    page.get_by_role("dialog").get_by_role("button", name="Usuń wiersz").click()
    expect(page.locator("#d2-r1-k1")).to_have_count(0)
    assert cells(report) == {}


def test_an_arrow_leads_to_the_cell_and_mending_it_clears_the_list(
    open_as: Open, reporter: Profile, report: Report
) -> None:
    page = open_as(reporter, fill(report, {**WRONG, "d1.w03.k1": "1", "d1.w03.k2": "0"}))
    page.get_by_role("button", name="Weryfikuj bez wysyłania").click()
    expect(page.locator("#kontrole .verdict h2")).to_have_text("Kontrole: 1\u00a0błąd")

    page.locator("#d1 > summary").click()
    link = page.locator(".to-cell").first
    there = link.get_attribute("href") or ""
    link.click()
    expect(page.locator(there)).to_be_focused()
    expect(page.locator(there)).to_have_attribute("aria-invalid", "true")
    page.locator(f"td:has({there}) .mark").click()
    expect(page.locator("#uwaga-1")).to_be_focused()

    type_in(page, "d1-w02-k2", "1")
    expect(page.locator("#kontrole")).to_contain_text("Sprawozdanie jest poprawne")
    expect(page.locator(there)).not_to_have_attribute("aria-invalid", "true")


def test_verifying_saves_what_was_typed_a_moment_ago(open_as: Open, reporter: Profile, report: Report) -> None:
    page = open_as(reporter, report)
    page.fill("#d1-w02-k1", "3")
    page.get_by_role("button", name="Weryfikuj bez wysyłania").click()
    page.wait_for_url("**/?kontrole=1**")

    assert cells(report)["d1.w02.k1"] == 3


def test_a_sheet_is_filled_in_and_sent_without_javascript(open_as: Open, reporter: Profile, report: Report) -> None:
    page = open_as(reporter, report, javascript=False)
    page.fill("#d1-w02-k1", "10")
    page.fill("#d1-w02-k2", "x")
    page.get_by_role("button", name="Weryfikuj bez wysyłania").click()
    expect(page.locator("#d1-w02-k2")).to_have_value("x")
    expect(page.locator("#d1-w02-k2-p")).to_contain_text("to nie jest liczba")

    page.fill("#d1-w02-k2", "2")
    page.get_by_role("button", name="Weryfikuj bez wysyłania").click()
    page.get_by_role("link", name="Wyślij").click()
    page.get_by_role("button", name="Wyślij", exact=True).click()
    expect(page.locator("body")).to_contain_text("Sprawozdanie wysłane do weryfikacji.")
    report.refresh_from_db()
    assert report.status == TO_VERIFY


@pytest.mark.parametrize("make", STATES.values(), ids=STATES.keys())
def test_the_sheet_is_accessible_in_every_state(
    open_as: Open, is_accessible: Check, picture: Picture, make: Callable[[], Report]
) -> None:
    report = make()
    page = open_as(access.profile("reporter_nonfinancial", unit=report.unit), report, "?kontrole=1", NARROW)

    look(page, f"sheet-{report.status}-{len(report.answers['cells'])}", is_accessible, picture)


@pytest.mark.parametrize("large", [False, True])
def test_on_a_telephone_the_line_about_a_cell_stands_on_the_bar_of_buttons(
    open_as: Open, reporter: Profile, report: Report, *, large: bool
) -> None:
    page = open_as(reporter, report, viewport=NARROW)
    if large:  # letters twice as large: the buttons take more lines
        buttons = page.locator(".sheet-head .actions .ds-button")
        buttons.evaluate_all("all => { for (const one of all) one.style.fontSize = '2rem'; }")
    page.focus("#d1-w02-k1")
    line, bar = page.locator("#pole"), page.locator(".sheet-head .actions")
    expect(line).to_be_visible()
    page.wait_for_function(
        "([above, below]) => Math.abs(above.getBoundingClientRect().bottom - below.getBoundingClientRect().top) < 1",
        arg=[line.element_handle(), bar.element_handle()],
    )


def test_lists_are_accessible(open_as: Open, live_server: Any, is_accessible: Check, picture: Picture) -> None:
    report = report_at(TO_CORRECT)
    page = open_as(access.profile("reporter_nonfinancial", unit=report.unit), report, "", NARROW)
    for name in ("do-korekty", "wszystkie", "zatwierdzone"):
        page.goto(f"{live_server.url}/sprawozdania/niefinansowe/{name}/")
        look(page, f"list-{name}", is_accessible, picture)


def test_paper_shows_every_section(open_as: Open, reporter: Profile, report: Report) -> None:
    page = open_as(reporter, report)
    page.locator("#d1 > summary").click()
    page.emulate_media(media="print")

    expect(page.locator("#d1-w02-k1")).to_be_visible()
    expect(page.get_by_role("button", name="Weryfikuj bez wysyłania")).to_have_count(0)
