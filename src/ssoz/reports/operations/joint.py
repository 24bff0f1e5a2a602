# SPDX-License-Identifier: EUPL-1.2
"""Several small forms filled in by a few answers and sent one after the other: all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from engine.answers import Change
from ssoz.access.actors import Actor
from ssoz.reports.errors import NotAllowed
from ssoz.reports.operations.filling import save_cells
from ssoz.reports.operations.lifecycle import Sent, send
from ssoz.reports.queries.joint import Joint


@dataclass(frozen=True)
class Handed:
    """A report as the person saw it before sending."""

    report: UUID
    version: int
    zero: bool


@transaction.atomic
def fill_in_jointly(*, by: Actor, joint: Joint, given: Mapping[str, str]) -> None:
    """Write what complete answers say; what an earlier answer wrote and this one does not becomes blank again."""
    if joint.is_spoken_for:
        raise NotAllowed(_("W arkuszach są już inne dane. Dokończ je tam, żeby nic nie zginęło."))
    written = joint.filing.written(given)
    for details in joint.reports:
        form = details.definition.form
        gone = dict.fromkeys(
            at for at, spec in details.definition.cells.items() if spec.entered and at in details.sheet.cells
        )
        texts = {**dict.fromkeys(gone, ""), **{at: str(number) for at, number in written[form].items()}}
        was = {at: str(details.sheet.cells[at]) if at in gone else "" for at in texts}
        changes = [Change(at, was[at], now) for at, now in texts.items() if now != was[at]]
        saved = save_cells(by=by, report=details.report.public_id, changes=changes)
        if saved.conflicts or saved.problems:
            raise NotAllowed(_("Ktoś właśnie zmienił te sprawozdania. Odśwież stronę i sprawdź odpowiedzi."))


@transaction.atomic
def send_jointly(*, by: Actor, reports: Sequence[Handed]) -> tuple[Sent, ...]:
    """In the order given, for some forms wait for others."""
    return tuple(send(by=by, report=one.report, version=one.version, zero=one.zero) for one in reports)
