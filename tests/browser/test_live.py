# SPDX-License-Identifier: EUPL-1.2
"""The page verifies by itself: on every key, without a connection, and gives way to the server."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from ssoz.access.models import Profile
from ssoz.catalogue.models import Edition
from ssoz.reports.models import Report
from tests.browser.conftest import NARROW, WIDE, look
from tests.factories import access
from tests.factories.reports import CLEAN, ODD, TINY, WRONG, blank_report, fill, tiny

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[..., Page]
ONCE = """
- id: T-03
  check: d1[w03,k2] <= 100
  message: Za dużo łóżek dla dzieci ({d1[w03,k2]}).
"""
STRICT = TINY.replace("{{code: w02, title: Oddziały zachowawcze}}", "{{code: w02, title: Zachowawcze, required: true}}")
KEYED = STRICT.replace("min: 0, max: 3,", "min: 0, max: 3, unique: true,")
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
TYPE = """([id, text]) => {
    const field = document.getElementById(id);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
LIVE = "#arkusz[data-live][data-keeps]"  # the checks are loaded, and what is typed is kept


@pytest.fixture
def report() -> Report:
    return blank_report()


@pytest.fixture
def open_page(people: Callable[..., BrowserContext], live_server: Any) -> Open:
    """`open_page(report)`: somebody of its own unit opens it."""

    def page_of(report: Report, part: str = "", viewport: ViewportSize = WIDE) -> Page:
        profile: Profile = access.profile("reporter_nonfinancial", unit=report.unit)
        client = access.signed_in(Client(), profile)
        context = people(viewport)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/sprawozdanie/{report.public_id}/{part}")
        page.wait_for_selector(LIVE)
        return page

    return page_of


def type_at_once(page: Page, cell: str, text: str) -> None:
    """Type, and wait for two frames: no request can have been answered meanwhile."""
    page.evaluate(TYPE, [cell, text])
    page.evaluate(FRAMES)


def invalid(page: Page, cell: str) -> Any:
    """As it is now: nothing is waited for."""
    return page.evaluate("id => document.getElementById(id).getAttribute('aria-invalid')", cell)


def test_a_mark_appears_within_a_frame_or_two_and_without_a_request(open_page: Open, report: Report) -> None:
    page = open_page(report)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    type_at_once(page, "d1-w02-k1", "10")
    type_at_once(page, "d1-w02-k2", "11")

    assert invalid(page, "d1-w02-k2") == "true"
    assert page.inner_text("#d1-w01-k1") == "10"
    assert page.inner_text("[data-tally]") == "1\u00a0błąd"
    assert page.inner_text("#spis a[href='#d1'] [data-count=errors] >> nth=0").startswith("1")
    assert page.text_content("#spis a[href='#d1'] [data-count=errors] .ds-sr-only") == "1\u00a0błąd"
    assert asked == []


def test_mending_takes_the_mark_away_at_once(open_page: Open, report: Report) -> None:
    page = open_page(fill(report, WRONG))
    assert invalid(page, "d1-w02-k2") == "true"
    type_at_once(page, "d1-w02-k2", "1")

    assert invalid(page, "d1-w02-k2") is None
    assert page.inner_text("[data-tally]") == "bez błędów i ostrzeżeń"


def test_a_report_with_findings_is_not_called_correct(open_page: Open, report: Report) -> None:
    page = open_page(fill(report, WRONG), "?kontrole=1")
    expect(page.locator("#kontrole .verdict")).to_be_visible()
    expect(page.locator("#kontrole .ready")).to_be_hidden()
    expect(page.locator("#spis a[href='#d2'] [data-count=errors]")).to_be_hidden()


def test_the_sentence_of_the_server_comes_with_the_save(open_page: Open) -> None:
    report = blank_report(edition=tiny(text=TINY + ONCE.replace("{", "{{").replace("}", "}}")))
    page = open_page(report)
    type_at_once(page, "d1-w03-k1", "500")
    type_at_once(page, "d1-w03-k2", "101")
    page.locator("[data-tally]").click()
    told = page.locator("#kontrole .told")

    expect(told).to_have_text("Za dużo łóżek dla dzieci (101).")
    expect(page.locator("#kontrole .place")).to_have_text("Dział 1, wiersz 03, kolumna 2")


def test_without_a_connection_it_goes_on_verifying(open_page: Open, report: Report) -> None:
    page = open_page(report)
    page.context.set_offline(True)
    type_at_once(page, "d1-w02-k1", "10")
    type_at_once(page, "d1-w02-k2", "12")
    page.locator("[data-tally]").click()

    expect(page.locator("#d1-w02-k2")).to_have_attribute("aria-invalid", "true")
    assert page.inner_text("#kontrole .told") != ""
    page.context.set_offline(False)
    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
    expect(page.locator("#kontrole .told")).to_have_text("Łóżek dla dzieci nie może być więcej niż łóżek.")


def test_other_checks_are_loaded_and_nothing_typed_is_lost(open_page: Open) -> None:
    edition = tiny()
    report = blank_report(edition=edition)
    page = open_page(report)
    text = TINY.format(year=2025, kind="nonfinancial", subject="general") + ONCE
    Edition.objects.filter(pk=edition.pk).update(source=text, digest="0" * 64)
    page.fill("#d1-w03-k1", "500")
    page.fill("#d1-w03-k2", "101")

    expect(page.locator("#glos")).to_contain_text("Kontrole formularza zmieniły się")
    expect(page.locator("#d1-w03-k2")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#d1-w03-k2")).to_have_value("101")


def test_where_page_and_server_differ_the_server_is_right(open_page: Open, report: Report) -> None:
    page = open_page(fill(report, WRONG))

    def deny(route: Any) -> None:
        answer = route.fetch()
        body = answer.json()
        body["verdict"]["findings"] = []
        route.fulfill(response=answer, json=body)

    page.route("**/zapisz/", deny)
    page.fill("#d1-w02-k2", "12")
    expect(page.locator("#d1-w02-k2")).not_to_have_attribute("aria-invalid", "true")
    page.unroute("**/zapisz/")
    type_at_once(page, "d1-w02-k2", "13")

    assert invalid(page, "d1-w02-k2") == "true"


def test_what_is_wrong_with_the_cell_in_hand_is_said_in_its_line(
    open_page: Open, report: Report, is_accessible: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    page = open_page(fill(report, WRONG))
    wrong = page.locator("#pole .wrong")
    page.focus("#d1-w02-k2")
    expect(wrong).to_have_text("Łóżek dla dzieci nie może być więcej niż łóżek.")
    look(page, "wrong-in-hand", is_accessible, picture)
    page.fill("#d1-w02-k2", "0")
    expect(wrong).to_have_text("")
    page.fill("#d1-w02-k1", "2000")
    expect(wrong).to_have_text("Bardzo dużo łóżek.")
    expect(wrong).to_have_attribute("data-severity", "warning")
    page.focus("#d1-w03-k1")
    expect(wrong).to_be_hidden()


def test_a_warning_is_explained_in_place_and_void_when_its_value_changes(open_page: Open, report: Report) -> None:
    page = open_page(fill(report, ODD))
    page.locator("[data-tally]").click()
    finding = page.locator("#kontrole li[data-key='T-02']")
    finding.locator("summary").click()
    finding.locator("select").select_option("remont")
    finding.locator("textarea").fill("Nowe skrzydło.")
    finding.get_by_role("button", name="Zapisz wyjaśnienie").click()
    expect(finding).to_have_attribute("data-severity", "explained")
    expect(finding.locator(".answer")).to_contain_text("Remont. Nowe skrzydło.")

    type_at_once(page, "d1-w02-k1", "3000")
    assert finding.get_attribute("data-severity") == "warning"
    assert "straciło ważność, bo zmieniono pole: Dział 1, wiersz 02, kolumna 1" in finding.inner_text()
    page.fill("#d1-w02-k1", "2000")
    expect(finding).to_have_attribute("data-severity", "explained")
    finding.locator("summary").click()
    expect(finding.locator("textarea")).to_have_value("Nowe skrzydło.")


def test_a_refused_explanation_says_why_at_its_form(open_page: Open, report: Report) -> None:
    page = open_page(fill(report, ODD))
    page.locator("[data-tally]").click()
    finding = page.locator("#kontrole li[data-key='T-02']")
    finding.locator("summary").click()
    finding.locator("select").evaluate("field => field.required = false")
    finding.locator("textarea").fill("Nowe skrzydło.")
    finding.get_by_role("button", name="Zapisz wyjaśnienie").click()

    expect(finding.locator(".problem")).to_have_text("Wybierz przyczynę z listy i opisz ją.")


def test_an_explanation_goes_once_after_what_is_typed_however_often_its_button_is_pressed(
    open_page: Open, report: Report
) -> None:
    page = open_page(fill(report, ODD))
    page.locator("[data-tally]").click()
    finding = page.locator("#kontrole li[data-key='T-02']")
    finding.locator("summary").click()
    finding.locator("select").select_option("remont")
    finding.locator("textarea").fill("Nowe skrzydło.")
    handed_in: list[str] = []
    page.on("request", lambda request: handed_in.append(request.url) if request.method == "POST" else None)
    page.evaluate(TYPE, ["d1-w02-k2", "12"])
    finding.get_by_role("button", name="Zapisz wyjaśnienie").evaluate("button => { button.click(); button.click(); }")

    expect(finding).to_have_attribute("data-severity", "explained")
    page.evaluate(FRAMES)
    assert [url.split("/")[-2] for url in handed_in] == ["zapisz", "wyjasnij"]


def test_a_reason_without_a_text_is_not_handed_in(open_page: Open, report: Report) -> None:
    page = open_page(fill(report, ODD))
    page.locator("[data-tally]").click()
    finding = page.locator("#kontrole li[data-key='T-02']")
    finding.locator("summary").click()
    finding.locator("select").select_option("remont")
    finding.get_by_role("button", name="Zapisz wyjaśnienie").click()

    assert finding.locator("textarea").evaluate("field => field.validity.valueMissing")
    assert finding.get_attribute("data-severity") == "warning"


def test_an_untouched_form_counts_what_is_missing_and_does_not_shout(open_page: Open) -> None:
    report = blank_report(edition=tiny(text=STRICT))
    page = open_page(report)

    assert page.inner_text("[data-tally]") == "do uzupełnienia: 2"
    assert page.locator("[aria-invalid]").count() == 0
    expect(page.locator("#kontrole .verdict")).to_be_hidden()
    type_at_once(page, "d1-w02-k1", "1")
    assert page.inner_text("[data-tally]") == "do uzupełnienia: 1"


def test_once_verified_the_missing_cells_are_listed_and_leave_the_list_one_by_one(open_page: Open) -> None:
    page = open_page(blank_report(edition=tiny(text=STRICT)), "?kontrole=1")
    assert page.inner_text("#kontrole .verdict h2") == "Kontrole: 2\u00a0błędy"
    page.locator(".missing a").first.click()
    expect(page.locator("#d1-w02-k1")).to_be_focused()

    type_at_once(page, "d1-w02-k1", "1")
    type_at_once(page, "d1-w02-k2", "0")
    expect(page.locator("#kontrole .ready")).to_be_visible()
    assert page.locator("[aria-invalid]").count() == 0


def test_the_same_key_twice_is_told_at_both_rows(open_page: Open) -> None:
    page = open_page(blank_report(edition=tiny(text=KEYED)))
    for number in (1, 2):
        page.get_by_role("button", name="Dodaj wiersz").click()
        expect(page.locator(f"#d2-r{number}-nazwa")).to_be_visible()
    type_at_once(page, "d2-r1-nazwa", "Izba")
    type_at_once(page, "d2-r2-nazwa", "Izba")

    assert page.locator("#d2 .key [aria-invalid]").count() == 2
    type_at_once(page, "d2-r2-nazwa", "Blok")
    assert page.locator("#d2 .key [aria-invalid]").count() == 0


def test_f8_goes_from_finding_to_finding_and_round(open_page: Open, report: Report) -> None:
    page = open_page(fill(report, {**WRONG, "d1.w03.k1": "1", "d1.w03.k2": "5"}))
    for key, there in [("F8", "d1-w02-k2"), ("F8", "d1-w03-k2"), ("F8", "d1-w02-k2"), ("Shift+F8", "d1-w03-k2")]:
        page.keyboard.press(key)
        expect(page.locator(f"#{there}")).to_be_focused()


def test_a_text_that_is_refused_is_an_error_until_it_is_mended(open_page: Open, report: Report) -> None:
    page = open_page(fill(report, CLEAN), "?kontrole=1")
    ready, tally, cell = page.locator("#kontrole .ready"), page.locator("[data-tally]"), page.locator("#d1-w02-k2")
    done = page.locator("#spis .progress").last
    whole = done.inner_text()
    expect(ready).to_be_visible()
    for mended in ("5", "4"):  # another number, and the one that stands there
        page.fill("#d1-w02-k2", "12,5")
        expect(tally).to_have_text("1\u00a0błąd")
        expect(ready).to_be_hidden()
        expect(done).not_to_have_text(whole)
        expect(page.locator("#spis a[href='#d1'] [data-count=errors]")).to_be_visible()
        line = page.locator("#kontrole .findings li")
        expect(line.locator(".told")).to_have_text("Wpisz liczbę całkowitą.")
        page.focus("#d1-w03-k1")
        page.locator("[data-step='1']").click()
        expect(cell).to_be_focused()
        line.locator(".to-cell").click()
        expect(cell).to_be_focused()
        cell.fill(mended)
        expect(tally).to_have_text("bez błędów i ostrzeżeń")
        expect(ready).to_be_visible()
        expect(done).to_have_text(whole)
        expect(cell).not_to_have_attribute("aria-invalid", "true")
        expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")


def test_nobody_goes_on_to_sending_past_a_text_that_is_not_saved(open_page: Open, report: Report) -> None:
    page = open_page(fill(report, CLEAN), "?kontrole=1")
    here = page.url
    send = page.locator("#kontrole .ready a")
    expect(send).to_be_visible()
    type_at_once(page, "d1-w02-k2", "12,5")
    send.evaluate("link => link.click()")  # before the server has answered
    expect(page.locator("#d1-w02-k2-p")).to_be_visible()
    expect(page.locator("#d1-w02-k2")).to_be_focused()
    page.focus("#d1-w03-k1")
    send.evaluate("link => link.click()")
    expect(page.locator("#d1-w02-k2")).to_be_focused()
    assert page.url == here
    page.fill("#d1-w02-k2", "4")
    expect(send).to_be_visible()
    send.click()
    expect(page.get_by_role("heading", name="Wysłać sprawozdanie?")).to_be_visible()


def test_a_mark_opens_the_list_at_its_finding_and_the_finding_leads_back(open_page: Open, report: Report) -> None:
    page = open_page(fill(report, WRONG))
    expect(page.locator("#kontrole")).to_be_hidden()
    page.locator("td:has(#d1-w02-k2) .mark").click()
    expect(page.locator("#kontrole li[data-key='T-01:w02']")).to_be_focused()

    page.locator("#kontrole .to-cell").click()
    expect(page.locator("#d1-w02-k2")).to_be_focused()


def test_counts_are_told_aloud_once_typing_pauses(open_page: Open, report: Report) -> None:
    page = open_page(report)
    page.locator("#d1-w02-k2").press_sequentially("12", delay=30)
    type_at_once(page, "d1-w02-k1", "10")
    assert page.inner_text("#glos") == ""

    expect(page.locator("#glos")).to_have_text("1\u00a0błąd")


def test_the_page_is_accessible_with_findings_and_an_explanation_open(
    open_page: Open, is_accessible: Callable[[Page], None], picture: Callable[[Page, str], None], report: Report
) -> None:
    page = open_page(fill(report, {**ODD, "d1.w03.k1": "1", "d1.w03.k2": "5"}), "", NARROW)
    page.locator("[data-tally]").click()
    page.locator("#kontrole summary").first.click()

    look(page, "live-findings", is_accessible, picture)


@pytest.mark.parametrize("button", ["Weryfikuj bez wysyłania", "Zapisz do uzupełnienia na później"])
def test_no_button_leads_off_the_sheet_while_there_is_no_connection(
    open_page: Open, report: Report, button: str
) -> None:
    page = open_page(report)
    sheet, state = page.url, page.locator("#stan-zapisu")
    page.context.set_offline(True)
    page.get_by_role("button", name=button).click()  # with nothing that waits
    page.fill("#d1-w02-k1", "37")
    expect(state).to_contain_text("Zmiany czekają w tej przeglądarce (1)")
    page.get_by_role("button", name=button).click()
    page.wait_for_timeout(500)
    assert page.url == sheet
    expect(page.locator("#d1-w02-k1")).to_have_value("37")
    expect(state).to_contain_text("Zmiany czekają w tej przeglądarce (1)")
    page.context.set_offline(False)
    expect(state).to_have_attribute("data-state", "saved")
    report.refresh_from_db()
    assert report.answers["cells"]["d1.w02.k1"] == 37
