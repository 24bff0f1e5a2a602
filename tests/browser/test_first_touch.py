# SPDX-License-Identifier: EUPL-1.2
"""A cell touched before the spreadsheet's script is there: nothing that is typed, pressed or pasted goes astray."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Route, expect

from ssoz.reports.models import Report
from tests.browser.conftest import WIDE, until
from tests.factories import access
from tests.factories.reports import blank_report, fill

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = "**/reporter/spreadsheet*.js"
FIRST, BELOW = "#d1-w02-k1", "#d1-w03-k1"
Late = Callable[[Report], tuple[Page, list[Route]]]


@pytest.fixture
def late(people: Callable[..., BrowserContext], live_server: Any) -> Late:
    """A sheet whose spreadsheet is on its way until the route is continued."""

    def page_of(report: Report) -> tuple[Page, list[Route]]:
        client = access.signed_in(Client(), access.profile("reporter_nonfinancial", unit=report.unit))
        context = people(WIDE)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page, asked = context.new_page(), list[Route]()
        page.route(SCRIPT, lambda route: asked.append(route))  # noqa: PLW0108  a bound method of a list takes no attributes
        page.goto(f"{live_server.url}/sprawozdanie/{report.public_id}/")
        page.wait_for_selector("#arkusz[data-live]")
        assert not asked, "nobody has touched it"
        return page, asked

    return page_of


def come(page: Page, asked: list[Route]) -> None:
    page.wait_for_function("() => document.activeElement.name?.includes('.')")
    until(page, lambda: asked)
    asked[0].continue_()
    page.wait_for_selector("#arkusz[data-touched]")


def test_keys_wait_in_their_order_and_one_step_takes_back_a_visit(late: Late) -> None:
    page, asked = late(fill(blank_report(), {"d1.w02.k1": "10"}))
    page.locator(FIRST).click()
    page.keyboard.type("37")
    page.keyboard.press("Enter")
    page.keyboard.type("5")
    expect(page.locator(FIRST)).to_have_value("37")
    come(page, asked)

    expect(page.locator(BELOW)).to_be_focused()
    expect(page.locator(BELOW)).to_have_value("5")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator(FIRST)).to_have_value("10")


def test_a_block_that_is_pasted_waits_too(late: Late) -> None:
    page, asked = late(blank_report())
    page.focus(FIRST)
    page.evaluate(
        """(place) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", "3\\t1\\n4\\t2");
        const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
        document.querySelector(place).dispatchEvent(paste);
        }""",
        FIRST,
    )
    come(page, asked)

    for place, text in ((FIRST, "3"), ("#d1-w02-k2", "1"), (BELOW, "4"), ("#d1-w03-k2", "2")):
        expect(page.locator(place)).to_have_value(text)


def test_without_a_connection_typing_is_saved_and_the_next_touch_asks_again(late: Late) -> None:
    page, asked = late(blank_report())
    page.focus(FIRST)
    until(page, lambda: asked)
    with page.expect_event("requestfailed"):
        asked.pop().abort()
    page.keyboard.type("8")
    page.keyboard.press("Tab")

    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", re.compile("saved"))
    expect(page.locator(FIRST)).to_have_value("8")
    come(page, asked)
    page.keyboard.press("Home")
    expect(page.locator(FIRST)).to_be_focused()
