# SPDX-License-Identifier: EUPL-1.2
"""What stands in front of every view: who asks, for how long, and whether they may."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from shared import clock
from ssoz.access import sessions
from ssoz.access.actors import SYSTEM
from ssoz.access.models import Person, Session
from ssoz.access.operations import block_profile, revoke_role, unblock_profile
from ssoz.access.views import background, permission_required
from ssoz.audit.models import Event
from ssoz.jobs.tasks import forget_sessions
from tests.factories.access import person, profile, signed_in, signed_in_person
from tests.integration.access import pages

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.access.pages")]
MOMENT = datetime(2026, 2, 25, 10, tzinfo=UTC)


def after(client: Client, path: str, **times: float) -> int:
    with clock.frozen(MOMENT + timedelta(**times)):
        return client.get(path).status_code


def test_a_view_without_a_declaration_is_refused_to_everybody_and_logged(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    signed_in(client, profile(role="cez_admin"))
    assert client.get("/undeclared/").status_code == 403
    assert Client().get("/undeclared/").status_code == 403
    assert "undeclared view" in caplog.text


def test_a_public_page_is_open_to_visitors(client: Client) -> None:
    assert client.get("/open/").status_code == 200


def test_a_visitor_is_led_to_sign_in_and_back_to_the_same_page(client: Client) -> None:
    answer = client.get("/some/?sort=form")
    assert (answer.status_code, answer["Location"]) == (302, "/zaloguj/?next=%2Fsome%2F%3Fsort%3Dform")


def test_a_form_sent_after_the_session_ended_leads_back_to_the_page_it_stood_on(client: Client) -> None:
    answer = client.post("/some/", headers={"Referer": "http://testserver/people/"})
    assert answer["Location"] == "/zaloguj/?next=http%3A%2F%2Ftestserver%2Fpeople%2F"
    elsewhere = client.post("/some/", headers={"Referer": "https://evil.example/"})
    assert elsewhere["Location"] == "/zaloguj/?next=%2F"


@pytest.mark.parametrize("header", [{"HX-Request": "true"}, {"X-Background": "1"}, {"Accept": "application/json"}])
def test_a_script_is_told_that_the_session_has_ended(client: Client, header: dict[str, str]) -> None:
    answer = client.post("/some/", headers=header)
    assert answer.status_code == 401
    assert answer["X-Sign-In"].startswith("/zaloguj/?next=")
    assert "Sesja wygasła" in answer.content.decode()


def test_any_of_the_permissions_opens_a_page(client: Client) -> None:
    signed_in(client, profile(role="reporter_nonfinancial"))
    assert client.get("/some/").content == b"reporter_nonfinancial"


def test_without_permission_the_page_is_refused_with_a_sentence_and_an_event(client: Client) -> None:
    held = profile(role="reporter_financial")
    answer = signed_in(client, held).get("/some/")
    assert answer.status_code == 403
    event = Event.objects.get(action="refused")
    assert (event.profile_id, event.data["path"], event.roles) == (held.pk, "/some/", ["reporter_financial"])
    assert "Prowadzenie okresów sprawozdawczych" in event.data["reason"]


def test_a_refusal_inside_an_operation_is_written_down_too(client: Client) -> None:
    assert signed_in(client, profile()).get("/inside/").status_code == 403
    assert "Wgląd w dziennik zdarzeń" in Event.objects.get(action="refused").data["reason"]


def test_somebody_without_profile_sees_pages_for_people_and_is_asked_for_a_profile_elsewhere(client: Client) -> None:
    signed_in_person(client, person(given_name="Ewa", family_name="Nowa"))
    assert client.get("/people/").content.decode() == "Ewa Nowa"
    assert client.get("/some/")["Location"] == "/profil/?next=%2Fsome%2F"
    assert client.post("/some/").status_code == 403


def test_a_profile_blocked_in_the_middle_of_a_session_ends_its_access_at_once(client: Client) -> None:
    held = profile()
    signed_in(client, held)
    assert client.get("/some/").status_code == 200
    block_profile(by=SYSTEM, profile=held, reason="odszedł z pracy")
    assert client.get("/some/").status_code == 302
    assert client.post("/some/").status_code == 403
    unblock_profile(by=SYSTEM, profile=held, reason="pomyłka")
    assert client.get("/some/").status_code == 302, "the profile is to be chosen again"


def test_a_role_taken_away_is_gone_with_the_next_request(client: Client) -> None:
    held = profile("reporter_financial", "reporter_nonfinancial")
    signed_in(client, held)
    assert client.get("/some/").status_code == 200
    revoke_role(by=SYSTEM, profile=held, role="reporter_nonfinancial", reason="zmiana stanowiska")
    assert client.get("/some/").status_code == 403


def test_thirty_minutes_without_activity_end_the_session(client: Client) -> None:
    with clock.frozen(MOMENT):
        signed_in(client, profile())
    assert after(client, "/some/", minutes=29, seconds=59) == 200
    assert after(client, "/some/", minutes=59, seconds=58) == 200
    assert after(client, "/some/", minutes=89, seconds=58) == 302
    assert Event.objects.get(action="session_over").person_name


def test_pages_that_ask_by_themselves_do_not_keep_a_session(client: Client) -> None:
    with clock.frozen(MOMENT):
        signed_in(client, profile())
    assert after(client, "/polled/", minutes=20) == 200
    with clock.frozen(MOMENT + timedelta(minutes=25)):
        assert client.get("/some/", headers={"X-Background": "1"}).status_code == 200
    assert after(client, "/some/", minutes=30) == 302


def test_twelve_hours_end_a_session_however_busy(client: Client) -> None:
    with clock.frozen(MOMENT):
        signed_in(client, profile())
    for quarter in range(1, 48):
        assert after(client, "/some/", minutes=15 * quarter) == 200
    assert after(client, "/some/", hours=12) == 302


def test_activity_is_written_down_no_oftener_than_every_half_minute(client: Client) -> None:
    with clock.frozen(MOMENT):
        signed_in(client, profile())
    for seconds, expected in ((29, 0), (30, 30), (59, 30), (60, 60)):
        after(client, "/some/", seconds=seconds)
        assert client.session[sessions.ACTIVE] == MOMENT.timestamp() + expected


def test_sessions_that_are_over_are_removed_at_night(client: Client) -> None:
    signed_in(client, profile())
    Session.objects.update(expire_date=MOMENT - timedelta(days=1))
    signed_in(Client(), profile())
    forget_sessions(0)
    assert Session.objects.count() == 1


def test_the_session_of_somebody_who_is_no_longer_there_is_nobodys(client: Client) -> None:
    somebody = person()
    signed_in_person(client, somebody)
    Person.objects.filter(pk=somebody.pk).delete()
    assert client.get("/people/").status_code == 302
    assert sessions.PERSON not in client.session


def test_a_forged_session_key_is_nobodys(client: Client) -> None:
    client.cookies["ssoz_session"] = "forgedforgedforgedforged"
    assert client.get("/people/").status_code == 302


def test_another_persons_profile_in_the_session_gives_no_roles(client: Client) -> None:
    mine, yours = profile(), profile(role="cez_admin")
    signed_in_person(client, mine.person, yours)
    assert client.get("/some/").status_code == 302


def test_declarations_that_make_no_sense_are_refused_when_written() -> None:
    with pytest.raises(ValueError, match="at least one permission"):
        permission_required()
    with pytest.raises(ValueError, match="declare the permission first"):
        background(pages.undeclared)
