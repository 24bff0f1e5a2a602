# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests` runs the tests of each site under that site's settings, and each of them once."""

import pytest

from tests.__main__ import PARTS, ROOT, divided

SSOZ, ENGINE, SANDBOX, UEOZ, BROWSER = PARTS


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every part had its folder."""
    monkeypatch.setattr("pathlib.Path.is_dir", lambda self: self.is_relative_to(ROOT))


@pytest.mark.usefixtures("whole")
def test_without_words_every_part_runs_and_leaves_the_others_folders_alone() -> None:
    ran = dict(divided([]))
    assert tuple(ran) == PARTS
    others = (*ENGINE.folders, "tests/sandbox", "tests/ueoz", "tests/browser")
    assert ran[SSOZ] == ["tests", *(f"--ignore={folder}" for folder in others)]
    assert ran[UEOZ] == ["tests/ueoz"]
    assert divided(["tests"]) == divided([])


def test_tests_run_where_they_lie() -> None:
    words = ["tests/browser/test_walk.py::test_x", "tests/unit/running", "tests/unit/engine/test_values.py", "-x"]
    assert divided(words) == [
        (SSOZ, ["tests/unit/running", "-x"]),
        (ENGINE, ["tests/unit/engine/test_values.py", "-x"]),
        (BROWSER, ["tests/browser/test_walk.py::test_x", "-x"]),
    ]


@pytest.mark.usefixtures("whole")
def test_options_alone_go_to_every_part() -> None:
    assert all(words[-2:] == ["-k", "pesel"] for _part, words in divided(["-k", "pesel"]))


@pytest.mark.usefixtures("whole")
def test_every_branch_of_the_engine_is_asked_for_when_all_its_tests_run() -> None:
    whole, narrowed = dict(divided([])), dict(divided(["-k", "pesel"]))
    assert {"--cov=engine", "--cov-branch", "--cov-fail-under=100"} <= set(whole[ENGINE])
    assert not any(word.startswith("--cov") for part in PARTS for word in narrowed[part])
    assert not any(word.startswith("--cov") for part in PARTS if part is not ENGINE for word in whole[part])


def test_each_part_has_the_settings_of_its_site() -> None:
    assert [part.settings for part in PARTS] == [
        "ssoz.conf.testing",
        "ssoz.conf.testing",
        "sandbox.testing",
        "ueoz.conf.testing",
        "ssoz.conf.testing",
    ]
