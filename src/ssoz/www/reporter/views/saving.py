# SPDX-License-Identifier: EUPL-1.2
"""Saving cells, adding and removing rows: by the script as JSON, by a plain form as a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from engine.answers import Change
from shared.packing import gzip_page
from ssoz.access.permissions import for_kind
from ssoz.access.views import ActorRequest, permission_required
from ssoz.reports.enums import ReportKind
from ssoz.reports.errors import BadRequest
from ssoz.reports.operations import Saved, remove_row, save_cells
from ssoz.reports.queries import last_edits, meanwhile, report_for
from ssoz.www.reporter.answering import plainly, wants_json
from ssoz.www.reporter.filling import Wanted, add_rows
from ssoz.www.reporter.links import links_of
from ssoz.www.reporter.posting import Body, body, edit_name, form_changes, number
from ssoz.www.reporter.presentation.page import base_texts
from ssoz.www.reporter.presentation.refusals import NOTHING_REFUSED, Refusals, refusals
from ssoz.www.reporter.presentation.words import anchor
from ssoz.www.reporter.rendering import frame, part, place_of, sheet_context, sheet_response
from ssoz.www.reporter.saving import saved_answer, told_meanwhile

FILLERS = tuple(for_kind(name, kind) for kind in ReportKind for name in ("REPORT_FILL", "REPORT_FILL_ON_BEHALF"))


@permission_required(*FILLERS)
@gzip_page
@require_POST
@plainly
def save(request: ActorRequest, report: UUID) -> HttpResponse:
    if request.content_type == "application/json":
        return _save_script(request, report, body(request.body))
    changes = form_changes(request.POST)
    saved = save_cells(by=request.actor, report=report, changes=changes)
    if refused := _refused(saved, changes):
        return _page_again(request, report, refused)
    if request.POST.get("dalej") == "weryfikuj":
        return HttpResponseRedirect(links_of(report).verify)
    messages.success(request, _("Zapisano. Możesz wrócić później: sprawozdanie czeka na liście."))
    return HttpResponseRedirect(links_of(report).sheet)


def _save_script(request: ActorRequest, report: UUID, message: Body) -> HttpResponse:
    changes = message.as_changes()
    saved = save_cells(by=request.actor, report=report, changes=changes)
    answer = saved_answer(saved, changes)
    if message.version is not None:
        own = [change.id for change in changes if change.id]
        answer |= told_meanwhile(meanwhile(saved.report, message.version, own, saved.made))
    return JsonResponse(answer)


@permission_required(*FILLERS)
@gzip_page
@require_POST
@plainly
def rows(request: ActorRequest, report: UUID) -> HttpResponse:
    """„Dodaj oddział” and „Usuń”; a plain form brings everything typed on the page, which is saved first."""
    changes = form_changes(request.POST)
    kept = save_cells(by=request.actor, report=report, changes=changes) if changes else None
    refused = _refused(kept, changes) if kept else NOTHING_REFUSED
    if "usun" in request.POST:
        return _remove(request, report, refused)
    return _add(request, report, request.POST.get("dodaj", ""), refused)


def _add(request: ActorRequest, report: UUID, section: str, refused: Refusals) -> HttpResponse:
    details = report_for(request.actor, report)
    count = max(1, number(request.POST.get("ile", "1")))
    name = edit_name(request.POST.get("id"))
    wanted = Wanted(section, request.POST.get(f"nowy-{section}", ""), count, name)
    added = add_rows(request.actor, report, details.definition, wanted)
    if wants_json(request):
        own = Own((name,) if name else (), added.made)
        return _section_again(request, added.saved, Part(section, added.key), own)
    refused = replace(refused, problems=(*refused.problems, *added.saved.problems))
    if refused:
        return _page_again(request, report, refused)
    return HttpResponseRedirect(f"{links_of(report).sheet}#{anchor(added.key)}")


def _remove(request: ActorRequest, report: UUID, refused: Refusals) -> HttpResponse:
    section, _dot, row = request.POST["usun"].partition(".")
    if "potwierdzam" not in request.POST:
        if refused.outlive(request.POST["usun"]):
            return _page_again(request, report, refused)
        return _ask_before_removing(request, report, section, row)
    saved = remove_row(by=request.actor, report=report, section=section, row=row)
    if wants_json(request):
        return _section_again(request, saved, Part(section), Own((), saved.made))
    if refused:
        return _page_again(request, report, refused)
    return HttpResponseRedirect(f"{links_of(report).sheet}#{section}")


def _ask_before_removing(request: ActorRequest, report: UUID, section: str, row: str) -> HttpResponse:
    details = report_for(request.actor, report)
    shown = sheet_context(details)["page"].section(section)
    found = next((line for line in shown.rows if line.code == row and line.key), None) if shown else None
    if found is None or shown is None:
        raise BadRequest(_("Tego wiersza już nie ma w sprawozdaniu."))
    place = place_of(details, found.key.address) if found.key else ""
    return render(request, "reporter/remove.html", frame(details) | {"section": shown, "row": found, "place": place})


@dataclass(frozen=True)
class Part:
    """A section that is drawn anew, and where the person goes on in it."""

    section: str
    focus: str = ""


@dataclass(frozen=True)
class Own:
    """What the page did itself just now, which it need not be told of."""

    names: tuple[UUID, ...]
    made: tuple[int, ...]


def _section_again(request: ActorRequest, saved: Saved, place: Part, own: Own) -> HttpResponse:
    section = place.section
    details = report_for(request.actor, saved.report.public_id)
    refused = _refused(saved)
    context = sheet_context(details, refused=refused)
    shown = context["page"].section(section)
    if shown is None:
        raise BadRequest(_("W tym dziale nie ma wierszy, które można dodawać."))
    answer: dict[str, Any] = {
        "section": section,
        "html": part(request, "section", context | {"section": shown}),
        "base": base_texts(details.definition, details.sheet, [shown]),
        "focus": anchor(place.focus),
    }
    if since := request.POST.get("wersja"):
        answer |= told_meanwhile(meanwhile(saved.report, number(since), own.names, own.made), drawn=section)
    return JsonResponse(saved_answer(saved, section=section) | answer)


def _refused(saved: Saved, changes: Sequence[Change] = ()) -> Refusals:
    disputed = [conflict.address for conflict in saved.conflicts]
    return refusals(saved, last_edits(saved.report, disputed), changes)


def _page_again(request: ActorRequest, report: UUID, refused: Refusals) -> HttpResponse:
    """The page with what was typed, each refused text in its field with the reason beside it."""
    return sheet_response(request, report_for(request.actor, report), refused=refused, status=refused.status)
