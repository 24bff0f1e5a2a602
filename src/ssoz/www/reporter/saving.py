# SPDX-License-Identifier: EUPL-1.2
"""What the script is told after it handed in changes: values as stored, computed cells, what was refused, progress."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from engine.answers import Change, Sheet, format_cell
from engine.definitions import FormDefinition, UnknownCell
from ssoz.catalogue.queries import definition_of
from ssoz.reports.operations import Saved
from ssoz.reports.queries import Meanwhile, last_edits, touched
from ssoz.www.reporter.presentation.judging import told
from ssoz.www.reporter.presentation.refusals import Dispute, disputes
from ssoz.www.reporter.presentation.words import hour, language


def saved_answer(saved: Saved, changes: Sequence[Change] = (), section: str = "") -> dict[str, Any]:
    """Of changed cells, or of a section with a row more or less. The verdict is on the checks that were touched."""
    form = definition_of(saved.report.round.edition)
    addresses = [change.address for change in changes]
    found = touched(saved.report, saved.sheet, addresses, section, language(), computed=bool(saved.made))
    authors = last_edits(saved.report, [conflict.address for conflict in saved.conflicts])
    return {
        "saved": date_format(timezone.localtime(), "H:i"),
        "values": told_values(form, {**saved.sheet.cells, **saved.known}, changes),
        "computed": _computed(form, saved.sheet),
        "problems": [{"address": problem.address, "message": problem.message} for problem in saved.problems],
        "conflicts": [told_dispute(one) for one in disputes(saved.conflicts, authors)],
        "digest": found.digest,
        "verdict": {"checks": found.checks, "findings": told(form, saved.sheet, found.findings)},
    }


def told_meanwhile(found: Meanwhile, drawn: str = "") -> dict[str, Any]:
    """What other pages have written since: cells with their authors, sections to draw anew but for one."""
    cells = [
        {"address": cell.address, "text": cell.text, "person": cell.person, "at": hour(cell.at)} for cell in found.cells
    ]
    return {"version": found.version, "others": cells, "sections": [code for code in found.sections if code != drawn]}


def told_values(form: FormDefinition, stored: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, str]:
    """The cells that were handed in, as they are stored and written: those of a repeated request as it left them."""
    texts = {}
    for change in changes:
        try:
            spec = form.cell(change.address)
        except UnknownCell:
            continue
        texts[change.address] = format_cell(spec, stored.get(change.address))
    return texts


def _computed(form: FormDefinition, sheet: Sheet) -> dict[str, str]:
    texts = {
        address: format_cell(spec, sheet.cells.get(address))
        for address, spec in form.cells.items()
        if spec.computed is not None
    }
    for section, columns in form.added.items():
        computed = [(column, spec) for column, spec in columns.items() if spec.computed is not None]
        for row in sheet.added(section):
            for column, spec in computed:
                address = f"{section}.{row}.{column}"
                texts[address] = format_cell(spec, sheet.cells.get(address))
    return texts


def told_dispute(dispute: Dispute) -> dict[str, Any]:
    """Both values with whose they are; the person decides."""
    choices = [{"label": choice.label, "text": choice.text} for choice in dispute.choices]
    current = dispute.conflict.current
    return {"address": dispute.address, "message": dispute.message, "current": current, "choices": choices}
