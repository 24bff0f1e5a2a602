# SPDX-License-Identifier: EUPL-1.2
"""What is typed on a sheet outlives tabs, connections and sessions, and is for nobody else's eyes."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page, Request, Route, expect

from ssoz.reports.models import CellEdit, Report
from tests.browser.edits import CELL, NEXT, ROWS, STATE, cells, stored
from tests.factories.access import profile
from tests.factories.reports import blank_report

pytestmark = pytest.mark.django_db(transaction=True)

BASES = (
    "async () => (await indexedDB.databases()).map(({name}) => name).filter((name) => name.startsWith('ssoz-edits-'))"
)
OPEN_WITH_MY_KEY = """async (rows) => {
  const { key } = await (await fetch('/sprawozdania/klucz/', { headers: { 'X-Background': '1' } })).json();
  const raw = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  const mine = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
  const texts = [];
  for (const { name, report, id, iv, data } of rows) {
    const owner = name.replace('ssoz-edits-', '');
    const additionalData = new TextEncoder().encode(`${owner} ${report} ${id}`);
    const how = { name: 'AES-GCM', iv: new Uint8Array(iv), additionalData };
    try { texts.push(new TextDecoder().decode(await crypto.subtle.decrypt(how, mine, new Uint8Array(data)))); }
    catch { texts.push(null); }
  }
  return texts;
}"""


@pytest.fixture(autouse=True, scope="module")
def pages_are_loaded() -> None:
    """The first request imports every page; a browser should not wait for that."""
    assert get_resolver().url_patterns


@pytest.fixture
def report() -> Report:
    return blank_report()


def deaf(route: Route) -> None:
    """The server gets the request, the page never gets the answer."""
    route.fetch()
    route.abort()


def test_edits_of_a_closed_tab_come_back_and_go_to_the_server(visit: Callable[..., Page], report: Report) -> None:
    held = profile(unit=report.unit)
    page = visit(held, report)
    page.context.set_offline(True)
    page.fill(CELL, "370037")
    page.fill(NEXT, "3")
    expect(page.locator(STATE)).to_contain_text("Zmiany czekają w tej przeglądarce (2)")
    rows = stored(page, 2)
    assert not any(b"370037" in bytes(row["data"]) for row in rows)
    browser = page.context
    page.close()
    browser.set_offline(False)
    page = visit(held, report, browser)
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved")
    expect(page.locator(CELL)).to_have_value("370\N{NO-BREAK SPACE}037")
    assert cells(report) == {"d1.w02.k1": 370037, "d1.w03.k1": 3}
    stored(page, 0)


def test_only_what_lies_in_the_browser_is_said_to_wait_there(visit: Callable[..., Page], report: Report) -> None:
    held = profile(unit=report.unit)
    page = visit(held, report)
    browser, address = page.context, page.url
    key = browser.request.get(urljoin(address, "/sprawozdania/klucz/"), headers={"X-Background": "1"}).json()
    page.close()
    keys: list[dict[str, str]] = []  # none has come so far
    browser.route("**/klucz/", lambda route: route.fulfill(json=keys[0]) if keys else route.abort())
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector("#arkusz[data-live]")
    browser.set_offline(True)
    page.fill(CELL, "37")
    expect(page.locator(STATE)).to_have_text("Nie ma połączenia. Zapiszę, gdy wróci (1): nie zamykaj tej strony.")
    keys.append(key)
    expect(page.locator(STATE)).to_contain_text("Zmiany czekają w tej przeglądarce (1)")
    stored(page, 1)


def test_cells_typed_one_after_another_are_handed_in_whole(visit: Callable[..., Page], report: Report) -> None:
    page = visit(profile(unit=report.unit), report)
    page.locator(CELL).click()
    page.wait_for_selector("#arkusz[data-touched]")
    changes: list[tuple[str, str]] = []

    def heard(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/zapisz/"):
            changes.extend((change["address"], change["now"]) for change in (request.post_data_json or {})["changes"])

    page.on("request", heard)
    page.keyboard.type("37")
    page.keyboard.press("Enter")
    page.keyboard.type("315")
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved")
    assert changes == [("d1.w02.k1", "37"), ("d1.w03.k1", "315")]
    assert cells(report) == {"d1.w02.k1": 37, "d1.w03.k1": 315}


def test_a_connection_that_comes_back_is_told_where_nothing_waited(visit: Callable[..., Page], report: Report) -> None:
    page = visit(profile(unit=report.unit), report)
    state = page.locator(STATE)
    before = state.inner_text()
    for _time in range(2):
        page.context.set_offline(True)
        expect(state).to_have_text("Nie ma połączenia. Zapiszę, gdy wróci.")
        page.context.set_offline(False)
        expect(state).to_have_text(before)
    page.fill(CELL, "37")
    expect(state).to_have_attribute("data-state", "saved")


def test_whoever_comes_next_at_the_same_browser_can_read_nothing_and_the_first_gets_it_back(
    visit: Callable[..., Page], report: Report
) -> None:
    held, other = profile(unit=report.unit), profile(unit=report.unit)
    page = visit(held, report)
    browser = page.context
    page.route("**/zapisz/", lambda route: route.abort())
    page.fill(CELL, "37")
    stored(page, 1)
    page.close()  # nobody has signed out

    page = visit(other, report, browser)
    expect(page.locator(CELL)).to_have_value("")
    rows = page.evaluate(ROWS)
    assert set(page.evaluate(OPEN_WITH_MY_KEY, rows)) == {None}
    page.fill(NEXT, "4")
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved")
    page.close()

    page = visit(held, report, browser)
    assert '"37"' in str(page.evaluate(OPEN_WITH_MY_KEY, rows))
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved")
    expect(page.locator(CELL)).to_have_value("37")
    assert cells(report) == {"d1.w02.k1": 37, "d1.w03.k1": 4}


def test_signing_out_on_any_page_takes_every_edit_out_of_the_browser(
    visit: Callable[..., Page], report: Report, live_server: Any
) -> None:
    held = profile(unit=report.unit)
    page = visit(held, report)
    page.fill(CELL, "dużo")  # the server does not take it: it stays
    expect(page.locator(STATE)).to_have_attribute("data-state", "refused")
    stored(page, 1)
    other = page.context.new_page()
    other.goto(f"{live_server.url}/moje-konto/")
    with other.expect_event("framenavigated"):  # to UEOZ, which is not there
        other.evaluate("() => document.querySelector('.menu form[data-sign-out]').requestSubmit()")
    other.goto(f"{live_server.url}/")
    assert other.evaluate(BASES) == []
    expect(page.locator(CELL)).to_have_count(0)
    assert other.evaluate(BASES) == []


def test_an_answer_that_is_lost_neither_doubles_an_edit_nor_quarrels_with_its_own(
    visit: Callable[..., Page], report: Report
) -> None:
    page = visit(profile(unit=report.unit), report)
    page.route("**/zapisz/", deaf)
    with page.expect_request("**/zapisz/"):
        page.fill(CELL, "5")
    expect(page.locator(STATE)).to_have_attribute("data-state", "retrying")
    page.unroute("**/zapisz/")
    page.fill(CELL, "6")
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved")
    expect(page.locator(f"{CELL}-p")).to_have_count(0)
    expect(page.locator(CELL)).to_have_value("6")
    page.wait_for_function("() => document.querySelector('#stan-zapisu').dataset.state === 'saved'")
    pairs = [row.cells["d1.w02.k1"] for row in CellEdit.objects.order_by("version")]
    assert pairs == [[None, 5], [5, 6]]
    stored(page, 0)
