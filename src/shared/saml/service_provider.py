# SPDX-License-Identifier: EUPL-1.2
"""The side that asks the node who somebody is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.x509 import Certificate
from lxml import etree

from shared.saml import attributes
from shared.saml.documents import add, from_soap, in_soap, instant_of, one, q, text_of, to_bytes
from shared.saml.encryption import decrypt
from shared.saml.errors import Reason, SamlError, wrapped
from shared.saml.messages import (
    ARTIFACT_BINDING,
    BEARER,
    SKEW,
    UNSPECIFIED,
    Assertion,
    Assurance,
    Message,
    begin,
    check_fresh,
    check_status,
    issuer_of,
)
from shared.saml.signatures import SigningKey, sign, verify

Seen = Callable[[str, datetime], bool]


@dataclass(frozen=True, kw_only=True)
class ServiceProvider:
    """Everything a service needs to speak with one node. Certificates and decryption keys are lists: old and new."""

    entity_id: str
    provider_name: str
    acs_url: str
    assurance: Assurance
    sp_type: str
    signing: SigningKey
    decryption_keys: tuple[EllipticCurvePrivateKey, ...]
    node: str
    sso_url: str
    ars_url: str
    slo_url: str
    certificates: tuple[Certificate, ...]

    def authn_request(self, *, now: datetime) -> Message:
        """Ask the node to let somebody sign in anew."""
        answer = {"ProtocolBinding": ARTIFACT_BINDING, "AssertionConsumerServiceURL": self.acs_url}
        how = {"ForceAuthn": "true", "IsPassive": "false", "ProviderName": self.provider_name}
        where = {"Destination": self.sso_url}
        request = begin("saml2p:AuthnRequest", self.entity_id, now, **where, **how, **answer)
        extensions = add(request, "saml2p:Extensions")
        add(extensions, "eidas:SPType", self.sp_type)
        attributes.ask(add(extensions, "eidas:RequestedAttributes"))
        add(request, "saml2p:NameIDPolicy", AllowCreate="true", Format=UNSPECIFIED)
        context = add(request, "saml2p:RequestedAuthnContext", Comparison="minimum")
        add(context, "saml2:AuthnContextClassRef", self.assurance)
        return Message(request.get("ID", ""), to_bytes(sign(request, self.signing)))

    def artifact_resolve(self, artifact: str, *, now: datetime) -> Message:
        """Ask the node what an artifact stands for."""
        request = begin("saml2p:ArtifactResolve", self.entity_id, now, Destination=self.ars_url)
        add(request, "saml2p:Artifact", artifact)
        return self._in_soap(request)

    def read_artifact_response(
        self, raw: bytes, *, resolve_id: str, request_id: str, now: datetime, seen: Seen
    ) -> Assertion:
        """Return who signed in; `seen` remembers an assertion until it expires and says whether it knew it before."""
        outer = from_soap(raw, "saml2p:ArtifactResponse")
        self._check_answer(verify(outer, self.certificates, now), resolve_id, now)
        response = verify(one(outer, "saml2p:Response"), self.certificates, now)
        self._check_answer(response, request_id, now)
        if response.get("Destination", self.acs_url) != self.acs_url:
            raise SamlError(Reason.ADDRESSEE, "destination")
        if any(True for _ in response.iter(q("saml2:Assertion"))):
            raise SamlError(Reason.ENCRYPTION, "an assertion for all to read")
        assertion = decrypt(one(response, "saml2:EncryptedAssertion"), self.decryption_keys)
        if assertion.tag != q("saml2:Assertion") or issuer_of(assertion) != self.node:
            raise SamlError(Reason.UNKNOWN_SENDER, "assertion of somebody else")
        self._check_subject(assertion, request_id, now)
        expires = self._check_conditions(assertion, now)
        read = self._read(assertion)
        if seen(assertion.get("ID", ""), expires + SKEW):
            raise SamlError(Reason.REPLAY, "assertion")
        return read

    def logout_request(self, name_id: str, session_index: str, *, now: datetime) -> Message:
        """Ask the node to end a session."""
        request = begin("saml2p:LogoutRequest", self.entity_id, now, Destination=self.slo_url)
        add(request, "saml2:NameID", name_id, Format=UNSPECIFIED)
        add(request, "saml2p:SessionIndex", session_index)
        return self._in_soap(request)

    def read_logout_response(self, raw: bytes, *, request_id: str, now: datetime) -> None:
        """Make sure that the node ended it."""
        response = verify(from_soap(raw, "saml2p:LogoutResponse"), self.certificates, now)
        self._check_answer(response, request_id, now)

    def _in_soap(self, request: etree._Element) -> Message:
        return Message(request.get("ID", ""), in_soap(sign(request, self.signing)))

    def _check_answer(self, message: etree._Element, request_id: str, now: datetime) -> None:
        if issuer_of(message) != self.node:
            raise SamlError(Reason.UNKNOWN_SENDER, "not the node")
        if message.get("InResponseTo") != request_id:
            raise SamlError(Reason.ADDRESSEE, "answer to another request")
        check_fresh(message, now)
        check_status(message)

    def _check_subject(self, assertion: etree._Element, request_id: str, now: datetime) -> None:
        confirmation = one(one(assertion, "saml2:Subject"), "saml2:SubjectConfirmation")
        data = one(confirmation, "saml2:SubjectConfirmationData")
        if confirmation.get("Method") != BEARER or data.get("NotBefore") is not None:
            raise SamlError(Reason.MALFORMED, "not a bearer assertion")
        if data.get("Recipient") != self.acs_url or data.get("InResponseTo") != request_id:
            raise SamlError(Reason.ADDRESSEE, "recipient or request")
        if now >= instant_of(data, "NotOnOrAfter") + SKEW:
            raise SamlError(Reason.TIME, "subject expired")

    def _check_conditions(self, assertion: etree._Element, now: datetime) -> datetime:
        conditions = one(assertion, "saml2:Conditions")
        expires = instant_of(conditions, "NotOnOrAfter")
        if now >= expires + SKEW or now < instant_of(conditions, "NotBefore") - SKEW:
            raise SamlError(Reason.TIME, "outside its time")
        audiences = one(conditions, "saml2:AudienceRestriction").findall(q("saml2:Audience"))
        if self.entity_id not in [text_of(audience) for audience in audiences]:
            raise SamlError(Reason.ADDRESSEE, "audience")
        if not assertion.get("ID"):
            raise SamlError(Reason.MALFORMED, "no identifier")
        return expires

    def _read(self, assertion: etree._Element) -> Assertion:
        statement = one(assertion, "saml2:AuthnStatement")
        context = one(statement, "saml2:AuthnContext")
        with wrapped(Reason.ASSURANCE, "unknown level"):
            assurance = Assurance(text_of(one(context, "saml2:AuthnContextClassRef")))
        if not assurance.covers(self.assurance):
            raise SamlError(Reason.ASSURANCE, "lower than asked for")
        authority = context.find(q("saml2:AuthenticatingAuthority"))
        person = attributes.read(one(assertion, "saml2:AttributeStatement"))
        return Assertion(
            *person,
            assurance=assurance,
            authority="" if authority is None else text_of(authority),
            name_id=text_of(one(one(assertion, "saml2:Subject"), "saml2:NameID")),
            session_index=statement.get("SessionIndex", ""),
        )
