# SPDX-License-Identifier: EUPL-1.2
"""What a page needs to compute and verify a sheet by itself: the trees, and the values from elsewhere that they read.

The script that reads them (reporter/checks.js) turns trees into closures; nothing is evaluated from text. The server's
verdict stays the one that counts: `digest` says whether the page holds the same checks.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from engine.answers import Sheet, Value
from engine.checks.compiled import CompiledForm
from engine.checks.findings import Context, default_period
from engine.checks.instances import Computed, Instance
from engine.checks.lowered import Lowered, Lowering, exact
from engine.checks.tree import At, place_of, walk

Wanted = Mapping[tuple[str, str, str], bool]  # section, row ("$": all added ones), column → is it a date


def browser_form(compiled: CompiledForm) -> dict[str, Any]:
    """The checks and computed cells of a form; the same for all reports, so it may be cached under its digest.

    Both lists hold [id, codes of its place, loops over added rows, tree, target]; of a check severity and level follow.
    """
    lowering = Lowering()
    definition = compiled.definition
    keys = {section.code: section.table.dynamic.key.code for section in definition.sections if section.table.dynamic}
    computed = [_computed(lowering, item) for item in compiled.computed]
    checks = [_check(lowering, item) for item in compiled.instances]
    return {
        "digest": compiled.digest,
        "keys": keys,
        "computed": computed,
        "checks": checks,
        "cells": list(lowering.cells),
        "lists": compiled.trees.get("lists", {}),
    }


def _computed(lowering: Lowering, item: Computed) -> list[Lowered]:
    loops = [[item.at.row, item.at.section]] if item.at.looped else []
    return ["", [], loops, lowering.rounded(item.tree, item.spec.type.scale), _target(lowering, item.at)]


def _check(lowering: Lowering, item: Instance) -> list[Lowered]:
    codes = [bound.code for bound in item.variables.values()]
    loops = [list(loop) for loop in item.loops]
    target = _target(lowering, item.target)
    return [item.check.id, codes, loops, lowering.false(item.tree), target, item.check.severity, item.level]


def _target(lowering: Lowering, at: At) -> Lowered:
    return [at.section, at.row, at.column] if at.looped else lowering.number_of(at.address)


def browser_context(compiled: CompiledForm, sheet: Sheet, context: Context) -> dict[str, Any]:
    """A sheet, and of everything else only what the checks of this form read. Dates are numbers of days."""
    period = context.period or default_period(compiled.definition)
    sheets = {f"prior:{back}": one for back, one in context.prior.items()}
    sheets |= {f"form:{symbol}": one for symbol, one in context.forms.items()}
    reads = _reads(compiled)
    return {
        "sheets": {"": own_sheet(compiled, sheet), **{name: _read(one, reads, name) for name, one in sheets.items()}},
        "unit": dict(context.unit),
        "period": {
            "start": period.start.toordinal(),
            "end": period.end.toordinal(),
            "year": period.end.year,
            "quarter": period.quarter,
            "month": period.end.month,
            "days": (period.end - period.start).days + 1,
        },
    }


def own_sheet(compiled: CompiledForm, sheet: Sheet) -> dict[str, Any]:
    definition = compiled.definition
    found = {
        address: _plain(value, definition.cell(address).type.kind == "date") for address, value in sheet.cells.items()
    }
    return {"cells": found, "rows": {section: list(rows) for section, rows in sheet.rows.items()}}


def _reads(compiled: CompiledForm) -> Mapping[str, Wanted]:
    """What is read in each scope; where rows are found by their key, that too."""
    found: dict[str, dict[tuple[str, str, str], bool]] = defaultdict(dict)
    keys = {
        section.code: section.table.dynamic.key.code
        for section in compiled.definition.sections
        if section.table.dynamic
    }
    for node in (part for item in compiled.instances for part in walk(item.tree)):
        if node.op != "cell" or not (at := place_of(node)).scope:
            continue
        found[at.scope][at.section, "$" if at.looped else at.row, at.column] = node.kind == "date"
        if at.looped and at.section in keys:
            found[at.scope].setdefault((at.section, "$", keys[at.section]), False)
    return found


def _read(sheet: Sheet, reads: Mapping[str, Wanted], scope: str) -> dict[str, Any]:
    wanted = reads.get(scope, {})
    sections = {section for section, row, _ in wanted if row == "$"}
    return {
        "cells": dict(_cells(sheet, wanted)),
        "rows": {section: list(sheet.added(section)) for section in sorted(sections)},
    }


def _cells(sheet: Sheet, wanted: Wanted) -> Iterator[tuple[str, Any]]:
    for (section, row, column), dated in wanted.items():
        for one in sheet.added(section) if row == "$" else (row,):
            address = f"{section}.{one}.{column}"
            if address in sheet.cells:
                yield address, _plain(sheet.cells[address], dated)


def _plain(value: Value, dated: bool) -> Any:
    return date.fromisoformat(str(value)).toordinal() if dated else exact(value)
