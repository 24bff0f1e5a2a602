# SPDX-License-Identifier: EUPL-1.2
"""What is typed on a sheet outlives tabs, connections and sessions, and is for nobody else's eyes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from ssoz.access.models import Profile
from ssoz.reports.models import CellEdit, Report
from tests.browser.conftest import look
from tests.factories import access
from tests.factories.access import profile
from tests.factories.reports import blank_report

pytestmark = pytest.mark.django_db(transaction=True)

CELL, NEXT = "#d1-w02-k1", "#d1-w03-k1"
STATE = "#stan-zapisu"
PATIENCE = 150  # tenths of a second
BASES = (
    "async () => (await indexedDB.databases()).map(({name}) => name).filter((name) => name.startsWith('ssoz-edits-'))"
)
ROWS = """async () => {
  const rows = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((go) => { const r = indexedDB.open(name); r.onsuccess = () => go(r.result); });
    const found = await new Promise((go) => {
      const r = db.transaction('edits').objectStore('edits').getAll(); r.onsuccess = () => go(r.result);
    });
    db.close();
    for (const row of found) rows.push({ name, ...row, iv: [...row.iv], data: [...new Uint8Array(row.data)] });
  }
  return rows;
}"""
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


@pytest.fixture
def visit(people: Callable[..., BrowserContext], live_server: Any) -> Callable[..., Page]:
    """Open a report as somebody, in a browser of their own or in one that is given."""

    def opened(held: Profile, report: Report, browser: BrowserContext | None = None) -> Page:
        browser = browser or people()
        cookie = access.signed_in(Client(), held).cookies[settings.SESSION_COOKIE_NAME].value
        browser.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = browser.new_page()
        page.goto(f"{live_server.url}/sprawozdanie/{report.public_id}/")
        page.wait_for_selector("#arkusz[data-live]")
        return page

    return opened


def cells(report: Report) -> dict[str, int | str]:
    report.refresh_from_db()
    return {address: value for address, value in report.answers["cells"].items() if ".w01." not in address}


def stored(page: Page, count: int) -> list[dict[str, Any]]:
    """The edits that lie in the browser, once there are so many (`wait_for_function` does not await a promise)."""
    for _ in range(PATIENCE):
        rows = [row for row in page.evaluate(ROWS) if not row["id"].startswith("place")]
        if len(rows) == count:
            return rows
        page.wait_for_timeout(100)
    raise AssertionError(f"{len(rows)} edits in the browser instead of {count}")


def deaf(route: Route) -> None:
    """The server gets the request, the page never gets the answer."""
    route.fetch()
    route.abort()


def test_edits_of_a_closed_tab_come_back_and_go_to_the_server(visit: Callable[..., Page], report: Report) -> None:
    held = profile(unit=report.unit)
    page = visit(held, report)
    page.context.set_offline(True)
    page.fill(CELL, "37")
    page.fill(NEXT, "3")
    expect(page.locator(STATE)).to_contain_text("Zmiany czekają w tej przeglądarce (2)")
    rows = stored(page, 2)
    assert "37" not in str([bytes(row["data"]) for row in rows])
    browser = page.context
    page.close()
    browser.set_offline(False)
    page = visit(held, report, browser)
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved")
    expect(page.locator(CELL)).to_have_value("37")
    assert cells(report) == {"d1.w02.k1": 37, "d1.w03.k1": 3}
    stored(page, 0)


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


@pytest.fixture
def two(visit: Callable[..., Page], report: Report) -> tuple[Page, Page]:
    """Two people at the same report."""
    return visit(profile(unit=report.unit), report), visit(profile(unit=report.unit), report)


def test_cells_of_two_people_merge_and_one_changed_by_both_is_shown_with_values_and_names(
    two: tuple[Page, Page],
    report: Report,
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
) -> None:
    mine, theirs = two
    theirs.fill(CELL, "7")
    expect(theirs.locator(STATE)).to_have_attribute("data-state", "saved")
    name = CellEdit.objects.get().person_name
    mine.fill(NEXT, "3")
    expect(mine.locator(CELL)).to_have_value("7")  # told with the answer
    expect(mine.locator("#inni")).to_have_text(f"Zmiany zapisuje też: {name}")
    theirs.bring_to_front()
    theirs.fill(CELL, "8")
    expect(theirs.locator(STATE)).to_have_attribute("data-state", "saved")
    mine.fill(CELL, "9")
    expect(mine.locator(f"{CELL}-p")).to_contain_text(name)
    expect(mine.get_by_role("button", name=f"{name}: 8")).to_be_visible()
    assert cells(report)["d1.w02.k1"] == 8
    look(mine, "two-people", is_accessible, picture)
    mine.get_by_role("button", name="Moja: 9").click()
    expect(mine.locator(f"{CELL}-p")).to_have_count(0)
    expect(mine.locator(STATE)).to_have_attribute("data-state", "saved")
    assert cells(report) == {"d1.w02.k1": 9, "d1.w03.k1": 3}
    mine.focus(CELL)
    mine.keyboard.press("Shift+F2")
    expect(mine.locator("[data-slot=history] li")).to_have_count(3)
    expect(mine.locator("[data-slot=history]")).to_contain_text(f"{name}: 7 → 8")
    look(mine, "history-beside-the-cell", is_accessible, picture)
    mine.goto(f"{mine.url}pole/d1.w02.k1/")
    expect(mine.get_by_role("listitem").filter(has_text="→")).to_have_count(3)
    look(mine, "cell-history", is_accessible, picture)


def test_rows_that_others_add_appear_with_what_was_typed_here_untouched(two: tuple[Page, Page], report: Report) -> None:
    mine, theirs = two
    theirs.fill("#d2-nowy", "Izba przyjęć")
    theirs.get_by_role("button", name="Dodaj wiersz").click()
    expect(theirs.locator("#d2-r1-nazwa")).to_have_value("Izba przyjęć")
    mine.fill(CELL, "x")
    mine.fill(NEXT, "3")
    expect(mine.locator("#d2-r1-nazwa")).to_have_value("Izba przyjęć")
    expect(mine.locator(CELL)).to_have_value("x")
    with mine.expect_response("**/zapisz/"):
        mine.fill("#d2-r1-k1", "12")
    expect(mine.locator("#d2-r1-k1")).to_have_value("12")
    assert cells(report) == {"d1.w03.k1": 3, "d2.r1.nazwa": "Izba przyjęć", "d2.r1.k1": 12}


def disputed(two: tuple[Page, Page], cell: str = CELL) -> tuple[Page, str]:
    """The other one has saved 101, this one typed 202 over it; and who the other one is."""
    mine, theirs = two
    theirs.fill(cell, "101")
    expect(theirs.locator(STATE)).to_have_attribute("data-state", "saved")
    mine.fill(cell, "202")
    expect(mine.get_by_role("button", name="Moja: 202")).to_be_visible()
    return mine, CellEdit.objects.latest("version").person_name


@pytest.mark.parametrize("button", ["Weryfikuj bez wysyłania", "Zapisz do uzupełnienia na później"])
def test_a_dispute_stays_open_whatever_is_pressed_or_typed_until_somebody_chooses(
    two: tuple[Page, Page], report: Report, button: str
) -> None:
    mine, name = disputed(two)
    for text in ("202", "303"):
        mine.fill(CELL, text)
        expect(mine.get_by_role("button", name=f"Moja: {text}")).to_be_visible()
        mine.focus(NEXT)
        mine.get_by_role("button", name=button).click()
        expect(mine.locator(CELL)).to_be_focused()
        expect(mine.locator(STATE)).to_contain_text("oprócz zaznaczonych pól")
        assert cells(report) == {"d1.w02.k1": 101}
    mine.reload()
    expect(mine.get_by_role("button", name="Moja: 303")).to_be_visible()
    mine.focus(NEXT)
    mine.get_by_role("button", name=button).click()
    expect(mine.locator(CELL)).to_be_focused()
    expect(mine.get_by_role("button", name=f"{name}: 101")).to_be_visible()
    assert cells(report) == {"d1.w02.k1": 101}

    mine.get_by_role("button", name="Moja: 303").click()
    expect(mine.locator(STATE)).to_have_attribute("data-state", "saved")
    assert cells(report) == {"d1.w02.k1": 303}


def test_a_dispute_ends_with_the_other_value_too_and_typing_goes_on(two: tuple[Page, Page], report: Report) -> None:
    mine, theirs = two
    mine.fill(CELL, "55")
    expect(mine.locator(STATE)).to_have_attribute("data-state", "saved")
    theirs.evaluate("dispatchEvent(new Event('focus'))")
    expect(theirs.locator(CELL)).to_have_value("55")
    mine, name = disputed(two)
    mine.get_by_role("button", name=f"{name}: 101").click()
    expect(mine.locator(STATE)).to_have_attribute("data-state", "saved")
    expect(mine.locator(f"{CELL}-p")).to_have_count(0)
    stored(mine, 0)
    mine.fill(CELL, "55")
    expect(mine.locator(STATE)).to_have_attribute("data-state", "saved")
    assert cells(report) == {"d1.w02.k1": 55}


def test_a_dispute_is_shown_again_where_its_section_is_drawn_anew(two: tuple[Page, Page], report: Report) -> None:
    mine, theirs = two
    theirs.get_by_role("button", name="Dodaj wiersz").click()
    expect(theirs.locator("#d2-r1-k1")).to_be_visible()
    mine.fill(NEXT, "3")
    expect(mine.locator("#d2-r1-k1")).to_be_visible()
    disputed(two, "#d2-r1-k1")
    theirs.get_by_role("button", name="Dodaj wiersz").click()
    expect(theirs.locator("#d2-r2-k1")).to_be_visible()
    mine.fill(NEXT, "4")
    expect(mine.locator("#d2-r2-k1")).to_be_visible()
    expect(mine.get_by_role("button", name="Moja: 202")).to_be_visible()
    expect(mine.locator("#d2-r1-k1")).to_have_value("202")
    assert cells(report) == {"d1.w03.k1": 4, "d2.r1.k1": 101}


SUBMIT = """([id, text]) => {
  const cell = document.getElementById(id);
  cell.value = text;
  HTMLFormElement.prototype.submit.call(cell.form);
}"""  # as a form does whose script has not come yet


@pytest.mark.parametrize("plainly", [False, True])
def test_a_refused_text_is_there_when_the_sheet_is_opened_anew(
    visit: Callable[..., Page], report: Report, plainly: bool
) -> None:
    held = profile(unit=report.unit)
    page = visit(held, report)
    page.fill(CELL, "7")
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved")
    for text, mended in (("dużo", "8"), ("12,5 i pół", "")) if plainly else ():
        with page.expect_navigation():
            page.evaluate(SUBMIT, ["d1-w02-k1", text])
        expect(page.locator(STATE)).to_contain_text("oprócz zaznaczonych pól")
        if mended:
            page.fill(CELL, mended)
            expect(page.locator(STATE)).to_have_attribute("data-state", "saved")
    if not plainly:
        page.fill(CELL, "12,5 i pół")
        page.get_by_role("button", name="Zapisz do uzupełnienia na później").click()
        expect(page.locator(CELL)).to_be_focused()
    expect(page.locator(STATE)).to_contain_text("oprócz zaznaczonych pól")
    stored(page, 1)
    browser = page.context
    page.close()
    page = visit(held, report, browser)
    expect(page.locator(f"{CELL}-p")).to_be_visible()
    expect(page.locator(CELL)).to_have_value("12,5 i pół")
    stored(page, 1)
    page.fill(CELL, "13")
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved")
    stored(page, 0)
    assert cells(report) == {"d1.w02.k1": 13}


def test_a_dispute_of_a_form_handed_in_before_its_script_came_stays_open(
    two: tuple[Page, Page], report: Report
) -> None:
    mine, theirs = two
    theirs.fill(CELL, "101")
    expect(theirs.locator(STATE)).to_have_attribute("data-state", "saved")
    sheet = mine.url
    with mine.expect_navigation():
        mine.evaluate(SUBMIT, ["d1-w02-k1", "202"])
    for _time in range(2):
        expect(mine.get_by_role("button", name="Moja: 202")).to_be_visible()
        mine.get_by_role("button", name="Weryfikuj bez wysyłania").click()
        expect(mine.locator(CELL)).to_be_focused()
        assert cells(report) == {"d1.w02.k1": 101}
        stored(mine, 1)
        mine.goto(sheet)
    mine.get_by_role("button", name="Moja: 202").click()
    expect(mine.locator(STATE)).to_have_attribute("data-state", "saved")
    assert cells(report) == {"d1.w02.k1": 202}
