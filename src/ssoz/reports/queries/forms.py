# SPDX-License-Identifier: EUPL-1.2
"""The form a report answers, as the engine knows it; the report carries its edition, so nothing is fetched again."""

from engine.checks import CompiledForm, Period, compile_form
from engine.definitions import FormDefinition
from ssoz.catalogue.queries import definition_of, other_forms
from ssoz.reports.models import Report


def form_of(report: Report) -> FormDefinition:
    return definition_of(report.round.edition)


def compiled_of(report: Report) -> CompiledForm:
    """With the definitions of the forms its checks read, where they are not all of whole numbers."""
    form = form_of(report)
    return compile_form(form, other_forms(form) if form.beside else None)


def period_of(report: Report) -> Period:
    return Period(report.round.period_start, report.round.period_end)
