# SPDX-License-Identifier: EUPL-1.2
"""Keys change end to end, on both sides, and nobody is locked out meanwhile."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser

from tests.ueoz.node.played import PlayedNode, begin
from tests.ueoz.node.test_way import whom

pytestmark = pytest.mark.django_db


def signs_in(node: PlayedNode) -> bool:
    """Whether somebody gets in."""
    browser = Browser()
    way = begin(browser)
    way.finish(way.arrive(node.sign_in(way.raw)))
    return whom(browser) == "74031281842"


def test_our_signing_key_changes(node: PlayedNode, settings: Any) -> None:
    node.clients = ("ueoz-sign", "ueoz-sign-2")  # 1. the node's operator adds the new certificate
    assert signs_in(node)
    settings.NODE = replace(  # 2. we sign with the new key
        settings.NODE,
        signing_key=node.keys / "ueoz-sign-2.key",
        signing_certificate=node.keys / "ueoz-sign-2.pem",
    )
    assert signs_in(node)
    node.clients = ("ueoz-sign-2",)  # 3. the operator drops the old one
    assert signs_in(node)


def test_our_encryption_key_changes(node: PlayedNode, settings: Any) -> None:
    old, new = node.keys / "ueoz-encrypt.key", node.keys / "ueoz-encrypt-2.key"
    settings.NODE = replace(settings.NODE, decryption_keys=(new, old))  # 1. we read both
    assert signs_in(node)
    node.encryption = "ueoz-encrypt-2"  # 2. the operator takes the new certificate
    assert signs_in(node)
    settings.NODE = replace(settings.NODE, decryption_keys=(new,))  # 3. we drop the old one
    assert signs_in(node)
    node.encryption = "ueoz-encrypt"
    assert not signs_in(node)


def test_the_nodes_signing_key_changes(node: PlayedNode, settings: Any) -> None:
    old, new = node.keys / "node-sign.pem", node.keys / "node-sign-2.pem"
    settings.NODE = replace(settings.NODE, certificates=(old, new))  # 1. we accept both
    assert signs_in(node)
    node.signing = "node-sign-2"  # 2. the node signs with the new key
    assert signs_in(node)
    settings.NODE = replace(settings.NODE, certificates=(new,))  # 3. we drop the old one
    assert signs_in(node)
    node.signing = "node-sign"
    assert not signs_in(node)


def test_an_answer_on_its_way_while_keys_change_is_read(node: PlayedNode, settings: Any) -> None:
    browser = Browser()
    way = begin(browser)
    parked = way.arrive(node.sign_in(way.raw))
    keys = (node.keys / "ueoz-encrypt-2.key", node.keys / "ueoz-encrypt.key")
    settings.NODE = replace(settings.NODE, decryption_keys=keys)
    way.finish(parked)
    assert whom(browser) == "74031281842"


def test_a_file_that_changes_is_read_again(node: PlayedNode, settings: Any, tmp_path: Path) -> None:
    pinned = tmp_path / "wk.pem"
    pinned.write_bytes((node.keys / "node-sign.pem").read_bytes())
    settings.NODE = replace(settings.NODE, certificates=(pinned,))
    assert signs_in(node)
    pinned.write_bytes(b"".join((node.keys / f"{name}.pem").read_bytes() for name in ("node-sign", "node-sign-2")))
    os.utime(pinned, ns=(1, 1))
    node.signing = "node-sign-2"
    assert signs_in(node)
