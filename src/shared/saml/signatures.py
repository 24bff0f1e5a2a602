# SPDX-License-Identifier: EUPL-1.2
"""Enveloped signatures in the one shape of the profile; certificates are pinned and KeyInfo is not looked at.

The shape is checked before the engine sees a message, and the engine sees the signed element alone. What the caller
gets is read again from the bytes that were signed.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import Certificate, load_pem_x509_certificates
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureConstructionMethod, SignatureMethod
from signxml.signer import SignatureReference, XMLSigner
from signxml.verifier import SignatureConfiguration, XMLVerifier

from shared.saml.documents import PARSER, bytes_of, exactly, q, to_bytes
from shared.saml.errors import Reason, SamlError, wrapped

PREFIXES = ["ds", "saml2", "saml2p", "xenc"]
C14N = CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0
ENVELOPED = SignatureConstructionMethod.enveloped
ECDSA = SignatureMethod.ECDSA_SHA256
SHA256 = DigestAlgorithm.SHA256
PROFILE = SignatureConfiguration(
    location="./", signature_methods=frozenset({ECDSA}), digest_algorithms=frozenset({SHA256})
)


@dataclass(frozen=True)
class SigningKey:
    """A private key with the certificate others know it by."""

    key: EllipticCurvePrivateKey
    certificate: Certificate

    @classmethod
    def load(cls, key: bytes, certificate: bytes) -> "SigningKey":
        """Read both from PEM; they have to belong together."""
        pair = cls(load_key(key), load_certificates(certificate)[0])
        if pair.key.public_key() != pair.certificate.public_key():
            raise SamlError(Reason.CONFIGURATION, "the certificate is not of this key")
        return pair


def load_key(pem: bytes) -> EllipticCurvePrivateKey:
    """Read a private key on P-256."""
    with wrapped(Reason.CONFIGURATION, "not a private key in PEM"):
        key = load_pem_private_key(pem, None)
    if not isinstance(key, EllipticCurvePrivateKey) or not isinstance(key.curve, SECP256R1):
        raise SamlError(Reason.CONFIGURATION, "the key is not on P-256")
    return key


def load_certificates(*pems: bytes) -> tuple[Certificate, ...]:
    """Read all certificates of these files; each has to be of a key on P-256."""
    with wrapped(Reason.CONFIGURATION, "not certificates in PEM"):
        certificates = tuple(certificate for pem in pems for certificate in load_pem_x509_certificates(pem))
    for certificate in certificates:
        key = certificate.public_key()
        if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
            raise SamlError(Reason.CONFIGURATION, "the certificate is not of a key on P-256")
    return certificates


def sign(message: etree._Element, pair: SigningKey) -> etree._Element:
    """Return the message with a signature right after its issuer."""
    with wrapped(Reason.CONFIGURATION, "cannot be signed"):
        issuer = message[0]
        issuer.addnext(etree.Element(q("ds:Signature"), {"Id": "placeholder"}))
        signer = XMLSigner(ENVELOPED, ECDSA, SHA256, C14N)
        signer.signature_annotators.append(_name_prefixes)
        signed: etree._Element = signer.sign(
            message,
            key=pair.key,
            cert=[pair.certificate],
            id_attribute="ID",
            reference_uri=[SignatureReference(f"#{message.get('ID')}", inclusive_ns_prefixes=PREFIXES)],
        )
        return signed


def verify(message: etree._Element, certificates: Sequence[Certificate], now: datetime) -> etree._Element:
    """Return a fresh tree of exactly what one of the pinned keys signed; read nothing else."""
    _check_shape(message)
    for key_info in message[1].findall(q("ds:KeyInfo")):
        message[1].remove(key_info)
    alone = to_bytes(message)
    expected = replace(PROFILE, verification_time=now)
    for certificate in certificates:
        with suppress(Exception):  # whatever the engine raises: by this key it does not hold
            signed = XMLVerifier().verify(
                alone,
                x509_cert=certificate,
                expect_config=expected,
                id_attribute="ID",
                validate_schema=False,
                parser=PARSER,
            )
            break
    else:
        raise SamlError(Reason.SIGNATURE, "by none of the pinned keys")
    if isinstance(signed, list) or (tree := signed.signed_xml) is None:  # read from the very bytes that were signed
        raise SamlError(Reason.SIGNATURE, "of nothing that can be read")
    if tree.tag != message.tag or tree.get("ID") != message.get("ID") or tree.find(q("ds:Signature")) is not None:
        raise SamlError(Reason.SIGNATURE, "of something else")
    return tree


def _check_shape(message: etree._Element) -> None:
    """One signature, second child, one reference to this element, two transforms, nothing that could hide more."""
    with wrapped(Reason.SIGNATURE, "not in the shape of the profile"):
        issuer, signature = message[0], message[1]
        if issuer.tag != q("saml2:Issuer") or signature.tag != q("ds:Signature"):
            raise SamlError(Reason.SIGNATURE, "not right after the issuer")
        if len(message.findall(q("ds:Signature"))) != 1:
            raise SamlError(Reason.SIGNATURE, "more than one")
        parts = ["ds:SignedInfo", "ds:SignatureValue", "ds:KeyInfo"]
        info, value = exactly(signature, parts[: max(2, len(signature))])[:2]
        c14n, method, reference = exactly(info, ["ds:CanonicalizationMethod", "ds:SignatureMethod", "ds:Reference"])
        transforms, digest, digested = exactly(reference, ["ds:Transforms", "ds:DigestMethod", "ds:DigestValue"])
        enveloped, exclusive = exactly(transforms, ["ds:Transform", "ds:Transform"])
        names = [element.get("Algorithm") for element in (c14n, method, digest, enveloped, exclusive)]
        if names != [C14N.value, ECDSA.value, SHA256.value, ENVELOPED.value, C14N.value]:
            raise SamlError(Reason.SIGNATURE, "algorithm outside the profile")
        if not message.get("ID") or reference.get("URI") != f"#{message.get('ID')}":
            raise SamlError(Reason.SIGNATURE, "reference to something else")
        for element in (c14n, method, digest, enveloped):
            exactly(element, [])
        for element in (value, digested):
            bytes_of(element)
        if len(exclusive):
            exactly(exactly(exclusive, ["ec:InclusiveNamespaces"])[0], [])


def _name_prefixes(signature: etree._Element, signing_settings: Any) -> None:
    """Write down the prefixes that were kept; the engine digests with them but names them only for other methods."""
    exclusive = signature.findall(f".//{q('ds:Transform')}")[-1]
    kept = {"PrefixList": " ".join(PREFIXES)}
    etree.SubElement(exclusive, q("ec:InclusiveNamespaces"), kept, nsmap={"ec": C14N.value})
