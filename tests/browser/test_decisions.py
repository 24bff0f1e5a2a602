# SPDX-License-Identifier: EUPL-1.2
"""Applications decided in a real browser: the paper is looked at, the mail arrives, the person works at once."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings

from shared.names import key
from ssoz.access.models import Profile
from ssoz.applications import operations
from ssoz.applications.documents import paper
from ssoz.applications.models import Application
from ssoz.attachments.operations import attach, scan
from ssoz.notifications.models import Message
from ssoz.notifications.operations import deliver
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from tests.browser.conftest import look
from tests.factories import access, registers
from tests.factories.applications import applicant

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[Profile], None]
Check = Callable[[Page], None]
Picture = Callable[[Page, str], None]


@pytest.fixture
def files(settings: Settings, tmp_path: Path) -> None:
    """A folder of its own for what is attached."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


def handed_in(name: str, unit: Unit) -> Application:
    """An application with its paper, attached and scanned."""
    address = f"{key(name)[0]}@example.org"
    by = applicant(access.person(given_name="Anna", family_name=name, email=address))
    operations.choose_unit(by=by, unit=unit.public_id)
    operations.choose_roles(by=by, roles=["reporter_nonfinancial"], phone="501 369 856", email=address)
    made = operations.save(by=by, submission=operations.begin(by=by).public_id, confirmed=True)
    operations.note_download(by=by, submission=made.public_id)
    file = attach(by=by, collection=made.public_id, name="wniosek.pdf", stream=BytesIO(paper(made)))
    scan(attachment=file.pk)
    operations.finish(by=by, submission=made.public_id)
    return made.applications.get()


def sent() -> list[str]:
    """Send what waits, and give back whom it went to, with the subject."""
    for message in Message.objects.filter(sent_at=None).order_by("pk"):
        deliver(message_id=message.pk)
    return [f"{letter.to[0]}: {letter.subject}" for letter in mail.outbox]


def test_papers_are_looked_at_one_is_approved_and_another_rejected_by_keyboard(
    page: Page, sign_in: SignIn, is_accessible: Check, picture: Picture, files: None
) -> None:
    hospital = registers.unit(name="Szpital Powiatowy w Rawie")
    good, bad = handed_in("Dobra", hospital), handed_in("Bezpieczęci", hospital)
    sign_in(access.profile("uw_admin", unit=registers.unit(UnitKind.VOIVODESHIP_OFFICE, "14")))
    page.goto("/strona-glowna/")
    page.get_by_role("link", name="Oczekujące wnioski 2").click()
    look(page, "wnioski", is_accessible, picture)
    page.get_by_role("link", name=f"Rozpatrz {good.number}").focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("img", name="wniosek.pdf, strona 1")
    sheet.scroll_into_view_if_needed()  # it is loaded when it is near
    expect(sheet).to_have_js_property("complete", True)
    assert sheet.evaluate("picture => picture.naturalWidth") > 800
    look(page, "wniosek-do-decyzji", is_accessible, picture)
    page.get_by_role("button", name="Zatwierdź").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Wniosek {good.number} zatwierdzono.")).to_be_visible()
    expect(page.get_by_role("heading", name=f"Wniosek {bad.number}")).to_be_visible()
    page.get_by_text("Odrzuć…").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Odrzuć").click()
    expect(page.get_by_text("Podaj powód odrzucenia.")).to_be_visible()
    page.get_by_label("Gotowe zdanie").select_option(label="Na wniosku brakuje pieczęci jednostki.")
    page.get_by_label("Powód odrzucenia").fill("Strona 1, prawy górny róg.")
    look(page, "wniosek-odrzucany", is_accessible, picture)
    page.get_by_role("button", name="Odrzuć").click()
    expect(page.get_by_text("Żaden inny wniosek nie czeka")).to_be_visible()
    assert sent() == [
        f"dobra@example.org: Wniosek {good.number} zatwierdzony – Szpital Powiatowy w Rawie",
        f"bezpieczeci@example.org: Wniosek {bad.number} odrzucony – Szpital Powiatowy w Rawie",
    ]
    assert "Na wniosku brakuje pieczęci jednostki.\nStrona 1, prawy górny róg." in mail.outbox[1].body
    held = Profile.objects.get(person=good.profile.person_id)
    answer = access.signed_in(Client(), held).get("/strona-glowna/")
    assert "Sprawozdania niefinansowe" in answer.content.decode()


def test_users_are_found_blocked_and_seen_with_their_history(
    page: Page, sign_in: SignIn, is_accessible: Check, picture: Picture
) -> None:
    held = access.profile(unit=registers.unit(), person=access.person(given_name="Jan", family_name="Nowak"))
    sign_in(access.profile("cez_admin"))
    page.goto("/uzytkownicy/?text=nowak")
    look(page, "uzytkownicy", is_accessible, picture)
    page.get_by_role("link", name="Zobacz Jan Nowak").click()
    page.get_by_role("link", name="Zablokuj profil…").click()
    is_accessible(page)
    page.get_by_label("Powód").fill("Nie pracuje w jednostce.")
    page.get_by_role("button", name="Zablokuj").click()
    expect(page.get_by_text("Profil zablokowano.")).to_be_visible()
    expect(page.get_by_text("blokuje profil: Jan Nowak")).to_be_visible()
    look(page, "profil-uzytkownika", is_accessible, picture)
    assert Profile.objects.get(pk=held.pk).blocked_reason == "Nie pracuje w jednostce."
    page.goto("/uprawnienia/")
    look(page, "uprawnienia", is_accessible, picture)
    page.goto("/uzytkownicy/wiadomosci/")
    is_accessible(page)
