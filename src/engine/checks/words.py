# SPDX-License-Identifier: EUPL-1.2
"""The finding: a violated check in one place, told to a person."""

import re
from collections.abc import Iterator

from engine.answers import format_cell, row_label, row_number
from engine.checks.findings import Finding
from engine.checks.grammar import parse
from engine.checks.instances import PLACEHOLDER, Instance
from engine.checks.reference import evaluate
from engine.checks.resolve import Resolver
from engine.checks.selection import Bound, Surroundings, spec_at
from engine.checks.sentences import Sentence, column_label, sentence_row, value_text
from engine.checks.tree import At, Node, cells
from engine.checks.world import Rows, World


def finding(world: World, instance: Instance, rows: Rows) -> Finding:
    check = instance.check
    return Finding(
        check=check.id,
        key=instance.key(rows),
        severity=check.severity,
        level=instance.level,
        target=_address(world, instance.target, rows),
        cells=tuple(_cells(world, instance.tree, rows)),
        message=_message(world, instance, rows),
        explain=tuple((code, world.definition.reason(code)) for code in check.explain),
    )


def _address(world: World, at: At, rows: Rows) -> str:
    """Where only a sum over added rows was read: the first of them."""
    return f"{at.section}.{sentence_row(world, at, rows)}.{at.column}"


def _cells(world: World, tree: Node, rows: Rows) -> Iterator[tuple[str, str | None]]:
    """Cells of this sheet that the check reads, with their values; of a loop inside, those of all added rows."""
    seen = set()
    for at in cells(tree):
        if at.scope:
            continue
        added = world.sheet.added(at.section)
        inner = [rows[at.row][1]] if at.row in rows else added if at.looped else [at.row]
        for address in (f"{at.section}.{row}.{at.column}" for row in inner):
            spec = spec_at(world.definition, at)
            if address not in seen and spec is not None:
                seen.add(address)
                yield address, format_cell(spec, world.sheet.cells.get(address)) or None


def _message(world: World, instance: Instance, rows: Rows) -> str:
    template = instance.check.message.pl
    sentence = Sentence(world, instance.tree, rows)
    if not template:
        return f"{sentence.place(instance.target)}: {sentence.say(instance.tree, False)}."
    resolver = Resolver(world.definition, {})
    around = Surroundings(instance.variables, loops=len(instance.variables))

    def fill(found: re.Match[str]) -> str:
        name = found[1].strip()
        if name == "label":
            return sentence.place(instance.target)
        if name in instance.variables:
            return _bound(world, instance.variables[name], rows)
        node = resolver.value(parse(name), around)
        return value_text(node, evaluate(node, world, rows))

    return PLACEHOLDER.sub(fill, template)


def _bound(world: World, bound: Bound, rows: Rows) -> str:
    """„03 (4500 chirurgiczny ogólny)”, „2 (w tym dla dzieci)”"""
    section = world.definition.by_code[bound.section]
    if bound.axis == "columns":
        column = section.table.column(bound.code)
        symbol, label = (column.symbol, column_label(column)) if column else (bound.code, "")
    else:
        row = rows[bound.code][1] if bound.code in rows else bound.code
        symbol = row_number(section, world.sheet, row)
        label = row_label(world.definition, world.sheet, bound.section, row)
    return f"{symbol} ({label})" if label else symbol
