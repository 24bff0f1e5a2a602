# SPDX-License-Identifier: EUPL-1.2
"""Personal data at rest: AES-GCM with keys that can be changed, and a keyed hash to find it by.

A secret looks like `key-id:base64(nonce + ciphertext)`. The first key of the ring encrypts, all of them decrypt, so a
new key is put in front and `needs_rotation` says what is still to be written again.
"""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class EncryptionError(Exception):
    """A key ring or a secret cannot be used; never carries what it hides."""


@dataclass(frozen=True)
class Keyring:
    """Keys by name, the first of them current."""

    keys: tuple[tuple[str, bytes], ...]

    @classmethod
    def parse(cls, text: str) -> "Keyring":
        """Read `id:base64,id:base64`."""
        keys = tuple(_key(word.strip()) for word in text.split(",") if word.strip())
        if not keys:
            raise EncryptionError("Brak klucza szyfrującego.")
        if len({name for name, _ in keys}) != len(keys):
            raise EncryptionError("Dwa klucze szyfrujące mają tę samą nazwę.")
        return cls(keys)

    def encrypt(self, plain: str, *, context: str = "") -> str:
        """Encrypt; `context` (table and column) must be given again to decrypt, so a secret cannot be moved."""
        name, key = self.keys[0]
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(key).encrypt(nonce, plain.encode(), context.encode())
        return f"{name}:{base64.b64encode(nonce + sealed).decode()}"

    def decrypt(self, secret: str, *, context: str = "") -> str:
        """Return what was encrypted, or raise."""
        name, _, body = secret.partition(":")
        key = dict(self.keys).get(name)
        if key is None:
            raise EncryptionError(f"Brak klucza szyfrującego „{name}”.")
        try:
            raw = base64.b64decode(body, validate=True)
            return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise EncryptionError("Zaszyfrowana wartość jest uszkodzona lub przeniesiona.") from error

    def needs_rotation(self, secret: str) -> bool:
        """Whether the secret was made with a key that is no longer the first."""
        return not secret.startswith(f"{self.keys[0][0]}:")


def lookup_hash(value: str, key: str) -> str:
    """Return a hash that finds an encrypted value without showing it; useless without the key."""
    return hmac.new(_derived(key), value.encode(), hashlib.sha256).hexdigest()


def new_key(name: str) -> str:
    """Return a fresh key as it stands in the settings."""
    return f"{name}:{base64.b64encode(os.urandom(KEY_BYTES)).decode()}"


def _key(word: str) -> tuple[str, bytes]:
    name, _, body = word.partition(":")
    try:
        key = base64.b64decode(body, validate=True)
    except ValueError as error:
        raise EncryptionError(f"Klucz szyfrujący „{name}” nie jest zapisany w base64.") from error
    if not name or len(key) != KEY_BYTES:
        raise EncryptionError(f"Klucz szyfrujący „{name}” musi mieć nazwę i {KEY_BYTES} bajty.")
    return name, key


@lru_cache(maxsize=8)
def _derived(key: str) -> bytes:
    return hashlib.sha256(b"ssoz-lookup:" + key.encode()).digest()
