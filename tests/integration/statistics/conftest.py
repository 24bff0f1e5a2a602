# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest
from pytest_django import Settings

from ssoz.statistics import tables
from tests.factories.statistics import declared


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.SSOZ_HOME = tmp_path
    return tmp_path


@pytest.fixture
def two_tables(seeds: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """„Łóżka” of the tiny form and „Oddziały” of another one that nobody has sent yet."""
    folder = tmp_path / "tables"
    folder.mkdir()
    monkeypatch.setattr(tables, "TABLES", declared(folder))
