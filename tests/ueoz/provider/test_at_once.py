# SPDX-License-Identifier: EUPL-1.2
"""A sign-in that a system has asked for ends at the system: the browser need not ask UEOZ once more."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.http import HttpResponse

from tests.ueoz.provider.world import (
    CALLBACK,
    System,
    body,
    entered,
    error_of,
    leads_to_sign_in,
    query,
    system,
    way_back,
)
from tests.ueoz.world import HALINA, MAREK, account_of, arrived
from ueoz.accounts.enums import AccountState
from ueoz.accounts.models import Event, Session, Visit

pytestmark = pytest.mark.django_db


def come(ours: System, target: str, citizen: Any = HALINA) -> HttpResponse:
    """The end of the way through the node, on to where the person was going."""
    answer: Any = arrived(ours.browser, citizen).get("/przyjecie/", {"next": target})
    return answer


def question(ours: System, **changes: str | None) -> str:
    return f"/o/authorize/?{urlencode(ours.question(**changes))}"


def test_the_system_gets_its_code_at_once_and_it_is_good() -> None:
    account = account_of(HALINA)
    ours = system()
    answer = come(ours, question(ours))
    assert answer["Location"].startswith(f"{CALLBACK}?code=")
    assert query(answer)["state"] == "stan"
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert body(ours.redeem(query(answer)["code"]))["token_type"] == "Bearer"
    assert ours.browser.session["_auth_user_id"] == str(account.pk)
    assert (Session.objects.count(), Visit.objects.count()) == (1, 1)
    assert Event.objects.filter(kind="client_entered", browser="", address="127.0.0.1").count() == 1


def test_who_was_sent_to_sign_in_anew_has_done_so() -> None:
    account_of(HALINA)
    ours = system()
    asked = ours.ask(prompt="login")
    assert leads_to_sign_in(asked)
    assert "code" in query(come(ours, way_back(asked)))


@pytest.mark.parametrize("since", ["", "9999999999", "9999999999:forged"])
def test_without_the_signed_moment_nobody_is_let_through(since: str) -> None:
    account_of(HALINA)
    ours = system()
    target = question(ours, prompt="login", since=since or None)
    assert leads_to_sign_in(ours.browser.get(come(ours, target)["Location"]))


def test_a_moment_that_is_to_come_asks_for_another_sign_in() -> None:
    """What was signed for one sign-in lets nobody in who signed in before it."""
    account_of(HALINA)
    ours = system()
    come(ours, "/konto/")
    Session.objects.update(began_at="2020-01-01T00:00:00Z")
    assert leads_to_sign_in(ours.ask(max_age="60"))


def test_a_system_that_is_not_ours_is_asked_about_under_its_own_address() -> None:
    account_of(HALINA)
    ours = system(own=False)
    target = question(ours)
    assert come(ours, target)["Location"] == target
    assert b"provider/consent" not in ours.browser.get(target).content
    assert ours.browser.get(target).status_code == 200
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"client_id": "nobody"}, {"redirect_uri": "https://evil.example/"}, {"redirect_uri": None}]
)
def test_a_question_that_may_not_be_answered_by_a_redirect_gets_its_page(changes: dict[str, str | None]) -> None:
    account_of(HALINA)
    ours = system()
    target = question(ours, **changes)
    answer = come(ours, target)
    assert answer["Location"] == target
    assert ours.browser.get(target).status_code == 400


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"request": "x"}, "request_not_supported"),
        ({"id_token_hint": "x"}, "login_required"),
    ],
)
def test_a_question_outside_the_profile_is_refused_as_ever(changes: dict[str, str | None], error: str) -> None:
    account_of(HALINA)
    ours = system()
    assert error_of(come(ours, question(ours, **changes))) == error


def test_a_parameter_given_twice_is_refused() -> None:
    account_of(HALINA)
    ours = system()
    target = question(ours) + "&state=other"
    assert come(ours, target)["Location"] == target
    assert ours.browser.get(target).status_code == 400


def test_a_code_is_for_the_person_who_has_just_come_and_not_for_whom_was_here_before() -> None:
    marek = account_of(MAREK, email="m@example.test")
    ours = entered(marek)
    account_of(HALINA)
    said = body(ours.redeem(query(come(ours, question(ours)))["code"]))
    details = body(ours.userinfo(said["access_token"]))
    assert (details["given_name"], details["pesel"]) == ("Halina", HALINA.pesel)
    assert Session.objects.get(account=marek).ended_at is not None


def test_an_account_that_is_blocked_gets_no_code() -> None:
    account_of(HALINA, state=AccountState.BLOCKED)
    ours = system()
    answer = come(ours, question(ours))
    assert answer.status_code == 403
    assert not Visit.objects.exists()


@pytest.mark.parametrize("target", ["https://evil.example/o/authorize/?", "//evil.example/o/authorize/?", "/konto/?"])
def test_other_addresses_get_no_code(target: str) -> None:
    account_of(HALINA)
    ours = system()
    answer = come(ours, target + urlencode(ours.question()))
    assert urlsplit(answer["Location"]).path == "/konto/"
    assert "code" not in parse_qs(urlsplit(answer["Location"]).query)
    assert not Visit.objects.exists()
