# SPDX-License-Identifier: EUPL-1.2
"""The engine: a form of 1,000 cells and 400 checks loaded and compiled; one report saved and verified.

The same shape as the prototype's form: 60 tables, balances by column and row, of-which, implications, comparisons with
the previous year. Processor time: neighbours on the machine do not count.
"""

import time
from collections.abc import Callable
from random import Random
from statistics import median

from engine.answers import Change, Sheet, apply, digest, pack
from engine.checks import CompiledForm, Context
from engine.checks.findings import default_period
from engine.checks.grammar import _parse
from engine.checks.world import World
from engine.definitions import FormDefinition, load

SHAPES = [(6, 3)] * 38 + [(5, 4)] * 9 + [(5, 2)] * 12 + [(4, 4)]
TARGETS = {
    "load and compile, ms": 150.0,
    "checks of one report, ms": 0.05,
    "verify a clean report, ms": 0.6,
    "verify a report with findings, ms": 1.0,
    "save 20 cells with totals, digest and packing, ms": 1.0,
}


def text() -> str:
    """The form file."""
    lines = ["form: BENCH", "edition: 2025", "title: Pomiar", "sections:"]
    for number, (rows, columns) in enumerate(SHAPES, 1):
        listed = ", ".join(f"{{code: k{c}, title: Kolumna {c}}}" for c in range(1, columns + 1))
        named = ", ".join(f"{{code: w{r}, title: Wiersz {r}}}" for r in range(1, rows + 1))
        lines += [f"- code: t{number}", "  title: Tabela", f"  table: {{columns: [{listed}], rows: [{named}]}}"]
    checks = [f"- {{id: R{n}, severity: {severity}, check: '{check}'}}" for n, (severity, check) in enumerate(rules())]
    return "\n".join([*lines, "checks:", *checks])


def rules() -> list[tuple[str, str]]:
    found = []
    random = Random(7)
    for number, (rows, columns) in enumerate(SHAPES, 1):
        t = f"t{number}"
        found += [("error", f"{t}[w1,k{c}] = sum({t}[w2..w{rows - 1},k{c}])") for c in range(1, columns + 1)]
        if columns > 2:
            found.append(("error", f"{t}[w{rows},k1] <= {t}[w2,k1]"))
        found.append(("error", f"{t}[w2,k1] = sum({t}[w2,k2..k{columns}])"))
    for number in range(1, 58):
        t, other = f"t{number}", f"t{random.randint(1, 47)}"
        before = f"prior({t}[w1,k1])"
        found.append(("warning", f"{before} >= 20 => abs({t}[w1,k1] - {before}) * 10 <= 3 * {before}"))
        found.append(("error", f"{t}[w3,k2] > 0 => {other}[w1,k1] > 0"))
    return found[:400]


def sheet_of(definition: FormDefinition, random: Random, spoilt: float = 0.0) -> Sheet:
    """A report that agrees with itself, then spoilt in a share of its cells."""
    cells: dict[str, int | str] = {}
    for section in definition.sections:
        rows, columns = section.table.rows, section.table.columns
        for row in rows[1:]:
            parts = [random.randint(1, 500) for _ in columns[1:]]
            for column, value in zip(columns, [sum(parts), *parts], strict=True):
                cells[f"{section.code}.{row.code}.{column.code}"] = value
        for column in columns:
            cells[f"{section.code}.{rows[-1].code}.{column.code}"] = 1
            inner = [cells[f"{section.code}.{row.code}.{column.code}"] for row in rows[1:-1]]
            cells[f"{section.code}.w1.{column.code}"] = sum(map(int, inner))
    wrong = {address: int(value) * 10 for address, value in cells.items() if random.random() < spoilt}
    return Sheet({**cells, **wrong}, {})


def milliseconds(work: Callable[[], object], times: int) -> float:
    work()
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return median(taken)


def measure() -> dict[str, float]:
    written = text()
    definition = load(written)
    compiled = CompiledForm(definition, {})
    random = Random(1)
    clean, spoilt = sheet_of(definition, random), sheet_of(definition, random, 0.01)
    context = Context(prior={1: clean})
    vectors = compiled.layout.load(World(definition, clean, context, default_period(definition)))
    changes = [Change(address, None, "17") for address in definition.addresses[:20]]

    def anew() -> None:
        _parse.cache_clear()
        CompiledForm(load(written), {})

    def save() -> None:
        sheet = compiled.compute(apply(definition, clean, changes).sheet)
        digest(sheet)
        pack(definition, sheet)

    return {
        "load and compile, ms": milliseconds(anew, 5),
        "checks of one report, ms": milliseconds(lambda: compiled.program.violations(vectors), 300),
        "verify a clean report, ms": milliseconds(lambda: compiled.verify(clean, context), 200),
        "verify a report with findings, ms": milliseconds(lambda: compiled.verify(spoilt, context), 50),
        "save 20 cells with totals, digest and packing, ms": milliseconds(save, 100),
    }


def main() -> None:
    definition = load(text())
    print(f"{len(definition.addresses)} cells, {len(definition.checks)} checks")
    for name, found in measure().items():
        print(f"{name:52} {found:9.3f}   target {TARGETS[name]:g}")


if __name__ == "__main__":
    main()
