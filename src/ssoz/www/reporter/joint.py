# SPDX-License-Identifier: EUPL-1.2
"""„MZ-88 i MZ-89 jednym krokiem”: a few questions, one look at what follows from them, one button."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engine.answers import format_cell
from engine.definitions import FormDefinition
from engine.definitions.joint import NONE, JointQuestion, rows_of
from ssoz.access.permissions import Permission
from ssoz.access.views import ActorRequest, permission_required
from ssoz.reports.enums import ReportKind, ReportStatus
from ssoz.reports.errors import OpenFindings, ReportError
from ssoz.reports.operations import Handed, fill_in_jointly, send_jointly
from ssoz.reports.queries import Joint, ReportDetails, handed_in_jointly, joint_for, readers, verdict
from ssoz.rounds.periods import period_words
from ssoz.www.reporter.names import list_url
from ssoz.www.reporter.posting import number
from ssoz.www.reporter.presentation.words import language, note_html, place_name, words
from ssoz.www.reporter.rendering import verdict_of

FILLERS = (Permission.REPORT_FILL_NONFINANCIAL,)


class JointPageForm(forms.Form):
    """A field for each question; which of them were asked the answers before say, so that is checked by the view."""

    use_required_attribute = False

    def __init__(self, joint: Joint, given: Mapping[str, str] | None, suggested: Mapping[str, str]) -> None:
        super().__init__(given, initial=dict(suggested))
        for question in joint.filing.questions:
            self.fields[question.code] = _field(question, joint)

    def lines(self, joint: Joint) -> list[tuple[forms.BoundField, str]]:
        """Each field with the answers after which it is asked, for the script."""
        return [(self[one.code], json.dumps(one.asked) if one.asked else "") for one in joint.filing.questions]


def _field(question: JointQuestion, joint: Joint) -> forms.Field:
    radio = [(choice.value, words(choice.text)) for choice in question.choices]
    widget = forms.RadioSelect if radio else forms.Select
    choices: list[Any] = radio or [
        ("", ""),
        *([(NONE, words(question.none))] if question.none else []),
        *_rows(question, joint),
    ]
    return forms.CharField(label=words(question.text), help_text=words(question.hint), widget=widget(choices=choices))


def _rows(question: JointQuestion, joint: Joint) -> list[Any]:
    """Rows by table; a row that is a part of another says of which."""
    groups = []
    for table in question.rows:
        section = joint.forms[table.form].section(table.section)
        titles = {row.code: words(row.title) for row in section.table.rows}
        parts = {inner: f"{titles[outer]} – {titles[inner]}" for inner, outer in table.within.items()}
        codes = rows_of(table, joint.forms)
        groups.append((words(section.title), [(f"{section.code}.{code}", (titles | parts)[code]) for code in codes]))
    return groups if len(groups) > 1 else groups[0][1]


@permission_required(*FILLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: ActorRequest, code: str) -> HttpResponse:
    """The questions, with what is known of their answers; complete answers lead to what follows from them."""
    joint = joint_for(request.actor, code)
    if joint is None:
        return _no_more(request, code)
    if request.method != "POST":
        return _page(request, joint, JointPageForm(joint, None, joint.suggested()))
    given = {one.code: request.POST.get(one.code, "") for one in joint.filing.questions}
    form = JointPageForm(joint, given, {})
    if missing := joint.filing.missing(given, joint.forms):
        form.errors.clear()
        for question in missing:
            form.add_error(question.code, _("Odpowiedz na to pytanie."))
        return _page(request, joint, form, status=422)
    try:
        fill_in_jointly(by=request.actor, joint=joint, given=given)
    except ReportError as error:
        return _page(request, joint, form, status=error.status, sentence=error.sentence)
    return HttpResponseRedirect(reverse("reporter:joint_review", args=[code]))


@permission_required(*FILLERS)
@require_safe
def review(request: ActorRequest, code: str) -> HttpResponse:
    """What is going to be sent, cell by cell, and what the checks say to it."""
    joint = joint_for(request.actor, code)
    return _review(request, joint) if joint else _no_more(request, code)


@permission_required(*FILLERS)
@require_POST
def send(request: ActorRequest, code: str) -> HttpResponse:
    """All of them; a second click finds it done."""
    joint = joint_for(request.actor, code)
    if joint is None:
        return _no_more(request, code)
    handed = [
        Handed(one.report.public_id, number(request.POST.get(f"wersja-{one.definition.form}")), not one.sheet.cells)
        for one in joint.reports
    ]
    try:
        send_jointly(by=request.actor, reports=handed)
    except ReportError as error:
        joint = joint_for(request.actor, code)
        return _review(request, joint, error) if joint else _no_more(request, code)
    return HttpResponseRedirect(reverse("reporter:joint_sent", args=[code]))


@permission_required(*FILLERS)
@require_safe
def sent(request: ActorRequest, code: str) -> HttpResponse:
    """That it is done, and the receipts."""
    reports = handed_in_jointly(request.actor, code)
    if not reports:
        raise Http404
    return render(request, "reporter/joint/sent.html", {"reports": reports})


def _no_more(request: ActorRequest, code: str) -> HttpResponse:
    """Whoever comes back to what was sent finds the receipts; else there is nothing to file together."""
    if not handed_in_jointly(request.actor, code):
        raise Http404(_("Tych sprawozdań nie można już złożyć jednym krokiem. Znajdziesz je na listach."))
    return HttpResponseRedirect(reverse("reporter:joint_sent", args=[code]))


def _frame(joint: Joint) -> dict[str, Any]:
    period = joint.reports[0].report.round
    return {
        "joint": joint,
        "names": _(" i ").join(joint.filing.forms),
        "unit": joint.reports[0].report.unit,
        "period": period_words(period.period_start, period.period_end),
        "list_url": list_url(ReportKind.NONFINANCIAL, ReportStatus.TO_FILL),
        "due_on": min(one.report.obligation.due_on for one in joint.reports),
    }


def _page(
    request: ActorRequest, joint: Joint, form: JointPageForm, *, status: int = 200, sentence: str = ""
) -> HttpResponse:
    values = {"lines": form.lines(joint), "note": note_html(words(joint.filing.note)), "sentence": sentence}
    return render(request, "reporter/joint/questions.html", _frame(joint) | values, status=status)


def _review(request: ActorRequest, joint: Joint, error: ReportError | None = None) -> HttpResponse:
    found = [verdict_of(one, verdict(request.actor, one.report.public_id, language())) for one in joint.reports]
    lines = [
        {
            "details": one,
            "zero": not one.sheet.cells,
            "cells": _cells(one),
            "verdict": None if not one.sheet.cells else view,
        }
        for one, view in zip(joint.reports, found, strict=True)
    ]
    clean = all(line["zero"] or view is None or view.is_clean for line, view in zip(lines, found, strict=True))
    sentence = error.sentence if error and not isinstance(error, OpenFindings) else ""
    told = dict.fromkeys(reader for one in joint.reports for reader in readers(one.report))
    values = _frame(joint) | {"readers": list(told)}
    values |= {"lines": lines, "clean": clean, "sentence": sentence}
    return render(request, "reporter/joint/review.html", values, status=error.status if error else 200)


def _cells(details: ReportDetails) -> list[tuple[str, str, str]]:
    """What was entered above zero: the headings of its row and column, its place, its value."""
    form, sheet = details.definition, details.sheet
    entered = [address for address in form.addresses if form.cells[address].entered and sheet.cells.get(address)]
    return [
        (_headings(form, at), place_name(form, sheet, at), format_cell(form.cells[at], sheet.cells[at]))
        for at in entered
    ]


def _headings(form: FormDefinition, address: str) -> str:
    section, row, column = address.split(".")
    table = form.section(section).table
    across = [words(text) for text in (*table.by_code[column].group, table.by_code[column].title)]
    return f"{next(words(one.title) for one in table.rows if one.code == row)}: {' – '.join(across)}"
