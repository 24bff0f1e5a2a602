# SPDX-License-Identifier: EUPL-1.2
"""Signing in through the sandbox, choosing a profile, and being warned before the session ends."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page, expect
from pytest_django import Settings

from ssoz.access.actors import SYSTEM
from ssoz.access.models import Person, Session
from ssoz.access.operations import Identity, create_person
from tests.factories.access import profile
from tests.factories.registers import unit
from tests.factories.sandbox import ANNA, BOB, SandboxSite, running_sandbox

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory, live_server: Any) -> Iterator[SandboxSite]:
    place = tmp_path_factory.mktemp("sandbox")
    with running_sandbox(place, [ANNA, BOB], host="login.localhost", client_url=live_server.url) as site:
        yield site


@pytest.fixture
def sandbox(sandbox_process: SandboxSite, settings: Settings) -> SandboxSite:
    """The running sandbox, trusted by `ssoz`; browsers may send its forms on to it."""
    for name, value in sandbox_process.settings().items():
        setattr(settings, name, value)
    policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
    policy["DIRECTIVES"]["form-action"].append(sandbox_process.url)
    settings.CONTENT_SECURITY_POLICY = policy
    return sandbox_process


@pytest.fixture(autouse=True, scope="module")
def pages_are_loaded() -> None:
    """The first request imports every page; a browser should not wait for that."""
    assert get_resolver().url_patterns


def test_from_a_page_through_the_sandbox_and_back_to_it_and_out_again(
    page: Page, sandbox: SandboxSite, is_accessible: Callable[[Page], None]
) -> None:
    identity = Identity(issuer=sandbox.url, subject="anna", given_name="Anna", family_name="Żak")
    anna = create_person(by=SYSTEM, identity=identity)
    for name in ("Szpital w Mławie", "Przychodnia w Ciechanowie"):
        profile(person=anna, unit=unit(name=name))
    page.goto("/moje-konto/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zaloguj jako …")
    is_accessible(page)
    page.get_by_label("Szukaj osoby").fill("mławie")
    page.get_by_role("button", name="Szukaj").click()
    page.get_by_role("button", name="Anna Żak").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wybierz aktywny profil, w którym chcesz pracować")
    is_accessible(page)
    page.get_by_role("button", name="Pracuj w profilu Szpital w Mławie").click()
    expect(page).to_have_url(f"{sandbox.client_url}/moje-konto/")
    is_accessible(page)
    page.get_by_role("link", name="Dane jednostki").first.click()
    expect(page.get_by_text("Kod TERYT")).to_be_visible()
    page.get_by_text("Anna Żak").click()
    page.get_by_role("button", name="Wyloguj się").click()
    expect(page).to_have_url(f"{sandbox.client_url}/")
    assert not Session.objects.exists()


def test_somebody_new_finds_both_ways_to_a_profile(
    page: Page, sandbox: SandboxSite, is_accessible: Callable[[Page], None]
) -> None:
    page.goto("/moje-konto/")
    page.get_by_role("button", name="Bogdan Łyś").click()
    expect(page.get_by_role("heading", name="Wybierz sposób utworzenia profilu")).to_be_visible()
    is_accessible(page)
    assert Person.objects.get().name == "Bogdan Łyś"
