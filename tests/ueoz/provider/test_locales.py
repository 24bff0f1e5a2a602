# SPDX-License-Identifier: EUPL-1.2
"""`ui_locales`: UEOZ goes on in the language of the system one comes from; the switch here has the last word."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.utils.translation import get_supported_language_variant

from tests.ueoz.provider.world import CALLBACK, System, entered, error_of, leads_to_sign_in, query, system, way_back
from tests.ueoz.world import HALINA, MAREK, account_of, arrived
from ueoz.accounts.models import Session

pytestmark = pytest.mark.django_db

LISTS = {
    "en": "en",
    "en-GB pl": "en",
    "EN-gb": "en",
    "de fr-FR en-x-whatever pl": "en",
    "pl en": "pl",
    "": "pl",
    "se": "pl",
    "enn eng engelska": "pl",
    "en_GB": "pl",
    "\x01 en\x7f \r\n ../../en": "pl",
    "\x7f en": "en",
    "ż Ω 🙂 <script> ' OR 1=1 --": "pl",
    "- -en --": "pl",
    "de " * 1200: "pl",
    "x" * 4500 + " en": "en",
}
SIGN_IN = {"pl": "Zaloguj się do Systemu", "en": "Sign in to the System"}
LEAVE = {"pl": "Czy chcesz się wylogować?", "en": "Do you want to sign out?"}


def says(answer: Any, page: dict[str, str], language: str) -> bool:
    """Whether it is that page, in that language from its first line on."""
    text = answer.content.decode()
    return (
        answer.status_code == 200
        and page[language] in text
        and f'<html lang="{language}"' in text
        and answer["Content-Language"] == language
    )


def choose(browser: Browser, language: str, page: str = "/") -> Any:
    """Press the switch."""
    return browser.post("/jezyk/", {"language": language, "next": page})


@pytest.mark.parametrize(("said", "language"), LISTS.items(), ids=lambda value: ascii(value)[:20])
def test_pages_speak_the_first_language_of_the_list_that_is_ours(said: str, language: str) -> None:
    assert says(system().ask(ui_locales=said), SIGN_IN, language)
    assert says(Browser().get("/o/logout/", {"ui_locales": said}), {"pl": "Wylogowano", "en": "Signed out"}, language)
    assert says(entered(client_id="other").browser.get("/o/logout/", {"ui_locales": said}), LEAVE, language)


@pytest.mark.parametrize("said", LISTS, ids=lambda value: ascii(value)[:20])
def test_no_list_keeps_a_system_from_its_code(said: str) -> None:
    assert "code" in query(entered().ask(ui_locales=said))


@pytest.mark.parametrize("address", ["/o/authorize/", "/o/logout/"])
def test_what_is_no_text_is_no_list_either(address: str) -> None:
    ours = system()
    assert ours.browser.get(address, {**ours.question(), "ui_locales": "en \0"}).status_code == 400
    assert is_unchanged(ours)


def test_given_twice_it_is_refused_as_any_other_parameter() -> None:
    ours = system()
    answer = ours.browser.get("/o/authorize/", {**ours.question(), "ui_locales": ["en", "pl"]})
    assert answer.status_code == 400


@pytest.mark.parametrize("address", ["/o/authorize/", "/o/logout/"])
def test_sent_by_post_a_list_of_any_length_becomes_the_one_word_that_matters(address: str) -> None:
    ours = system()
    for said, language in {"de " * 100_000 + "en-GB": "en", "de " * 100_000: "pl"}.items():
        answer = Browser().post(address, {**ours.question(), "ui_locales": said})
        assert (answer.status_code, len(answer["Location"]) < 1000) == (303, True)
        assert f'<html lang="{language}"' in Browser().get(answer["Location"]).content.decode()


def test_all_of_the_way_speaks_the_language_it_began_in() -> None:
    ours = system()
    ours.ask(ui_locales="en")
    assert says(ours.browser.get("/zaloguj/"), SIGN_IN, "en")
    assert says(ours.browser.get("/pomoc/"), {"en": "Help"}, "en")
    newcomer = arrived(ours.browser, MAREK).get("/przyjecie/", follow=True)
    assert newcomer.request["PATH_INFO"] == "/migracja/"
    assert says(newcomer, {"en": "Looking for your account"}, "en")


def test_what_the_next_system_says_counts_and_not_what_the_last_one_said() -> None:
    ours = system()
    for said in ("en", "pl", "en-GB"):
        assert says(ours.ask(ui_locales=said), SIGN_IN, said[:2])
        assert says(ours.browser.get("/zaloguj/"), SIGN_IN, said[:2])


def test_who_has_chosen_a_language_here_is_not_spoken_to_in_another() -> None:
    ours = system()
    choose(ours.browser, "pl")
    assert says(ours.ask(ui_locales="en"), SIGN_IN, "pl")
    assert says(ours.browser.get("/o/logout/", {"ui_locales": "en"}), {"pl": "Wylogowano"}, "pl")


def test_the_switch_works_on_the_page_that_a_system_leads_to_and_the_way_back_stays() -> None:
    account_of(HALINA)
    ours = system()
    asked = ours.ask(ui_locales="en", prompt="login")
    here = asked.request["PATH_INFO"] + "?" + asked.request["QUERY_STRING"]
    assert choose(ours.browser, "pl", here)["Location"] == here
    again = ours.browser.get(here)
    assert says(again, SIGN_IN, "pl")
    assert leads_to_sign_in(again)
    answer = arrived(ours.browser, HALINA).get("/przyjecie/", {"next": way_back(again)})
    assert answer["Location"].startswith(f"{CALLBACK}?")
    assert {"code", "state"} <= query(answer).keys()
    assert says(ours.browser.get("/pomoc/"), {"pl": "Pomoc"}, "pl")


def test_the_way_back_does_not_bear_the_list_along() -> None:
    assert "ui_locales" not in way_back(system().ask(ui_locales="zz-zz"))


def test_the_browsers_own_language_gives_way_to_the_systems() -> None:
    ours = system()
    ours.browser = Browser(headers={"Accept-Language": "en"})
    assert says(ours.ask(), SIGN_IN, "en")
    assert says(ours.ask(ui_locales="pl"), SIGN_IN, "pl")


def is_unchanged(ours: System) -> bool:
    return settings.LANGUAGE_COOKIE_NAME not in ours.browser.cookies


def test_without_a_page_of_ours_nothing_is_changed() -> None:
    ours = entered()
    assert "code" in query(ours.ask(ui_locales="en"))
    assert is_unchanged(ours)
    stranger = system("stranger")
    assert error_of(stranger.ask(ui_locales="en", prompt="none")) == "login_required"
    assert is_unchanged(stranger)


def test_a_request_that_is_refused_is_refused_in_the_language_and_changes_nothing() -> None:
    ours = system()
    answer = ours.ask(ui_locales="en", client_id="nobody")
    assert answer.status_code == 400
    assert "We cannot do this" in answer.content.decode()
    assert is_unchanged(ours)


def test_consent_and_farewell_are_asked_in_the_language() -> None:
    ours = entered(own=False)
    assert '<html lang="en"' in ours.ask(ui_locales="en").content.decode()
    page = ours.browser.get("/o/logout/", {"ui_locales": "en"})
    assert "/o/wyloguj/?ui_locales=en" in page.content.decode()
    left = ours.browser.post("/o/wyloguj/?ui_locales=en")
    assert says(left, {"en": "Your UEOZ session is over"}, "en")
    assert not Session.objects.filter(ended_at=None).exists()


def test_a_language_carried_along_is_no_choice() -> None:
    ours = system()
    ours.ask(ui_locales="en")
    kept = ours.browser.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert kept.value not in dict(settings.LANGUAGES)
    assert get_supported_language_variant(kept.value) == "en"
    assert (kept["max-age"], kept["path"]) == ("", "/")
