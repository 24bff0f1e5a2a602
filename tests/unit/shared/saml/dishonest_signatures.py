# SPDX-License-Identifier: EUPL-1.2
"""Signatures that do not hold, or hold outside the profile."""

from base64 import b64encode
from collections.abc import Callable
from copy import deepcopy
from hashlib import sha256
from hmac import digest as hmac

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from lxml import etree

from shared.saml import Reason
from shared.saml.documents import NAMESPACES, q
from tests.factories.saml import key_pair
from tests.unit.shared.saml.forging import (
    SHA1,
    Scene,
    certificate_text,
    inner_of,
    resigned,
    signed,
    soap,
    without_signature,
)
from tests.unit.shared.saml.listing import VECTORS, Vector, algorithm, changed, text, vector

DS = NAMESPACES["ds"]


@vector(Reason.SIGNATURE)
def nothing_is_signed(scene: Scene) -> bytes:
    return soap(scene.outer(scene.evil()))


@vector(Reason.SIGNATURE)
def the_response_is_not_signed(scene: Scene) -> bytes:
    return soap(signed(scene.outer(without_signature(inner_of(scene.root)))))


@vector(Reason.SIGNATURE)
def the_answer_to_the_artifact_is_not_signed(scene: Scene) -> bytes:
    return soap(scene.outer(inner_of(scene.root)))


@vector(Reason.SIGNATURE)
def another_key_with_its_own_certificate(scene: Scene) -> bytes:
    evil = key_pair("evil")
    return soap(signed(scene.outer(signed(scene.evil(), evil)), evil))


@vector(Reason.SIGNATURE)
def another_key_inside_the_nodes_answer(scene: Scene) -> bytes:
    return soap(signed(scene.outer(signed(scene.evil(), key_pair("evil")))))


@vector(Reason.SIGNATURE)
def another_key_under_the_nodes_certificate(scene: Scene) -> bytes:
    evil = key_pair("evil")
    root = etree.fromstring(soap(signed(scene.outer(signed(scene.evil(), evil)), evil)))
    for certificate in root.iter(q("ds:X509Certificate")):
        certificate.text = certificate_text(key_pair("node-sign"))
    return etree.tostring(root)


@vector(Reason.SIGNATURE)
def an_empty_signature(scene: Scene) -> bytes:
    root = scene.root
    for signature in root.iter(q("ds:Signature")):
        for child in list(signature):
            signature.remove(child)
    return etree.tostring(root)


SIMPLE_CHANGES: dict[str, tuple[str, Callable[[etree._Element], object]]] = {
    "signature_value_blank": ("ds:SignatureValue", text("")),
    "signature_value_missing": ("ds:SignatureValue", lambda element: element.getparent().remove(element)),
    "signature_value_zero": ("ds:SignatureValue", text(b64encode(bytes(64)).decode())),
    "signature_value_short": ("ds:SignatureValue", text(b64encode(bytes(8)).decode())),
    "signature_value_no_base64": ("ds:SignatureValue", text("żółć")),
    "digest_value_blank": ("ds:DigestValue", text(None)),
    "a_child_in_the_signature_value": ("ds:SignatureValue", lambda element: etree.SubElement(element, q("ds:Object"))),
    "a_child_in_the_digest_value": ("ds:DigestValue", lambda element: etree.SubElement(element, q("ds:Object"))),
    "digest_named_sha1": ("ds:DigestMethod", algorithm(SHA1)),
    "digest_named_nothing": ("ds:DigestMethod", algorithm("")),
    "method_named_sha1": ("ds:SignatureMethod", algorithm(NAMESPACES["ds"] + "ecdsa-sha1")),
    "method_named_rsa": ("ds:SignatureMethod", algorithm("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")),
    "method_named_unheard_of": ("ds:SignatureMethod", algorithm("urn:x")),
    "c14n_with_comments": ("ds:CanonicalizationMethod", algorithm(NAMESPACES["ec"] + "WithComments")),
    "c14n_inclusive": ("ds:CanonicalizationMethod", algorithm("http://www.w3.org/TR/2001/REC-xml-c14n-20010315")),
    "reference_to_nothing": ("ds:Reference", lambda element: element.attrib.pop("URI")),
    "reference_to_the_document": ("ds:Reference", lambda element: element.set("URI", "")),
    "reference_by_xpointer": ("ds:Reference", lambda element: element.set("URI", "#xpointer(/)")),
    "reference_outside": ("ds:Reference", lambda element: element.set("URI", "file:///etc/passwd")),
    "no_identifier": ("saml2p:Response", lambda element: element.attrib.pop("ID")),
    "an_object_in_the_signature": ("ds:Signature", lambda element: etree.SubElement(element, q("ds:Object"))),
    "a_manifest_in_the_signature": ("ds:Signature", lambda element: etree.SubElement(element, q("ds:Manifest"))),
    "signature_before_the_issuer": (
        "ds:Signature",
        lambda element: element.getparent().insert(0, element),
    ),
    "signature_at_the_end": ("ds:Signature", lambda element: element.getparent().append(element)),
    "two_signatures": ("ds:Signature", lambda element: element.addnext(deepcopy(element))),
}
for _name, (_tag, _change) in SIMPLE_CHANGES.items():
    VECTORS[_name] = (changed(_tag, _change), Reason.SIGNATURE)
VECTORS["signature_value_missing"] = (VECTORS["signature_value_missing"][0], Reason.MALFORMED)
VECTORS["an_object_in_the_signature"] = (VECTORS["an_object_in_the_signature"][0], Reason.MALFORMED)
VECTORS["a_child_in_the_signature_value"] = (VECTORS["a_child_in_the_signature_value"][0], Reason.MALFORMED)
VECTORS["a_child_in_the_digest_value"] = (VECTORS["a_child_in_the_digest_value"][0], Reason.MALFORMED)
VECTORS["a_manifest_in_the_signature"] = (VECTORS["a_manifest_in_the_signature"][0], Reason.MALFORMED)
VECTORS["an_empty_signature"] = (VECTORS["an_empty_signature"][0], Reason.MALFORMED)


@vector(Reason.SIGNATURE)
def hmac_with_the_public_key(scene: Scene) -> bytes:
    """The known public key serves as the secret of a checksum."""
    public = (
        key_pair("node-sign").certificate.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    evil = key_pair("evil")
    root = etree.fromstring(soap(signed(scene.outer(signed(scene.evil(), evil)), evil)))
    for signature in root.iter(q("ds:Signature")):
        info = signature.find(q("ds:SignedInfo"))
        info.find(q("ds:SignatureMethod")).set("Algorithm", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256")
        canonical = etree.tostring(info, method="c14n", exclusive=True)
        signature.find(q("ds:SignatureValue")).text = b64encode(hmac(public, canonical, sha256)).decode()
    return etree.tostring(root)


def _resigned(edit: Callable[[etree._Element], object], **settings: str) -> Vector:
    """The node's own key signs something outside the profile."""

    def attack(scene: Scene) -> bytes:
        inner = resigned(etree.fromstring(etree.tostring(inner_of(scene.root))), edit, **settings)
        return soap(signed(scene.outer(inner)))

    return attack


def _doubled(info: etree._Element) -> None:
    info.append(deepcopy(info.find(q("ds:Reference"))))


def _transforms(*algorithms: str) -> Callable[[etree._Element], object]:
    def edit(info: etree._Element) -> None:
        transforms = next(info.iter(q("ds:Transforms")))
        for child in list(transforms):
            transforms.remove(child)
        for named in algorithms:
            etree.SubElement(transforms, q("ds:Transform"), Algorithm=named)

    return edit


def _xpath(info: etree._Element) -> None:
    transform = next(info.iter(q("ds:Transform")))
    etree.SubElement(transform, q("ds:XPath")).text = "not(ancestor-or-self::ds:Signature)"


ENVELOPED, EXCLUSIVE = DS + "enveloped-signature", NAMESPACES["ec"]
for _name, _vector, _reason in (
    ("sha1_digest_by_the_nodes_key", _resigned(lambda _: None, digest=SHA1), Reason.SIGNATURE),
    (
        "empty_reference_by_the_nodes_key",
        _resigned(lambda info: info.find(q("ds:Reference")).set("URI", "")),
        Reason.SIGNATURE,
    ),
    ("two_references_by_the_nodes_key", _resigned(_doubled), Reason.MALFORMED),
    ("no_transform_by_the_nodes_key", _resigned(_transforms()), Reason.MALFORMED),
    ("xslt_by_the_nodes_key", _resigned(_transforms(ENVELOPED, "http://www.w3.org/TR/1999/REC-xslt-19991116")), None),
    (
        "xpath_filter_by_the_nodes_key",
        _resigned(_transforms(ENVELOPED, "http://www.w3.org/2002/06/xmldsig-filter2")),
        None,
    ),
    ("third_transform_by_the_nodes_key", _resigned(_transforms(ENVELOPED, EXCLUSIVE, DS + "base64")), Reason.MALFORMED),
    ("swapped_transforms_by_the_nodes_key", _resigned(_transforms(EXCLUSIVE, ENVELOPED)), None),
    ("xpath_in_a_transform_by_the_nodes_key", _resigned(_xpath), Reason.MALFORMED),
):
    VECTORS[_name] = (_vector, _reason or Reason.SIGNATURE)
