# SPDX-License-Identifier: EUPL-1.2
"""What a person was shown and may agree to, carried by the page itself and sealed: nothing waits on the server."""

from typing import Self
from uuid import UUID, uuid4

from django.core import signing
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, ValidationError

from ssoz.documents.errors import PreviewLapsed
from ssoz.documents.workbook.comparing import Comparison, Difference

SALT = "ssoz.documents.plan"
LASTS = 60 * 60  # seconds
Cell = tuple[str, str, str]  # address, as shown then, as it shall be


class Plan(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    report: UUID
    person: int | None
    digest: str
    changes: tuple[Cell, ...]
    conflicts: tuple[Cell, ...]
    rows: dict[str, tuple[str, ...]]
    names: dict[str, UUID]  # of the edits that add rows, so that a second click adds none
    removed: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, comparison: Comparison, report: UUID, person: int | None) -> Self:
        rows = {section: rows for section, rows in comparison.new_rows.items() if rows}
        return cls(
            report=report,
            person=person,
            digest=comparison.read.digest,
            changes=tuple(map(_cell, comparison.changes)),
            conflicts=tuple(map(_cell, comparison.conflicts)),
            rows=rows,
            names={section: uuid4() for section in rows},
            removed=tuple((section, row) for section, row, _title in comparison.removed_rows),
        )

    def sealed(self) -> str:
        return signing.dumps(self.model_dump(mode="json"), salt=SALT, compress=True)


def plan_of(sealed: str, report: UUID, person: int | None) -> Plan:
    """The plan this person was shown for this report within the hour."""
    try:
        plan = Plan.model_validate(signing.loads(sealed, salt=SALT, max_age=LASTS))
    except (signing.BadSignature, ValidationError, ValueError):
        raise PreviewLapsed(_("Podgląd zmian stracił ważność. Wczytaj plik jeszcze raz.")) from None
    if (plan.report, plan.person) != (report, person):
        raise PreviewLapsed(_("Podgląd zmian dotyczy innego sprawozdania. Wczytaj plik jeszcze raz."))
    return plan


def _cell(difference: Difference) -> Cell:
    return difference.address, difference.was, difference.now
