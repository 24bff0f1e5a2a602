# SPDX-License-Identifier: EUPL-1.2
"""The sheet with the files as they are published: bundled, minified, named by what is in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import PATIENCE
from tests.factories import access
from tests.factories.reports import WRONG, blank_report, fill

BACKENDS = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "shared.design.storage.PublishedStorage"},
}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=root, STORAGES=BACKENDS):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield root


@pytest.fixture
def asked(context: BrowserContext, published: Path) -> list[str]:
    """Names of the files the page asks for, answered from the published ones."""
    names: list[str] = []

    def answer(route: Route) -> None:
        name = urlsplit(route.request.url).path.removeprefix("/static/")
        names.append(name)
        route.fulfill(path=published / name)

    context.route("**/static/**", answer)
    context.set_default_timeout(PATIENCE)
    context.set_default_navigation_timeout(3 * PATIENCE)
    return names


def test_a_sheet_is_filled_in_with_its_bundles(
    page: Page, asked: list[str], sign_in: Any, picture: Any, live_server: Any
) -> None:
    report = fill(blank_report(), WRONG)
    sign_in(access.profile("reporter_nonfinancial", unit=report.unit))
    assert Client().get("/").status_code == 200  # the first page loads all of the site's code
    page.goto(f"{live_server.url}/sprawozdanie/{report.public_id}/")
    page.wait_for_selector("#arkusz[data-live]")
    picture(page, "published")

    first = page.locator(".cells td > input").first
    first.fill("7")
    first.press("Enter")
    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
    page.locator("[data-prior]").click()  # fetched when asked for
    with page.expect_request(re.compile("search")):
        page.locator("#szukaj").click()
    own = [name for name in asked if name.endswith((".js", ".css")) and not name.startswith("bundled/")]
    assert len(own) <= 6, own
    assert all(re.search(r"\.[0-9a-f]{12}\.\w+$", name) for name in asked), asked
