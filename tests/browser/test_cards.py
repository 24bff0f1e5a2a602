# SPDX-License-Identifier: EUPL-1.2
"""A card from admission to handing in, by plain forms, at both widths; every page accessible."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import NARROW, look
from tests.factories import access, cards
from tests.factories.cards import ADMISSION, WHOLE, csv_of, stranger

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
