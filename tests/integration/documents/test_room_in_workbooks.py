# SPDX-License-Identifier: EUPL-1.2
"""How many wards find room in a workbook."""

import pytest

from engine.answers import Sheet
from engine.definitions import load
from ssoz.documents.workbook.layout import rows_with_free
from ssoz.documents.workbook.making import made
from ssoz.reports.operations import accept, add_row, send
from ssoz.reports.queries import report_for
from tests.factories import registers
from tests.factories.reports import CLEAN, TINY, blank_report, fill, filler, supervisor, tiny
from tests.factories.workbooks import read_back

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("most", "known", "before", "rows"),
    [
        (3, 0, 0, 3),
        (60, 0, 0, 60),
        (300, 0, 0, 100),
        (300, 0, 130, 150),
        (300, 90, 0, 130),
        (300, 290, 290, 300),
        (140, 0, 200, 140),
    ],
)
def test_there_is_room_for_a_large_hospital_and_for_more_than_last_year(
    most: int, known: int, before: int, rows: int
) -> None:
    """A hospital with 60 wards fills in one workbook, as far as the form allows."""
    form = load(TINY.format(year=2025, kind="nonfinancial", subject="general").replace("max: 3", f"max: {most}"))
    sheet, earlier = (Sheet({}, {"d2": tuple(f"r{one}" for one in range(1, count + 1))}) for count in (known, before))
    assert len(rows_with_free(form, sheet, earlier)["d2"]) == rows


def test_last_years_rows_make_room_in_the_workbook_of_this_year() -> None:
    text, unit = TINY.replace("max: 3", "max: 300"), registers.unit()
    earlier = blank_report(unit, tiny(2024, text=text))
    add_row(by=filler(unit), report=earlier.public_id, section="d2", count=110)
    named = {f"d2.r{row}.nazwa": f"Oddział {row}" for row in range(1, 111)}
    numbers = {f"d2.r{row}.k1": "1" for row in range(1, 111)}
    earlier = fill(earlier, {**CLEAN, **named, **numbers})
    sent = send(by=filler(unit), report=earlier.public_id, version=earlier.version).report
    accept(by=supervisor(unit.voivodeship), report=sent.public_id, version=sent.version)
    report = blank_report(unit, tiny(2025, text=text))
    sheet = read_back(made(report_for(filler(unit), report.public_id), empty=True))["Dział 2"]
    assert "130" in {cell.value for row in sheet.iter_rows(max_col=1) for cell in row}
    assert "131" not in {cell.value for row in sheet.iter_rows(max_col=1) for cell in row}
