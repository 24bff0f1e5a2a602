# SPDX-License-Identifier: EUPL-1.2
"""A sandbox with keys, a mail folder and two people of the demo; time stands still at NOW."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pytest_django import Settings

from sandbox.environment import Environment
from shared import clock
from shared.saml import SigningKey
from tests.factories.node import ANNA, BOB
from tests.factories.saml import NOW, key_pair
from tests.sandbox.browsing import Browser
from tests.sandbox.service import Service


def write_keys(folder: Path) -> None:
    """Key files as `./ssoz keys` leaves them."""
    folder.mkdir()
    for name in ("node-sign", "ueoz-sign", "ueoz-encrypt"):
        write_pair(folder, name, key_pair(name))


def write_pair(folder: Path, name: str, pair: SigningKey) -> None:
    """A key and its certificate."""
    secret = pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / f"{name}.key").write_bytes(secret)
    (folder / f"{name}.pem").write_bytes(pair.certificate.public_bytes(Encoding.PEM))


@pytest.fixture(autouse=True)
def moment() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, settings: Settings) -> Environment:
    """The sandbox with folders of the test's own."""
    write_keys(tmp_path / "keys")
    (tmp_path / "mail").mkdir()
    (tmp_path / "people.json").write_text(json.dumps([ANNA, BOB]), encoding="utf-8")
    place = {"home": tmp_path, "people": tmp_path / "people.json", "mail": tmp_path / "mail"}
    found = replace(settings.ENVIRONMENT, keys=tmp_path / "keys", url="http://login.localhost:8001", **place)
    settings.ENVIRONMENT = found
    return found


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def service() -> Service:
    return Service()
