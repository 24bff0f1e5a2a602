# SPDX-License-Identifier: EUPL-1.2
"""The trail is written once: the database itself refuses to change, remove or empty it."""

from dataclasses import dataclass

import pytest
from django.db import IntegrityError, connection, transaction

from ssoz.audit.models import Event
from ssoz.audit.operations import record, record_look
from ssoz.audit.queries import events_by, events_of

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Somebody:
    person_id: int | None = 7
    person_name: str = "Anna Żak"
    profile_id: int | None = 9
    roles: tuple[str, ...] = ("reporter_financial",)
    address: str | None = "192.0.2.7"


def event(object_id: str = "1") -> Event:
    return record(by=Somebody(), action="sent", object_type="report", object_id=object_id, data={"version": 3})


def test_an_event_says_who_what_on_which_object_when_and_from_where() -> None:
    written = Event.objects.get(pk=event().pk)
    assert (written.person_id, written.person_name, written.profile_id) == (7, "Anna Żak", 9)
    assert (written.roles, written.address) == (["reporter_financial"], "192.0.2.7")
    assert (written.action, written.object_type, written.object_id, written.data) == (
        "sent",
        "report",
        "1",
        {"version": 3},
    )
    assert written.at is not None


def test_events_of_an_object_come_newest_first_and_no_others() -> None:
    first, second, _other = event(), event(), event("2")
    assert list(events_of("report", "1")) == [second, first]
    assert events_by(7).count() == 3


def test_a_visitor_without_name_or_address_is_recorded_too() -> None:
    nobody = Somebody(person_id=None, person_name="", profile_id=None, roles=(), address=None)
    assert record(by=nobody, action="refused", object_type="page", object_id="").pk


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"],
    ids=["update", "delete", "truncate"],
)
def test_the_database_refuses_to(statement: str) -> None:
    event()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.count() == 1


def test_the_orm_cannot_go_around_it() -> None:
    written = event()
    with pytest.raises(IntegrityError), transaction.atomic():
        written.delete()
    written.action = "other"
    with pytest.raises(IntegrityError), transaction.atomic():
        written.save()


@pytest.mark.parametrize(("action", "object_type"), [("", "report"), ("sent", "")])
def test_an_event_without_action_or_object_is_refused(action: str, object_type: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        record(by=Somebody(), action=action, object_type=object_type, object_id="1")


def test_looking_at_a_list_of_fifty_people_is_one_event() -> None:
    record_look(by=Somebody(), object_type="people", people=range(100, 150))
    look = Event.objects.get()
    assert (look.action, look.data["count"], look.data["people"][:2]) == ("people_viewed", 50, [100, 101])


def test_looking_at_oneself_is_no_event() -> None:
    record_look(by=Somebody(), object_type="person", object_id="7", people=[7])
    assert not Event.objects.exists()
