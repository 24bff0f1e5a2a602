# SPDX-License-Identifier: EUPL-1.2
"""Nothing that is made of checks drawn at random changes unread."""

import pytest

from tests.spec.drawn import FOLDER, SEEDS, told


@pytest.mark.parametrize("seed", SEEDS)
def test_checks_drawn_at_random_are_told_as_approved(seed: int) -> None:
    assert told(seed).splitlines() == (FOLDER / f"{seed:02}.txt").read_text(encoding="utf-8").splitlines()
