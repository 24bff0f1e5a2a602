# SPDX-License-Identifier: EUPL-1.2
"""How passwords are kept."""

from base64 import b64encode

from django.contrib.auth.hashers import Argon2PasswordHasher
from nacl.bindings import (
    crypto_pwhash_alg,
    crypto_pwhash_ALG_ARGON2ID13,
    crypto_pwhash_SALTBYTES,
    crypto_pwhash_str_verify,
)
from nacl.exceptions import CryptoError

WRITTEN = "argon2"  # before every hash: which hasher reads it
HASH_BYTES = 32
LONGEST = 127  # signs of a written hash that libsodium reads


class Argon2(Argon2PasswordHasher):
    """Argon2id by libsodium, with parameters of OWASP (7 MiB, 5 rounds, 1 lane): a sign-in must not wait for its turn.

    What is written is what Django's own hasher writes; either reads what the other has made.
    """

    time_cost = 5
    memory_cost = 7 * 1024
    parallelism = 1
    salt_entropy = 95  # bits: as many as fit into the bytes of libsodium's salt, written as letters and digits

    def encode(self, password: str, salt: str) -> str:
        raw = salt.encode()
        if len(raw) != crypto_pwhash_SALTBYTES or "$" in salt:
            return super().encode(password, salt)  # somebody else's salt
        made = crypto_pwhash_alg(
            HASH_BYTES, password.encode(), raw, self.time_cost, self.memory_cost * 1024, crypto_pwhash_ALG_ARGON2ID13
        )
        parameters = f"m={self.memory_cost},t={self.time_cost},p={self.parallelism}"
        return f"{WRITTEN}$argon2id$v=19${parameters}${_plain(raw)}${_plain(made)}"

    def verify(self, password: str, encoded: str) -> bool:
        written = encoded.removeprefix(WRITTEN).encode()
        if len(written) > LONGEST or b",p=1$" not in written:
            return super().verify(password, encoded)
        try:
            return bool(crypto_pwhash_str_verify(written, password.encode()))
        except CryptoError:
            return False


def _plain(raw: bytes) -> str:
    return b64encode(raw).decode().rstrip("=")
