# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Mapping

import pytest

from engine.definitions import FormDefinition, load
from ssoz.commands.forms import code_lists, published_files, shown

Forms = Mapping[str, FormDefinition]


def read_forms() -> dict[str, FormDefinition]:
    """All published forms by symbol, with the code lists of `seeds/`."""
    lists = code_lists()
    found = [load(path.read_text(encoding="utf-8"), path=shown(path), code_lists=lists) for path in published_files()]
    return {definition.form: definition for definition in found}


@pytest.fixture(scope="session")
def forms() -> Forms:
    return read_forms()
