# SPDX-License-Identifier: EUPL-1.2
"""The chapters of the manuals about the account, in a real browser: transfer, „Moje konto”, registration."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings

from ssoz.access.actors import SYSTEM
from ssoz.access.models import LocalAccount, Person, Profile
from ssoz.access.operations import activate_local_account, block_profile
from ssoz.applications import operations
from ssoz.applications.enums import ApplicationStatus
from ssoz.www.account.mine.reminder import FLAG
from tests.browser.conftest import look
from tests.factories.access import LEGACY_PASSWORD, legacy_account, person, profile, signed_in_person
from tests.factories.applications import applicant, application_at, finished
from tests.factories.local import PASSWORD
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db(transaction=True)
Check = Callable[[Page], None]
Picture = Callable[[Page, str], None]
BOTH = ("reporter_nonfinancial", "reporter_financial")


@pytest.fixture(autouse=True, scope="module")
def pages_are_loaded() -> None:
    """The first request imports every page; a browser should not wait for that."""
    assert get_resolver().url_patterns


@pytest.fixture
def enter(context: BrowserContext, live_server: object) -> Callable[[Person], None]:
    """Sign somebody in who has chosen no profile; the reminder has not been read."""

    def come(somebody: Person) -> None:
        client = signed_in_person(Client(), somebody)
        session = client.session
        session[FLAG] = True
        session.save()
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]  # type: ignore[attr-defined]  # a fixture without a type
        )

    return come


def test_roles_of_ssoz_1_are_carried_over_as_the_manual_shows(
    page: Page, enter: Callable[[Person], None], is_accessible: Check, picture: Picture
) -> None:
    somebody = person(given_name="Halina", family_name="Wrona")
    legacy_account(somebody, login="halina", unit=unit(name="Gminny Ośrodek Zdrowia w Piotrowicach"))
    enter(somebody)
    page.goto("/profil/")
    look(page, "start-bez-profilu", is_accessible, picture)
    page.get_by_role("link", name="Przenoszę uprawnienia z SSOZ I").click()
    page.get_by_label("Login konta SSOZ I").fill("halina")
    page.get_by_label("Hasło konta SSOZ I").fill("inne")
    page.get_by_role("button", name="Dalej").click()
    expect(page.get_by_text("Zabrakło wymaganych danych lub dane niepoprawne")).to_be_visible()
    expect(page.get_by_text("Wpisz poprawne dane")).to_have_count(2)
    look(page, "przeniesienie-bledne", is_accessible, picture)
    page.get_by_label("Hasło konta SSOZ I").fill(LEGACY_PASSWORD)
    page.get_by_role("button", name="Dalej").click()
    expect(page.get_by_text("Obserwator sprawozdań standardowych jednostki sprawozdawczej")).to_be_visible()
    look(page, "przeniesienie-podsumowanie", is_accessible, picture)
    page.get_by_role("button", name="Zakończ").click()
    expect(page.get_by_text("Gminny Ośrodek Zdrowia w Piotrowicach").first).to_be_visible()


def test_my_account_is_read_and_changed_as_the_manual_shows(
    page: Page, enter: Callable[[Person], None], is_accessible: Check, picture: Picture
) -> None:
    somebody = person()
    by = applicant(somebody)
    county = unit(name="Starostwo Powiatowe w Aleksandrowie Kujawskim", nip="7821604748", regon="630745590")
    application_at(ApplicationStatus.APPROVED, by=by, unit=county)
    profile(person=somebody, unit=unit(name="Centrum Medyczne"))
    waiting = finished(*BOTH, by=by, unit=unit(name="Prywatna Specjalistyczna Przychodnia Stomatologiczna"))
    first, second = waiting.applications.all()
    block_profile(by=SYSTEM, profile=profile(person=somebody, unit=unit(name="Dawna przychodnia")), reason="likwidacja")
    enter(somebody)
    page.goto("/moje-konto/")
    asked = page.get_by_role("dialog", name="Brak załączników do wniosków o rolę")
    expect(asked).to_contain_text(first.number)
    look(page, "przypomnienie", is_accessible, picture)
    asked.get_by_role("button", name="Przypomnij mi przy kolejnym logowaniu").click()
    expect(asked).to_have_count(0)
    look(page, "moje-konto", is_accessible, picture)
    page.locator("summary", has_text="Starostwo Powiatowe").click()
    page.get_by_role("link", name="Dane kontaktowe użytkownika").first.click()
    page.get_by_role("link", name="Edytuj dane kontaktowe").click()
    page.get_by_label("Telefon").fill("12")
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_text("Numer telefonu ma 9 cyfr")).to_be_visible()
    look(page, "dane-kontaktowe", is_accessible, picture)
    page.get_by_label("Telefon").fill("600 100 200")
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_text("+48 600100200")).to_be_visible()
    withdraw(page, second.number, is_accessible, picture)


def withdraw(page: Page, number: str, is_accessible: Check, picture: Picture) -> None:
    """Unfold a pending application, look at it, think twice, and withdraw it."""
    page.locator("summary", has_text=number).click()
    page.get_by_role("link", name=f"Załącz podpisany wniosek {number}").click()
    expect(page.get_by_text("Przeciągnij lub wybierz")).to_be_visible()
    look(page, "oczekujacy-wniosek", is_accessible, picture)
    page.get_by_role("button", name=f"Wycofaj wniosek {number}").click()
    warning = page.get_by_role("alertdialog", name="Uwaga! Wycofujesz złożony wniosek")
    expect(warning).to_be_visible()
    look(page, "wycofanie", is_accessible, picture)
    warning.get_by_role("button", name="Nie", exact=True).click()
    expect(warning).to_be_hidden()
    page.get_by_role("button", name=f"Wycofaj wniosek {number}").click()
    warning.get_by_role("button", name="Tak, wycofaj wniosek").click()
    expect(page.get_by_text(f"Wniosek {number} został wycofany.")).to_be_visible()


def test_without_scripts_the_same_can_be_done(
    people: Callable[..., BrowserContext], live_server: object, enter: Callable[[Person], None]
) -> None:
    somebody = person()
    waiting = application_at(by=applicant(somebody))
    plain = people(javascript=False)
    client = signed_in_person(Client(), somebody)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    address = live_server.url  # type: ignore[attr-defined]  # a fixture without a type
    plain.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    page = plain.new_page()
    page.goto(f"{address}/moje-konto/")
    page.locator("summary", has_text=waiting.number).click()
    page.get_by_label("Plik został wysłany mailem").check()
    page.get_by_role("button", name=f"Zapisz {waiting.number}").click()
    waiting.refresh_from_db()
    assert waiting.reminder_off
    page.get_by_role("button", name="Wycofaj wniosek").click()
    page.get_by_role("button", name="Tak, wycofaj wniosek").click()
    expect(page.get_by_text(f"Wniosek {waiting.number} został wycofany.")).to_be_visible()
    operations.begin(by=applicant(somebody))


def test_a_local_account_is_registered_activated_and_entered(
    page: Page, is_accessible: Check, picture: Picture, settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    place = unit(name="Szpital Miejski", nip="7821604748", regon="123456785", register_number="000000016159")
    page.goto("/logowanie/")
    look(page, "logowanie-lokalne", is_accessible, picture)
    page.get_by_role("link", name="Nie masz konta? Zarejestruj").click()
    for label, value in {"Imię": "Halina", "Nazwisko": "Wrona", "Adres e-mail": "halina@example.test"}.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Telefon", exact=True).fill("501 369 856")
    page.get_by_label("Login", exact=True).fill("halina")
    page.get_by_label("Hasło", exact=True).fill(PASSWORD)
    page.get_by_label("Powtórz hasło").fill(PASSWORD)
    page.get_by_label("Typ jednostki").select_option(place.kind)
    page.get_by_label("NIP").fill(place.nip)
    page.get_by_label("NIP").press("Tab")
    expect(page.get_by_text("000000016159")).to_be_visible()
    expect(page.get_by_text("Potwierdzono, że nie jesteś robotem.")).to_be_visible()
    look(page, "rejestracja", is_accessible, picture)
    page.get_by_role("button", name="Zarejestruj").click()
    expect(page.get_by_role("heading", name="Konto czeka na aktywację")).to_be_visible()
    look(page, "rejestracja-przyjeta", is_accessible, picture)
    with page.expect_download() as paper:
        page.get_by_role("link", name="Pobierz formularz rejestracji (PDF)").click()
    assert paper.value.suggested_filename.startswith("Formularz-rejestracji-R")
    activate_local_account(by=SYSTEM, account=LocalAccount.objects.get().public_id)
    page.goto("/logowanie/")
    page.get_by_label("Login", exact=True).fill("halina")
    page.get_by_label("Hasło", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    expect(page.get_by_text("Szpital Miejski").first).to_be_visible()
    assert Profile.objects.get().roles.get().role == "reporter_nonfinancial"
