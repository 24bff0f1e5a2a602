# SPDX-License-Identifier: EUPL-1.2
"""Assertions encrypted for one key: ECDH-ES on P-256, ConcatKDF, AES key wrap, AES-GCM (XML Encryption 1.1)."""

import os
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.concatkdf import ConcatKDFHash
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from lxml import etree

from shared.saml.documents import NAMESPACES, add, bytes_of, exactly, new_id, one, parse, start, to_bytes
from shared.saml.errors import Reason, SamlError, wrapped

P256 = "urn:oid:1.2.840.10045.3.1.7"
ECDH_ES = NAMESPACES["xenc11"] + "ECDH-ES"
CONCAT_KDF = NAMESPACES["xenc11"] + "ConcatKDF"
DIGEST = NAMESPACES["xenc"] + "sha256"
WRAPS = {NAMESPACES["xenc"] + "kw-aes256": 32, NAMESPACES["xenc"] + "kw-aes128": 16}
CIPHERS = {NAMESPACES["xenc11"] + "aes256-gcm": 32, NAMESPACES["xenc11"] + "aes128-gcm": 16}
NONCE_BYTES = 12
PARTS = ("AlgorithmID", "PartyUInfo", "PartyVInfo")


def decrypt(encrypted: etree._Element, keys: Sequence[EllipticCurvePrivateKey]) -> etree._Element:
    """Return what was encrypted for one of the keys; every failure reads the same."""
    with wrapped(Reason.ENCRYPTION, "cannot be decrypted"):
        data = one(encrypted, "xenc:EncryptedData")
        method, info, cipher = exactly(data, ["xenc:EncryptionMethod", "ds:KeyInfo", "xenc:CipherData"])
        wrapped_key = one(info, "xenc:EncryptedKey")
        agreement = one(one(wrapped_key, "ds:KeyInfo"), "xenc:AgreementMethod")
        wrap = one(wrapped_key, "xenc:EncryptionMethod").get("Algorithm", "")
        parameters = _parameters(agreement)
        sealed, secret = (
            bytes_of(one(data, "xenc:CipherValue")) for data in (cipher, one(wrapped_key, "xenc:CipherData"))
        )
        peer = _peer(agreement)
        if method.get("Algorithm") not in CIPHERS:  # the node may name the longer and use the shorter key
            raise SamlError(Reason.ENCRYPTION, "cannot be decrypted")
    for key in keys:
        with suppress(Exception):
            data_key = aes_key_unwrap(_wrapping_key(key, peer, parameters, WRAPS[wrap]), secret)
            plain = AESGCM(data_key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
            break
    else:
        raise SamlError(Reason.ENCRYPTION, "cannot be decrypted")
    return parse(plain)


def encrypt(
    plain: etree._Element, recipient: EllipticCurvePublicKey, parties: tuple[str, str], data_key_bytes: int = 32
) -> etree._Element:
    """Encrypt an assertion; `parties` are the names of sender and recipient, mixed into the key."""
    cipher = next(name for name, size in CIPHERS.items() if size == data_key_bytes)
    wrap = next(iter(WRAPS))
    own = generate_private_key(SECP256R1())
    data_key, nonce = os.urandom(data_key_bytes), os.urandom(NONCE_BYTES)
    names = ("saml2", "xenc", "xenc11", "ds", "dsig11")
    encrypted = start("saml2:EncryptedAssertion", {}, {name: NAMESPACES[name] for name in names})
    data = add(encrypted, "xenc:EncryptedData", Id=new_id(), Type=NAMESPACES["xenc"] + "Element")
    add(data, "xenc:EncryptionMethod", Algorithm=cipher)
    wrapped_key = add(add(data, "ds:KeyInfo"), "xenc:EncryptedKey", Id=new_id())
    add(wrapped_key, "xenc:EncryptionMethod", Algorithm=wrap)
    agreement = add(add(wrapped_key, "ds:KeyInfo"), "xenc:AgreementMethod", Algorithm=ECDH_ES)
    derivation = add(agreement, "xenc11:KeyDerivationMethod", Algorithm=CONCAT_KDF)
    parts = dict(zip(PARTS, map(_prefixed, (wrap, *parties)), strict=True))
    add(add(derivation, "xenc11:ConcatKDFParams", **parts), "ds:DigestMethod", Algorithm=DIGEST)
    originator = add(add(add(agreement, "xenc:OriginatorKeyInfo"), "ds:KeyValue"), "dsig11:ECKeyValue")
    add(originator, "dsig11:NamedCurve", URI=P256)
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    add(originator, "dsig11:PublicKey", b64encode(point).decode())
    wrapping = _wrapping_key(own, recipient, bytes.fromhex("".join(parts.values())), WRAPS[wrap])
    _hold(wrapped_key, aes_key_wrap(wrapping, data_key))
    _hold(data, nonce + AESGCM(data_key).encrypt(nonce, to_bytes(plain), None))
    return encrypted


def _parameters(agreement: etree._Element) -> bytes:
    derivation = one(agreement, "xenc11:KeyDerivationMethod")
    parameters = one(derivation, "xenc11:ConcatKDFParams")
    names = [element.get("Algorithm") for element in (agreement, derivation, one(parameters, "ds:DigestMethod"))]
    if names != [ECDH_ES, CONCAT_KDF, DIGEST]:
        raise SamlError(Reason.ENCRYPTION, "cannot be decrypted")
    return bytes.fromhex("".join(parameters.get(part, "") for part in PARTS))


def _peer(agreement: etree._Element) -> EllipticCurvePublicKey:
    """Return the sender's one-time key; cryptography refuses a point off the curve."""
    value = one(one(one(agreement, "xenc:OriginatorKeyInfo"), "ds:KeyValue"), "dsig11:ECKeyValue")
    if one(value, "dsig11:NamedCurve").get("URI") != P256:
        raise SamlError(Reason.ENCRYPTION, "cannot be decrypted")
    point = bytes_of(one(value, "dsig11:PublicKey"))
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)


def _wrapping_key(own: EllipticCurvePrivateKey, peer: EllipticCurvePublicKey, parameters: bytes, length: int) -> bytes:
    return ConcatKDFHash(SHA256(), length, parameters).derive(own.exchange(ECDH(), peer))


def _prefixed(text: str) -> str:
    """Write a part as the profile does: four bytes of length, then the text, in hexadecimal."""
    return (len(text.encode()).to_bytes(4, "big") + text.encode()).hex().upper()


def _hold(parent: etree._Element, value: bytes) -> None:
    add(add(parent, "xenc:CipherData"), "xenc:CipherValue", b64encode(value).decode())
