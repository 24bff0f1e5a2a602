# SPDX-License-Identifier: EUPL-1.2
"""Messages as trees: a strict parser, exact look-ups, one way of building, SOAP around them."""

import re
from base64 import b64decode
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from uuid import uuid4

from lxml import etree

from shared.saml.errors import Reason, SamlError, wrapped

MAX_BYTES = 256 * 1024
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
IDENTIFIERS = etree.XPath("//@*[translate(local-name(), 'ID', 'id') = 'id']", smart_strings=False)
NAMESPACES = {
    "saml2": "urn:oasis:names:tc:SAML:2.0:assertion",
    "saml2p": "urn:oasis:names:tc:SAML:2.0:protocol",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
    "ec": "http://www.w3.org/2001/10/xml-exc-c14n#",
    "xenc": "http://www.w3.org/2001/04/xmlenc#",
    "xenc11": "http://www.w3.org/2009/xmlenc11#",
    "dsig11": "http://www.w3.org/2009/xmldsig11#",
    "eidas": "http://eidas.europa.eu/saml-extensions",
    "naturalperson": "http://eidas.europa.eu/attributes/naturalperson",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "soap": "http://schemas.xmlsoap.org/soap/envelope/",
}
ON_MESSAGES = {prefix: NAMESPACES[prefix] for prefix in ("saml2", "saml2p", "ds", "eidas", "naturalperson", "xenc")}
INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?Z")
DECLARATION = re.compile(r'<\?xml version="1\.0"( encoding="(utf-8|UTF-8)")?( standalone="(yes|no)")?\s*\?>')


@cache
def q(name: str) -> str:
    """Return `prefix:local` as lxml names it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def parse(raw: bytes) -> etree._Element:
    """Read one document of elements and text in UTF-8: no DTD, comment, instruction or repeated identifier."""
    if len(raw) > MAX_BYTES:
        raise SamlError(Reason.MALFORMED, "too large")
    with wrapped(Reason.MALFORMED, "not XML in UTF-8"):
        text = raw.decode()
        body = DECLARATION.sub("", text, count=1) if text.startswith("<?xml ") else text
        if "<!" in body or "<?" in body:
            raise SamlError(Reason.MALFORMED, "DTD, comment, CDATA or instruction")
        root = etree.fromstring(body.encode(), PARSER)
    identifiers = IDENTIFIERS(root)
    if len(identifiers) != len(set(identifiers)) or any(True for _ in root.iter(etree.Entity)):
        raise SamlError(Reason.MALFORMED, "repeated identifier or entity")
    return root


def one(parent: etree._Element, name: str) -> etree._Element:
    """Return the only child of that name."""
    found = list(parent.iterchildren(q(name)))
    if len(found) != 1:
        raise SamlError(Reason.MALFORMED, f"{len(found)} × {name}")
    return found[0]


def exactly(parent: etree._Element, names: Iterable[str]) -> list[etree._Element]:
    """Return the children, which have to be these, in this order, and no others."""
    children = list(parent)
    if [child.tag for child in children] != [q(name) for name in names]:
        raise SamlError(Reason.MALFORMED, f"children of {etree.QName(parent).localname}")
    return children


def text_of(element: etree._Element) -> str:
    """Return the text of an element that holds nothing but text."""
    if len(element):
        raise SamlError(Reason.MALFORMED, f"elements in {etree.QName(element).localname}")
    return (element.text or "").strip()


def bytes_of(element: etree._Element) -> bytes:
    """Decode Base64; a sign that is none of its own is an error, where the standard library would skip it."""
    return b64decode("".join(text_of(element).split()), validate=True)


def instant_of(element: etree._Element, attribute: str) -> datetime:
    """Read a moment in UTC."""
    match = INSTANT.fullmatch(element.get(attribute, ""))
    if not match:
        raise SamlError(Reason.MALFORMED, f"{attribute} is no moment in UTC")
    with wrapped(Reason.MALFORMED, f"{attribute} is no moment in UTC"):
        return datetime.fromisoformat(match[1]).replace(tzinfo=UTC)


def instant(moment: datetime) -> str:
    """Write a moment in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def new_id() -> str:
    """Return an identifier nobody can guess."""
    return f"ID-{uuid4()}"


def start(name: str, attributes: dict[str, str], namespaces: dict[str, str] | None = None) -> etree._Element:
    """Begin a document."""
    return etree.Element(q(name), attributes, nsmap=ON_MESSAGES if namespaces is None else namespaces)


def add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Add a child."""
    child = etree.SubElement(parent, q(name), attributes)
    with wrapped(Reason.MALFORMED, f"{name} holds what XML cannot"):
        child.text = text
    return child


def to_bytes(element: etree._Element) -> bytes:
    """Write an element, and nothing of what follows it."""
    written: bytes = etree.tostring(element, with_tail=False)
    return written


def in_soap(message: etree._Element) -> bytes:
    """Put a message into a SOAP 1.1 envelope."""
    envelope = start("soap:Envelope", {}, {"soap": NAMESPACES["soap"]})
    add(envelope, "soap:Body").append(message)
    return to_bytes(envelope)


def from_soap(raw: bytes, name: str) -> etree._Element:
    """Take the only message out of an envelope with no header, or an empty one."""
    envelope = parse(raw)
    if envelope.tag != q("soap:Envelope"):
        raise SamlError(Reason.MALFORMED, "not SOAP 1.1")
    header = envelope.find(q("soap:Header"))
    if header is not None and len(header):
        raise SamlError(Reason.MALFORMED, "SOAP header")
    body = exactly(envelope, ["soap:Body"] if header is None else ["soap:Header", "soap:Body"])[-1]
    if body.find(q("soap:Fault")) is not None:
        raise SamlError(Reason.STATUS, "SOAP fault")
    return exactly(body, [name])[0]
