# SPDX-License-Identifier: EUPL-1.2
"""The generated functions of one form."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from engine.checks.hopes import SHORT, Hopes, Row
from engine.checks.instances import Computed, Instance
from engine.checks.layout import Layout, Vectors
from engine.checks.python import Writer
from engine.checks.tree import Node, walk

Violation = tuple[int, tuple[int, ...]]  # number of the instance, positions of the added rows it was found in
Loops = tuple[tuple[str, str], ...]
Numbered = tuple[int, Instance]


class Program:
    """Computes cells in vectors and finds violated checks."""

    def __init__(self, layout: Layout, instances: Sequence[Instance], computed: Sequence[Computed]) -> None:
        writer, self._hopes = Writer(layout), Hopes()
        bodies = {
            "compute": [line for item in computed for line in _computing(writer, item)],
            "check": list(_checking(writer, instances, self._hopes)),
        }
        functions = [line for name, body in bodies.items() for line in _function(layout, name, body)]
        self.source = "\n".join([*self._hopes.source(), *functions])
        self.constants = writer.constants
        environment = writer.environment()
        self._order = _order(instances)
        exec(compile(self.source, "<form>", "exec"), environment)  # noqa: S102  written by Writer from numbers and its own names only
        self._asked = [environment[name] for name in self._hopes.functions]
        self._compute: Any = environment["compute"]
        self._check: Any = environment["check"]

    def compute(self, vectors: Vectors) -> None:
        self._compute(vectors.v, vectors.v, vectors.x, vectors.columns, vectors.counts, None, ())

    def violations(self, vectors: Vectors) -> list[Violation]:
        found: list[Violation] = []
        doubts: list[int] = []
        v, x = vectors.v, vectors.x
        z = [value if value == value else 0 for value in v] if vectors.blank else v
        for ask in self._asked:
            ask(v, z, x, doubts.append, found.append)
        self._check(v, z, x, vectors.columns, vectors.counts, found.append, self._hopes.rows(doubts))
        if found:
            found.sort(key=lambda violation: self._order[violation[0]])
        return found


def _function(layout: Layout, name: str, body: list[str]) -> Iterator[str]:
    yield f"def {name}(v,z,x,a,m,found,rows):"
    yield from (f" a{number}=a[{number}]" for number in layout.columns.values())
    yield from (f" m{number}=m[{number}]" for number in layout.counts.values())
    yield from body or [" pass"]


def _computing(writer: Writer, item: Computed) -> Iterator[str]:
    scale = item.spec.type.scale
    if not item.at.looped:
        number = writer.layout.numbers[item.at.address]
        yield f" v[{number}]=fit({writer.rounded(item.tree, scale)})"
        return
    variable, count = writer.loop(item.at.row, "", item.at.section)
    column = writer.layout.column(item.at, "")
    yield f" for {variable} in range({count}):"
    yield f"  a{column}[{variable}]=fit({writer.rounded(item.tree, scale)})"
    writer.close(item.at.row)


def _checking(writer: Writer, instances: Sequence[Instance], hopes: Hopes) -> Iterator[str]:
    yield from _fixed(writer, [pair for pair in enumerate(instances) if not pair[1].loops], hopes)
    for loops, group in _grouped(instances):
        if loops:
            yield from _looped(writer, loops, group)


def _grouped(instances: Sequence[Instance]) -> Iterator[tuple[Loops, list[Numbered]]]:
    """Neighbours that go over the same added rows."""
    for loops, group in groupby(enumerate(instances), key=lambda pair: pair[1].loops):
        yield loops, list(group)


def _order(instances: Sequence[Instance]) -> list[int]:
    """Violations stand in the order of checks; of those in one loop, in the order of rows."""
    return [group[0][0] if loops else number for loops, group in _grouped(instances) for number, _ in group]


def _fixed(writer: Writer, instances: Iterable[Numbered], hopes: Hopes) -> Iterator[str]:
    """Checks of the same shape are straight lines, and one loop over the numbers of what they read for those in doubt
    or, where a line is long, for all of them: Python compiles the condition once."""
    shapes: dict[str, list[Row]] = {}
    lines: dict[str, str] = {}
    for number, instance in instances:
        condition, places = writer.shape(instance.tree)
        if condition not in shapes:
            lines[condition] = _line(writer, instance.tree)
        shapes.setdefault(condition, []).append((number, *places))
    for condition, table in shapes.items():
        names = [f"p{place}" for place in range(len(table[0]) - 1)]
        line = lines[condition]
        if line == condition:
            hopes.judge(table, condition)
            continue
        rows = f"rows[{hopes.hope(table, line)}]" if line else writer.constant(tuple(table))
        yield f" for {','.join(['n', *names])}{'' if names else ','} in {rows}:"
        yield f"  if {condition.format(*names)}:found((n,()))"


def _line(writer: Writer, tree: Node) -> str:
    """What a straight line asks of it; "" where that is long, or goes over added rows."""
    hope, _ = writer.shape(tree, hoping=True)
    return "" if len(hope) > SHORT or any(part.op == "each" for part in walk(tree)) else hope


def _looped(writer: Writer, loops: Loops, group: Iterable[Numbered]) -> Iterator[str]:
    indent = " "
    variables = []
    for name, section in loops:
        variable, count = writer.loop(name, "", section)
        variables.append(variable)
        yield f"{indent}for {variable} in range({count}):"
        indent += " "
    rows = f"({','.join(variables)},)"
    for number, instance in group:
        yield f"{indent}if {writer.false(instance.tree)}:found(({number},{rows}))"
    for name, _ in reversed(loops):
        writer.close(name)
