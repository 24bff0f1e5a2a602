# SPDX-License-Identifier: EUPL-1.2
"""One small form for each feature of the engine: it opens, is walked by keyboard, verifies and reads well."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from engine.definitions import load
from ssoz.access.actors import SYSTEM
from ssoz.catalogue.operations import publish
from tests.browser.conftest import NARROW, WIDE
from tests.factories import access
from tests.factories.reports import blank_report

pytestmark = pytest.mark.django_db(transaction=True)
FEATURES = Path(__file__).parents[2] / "forms" / "features"
ROLES = {"general": "reporter_nonfinancial", "psychiatry": "reporter_psychiatric", "addiction": "reporter_nonfinancial"}
FIELD = "#arkusz :is(td, th, .entry) :is(input, select):not([type=hidden])"


def alone() -> list[str]:
    """Forms that stand for themselves and need no dictionary."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(FEATURES.glob("*.yaml"))}
    return [name for name, text in texts.items() if "list:" not in text and "extends:" not in text]


@pytest.fixture
def open_form(people: Callable[..., BrowserContext], live_server: Any) -> Callable[..., Page]:
    def page_of(name: str, viewport: dict[str, int]) -> Page:
        text = (FEATURES / name).read_text(encoding="utf-8")
        definition = load(text)
        report = blank_report(edition=publish(by=SYSTEM, text=text, path=name))
        role = "reporter_financial" if definition.kind == "financial" else ROLES[definition.subject]
        client = access.signed_in(Client(), access.profile(role, unit=report.unit))
        context = people(viewport)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/sprawozdanie/{report.public_id}/")
        page.wait_for_selector("#arkusz[data-live]")
        return page

    return page_of


def walk(page: Page) -> None:
    """A row in each section that grows, then every field by the keyboard."""
    for number in range(page.locator(".add-row button").count()):
        before = page.locator(FIELD).count()
        page.locator(".add-row button").nth(number).click()
        expect(page.locator(FIELD)).not_to_have_count(before)
    for number in range(page.locator(FIELD).count()):
        field = page.locator(FIELD).nth(number)
        field.focus()
        if field.evaluate("field => field.tagName") == "SELECT":
            page.keyboard.press("ArrowDown")
        else:
            page.keyboard.type("2025-03-01" if "date" in (field.get_attribute("class") or "") else "1")
    page.keyboard.press("Tab")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", alone())
def test_a_form_is_walked_and_verified(
    open_form: Callable[..., Page],
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    name: str,
    viewport: dict[str, int],
) -> None:
    page = open_form(name, viewport)
    walk(page)
    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
    page.get_by_role("button", name="Weryfikuj bez wysyłania").click()
    page.wait_for_url("**/?kontrole=1**")
    page.wait_for_selector("#arkusz[data-live]")
    picture(page, f"feature-{name.partition('.')[0]}")

    shown = [page.locator(f"#kontrole {part}").is_visible() for part in (".ready", ".verdict")]
    assert sorted(shown) == [False, True]
    is_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
