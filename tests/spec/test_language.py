# SPDX-License-Identifier: EUPL-1.2
"""The manual of the check language, run."""

import pytest

from tests.spec.cases import FAILS, Case, Chapter, is_verdict, value_said, verdicts_said
from tests.spec.chapters import CHAPTERS

VERDICTS = [(chapter, case) for chapter in CHAPTERS for case in chapter.cases if is_verdict(case)]
VALUES = [(chapter, case) for chapter in CHAPTERS for case in chapter.cases if not is_verdict(case)]


@pytest.mark.parametrize(("chapter", "case"), VERDICTS, ids=lambda part: getattr(part, "expression", ""))
def test_a_condition_says_what_the_manual_says(chapter: Chapter, case: Case) -> None:
    said, _ = verdicts_said(chapter, case)
    assert said == case.says


@pytest.mark.parametrize(("chapter", "case"), VERDICTS, ids=lambda part: getattr(part, "expression", ""))
def test_only_what_certainly_fails_is_a_finding(chapter: Chapter, case: Case) -> None:
    _, violated = verdicts_said(chapter, case)
    assert violated == [verdict == FAILS for verdict in case.says.split(", ")]


@pytest.mark.parametrize(("chapter", "case"), VALUES, ids=lambda part: getattr(part, "expression", ""))
def test_a_value_is_what_the_manual_says(chapter: Chapter, case: Case) -> None:
    assert value_said(chapter, case) == case.says
