# SPDX-License-Identifier: EUPL-1.2
"""xmlsec beside us: the same signatures seen by another implementation."""

import xmlsec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree

from shared.saml import SigningKey
from shared.saml.documents import NAMESPACES, q
from tests.factories.saml import key_pair


def holds(message: etree._Element, pair: SigningKey | None = None) -> bool:
    """Whether xmlsec accepts the signature of this element, by this key."""
    root = message.getroottree().getroot()
    signature = message.find(q("ds:Signature"))
    if signature is None:
        return False
    pem = (pair or key_pair("node-sign")).certificate.public_bytes(Encoding.PEM)
    xmlsec.tree.add_ids(root, ["ID"])
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(pem, xmlsec.constants.KeyDataFormatCertPem)
    try:
        context.verify(signature)
    except xmlsec.Error:
        return False
    return True


def both_levels_hold(raw: bytes) -> bool:
    """Whether xmlsec accepts the answer to an artifact and the response inside it."""
    try:
        root = etree.fromstring(raw)
    except etree.XMLSyntaxError:
        return False
    levels = [root.find(f"{q('soap:Body')}/{q('saml2p:ArtifactResponse')}")]
    levels.append(None if levels[0] is None else levels[0].find(q("saml2p:Response")))
    return all(level is not None and holds(level) for level in levels)


def sign(message: etree._Element, pair: SigningKey, *, prefixes: bool = True) -> etree._Element:
    """Sign with xmlsec as clients of the real node do."""
    signature = xmlsec.template.create(message, xmlsec.Transform.EXCL_C14N, xmlsec.Transform.ECDSA_SHA256, ns="ds")
    message[0].addnext(signature)
    reference = xmlsec.template.add_reference(signature, xmlsec.Transform.SHA256, uri=f"#{message.get('ID')}")
    xmlsec.template.add_transform(reference, xmlsec.Transform.ENVELOPED)
    exclusive = xmlsec.template.add_transform(reference, xmlsec.Transform.EXCL_C14N)
    if prefixes:
        kept = etree.SubElement(exclusive, q("ec:InclusiveNamespaces"), nsmap={"ec": NAMESPACES["ec"]})
        kept.set("PrefixList", "ds saml2 saml2p xenc")
    xmlsec.template.add_x509_data(xmlsec.template.ensure_key_info(signature))
    xmlsec.tree.add_ids(message, ["ID"])
    context = xmlsec.SignatureContext()
    key = pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    context.key = xmlsec.Key.from_memory(key, xmlsec.constants.KeyDataFormatPem)
    context.key.load_cert_from_memory(
        pair.certificate.public_bytes(Encoding.PEM), xmlsec.constants.KeyDataFormatCertPem
    )
    context.sign(signature)
    return message
