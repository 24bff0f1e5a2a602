# SPDX-License-Identifier: EUPL-1.2
"""The limits of a session."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from shared import clock
from ueoz.accounts import sessions
from ueoz.accounts.enums import SessionEnd
from ueoz.accounts.models import Session
from ueoz.accounts.operations import rest, sign_out

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def session_limits(get_response: GetResponse) -> GetResponse:
    """End a session nobody has used for half an hour, or that has lasted half a day."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if sessions.ACTIVE in request.session:
            _keep(request)
        return get_response(request)

    return middleware


def _keep(request: HttpRequest) -> None:
    row = request.session.get(sessions.ROW)
    if row is not None and not request.user.is_authenticated:  # blocked meanwhile
        request.session.flush()
    elif sessions.is_too_long(request.session):
        sign_out(request=request, reason=SessionEnd.TOO_LONG)
    elif sessions.is_idle(request.session):
        rest(request=request)
    elif sessions.is_due(request.session):
        request.session[sessions.ACTIVE] = clock.now().timestamp()
        if row is not None:
            Session.objects.filter(pk=row).update(active_at=clock.now())
