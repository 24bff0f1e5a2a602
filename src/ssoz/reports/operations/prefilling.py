# SPDX-License-Identifier: EUPL-1.2
"""Stable values of the period before, written where the report is still blank; each waits until somebody confirms it,
or writes something else. Nothing is sent before."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from engine.answers import Prefilled, Sheet
from shared.clock import now
from ssoz.access.actors import Actor
from ssoz.audit.operations import record
from ssoz.reports.errors import BadRequest
from ssoz.reports.models import Prefill
from ssoz.reports.operations.filling import store
from ssoz.reports.operations.locking import lock_to_fill
from ssoz.reports.operations.writing import Deed, changed
from ssoz.reports.policies import check_can_edit
from ssoz.reports.queries.prefilling import carried, waiting


@transaction.atomic
def prefill(*, by: Actor, report: UUID) -> Prefilled:
    row, on_behalf = lock_to_fill(by, report)
    check_can_edit(row)
    found = carried(row)
    if found is None or not found.cells:
        raise BadRequest(_("Nie ma czego przepisać: brak danych z poprzedniego okresu albo pola są już wypełnione."))
    before = Sheet.from_json(row.answers)
    held, _created = Prefill.objects.get_or_create(
        report=row, defaults={"period_start": row.round.period_start, "person_name": by.person_name, "at": now()}
    )
    held.waiting = {**{address: before.cells[address] for address in waiting(row, before)}, **found.cells}
    held.person_id, held.person_name, held.at = by.person_id, by.person_name, now()
    held.save()
    rows: dict[str, tuple[bool | None, bool]] = dict.fromkeys(found.rows, (None, True))
    deed = Deed("report_prefilled", {"cells": len(found.cells)}, {**rows, **changed(before, found.sheet, found.cells)})
    store(row, by, on_behalf, found.sheet, deed)
    return found


@transaction.atomic
def confirm_prefilled(*, by: Actor, report: UUID, addresses: Collection[str] | None = None) -> int:
    """These values still hold; without addresses, all that wait. How many that were."""
    row, _on_behalf = lock_to_fill(by, report)
    check_can_edit(row)
    sheet = Sheet.from_json(row.answers)
    left = waiting(row, sheet)
    confirmed = [address for address in left if addresses is None or address in addresses]
    if confirmed:
        still = {address: sheet.cells[address] for address in left if address not in confirmed}
        Prefill.objects.filter(report=row).update(waiting=still)
        data = {"cells": len(confirmed)}
        record(by=by, action="report_prefill_confirmed", object_type="report", object_id=str(row.public_id), data=data)
    return len(confirmed)
