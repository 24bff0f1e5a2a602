# SPDX-License-Identifier: EUPL-1.2
"""Nothing that is said of the approved forms changes unread (python -m tests.architecture.generated writes them)."""

import pytest

from tests.spec.approved import FOLDER, documents

NAMES = sorted(path.name for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_told_as_approved(name: str) -> None:
    assert documents()[name].splitlines() == (FOLDER / name).read_text(encoding="utf-8").splitlines()


def test_every_form_is_approved() -> None:
    assert sorted(documents()) == NAMES
