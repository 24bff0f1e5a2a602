# SPDX-License-Identifier: EUPL-1.2
"""Back-channel logout: the identity provider tells, server to server, that somebody's session there is over."""

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ssoz.access import operations
from ssoz.access.errors import LogoutRefused
from ssoz.access.navigation import address_of
from ssoz.access.views import public
from ssoz.www.account import logout_token

log = structlog.get_logger(__name__)


@csrf_exempt
@require_POST
@public
def end(request: HttpRequest) -> HttpResponse:
    """End the sessions the token names, at once; the next request of their browsers finds nobody signed in."""
    try:
        logout = logout_token.read(request.POST.get("logout_token", ""))
        ended = operations.end_sessions(logout=logout, address=address_of(request))
    except LogoutRefused as refusal:
        log.warning("logout_token_refused", reason=refusal.reason)
        said = {"error": "invalid_request", "error_description": refusal.reason}
        return _unkept(JsonResponse(said, status=refusal.status))
    log.info("sessions_ended_by_provider", sessions=ended)
    return _unkept(HttpResponse())


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
