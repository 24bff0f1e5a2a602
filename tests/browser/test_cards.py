# SPDX-License-Identifier: EUPL-1.2
"""A card from admission to handing in, at both widths; every page accessible; nothing typed into a card is lost."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import NARROW, look
from tests.browser.edits import ROWS, STATE
from tests.factories import access, cards
from tests.factories.cards import ADMISSION, CLOSED, WHOLE, admitted, csv_of, sheet_of, stranger

pytestmark = pytest.mark.django_db(transaction=True)


def put(page: Page, address: str, text: str) -> None:
    field = page.locator(f"[name='{address}']")
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(text)
    else:
        field.fill(text)


def test_a_card_is_opened_closed_and_handed_in_on_a_phone(
    people: Callable[..., BrowserContext],
    live_server: Any,
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    tmp_path: Path,
) -> None:
    unit = cards.hospital()
    cards.card_round()
    client = access.signed_in(Client(), access.profile("reporter_psychiatric", unit=unit))
    context = people(NARROW)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()

    page.goto(f"{live_server.url}/karty/nowa/")
    for address, text in ADMISSION.items():
        put(page, address, text)
    look(page, "card-open", is_accessible, picture)
    page.get_by_role("button", name="Otwórz kartę").click()

    for address, text in WHOLE.items():
        put(page, address, text)
    look(page, "card", is_accessible, picture)
    page.get_by_role("button", name="Zamknij kartę").click()
    expect(page.locator(".sheet-head")).to_contain_text("Zamknięta")

    file = tmp_path / "karty.csv"
    file.write_bytes(csv_of(stranger(1), {**stranger(2), "plec": "kobieta"}))
    page.goto(f"{live_server.url}/karty/plik/")
    page.locator("#plik").set_input_files(file)
    page.locator("#rok").fill("2025")
    page.get_by_role("button", name="Sprawdź plik").click()
    look(page, "card-file", is_accessible, picture)
    page.get_by_role("button", name="Wczytaj dobre wiersze").click()
    look(page, "card-list", is_accessible, picture)

    page.goto(f"{live_server.url}/karty/rok/2025/")
    page.get_by_role("button", name="Przekaż karty (2)").click()
    expect(page.locator("main")).to_contain_text("Przekazano karty do weryfikacji: 2.")
    look(page, "card-year", is_accessible, picture)


DIAGNOSIS, ILLNESS = "d5.rozpoznanie.k1", "d3.wstepne.k1"


def saved(page: Page) -> None:
    """By this page, not before it was opened: then the line names a person, too."""
    expect(page.locator(STATE)).to_have_text(re.compile(r"^Zapisano \d+:\d+$"))
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved")


def cell(page: Page, address: str) -> Any:
    return page.locator(f"[name='{address}']")


def test_what_is_typed_into_a_card_outlives_tabs_connections_and_sessions(
    visit: Callable[..., Page],
) -> None:
    card = admitted(cards.hospital())
    held = access.profile("reporter_psychiatric", unit=card.unit)
    page = visit(held, card)
    browser = page.context

    browser.set_offline(True)
    put(page, DIAGNOSIS, "F33")
    expect(page.locator(STATE)).to_contain_text("Zmiany czekają w tej przeglądarce (1)")
    rows = page.evaluate(ROWS)
    assert rows
    assert not any(b"F33" in bytes(row["data"]) for row in rows)
    page.close()  # and the tab is gone
    browser.set_offline(False)
    page = visit(held, card, browser)
    saved(page)
    expect(cell(page, DIAGNOSIS)).to_have_value("F33")
    assert sheet_of(card).cells[DIAGNOSIS] == "F33"

    browser.clear_cookies()  # the session has ended
    put(page, ILLNESS, "F32")
    page.wait_for_url("**/sesja/**")
    page = visit(held, card, browser)
    saved(page)
    expect(cell(page, ILLNESS)).to_have_value("F32")
    assert sheet_of(card).cells[ILLNESS] == "F32"


def test_a_card_with_a_text_that_is_refused_is_not_called_correct(visit: Callable[..., Page]) -> None:
    card = admitted(cards.hospital())
    page = visit(access.profile("reporter_psychiatric", unit=card.unit), card)
    for address, text in WHOLE.items():
        put(page, address, text)
    page.get_by_role("button", name="Sprawdź kartę").click()
    correct = page.get_by_role("heading", name="Karta jest poprawna")
    expect(correct).to_be_visible()
    put(page, "d5.przymus.k1", "dużo")
    expect(page.locator(STATE)).to_have_attribute("data-state", "refused")
    expect(correct).to_be_hidden()
    put(page, "d5.przymus.k1", "0")
    expect(correct).to_be_visible()


def test_two_people_write_into_one_card_and_what_was_just_typed_is_in_the_card_that_is_closed(
    visit: Callable[..., Page],
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
) -> None:
    card = admitted(cards.hospital())
    page, beside = (visit(access.profile("reporter_psychiatric", unit=card.unit), card) for _person in range(2))
    page.route("**/zapisz/**", lambda route: route.abort())
    put(page, DIAGNOSIS, "F20")
    put(beside, DIAGNOSIS, "F31")
    saved(beside)
    page.unroute("**/zapisz/**")
    for button in ("Sprawdź kartę", "Zamknij kartę"):
        page.get_by_role("button", name=button).click()
        expect(cell(page, DIAGNOSIS)).to_be_focused()
        assert sheet_of(card).cells[DIAGNOSIS] == "F31"
        cell(page, ILLNESS).focus()
    page.get_by_role("button", name="Moja: F20").click()
    saved(page)
    look(page, "card-saving", is_accessible, picture)
    beside.evaluate("dispatchEvent(new Event('focus'))")
    expect(cell(beside, DIAGNOSIS)).to_have_value("F20")
    expect(beside.locator("#inni")).to_contain_text("Zmiany zapisuje też")

    page.get_by_role("button", name="Dodaj oddział").click()
    expect(cell(page, "d4.r2.od")).to_be_focused()
    page.get_by_role("button", name="Usuń wiersz 02").click()
    page.locator("#usuwanie").get_by_role("button", name="Usuń wiersz").click()
    expect(cell(page, "d4.r2.oddzial")).to_have_count(0)

    for address, text in WHOLE.items():
        put(page, address, text)
    page.get_by_role("button", name="Zamknij kartę").click()  # before the last of it could be saved
    expect(page.locator(".sheet-head")).to_contain_text("Zamknięta")
    card.refresh_from_db()
    assert (card.status, sheet_of(card).cells[DIAGNOSIS]) == (CLOSED, "F33")
