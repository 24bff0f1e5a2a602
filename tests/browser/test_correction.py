# SPDX-License-Identifier: EUPL-1.2
"""A report comes back with remarks at its cells, is corrected, answered and sent again; its versions stay."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ssoz.access.models import Profile
from ssoz.registers.enums import UnitKind
from ssoz.reports import operations
from ssoz.reports.models import Report
from tests.browser.conftest import look
from tests.factories import access, registers
from tests.factories.reports import ACCEPTED, TINY, TO_VERIFY, blank_report, report_at, supervisor, tiny

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[Profile], None]
Check = Callable[[Page], None]
Picture = Callable[[Page, str], None]
STABLE = TINY.replace("zero: true", 'zero: true\nstable: ["d1[*,k1]"]')


def returned(report: Report) -> None:
    by = supervisor()
    operations.remark_cell(by=by, report=report.public_id, address="d1.w02.k1", text="O połowę mniej niż rok temu?")
    reason = "Proszę sprawdzić także dział 1, wiersz 03, kolumna 2."
    operations.return_to_correct(by=by, report=report.public_id, version=report.version, reason=reason)


def test_a_supervisor_leaves_a_remark_at_a_cell(
    page: Page, sign_in: SignIn, is_accessible: Check, picture: Picture
) -> None:
    report = report_at(TO_VERIFY)
    sign_in(access.profile("supervisor_nonfinancial", unit=registers.unit(UnitKind.VOIVODESHIP_OFFICE, "14")))
    page.goto(f"/sprawozdanie/{report.public_id}/", timeout=45_000)  # the first page loads all of the site's code
    page.get_by_role("link", name="Dodaj uwagę do pola").first.click()
    look(page, "remarks", is_accessible, picture)
    page.get_by_role("button", name="Dalej").click()
    page.get_by_label("Wiersz").select_option(label="Oddziały zabiegowe")
    page.get_by_role("button", name="Dalej").click()
    page.get_by_label("Treść").fill("Skąd tyle łóżek?")
    look(page, "remark", is_accessible, picture)
    page.get_by_role("button", name="Dodaj uwagę").click()
    page.get_by_role("link", name="Pokaż w sprawozdaniu").click()
    expect(page.locator("td:has(#d1-w03-k1) .flag.remark")).to_be_visible()


def test_a_reporter_corrects_answers_and_sends_again(
    page: Page, sign_in: SignIn, is_accessible: Check, picture: Picture
) -> None:
    report = report_at(TO_VERIFY)
    returned(report)
    sign_in(access.profile("reporter_nonfinancial", unit=report.unit))
    page.goto(f"/sprawozdanie/{report.public_id}/")
    look(page, "correction", is_accessible, picture)
    page.get_by_role("link", name="dział 1, wiersz 03, kolumna 2", exact=True).click()
    expect(page.locator("[id='d1-w03-k2']")).to_be_focused()
    page.locator("[id='d1-w03-k2']").fill("2")
    page.get_by_label("Odpowiedź").fill("Zamknięto oddział")
    page.get_by_role("button", name="Odpowiedz").click()
    expect(page.get_by_text("Zamknięto oddział")).to_be_visible()
    page.get_by_text("Zmieniono od ostatniego wysłania: 1 pole").click()
    page.get_by_role("button", name="Weryfikuj bez wysyłania").click()
    expect(page.get_by_role("heading", name="Sprawozdanie jest poprawne")).to_be_visible()
    page.get_by_role("link", name="Wyślij").click()
    look(page, "sending", is_accessible, picture)
    page.get_by_role("button", name="Wyślij").click()
    expect(page.get_by_text("Sprawozdanie wysłane do weryfikacji.")).to_be_visible()
    for path, name in (("wersje/", "versions"), ("wersje/2/", "version"), ("porownanie/", "comparison")):
        page.goto(f"/sprawozdanie/{report.public_id}/{path}")
        look(page, name, is_accessible, picture)


def test_the_second_year_begins_with_last_years_beds(
    page: Page, sign_in: SignIn, is_accessible: Check, picture: Picture
) -> None:
    before = report_at(ACCEPTED, edition=tiny(2024, text=STABLE))
    report = blank_report(before.unit, tiny(2025, text=STABLE))
    sign_in(access.profile("reporter_nonfinancial", unit=report.unit))
    page.goto(f"/sprawozdanie/{report.public_id}/")
    page.get_by_role("link", name="Przepisz stałe dane z poprzedniego roku").click()
    look(page, "prefill", is_accessible, picture)
    page.get_by_role("button", name="Przepisz", exact=True).click()
    look(page, "prefilled", is_accessible, picture)
    page.get_by_role("button", name="Potwierdź wszystkie").click()
    expect(page.get_by_text("Potwierdzono pola: 2.")).to_be_visible()
