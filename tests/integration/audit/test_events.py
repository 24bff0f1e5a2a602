# SPDX-License-Identifier: EUPL-1.2
"""The trail is written once: the database itself refuses to change, remove or empty it."""

from dataclasses import dataclass

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ssoz.audit.models import Event
from ssoz.audit.operations import Along, record, record_look
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
    made = record(by=Somebody(), action="sent", object_type="report", object_id=object_id, data={"version": 3})
    return Event.objects.get(pk=made)


def test_an_event_says_who_what_on_which_object_when_and_from_where() -> None:
    written = event()
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
    assert record(by=nobody, action="refused", object_type="page", object_id="")


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


def along(value: str) -> Along:
    return Along("put AS (INSERT INTO written_beside (value) VALUES (%(value)s))", {"value": value})


@pytest.fixture
def beside() -> None:
    """A table of something that events tell of."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE written_beside (value text CHECK (value <> '')) ON COMMIT DROP")


def values() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM written_beside")
        return [value for (value,) in cursor.fetchall()]


@pytest.mark.usefixtures("beside")
def test_what_an_event_tells_of_is_written_in_one_statement_with_it() -> None:
    event()
    with CaptureQueriesContext(connection) as seen:
        number = record(by=Somebody(), action="put", object_type="x", object_id="1", along=along("100 %s"))
    assert len(seen) == 1
    assert (Event.objects.get(action="put").pk, values()) == (number, ["100 %s"])


@pytest.mark.usefixtures("beside")
def test_it_is_written_once_although_the_name_is_heard_for_the_first_time() -> None:
    stranger = Somebody(person_id=8, person_name="Nowy Ktoś")
    record(by=stranger, action="put", object_type="x", object_id="1", along=along("a"))
    assert ([one.person_name for one in Event.objects.all()], values()) == (["Nowy Ktoś"], ["a"])


@pytest.mark.usefixtures("beside")
def test_neither_is_there_without_the_other() -> None:
    event()
    with pytest.raises(IntegrityError), transaction.atomic():
        record(by=Somebody(), action="put", object_type="x", object_id="1", along=along(""))
    with pytest.raises(IntegrityError), transaction.atomic():
        record(by=Somebody(), action="", object_type="x", object_id="1", along=along("a"))
    assert (Event.objects.filter(object_type="x").count(), values()) == (0, [])


def test_no_value_of_the_one_takes_the_place_of_one_of_the_other() -> None:
    with pytest.raises(TypeError, match="action"):
        record(
            by=Somebody(), action="x", object_type="x", object_id="1", along=Along("x AS (SELECT 1)", {"action": "y"})
        )


def test_looking_at_a_list_of_fifty_people_is_one_event() -> None:
    record_look(by=Somebody(), object_type="people", people=range(100, 150))
    look = Event.objects.get()
    assert (look.action, look.data["count"], look.data["people"][:2]) == ("people_viewed", 50, [100, 101])


def test_looking_at_oneself_is_no_event() -> None:
    record_look(by=Somebody(), object_type="person", object_id="7", people=[7])
    assert not Event.objects.exists()
