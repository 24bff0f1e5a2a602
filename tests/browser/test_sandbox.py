# SPDX-License-Identifier: EUPL-1.2
"""The sandbox in a browser, on hosts of its own: every means on a telephone, looked at wide too; without scripts."""

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from shared import clock
from shared.saml import Assurance, ServiceProvider, SigningKey, load_certificates
from tests.browser.conftest import NARROW, WIDE, look
from tests.factories.node import ANNA, BOB, Outside, running_outside

UEOZ = "http://ueoz.localhost:8002"
HALINA = {"name": "halina.wrona", "password": "Piaskownica-Halina-1", "phone": "600100201"}
Check = Callable[[Page], None]
Picture = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sandbox")


@pytest.fixture(scope="module")
def site(place: Path) -> Iterator[Outside]:
    with running_outside(place, [ANNA, BOB]) as site:
        yield site


@pytest.fixture(scope="module")
def service(place: Path, site: Outside) -> ServiceProvider:
    """What UEOZ would be, by the same keys."""
    read = {path.name: path.read_bytes() for path in (place / "keys").iterdir()}
    return ServiceProvider(
        entity_id="ueoz",
        provider_name="UEOZ",
        acs_url=f"{UEOZ}/wk/acs/",
        assurance=Assurance.SUBSTANTIAL,
        sp_type="public",
        signing=SigningKey.load(read["ueoz-sign.key"], read["ueoz-sign.pem"]),
        decryption_keys=(),
        node="sandbox.wk",
        sso_url=f"{site.url}/login/SingleSignOnService",
        ars_url=f"{site.url}/login-services/idpArtifactResolutionService",
        slo_url=f"{site.url}/login-services/singleLogoutService",
        certificates=load_certificates(read["node-sign.pem"]),
    )


class Visitor:
    """Somebody whom a service sends to the node; the service's own pages are made up on the spot."""

    def __init__(self, context: BrowserContext, service: ServiceProvider, check: Check, picture: Picture) -> None:
        self.context, self.service, self.check, self.picture = context, service, check, picture
        self.page = context.new_page()
        self.answers: list[str] = []
        context.route(f"{UEOZ}/**", self.answer)

    def answer(self, route: Route) -> None:
        if route.request.method == "POST":
            self.answers.append(route.request.post_data or "")
            route.fulfill(content_type="text/html", body="<title>UEOZ</title><h1>Z powrotem w UEOZ</h1>")
            return
        request = html.escape(self.service.authn_request(now=clock.now()).form_value)
        form = f'<form method="post" action="{self.service.sso_url}"><button>Zaloguj</button>'
        form += f'<input type="hidden" name="SAMLRequest" value="{request}"></form>'
        route.fulfill(content_type="text/html", body=f"<title>UEOZ</title><h1>UEOZ</h1>{form}")

    def arrive(self) -> Page:
        self.page.goto(f"{UEOZ}/")
        self.page.get_by_role("button", name="Zaloguj").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile("Zaloguj się do usługi|Sign in to"))
        return self.page

    def look(self, name: str, page: Page | None = None) -> None:
        """Accessible, at both widths no wider than the window, and kept as a picture."""
        look(page or self.page, f"sandbox-{name}", self.check, self.picture)

    def is_back(self) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Z powrotem w UEOZ")
        assert "SAMLart=" in self.answers[-1]


@pytest.fixture
def visitor(
    people: Callable[..., BrowserContext],
    service: ServiceProvider,
    is_accessible: Check,
    picture: Picture,
) -> Visitor:
    return Visitor(people(NARROW), service, is_accessible, picture)


def code_on(page: Page, telephone: str) -> str:
    """The newest code on a telephone's page."""
    page.goto(telephone)
    return re.findall(r"\b\d{8}\b", page.locator(".bubbles > li").first.inner_text())[-1]


def test_a_person_of_the_demo_in_one_click(visitor: Visitor) -> None:
    page = visitor.arrive()
    visitor.look("node")
    page.get_by_role("button", name="Osoby demonstracyjne").click()
    visitor.look("demo")
    page.get_by_label("Szukaj osoby").fill("mław")
    page.get_by_role("button", name="Szukaj").click()
    page.get_by_role("button", name="Anna Żak").click()
    visitor.is_back()
    page = visitor.arrive()
    expect(page.get_by_role("heading", name="Ostatnio wybrany sposób logowania")).to_be_visible()
    visitor.look("node-again")
    page.get_by_role("button", name="Anuluj").click()
    visitor.is_back()


def test_the_trusted_profile_with_a_code_by_sms(visitor: Visitor, site: Outside) -> None:
    page = visitor.arrive()
    page.get_by_role("button", name="Profil zaufany").click()
    visitor.look("pz")
    page.get_by_label("Nazwa użytkownika lub adres e-mail").fill(HALINA["name"])
    page.get_by_label("Hasło").fill("zupełnie-inne")
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    visitor.look("pz-wrong")
    page.get_by_label("Hasło").fill(HALINA["password"])
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    visitor.look("pz-code")
    telephone = visitor.context.new_page()
    code = code_on(telephone, f"{site.host('telefon')}/{HALINA['phone']}/")
    visitor.look("telephone", telephone)
    page.get_by_label("Kod autoryzacyjny").fill("00000000")
    page.get_by_role("button", name="Potwierdź").click()
    visitor.look("pz-code-wrong")
    page.get_by_label("Kod autoryzacyjny").fill(code)
    page.get_by_role("button", name="Potwierdź").click()
    visitor.is_back()


def test_the_telephone_shows_a_new_message_by_itself(visitor: Visitor, site: Outside) -> None:
    telephone = visitor.context.new_page()
    telephone.goto(f"{site.host('telefon')}/600100202/")
    before = telephone.locator(".bubbles > li").count()
    page = visitor.arrive()
    page.get_by_role("button", name="Profil zaufany").click()
    page.get_by_label("Nazwa użytkownika lub adres e-mail").fill("marek.sowa@przyklad.localhost")
    page.get_by_label("Hasło").fill("Piaskownica-Marek-2")
    page.get_by_role("button", name="Zaloguj się", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wpisz kod autoryzacyjny")
    telephone.bring_to_front()
    expect(telephone.locator(".bubbles > li")).to_have_count(before + 1)


@pytest.mark.parametrize("means", ["Aplikacja mObywatel", "e-Dowód"])
def test_the_telephone_confirms_and_the_first_page_follows(visitor: Visitor, means: str) -> None:
    page = visitor.arrive()
    page.get_by_role("button", name=means).click()
    name = "card" if means == "e-Dowód" else "mobywatel"
    visitor.look(name)
    with visitor.context.expect_page() as opened:
        page.get_by_label("Otwórz telefon na niby").click()
    telephone = opened.value
    expect(telephone.get_by_role("link", name="Halina Wrona")).to_be_visible()
    visitor.look(f"{name}-whose", telephone)
    telephone.get_by_role("link", name="Halina Wrona").click()
    if means == "e-Dowód":
        telephone.get_by_label("PIN", exact=True).fill("1974")
    visitor.look(f"{name}-confirm", telephone)
    telephone.get_by_role("button", name="Potwierdź").click()
    visitor.look(f"{name}-confirmed", telephone)
    page.bring_to_front()
    visitor.is_back()


def test_a_bank(visitor: Visitor) -> None:
    page = visitor.arrive()
    page.get_by_role("button", name="Bankowość elektroniczna").click()
    visitor.look("bank")
    page.get_by_role("link", name="Bank Żubr").click()
    visitor.look("bank-confirm")
    page.get_by_label("Ewa Nowacka").check()
    page.get_by_role("button", name="Potwierdź").click()
    visitor.is_back()


def test_a_foreign_means(visitor: Visitor) -> None:
    page = visitor.arrive()
    page.get_by_role("button", name="USE eID").click()
    visitor.look("eid")
    page.get_by_role("button", name="Niemcy").click()
    visitor.is_back()


def test_both_languages_of_the_node_and_of_the_profile(visitor: Visitor) -> None:
    page = visitor.arrive()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to the service")
    visitor.look("node-en")
    page.get_by_role("button", name="Trusted profile").click()
    page.get_by_role("button", name="Українська").click()
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    visitor.look("pz-uk")


def test_setting_up_a_profile_and_what_is_wrong_with_it(visitor: Visitor, site: Outside, place: Path) -> None:
    page = visitor.page
    page.goto(f"{site.host('pz')}/")
    visitor.look("pz-start")
    page.get_by_role("link", name="Załóż profil").click()
    visitor.look("pz-register")
    page.get_by_label("Numer PESEL").fill("90021784215")
    page.get_by_role("button", name="Zarejestruj się").click()
    expect(page.get_by_text("To nie jest numer PESEL")).to_be_visible()
    visitor.look("pz-register-wrong")


@pytest.mark.parametrize("name", ["nazwa-uzytkownika", "haslo"])
def test_what_one_has_forgotten(visitor: Visitor, site: Outside, name: str) -> None:
    visitor.page.goto(f"{site.host('pz')}/pz/{name}/")
    visitor.look(f"pz-{name}")


def test_the_mailbox(visitor: Visitor, site: Outside, place: Path) -> None:
    mail = place / "mail"
    mail.mkdir(exist_ok=True)
    letter = (
        "Delivered-To: pawel@przyklad.localhost\r\nFrom: UEOZ <ueoz@przyklad.localhost>\r\n"
        "To: pawel@przyklad.localhost\r\nSubject: =?utf-8?q?Potwierd=C5=BA_adres?=\r\n"
        "Date: Sun, 22 Nov 2026 09:30:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "Otwórz w ciągu doby: http://ueoz.localhost:8002/potwierdz/abc/\r\n"
    )
    (mail / "000001-20261122T093000.eml").write_bytes(letter.encode())
    page = visitor.page
    page.goto(f"{site.host('poczta')}/")
    visitor.look("mail")
    page.get_by_role("link", name="pawel@przyklad.localhost").click()
    visitor.look("mail-inbox")
    page.get_by_role("link", name="Potwierdź adres").click()
    expect(page.get_by_role("link", name="http://ueoz.localhost:8002/potwierdz/abc/")).to_be_visible()
    visitor.look("mail-letter")


def test_without_scripts_buttons_lead_on(
    people: Callable[..., BrowserContext], service: ServiceProvider, is_accessible: Check, picture: Picture
) -> None:
    visitor = Visitor(people(WIDE, javascript=False), service, is_accessible, picture)
    visitor.page.goto(f"{UEOZ}/")
    page = visitor.arrive()
    page.get_by_role("button", name="Osoby demonstracyjne").click()
    page.get_by_role("button", name="Anna Żak").click()
    page.get_by_role("button", name="Dalej").click()
    visitor.is_back()


def test_a_sign_in_of_another_browser_is_not_taken_over(
    visitor: Visitor, people: Callable[..., BrowserContext]
) -> None:
    address = visitor.arrive().url
    stranger = people(WIDE).new_page()
    stranger.goto(address)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Nie można dokończyć logowania")
    visitor.look("problem", stranger)
