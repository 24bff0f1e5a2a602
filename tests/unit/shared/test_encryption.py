# SPDX-License-Identifier: EUPL-1.2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.encryption import EncryptionError, Keyring, lookup_hash, new_key

RING = Keyring.parse(new_key("2026"))


@given(st.text(), st.text())
def test_what_was_encrypted_comes_back(plain: str, context: str) -> None:
    assert RING.decrypt(RING.encrypt(plain, context=context), context=context) == plain


def test_the_same_text_never_looks_the_same() -> None:
    assert RING.encrypt("44051401359") != RING.encrypt("44051401359")


def test_the_secret_does_not_show_the_text() -> None:
    assert "44051401359" not in RING.encrypt("44051401359")


def test_an_older_key_still_decrypts_and_the_secret_asks_for_rotation() -> None:
    old, new = new_key("2025"), new_key("2026")
    secret = Keyring.parse(old).encrypt("tajne")
    ring = Keyring.parse(f"{new}, {old}")
    assert ring.decrypt(secret) == "tajne"
    assert ring.needs_rotation(secret)
    assert not ring.needs_rotation(ring.encrypt("tajne"))


@pytest.mark.parametrize("spoilt", ["", "2026", "2026:", "2026:%%%", "2026:AAAA", "obcy:AAAAAAAAAAAAAAAAAAAA"])
def test_a_spoilt_secret_is_refused(spoilt: str) -> None:
    with pytest.raises(EncryptionError):
        RING.decrypt(spoilt)


def test_a_changed_byte_is_noticed() -> None:
    secret = RING.encrypt("tajne")
    changed = secret[:-6] + ("A" if secret[-6] != "A" else "B") + secret[-5:]
    with pytest.raises(EncryptionError, match="uszkodzona"):
        RING.decrypt(changed)


def test_a_secret_cannot_be_moved_to_another_column() -> None:
    with pytest.raises(EncryptionError, match="przeniesiona"):
        RING.decrypt(RING.encrypt("tajne", context="person.pesel"), context="person.name")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Brak klucza"),
        ("a:!!!", "base64"),
        ("a:QUFB", "32 bajty"),
        (f"{new_key('a')},{new_key('a')}", "tę samą nazwę"),
    ],
    ids=["empty", "not base64", "too short", "one name twice"],  # keys are random, names of tests are not
)
def test_a_bad_ring_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(EncryptionError, match=sentence):
        Keyring.parse(text)


def test_the_lookup_hash_finds_and_does_not_tell() -> None:
    assert lookup_hash("44051401359", "klucz") == lookup_hash("44051401359", "klucz")
    assert lookup_hash("44051401359", "klucz") != lookup_hash("44051401359", "inny klucz")
    assert "44051401359" not in lookup_hash("44051401359", "klucz")
