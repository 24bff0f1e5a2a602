# SPDX-License-Identifier: EUPL-1.2
"""What the checks say about a report, with everything they read beside it: the prior period, other forms, the unit."""

from collections.abc import Collection
from typing import Any, NamedTuple

from engine.answers import Sheet
from engine.checks import Context, Finding, Needs
from engine.checks.phrases import Language
from engine.definitions import FormDefinition
from ssoz.registers.enums import unit_names
from ssoz.registers.models import Unit
from ssoz.registers.queries import register_facts
from ssoz.reports.models import Report
from ssoz.reports.queries.forms import compiled_of, period_of
from ssoz.reports.queries.prior import prior
from ssoz.reports.states import SENT


class Beside(NamedTuple):
    form: str
    status: str
    digest: str
    answers: dict[str, Any]


def _beside(report: Report, forms: Collection[str]) -> list[Beside]:
    """Reports of the same unit on other forms, whose period ends on the same day (a year's and its last quarter's).

    Of two versions the final one comes last.
    """
    asked = report.round
    beside = Report.objects.filter(
        unit=report.unit_id,
        round__edition__form__in=forms,
        round__period_end=asked.period_end,
    )
    fields = ("round__edition__form", "status", "digest", "answers")
    return [Beside(*row) for row in beside.order_by("-round__version").values_list(*fields)]


def waiting_for(report: Report, form: FormDefinition) -> list[str]:
    """Forms this unit owes and must send before this one."""
    if not form.after:
        return []
    owed = _beside(report, form.after)
    unsent = {item.form for item in owed} - {item.form for item in owed if item.status in SENT}
    return [symbol for symbol in form.after if symbol in unsent]


def unit_fields(report: Report, asked: Collection[str]) -> dict[str, str | int]:
    """What the checks ask of the unit; what the register does not know stays blank."""
    return fields_of(report.unit, asked)


def fields_of(unit: Unit, asked: Collection[str]) -> dict[str, str | int]:
    known = register_facts(unit)
    return {name: known[name] for name in asked if name in known}


def context_of(report: Report, needs: Needs | None = None, language: Language = "pl") -> Context:
    """Only what the checks of this form ask for is fetched; or what those of another edition ask for."""
    needs = needs or compiled_of(report).needs
    before = {offset: sheet for offset in needs.prior if (sheet := prior(report, offset)) is not None}
    others = _beside(report, needs.forms) if needs.forms else []
    return Context(
        prior=before,
        forms={item.form: Sheet.from_json(item.answers) for item in others if item.digest},
        unit=unit_fields(report, needs.unit),
        period=period_of(report),
        names=unit_names(language),
    )


def findings_of(report: Report, language: Language = "pl") -> tuple[Finding, ...]:
    sheet = Sheet.from_json(report.answers)
    return tuple(compiled_of(report).verify(sheet, context_of(report, language=language), language))


def values_of(finding: Finding) -> list[list[str | None]]:
    """The cells a finding read, as they are kept with an explanation."""
    return [[address, value] for address, value in finding.cells]
