# SPDX-License-Identifier: EUPL-1.2
"""The node: a request comes in, somebody is chosen, an answer goes back once."""

from datetime import date

import pytest

from tests.sandbox.browsing import Browser
from tests.sandbox.service import Service

pytestmark = pytest.mark.django_db


def as_anna(browser: Browser, service: Service):
    people = browser.click(service.send(browser), "Osoby demonstracyjne")
    return browser.click(people, "Anna Żak")


def test_one_click_on_a_person_and_the_service_knows_who_it_is(browser: Browser, service: Service):
    page = as_anna(browser, service)
    who = service.read(page)
    assert (who.given_name, who.family_name, who.pesel, who.birth_date) == (
        "Anna",
        "Żak",
        "44051401359",
        date(1944, 5, 14),
    )
    assert who.assurance.endswith("/high")
    assert service.answer_of(page)["RelayState"] == "tab-1"
