# SPDX-License-Identifier: EUPL-1.2
"""Opening a round: an obligation and a report for every unit that owes the form, piece by piece."""

from uuid import UUID

from django.db import connection, transaction

from engine.answers import Sheet, add_row
from engine.definitions import FormDefinition
from shared import events
from ssoz.access.actors import Actor
from ssoz.catalogue.enums import FormKind
from ssoz.catalogue.queries import definition
from ssoz.reports.models import Report
from ssoz.reports.states import SENT
from ssoz.rounds import operations as rounds
from ssoz.rounds.enums import RoundVersion
from ssoz.rounds.models import Obligation, Round
from ssoz.rounds.queries import round_for

PIECE = 10_000  # a second or two of work, after which the page has progress to show
FROM_OBLIGATION = {
    "public_id": "gen_random_uuid()",
    "obligation_id": "owed.id",
    "round_id": "owed.round_id",
    "unit_id": "owed.unit_id",
}
FROM_EARLIER = {
    "answers": "COALESCE(earlier.answers, %s)",
    "packed": "COALESCE(earlier.packed, %s)",
    "digest": "COALESCE(earlier.digest, %s)",
    "copied_from_id": "COALESCE(earlier.id, %s)",
}


def empty_sheet(form: FormDefinition) -> Sheet:
    """A blank sheet, with as many added rows as the form asks for at least."""
    sheet = Sheet.empty()
    for section in form.sections:
        dynamic = section.table.dynamic
        for _row in range(dynamic.min if dynamic else 0):
            sheet, _added = add_row(form, sheet, section.code)
    return sheet


def make_reports(row: Round, unit: int | None = None) -> None:
    """One statement: every column holds what a fresh report would, but for those that come from the obligation. For
    all units that owe one, or for this unit alone.

    A report on final data begins as a copy of the unit's preliminary one, where that was sent. A round of cards has no
    reports: its units hand in cards (`ssoz.cards`).
    """
    if row.edition.kind == FormKind.CARD:
        return
    fresh = Report(answers=empty_sheet(definition(row.edition_id)).to_json())
    columns: dict[str, str] = {}
    parameters = []
    for field in Report._meta.concrete_fields:
        if field.primary_key or field.column is None:
            continue
        columns[field.column] = {**FROM_OBLIGATION, **FROM_EARLIER}.get(field.column, "%s")
        if field.column not in FROM_OBLIGATION:
            parameters.append(field.get_db_prep_save(getattr(fresh, field.attname), connection))
    report, obligation = (connection.ops.quote_name(model._meta.db_table) for model in (Report, Obligation))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {report} ({', '.join(columns)}) SELECT {', '.join(columns.values())} "  # noqa: S608 — from models
            f"FROM {obligation} AS owed LEFT JOIN {report} AS earlier ON earlier.unit_id = owed.unit_id "
            "AND earlier.round_id = %s AND earlier.status = ANY(%s) AND earlier.digest <> '' AND NOT earlier.is_zero "
            "WHERE owed.round_id = %s AND owed.unit_id = COALESCE(%s, owed.unit_id) "
            f"AND NOT EXISTS (SELECT FROM {report} AS made WHERE made.obligation_id = owed.id) ORDER BY owed.id",
            [*parameters, _preliminary(row), list(SENT), row.pk, unit],
        )


def _preliminary(row: Round) -> int | None:
    """The round that asked for the preliminary data which this one wants final."""
    if row.version != RoundVersion.FINAL:
        return None
    same = Round.objects.filter(edition=row.edition_id, period_start=row.period_start)
    return same.filter(version=RoundVersion.PRELIMINARY).values_list("pk", flat=True).first()


@transaction.atomic
def _piece(by: Actor, round: UUID, at_most: int) -> bool:
    """A part of the round, whole, the last one with the end of opening; says whether something is left to be done."""
    row = rounds.opening(round)
    if row is None:
        return False
    made = rounds.oblige(round=row, at_most=at_most)
    make_reports(row)
    if made < at_most:
        rounds.finish_opening(by=by, round=row)
    return made == at_most


def continue_opening(*, by: Actor, round: UUID, piece: int = PIECE) -> Round:
    """Do what is left of opening. Each piece is committed: whoever is killed here leaves it to the next one."""
    while _piece(by, round, piece):
        pass
    return round_for(round)


@transaction.atomic
def settle_round(*, round: UUID, at_most: int = PIECE) -> int:
    """Duties and reports of whoever answered the questionnaire just while the round was being opened; says how many."""
    row = round_for(round)
    made = rounds.oblige(round=row, at_most=at_most)
    if made:
        make_reports(row)
    return made


@transaction.atomic
def open_round(*, by: Actor, round: UUID) -> Round:
    """Open at once: for rounds of a few units."""
    with events.silence():
        rounds.begin_opening(by=by, round=round)
    return continue_opening(by=by, round=round)
