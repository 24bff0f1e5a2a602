# SPDX-License-Identifier: EUPL-1.2
"""Passwords of other systems (e-PLOZ, SSOZ I) as Django and Keycloak export them, in one written form each.

`pbkdf2$sha256$iterations$salt$hash` (both base64), `$2b$…` (bcrypt), `bcrypt_sha256$$2b$…` (Django's: SHA-256 first),
`$argon2id$…`. Whoever signs in proves a password; nobody can ask for a new one here, so none is ever made anew.
"""

import base64
import binascii
import hashlib
import hmac
import json
import re
from typing import Any

import argon2
import bcrypt

DIGESTS = {"sha1": 20, "sha256": 32, "sha512": 64}
ITERATIONS = 10_000_000
BCRYPT = re.compile(r"\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}")
ARGON2 = re.compile(r"\$argon2(?:id|i|d)\$v=(?:16|19)\$m=(\d+),t=(\d+),p=(\d+)\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+")
ARGON2_MEMORY = 1_048_576  # KiB: one sign-in must not eat the machine
NOBODYS = "$argon2id$v=19$m=102400,t=2,p=8$ads138jgNpFOdNyCbzQhbw$SiX3ItJku/OW5wMq2JTDRNxCQ8qwFoZkQsix8AM5PvA"


class HashRefused(ValueError):
    """The hash is of no kind we know, or would cost too much; the text says which."""


def read(text: str) -> str:
    """Return a hash, as Django's or Keycloak's export has it, in our written form."""
    text = text.strip()
    if text.startswith("{"):
        return _keycloak(text)
    algorithm, _, rest = text.partition("$")
    if algorithm.startswith("pbkdf2_"):
        return _django_pbkdf2(algorithm, rest)
    if algorithm == "argon2":
        return _argon2(f"${rest}")
    if algorithm in {"bcrypt", "bcrypt_sha256"}:
        return ("bcrypt_sha256$" if algorithm == "bcrypt_sha256" else "") + _bcrypt(rest)
    if text.startswith("$argon2"):
        return _argon2(text)
    if text.startswith("$2"):
        return _bcrypt(text)
    raise HashRefused("nieznany rodzaj skrótu hasła")


def verify(password: str, written: str) -> bool:
    """Whether the password is the one the hash was made of; nothing at all fits an empty hash."""
    if written.startswith("pbkdf2$"):
        return _verify_pbkdf2(password.encode(), written)
    if written.startswith("$argon2"):
        try:
            return argon2.PasswordHasher().verify(written, password)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False
    if written.startswith("bcrypt_sha256$"):
        return _verify_bcrypt(binascii.hexlify(hashlib.sha256(password.encode()).digest()), written.partition("$")[2])
    return bool(written) and _verify_bcrypt(password.encode()[:72], written)


def _verify_pbkdf2(password: bytes, written: str) -> bool:
    _, digest, iterations, salt, wanted = written.split("$")
    raw = base64.b64decode(wanted)
    made = hashlib.pbkdf2_hmac(digest, password, base64.b64decode(salt), int(iterations), len(raw))
    return hmac.compare_digest(made, raw)


def _verify_bcrypt(password: bytes, written: str) -> bool:
    try:
        return bcrypt.checkpw(password, written.encode())
    except ValueError:  # a password with a zero byte
        return False


def _pbkdf2(digest: str, iterations: int, salt: bytes, made: bytes) -> str:
    if digest not in DIGESTS:
        raise HashRefused(f"PBKDF2 ze skrótem „{digest}” nie jest obsługiwany")
    if not 1 <= iterations <= ITERATIONS:
        raise HashRefused("liczba iteracji PBKDF2 jest niemożliwa")
    if not salt or len(made) < 16:
        raise HashRefused("skrót PBKDF2 jest niepełny")
    return f"pbkdf2${digest}${iterations}${base64.b64encode(salt).decode()}${base64.b64encode(made).decode()}"


def _django_pbkdf2(algorithm: str, rest: str) -> str:
    try:
        iterations, salt, made = rest.split("$")
        return _pbkdf2(
            algorithm.removeprefix("pbkdf2_"), int(iterations), salt.encode(), base64.b64decode(made, validate=True)
        )
    except HashRefused:
        raise
    except ValueError as error:
        raise HashRefused("skrót PBKDF2 jest niepełny") from error


def _bcrypt(text: str) -> str:
    found = BCRYPT.fullmatch(text)
    if not found:
        raise HashRefused("skrót bcrypt jest niepełny")
    if not 4 <= int(found[1]) <= 16:
        raise HashRefused("koszt bcrypt jest niemożliwy")
    return text


def _argon2(text: str) -> str:
    found = ARGON2.fullmatch(text)
    if not found:
        raise HashRefused("skrót argon2 jest niepełny")
    if int(found[1]) > ARGON2_MEMORY or not 1 <= int(found[2]) <= 100:
        raise HashRefused("koszt argon2 jest niemożliwy")
    return text


def _keycloak(text: str) -> str:
    """A credential as Keycloak exports it: what is secret and how it was made, each as JSON in JSON."""
    try:
        credential = json.loads(text)
        secret, made = _inner(credential["secretData"]), _inner(credential["credentialData"])
        algorithm, iterations = str(made["algorithm"]), int(made["hashIterations"])
        value, salt = (base64.b64decode(secret[name], validate=True) for name in ("value", "salt"))
    except (ValueError, KeyError, TypeError) as error:
        raise HashRefused("skrót z Keycloak jest niepełny") from error
    if algorithm.startswith("pbkdf2"):
        digest = algorithm.removeprefix("pbkdf2").lstrip("-") or "sha1"
        return _pbkdf2(digest, iterations, salt, value)
    if algorithm == "argon2":
        return _keycloak_argon2(made.get("additionalParameters", {}), iterations, salt, value)
    raise HashRefused(f"algorytm Keycloak „{algorithm}” nie jest obsługiwany")


def _inner(value: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(value) if isinstance(value, str) else value
    return read


def _keycloak_argon2(parameters: dict[str, Any], iterations: int, salt: bytes, value: bytes) -> str:
    one = {name: words[0] if isinstance(words, list) and words else words for name, words in parameters.items()}
    version = {"1.0": 16, "1.3": 19}.get(str(one.get("version", "1.3")), 0)
    plain = [base64.b64encode(raw).decode().rstrip("=") for raw in (salt, value)]
    kind, memory, lanes = one.get("type", "id"), one.get("memory", 7168), one.get("parallelism", 1)
    return _argon2(f"$argon2{kind}$v={version}$m={memory},t={iterations},p={lanes}${plain[0]}${plain[1]}")
