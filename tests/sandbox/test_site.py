# SPDX-License-Identifier: EUPL-1.2
"""The site as a whole: hosts, languages, what it must never do."""

import logging
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.checks import Tags, run_checks

from sandbox.citizens import roll
from sandbox.citizens.models import Citizen
from sandbox.environment import ROOT, SandboxRefusedError, beside, read
from sandbox.hosts import HOSTS
from sandbox.node.models import SignIn
from sandbox.profiles.management.commands.prepare import forget
from sandbox.profiles.models import Attempt, OneTimeCode, TrustedProfile
from shared import clock, translation
from tests.sandbox.browsing import BANK, LOGIN, MAIL, PHONE, PZ, Browser
from tests.sandbox.people import HALINA, last_code, settle
from tests.sandbox.service import Service

pytestmark = pytest.mark.django_db
OF_THE_PROFILE = ("sandbox/profiles/", "sandbox/templates/")


@pytest.mark.parametrize("host", [LOGIN, PZ, PHONE, BANK, MAIL])
def test_every_host_has_its_own_pages_and_says_that_it_is_a_sandbox(browser: Browser, host: str):
    page = browser.open(f"{host}/")
    assert page.status == 200
    assert "To nie jest prawdziwa strona" in page.response.content.decode()
    assert "piaskownica" in page.tree.find(".//title").text


def test_a_server_that_calls_by_number_reaches_the_node(browser: Browser):
    assert browser.open("http://127.0.0.1:8001/login/metadata").status == 200
    assert browser.open("http://127.0.0.1:8001/pz/haslo/").status == 404


def test_pages_of_one_host_are_not_those_of_another(browser: Browser):
    assert browser.open(f"{PZ}/login/metadata").status == 404
    assert browser.open(f"{LOGIN}/pz/haslo/").status == 404
    assert browser.open(f"{BANK}/dt/login/x/").status == 404


def test_a_host_of_the_internet_is_refused(browser: Browser):
    assert browser.open("http://login.gov.pl/").status == 400


@pytest.mark.parametrize("host", [LOGIN, PZ, PHONE, BANK, MAIL])
def test_pages_may_run_no_script_but_their_own(browser: Browser, host: str):
    policy = browser.open(f"{host}/").response["Content-Security-Policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"):
        assert rule in policy


@pytest.mark.parametrize(("language", "says"), [("pl", "Zaloguj się do usługi"), ("en", "Sign in to the service")])
def test_the_node_speaks_the_browsers_language(service: Service, language: str, says: str):
    assert service.send(Browser(language)).heading == says


def test_the_node_is_switched_to_english_and_back(browser: Browser, service: Service):
    page = service.send(browser)
    english = browser.click(page, "EN")
    assert english.heading == "Sign in to the service"
    assert browser.click(english, "PL").heading == "Zaloguj się do usługi"


def test_the_trusted_profile_speaks_polish_and_ukrainian_as_the_real_one(browser: Browser):
    page = browser.open(f"{PZ}/")
    ukrainian = browser.click(page, "UA")
    assert ukrainian.heading == "Довірений профіль"
    assert ukrainian.tree.get("lang") == "uk"
    assert browser.click(ukrainian, "PL").heading == "Profil zaufany"


def test_a_host_answers_in_polish_whom_it_does_not_understand():
    assert Browser("en").open(f"{PZ}/").heading == "Profil zaufany"
    assert Browser("uk").open(f"{PHONE}/").heading == "Czyj telefon trzymasz?"


def test_messages_and_letters_are_in_ukrainian_too(service: Service):
    settle()
    browser = Browser("uk")
    page = browser.click(service.send(browser), "Profil zaufany")
    assert page.heading.startswith("Увійдіть за допомогою")
    page = browser.click(page, "Увійти", name=HALINA.user_name, password=HALINA.password)
    assert len(last_code(HALINA.phone)) == 8
    browser.click(browser.open(f"{PZ}/pz/haslo/"), "Надіслати", name=HALINA.user_name)
    assert mail.outbox[0].subject == "Новий пароль"


def test_the_trusted_profile_is_in_ukrainian_to_the_last_word():
    from babel.messages.pofile import read_po

    path = ROOT / "src" / "sandbox" / "locale" / "uk" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as stream:
        kept = {message.id: message.string for message in read_po(stream, locale="uk") if message.id}
    said = {text for place, text, _ in translation.messages("sandbox") if place.startswith(OF_THE_PROFILE)}
    assert said - set(kept) == set()
    for polish, ukrainian in kept.items():
        assert ukrainian
        assert set(translation.PLACEHOLDER.findall(polish)) == set(translation.PLACEHOLDER.findall(ukrainian)), polish


@pytest.mark.parametrize("name", ["SSOZ_MODE", "UEOZ_MODE"])
def test_it_does_not_start_where_real_people_are(name: str):
    with pytest.raises(SandboxRefusedError, match=name):
        read({name: "production"})
    command = [sys.executable, "-c", "import sandbox.wsgi"]
    environment = {**os.environ, name: "production", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert f"{name}=production" in done.stderr


def test_the_deploy_check_always_refuses_it():
    found = run_checks(tags=[Tags.security], include_deployment_checks=True)
    assert "sandbox.E001" in {message.id for message in found}
    assert "sandbox.E001" not in {message.id for message in run_checks()}


def test_addresses_of_all_hosts_follow_from_one():
    place = read({"SANDBOX_URL": "http://login.test.localhost:9001/"})
    assert [place.site(name) for name in HOSTS] == [f"http://{name}.test.localhost:9001" for name in HOSTS]
    assert read({"SANDBOX_URL": "http://127.0.0.1:9001"}).site("pz") == "http://pz.localhost:9001"


def test_the_database_lies_beside_the_systems():
    assert read({"DATABASE_URL": "postgresql://u:p@h:1/ssoz"}).database_url == "postgresql://u:p@h:1/sandbox"
    assert beside("postgresql://u@h/a", "b") == "postgresql://u@h/b"


def test_the_people_to_try_are_those_of_the_contract():
    entries = roll.read(ROOT / "seeds" / "sandbox" / "citizens.json")
    assert [(one.given_name, one.family_name, one.pesel) for one in entries] == [
        ("Halina", "Wrona", "74031281842"),
        ("Marek", "Sowa", "81110533338"),
        ("Ewa", "Nowacka", "69072324621"),
        ("Paweł", "Lis", "90021784214"),
    ]
    assert [bool(one.user_name) for one in entries] == [True, True, True, False]


def test_preparing_twice_changes_nothing_that_people_changed():
    settle()
    TrustedProfile.objects.filter(user_name=HALINA.user_name).update(password="inne")
    settle()
    assert TrustedProfile.objects.get(user_name=HALINA.user_name).password == "inne"
    assert Citizen.objects.count() == 4


def test_what_nobody_can_use_any_more_is_let_go(browser: Browser, service: Service):
    settle()
    page = browser.click(service.send(browser), "Profil zaufany")
    browser.click(page, "Zaloguj się", name=HALINA.user_name, password=HALINA.password)
    forget()
    assert (SignIn.objects.count(), OneTimeCode.objects.count()) == (1, 1)
    with clock.advanced(timedelta(days=2)):
        forget()
    left = [model.objects.count() for model in (SignIn, OneTimeCode, Attempt)]
    assert left == [0, 0, 0]
    assert TrustedProfile.objects.count() == 3


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"pesel": "1"}]', '[{"birth_date": "wczoraj"}]'])
def test_a_citizens_file_that_cannot_be_read_is_told(tmp_path: Path, text: str):
    path = tmp_path / "citizens.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(roll.RollError, match="Nie można odczytać pliku"):
        roll.read(path)


def test_neither_codes_nor_passwords_reach_a_log(
    browser: Browser, service: Service, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    settle()
    caplog.set_level(logging.DEBUG)
    page = browser.click(service.send(browser), "Profil zaufany")
    page = browser.click(page, "Zaloguj się", name=HALINA.user_name, password="Zła-próba-hasła-9")
    page = browser.click(page, "Zaloguj się", name=HALINA.user_name, password=HALINA.password)
    code = last_code(HALINA.phone)
    page = browser.click(page, "Potwierdź", code="13577531")
    page = browser.click(page, "Potwierdź", code=code)
    service.read(page)
    told = [record for record in caplog.records if record.name != "django.db.backends"]
    written = "".join(capfd.readouterr()) + "".join(f"{one.getMessage()} {one.exc_text}" for one in told)
    for secret in (code, "13577531", HALINA.password, "Zła-próba-hasła-9", HALINA.pesel):
        assert secret not in written
