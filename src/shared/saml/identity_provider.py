# SPDX-License-Identifier: EUPL-1.2
"""The side that knows who somebody is: what the sandbox's node speaks."""

import os
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha1

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.x509 import Certificate
from lxml import etree

from shared.saml import attributes
from shared.saml.documents import add, from_soap, in_soap, instant, new_id, one, parse, q, start, text_of, to_bytes
from shared.saml.encryption import encrypt
from shared.saml.errors import Reason, SamlError, wrapped
from shared.saml.messages import (
    ARTIFACT_BINDING,
    BEARER,
    UNSPECIFIED,
    ArtifactResolve,
    Assertion,
    Assurance,
    AuthnRequest,
    LogoutRequest,
    Status,
    begin,
    check_fresh,
    issuer_of,
)
from shared.saml.signatures import SigningKey, sign, verify

VALID_FOR = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True)
class Client:
    """A service the node serves. Its certificates are a list: old and new."""

    entity_id: str
    provider_name: str
    acs_urls: tuple[str, ...]
    certificates: tuple[Certificate, ...]
    encryption_certificate: Certificate


@dataclass(frozen=True, kw_only=True)
class IdentityProvider:
    """A node and the services it serves."""

    entity_id: str
    sso_url: str
    ars_url: str
    slo_url: str
    signing: SigningKey
    clients: Mapping[str, Client]

    def read_authn_request(self, raw: bytes, *, now: datetime) -> AuthnRequest:
        """Return what a known client asks for."""
        client, request = self._verified(parse(raw), "saml2p:AuthnRequest", now, self.sso_url)
        acs_url = request.get("AssertionConsumerServiceURL", "")
        if request.get("ProtocolBinding") != ARTIFACT_BINDING or acs_url not in client.acs_urls:
            raise SamlError(Reason.ADDRESSEE, "address or way of the answer")
        if request.get("ProviderName") != client.provider_name:
            raise SamlError(Reason.UNKNOWN_SENDER, "name other than registered")
        context = one(request, "saml2p:RequestedAuthnContext")
        with wrapped(Reason.ASSURANCE, "unknown level"):
            assurance = Assurance(text_of(one(context, "saml2:AuthnContextClassRef")))
        force = request.get("ForceAuthn") in {"true", "1"}
        return AuthnRequest(request.get("ID", ""), client.entity_id, acs_url, assurance, force)

    def new_artifact(self) -> str:
        """Return what goes through the browser in the answer's place (type 4, nothing to be guessed)."""
        source = sha1(self.entity_id.encode(), usedforsecurity=False).digest()
        return b64encode(b"\x00\x04\x00\x00" + source + os.urandom(20)).decode()

    def read_artifact_resolve(self, raw: bytes, *, now: datetime) -> ArtifactResolve:
        """Return which artifact a known client wants resolved."""
        message = from_soap(raw, "saml2p:ArtifactResolve")
        client, request = self._verified(message, "saml2p:ArtifactResolve", now, self.ars_url)
        return ArtifactResolve(client.entity_id, request.get("ID", ""), text_of(one(request, "saml2p:Artifact")))

    def response(self, request: AuthnRequest, assertion: Assertion, *, now: datetime) -> bytes:
        """Say who signed in, readable to the client alone; keep it until the artifact is resolved."""
        client = self.clients[request.issuer]
        key = client.encryption_certificate.public_key()
        if not isinstance(key, EllipticCurvePublicKey):
            raise SamlError(Reason.CONFIGURATION, "encryption certificate")
        message = self._answer("saml2p:Response", request.id, Status.SUCCESS, now)
        message.append(encrypt(self._assertion(request, assertion, now), key, (self.entity_id, client.entity_id)))
        return to_bytes(sign(message, self.signing))

    def refusal(self, request: AuthnRequest, status: Status, *, now: datetime) -> bytes:
        """Say why nobody signed in."""
        return to_bytes(sign(self._answer("saml2p:Response", request.id, status, now), self.signing))

    def artifact_response(self, resolve_id: str, response: bytes | None, *, now: datetime) -> bytes:
        """Hand over what an artifact stands for, or nothing if it is not known (any more)."""
        message = self._answer("saml2p:ArtifactResponse", resolve_id, Status.SUCCESS, now)
        if response is not None:
            message.append(parse(response))
        return in_soap(sign(message, self.signing))

    def read_logout_request(self, raw: bytes, *, now: datetime) -> LogoutRequest:
        """Return whose session a known client wants ended."""
        message = from_soap(raw, "saml2p:LogoutRequest")
        client, request = self._verified(message, "saml2p:LogoutRequest", now, self.slo_url)
        name, index = (text_of(one(request, part)) for part in ("saml2:NameID", "saml2p:SessionIndex"))
        return LogoutRequest(client.entity_id, request.get("ID", ""), name, index)

    def logout_response(self, request_id: str, status: Status = Status.SUCCESS, *, now: datetime) -> bytes:
        """Say how ending it went."""
        return in_soap(sign(self._answer("saml2p:LogoutResponse", request_id, status, now), self.signing))

    def _verified(self, message: etree._Element, name: str, now: datetime, here: str) -> tuple[Client, etree._Element]:
        if message.tag != q(name):
            raise SamlError(Reason.MALFORMED, f"not {name}")
        client = self.clients.get(issuer_of(message))
        if client is None:
            raise SamlError(Reason.UNKNOWN_SENDER, "not a client")
        signed = verify(message, client.certificates, now)
        check_fresh(signed, now)
        if signed.get("Destination", "" if here == self.sso_url else here) != here:
            raise SamlError(Reason.ADDRESSEE, "destination")
        return client, signed

    def _answer(self, name: str, request_id: str, status: Status, now: datetime) -> etree._Element:
        message = begin(name, self.entity_id, now, InResponseTo=request_id)
        code = add(message, "saml2p:Status")
        if status in {Status.SUCCESS, Status.REQUESTER, Status.RESPONDER}:
            add(code, "saml2p:StatusCode", Value=status)
        else:
            add(add(code, "saml2p:StatusCode", Value=Status.RESPONDER), "saml2p:StatusCode", Value=status)
        return message

    def _assertion(self, request: AuthnRequest, who: Assertion, now: datetime) -> etree._Element:
        issued, expires = instant(now), instant(now + VALID_FOR)
        assertion = start("saml2:Assertion", {"ID": new_id(), "Version": "2.0", "IssueInstant": issued})
        add(assertion, "saml2:Issuer", self.entity_id)
        subject = add(assertion, "saml2:Subject")
        add(subject, "saml2:NameID", who.name_id, Format=UNSPECIFIED)
        bounds = {"InResponseTo": request.id, "NotOnOrAfter": expires, "Recipient": request.acs_url}
        add(add(subject, "saml2:SubjectConfirmation", Method=BEARER), "saml2:SubjectConfirmationData", **bounds)
        conditions = add(assertion, "saml2:Conditions", NotBefore=issued, NotOnOrAfter=expires)
        add(add(conditions, "saml2:AudienceRestriction"), "saml2:Audience", request.issuer)
        statement = add(assertion, "saml2:AuthnStatement", AuthnInstant=issued, SessionIndex=who.session_index)
        context = add(statement, "saml2:AuthnContext")
        add(context, "saml2:AuthnContextClassRef", who.assurance)
        add(context, "saml2:AuthenticatingAuthority", who.authority)
        person = (who.given_name, who.family_name, who.birth_date, who.identifier)
        attributes.give(add(assertion, "saml2:AttributeStatement"), person)
        return assertion
