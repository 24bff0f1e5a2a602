# SPDX-License-Identifier: EUPL-1.2
"""Banks: choose one, say who you are, go back."""

from datetime import timedelta

import pytest

from sandbox.bank.banks import BANKS
from shared import clock
from tests.sandbox.browsing import BANK, Browser, Page
from tests.sandbox.people import EWA, settle
from tests.sandbox.service import Service

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known() -> None:
    settle()


def at_the_banks(browser: Browser, service: Service) -> Page:
    return browser.click(service.send(browser), "Bankowość elektroniczna")


def customer(page: Page, name: str) -> str:
    label = next(one for one in page.tree.iter("label") if name in one.text_content())
    return label.find(".//input").get("value")


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.code)
def test_every_bank_vouches_for_its_customers(browser: Browser, service: Service, bank):
    page = browser.open(at_the_banks(browser, service).link(bank.name))
    assert page.heading == bank.name
    page = browser.click(page, "Potwierdź", customer=customer(page, "Ewa Nowacka"))
    who = service.read(page)
    assert (who.pesel, who.authority) == (EWA.pesel, "bank.sandbox.wk")
    assert who.assurance.endswith("/substantial")


def test_a_person_of_the_demo_is_found_by_address(browser: Browser, service: Service):
    page = browser.open(at_the_banks(browser, service).link("Bank Żubr"))
    assert service.read(browser.click(page, "Potwierdź", email="Bogdan@przyklad.localhost")).given_name == "Bogdan"


@pytest.mark.parametrize("given", [{}, {"customer": "0"}, {"customer": "x"}, {"email": "nikt@przyklad.localhost"}])
def test_whom_the_bank_does_not_know_it_does_not_vouch_for(browser: Browser, service: Service, given: dict[str, str]):
    page = browser.open(at_the_banks(browser, service).link("Bank Żubr"))
    page = browser.click(page, "Potwierdź", **given)
    assert page.status == 400
    assert "Bank nie zna takiego klienta" in page.text


def test_one_confirmation_is_enough_and_a_second_is_none(browser: Browser, service: Service):
    form = browser.open(at_the_banks(browser, service).link("Bank Żubr"))
    ewa = customer(form, "Ewa Nowacka")
    browser.click(form, "Potwierdź", customer=ewa)
    assert browser.click(form, "Potwierdź", customer=ewa).heading == "Nie można kontynuować"


def test_a_ticket_works_in_the_browser_that_began_and_once(browser: Browser, service: Service):
    stranger = Browser()
    form = stranger.open(at_the_banks(browser, service).link("Bank Żubr"))
    lost = stranger.click(form, "Potwierdź", customer=customer(form, "Ewa Nowacka"))
    assert lost.heading == "Nie można dokończyć logowania"
    assert "bilet=" in lost.url
    assert browser.open(lost.url).heading == "Powrót do usługi"
    assert browser.open(lost.url).heading == "Nie można dokończyć logowania"


def test_a_bank_that_does_not_exist_is_not_found(browser: Browser, service: Service):
    assert browser.open(f"{at_the_banks(browser, service).url}obcy/").status == 404


def test_a_bank_leads_back_to_the_other_means(browser: Browser, service: Service):
    page = at_the_banks(browser, service)
    assert browser.open(page.link("Anuluj")).heading == "Zaloguj się do usługi"


def test_a_bank_waits_no_longer_than_the_node(browser: Browser, service: Service):
    page = at_the_banks(browser, service)
    with clock.advanced(timedelta(minutes=15)):
        assert browser.open(page.url).heading == "Nie można kontynuować"
        assert browser.open(page.link("Bank Żubr")).status == 400


def test_nobody_begins_at_a_bank(browser: Browser):
    assert browser.open(f"{BANK}/").heading == "Bankowość elektroniczna"
