# SPDX-License-Identifier: EUPL-1.2
"""What a page needs to compute and verify a sheet by itself: the trees, and the values from elsewhere that they read.

The script that reads them (reporter/checks.js) turns trees into closures; nothing is evaluated from text. The server's
verdict stays the one that counts: `digest` says whether the page holds the same checks.
"""

from collections.abc import Mapping
from typing import Any

from engine.answers import Sheet
from engine.checks.compiled import CompiledForm
from engine.checks.findings import Context, default_period
from engine.definitions import FormDefinition


def browser_form(compiled: CompiledForm) -> dict[str, Any]:
    """The checks and computed cells of a form; the same for all reports, so it may be cached under its digest."""
    definition = compiled.definition
    dates = [address for address, spec in definition.cells.items() if spec.type.kind == "date"]
    dates += [
        f"{section}.{column}"
        for section, columns in definition.added.items()
        for column, spec in columns.items()
        if spec.type.kind == "date"
    ]
    keys = {section.code: section.table.dynamic.key.code for section in definition.sections if section.table.dynamic}
    return {"digest": compiled.digest, "dates": dates, "keys": keys, **compiled.trees}


def browser_context(definition: FormDefinition, sheet: Sheet, context: Context) -> dict[str, Any]:
    """A sheet and what its checks read from elsewhere."""
    period = context.period or default_period(definition)
    return {
        "sheets": {"": sheet.to_json(), **_named("prior", context.prior), **_named("form", context.forms)},
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


def _named(kind: str, sheets: Mapping[Any, Sheet]) -> dict[str, Any]:
    return {f"{kind}:{name}": sheet.to_json() for name, sheet in sheets.items()}
