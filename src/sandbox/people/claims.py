# SPDX-License-Identifier: EUPL-1.2
"""What the provider vouches for."""

from typing import Any

from oauth2_provider.oauth2_validators import OAuth2Validator
from oauthlib.common import Request

SUBSTANTIAL = "http://eidas.europa.eu/LoA/substantial"


class Validator(OAuth2Validator):  # type: ignore[misc]  # the toolkit has no types
    """Names and e-mail by scope; PESEL in the answer of userinfo and nowhere else."""

    oidc_claim_scope = {**OAuth2Validator.oidc_claim_scope, "acr": "openid"}

    def get_additional_claims(self) -> dict[str, Any]:
        return {
            "sub": lambda request: request.user.sub,
            "given_name": lambda request: request.user.given_name,
            "family_name": lambda request: request.user.family_name,
            "email": lambda request: request.user.email,
            "acr": lambda request: SUBSTANTIAL,
        }

    def get_userinfo_claims(self, request: Request) -> dict[str, Any]:
        """An ID token travels as id_token_hint in addresses and so into logs: PESEL must not be in it."""
        claims: dict[str, Any] = super().get_userinfo_claims(request)
        if "pesel" in request.scopes:
            claims["pesel"] = request.user.pesel
        return claims
