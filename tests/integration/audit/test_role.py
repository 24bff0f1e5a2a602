# SPDX-License-Identifier: EUPL-1.2
"""What the application's role of the database can do to the trail: add to it and read it, however it tries."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from shared.postgres.privileges import grant
from ssoz.audit.models import Event, Name
from ssoz.audit.operations import record, seal_events
from ssoz.audit.privileges import ONLY, give_rights, may_alter
from ssoz.audit.queries.verifying import verify
from tests.factories import access
from tests.integration.audit.trail import Somebody, events, sealed

pytestmark = pytest.mark.django_db
ROLE = "ssoz_attacked"


@pytest.fixture
def as_application() -> Iterator[None]:
    """From here on the connection is that of a role which owns nothing."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        grant(ROLE, only=ONLY)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield
        cursor.execute("RESET ROLE")


ATTACKS = {
    "update": "UPDATE audit_event SET action = 'x'",
    "delete": "DELETE FROM audit_event",
    "truncate": "TRUNCATE audit_event",
    "truncate by cascade": "TRUNCATE audit_name CASCADE",
    "disable the trigger": "ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only",
    "disable all triggers": "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    "drop the trigger": "DROP TRIGGER audit_event_append_only ON audit_event",
    "replace the trigger's function": (
        "CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
    ),
    "another trigger": (
        "CREATE TRIGGER mine BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()"
    ),
    "a rule": "CREATE RULE mine AS ON INSERT TO audit_event DO INSTEAD NOTHING",
    "no triggers in this session": "SET session_replication_role = replica",
    "become the owner": "ALTER TABLE audit_event OWNER TO CURRENT_USER",
    "grant itself": "DO $$ BEGIN GRANT UPDATE ON audit_event TO PUBLIC; "
    "IF NOT has_table_privilege('audit_event', 'UPDATE') THEN RAISE insufficient_privilege; END IF; END $$",
    "drop the table": "DROP TABLE audit_event",
    "put another table before it": "CREATE TABLE public.mine (id int)",
    "a number of its own": (
        "INSERT INTO audit_event (id, name_id, action, object_type, object_id, data)"
        " OVERRIDING SYSTEM VALUE VALUES (1, 1, 'x', 'x', '', '{}')"
    ),
    "a time of its own": (
        "INSERT INTO audit_event (at, name_id, action, object_type, object_id, data)"
        " VALUES ('2020-01-01', 1, 'x', 'x', '', '{}')"
    ),
    "set the numbers back": "SELECT setval('audit_event_id_seq', 1)",
    "lock everybody out": "LOCK TABLE audit_event IN ACCESS EXCLUSIVE MODE",
    "update a seal": "UPDATE audit_seal SET root = ''",
    "delete a seal": "DELETE FROM audit_seal",
    "truncate the seals": "TRUNCATE audit_seal",
    "delete a name": "DELETE FROM audit_name",
    "the digest of a name": "UPDATE audit_name SET digest = ''",
    "the person of a name": "UPDATE audit_name SET person_id = 8",
    "write a file": "COPY audit_event TO '/tmp/audit'",
    "forget a migration": "DELETE FROM django_migrations",
}


@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize("statement", ATTACKS.values(), ids=ATTACKS)
def test_the_applications_role_is_refused(statement: str) -> None:
    with transaction.atomic():
        events(1)
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)
    assert Event.objects.count() == 1


@pytest.mark.usefixtures("as_application")
def test_the_applications_role_records_seals_and_verifies() -> None:
    sealed(2)
    assert (verify().fault, may_alter()) == (None, False)
    assert Event.objects.first().person_name == "Anna Żak"


@pytest.mark.usefixtures("as_application")
def test_the_applications_role_works_with_every_other_table() -> None:
    held = access.profile()
    held.roles.all().delete()
    held.delete()
    assert Name.objects.filter(person_id=7).update(name="", salt="") == 0


@pytest.mark.usefixtures("as_application")
def test_even_the_orm_cannot_give_a_number_or_a_time() -> None:
    named = Event.objects.get(pk=record(by=Somebody(), action="x", object_type="x", object_id="")).named_id
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Event.objects.create(named_id=named, action="x", object_type="x", object_id="")


def test_the_owner_could_alter_the_trail_and_is_told_so() -> None:
    assert may_alter()


def test_a_role_that_is_not_there_is_given_nothing() -> None:
    assert not grant("nobody_here", only=ONLY)


def test_rights_are_given_after_a_migration(settings) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        settings.DATABASE_ROLE = ROLE
        give_rights(app_config="anything")
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        events(1)
        assert seal_events() == 1
        cursor.execute("RESET ROLE")
