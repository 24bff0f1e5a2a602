# SPDX-License-Identifier: EUPL-1.2
"""A report leaves as a workbook and comes back, is sent, and its receipt is found genuine by anybody."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from ssoz.reports.models import Report
from ssoz.reports.operations import send
from tests.browser.conftest import look
from tests.factories import access
from tests.factories.reports import blank_report, fill, filler
from tests.factories.workbooks import FILLED, edited, wide

pytestmark = pytest.mark.django_db(transaction=True)
Looked = Callable[[str], None]
SPOILED = {"Dział 1!C11": "dużo", "Dział 1!E12": 5, "Dział 2!C8": "=1"}
MENDED = {"Dział 1!C11": 12, "Dział 1!E11": -2.5, "Dział 3!B8": "Okulistyka", "Dział 3!C8": 8}


@pytest.fixture
def report(db: None) -> Report:
    return fill(blank_report(edition=wide()), FILLED)


@pytest.fixture
def reporter(report: Report, people: Callable[..., BrowserContext], live_server: Any) -> Page:
    """Somebody who fills in the report, on its page."""
    client = access.signed_in(Client(), access.profile("reporter_nonfinancial", unit=report.unit))
    context, name = people(), settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/sprawozdanie/{report.public_id}/")
    return page


@pytest.fixture
def looked(reporter: Page, is_accessible: Callable[[Page], None], picture: Callable[[Page, str], None]) -> Looked:
    return lambda name: look(reporter, f"documents-{name}", is_accessible, picture)


def saved(page: Page, link: str, folder: Path) -> Path:
    with page.expect_download() as coming:
        page.get_by_role("link", name=link).first.click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def uploaded(page: Page, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    page.get_by_label("Wypełniony skoroszyt").set_input_files(path)
    page.get_by_role("button", name="Pokaż, co się zmieni").click()


def test_a_workbook_goes_out_and_comes_back(report: Report, reporter: Page, looked: Looked, tmp_path: Path) -> None:
    page = reporter
    page.get_by_role("link", name="Skoroszyt i wydruk").click()
    looked("exchange")
    good = saved(page, "Skoroszyt z danymi", tmp_path).read_bytes()
    assert saved(page, "PDF z danymi", tmp_path).read_bytes().startswith(b"%PDF-")
    uploaded(page, tmp_path / "spoiled.xlsx", edited(good, SPOILED))
    expect(page.locator("#bledy tbody tr")).to_have_count(3)
    looked("spoiled")

    page.get_by_role("link", name="Wczytaj inny plik").click()
    fill(report, {"d1.w02.k1": "11"})
    uploaded(page, tmp_path / "mended.xlsx", edited(good, MENDED))
    expect(page.locator("#sporne tbody tr")).to_have_count(1)
    looked("preview")
    page.locator("#sporne").get_by_role("checkbox").check()
    page.get_by_role("button", name="Zapisz te zmiany w sprawozdaniu").click()
    expect(page.get_by_text("Wczytano skoroszyt. Zmienione pola: 4.")).to_be_visible()
    expect(page.locator("#d1-w02-k1")).to_have_value("12")


def test_a_receipt_is_found_genuine_by_anybody_without_a_script(
    report: Report, reporter: Page, looked: Looked, people: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    send(by=filler(report.unit), report=report.public_id, version=report.version)
    reporter.reload()
    reporter.locator("details.history summary").click()
    receipt = saved(reporter, "Pobierz potwierdzenie złożenia", tmp_path)
    checking = reporter.url.partition("/sprawozdanie/")[0] + "/potwierdzenie/"

    stranger = people(javascript=False).new_page()
    stranger.goto(checking)
    stranger.get_by_label("Plik potwierdzenia").set_input_files(receipt)
    stranger.get_by_role("button", name="Sprawdź plik").click()
    expect(stranger.get_by_role("heading", name="Potwierdzenie jest prawdziwe")).to_be_visible()
    expect(stranger.get_by_text(report.unit.name)).to_be_visible()
    reporter.goto(f"{checking}?numer=P000001/2026&skrot=abc")
    expect(reporter.get_by_role("heading", name="Takiego potwierdzenia nie wydaliśmy")).to_be_visible()
    looked("receipt")
