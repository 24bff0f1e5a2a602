# SPDX-License-Identifier: EUPL-1.2
"""Explaining warnings and sending."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shared.design.formatting import moment
from ssoz.access.views import ActorRequest, permission_required
from ssoz.reports.enums import ReportStatus
from ssoz.reports.errors import BadRequest, NotAllowed, OpenFindings, ReportError
from ssoz.reports.operations import Sent
from ssoz.reports.operations import explain as explain_warning
from ssoz.reports.operations import send as send_report
from ssoz.reports.policies import check_can_send_zero
from ssoz.reports.queries import readers, report_for, verdict
from ssoz.www.reporter.answering import plainly, wants_json
from ssoz.www.reporter.beside import Beside
from ssoz.www.reporter.links import links_of
from ssoz.www.reporter.posting import number
from ssoz.www.reporter.presentation.contents import contents
from ssoz.www.reporter.presentation.judging import told
from ssoz.www.reporter.presentation.words import language
from ssoz.www.reporter.rendering import frame, sheet_response, verdict_of
from ssoz.www.reporter.views.saving import FILLERS

SENT = (ReportStatus.TO_VERIFY, ReportStatus.ACCEPTED)


@permission_required(*FILLERS)
@require_POST
@plainly
def explain(request: ActorRequest, report: UUID) -> HttpResponse:
    key, code, text = (request.POST.get(name, "") for name in ("klucz", "kod", "tekst"))
    try:
        explain_warning(by=request.actor, report=report, key=key, code=code, text=text)
    except BadRequest as error:
        if wants_json(request):
            raise
        return _judged_again(
            request, report, error, {"explaining": key, "explained_code": code, "explained_text": text}
        )
    if wants_json(request):
        return _explained(request, report, key)
    return HttpResponseRedirect(links_of(report).verify)


def _explained(request: ActorRequest, report: UUID, key: str) -> JsonResponse:
    """The finding as it stands now, for the page that stays open."""
    details = report_for(request.actor, report)
    found = [item for item in verdict(request.actor, report, language()).findings if item.finding.key == key]
    return JsonResponse({"findings": told(details.definition, details.sheet, found)})


@permission_required(*FILLERS)
@require_http_methods(["GET", "HEAD", "POST"])
@plainly
def send(request: ActorRequest, report: UUID) -> HttpResponse:
    """First what will be sent and by whom, then the deed; a second click on the button finds it done."""
    if request.method != "POST":
        return _ask_before_sending(request, report)
    zero = request.POST.get("zerowe") == "1"
    try:
        sent = send_report(by=request.actor, report=report, version=number(request.POST.get("wersja")), zero=zero)
    except OpenFindings as error:
        return _judged_again(request, report, error)
    return _done(request, sent)


def _done(request: ActorRequest, sent: Sent) -> HttpResponse:
    """The report with the good news, and the receipt beside it."""
    report = sent.report
    words = _already(sent) if sent.already else _("Sprawozdanie wysłane do weryfikacji.")
    receipt = reverse("reporter:receipt", args=[report.public_id, report.times_sent])
    link = format_html('<a href="{}">{}</a>', receipt, _("Pobierz potwierdzenie złożenia"))
    messages.success(request, format_html("{} {}", words, link))
    return HttpResponseRedirect(links_of(report.public_id).sheet)


def _already(sent: Sent) -> str:
    words = _("Sprawozdanie wysłano już %(moment)s (%(person)s). Nie trzeba wysyłać go ponownie.")
    return words % {"moment": moment(sent.report.sent_at), "person": sent.report.sent_by}


def _judged_again(
    request: ActorRequest, report: UUID, error: ReportError, typed: dict[str, Any] | None = None
) -> HttpResponse:
    """The sheet with its findings and the sentence on top."""
    messages.error(request, error.sentence)
    details = report_for(request.actor, report)
    return sheet_response(request, details, checked=True, status=error.status, extra=typed)


def _ask_before_sending(request: ActorRequest, report: UUID) -> HttpResponse:
    details = report_for(request.actor, report)
    zero = request.GET.get("zerowe") == "1"
    if details.report.status in SENT:  # „Wstecz” after sending
        return _done(request, Sent(details.report, already=True))
    if not details.can_send:
        raise NotAllowed(_("Tego sprawozdania nie można teraz wysłać."))
    if zero:
        check_can_send_zero(details.definition, details.sheet)
    judged = None if zero else verdict_of(details, verdict(request.actor, report, language()))
    if judged is not None and not judged.is_clean:
        return HttpResponseRedirect(links_of(report).verify)
    beside = Beside(details)
    if beside.waiting or beside.waiting_values:
        return _first_things_first(request, beside)
    context = {
        "zero": zero,
        "verdict": judged,
        "contents": contents(details.definition, details.sheet),
        "beside": beside,
        "readers": readers(details.report),
    }
    return render(request, "reporter/send.html", frame(details) | context)


def _first_things_first(request: ActorRequest, beside: Beside) -> HttpResponse:
    """Back to the sheet, where remarks are answered and values confirmed."""
    if beside.waiting:
        messages.warning(request, _("Przed wysłaniem odpowiedz na uwagi nadzorującego."))
        return HttpResponseRedirect(f"{beside.links.sheet}#komentarz")
    messages.warning(request, _("Przed wysłaniem potwierdź wartości przepisane z poprzedniego roku."))
    return HttpResponseRedirect(f"{beside.links.sheet}#przepisane")
