# SPDX-License-Identifier: EUPL-1.2
"""SSOZ as the account platform's client: what a sign-in makes of a person, and what an attacker makes of a sign-in."""

import subprocess
import sys
import time
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest
import requests

from ssoz.access.models import Person, Session
from ssoz.audit.models import Event
from tests.factories.access import profile
from tests.factories.chain import UEOZ, Chain
from tests.factories.sandbox import ANNA, query_of
from tests.factories.wanderer import Wanderer
from tests.factories.ways import as_demo_person, enter, to_the_node

pytestmark = pytest.mark.django_db(transaction=True)


def door(chain: Chain, wanderer: Wanderer, target: str = "") -> str:
    """Where SSOZ sends a visitor who wants to sign in."""
    path = "/zaloguj/" + (f"?{urlencode({'next': target})}" if target else "")
    return wanderer.session.get(chain.url + path, allow_redirects=False, timeout=30).headers["Location"]


def known(chain: Chain) -> Person:
    return Person.objects.create(issuer=chain.account_url, subject="anna", given_name="Anna", family_name="Żak")


def test_the_first_sign_in_makes_the_person_and_asks_for_a_profile(chain: Chain) -> None:
    wanderer = enter(Wanderer(), chain, "anna")
    assert wanderer.url == f"{chain.url}/profil/?next=%2F"
    assert "Wybierz sposób utworzenia profilu" in wanderer.text
    anna = Person.objects.get(issuer=chain.account_url, subject="anna")
    assert (anna.name, anna.email) == ("Anna Żak", "anna@example.test")
    assert anna.pesel_hash
    assert ANNA["pesel"] not in anna.pesel_encrypted
    assert not [address for address in wanderer.visited if ANNA["pesel"] in address]
    event = Event.objects.get(action="signed_in")
    assert (event.data["issuer"], event.data["first"]) == (chain.account_url, True)
    assert event.data["assurance"] == "http://eidas.europa.eu/LoA/high"


def test_with_one_profile_one_is_at_once_where_one_was_going(chain: Chain) -> None:
    held = profile(person=known(chain))
    wanderer = enter(Wanderer(), chain, "anna", "/moje-konto/?x=1")
    assert wanderer.url == f"{chain.url}/moje-konto/?x=1"
    assert held.unit.name in wanderer.text
    assert Person.objects.count() == 1


def test_with_several_profiles_one_is_asked_first(chain: Chain) -> None:
    anna = known(chain)
    for _number in range(2):
        profile(person=anna)
    assert enter(Wanderer(), chain, "anna", "/moje-konto/").url == f"{chain.url}/profil/?next=%2Fmoje-konto%2F"


def test_what_ssoz_asks_of_the_account_platform(chain: Chain) -> None:
    address = door(chain, Wanderer())
    asked = query_of(address)
    assert address.startswith(f"{chain.account_url}/o/authorize/?")
    assert asked["ui_locales"] == "pl"
    assert (asked["response_type"], asked["code_challenge_method"], asked["prompt"]) == ("code", "S256", "login")
    assert asked["redirect_uri"] == f"{chain.url}/oidc/powrot/"
    assert min(len(asked["state"]), len(asked["nonce"])) >= 20
    assert query_of(door(chain, Wanderer()))["state"] != asked["state"]


def test_signing_in_again_asks_again_who_one_is(chain: Chain) -> None:
    wanderer = enter(Wanderer(), chain, "anna")
    wanderer.session.cookies.clear(domain="ssoz.localhost")
    wanderer.open(f"{chain.url}/moje-konto/")
    assert urlsplit(wanderer.url).hostname == "ueoz.localhost"
    assert "Zaloguj się do Systemu" in wanderer.text, "the platform's session alone lets nobody in"


def test_signing_out_ends_every_session_and_leads_to_the_start(chain: Chain) -> None:
    wanderer = enter(Wanderer(), chain, "anna")
    wanderer.send("[@data-sign-out]")
    assert wanderer.url == f"{chain.url}/"
    assert not Session.objects.exists()
    assert "Zaloguj się do Systemu" in wanderer.open(f"{chain.account_url}/konto/").text
    assert "Zalogowano już" not in to_the_node(wanderer, f"{chain.url}/zaloguj/").text


def test_the_sessions_key_is_another_after_signing_in(chain: Chain) -> None:
    wanderer = to_the_node(Wanderer(), f"{chain.url}/zaloguj/")
    before = wanderer.session.cookies.get("ssoz_session", domain="ssoz.localhost")
    as_demo_person(wanderer, "anna")
    assert before
    assert wanderer.session.cookies.get("ssoz_session", domain="ssoz.localhost") != before
    thief = requests.get(
        f"{chain.url}/moje-konto/", cookies={"ssoz_session": before}, allow_redirects=False, timeout=30
    )
    assert thief.status_code == 302


def test_a_victim_does_not_end_up_in_the_attackers_account(chain: Chain) -> None:
    attacker = to_the_node(Wanderer(), f"{chain.url}/zaloguj/")
    attacker.send("[@id='straight-demo']", means="demo").send("//*[@name='sub']", sub="bogdan")
    form = attacker.document.forms[-1]
    artifact = {name: form.fields[name] for name in ("SAMLart", "RelayState")}
    victim = Wanderer()
    answer = victim.session.post(f"{chain.account_url}/wk/acs/", artifact, timeout=30)
    assert answer.status_code in {400, 403, 409}
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/x", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_elsewhere_after_signing_in(chain: Chain, target: str) -> None:
    profile(person=known(chain))
    wanderer = enter(Wanderer(), chain, "anna", f"/zaloguj/?{urlencode({'next': target})}")
    assert urlsplit(wanderer.url).netloc == urlsplit(chain.url).netloc
    assert "evil" not in " ".join(address for address in wanderer.visited[-2:])


def in_english(wanderer: Wanderer, chain: Chain) -> Wanderer:
    """The switch on the start page of SSOZ, and of no other site."""
    return wanderer.open(chain.url).send("[@class='language']", language="en")


def speaks(wanderer: Wanderer, words: str, language: str = "en") -> bool:
    return wanderer.document.get("lang") == language and words in wanderer.text


def test_the_chain_speaks_the_language_of_ssoz_also_after_a_time_out(chain: Chain) -> None:
    profile(person=known(chain))
    wanderer = in_english(Wanderer(), chain)
    for door in ("/zaloguj/", "/moje-konto/"):
        wanderer.open(chain.url + door)
        assert speaks(wanderer, "Sign in to the System")
        wanderer.follow("Sign in through login.gov.pl")
        assert speaks(wanderer, "Next"), "the page that leads on to the node"
        as_demo_person(wanderer.send("//*[@name='SAMLRequest']"), "anna")
        assert speaks(wanderer.open(f"{chain.url}/moje-konto/"), "My account")
        Session.objects.all().delete()
    assert wanderer.session.cookies.get("ueoz_language", domain="ueoz.localhost") == "en-x-system"


def test_another_language_chosen_on_the_way_changes_nothing_of_the_way_back(chain: Chain) -> None:
    profile(person=known(chain))
    wanderer = in_english(Wanderer(), chain).open(f"{chain.url}/moje-konto/?x=1")
    assert speaks(wanderer, "Sign in to the System")
    assert speaks(wanderer.send("[@class='language']", language="pl"), "Zaloguj się do Systemu", "pl")
    wanderer.follow("Zaloguj się przez login.gov.pl").send("//*[@name='SAMLRequest']")
    as_demo_person(wanderer, "anna")
    assert wanderer.url == f"{chain.url}/moje-konto/?x=1"
    assert speaks(wanderer, "My account")
    wanderer.send("[@data-sign-out]")
    assert wanderer.url == f"{chain.url}/"
    assert "ui_locales=en" in " ".join(wanderer.visited)
    assert speaks(wanderer.open("/zaloguj/"), "Zaloguj się do Systemu", "pl"), "what was chosen there stays"


def half_an_hour_later(chain: Chain) -> None:
    """Nobody has looked at the account platform meanwhile, and its job has cleaned up."""
    with psycopg.connect(chain.environment["UEOZ_DATABASE_URL"], autocommit=True) as accounts:
        accounts.execute("UPDATE accounts_session SET active_at = active_at - interval '1 hour'")
    platform(chain, "shell", "-c", "from ueoz.accounts.operations import end_forgotten; end_forgotten()")


def platform(chain: Chain, *words: str) -> None:
    """A command of the account platform."""
    own = {**chain.environment, "UEOZ_SETTINGS_MODULE": UEOZ}
    subprocess.run([sys.executable, "-m", "ueoz", *words], env=own, check=True, capture_output=True, timeout=120)


def soon(what: Callable[[], bool], patience: float = 30) -> bool:
    """Whether something comes true that a worker does."""
    until = time.monotonic() + patience
    while not what() and time.monotonic() < until:
        time.sleep(0.2)
    return what()


def open_at_the_node(chain: Chain) -> int:
    with psycopg.connect(chain.environment["SANDBOX_DATABASE_URL"]) as node:
        row = node.execute("SELECT count(*) FROM node_nodesession WHERE ended_at IS NULL").fetchone()
    return int(row[0]) if row else 0


def test_somebody_blocked_is_out_of_ssoz_long_after_the_platform_went_idle(chain: Chain) -> None:
    before = open_at_the_node(chain)
    wanderer = enter(Wanderer(), chain, "bogdan")
    assert open_at_the_node(chain) == before + 1
    half_an_hour_later(chain)
    assert wanderer.open(f"{chain.url}/moje-konto/").url.startswith(chain.url), "the person works on in SSOZ"
    try:
        platform(chain, "block", "bogdan")
        assert soon(lambda: not Session.objects.exclude(person=None).exists())
        assert soon(lambda: open_at_the_node(chain) == before)
        assert urlsplit(wanderer.open(f"{chain.url}/moje-konto/").url).hostname == "ueoz.localhost"
    finally:
        platform(chain, "block", "bogdan", "--undo")


def test_signing_out_reaches_the_node_long_after_the_platform_went_idle(chain: Chain) -> None:
    before = open_at_the_node(chain)
    wanderer = enter(Wanderer(), chain, "bogdan")
    half_an_hour_later(chain)
    wanderer.send("[@data-sign-out]")
    assert wanderer.url == f"{chain.url}/"
    assert soon(lambda: open_at_the_node(chain) == before)


def test_the_account_page_leads_into_ssoz(chain: Chain) -> None:
    wanderer = enter(Wanderer(), chain, "anna")
    wanderer.open(f"{chain.account_url}/konto/").follow("SSOZ")
    assert wanderer.url.startswith(f"{chain.url}/"), "who is signed in there is let in"
