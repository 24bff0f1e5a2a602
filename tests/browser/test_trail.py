# SPDX-License-Identifier: EUPL-1.2
"""The audit trail in a browser: filtered by keyboard, read at both widths."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from ssoz.access.models import Profile
from ssoz.audit.operations import record, seal_events
from tests.browser.conftest import NARROW, SCREENSHOTS, WIDE, overflow
from tests.factories import access
from tests.factories.reports import TO_VERIFY, report_at
from tests.integration.audit.trail import Somebody


def test_an_auditor_finds_what_was_done_to_a_report(
    page: Page, sign_in: Callable[[Profile], None], is_accessible: Callable[[Page], None]
):
    report, held = report_at(TO_VERIFY), access.profile("reporter_nonfinancial")
    by = Somebody(roles=("reporter_nonfinancial",))
    for action, kind, number, data in (
        ("report_saved", "report", str(report.public_id), {"version": 3}),
        ("report_sent", "report", str(report.public_id), {"version": 4}),
        ("role_granted", "profile", str(held.pk), {"role": "reporter_nonfinancial"}),
        ("profile_blocked", "profile", str(held.pk), {"reason": "odejście z pracy"}),
    ):
        record(by=by, action=action, object_type=kind, object_id=number, data=data)
    seal_events()
    sign_in(access.profile("cez_admin"))
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        page.goto("/dziennik/")
        assert overflow(page) <= 0
        is_accessible(page)
        page.screenshot(path=SCREENSHOTS / f"trail-{viewport['width']}.png", full_page=True)
    page.set_viewport_size(WIDE)
    page.locator("#id_person").fill("żak")
    page.get_by_label("Czynność").select_option("report_sent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name=report.unit.name).click()
    expect(page.get_by_role("row")).to_have_count(5)
    page.get_by_label("Adres sieciowy").fill("gdzieś")
    page.get_by_role("button", name="Szukaj").click()
    expect(page.get_by_text("Popraw zaznaczone pola.")).to_be_visible()
    is_accessible(page)
