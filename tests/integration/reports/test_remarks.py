# SPDX-License-Identifier: EUPL-1.2
"""What people write at cells: who may, when, who sees it, and what it holds up."""

import pytest
from django.core.exceptions import PermissionDenied

from ssoz.audit.queries import events_of
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.errors import BadRequest, NotAllowed, OwnReport
from ssoz.reports.models import CellRemark, Report
from ssoz.reports.queries import report_for, threads
from tests.factories import registers
from tests.factories.reports import blank_report, fill, filler, report_at, supervisor

pytestmark = pytest.mark.django_db
TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED = ReportStatus
CELL = "d1.w02.k1"


def note(report: Report, text: str = "Sprawdzić w księgowości", address: str = CELL) -> CellRemark:
    return operations.note_cell(by=filler(report.unit), report=report.public_id, address=address, text=text)


def remark(report: Report, text: str = "Za dużo łóżek", address: str = CELL) -> CellRemark:
    return operations.remark_cell(by=supervisor(), report=report.public_id, address=address, text=text)


def returned(report: Report) -> Report:
    version = Report.objects.get(pk=report.pk).version
    return operations.return_to_correct(by=supervisor(), report=report.public_id, version=version, reason="Popraw")


def answer(report: Report, to: CellRemark, text: str = "Poprawione") -> CellRemark:
    return operations.answer_remark(by=filler(report.unit), report=report.public_id, remark=to.pk, text=text)


def send(report: Report) -> Report:
    version = Report.objects.get(pk=report.pk).version
    return operations.send(by=filler(report.unit), report=report.public_id, version=version).report


def seen(report: Report, by_supervisor: bool = False) -> list[str]:
    actor = supervisor() if by_supervisor else filler(report.unit)
    return [thread.opening.text for thread in threads(report_for(actor, report.public_id))]


@pytest.fixture
def in_correction() -> tuple[Report, CellRemark]:
    report = report_at(TO_VERIFY)
    left = remark(report)
    return returned(report), left


def test_a_note_is_seen_by_whoever_reads_the_report() -> None:
    report = fill(blank_report())
    note(report)
    assert seen(report) == seen(report, by_supervisor=True) == ["Sprawdzić w księgowości"]


def test_a_note_is_written_while_the_report_is_filled_in_only() -> None:
    with pytest.raises(NotAllowed):
        note(report_at(TO_VERIFY))


def test_a_note_put_aside_stays_readable() -> None:
    report = blank_report()
    left = note(report)
    for _twice in range(2):
        operations.put_note_aside(by=filler(report.unit), report=report.public_id, note=left.pk)
    assert CellRemark.objects.get().resolved
    assert seen(report) == ["Sprawdzić w księgowości"]


@pytest.mark.parametrize("address", ["d1.w09.k1", "d2.r4.k1", "d9", "", "d1"])
def test_something_is_written_only_at_a_cell_the_report_has(address: str) -> None:
    with pytest.raises(BadRequest, match="Nie ma takiego pola"):
        note(blank_report(), address=address)


@pytest.mark.parametrize("text", ["", "  \n", "x" * 4001])
def test_it_has_to_say_something_of_reasonable_length(text: str) -> None:
    with pytest.raises(BadRequest):
        note(blank_report(), text)


def test_a_computed_cell_can_be_remarked_on() -> None:
    assert remark(report_at(TO_VERIFY), address="d1.w01.k1").sending == 1


def test_the_unit_learns_of_a_remark_when_the_report_is_returned() -> None:
    report = report_at(TO_VERIFY)
    remark(report)
    assert (seen(report), seen(report, by_supervisor=True)) == ([], ["Za dużo łóżek"])
    assert seen(returned(report)) == ["Za dużo łóżek"]


def test_a_remark_is_written_by_who_may_return_the_report() -> None:
    report = report_at(TO_VERIFY)
    for stranger in (filler(report.unit), supervisor("12")):
        with pytest.raises(PermissionDenied):
            operations.remark_cell(by=stranger, report=report.public_id, address=CELL, text="Hm")
    with pytest.raises(NotAllowed):
        remark(report_at(ACCEPTED))
    own = report_at(TO_VERIFY, registers.unit())
    Report.objects.filter(pk=own.pk).update(filled_by=[201])
    with pytest.raises(OwnReport):
        remark(own)


def test_a_remark_can_be_taken_back_until_the_unit_knows_it(in_correction: tuple[Report, CellRemark]) -> None:
    report, known = in_correction
    with pytest.raises(NotAllowed):
        operations.take_remark_back(by=supervisor(), report=report.public_id, remark=known.pk)
    answer(report, known)
    send(report)
    with pytest.raises(NotAllowed, match="Jednostka już zna"):
        operations.take_remark_back(by=supervisor(), report=report.public_id, remark=known.pk)
    fresh = remark(report, "Jeszcze to")
    assert operations.take_remark_back(by=supervisor(), report=report.public_id, remark=fresh.pk) == CELL
    assert seen(report, by_supervisor=True) == ["Za dużo łóżek"]


def test_nothing_is_sent_before_each_remark_has_its_answer(in_correction: tuple[Report, CellRemark]) -> None:
    report, left = in_correction
    with pytest.raises(NotAllowed, match="Odpowiedz na uwagę nadzorującego"):
        send(report)
    answer(report, left)
    assert send(report).times_sent == 2


def test_an_answer_stands_with_its_remark(in_correction: tuple[Report, CellRemark]) -> None:
    report, left = in_correction
    answer(report, left, "Było 10, jest 12")
    thread = threads(report_for(supervisor(), report.public_id))[0]
    assert not thread.waits
    assert [one.text for one in thread.answers] == ["Było 10, jest 12"]


def test_only_a_remark_is_answered_and_only_in_correction(in_correction: tuple[Report, CellRemark]) -> None:
    report, left = in_correction
    with pytest.raises(BadRequest, match="Nie ma już takiego wpisu"):
        answer(report, note(report))
    elsewhere = blank_report(registers.unit(), report.round.edition)
    with pytest.raises(NotAllowed):
        answer(elsewhere, left)


def test_an_acceptance_does_not_swallow_a_remark() -> None:
    report = report_at(TO_VERIFY)
    left = remark(report)
    with pytest.raises(NotAllowed, match="jednostka jeszcze nie zna"):
        operations.accept(by=supervisor(), report=report.public_id, version=report.version)
    operations.take_remark_back(by=supervisor(), report=report.public_id, remark=left.pk)
    assert operations.accept(by=supervisor(), report=report.public_id, version=report.version).status == ACCEPTED


def test_each_deed_leaves_an_event(in_correction: tuple[Report, CellRemark]) -> None:
    report, left = in_correction
    answer(report, left)
    note(report)
    actions = [event.action for event in events_of("report", str(report.public_id))]
    assert {"report_cell_remarked", "report_cell_answered", "report_cell_noted"} <= set(actions)
