# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests` runs the tests of each site under that site's settings, and each of them once."""

import pytest

from tests.__main__ import PARTS, ROOT, Part, divided


def part_of(folder: str) -> Part:
    return next(part for part in PARTS if folder in part.folders)


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every part had its folder."""
    monkeypatch.setattr("pathlib.Path.is_dir", lambda self: self.is_relative_to(ROOT))


@pytest.mark.usefixtures("whole")
def test_without_words_every_part_runs_and_leaves_the_others_folders_alone() -> None:
    ran = dict(divided([]))
    assert list(ran) == list(PARTS)
    everything = ran[part_of("tests")]
    assert everything[0] == "tests"
    assert {"--ignore=tests/sandbox", "--ignore=tests/ueoz", "--ignore=tests/browser"} <= set(everything)
    assert ran[part_of("tests/ueoz")][0] == "tests/ueoz"
    assert divided(["tests"]) == divided([])


def test_tests_run_where_they_lie() -> None:
    words = ["tests/browser/test_walk.py::test_x", "tests/unit/running", "-x"]
    assert divided(words) == [
        (part_of("tests"), ["tests/unit/running", "-x"]),
        (part_of("tests/browser"), ["tests/browser/test_walk.py::test_x", "-x"]),
    ]


@pytest.mark.usefixtures("whole")
def test_options_alone_go_to_every_part() -> None:
    assert all({"-k", "pesel"} <= set(words) for _part, words in divided(["-k", "pesel"]))


@pytest.mark.parametrize(
    ("folder", "settings"),
    [
        ("tests", "ssoz.conf.testing"),
        ("tests/sandbox", "sandbox.testing"),
        ("tests/ueoz", "ueoz.conf.testing"),
        ("tests/browser", "ssoz.conf.testing"),
    ],
)
def test_each_part_has_the_settings_of_its_site(folder: str, settings: str) -> None:
    assert part_of(folder).settings == settings
