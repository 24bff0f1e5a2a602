# SPDX-License-Identifier: EUPL-1.2
"""The printed application says what the manual shows, and says it the same for ever."""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.utils.translation import override
from pytest_django import Settings

from shared import clock
from ssoz.access.roles import ROLES
from ssoz.applications import documents
from ssoz.applications.errors import ApplicationNotFound
from ssoz.applications.models import Submission
from ssoz.attachments import queries
from tests.factories import access, registers
from tests.factories.applications import applicant, draft, saved
from tests.factories.attachments import MOMENT

pytestmark = pytest.mark.django_db
BOTH = ("reporter_nonfinancial", "reporter_financial")


@pytest.fixture
def submission() -> Submission:
    person = access.person(given_name="Żaneta", family_name="Ćwiękała-Źdźbło", email="zaneta@example.org")
    unit = registers.unit(
        teryt="3064029", street="os. Stare Żegrze", building="12", apartment="4", postal_code="61-381", city="Poznań"
    )
    with clock.frozen(MOMENT):
        return saved(*BOTH, by=applicant(person), unit=unit)


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [" ".join(document[number].get_textpage().get_text_range().split()) for number in range(len(document))]
    finally:
        document.close()


LABELS = (
    "Wniosek o dostęp użytkownika do Systemu Statystyki w Ochronie Zdrowia",
    "Miejsce przekazania wniosku",
    "Podpisany wniosek należy wczytać do systemu SSOZ lub przekazać do jednostki:",
    "Dane użytkownika",
    *("Login", "Nazwisko", "Imię", "Telefon", "Adres e-mail"),
    "Dane jednostki",
    *("Rodzaj jednostki", "Nazwa jednostki", "NIP", "REGON", "Numer Księgi Rejestrowej", "Kod TERYT"),
    *("Województwo", "Powiat", "Gmina", "Miejscowość", "Kod pocztowy", "Ulica", "Numer budynku"),
    "Pieczęć jednostki",
    "Uprawnienie/a, o które wnioskuje użytkownik w SSOZ",
    "Numer wniosku:",
    "Podpis kierownika jednostki",
    "Podpis użytkownika",
    "Oświadczenie",
    "Potwierdzam zgodność danych ze stanem faktycznym",
)


def test_the_paper_has_everything_the_manual_shows_in_its_order(submission: Submission) -> None:
    text = " ".join(pages(documents.paper(submission)))
    at = 0
    for label in LABELS:
        at = text.find(label, at)
        assert at >= 0, label


def test_the_paper_says_who_where_and_for_which_roles(submission: Submission) -> None:
    text = " ".join(pages(documents.paper(submission)))
    numbers = [application.number for application in submission.applications.all()]
    for word in ("Żaneta", "Ćwiękała-Źdźbło", "zaneta@example.org", "os. Stare Żegrze", "12/4", "61-381", *numbers):
        assert word in text
    for role in BOTH:
        assert str(ROLES[role].name) in text


def test_every_page_says_which_of_how_many_it_is_and_when_it_was_printed(submission: Submission) -> None:
    texts = pages(documents.paper(submission))
    for number, text in enumerate(texts, 1):
        assert f"Strona {number} z {len(texts)}" in text
        assert "Data wydruku 04.05.2026 12:30" in text


def test_the_paper_is_accessible_and_archival(submission: Submission) -> None:
    with pikepdf.open(BytesIO(documents.paper(submission))) as document:
        metadata = document.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["dc:title"] == LABELS[0]
        assert document.Root.Lang == "pl-PL"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in document.Root
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts(document))


def fonts(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            yield item


def test_the_paper_is_made_once_and_kept(submission: Submission, settings: Settings) -> None:
    first = documents.paper(submission)
    settings.APPLICATION_OFFICE = "Inny urząd"
    submission.person.given_name = "Anna"
    submission.refresh_from_db()
    assert documents.paper(submission) == first == queries.paper(submission.public_id)
    assert submission.paper_digest == sha256(first).hexdigest()


def test_the_paper_is_polish_on_an_english_page(submission: Submission) -> None:
    with override("en"):
        assert "Wypełniający sprawozdania niefinansowe" in " ".join(pages(documents.paper(submission)))


def test_the_check_changes_with_any_word(submission: Submission) -> None:
    before = documents.contents(submission)
    submission.phone = "600 000 000"
    assert documents.contents(submission).check != before.check
    assert documents.contents(submission).check == documents.contents(submission).check


def test_where_to_hand_it_in_is_a_setting(submission: Submission, settings: Settings) -> None:
    settings.APPLICATION_OFFICE, settings.APPLICATION_OFFICE_EMAIL = "Urząd próbny", "urzad@example.org"
    text = " ".join(pages(documents.paper(submission)))
    assert "Urząd próbny" in text
    assert "urzad@example.org" in text


def test_what_is_not_saved_is_not_printed() -> None:
    with pytest.raises(ApplicationNotFound):
        documents.paper(draft())
