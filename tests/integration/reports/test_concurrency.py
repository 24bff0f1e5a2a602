# SPDX-License-Identifier: EUPL-1.2
"""People at the same report at the same moment, in real threads with connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from engine.answers import Change
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.errors import NotAllowed, ReportError, StaleReport
from ssoz.reports.models import Report, Sending, Transition
from tests.factories.reports import blank_report, fill, filler, report_at, supervisor

pytestmark = pytest.mark.django_db(transaction=True)
TO_VERIFY = ReportStatus.TO_VERIFY


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do all of it at the same moment; what is refused comes back as the refusal."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        try:
            start.wait(timeout=10)
            return deed()
        except ReportError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


def saver(report: Report, person: int, address: str, text: str) -> Callable[[], operations.Saved]:
    by, changes = filler(report.unit, person), [Change(address, "", text)]
    return lambda: operations.save_cells(by=by, report=report.public_id, changes=changes)


def test_savers_of_different_cells_lose_nothing() -> None:
    report = blank_report()
    cells = {"d1.w02.k1": 8, "d1.w02.k2": 1, "d1.w03.k1": 9, "d1.w03.k2": 2}
    at_once(*(saver(report, 101 + n, cell, str(value)) for n, (cell, value) in enumerate(cells.items())))
    now = Report.objects.get(pk=report.pk)
    assert now.answers["cells"] == cells | {"d1.w01.k1": 17, "d1.w01.k2": 3}
    assert (now.version, sorted(now.filled_by)) == (4, [101, 102, 103, 104])


def test_of_two_savers_of_one_cell_the_second_is_shown_the_first() -> None:
    report = blank_report()
    saved = at_once(saver(report, 101, "d1.w02.k1", "8"), saver(report, 102, "d1.w02.k1", "9"))
    conflicts = [conflict for one in saved if isinstance(one, operations.Saved) for conflict in one.conflicts]
    kept = Report.objects.get(pk=report.pk).answers["cells"]["d1.w02.k1"]
    assert [(str(kept), {"8": "9", "9": "8"}[str(kept)])] == [(item.current, item.now) for item in conflicts]


def test_rows_added_at_once_get_numbers_of_their_own() -> None:
    report = blank_report()
    by = filler(report.unit)
    at_once(*[lambda: operations.add_row(by=by, report=report.public_id, section="d2")] * 3)
    assert Report.objects.get(pk=report.pk).answers["rows"] == {"d2": ["r1", "r2", "r3"]}


def test_a_double_click_sends_once() -> None:
    report = fill(blank_report())
    by = filler(report.unit)
    sent = at_once(*[lambda: operations.send(by=by, report=report.public_id, version=report.version)] * 3)
    assert sorted(one.already for one in sent if isinstance(one, operations.Sent)) == [False, True, True]
    assert (Sending.objects.count(), Transition.objects.count()) == (1, 1)


def test_a_save_beside_a_send_is_either_in_it_or_refused() -> None:
    report = fill(blank_report())
    by = filler(report.unit)
    saved, sent = at_once(
        saver(report, 102, "d2.r1.k1", "1"),
        lambda: operations.send(by=by, report=report.public_id, version=report.version),
    )
    assert isinstance(sent, operations.Sent)
    assert isinstance(saved, operations.Saved | NotAllowed)

    report = fill(blank_report())
    saved, sent = at_once(
        saver(report, 102, "d1.w03.k2", "7"),
        lambda: operations.send(by=filler(report.unit), report=report.public_id, version=report.version),
    )
    now = Report.objects.get(pk=report.pk)
    assert (now.status == TO_VERIFY) == isinstance(sent, operations.Sent)
    if isinstance(sent, StaleReport):
        assert not Sending.objects.filter(report=report).exists()


def test_of_two_decisions_one_stands() -> None:
    report = report_at(TO_VERIFY)
    given = {"report": report.public_id, "version": report.version}
    decided = at_once(
        lambda: operations.accept(by=supervisor(person=201), **given),
        lambda: operations.return_to_correct(by=supervisor(person=202), reason="Sprawdź", **given),
    )
    assert sorted(type(one).__name__ for one in decided) == ["NotAllowed", "Report"]
    assert Transition.objects.count() == 2
