# SPDX-License-Identifier: EUPL-1.2
"""Every dishonest answer of a node that we know of, each with a name and the reason it is refused for."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from hashlib import sha256
from hmac import digest as hmac

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from lxml import etree

from shared.saml import MAX_BYTES, Reason, Status
from shared.saml.documents import NAMESPACES, instant, q
from tests.factories.saml import NOW, key_pair
from tests.unit.shared.saml.forging import (
    SHA1,
    Scene,
    certificate_text,
    inner_of,
    outer_of,
    resigned,
    signed,
    soap,
    without_signature,
)

Vector = Callable[[Scene], bytes]
VECTORS: dict[str, tuple[Vector, Reason]] = {}
DS = NAMESPACES["ds"]


def vector(reason: Reason) -> Callable[[Vector], Vector]:
    """Put an attack on the list."""

    def listed(attack: Vector) -> Vector:
        VECTORS[attack.__name__] = (attack, reason)
        return attack

    return listed


# --- wrapping: the signed element is moved to where it is verified, another one stands where it is read

type_of_shape = Callable[[etree._Element, etree._Element, etree._Element], object]


def _signature(element: etree._Element) -> etree._Element:
    return deepcopy(element.find(q("ds:Signature")))


def _takes_signature_with_original_inside(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    signature, copy = _signature(real), without_signature(real)
    real.getparent().replace(real, evil)
    evil.insert(1, signature)
    signature.append(copy)


def _original_before_the_signature(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    signature, copy = _signature(real), without_signature(real)
    real.getparent().replace(real, evil)
    evil.insert(1, copy)
    evil.insert(2, signature)


def _evil_sibling_first(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    real.addprevious(evil)


def _evil_sibling_last(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    real.addnext(evil)


def _original_is_a_child(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    real.getparent().replace(real, evil)
    evil.append(real)


def _original_at_the_end_of_the_message(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    signature, copy = _signature(real), without_signature(real)
    real.getparent().replace(real, evil)
    evil.insert(1, signature)
    root.append(copy)


def _original_in_an_object_of_the_signature(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    signature, copy = _signature(real), without_signature(real)
    real.getparent().replace(real, evil)
    evil.insert(1, signature)
    etree.SubElement(signature, q("ds:Object")).append(copy)


def _original_in_extensions(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    real.getparent().replace(real, evil)
    extensions = etree.Element(q("saml2p:Extensions"))
    evil.insert(1, extensions)
    extensions.append(real)


def _same_identifier_twice(root: etree._Element, real: etree._Element, evil: etree._Element) -> None:
    evil.set("ID", real.get("ID"))
    real.addprevious(evil)


def _same_identifier_and_the_original_in_a_header(
    root: etree._Element, real: etree._Element, evil: etree._Element
) -> None:
    evil.set("ID", real.get("ID"))
    signature, copy = _signature(real), without_signature(real)
    real.getparent().replace(real, evil)
    evil.insert(1, signature)
    header = etree.Element(q("soap:Header"))
    header.append(copy)
    root.insert(0, header)


SHAPES: list[type_of_shape] = [
    _takes_signature_with_original_inside,
    _original_before_the_signature,
    _evil_sibling_first,
    _evil_sibling_last,
    _original_is_a_child,
    _original_at_the_end_of_the_message,
    _original_in_an_object_of_the_signature,
    _original_in_extensions,
    _same_identifier_twice,
    _same_identifier_and_the_original_in_a_header,
]


def wrapping(shape: type_of_shape, level: str) -> Vector:
    """Wrap one of the two signed levels."""

    def attack(scene: Scene) -> bytes:
        root = scene.root
        evil = scene.outer(scene.evil()) if level == "outer" else scene.evil()
        shape(root, outer_of(root) if level == "outer" else inner_of(root), evil)
        written: bytes = etree.tostring(root)
        return written

    return attack


WRAPPINGS = {f"{level}{shape.__name__}": wrapping(shape, level) for level in ("outer", "inner") for shape in SHAPES}


# --- signatures


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


def _changed(tag: str, change: Callable[[etree._Element], object]) -> Vector:
    def attack(scene: Scene) -> bytes:
        root = scene.root
        for element in list(root.iter(q(tag))):
            change(element)
        written: bytes = etree.tostring(root)
        return written

    return attack


def _text(value: str | None) -> Callable[[etree._Element], object]:
    return lambda element: setattr(element, "text", value)


def _algorithm(value: str) -> Callable[[etree._Element], object]:
    return lambda element: element.set("Algorithm", value)


SIMPLE_CHANGES: dict[str, tuple[str, Callable[[etree._Element], object]]] = {
    "signature_value_blank": ("ds:SignatureValue", _text("")),
    "signature_value_missing": ("ds:SignatureValue", lambda element: element.getparent().remove(element)),
    "signature_value_zero": ("ds:SignatureValue", _text(b64encode(bytes(64)).decode())),
    "signature_value_short": ("ds:SignatureValue", _text(b64encode(bytes(8)).decode())),
    "signature_value_no_base64": ("ds:SignatureValue", _text("żółć")),
    "digest_value_blank": ("ds:DigestValue", _text(None)),
    "digest_named_sha1": ("ds:DigestMethod", _algorithm(SHA1)),
    "digest_named_nothing": ("ds:DigestMethod", _algorithm("")),
    "method_named_sha1": ("ds:SignatureMethod", _algorithm(NAMESPACES["ds"] + "ecdsa-sha1")),
    "method_named_rsa": ("ds:SignatureMethod", _algorithm("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")),
    "method_named_unheard_of": ("ds:SignatureMethod", _algorithm("urn:x")),
    "c14n_with_comments": ("ds:CanonicalizationMethod", _algorithm(NAMESPACES["ec"] + "WithComments")),
    "c14n_inclusive": ("ds:CanonicalizationMethod", _algorithm("http://www.w3.org/TR/2001/REC-xml-c14n-20010315")),
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
    VECTORS[_name] = (_changed(_tag, _change), Reason.SIGNATURE)
VECTORS["signature_value_missing"] = (VECTORS["signature_value_missing"][0], Reason.MALFORMED)
VECTORS["an_object_in_the_signature"] = (VECTORS["an_object_in_the_signature"][0], Reason.MALFORMED)
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
        for algorithm in algorithms:
            etree.SubElement(transforms, q("ds:Transform"), Algorithm=algorithm)

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


# --- what is inside


@vector(Reason.SIGNATURE)
def the_encrypted_assertion_is_swapped(scene: Scene) -> bytes:
    root = scene.root
    old = next(root.iter(q("saml2:EncryptedAssertion")))
    new = next(scene.evil().iter(q("saml2:EncryptedAssertion")))
    old.getparent().replace(old, new)
    return etree.tostring(root)


@vector(Reason.SIGNATURE)
def a_readable_assertion_is_added(scene: Scene) -> bytes:
    root = scene.root
    inner_of(root).append(scene.assertion())
    return etree.tostring(root)


@vector(Reason.ENCRYPTION)
def a_readable_assertion_by_the_node(scene: Scene) -> bytes:
    return scene.signed_by_node(scene.encrypted(scene.assertion()), scene.assertion())


@vector(Reason.ENCRYPTION)
def only_a_readable_assertion_by_the_node(scene: Scene) -> bytes:
    return scene.signed_by_node(scene.assertion())


@vector(Reason.MALFORMED)
def two_assertions_by_the_node(scene: Scene) -> bytes:
    return scene.signed_by_node(scene.encrypted(scene.assertion()), scene.encrypted(scene.assertion()))


@vector(Reason.MALFORMED)
def no_assertion_by_the_node(scene: Scene) -> bytes:
    return scene.signed_by_node()


@vector(Reason.MALFORMED)
def no_response_by_the_node(scene: Scene) -> bytes:
    return soap(signed(scene.outer()))


@vector(Reason.CANCELLED)
def a_failed_status(scene: Scene) -> bytes:
    return scene.signed_by_node(scene.encrypted(scene.assertion()), status=Status.AUTHN_FAILED)


@vector(Reason.STATUS)
def a_success_with_a_failure_inside(scene: Scene) -> bytes:
    response = scene.response(scene.encrypted(scene.assertion()))
    etree.SubElement(
        next(response.iter(q("saml2p:StatusCode"))), q("saml2p:StatusCode"), Value=Status.UNKNOWN_PRINCIPAL
    )
    return soap(signed(scene.outer(signed(response))))


# --- encryption


def _in_encryption(tag: str, change: Callable[[etree._Element], object]) -> Vector:
    def attack(scene: Scene) -> bytes:
        encrypted = scene.encrypted(scene.assertion())
        for element in list(encrypted.iter(q(tag))):
            change(element)
        return scene.signed_by_node(encrypted)

    return attack


def _flip(element: etree._Element) -> None:
    body = bytearray(b64decode(element.text))
    body[-1] ^= 1
    element.text = b64encode(bytes(body)).decode()


XENC, XENC11 = NAMESPACES["xenc"], NAMESPACES["xenc11"]
OFF_CURVE = b64encode(b"\x04" + bytes(63) + b"\x01").decode()
for _name, _tag, _change in (
    ("cipher_without_a_check", "xenc:EncryptionMethod", _algorithm(XENC + "aes256-cbc")),
    ("key_transported_by_rsa", "xenc:EncryptionMethod", _algorithm(XENC + "rsa-oaep-mgf1p")),
    ("agreement_unheard_of", "xenc:AgreementMethod", _algorithm(XENC + "dh")),
    ("derivation_unheard_of", "xenc11:KeyDerivationMethod", _algorithm(XENC11 + "pbkdf2")),
    ("derivation_by_sha1", "ds:DigestMethod", _algorithm(SHA1)),
    ("another_curve", "dsig11:NamedCurve", lambda element: element.set("URI", "urn:oid:1.3.132.0.34")),
    ("point_off_the_curve", "dsig11:PublicKey", _text(OFF_CURVE)),
    ("point_at_infinity", "dsig11:PublicKey", _text("AA==")),
    ("point_no_base64", "dsig11:PublicKey", _text("żółć")),
    ("parties_no_hexadecimal", "xenc11:ConcatKDFParams", lambda element: element.set("PartyUInfo", "zz")),
    ("parties_others", "xenc11:ConcatKDFParams", lambda element: element.set("PartyUInfo", "00")),
    ("cipher_changed", "xenc:CipherValue", _flip),
    ("cipher_empty", "xenc:CipherValue", _text("")),
    ("no_key", "xenc:EncryptedKey", lambda element: element.getparent().remove(element)),
    ("two_keys", "xenc:EncryptedKey", lambda element: element.addnext(deepcopy(element))),
):
    VECTORS[f"encryption_{_name}"] = (_in_encryption(_tag, _change), Reason.ENCRYPTION)
VECTORS["encryption_two_keys"] = (VECTORS["encryption_two_keys"][0], Reason.MALFORMED)
VECTORS["encryption_no_key"] = (VECTORS["encryption_no_key"][0], Reason.MALFORMED)


@vector(Reason.ENCRYPTION)
def encryption_for_somebody_else(scene: Scene) -> bytes:
    from shared.saml.encryption import encrypt

    other = key_pair("evil").key.public_key()
    return scene.signed_by_node(encrypt(scene.assertion(), other, ("sandbox.wk", "ueoz")))


# --- parsers that see different things


def _replaced(old: bytes, new: bytes) -> Vector:
    def attack(scene: Scene) -> bytes:
        assert old in scene.answer.raw
        return scene.answer.raw.replace(old, new, 1)

    return attack


ISSUER = b"sandbox.wk</saml2:Issuer>"
ENTITIES = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
for _name, _vector in (
    ("comment_in_the_issuer", _replaced(ISSUER, b"sandbox.wk<!---->.evil</saml2:Issuer>")),
    ("comment_between", _replaced(b"<saml2p:Status>", b"<!-- x --><saml2p:Status>")),
    ("instruction", _replaced(ISSUER, b"sandbox.wk<?x y?></saml2:Issuer>")),
    ("cdata", _replaced(ISSUER, b"<![CDATA[sandbox.wk]]></saml2:Issuer>")),
    ("stylesheet", lambda scene: b'<?xml-stylesheet href="x"?>' + scene.answer.raw),
    ("dtd", lambda scene: b"<!DOCTYPE a>" + scene.answer.raw),
    (
        "external_entity",
        lambda scene: (
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + scene.answer.raw.replace(ISSUER, b"&x;</saml2:Issuer>")
        ),
    ),
    ("entity_bomb", lambda scene: ENTITIES + scene.answer.raw.replace(ISSUER, b"&c;</saml2:Issuer>")),
    ("entity_undeclared", _replaced(ISSUER, b"&x;</saml2:Issuer>")),
    ("utf16", lambda scene: scene.answer.raw.decode().encode("utf-16")),
    (
        "utf16_with_a_dtd",
        lambda scene: ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a>' + scene.answer.raw.decode()).encode(
            "utf-16"
        ),
    ),
    ("utf7", lambda scene: b'<?xml version="1.0" encoding="UTF-7"?>' + scene.answer.raw),
    ("latin2", lambda scene: b'<?xml version="1.0" encoding="ISO-8859-2"?>' + scene.answer.raw),
    ("xml_1_1", lambda scene: b'<?xml version="1.1"?>' + scene.answer.raw),
    ("bytes_no_utf8", _replaced(ISSUER, b"\xff\xfe</saml2:Issuer>")),
    ("oversize", lambda scene: scene.answer.raw + b" " * MAX_BYTES),
    ("deep", lambda _: b"<a>" * 5000 + b"</a>" * 5000),
    ("empty", lambda _: b""),
    ("blank", lambda _: b"  "),
    ("half", lambda scene: scene.answer.raw[: len(scene.answer.raw) // 2]),
    ("html", lambda _: b"<html><body>502 Bad Gateway</body></html>"),
    ("two_documents", lambda scene: scene.answer.raw + scene.answer.raw),
    ("no_body", _replaced(b"<soap:Body>", b'<soap:Body xmlns:soap="urn:other">')),
    ("soap_1_2", _replaced(NAMESPACES["soap"].encode(), b"http://www.w3.org/2003/05/soap-envelope")),
    ("identifier_twice", _changed("saml2p:Response", lambda element: element.set("Id", element.get("ID")))),
):
    VECTORS[f"parser_{_name}"] = (_vector, Reason.MALFORMED)
VECTORS["parser_soap_fault"] = (
    lambda _: soap(etree.Element(q("soap:Fault"))),
    Reason.STATUS,
)
VECTORS["parser_void_canonical_form"] = (
    _replaced(b"<saml2p:Response ", b'<saml2p:Response xmlns:zz="1" zz:a="b" '),
    Reason.SIGNATURE,
)


def _in_pesel(new: bytes) -> Vector:
    """The node itself encrypts text that parsers read differently."""

    def attack(scene: Scene) -> bytes:
        plain = etree.tostring(scene.assertion()).replace(b"74031281842</", new + b"</")
        return scene.signed_by_node(_encrypted_bytes(scene, plain))

    return attack


def _encrypted_bytes(scene: Scene, plain: bytes) -> etree._Element:
    """Encrypt what is no tree."""
    from unittest.mock import patch

    with patch("shared.saml.encryption.to_bytes", return_value=plain):
        return scene.encrypted(etree.Element("x"))


VECTORS["comment_in_the_pesel"] = (_in_pesel(b"7403128<!-- -->1842"), Reason.MALFORMED)
VECTORS["instruction_in_the_pesel"] = (_in_pesel(b"7403128<?x?>1842"), Reason.MALFORMED)
VECTORS["element_in_the_pesel"] = (_in_pesel(b"7403128<b/>1842"), Reason.MALFORMED)
VECTORS["entity_in_the_pesel"] = (_in_pesel(b"7403128&x;1842"), Reason.MALFORMED)
VECTORS["fullwidth_pesel"] = (_in_pesel("７4031281842".encode()), Reason.ATTRIBUTES)
VECTORS["plain_text_is_no_document"] = (lambda s: s.signed_by_node(_encrypted_bytes(s, b"\x00" * 40)), Reason.MALFORMED)
VECTORS["plain_text_is_a_response"] = (
    lambda s: s.signed_by_node(s.encrypted(s.response())),
    Reason.UNKNOWN_SENDER,
)


# --- signed by the node, in the right shape, and yet not for us, not now, or not enough


def _set(tag: str, attribute: str, value: str) -> Vector:
    return lambda scene: scene.honest(lambda assertion: next(assertion.iter(q(tag))).set(attribute, value))


def _say(tag: str, value: str) -> Vector:
    return lambda scene: scene.honest(lambda assertion: setattr(next(assertion.iter(q(tag))), "text", value))


def _drop(tag: str) -> Vector:
    def edit(assertion: etree._Element) -> None:
        element = next(assertion.iter(q(tag)))
        element.getparent().remove(element)

    return lambda scene: scene.honest(edit)


def _repeat(tag: str) -> Vector:
    def edit(assertion: etree._Element) -> None:
        element = next(assertion.iter(q(tag)))
        element.addnext(deepcopy(element))

    return lambda scene: scene.honest(edit)


def _blank_date(assertion: etree._Element) -> None:
    next(value for value in assertion.iter(q("saml2:AttributeValue")) if value.text == "1974-03-12").text = "1974-13-12"


HOUR = timedelta(hours=1)
SUBJECT = "saml2:SubjectConfirmationData"
for _name, _vector, _reason in (
    ("wrong_audience", _say("saml2:Audience", "inny"), Reason.ADDRESSEE),
    ("no_audience", _drop("saml2:Audience"), Reason.ADDRESSEE),
    ("no_restriction", _drop("saml2:AudienceRestriction"), Reason.MALFORMED),
    ("two_restrictions", _repeat("saml2:AudienceRestriction"), Reason.MALFORMED),
    ("wrong_recipient", _set(SUBJECT, "Recipient", "http://ueoz.localhost/"), Reason.ADDRESSEE),
    ("wrong_request", _set(SUBJECT, "InResponseTo", "ID-x"), Reason.ADDRESSEE),
    ("wrong_method", _set("saml2:SubjectConfirmation", "Method", "urn:x"), Reason.MALFORMED),
    ("two_confirmations", _repeat("saml2:SubjectConfirmation"), Reason.MALFORMED),
    ("not_before_in_the_subject", _set(SUBJECT, "NotBefore", instant(NOW)), Reason.MALFORMED),
    ("wrong_assertion_issuer", _say("saml2:Issuer", "evil"), Reason.UNKNOWN_SENDER),
    ("no_identifier_of_the_assertion", lambda s: s.honest(lambda a: a.attrib.pop("ID")), Reason.MALFORMED),
    ("expired", _set("saml2:Conditions", "NotOnOrAfter", instant(NOW - HOUR)), Reason.TIME),
    ("expired_subject", _set(SUBJECT, "NotOnOrAfter", instant(NOW - HOUR)), Reason.TIME),
    ("not_yet", _set("saml2:Conditions", "NotBefore", instant(NOW + HOUR)), Reason.TIME),
    ("time_with_a_zone", _set("saml2:Conditions", "NotOnOrAfter", "2026-11-22T11:00:00+01:00"), Reason.MALFORMED),
    ("time_in_no_month", _set("saml2:Conditions", "NotOnOrAfter", "2026-13-22T11:00:00Z"), Reason.MALFORMED),
    ("no_conditions", _drop("saml2:Conditions"), Reason.MALFORMED),
    ("assurance_too_low", _say("saml2:AuthnContextClassRef", "http://eidas.europa.eu/LoA/low"), Reason.ASSURANCE),
    ("assurance_unknown", _say("saml2:AuthnContextClassRef", "urn:x"), Reason.ASSURANCE),
    ("no_assurance", _drop("saml2:AuthnContextClassRef"), Reason.MALFORMED),
    ("no_subject", _drop("saml2:Subject"), Reason.MALFORMED),
    ("no_name", _drop("saml2:Attribute"), Reason.ATTRIBUTES),
    ("no_attributes", _drop("saml2:AttributeStatement"), Reason.MALFORMED),
    ("an_attribute_twice", _repeat("saml2:Attribute"), Reason.ATTRIBUTES),
    ("two_values", _repeat("saml2:AttributeValue"), Reason.MALFORMED),
    ("no_such_birthday", lambda s: s.honest(_blank_date), Reason.ATTRIBUTES),
):
    VECTORS[_name] = (_vector, _reason)


def _message(tag: str, attribute: str, value: str) -> Vector:
    """The node signs a message whose frame is wrong."""

    def attack(scene: Scene) -> bytes:
        response = scene.response(scene.encrypted(scene.assertion()))
        outer = scene.outer()
        for message in (response, outer):
            if message.tag == q(tag):
                message.set(attribute, value)
        outer.append(signed(response))
        return soap(signed(outer))

    return attack


def _issuer(level: str) -> Vector:
    def attack(scene: Scene) -> bytes:
        response, outer = scene.response(scene.encrypted(scene.assertion())), scene.outer()
        (response if level == "inner" else outer)[0].text = "evil"
        outer.append(signed(response))
        return soap(signed(outer))

    return attack


for _tag, _level in (("saml2p:ArtifactResponse", "outer"), ("saml2p:Response", "inner")):
    VECTORS[f"{_level}_to_another_request"] = (_message(_tag, "InResponseTo", "ID-x"), Reason.ADDRESSEE)
    VECTORS[f"{_level}_stale"] = (_message(_tag, "IssueInstant", instant(NOW - HOUR)), Reason.TIME)
    VECTORS[f"{_level}_from_the_future"] = (_message(_tag, "IssueInstant", instant(NOW + HOUR)), Reason.TIME)
    VECTORS[f"{_level}_of_another_version"] = (_message(_tag, "Version", "1.1"), Reason.MALFORMED)
    VECTORS[f"{_level}_by_another_issuer"] = (_issuer(_level), Reason.UNKNOWN_SENDER)
VECTORS["inner_to_another_address"] = (_message("saml2p:Response", "Destination", "http://evil/"), Reason.ADDRESSEE)
