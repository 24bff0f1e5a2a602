# SPDX-License-Identifier: EUPL-1.2
"""What is inside: assertions swapped, doubled, badly encrypted; text that parsers read differently."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from copy import deepcopy
from unittest.mock import patch

from lxml import etree

from shared.saml import MAX_BYTES, Reason, Status
from shared.saml.documents import NAMESPACES, q
from shared.saml.encryption import encrypt
from tests.factories.saml import key_pair
from tests.unit.shared.saml.forging import (
    SHA1,
    Scene,
    inner_of,
    signed,
    soap,
)
from tests.unit.shared.saml.listing import VECTORS, Vector, algorithm, changed, text, vector


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
    ("cipher_without_a_check", "xenc:EncryptionMethod", algorithm(XENC + "aes256-cbc")),
    ("key_transported_by_rsa", "xenc:EncryptionMethod", algorithm(XENC + "rsa-oaep-mgf1p")),
    ("agreement_unheard_of", "xenc:AgreementMethod", algorithm(XENC + "dh")),
    ("derivation_unheard_of", "xenc11:KeyDerivationMethod", algorithm(XENC11 + "pbkdf2")),
    ("derivation_by_sha1", "ds:DigestMethod", algorithm(SHA1)),
    ("another_curve", "dsig11:NamedCurve", lambda element: element.set("URI", "urn:oid:1.3.132.0.34")),
    ("point_off_the_curve", "dsig11:PublicKey", text(OFF_CURVE)),
    ("point_at_infinity", "dsig11:PublicKey", text("AA==")),
    ("point_no_base64", "dsig11:PublicKey", text("żółć")),
    ("parties_no_hexadecimal", "xenc11:ConcatKDFParams", lambda element: element.set("PartyUInfo", "zz")),
    ("parties_others", "xenc11:ConcatKDFParams", lambda element: element.set("PartyUInfo", "00")),
    ("cipher_changed", "xenc:CipherValue", _flip),
    ("cipher_empty", "xenc:CipherValue", text("")),
    ("no_key", "xenc:EncryptedKey", lambda element: element.getparent().remove(element)),
    ("two_keys", "xenc:EncryptedKey", lambda element: element.addnext(deepcopy(element))),
):
    VECTORS[f"encryption_{_name}"] = (_in_encryption(_tag, _change), Reason.ENCRYPTION)
VECTORS["encryption_two_keys"] = (VECTORS["encryption_two_keys"][0], Reason.MALFORMED)
VECTORS["encryption_no_key"] = (VECTORS["encryption_no_key"][0], Reason.MALFORMED)


@vector(Reason.ENCRYPTION)
def encryption_for_somebody_else(scene: Scene) -> bytes:
    other = key_pair("evil").key.public_key()
    return scene.signed_by_node(encrypt(scene.assertion(), other, ("sandbox.wk", "ueoz")))


def encrypted_bytes(scene: Scene, plain: bytes) -> etree._Element:
    """Encrypt what is no tree."""
    with patch("shared.saml.encryption.to_bytes", return_value=plain):
        return scene.encrypted(etree.Element("x"))


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
    ("identifier_twice", changed("saml2p:Response", lambda element: element.set("Id", element.get("ID")))),
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
        return scene.signed_by_node(encrypted_bytes(scene, plain))

    return attack


VECTORS["comment_in_the_pesel"] = (_in_pesel(b"7403128<!-- -->1842"), Reason.MALFORMED)
VECTORS["instruction_in_the_pesel"] = (_in_pesel(b"7403128<?x?>1842"), Reason.MALFORMED)
VECTORS["element_in_the_pesel"] = (_in_pesel(b"7403128<b/>1842"), Reason.MALFORMED)
VECTORS["entity_in_the_pesel"] = (_in_pesel(b"7403128&x;1842"), Reason.MALFORMED)
VECTORS["fullwidth_pesel"] = (_in_pesel("７4031281842".encode()), Reason.ATTRIBUTES)
VECTORS["plain_text_is_no_document"] = (lambda s: s.signed_by_node(encrypted_bytes(s, b"\x00" * 40)), Reason.MALFORMED)
VECTORS["plain_text_is_a_response"] = (
    lambda s: s.signed_by_node(s.encrypted(s.response())),
    Reason.UNKNOWN_SENDER,
)
