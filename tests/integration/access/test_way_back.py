# SPDX-License-Identifier: EUPL-1.2
"""Where one goes on after signing in: the page one came from, by whichever door, with however many profiles."""

from collections.abc import Callable

import pytest
from django.test import Client

from ssoz.access import sessions
from ssoz.access.actors import SYSTEM
from ssoz.access.models import Person, Profile
from ssoz.access.navigation import with_next
from ssoz.access.operations import block_profile
from tests.factories.access import profile
from tests.factories.local import account, tried
from tests.factories.provider import Provider
from tests.factories.registers import unit
from tests.factories.sandbox import query_of

pytestmark = pytest.mark.django_db

WIZARD = "/wniosek/role/"
ELSEWHERE = (
    "https://evil.example/wniosek/role/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "javascript:alert(1)",
)
Enter = Callable[[str], str]


@pytest.fixture
def by_the_platform(client: Client, provider: Provider) -> Enter:
    """Over the account platform; somebody it has sent before."""

    def enter(target: str) -> str:
        asked = query_of(client.get("/zaloguj/", {"next": target})["Location"])
        provider.nonce = asked["nonce"]
        return client.get("/oidc/powrot/", {"code": "c", "state": asked["state"]})["Location"]

    return enter


@pytest.fixture
def by_password(client: Client) -> Enter:
    """By a login and password of our own; the profile that came with them is blocked."""
    held = Profile.objects.get(person=account(unit()).person)
    block_profile(by=SYSTEM, profile=held, reason="urlop")
    return lambda target: tried(client, next=target).headers["Location"]


@pytest.fixture(params=["by_the_platform", "by_password"])
def enter(request: pytest.FixtureRequest) -> Enter:
    door: Enter = request.getfixturevalue(request.param)
    return door


def test_without_a_profile_one_is_back_on_the_page(client: Client, enter: Enter) -> None:
    assert enter(f"{WIZARD}?x=1") == f"{WIZARD}?x=1"
    assert client.session[sessions.PROFILE] is None
    assert client.get(WIZARD)["Location"] == "/wniosek/jednostka/", "there is nothing begun to come back to"


def test_without_a_profile_the_home_page_asks_for_one(enter: Enter) -> None:
    assert enter("/") == "/profil/?next=%2F"


def test_a_page_that_wants_a_profile_asks_for_one_itself(client: Client, enter: Enter) -> None:
    wanted = "/sprawozdania/niefinansowe/do-poprawy/"
    assert client.get(enter(wanted))["Location"] == with_next("account:profiles", wanted)


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_led_elsewhere(enter: Enter, target: str) -> None:
    assert enter(target) == "/profil/?next=%2F"


def test_with_several_profiles_one_chooses_and_goes_on(client: Client, enter: Enter) -> None:
    enter("/")
    who = Person.objects.get(pk=client.session[sessions.PERSON])
    chosen, _other = profile(person=who), profile(person=who)
    client.post("/wyloguj/")
    assert enter(WIZARD) == "/profil/?next=%2Fwniosek%2Frole%2F"
    page = client.get("/profil/", {"next": WIZARD}).content.decode()
    assert f'name="next" value="{WIZARD}"' in page
    assert client.post("/profil/", {"profile": str(chosen.public_id), "next": WIZARD})["Location"] == WIZARD
