# SPDX-License-Identifier: EUPL-1.2
"""What the script is told after it handed in changes: values as stored, computed cells, what was refused, progress."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from engine.answers import Change, Conflict, Sheet, format_cell
from engine.definitions import FormDefinition, UnknownCell
from ssoz.access.views import ActorRequest
from ssoz.catalogue.queries import definition
from ssoz.reports.operations import Saved
from ssoz.reports.queries import ReportDetails, report_for, verdict
from ssoz.www.reporter.presentation.contents import contents
from ssoz.www.reporter.presentation.findings import VerdictView
from ssoz.www.reporter.presentation.marks import Mark, marks
from ssoz.www.reporter.presentation.words import anchor
from ssoz.www.reporter.rendering import frame, part, verdict_of


def saved_answer(request: ActorRequest, saved: Saved, changes: Iterable[Change], *, judge: bool) -> dict[str, Any]:
    form = definition(saved.report.round.edition_id)
    answer = {
        "saved": date_format(timezone.localtime(), "H:i"),
        "values": _values(form, saved.sheet, changes),
        "computed": _computed(form, saved.sheet),
        "problems": [{"address": problem.address, "message": problem.message} for problem in saved.problems],
        "conflicts": [_conflict(conflict) for conflict in saved.conflicts],
    }
    found = None
    if judge:
        details = report_for(request.actor, saved.report.public_id)
        found = verdict_of(details, verdict(request.actor, saved.report.public_id))
        answer["verdict"] = _verdict(request, details, found)
    summary = contents(form, saved.sheet, found) if found else contents(form, saved.sheet)
    return answer | {"sections": part(request, "contents", {"contents": summary})}


def _values(form: FormDefinition, sheet: Sheet, changes: Iterable[Change]) -> dict[str, str]:
    """The cells that were handed in, as they are stored and written."""
    texts = {}
    for change in changes:
        try:
            spec = form.cell(change.address)
        except UnknownCell:
            continue
        texts[change.address] = format_cell(spec, sheet.cells.get(change.address))
    return texts


def _computed(form: FormDefinition, sheet: Sheet) -> dict[str, str]:
    texts = {
        address: format_cell(spec, sheet.cells.get(address))
        for address, spec in form.cells.items()
        if spec.computed is not None
    }
    for section, columns in form.added.items():
        computed = [(column, spec) for column, spec in columns.items() if spec.computed is not None]
        for row in sheet.added(section):
            for column, spec in computed:
                address = f"{section}.{row}.{column}"
                texts[address] = format_cell(spec, sheet.cells.get(address))
    return texts


def _conflict(conflict: Conflict) -> dict[str, Any]:
    choices = [
        {"label": _("Zapisana: %(text)s") % {"text": conflict.current or "–"}, "text": conflict.current},
        {"label": _("Moja: %(text)s") % {"text": conflict.now or "–"}, "text": conflict.now},
    ]
    return {
        "address": conflict.address,
        "message": _("W międzyczasie ktoś zapisał tu inną wartość. Która ma zostać?"),
        "current": conflict.current,
        "choices": choices,
    }


def _verdict(request: ActorRequest, details: ReportDetails, found: VerdictView | None) -> dict[str, Any]:
    context = frame(details) | {"checked": True, "verdict": found}
    findings = found.findings if found else ()
    cells = [_marked(address, mark) for address, mark in marks(findings).items() if mark.severity]
    return {"html": part(request, "verdict", context), "cells": cells}


def _marked(address: str, mark: Mark) -> dict[str, str]:
    label = _("Błąd: przejdź do opisu") if mark.severity == "error" else _("Ostrzeżenie: przejdź do opisu")
    return {
        "id": anchor(address),
        "severity": mark.severity,
        "described": mark.described,
        "href": mark.href,
        "label": label,
        "message": mark.message,
    }
