# SPDX-License-Identifier: EUPL-1.2
"""No expression of the manual or of the sentences changes its meaning unread, on the server or in the page."""

import pytest

from tests.spec.trees import CORNERS, MANUAL, TOLD, approved, of_corner, of_manual, of_sentence


@pytest.mark.parametrize("name", MANUAL)
def test_the_manual_means_what_was_approved(name: str) -> None:
    assert of_manual(*MANUAL[name]) == approved("manual")[name]


@pytest.mark.parametrize("check", TOLD)
def test_a_sentence_is_made_of_the_approved_tree(check: str) -> None:
    assert of_sentence(check) == approved("sentences")[check]


@pytest.mark.parametrize("name", CORNERS)
def test_a_corner_of_the_generators_becomes_what_was_approved(name: str) -> None:
    assert of_corner(*CORNERS[name]) == approved("corners")[name]


def test_no_approved_tree_is_forgotten() -> None:
    groups = {"manual": list(MANUAL), "sentences": TOLD, "corners": list(CORNERS)}
    assert {name: list(approved(name)) for name in groups} == groups
