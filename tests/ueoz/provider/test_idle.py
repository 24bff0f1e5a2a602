# SPDX-License-Identifier: EUPL-1.2
"""A session of UEOZ that nobody has used for half an hour: silent towards the systems, and still in hand."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client as Browser

from shared import clock
from shared.worker import work
from tests.ueoz.provider.listener import listening
from tests.ueoz.provider.world import AFTER_LOGOUT, System, entered, query, sign_in, system, verified
from tests.ueoz.world import HALINA, MAREK, account_of, arrived
from ueoz.accounts.enums import SessionEnd
from ueoz.accounts.models import Session
from ueoz.accounts.operations import block, end_forgotten
from ueoz.accounts.origins import SYSTEM
from ueoz.node.citizen import Citizen

pytestmark = pytest.mark.django_db(transaction=True)
LATER = timedelta(minutes=31)


def sid(tokens: dict[str, str]) -> str:
    return str(verified(tokens["id_token"]).claims["sid"])


def comes_back(ours: System) -> None:
    assert ours.browser.get("/konto/").status_code == 302


def never_comes_back(ours: System) -> None:
    assert end_forgotten() == 0


def by_the_node(ours: System, citizen: Citizen) -> None:
    ours.browser.get("/zaloguj/")
    arrived(ours.browser, citizen).get("/przyjecie/")


@pytest.fixture(params=[comes_back, never_comes_back])
def rests(request: pytest.FixtureRequest) -> Callable[[System], None]:
    """How half an hour is noticed: the browser asks for a page of UEOZ, or the job looks."""
    noticed: Callable[[System], None] = request.param
    return noticed


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the national node was told."""
    heard: list[str] = []
    monkeypatch.setattr(
        "ueoz.accounts.operations.signing.end_at_node", lambda *, name_id, session_index: heard.append(session_index)
    )
    return heard


def test_half_an_hour_is_told_to_nobody_and_opens_nothing(rests: Callable[[System], None], left: list[str]) -> None:
    with listening() as side:
        ours = entered(account_of(HALINA), backchannel=side.url)
        token = ours.tokens()["access_token"]
        with clock.advanced(LATER):
            rests(ours)
            work(wait=False)
            assert (side.heard, left) == ([], [])
            assert ours.userinfo(token).status_code == 200, "the person works there"
            assert ours.browser.get("/konto/").status_code == 302
            assert "code" not in query(ours.ask(prompt="none"))


def test_blocking_reaches_the_systems(rests: Callable[[System], None], left: list[str]) -> None:
    with listening() as side:
        ours = entered(halina := account_of(HALINA), backchannel=side.url)
        ours.tokens()
        with clock.advanced(LATER):
            rests(ours)
            block(by=SYSTEM, account=halina, who="test")
            work(wait=False)
        assert (len(side.heard), left) == (1, ["i"])
    row = Session.objects.get()
    assert (row.ended_by, row.node_encrypted) == (SessionEnd.BLOCKED, "")


def test_it_is_listed_and_ended_from_another_device(rests: Callable[[System], None], left: list[str]) -> None:
    with listening() as side:
        ours = entered(halina := account_of(HALINA), client_id="sprawozdania", backchannel=side.url)
        ours.tokens()
        with clock.advanced(LATER):
            rests(ours)
            elsewhere = Session.objects.get()
            sign_in(device := Browser(), halina)
            page = device.get("/konto/").content.decode()
            assert "Sprawozdania" in page
            assert f"/konto/sesje/{elsewhere.public_id}/zakoncz/" in page
            device.post(f"/konto/sesje/{elsewhere.public_id}/zakoncz/")
            work(wait=False)
        assert (len(side.heard), left) == (1, ["i"])
    assert Session.objects.get(pk=elsewhere.pk).ended_by == SessionEnd.ENDED_ELSEWHERE


def test_leaving_by_a_system_ends_it_everywhere(rests: Callable[[System], None], left: list[str]) -> None:
    with listening() as first, listening() as second:
        ours = entered(account_of(HALINA), client_id="first", backchannel=first.url)
        other = system("second", backchannel=second.url)
        other.browser = ours.browser
        token = ours.tokens()["id_token"]
        other.tokens()
        with clock.advanced(LATER):
            rests(ours)
            answer = ours.browser.get("/o/logout/", {"id_token_hint": token, "post_logout_redirect_uri": AFTER_LOGOUT})
            assert answer["Location"] == AFTER_LOGOUT
            work(wait=False)
        assert (len(first.heard), len(second.heard), left) == (1, 1, ["i"])
    assert Session.objects.get().ended_by == SessionEnd.CLIENT_ASKED


def test_a_link_from_elsewhere_ends_nothing(rests: Callable[[System], None]) -> None:
    ours = entered(account_of(HALINA))
    token = ours.tokens()["id_token"]
    with clock.advanced(LATER):
        rests(ours)
        assert "Czy chcesz się wylogować?" in ours.browser.get("/o/logout/").content.decode()
        Browser().get("/o/logout/", {"id_token_hint": token})
        assert Session.objects.get().ended_at is None
        ours.browser.post("/o/wyloguj/")
    assert Session.objects.get().ended_by == SessionEnd.CLIENT_ASKED


def test_signing_out_on_a_page_left_open_ends_it_everywhere(rests: Callable[[System], None], left: list[str]) -> None:
    with listening() as side:
        ours = entered(account_of(HALINA), backchannel=side.url)
        ours.tokens()
        with clock.advanced(LATER):
            rests(ours)
            ours.browser.post("/wyloguj/")
            work(wait=False)
        assert (len(side.heard), left) == (1, ["i"])


def test_signing_in_again_goes_on_with_it(rests: Callable[[System], None], left: list[str]) -> None:
    with listening() as side:
        ours = entered(account_of(HALINA), backchannel=side.url)
        before = ours.tokens()
        with clock.advanced(LATER):
            rests(ours)
            by_the_node(ours, HALINA)
            after = ours.tokens()
            work(wait=False)
            assert (side.heard, left) == ([], ["i"]), "the node has another session of hers now"
            assert sid(after) == sid(before)
            block(by=SYSTEM, account=Session.objects.filter(ended_at=None).get().account, who="test")
            work(wait=False)
        assert (len(side.heard), left) == (1, ["i", "index-1"])


def test_somebody_else_in_the_browser_ends_it(rests: Callable[[System], None], left: list[str]) -> None:
    account_of(MAREK, email="m@example.test")
    with listening() as side:
        ours = entered(halina := account_of(HALINA), backchannel=side.url)
        ours.tokens()
        with clock.advanced(LATER):
            rests(ours)
            by_the_node(ours, MAREK)
            work(wait=False)
        assert (len(side.heard), left) == (1, ["i"])
    assert Session.objects.get(account=halina).ended_by == SessionEnd.SIGNED_OUT


def test_it_is_over_for_good_after_half_a_day(rests: Callable[[System], None], left: list[str]) -> None:
    with listening() as side:
        ours = entered(account_of(HALINA), backchannel=side.url)
        ours.tokens()
        with clock.advanced(LATER):
            rests(ours)
        with clock.advanced(timedelta(hours=12, seconds=1)):
            assert end_forgotten() == 1
            work(wait=False)
        assert (len(side.heard), left) == (1, ["i"])
    assert Session.objects.get().ended_by == SessionEnd.TOO_LONG


@pytest.mark.parametrize("how", ["comes back", "never comes back"])
def test_without_systems_it_is_over_at_once_and_the_node_is_told(how: str, left: list[str]) -> None:
    ours = entered(account_of(HALINA))
    with clock.advanced(LATER):
        if how == "comes back":
            comes_back(ours)
        else:
            assert end_forgotten() == 1
        work(wait=False)
    row = Session.objects.get()
    assert (row.ended_by, row.node_encrypted, left) == (SessionEnd.IDLE, "", ["i"])


def test_a_renewed_sign_in_ends_the_older_session_at_the_node(left: list[str]) -> None:
    ours = entered(account_of(HALINA))
    ours.tokens()
    arrived(ours.browser, HALINA).get("/przyjecie/")
    work(wait=False)
    assert left == ["i"]


def test_a_node_that_names_both_alike_is_told_nothing_while_the_person_is_here(left: list[str]) -> None:
    ours = entered(account_of(HALINA))
    same = Citizen(**{**HALINA.__dict__, "name_id": "n", "session_index": "i"})
    arrived(ours.browser, same).get("/przyjecie/")
    work(wait=False)
    assert left == []


def test_a_newcomer_who_lets_half_an_hour_pass_leaves_it_at_rest(left: list[str]) -> None:
    with listening() as side:
        ours = entered(halina := account_of(HALINA), backchannel=side.url)
        ours.tokens()
        with clock.advanced(LATER):
            comes_back(ours)
            by_the_node(ours, MAREK)
        with clock.advanced(2 * LATER):
            assert ours.browser.get("/migracja/")["Location"] == "/zaloguj/"
            work(wait=False)
            assert (side.heard, left) == ([], ["index-1"]), "the newcomer is gone, the person at work is not"
            block(by=SYSTEM, account=halina, who="test")
            work(wait=False)
        assert len(side.heard) == 1
