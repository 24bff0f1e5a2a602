# SPDX-License-Identifier: EUPL-1.2
"""Passwords at rest: libsodium's argon2id and Django's read each other's hashes."""

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, identify_hasher, make_password

from sandbox.hashers import Argon2

PASSWORD = "Zażółć gęślą jaźń"


class Before(Argon2PasswordHasher):
    """What passwords were kept by until 2026-11."""

    time_cost, memory_cost, parallelism = 2, 19 * 1024, 1


@pytest.fixture(scope="module")
def kept() -> str:
    return make_password(PASSWORD)


def test_the_right_password_is_taken_and_others_are_not(kept: str) -> None:
    assert check_password(PASSWORD, kept)
    for other in ("", " ", PASSWORD.lower(), PASSWORD[:-1], PASSWORD + " ", PASSWORD + "\0"):
        assert not check_password(other, kept), repr(other)


def test_a_password_is_not_cut_at_a_zero_byte() -> None:
    kept = make_password("a\0b")
    assert check_password("a\0b", kept)
    assert not check_password("a", kept)


def test_two_hashes_of_one_password_differ(kept: str) -> None:
    assert make_password(PASSWORD) != kept


def test_the_hash_says_what_it_was_made_with_and_is_not_made_anew(kept: str) -> None:
    said = Argon2().decode(kept)
    assert (said["variety"], said["memory_cost"], said["time_cost"], said["parallelism"]) == ("argon2id", 7168, 5, 1)
    assert len(said["salt"]) == 16
    assert isinstance(identify_hasher(kept), Argon2)
    assert not Argon2().must_update(kept)


def test_djangos_own_hasher_reads_what_ours_writes(kept: str) -> None:
    assert Argon2PasswordHasher().verify(PASSWORD, kept)
    assert not Argon2PasswordHasher().verify(PASSWORD + "!", kept)


def test_the_same_salt_makes_the_same_hash_in_both() -> None:
    class Django(Argon2PasswordHasher):
        time_cost, memory_cost, parallelism = Argon2.time_cost, Argon2.memory_cost, Argon2.parallelism

    salt = "0123456789abcdef"
    assert Argon2().encode(PASSWORD, salt) == Django().encode(PASSWORD, salt)


@pytest.mark.parametrize("old", [Before(), Argon2PasswordHasher()])
def test_older_hashes_are_read_and_made_anew_at_the_next_change(old: Argon2PasswordHasher) -> None:
    written = old.encode(PASSWORD, old.salt())
    assert check_password(PASSWORD, written)
    assert not check_password(PASSWORD + "!", written)
    assert Argon2().must_update(written)


def test_a_salt_of_another_length_is_taken_too() -> None:
    written = Argon2().encode(PASSWORD, "a salt that is longer than libsodium's")
    assert check_password(PASSWORD, written)


@pytest.mark.parametrize("change", [("m=7168", "m=8"), ("t=5", "t=1"), ("argon2id", "argon2d"), ("v=19", "v=16")])
def test_a_hash_whose_parameters_were_changed_fits_nothing(kept: str, change: tuple[str, str]) -> None:
    assert not Argon2().verify(PASSWORD, kept.replace(*change))


@pytest.mark.parametrize("broken", ["$argon2id$v=19$rubbish,p=1$", "$argon2id$v=19$m=7168,t=5,p=1$$"])
def test_what_is_no_hash_fits_nothing(broken: str) -> None:
    assert not Argon2().verify(PASSWORD, f"argon2{broken}")


def test_the_parameters_are_ones_that_owasp_names() -> None:
    named = {(46, 1), (19, 2), (12, 3), (9, 4), (7, 5)}
    assert (Argon2.memory_cost // 1024, Argon2.time_cost) in named
    assert Argon2.parallelism == 1
    assert Argon2.salt_entropy >= 64
