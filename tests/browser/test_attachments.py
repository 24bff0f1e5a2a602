# SPDX-License-Identifier: EUPL-1.2
"""Files attached in a real browser: chosen, dropped, several at once, followed to the end of the scan, one refused."""

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from ssoz.access.models import Profile
from ssoz.attachments.models import Attachment
from ssoz.attachments.operations import scan
from tests.browser.conftest import NARROW, look
from tests.factories import access
from tests.factories.applications import applicant, saved
from tests.factories.attachments import jpeg, pdf
from tests.factories.nasty import NASTY

pytestmark = pytest.mark.django_db(transaction=True)
DROP = """([zone, name, content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], name, { type: "application/pdf" }));
    const drop = document.querySelector(zone);
    for (const kind of ["dragenter", "dragover", "drop"])
        drop.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: files }));
}"""


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> None:
    """A folder of its own for what is attached."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "default": place}


def judge_waiting() -> None:
    """Do what the worker does."""
    for pk in Attachment.objects.filter(status="waiting").values_list("pk", flat=True):
        scan(attachment=pk)


def test_files_are_chosen_dropped_followed_and_one_is_refused(
    page: Page,
    sign_in: Callable[[Profile], None],
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
) -> None:
    profile = access.profile("reporter_financial")
    saved(by=applicant(profile.person))
    sign_in(profile)
    page.goto("/wniosek/pobranie/", timeout=90_000)  # the first page loads all of the site's code
    chosen = [("Wniosek (40).pdf", "application/pdf", pdf()), ("skan wniosku.jpg", "image/jpeg", jpeg((900, 1200)))]
    page.get_by_label("Przeciągnij lub wybierz").set_input_files(
        [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in chosen]
    )
    expect(page.get_by_text("skan wniosku.jpg: Plik został załączony i czeka na skanowanie.")).to_be_visible()
    dropped = b64encode(NASTY["script-in-an-object-stream"][1]()).decode()
    page.evaluate(DROP, [".drop", "umowa.pdf", dropped])
    expect(page.get_by_text("umowa.pdf: Plik został załączony i czeka na skanowanie.")).to_be_visible()
    page.evaluate(DROP, [".drop", "program.pdf", b64encode(b"MZ" + bytes(99)).decode()])
    expect(page.get_by_text("program.pdf: Dozwolone są tylko pliki pdf i jpg.")).to_be_visible()
    waiting = page.get_by_role("heading", name="Pliki oczekujące na skanowanie pod kątem bezpieczeństwa")
    expect(waiting).to_be_visible()
    page.locator(".upload").scroll_into_view_if_needed()
    look(page, "zalaczniki-czekaja", is_accessible, picture)
    judge_waiting()
    expect(page.get_by_role("heading", name="Bezpieczne pliki załączone do wniosku")).to_be_visible()
    expect(waiting).to_have_count(0)
    expect(page.get_by_text("Plik „umowa.pdf” nie przeszedł skanowania")).to_be_visible()
    expect(page.get_by_text("Plik pdf zawiera skrypt.")).to_be_visible()
    expect(page.get_by_role("link", name="Pobierz umowa.pdf")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Pobierz Wniosek (40).pdf").click()
    assert download.value.suggested_filename == "Wniosek (40).pdf"
    page.locator(".attached").scroll_into_view_if_needed()
    look(page, "zalaczniki-sprawdzone", is_accessible, picture)
    page.set_viewport_size(NARROW)
    page.locator(".upload").scroll_into_view_if_needed()
    picture(page, "zalaczniki-wasko")
    page.get_by_role("button", name="Usuń skan wniosku.jpg").click()
    expect(page.get_by_text("Usunięto plik „skan wniosku.jpg”.")).to_be_visible()
