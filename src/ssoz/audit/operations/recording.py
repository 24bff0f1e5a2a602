# SPDX-License-Identifier: EUPL-1.2
"""The one door to the audit trail."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, cast

from django.db import connection
from psycopg.types.json import Jsonb

from ssoz.audit.hashing import name_digest
from ssoz.audit.models import Name

INSERT = """
INSERT INTO audit_event (person_id, name_id, profile_id, roles, address, action, object_type, object_id, data)
SELECT %(person)s::bigint, id, %(profile)s::bigint, %(roles)s::varchar[], %(address)s::inet, %(action)s,
       %(object_type)s, %(object_id)s, %(data)s
FROM audit_name WHERE person_id = %(known)s AND name = %(name)s AND salt <> '' ORDER BY id LIMIT 1
RETURNING id
"""
KNOW = """
INSERT INTO audit_name (person_id, name, salt, digest)
VALUES (%(known)s, %(name)s, %(salt)s, %(digest)s)
"""


class Who(Protocol):
    """Whoever acts: a natural person in a profile, or the system itself."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def person_name(self) -> str: ...
    @property
    def profile_id(self) -> int | None: ...
    @property
    def roles(self) -> Sequence[str]: ...
    @property
    def address(self) -> str | None: ...


class Along(NamedTuple):
    """What is written in one statement with the event that tells of it: parts of its WITH, and their values."""

    parts: str
    values: Mapping[str, Any]


NOTHING = Along("", {})


def record(
    *,
    by: Who,
    action: str,
    object_type: str,
    object_id: str,
    data: Mapping[str, object] | None = None,
    along: Along = NOTHING,
) -> int:
    """Write one event and return its number. Inside a transaction it stands or falls with what it tells about.

    The database gives number and time; the application's role may not even say them. `data` never holds personal
    data: the trail keeps it for good.
    """
    values = {
        "person": by.person_id,
        "known": by.person_id or 0,
        "name": by.person_name,
        "profile": by.profile_id,
        "roles": list(by.roles),
        "address": by.address or None,
        "action": action,
        "object_type": object_type,
        "object_id": object_id,
        "data": Jsonb(dict(data or {})),
    }
    return _written(values, along)


def _written(values: dict[str, Any], along: Along) -> int:
    """One statement; when somebody acts under a name for the first time, three.

    Two at once may both write the name down: that does no harm, waiting for each other's transaction would.
    """
    statement = f"WITH {along.parts} {INSERT}" if along.parts else INSERT
    with connection.cursor() as cursor:
        cursor.execute(statement, dict(**values, **along.values))
        written = cursor.fetchone()
        if written is None:  # what goes along is there; the event is not yet
            know_name(values["known"], values["name"])
            cursor.execute(INSERT, values)
            written = cursor.fetchone()
    return int(cast(tuple[Any, ...], written)[0])  # the name is known now


def know_name(person_id: int, name: str) -> None:
    """Write down under which name somebody acts; 0 is the system, or somebody unknown."""
    salt = secrets.token_hex(16)
    digest = name_digest(salt, person_id, name)
    values: dict[str, Any] = {"known": person_id, "name": name, "salt": salt, "digest": digest}
    with connection.cursor() as cursor:
        cursor.execute(KNOW, values)


def know_nobody(**_: Any) -> None:
    """After a migration: visitors without a name and the system itself are known before they act."""
    for name in {"", "System"} - set(Name.objects.filter(person_id=0).values_list("name", flat=True)):
        know_name(0, name)


def record_look(*, by: Who, object_type: str, object_id: str = "", people: Iterable[int] = ()) -> None:
    """Write down that somebody looked at data of other people; a list of fifty is one event.

    `people` are the ids of the persons shown. Looking at oneself is nobody's business.
    """
    others = sorted(set(people) - {by.person_id})
    if others:
        data = {"people": others, "count": len(others)}
        record(by=by, action="people_viewed", object_type=object_type, object_id=object_id, data=data)
