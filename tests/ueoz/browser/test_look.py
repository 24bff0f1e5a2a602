# SPDX-License-Identifier: EUPL-1.2
"""What the pages of UEOZ look like, wide and narrow, in both languages, and that they work without scripts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page, expect

from shared import clock
from tests.ueoz.world import HALINA, MAREK, account_of, arrived, entry_of, signed_in
from ueoz.accounts.enums import AccountState, EventKind
from ueoz.accounts.models import Account, Session, Visit
from ueoz.accounts.operations import ask_letter, write_down
from ueoz.accounts.origins import SYSTEM, Origin
from ueoz.eploz.models import Case
from ueoz.eploz.operations import begin, search
from ueoz.pages.prose import PAGES

pytestmark = pytest.mark.django_db(transaction=True)
BrowserOf = Callable[..., Page]
Seen = Callable[[Page, str], None]
both_widths = pytest.mark.parametrize("width", [1280, 390])
both_languages = pytest.mark.parametrize("language", ["pl", "en"])
in_all_ways = pytest.mark.parametrize(("width", "language"), [(1280, "pl"), (390, "en")])
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@in_all_ways
def test_the_way_in(browser_of: BrowserOf, seen: Seen, width: int, language: str) -> None:
    page = browser_of(width=width, language=language)
    page.goto("/zaloguj/?next=/konto/")
    seen(page, f"sign-in-{language}")


@both_widths
def test_a_password_that_is_wrong(browser_of: BrowserOf, seen: Seen, width: int) -> None:
    page = browser_of(width=width)
    page.goto("/zaloguj/")
    page.get_by_label("Login w e-PLOZ").fill("halina.wrona")
    page.get_by_label("Hasło").fill("inne")
    page.get_by_role("button", name="Zaloguj się").click()
    expect(page.get_by_text("Login lub hasło są niepoprawne.")).to_be_visible()
    seen(page, "password-wrong")


@in_all_ways
@pytest.mark.parametrize("outcome", ["searching", "stuck", "failed", "found", "not-found", "mismatch", "details"])
def test_the_migration(browser_of: BrowserOf, seen: Seen, width: int, language: str, outcome: str) -> None:
    client = arrived(Client(), HALINA)
    client.get("/przyjecie/?next=/konto/")
    case = begin(citizen=HALINA)
    if outcome in {"found", "details", "mismatch"}:
        entry_of(HALINA, **({"family_name": "Kowalik"} if outcome == "mismatch" else {}))
    if outcome == "stuck":
        Case.objects.update(searched_at=clock.now() - timedelta(minutes=1))
    elif outcome == "failed":
        now = clock.now()
        Case.objects.update(state="failed", event_number=f"MIGRATION_{int(now.timestamp() * 1000)}", decided_at=now)
    elif outcome != "searching":
        search(case_id=case.pk)
    page = browser_of(client, width=width, language=language)
    page.goto("/migracja/dane/" if outcome == "details" else "/migracja/")
    seen(page, f"migration-{outcome}-{language}")


@in_all_ways
def test_the_activation(browser_of: BrowserOf, seen: Seen, width: int, language: str) -> None:
    account = account_of(HALINA, state=AccountState.TO_VERIFY)
    ask_letter(by=SYSTEM, account=account, email=account.email)
    page = browser_of(arrived(Client(), HALINA), width=width, language=language)
    page.goto("/aktywacja/")
    seen(page, f"activation-{language}")


@in_all_ways
def test_my_account_and_its_history(browser_of: BrowserOf, seen: Seen, width: int, language: str) -> None:
    call_command("ssoz_client")
    client = Client(headers={"user-agent": FIREFOX})
    account = signed_in(client, HALINA)
    row = Session.objects.get()
    now = clock.now()
    Visit.objects.create(session=row, client_id="ssoz", client_name="SSOZ", first_at=now, last_at=now)
    signed_in(Client(headers={"user-agent": FIREFOX.replace("Windows", "Android")}), HALINA)
    write_down(EventKind.CLIENT_ENTERED, account, Origin(address="10.0.0.7", browser=FIREFOX), client="SSOZ")
    page = browser_of(client, width=width, language=language)
    page.goto("/konto/")
    seen(page, f"account-{language}")
    page.goto("/konto/historia/")
    seen(page, f"history-{language}")


@both_widths
def test_the_help_desk(browser_of: BrowserOf, seen: Seen, width: int) -> None:
    entry_of(HALINA, family_name="Kowalik")
    for citizen in (HALINA, MAREK):
        search(case_id=begin(citizen=citizen).pk)
    client = Client()
    Account.objects.filter(pk=signed_in(client, HALINA).pk).update(is_help_desk=True)
    page = browser_of(client, width=width)
    page.goto(f"/obsluga/migracje/?day={clock.today().isoformat()}")
    expect(page.get_by_text("Halina Wrona").last).to_be_visible()
    seen(page, "help-desk")


@both_languages
@pytest.mark.parametrize("address", [*(page.address for page in PAGES), "wylogowano/", "nie-ma/"])
def test_pages_of_running_text(browser_of: BrowserOf, seen: Seen, language: str, address: str) -> None:
    page = browser_of(width=390, language=language)
    page.goto(f"/{address}")
    seen(page, f"text-{address.strip('/')}-{language}")


def test_the_search_is_followed_to_its_outcome(browser_of: BrowserOf) -> None:
    client = arrived(Client(), HALINA)
    client.get("/przyjecie/")
    page = browser_of(client)
    page.goto("/migracja/")
    expect(page.get_by_role("heading", name="Wyszukiwanie Twojego konta")).to_be_visible()
    search(case_id=Case.objects.get().pk)
    expect(page.get_by_role("heading", name="Nie odnaleziono w ePLOZ konta")).to_be_visible()


def test_the_whole_way_works_without_scripts_and_by_keyboard(browser_of: BrowserOf) -> None:
    client = arrived(Client(), HALINA)
    client.get("/przyjecie/")
    page = browser_of(client, scripts=False)
    page.goto("/migracja/")
    search(case_id=Case.objects.get().pk)
    expect(page.get_by_role("heading", name="Nie odnaleziono w ePLOZ konta")).to_be_visible()  # it refreshes itself
    page.get_by_role("link", name="Utwórz nowe konto bez migracji").press("Enter")
    page.get_by_label("E-mail", exact=True).fill("halina@example.test")
    page.get_by_label("Powtórz e-mail").fill("halina@example.test")
    page.get_by_label("Znam Warunki korzystania z serwisu").press("Space")
    page.get_by_role("button", name="Zakończ").press("Enter")
    expect(page.get_by_role("heading", name="Aktywuj konto")).to_be_visible()


def test_what_is_typed_stays_when_the_language_changes(browser_of: BrowserOf) -> None:
    client = arrived(Client(), HALINA)
    client.get("/przyjecie/")
    search(case_id=begin(citizen=HALINA).pk)
    page = browser_of(client)
    page.goto("/migracja/dane/")
    page.get_by_label("E-mail", exact=True).fill("halina@example.test")
    page.get_by_label("Znam Warunki korzystania z serwisu").check()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Update your data")).to_be_visible()
    expect(page.locator("#id_email")).to_have_value("halina@example.test")
    expect(page.locator("#id_terms")).to_be_checked()
    assert page.evaluate("sessionStorage.length") == 0


def test_a_refused_address_is_read_in_the_other_language(browser_of: BrowserOf) -> None:
    client = Client()
    signed_in(client, HALINA)
    page = browser_of(client)
    page.goto("/konto/")
    page.get_by_text("Zmień adres e-mail").click()
    page.get_by_label("E-mail", exact=True).fill("nowy@example.test")
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_text("Powtórz adres e-mail.")).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="My account")).to_be_visible()
    expect(page.locator("#id_email")).to_have_value("nowy@example.test")
    expect(page.locator("#id_email")).to_be_visible()
