# SPDX-License-Identifier: EUPL-1.2
"""From a case to a whole report, which the checks themselves are then asked about."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.answers import Sheet, Value
from engine.checks.compiled import CompiledForm
from engine.checks.findings import Context, Period
from engine.checks.instances import Instance
from engine.checks.reference import check_reference
from engine.checks.resolve import UNIT_FIELDS
from engine.checks.structure import structure
from engine.checks.world import World
from engine.definitions import CellSpec
from engine.publication.cases import Case
from engine.publication.dates import PERIOD, period_at, periods
from engine.publication.quantities import ADDED, AGAIN, HERE, REST

FIRST, SECOND = "r1", "r2"
ROW_ID = re.compile(r"\br[1-9][0-9]*\b")


@dataclass(frozen=True)
class Report:
    sheet: Sheet
    context: Context
    period: Period


@dataclass
class Maker:
    """`base`, `period`: a report that stands where the case supposes nothing."""

    compiled: CompiledForm
    base: Sheet = field(default_factory=Sheet.empty)
    period: Period | None = None

    def __post_init__(self) -> None:
        self.stand_on(self.base, self.period)

    def stand_on(self, base: Sheet, period: Period | None) -> None:
        """From now on."""
        self.base, self.period = base, period
        definition = self.compiled.definition
        self._fixed: dict[str, Value] = {name: filler(definition.cells[name], 0) for name in definition.required}
        self._added: dict[str, dict[str, Value]] = {}
        for address, value in base.cells.items():
            section, row, _ = address.split(".")
            cells = self._added.setdefault(section, {}) if ROW_ID.match(row) else self._fixed
            cells[address] = value

    def report(self, case: Case, point: Mapping[str, int]) -> Report:
        spoken = {name: point.get(name, case.usual(name)) for name in case.defined if name.startswith(PERIOD)}
        period = period_at(spoken, self.period or periods(self.compiled.definition)[-1])
        specs = case.quantities.specs
        told = {name: self._value(case, name, specs.get(name), point) for name in case.defined if self._is_cell(name)}
        sheet = self._sheet(case, {name: value for name, value in told.items() if "|" not in name}, point)
        context = Context(
            prior={int(back): found for back, found in _elsewhere(told, "prior:", sheet).items()},
            forms=_elsewhere(told, "form:", sheet),
            unit=dict(_unit(case, point)),
            period=period,
        )
        return Report(self.compiled.compute(sheet, period), context, period)

    def _is_cell(self, name: str) -> bool:
        """Of this form, an earlier report or another form; in one row."""
        scope, bar, _ = name.rpartition("|")
        return "#" not in name and f".{REST}." not in name and (not bar or scope.startswith(("prior:", "form:")))

    def _value(self, case: Case, name: str, spec: CellSpec | None, point: Mapping[str, int]) -> Value | None:
        if not case.is_filled(name, point):
            return None
        if name in case.picked:
            return case.value_of(name)
        if spec is None or spec.type.numeric or spec.type.kind == "bool":
            return point.get(name, case.usual(name))
        if spec.type.kind == "date":
            return date.fromordinal(max(point.get(name, case.usual(name)), 1)).isoformat()
        return filler(spec, 0)

    def _sheet(self, case: Case, told: Mapping[str, Value | None], point: Mapping[str, int]) -> Sheet:
        definition = self.compiled.definition
        told = {_in_row(name): value for name, value in told.items()}
        second = {name: value for name, value in _second_row(point) if name not in told}
        touched = {name.split(".")[0] for name in case.defined if name.partition(".")[2][:2] in ADDED} | case.absent
        rows = {
            section: self._rows(
                section,
                section in case.absent,
                bool(point.get(f"rows|{section}"))
                or any(name.startswith(f"{section}.{SECOND}.") for name in (*told, *second)),
            )
            if section in touched
            else self.base.added(section) or self._rows(section, True, False)
            for section in definition.added
        }
        cells = dict(self._fixed)
        for section, ids in rows.items():
            needed = [
                (code, spec) for code, spec in definition.added[section].items() if spec.required and spec.entered
            ]
            cells |= {f"{section}.{row}.{code}": filler(spec, n) for n, row in enumerate(ids) for code, spec in needed}
        for section in self._added.keys() - touched:
            cells |= self._added[section]
        return Sheet(cells, rows).with_cells({**told, **second})

    def _rows(self, section: str, is_absent: bool, has_second: bool) -> tuple[str, ...]:
        dynamic = self.compiled.definition.by_code[section].table.dynamic
        least = dynamic.min if dynamic else 0
        count = least if is_absent else max(least, 1 + has_second)
        return tuple(f"r{number + 1}" for number in range(count))


def _in_row(name: str) -> str:
    return name.replace(f".{HERE}.", f".{FIRST}.").replace(f".{AGAIN}.", f".{SECOND}.")


def _second_row(point: Mapping[str, int]) -> Iterator[tuple[str, Value]]:
    """What the other added rows have in all, as one row."""
    for name, value in point.items():
        if f".{REST}." in name and "#" not in name and "|" not in name and value:
            yield name.replace(f".{REST}.", f".{SECOND}."), value


def _elsewhere(values: Mapping[str, Value | None], kind: str, sheet: Sheet) -> dict[str, Sheet]:
    found: dict[str, dict[str, Value | None]] = {}
    for name, value in values.items():
        scope, bar, address = name.partition("|")
        if bar and scope.startswith(kind):
            found.setdefault(scope.removeprefix(kind), {})[address] = value
    return {which: _with_rows(cells, sheet) for which, cells in found.items()}


def _with_rows(cells: Mapping[str, Value | None], sheet: Sheet) -> Sheet:
    """Its first added rows are those of the sheet itself, by the same key."""
    own = {_in_row(name): value for name, value in cells.items()}
    rows: dict[str, tuple[str, ...]] = {}
    for section, row, _ in (name.split(".") for name in own):
        if row in {FIRST, SECOND}:
            rows[section] = tuple(sorted({*rows.get(section, ()), row}))
    texts = [(a, *a.split("."), v) for a, v in sheet.cells.items() if isinstance(v, str)]
    kept = {address: value for address, section, row, _, value in texts if row in rows.get(section, ())}
    return Sheet({}, rows).with_cells({**kept, **own})


def _unit(case: Case, point: Mapping[str, int]) -> Iterator[tuple[str, str | int]]:
    for name in sorted(case.defined):
        if name.startswith("unit|") and case.is_filled(name, point):
            field_name = name.removeprefix("unit|")
            number = UNIT_FIELDS[field_name] == "int"
            yield field_name, point.get(name, 0) if number else case.value_of(name)


def filler(spec: CellSpec, number: int) -> Value:
    """Something that fits a cell nothing is supposed of."""
    kind = spec.type.kind
    if kind == "code":
        codes = list(spec.codes or {"": ""})
        return codes[number % len(codes)]
    if kind == "text":
        return f"x{number}"
    if kind == "date":
        return "2025-01-01"
    unit = 10**spec.type.scale
    low, high = spec.type.min, spec.type.max
    least = 0 if low is None else int(low * unit)
    return max(least, 0) if high is None else min(max(least, 0), int(high * unit))


def violated(compiled: CompiledForm, report: Report) -> set[str]:
    """What does not hold in a report: keys of checks and places, `$` for any added row."""
    found = {anywhere(key) for key in compiled.violated(report.sheet, report.context)}
    return found | {finding.check for finding in structure(compiled.definition, report.sheet)}


def anywhere(key: str) -> str:
    check, colon, places = key.partition(":")
    return f"{check}{colon}{ROW_ID.sub(HERE, places)}"


def key_of(instance: Instance) -> str:
    return anywhere(instance.key({name: ("", FIRST) for name, _ in instance.loops}))


def holds(compiled: CompiledForm, report: Report, instance: Instance) -> bool:
    """Certainly, and in the first added row where there are such."""
    world = World(compiled.definition, report.sheet, report.context, report.period)
    rows = {name: ("", FIRST) for name, _ in instance.loops}
    if any(FIRST not in report.sheet.added(section) for _, section in instance.loops):
        return False
    return check_reference(instance.tree, world, rows) is True
