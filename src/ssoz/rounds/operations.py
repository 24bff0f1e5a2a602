# SPDX-License-Identifier: EUPL-1.2
"""Planning, opening and closing rounds. `ssoz.reports.operations.open_round` opens one and makes its reports."""

from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Value
from django.utils.translation import gettext as _

from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.audit.operations import record
from ssoz.catalogue.operations import freeze
from ssoz.catalogue.queries import definition
from ssoz.registers.enums import UnitCharacter
from ssoz.registers.models import Unit, valid_on
from ssoz.rounds.enums import ObligationReason
from ssoz.rounds.errors import RoundNotAllowed, RoundNotFound
from ssoz.rounds.models import Obligation, Round
from ssoz.rounds.policies import RoundDates, check_dates
from ssoz.rounds.states import move

EVERY_KIND = "*"
REPORTING = (UnitCharacter.REPORTING, UnitCharacter.BOTH)


def _record(by: Actor, action: str, row: Round, **data: object) -> None:
    record(by=by, action=action, object_type="round", object_id=str(row.public_id), data=data)


@transaction.atomic
def plan_round(*, by: Actor, edition: int, dates: RoundDates) -> Round:
    require(by, Permission.ROUND_MANAGE)
    check_dates(dates)
    try:
        with transaction.atomic():
            row = Round.objects.create(edition_id=edition, **asdict(dates))
    except IntegrityError as error:
        raise RoundNotAllowed(_("Ta edycja formularza ma już taki okres sprawozdawczy.")) from error
    _record(by, "round_planned", row, due_on=dates.due_on.isoformat())
    return row


def _moved(by: Actor, public_id: UUID, name: str) -> Round:
    require(by, Permission.ROUND_MANAGE)
    try:
        row = Round.objects.select_for_update(of=("self",)).select_related("edition").get(public_id=public_id)
    except Round.DoesNotExist:
        raise RoundNotFound from None
    row.status = move(name, row.status).target
    row.save(update_fields=["status"])
    return row


@transaction.atomic
def open_round(*, by: Actor, round: UUID) -> Round:
    """Open, and make an obligation for every unit of the kinds that owe the form, in the order of their names."""
    row = _moved(by, round, "open")
    freeze(by=by, edition=row.edition)
    _record(by, "round_opened", row, obligations=_oblige(row))
    return row


def _oblige(row: Round) -> int:
    """All in one statement: a round of every practice in the country is 150,000 obligations."""
    owed_by = definition(row.edition_id).owed_by
    units = Unit.objects.filter(valid_on(row.period_end), character__in=REPORTING)
    if EVERY_KIND not in owed_by:
        units = units.filter(kind__in=owed_by)
    selected, parameters = (
        units.order_by("name_key", "pk")
        .values_list(Value(row.pk), "pk", Value(ObligationReason.UNIT_KIND.value), Value(row.due_on))
        .query.sql_with_params()
    )
    table = connection.ops.quote_name(Obligation._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (round_id, unit_id, reason, due_on) {selected}",
            parameters,
        )
        return int(cursor.rowcount)


@transaction.atomic
def close_round(*, by: Actor, round: UUID) -> Round:
    """First filings end; returned reports can still be corrected and decided on."""
    row = _moved(by, round, "close")
    _record(by, "round_closed", row)
    return row


@transaction.atomic
def resume_round(*, by: Actor, round: UUID) -> Round:
    """Open a closed round again, for those who are late."""
    row = _moved(by, round, "resume")
    _record(by, "round_resumed", row)
    return row
