# SPDX-License-Identifier: EUPL-1.2
"""What is written at the cells of a report: all of it, or that of one cell; as a page or, for the panel of the sheet,
as JSON. Written by a plain form either way."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engine.answers import CellError, existing_cell, format_cell, row_label
from engine.definitions import Section, UnknownCell
from ssoz.access.permissions import for_kind
from ssoz.access.views import ActorRequest, permission_required
from ssoz.reports import operations
from ssoz.reports.enums import ReportKind
from ssoz.reports.errors import BadRequest, CellNotFound, ReportError
from ssoz.reports.queries import Remark, ReportDetails, prior_values, report_for
from ssoz.www.reporter.answering import plainly, wants_json
from ssoz.www.reporter.beside import Beside, ThreadView
from ssoz.www.reporter.links import links_of
from ssoz.www.reporter.posting import number
from ssoz.www.reporter.presentation.words import anchor, words
from ssoz.www.reporter.rendering import frame, place_of
from ssoz.www.reporter.views.listing import ANY_LIST

READERS = tuple(for_kind("REPORT_READ", kind) for kind in ReportKind)


@permission_required(*ANY_LIST)
@require_safe
@plainly
def remarks(request: ActorRequest, report: UUID) -> HttpResponse:
    """All of them, and the way to any cell in two steps: its section, then its row and column."""
    details = report_for(request.actor, report)
    section = details.definition.by_code.get(request.GET.get("dzial", ""))
    row, column = request.GET.get("wiersz", ""), request.GET.get("kolumna", "")
    if section and row and column:
        return HttpResponseRedirect(links_of(report).remarks_at(f"{section.code}.{row}.{column}"))
    context = {"beside": Beside(details), "may": may_write(details), "section": section}
    if section:
        context |= {"rows": _rows(details, section), "columns": _columns(section)}
    return render(request, "reporter/remarks.html", frame(details) | context)


def _rows(details: ReportDetails, section: Section) -> list[tuple[str, str]]:
    codes = [*section.table.row_codes, *details.sheet.added(section.code)]
    return [(code, row_label(details.definition, details.sheet, section.code, code) or code) for code in codes]


def _columns(section: Section) -> list[tuple[str, str]]:
    shown = (section.table.column(code) for code in section.table.column_codes)
    return [(column.code, f"{column.symbol} {words(column.title)}".strip()) for column in shown if column]


def may_write(details: ReportDetails) -> str:
    """What this person can write at a cell now: a note, a remark, nothing."""
    if details.can_return:
        return "remark"
    return "note" if details.editable else ""


@permission_required(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@plainly
def remarks_at(request: ActorRequest, report: UUID, address: str) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, report, address)
    try:
        told = _written(request, report, address)
    except BadRequest as error:
        if wants_json(request):
            raise
        return _shown(request, report, address, error)
    if wants_json(request):
        return _shown(request, report, address)
    messages.success(request, told)
    return HttpResponseRedirect(_back(request, report, address))


def _written(request: ActorRequest, report: UUID, address: str) -> str:
    """Does what the button says; the sentence that tells it was done."""
    by, posted, text = request.actor, request.POST, request.POST.get("tekst", "")
    if "odpowiedz" in posted:
        operations.answer_remark(by=by, report=report, remark=number(posted["odpowiedz"]), text=text)
        return _("Zapisano odpowiedź na uwagę.")
    if "odloz" in posted:
        operations.put_note_aside(by=by, report=report, note=number(posted["odloz"]))
        return _("Odłożono notatkę.")
    if "usun" in posted:
        operations.take_remark_back(by=by, report=report, remark=number(posted["usun"]))
        return _("Usunięto uwagę.")
    if may_write(report_for(by, report)) == "remark":
        operations.remark_cell(by=by, report=report, address=address, text=text)
        return _("Dodano uwagę. Jednostka zobaczy ją, gdy zwrócisz sprawozdanie do korekty.")
    operations.note_cell(by=by, report=report, address=address, text=text)
    return _("Zapisano notatkę.")


def _back(request: HttpRequest, report: UUID, address: str) -> str:
    """To the sheet for who came from there, else to the page of the cell."""
    links = links_of(report)
    if request.POST.get("skad") == "arkusz":
        return f"{links.sheet}#{'komentarz' if 'odpowiedz' in request.POST else anchor(address)}"
    return links.remarks_at(address)


def _shown(request: ActorRequest, report: UUID, address: str, error: ReportError | None = None) -> HttpResponse:
    details = report_for(request.actor, report)
    try:
        spec = existing_cell(details.definition, details.sheet, address)
    except (UnknownCell, CellError):
        raise CellNotFound from None
    beside = Beside(details)
    own = [one for one in beside.threads if one.thread.address == address]
    if wants_json(request):
        return JsonResponse(_told(details, address, own) | {"flags": beside.flags.get(address, "")})
    before = prior_values(details.report).get(address)
    context = {
        "cell": {
            "place": place_of(details, address),
            "row": row_label(details.definition, details.sheet, spec.section.code, address.split(".")[1]),
            "column": words(spec.column.title),
            "now": format_cell(spec, details.sheet.cells.get(address)),
            "before": before.text if before else "",
            "url": links_of(report).remarks_at(address),
            "anchor": anchor(address),
            "address": address,
        },
        "threads": own,
        "may": may_write(details),
        "error": error,
        "typed": request.POST.get("tekst", "") if error else "",
        "answering": number(request.POST.get("odpowiedz")) if error else 0,
    }
    return render(
        request, "reporter/cell_remarks.html", frame(details) | context, status=error.status if error else 200
    )


def _told(details: ReportDetails, address: str, own: list[ThreadView]) -> dict[str, Any]:
    """For the panel of the sheet."""
    return {
        "place": place_of(details, address),
        "may": may_write(details),
        "entries": [
            _entry(one.opening)
            | {
                "told": one.thread.told,
                "waits": one.thread.waits,
                "answers": [_entry(answer) for answer in one.answers],
            }
            for one in own
        ],
    }


def _entry(entry: Remark) -> dict[str, Any]:
    return {
        "id": entry.pk,
        "kind": entry.kind,
        "text": entry.text,
        "by": entry.person_name,
        "unit": entry.unit_name,
        "at": entry.at.isoformat(),
        "resolved": entry.resolved,
    }
