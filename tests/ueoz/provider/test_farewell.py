# SPDX-License-Identifier: EUPL-1.2
"""Logout tokens: to whom they go, and what happens when nobody takes them."""

from datetime import timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from shared import clock
from shared.worker import work
from tests.ueoz.provider.listener import listening
from tests.ueoz.provider.world import account, body, entered, query, sign_in, system, verified
from ueoz.accounts.enums import SessionEnd
from ueoz.accounts.models import Session
from ueoz.accounts.operations import block, end_session
from ueoz.accounts.origins import SYSTEM
from ueoz.provider.errors import NotDelivered
from ueoz.provider.farewell import deliver
from ueoz.provider.models import Client, ClientEvent
from ueoz.provider.operations import Who, disable_client

pytestmark = pytest.mark.django_db(transaction=True)


def farewells() -> int:
    return ProcrastinateJob.objects.filter(task_name__endswith="say_farewell").count()


def test_every_system_entered_in_the_session_is_told_and_no_other() -> None:
    with listening() as first, listening() as second, listening() as third:
        anna = account()
        ours = entered(anna, client_id="first", backchannel=first.url)
        other = system("second", backchannel=second.url)
        system("third", backchannel=third.url)
        other.browser = ours.browser
        ours.tokens(), ours.tokens(), other.tokens()
        end_session(by=SYSTEM, session=Session.objects.get())
        work(wait=False)
        assert [len(side.heard) for side in (first, second, third)] == [1, 1, 0]
        mine, theirs = (verified(side.heard[0]["logout_token"]).claims for side in (first, second))
    assert (mine["sub"], mine["aud"]) == (anna.subject, "first")
    assert mine["sid"] != theirs["sid"], "systems cannot compare sessions behind our back"


def test_a_session_in_another_browser_goes_on() -> None:
    with listening() as side:
        anna = account()
        ours = entered(anna, backchannel=side.url)
        here = verified(ours.tokens()["id_token"]).claims["sid"]
        ours.browser = type(ours.browser)()
        there = sign_in(ours.browser, anna)
        elsewhere = verified(ours.tokens()["id_token"]).claims["sid"]
        end_session(by=SYSTEM, session=there)
        work(wait=False)
        assert [verified(said["logout_token"]).claims["sid"] for said in side.heard] == [elsewhere]
    assert here != elsewhere


def test_signing_in_again_keeps_the_name_of_the_session_and_tells_nobody() -> None:
    with listening() as side:
        ours = entered(anna := account(), backchannel=side.url)
        before = ours.tokens()
        sign_in(ours.browser, anna)
        assert farewells() == 0
        assert verified(ours.tokens()["id_token"]).claims["sid"] == verified(before["id_token"]).claims["sid"]
        assert ours.userinfo(before["access_token"]).status_code == 200
        end_session(by=SYSTEM, session=Session.objects.get(ended_at=None))
        work(wait=False)
        assert len(side.heard) == 1


def test_an_idle_session_of_ours_ends_nobody_elses() -> None:
    ours = entered(backchannel="http://127.0.0.1:9/")
    token = ours.tokens()["access_token"]
    end_session(by=SYSTEM, session=Session.objects.get(), reason=SessionEnd.IDLE)
    assert farewells() == 0
    assert ours.userinfo(token).status_code == 200


def test_a_session_that_lasted_too_long_is_over_everywhere() -> None:
    with listening() as side:
        ours = entered(backchannel=side.url)
        token = ours.tokens()["access_token"]
        end_session(by=SYSTEM, session=Session.objects.get(), reason=SessionEnd.TOO_LONG)
        work(wait=False)
        assert len(side.heard) == 1
    assert ours.userinfo(token).status_code == 401


def test_a_farewell_is_queued_with_the_end_itself_so_nothing_comes_between() -> None:
    ours = entered(backchannel="http://127.0.0.1:9/")
    ours.tokens()
    with transaction.atomic():
        end_session(by=SYSTEM, session=Session.objects.get())
        assert farewells() == 1
        transaction.set_rollback(True)
    assert farewells() == 0, "what did not happen is not told"
    assert Session.objects.get().ended_at is None


def test_tokens_die_with_the_session() -> None:
    ours = entered()
    tokens = ours.tokens()
    end_session(by=SYSTEM, session=Session.objects.get())
    assert ours.userinfo(tokens["access_token"]).status_code == 401
    assert body(ours.refresh(tokens["refresh_token"]))["error"] == "invalid_grant"


def test_blocking_an_account_tells_the_systems() -> None:
    with listening() as side:
        ours = entered(anna := account(), backchannel=side.url)
        ours.tokens()
        block(by=SYSTEM, account=anna, who="test")
        work(wait=False)
        assert len(side.heard) == 1


@pytest.mark.parametrize("answer", [302, 404, 500, 503])
def test_what_was_not_taken_is_sent_again(answer: int) -> None:
    with listening() as side:
        side.answers = [answer, 200]
        ours = entered(backchannel=side.url)
        ours.tokens()
        visit = ours.client.authorizations.get().visit_id
        with pytest.raises(NotDelivered, match=str(answer)):
            deliver(visit)
        deliver(visit)
        first, second = (verified(said["logout_token"]).claims["jti"] for said in side.heard)
    assert first != second, "a system refuses a token it has seen"


def test_a_job_waits_and_tries_again() -> None:
    ours = entered(backchannel="http://127.0.0.1:9/")
    ours.tokens()
    end_session(by=SYSTEM, session=Session.objects.get())
    work(wait=False)
    job = ProcrastinateJob.objects.get(task_name__endswith="say_farewell")
    assert (job.status, job.attempts) == ("todo", 1)
    assert job.scheduled_at is not None
    assert job.scheduled_at > clock.now() - timedelta(seconds=1)


def test_a_refusal_is_written_down_and_not_repeated() -> None:
    with listening() as side:
        side.answers = [400]
        ours = entered(backchannel=side.url)
        ours.tokens()
        deliver(ours.client.authorizations.get().visit_id)
        assert len(side.heard) == 1
    assert ClientEvent.objects.get(kind="logout_refused").client == ours.client


@pytest.mark.parametrize("change", ["disabled", "no address", "gone"])
def test_there_is_nobody_to_tell(change: str) -> None:
    with listening() as side:
        ours = entered(backchannel=side.url)
        ours.tokens()
        visit = ours.client.authorizations.get().visit_id
        if change == "disabled":
            disable_client(by=Who(), client=ours.client)
        elif change == "no address":
            Client.objects.update(backchannel_logout_uri="")
        else:
            Client.objects.update(client_id="renamed")
        deliver(visit)
        assert side.heard == []


def test_leaving_by_a_system_tells_the_others() -> None:
    with listening() as first, listening() as second:
        ours = entered(client_id="first", backchannel=first.url)
        other = system("second", backchannel=second.url)
        other.browser = ours.browser
        token = ours.tokens()["id_token"]
        other.tokens()
        answer = ours.browser.get(
            "/o/logout/", {"id_token_hint": token, "post_logout_redirect_uri": "https://system.example/", "state": "s"}
        )
        assert query(answer) == {"state": "s"}
        work(wait=False)
        assert (len(first.heard), len(second.heard)) == (1, 1)
