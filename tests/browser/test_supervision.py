# SPDX-License-Identifier: EUPL-1.2
"""The supervisor's and the administrator's pages in a real browser: accessible, at two widths, without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ssoz.access.actors import SYSTEM
from ssoz.access.models import Profile
from ssoz.registers.enums import UnitKind
from ssoz.reports.models import Report
from ssoz.reports.operations import continue_opening
from ssoz.rounds.enums import RoundStatus
from tests.browser.conftest import NARROW, WIDE
from tests.browser.test_look import visit
from tests.factories import access, registers
from tests.factories.reports import ACCEPTED, TO_CORRECT, TO_FILL, TO_VERIFY, report_at, round_of, tiny

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[Profile], None]
Check = Callable[[Page], None]


def office() -> Profile:
    return access.profile("supervisor_nonfinancial", unit=registers.unit(UnitKind.VOIVODESHIP_OFFICE, "14"))


def test_the_queue_and_the_decisions_are_accessible(page: Page, sign_in: SignIn, is_accessible: Check) -> None:
    sign_in(office())
    waiting = report_at(TO_VERIFY)
    report_at(TO_FILL)
    visit(page, "/nadzor/?status=all", is_accessible)
    visit(page, f"/sprawozdanie/{waiting.public_id}/zwroc/", is_accessible)
    visit(page, f"/sprawozdanie/{waiting.public_id}/zatwierdz/", is_accessible)


def test_the_pages_of_the_administrator_are_accessible(page: Page, sign_in: SignIn, is_accessible: Check) -> None:
    sign_in(access.profile("cez_admin"))
    round = round_of(tiny(), status=RoundStatus.PLANNED)
    accepted = report_at(ACCEPTED, edition=tiny(2024))
    for path in ("/nadzor/", "/zarzadzanie/rundy/", "/zarzadzanie/rundy/nowa/", "/zarzadzanie/formularze/"):
        visit(page, path, is_accessible)
    visit(page, f"/zarzadzanie/rundy/{round.public_id}/otworz/", is_accessible)
    visit(page, f"/sprawozdanie/{accepted.public_id}/otworz-ponownie/", is_accessible)


def test_the_list_of_rounds_follows_an_opening_by_itself(page: Page, sign_in: SignIn, is_accessible: Check) -> None:
    for _ in range(3):
        registers.unit(UnitKind.HOSPITAL)
    sign_in(access.profile("cez_admin"))
    round = round_of(tiny(), status=RoundStatus.PLANNED)
    page.goto(f"/zarzadzanie/rundy/{round.public_id}/otworz/")
    page.get_by_role("button", name="Otwórz").click()
    expect(page.get_by_text("jest otwierany")).to_be_visible()
    expect(page.get_by_text("otwieranie", exact=True)).to_be_visible()
    expect(page.get_by_text("0/3")).to_be_visible()
    is_accessible(page)
    continue_opening(by=SYSTEM, round=round.public_id)
    expect(page.get_by_text("otwarty", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Zamknij")).to_be_visible()
    assert Report.objects.count() == 3


def test_a_supervisor_returns_one_report_and_accepts_another(page: Page, sign_in: SignIn, is_accessible: Check) -> None:
    sign_in(office())
    edition = tiny()
    bad, good = (report_at(TO_VERIFY, edition=edition) for _ in range(2))
    page.goto("/nadzor/")
    page.get_by_role("link", name=f"Otwórz T-1, {bad.unit.name}").click()
    page.get_by_role("button", name="Zwróć do korekty").click()
    dialog = page.get_by_role("dialog", name="Zwrócić do korekty?")
    is_accessible(page)
    dialog.get_by_label("Gotowe zdanie").select_option(label="Brakuje danych o części działalności jednostki.")
    dialog.get_by_label("Co trzeba poprawić").fill("Dział 1, wiersz 02, kolumna 1.")
    dialog.get_by_role("button", name="Zwróć do korekty").click()
    expect(page.get_by_text("Sprawozdanie zwrócono do korekty.")).to_be_visible()
    expect(page.get_by_text("Dział 1, wiersz 02, kolumna 1.").first).to_be_visible()
    page.goto("/nadzor/")
    page.get_by_role("link", name=f"Otwórz T-1, {good.unit.name}").click()
    page.get_by_role("button", name="Zatwierdź").click()
    page.get_by_role("dialog", name="Zatwierdzić sprawozdanie?").get_by_role("button", name="Zatwierdź").click()
    expect(page.get_by_text("Sprawozdanie zatwierdzono.")).to_be_visible()
    assert dict(Report.objects.values_list("pk", "status")) == {bad.pk: TO_CORRECT, good.pk: ACCEPTED}


def test_giving_up_a_decision_decides_nothing(page: Page, sign_in: SignIn) -> None:
    sign_in(office())
    report = report_at(TO_VERIFY)
    page.goto(f"/sprawozdanie/{report.public_id}/")
    page.get_by_role("button", name="Zatwierdź").click()
    dialog = page.get_by_role("dialog", name="Zatwierdzić sprawozdanie?")
    for viewport in (NARROW, WIDE):
        page.set_viewport_size(viewport)
        accept, cancel = (dialog.get_by_role("button", name=name).bounding_box() for name in ("Zatwierdź", "Anuluj"))
        assert accept
        assert cancel
        assert cancel["x"] - accept["x"] - accept["width"] >= 8, "beside each other, not touching"
    dialog.get_by_role("button", name="Anuluj").click()
    expect(dialog).to_be_hidden()
    assert Report.objects.get().status == TO_VERIFY
