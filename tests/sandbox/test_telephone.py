# SPDX-License-Identifier: EUPL-1.2
"""The telephone: messages, and what it confirms for the page that shows a code."""

from datetime import timedelta

import pytest

from sandbox.citizens.queries import clean_phone
from sandbox.node.models import Approval
from sandbox.phone.operations import send_sms
from shared import clock
from tests.sandbox.browsing import PHONE, Browser, Page
from tests.sandbox.people import EWA, HALINA, settle
from tests.sandbox.service import Service

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known() -> None:
    settle()


def with_code(browser: Browser, service: Service, means: str = "Aplikacja mObywatel") -> Page:
    return browser.click(service.send(browser), means)


def code_of(page: Page) -> str:
    (code,) = page.tree.find_class("code")
    return "".join(code.text_content().split())


def held_to(phone: str, page: Page) -> Page:
    """The page that a telephone shows after reading the code."""
    return Browser().open(f"{PHONE}/{phone}/potwierdz/{code_of(page)}/")


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("600 100 201", "600100201"),
        ("+48600100201", "600100201"),
        ("0048 600-100-201", "600100201"),
        ("60010020", ""),
        ("+49600100201", ""),
        ("", ""),
        ("sześćset", ""),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, digits: str):
    assert clean_phone(text) == digits


def test_messages_stand_newest_first_and_only_those_of_the_number(browser: Browser):
    send_sms(HALINA.phone, "Poczta", "pierwsza")
    with clock.advanced(timedelta(minutes=1)):
        send_sms(HALINA.phone, "Poczta", "druga")
    send_sms(EWA.phone, "Poczta", "cudza")
    text = browser.open(f"{PHONE}/{HALINA.phone}/").text
    assert text.index("druga") < text.index("pierwsza")
    assert "cudza" not in text
    assert "Halina Wrona" in text


def test_a_message_is_text_and_nothing_else(browser: Browser):
    send_sms(HALINA.phone, "<b>x</b>", "<script>alert(1)</script>")
    assert "<script>alert" not in browser.open(f"{PHONE}/{HALINA.phone}/").response.content.decode()


def test_the_list_alone_is_what_the_page_refreshes_itself_with(browser: Browser):
    send_sms(HALINA.phone, "Poczta", "druga")
    part = browser.open(f"{PHONE}/{HALINA.phone}/lista/").response.content.decode()
    assert "druga" in part
    assert "<html" not in part


def test_a_telephone_is_chosen_by_number_or_from_the_list(browser: Browser):
    page = browser.open(f"{PHONE}/")
    assert "Ewa Nowacka" in page.text
    assert browser.click(page, "Dalej", numer="600-100-203").heading == "Telefon 600 100 203"
    wrong = browser.click(page, "Dalej", numer="123")
    assert wrong.status == 400
    assert "9 cyfr" in wrong.text


@pytest.mark.parametrize("phone", ["123", "+48600100201", "abc"])
def test_a_number_in_the_address_has_to_be_one(browser: Browser, phone: str):
    assert browser.open(f"{PHONE}/{phone}/").status == 404


def test_a_number_that_nobody_gave_has_no_application(browser: Browser):
    assert "Aplikacja mObywatel" not in browser.open(f"{PHONE}/500000000/").text


def test_the_demo_people_have_telephones_too(browser: Browser):
    assert "Anna Żak" in browser.open(f"{PHONE}/600000001/").text


def test_mobywatel_confirms_and_the_first_page_goes_on(browser: Browser, service: Service):
    page = with_code(browser, service)
    state = f"{page.url}stan/"
    assert browser.open(state).response.json() == {"next": None}
    telephone = Browser()
    asked = telephone.open(f"{PHONE}/{HALINA.phone}/potwierdz/{code_of(page)}/")
    assert "UEOZ" in asked.text
    assert telephone.click(asked, "Potwierdź").heading == "Potwierdzono"
    back = browser.open("http://login.localhost:8001" + browser.open(state).response.json()["next"])
    who = service.read(back)
    assert (who.given_name, who.authority) == ("Halina", "mobywatel.sandbox.wk")
    assert who.assurance.endswith("/high")


def test_without_scripts_the_first_page_goes_on_by_a_button(browser: Browser, service: Service):
    page = with_code(browser, service)
    telephone = Browser()
    telephone.click(telephone.open(f"{PHONE}/{HALINA.phone}/potwierdz/{code_of(page)}/"), "Potwierdź")
    again = browser.open(page.link("Odśwież"))
    assert "Telefon potwierdził" in again.text
    assert service.read(browser.open(again.link("Dalej"))).given_name == "Halina"


def test_the_code_may_be_typed_on_the_telephone(browser: Browser, service: Service):
    code = code_of(with_code(browser, service))
    telephone = Browser()
    page = telephone.open(f"{PHONE}/{HALINA.phone}/")
    typed = f"{code[:4].lower()}-{code[4:]}"
    assert telephone.click(page, "Dalej", kod=typed).heading == "Potwierdź logowanie"


def test_the_link_of_the_picture_asks_whose_telephone_it_is_once(browser: Browser, service: Service):
    page = with_code(browser, service)
    link = next(one.get("href") for one in page.tree.iter("a") if "/m/" in (one.get("href") or ""))
    telephone = Browser()
    chosen = telephone.open(telephone.open(link).link("Ewa Nowacka"))
    assert chosen.heading == "Potwierdź logowanie"
    telephone.open(f"{PHONE}/{EWA.phone}/")
    assert telephone.open(link).url == chosen.url
    assert telephone.open(f"{link}?inny=1").heading == "Czyj telefon trzymasz?"


def test_the_picture_grows_with_the_page(browser: Browser, service: Service):
    page = with_code(browser, service)
    (picture,) = page.tree.xpath("//a[contains(@href, '/m/')]/*[local-name()='svg']")
    assert picture.get("viewbox")
    assert picture.get("width") is None


def test_a_refusal_on_the_telephone_is_told_on_the_first_page(browser: Browser, service: Service):
    page = with_code(browser, service)
    telephone = Browser()
    telephone.click(telephone.open(f"{PHONE}/{HALINA.phone}/potwierdz/{code_of(page)}/"), "Odrzuć")
    again = browser.open(page.url)
    assert "odrzucono w telefonie" in again.text
    assert browser.open(f"{page.url.replace('telefon', 'powrot', 1)}").heading != "Powrót do usługi"
    assert code_of(browser.click(again, "Pokaż nowy kod")) != code_of(page)


def test_a_code_lives_three_minutes(browser: Browser, service: Service):
    page = with_code(browser, service)
    with clock.advanced(timedelta(minutes=3)):
        assert "wygasł" in held_to(HALINA.phone, page).text
        assert browser.open(f"{page.url}stan/").response.json()["next"]
        assert "Kod wygasł" in browser.open(page.url).text


def test_a_code_is_answered_once(browser: Browser, service: Service):
    page = with_code(browser, service)
    one, other = Browser(), Browser()
    asked = [each.open(f"{PHONE}/{HALINA.phone}/potwierdz/{code_of(page)}/") for each in (one, other)]
    assert one.click(asked[0], "Odrzuć").heading == "Odrzucono"
    assert other.click(asked[1], "Potwierdź").heading == "Nie można potwierdzić"


def test_a_new_code_makes_the_old_one_worthless(browser: Browser, service: Service):
    page = with_code(browser, service)
    browser.click(browser.open(page.url.replace("telefon/", "")), "Aplikacja mObywatel")
    assert held_to(HALINA.phone, page).status == 400
    assert Approval.objects.count() == 1


def test_a_code_that_nobody_gave_is_refused(browser: Browser):
    assert browser.open(f"{PHONE}/{HALINA.phone}/potwierdz/AAAA2222/").status == 400


def test_nobody_comes_back_before_the_telephone_confirmed(browser: Browser, service: Service):
    page = with_code(browser, service)
    assert "jeszcze niczego nie potwierdził" in browser.open(page.url.replace("telefon/", "powrot/")).text


def test_a_stranger_cannot_confirm_in_the_owners_name(browser: Browser, service: Service):
    page = with_code(browser, service)
    telephone = Browser()
    asked = telephone.open(f"{PHONE}/{EWA.phone}/potwierdz/{code_of(page)}/")
    form, _button = asked.form("Potwierdź")
    halina = str(int(dict(form.form_values())["who"]) - 2)
    assert telephone.click(asked, "Potwierdź", who=halina).status == 400


def test_the_card_confirms_with_its_pin(browser: Browser, service: Service):
    page = with_code(browser, service, "e-Dowód")
    telephone = Browser()
    asked = telephone.open(f"{PHONE}/{HALINA.phone}/potwierdz/{code_of(page)}/")
    assert asked.heading == "Przyłóż e-dowód"
    assert telephone.click(asked, "Potwierdź", pin="1974").heading == "Potwierdzono"
    who = service.read(browser.open(page.url.replace("telefon/", "powrot/")))
    assert (who.family_name, who.authority) == ("Wrona", "edowod.sandbox.wk")


@pytest.mark.parametrize("pin", ["", "1975", "żółw", "19740"])
def test_a_wrong_pin_is_told(browser: Browser, service: Service, pin: str):
    page = with_code(browser, service, "e-Dowód")
    telephone = Browser()
    asked = telephone.open(f"{PHONE}/{HALINA.phone}/potwierdz/{code_of(page)}/")
    again = telephone.click(asked, "Potwierdź", pin=pin)
    assert again.status == 400
    assert "Niepoprawny PIN" in again.text


def test_three_wrong_pins_shut_the_card_for_a_quarter_of_an_hour(browser: Browser, service: Service):
    page = with_code(browser, service, "e-Dowód")
    telephone = Browser()
    asked = telephone.open(f"{PHONE}/{HALINA.phone}/potwierdz/{code_of(page)}/")
    for _ in range(3):
        telephone.click(asked, "Potwierdź", pin="0000")
    assert "zablokowany" in telephone.click(asked, "Potwierdź", pin="1974").text
    with clock.advanced(timedelta(minutes=15)):
        page = with_code(browser, service, "e-Dowód")
        asked = telephone.open(f"{PHONE}/{HALINA.phone}/potwierdz/{code_of(page)}/")
        assert telephone.click(asked, "Potwierdź", pin="1974").heading == "Potwierdzono"


def test_a_right_pin_forgives_the_wrong_ones(browser: Browser, service: Service):
    telephone = Browser()
    for pin in ("0000", "0000", "1974", "0000", "0000", "1974"):
        page = with_code(browser, service, "e-Dowód")
        asked = telephone.open(f"{PHONE}/{HALINA.phone}/potwierdz/{code_of(page)}/")
        answer = telephone.click(asked, "Potwierdź", pin=pin)
    assert answer.heading == "Potwierdzono"


def test_the_waiting_page_needs_a_code_to_show(browser: Browser, service: Service):
    page = service.send(browser)
    assert browser.open(f"{page.url}telefon/").heading == "Zaloguj się do usługi"
