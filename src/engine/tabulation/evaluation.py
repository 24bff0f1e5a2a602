# SPDX-License-Identifier: EUPL-1.2
"""Output tables as Ibis expressions over the data set of a form: one query, whatever engine runs it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add, and_, or_
from typing import Any

import ibis
import ibis.expr.types as ir

from engine.tabulation.binding import BoundTable, Leaf
from engine.tabulation.dataset import FACTS
from engine.tabulation.language import (
    Aggregate,
    Binary,
    Cell,
    Comparison,
    Condition,
    Expression,
    Filled,
    Literal,
    Logic,
    Measure,
    Membership,
    Number,
    Operand,
    Population,
    RowField,
    UnitField,
    days,
    operands,
)

COUNTRY = "PL"
TOTAL = ""  # all groups together
Populations = Mapping[tuple[str, str], int]  # (area, month-day) → people


@dataclass(frozen=True)
class Line:
    area: str
    group: str
    values: Mapping[str, float | int | None]
    reports: int


@dataclass(frozen=True)
class Result:
    """The figures of a table: a line for the country and for each area, and for each group in them."""

    lines: tuple[Line, ...]

    def line(self, area: str, group: str = TOTAL) -> Line:
        return self._index[area, group]

    def value(self, area: str, column: str, group: str = TOTAL) -> float | int | None:
        return self.line(area, group).values[column]

    def groups(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.group for line in self.lines))

    @property
    def _index(self) -> dict[tuple[str, str], Line]:
        return {(line.area, line.group): line for line in self.lines}


@dataclass
class _Query:
    bound: BoundTable
    sources: Mapping[str, ir.Table]
    area: str  # column of the facts that says where a report belongs

    def frames(self, leaves: Mapping[str, Leaf]) -> list[ir.Table]:
        """For each source one table of (area, group, leaf values), with country and totals of groups."""
        by_source: dict[str, dict[str, Leaf]] = {}
        for name, leaf in leaves.items():
            by_source.setdefault(leaf.section or FACTS, {})[name] = leaf
        return [self._levels(self._source(source, named), named) for source, named in by_source.items()]

    def _source(self, source: str, leaves: Mapping[str, Leaf]) -> ir.Table:
        facts = self.sources[FACTS].mutate(_area=self.sources[FACTS][self.area])
        if self.bound.table.condition is not None:
            facts = facts.filter(self._condition(self.bound.table.condition, facts, None))
        if source == FACTS:
            return facts.mutate(_group=ibis.literal(TOTAL))
        conditions = (leaf.where for leaf in leaves.values())
        wanted = {_name(op) for where in conditions for op in operands(where) if isinstance(op, Cell | UnitField)}
        rows = self.sources[source].mutate(_of=self.sources[source].report).drop("report")
        head = facts.select("report", "_area", *sorted(wanted))
        return rows.join(head, rows["_of"] == head.report).mutate(_group=self._group(rows, source))

    def _group(self, rows: ir.Table, source: str) -> Any:
        by = self.bound.table.by
        if by is None or by.rows != source:
            return ibis.literal(TOTAL)
        dynamic = self.bound.definition.section(source).table.dynamic
        key = rows[dynamic.key.code] if dynamic else ibis.literal(TOTAL)
        if self.bound.grouping is None:
            return key
        known = _codes(self.bound, source)
        cases = {code: self.bound.grouping.group_of(code) for code in known}
        return key.cases(*cases.items(), else_=self.bound.grouping.residual.code)

    def _levels(self, table: ir.Table, leaves: Mapping[str, Leaf]) -> ir.Table:
        metrics = {name: self._leaf(leaf, table) for name, leaf in leaves.items()}
        levels = [(table._area, TOTAL), (ibis.literal(COUNTRY), TOTAL)]
        if self.bound.table.by:
            levels += [(table._area, table._group), (ibis.literal(COUNTRY), table._group)]
        return reduce(
            lambda left, right: left.union(right),
            (
                table.group_by(area=area, group=ibis.literal(group) if isinstance(group, str) else group).aggregate(
                    **metrics
                )
                for area, group in levels
            ),
        )

    def _leaf(self, leaf: Leaf, table: ir.Table) -> Any:
        condition = self._condition(leaf.where, table, leaf.section) if leaf.where else ibis.literal(True)
        if leaf.function == "rows":
            return table.count(where=condition)
        if leaf.function == "reports":
            return table["_of" if leaf.section else "report"].nunique(where=condition)
        if leaf.function == "count":
            return reduce(add, (table[name].count(where=condition) for name, _ in self._columns(leaf)))
        if leaf.function == "sum":
            return self._sum(leaf, table, condition)
        values = [table[name] / 10**scale if scale else table[name] for name, scale in self._columns(leaf)]
        extreme = ibis.greatest(*values) if leaf.function == "max" else ibis.least(*values)
        return extreme.max(where=condition) if leaf.function == "max" else extreme.min(where=condition)

    def _sum(self, leaf: Leaf, table: ir.Table, condition: Any) -> Any:
        """Whole numbers as long as possible: cells of one scale are divided once, after they are summed."""
        scales: dict[int, list[Any]] = {}
        for name, scale in self._columns(leaf):
            scales.setdefault(scale, []).append(table[name].sum(where=condition).fill_null(0))
        sums = ((reduce(add, terms), scale) for scale, terms in scales.items())
        return reduce(add, (total / 10**scale if scale else total for total, scale in sums))

    def _columns(self, leaf: Leaf) -> list[tuple[str, int]]:
        if leaf.section:
            return [(name, self.bound.row_scale(leaf.section, name)) for name in leaf.columns]
        return [(address, self.bound.scale(address)) for address in leaf.cells]

    def _condition(self, condition: Condition, table: ir.Table, section: str | None) -> Any:
        match condition:
            case Comparison(operator, left, right):
                return COMPARISONS[operator](*(self._operand(side, table, section) for side in (left, right)))
            case Membership(operand, codes):
                value = self._operand(operand, table, section)
                return reduce(or_, (_matches(value, code) for code in codes))
            case Filled(operand):
                return self._operand(operand, table, section).notnull()
            case Logic("not", (part,)):
                return ~self._condition(part, table, section)
            case Logic(operator, parts):  # no other kind
                joined = [self._condition(part, table, section) for part in parts]
                return reduce(and_ if operator == "and" else or_, joined)

    def _operand(self, operand: Operand, table: ir.Table, section: str | None) -> Any:
        match operand:
            case Literal(value):
                return ibis.literal(value)
            case UnitField(name):
                return table[name]
            case Cell(address):
                scale = self.bound.scale(address)
                return table[address] / 10**scale if scale else table[address]
            case RowField(name):  # no other kind
                scale = self.bound.row_scale(section or "", name)
                return table[name] / 10**scale if scale else table[name]


COMPARISONS: Mapping[str, Any] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def _matches(value: Any, code: str) -> Any:
    return value.startswith(code[:-1]) if code.endswith("*") else value == code


def _name(operand: Cell | UnitField) -> str:
    return operand.address if isinstance(operand, Cell) else operand.name


def _number(expression: Expression, table: ir.Table, leaves: Mapping[Aggregate, list[str]]) -> Any:
    """Arithmetic over the columns that are there already; division by nothing is blank."""
    match expression:
        case Number(value):
            return ibis.literal(value)
        case Measure(code):
            return table[f"m_{code}"]
        case Population(day):
            return table[_population_column(day)]
        case Aggregate():
            return reduce(add, (table[name] for name in leaves[expression]))
        case Binary(operator, left, right):  # no other kind
            a, b = _number(left, table, leaves), _number(right, table, leaves)
            if operator == "/":
                return a / b.nullif(0)
            return {"+": a + b, "-": a - b, "*": a * b}[operator]


def _population_column(day: str) -> str:
    return "population_" + day.replace("-", "_")


def _frame(areas: Iterable[str], groups: Iterable[str], populations: Populations, wanted: Iterable[str]) -> ir.Table:
    kept = sorted(set(wanted))
    rows = [
        {"area": area, "group": group} | {_population_column(day): populations.get((area, day)) for day in kept}
        for area in areas
        for group in groups
    ]
    columns = dict.fromkeys(map(_population_column, kept), "int64")
    return ibis.memtable(rows, schema=ibis.schema({"area": "string", "group": "string", **columns}))


def express(
    bound: BoundTable,
    sources: Mapping[str, ir.Table],
    areas: Iterable[str],
    populations: Populations,
    area: str = "voivodeship",
) -> ir.Table:
    """The table as one expression: columns `area`, `group`, `reports` and `m_…` for each measure."""
    leaves: dict[str, Leaf] = {"reports": Leaf("reports", section=bound.table.by.rows if bound.table.by else None)}
    names: dict[Aggregate, list[str]] = {}
    for aggregate, parts in bound.leaves.items():
        names[aggregate] = [f"leaf_{len(leaves) + index}" for index in range(len(parts))]
        leaves.update(zip(names[aggregate], parts, strict=True))
    wanted = [day for column in bound.table.columns for day in days(column.expression)]
    table = _frame((COUNTRY, *areas), _groups(bound), populations, wanted)
    for frame in _Query(bound, sources, area).frames(leaves):
        table = table.left_join(frame, ["area", "group"]).drop("area_right", "group_right")
    counted = {name: table[name].fill_null(0) for name, leaf in leaves.items() if leaf.function not in ("min", "max")}
    table = table.mutate(**counted)
    for step in bound.table.in_steps:
        table = table.mutate(**{f"m_{column.code}": _number(column.expression, table, names) for column in step})
    return table


def _groups(bound: BoundTable) -> tuple[str, ...]:
    by = bound.table.by
    if by is None:
        return (TOTAL,)
    if bound.grouping:
        return (TOTAL, *(group.code for group in bound.grouping.all))
    return (TOTAL, *_codes(bound, by.rows))


def _codes(bound: BoundTable, section: str) -> tuple[str, ...]:
    """Codes that the key of added rows may hold."""
    dynamic = bound.definition.section(section).table.dynamic
    return tuple(bound.definition.codes(dynamic.key.type) or ()) if dynamic else ()


def tabulate(
    bound: BoundTable,
    sources: Mapping[str, ir.Table],
    areas: Iterable[str],
    populations: Populations,
    area: str = "voivodeship",
) -> Result:
    """The figures, in the order of areas and groups, the country first."""
    order = (COUNTRY, *areas)
    rows = express(bound, sources, order[1:], populations, area).to_pyarrow().to_pylist()
    codes = [column.code for column in bound.table.columns]
    found = {
        (row["area"], row["group"]): Line(
            row["area"], row["group"], {code: row[f"m_{code}"] for code in codes}, row["reports"]
        )
        for row in rows
    }
    return Result(tuple(found[code, group] for code in order for group in _groups(bound)))
