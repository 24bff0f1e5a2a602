# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests` runs the tests of each site under that site's settings, and each of them once."""

import time
from typing import IO

import pytest

from tests.__main__ import NOTHING_FOUND, PARTS, ROOT, Part, divided, side_by_side


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
        (part_of("tests/browser"), ["tests/browser/test_walk.py::test_x", "-x"]),
        (part_of("tests"), ["tests/unit/running", "-x"]),
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


def test_parts_run_side_by_side_and_each_is_told_as_a_whole(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    codes = iter([0, NOTHING_FOUND, 1])

    def ran(part: Part, _words: list[str], output: IO[bytes]) -> int:
        output.write(f"{part.folders[0]}: ".encode())
        time.sleep(0.01)  # the neighbour speaks meanwhile
        output.write(b"done")
        return next(codes)

    monkeypatch.setattr("tests.__main__.run", ran)
    assert side_by_side([(part, []) for part in PARTS[:3]]) == {0, NOTHING_FOUND, 1}
    told = capfd.readouterr().out
    assert all(f"{part.folders[0]}: done" in told for part in PARTS[:3])


def test_what_has_not_begun_when_one_interrupts_does_not_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    def interrupted(part: Part, _words: list[str], _output: IO[bytes]) -> int:
        begun.append(part)
        if len(begun) > 1:
            time.sleep(0.3)
            return 0
        raise KeyboardInterrupt

    monkeypatch.setattr("tests.__main__.run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        side_by_side([(part, []) for part in PARTS])
    assert len(begun) < len(PARTS)
