# SPDX-License-Identifier: EUPL-1.2
"""Chromium at the pages of UEOZ. A page that breaks its own rules fails the test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.__main__ import find_chromium

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop; the tests themselves are sync
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
SCREENSHOTS = Path(__file__).parent / "screenshots"
PATIENCE = 20_000  # milliseconds; machines that run tests are busy
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
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


@pytest.fixture
def browser_of(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """A page for somebody whose session the test client made, wide or narrow, with scripts or without."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def page_of(client: Client | None = None, *, width: int = 1280, language: str = "pl", scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        context.set_default_timeout(PATIENCE)
        context.on("console", listen)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        cookies = {"ueoz_language": language}
        if client is not None:
            cookies["ueoz_session"] = client.cookies["ueoz_session"].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
        opened.append(context)
        return context.new_page()

    yield page_of
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def seen() -> Callable[[Page, str], None]:
    """Look at a page: axe finds nothing, nothing sticks out to the side, and a picture is kept for people."""

    def look(page: Page, name: str) -> None:
        page.wait_for_load_state()  # a click waits for the answer's first byte only
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
        SCREENSHOTS.mkdir(exist_ok=True)
        width = page.viewport_size["width"] if page.viewport_size else 0
        page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True, animations="disabled")

    return look
