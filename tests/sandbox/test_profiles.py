# SPDX-License-Identifier: EUPL-1.2
"""The trusted profile: name and password, then a code by SMS, each time."""

import pytest

from tests.sandbox.browsing import Browser, Page
from tests.sandbox.people import HALINA, last_code, settle
from tests.sandbox.service import Service

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def halina() -> None:
    settle()


def at_the_code(browser: Browser, service: Service, **values: str) -> Page:
    page = browser.click(service.send(browser), "Profil zaufany")
    given = {"name": HALINA.user_name, "password": HALINA.password, **values}
    return browser.click(page, "Zaloguj się", **given)


@pytest.mark.parametrize("name", ["halina.wrona", "HALINA.WRONA", " halina.wrona@przyklad.localhost "])
def test_name_or_email_password_and_code_lead_back_to_the_service(browser: Browser, service: Service, name: str):
    page = at_the_code(browser, service, name=name)
    assert page.heading == "Wpisz kod autoryzacyjny"
    page = browser.click(page, "Potwierdź", code=last_code(HALINA.phone))
    who = service.read(page)
    assert (who.given_name, who.family_name, who.pesel) == ("Halina", "Wrona", "74031281842")
    assert who.assurance.endswith("/substantial")
    assert who.authority.startswith("pz")
