# SPDX-License-Identifier: EUPL-1.2
"""Keeping accounts of SSOZ I from a file; whoever has carried the roles over already stays as they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from shared.tables import Refusal
from ssoz.access.actors import Actor
from ssoz.access.legacy import Row, read
from ssoz.access.models import LegacyAccount
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.access.queries import legacy_login_hash
from ssoz.audit.operations import record

BATCH = 1_000
FIELDS = ("login", "password", "given_name", "family_name", "email", "phone", "unit", "roles", "created_on")


@dataclass
class Imported:
    """What became of the lines."""

    read: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    transferred: int = 0
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Refusal] = field(default_factory=list)


@transaction.atomic
def import_legacy_accounts(*, by: Actor, lines: Iterable[str]) -> Imported:
    """Bring accounts here; doing it twice changes nothing."""
    require(by, Permission.USER_MANAGE)
    done = Imported()
    rows = dict(_first_of_each(read(lines), done))
    known = LegacyAccount.objects.filter(login_hash__in=list(rows)).select_for_update()
    accounts = {account.login_hash: account for account in known}
    fresh = [LegacyAccount(login_hash=key, **_values(row)) for key, row in rows.items() if key not in accounts]
    moved = [account for account in accounts.values() if account.transferred_at]
    changed = [one for one in accounts.values() if not one.transferred_at and _update(one, rows[one.login_hash])]
    LegacyAccount.objects.bulk_create(fresh, batch_size=BATCH)
    LegacyAccount.objects.bulk_update(changed, FIELDS, batch_size=BATCH)
    done.new, done.changed, done.transferred = len(fresh), len(changed), len(moved)
    done.same = len(accounts) - len(changed) - len(moved)
    counts = {"read": done.read, "new": done.new, "changed": done.changed, "refused": len(done.refused)}
    record(by=by, action="legacy_accounts_imported", object_type="legacy_account", object_id="", data=counts)
    return done


def _first_of_each(rows: Iterable[Row | Refusal], done: Imported) -> Iterator[tuple[str, Row]]:
    """Rows by the hash of their login; a login that stood in an earlier line is refused."""
    seen: dict[str, int] = {}
    for row in rows:
        done.read += 1
        if isinstance(row, Refusal):
            done.refused.append(row)
            continue
        key = legacy_login_hash(row.login)
        if key in seen:
            done.refused.append(Refusal(row.line, f"login jest już w wierszu {seen[key]}"))
            continue
        seen[key] = row.line
        if row.note:
            done.notes.append(Refusal(row.line, row.note))
        yield key, row


def _values(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS}


def _update(account: LegacyAccount, row: Row) -> bool:
    """Make the account as the row is; says whether it was different."""
    values = _values(row)
    different = any(getattr(account, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(account, name, value)
    return different
