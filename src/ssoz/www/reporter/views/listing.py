# SPDX-License-Identifier: EUPL-1.2
"""„Do wypełnienia”, „Do weryfikacji”, „Do korekty”, „Zatwierdzone”, „Wszystkie”."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared import clock
from ssoz.access.errors import Forbidden
from ssoz.access.permissions import for_kind, list_permissions
from ssoz.access.views import ActorRequest, permission_required
from ssoz.reports.enums import ReportKind
from ssoz.reports.queries import counts, reports_for
from ssoz.www.questions import questionnaire_first
from ssoz.www.reporter.lists import empty, row, tabs
from ssoz.www.reporter.names import ALL, KINDS, STATUSES, list_url
from ssoz.www.reporter.shortcuts import shortcut

PAGE = 50
ANY_LIST = tuple(dict.fromkeys(permission for kind in ReportKind for permission in list_permissions(kind)))


@permission_required(*ANY_LIST)
@require_safe
@questionnaire_first
def list_page(request: ActorRequest, kind: str, status: str) -> HttpResponse:
    if kind not in KINDS or status not in {*STATUSES, ALL}:
        raise Http404
    chosen, wanted = KINDS[kind], STATUSES.get(status)
    if not request.actor.may(*list_permissions(chosen)):
        raise Forbidden(for_kind("REPORT_READ", chosen))
    search = request.GET.get("szukaj", "").strip()[:200]
    number = _page_number(request)
    found = list(reports_for(request.actor, chosen, wanted, search)[(number - 1) * PAGE : number * PAGE + 1])
    today = clock.today()
    own = request.actor.may(for_kind("REPORT_FILL", chosen)) and all(
        report.unit_id == request.actor.unit_id for report in found
    )
    return render(
        request,
        "reporter/list.html",
        {
            "heading": chosen.label,
            "tabs": tabs(chosen, counts(request.actor)[chosen]),
            "here": {"url": list_url(chosen, wanted or ""), "title": wanted.label if wanted else _("Wszystkie")},
            "rows": [row(request.actor, report, today) for report in found[:PAGE]],
            "shortcut": shortcut(request.actor, (report.round.form for report in found)) if own else None,
            "show_unit": not own,
            "searchable": not own or search,
            "search": search,
            "empty": empty(chosen, wanted, reporter=own, search=search),
            "earlier": _page_url(search, number - 1) if number > 1 else "",
            "later": _page_url(search, number + 1) if len(found) > PAGE else "",
        },
    )


def _page_number(request: ActorRequest) -> int:
    raw = request.GET.get("strona", "1")
    return max(1, int(raw)) if raw.isascii() and raw.isdigit() and len(raw) < 6 else 1


def _page_url(search: str, number: int) -> str:
    found = {"szukaj": search} if search else {}
    return "?" + urlencode({**found, "strona": str(number)})
