# SPDX-License-Identifier: EUPL-1.2
"""RP-initiated logout: a system sends somebody here to end the session of UEOZ as well."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from ueoz.accounts.enums import SessionEnd
from ueoz.accounts.operations import sign_out
from ueoz.accounts.queries import own_session
from ueoz.provider import asking, hints, locales
from ueoz.provider.asking import BadRequest
from ueoz.provider.models import Client
from ueoz.provider.queries import client_named
from ueoz.provider.views.leading import leading_to

PARAMETERS = ("id_token_hint", "client_id", "post_logout_redirect_uri", "state", "logout_hint", locales.LOCALES)


@dataclass(frozen=True)
class Leaving:
    """A logout request that may be followed: who asks, about whom, and where people go afterwards."""

    client: Client | None
    subject: str
    target: str


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def logout(request: HttpRequest) -> HttpResponse:
    """End the session at once when the person's own ID token comes along; ask otherwise."""
    if request.method == "POST":  # from another site, so without a session: it comes again as GET
        known = {name: value for name, value in request.POST.dict().items() if name in PARAMETERS}
        response = HttpResponseRedirect(f"{request.path}?{urlencode(locales.narrowed(known))}")
        response.status_code = 303
        return response
    return _answer(request, confirmed=False)


@csrf_protect
@never_cache
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """„Wyloguj się” on our own page."""
    return _answer(request, confirmed=True)


def _answer(request: HttpRequest, *, confirmed: bool) -> HttpResponse:
    locales.speak(request)
    try:
        leaving = _read(asking.plain(request.GET))
    except BadRequest as refusal:
        return render(request, "provider/refused.html", {"reason": refusal.description}, status=400)
    session = own_session(request)
    if session and not confirmed and leaving.subject != session.account.subject:
        values = {"client": leaving.client, "query": request.GET.urlencode()}
        page = render(request, "provider/leave.html", values)
        return leading_to([leaving.target] if leaving.target else [], page)
    if session:
        sign_out(request=request, reason=SessionEnd.CLIENT_ASKED)
    return HttpResponseRedirect(leaving.target) if leaving.target else render(request, "provider/left.html")


def _read(parameters: dict[str, str]) -> Leaving:
    text, client_id = parameters.get("id_token_hint", ""), parameters.get("client_id", "")
    hint = hints.read(text)
    if text and hint is None:
        raise BadRequest("invalid_request", "id_token_hint is not a token of ours")
    if hint and client_id and hint.client_id != client_id:
        raise BadRequest("invalid_request", "id_token_hint belongs to another client")
    name = client_id or (hint.client_id if hint else "")
    client = client_named(name) if name else None
    if name and client is None:
        raise BadRequest("invalid_request", "client_id is unknown")
    return Leaving(client, hint.subject if hint else "", _target(client, parameters))


def _target(client: Client | None, parameters: dict[str, str]) -> str:
    """Where the client wants people to go, if it has said so beforehand, to the letter."""
    address, state = parameters.get("post_logout_redirect_uri", ""), parameters.get("state", "")
    if not address:
        return ""
    if client is None or address not in str(client.post_logout_redirect_uris).split():
        raise BadRequest("invalid_request", "post_logout_redirect_uri is not registered")
    separator = "&" if "?" in address else "?"
    return f"{address}{separator}{urlencode({'state': state})}" if state else address
