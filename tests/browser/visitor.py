# SPDX-License-Identifier: EUPL-1.2
"""Somebody on the way through all the sites, in a browser."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE
from tests.factories.chain import Chain

SMS = re.compile(r"\b\d{8}\b")
EVENT = re.compile(r"\b[A-Z]+_\d{13}\b")


def _identity(page: Page) -> tuple[str, list[str]]:
    """What a page is in every language: its address and the numbers of events that it tells."""
    return page.url.partition("#")[0], EVENT.findall(page.locator("main").inner_text())


@dataclass
class Visitor:
    """Somebody new at the start page, with a telephone and a mailbox in other tabs."""

    page: Page
    chain: Chain
    check: Callable[[Page], None]
    picture: Callable[[Page, str], None]

    def look(
        self, name: str, page: Page | None = None, languages: tuple[str, ...] = ("pl", "en"), english: str = ""
    ) -> None:
        """Accessible, no wider than the window, and kept as a picture: both widths, both languages of the same page.

        `english`: its heading there, for a page whose address says less than that.
        """
        page = page or self.page
        before = _identity(page)
        for language in languages:
            if language == "en" and not self._switched(page, "en"):
                return
            assert _identity(page) == before, f"{name} is another page in {language}"
            if language == "en" and english:
                expect(page.get_by_role("heading", level=1, name=english)).to_be_visible()
            for viewport in (NARROW, WIDE):
                page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
                assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, name
                self.picture(page, f"identity-{name}-{language}")
            self.check(page)
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
