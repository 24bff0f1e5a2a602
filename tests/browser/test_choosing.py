# SPDX-License-Identifier: EUPL-1.2
"""A cell that two people have changed, on a page without its script: both values stand beside it to choose from."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from ssoz.access.models import Profile
from ssoz.reports import operations
from ssoz.reports.models import Report
from tests.browser.conftest import NARROW, WIDE, overflow
from tests.factories import access, cards
from tests.factories.cards import admitted, save, sheet_of
from tests.factories.reports import blank_report, fill, filler

pytestmark = pytest.mark.django_db(transaction=True)

Check = Callable[[Page], None]
Picture = Callable[[Page, str], None]
ANNA, OLA = "Wypełniająca 202", "Wypełniająca 303"
VERIFY = "Weryfikuj bez wysyłania"


@pytest.fixture
def open_plainly(people: Callable[..., BrowserContext], live_server: Any) -> Callable[[Profile, str], Page]:
    """A page as somebody sees it whose browser runs no script."""

    def page_of(held: Profile, path: str) -> Page:
        context = people(javascript=False)
        cookie = access.signed_in(Client(), held).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    return page_of


@pytest.fixture
def report() -> Report:
    report = fill(blank_report())
    operations.add_row(by=filler(report.unit), report=report.public_id, section="d2")
    return fill(report, {"d1.w02.k1": "5", "d2.r1.nazwa": "Izba"})


@pytest.fixture
def look(people: Callable[..., BrowserContext], is_accessible: Check, picture: Picture) -> Picture:
    """A picture at both widths, nothing to scroll sideways. Axe needs a script: it reads a copy without ours."""

    def looked(page: Page, name: str) -> None:
        page.wait_for_load_state()
        for viewport in (NARROW, WIDE):
            page.set_viewport_size(viewport)
            page.locator("fieldset.problem").last.scroll_into_view_if_needed()
            assert overflow(page) <= 0
            picture(page, name)
        body, copy = page.content(), people().new_page()
        copy.route("**/*.js", lambda route: route.abort())
        copy.route(page.url, lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        copy.goto(page.url)
        is_accessible(copy)

    return looked


def told(page: Page, cell: str, label: str) -> None:
    """The radio button stands beside the cell, and neither is chosen."""
    group = page.locator(f"#{cell}-p")
    expect(group.get_by_role("radio", name=label)).to_be_visible()
    expect(group.locator(":checked")).to_have_count(0)


def test_on_a_sheet_one_of_two_values_is_chosen(
    open_plainly: Callable[[Profile, str], Page], look: Picture, report: Report
) -> None:
    page = open_plainly(access.profile(unit=report.unit), f"/sprawozdanie/{report.public_id}/")
    fill(report, {"d1.w02.k1": "1234567", "d1.w03.k2": "", "d2.r1.nazwa": "Izba przyjęć"}, filler(report.unit, 202))
    page.fill("#d1-w02-k1", "9")
    page.fill("#d1-w03-k2", "7")
    page.fill("#d2-r1-nazwa", "Oddział przyjęć planowych i nagłych")
    page.get_by_role("button", name=VERIFY).click()
    told(page, "d1-w02-k1", f"{ANNA}: 1 234 567")
    look(page, "choosing")

    page.get_by_role("radio", name="Moja: 7").check()
    page.locator("#d2-r1-nazwa-p").get_by_role("radio", name=ANNA).check()
    fill(report, {"d2.r1.nazwa": "Pogotowie"}, filler(report.unit, 303))
    page.get_by_role("button", name=VERIFY).click()
    expect(page.locator("#d1-w03-k2-p")).to_have_count(0)
    told(page, "d1-w02-k1", "Moja: 9")
    told(page, "d2-r1-nazwa", f"{OLA}: Pogotowie")
    report.refresh_from_db()
    assert report.answers["cells"]["d1.w02.k1"] == 1_234_567

    page.focus("#d1-w02-k1")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Moja: 9")).to_be_checked()
    page.locator("#d2-r1-nazwa-p").get_by_role("radio", name=OLA).check()
    page.get_by_role("button", name=VERIFY).click()
    expect(page.locator("fieldset.problem")).to_have_count(0)
    report.refresh_from_db()
    left = {address: report.answers["cells"][address] for address in ("d1.w02.k1", "d1.w03.k2", "d2.r1.nazwa")}
    assert left == {"d1.w02.k1": 9, "d1.w03.k2": 7, "d2.r1.nazwa": "Pogotowie"}


def test_on_a_card_one_of_two_values_is_chosen(open_plainly: Callable[[Profile, str], Page], look: Picture) -> None:
    card = admitted(cards.hospital())
    page = open_plainly(access.profile("reporter_psychiatric", unit=card.unit), f"/karty/{card.public_id}/")
    save(card, {"d5.rozpoznanie.k1": "F33"}, cards.nurse(card.unit, 202))
    page.fill("#d5-rozpoznanie-k1", "F20")
    page.get_by_role("button", name="Zamknij kartę").click()
    told(page, "d5-rozpoznanie-k1", f"{ANNA}: F33")
    look(page, "choosing-card")
    page.get_by_role("button", name="Sprawdź kartę").click()
    told(page, "d5-rozpoznanie-k1", "Moja: F20")
    assert sheet_of(card).cells["d5.rozpoznanie.k1"] == "F33"
    page.get_by_role("radio", name="Moja: F20").check()
    page.get_by_role("button", name="Sprawdź kartę").click()
    expect(page.locator("fieldset.problem")).to_have_count(0)
    assert sheet_of(card).cells["d5.rozpoznanie.k1"] == "F20"
