# SPDX-License-Identifier: EUPL-1.2
"""What the script is told after it handed in changes: values as stored, computed cells, what was refused, progress."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from engine.answers import Change, Conflict, Sheet, format_cell
from engine.definitions import FormDefinition, UnknownCell
from shared import clock
from ssoz.catalogue.queries import definition_of
from ssoz.reports.operations import Saved
from ssoz.reports.queries import LastEdit, Meanwhile, last_edits, touched
from ssoz.www.reporter.presentation.judging import told
from ssoz.www.reporter.presentation.words import language


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
        "conflicts": [told_conflict(conflict, authors.get(conflict.address)) for conflict in saved.conflicts],
        "digest": found.digest,
        "verdict": {"checks": found.checks, "findings": told(form, saved.sheet, found.findings)},
    }


def told_meanwhile(found: Meanwhile, drawn: str = "") -> dict[str, Any]:
    """What other pages have written since: cells with their authors, sections to draw anew but for one."""
    cells = [
        {"address": cell.address, "text": cell.text, "person": cell.person, "at": _clock(cell.at)}
        for cell in found.cells
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


def told_conflict(conflict: Conflict, other: LastEdit | None) -> dict[str, Any]:
    """Both values with whose they are; the person decides."""
    theirs = _("Zapisana: %(text)s") % {"text": conflict.current or "–"}
    message = _("W międzyczasie ktoś zapisał tu inną wartość. Która ma zostać?")
    if other is not None:
        named = {"text": conflict.current or "–", "person": other.person_name, "time": _clock(other.at)}
        theirs = _("%(person)s: %(text)s") % named
        message = _("W międzyczasie zapisano tu inną wartość (%(person)s, %(time)s). Która ma zostać?") % named
    choices = [
        {"label": theirs, "text": conflict.current},
        {"label": _("Moja: %(text)s") % {"text": conflict.now or "–"}, "text": conflict.now},
    ]
    return {"address": conflict.address, "message": message, "current": conflict.current, "choices": choices}


def _clock(moment: datetime) -> str:
    """„12:04”, and the day where it was not today."""
    local = timezone.localtime(moment)
    return date_format(local, "H:i" if local.date() == clock.today() else "j.m.Y H:i")
