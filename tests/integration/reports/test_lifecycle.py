# SPDX-License-Identifier: EUPL-1.2
"""Every move of a report from every status by every kind of actor: the table below is the whole truth."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from ssoz.access.actors import Actor
from ssoz.audit.queries import events_of
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.errors import NotAllowed, OwnReport
from ssoz.reports.models import Report, Transition
from tests.factories import registers
from tests.factories.reports import CLEAN, central, fill, filler, report_at, supervisor

pytestmark = pytest.mark.django_db
TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED = ReportStatus

MOVES: dict[str, Callable[[Report, Actor], object]] = {
    "save": lambda report, by: fill(report, {"d1.w02.k1": "12"}, by),
    "send": lambda report, by: operations.send(by=by, report=report.public_id, version=report.version),
    "return": lambda report, by: operations.return_to_correct(
        by=by, report=report.public_id, version=report.version, reason="Sprawdź"
    ),
    "accept": lambda report, by: operations.accept(by=by, report=report.public_id, version=report.version),
    "reopen": lambda report, by: operations.reopen(by=by, report=report.public_id, reason="Pomyłka"),
}
ACTORS: dict[str, Callable[[Report], Actor]] = {
    "filler": lambda report: filler(report.unit),
    "filler of another unit": lambda report: filler(registers.unit(voivodeship="14"), person=102),
    "filler of financial reports": lambda report: filler(report.unit, 103, "reporter_financial"),
    "observer": lambda report: filler(report.unit, 104, "legacy_observer"),
    "supervisor": lambda report: supervisor("14", 202),
    "supervisor elsewhere": lambda report: supervisor("12", 203),
    "supervisor of finances": lambda report: supervisor("14", 204, "supervisor_financial"),
    "office administrator": lambda report: supervisor("14", 205, "uw_admin"),
    "central staff": lambda report: central("cez_staff", 302),
    "central administrator": lambda report: central("cez_admin", 303),
}
FILLERS = {"filler", "supervisor", "office administrator", "central administrator"}
DECIDERS = {"supervisor", "central administrator"}
WHO = {
    "save": FILLERS,
    "send": FILLERS,
    "return": DECIDERS,
    "accept": DECIDERS,
    "reopen": {"central administrator"},
}
TARGETS = {
    ("save", TO_FILL): TO_FILL,
    ("save", TO_CORRECT): TO_CORRECT,
    ("send", TO_FILL): TO_VERIFY,
    ("send", TO_CORRECT): TO_VERIFY,
    ("send", TO_VERIFY): TO_VERIFY,  # the second click
    ("return", TO_VERIFY): TO_CORRECT,
    ("accept", TO_VERIFY): ACCEPTED,
    ("reopen", ACCEPTED): TO_CORRECT,
}


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("status", ReportStatus)
def test_who_may_do_what_when(status: ReportStatus, move: str, actor: str) -> None:
    report = report_at(status)
    by = ACTORS[actor](report)
    before = (report.version, Transition.objects.count(), events_of("report", str(report.public_id)).count())
    target = TARGETS.get((move, status))
    if actor in WHO[move] and target is not None:
        MOVES[move](report, by)
        assert Report.objects.get(pk=report.pk).status == target
        return
    with pytest.raises(NotAllowed if actor in WHO[move] else PermissionDenied):
        MOVES[move](report, by)
    now = Report.objects.get(pk=report.pk)
    assert (now.status, now.version) == (status, before[0])
    assert Transition.objects.count() == before[1]
    assert events_of("report", str(report.public_id)).count() == before[2]


def test_a_move_leaves_a_row_an_event_and_a_higher_version() -> None:
    report = report_at(TO_VERIFY)
    by = supervisor()
    after = operations.return_to_correct(
        by=by, report=report.public_id, version=report.version, reason="  Za dużo łóżek. "
    )
    row = after.transitions.latest("id")
    event = events_of("report", str(report.public_id)).first()
    assert (row.source, row.target, row.reason) == (TO_VERIFY, TO_CORRECT, "Za dużo łóżek.")
    assert (row.person_id, row.person_name, row.unit_name) == (by.person_id, by.person_name, by.unit_name)
    assert event is not None
    assert (event.action, event.person_id) == ("report_returned", by.person_id)
    assert after.version == report.version + 1


def test_a_report_can_be_returned_and_sent_again_and_again() -> None:
    report = report_at(TO_CORRECT)
    for beds in ("11", "12"):
        report = fill(report, {"d1.w02.k1": beds})
        report = operations.send(by=filler(report.unit), report=report.public_id, version=report.version).report
        report = operations.return_to_correct(
            by=supervisor(), report=report.public_id, version=report.version, reason="Jeszcze raz"
        )
    cells = [sending.answers["cells"]["d1.w02.k1"] for sending in report.sendings.all()]
    assert cells == [int(CLEAN["d1.w02.k1"]), 11, 12]


def test_an_accepted_report_carries_its_date_and_a_reopened_one_does_not() -> None:
    report = report_at(ACCEPTED)
    assert report.accepted_at is not None
    assert report.accepted_by == "Nadzorujący 201"
    reopened = operations.reopen(by=central(), report=report.public_id, reason="Pomyłka w adresie")
    assert (reopened.accepted_at, reopened.accepted_by) == (None, "")


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_nothing_goes_back_without_a_reason(reason: str) -> None:
    from ssoz.reports.errors import BadRequest

    report = report_at(TO_VERIFY)
    with pytest.raises(BadRequest, match="Podaj uzasadnienie"):
        operations.return_to_correct(by=supervisor(), report=report.public_id, version=report.version, reason=reason)
    assert Report.objects.get(pk=report.pk).status == TO_VERIFY


def test_nobody_decides_on_what_they_filled_in() -> None:
    report = report_at(TO_FILL)
    by = supervisor()
    report = fill(report, by=by)
    report = operations.send(by=filler(report.unit), report=report.public_id, version=report.version).report
    with pytest.raises(OwnReport, match="sam wypełniał") as refused:
        operations.accept(by=by, report=report.public_id, version=report.version)
    assert refused.value.status == 403
    assert operations.accept(by=supervisor(person=299), report=report.public_id, version=report.version)


def test_nobody_decides_on_what_they_sent() -> None:
    report = fill(report_at(TO_FILL))
    by = supervisor()
    report = operations.send(by=by, report=report.public_id, version=report.version).report
    assert report.on_behalf
    with pytest.raises(OwnReport):
        operations.return_to_correct(by=by, report=report.public_id, version=report.version, reason="Źle")


def test_nobody_decides_on_the_report_of_their_own_unit() -> None:
    from dataclasses import replace

    report = report_at(TO_VERIFY)
    with pytest.raises(OwnReport, match="własnej jednostki"):
        operations.accept(
            by=replace(supervisor(), unit_id=report.unit_id), report=report.public_id, version=report.version
        )


def test_deciding_twice_is_refused_with_a_conflict() -> None:
    report = report_at(ACCEPTED)
    for decide in (MOVES["accept"], MOVES["return"]):
        with pytest.raises(NotAllowed, match="czeka na weryfikację") as refused:
            decide(report, supervisor(person=298))
        assert refused.value.status == 409
