# SPDX-License-Identifier: EUPL-1.2
"""How the toolkit is to behave: authorization code with PKCE S256, RS256, hashed tokens, nothing else."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

CODE_LIFE = timedelta(minutes=1)
ID_TOKEN_LIFE = timedelta(minutes=5)
ACCESS_TOKEN_LIFE = timedelta(minutes=5)
REFRESH_TOKEN_LIFE = timedelta(hours=12)
LONGEST = timedelta(hours=24)  # however often refreshed: then people sign in again
SCOPES = {
    "openid": _("potwierdzenie tożsamości"),
    "profile": _("imię i nazwisko"),
    "email": _("adres e-mail"),
    "pesel": _("numer PESEL"),
}


def toolkit_settings(issuer: str) -> dict[str, Any]:
    """Return OAUTH2_PROVIDER for a provider of this name."""
    return {
        "OIDC_ENABLED": True,
        "OIDC_ISS_ENDPOINT": issuer,
        "OAUTH2_VALIDATOR_CLASS": "ueoz.provider.validator.Validator",
        "SCOPES_BACKEND_CLASS": "ueoz.provider.scopes.ClientScopes",
        "SCOPES": SCOPES,
        "DEFAULT_SCOPES": [],
        "ALLOWED_REDIRECT_URI_SCHEMES": ["https"] if issuer.startswith("https://") else ["https", "http"],
        "CLIENT_SECRET_HASHER": "client_secret",
        "PKCE_REQUIRED": True,
        "AUTHORIZATION_CODE_EXPIRE_SECONDS": int(CODE_LIFE.total_seconds()),
        "ACCESS_TOKEN_EXPIRE_SECONDS": int(ACCESS_TOKEN_LIFE.total_seconds()),
        "ID_TOKEN_EXPIRE_SECONDS": int(ID_TOKEN_LIFE.total_seconds()),
        "REFRESH_TOKEN_EXPIRE_SECONDS": int(REFRESH_TOKEN_LIFE.total_seconds()),
        "REFRESH_TOKEN_REUSE_PROTECTION": True,
        "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
        "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
        "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
        "COMPLIANT_BCP_RFC9700_PKCE_REQUIRED": True,
        "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
        "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
        "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
        "COMPLIANT_BCP_RFC9700_REFRESH_TOKEN": True,
        "COMPLIANT_BCP_RFC9700_REDIRECT_URI_MATCHING": True,
        "COMPLIANT_BCP_RFC9700_REDIRECT_URI_SCHEME": issuer.startswith("https://"),
    }
