# SPDX-License-Identifier: EUPL-1.2
"""Passwords of e-PLOZ in the forms in which Django and Keycloak export them."""

import json

import pytest

from shared import passwords
from shared.passwords import HashRefused
from tests.factories.exports import EXPORTS, PASSWORD, keycloak


@pytest.mark.parametrize("kind", EXPORTS)
def test_the_password_of_an_export_is_recognised(kind: str) -> None:
    assert passwords.verify(PASSWORD, passwords.read(EXPORTS[kind]))


@pytest.mark.parametrize("kind", EXPORTS)
@pytest.mark.parametrize("wrong", ["", PASSWORD + " ", PASSWORD.lower(), "\0", "x" * 200])
def test_another_password_is_not(kind: str, wrong: str) -> None:
    assert not passwords.verify(wrong, passwords.read(EXPORTS[kind]))


@pytest.mark.parametrize("kind", EXPORTS)
def test_the_written_form_fits_its_column(kind: str) -> None:
    assert len(passwords.read(EXPORTS[kind])) <= 400


def test_nothing_fits_an_erased_hash() -> None:
    assert not passwords.verify("", "")
    assert not passwords.verify(PASSWORD, "")


def test_nobodys_hash_is_one_that_can_be_tried() -> None:
    assert passwords.read(passwords.NOBODYS) == passwords.NOBODYS
    assert not passwords.verify(PASSWORD, passwords.NOBODYS)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("tajne", "nieznany rodzaj"),
        ("md5$salt$00", "nieznany rodzaj"),
        ("{", "Keycloak"),
        ("{}", "Keycloak"),
        (json.dumps({"secretData": "[]", "credentialData": "[]"}), "Keycloak"),
        (keycloak("scrypt", b"x" * 32, b"salt", 1), "scrypt"),
        (keycloak("pbkdf2-sha3", b"x" * 32, b"salt", 1), "sha3"),
        (keycloak("pbkdf2-sha256", b"x" * 32, b"", 1), "niepełny"),
        (keycloak("pbkdf2-sha256", b"x" * 8, b"salt", 1), "niepełny"),
        (keycloak("pbkdf2-sha256", b"x" * 32, b"salt", 0), "iteracji"),
        (keycloak("argon2", b"x" * 32, b"salt", 1, memory=["9999999"]), "koszt argon2"),
        (keycloak("argon2", b"x" * 32, b"salt", 1, type=["x"]), "argon2 jest niepełny"),
        ("pbkdf2_sha256$100$salt", "niepełny"),
        ("pbkdf2_sha256$many$salt$AAAA", "niepełny"),
        ("pbkdf2_sha256$99999999$salt$" + "A" * 44, "iteracji"),
        ("pbkdf2_md5$100$salt$" + "A" * 44, "md5"),
        ("$2b$10$short", "bcrypt jest niepełny"),
        ("$2b$31$" + "A" * 53, "koszt bcrypt"),
        ("bcrypt$nonsense", "bcrypt jest niepełny"),
        ("$argon2id$v=19$m=8", "argon2 jest niepełny"),
        ("$argon2id$v=19$m=99999999,t=1,p=1$c29sc29s$c29sc29s", "koszt argon2"),
        ("argon2$bcrypt", "argon2 jest niepełny"),
    ],
)
def test_a_hash_that_is_no_hash_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(HashRefused, match=reason):
        passwords.read(text)
