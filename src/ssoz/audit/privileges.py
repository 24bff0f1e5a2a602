# SPDX-License-Identifier: EUPL-1.2
"""What the application may do to the trail: add to it and read it.

It may not even say which number an event gets and when it happened.
"""

from typing import Any

from django.conf import settings
from django.db import connection

from shared.postgres.privileges import grant

EVENT = "person_id, name_id, profile_id, roles, address, action, object_type, object_id, data"
ONLY = {
    "audit_event": f"SELECT, INSERT ({EVENT})",
    "audit_seal": "SELECT, INSERT",
    "audit_name": "SELECT, INSERT (person_id, name, salt, digest), UPDATE (name, salt)",
    "django_migrations": "SELECT",
}
MAY_ALTER = """
SELECT rolsuper OR has_table_privilege('audit_event', 'UPDATE, DELETE, TRUNCATE, TRIGGER')
       OR pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = 'audit_event'::regclass), 'MEMBER')
FROM pg_roles WHERE rolname = current_user
"""


def give_rights(*, using: str = "default", **_: Any) -> None:
    """After each migration: tables may be new."""
    grant(settings.DATABASE_ROLE, only=ONLY, using=using)


def may_alter() -> bool:
    """Whether whoever is connected could alter the trail."""
    with connection.cursor() as cursor:
        cursor.execute(MAY_ALTER)
        return bool((cursor.fetchone() or (True,))[0])
