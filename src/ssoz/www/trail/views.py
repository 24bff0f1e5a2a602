# SPDX-License-Identifier: EUPL-1.2
"""Searching the trail and taking it along. Both are events themselves: the trail tells who did what."""

import csv
from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ssoz.access.permissions import Permission
from ssoz.access.views import ActorRequest, permission_required
from ssoz.audit.operations import record, record_look
from ssoz.audit.queries import Sought, all_found, search
from ssoz.www.trail.forms import SearchPageForm
from ssoz.www.trail.lines import Line, lines

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


@permission_required(Permission.AUDIT_VIEW)
@require_safe
def search_page(request: ActorRequest) -> HttpResponse:
    form = SearchPageForm(request.GET)
    if not form.is_valid():
        return render(request, "trail/search.html", {"form": form}, status=422)
    after = request.GET.get("after", "")
    found = search(form.sought(), after=int(after) if after.isdecimal() else None)
    people = [event.person_id for event in found.events if event.person_id]
    record_look(by=request.actor, object_type="trail", people=people)
    context = {"form": form, "lines": lines(found.events), "next": found.next, "is_first": not after}
    return render(request, "trail/search.html", context)


@permission_required(Permission.AUDIT_VIEW)
@require_safe
def file(request: ActorRequest) -> HttpResponseBase:
    """Everything that was found, however much, a piece at a time."""
    form = SearchPageForm(request.GET)
    if not form.is_valid():
        return render(request, "trail/search.html", {"form": form}, status=422)
    narrowed = {name: str(value) for name, value in form.cleaned_data.items() if value and name != "person"}
    record(by=request.actor, action="trail_exported", object_type="trail", object_id="", data={"filters": narrowed})
    headers = {"Content-Disposition": 'attachment; filename="dziennik-zdarzen.csv"'}
    return StreamingHttpResponse(_rows(form.sought()), content_type="text/csv; charset=utf-8", headers=headers)


def _rows(sought: Sought) -> Iterator[str]:
    out = csv.writer(Echo(), delimiter=";", lineterminator="\r\n")
    heading = [_("Numer"), _("Czas"), _("Zdarzenie"), _("Osoba"), _("Role"), _("Adres sieciowy"), _("Obiekt")]
    yield BOM + str(out.writerow([*heading, _("Rodzaj obiektu"), _("Identyfikator obiektu")]))
    for events in all_found(sought):
        for line in lines(events):
            yield str(out.writerow(_cells(line)))


def _cells(line: Line) -> list[str]:
    at = timezone.localtime(line.at).isoformat(sep=" ", timespec="seconds")
    texts = [line.text, line.who, line.roles, line.address, line.object, line.object_type, line.object_id]
    return [str(line.number), at, *(f"'{text}" if text.startswith(FORMULAS) else text for text in texts)]
