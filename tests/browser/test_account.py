# SPDX-License-Identifier: EUPL-1.2
"""Signing in through the sandbox, choosing a profile, and being warned before the session ends."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page, expect
from pytest_django import Settings

from ssoz.access import sessions
from ssoz.access.actors import SYSTEM
from ssoz.access.models import Person, Profile, Session
from ssoz.access.operations import Identity, create_person
from ssoz.access.session_store import SessionStore
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


def grow_older(seconds: int) -> None:
    """Let the only session have been without activity for so long."""
    store = SessionStore(Session.objects.get().session_key)
    store[sessions.ACTIVE] = store[sessions.ACTIVE] - seconds
    store.save()


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


def test_two_minutes_before_the_end_one_is_asked_and_can_stay(page: Page, sign_in: Callable[[Profile], None]) -> None:
    sign_in(profile())
    page.clock.install()
    page.goto("/moje-konto/")
    dialog = page.get_by_role("dialog")
    page.clock.fast_forward("28:00")
    expect(dialog).to_be_hidden()  # another tab was busy: the server says there is time
    grow_older(29 * 60)
    page.clock.fast_forward("28:00")
    expect(dialog).to_contain_text("Za 2 minuty skończy się sesja")
    dialog.get_by_role("button", name="Pracuj dalej").click()
    expect(dialog).to_be_hidden()
    assert sessions.life(SessionStore(Session.objects.get().session_key)).seconds_left > 1700


def test_when_the_time_is_over_one_is_led_to_sign_in_and_back(page: Page, sign_in: Callable[[Profile], None]) -> None:
    sign_in(profile())
    page.clock.install()
    page.route("**/zaloguj/**", lambda route: route.fulfill(body="provider"))
    page.goto("/moje-konto/?karta=role")
    grow_older(31 * 60)
    page.clock.fast_forward("30:00")
    expect(page).to_have_url("/zaloguj/?next=%2Fmoje-konto%2F%3Fkarta%3Drole")
