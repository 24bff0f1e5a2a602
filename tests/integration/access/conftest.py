# SPDX-License-Identifier: EUPL-1.2
"""An identity provider on the loopback, as honest as a test lets it be."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.factories.provider import Provider, running_provider


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with running_provider() as running:
        for name, value in running.settings().items():
            setattr(settings, name, value)
        yield running
