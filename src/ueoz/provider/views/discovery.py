# SPDX-License-Identifier: EUPL-1.2
"""What a system may read about us before it asks."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ueoz.provider import claims, keys
from ueoz.provider.toolkit import SCOPES
from ueoz.provider.validator import Validator


@require_safe
def configuration(request: HttpRequest) -> HttpResponse:
    """OpenID Connect Discovery 1.0: only what is true, so that nobody tries the rest."""
    methods = ["client_secret_basic", "client_secret_post"]
    said = {
        "issuer": settings.BASE_URL,
        "authorization_endpoint": _address("authorize"),
        "token_endpoint": _address("token"),
        "userinfo_endpoint": _address("userinfo"),
        "revocation_endpoint": _address("revoke"),
        "jwks_uri": _address("jwks"),
        "end_session_endpoint": _address("logout"),
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "acr_values_supported": list(claims.LEVELS),
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_methods_supported": methods,
        "code_challenge_methods_supported": ["S256"],
        "claims_supported": Validator().get_discovery_claims(request),
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "ui_locales_supported": [code for code, _name in settings.LANGUAGES],
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "authorization_response_iss_parameter_supported": True,
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
    }
    return _for_everybody(JsonResponse(said))


@require_safe
def jwks(request: HttpRequest) -> HttpResponse:
    """The public keys, the newest first."""
    return _for_everybody(JsonResponse({"keys": keys.published_set()}))


def _address(name: str) -> str:
    return settings.BASE_URL + reverse(f"provider:{name}")


def _for_everybody(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={int(keys.KEPT_BY_CLIENTS.total_seconds())}"
    return response
