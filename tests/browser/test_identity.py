# SPDX-License-Identifier: EUPL-1.2
"""Every story of signing in, in a browser, through all the sites on hosts of their own; nothing is stood in for.

SSOZ → the account platform → the national node → the trusted profile with its telephone → back, with letters that
come by SMTP. Each page is looked at by axe and kept as a picture, wide and narrow, in Polish and English.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from shared import clock
from ssoz.access import sessions
from ssoz.access.models import Person, Profile, Session
from ssoz.access.session_store import SessionStore
from tests.browser.conftest import NARROW, WIDE
from tests.browser.newcomer import a_practice_of, answered_last_year, counted, file_jointly
from tests.factories.access import profile
from tests.factories.chain import CITIZENS, Chain
from tests.factories.registers import unit
from tests.factories.reports import blank_report

pytestmark = pytest.mark.django_db(transaction=True)

START = "Wybierz sposób utworzenia profilu"
SMS = re.compile(r"\b\d{8}\b")


@dataclass
class Visitor:
    """Somebody new at the start page, with a telephone and a mailbox in other tabs."""

    page: Page
    chain: Chain
    check: Callable[[Page], None]
    picture: Callable[[Page, str], None]

    def look(self, name: str, page: Page | None = None, languages: tuple[str, ...] = ("pl", "en")) -> None:
        """Accessible, no wider than the window, and kept as a picture: both widths, both languages."""
        page = page or self.page
        for language in languages:
            if language == "en" and not self._switched(page, "en"):
                return
            for viewport in (NARROW, WIDE):
                page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
                assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, name
                self.picture(page, f"identity-{name}-{language}")
            if language == "pl":
                self.check(page)  # in English the page is built the same
        assert languages == ("pl",) or self._switched(page, "pl")

    def _switched(self, page: Page, language: str) -> bool:
        button = page.locator(f".language button[value={language}]")
        if not button.count():
            return False
        button.click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        return True

    def heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", name=words).first).to_be_visible()

    def to_the_node(self, address: str = "/") -> None:
        """From SSOZ over „Zaloguj się do Systemu” to „Zaloguj się do usługi”."""
        if self.page.url != self.chain.url + address:
            self.page.goto(self.chain.url + address)
        door = self.page.get_by_role("link", name=re.compile("Zaloguj się"))
        if self.page.url.startswith(self.chain.url) and door.count():
            door.first.click()
        self.heading("Zaloguj się do Systemu")
        self.page.get_by_role("link", name="Zaloguj się przez login.gov.pl").click()
        self.heading("Zaloguj się do usługi")

    def by_trusted_profile(self, name: str, password: str, phone: str) -> None:
        self.page.get_by_role("button", name=re.compile("^(pz )?Profil zaufany")).click()
        self.page.get_by_label("Nazwa użytkownika lub adres e-mail").fill(name)
        self.page.get_by_label("Hasło").fill(password)
        self.page.get_by_role("button", name="Zaloguj się", exact=True).click()
        self.heading("Wpisz kod autoryzacyjny")
        self.page.get_by_label("Kod autoryzacyjny").fill(self.sms(phone))
        self.page.get_by_role("button", name="Potwierdź").click()

    def by_telephone(self) -> None:
        """mObywatel: the telephone held before reads the picture and confirms, the first page follows."""
        self.page.get_by_role("button", name="Aplikacja mObywatel").click()
        with self.page.context.expect_page() as opened:
            self.page.get_by_label("Otwórz telefon na niby").click()
        telephone = opened.value
        telephone.get_by_role("button", name="Potwierdź").click()
        self.page.bring_to_front()

    def sms(self, phone: str) -> str:
        """The newest code on the telephone, which is another tab."""
        telephone = self.page.context.new_page()
        telephone.goto(f"{self.chain.outside('telefon')}/{phone}/")
        code = SMS.findall(telephone.locator(".bubbles > li").first.inner_text())[-1]
        telephone.close()
        return code

    def letter(self, address: str, subject: str = "") -> Page:
        """The newest letter in the mailbox, which is another tab; the page looks for new ones by itself."""
        mailbox = self.page.context.new_page()
        mailbox.goto(f"{self.chain.outside('poczta')}/{address}/")
        mailbox.locator(".choices-list a", has_text=subject).first.click()
        expect(mailbox.locator(".letter")).to_be_visible()
        return mailbox

    def fill_in_details(self, email: str) -> None:
        """„Aktualizacja danych” and the terms."""
        self.page.get_by_label("E-mail", exact=True).fill(email)
        self.page.get_by_label("Powtórz e-mail").fill(email)
        self.page.get_by_role("checkbox").check()
        self.page.get_by_role("button", name="Zakończ").click()
        self.heading("Aktywuj konto")

    def open_link(self, email: str) -> None:
        """Activate the account by the letter's link, in this tab."""
        mailbox = self.letter(email)
        link = mailbox.locator(".letter a[href*='potwierdzenie']").first.get_attribute("href")
        mailbox.close()
        self.page.goto(link or "")

    def sign_out(self) -> None:
        self.page.locator(".masthead details.menu summary").first.click()
        self.page.locator(".masthead").get_by_role("button", name="Wyloguj się").click()
        expect(self.page).to_have_url(self.chain.url + "/")


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
    """After all stories: no password, no code, no PESEL in any line that any of the sites has written."""
    yield
    logs = chain.logs()
    assert "GET" in logs, "the logs do say something"
    for citizen in CITIZENS.values():
        for name in ("pesel", "password"):
            assert citizen.get(name, "–nic–") not in logs, name
    for code in chain.codes():
        assert code not in logs, "a code from an SMS or a letter"


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
    password = "Zimny-poranek-7"
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
        "Hasło": password,
        "Powtórz hasło": password,
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
    visitor.by_trusted_profile("pawel.lis", password, pawel["phone"])
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
    visitor.heading(START)
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
    visitor.look("80-foreign")
    assert not Person.objects.exists()
