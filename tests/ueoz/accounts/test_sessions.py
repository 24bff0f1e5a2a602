# SPDX-License-Identifier: EUPL-1.2
"""Signing in, the limits of a session, and its end, wherever it is ended."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session as Stored
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from shared import clock
from tests.ueoz.conftest import Following
from tests.ueoz.world import HALINA, MAREK, account_of, arrived, signed_in
from ueoz.accounts.enums import AccountState, EventKind, SessionEnd
from ueoz.accounts.models import Account, Event, Session, Visit
from ueoz.accounts.operations import block, end_all, end_forgotten, node_names, unblock
from ueoz.accounts.origins import SYSTEM
from ueoz.accounts.signals import session_ended
from ueoz.jobs import tasks
from ueoz.node.citizen import Citizen

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[list[Session]]:
    """Sessions whose end was told to whoever listens."""
    heard: list[Session] = []

    def hear(sender: type, account: Account, session: Session, **kwargs: object) -> None:
        assert session.account == account
        heard.append(session)

    session_ended.connect(hear)
    yield heard
    session_ended.disconnect(hear)


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the national node was told."""
    heard: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "ueoz.accounts.operations.signing.end_at_node",
        lambda *, name_id, session_index: heard.append((name_id, session_index)),
    )
    return heard


def test_somebody_with_an_account_goes_straight_through(client: Client) -> None:
    account_of(HALINA)

    answer = arrived(client, HALINA).get("/przyjecie/?next=/konto/historia/")

    assert answer.headers["Location"] == "/konto/historia/"
    page = client.get("/konto/historia/")
    assert page.context["request"].user.name == "Halina Wrona"
    assert "citizen" not in client.session, "what the node said is of no use any more"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_nobody_is_led_elsewhere(client: Client, target: str) -> None:
    account_of(HALINA)
    assert arrived(client, HALINA).get("/przyjecie/", {"next": target}).headers["Location"] == "/konto/"


def test_the_session_gets_a_new_key(client: Client) -> None:
    account_of(HALINA)
    before = arrived(client, HALINA).session.session_key
    client.get("/przyjecie/")

    assert client.session.session_key != before
    assert not Stored.objects.filter(session_key=before).exists()


def test_whom_the_node_did_not_vouch_for_is_led_to_the_sign_in(client: Client) -> None:
    assert client.get("/przyjecie/").headers["Location"] == "/zaloguj/"


def test_a_way_in_a_second_time_leads_on(client: Client) -> None:
    signed_in(client, HALINA)
    assert client.get("/przyjecie/?next=/konto/historia/").headers["Location"] == "/konto/historia/"
    assert Session.objects.count() == 1


def test_names_change_with_the_register(client: Client) -> None:
    account = account_of(HALINA)
    arrived(client, Citizen(**{**HALINA.__dict__, "family_name": "Wrona-Nowa"})).get("/przyjecie/")
    account.refresh_from_db()
    assert account.family_name == "Wrona-Nowa"


def test_who_waits_for_an_address_is_led_to_the_activation(client: Client) -> None:
    account_of(HALINA, state=AccountState.TO_VERIFY)
    assert arrived(client, HALINA).get("/przyjecie/").headers["Location"] == "/aktywacja/"


def test_who_is_new_is_led_to_the_migration(client: Client) -> None:
    assert arrived(client, HALINA).get("/przyjecie/").headers["Location"] == "/migracja/"


def test_a_blocked_account_is_told_and_not_let_in(client: Client) -> None:
    account_of(HALINA, state=AccountState.BLOCKED)
    page = arrived(client, HALINA).get("/przyjecie/")
    assert page.status_code == 403
    assert "Twoje konto jest zablokowane" in page.content.decode()
    assert client.get("/konto/").status_code == 302


def test_blocking_ends_sessions_at_once_and_unblocking_lets_in_again(client: Client) -> None:
    account = signed_in(client, HALINA)
    block(by=SYSTEM, account=account, who="system")
    assert client.get("/konto/").headers["Location"] == "/zaloguj/?next=/konto/"
    account.refresh_from_db()
    unblock(by=SYSTEM, account=account, who="system")
    signed_in(client, HALINA)
    assert client.get("/konto/").status_code == 200


def test_half_an_hour_without_activity_ends_the_session(client: Client) -> None:
    signed_in(client, HALINA)
    with clock.advanced(timedelta(minutes=29, seconds=59)):
        assert client.get("/konto/").status_code == 200
    with clock.advanced(timedelta(minutes=60)):
        assert client.get("/konto/").status_code == 302
    assert Session.objects.get().ended_by == SessionEnd.IDLE


def test_activity_keeps_the_session_but_no_longer_than_half_a_day(client: Client) -> None:
    signed_in(client, HALINA)
    for minute in range(20, 12 * 60, 20):
        with clock.advanced(timedelta(minutes=minute)):
            assert client.get("/konto/").status_code == 200
    with clock.advanced(timedelta(hours=12)):
        assert client.get("/konto/").status_code == 302
    assert Session.objects.get().ended_by == SessionEnd.TOO_LONG


def test_who_has_no_account_yet_is_forgotten_after_half_an_hour(client: Client) -> None:
    arrived(client, HALINA).get("/przyjecie/")
    with clock.advanced(timedelta(minutes=31)):
        assert client.get("/migracja/").headers["Location"] == "/zaloguj/"


def test_an_end_by_time_is_not_told_to_systems(client: Client, told: list[Session], jobs_at_once: Following) -> None:
    """Whoever works in a system for hours does not look at UEOZ meanwhile; the system keeps limits of its own."""
    signed_in(client, HALINA)
    with jobs_at_once(), clock.advanced(timedelta(hours=1)):
        client.get("/konto/")
    assert told == []


def test_signing_out_tells_the_systems_and_the_node(
    client: Client, told: list[Session], left: list[tuple[str, str]], jobs_at_once: Following
) -> None:
    signed_in(client, HALINA)
    with jobs_at_once():
        answer = client.post("/wyloguj/", follow=True)

    assert "Wylogowano" in answer.content.decode()
    assert [session.ended_by for session in told] == [SessionEnd.SIGNED_OUT]
    assert left == [("name-1", "index-1")]
    assert Session.objects.get().node_encrypted == ""
    assert client.get("/konto/").status_code == 302


def test_signing_out_by_a_link_is_refused(client: Client) -> None:
    signed_in(client, HALINA)
    assert client.get("/wyloguj/").status_code == 405


def test_a_node_that_does_not_answer_is_told_again_later(
    client: Client, monkeypatch: pytest.MonkeyPatch, left: list[tuple[str, str]]
) -> None:
    signed_in(client, HALINA)
    row = Session.objects.get()
    assert tasks.leave_node.retry_strategy is not None
    tasks.leave_node.func(session_id=row.pk)
    tasks.leave_node.func(session_id=row.pk)
    assert left == [("name-1", "index-1")], "told once, however often the job runs"


def test_what_the_node_called_the_session_lies_encrypted(client: Client) -> None:
    signed_in(client, HALINA)
    row = Session.objects.get()
    assert "name-1" not in row.node_encrypted
    assert node_names(row) == ("name-1", "index-1")


def test_a_session_in_another_browser_is_ended_from_here(
    client: Client, told: list[Session], jobs_at_once: Following, left: list[tuple[str, str]]
) -> None:
    other = Client()
    signed_in(other, HALINA)
    signed_in(client, HALINA)
    elsewhere = Session.objects.order_by("pk")[0]

    with jobs_at_once():
        client.post(f"/konto/sesje/{elsewhere.public_id}/zakoncz/")

    assert other.get("/konto/").status_code == 302
    assert client.get("/konto/").status_code == 200
    assert [session.pk for session in told] == [elsewhere.pk]
    assert Session.objects.get(pk=elsewhere.pk).ended_by == SessionEnd.ENDED_ELSEWHERE
    assert client.post(f"/konto/sesje/{elsewhere.public_id}/zakoncz/").status_code == 404


def test_nobody_ends_a_session_of_somebody_else(client: Client) -> None:
    other = Client()
    signed_in(other, MAREK)
    signed_in(client, HALINA)
    theirs = Session.objects.get(account__given_name="Marek")

    assert client.post(f"/konto/sesje/{theirs.public_id}/zakoncz/").status_code == 404
    assert other.get("/konto/").status_code == 200


def test_signing_in_again_keeps_the_systems_that_were_entered(
    client: Client, told: list[Session], jobs_at_once: Following
) -> None:
    signed_in(client, HALINA)
    first = Session.objects.get()
    Visit.objects.create(session=first, client_id="ssoz", client_name="SSOZ", first_at=clock.now(), last_at=clock.now())
    with jobs_at_once():
        arrived(client, HALINA).get("/przyjecie/")

    assert told == [], "the person is still here"
    second = Session.objects.get(ended_at=None)
    assert second.pk != first.pk
    assert Visit.objects.get().session == second
    assert client.get("/konto/").status_code == 200


def test_somebody_else_in_the_same_browser_ends_the_session_of_the_first(
    client: Client, told: list[Session], jobs_at_once: Following
) -> None:
    signed_in(client, HALINA)
    account_of(MAREK, email="m@example.test")
    with jobs_at_once():
        arrived(client, MAREK).get("/przyjecie/")

    assert [session.account.given_name for session in told] == ["Halina"]
    assert client.get("/konto/").context["request"].user.given_name == "Marek"


def test_all_sessions_end_together(client: Client, told: list[Session], jobs_at_once: Following) -> None:
    signed_in(Client(), HALINA)
    account = signed_in(client, HALINA)
    with jobs_at_once():
        assert end_all(by=SYSTEM, account=account, reason=SessionEnd.CLIENT_ASKED) == 2
        assert end_all(by=SYSTEM, account=account, reason=SessionEnd.CLIENT_ASKED) == 0
    assert len(told) == 2


def test_a_listener_that_fails_keeps_nobody_in(client: Client, jobs_at_once: Following) -> None:
    def fail(**kwargs: object) -> None:
        raise RuntimeError

    session_ended.connect(fail)
    try:
        signed_in(client, HALINA)
        with jobs_at_once():
            assert client.post("/wyloguj/").status_code == 302
    finally:
        session_ended.disconnect(fail)
    assert client.get("/konto/").status_code == 302


def test_sessions_whose_browsers_never_came_back_are_ended_by_a_job(client: Client) -> None:
    signed_in(client, HALINA)
    assert end_forgotten() == 0
    with clock.advanced(timedelta(minutes=31)):
        assert end_forgotten() == 1
    event = Event.objects.get(kind=EventKind.SESSION_ENDED)
    assert (event.by, event.data) == ("system", {"reason": "idle"})


def test_a_whole_sign_in_asks_little_of_the_database(client: Client, django_assert_max_num_queries) -> None:
    account_of(HALINA)
    arrived(client, HALINA)
    with django_assert_max_num_queries(18):
        client.get("/przyjecie/")


def test_the_cookie_is_ours_and_closed_to_scripts(client: Client) -> None:
    signed_in(client, HALINA)
    cookie = client.cookies["ueoz_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


GOING = {
    "breaks off": lambda browser: browser.post("/migracja/przerwij/"),
    "signs out": lambda browser: browser.post("/wyloguj/"),
}


@pytest.mark.parametrize("going", GOING)
def test_the_node_hears_of_somebody_who_goes_without_an_account(
    client: Client, left: list[tuple[str, str]], jobs_at_once: Following, going: str
) -> None:
    arrived(client, HALINA).get("/przyjecie/")
    with jobs_at_once():
        GOING[going](client)
        assert client.get("/migracja/").headers["Location"] == "/zaloguj/"
    assert left == [("name-1", "index-1")]


def test_the_node_hears_of_a_newcomer_whose_half_hour_is_over(
    client: Client, left: list[tuple[str, str]], jobs_at_once: Following
) -> None:
    arrived(client, HALINA).get("/przyjecie/")
    with clock.advanced(timedelta(minutes=31)), jobs_at_once():
        client.get("/migracja/")
    assert left == [("name-1", "index-1")]


def test_the_node_hears_of_somebody_whose_account_is_blocked(
    client: Client, left: list[tuple[str, str]], jobs_at_once: Following
) -> None:
    account_of(HALINA, state=AccountState.BLOCKED)
    with jobs_at_once():
        assert arrived(client, HALINA).get("/przyjecie/").status_code == 403
    assert left == [("name-1", "index-1")]


def test_what_the_node_called_a_newcomer_waits_encrypted(client: Client) -> None:
    arrived(client, HALINA).get("/przyjecie/")
    client.post("/migracja/przerwij/")
    job = ProcrastinateJob.objects.get(task_name__endswith="leave_node_early")
    assert "name-1" not in str(job.args)
