# SPDX-License-Identifier: EUPL-1.2
"""„Utworzenie profilu, tworzenie wniosku o rolę oraz jego wysłanie”: the chapter of the manual, screen by screen."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from ssoz.access.models import Person
from ssoz.applications.models import Application
from ssoz.registers.enums import UnitKind
from tests.browser.conftest import NARROW, WIDE, look
from tests.factories import access, registers
from tests.factories.attachments import pdf

pytestmark = pytest.mark.django_db(transaction=True)
CLINIC = "Prywatna Specjalistyczna Przychodnia Stomatologiczna K-Dent spółka z o.o."
Check = Callable[[Page], None]
Picture = Callable[[Page, str], None]


def country() -> None:
    """The unit of the manual among others whose names are like it."""
    registers.unit(
        UnitKind.ENTITY,
        voivodeship="30",
        name=CLINIC,
        nip="7821604748",
        regon="630745590",
        register_number="000000016159",
    )
    for number in range(12):
        registers.unit(UnitKind.PRACTICE_DENTIST, name=f"Prywatny Gabinet Stomatologiczny nr {number}")


def enter(context: BrowserContext, live_server: Any, person: Person) -> Page:
    cookie = access.signed_in_person(Client(), person).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/profil/")
    return page


def heading(page: Page, step: str) -> None:
    expect(page.get_by_role("navigation", name="Kroki wniosku").locator("[aria-current=step]")).to_have_text(step)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@dataclass(frozen=True)
class Walk:
    """One person on the way through the steps; at each the page is looked at."""

    page: Page
    look: Callable[[str], None]

    def find_the_unit(self) -> None:
        page = self.page
        heading(page, "Wybór jednostki")
        press(page, "Szukaj")
        expect(page.get_by_text("Wybierz „Rodzaj” albo wypełnij dowolne pole w wyszukiwarce.")).to_be_visible()
        page.get_by_label("Nazwa jednostki").fill("stomatolgiczny")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Wszystkich pozycji 13")).to_be_visible()
        self.look("1-misspelt")
        page.get_by_role("link", name="Następna").click()
        expect(page.locator(".unit-list > li")).to_have_count(3)
        page.get_by_label("Nazwa jednostki").fill("")
        page.get_by_label("NIP").fill("782-160-47-48")
        press(page, "Szukaj")
        expect(page.get_by_text("Wszystkich pozycji 1", exact=True)).to_be_visible()
        self.look("1-unit")
        page.get_by_role("button", name=f"Wybierz {CLINIC}").press("Enter")

    def choose_roles(self) -> None:
        page = self.page
        heading(page, "Wybór ról i dane kontaktowe")
        page.get_by_label("Telefon").fill("12 34")
        press(page, "Dalej ›")
        expect(page.get_by_text("Zabrakło wymaganych danych lub dane niepoprawne")).to_be_visible()
        self.look("2-errors")
        page.get_by_label("Wypełniający sprawozdania niefinansowe").check()
        page.get_by_label("Wypełniający sprawozdania finansowe").check()
        page.get_by_label("Telefon").fill("22 597 09 23")
        page.get_by_label("E-mail").fill("p.czysta@k-dent.example")
        press(page, "Dalej ›")

    def confirm(self) -> None:
        page = self.page
        heading(page, "Podsumowanie i zapisanie wniosku")
        page.get_by_role("link", name="Popraw dane").click()
        expect(page.get_by_label("E-mail")).to_have_value("p.czysta@k-dent.example")
        page.go_back()
        press(page, "Zapisz wniosek")
        expect(page.get_by_text("Zapoznaj się z treścią oświadczenia")).to_be_visible()
        self.look("3-summary")
        page.get_by_label("Potwierdzam zgodność danych ze stanem faktycznym").check()
        press(page, "Zapisz wniosek")

    def download(self) -> None:
        page = self.page
        heading(page, "Pobranie wniosku")
        number = re.compile(r"U000002/\d{4} dla roli „Wypełniający sprawozdania finansowe”")
        expect(page.get_by_text(number)).to_be_visible()
        page.go_back()
        heading(page, "Pobranie wniosku")
        with page.expect_download() as download:
            press(page, "Pobierz")
        assert re.fullmatch(r"wniosek-U000001-\d{4}-U000002-\d{4}\.pdf", download.value.suggested_filename)

    def attach_and_finish(self) -> None:
        page = self.page
        page.get_by_label("Teraz załączę plik").check()
        press(page, "Zakończ")
        expect(page.get_by_text("Załącz podpisany wniosek albo wybierz")).to_be_visible()
        file = {"name": "wniosek.pdf", "mimeType": "application/pdf", "buffer": pdf()}
        page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]  # a FilePayload
        expect(page.get_by_text("Pliki oczekujące na skanowanie pod kątem bezpieczeństwa")).to_be_visible()
        self.look("4-download")
        page.get_by_label("Teraz załączę plik").check()
        press(page, "Zakończ")
        expect(page.get_by_role("heading", name="Oczekujące wnioski")).to_be_visible()
        self.look("5-account")


def test_the_chapter_of_the_manual(
    people: Callable[..., BrowserContext], live_server: Any, is_accessible: Check, picture: Picture
) -> None:
    country()
    page = enter(people(WIDE), live_server, access.person(given_name="Paulina", family_name="Czysta"))
    walk = Walk(page, lambda name: look(page, f"applying-{name}", is_accessible, picture))
    page.get_by_role("link", name="Składam wniosek").click()
    walk.find_the_unit()
    walk.choose_roles()
    walk.confirm()
    walk.download()
    walk.attach_and_finish()
    assert set(Application.objects.values_list("status", flat=True)) == {"pending"}


def test_without_javascript_on_a_telephone(people: Callable[..., BrowserContext], live_server: Any) -> None:
    country()
    page = enter(people(NARROW, javascript=False), live_server, access.person())
    page.get_by_role("link", name="Składam wniosek").click()
    page.get_by_label("Rodzaj").select_option("entity")
    press(page, "Szukaj")
    page.get_by_role("button", name=f"Wybierz {CLINIC}").click()
    page.get_by_label("Wypełniający sprawozdania niefinansowe").check()
    page.get_by_label("Telefon").fill("501369856")
    page.get_by_label("E-mail").fill("jan@k-dent.example")
    press(page, "Dalej ›")
    page.get_by_label("Potwierdzam zgodność danych ze stanem faktycznym").check()
    press(page, "Zapisz wniosek")
    with page.expect_download():
        press(page, "Pobierz")
    page.get_by_label("Później załączę plik lub wyślę go mailem").check()
    press(page, "Zakończ")
    expect(page.get_by_text("Wniosek został złożony i oczekuje na weryfikację.")).to_be_visible()
