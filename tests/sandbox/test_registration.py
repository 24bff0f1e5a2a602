# SPDX-License-Identifier: EUPL-1.2
"""„Załóż profil”: every field, both codes, and what one has forgotten later."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from sandbox.citizens.models import Citizen
from sandbox.phone.models import Sms
from sandbox.profiles.models import ResetLink, TrustedProfile
from shared import clock
from tests.sandbox.browsing import PZ, Browser, Page
from tests.sandbox.people import HALINA, PAWEL, last_code, settle
from tests.sandbox.service import Service

pytestmark = pytest.mark.django_db
PASSWORD = "Sówka-na-drucie-4"
GIVEN = {
    "given_name": PAWEL.given_name,
    "family_name": PAWEL.family_name,
    "pesel": PAWEL.pesel,
    "birth_date": "1990-02-17",
    "sex": "M",
    "email": "Pawel.Lis@przyklad.localhost",
    "phone": "+48 600 100 204",
    "user_name": "Pawel.Lis",
    "password": PASSWORD,
    "repeated": PASSWORD,
    "agreed": "on",
}


@pytest.fixture(autouse=True)
def known() -> None:
    settle()


def register(browser: Browser, **changes: str) -> Page:
    page = browser.open(browser.open(f"{PZ}/").link("Załóż profil"))
    return browser.click(page, "Zarejestruj się", **{**GIVEN, **changes})


def mailed_code() -> str:
    return re.findall(r"\b\d{8}\b", mail.outbox[-1].body)[-1]


def sign_in(browser: Browser, service: Service, name: str, password: str) -> Page:
    page = browser.click(service.send(browser), "Profil zaufany")
    return browser.click(page, "Zaloguj się", name=name, password=password)


def test_both_codes_and_the_profile_is_there_and_signs_in(browser: Browser, service: Service):
    page = register(browser)
    assert page.heading == "Potwierdź telefon i adres e-mail"
    assert not TrustedProfile.objects.filter(user_name="pawel.lis").exists()
    page = browser.click(page, "Potwierdź", sms=last_code(PAWEL.phone), email=mailed_code())
    assert page.heading == "Profil zaufany gotowy"
    page = sign_in(browser, service, "pawel.lis", PASSWORD)
    page = browser.click(page, "Potwierdź", code=last_code(PAWEL.phone))
    assert service.read(page).pesel == PAWEL.pesel


def test_the_codes_go_to_the_number_and_the_address_given(browser: Browser):
    register(browser, phone="700 800 900", email="gdzie.indziej@przyklad.localhost")
    assert Sms.objects.get().phone == "700800900"
    assert mail.outbox[0].to == ["gdzie.indziej@przyklad.localhost"]
    assert last_code("700800900") != mailed_code()


def test_somebody_the_register_does_not_know_can_have_a_profile(browser: Browser):
    given = {"given_name": "Jan", "family_name": "Kos", "pesel": "90090515836", "birth_date": "1990-09-05"}
    page = register(browser, **given, user_name="jan.kos")
    browser.click(page, "Potwierdź", sms=last_code(PAWEL.phone), email=mailed_code())
    assert Citizen.objects.get(pesel="90090515836").name == "Jan Kos"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("given_name", "", "To pole jest wymagane."),
        ("given_name", "Piotr", "Imię nie zgadza się z rejestrem PESEL."),
        ("family_name", "Lisek", "Nazwisko nie zgadza się z rejestrem PESEL."),
        ("pesel", "9002178421", "To nie jest numer PESEL"),
        ("pesel", "90021784215", "To nie jest numer PESEL"),
        ("pesel", "9002178421x", "a ostatnia wynika z pozostałych"),
        ("pesel", HALINA.pesel, "Osoba o tym numerze PESEL ma już profil zaufany."),
        ("pesel", "44051401359", "Osoba o tym numerze PESEL ma już profil zaufany."),
        ("birth_date", "1990-02-18", "Data urodzenia nie zgadza się z numerem PESEL."),
        ("birth_date", "2030-01-01", "Data urodzenia jest w przyszłości."),
        ("birth_date", "2013-11-23", "Profil zaufany może założyć osoba, która skończyła 13 lat."),
        ("birth_date", "31 lutego", "Wpisz poprawną datę."),
        ("sex", "F", "Płeć nie zgadza się z numerem PESEL."),
        ("sex", "X", "Wybierz poprawną wartość."),
        ("email", "pawel", "Wprowadź poprawny adres email."),
        ("email", "HALINA.WRONA@przyklad.localhost", "Ten adres e-mail ma już inny profil zaufany."),
        ("email", "anna@przyklad.localhost", "Ten adres e-mail ma już inny profil zaufany."),
        ("phone", "12345", "Podaj polski numer telefonu: 9 cyfr."),
        ("phone", "+49 600 100 204", "Podaj polski numer telefonu: 9 cyfr."),
        ("user_name", "halina.wrona", "Ta nazwa użytkownika jest zajęta."),
        ("user_name", "demo-0001", "Ta nazwa użytkownika jest zajęta."),
        ("user_name", "pl", "Użyj od 3 do 60 znaków"),
        ("user_name", "paweł", "Użyj od 3 do 60 znaków"),
        ("password", "krótkie", "To hasło jest za krótkie."),
        ("password", "1234567890123", "Hasło składa się wyłącznie z cyfr."),
        ("password", "qwertyuiop", "To hasło jest zbyt powszechne."),
        ("repeated", "coś innego", "Hasła się różnią."),
        ("agreed", "", "To pole jest wymagane."),
    ],
)
def test_each_wrong_field_is_told_at_its_place(browser: Browser, field: str, value: str, sentence: str):
    page = register(browser, **{field: value})
    assert page.status == 400
    (told,) = page.tree.xpath(f"//*[@id='id_{field}_error']")
    assert sentence in told.text_content()
    assert Sms.objects.count() == len(mail.outbox) == 0


def test_what_was_typed_stays_but_not_the_password(browser: Browser):
    page = register(browser, sex="F")
    form, _button = page.form("Zarejestruj się")
    values = dict(form.form_values())
    assert (values["given_name"], values["birth_date"], values["email"]) == ("Paweł", "1990-02-17", GIVEN["email"])
    assert PASSWORD not in page.response.content.decode()


@pytest.mark.parametrize(("right", "wrong"), [("sms", "email"), ("email", "sms")])
def test_a_code_that_was_right_need_not_be_typed_again(browser: Browser, right: str, wrong: str):
    page = register(browser)
    codes = {"sms": last_code(PAWEL.phone), "email": mailed_code()}
    page = browser.click(page, "Potwierdź", **{right: codes[right], wrong: "00000000"})
    assert page.errors() == ["Kod jest niepoprawny. Sprawdź go i wpisz ponownie."]
    page = browser.click(page, "Potwierdź", **{wrong: codes[wrong]})
    assert page.heading == "Profil zaufany gotowy"


def test_the_sms_code_does_not_do_for_the_mail(browser: Browser):
    page = register(browser)
    code = last_code(PAWEL.phone)
    page = browser.click(page, "Potwierdź", sms=code, email=code)
    assert len(page.errors()) == 1
    assert not TrustedProfile.objects.filter(user_name="pawel.lis").exists()


def test_the_codes_of_a_registration_live_five_minutes(browser: Browser):
    page = register(browser)
    with clock.advanced(timedelta(minutes=5)):
        page = browser.click(page, "Potwierdź", sms=last_code(PAWEL.phone), email=mailed_code())
    assert len(page.errors()) == 2
    assert all("wygasł" in sentence for sentence in page.errors())


def test_two_who_register_the_same_person_at_once_make_one_profile(browser: Browser):
    page, rival = register(browser), Browser()
    codes = {"sms": last_code(PAWEL.phone), "email": mailed_code()}
    other = register(rival, user_name="lis.pawel", email="lis@przyklad.localhost")
    rival.click(other, "Potwierdź", sms=last_code(PAWEL.phone), email=mailed_code())
    page = browser.click(page, "Potwierdź", **codes)
    assert "Ktoś w tym czasie założył profil" in page.text
    assert TrustedProfile.objects.filter(citizen__pesel=PAWEL.pesel).count() == 1


def test_a_registration_cannot_send_messages_without_end(browser: Browser):
    for _ in range(6):
        register(browser)
    assert "Za dużo prób." in register(browser).text
    assert Sms.objects.count() == 6


def test_the_codes_page_without_a_registration_leads_to_one(browser: Browser):
    assert browser.open(f"{PZ}/pz/zaloz-profil/kody/").heading == "Załóż profil zaufany"


def forgotten(browser: Browser, link: str, **values: str) -> Page:
    page = browser.open(browser.open(f"{PZ}/").link(link))
    return browser.click(page, "Wyślij", **values)


def test_a_forgotten_name_comes_by_mail(browser: Browser):
    page = forgotten(browser, "Nie pamiętam nazwy użytkownika", email=HALINA.email.upper())
    assert page.heading == "Sprawdź pocztę"
    assert mail.outbox[0].to == [HALINA.email]
    assert HALINA.user_name in mail.outbox[0].body


@pytest.mark.parametrize("link", ["Nie pamiętam nazwy użytkownika", "Nie pamiętam hasła"])
def test_the_answer_does_not_say_whether_there_is_such_a_profile(browser: Browser, link: str):
    field = "email" if "nazwy" in link else "name"
    here, nowhere = (forgotten(browser, link, **{field: one}) for one in (HALINA.email, "nikt@przyklad.localhost"))
    assert (here.status, here.text) == (nowhere.status, nowhere.text)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("link", ["Nie pamiętam nazwy użytkownika", "Nie pamiętam hasła"])
def test_nobodys_mailbox_is_flooded(browser: Browser, link: str):
    field = "email" if "nazwy" in link else "name"
    for _ in range(5):
        forgotten(browser, link, **{field: HALINA.email})
    assert "Za dużo prób." in forgotten(browser, link, **{field: HALINA.email}).text
    assert len(mail.outbox) == 5


def reset_link() -> str:
    return re.findall(r"http://\S+", mail.outbox[-1].body)[0]


@pytest.mark.parametrize("name", [HALINA.user_name, HALINA.email])
def test_a_forgotten_password_is_set_anew_by_the_link(browser: Browser, service: Service, name: str):
    forgotten(browser, "Nie pamiętam hasła", name=name)
    page = browser.open(reset_link())
    page = browser.click(page, "Zapisz hasło", password=PASSWORD, repeated=PASSWORD)
    assert page.heading == "Hasło zmienione"
    assert "zostało zmienione" in Sms.objects.get().text
    assert sign_in(browser, service, HALINA.user_name, HALINA.password).status == 400
    assert sign_in(browser, service, HALINA.user_name, PASSWORD).heading == "Wpisz kod autoryzacyjny"


def test_the_link_works_once(browser: Browser):
    forgotten(browser, "Nie pamiętam hasła", name=HALINA.user_name)
    page = browser.open(reset_link())
    browser.click(page, "Zapisz hasło", password=PASSWORD, repeated=PASSWORD)
    assert "wygasł albo został już użyty" in browser.open(reset_link()).text
    again = browser.click(page, "Zapisz hasło", password=PASSWORD + "!", repeated=PASSWORD + "!")
    assert again.status == 400


def test_the_link_lives_half_an_hour(browser: Browser):
    forgotten(browser, "Nie pamiętam hasła", name=HALINA.user_name)
    with clock.advanced(timedelta(minutes=30)):
        assert browser.open(reset_link()).status == 400


def test_only_the_newest_link_works_and_none_is_kept_as_it_is(browser: Browser):
    forgotten(browser, "Nie pamiętam hasła", name=HALINA.user_name)
    old = reset_link()
    forgotten(browser, "Nie pamiętam hasła", name=HALINA.user_name)
    assert browser.open(old).status == 400
    assert browser.open(reset_link()).status == 200
    assert ResetLink.objects.get().digest not in reset_link()


def test_the_new_password_has_to_be_good(browser: Browser):
    forgotten(browser, "Nie pamiętam hasła", name=HALINA.user_name)
    page = browser.click(browser.open(reset_link()), "Zapisz hasło", password="krótkie", repeated="krótkie")
    assert page.errors()
    assert ResetLink.objects.count() == 1


def test_a_link_that_nobody_sent_is_refused(browser: Browser):
    assert browser.open(f"{PZ}/pz/haslo/zgadywany/").status == 400
