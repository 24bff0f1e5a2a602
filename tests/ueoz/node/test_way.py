# SPDX-License-Identifier: EUPL-1.2
"""To the national node and back: whoever it vouches for is in the session, encrypted, and goes on."""

import base64
import logging
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from shared import clock
from shared.saml import Status
from tests.factories.saml import HALINA
from tests.ueoz.node.played import PlayedNode, begin, slowly, where
from tests.ueoz.world import HALINA as WORLDS_HALINA
from tests.ueoz.world import account_of, signed_in
from ueoz.node import channel, views
from ueoz.node.citizen import citizen_of
from ueoz.node.models import Flow, Refusal, SeenAssertion
from ueoz.node.operations import end_at_node, forget_old
from ueoz.node.queries import refusal

pytestmark = pytest.mark.django_db


def whom(browser: Client) -> str | None:
    """The PESEL of whom the node vouched for in this browser's session."""
    request = RequestFactory().get("/")
    request.session = browser.session
    citizen = citizen_of(request)
    return citizen.pesel if citizen else None


def test_somebody_signs_in_and_goes_on(client: Client, node: PlayedNode) -> None:
    way = begin(client, "/o/authorize/?client_id=ssoz&state=x")
    parked = way.arrive(node.sign_in(way.raw))
    assert parked.status_code == 303
    assert not parked.cookies
    finished = way.finish(parked)
    assert finished.status_code == 302
    assert finished["Location"] == "/przyjecie/?next=%2Fo%2Fauthorize%2F%3Fclient_id%3Dssoz%26state%3Dx"
    assert whom(client) == "74031281842"


def test_who_has_an_account_is_signed_in_at_once(client: Client, node: PlayedNode) -> None:
    account = account_of(WORLDS_HALINA)
    way = begin(client, "/konto/historia/")
    finished = way.finish(way.arrive(node.sign_in(way.raw)))
    assert finished["Location"] == "/konto/historia/"
    assert client.session["_auth_user_id"] == str(account.pk)
    assert whom(client) is None, "nobody waits in the session"
    assert client.get("/konto/historia/").status_code == 200


def test_the_way_there_and_back_asks_the_database_nine_times(client: Client, node: PlayedNode) -> None:
    account_of(WORLDS_HALINA)
    with CaptureQueriesContext(connection) as asked:
        way = begin(client)
        way.finish(way.arrive(node.sign_in(way.raw)))
    begun = ["INSERT", "UPDATE"]  # the way, the artifact
    read = ["SELECT", "UPDATE", "INSERT", "SELECT"]  # the way, that it is used, the assertion, whose account
    opened = ["INSERT", "INSERT", "INSERT"]  # our session, the browser's, the event
    assert [query["sql"].split()[0] for query in asked if "SAVEPOINT" not in query["sql"]] == begun + read + opened


def test_everything_the_node_said_is_kept_and_nothing_of_it_readable(client: Client, node: PlayedNode) -> None:
    way = begin(client)
    way.finish(way.arrive(node.sign_in(way.raw)))
    request = RequestFactory().get("/")
    request.session = client.session
    citizen = citizen_of(request)
    assert citizen is not None
    assert (citizen.given_name, citizen.family_name, citizen.birth_date) == ("Halina", "Wrona", date(1974, 3, 12))
    assert (citizen.authority, citizen.name_id, citizen.session_index) == ("pz.gov.pl", "wk-7f2c", "_s-1")
    stored = str(SessionStore(client.session.session_key).load()) + Session.objects.get().session_data
    assert "74031281842" not in stored
    assert "Wrona" not in stored


def test_the_page_on_the_way_goes_by_itself_or_by_its_button(client: Client, node: PlayedNode) -> None:
    page = client.get("/wk/start/")
    text = page.content.decode()
    assert 'action="http://login.localhost:8001/login/SingleSignOnService"' in text
    assert "data-submit" in text
    assert 'src="/static/node/submit.js"' in text
    assert "Dalej" in text
    assert (
        "form-action 'self' http://ssoz.localhost:8000 http://login.localhost:8001" in page["Content-Security-Policy"]
    )
    assert "no-store" in page["Cache-Control"]
    (cookie,) = (morsel for name, morsel in client.cookies.items() if name.startswith("ueoz_way_"))
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/wk/powrot/")


def test_the_node_is_asked_under_its_own_name_at_another_address(client: Client, node: PlayedNode) -> None:
    way = begin(client)
    way.finish(way.arrive(node.sign_in(way.raw)))
    assert node.hosts == ["login.localhost:8001"]


def test_two_tabs_do_not_disturb_each_other(client: Client, node: PlayedNode) -> None:
    first, second = begin(client, "/a/"), begin(client, "/b/")
    ewa = replace(HALINA, identifier="69072324621")
    parked_second = second.arrive(node.sign_in(second.raw, ewa))
    parked_first = first.arrive(node.sign_in(first.raw))
    assert first.finish(parked_first)["Location"].endswith("next=%2Fa%2F")
    assert whom(client) == "74031281842"
    assert second.finish(parked_second)["Location"].endswith("next=%2Fb%2F")
    assert whom(client) == "69072324621"


def test_the_session_has_another_key_afterwards(client: Client, node: PlayedNode) -> None:
    session = client.session
    session["fixed"] = True
    session.save()
    client.cookies["ueoz_session"] = session.session_key
    way = begin(client)
    way.finish(way.arrive(node.sign_in(way.raw)))
    assert client.session.session_key != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()


@pytest.mark.parametrize(
    ("status", "title", "code"),
    [
        (Status.AUTHN_FAILED, "Logowanie zostało przerwane", 200),
        (Status.REQUEST_DENIED, "Logowanie zostało przerwane", 200),
        (Status.RESPONDER, "Nie udało się potwierdzić Twojej tożsamości", 400),
        (Status.UNKNOWN_PRINCIPAL, "Nie udało się potwierdzić Twojej tożsamości", 400),
    ],
)
def test_who_gave_up_reads_so(client: Client, node: PlayedNode, status: Status, title: str, code: int) -> None:
    way = begin(client)
    page = way.finish(way.arrive(node.sign_in(way.raw, status)))
    assert page.status_code == code
    assert title in page.content.decode()
    assert 'href="/wk/start/?next=%2Fkonto%2F"' in page.content.decode()
    assert whom(client) is None


@pytest.mark.parametrize("identifier", ["", "CZ/PL/8304121234"])
def test_a_foreign_means_of_identification_ends_politely(client: Client, node: PlayedNode, identifier: str) -> None:
    way = begin(client)
    page = way.finish(way.arrive(node.sign_in(way.raw, replace(HALINA, identifier=identifier))))
    assert page.status_code == 403
    assert "Uwierzytelniono, ale bez numeru PESEL" in page.content.decode()
    assert whom(client) is None


def test_a_page_of_refusal_has_a_number_the_help_desk_finds(client: Client, node: PlayedNode) -> None:
    way = begin(client)
    text = way.finish(way.arrive(node.sign_in(way.raw, Status.RESPONDER))).content.decode()
    kept = Refusal.objects.get()
    assert kept.number.startswith("LOGIN_")
    assert kept.number in text
    assert refusal(f" {kept.number.lower()} ") == kept
    assert kept.detail == "status: urn:oasis:names:tc:SAML:2.0:status:Responder"


def test_a_page_of_refusal_is_read_again_in_both_languages(client: Client, node: PlayedNode) -> None:
    way = begin(client)
    parked = way.arrive(node.sign_in(way.raw, replace(HALINA, identifier="")))
    address = client.get(parked["Location"])["Location"]
    pages = []
    for language in ("pl", "en", "pl"):
        client.cookies["ueoz_language"] = language
        pages.append(client.get(address).content.decode())
    assert "Uwierzytelniono, ale bez numeru PESEL" in pages[0]
    assert "Authenticated, but without a PESEL number" in pages[1]
    assert 'href="/wk/start/?next=%2Fkonto%2F"' in pages[1]
    assert all(Refusal.objects.get().number in page for page in pages)


def test_a_page_of_refusal_is_read_by_nobody_else(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (client.get("/wk/powrot/") for _ in range(2))
    (name, other) = (number_of(answer) for answer in (first, second))
    cookie = first.cookies[f"ueoz_refusal_{name}"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (first["Location"], True, "Lax")
    assert client.get(first["Location"]).status_code == client.get(second["Location"]).status_code == 400
    stranger = Client()
    assert stranger.get(first["Location"]).status_code == 404
    stranger.cookies[f"ueoz_refusal_{other}"] = cookie.value
    assert stranger.get(second["Location"]).status_code == 404
    monkeypatch.setattr(views, "READABLE", timedelta(seconds=-1))
    assert client.get(first["Location"]).status_code == 404


def test_an_endless_target_does_not_keep_the_page_from_being_read(client: Client, node: PlayedNode) -> None:
    way = begin(client, "/konto/?a=" + "b" * 3000)
    page = way.finish(way.arrive(node.sign_in(way.raw, Status.AUTHN_FAILED)))
    assert "Logowanie zostało przerwane" in page.content.decode()
    assert 'href="/wk/start/"' in page.content.decode()


def number_of(answer: Any) -> str:
    return str(answer["Location"]).rstrip("/").rpartition("/")[2]


def test_two_refusals_at_the_same_moment_have_two_numbers(client: Client, node: PlayedNode) -> None:
    with clock.frozen(clock.now()):
        for _ in range(3):
            client.get("/wk/powrot/")
    assert Refusal.objects.values("number").distinct().count() == 3


MISBEHAVIOURS = {
    "an_error": lambda: (500, {}, b"<soap:Fault/>"),
    "a_redirect": lambda: (302, {"Location": "http://127.0.0.1:1/"}, b""),
    "too_much": lambda: (200, {}, b" " * 300_000),
    "half": lambda: (200, {"Content-Length": "100"}, b"<"),
}


@pytest.mark.parametrize("name", MISBEHAVIOURS)
def test_a_node_that_does_not_answer_well_is_told_apart(client: Client, node: PlayedNode, name: str) -> None:
    way = begin(client)
    parked = way.arrive(node.sign_in(way.raw))
    node.misbehaves = MISBEHAVIOURS[name]
    page = way.finish(parked)
    assert page.status_code == 502
    assert "Węzeł krajowy nie odpowiada" in page.content.decode()


def test_a_node_that_answers_too_slowly_is_not_waited_for(
    client: Client, node: PlayedNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "READ", 0.1)
    way = begin(client)
    parked = way.arrive(node.sign_in(way.raw))
    node.misbehaves = slowly(0.5)
    assert way.finish(parked).status_code == 502


def test_a_node_that_is_not_there_is_no_error_of_ours(client: Client, node: PlayedNode, settings: Any) -> None:
    way = begin(client)
    parked = way.arrive(node.sign_in(way.raw))
    settings.NODE = replace(settings.NODE, backchannel="http://127.0.0.1:1")
    assert way.finish(parked).status_code == 502


@pytest.mark.parametrize("answer", [b"", b"<html>", b"\xff", b"<a/>"], ids=["nothing", "html", "bytes", "xml"])
def test_an_answer_that_is_none_is_refused(client: Client, node: PlayedNode, answer: bytes) -> None:
    way = begin(client)
    parked = way.arrive(node.sign_in(way.raw))
    node.misbehaves = lambda: (200, {}, answer)
    assert way.finish(parked).status_code == 400


def test_missing_keys_are_a_page_and_not_an_error(client: Client, node: PlayedNode, settings: Any) -> None:
    gone = node.keys / "gone.key"
    settings.NODE = replace(settings.NODE, signing_key=gone)
    page = client.get("/wk/start/", follow=True)
    assert page.status_code == 503
    assert "Logowanie jest chwilowo niedostępne" in page.content.decode()


def test_logging_out_reaches_the_node(node: PlayedNode) -> None:
    end_at_node(name_id="wk-7f2c", session_index="_s-1")
    assert node.logged_out == [("wk-7f2c", "_s-1")]


def test_a_logout_the_node_did_not_hear_is_to_be_tried_again(node: PlayedNode) -> None:
    node.misbehaves = lambda: (503, {}, b"")
    with pytest.raises(channel.NodeSilentError):
        end_at_node(name_id="wk-7f2c", session_index="_s-1")


def test_what_is_old_is_forgotten_and_what_is_not_stays(client: Client, node: PlayedNode) -> None:
    way = begin(client)
    way.finish(way.arrive(node.sign_in(way.raw)))
    forget_old()
    assert (Flow.objects.count(), SeenAssertion.objects.count()) == (1, 1)
    with clock.advanced(timedelta(days=2)):
        forget_old()
    assert (Flow.objects.count(), SeenAssertion.objects.count()) == (0, 0)


def test_nothing_about_the_person_is_logged(client: Client, node: PlayedNode, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        way = begin(client)
        way.finish(way.arrive(node.sign_in(way.raw)))
        again = begin(client)
        again.finish(again.arrive(node.sign_in(again.raw, replace(HALINA, identifier="74031281843"))))
        end_at_node(name_id="wk-7f2c", session_index="_s-1")
    logged = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    assert "sign_in_refused" in logged
    for personal in ("74031281842", "74031281843", "Wrona", "Halina", "wk-7f2c"):
        assert personal not in logged
    assert base64.b64encode(b"74031281842").decode() not in logged


def test_nobody_is_sent_to_another_place_by_where(client: Client, node: PlayedNode) -> None:
    way = begin(client, "")
    assert where(way.finish(way.arrive(node.sign_in(way.raw)))) == "/przyjecie/"


def test_the_help_desk_reads_why_somebody_was_not_signed_in(client: Client, node: PlayedNode) -> None:
    way = begin(client)
    way.finish(way.arrive(node.sign_in(way.raw, Status.RESPONDER)))
    agent = Client()
    account = signed_in(agent, replace(WORLDS_HALINA, given_name="Pomoc"))
    account.is_help_desk = True
    account.save()
    text = agent.get("/obsluga/migracje/", {"number": Refusal.objects.get().number}).content.decode()
    assert "Nie udało się potwierdzić Twojej tożsamości" in text
    assert "status:Responder" in text
