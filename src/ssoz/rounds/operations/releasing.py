# SPDX-License-Identifier: EUPL-1.2
"""A supervisor assigns a form to a unit or releases it, by hand and with a reason."""

from django.db import transaction

from shared import clock
from ssoz.access.actors import Actor
from ssoz.audit.operations import record
from ssoz.registers.models import Unit
from ssoz.rounds.enums import ObligationReason
from ssoz.rounds.models import Obligation, Round
from ssoz.rounds.policies import check_assignable, check_reason, require_deciding


@transaction.atomic
def assign(*, by: Actor, round: Round, unit: Unit, reason: str) -> Obligation:
    """The unit owes the form from now on; a released duty holds again."""
    require_deciding(by, unit, round)
    check_assignable(round)
    reason = check_reason(reason)
    row, _made = Obligation.objects.select_for_update().get_or_create(
        round=round,
        unit=unit,
        defaults={"reason": ObligationReason.ASSIGNED, "note": reason, "due_on": round.due_on},
    )
    if row.released_at is not None:
        row.released_at, row.released_because = None, ""
        row.reason, row.note = ObligationReason.ASSIGNED, reason
        row.save(update_fields=["released_at", "released_because", "reason", "note"])
    _record(by, "obligation_assigned", row, reason)
    return row


@transaction.atomic
def release(*, by: Actor, obligation: Obligation, reason: str) -> None:
    """The unit owes it no more. Whether its report was sent is for the caller to look at."""
    require_deciding(by, obligation.unit, obligation.round)
    let_go(by, obligation, check_reason(reason))


def let_go(by: Actor, row: Obligation, reason: str) -> None:
    row.released_at, row.released_because = clock.now(), reason
    row.save(update_fields=["released_at", "released_because"])
    _record(by, "obligation_released", row, reason)


def _record(by: Actor, action: str, row: Obligation, reason: str) -> None:
    data = {"form": row.round.form, "year": row.round.period_end.year, "reason": reason}
    record(by=by, action=action, object_type="unit", object_id=str(row.unit.public_id), data=data)
