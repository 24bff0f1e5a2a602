# SPDX-License-Identifier: EUPL-1.2
"""Who asks, and whether they may."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from shared.addresses import written_path
from ssoz.access import sessions
from ssoz.access.actors import Actor, visitor
from ssoz.access.errors import Forbidden
from ssoz.access.navigation import address_of, safe_target, with_next
from ssoz.access.operations import refuse_access, sign_out
from ssoz.access.queries import actor_of
from ssoz.access.views import Rule, rule_of

log = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class ActorMiddleware:
    """Sets `request.actor` from the session, as the person and the profile stand at this moment."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = self._actor(request)  # type: ignore[attr-defined]  # typed by ActorRequest
        return self.get_response(request)

    def _actor(self, request: HttpRequest) -> Actor | None:
        person = request.session.get(sessions.PERSON)
        if person is None:
            return None
        profile = request.session.get(sessions.PROFILE)
        actor = actor_of(person, profile, address_of(request))
        if actor is None or sessions.life(request.session).is_over:
            if actor is not None:
                sign_out(by=actor, action="session_over")
            request.session.flush()
            return None
        if profile is not None and actor.profile_id is None:
            request.session[sessions.PROFILE] = None
        return actor


class PermissionMiddleware:
    """Refuses what the view's declaration does not allow, and writes every refusal down."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.FORBIDDEN:
            self._write_down(request)
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: object) -> HttpResponseBase | None:
        rule = rule_of(view)
        if rule is None:
            log.error("undeclared view", extra={"view": f"{view.__module__}.{view.__qualname__}"})
            raise PermissionDenied
        actor: Actor | None = request.actor  # type: ignore[attr-defined]  # set by ActorMiddleware
        if rule.is_public:
            return None
        if actor is None:
            return sign_in_first(request)
        if not (rule.is_background or request.headers.get("X-Background")):
            sessions.touch(request.session)
        return self._judge(request, actor, rule)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        request.refusal = str(error)  # type: ignore[attr-defined]  # read by _write_down only

    def _judge(self, request: HttpRequest, actor: Actor, rule: Rule) -> HttpResponseBase | None:
        if not rule.permissions or actor.may(*rule.permissions):
            return None
        if actor.profile_id is None and request.method == "GET":
            return HttpResponseRedirect(with_next("account:profiles", request.get_full_path()))
        refusal = Forbidden(rule.permissions[0])
        request.refusal = str(refusal)  # type: ignore[attr-defined]  # read by _write_down only
        raise refusal

    def _write_down(self, request: HttpRequest) -> None:
        by = getattr(request, "actor", None) or visitor(address_of(request))
        reason = getattr(request, "refusal", "")
        refuse_access(by=by, path=written_path(request), method=request.method or "", reason=reason)


def sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """Lead to the sign-in and back to the page; a script is told and does not follow."""
    if request.method == "GET" and not _is_script(request):
        return HttpResponseRedirect(with_next("account:sign_in", request.get_full_path()))
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    target = with_next("account:sign_in", safe_target(request, came_from, "/"))
    if not _is_script(request):
        return HttpResponseRedirect(target)
    sentence = _("Sesja wygasła. Zaloguj się ponownie: to, co zostało zapisane, czeka.")
    response = HttpResponse(sentence, status=401, content_type="text/plain; charset=utf-8")
    response["X-Sign-In"] = target
    return response


def _is_script(request: HttpRequest) -> bool:
    accepts = request.headers.get("Accept", "")
    return (
        "HX-Request" in request.headers or "X-Background" in request.headers or accepts.startswith("application/json")
    )
