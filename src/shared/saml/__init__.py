# SPDX-License-Identifier: EUPL-1.2
"""SAML 2.0 in one fixed profile, that of the national node; both sides, no negotiation (ADR 0070)."""

from shared.saml.documents import MAX_BYTES
from shared.saml.errors import Reason, SamlError
from shared.saml.identity_provider import Client, IdentityProvider
from shared.saml.messages import ArtifactResolve, Assertion, Assurance, AuthnRequest, LogoutRequest, Message, Status
from shared.saml.service_provider import ServiceProvider
from shared.saml.signatures import SigningKey, load_certificates, load_key

__all__ = [
    "MAX_BYTES",
    "ArtifactResolve",
    "Assertion",
    "Assurance",
    "AuthnRequest",
    "Client",
    "IdentityProvider",
    "LogoutRequest",
    "Message",
    "Reason",
    "SamlError",
    "ServiceProvider",
    "SigningKey",
    "Status",
    "load_certificates",
    "load_key",
]
