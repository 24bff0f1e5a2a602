# SPDX-License-Identifier: EUPL-1.2
"""Where systems ask without a browser: tokens, their revocation, who somebody is."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.views import RevokeTokenView, TokenView, UserInfoView

from ueoz.provider import asking
from ueoz.provider.asking import BadRequest

GRANTS = ("authorization_code", "refresh_token")


def refused(error: str, description: str) -> HttpResponse:
    """An answer as RFC 6749, 5.2 wants it."""
    return _unkept(JsonResponse({"error": error, "error_description": description}, status=400))


@method_decorator(csrf_exempt, name="dispatch")  # servers ask, who bear no cookies
class Guarded:
    """Refuses what the database would choke on before the toolkit sees it; nothing may keep the answer.

    Addresses are written to logs, so tokens, codes and secrets do not come in them; the toolkit would take some.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET:
            return refused("invalid_request", "parameters come in the body, not in the address")
        try:
            asking.plain(request.POST)
        except BadRequest as refusal:
            return refused(refusal.error, refusal.description)
        return _unkept(super().dispatch(request, *args, **kwargs))  # type: ignore[misc]  # a view beside it has it


class Token(Guarded, TokenView):  # type: ignore[misc]  # the toolkit has no types
    """Codes and refresh tokens for tokens; no other grant exists here."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        grant = request.POST.get("grant_type")
        if grant not in GRANTS:
            return refused("unsupported_grant_type", "grant_type is authorization_code or refresh_token")
        if grant == "authorization_code" and not request.POST.get("redirect_uri"):
            return refused("invalid_request", "redirect_uri is missing")
        _address, headers, body, status = self.create_token_response(request)
        return HttpResponse(body, status=status, headers=headers)


class Revoke(Guarded, RevokeTokenView):  # type: ignore[misc]  # the toolkit has no types
    """A system gives a token back."""


class UserInfo(Guarded, UserInfoView):  # type: ignore[misc]  # the toolkit has no types
    """Who somebody is: names and e-mail by scope, PESEL for systems that may know it."""


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["Pragma"] = "no-cache"
    return response
