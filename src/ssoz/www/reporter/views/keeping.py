# SPDX-License-Identifier: EUPL-1.2
"""What the page asks by itself so that nothing is lost: its key, what others write, the history of a cell."""

from base64 import b64encode
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from ssoz.access.context import session_clock
from ssoz.access.views import ActorRequest, background, permission_required
from ssoz.reports.queries import cell_history, changes_since, report_for
from ssoz.www.reporter.answering import plainly, wants_json
from ssoz.www.reporter.cards.doors import FILLERS as CARD_FILLERS
from ssoz.www.reporter.posting import number
from ssoz.www.reporter.presentation.words import anchor
from ssoz.www.reporter.rendering import frame, place_of
from ssoz.www.reporter.saving import told_meanwhile
from ssoz.www.reporter.views.listing import ANY_LIST
from ssoz.www.reporter.views.saving import FILLERS


@never_cache
@background
@permission_required(*FILLERS, *CARD_FILLERS)
@require_GET
def key(request: ActorRequest) -> HttpResponse:
    """The key under which this person's unsent edits lie in the browser: theirs in every session, nobody else's.

    It is never written down: the page that was given it forgets it when it is closed (ADR 0106). The token is for a
    page on which the same person has signed in again elsewhere.
    """
    secret = salted_hmac("ssoz.edits.key", str(request.actor.person_id), algorithm="sha256").digest()
    owner = session_clock(request, request.actor)["person"]
    return JsonResponse({"key": b64encode(secret).decode(), "person": owner, "token": get_token(request)})


@permission_required(*FILLERS)
@require_GET
def keyboard(request: ActorRequest) -> HttpResponse:
    """What keys mean on the sheet, for who asks."""
    return render(request, "reporter/_keys.html")


@never_cache
@background
@permission_required(*FILLERS)
@require_GET
@plainly
def changes(request: ActorRequest, report: UUID) -> HttpResponse:
    """What other people and other tabs have saved since the version the page knows."""
    since = max(0, number(request.GET.get("od")))
    return JsonResponse(told_meanwhile(changes_since(request.actor, report, since)))


@never_cache
@permission_required(*ANY_LIST)
@require_safe
@plainly
def cell(request: ActorRequest, report: UUID, address: str) -> HttpResponse:
    """Who wrote what into a cell and when: a page, or the part of it that a script puts beside the cell."""
    found = cell_history(request.actor, report, address, max(0, number(request.GET.get("przed"))))
    context: dict[str, Any] = {"history": found}
    if wants_json(request):
        return JsonResponse({"html": render_to_string("reporter/_cell.html", context, request)})
    details = report_for(request.actor, report)
    context |= frame(details) | {"place": place_of(details, address), "anchor": anchor(address)}
    return render(request, "reporter/cell.html", context)
