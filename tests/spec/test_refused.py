# SPDX-License-Identifier: EUPL-1.2
"""Nothing that is said of a mistake changes unread (python -m tests.architecture.generated writes what is said)."""

import pytest

from tests.spec.refused import GROUPS, approved, refusal


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, cases in GROUPS.items() for name in cases])
def test_a_mistake_is_told_as_approved(group: str, name: str) -> None:
    assert refusal(*GROUPS[group][name]) == approved(group)[name]


@pytest.mark.parametrize("group", GROUPS)
def test_no_approved_mistake_is_forgotten(group: str) -> None:
    assert list(approved(group)) == list(GROUPS[group])
