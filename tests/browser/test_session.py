# SPDX-License-Identifier: EUPL-1.2
"""The last minutes of a session and what comes after: the warning, the way back, and what was typed."""

import re
from collections.abc import Callable
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import get_resolver
from playwright.sync_api import APIResponse, Locator, Page, Route, expect

from ssoz.access import sessions
from ssoz.access.models import Profile
from ssoz.reports.models import Report
from tests.browser.conftest import NARROW, WIDE, until
from tests.factories import access
from tests.factories.access import profile
from tests.factories.reports import blank_report

pytestmark = pytest.mark.django_db(transaction=True)

Picture = Callable[[Page, str], None]
CELL = "#d1-w02-k1"


@pytest.fixture(autouse=True, scope="module")
def pages_are_loaded() -> None:
    """The first request imports every page; a browser should not wait for that."""
    assert get_resolver().url_patterns


def the_session() -> SessionStore:
    """The newest: a page of the test before may have written its own once more while it was put away."""
    store: type[SessionStore] = import_module(settings.SESSION_ENGINE).SessionStore
    newest = store.get_model_class().objects.order_by("person_id").last()
    assert newest is not None
    return store(newest.session_key)


def seconds_left() -> int:
    return sessions.life(the_session()).seconds_left


def grow_older(seconds: int, *, of: str = sessions.ACTIVE) -> None:
    """Let the only session have been without activity, or there, for so long."""
    store = the_session()
    store[of] = store[of] - seconds
    store.save()


def warned(page: Page) -> Locator:
    """The page, at the moment when there are two minutes left; returns what it asks."""
    grow_older(28 * 60)
    page.clock.fast_forward("28:00")
    asked = page.get_by_role("alertdialog")
    expect(asked).to_contain_text("Wkrótce nastąpi wylogowanie")
    return asked


def warned_beside(page: Page, sign_in: Callable[[Profile], None]) -> tuple[Page, Locator]:
    """Another tab of the same person, beside this page, and what it asks: both are warned."""
    sign_in(profile())
    other = page.context.new_page()
    page.clock.install()  # the clock of both
    for tab in (page, other):
        tab.goto("/moje-konto/")
    return other, warned(other)


def test_two_minutes_before_the_end_one_is_asked_and_can_stay(
    page: Page, sign_in: Callable[[Profile], None], is_accessible: Callable[[Page], None], picture: Picture
) -> None:
    sign_in(profile())
    page.clock.install()
    page.goto("/moje-konto/")
    dialog = page.get_by_role("alertdialog")
    with page.expect_response("**/sesja/") as answer:
        page.clock.fast_forward("28:00")
    answer.value.finished()
    page.evaluate("() => fetch(location.href)")  # by its answer the page has read the one before
    expect(dialog).to_be_hidden()  # another tab was busy: the server says there is time
    warned(page)
    expect(dialog).to_contain_text("po 30 minutach bezczynności Użytkownik systemu zostanie automatycznie wylogowany")
    expect(dialog.get_by_role("status")).to_contain_text(re.compile("Do końca sesji: [12]:"))
    is_accessible(page)
    for viewport in (NARROW, WIDE):
        page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        picture(page, "session-warning")
    dialog.get_by_role("button", name="Pozostań zalogowany").click()
    expect(dialog).to_be_hidden()
    assert seconds_left() > 1700


def test_the_countdown_is_said_a_few_times_and_always_seen(page: Page, sign_in: Callable[[Profile], None]) -> None:
    sign_in(profile())
    page.clock.install()
    page.goto("/moje-konto/")
    dialog = warned(page)
    said = dialog.get_by_role("status")
    first = said.text_content()
    page.clock.run_for(20_000)
    assert said.text_content() == first
    assert dialog.locator("[data-countdown]").text_content() != first
    page.clock.run_for(45_000)
    expect(said).to_contain_text("Do końca sesji: 1:00")


def test_staying_in_one_tab_is_enough_for_all(page: Page, sign_in: Callable[[Profile], None]) -> None:
    _other, asked = warned_beside(page, sign_in)
    page.clock.fast_forward("28:00")
    page.get_by_role("alertdialog").get_by_role("button", name="Pozostań zalogowany").click()
    expect(asked).to_be_hidden()


def test_an_answer_from_before_one_stayed_asks_nothing_any_more(page: Page, sign_in: Callable[[Profile], None]) -> None:
    other, asked = warned_beside(page, sign_in)
    late: list[tuple[Route, APIResponse]] = []
    other.route("**/sesja/", lambda route: late.append((route, route.fetch())))
    page.clock.fast_forward("01:30")
    until(other, lambda: late)
    page.get_by_role("alertdialog").get_by_role("button", name="Pozostań zalogowany").click()
    expect(asked).to_be_hidden()
    for route, answer in late:
        route.fulfill(response=answer)
    other.evaluate("() => fetch(location.href)")  # by its answer the page has read the one before
    expect(asked).to_be_hidden()


HALF_READ = """() => {
  const json = Response.prototype.json;
  Response.prototype.json = async function () {
    const read = await json.call(this);
    globalThis.halfRead = true;
    await new Promise((go) => { globalThis.readOn = go; });
    return read;
  };
}"""


def test_nor_does_one_that_was_still_being_read(page: Page, sign_in: Callable[[Profile], None]) -> None:
    other, asked = warned_beside(page, sign_in)
    other.evaluate(HALF_READ)
    page.clock.fast_forward("01:30")
    until(other, lambda: other.evaluate("() => globalThis.halfRead"))
    page.get_by_role("alertdialog").get_by_role("button", name="Pozostań zalogowany").click()
    expect(asked).to_be_hidden()
    other.evaluate("() => readOn()")
    other.evaluate("() => fetch(location.href)")
    expect(asked).to_be_hidden()


def test_escape_means_staying(page: Page, sign_in: Callable[[Profile], None]) -> None:
    sign_in(profile())
    page.clock.install()
    page.goto("/moje-konto/")
    asked = warned(page)
    page.keyboard.press("Escape")
    expect(asked).to_be_hidden()
    assert seconds_left() > 1700


def test_keys_keep_the_session_and_what_the_page_does_by_itself_does_not(
    page: Page, sign_in: Callable[[Profile], None]
) -> None:
    sign_in(profile())
    page.clock.install()
    page.goto("/moje-konto/")
    grow_older(20 * 60)
    with page.expect_response("**/sesja/"):
        page.clock.fast_forward("05:00")
    assert seconds_left() < 650
    with page.expect_response("**/sesja/przedluz/"):
        page.keyboard.press("Tab")
        page.clock.run_for(1_000)
    assert seconds_left() > 1700


def test_after_twelve_hours_nobody_is_offered_to_stay(page: Page, sign_in: Callable[[Profile], None]) -> None:
    sign_in(profile())
    page.clock.install()
    page.goto("/moje-konto/")
    grow_older(12 * 3600 - 115, of=sessions.BEGAN)
    page.clock.fast_forward("28:30")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("najdłużej 12 godzin")
    expect(dialog.get_by_role("button", name="Pozostań zalogowany")).to_be_hidden()
    dialog.get_by_role("button", name="Rozumiem").click()
    page.clock.run_for(5_000)
    expect(dialog).to_be_hidden()


def test_when_the_time_is_over_the_page_gives_way_and_leads_back(
    page: Page, sign_in: Callable[[Profile], None], is_accessible: Callable[[Page], None], picture: Picture
) -> None:
    held = profile()
    sign_in(held)
    page.clock.install()
    page.goto("/moje-konto/?karta=role")
    other = page.context.new_page()
    other.goto("/moje-konto/")
    grow_older(31 * 60)
    page.clock.fast_forward("30:00")
    for tab in (page, other):
        expect(tab.get_by_role("heading", level=1)).to_have_text("Sesja się skończyła")
    is_accessible(page)
    picture(page, "session-over")
    again = page.get_by_role("link", name="Zaloguj się ponownie")
    expect(again).to_have_attribute("href", "/zaloguj/?next=%2Fmoje-konto%2F%3Fkarta%3Drole")
    sign_in(held)
    page.reload()
    expect(page).to_have_url(re.compile(r"/moje-konto/\?karta=role$"))


def test_signing_out_in_one_tab_empties_the_others(page: Page, sign_in: Callable[[Profile], None]) -> None:
    held = profile()
    sign_in(held)
    page.goto("/moje-konto/")
    other = page.context.new_page()
    other.goto("/moje-konto/")
    page.get_by_text(held.person.name).first.click()
    page.get_by_role("button", name="Wyloguj się").first.click()
    expect(other.get_by_role("link", name=re.compile("Zaloguj się")).first).to_be_visible()
    assert "moje-konto" not in other.url


@pytest.fixture
def sheet(page: Page, sign_in: Callable[[Profile], None]) -> tuple[Report, Profile]:
    """A report of somebody's own, open in the browser; the server takes nothing of it."""
    report = blank_report()
    held = profile(unit=report.unit)
    sign_in(held)
    page.clock.install()
    page.route("**/zapisz/", lambda route: route.abort())
    page.goto(f"/sprawozdanie/{report.public_id}/")
    page.wait_for_selector("#arkusz[data-live][data-keeps]")
    return report, held


def saved(report: Report) -> object:
    report.refresh_from_db()
    return report.answers["cells"]["d1.w02.k1"]


def out_of_time(page: Page) -> None:
    grow_older(31 * 60)
    page.clock.fast_forward("30:00")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sesja się skończyła")
    page.unroute("**/zapisz/")


def kept(page: Page) -> str | None:
    answer: str | None = page.evaluate("() => sessionStorage.getItem('ssoz-typed')")
    return answer


def test_what_was_typed_and_not_saved_comes_back_with_its_person(
    page: Page, sheet: tuple[Report, Profile], sign_in: Callable[[Profile], None], picture: Picture
) -> None:
    report, held = sheet
    page.fill(CELL, "37")
    out_of_time(page)
    assert kept(page) is None  # nothing of a sheet lies anywhere to be read
    sign_in(held)
    page.reload()
    expect(page.locator(CELL)).to_have_value("37")
    expect(page.locator("#przywrocono")).to_contain_text("Przywrócono to, co było wpisane")
    page.clock.run_for(1_000)
    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
    picture(page, "session-restored")
    assert saved(report) == 37
    page.reload()
    assert kept(page) is None


def test_what_is_still_being_put_away_when_the_time_is_over_comes_back_too(
    page: Page, sheet: tuple[Report, Profile], sign_in: Callable[[Profile], None]
) -> None:
    _report, held = sheet
    key = page.request.get(page.url.split("/sprawozdanie/")[0] + "/sprawozdania/klucz/")
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/klucz/", hold)
    with page.expect_request("**/klucz/"):
        page.reload()
    page.wait_for_selector("#arkusz[data-live]")
    page.fill(CELL, "37")
    with page.expect_response(lambda answer: answer.url.endswith("/sesja/") and answer.status == 401):
        grow_older(31 * 60)
        page.evaluate("() => document.dispatchEvent(new Event('session:over'))")
    expect(page.locator("body")).to_be_hidden()
    for route in late:
        route.fulfill(response=key)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sesja się skończyła")
    page.unroute("**/klucz/")
    sign_in(held)
    page.reload()
    expect(page.locator(CELL)).to_have_value("37")


def test_a_cell_that_somebody_else_changed_meanwhile_is_not_overwritten(
    page: Page, sheet: tuple[Report, Profile], sign_in: Callable[[Profile], None]
) -> None:
    report, held = sheet
    page.fill(CELL, "37")
    out_of_time(page)
    colleague = access.signed_in(Client(), profile(unit=report.unit))
    changes = {"changes": [{"address": "d1.w02.k1", "was": "", "now": "41"}]}
    colleague.post(f"/sprawozdanie/{report.public_id}/zapisz/", changes, content_type="application/json")
    sign_in(held)
    page.reload()
    page.clock.run_for(1_000)
    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "refused")
    assert saved(report) == 41


def test_nobody_else_gets_what_was_typed(
    page: Page, sheet: tuple[Report, Profile], sign_in: Callable[[Profile], None]
) -> None:
    report, _held = sheet
    page.fill(CELL, "37")
    out_of_time(page)
    sign_in(profile(unit=report.unit))
    page.reload()
    expect(page.locator(CELL)).to_have_value("")
    assert kept(page) is None


def test_signing_out_and_ordinary_steps_leave_nothing_behind(page: Page, sheet: tuple[Report, Profile]) -> None:
    page.fill(CELL, "37")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/moje-konto/")
    assert kept(page) is None
    page.unroute("**/zapisz/")
    page.goto(f"/sprawozdanie/{sheet[0].public_id}/")
    page.fill(CELL, "dużo")
    page.clock.run_for(1_000)
    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "refused")
    page.evaluate("() => document.querySelector('.menu form[data-sign-out]').requestSubmit()")
    expect(page).to_have_url(re.compile("^chrome-error:"))  # UEOZ, which is not there
    page.goto("/")
    assert kept(page) is None
