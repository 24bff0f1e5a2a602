# SPDX-License-Identifier: EUPL-1.2
"""Opening a round: an obligation and an empty report for every unit that owes the form."""

from uuid import UUID

from django.db import connection, transaction

from engine.answers import Sheet, add_row
from engine.definitions import FormDefinition
from ssoz.access.actors import Actor
from ssoz.catalogue.queries import definition
from ssoz.reports.models import Report
from ssoz.rounds import operations as rounds
from ssoz.rounds.models import Obligation, Round

FROM_OBLIGATION = {
    "public_id": "gen_random_uuid()",
    "obligation_id": "owed.id",
    "round_id": "owed.round_id",
    "unit_id": "owed.unit_id",
}


def empty_sheet(form: FormDefinition) -> Sheet:
    """A blank sheet, with as many added rows as the form asks for at least."""
    sheet = Sheet.empty()
    for section in form.sections:
        dynamic = section.table.dynamic
        for _row in range(dynamic.min if dynamic else 0):
            sheet, _added = add_row(form, sheet, section.code)
    return sheet


def _make_reports(row: Round) -> None:
    """One statement: every column holds what a fresh report would, but for those that come from the obligation."""
    fresh = Report(answers=empty_sheet(definition(row.edition_id)).to_json())
    columns: dict[str, str] = {}
    parameters = []
    for field in Report._meta.concrete_fields:
        if field.primary_key or field.column is None:
            continue
        columns[field.column] = FROM_OBLIGATION.get(field.column, "%s")
        if field.column not in FROM_OBLIGATION:
            parameters.append(field.get_db_prep_save(getattr(fresh, field.attname), connection))
    into, source = (connection.ops.quote_name(model._meta.db_table) for model in (Report, Obligation))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {into} ({', '.join(columns)}) SELECT {', '.join(columns.values())} "  # noqa: S608 — from models
            f"FROM {source} AS owed WHERE owed.round_id = %s ORDER BY owed.id",
            [*parameters, row.pk],
        )


@transaction.atomic
def open_round(*, by: Actor, round: UUID) -> Round:
    row = rounds.open_round(by=by, round=round)
    _make_reports(row)
    return row
