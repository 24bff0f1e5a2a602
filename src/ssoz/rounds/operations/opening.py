# SPDX-License-Identifier: EUPL-1.2
"""Planning, opening and closing rounds.

Opening goes in three steps, because a round of every practice in the country is 150,000 obligations: `begin_opening`,
then `oblige` on what `opening` holds until nobody is left, then `finish_opening`; `ssoz.reports.operations` adds the
reports.
"""

from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _

from engine.definitions import EVERYBODY
from shared.events import publish
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.audit.operations import record
from ssoz.catalogue.operations import freeze
from ssoz.catalogue.queries import definition
from ssoz.registers.models import Unit, valid_on
from ssoz.rounds.enums import ObligationReason, RoundStatus
from ssoz.rounds.errors import RoundNotAllowed, RoundNotFound
from ssoz.rounds.events import RoundOpening
from ssoz.rounds.models import Answers, Obligation, Questionnaire, Round
from ssoz.rounds.policies import RoundDates, check_dates, check_version
from ssoz.rounds.queries.questionnaires import REPORTING, governing
from ssoz.rounds.states import move


def _record(by: Actor, action: str, row: Round, **data: object) -> None:
    record(by=by, action=action, object_type="round", object_id=str(row.public_id), data=data)


@transaction.atomic
def plan_round(*, by: Actor, edition: int, dates: RoundDates, version: str = "") -> Round:
    require(by, Permission.ROUND_MANAGE)
    check_dates(dates)
    check_version(definition(edition), version)
    try:
        with transaction.atomic():
            row = Round.objects.create(edition_id=edition, version=version, **asdict(dates))
    except IntegrityError as error:
        raise RoundNotAllowed(_("Ta edycja formularza ma już taki okres sprawozdawczy.")) from error
    _record(by, "round_planned", row, due_on=dates.due_on.isoformat(), version=version)
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
def begin_opening(*, by: Actor, round: UUID) -> Round:
    """From now on the form stands as it is and the round is being opened; whoever listens does the rest."""
    row = _moved(by, round, "begin")
    freeze(by=by, edition=row.edition)
    row.expected = _owing(row, governing(row)).count()
    row.save(update_fields=["expected"])
    _record(by, "round_opening", row, expected=row.expected)
    publish(RoundOpening(row.public_id))
    return row


def opening(public_id: UUID) -> Round | None:
    """The round with its row locked, as long as it is being opened."""
    rows = Round.objects.select_for_update(of=("self",)).select_related("edition")
    return rows.filter(public_id=public_id, status=RoundStatus.OPENING).first()


def oblige(*, round: Round, at_most: int) -> int:
    """Obligations for units that owe the form and have none yet, in the order of their names; how many were made.

    One statement for all of them. Whoever did a part of this before has its part found and left alone.
    """
    held = Obligation.objects.filter(round=round, unit=OuterRef("pk"))
    questionnaire = governing(round)
    reason = ObligationReason.UNIT_KIND if questionnaire is None else ObligationReason.QUESTIONNAIRE
    selected, parameters = (
        _owing(round, questionnaire)
        .filter(~Exists(held))
        .order_by("name_key", "pk")
        .values_list(Value(round.pk), "pk", Value(reason.value), Value(round.due_on))[:at_most]
        .query.sql_with_params()
    )
    table = connection.ops.quote_name(Obligation._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (round_id, unit_id, reason, due_on) {selected}", parameters)
        return int(cursor.rowcount)


def _owing(row: Round, questionnaire: Questionnaire | None) -> QuerySet[Unit]:
    """Reporting units there when the period ended: those whose answers led to the form, or of kinds that owe it."""
    units = Unit.objects.filter(valid_on(row.period_end), character__in=REPORTING)
    if questionnaire is not None:
        answered = Answers.objects.filter(questionnaire=questionnaire, forms__has_key=row.edition.form)
        return units.filter(Exists(answered.filter(unit=OuterRef("pk"))))
    owed_by = definition(row.edition_id).owed_by
    return units if EVERYBODY in owed_by else units.filter(kind__in=owed_by)


def finish_opening(*, by: Actor, round: Round) -> None:
    """The round, held by `opening`, is open."""
    require(by, Permission.ROUND_MANAGE)
    round.status = move("open", round.status).target
    round.save(update_fields=["status"])
    _record(by, "round_opened", round, obligations=round.obligations.count())


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
