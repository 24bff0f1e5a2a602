# SPDX-License-Identifier: EUPL-1.2
"""No expression of the manual or of the sentences changes its meaning unread, on the server or in the page."""

import pytest

from tests.spec.trees import MANUAL, TOLD, approved, of_manual, of_sentence


@pytest.mark.parametrize("name", MANUAL)
def test_the_manual_means_what_was_approved(name: str) -> None:
    assert of_manual(*MANUAL[name]) == approved("manual")[name]


@pytest.mark.parametrize("check", TOLD)
def test_a_sentence_is_made_of_the_approved_tree(check: str) -> None:
    assert of_sentence(check) == approved("sentences")[check]


def test_no_approved_tree_is_forgotten() -> None:
    assert [list(approved("manual")), list(approved("sentences"))] == [list(MANUAL), TOLD]
