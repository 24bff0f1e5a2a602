# SPDX-License-Identifier: EUPL-1.2
"""The authorization endpoint: refuse, send to the sign-in, ask for consent, or hand out a code."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST
from django.views.generic import View
from oauth2_provider.exceptions import OAuthToolkitError
from oauth2_provider.views.mixins import OAuthLibMixin
from oauthlib.common import Request
from oauthlib.oauth2 import AccessDeniedError, OAuth2Error
from oauthlib.openid.connect.core.exceptions import ConsentRequired, LoginRequired

from shared import clock
from ueoz.accounts.models import Session
from ueoz.accounts.operations import enter_client
from ueoz.accounts.origins import origin_of
from ueoz.accounts.queries import current_session
from ueoz.accounts.views.entering import sign_in_towards
from ueoz.provider import asking, hints, locales
from ueoz.provider.asking import Asked, BadRequest
from ueoz.provider.models import Client
from ueoz.provider.toolkit import SCOPES
from ueoz.provider.views.leading import leading_to

HANDED_ON = ("client_id", "redirect_uri", "response_type", "state", "nonce", "code_challenge", "code_challenge_method")


@method_decorator(never_cache, name="dispatch")
class Authorize(OAuthLibMixin, View):  # type: ignore[misc]  # the toolkit has no types
    """Everything is checked before anybody is sent to the sign-in; nothing is shown that could be avoided."""

    def get(self, request: HttpRequest) -> HttpResponse:
        locales.speak(request)
        try:
            parameters = asking.plain(request.GET)
            if not parameters.get("redirect_uri"):
                raise BadRequest("invalid_request", "redirect_uri is missing")
        except BadRequest as refusal:
            return self.refuse(refusal.description)
        try:
            _scopes, credentials = self.validate_authorization_request(request)
            asked = self.read(parameters, credentials)
            return self.decide(request, asked, credentials)
        except OAuthToolkitError as error:
            return self.error(error)

    def read(self, parameters: dict[str, str], credentials: dict[str, Any]) -> Asked:
        """Hold the request to our profile; where to answer is known by now."""
        try:
            asking.check_profile(parameters)
            return asking.read(parameters)
        except BadRequest as refusal:
            error = OAuth2Error(description=refusal.description, request=credentials["request"])
            error.error = refusal.error
            raise OAuthToolkitError(error) from refusal

    def decide(self, request: HttpRequest, asked: Asked, credentials: dict[str, Any]) -> HttpResponse:
        inner = credentials["request"]
        session = current_session(request) if request.user.is_authenticated else None
        if session is None or asking.must_sign_in(asked, signed_in_at=session.began_at, now=clock.now()):
            if asked.silent:
                raise OAuthToolkitError(LoginRequired(request=inner))
            return self.sign_in(request)
        if not self.is_meant(request, session):
            raise OAuthToolkitError(LoginRequired(request=inner))
        if not self.has_consented(request, inner):
            if asked.silent:
                raise OAuthToolkitError(ConsentRequired(request=inner))
            return self.ask_consent(request, inner.client, inner.scopes)
        return self.hand_out(request, session, credentials)

    def sign_in(self, request: HttpRequest) -> HttpResponse:
        """The sign-in page at once, which leads back here, with proof of since when somebody must have signed in."""
        stamped = urlencode(asking.stamped(locales.narrowed(request.GET.dict()), clock.now()))
        return locales.go_on(request, sign_in_towards(request, f"{request.path}?{stamped}"))

    def is_meant(self, request: HttpRequest, session: Session) -> bool:
        """Whether the person signed in is the one the client has in mind."""
        text = request.GET.get("id_token_hint", "")
        hint = hints.read(text)
        return not text or (hint is not None and hint.subject == session.account.subject)

    def has_consented(self, request: HttpRequest, inner: Request) -> bool:
        """Systems of our own are not asked about; the others every time."""
        return bool(inner.client.skip_authorization)

    def ask_consent(self, request: HttpRequest, client: Client, scopes: list[str]) -> HttpResponse:
        values = {"client": client, "scopes": [SCOPES[scope] for scope in scopes], "query": request.GET.urlencode()}
        return leading_to(client.addresses, render(request, "provider/consent.html", values))

    @transaction.atomic
    def hand_out(self, request: HttpRequest, session: Session, credentials: dict[str, Any]) -> HttpResponse:
        inner = credentials["request"]
        client = inner.client
        visit = enter_client(
            by=origin_of(request), session=session, client_id=client.client_id, client_name=str(client)
        )
        kept = {name: credentials[name] for name in HANDED_ON if credentials.get(name) is not None}
        kept |= {"visit": visit, "client": client}
        address, _headers, _body, _status = self.create_authorization_response(
            request=request, scopes=" ".join(inner.scopes), credentials=kept, allow=True
        )
        return self.leave(address)

    def error(self, error: OAuthToolkitError) -> HttpResponse:
        """Back to the client where that is safe, else a page."""
        may_redirect, answer = self.error_response(error)
        if not may_redirect or not error.oauthlib_error.redirect_uri:
            return self.refuse(str(answer["error"].description or answer["error"].error))
        return self.leave(f"{answer['url']}&{urlencode({'iss': settings.BASE_URL})}")

    def refuse(self, reason: str) -> HttpResponse:
        return render(self.request, "provider/refused.html", {"reason": reason}, status=400)

    def leave(self, address: str) -> HttpResponse:
        return HttpResponseRedirect(address)


class Consent(Authorize):
    """The answer to „Czy zgadzasz się …”: the request again, and what the person said to it."""

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.get(request)

    def has_consented(self, request: HttpRequest, inner: Request) -> bool:
        if request.POST.get("allow") != "yes":
            raise OAuthToolkitError(AccessDeniedError(request=inner))
        return True


@csrf_exempt
@never_cache
def authorize(request: HttpRequest) -> HttpResponseBase:
    """The standard wants POST too. One from another site bears no session, so it comes again as GET."""
    if request.method == "POST":
        response = HttpResponseRedirect(f"{request.path}?{urlencode(locales.narrowed(request.POST.dict()))}")
        response.status_code = 303
        return response
    return Authorize.as_view()(request)


@csrf_protect
@require_POST
def consent(request: HttpRequest) -> HttpResponseBase:
    """„Zgadzam się” or „Nie zgadzam się”."""
    return Consent.as_view()(request)
