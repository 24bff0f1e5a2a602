# SPDX-License-Identifier: EUPL-1.2
"""Several small forms filed at once by a unit that needs only a few questions: what it owes, what is known already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from engine.answers import Sheet
from engine.definitions import FormDefinition
from engine.definitions.joint import JointFiling
from ssoz.access.actors import Actor
from ssoz.catalogue.queries import joint_filings
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import Report
from ssoz.reports.queries.details import ReportDetails, report_for
from ssoz.reports.queries.lists import reports_for
from ssoz.reports.queries.prior import prior
from ssoz.rounds.enums import RoundStatus

HANDED_IN = (ReportStatus.TO_VERIFY, ReportStatus.ACCEPTED)


@dataclass(frozen=True)
class Joint:
    """A short way of filing, and the reports it fills in, in the order in which they are sent."""

    filing: JointFiling
    reports: tuple[ReportDetails, ...]

    @cached_property
    def forms(self) -> Mapping[str, FormDefinition]:
        return {one.definition.form: one.definition for one in self.reports}

    @cached_property
    def given(self) -> dict[str, str]:
        """Answers that stand in the reports already; none where nothing was entered, or something else."""
        return self.filing.remembered(self._above_zero(), self.forms)

    @property
    def is_spoken_for(self) -> bool:
        """Whether something was entered that these questions do not ask for: only the sheets can hold it."""
        entered = {one.definition.form: _entered(one.definition, one.sheet) for one in self.reports}
        return any(entered.values()) and entered != self.filing.written(self.given)

    def suggested(self) -> dict[str, str]:
        """What stands in the reports, else last year's answers, else what the register knows."""
        if self.given:
            return self.given
        before = {one.definition.form: prior(one.report, 1) for one in self.reports}
        filled = {form: _above_zero(sheet) for form, sheet in before.items() if sheet is not None}
        known = self.filing.remembered(filled, self.forms)
        return known or self.filing.suggested(self.reports[0].report.unit.kind)

    def _above_zero(self) -> dict[str, set[str]]:
        return {one.definition.form: _above_zero(one.sheet) for one in self.reports}


def joint_for(actor: Actor, code: str | None = None) -> Joint | None:
    """The short way by which this profile's unit can file what it owes, if there is one and all is still to fill in."""
    rows = reports_for(actor, status=ReportStatus.TO_FILL).filter(round__status=RoundStatus.OPEN)
    found = _found(actor, code, rows.filter(unit=actor.unit_id))
    if found is None:
        return None
    filing, reports = found
    details = tuple(report_for(actor, report.public_id) for report in reports)
    return Joint(filing, details) if all(one.editable for one in details) else None


def joint_offered(actor: Actor, forms: Iterable[str]) -> Joint | None:
    """The short way as it is offered beside these forms; nothing is looked up where none of them has one."""
    short = {form for filing in joint_filings() for form in filing.forms}
    found = joint_for(actor) if short.intersection(forms) else None
    return None if found is None or found.is_spoken_for else found


def handed_in_jointly(actor: Actor, code: str) -> Sequence[Report]:
    """Those reports once they were sent; none before."""
    found = _found(actor, code, reports_for(actor).filter(unit=actor.unit_id, status__in=HANDED_IN))
    return found[1] if found else ()


def _found(actor: Actor, code: str | None, rows: "QuerySet[Report]") -> tuple[JointFiling, list[Report]] | None:
    filings = [filing for filing in joint_filings() if code in (None, filing.code)]
    symbols = {form for filing in filings for form in filing.forms}
    held = list(rows.filter(round__edition__form__in=symbols)) if actor.unit_id else []
    for filing in filings:
        own = {report.round.edition.form: report for report in held if report.round.edition.year == filing.year}
        if all(
            form in own and filing.is_for(own[form].unit.kind, own[form].unit.activity_code) for form in filing.forms
        ):
            return filing, [own[form] for form in filing.forms]
    return None


def _entered(form: FormDefinition, sheet: Sheet) -> dict[str, object]:
    return {at: value for at, value in sheet.cells.items() if at not in form.cells or form.cells[at].entered}


def _above_zero(sheet: Sheet) -> set[str]:
    return {address for address, value in sheet.cells.items() if isinstance(value, int) and value > 0}
