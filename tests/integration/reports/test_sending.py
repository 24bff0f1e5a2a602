# SPDX-License-Identifier: EUPL-1.2
"""Sending: nothing with open findings, nothing stale, nothing twice, nothing before what it depends on."""

from datetime import date

import pytest

from engine.answers import Change
from shared.events import subscribe, unsubscribe
from ssoz.catalogue.models import Edition
from ssoz.registers.models import Unit
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.errors import NotAllowed, OpenFindings, StaleReport
from ssoz.reports.events import ReportAccepted, ReportEvent, ReportReopened, ReportReturned, ReportSent
from ssoz.reports.models import Report, Sending, Transition
from ssoz.reports.queries import report_for, verdict
from ssoz.rounds.models import Round
from tests.factories import registers
from tests.factories.reports import (
    CLEAN,
    ODD,
    TINY,
    WRONG,
    blank_report,
    central,
    fill,
    filler,
    report_at,
    supervisor,
    tiny,
)

pytestmark = pytest.mark.django_db
TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED = ReportStatus

AFTER = """
form: T-2
edition: {year}
title: Po pierwszym
kind: {kind}
subject: {subject}
zero: true
after: [T-1]
sections:
- code: d1
  title: Łóżka
  table:
    columns:
    - {{code: k1, title: Łóżka}}
    rows:
    - {{code: w01, title: Razem}}
checks:
- {{id: T2-01, check: 'd1[w01,k1] <= form("T-1").d1[w01,k1]', message: Więcej niż w T-1.}}
- {{id: T2-02, check: 'prior(d1[w01,k1]) >= 20 => d1[w01,k1] >= 10', message: Dużo mniej niż rok temu.}}
"""


def send(report: Report, **changed: object) -> operations.Sent:
    arguments = {"by": filler(report.unit), "report": report.public_id, "version": report.version} | changed
    return operations.send(**arguments)  # type: ignore[arg-type]  # arguments of a test


def untouched(report: Report) -> bool:
    now = Report.objects.get(pk=report.pk)
    return (
        (now.status, now.version, now.times_sent) == (report.status, report.version, report.times_sent)
        and Transition.objects.filter(report=report).count() == 0
        and Sending.objects.filter(report=report).count() == 0
    )


def test_a_correct_report_is_sent_and_kept_as_it_was() -> None:
    report = fill(blank_report())
    sent = send(report)
    assert not sent.already
    kept = Sending.objects.get(report=report)
    now = Report.objects.get(pk=report.pk)
    assert (now.status, now.sent_by, now.times_sent) == (TO_VERIFY, "Wypełniająca 101", 1)
    assert (kept.number, kept.answers, kept.digest) == (1, now.answers, now.digest)
    assert kept.at == now.sent_at


def test_errors_stop_the_sending() -> None:
    report = fill(blank_report(), WRONG)
    with pytest.raises(OpenFindings) as refused:
        send(report)
    assert refused.value.status == 422
    assert {finding.check for finding in refused.value.findings} == {"T-01"}
    assert "wymaga poprawy albo wyjaśnienia" in refused.value.sentence
    assert untouched(report)


def test_warnings_stop_the_sending_until_they_are_explained() -> None:
    report = fill(blank_report(), ODD)
    with pytest.raises(OpenFindings, match="1 niezgodność") as refused:
        send(report)
    (finding,) = refused.value.findings
    operations.explain(by=filler(report.unit), report=report.public_id, key=finding.key, code="inne", text="Skrzydło")
    assert verdict(filler(report.unit), report.public_id).is_clean
    assert send(report).report.status == TO_VERIFY


def test_a_stale_page_sends_nothing() -> None:
    report = fill(blank_report())
    fill(report, {"d1.w02.k1": "11"}, filler(report.unit, 102))
    with pytest.raises(StaleReport, match="Odśwież") as refused:
        send(report)
    assert refused.value.status == 409
    assert not Sending.objects.exists()


def test_the_second_click_changes_nothing_and_says_so() -> None:
    report = fill(blank_report())
    first, second = send(report), send(report)
    assert (first.already, second.already) == (False, True)
    assert second.report.version == first.report.version
    assert (Sending.objects.count(), Transition.objects.count()) == (1, 1)


def test_a_zero_form_is_sent_empty() -> None:
    report = blank_report()
    assert report_for(filler(report.unit), report.public_id).can_send_zero
    sent = send(report, zero=True).report
    assert sent.is_zero
    assert Sending.objects.get().is_zero
    assert (sent.digest != "", len(bytes(Report.objects.get(pk=report.pk).packed)) > 0) == (True, True)


def test_a_zero_form_with_figures_is_no_zero_form() -> None:
    report = fill(blank_report())
    with pytest.raises(NotAllowed, match="zawiera dane"):
        send(report, zero=True)
    assert untouched(report)


def test_not_every_form_may_be_zero() -> None:
    report = blank_report(edition=tiny(text=TINY.replace("zero: true", "zero: false")))
    with pytest.raises(NotAllowed, match="zerowe"):
        send(report, zero=True)
    assert untouched(report)


def test_a_returned_zero_form_may_come_back_with_figures() -> None:
    sent = send(blank_report(), zero=True).report
    returned = operations.return_to_correct(
        by=supervisor(), report=sent.public_id, version=sent.version, reason="Jednostka ma łóżka."
    )
    assert not fill(returned).is_zero
    assert not send(Report.objects.get(pk=returned.pk)).report.is_zero


def after(year: int = 2025) -> Edition:
    """The form that comes after the tiny one of its year."""
    tiny(year)
    return tiny(year, text=AFTER)


def two_forms(first_cells: dict[str, str] | None) -> tuple[Report, Report]:
    unit = registers.unit()
    first = blank_report(unit, tiny())
    second = fill(blank_report(unit, after()), {"d1.w01.k1": "10"})
    return (fill(first, first_cells) if first_cells else first), second


def test_a_form_waits_for_the_one_it_depends_on() -> None:
    first, second = two_forms(CLEAN)
    with pytest.raises(NotAllowed, match="Najpierw wyślij: T-1"):
        send(second)
    assert untouched(second)
    send(first)
    assert send(second).report.status == TO_VERIFY


def test_a_form_also_waits_while_the_other_is_being_corrected() -> None:
    first, second = two_forms(CLEAN)
    sent = send(first).report
    operations.return_to_correct(by=supervisor(), report=sent.public_id, version=sent.version, reason="?")
    with pytest.raises(NotAllowed, match="Najpierw wyślij"):
        send(second)


def test_who_does_not_owe_the_first_form_need_not_send_it() -> None:
    report = fill(blank_report(edition=after()), {"d1.w01.k1": "10"})
    assert send(report).report.status == TO_VERIFY


def test_checks_read_the_other_form_of_the_unit() -> None:
    first, second = two_forms({"d1.w02.k1": "5"})
    send(first)
    with pytest.raises(OpenFindings) as refused:
        send(second)
    assert [finding.check for finding in refused.value.findings] == ["T2-01"]


def test_a_yearly_form_reads_the_quarterly_one_of_the_last_quarter() -> None:
    first, second = two_forms({"d1.w02.k1": "5"})
    send(first)
    rounds = Round.objects.filter(pk=first.round_id)
    rounds.update(period_start=date(2025, 10, 1))
    assert [judged.finding.check for judged in verdict(filler(second.unit), second.public_id).findings] == ["T2-01"]
    rounds.update(period_start=date(2025, 7, 1), period_end=date(2025, 9, 30))
    assert verdict(filler(second.unit), second.public_id).is_clean


def last_year(unit: Unit, beds: str, edition: Edition) -> Report:
    report = fill(blank_report(unit, edition), {"d1.w01.k1": beds})
    return send(report).report


def test_checks_read_the_accepted_report_of_the_year_before() -> None:
    unit = registers.unit()
    sent = last_year(unit, "50", after(2024))
    assert sent.round.period_start == date(2024, 1, 1)
    report = fill(blank_report(unit, after(2025)), {"d1.w01.k1": "1"})
    assert verdict(filler(unit), report.public_id).is_clean
    operations.accept(by=supervisor(), report=sent.public_id, version=sent.version)
    (judged,) = verdict(filler(unit), report.public_id).findings
    assert judged.finding.check == "T2-02"


def test_the_year_before_of_another_unit_is_not_read() -> None:
    sent = last_year(registers.unit(), "50", after(2024))
    operations.accept(by=supervisor(), report=sent.public_id, version=sent.version)
    report = fill(blank_report(edition=after(2025)), {"d1.w01.k1": "1"})
    assert verdict(filler(report.unit), report.public_id).is_clean


@pytest.fixture
def heard(django_capture_on_commit_callbacks: object) -> list[ReportEvent]:
    events: list[ReportEvent] = []
    kinds = (ReportSent, ReportReturned, ReportAccepted, ReportReopened)
    for kind in kinds:
        subscribe(kind, events.append)
    yield events  # type: ignore[misc]  # a fixture that cleans up
    for kind in kinds:
        unsubscribe(kind, events.append)


def test_every_move_is_told_after_commit(heard: list[ReportEvent], django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        report = report_at(ACCEPTED)
        operations.reopen(by=central(), report=report.public_id, reason="Pomyłka")
        assert heard == []
    assert [type(event) for event in heard] == [ReportSent, ReportAccepted, ReportReopened]
    assert {event.report for event in heard} == {report.public_id}
    assert heard[-1].reason == "Pomyłka"


def test_a_refused_move_is_not_told(heard: list[ReportEvent], django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(OpenFindings):
        send(fill(blank_report(), WRONG))
    assert heard == []


def test_what_was_sent_stays_when_it_is_corrected() -> None:
    report = report_at(TO_CORRECT)
    before = Sending.objects.get(report=report).answers
    operations.save_cells(by=filler(report.unit), report=report.public_id, changes=[Change("d1.w02.k1", None, "11")])
    assert Sending.objects.get(report=report).answers == before
