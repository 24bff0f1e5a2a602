# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.factories.sandbox import ANNA, BOB, SandboxSite, running_sandbox


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxSite]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox"), [ANNA, BOB]) as site:
        yield site


@pytest.fixture
def sandbox(sandbox_process: SandboxSite, settings: Settings) -> SandboxSite:
    """The running sandbox, trusted by `ssoz`."""
    for name, value in sandbox_process.settings().items():
        setattr(settings, name, value)
    return sandbox_process
