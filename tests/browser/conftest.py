# SPDX-License-Identifier: EUPL-1.2
"""One Chromium for the run, a page of its own for each test. A page that breaks its own rules fails the test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

from engine.definitions import FormDefinition, load
from shared.postgres.address import beside
from ssoz.access.actors import SYSTEM
from ssoz.access.models import Profile
from ssoz.cards.models import Card
from ssoz.catalogue.operations import publish
from ssoz.reports.models import Report
from tests.__main__ import find_chromium
from tests.factories import access
from tests.factories.chain import Chain, running_chain
from tests.factories.reports import blank_report
from tests.factories.sandbox import ANNA, BOB

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop; the tests themselves are sync
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
WIDE: ViewportSize = {"width": 1280, "height": 860}
NARROW: ViewportSize = {"width": 390, "height": 844}
SCREENSHOTS = Path(__file__).parent / "screenshots"
PATIENCE = 20_000  # milliseconds; machines that run tests are busy
expect.set_options(timeout=PATIENCE)
REFUSED = ("Content Security Policy", "Refused to")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.fail("Brak przeglądarki Chromium: uruchom ./ssoz test, które ją zainstaluje.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def chain(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Chain]:
    """All the sites, each a process under a host of its own; SSOZ on the database of the tests."""
    home = tmp_path_factory.mktemp("chain")
    url = beside(os.environ["DATABASE_URL"], str(connection.settings_dict["NAME"]))
    with running_chain(home, url, [ANNA, BOB]) as chain:
        yield chain


@pytest.fixture
def context(chromium: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A visitor who reads Polish."""
    context = chromium.new_context(base_url=live_server.url, locale="pl-PL", viewport=WIDE)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty page; whatever it complains about in its console fails the test at the end."""
    page, complaints = context.new_page(), []

    def listen(message: ConsoleMessage) -> None:
        if any(words in message.text for words in REFUSED):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def sign_in(context: BrowserContext, live_server: Any) -> Callable[[Profile], None]:
    """Sign somebody in without the way through the identity provider."""

    def enter(profile: Profile) -> None:
        client = access.signed_in(Client(), profile)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return enter


@pytest.fixture
def is_accessible() -> Callable[[Page], None]:
    """Ask axe; WCAG 2.1 AA and what axe calls best practice."""

    def check(page: Page) -> None:
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    return check


@pytest.fixture
def people(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browsers of several people at once, wide or narrow, with JavaScript or without, under the same rules."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if any(words in message.text for words in REFUSED):
            complaints.append(message.text)

    def another(viewport: ViewportSize = WIDE, *, javascript: bool = True, phone: bool = False) -> BrowserContext:
        context = chromium.new_context(
            viewport=viewport,
            is_mobile=phone,
            has_touch=phone,
            locale="pl-PL",
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(3 * PATIENCE)  # the first page loads all of the site's code
        context.on("console", listen)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        opened.append(context)
        return context

    yield another
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def picture() -> Callable[[Page, str], None]:
    """Keep what a page looks like, for people to look at."""

    def keep(page: Page, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", animations="disabled")

    return keep


def look(page: Page, name: str, check: Callable[[Page], None], picture: Callable[[Page, str], None]) -> None:
    """At both widths nothing to scroll sideways and a picture; nothing for axe to say; left as wide as it was."""
    before = page.viewport_size
    page.wait_for_load_state()  # a click waits for the answer's first byte only
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        assert overflow(page) <= 0, f"{name}: {viewport['width']}"
        picture(page, name)
    check(page)
    page.set_viewport_size(before or WIDE)


def until(page: Page, what: Callable[[], Any]) -> None:
    """Wait for something that no locator can tell (`wait_for_function` may not evaluate a string here)."""
    for _time in range(PATIENCE // 20):
        if what():
            return
        page.wait_for_timeout(20)
    raise AssertionError("it has not come about")


def at_rest(page: Page) -> None:
    """Nothing moves any more: the same place of the page in five looks."""
    seen: list[Any] = []

    def still() -> bool:
        seen.append(page.evaluate("[scrollX, scrollY, document.documentElement.scrollHeight]"))
        page.wait_for_timeout(60)
        return len(seen) > 4 and all(one == seen[-1] for one in seen[-5:])

    until(page, still)


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def named(form: FormDefinition) -> list[tuple[str, int]]:
    """Editions that have to be published before it."""
    before = [(form.form, form.crosswalk.previous)] if form.crosswalk else []
    return [*before, *((other, form.edition) for other in form.beside)]


@pytest.fixture
def open_form(people: Callable[..., BrowserContext], live_server: Any) -> Callable[..., Page]:
    """A blank report of a form file, opened by somebody who fills in such forms."""

    def page_of(path: Path, viewport: ViewportSize) -> Page:
        text = path.read_text(encoding="utf-8").replace("\nkind: card\n", "\nkind: nonfinancial\n")  # not a report
        texts = [other.read_text(encoding="utf-8") for other in path.parent.glob("*.yaml")]
        for other, year in named(load(text)) if "extends:" not in text else ():
            publish(by=SYSTEM, text=next(one for one in texts if f"\nform: {other}\nedition: {year}\n" in one))
        edition = publish(by=SYSTEM, text=text, path=path.name)
        report = blank_report(edition=edition)
        role = f"reporter_{edition.kind}"
        client = access.signed_in(Client(), access.profile(role, unit=report.unit))
        context = people(viewport)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/sprawozdanie/{report.public_id}/")
        page.wait_for_selector("#arkusz[data-live]")
        touch(page)
        return page

    return page_of


@pytest.fixture
def visit(people: Callable[..., BrowserContext], live_server: Any) -> Callable[..., Page]:
    """Open a sheet as somebody, in a browser of their own or in one that is given; typing is kept from then on."""

    def opened(held: Profile, sheet: Report | Card, browser: BrowserContext | None = None) -> Page:
        browser = browser or people()
        cookie = access.signed_in(Client(), held).cookies[settings.SESSION_COOKIE_NAME].value
        browser.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = browser.new_page()
        is_card = isinstance(sheet, Card)
        page.goto(f"{live_server.url}/{'karty' if is_card else 'sprawozdanie'}/{sheet.public_id}/")
        page.wait_for_selector(f"#arkusz[data-{'ready' if is_card else 'live'}][data-keeps]")
        return page

    return opened


def touch(page: Page) -> None:
    """The mouse comes over the sheet: keys may be pressed and what they did be read at once."""
    page.dispatch_event("#arkusz", "pointerover")
    page.wait_for_selector("#arkusz[data-touched]")
