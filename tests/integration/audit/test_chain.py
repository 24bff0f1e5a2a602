# SPDX-License-Identifier: EUPL-1.2
"""The chain under attack: whatever is done to one row by whoever has all rights is found, and the row is named."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssoz.audit.models import Event, Seal
from ssoz.audit.operations import seal_events
from ssoz.audit.queries.verifying import verify
from tests.integration.audit.trail import Somebody, attack, events, found, sealed

pytestmark = pytest.mark.django_db


def test_a_trail_nobody_touched_is_whole() -> None:
    sealed(3, 1, 4)
    verdict = verify()
    assert (verdict.fault, verdict.events, verdict.seals, verdict.waiting) == (None, 8, 3, 0)


def test_an_empty_trail_is_whole() -> None:
    assert verify().fault is None


def test_events_that_wait_for_their_seal_are_counted() -> None:
    sealed(2)
    events(3)
    assert verify().waiting == 3


def test_sealing_again_seals_nothing() -> None:
    sealed(2)
    assert (seal_events(), Seal.objects.count()) == (0, 1)


def test_many_events_are_sealed_in_pieces() -> None:
    events(7)
    assert seal_events(at_once=3) == 7
    assert list(Seal.objects.values_list("total", flat=True)) == [3, 6, 7]
    assert verify().fault is None


COLUMNS = {
    "at": ["at + interval '1 microsecond'", "at - interval '1 year'", "'infinity'"],
    "person_id": ["8", "NULL", "-person_id"],
    "name_id": ["name_id + 1000000", "(SELECT id FROM audit_name WHERE name = 'System')"],
    "profile_id": ["10", "NULL"],
    "roles": ["'{cez_admin}'", "'{}'", "'[2:2]={reporter_financial}'", "'{{reporter_financial}}'"],
    "address": ["'192.0.2.8'", "NULL", "'192.0.2.7/24'", "'::ffff:192.0.2.7'"],
    "action": ["'report_sent'", "action || ' '"],
    "object_type": ["'unit'"],
    "object_id": ["'r-99'", "upper(object_id)"],
    "data": [
        "'{}'",
        "data || '{\"version\": 77}'",
        "data || '{\"more\": null}'",
        "data - 'cells'",
        "data || '{\"share\": 1.50}'",
        "data || '{\"share\": 1.5000000000000000000000001}'",
        'data || \'{"version": "1"}\'',
        "to_jsonb(data::text)",
        "(repeat('[', 5000) || repeat(']', 5000))::jsonb",
        "('{\"n\": ' || repeat('9', 5000) || '}')::jsonb",
    ],
}
ALTERATIONS = [(column, value) for column, values in COLUMNS.items() for value in values]


@pytest.mark.parametrize(("column", "value"), ALTERATIONS, ids=[f"{c}-{n}" for n, (c, _) in enumerate(ALTERATIONS)])
def test_a_row_altered_by_the_superuser_is_named(column: str, value: str) -> None:
    numbers = sealed(3, 3)
    attack(f"UPDATE audit_event SET {column} = {value} WHERE id = %s", numbers[4])
    assert found() == ("ALTERED", 2, numbers[4])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sizes=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    which=st.integers(0, 1000),
    deed=st.sampled_from(["alter", "remove", "insert", "swap"]),
    data=st.data(),
)
def test_any_single_change_is_found_and_the_first_bad_row_named(
    db: None, sizes: list[int], which: int, deed: str, data: st.DataObject
) -> None:
    """Against a simple reference: the lowest number that is not as it was."""
    with undone():
        numbers = sealed(*sizes)
        here = numbers[which % len(numbers)]
        if deed == "alter":
            column, value = data.draw(st.sampled_from(ALTERATIONS))
            attack(f"UPDATE audit_event SET {column} = {value} WHERE id = %s", here)
            expected = ("ALTERED", here)
        elif deed == "remove":
            attack("DELETE FROM audit_event WHERE id = %s", here)
            expected = ("REMOVED", here)
        elif deed == "insert":
            attack(COPY, -here, here)
            expected = ("INSERTED", -here)
        else:
            other = data.draw(st.sampled_from(numbers))
            swap(here, other)
            expected = ("ALTERED", min(here, other)) if other != here else ("", 0)
        kind, _seal, event = found()
        assert (kind, event) == expected


COPY = """
INSERT INTO audit_event (id, at, person_id, name_id, profile_id, roles, address, action, object_type, object_id, data)
OVERRIDING SYSTEM VALUE
SELECT %s, at, person_id, name_id, profile_id, roles, address, action, object_type, object_id, data
FROM audit_event WHERE id = %s
"""


@contextmanager
def undone() -> Iterator[None]:
    """Everything inside is rolled back: each example begins with an empty trail."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def swap(one: int, other: int) -> None:
    """Two events change their places, that is their numbers."""
    if one != other:
        attack("UPDATE audit_event SET id = -1 WHERE id = %s", one)
        attack("UPDATE audit_event SET id = %s WHERE id = %s", one, other)
        attack("UPDATE audit_event SET id = %s WHERE id = -1", other)


@pytest.mark.parametrize("number", [-5, 0])
def test_a_row_slipped_in_before_the_first_is_named(number: int) -> None:
    numbers = sealed(2)
    attack(COPY, number, numbers[0])
    assert found() == ("INSERTED", 1, number)


def test_a_second_row_of_the_same_number_is_named() -> None:
    numbers = sealed(3)
    attack("ALTER TABLE audit_event DROP CONSTRAINT audit_event_pkey")
    attack(COPY, numbers[1], numbers[0])
    assert found()[0] in {"INSERTED", "ALTERED"}
    assert found()[2] == numbers[1]


SEAL_COLUMNS = {
    "sealed_at": "sealed_at + interval '1 second'",
    "horizon": "horizon + 1",
    "total": "total + 1",
    "events": "events || ',999999'",
    "missing": "'1-2'",
    "running": "running + 1",
    "digests": "set_byte(digests, 0, 255 - get_byte(digests, 0))",
    "previous": "reverse(previous)",
    "root": "reverse(root)",
}  # the signature has a test of its own


@pytest.mark.parametrize("column", SEAL_COLUMNS)
def test_an_altered_seal_is_named(column: str) -> None:
    sealed(2, 2, 2)
    attack(f"UPDATE audit_seal SET {column} = {SEAL_COLUMNS[column]} WHERE number = 2")
    assert found() == ("SEAL_ALTERED", 2, 0)


def test_a_seal_without_the_systems_signature_is_named() -> None:
    sealed(2, 2)
    attack("UPDATE audit_seal SET signature = reverse(signature) WHERE number = 2")
    assert found() == ("SEAL_FORGED", 2, 0)


def test_a_removed_seal_is_named() -> None:
    sealed(2, 2, 2)
    attack("DELETE FROM audit_seal WHERE number = 2")
    assert found() == ("SEAL_REMOVED", 2, 0)


def test_seals_that_changed_places_are_named() -> None:
    sealed(2, 2, 2)
    for old, new in ((2, -1), (3, 2), (-1, 3)):
        attack("UPDATE audit_seal SET number = %s WHERE number = %s", new, old)
    assert found() == ("SEAL_ALTERED", 2, 0)


def test_a_chain_computed_again_without_the_systems_key_is_named(settings) -> None:
    """Whoever has the whole database alters a row and makes all seals anew, as this code would."""
    numbers = sealed(2, 2)
    attack("DELETE FROM audit_seal")
    attack("UPDATE audit_event SET person_id = 8 WHERE id = %s", numbers[0])
    key, settings.LOOKUP_KEY = settings.LOOKUP_KEY, "another"
    seal_events()
    settings.LOOKUP_KEY = key
    assert found() == ("SEAL_FORGED", 1, 0)


def test_a_name_altered_in_the_trail_is_named() -> None:
    sealed(1)
    attack("UPDATE audit_name SET name = 'Jan Inny' WHERE person_id = 7")
    assert found() == ("NAME_ALTERED", 0, 7)


def test_a_name_blanked_without_an_event_is_named() -> None:
    sealed(1)
    attack("UPDATE audit_name SET name = '', salt = '' WHERE person_id = 7")
    assert found() == ("NAME_REMOVED", 0, 7)


def test_the_digest_of_a_name_altered_names_its_first_event() -> None:
    numbers = sealed(2)
    attack("UPDATE audit_name SET digest = reverse(digest) WHERE person_id = 7")
    assert found() == ("ALTERED", 1, numbers[0])


def test_every_fault_is_told_in_a_sentence() -> None:
    numbers = sealed(2)
    attack("DELETE FROM audit_event WHERE id = %s", numbers[1])
    assert str(verify().fault) == (
        f"Zdarzenie {numbers[1]} zostało usunięte: pieczęć 1 je obejmuje, a w dzienniku go nie ma."
    )


def test_a_name_is_kept_once_however_often_its_person_acts() -> None:
    events(3)
    events(1, Somebody(person_name="Anna Żak-Nowa"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM audit_name WHERE person_id = 7 ORDER BY id")
        assert [name for (name,) in cursor.fetchall()] == ["Anna Żak", "Anna Żak-Nowa"]
    assert {event.person_name for event in Event.objects.all()} == {"Anna Żak", "Anna Żak-Nowa"}
