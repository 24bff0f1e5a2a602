# SPDX-License-Identifier: EUPL-1.2
"""What could be carried over from the period before, and what was and waits to be confirmed."""

from engine.answers import Prefilled, Sheet, prefill
from ssoz.reports.models import Prefill, Report
from ssoz.reports.queries.forms import form_of
from ssoz.reports.queries.prior import prior


def carried(report: Report) -> Prefilled | None:
    """The report as it would be with stable values of the period before; None where there is nothing to carry."""
    form = form_of(report)
    before = prior(report, 1) if form.stable else None
    return None if before is None else prefill(form, Sheet.from_json(report.answers), before)


def waiting(report: Report, sheet: Sheet) -> tuple[str, ...]:
    """Cells carried over that nobody has confirmed or changed, in the order they were written."""
    if not form_of(report).stable:
        return ()
    held = Prefill.objects.filter(report=report).values_list("waiting", flat=True).first() or {}
    return tuple(address for address, value in held.items() if sheet.cells.get(address) == value)
