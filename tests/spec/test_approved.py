# SPDX-License-Identifier: EUPL-1.2
"""Nothing that is said of the approved forms changes unread (python -m tests.architecture.generated writes them)."""

from pathlib import Path

import pytest

from tests.spec.approved import FOLDER, approved_forms, told


@pytest.mark.parametrize("path", approved_forms(), ids=lambda path: path.stem)
def test_a_form_is_told_as_approved(path: Path) -> None:
    assert told(path).splitlines() == (FOLDER / f"{path.stem}.txt").read_text(encoding="utf-8").splitlines()
