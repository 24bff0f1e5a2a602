# SPDX-License-Identifier: EUPL-1.2
"""The form a report answers, as the engine knows it; the report carries its edition, so nothing is fetched again."""

from engine.checks import CompiledForm, Period, compile_form
from engine.definitions import FormDefinition
from ssoz.catalogue.queries import definition, definition_of, editions, other_forms
from ssoz.reports.models import Report


def form_of(report: Report) -> FormDefinition:
    return definition_of(report.round.edition)


def compiled_edition(edition_id: int) -> CompiledForm:
    """Of an edition alone: the checks are the same for all its reports."""
    return compiled_for(definition(edition_id))


def compiled_of(report: Report) -> CompiledForm:
    return compiled_for(form_of(report))


def compiled_for(form: FormDefinition) -> CompiledForm:
    """With the definitions of the forms its checks read, where they are not all of whole numbers."""
    return compile_form(form, other_forms(form) if form.beside else None)


def editions_since(form: FormDefinition, edition: int) -> tuple[FormDefinition, ...]:
    """The editions of a form from this one to the last before `form`, oldest first."""
    first = definition(edition)
    between = editions().filter(form=form.form, year__gt=first.edition, year__lt=form.edition).order_by("year")
    return (first, *map(definition_of, between))


def period_of(report: Report) -> Period:
    return Period(report.round.period_start, report.round.period_end)
