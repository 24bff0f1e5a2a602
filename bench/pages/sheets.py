# SPDX-License-Identifier: EUPL-1.2
"""Reports to open: MZ-29 of sixty wards with last year's report behind it; forms of 1,000 and 5,000 cells."""

from tests.factories import registers
from tests.factories.reports import ACCEPTED, blank_report, fill, filler

from shared import clock
from ssoz.access.actors import SYSTEM
from ssoz.catalogue.models import Edition
from ssoz.catalogue.operations import load_forms, publish
from ssoz.catalogue.queries import definition
from ssoz.registers.models import Unit
from ssoz.registers.operations import load_seeds
from ssoz.reports import operations
from ssoz.reports.models import Report

WARDS = 60
COLUMNS = 10
LARGE = """
form: W-{cells}
edition: 2025
title: Duży formularz
owed_by: [hospital]
sections:
{sections}
checks:
{checks}
"""
SECTION = """- code: d{number}
  title: Dział na próbę
  table:
    columns:
{columns}
    rows:
    - {{code: w01, title: Ogółem, computed: "sum(d{number}[w02..w21, .])"}}
{rows}"""


def hospital(wards: int = WARDS) -> Report:
    """Filled in this year, accepted a year ago: the same wards, a tenth fewer of everything."""
    if not Edition.objects.filter(form="MZ-29").exists():
        load_seeds()
        load_forms(by=SYSTEM)
    unit = registers.unit()
    before = _filled(unit, Edition.objects.get(form="MZ-29", year=2024), wards, 90)
    now = clock.now()
    Report.objects.filter(pk=before.pk).update(status=ACCEPTED, sent_at=now, accepted_at=now)
    return _filled(unit, Edition.objects.get(form="MZ-29", year=2025), wards, 100)


def large(cells: int) -> Report:
    """Sections of 200 cells to fill in and ten sums; of each cell a check reads it."""
    sections = range(1, cells // (20 * COLUMNS) + 1)
    columns = "\n".join(f"    - {{code: k{number}, title: Kolumna {number}}}" for number in range(1, COLUMNS + 1))
    rows = "\n".join(f"    - {{code: w{number:02d}, title: Wiersz numer {number}}}" for number in range(2, 22))
    drawn = "\n".join(SECTION.format(number=number, columns=columns, rows=rows) for number in sections)
    rule = "- {{id: W-{0}-{1}, foreach: w in d{0}.rows, check: 'd{0}[w,k{2}] <= d{0}[w,k{1}]', message: Za dużo.}}"
    checks = "\n".join(rule.format(number, column, column + 1) for number in sections for column in range(1, COLUMNS))
    edition = publish(by=SYSTEM, text=LARGE.format(cells=cells, sections=drawn, checks=checks))
    texts = {
        f"d{number}.w{row:02d}.k{column}": str(5000 - 10 * column - row)
        for number in sections
        for row in range(2, 22)
        for column in range(1, COLUMNS + 1)
    }
    return fill(blank_report(registers.unit(), edition), texts)


def _filled(unit: Unit, edition: Edition, wards: int, share: int) -> Report:
    report = blank_report(unit, edition)
    by = filler(unit)
    if wards > 1:
        operations.add_row(by=by, report=report.public_id, section="d2", count=wards - 1)
    report.refresh_from_db()
    form = definition(edition.pk)
    codes = sorted(form.added["d2"]["oddzial"].codes or {})
    texts = {}
    for ward in range(1, wards + 1):
        texts[f"d2.r{ward}.oddzial"] = codes[ward]
        for column, spec in form.added["d2"].items():
            if column != "oddzial" and spec.entered:
                texts[f"d2.r{ward}.{column}"] = str((ward * 7 + len(column)) * share // 10)
    texts |= {address: "12" for address, spec in form.cells.items() if spec.entered and spec.type.kind == "int"}
    return fill(report, texts)
