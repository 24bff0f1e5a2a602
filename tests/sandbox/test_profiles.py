# SPDX-License-Identifier: EUPL-1.2
"""The trusted profile: name and password, then a code by SMS, each time."""

import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher

from sandbox.phone.models import Sms
from sandbox.profiles import operations
from sandbox.profiles.errors import TooManyAttemptsError
from sandbox.profiles.limits import BY_ADDRESS, BY_NAME
from sandbox.profiles.models import Attempt, OneTimeCode, TrustedProfile
from shared import clock
from tests.sandbox.browsing import PZ, Browser, Page
from tests.sandbox.people import HALINA, MAREK, last_code, settle
from tests.sandbox.service import Service

pytestmark = pytest.mark.django_db
WRONG = "Niepoprawna nazwa użytkownika, adres e-mail lub hasło."
TOO_MANY = "Za dużo prób."


@pytest.fixture(autouse=True)
def halina() -> None:
    settle()


def at_the_password(browser: Browser, service: Service) -> Page:
    return browser.click(service.send(browser), "Profil zaufany")


def at_the_code(browser: Browser, service: Service, **values: str) -> Page:
    given = {"name": HALINA.user_name, "password": HALINA.password, **values}
    return browser.click(at_the_password(browser, service), "Zaloguj się", **given)


def other(code: str) -> str:
    """Some code that is not this one."""
    return f"{(int(code) + 1) % 10**8:08}"


@pytest.mark.parametrize("name", ["halina.wrona", "HALINA.WRONA", " halina.wrona@przyklad.localhost "])
def test_name_or_email_password_and_code_lead_back_to_the_service(browser: Browser, service: Service, name: str):
    page = at_the_code(browser, service, name=name)
    assert page.heading == "Wpisz kod autoryzacyjny"
    page = browser.click(page, "Potwierdź", code=last_code(HALINA.phone))
    who = service.read(page)
    assert (who.given_name, who.family_name, who.pesel) == ("Halina", "Wrona", "74031281842")
    assert who.assurance.endswith("/substantial")
    assert who.authority.startswith("pz")


def test_the_page_has_what_the_real_one_has(browser: Browser, service: Service):
    page = at_the_password(browser, service)
    assert page.heading == "Zaloguj się za pomocą nazwy użytkownika lub adresu e-mail"
    for says in (
        "Nazwa użytkownika lub adres e-mail",
        "Nie pamiętam nazwy użytkownika",
        "Nie pamiętam hasła",
        "Nie masz profilu zaufanego?",
        "Załóż profil",
        "Zaloguj się przy pomocy banku lub innego dostawcy",
    ):
        assert says in page.text


def test_the_page_leads_back_to_the_other_means(browser: Browser, service: Service):
    page = at_the_password(browser, service)
    assert browser.open(page.link("przy pomocy banku")).heading == "Zaloguj się do usługi"


@pytest.mark.parametrize(
    "given",
    [{"name": "nikt"}, {"password": "inne"}, {"name": "nikt@example.test"}, {"name": HALINA.pesel}],
    ids=["name", "password", "email", "pesel"],
)
def test_whatever_is_wrong_the_page_says_the_same(browser: Browser, service: Service, given: dict[str, str]):
    page = at_the_code(browser, service, **given)
    assert page.status == 400
    assert WRONG in page.text
    assert Sms.objects.count() == 0


def test_the_password_never_comes_back_with_the_page(browser: Browser, service: Service):
    page = at_the_code(browser, service, password="zupełnie-inne-7")
    assert "zupełnie-inne-7" not in page.response.content.decode()


@pytest.mark.parametrize("empty", ["name", "password"])
def test_an_empty_field_is_told_at_its_place(browser: Browser, service: Service, empty: str):
    page = at_the_code(browser, service, **{empty: ""})
    assert page.errors() == ["To pole jest wymagane."]
    assert Attempt.objects.count() == 0


def test_the_code_is_masked_to_the_last_three_digits_of_the_number(browser: Browser, service: Service):
    assert "*** *** 201" in at_the_code(browser, service).text


def test_the_message_names_the_moment_and_warns(browser: Browser, service: Service):
    at_the_code(browser, service)
    text = Sms.objects.get().text
    assert "22.11.2026 10:30" in text
    assert "Nie podawaj go nikomu" in text


def test_a_code_is_never_kept(browser: Browser, service: Service):
    at_the_code(browser, service)
    code, kept = last_code(HALINA.phone), OneTimeCode.objects.get()
    assert code not in kept.digest
    assert len(kept.digest) == 64
    assert (kept.expires_at - clock.now(), kept.tries_left) == (timedelta(minutes=5), 3)


def test_each_sign_in_gets_a_code_of_its_own(browser: Browser, service: Service):
    at_the_code(browser, service)
    at_the_code(Browser(), service)
    assert Sms.objects.count() == OneTimeCode.objects.count() == 2


def test_the_code_of_one_sign_in_is_no_good_in_another(browser: Browser, service: Service):
    first = at_the_code(browser, service)
    at_the_code(Browser(), service)
    page = browser.click(first, "Potwierdź", code=last_code(HALINA.phone))
    assert page.errors() == ["Kod jest niepoprawny. Sprawdź go i wpisz ponownie."]


def spaced(code: str) -> str:
    return f" {code[:4]} {code[4:]} "


def cut(code: str) -> str:
    return code[:7]


@pytest.mark.parametrize(("typed", "works"), [(str, True), (spaced, True), (cut, False)])
def test_a_code_may_be_typed_with_spaces_but_whole(
    browser: Browser, service: Service, typed: Callable[[str], str], works: bool
):
    page = at_the_code(browser, service)
    page = browser.click(page, "Potwierdź", code=typed(last_code(HALINA.phone)))
    assert (page.heading == "Powrót do usługi") is works


def test_the_third_wrong_code_is_the_last(browser: Browser, service: Service):
    page = at_the_code(browser, service)
    code = last_code(HALINA.phone)
    for sentence in ("Sprawdź go", "Sprawdź go", "nie można już próbować"):
        page = browser.click(page, "Potwierdź", code=other(code))
        assert sentence in page.errors()[0]
    page = browser.click(page, "Potwierdź", code=code)
    assert "wygasł albo nie można go już użyć" in page.errors()[0]


def test_a_code_lives_five_minutes(browser: Browser, service: Service):
    page = at_the_code(browser, service)
    with clock.advanced(timedelta(minutes=5)):
        page = browser.click(page, "Potwierdź", code=last_code(HALINA.phone))
    assert "wygasł" in page.errors()[0]


def test_a_used_code_never_works_twice(browser: Browser, service: Service):
    page = at_the_code(browser, service)
    code = last_code(HALINA.phone)
    assert browser.click(page, "Potwierdź", code=code).heading == "Powrót do usługi"
    assert browser.click(page, "Potwierdź", code=code).heading != "Powrót do usługi"
    assert OneTimeCode.objects.count() == 0


def test_a_new_code_takes_the_place_of_the_old_one(browser: Browser, service: Service):
    page = at_the_code(browser, service)
    old = last_code(HALINA.phone)
    page = browser.click(page, "Wyślij nowy kod")
    new = last_code(HALINA.phone)
    assert browser.click(page, "Potwierdź", code=old).errors()
    assert browser.click(page, "Potwierdź", code=new).heading == "Powrót do usługi"


def test_codes_cannot_be_had_without_end(browser: Browser, service: Service):
    page = at_the_code(browser, service)
    for _ in range(5):
        page = browser.click(page, "Wyślij nowy kod")
    assert browser.click(page, "Wyślij nowy kod").status == 429
    assert Sms.objects.count() == 6


def test_nobody_comes_to_the_code_without_the_password(browser: Browser, service: Service):
    page = at_the_password(browser, service)
    assert browser.open(f"{page.url}kod/").heading == page.heading


def test_the_code_page_is_of_the_browser_that_gave_the_password(browser: Browser, service: Service):
    page = at_the_code(browser, service)
    stranger = Browser().open(page.url)
    assert stranger.heading.startswith("Zaloguj się za pomocą")


def test_two_tabs_have_two_codes(browser: Browser, service: Service):
    one, two = at_the_password(browser, service), at_the_password(browser, service)
    halina = browser.click(one, "Zaloguj się", name=HALINA.user_name, password=HALINA.password)
    marek = browser.click(two, "Zaloguj się", name=MAREK.user_name, password=MAREK.password)
    first = browser.click(halina, "Potwierdź", code=last_code(HALINA.phone))
    second = browser.click(marek, "Potwierdź", code=last_code(MAREK.phone))
    assert [service.read(first, request=0).given_name, service.read(second, request=1).given_name] == [
        "Halina",
        "Marek",
    ]


def test_a_victim_sent_to_the_attackers_sign_in_signs_nobody_in(browser: Browser, service: Service):
    attackers = at_the_password(browser, service)
    victim = Browser()
    page = victim.click(victim.open(attackers.url), "Zaloguj się", name=HALINA.user_name, password=HALINA.password)
    page = victim.click(page, "Potwierdź", code=last_code(HALINA.phone))
    assert page.heading == "Nie można dokończyć logowania"
    back = page.url.partition("?")[0]
    for address in (back, f"{back}?bilet=", f"{back}?bilet=zgadywany"):
        assert browser.open(address).heading == "Nie można dokończyć logowania"


def test_the_session_changes_its_key_with_the_password(browser: Browser, service: Service):
    page = at_the_password(browser, service)
    cookies = browser.client("pz.localhost:8001").cookies
    browser.click(page, "Zaloguj się", name=HALINA.user_name, password=HALINA.password)
    first = cookies["sandbox_session"].value
    browser.click(at_the_password(browser, service), "Zaloguj się", name=MAREK.user_name, password=MAREK.password)
    assert cookies["sandbox_session"].value != first


def test_five_wrong_passwords_and_the_name_waits_a_quarter_of_an_hour(browser: Browser, service: Service):
    page = at_the_password(browser, service)
    for _ in range(5):
        assert WRONG in browser.click(page, "Zaloguj się", name=HALINA.user_name, password="inne").text
    right = {"name": HALINA.user_name, "password": HALINA.password}
    assert TOO_MANY in browser.click(page, "Zaloguj się", **right).text
    with clock.advanced(timedelta(minutes=14)):
        assert TOO_MANY in browser.click(page, "Zaloguj się", **right).text
    with clock.advanced(timedelta(minutes=30)):
        assert at_the_code(browser, service).heading == "Wpisz kod autoryzacyjny"


def test_a_name_that_nobody_has_waits_just_the_same(browser: Browser, service: Service):
    page = at_the_password(browser, service)
    for _ in range(5):
        browser.click(page, "Zaloguj się", name="nikt", password="inne")
    assert TOO_MANY in browser.click(page, "Zaloguj się", name="NIKT ", password="inne").text


def test_another_name_does_not_wait_for_it(browser: Browser, service: Service):
    page = at_the_password(browser, service)
    for _ in range(6):
        browser.click(page, "Zaloguj się", name=HALINA.user_name, password="inne")
    page = browser.click(page, "Zaloguj się", name=MAREK.user_name, password=MAREK.password)
    assert page.heading == "Wpisz kod autoryzacyjny"


def test_an_address_that_tries_many_names_is_stopped() -> None:
    for number in range(50):
        BY_ADDRESS.count("10.0.0.7")
        BY_NAME.count(f"ktoś-{number}")
    with pytest.raises(TooManyAttemptsError):
        operations.authenticate(HALINA.user_name, HALINA.password, "10.0.0.7")
    assert operations.authenticate(HALINA.user_name, HALINA.password, "10.0.0.8")


def test_a_right_password_forgives_the_wrong_ones_before(browser: Browser, service: Service):
    page = at_the_password(browser, service)
    for _ in range(4):
        browser.click(page, "Zaloguj się", name=HALINA.user_name, password="inne")
    assert at_the_code(browser, service).heading == "Wpisz kod autoryzacyjny"
    assert WRONG in at_the_code(Browser(), service, password="inne").text


def test_attempts_do_not_say_whose_they_were() -> None:
    BY_NAME.count(HALINA.user_name)
    assert HALINA.user_name not in Attempt.objects.get().key


def test_a_wrong_name_takes_as_long_as_a_wrong_password() -> None:
    operations.warm_up()

    def took(name: str) -> float:
        begun = time.process_time()
        assert operations.authenticate(name, "inne-hasło-za-każdym-razem", "10.0.0.1") is None
        BY_NAME.forgive(name)
        return time.process_time() - begun

    names = (HALINA.user_name, "nikt", "demo-0001")
    measured = {name: [] for name in names}
    for _ in range(9):
        for name in names:
            measured[name].append(took(name))
    known, *unknown = (median(measured[name]) for name in names)
    assert all(0.6 < other / known < 1.7 for other in unknown)


def test_exactly_one_hash_is_computed_whoever_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    computed = []

    def counted(password: str, encoded: str) -> bool:
        computed.append(encoded)
        return check_password(password, encoded)

    monkeypatch.setattr(operations, "check_password", counted)
    for name in (HALINA.user_name, "nikt", "demo-0001"):
        operations.authenticate(name, "inne", "10.0.0.2")
    assert len(computed) == 3
    assert {identify_hasher(encoded).algorithm for encoded in computed} == {"argon2"}


def test_passwords_are_kept_by_argon2_with_its_parameters() -> None:
    kept = TrustedProfile.objects.get(user_name=HALINA.user_name).password
    assert kept.startswith("argon2$argon2id$v=19$m=7168,t=5,p=1$")


@pytest.mark.parametrize("name", ["demo-0001", "anna@przyklad.localhost", "DEMO-0001"])
def test_people_of_the_demo_get_their_profile_at_first_need(browser: Browser, service: Service, name: str):
    assert not TrustedProfile.objects.filter(user_name="demo-0001").exists()
    page = at_the_code(browser, service, name=name, password=operations.DEMO_PASSWORD)
    page = browser.click(page, "Potwierdź", code=last_code("600000001"))
    assert service.read(page).pesel == "44051401359"
    assert TrustedProfile.objects.get(user_name="demo-0001").citizen.given_name == "Anna"


def test_people_of_the_demo_need_their_password(browser: Browser, service: Service):
    assert WRONG in at_the_code(browser, service, name="demo-0001", password="inne").text
    assert not TrustedProfile.objects.filter(user_name="demo-0001").exists()


def test_the_start_page_leads_to_everything(browser: Browser):
    page = browser.open(f"{PZ}/")
    for words in ("Załóż profil", "Nie pamiętam nazwy użytkownika", "Nie pamiętam hasła"):
        assert browser.open(page.link(words)).status == 200


def test_a_sign_in_that_is_over_is_told(browser: Browser, service: Service):
    page = at_the_password(browser, service)
    with clock.advanced(timedelta(minutes=15)):
        assert browser.open(page.url).heading == "Nie można kontynuować"
