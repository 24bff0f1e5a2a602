# SPDX-License-Identifier: EUPL-1.2
"""What the templates of one report are given."""

import json
from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from shared import clock
from ssoz.reports.queries import Live, ReportDetails, Verdict, live, prior_values, verdict
from ssoz.rounds.periods import earlier, period_words
from ssoz.www import tours
from ssoz.www.reporter.beside import Beside
from ssoz.www.reporter.help import help_of
from ssoz.www.reporter.links import checks_url, links_of
from ssoz.www.reporter.names import list_names
from ssoz.www.reporter.presentation.contents import NO_VERDICT
from ssoz.www.reporter.presentation.findings import VerdictView
from ssoz.www.reporter.presentation.judging import judged, told
from ssoz.www.reporter.presentation.page import json_html, sheet_page
from ssoz.www.reporter.presentation.prior import prior_html
from ssoz.www.reporter.presentation.refusals import NOTHING_REFUSED, Refusals
from ssoz.www.reporter.presentation.words import anchor, language, note_html, place_name, words
from ssoz.www.reporter.shortcuts import shortcut

READ_OFF = ("place", "check")  # of a finding: the page's script reads them off the page and the finding's key
PRIOR = "ssoz_poprzedni"  # a wish of the browser: nothing is kept here


def verdict_of(details: ReportDetails, found: Verdict | None) -> VerdictView | None:
    return None if found is None else judged(details.definition, details.sheet, found.findings)


def sheet_context(
    details: ReportDetails,
    shown: VerdictView | None = None,
    refused: Refusals = NOTHING_REFUSED,
    prior: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, Any]:
    report = details.report
    beside = Beside(details)
    page = sheet_page(
        details.definition,
        details.sheet,
        editable=details.editable,
        verdict=shown or NO_VERDICT,
        refused=refused,
        flags={**prior, **{address: flag + prior.get(address, "") for address, flag in beside.flags.items()}},
    )
    return frame(details) | {
        "page": page,
        "contents": page.contents,
        "checked": shown is not None,
        "verdict": shown,
        "refused": refused,
        "refusals": _refusals(details, refused),
        "decides": details.can_return or details.can_accept or details.can_reopen or bool(details.decision_refusal),
        "can_zero": details.can_send_zero and shown is None,
        "edited_today": report.edited_at is not None and localtime(report.edited_at).date() == clock.today(),
        "note": note_html(details.definition.note),
        "beside": beside,
        "returned": next((move for move in reversed(details.transitions) if move.reason), None),
    }


def frame(details: ReportDetails) -> dict[str, Any]:
    """What every page of one report shows around its content."""
    report, form = details.report, details.definition
    return {
        "details": details,
        "report": report,
        "form": form,
        "title": words(form.title),
        "period": period_words(report.round.period_start, report.round.period_end),
        "links": links_of(report.public_id),
        "list": list_names(form.kind, report.status),
        "here": form.form,
    }


def sheet_response(
    request: HttpRequest,
    details: ReportDetails,
    *,
    refused: Refusals = NOTHING_REFUSED,
    status: int = 200,
    checked: bool = False,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """`checked`: show what the checks say. A page on which a report is filled in goes on verifying by itself."""
    beside: dict[str, Any] = {}
    found: Verdict | None = None
    if details.editable:
        now = live(details.report, language())
        found, beside = now.verdict, live_context(details, now)
    elif checked:
        found = verdict(details.actor, details.report.public_id, language())
    remembered = _prior(request, details)
    context = sheet_context(details, verdict_of(details, found) if checked else None, refused, remembered)
    context |= {"prior": bool(remembered), "prior_asked": wants_prior(request)} | beside | (extra or {})
    if details.editable and not details.on_behalf and details.report.times_sent == 0:
        context["shortcut"] = shortcut(details.actor, [details.definition.form])
    context |= {"help": help_of(details), "tour": tours.offered(request, "sheet") if details.editable else None}
    return render(request, "reporter/sheet.html", context, status=status)


def wants_prior(request: HttpRequest) -> bool:
    """Asked for by a link; the page's script keeps the wish for the pages that follow."""
    return request.GET.get("poprzedni", request.COOKIES.get(PRIOR, "")) == "1"


def prior_period(details: ReportDetails) -> str:
    """The period before the report's own, in words."""
    start = earlier(details.report.round.period_start, details.definition.period, 1)
    return period_words(start, details.report.round.period_start - timedelta(days=1)) if start else ""


def _prior(request: HttpRequest, details: ReportDetails) -> Mapping[str, str]:
    if not wants_prior(request):
        return {}
    return prior_html(details.definition, details.sheet, prior_values(details.report), prior_period(details))


def live_context(details: ReportDetails, now: Live) -> dict[str, Any]:
    """What the script needs: where the trees lie, what they read beside the cells, what is found now."""
    known = told(details.definition, details.sheet, now.verdict.findings)
    findings = [{name: fact for name, fact in one.items() if fact and name not in READ_OFF} for one in known]
    return {
        "live": json_html(json.dumps(now.context | {"findings": findings}, ensure_ascii=False, separators=(",", ":"))),
        "checks_url": checks_url(details.report.round.edition_id, now.digest),
    }


def part(request: HttpRequest, name: str, context: dict[str, Any]) -> str:
    """A piece of the page drawn anew for the script."""
    return render_to_string(f"reporter/_{name}.html", context, request)


def place_of(details: ReportDetails, address: str) -> str:
    return place_name(details.definition, details.sheet, address)


def _refusals(details: ReportDetails, refused: Refusals) -> list[tuple[str, str, str]]:
    return [(place_of(details, address), anchor(address), message) for address, message in refused.sentences]
