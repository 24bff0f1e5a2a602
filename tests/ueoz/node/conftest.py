# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared import keys
from tests.ueoz.node.played import PlayedNode, configured, playing


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys of both sides, old and new, made once."""
    folder = tmp_path_factory.mktemp("keys")
    names = ("node-sign", "ueoz-sign", "ueoz-encrypt")
    keys.make(folder, [*names, *(f"{name}-2" for name in names), "evil"])
    return folder


@pytest.fixture
def node(key_folder: Path, settings: Any) -> Iterator[PlayedNode]:
    """A node that answers, and UEOZ set up to ask it."""
    with playing(PlayedNode(key_folder)) as played:
        settings.NODE = configured(settings.NODE, key_folder, played.port)
        yield played
