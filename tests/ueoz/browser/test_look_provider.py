# SPDX-License-Identifier: EUPL-1.2
"""What the provider's pages look like, wide and narrow, in both languages; none of them needs scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.ueoz.provider.world import System, account, query, sign_in, system
from ueoz.provider.operations import Who, disable_client, set_administrator

pytestmark = pytest.mark.django_db(transaction=True)
BrowserOf = Callable[..., Page]
Seen = Callable[[Page, str], None]
in_all_ways = pytest.mark.parametrize(("width", "language"), [(1280, "pl"), (390, "en")])


@pytest.fixture
def theirs() -> System:
    """A system that is not ours, and an administrator signed in where it sends people."""
    made, anna = system("rejestr", own=False), account()
    sign_in(made.browser, anna)
    set_administrator(by=Who(), account=anna, granted=True)
    return made


@in_all_ways
def test_systems_on_pages(browser_of: BrowserOf, seen: Seen, theirs: System, width: int, language: str) -> None:
    disable_client(by=Who(), client=system("dawny-system").client)
    page = browser_of(theirs.browser, width=width, language=language)
    for name, address in (("systems", ""), ("add-system", "nowy/"), ("system", "rejestr/")):
        page.goto(f"/administracja/systemy/{address}")
        seen(page, f"{name}-{language}")
    page.goto("/administracja/systemy/")
    names, cells = page.locator("thead th").all_inner_texts(), page.locator("tbody tr").first.locator("td")
    assert [cells.nth(at).get_attribute("data-label") for at in range(1, cells.count())] == names[1:]


@in_all_ways
def test_what_the_provider_asks_and_refuses(
    browser_of: BrowserOf, seen: Seen, theirs: System, width: int, language: str
) -> None:
    page = browser_of(theirs.browser, width=width, language=language)
    page.goto(f"/o/authorize/?{'&'.join(f'{name}={value}' for name, value in theirs.question().items())}")
    seen(page, f"consent-{language}")
    page.goto("/o/authorize/?client_id=nobody")
    seen(page, f"refused-{language}")
    page.goto(f"/o/logout/?client_id={theirs.id}")
    seen(page, f"leave-{language}")
    page.locator("main").get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wylogowano" if language == "pl" else "Signed out")
    seen(page, f"left-{language}")


def test_a_system_is_added_without_scripts_and_its_secret_shown(
    browser_of: BrowserOf, seen: Seen, theirs: System
) -> None:
    page = browser_of(theirs.browser, scripts=False)
    page.goto("/konto/")
    page.goto("/administracja/systemy/")
    page.get_by_role("link", name="Dodaj system").click()
    page.get_by_label("Identyfikator").fill("nowy-system")
    page.get_by_label("Nazwa").fill("Nowy system")
    page.get_by_label("Adresy powrotu po zalogowaniu").fill("http://")
    page.get_by_role("button", name="Dodaj system").click()
    expect(page.get_by_text("musi zaczynać się od https://")).to_be_visible()
    page.get_by_label("Adresy powrotu po zalogowaniu").fill("https://nowy.example/powrot/")
    page.get_by_role("button", name="Dodaj system").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sekret systemu")
    assert theirs.browser.get("/administracja/systemy/nowy-system/").status_code == 200


def test_whoever_agrees_is_sent_on(browser_of: BrowserOf, theirs: System) -> None:
    page = browser_of(theirs.browser)
    page.goto(f"/o/authorize/?{'&'.join(f'{name}={value}' for name, value in theirs.question().items())}")
    with page.expect_request("https://system.example/powrot/**") as sent:  # where nobody answers
        page.get_by_role("button", name="Zgadzam się", exact=True).click()
    address = sent.value.url
    assert "code=" in address
    assert query({"Location": address})["state"] == "stan"  # type: ignore[arg-type]  # all it reads is the address
