# SPDX-License-Identifier: EUPL-1.2
"""Every story of signing in, in a browser, through all the sites on hosts of their own; nothing is stood in for.

SSOZ → the account platform → the national node → the trusted profile with its telephone → back, with letters that
come by SMTP. Each page is looked at by axe and kept as a picture, wide and narrow, in Polish and English.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from shared import clock
from ssoz.access import sessions
from ssoz.access.models import Person, Profile, Session
from ssoz.access.session_store import SessionStore
from ssoz.applications.operations import choose_unit
from ssoz.registers.enums import UnitKind
from tests.browser.newcomer import a_practice_of, answered_last_year, counted, file_jointly
from tests.browser.visitor import SMS, Visitor
from tests.factories.access import profile
from tests.factories.applications import applicant
from tests.factories.chain import CITIZENS, Chain
from tests.factories.registers import unit
from tests.factories.reports import blank_report

pytestmark = pytest.mark.django_db(transaction=True)

NEW_PASSWORD = "Zimny-poranek-7"
START = "Wybierz sposób utworzenia profilu"


@pytest.fixture
def visitor(
    people: Callable[..., BrowserContext],
    chain: Chain,
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
) -> Visitor:
    return Visitor(people().new_page(), chain, is_accessible, picture)


@pytest.fixture(scope="module", autouse=True)
def nothing_secret_is_logged(chain: Chain) -> Iterator[None]:
    """After all stories: no password, no code, no link, no PESEL in any line that any of the sites has written."""
    yield
    logs = chain.logs()
    assert '"GET"' in logs, "the logs do say something"
    assert NEW_PASSWORD not in logs
    for citizen in CITIZENS.values():
        for name in ("pesel", "password"):
            assert citizen.get(name, "–nic–") not in logs, name
    for code in chain.codes():
        assert code not in logs, "a code from an SMS or a letter"
    for link in chain.links():
        assert link not in logs, "a link from a letter"


def test_a_person_of_the_demo_signs_in_by_one_click_and_out_everywhere(visitor: Visitor) -> None:
    page, chain = visitor.page, visitor.chain
    page.goto(chain.url)
    page.get_by_role("link", name=re.compile("Zaloguj się")).first.click()
    visitor.heading("Zaloguj się do Systemu")
    visitor.look("01-ueoz")
    visitor.to_the_node("/")
    visitor.look("02-node")
    page.get_by_role("button", name=re.compile("Osoby demonstracyjne")).click()
    page.get_by_role("button", name=re.compile("Anna Żak")).click()
    visitor.heading(START)
    expect(page).to_have_url(re.compile(re.escape(chain.url)))
    visitor.look("03-start-screen")
    visitor.sign_out()
    page.goto(f"{chain.account_url}/konto/")
    visitor.heading("Zaloguj się do Systemu")
    visitor.to_the_node("/")
    expect(page.get_by_text("Zalogowano już")).to_have_count(0)


def test_found_in_eploz_one_migrates_verifies_the_address_and_signs_in_again(visitor: Visitor) -> None:
    page, halina = visitor.page, CITIZENS["Halina"]
    visitor.to_the_node()
    visitor.by_trusted_profile(halina["user_name"], halina["password"], halina["phone"])
    visitor.heading("Odnaleźliśmy Twoje dane i zweryfikowaliśmy je")
    visitor.look("10-found")
    page.get_by_role("link", name="Utwórz konto w UEOZ").click()
    visitor.heading("Aktualizacja danych")
    assert page.get_by_label("E-mail", exact=True).input_value(), "the address that e-PLOZ had"
    visitor.look("11-details")
    visitor.fill_in_details(halina["email"])
    visitor.look("12-activate")
    mailbox = visitor.letter(halina["email"])
    visitor.look("13-letter", mailbox)
    mailbox.close()
    visitor.open_link(halina["email"])
    assert visitor.chain.links(), "they are found, and looked for in the logs after all"
    go_on(visitor)
    visitor.heading(START)
    assert Person.objects.get().name == "Halina Wrona"
    visitor.sign_out()
    file_in_few_actions(visitor, halina)
    assert Person.objects.count() == 1


def file_in_few_actions(visitor: Visitor, citizen: dict[str, str]) -> None:
    """From the start page to the receipt of MZ-88: at most 25 actions in the first year by the trusted profile, at
    most 10 in the second by mObywatel, when the system knows last year's report."""
    for year, most in ((1, 25), (2, 10)):
        reports = a_practice_of(Person.objects.get())
        if year > 1:
            answered_last_year(reports[0])
        with counted() as done:
            visitor.to_the_node()
            if year == 1:
                visitor.by_trusted_profile(citizen["user_name"], citizen["password"], citizen["phone"])
            else:
                visitor.by_telephone()
            visitor.heading("Witaj w Systemie Statystyki")
            file_jointly(visitor.page, first_year=year == 1)
        assert len(done) <= most, done
        Profile.objects.update(blocked_at=clock.now(), blocked_reason="praktyka zamknięta")
        visitor.sign_out()


def go_on(visitor: Visitor) -> None:
    """From the page that says the account is active, on to where the sign-in had begun. It is shown once."""
    visitor.heading("Adres e-mail zweryfikowany")
    visitor.look("14-active", languages=("pl",))
    visitor.page.locator("main").get_by_role("link", name="Dalej").click()


def test_not_found_is_z02_and_a_new_account_can_be_made(visitor: Visitor) -> None:
    page, marek = visitor.page, CITIZENS["Marek"]
    visitor.to_the_node()
    visitor.by_trusted_profile(marek["user_name"], marek["password"], marek["phone"])
    visitor.heading("Nie odnaleziono w ePLOZ konta o podanym numerze PESEL")
    expect(page.locator("main")).to_contain_text("Z02")
    expect(page.locator("main")).to_contain_text(re.compile(r"MIGRATION_\d{13}"))
    visitor.look("20-not-found")
    page.get_by_role("link", name="Utwórz nowe konto bez migracji").click()
    visitor.heading("Aktualizacja danych")
    assert page.get_by_label("E-mail", exact=True).input_value() == ""
    visitor.fill_in_details(marek["email"])
    visitor.open_link(marek["email"])
    go_on(visitor)
    visitor.heading(START)


def test_a_mismatch_is_z08_and_one_may_cancel_or_go_on(visitor: Visitor) -> None:
    page, ewa = visitor.page, CITIZENS["Ewa"]
    visitor.to_the_node()
    visitor.by_trusted_profile(ewa["user_name"], ewa["password"], ewa["phone"])
    visitor.heading("Wystąpił błąd w trakcie weryfikacji konta")
    expect(page.locator("main")).to_contain_text("Z08")
    expect(page.locator("main")).not_to_contain_text("Kowalik")
    visitor.look("30-mismatch")
    page.get_by_role("button", name="Anuluj").click()
    expect(page.get_by_role("heading", name="Wystąpił błąd")).to_have_count(0)
    assert not Person.objects.exists()
    visitor.to_the_node()
    visitor.by_trusted_profile(ewa["user_name"], ewa["password"], ewa["phone"])
    visitor.heading("Wystąpił błąd w trakcie weryfikacji konta")
    page.get_by_role("link", name="Dalej").click()
    visitor.fill_in_details(ewa["email"])
    visitor.open_link(ewa["email"])
    go_on(visitor)
    visitor.heading(START)


def test_without_a_trusted_profile_one_registers_it_first(visitor: Visitor) -> None:
    page, pawel = visitor.page, CITIZENS["Paweł"]
    visitor.to_the_node()
    page.get_by_role("button", name=re.compile("^(pz )?Profil zaufany")).click()
    page.get_by_role("link", name="Załóż profil").click()
    typed = {
        "Imię": pawel["given_name"],
        "Nazwisko": pawel["family_name"],
        "Numer PESEL": pawel["pesel"],
        "Data urodzenia": pawel["birth_date"],
        "Adres e-mail": pawel["email"],
        "Numer telefonu": pawel["phone"],
        "Nazwa użytkownika": "pawel.lis",
        "Hasło": NEW_PASSWORD,
        "Powtórz hasło": NEW_PASSWORD,
    }
    for label, value in typed.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("mężczyzna").check()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Zarejestruj się").click()
    visitor.heading("Potwierdź telefon i adres e-mail")
    page.get_by_label("Kod z SMS").fill(visitor.sms(pawel["phone"]))
    mailbox = visitor.letter(pawel["email"])
    page.get_by_label("Kod z wiadomości e-mail").fill(SMS.findall(mailbox.locator(".letter").inner_text())[-1])
    mailbox.close()
    page.get_by_role("button", name="Potwierdź").click()
    visitor.heading("Profil zaufany gotowy")
    visitor.look("40-registered")
    visitor.to_the_node()
    visitor.by_trusted_profile("pawel.lis", NEW_PASSWORD, pawel["phone"])
    visitor.heading("Odnaleźliśmy Twoje dane i zweryfikowaliśmy je")


def test_out_of_time_one_comes_back_to_the_same_page_with_what_was_typed(visitor: Visitor) -> None:
    page, chain = visitor.page, visitor.chain
    person = Person.objects.create(issuer=chain.account_url, subject="anna", given_name="Anna", family_name="Żak")
    report = blank_report()
    profile(person=person, unit=report.unit)
    as_anna(visitor, f"/sprawozdanie/{report.public_id}/")
    page.wait_for_selector("#arkusz[data-live]")
    page.route("**/zapisz/", lambda route: route.abort())
    page.fill("#d1-w02-k1", "37")
    grow_old()
    page.evaluate("() => document.dispatchEvent(new Event('session:over'))")  # any script that is told so says it
    visitor.heading("Sesja się skończyła")
    visitor.look("50-over")
    page.unroute("**/zapisz/")
    page.get_by_role("link", name="Zaloguj się ponownie").click()
    visitor.heading("Zaloguj się do Systemu")  # nobody is let back in silently
    page.get_by_role("link", name="Zaloguj się przez login.gov.pl").click()
    choose_anna(visitor)
    expect(page).to_have_url(f"{chain.url}/sprawozdanie/{report.public_id}/")
    expect(page.locator("#d1-w02-k1")).to_have_value("37")
    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
    visitor.look("51-back")


@pytest.mark.parametrize("noticed", ["by sending", "by the page"])
def test_out_of_time_in_the_wizard_one_comes_back_to_it_without_a_profile(visitor: Visitor, noticed: str) -> None:
    page, chain = visitor.page, visitor.chain
    person = Person.objects.create(issuer=chain.account_url, subject="anna", given_name="Anna", family_name="Żak")
    choose_unit(by=applicant(person), unit=unit(UnitKind.HOSPITAL).public_id)
    as_anna(visitor, "/wniosek/role/")
    expect(page).to_have_url(f"{chain.url}/wniosek/role/")
    role = page.get_by_label("Wypełniający sprawozdania niefinansowe")
    role.check()
    typed = {"Telefon": "22 597 09 23", "E-mail": "anna.zak@szpital.example"}
    for label, value in typed.items():
        page.get_by_label(label).fill(value)
    grow_old()
    if noticed == "by sending":
        page.get_by_role("button", name="Dalej ›").click()
    else:
        page.evaluate("() => document.dispatchEvent(new Event('session:over'))")
        visitor.heading("Sesja się skończyła")
        page.get_by_role("link", name="Zaloguj się ponownie").click()
    page.get_by_role("link", name="Zaloguj się przez login.gov.pl").click()
    choose_anna(visitor)
    expect(page).to_have_url(f"{chain.url}/wniosek/role/")
    expect(role).to_be_checked()
    for label, value in typed.items():
        expect(page.get_by_label(label)).to_have_value(value)
    visitor.look(f"52-wizard-{noticed.replace(' ', '-')}", languages=("pl",))
    page.get_by_role("button", name="Dalej ›").click()
    expect(page).to_have_url(f"{chain.url}/wniosek/podsumowanie/")


def test_in_english_from_the_start_page_on_ueoz_is_english_too_and_after_a_time_out(visitor: Visitor) -> None:
    page, chain = visitor.page, visitor.chain
    page.goto(chain.url)
    page.locator(".language button[value=en]").click()
    page.get_by_role("link", name="Sign in / Register").first.click()
    for heading, address in (("Choose how to create a profile", "/profil/?next=%2F"), ("My account", "/moje-konto/")):
        visitor.heading("Sign in to the System")
        visitor.picture(page, "identity-53-ueoz-from-english")
        page.get_by_role("link", name="Sign in through login.gov.pl").click()
        choose_anna(visitor)
        visitor.heading(heading)
        expect(page).to_have_url(chain.url + address)
        page.goto(f"{chain.url}/moje-konto/")
        grow_old()
        page.evaluate("() => document.dispatchEvent(new Event('session:over'))")
        visitor.heading("The session has ended")
        page.get_by_role("link", name="Sign in again").click()


def grow_old() -> None:
    """Half an hour without activity, at once."""
    store = SessionStore(Session.objects.get().session_key)
    store[sessions.ACTIVE] = (clock.now() - timedelta(minutes=31)).timestamp()
    store.save()


def as_anna(visitor: Visitor, address: str) -> None:
    visitor.page.goto(visitor.chain.url + address)
    visitor.page.get_by_role("link", name="Zaloguj się przez login.gov.pl").click()
    choose_anna(visitor)


def choose_anna(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name=re.compile("Osoby demonstracyjne")).click()
    visitor.page.get_by_role("button", name=re.compile("Anna Żak")).click()


def test_with_several_profiles_one_chooses_and_goes_on_to_the_page(visitor: Visitor) -> None:
    page, chain = visitor.page, visitor.chain
    person = Person.objects.create(issuer=chain.account_url, subject="anna", given_name="Anna", family_name="Żak")
    for name in ("Szpital w Mławie", "Przychodnia w Ciechanowie"):
        profile(person=person, unit=unit(name=name))
    as_anna(visitor, "/moje-konto/")
    visitor.heading("Wybierz aktywny profil, w którym chcesz pracować")
    visitor.look("60-choice")
    page.get_by_role("button", name="Pracuj w profilu Szpital w Mławie").click()
    expect(page).to_have_url(f"{chain.url}/moje-konto/")
    page.locator(".item summary", has_text="Szpital w Mławie").click()
    page.get_by_role("link", name="Dane jednostki").first.click()
    expect(page.get_by_text("Kod TERYT")).to_be_visible()


def test_ended_on_the_account_page_a_session_here_is_over_at_once(
    visitor: Visitor, people: Callable[..., BrowserContext]
) -> None:
    as_anna(visitor, "/moje-konto/")
    visitor.heading("Moje konto")
    account = visitor.page.context.new_page()
    account.goto(f"{visitor.chain.account_url}/konto/")
    visitor.look("70-account", account)
    account.locator(".masthead details.menu summary").first.click()
    account.locator(".masthead").get_by_role("button", name=re.compile("Wyloguj")).click()
    expect(account.locator("main")).to_contain_text(re.compile("wylogowan", re.IGNORECASE))
    visitor.look("71-left", account)
    expect.set_options(timeout=20_000)
    visitor.page.bring_to_front()
    visitor.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    visitor.heading("Sesja się skończyła")
    assert not Session.objects.exists()


def test_a_foreign_eid_without_pesel_ends_politely(visitor: Visitor) -> None:
    page = visitor.page
    visitor.to_the_node()
    page.get_by_role("button", name=re.compile("USE eID")).click()
    page.locator("button[name=country]").first.click()
    expect(page).to_have_url(re.compile(re.escape(visitor.chain.account_url)))
    expect(page.locator("main")).to_contain_text("PESEL")
    visitor.look("80-foreign", english="Authenticated, but without a PESEL number")
    page.reload()
    visitor.heading("Uwierzytelniono, ale bez numeru PESEL")
    assert not Person.objects.exists()


def test_who_gives_up_at_the_node_reads_so_in_both_languages(visitor: Visitor) -> None:
    visitor.to_the_node()
    visitor.page.get_by_role("button", name="Anuluj").click()
    visitor.heading("Logowanie zostało przerwane")
    visitor.look("81-broken-off", english="Signing in was broken off")
    visitor.page.get_by_role("link", name="Zaloguj się ponownie").click()
    visitor.heading("Zaloguj się do usługi")
