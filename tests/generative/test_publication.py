# SPDX-License-Identifier: EUPL-1.2
"""What the gate claims of small random forms is tried on every sheet there is."""

import os
from collections.abc import Iterator
from itertools import product
from random import Random

import pytest

from engine.answers import Sheet
from engine.checks import CompiledForm, compile_form
from engine.checks.findings import Context, default_period
from engine.definitions import DefinitionError, load
from engine.publication import system, work
from engine.publication.cases import Contradiction
from engine.publication.formulas import Filled
from engine.publication.reports import Report, holds, violated
from engine.publication.system import Says, System

FORMS = 60 * int(os.environ.get("SSOZ_FUZZ", "1"))
CELLS = ("d1[w01,k1]", "d1[w02,k1]", "d1[w03,k1]")
TOP = 2


def _number(random: Random, depth: int) -> str:
    cell, other = random.choice(CELLS), random.choice(CELLS)
    if depth == 0 or random.random() < 0.35:
        return random.choice([cell, f"nvl({cell}, 0)", str(random.randrange(4)), "d1[w04,k1]"])
    inner, second = _number(random, depth - 1), _number(random, depth - 1)
    made = [
        f"({inner} + {second})",
        f"({inner} - {second})",
        f"{random.randrange(1, 3)} * {cell}",
        f"sum({cell}, {other})",
        f"sum({inner}, {cell})",
        f"count({cell}, {other})",
        f"max({cell}, {other})",
        f"min({inner}, {other})",
        f"avg({cell}, {other})",
        f"abs({inner} - {second})",
        f"nvl({cell}, {second})",
        f"if({cell} > 1, {inner}, {second})",
        f"round({inner} / 2, 0)",
        f"{cell} * {other}",
        f"{inner} / 2",
        f"{cell} / {other}",
        f"-{cell}",
    ]
    return random.choice(made)


def _condition(random: Random, depth: int) -> str:
    if depth and random.random() < 0.5:
        first, second = _condition(random, depth - 1), _condition(random, depth - 1)
        return random.choice([f"({first}) and ({second})", f"({first}) or ({second})", f"({first}) => ({second})"])
    if random.random() < 0.15:
        return random.choice(["filled({})", "blank({})", "not filled({})"]).format(random.choice(CELLS))
    return f"{_number(random, 1)} {random.choice(['=', '<=', '<', '>=', '>', '!='])} {_number(random, 1)}"


def _fixed(random: Random) -> str:
    rows = [f"    - {{code: w0{n}, title: W{n}, required: {random.choice(['true', 'false'])}}}" for n in (1, 2, 3)]
    formula = random.choice(["sum(d1[w01..w03,k1])", "d1[w01,k1] - d1[w02,k1]", "round(d1[w01,k1] / 2, 0)"])
    rows.append(f'    - {{code: w04, title: W4, computed: "{formula}"}}')
    checks = [
        f"- {{id: \"{n}\", severity: {random.choice(['error', 'error', 'warning'])}, check: '{_condition(random, 1)}'}}"
        for n in range(1, 5)
    ]
    table = f"  table:\n    columns: [{{code: k1, max: {TOP}}}]\n    rows:\n" + "\n".join(rows)
    return f"form: T\nedition: 2025\ntitle: T\nsections:\n- code: d1\n  title: D\n{table}\nchecks:\n" + "\n".join(
        checks
    )


def _compiled(text: str) -> CompiledForm | None:
    """None: a check that reads no cell is refused before."""
    try:
        return compile_form(load(text))
    except DefinitionError:
        return None


def _reports(compiled: CompiledForm, sheets: Iterator[Sheet]) -> list[tuple[Report, set[str]]]:
    period = default_period(compiled.definition)
    made = [Report(compiled.compute(sheet, period), Context(period=period), period) for sheet in sheets]
    return [(report, violated(compiled, report)) for report in made]


def _fixed_sheets() -> Iterator[Sheet]:
    for values in product((None, *range(TOP + 1)), repeat=3):
        yield Sheet.empty().with_cells({f"d1.w0{n}.k1": value for n, value in enumerate(values, 1)})


def _confirmed(compiled: CompiledForm, tried: list[tuple[Report, set[str]]]) -> int:
    """Every claim is tried on every sheet; the number of claims."""
    gate = System(compiled, {})
    errors = {gate.keys[number] for number in gate.errors}
    structure = {key for _, found in tried for key in found} - set(gate.keys)
    sendable = [(report, found) for report, found in tried if not found & (errors | structure)]
    if gate.shut is not None:
        assert not sendable
        return 1
    verdicts = list(gate.verdicts())
    dropped = {gate.keys[one.place] for one in verdicts if one.says is Says.FOLLOWS}
    for one in verdicts:
        key = gate.keys[one.place]
        instance = compiled.instances[one.place]
        if one.says in {Says.NEVER_FAILS, Says.IDLE}:
            assert not any(key in found - structure for _, found in tried if not found & structure), key
        if one.says is Says.NEVER_HOLDS:
            allowed = [r for r, found in tried if not (found & (errors | structure)) - {key}]
            assert not any(holds(compiled, report, instance) for report in allowed), key
        if one.says is Says.FOLLOWS:
            stopping = errors | (set(gate.keys) if instance.check.severity == "warning" else set())
            alone = [found for _, found in tried if key in found and not found & structure]
            assert all(found & (stopping - dropped) for found in alone), key
    for address in compiled.definition.entered["d1"]:
        if isinstance(gate.can_be_filled(Filled(address)), Contradiction):
            assert not any(address in report.sheet.cells for report, _ in sendable), address
    return len(verdicts)


@pytest.fixture(params=["all at once", "the nearest first", "too much to do"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """As small forms are looked into, as large ones are, and where not all of it can be done."""
    if request.param != "all at once":
        monkeypatch.setattr(system, "MANY", 0)
        monkeypatch.setattr(system, "FEW", 2)
    if request.param == "too much to do":
        monkeypatch.setattr(work, "MOST", 60)
    return str(request.param)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("block", range(6))
def test_claims_about_fixed_cells_hold_on_every_sheet(block: int) -> None:
    claims = 0
    for seed in range(FORMS // 6):
        compiled = _compiled(_fixed(Random(f"{block} {seed}")))
        if compiled is not None:
            claims += _confirmed(compiled, _reports(compiled, _fixed_sheets()))
    assert claims > FORMS // 12


LOOPS = [
    "d2[r,k2] <= d2[r,k1]",
    "d2[r,k1] <= 1",
    "d2[r,k1] + d2[r,k2] <= 1",
    "nvl(d2[r,k1], 0) >= nvl(d2[r,k2], 0)",
    "d2[r,k3] >= 0",
    'd2[r,kod] = "A" => d2[r,k1] >= 1',
]
PAIRS = [
    "d2[r,k1] + d2[s,k1] <= 1",
    "d2[r,k2] <= d2[s,k1]",
    "d2[r,k3] <= nvl(d2[s,k1], 0)",
    "d2[r,kod] != d2[s,kod] or d2[r,k1] = 1",
    'd2[r,kod] = "A" and d2[s,kod] = "B" => d2[r,k1] < d2[s,k1]',
]
SUMS = [
    "sum(d2[*,k2]) <= sum(d2[*,k1])",
    "sum(d2[*,k1]) <= 2",
    "sum(d2[*,k3]) >= 0",
    "d1[w01,k1] = sum(d2[*,k1])",
    'sum(d2[*,k1] where d2[.,kod] = "A") <= d1[w01,k1]',
    "count(d2[*,k1]) <= 2",
    "max(d2[*,k1]) <= 1",
    "sum(d2[*,k1]) >= d1[w01,k1]",
    "avg(d2[*,k1]) <= 0.5",
    "avg(d2[*,k3]) >= 0",
    'avg(d2[*,k2] where d2[.,kod] = "A") < 1',
    "avg(d2[*,k1], d1[w01,k1]) <= d1[w01,k1]",
    "2 * avg(d2[*,k1]) + 1 > sum(d2[*,k1])",
]
ADDED = """
form: T
edition: 2025
title: T
sections:
- code: d1
  title: D
  table: {{columns: [{{code: k1, max: 1}}], rows: [{{code: w01, title: W, required: {required}}}]}}
- code: d2
  title: E
  table:
    columns:
    - {{code: k1, title: A, max: 1, required: {required}}}
    - {{code: k2, title: B, max: 1, required: {required}}}
    - {{code: k3, title: C, computed: "d2[., k1] - d2[., k2]", min: null}}
    dynamic: {{min: {least}, max: 2, key: {{code: kod, title: Kod, type: code, list: kody}}}}
checks:
{checks}
"""


def _added(random: Random) -> CompiledForm:
    kinds = {", foreach: r in d2.rows": LOOPS, ', foreach: "r in d2.rows, s in d2.rows"': PAIRS, "": SUMS}
    chosen = [
        (loop, one)
        for loop, known in kinds.items()
        for one in random.sample(known, random.randrange(len(loop) < 30, 3))
    ]
    random.shuffle(chosen)
    checks = [f"- {{id: '{n}', check: '{text}'{loop}}}" for n, (loop, text) in enumerate(chosen, 1)]
    text = ADDED.format(required=random.choice(["true", "false"]), least=random.randrange(2), checks="\n".join(checks))
    return compile_form(load(text, code_lists={"kody": ["A", "B"]}))


def _added_sheets(compiled: CompiledForm) -> Iterator[Sheet]:
    rows = list(product("AB", (None, 0, 1), (None, 0, 1)))
    for count in range(3):
        for total in (None, 0, 1):
            for values in product(rows, repeat=count):
                ids = tuple(f"r{n + 1}" for n in range(count))
                cells = {
                    f"d2.{row}.{column}": value
                    for row, found in zip(ids, values, strict=True)
                    for column, value in zip(("kod", "k1", "k2"), found, strict=True)
                }
                yield Sheet({}, {"d2": ids}).with_cells({"d1.w01.k1": total, **cells})


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("block", range(4))
def test_claims_about_added_rows_hold_on_every_sheet(block: int) -> None:
    claims = 0
    for seed in range(max(2, FORMS // 20)):
        compiled = _added(Random(f"added {block} {seed}"))
        claims += _confirmed(compiled, _reports(compiled, _added_sheets(compiled)))
    assert claims
