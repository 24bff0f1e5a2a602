# SPDX-License-Identifier: EUPL-1.2
"""Spoiled workbooks are refused, each with its reason; where a cell is at fault, with its sheet and cell."""

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from ssoz.documents.errors import WorkbookRefused
from ssoz.documents.workbook.comparing import Comparison, compare
from ssoz.documents.workbook.making import made
from ssoz.documents.workbook.reading import read
from ssoz.registers.models import Unit
from ssoz.reports.models import Report
from ssoz.reports.queries import ReportDetails, report_for
from tests.factories import registers
from tests.factories.reports import blank_report, fill, filler, tiny
from tests.factories.spoiled import CELLS, WHOLE, broken_places
from tests.factories.workbooks import FILLED, WIDE, edited, wide

pytestmark = pytest.mark.django_db
AT_LEAST = 40  # as the issue asks


class World(NamedTuple):
    details: ReportDetails
    good: bytes
    other_unit: bytes
    other_year: bytes
    other_form: bytes
    other_edition: bytes


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once: nothing here writes."""
    with django_db_blocker.unblock(), transaction.atomic():
        unit = registers.unit()
        report = fill(blank_report(unit, wide()), FILLED)
        details = _details(report)
        changed = details.definition.model_copy(update={"note": "zmieniony"})
        vars(changed).pop("digest", None)
        yield World(
            details,
            made(details, empty=False),
            made(_details(blank_report(registers.unit(name="Inny szpital"), report.round.edition)), empty=False),
            made(_details(_of_year(unit)), empty=False),
            made(_details(blank_report(unit, tiny())), empty=False),
            made(ReportDetails(report, details.actor, changed, details.sheet, ()), empty=False),
        )
        transaction.set_rollback(True)


def _of_year(unit: Unit) -> Report:
    return blank_report(unit, tiny(2024, text=WIDE))


def _details(report: Report) -> ReportDetails:
    return report_for(filler(report.unit), report.public_id)


def judged(world: World, content: bytes) -> Comparison:
    return compare(world.details, read(world.details, content))


def test_there_are_enough_of_them() -> None:
    assert len(WHOLE) + len(CELLS) >= AT_LEAST


def test_the_good_one_is_taken(world: World) -> None:
    assert judged(world, world.good).problems == ()
    assert judged(world, edited(world.good, {})).problems == ()


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_cannot_be_trusted_is_refused_with_its_reason(world: World, name: str) -> None:
    spoil, words = WHOLE[name]
    with pytest.raises(WorkbookRefused) as refused:
        judged(world, spoil(world.good))
    assert words in refused.value.sentence


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_at_fault_is_named_with_its_sheet(world: World, name: str) -> None:
    spoil, sheet, cell, words = CELLS[name]
    problems = judged(world, spoil(world.good)).problems
    assert (sheet, cell) in {(problem.sheet, problem.cell) for problem in problems}
    said = next(problem.message for problem in problems if (problem.sheet, problem.cell) == (sheet, cell))
    assert words in said


@pytest.mark.parametrize(
    ("which", "words"),
    [
        ("other_unit", "To jest skoroszyt innej jednostki: Inny szpital."),
        ("other_year", "To jest skoroszyt za inny okres: rok 2024 (edycja 2024)."),
        ("other_form", "To jest skoroszyt formularza T-1, a nie T-9."),
        ("other_edition", "Formularz zmieniono, odkąd pobrano ten skoroszyt."),
    ],
)
def test_a_workbook_of_something_else_says_what_it_is(world: World, which: str, words: str) -> None:
    with pytest.raises(WorkbookRefused) as refused:
        judged(world, getattr(world, which))
    assert words in refused.value.sentence


def test_an_identity_of_another_workbook_does_not_fit(world: World) -> None:
    """The hidden sheet of one unit's workbook in another's: the seal is right, the unit is not."""
    with ZipFile(BytesIO(world.other_unit)) as archive:
        strings = archive.read("xl/sharedStrings.xml")
    assert b"SSOZ-XLSX/1" in strings
    with pytest.raises(WorkbookRefused, match="innej jednostki"):
        judged(world, world.other_unit)


def test_several_faults_are_all_told_at_once(world: World) -> None:
    found = judged(world, edited(world.good, {"Dział 1!C11": "dużo", "Dział 1!C12": "=1", "Dział 2!C8": "=2"}))
    assert [(item.sheet, item.cell) for item in found.problems] == [
        ("Dział 1", "C11"),
        ("Dział 1", "C12"),
        ("Dział 2", "C8"),
    ]


def test_no_broken_byte_makes_more_than_a_refusal(world: World) -> None:
    for content in broken_places(world.good):
        with suppress(WorkbookRefused):
            judged(world, content)
