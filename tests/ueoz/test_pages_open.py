# SPDX-License-Identifier: EUPL-1.2
"""Every page of UEOZ opens, in both languages."""

import pytest
from django.test import Client

from tests.ueoz.world import HALINA, MAREK, account_of, arrived, entry_of, signed_in
from ueoz.accounts.enums import AccountState
from ueoz.conf.environment import ROOT
from ueoz.eploz.operations import begin, search
from ueoz.pages.prose import PAGES, Prose

pytestmark = pytest.mark.django_db
OPEN = ["/zaloguj/", "/wylogowano/", "/mapa-strony/", *(f"/{page.address}" for page in PAGES)]


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("address", OPEN)
def test_pages_open_to_all(client: Client, address: str, language: str) -> None:
    client.cookies["ueoz_language"] = language
    page = client.get(address)
    assert page.status_code == 200
    assert f'lang="{language}"' in page.content.decode()


@pytest.mark.parametrize("address", ["/konto/", "/konto/historia/"])
def test_pages_of_an_account_lead_to_the_sign_in(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == f"/zaloguj/?next={address}"


@pytest.mark.parametrize("address", ["/konto/", "/konto/historia/"])
def test_pages_of_an_account_open(client: Client, address: str) -> None:
    signed_in(client, HALINA)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_migration_s_pages_open(client: Client, language: str) -> None:
    client.cookies["ueoz_language"] = language
    entry_of(HALINA)
    arrived(client, HALINA)
    assert client.get("/migracja/").status_code == 200
    search(case_id=begin(citizen=HALINA).pk)
    assert client.get("/migracja/").templates[0].name == "eploz/found.html"
    assert client.get("/migracja/dane/").status_code == 200


def test_the_activation_page_opens(client: Client) -> None:
    account_of(MAREK, state=AccountState.TO_VERIFY)
    assert arrived(client, MAREK).get("/aktywacja/").status_code == 200


def test_the_help_desk_opens_for_the_help_desk(client: Client) -> None:
    account = signed_in(client, HALINA)
    assert client.get("/obsluga/migracje/").status_code == 403
    account.is_help_desk = True
    account.save()
    assert client.get("/obsluga/migracje/").status_code == 200


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_of_running_text_is_in_both_languages(page: Prose, language: str) -> None:
    templates = ROOT / "src" / "ueoz" / "pages" / "templates" / "pages"
    assert (templates / language / f"{page.name}.html").exists()


@pytest.mark.parametrize("address", ["/zaloguj/", "/migracja/", "/konto/"])
def test_pages_of_one_person_are_kept_nowhere_and_framed_by_nobody(client: Client, address: str) -> None:
    answer = client.get(address)
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
