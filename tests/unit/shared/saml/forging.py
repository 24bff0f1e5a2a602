# SPDX-License-Identifier: EUPL-1.2
"""Tools of an attacker, and of a node that does not keep to the profile."""

from base64 import b64encode
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from hashlib import sha1, sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from shared.saml import Assertion, AuthnRequest, IdentityProvider, SigningKey, Status
from shared.saml.documents import NAMESPACES, q
from shared.saml.encryption import encrypt
from shared.saml.signatures import sign
from tests.factories.saml import HALINA, NOW, Exchange, exchange, key_pair, node, service

EWA = replace(HALINA, given_name="Ewa", identifier="69072324621")
Edit = Callable[[etree._Element], object]
SHA1 = NAMESPACES["ds"] + "sha1"


@dataclass
class Scene:
    """A sign-in as the node meant it, and everything an attacker knows of it."""

    answer: Exchange
    request: AuthnRequest

    @property
    def root(self) -> etree._Element:
        """The honest answer, to be spoiled."""
        return etree.fromstring(self.answer.raw)

    def assertion(self, edit: Edit = lambda _: None, who: Assertion = HALINA) -> etree._Element:
        """Make what the node says, changed before it is encrypted."""
        assertion = node()._assertion(self.request, who, NOW)
        edit(assertion)
        return assertion

    def encrypted(self, assertion: etree._Element) -> etree._Element:
        """Encrypt it for the service, which everybody can."""
        key = key_pair("ueoz-encrypt").certificate.public_key()
        assert isinstance(key, EllipticCurvePublicKey)
        return encrypt(assertion, key, ("sandbox.wk", "ueoz"))

    def response(self, *children: etree._Element, status: Status = Status.SUCCESS) -> etree._Element:
        """Make an unsigned response."""
        message = node()._answer("saml2p:Response", self.request.id, status, NOW)
        for child in children:
            message.append(child)
        return message

    def outer(self, *children: etree._Element) -> etree._Element:
        """Make an unsigned answer to the artifact."""
        message = node()._answer("saml2p:ArtifactResponse", self.answer.resolve_id, Status.SUCCESS, NOW)
        for child in children:
            message.append(child)
        return message

    def evil(self) -> etree._Element:
        """Make a response about somebody else."""
        return self.response(self.encrypted(self.assertion(who=EWA)))

    def signed_by_node(self, *children: etree._Element, status: Status = Status.SUCCESS) -> bytes:
        """Let the node's key sign both levels of whatever this is."""
        return soap(signed(self.outer(signed(self.response(*children, status=status)))))

    def honest(self, edit: Edit, by: IdentityProvider | None = None) -> bytes:
        """Let the node say something else, in the right shape."""
        return self.signed_by_node(self.encrypted(self.assertion(edit)))


def scene() -> Scene:
    """Begin a sign-in."""
    answer = exchange()
    # what the service asked is known by its identifier alone
    request = node().read_authn_request(service().authn_request(now=NOW).xml, now=NOW)
    return Scene(answer, request._replace(id=answer.request_id))


def signed(message: etree._Element, pair: SigningKey | None = None) -> etree._Element:
    """Sign in the profile's way."""
    return sign(message, pair or key_pair("node-sign"))


def soap(message: etree._Element) -> bytes:
    """Put it into an envelope."""
    envelope = etree.Element(q("soap:Envelope"), nsmap={"soap": NAMESPACES["soap"]})
    etree.SubElement(envelope, q("soap:Body")).append(message)
    return etree.tostring(envelope)


def outer_of(root: etree._Element) -> etree._Element:
    """Find the answer to the artifact."""
    return next(root.iter(q("saml2p:ArtifactResponse")))


def inner_of(root: etree._Element) -> etree._Element:
    """Find the response."""
    return next(root.iter(q("saml2p:Response")))


def without_signature(message: etree._Element) -> etree._Element:
    """Return a copy that is not signed."""
    copy = deepcopy(message)
    for signature in copy.findall(q("ds:Signature")):
        copy.remove(signature)
    return copy


def resigned(message: etree._Element, edit: Edit, *, digest: str = NAMESPACES["xenc"] + "sha256") -> etree._Element:
    """Change SignedInfo and sign it again with the node's key: valid, yet outside the profile."""
    signature = message.find(q("ds:Signature"))
    info = signature.find(q("ds:SignedInfo"))
    edit(info)
    for reference in info.findall(q("ds:Reference")):
        reference.find(q("ds:DigestMethod")).set("Algorithm", digest)
        engine = sha1 if digest == SHA1 else sha256
        reference.find(q("ds:DigestValue")).text = b64encode(
            engine(_canonical(without_signature(message))).digest()
        ).decode()
    pair = key_pair("node-sign")
    r, s = decode_dss_signature(pair.key.sign(_canonical(info), ECDSA(hashes.SHA256())))
    signature.find(q("ds:SignatureValue")).text = b64encode(r.to_bytes(32, "big") + s.to_bytes(32, "big")).decode()
    return message


def certificate_text(pair: SigningKey) -> str:
    """Write a certificate as KeyInfo does."""
    return b64encode(pair.certificate.public_bytes(Encoding.DER)).decode()


def _canonical(element: etree._Element) -> bytes:
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    prefixes = ["ds", "saml2", "saml2p", "xenc"] if element.tag != q("ds:SignedInfo") else None
    written: bytes = etree.tostring(alone, method="c14n", exclusive=True, inclusive_ns_prefixes=prefixes)
    return written
