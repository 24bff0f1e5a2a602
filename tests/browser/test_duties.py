# SPDX-License-Identifier: EUPL-1.2
"""From the questionnaire to a decision: by keyboard, on a telephone, without JavaScript; axe at every page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from ssoz.access.models import Profile
from ssoz.registers.enums import UnitKind
from ssoz.rounds.models import Petition
from ssoz.rounds.operations import load_questionnaires
from tests.browser.conftest import NARROW, SCREENSHOTS, WIDE, overflow
from tests.factories import access, registers
from tests.factories.duties import CONTRACT, answered, duty_of, open_form, questionnaire

pytestmark = pytest.mark.django_db(transaction=True)
FAR = date(2099, 6, 30)
SignIn = Callable[[Profile], None]
Check = Callable[[Page], None]


def looked_at(page: Page, check: Check, name: str) -> None:
    """At both widths nothing to scroll sideways; nothing for axe to say; a picture of each."""
    for viewport, suffix in ((NARROW, "390"), (WIDE, "1280")):
        page.set_viewport_size(viewport)
        assert overflow(page) <= 0, name
        page.screenshot(path=SCREENSHOTS / f"duties-{name}-{suffix}.png", full_page=True)
    check(page)


def visit(page: Page, path: str, check: Check, name: str) -> None:
    page.goto(path, timeout=60_000)  # the first page of a busy machine takes its time
    looked_at(page, check, name)


def reporter(**fields: object) -> Profile:
    return access.profile("reporter_nonfinancial", unit=registers.unit(UnitKind.ENTITY, **fields))


def test_the_questionnaire_is_answered_by_keyboard(page: Page, sign_in: SignIn, is_accessible: Check) -> None:
    load_questionnaires()
    open_form("MZ-11", owed_by="[entity]")
    sign_in(reporter(attributes={"cells": ["1270", "1700"]}))
    visit(page, "/strona-glowna/", is_accessible, "ankieta")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ankieta przypisująca sprawozdania")
    page.get_by_role("button", name="Pokaż sprawozdania").press("Enter")
    expect(page.get_by_role("link", name="Czy jednostka ma umowę z NFZ")).to_be_visible()
    is_accessible(page)
    for group in page.locator("fieldset").all():
        if not group.get_by_role("radio", checked=True).count():
            group.get_by_role("radio", name="nie").press("Space")
    page.get_by_role("group", name="umowę z NFZ").get_by_role("radio", name="nie").press("ArrowLeft")
    page.get_by_role("button", name="Pokaż sprawozdania").press("Enter")
    expect(page.get_by_text("bo: umowa z NFZ = tak")).to_be_visible()
    looked_at(page, is_accessible, "ankieta-sprawozdania")
    page.reload()
    expect(page.get_by_text("bo: umowa z NFZ = tak")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("group", name="umowę z NFZ").get_by_role("radio", name="tak")).to_be_checked()
    page.go_forward()
    page.get_by_role("button", name="Zapisz odpowiedzi").press("Enter")
    expect(page.get_by_text("Odpowiedzi zapisane.")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Ankieta wypełniona")).to_be_visible()
    visit(page, "/ankieta/", is_accessible, "ankieta-odpowiedzi")


def test_duties_and_petitions_are_accessible(page: Page, sign_in: SignIn, is_accessible: Check) -> None:
    questionnaire()
    open_form(closes=FAR)
    open_form("T-2", closes=FAR)
    who = reporter()
    other = access.profile("reporter_nonfinancial", unit=registers.unit(UnitKind.ENTITY), person=who.person)
    for profile in (who, other):
        answered(profile.unit, CONTRACT)
    sign_in(who)
    duty = f"/obowiazki/{duty_of(who.unit).round.public_id}/"
    page.goto(f"{duty}nie-dotyczy/")
    page.get_by_label("Uzasadnienie").fill("Umowa z NFZ wygasła z końcem 2024 r.")
    page.get_by_role("button", name="Wyślij do nadzorującego").click()
    for path, name in (
        ("/obowiazki/", "obowiazki"),
        (duty, "obowiazek"),
        (f"{duty}termin/", "termin"),
        ("/moje-sprawozdania/", "moje-sprawozdania"),
        ("/ankieta/zmiana/", "ankieta-zmiana"),
    ):
        visit(page, path, is_accessible, name)
    page.goto("/kalendarz/")
    page.get_by_role("button", name="Utwórz adres").click()
    visit(page, "/kalendarz/", is_accessible, "kalendarz")
    sign_in(access.profile("supervisor_nonfinancial", unit=registers.unit(UnitKind.VOIVODESHIP_OFFICE, "14")))
    for path, name in (
        ("/nadzor/zgloszenia/", "zgloszenia"),
        (f"/nadzor/zgloszenia/{Petition.objects.get().public_id}/", "zgloszenie"),
        (f"/nadzor/jednostka/{who.unit.public_id}/obowiazki/", "obowiazki-jednostki"),
    ):
        visit(page, path, is_accessible, name)


def test_without_scripts_on_a_telephone_everything_is_there(
    people: Callable[..., BrowserContext], live_server: object
) -> None:
    questionnaire()
    open_form(closes=FAR)
    who = reporter()
    context = people(NARROW, javascript=False)
    address = str(live_server.url)  # type: ignore[attr-defined]  # pytest-django's own
    cookie = access.signed_in(Client(), who).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    page = context.new_page()
    page.goto(f"{address}/strona-glowna/")
    for group in page.locator("fieldset").all():
        group.get_by_role("radio", name="tak").check()
    page.get_by_role("button", name="Pokaż sprawozdania").click()
    page.get_by_role("button", name="Zapisz odpowiedzi").click()
    page.get_by_role("link", name="Szczegóły T-1").click()
    page.get_by_role("link", name="Późniejszy termin").click()
    page.get_by_label("Prosimy o termin").fill("2098-06-29")
    page.get_by_label("Uzasadnienie").fill("Awaria systemu kadrowego.")
    page.get_by_role("button", name="Wyślij do nadzorującego").click()
    expect(page.get_by_text("„Awaria systemu kadrowego.”")).to_be_visible()
