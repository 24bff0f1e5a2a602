# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Mapping

import pytest

from engine.definitions import FormDefinition, load
from ssoz.commands.forms import ROOT, code_lists, published_files, shown

Forms = Mapping[str, FormDefinition]


def read_forms(year: int = 2025) -> dict[str, FormDefinition]:
    """Published forms of the year by symbol, with the code lists of `seeds/`."""
    lists = code_lists()
    paths = [path for path in published_files() if path.parent.name == str(year)]
    found = [load(path.read_text(encoding="utf-8"), path=shown(path), code_lists=lists, read=_beside) for path in paths]
    return {definition.form: definition for definition in found}


def _beside(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def forms() -> Forms:
    return read_forms()
