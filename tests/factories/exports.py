# SPDX-License-Identifier: EUPL-1.2
"""Password hashes as Django and Keycloak export them, cheap ones."""

import base64
import hashlib
import json

import argon2
import bcrypt
from django.contrib.auth.hashers import BCryptSHA256PasswordHasher, PBKDF2PasswordHasher, PBKDF2SHA1PasswordHasher

PASSWORD = "Zażółć-gęślą-1"
ARGON2 = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class QuickBCrypt(BCryptSHA256PasswordHasher):
    rounds = 4


def keycloak(algorithm: str, value: bytes, salt: bytes, iterations: int, **parameters: list[str]) -> str:
    secret = {"value": base64.b64encode(value).decode(), "salt": base64.b64encode(salt).decode()}
    made = {"hashIterations": iterations, "algorithm": algorithm, "additionalParameters": parameters}
    return json.dumps({"type": "password", "secretData": json.dumps(secret), "credentialData": json.dumps(made)})


def keycloak_pbkdf2(algorithm: str, digest: str, length: int) -> str:
    value = hashlib.pbkdf2_hmac(digest, PASSWORD.encode(), b"salt of sixteen.", 100, length)
    return keycloak(algorithm, value, b"salt of sixteen.", 100)


def keycloak_argon2() -> str:
    value = argon2.low_level.hash_secret_raw(PASSWORD.encode(), b"salt of sixteen.", 1, 8, 1, 32, argon2.Type.ID)
    return keycloak(
        "argon2", value, b"salt of sixteen.", 1, type=["id"], version=["1.3"], memory=["8"], parallelism=["1"]
    )


EXPORTS = {
    "django pbkdf2_sha256": PBKDF2PasswordHasher().encode(PASSWORD, "salt", 100),
    "django pbkdf2_sha1": PBKDF2SHA1PasswordHasher().encode(PASSWORD, "salt", 100),
    "django bcrypt_sha256": QuickBCrypt().encode(PASSWORD, bcrypt.gensalt(4)),
    "django bcrypt": f"bcrypt${bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()}",
    "django argon2": f"argon2{ARGON2.hash(PASSWORD)}",
    "bcrypt": bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode(),
    "bcrypt of PHP": bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode().replace("$2b$", "$2y$"),
    "argon2": ARGON2.hash(PASSWORD),
    "keycloak pbkdf2": keycloak_pbkdf2("pbkdf2", "sha1", 20),
    "keycloak pbkdf2-sha256": keycloak_pbkdf2("pbkdf2-sha256", "sha256", 64),
    "keycloak pbkdf2-sha512": keycloak_pbkdf2("pbkdf2-sha512", "sha512", 64),
    "keycloak argon2": keycloak_argon2(),
}
