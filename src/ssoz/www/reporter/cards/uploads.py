# SPDX-License-Identifier: EUPL-1.2
"""Cards from a file: sent, looked through with what is wrong in each line, taken in or dropped."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared import clock
from ssoz.access.views import ActorRequest, permission_required
from ssoz.attachments.uploads import too_large
from ssoz.cards import operations
from ssoz.cards.columns import template
from ssoz.cards.errors import BadRequest, NotAllowed
from ssoz.cards.queries import edition_for, upload_for
from ssoz.catalogue.queries import definition_of
from ssoz.www.questions import questionnaire_first
from ssoz.www.reporter.cards.doors import FILLERS, plainly
from ssoz.www.reporter.cards.tables import csv_bytes, workbook_bytes
from ssoz.www.reporter.presentation.words import words

SHOWN = 200
AGAIN = "3"  # seconds after which the page asks whether the file has been read
CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permission_required(*FILLERS)
@require_http_methods(["GET", "HEAD", "POST"])
@plainly
@questionnaire_first
def upload_page(request: ActorRequest) -> HttpResponse:
    unit = _unit(request)
    if request.method != "POST":
        return _page(request, unit)
    sent = request.FILES.get("plik")
    if sent is None:
        sentence = _("Plik jest za duży. Podziel go na mniejsze.") if too_large(request) else _("Wybierz plik.")
        return _page(request, unit, sentence, status=422)
    year = request.POST.get("rok", "")
    try:
        number = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0
        file = operations.File(name=sent.name or "", data=sent.read(), year=number, unit=unit)
        upload = operations.store_upload(by=request.actor, file=file)
    except BadRequest as error:
        return _page(request, unit, error.sentence, status=error.status)
    return HttpResponseRedirect(reverse("cards:preview", args=(upload.public_id,)))


def _unit(request: ActorRequest) -> UUID | None:
    try:
        return UUID(request.GET["jednostka"]) if "jednostka" in request.GET else None
    except ValueError:
        return None


def _page(request: ActorRequest, unit: UUID | None, problem: str = "", status: int = 200) -> HttpResponse:
    home = operations.unit_for(by=request.actor, unit=unit)
    this = clock.today().year
    form = definition_of(edition_for(this))
    context: dict[str, Any] = {
        "unit": home,
        "problem": problem,
        "year": request.POST.get("rok", str(this - 1)),
        "columns": [(one.name, _title(one), one.spec.required) for one in template(form)],
        "list": reverse("cards:list"),
    }
    return render(request, "reporter/cards/upload.html", context, status=status)


def _title(one: Any) -> str:
    return words(one.spec.row.title if one.spec.row else one.spec.column.title)


@permission_required(*FILLERS)
@require_safe
@plainly
def preview(request: ActorRequest, upload: UUID) -> HttpResponse:
    """What the file would bring; while it is being read, the page comes again by itself."""
    return _preview(request, upload)


def _preview(request: ActorRequest, upload: UUID, message: str = "", status: int = 200) -> HttpResponse:
    details = upload_for(request.actor, upload)
    context = {
        "details": details,
        "upload": details.upload,
        "message": message,
        "problems": details.problems[:SHOWN],
        "more": len(details.problems) > SHOWN,
        "list": reverse("cards:list"),
        "send": reverse("cards:upload"),
    }
    answer = render(request, "reporter/cards/preview.html", context, status=status)
    if details.is_reading:
        answer["Refresh"] = AGAIN
    return answer


@permission_required(*FILLERS)
@require_POST
@plainly
def decide(request: ActorRequest, upload: UUID) -> HttpResponse:
    """„Wczytaj” or „Porzuć”."""
    try:
        if "porzuc" in request.POST:
            operations.drop_upload(by=request.actor, upload=upload)
            messages.success(request, _("Plik porzucony, nic z niego nie wczytano."))
            return HttpResponseRedirect(reverse("cards:upload"))
        done = operations.take_in(by=request.actor, upload=upload, doubtful="podobne" in request.POST)
    except NotAllowed as error:
        return _preview(request, upload, error.sentence, error.status)
    messages.success(request, _("Wczytano karty: %(count)d.") % {"count": done.taken})
    return HttpResponseRedirect(reverse("cards:list"))


@permission_required(*FILLERS)
@require_safe
@plainly
def problems_file(request: ActorRequest, upload: UUID) -> HttpResponse:
    """What is wrong, line by line, to mend the file by."""
    details = upload_for(request.actor, upload)
    rows = [[line, one.column, one.text, one.message] for line, one in details.problems]
    head = [_("Wiersz"), _("Kolumna"), _("Wpisano"), _("Uwaga")]
    return _file(csv_bytes([head, *rows]), CSV, "bledy.csv")


@permission_required(*FILLERS)
@require_safe
@plainly
def template_file(request: ActorRequest, kind: str) -> HttpResponse:
    """An empty file with the columns; as a workbook with what they mean on a second sheet."""
    columns = template(definition_of(edition_for(clock.today().year)))
    names = [one.name for one in columns]
    if kind == "csv":
        return _file(csv_bytes([names]), CSV, "karty-wzor.csv")
    meaning = [[one.name, _title(one), _codes(one)] for one in columns]
    sheets = {"Karty": [names], "Kolumny": [[_("Kolumna"), _("Pole"), _("Co wpisać")], *meaning]}
    return _file(workbook_bytes(sheets), XLSX, "karty-wzor.xlsx")


def _codes(one: Any) -> str:
    codes = one.spec.codes or {}
    if codes and len(codes) <= 40:
        return "; ".join(f"{code} {name}" for code, name in codes.items())
    kinds = {"date": _("data: rrrr-mm-dd"), "int": _("liczba całkowita"), "bool": _("tak albo nie")}
    return _("kod ze słownika") if codes else kinds.get(one.spec.type.kind, "")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
