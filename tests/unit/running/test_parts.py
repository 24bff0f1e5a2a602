# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests` runs the tests of each site under that site's settings, and each of them once."""

import pytest

from tests.__main__ import PARTS, ROOT, divided

SSOZ, SANDBOX, UEOZ, BROWSER = PARTS


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every part had its folder."""
    monkeypatch.setattr("pathlib.Path.is_dir", lambda self: self.is_relative_to(ROOT))


@pytest.mark.usefixtures("whole")
def test_without_words_every_part_runs_and_leaves_the_others_folders_alone() -> None:
    ran = dict(divided([]))
    assert list(ran) == [SSOZ, SANDBOX, UEOZ, BROWSER]
    assert ran[SSOZ] == ["tests", "--ignore=tests/sandbox", "--ignore=tests/ueoz", "--ignore=tests/browser"]
    assert ran[UEOZ] == ["tests/ueoz"]
    assert divided(["tests"]) == divided([])


def test_tests_run_where_they_lie() -> None:
    words = ["tests/browser/test_walk.py::test_x", "tests/unit/running", "-x"]
    assert divided(words) == [
        (SSOZ, ["tests/unit/running", "-x"]),
        (BROWSER, ["tests/browser/test_walk.py::test_x", "-x"]),
    ]


@pytest.mark.usefixtures("whole")
def test_options_alone_go_to_every_part() -> None:
    assert all(words[-2:] == ["-k", "pesel"] for _part, words in divided(["-k", "pesel"]))


def test_each_part_has_the_settings_of_its_site() -> None:
    assert [part.settings for part in PARTS] == [
        "ssoz.conf.testing",
        "sandbox.testing",
        "ueoz.conf.testing",
        "ssoz.conf.testing",
    ]
